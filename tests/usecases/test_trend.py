"""The monthly poll on a clock that runs by itself, with what Telegram tells of its votes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from bot.ui.cards import Card, Poll
from coach.groups import GroupKind
from coach.series import preview, whole_month
from coach.series_setup import Kind
from scheduler.delivery_groups import GroupPlanner
from scheduler.kinds import Done, Outcome
from scheduler.postings_trend import POSTINGS
from storage import due, groups, plans
from storage.tables_flow import due as due_table
from storage.tables_people import persons
from storage.tables_trend import contributions, pulses, shares
from tests.usecases.test_tap_budget import remind
from usecases import series, trend
from usecases.people import transaction

if TYPE_CHECKING:
    from sqlalchemy import Table

    from bot.ui.send_groups import Act
    from coach.groups import Group
    from coach.series_setup import Setup
    from tests.fakes.telegram_edge import Chat, World

BEGIN = datetime(2027, 1, 10, 8, 0, tzinfo=UTC)


async def begun(world: World, locale: str) -> Group:
    """Return a group whose coach switched the poll on."""
    async with transaction(world.database) as uow:
        group = await groups.add(
            uow, -100, GroupKind.SUPERGROUP, "Circle", locale=locale, zone="Europe/Berlin",
            region=None, now=BEGIN,
        )  # fmt: skip
        await trend.switch(uow, group, BEGIN, on=True)
        await uow.commit()
    return group


async def step(world: World, group: Group) -> tuple[datetime, Act]:
    """Do what is due next of the poll."""
    services = world.services
    planner = GroupPlanner(POSTINGS, services.catalogs, services.packs, "bot")
    async with transaction(world.database) as uow:
        mine = select(due_table).where(
            due_table.c.chat_id == group.id, due_table.c.kind == trend.TREND
        )
        (row,) = (due.of_row(each) for each in (await uow.run(mine)).all())
        work = planner.work(uow, group, row.run_at)
        if row.lead == trend.FREEZE:
            assert await POSTINGS[row.kind].prepare(work, row) is None
            row = await POSTINGS[row.kind].settled(work, row, Done(Outcome.SKIPPED))
            assert row is not None
        ready = await POSTINGS[row.kind].prepare(work, row)
        assert ready is not None
        act = ready.act(services.catalogs.texts(group.locale))
        done = Done(Outcome.SENT, (7,), poll_id=f"poll {row.occurrence}")
        following = await POSTINGS[row.kind].settled(work, row, done)
        assert following is not None
        await due.put(uow, following)
        await uow.commit()
    return row.run_at, act


async def votes(world: World, poll: str, *totals: int) -> None:
    """Tell the totals of a poll as Telegram does: without voters."""
    await world.handle({"poll": {
        "id": poll, "question": "?", "is_closed": False, "is_anonymous": True, "type": "regular",
        "allows_multiple_answers": False, "total_voter_count": sum(totals),
        "allows_revoting": True, "members_only": False,
        "options": [{"text": str(n), "voter_count": total, "persistent_id": str(n)}
                    for n, total in enumerate(totals)],
    }})  # fmt: skip


async def month(world: World, group: Group, name: str, *totals: int) -> str:
    """Live through one month of a group; returns the words before the poll."""
    at, prompt = await step(world, group)
    assert f"{at:%Y-%m}" == name
    assert at.day == trend.DAY
    _, asked = await step(world, group)
    assert isinstance(asked.content, Poll)
    assert not asked.content.correct
    await votes(world, f"poll trend:{name}", *totals)
    closes, closing = await step(world, group)
    assert closing.close == 7
    assert closes.day == 1 or closes - at >= timedelta(days=3)
    assert isinstance(prompt.content, Card)
    return prompt.content.text


async def test_two_months_of_votes_give_the_third_its_trend(world: World) -> None:
    """A group hears how it goes, from totals alone."""
    group = await begun(world, "en")
    assert "last poll" not in await month(world, group, "2027-01", 2, 4, 4, 9)
    assert "got through the month" in await month(world, group, "2027-02", 7, 2, 1, 0)
    assert "a larger part" in await month(world, group, "2027-03", 1, 1, 0, 3)
    assert "last poll" not in await month(world, group, "2027-04", 5, 1, 0, 3)


async def test_only_totals_are_kept(world: World) -> None:
    """What Telegram does not tell cannot be kept; what it tells is a number an option."""
    group = await begun(world, "zh_Hans_CN")
    await month(world, group, "2027-01", 2, 4, 4, 9)
    await votes(world, "somebody else's", 1, 2)
    async with transaction(world.database, read=True) as uow:
        (row,) = (await uow.run(select(pulses))).mappings()
    assert row["votes"] == "2,4,4,9"
    assert set(row) == {"id", "chat_id", "month", "poll", "message", "votes"}


async def test_switched_off_it_asks_no_more(world: World) -> None:
    """A group without a pulse is no worse a group."""
    group = await begun(world, "en")
    async with transaction(world.database) as uow:
        await trend.switch(uow, group, BEGIN, on=False)
        assert not await trend.is_on(uow, group)
        await uow.commit()


async def counted_in(person: Chat, group: Group) -> None:
    """Agree in private."""
    await person.says(f"/start share_{group.code}")
    await person.taps("trend.join")


async def says(person: Chat, group: Group, *, kept: bool) -> None:
    """Give the month's answer in private."""
    await person.says(f"/start share_{group.code}")
    await person.taps("Yes, as planned" if kept else "Not this month")
    assert "Noted, thank you" in person.card.text


async def rows(world: World, table: Table) -> list[dict[str, Any]]:
    """Return what a table holds, opened with the key."""
    async with transaction(world.database, read=True) as uow:
        found = (await uow.run(select(table).order_by(*table.primary_key))).mappings()
        return [dict(row) for row in found]


async def test_a_share_is_shown_from_ten_people_on_and_a_missing_one_hides_it(
    world: World,
) -> None:
    """Nobody's answer can be told from the figure, nor from the next one."""
    group = await begun(world, "en")
    await month(world, group, "2027-01", 2, 4, 4, 9)
    world.now = datetime(2027, 2, 3, 12, 0, tzinfo=UTC)
    people = [world.chat(f"P{n}") for n in range(11)]
    for place, person in enumerate(people):
        await counted_in(person, group)
        assert "January 2027: did your payments" in person.card.text
        await says(person, group, kept=place < 6)
    words = await month(world, group, "2027-02", 2, 4, 4, 9)
    assert "between 50 and 60 % kept to their plan in January 2027" in words
    world.now = datetime(2027, 3, 3, 12, 0, tzinfo=UTC)
    for person in people[:10]:
        await says(person, group, kept=True)
    assert "%" not in await month(world, group, "2027-03", 2, 4, 4, 9), "one was missing"


async def test_before_a_month_is_over_nothing_is_asked_and_an_old_button_gives_nothing(
    world: World,
) -> None:
    """An answer belongs to the month it names, however late its button is tapped."""
    group = await begun(world, "en")
    ann = world.chat()
    await month(world, group, "2027-01", 2, 4, 4, 9)
    world.now = datetime(2027, 2, 3, 12, 0, tzinfo=UTC)
    await counted_in(ann, group)
    await month(world, group, "2027-02", 2, 4, 4, 9)
    world.now = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
    await ann.sends_data(f"trend.answer:{group.code}:2027-01:1")
    assert "February 2027: did your payments" in ann.card.text
    (row,) = await rows(world, contributions)
    assert row["kept"] is None
    await says(ann, group, kept=False)
    await ann.says(f"/start share_{group.code}")
    assert "Noted so far: not this month" in ann.card.text
    await month(world, group, "2027-03", 2, 4, 4, 9)
    world.now = datetime(2027, 3, 30, 12, 0, tzinfo=UTC)
    async with transaction(world.database) as uow:
        await trend.switch(uow, group, world.now, on=False)
        await trend.switch(uow, group, datetime(2027, 4, 29, tzinfo=UTC), on=True)
        await uow.commit()
    await ann.says(f"/start share_{group.code}")
    assert "From 28 April 2027 on" in ann.card.text
    async with transaction(world.database) as uow:
        await trend.switch(uow, group, world.now, on=False)
        await uow.commit()
    await ann.says(f"/start share_{group.code}")
    assert "not asked at the moment" in ann.card.text
    await ann.taps("trend.leave")
    assert await rows(world, contributions) == []


TEN = frozenset(range(10))
CAME_AND_WENT = (
    (TEN | {10}, True),
    (TEN | {11, 12}, True),
    (TEN | {10, 13}, False),  # One more than the first month, and the second is no screen.
    (TEN | {13, 14, 15}, True),
    (TEN | {13, 14, 15}, True),
    (TEN, False),  # One fewer than the first.
    (TEN | {13, 14}, False),
    (frozenset(range(1, 10)), False),  # Nine.
    (TEN | {10, 11, 12, 13, 14, 15}, True),
)
"""Who answers month by month, and whether the group is shown a share of them."""


async def test_figures_of_many_months_and_the_tables_tell_no_single_answer(world: World) -> None:
    """Whoever keeps every figure, and steals the tables with the key, finds nothing to subtract."""
    chance = random.Random(5)
    group = await begun(world, "en")
    people = [world.chat(f"P{n}") for n in range(16)]
    await month(world, group, "2027-01", 2, 4, 4, 9)
    shown = []
    for place, (there, visible) in enumerate(CAME_AND_WENT, 2):
        world.now = datetime(2027, place, 3, 12, 0, tzinfo=UTC)
        for number, person in enumerate(people):
            await person.says(f"/start share_{group.code}")
            counted = "trend.answer" in str(person.card.buttons)
            if counted != (number in there):
                await person.taps("trend.leave" if counted else "trend.join")
            if number in there:
                await says(person, group, kept=chance.random() < 0.6)
        given = [row for row in await rows(world, contributions) if row["kept"] is not None]
        words = await month(world, group, f"2027-{place:02}", 2, 4, 4, 9)
        assert ("those who share" in words) == visible, f"month {place}"
        if visible:
            shown.append(frozenset(row["person_id"] for row in given))
        assert not [row for row in await rows(world, contributions) if row["month"] or row["kept"]]
    for one, other in combinations(shown, 2):
        assert len(one) >= 10
        assert len(one ^ other) not in (1, 2)
    kept = await rows(world, shares)
    assert len(kept) == 7, "what is older than half a year is forgotten"
    for row in kept:
        assert bool(row["basis"]) == (row["share"] is not None)
        assert row["share"] is None or row["share"] in range(20, 90, 10)


async def test_without_the_key_the_tables_do_not_tell_who_contributed_then(world: World) -> None:
    """A stolen copy shows a share and a sealed list; the consent alone names the group."""
    group = await begun(world, "en")
    people = [world.chat(f"P{n}") for n in range(10)]
    await month(world, group, "2027-01", 2, 4, 4, 9)
    world.now = datetime(2027, 2, 3, 12, 0, tzinfo=UTC)
    for person in people:
        await counted_in(person, group)
        await says(person, group, kept=True)
    assert "80 % or more" in await month(world, group, "2027-02", 2, 4, 4, 9)
    async with transaction(world.database, read=True) as uow:
        raw = (await uow.run(text("SELECT share, basis FROM shares WHERE basis <> ''"))).all()
    numbers = ",".join(sorted(str(row["person_id"]) for row in await rows(world, contributions)))
    opened = [row["basis"] for row in await rows(world, shares) if row["basis"]]
    assert opened == [numbers]
    assert all(numbers not in str(row.basis) for row in raw)


async def test_nobody_is_counted_in_without_a_yes_and_no_trace_stays_without_one(
    world: World,
) -> None:
    """Looking at the question is no consent, and tells nobody where one came from."""
    group = await begun(world, "zh_Hans_CN")
    ann = world.chat(language="zh-hans")
    await ann.says(f"/start share_{group.code}")
    assert "算我一个" in ann.card.labels
    await ann.sends_data(f"trend.answer:{group.code}:2026-12:1")
    assert await rows(world, contributions) == []
    await ann.taps("先不用")
    (person,) = await rows(world, persons)
    assert group.code not in person["screen"]
    await counted_in(ann, group)
    (row,) = await rows(world, contributions)
    assert (row["locale"], row["version"], row["kept"]) == ("zh_Hans_CN", 1, None)
    assert row["at"] == world.now


async def test_what_is_shared_is_seen_and_stopped_from_the_privacy_screen(world: World) -> None:
    """Each yes is taken back without looking for the group's message again."""
    group = await begun(world, "en")
    ann = world.chat()
    await counted_in(ann, group)
    await ann.says("/privacy")
    await ann.taps("bridge", "trend.mine", f"trend.share:{group.code}", "trend.leave")
    assert "no longer counted" in ann.card.text
    assert await rows(world, contributions) == []
    await ann.sends_data("bridge")
    assert "trend.mine" not in str(ann.card.buttons)


async def with_series(world: World, group: Group) -> Setup:
    """Begin a series on a Thursday."""
    async with transaction(world.database) as uow:
        setup = await series.begin(uow, group, datetime(2027, 1, 13, 8, tzinfo=UTC), 14)
        await uow.commit()
    return setup


async def polled(world: World, group: Group, setup: Setup) -> tuple[datetime | None, datetime]:
    """Return when the group is asked next, by its row and by the preview for its coaches."""
    async with transaction(world.database, read=True) as uow:
        shown = await trend.with_poll(uow, group, setup)
        at = await trend.next_at(uow, group)
    posts = preview(shown, BEGIN)
    return at, next(post.run_at for post in posts if post.kind is Kind.PULSE)


async def test_the_preview_names_the_poll_and_it_keeps_off_the_days_of_other_posts(
    world: World,
) -> None:
    """A coach sees it coming, and nobody gets a lesson and a poll on one day."""
    group = await begun(world, "en")
    setup = await with_series(world, group)
    assert setup.weekday == 3
    at, seen = await polled(world, group, setup)
    assert at == seen == datetime(2027, 1, 29, 17, tzinfo=UTC), "the 28th is a Thursday"
    setup = replace(setup, weekday=2, hour=19)
    async with transaction(world.database) as uow:
        await series.change(uow, group, BEGIN, setup)
        await uow.commit()
    at, seen = await polled(world, group, setup)
    assert at == seen == datetime(2027, 1, 28, 18, tzinfo=UTC)


async def test_a_paused_series_is_asked_nothing_either(world: World) -> None:
    """Who wants quiet has quiet; the month after it goes on."""
    group = await begun(world, "en")
    setup = await with_series(world, group)
    async with transaction(world.database) as uow:
        await series.change(uow, group, BEGIN, replace(setup, paused=True))
        rows = [row for row in await due.of_group(uow, group.id) if row.kind == trend.TREND]
        (row,) = rows
        services = world.services
        planner = GroupPlanner(POSTINGS, services.catalogs, services.packs, "bot")
        work = planner.work(uow, group, row.run_at)
        assert await POSTINGS[row.kind].prepare(work, row) is None
        following = await POSTINGS[row.kind].settled(work, row, Done(Outcome.SKIPPED))
    assert following is not None
    assert (following.lead, following.occurrence) == (trend.FREEZE, "trend:2027-02")


async def test_switched_off_an_open_poll_ends_at_once_and_none_follows(world: World) -> None:
    """A poll that nobody counts is not left open, and switching on again asks no month twice."""
    group = await begun(world, "en")
    await step(world, group)
    at, _ = await step(world, group)
    async with transaction(world.database) as uow:
        await trend.switch(uow, group, at, on=False)
        assert not await trend.is_on(uow, group)
        (row,) = await due.of_group(uow, group.id)
        await trend.switch(uow, group, at, on=True)
        (again,) = await due.of_group(uow, group.id)
        assert (again.lead, again.note) == (trend.CLOSE, None), "nothing would end the open poll"
        await trend.switch(uow, group, at, on=False)
        assert (row,) == await due.of_group(uow, group.id)
        work = GroupPlanner(POSTINGS, world.services.catalogs, world.services.packs, "bot").work(
            uow, group, at
        )
        ready = await POSTINGS[row.kind].prepare(work, row)
        assert ready is not None
        assert ready.act(world.services.catalogs.texts("en")).close == 7
        assert await POSTINGS[row.kind].settled(work, row, Done(Outcome.SENT)) is None
        await due.drop(uow, -group.id, trend.TREND)
        await trend.switch(uow, group, BEGIN, on=True)
        (row,) = await due.of_group(uow, group.id)
    assert row.occurrence == "trend:2027-02"


async def test_what_is_noted_of_ones_payments_is_the_months_answer(world: World) -> None:
    """Who keeps their plan here need not be asked again, and their own word comes first."""
    group = await begun(world, "en")
    ann, bo = world.chat("Ann"), world.chat("Bo")
    for person in (ann, bo):
        await remind(person)
        await counted_in(person, group)
    async with world.database.read() as uow:
        first = (await plans.of_case(uow, 1))[0].plan.first_due
    async with transaction(world.database) as uow:
        await trend.switch(uow, group, BEGIN, on=False)
        await trend.switch(uow, group, datetime(first.year, first.month, 28, 23, tzinfo=UTC),
                           on=True)  # fmt: skip
        await uow.commit()
    world.now = datetime(first.year, first.month, 28, 23, tzinfo=UTC)
    await ann.sends_data("pay:1:1")
    await bo.says(f"/start share_{group.code}")
    await bo.taps("Not this month")
    await bo.sends_data("pay:2:1")
    given = [(row["month"], row["kept"]) for row in await rows(world, contributions)]
    assert given == [(f"{first:%Y-%m}", True), (f"{first:%Y-%m}", False)]
    await ann.says(f"/start share_{group.code}")
    assert "Noted so far: as planned" in ann.card.text
    await ann.taps("Stop sharing")
    await ann.sends_data("pay.undo:1:1")
    await ann.sends_data("pay:1:1")
    assert len(await rows(world, contributions)) == 1, "who left gives nothing any more"


async def test_the_plan_of_the_month_ticks_the_poll(world: World) -> None:
    """What was asked stays in the plan, as each post does."""
    group = await begun(world, "en")
    await with_series(world, group)
    await step(world, group)
    at, _ = await step(world, group)
    async with transaction(world.database, read=True) as uow:
        setup = await series.setup_of(uow, group)
        assert setup is not None
        posts = whole_month(await trend.with_poll(uow, group, setup), at)
    assert [post.run_at for post in posts if post.kind is Kind.PULSE] == [at]
