"""The weekly series of a group: begun, changed and looked at by its coaches, told by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coach import series, series_changes
from coach.dates import local_date
from coach.series_lessons import CURRICULUM
from coach.series_setup import WEEKLY, Kind, Part, Post, Setup, own
from storage import due
from storage import series as kept
from storage.due import Due
from usecases import forms, groups, trend

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from coach.groups import Group
    from coach.interview import Value
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork, Work

SERIES = "series"
"""The due kind of a group's next post: one row."""
BOARD = "board"
"""The due kind of the plan of the month: lead 0 writes it, lead 1 pins it."""
SETTLES = timedelta(minutes=1)
"""How long changes are gathered before the plan is edited."""
LENGTHS = (6, 10, len(CURRICULUM))
LATE_HOUR = 18
"""Hour at which a series begins to post unless a coach changes it: most people are home."""
PARTS = frozenset(Part) - {Part.PULSE}
"""What a new series holds; the pulse has its own switch."""


async def setup_of(uow: UnitOfWork, group: Group) -> Setup | None:
    """Return a group's series in the group's present language, zone and region."""
    found = await kept.get(uow, group.id)
    if found is None:
        return None
    return replace(found[0], locale=group.locale, zone=group.zone, region=group.region)


async def begin(
    uow: UnitOfWork, group: Group, now: datetime, length: int,
    *, weekday: int | None = None, hour: int = LATE_HOUR,
) -> Setup:  # fmt: skip
    """Begin a series tomorrow or on the next such weekday, or from its first lesson again.

    Again means with the settings it had.
    """
    known = await setup_of(uow, group)
    started = local_date(now, group.zone) + timedelta(days=1)
    setup = (
        series_changes.begin(
            zone=group.zone, locale=group.locale, hour=hour, started=started,
            weekday=started.weekday() if weekday is None else weekday, length=length, region=group.region, parts=PARTS,
        )
        if known is None
        else series_changes.begin_again(known, started, length)
    )  # fmt: skip
    await change(uow, group, now, setup)
    return setup


async def change(uow: UnitOfWork, group: Group, now: datetime, setup: Setup) -> None:
    """Keep a changed series: the next post and the plan of the month follow it."""
    await kept.save(uow, group.id, setup)
    row = following(group.id, setup, now)
    if row is None:
        await due.drop(uow, -group.id, SERIES)
    elif not await _half_said(uow, group, setup):
        await due.put(uow, row)
    await trend.move(uow, group, now)
    await plan_follows(uow, group, now)


async def plan_follows(uow: UnitOfWork, group: Group, now: datetime) -> None:
    """Write the plan of the month anew where there is one."""
    found = await kept.get(uow, group.id)
    if found is not None and found[1] is not None:
        await plan_again(uow, group.id, now)


async def _half_said(uow: UnitOfWork, group: Group, setup: Setup) -> bool:
    """Tell whether a quiz still waits for its right: the next post follows once it was asked."""
    rows = [row for row in await due.of_group(uow, group.id) if row.kind == SERIES and row.lead]
    wanted = Part.PRACTICE if rows and f":{Kind.PRACTICE}:" in rows[0].occurrence else Part.QUIZ
    return bool(rows) and wanted in setup.parts


async def plan_again(uow: UnitOfWork, group_id: int, now: datetime) -> None:
    """Write the plan of the month anew, once for all changes of a minute."""
    at = now + SETTLES
    occurrence = f"{BOARD}:{int(at.timestamp())}"
    await due.put(uow, Due(0, BOARD, 0, occurrence, 0, at, chat_id=group_id))


def following(group_id: int, setup: Setup, now: datetime) -> Due | None:
    """Return the due row of the next post."""
    post = series.next_post(setup, now)
    if post is None:
        return None
    return Due(0, SERIES, 0, post.occurrence, 0, post.run_at, chat_id=group_id)


async def said(work: GroupWork, post: Post, *, out: bool) -> Setup:
    """Note that a post went `out` or was given up; no other comes on the same local day."""
    setup = await setup_of(work.uow, work.group)
    if setup is None:
        msg = "a series vanished while it was told"
        raise RuntimeError(msg)
    setup = series.advance(setup, post)
    if out:
        setup = series.went_out(setup, post, work.now)
    if setup.last is None or setup.last < work.today:
        setup = replace(setup, last=work.today)
    await kept.save(work.uow, work.group.id, setup)
    return setup


async def no_polls(work: GroupWork) -> bool:
    """Leave quizzes out where Telegram allows none; True the first time."""
    setup = await setup_of(work.uow, work.group)
    if setup is None or Part.QUIZ not in setup.parts:
        return False
    await kept.save(work.uow, work.group.id, replace(setup, parts=setup.parts - {Part.QUIZ}))
    return True


def skip(setup: Setup, now: datetime, day: date) -> tuple[Setup, str]:
    """Leave out the next post if it is that day's; also returns what `unskip` takes."""
    post = series.next_post(setup, now)
    if post is None or post.day != day:
        return setup, ""
    match post.kind:
        case Kind.LESSON:
            name = post.what
        case Kind.OWN:
            name = own(int(post.what))
        case Kind.FINAL:
            name = Kind.FINAL.value
        case _:
            name = _slot(post)
    return series_changes.skip(setup, post), name


def postpone(setup: Setup, now: datetime, day: date) -> tuple[Setup, str]:
    """Let the next weekly post, if it is that day's, and all after it come a week later.

    Also returns what `unskip` takes.
    """
    post = series.next_post(setup, now)
    if post is None or post.day != day or post.kind not in WEEKLY:
        return setup, ""
    return series_changes.postpone(setup, post), _slot(post)


def _slot(post: Post) -> str:
    return post.occurrence.removeprefix(f"{SERIES}:").replace(":", "/")


def unskip(setup: Setup, name: str, known: frozenset[str]) -> Setup:
    """Take back what `skip` left out; `known` are the items that may stand in the order."""
    if name == Kind.FINAL.value and setup.ended:
        return replace(setup, at=len(setup.order))
    if "/" in name:
        occurrence = f"{SERIES}:{name.replace('/', ':')}"
        return replace(setup, off=tuple(each for each in setup.off if each != occurrence))
    if name not in known or name in setup.order:
        return setup
    return series_changes.insert(setup, name, 0)


async def items(uow: UnitOfWork, group_id: int) -> frozenset[str]:
    """Return everything that may stand in a group's order."""
    mine = {own(int(place)) for place in await kept.own(uow, group_id)}
    return frozenset({lesson.id for lesson in CURRICULUM} | mine)


async def own_words(uow: UnitOfWork, group_id: int) -> dict[str, str]:
    """Return the words of a group's own posts by their number."""
    return await kept.own(uow, group_id)


async def write(work: Work, group: Group) -> None:
    """Ask a coach for a post of their own."""
    await forms.start(work, "own_post", subject=group.id)


async def draft(uow: UnitOfWork, group_id: int, words: str) -> int:
    """Keep words as a draft of an own post, once however often they are taken; its number."""
    known = await kept.own(uow, group_id)
    same = next((int(place) for place, each in known.items() if each == words), None)
    return await kept.add_own(uow, group_id, words) if same is None else same


async def finish_own_post(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep what was typed as a draft: it is posted only once an administrator's tap says so."""
    number = subject or 0
    place = await kept.add_own(work.uow, number, str(answers["words"]))
    return await groups.drafted(work, number, f"series.draft:{number}:{place}")
