"""A group's series on a clock that runs by itself: what was previewed comes, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.ui.cards import Card, Poll
from coach import series, series_changes
from coach.groups import GroupKind
from coach.series_setup import Kind, Part
from scheduler.all_postings import POSTINGS
from scheduler.delivery_groups import GroupPlanner
from scheduler.kinds import Done, Outcome
from storage import due, groups
from storage.tables_flow import due as due_table
from usecases import series as cases
from usecases import trend
from usecases.people import transaction

if TYPE_CHECKING:
    from bot.ui.send_groups import Act
    from coach.groups import Group
    from tests.fakes.telegram_edge import World

BEGIN = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
DAYS = 366
PLACES = [("en", "Europe/Berlin"), ("zh_Hans_CN", "Asia/Shanghai"), ("en", "America/New_York")]


@dataclass(slots=True)
class Told:
    """One thing done in the group."""

    at: datetime
    row: due.Due
    act: Act | None


@dataclass(slots=True)
class Clockwork:
    """The clock's side of a group, with what Telegram would answer."""

    world: World
    group: Group
    now: datetime = BEGIN
    told: list[Told] = field(default_factory=list)
    no_polls: bool = False

    async def until(self, end: datetime, *, wakes: datetime | None = None) -> None:
        """Do what is due until then; `wakes` is when a server that slept looks again."""
        app = self.world
        planner = GroupPlanner(POSTINGS, app.services.catalogs, app.services.packs, "bot")
        t = app.services.catalogs.texts(self.group.locale)
        while True:
            async with transaction(app.database) as uow:
                mine = select(due_table).where(due_table.c.chat_id == self.group.id)
                rows = [due.of_row(row) for row in (await uow.run(mine)).all()]
                row = min(rows, key=lambda each: (each.run_at, each.lead), default=None)
                if row is None or row.run_at > end:
                    self.now = end
                    return
                self.now = max(row.run_at, wakes or row.run_at, self.now)
                work = planner.work(uow, self.group, self.now)
                ready = await POSTINGS[row.kind].prepare(work, row)
                act = ready.act(t) if ready else None
                done = self._done(act)
                if done.outcome is Outcome.SENT:
                    self.told.append(Told(self.now, row, act))
                following = await POSTINGS[row.kind].settled(work, row, done)
                if following is None:
                    await due.drop(uow, -self.group.id, row.kind, row.ref)
                else:
                    await due.put(uow, following)
                await uow.commit()

    def _done(self, act: Act | None) -> Done:
        if act is None:
            return Done(Outcome.SKIPPED)
        if self.no_polls and isinstance(act.content, Poll):
            return Done(Outcome.REFUSED, why="no_polls")
        number = len(self.told) + 1
        return Done(Outcome.SENT, (number,), poll_id=f"poll {number}")

    def posts(self) -> list[tuple[str, datetime]]:
        """Return the first message of each post, with its time."""
        return [(each.row.occurrence, each.at) for each in self.told
                if each.row.kind == cases.SERIES and not each.row.lead]  # fmt: skip


async def _begun(world: World, locale: str, zone: str, length: int = 14) -> Clockwork:
    async with transaction(world.database) as uow:
        group = await groups.add(
            uow, -100, GroupKind.SUPERGROUP, "Circle", locale=locale, zone=zone, region=None,
            now=BEGIN,
        )  # fmt: skip
        await cases.begin(uow, group, BEGIN, length)
        await uow.commit()
    return Clockwork(world, group)


async def _setup(clock: Clockwork) -> series.Setup:
    async with transaction(clock.world.database, read=True) as uow:
        found = await cases.setup_of(uow, clock.group)
    assert found is not None
    return found


async def _change(clock: Clockwork, setup: series.Setup) -> None:
    async with transaction(clock.world.database) as uow:
        await cases.change(uow, clock.group, clock.now, setup)
        await uow.commit()


@pytest.mark.parametrize(("locale", "zone"), PLACES)
async def test_a_group_gets_exactly_the_previewed_posts(
    world: World, locale: str, zone: str
) -> None:
    """A coach who looked at the preview is never surprised, whatever the clocks do in between."""
    clock = await _begun(world, locale, zone)
    expected = series.preview(await _setup(clock), BEGIN, DAYS)
    await clock.until(expected[-1].run_at)
    assert clock.posts() == [(post.occurrence, post.run_at) for post in expected]
    quizzes = [each for each in clock.told if each.row.lead and each.row.kind == cases.SERIES]
    lessons = sum(post.kind in (Kind.LESSON, Kind.PRACTICE) for post in expected)
    assert len(quizzes) == lessons
    assert all(each.act and isinstance(each.act.content, Poll) for each in quizzes)


@pytest.mark.parametrize(("locale", "zone"), PLACES)
async def test_with_the_monthly_poll_a_year_is_what_was_previewed_too(
    world: World, locale: str, zone: str
) -> None:
    """The poll has a row of its own, and still comes when the preview says, on a day of its own."""
    clock = await _begun(world, locale, zone)
    async with transaction(world.database) as uow:
        await trend.switch(uow, clock.group, BEGIN, on=True)
        await uow.commit()
    setup = await _setup(clock)
    async with transaction(world.database, read=True) as uow:
        expected = series.preview(await trend.with_poll(uow, clock.group, setup), BEGIN, DAYS)
    await clock.until(expected[-1].run_at)
    first = {(cases.SERIES, 0), (trend.TREND, trend.PROMPT)}
    told = [each.at for each in clock.told if (each.row.kind, each.row.lead) in first]
    assert told == [post.run_at for post in expected]
    assert sum(post.kind is Kind.PULSE for post in expected) == 12
    polls = [each for each in clock.told if each.row.kind == trend.TREND]
    assert sum(bool(each.act and each.act.close) for each in polls) == 11, "the last is open"
    assert len({each.astimezone(ZoneInfo(zone)).date() for each in told}) == len(told)


async def test_pausing_skipping_and_moving_change_only_what_was_asked(world: World) -> None:
    """The order goes on where it was; what was left out does not come, the rest comes once."""
    clock = await _begun(world, "en", "Europe/Berlin", 6)
    await clock.until(BEGIN + timedelta(days=10))
    setup = await _setup(clock)
    first, second, third = setup.left[:3]
    await _change(clock, series_changes.move(setup, third, -1))
    await clock.until(clock.now + timedelta(days=7))
    setup, name = cases.skip(await _setup(clock), clock.now, _next(await _setup(clock), clock.now))
    await _change(clock, series_changes.pause(setup))
    before = len(clock.posts())
    await clock.until(clock.now + timedelta(days=30))
    assert len(clock.posts()) == before
    await _change(clock, series_changes.resume(await _setup(clock)))
    expected = series.preview(await _setup(clock), clock.now, 90)
    await clock.until(expected[-1].run_at)
    assert clock.posts()[before:] == [(post.occurrence, post.run_at) for post in expected]
    assert name
    assert {first, second, third}


def _next(setup: series.Setup, now: datetime) -> object:
    post = series.next_post(setup, now)
    assert post is not None
    return post.day


async def test_what_was_left_out_can_be_taken_back(world: World) -> None:
    """A slip of the thumb costs one tap."""
    clock = await _begun(world, "en", "Europe/Berlin")
    setup = await _setup(clock)
    changed, name = cases.skip(setup, BEGIN, _next(setup, BEGIN))
    assert changed.left != setup.left
    assert cases.unskip(changed, name, frozenset(setup.order)).left == setup.left


async def test_a_week_later_moves_all_and_loses_nothing(world: World) -> None:
    """A holiday is no reason to miss a lesson."""
    clock = await _begun(world, "en", "Europe/Berlin")
    setup = await _setup(clock)
    first = series.next_post(setup, BEGIN)
    assert first is not None
    changed, name = cases.postpone(setup, BEGIN, first.day)
    assert changed.left == setup.left
    lessons = [post for post in series.preview(changed, BEGIN) if post.kind is Kind.LESSON]
    assert lessons[0].what == first.what
    assert lessons[0].day == first.day + timedelta(days=7)
    back = cases.unskip(changed, name, frozenset(setup.order))
    assert series.next_post(back, BEGIN) == first


async def test_after_a_long_sleep_one_late_lesson_comes_and_never_two_in_a_day(
    world: World,
) -> None:
    """A server that was away for a month does not flood the group."""
    clock = await _begun(world, "en", "Europe/Berlin")
    wakes = BEGIN + timedelta(days=40)
    await clock.until(wakes, wakes=wakes)
    assert len(clock.posts()) <= 1
    await clock.until(wakes + timedelta(days=60))
    days = [at.date() for _, at in clock.posts()]
    assert len(days) == len(set(days))
    setup = await _setup(clock)
    lessons = [each for each in clock.posts() if ":lesson:" in each[0]]
    assert setup.at == len(lessons)


async def test_where_polls_are_forbidden_lessons_go_on_without_quizzes(world: World) -> None:
    """One missing right takes the quiz, not the series."""
    clock = await _begun(world, "en", "Europe/Berlin")
    clock.no_polls = True
    await clock.until(BEGIN + timedelta(days=30))
    assert len([each for each in clock.posts() if ":lesson:" in each[0]]) >= 4
    assert Part.QUIZ not in (await _setup(clock)).parts


async def test_a_change_takes_no_quiz_that_waits_for_its_right(world: World) -> None:
    """A coach who moves the hour meanwhile does not mean to leave out a question."""
    clock = await _begun(world, "en", "Europe/Berlin")
    await clock.until(BEGIN + timedelta(days=3))
    setup = await _setup(clock)
    assert setup.last is not None
    waiting = due.Due(0, cases.SERIES, 0, f"series:lesson:{setup.last}", 1,
                      clock.now + timedelta(days=1), chat_id=clock.group.id)  # fmt: skip
    async with transaction(world.database) as uow:
        await due.put(uow, waiting)
        await uow.commit()
    await _change(clock, replace(setup, hour=10))
    before = len(clock.told)
    await clock.until(clock.now + timedelta(hours=24, minutes=30))
    told = [each.act.content for each in clock.told[before:] if each.act]
    assert len([each for each in told if isinstance(each, Poll)]) == 1
    await _change(clock, replace(await _setup(clock), hour=11))
    expected = series.preview(await _setup(clock), clock.now, 30)
    posts = len(clock.posts())
    await clock.until(expected[-1].run_at)
    assert clock.posts()[posts:] == [(post.occurrence, post.run_at) for post in expected]


async def test_the_plan_of_a_month_is_written_once_and_then_edited(world: World) -> None:
    """One pinned message a month, whatever is changed in between."""
    clock = await _begun(world, "en", "Europe/Berlin")
    await clock.until(BEGIN + timedelta(days=3))
    await _change(clock, series_changes.pause(await _setup(clock)))
    await clock.until(clock.now + timedelta(days=1))
    boards = [each.act for each in clock.told if each.row.kind == cases.BOARD]
    plan = boards[-1].content.text if boards[-1] and isinstance(boards[-1].content, Card) else ""
    assert plan.count("✓") == len(clock.posts())
    assert [bool(act and act.edit) for act in boards][:2] == [False, True]
    assert all(act and act.edit for act in boards[1:])
