"""Choices made at run time: regions, currencies. Their names come from CLDR and packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import parse
from coach import packs, regions
from coach.interview import Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Question
    from handlers.context import Ctx

CURRENCIES = ("CNY", "USD", "GBP", "EUR", "HKD", "TWD", "SGD", "INR", "JPY", "AUD", "CAD")


def labels(ctx: Ctx, question: Question) -> Mapping[str, str]:
    """Return the label of each run-time option of a question."""
    match question.source:
        case "regions":
            own = ctx.work.person.region or ctx.work.default_region
            offered = regions.choices(ctx.work.packs, ctx.t.locale, own)
            return {each.id: each.name for each in offered}
        case "currencies":
            return {code: ctx.t.currency(code) for code in CURRENCIES}
    return {}


def region(ctx: Ctx, text: str) -> str | None:
    """Return the pack of a country named in words; the general one where it has none of its own."""
    code = parse.country(text, ctx.t.locale)
    if code is None:
        return None
    known = [pack for pack in ctx.work.packs.values() if code in pack.countries]
    # A country's own pack knows more than one that holds for several.
    own = min(known, key=lambda pack: len(pack.countries), default=packs.fallback(ctx.work.packs))
    return own.id


def options(ctx: Ctx, question: Question) -> tuple[Option, ...]:
    """Return the run-time options of a question, in order."""
    return tuple(Option(value, "") for value in labels(ctx, question))
