"""What is kept of a group's shared months, on each kind of database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coach.dates import Month
from coach.groups import GroupKind
from coach.trend import Progress
from storage import contributions, groups
from tests.storage.conftest import add_person

if TYPE_CHECKING:
    from coach.groups import Group
    from coach.people import Person
    from storage.engine import Database

NOW = datetime(2027, 2, 1, tzinfo=UTC)
JANUARY, FEBRUARY = Month(date(2027, 1, 1)), Month(date(2027, 2, 1))
LONG_AGO = Month(date(2026, 7, 1))


async def circle(database: Database) -> tuple[Group, Group, tuple[Person, ...]]:
    """Return two groups, and three people who share with both and answered for January."""
    people = tuple([await add_person(database, number) for number in (11, 12, 13)])
    async with database.write() as uow:
        one, other = [
            await groups.add(uow, -number, GroupKind.GROUP, "x", locale="en", zone="UTC",
                             region=None, now=NOW)
            for number in (1, 2)
        ]  # fmt: skip
        for group in (one, other):
            for person in people:
                for _ in range(2):
                    await contributions.join(uow, group.id, person.id, "en", NOW)
                await contributions.give(
                    uow, group.id, person.id, JANUARY, kept=person is not people[0]
                )
        await uow.commit()
    return one, other, people


async def test_a_frozen_month_stays_and_its_answers_are_erased_in_that_group_alone(
    database: Database,
) -> None:
    """Whatever is said later, nothing is counted again."""
    one, other, people = await circle(database)
    async with database.write() as uow:
        given = await contributions.given(uow, one.id, JANUARY)
        assert sorted(given.values()) == [False, True, True]
        shown = Progress(JANUARY, 60, frozenset(given))
        await contributions.freeze(uow, one.id, shown, LONG_AGO)
        await contributions.give(uow, one.id, people[0].id, JANUARY, kept=True)
        await contributions.freeze(uow, one.id, Progress(JANUARY, 80), LONG_AGO)
        await uow.commit()
    async with database.read() as uow:
        assert await contributions.frozen(uow, one.id) == (shown,)
        assert await contributions.given(uow, one.id, JANUARY) == {}
        assert len(await contributions.given(uow, other.id, JANUARY)) == 3
        assert await contributions.frozen(uow, other.id) == ()
        mine = await contributions.of_person(uow, people[0].id)
    assert mine == {one.id: None, other.id: (JANUARY, False)}


async def test_an_answer_for_the_next_month_outlives_the_freezing_of_this_one(
    database: Database,
) -> None:
    """Who is early loses nothing, and what is older than it may be remembered goes."""
    one, _, people = await circle(database)
    async with database.write() as uow:
        await contributions.give(uow, one.id, people[0].id, FEBRUARY, kept=True)
        await contributions.freeze(uow, one.id, Progress(LONG_AGO, 50, frozenset("1")), LONG_AGO)
        await contributions.freeze(uow, one.id, Progress(JANUARY, None), JANUARY)
        await uow.commit()
    async with database.read() as uow:
        assert await contributions.given(uow, one.id, FEBRUARY) == {str(people[0].id): True}
        assert await contributions.frozen(uow, one.id) == (Progress(JANUARY, None),)


async def test_who_leaves_is_gone_there_and_who_never_agreed_gives_nothing(
    database: Database,
) -> None:
    """A yes is what makes a row, and taking it back is what ends it."""
    one, other, people = await circle(database)
    stranger = await add_person(database, 14)
    async with database.write() as uow:
        await contributions.leave(uow, one.id, people[1].id)
        await contributions.give(uow, one.id, people[1].id, JANUARY, kept=True)
        await contributions.give(uow, one.id, stranger.id, JANUARY, kept=True)
        await uow.commit()
    async with database.read() as uow:
        assert len(await contributions.given(uow, one.id, JANUARY)) == 2
        assert set(await contributions.of_person(uow, people[1].id)) == {other.id}
        assert await contributions.of_person(uow, stranger.id) == {}
