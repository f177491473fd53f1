"""Choices made at run time: regions, time zones, currencies. Their names come from CLDR and packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import packs
from coach.interview import Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Answers, Question
    from handlers.context import Ctx

CURRENCIES = ("CNY", "USD", "GBP", "EUR", "HKD", "TWD", "SGD", "INR", "JPY", "AUD", "CAD")


async def labels(ctx: Ctx, question: Question, answers: Answers) -> Mapping[str, str]:
    """Return the label of each run-time option of a question."""
    match question.source:
        case "regions":
            return {each.id: each.name for each in packs.choices(ctx.work.packs, ctx.t.locale)}
        case "zones":
            return dict(_zones(ctx, answers))
        case "currencies":
            return {code: ctx.t.currency(code) for code in CURRENCIES}
    return {}


async def options(ctx: Ctx, question: Question, answers: Answers) -> tuple[Option, ...]:
    """Return the run-time options of a question, in order."""
    return tuple(Option(value, "") for value in await labels(ctx, question, answers))


def _zones(ctx: Ctx, answers: Answers) -> tuple[tuple[str, str], ...]:
    region = str(answers.get("region") or ctx.work.person.region)
    every = packs.choices(ctx.work.packs, ctx.t.locale)
    named = next((each.zones for each in every if each.id == region), ())
    return tuple((zone, name if name != zone else ctx.t.zone(zone)) for zone, name in named)
