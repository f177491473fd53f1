"""The funder report: reckoned for a quarter, kept once it is over; and what is counted for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach.numbers import Figure, Line, Quarter, Report, report
from coach.people import Consent
from coach.permits import Action
from storage import consents, numbers
from usecases import permits

if TYPE_CHECKING:
    from datetime import date

    from storage.uow import UnitOfWork
    from usecases.work import Work


async def of(work: Work, quarter: Quarter) -> Report:
    """Return a quarter's report; raises NotYoursError."""
    await permits.require(work, Action.SEE_NUMBERS)
    return await read(work.uow, quarter, work.now.date())


async def read(uow: UnitOfWork, quarter: Quarter, today: date) -> Report:
    """Return a quarter's report; one that is over is reckoned once and then kept as it was."""
    body = await numbers.kept_report(uow, str(quarter))
    if body is not None:
        return _read(quarter, body)
    lives, plans = await numbers.lives(uow), await numbers.agreed(uow)
    made = report(quarter, today, lives, plans, await numbers.counts(uow, str(quarter)))
    if made.over:
        await numbers.keep_report(uow, str(quarter), _written(made))
    return made


def _written(made: Report) -> str:
    lines = {
        figure.value: [line.whole, dict(line.languages), dict(line.regions)]
        for figure, line in made.lines.items()
    }
    sums = {figure.value: dict(by) for figure, by in made.sums.items()}
    return json.dumps({"lines": lines, "sums": sums, "days": made.days})


def _read(quarter: Quarter, body: str) -> Report:
    kept: dict[str, Any] = json.loads(body)
    lines = {Figure(name): Line(*parts) for name, parts in kept["lines"].items()}
    sums = {Figure(name): by for name, by in kept["sums"].items()}
    return Report(quarter, over=True, lines=lines, sums=sums, days=kept["days"])


async def count(work: Work, figure: Figure) -> None:
    """Count that something happened to the person, if they allow statistics; not to whom."""
    given = await consents.standing(work.uow, work.person.id)
    if Consent.STATISTICS in given:
        quarter = str(Quarter.of(work.now.date()))
        person = work.person
        await numbers.count(work.uow, quarter, figure, person.locale, person.region)


_TAPS = {
    "danger": Figure.DANGER,
    "danger.pause": Figure.DANGER,
    "helplines": Figure.REFERRED,
}


async def tapped(work: Work, name: str) -> None:
    """Count a tap that leads to help; the same screen drawn again is not counted."""
    if name in _TAPS:
        await count(work, _TAPS[name])
