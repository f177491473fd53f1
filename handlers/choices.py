"""Choices made at run time: regions, currencies. Their names come from CLDR and packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import packs
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
            return {each.id: each.name for each in packs.choices(ctx.work.packs, ctx.t.locale)}
        case "currencies":
            return {code: ctx.t.currency(code) for code in CURRENCIES}
    return {}


def options(ctx: Ctx, question: Question) -> tuple[Option, ...]:
    """Return the run-time options of a question, in order."""
    return tuple(Option(value, "") for value in labels(ctx, question))
