"""Choices made at run time: regions, currencies. Their names come from CLDR and packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, parse
from coach import packs, regions
from coach.danger import Sign
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


def place_typed(ctx: Ctx) -> str | None:
    """Return the tap that a country typed stands for, on a screen that asks where they are."""
    name, arguments = callbacks.unpack(ctx.work.person.screen)
    known = ctx.work.person.region is not None
    before: tuple[str, ...]
    after: tuple[str, ...]
    match name:
        case "settings.where":
            before, after = ("settings.in",), arguments
        case "settings.places":
            before, after = ("settings.in",), arguments[1:]
        case "helplines" if not known:
            before, after = ("helplines.in",), arguments
        case "helplines.places" if not known:
            before, after = ("helplines.in",), arguments[1:]
        case "danger.where" | "danger.places":
            before, after = ("danger.in", *arguments[:1]), ()
        case "danger.paused" if not known:
            before, after = ("danger.in", Sign.SELF_HARM.value), ()
        case "danger" if arguments and arguments[0] != "more" and not known:
            before, after = ("danger.in", arguments[0]), ()
        case _:
            return None
    named = region(ctx, ctx.text)
    return None if named is None else ":".join((*before, named, *after))


def options(ctx: Ctx, question: Question) -> tuple[Option, ...]:
    """Return the run-time options of a question, in order."""
    return tuple(Option(value, "") for value in labels(ctx, question))
