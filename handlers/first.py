"""The first set-up of a group in private: region, language, clock, then day, hour and length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_first, cards_groups_setup
from coach.dates import local_date
from coach.series import next_post
from handlers.groups import coaching
from handlers.unexpected import NotHereError
from usecases import series

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


async def begin(ctx: Ctx, number: str) -> Card:
    """Say what is about to be asked, and ask for the region."""
    group = await coaching(ctx, number, changes=False)
    own = ctx.work.default_region
    return cards_groups_setup.regions(ctx.t, group, ctx.work.packs, 0, own, first=True)


async def speak(ctx: Ctx, number: str) -> Card:
    """Ask for the language."""
    group = await coaching(ctx, number, changes=False)
    return cards_groups_setup.languages(ctx.t, group, ctx.services.catalogs.locales)


async def day(ctx: Ctx, number: str) -> Card:
    """Propose tomorrow's weekday and the hour at which most people are home."""
    group = await coaching(ctx, number, changes=False)
    tomorrow = local_date(ctx.work.now, group.zone) + timedelta(days=1)
    return await when(ctx, number, str(tomorrow.weekday()), str(series.LATE_HOUR))


async def when(ctx: Ctx, number: str, weekday: str, hour: str) -> Card:
    """Ask for day and hour; nothing is kept yet."""
    group = await coaching(ctx, number, changes=False)
    on, at = callbacks.number(weekday) % 7, callbacks.number(hour) % 24
    # An instant whose wall hour in UTC is the one meant.
    clock = ctx.t.hour(datetime(2024, 1, 1, at, tzinfo=UTC), "UTC")
    return cards_first.when(ctx.t, group, on, at, (ctx.t.weekday_name(on), clock))


async def weeks(ctx: Ctx, number: str, weekday: str, hour: str) -> Card:
    """Ask for the length."""
    group = await coaching(ctx, number, changes=False)
    on, at = callbacks.number(weekday) % 7, callbacks.number(hour) % 24
    return cards_first.weeks(ctx.t, group, on, at, series.LENGTHS)


async def start(ctx: Ctx, number: str, weekday: str, hour: str, length: str) -> str:
    """Begin the series; a second tap on an old button changes nothing."""
    group = await coaching(ctx, number)
    if callbacks.number(length) not in series.LENGTHS:
        raise NotHereError
    if await series.setup_of(ctx.work.uow, group) is None:
        await series.begin(
            ctx.work.uow, group, ctx.work.now, callbacks.number(length),
            weekday=callbacks.number(weekday) % 7, hour=callbacks.number(hour) % 24,
        )  # fmt: skip
    return callbacks.pack("first.ready", group.id)


async def ready(ctx: Ctx, number: str) -> Card | str:
    """Say when the first post comes."""
    group = await coaching(ctx, number, changes=False)
    setup = await series.setup_of(ctx.work.uow, group)
    post = next_post(setup, ctx.work.now) if setup is not None else None
    if setup is None or post is None:
        return callbacks.pack("series", group.id)
    on = ctx.t.weekday(local_date(post.run_at, group.zone))
    hour = ctx.t.hour(post.run_at, group.zone)
    return cards_first.ready(ctx.t, group, on, hour, setup.length)


SCREENS: dict[str, Handler] = {
    "first": begin,
    "first.speak": speak,
    "first.day": day,
    "first.when": when,
    "first.weeks": weeks,
    "first.ready": ready,
}
ACTIONS: dict[str, Handler] = {"first.begin": start}
ADMINISTERED = (*SCREENS, *ACTIONS)
"""Every one of them is about a group, whose number comes first."""
