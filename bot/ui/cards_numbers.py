"""The funder report as a screen, as a table (CSV) and as a picture."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bot.ui import papers
from bot.ui.cards import Card, Paper, column, foot, go
from bot.ui.cards_settings import language_name
from coach.money import Money
from coach.numbers import OTHERS, SHARES, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.ui.texts import Texts
    from coach.numbers import Quarter, Report

NAMES = {
    Figure.STARTED: "numbers.started",
    Figure.DEBTS: "numbers.debts",
    Figure.BUDGET: "numbers.budget",
    Figure.CONTACT: "numbers.contact",
    Figure.PLAN: "numbers.plan",
    Figure.AGREED: "numbers.agreed",
    Figure.UNDER_PLAN: "numbers.under_plan",
    Figure.WAIVED: "numbers.waived",
    Figure.KEPT_3: "numbers.kept_3",
    Figure.KEPT_6: "numbers.kept_6",
    Figure.KEPT_12: "numbers.kept_12",
    Figure.DAYS: "numbers.days",
    Figure.DANGER: "numbers.danger",
    Figure.REFERRED: "numbers.referred",
    Figure.DELETED: "numbers.deleted",
}


def _value(t: Texts, figure: Figure, value: int | None) -> str:
    if value is None:
        return t.plain("numbers.hidden")
    if figure in SHARES:
        return t.plain("numbers.percent", value=value)
    return t.plain("numbers.about", value=value)


def said(t: Texts, found: Report) -> Iterator[tuple[str, str]]:
    """Yield each figure of the whole quarter by name."""
    for figure, line in found.lines.items():
        yield t.plain(NAMES[figure]), _value(t, figure, line.whole)
    for figure, by in found.sums.items():
        for currency, units in by.items():
            yield t.plain(NAMES[figure]), t.plain("numbers.sum", sum=Money.of(units, currency))
    if found.over:
        yield t.plain(NAMES[Figure.DAYS]), _value(t, Figure.DAYS, found.days)


def show(t: Texts, found: Report, following: Quarter | None) -> Card:
    """Return a quarter; `following` is the next one, if it has begun."""
    lines = [t.t("numbers.line", name=name, value=value) for name, value in said(t, found)]
    text = "\n".join(
        [
            t.t("numbers.title", quarter=str(found.quarter)),
            t.t("numbers.over" if found.over else "numbers.running"),
            "",
            *lines,
        ]
    )
    quarter = str(found.quarter)
    rows = (
        *column(
            go(t.plain("numbers.table"), "numbers.table", quarter),
            go(t.plain("numbers.picture"), "numbers.picture", quarter),
            go(str(found.quarter.before), "numbers", found.quarter.before),
            go(str(following), "numbers", following) if following else None,
        ),
        *foot(t, "staff"),
    )
    return Card(text, rows, long=True)


def written(t: Texts, found: Report, names: Mapping[str, str]) -> str:
    """Return the whole report as CSV: figure, group, value; hidden values are empty."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [t.plain("numbers.csv.figure"), t.plain("numbers.csv.group"), t.plain("numbers.csv.value")]
    )
    for figure, line in found.lines.items():
        name = t.plain(NAMES[figure])
        table.writerow([name, t.plain("numbers.csv.all"), _plain(line.whole)])
        for locale, value in line.languages.items():
            called = t.plain("numbers.others") if locale == OTHERS else language_name(locale)
            table.writerow([name, called, value])
        for region, value in line.regions.items():
            table.writerow([name, _place(t, region, names), value])
    for figure, by in found.sums.items():
        for currency, units in by.items():
            table.writerow([t.plain(NAMES[figure]), currency, units])
    table.writerow([t.plain(NAMES[Figure.DAYS]), t.plain("numbers.csv.all"), _plain(found.days)])
    return out.getvalue()


def _place(t: Texts, region: str, names: Mapping[str, str]) -> str:
    if region == OTHERS:
        return t.plain("numbers.others")
    return names.get(region, t.plain("numbers.nowhere"))


def _plain(value: int | None) -> str:
    return "" if value is None else str(value)


def table(t: Texts, found: Report, names: Mapping[str, str]) -> Paper:
    """Return the table as a file that spreadsheets open."""
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    body = ("\ufeff" + written(t, found, names)).encode()
    return Paper(f"numbers-{found.quarter}.csv", lambda: body)


def picture(t: Texts, found: Report) -> Paper:
    """Return the counts as bars."""
    bars = [
        (t.plain(NAMES[figure]), _value(t, figure, line.whole), line.whole or 0)
        for figure, line in found.lines.items()
        if figure not in SHARES
    ]
    title = t.plain("numbers.title_plain", quarter=str(found.quarter))
    note = t.plain("numbers.over_plain" if found.over else "numbers.running_plain")
    return Paper(
        f"numbers-{found.quarter}.png",
        lambda: papers.bars(t, title, bars, note),
        picture=True,
    )
