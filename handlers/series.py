"""A group's series, set up in private by its coaches; every tap is checked with Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_series_setup
from coach import series, series_changes
from coach.lessons import lesson, of_host
from coach.series_setup import Part, own
from handlers.groups import coaching
from handlers.unexpected import NotHereError
from usecases import series as cases
from usecases import trend

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from coach.groups import Group
    from coach.series_setup import Setup
    from handlers.context import Ctx, Handler


async def _known(ctx: Ctx, number: str, *, changes: bool) -> tuple[Group, Setup]:
    group = await coaching(ctx, number, changes=changes)
    setup = await cases.setup_of(ctx.work.uow, group)
    if setup is None:
        raise NotHereError
    return group, setup


async def _keep(ctx: Ctx, group: Group, setup: Setup, screen: str = "series") -> str:
    await cases.change(ctx.work.uow, group, ctx.work.now, setup)
    return callbacks.pack(screen, group.id)


async def home(ctx: Ctx, number: str) -> Card | str:
    """Show what comes next; before a series was begun, how long it may be."""
    group = await coaching(ctx, number, changes=False)
    setup = await cases.setup_of(ctx.work.uow, group)
    if setup is None and group.region is None:
        # The first questions were left half way: without them it would be the wrong clock.
        return callbacks.pack("first", group.id)
    if setup is None:
        return cards_series_setup.lengths(ctx.t, group, cases.LENGTHS)
    post = series.next_post(setup, ctx.work.now)
    words = await cases.own_words(ctx.work.uow, group.id)
    return cards_series_setup.home(ctx.t, group, setup, post, words)


async def lengths(ctx: Ctx, number: str) -> Card:
    """Ask how long a new round is to be."""
    group = await coaching(ctx, number, changes=False)
    return cards_series_setup.lengths(ctx.t, group, cases.LENGTHS)


async def begin(ctx: Ctx, number: str, weeks: str) -> str:
    """Begin; a second tap on an old button changes nothing."""
    group = await coaching(ctx, number)
    setup = await cases.setup_of(ctx.work.uow, group)
    if callbacks.number(weeks) not in cases.LENGTHS:
        raise NotHereError
    if setup is None or not setup.left:
        await cases.begin(ctx.work.uow, group, ctx.work.now, callbacks.number(weeks))
    return callbacks.pack("series", group.id)


async def ahead(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Show the posts of the next sixty days."""
    group, setup = await _known(ctx, number, changes=False)
    setup = await trend.with_poll(ctx.work.uow, group, setup)
    posts = series.preview(setup, ctx.work.now)
    words = await cases.own_words(ctx.work.uow, group.id)
    at = min(callbacks.number(page), 9)
    return cards_series_setup.ahead(ctx.t, group, setup, posts, series.PREVIEW_DAYS, at, words)


async def when(ctx: Ctx, number: str) -> Card:
    """Show day and hour."""
    group, setup = await _known(ctx, number, changes=False)
    # A week that begins on a Monday, and an instant whose wall hour in UTC is the one chosen.
    weekday = ctx.t.weekday_name(setup.weekday)
    hour = ctx.t.hour(datetime(2024, 1, 1, setup.hour, tzinfo=UTC), "UTC")
    return cards_series_setup.when(ctx.t, group, setup, weekday, hour)


async def day(ctx: Ctx, number: str, weekday: str) -> str:
    """Set the weekday."""
    group, setup = await _known(ctx, number, changes=True)
    return await _keep(
        ctx, group, replace(setup, weekday=callbacks.number(weekday) % 7), "series.when"
    )


async def hour(ctx: Ctx, number: str, wished: str) -> str:
    """Set the hour."""
    group, setup = await _known(ctx, number, changes=True)
    return await _keep(ctx, group, replace(setup, hour=callbacks.number(wished) % 24),
                       "series.when")  # fmt: skip


async def parts(ctx: Ctx, number: str) -> Card:
    """Show what the series is made of."""
    group, setup = await _known(ctx, number, changes=False)
    ours = bool(of_host(_voice(ctx, group).lessons))
    return cards_series_setup.parts(ctx.t, group, setup, ours=ours)


def _voice(ctx: Ctx, group: Group) -> Texts:
    return ctx.services.catalogs.texts(group.locale)


async def ours(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Show the host's own lessons in the group's language."""
    group, _ = await _known(ctx, number, changes=False)
    said = _voice(ctx, group)
    lessons, at = of_host(said.lessons), min(callbacks.number(page), 9)
    return cards_series_setup.ours(ctx.t, group, said, lessons, at)


async def take_ours(ctx: Ctx, number: str, name: str) -> str:
    """Make a draft of a lesson of the host's; it is posted only once a tap says so."""
    group, _ = await _known(ctx, number, changes=True)
    said = _voice(ctx, group)
    found = lesson(name, of_host(said.lessons))
    if found is None:
        raise NotHereError
    words = cards_series_setup.as_post(said, found)
    place = await cases.draft(ctx.work.uow, group.id, words)
    return callbacks.pack("series.draft", group.id, place)


async def part(ctx: Ctx, number: str, name: str) -> str:
    """Switch a part on or off."""
    group, setup = await _known(ctx, number, changes=True)
    if name not in cases.PARTS:
        raise NotHereError
    return await _keep(ctx, group, replace(setup, parts=setup.parts ^ {Part(name)}), "series.parts")


async def off(ctx: Ctx, number: str) -> str:
    """Pause."""
    group, setup = await _known(ctx, number, changes=True)
    return await _keep(ctx, group, series_changes.pause(setup))


async def on(ctx: Ctx, number: str) -> str:
    """Go on."""
    group, setup = await _known(ctx, number, changes=True)
    return await _keep(ctx, group, series_changes.resume(setup))


def _day(iso: str) -> date:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise NotHereError from None


async def rest(ctx: Ctx, number: str, iso: str) -> Card | str:
    """Ask how the next post is not to come, if it is still the one that was shown."""
    group, setup = await _known(ctx, number, changes=False)
    post = series.next_post(setup, ctx.work.now)
    if post is None or post.day != _day(iso):
        return callbacks.pack("series", group.id)
    words = await cases.own_words(ctx.work.uow, group.id)
    return cards_series_setup.rest(ctx.t, group, post, words)


async def skip(ctx: Ctx, number: str, iso: str) -> str:
    """Leave the next post out."""
    group, setup = await _known(ctx, number, changes=True)
    return await _rests(ctx, group, *cases.skip(setup, ctx.work.now, _day(iso)))


async def later(ctx: Ctx, number: str, iso: str) -> str:
    """Let the next weekly post, and all after it, come a week later."""
    group, setup = await _known(ctx, number, changes=True)
    return await _rests(ctx, group, *cases.postpone(setup, ctx.work.now, _day(iso)))


async def _rests(ctx: Ctx, group: Group, setup: Setup, name: str) -> str:
    if not name:
        return callbacks.pack("series", group.id)
    await _keep(ctx, group, setup)
    return callbacks.pack("series.skipped", group.id, name)


async def skipped(ctx: Ctx, number: str, name: str) -> Card:
    """Say so, with a way back."""
    group = await coaching(ctx, number, changes=False)
    return cards_series_setup.skipped(ctx.t, group, name)


async def undo(ctx: Ctx, number: str, name: str) -> str:
    """Take the last *leave out* back."""
    group, setup = await _known(ctx, number, changes=True)
    known = await cases.items(ctx.work.uow, group.id)
    return await _keep(ctx, group, cases.unskip(setup, name, known))


async def order(ctx: Ctx, number: str, page: str = "0") -> Card:
    """Show what is still to come week by week."""
    group, setup = await _known(ctx, number, changes=False)
    words = await cases.own_words(ctx.work.uow, group.id)
    return cards_series_setup.order(ctx.t, group, setup, min(callbacks.number(page), 9), words)


async def item(ctx: Ctx, number: str, name: str) -> Card | str:
    """Show one item of the order."""
    group, setup = await _known(ctx, number, changes=False)
    if name not in setup.left:
        return callbacks.pack("series.order", group.id, 0)
    words = await cases.own_words(ctx.work.uow, group.id)
    return cards_series_setup.item(ctx.t, group, setup, name, words)


async def _move(ctx: Ctx, number: str, name: str, by: int) -> str:
    group, setup = await _known(ctx, number, changes=True)
    await _keep(ctx, group, series_changes.move(setup, name, by))
    return callbacks.pack("series.item", group.id, name)


async def up(ctx: Ctx, number: str, name: str) -> str:
    """Move an item a week earlier."""
    return await _move(ctx, number, name, -1)


async def down(ctx: Ctx, number: str, name: str) -> str:
    """Move an item a week later."""
    return await _move(ctx, number, name, 1)


async def out(ctx: Ctx, number: str, name: str) -> str:
    """Leave an item out of the order."""
    group, setup = await _known(ctx, number, changes=True)
    if name not in setup.left:
        return callbacks.pack("series.order", group.id, 0)
    await _keep(ctx, group, series_changes.leave_out(setup, name))
    return callbacks.pack("series.skipped", group.id, name)


async def write(ctx: Ctx, number: str) -> str:
    """Ask for a post of the coach's own; what is typed becomes a draft."""
    group, _ = await _known(ctx, number, changes=True)
    await cases.write(ctx.work, group)
    return "form"


async def draft(ctx: Ctx, number: str, place: str) -> Card:
    """Show an own post as the group would see it."""
    group, _ = await _known(ctx, number, changes=False)
    words = (await cases.own_words(ctx.work.uow, group.id)).get(place)
    if words is None:
        raise NotHereError
    return cards_series_setup.draft(ctx.t, group, place, words)


async def put(ctx: Ctx, number: str, place: str) -> str:
    """Set an own post in the place of the next lesson, which comes a week later."""
    group, setup = await _known(ctx, number, changes=True)
    name = own(callbacks.number(place))
    if name not in await cases.items(ctx.work.uow, group.id):
        raise NotHereError
    if name not in setup.order:
        setup = series_changes.insert(setup, name, 0)
    return await _keep(ctx, group, setup)


SCREENS: dict[str, Handler] = {
    "series": home, "series.lengths": lengths, "series.ahead": ahead, "series.when": when,
    "series.parts": parts, "series.skipped": skipped, "series.order": order, "series.item": item,
    "series.draft": draft, "series.rest": rest, "series.ours": ours,
}  # fmt: skip
ACTIONS: dict[str, Handler] = {
    "series.begin": begin, "series.day": day, "series.hour": hour, "series.part": part,
    "series.off": off, "series.on": on, "series.skip": skip, "series.later": later, "series.undo": undo,
    "series.write": write, "series.ours_take": take_ours, "series.put": put,
    "series.up": up, "series.down": down, "series.out": out,
}  # fmt: skip
ADMINISTERED = (*SCREENS, *ACTIONS)
"""Every one of them is about a group, whose number comes first."""
