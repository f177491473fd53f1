"""The series in a group: lesson then quiz, practice person then vote, prompts, the pinned plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.ui import cards_practice, cards_series, cards_trend
from bot.ui.cards import Button, Card
from bot.ui.send_groups import Act
from coach import series
from coach.dates import QUIET, reminder_instant
from coach.practice_worked import of_week
from coach.series_lessons import lesson
from coach.series_setup import Kind
from scheduler.kinds import Outcome, over
from scheduler.postings import Posting, Prepared
from storage import due as rows
from storage import series as kept
from storage.due import Due
from storage.series import Board
from usecases import groups, trend
from usecases import series as cases

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.texts import Texts
    from coach.practice_worked import Worked
    from coach.series_setup import Post, Setup
    from scheduler.kinds import Done
    from usecases.work import GroupWork

WORKED = "practice"
"""The due kind of the practice person's figures, a day after the vote."""
_TALK = "groups.open"
_PRACTICE = f"{cases.SERIES}:{Kind.PRACTICE}:"


async def post(work: GroupWork, due: Due) -> Prepared | None:
    """Say what stands next in the series now; a check-in of a day gone by is left out."""
    setup = await cases.setup_of(work.uow, work.group)
    if setup is None:
        return None
    link = work.link("grp")
    if due.occurrence.startswith(_PRACTICE):
        found = None if due.lead else series.read(setup, due.occurrence)
        if found is None and not (due.lead and not setup.paused):
            return None
        known = _person(work, due.occurrence)
        return Prepared(lambda t: _practice(t, known, due.lead, link))
    found = series.read(setup, due.occurrence, due.lead)
    if found is None or (found.kind is Kind.PROMPT and found.day != work.today):
        return None
    return await _said(work, found, due.lead, link)


async def _said(work: GroupWork, found: Post, lead: int, link: str) -> Prepared | None:
    match found.kind:
        case Kind.LESSON:
            about = lesson(found.what)
            if about is None:
                return None
            if lead:
                return Prepared(lambda t: Act(cards_series.quiz(t, about)))
            pack, today, link = work.pack, work.today, f"{link}-{about.word}"
            return Prepared(lambda t: Act(cards_series.lesson_post(t, about, pack, today, link)))
        case Kind.OWN:
            words = (await kept.own(work.uow, work.group.id)).get(found.what)
            return Prepared(lambda t: Act(cards_series.own_post(t, words, link))) if words else None
        case Kind.FINAL:
            return Prepared(lambda t: Act(cards_series.final(t, link)))
        case Kind.PROMPT:
            there = f"{link}-checkin"
            how = await trend.said(work.uow, work.group, work.today)
            ask = work.link("ask")
            return Prepared(lambda t: Act(
                cards_series.prompt(t, found.day, there, cards_trend.said(t, how), ask)
            ))  # fmt: skip
        case _:
            return None


def _person(work: GroupWork, occurrence: str) -> Worked:
    return of_week(work.group.id, _day(occurrence), work.pack)


def _day(occurrence: str) -> date:
    return series.day_of(occurrence)


def _practice(t: Texts, known: Worked, lead: int, link: str) -> Act:
    if lead:
        return Act(cards_practice.quiz(t, known))
    return Act(_with_link(t, cards_practice.introduction(t, known), link))


def _with_link(t: Texts, text: str, link: str) -> Card:
    return Card(text, ((Button(t.plain(_TALK), url=link),),), long=True)


async def posted(work: GroupWork, due: Due, done: Done) -> Due | None:
    """Go on to the quiz or vote, or to the next post."""
    setup = await cases.setup_of(work.uow, work.group)
    if setup is None:
        return None
    if due.lead:
        if done.why == "no_polls" and await cases.no_polls(work):
            await groups.trouble(work, "no_polls")
            setup = await cases.setup_of(work.uow, work.group) or setup
        if due.occurrence.startswith(_PRACTICE):
            await _worked_tomorrow(work, setup, due)
        return cases.following(work.group.id, setup, work.now)
    found = series.read(setup, due.occurrence)
    stays = done.outcome is Outcome.SKIPPED
    if found is None or (stays and found.kind in (Kind.PROMPT, Kind.PRACTICE)):
        return cases.following(work.group.id, setup, work.now)
    setup = await cases.said(work, found, out=done.outcome is Outcome.SENT)
    await cases.plan_again(work.uow, work.group.id, work.now)
    if done.outcome is Outcome.SENT and (found.kind is Kind.PRACTICE or len(found.leads) > 1):
        return replace(due, lead=1, run_at=work.now)
    return cases.following(work.group.id, setup, work.now)


async def _worked_tomorrow(work: GroupWork, setup: Setup, due: Due) -> None:
    at = reminder_instant(work.today + timedelta(days=1), time(setup.hour), setup.zone, QUIET)
    occurrence = f"{WORKED}:{_day(due.occurrence).isoformat()}"
    row = Due(0, WORKED, 0, occurrence, 0, at, chat_id=work.group.id)
    await rows.put(work.uow, row)


async def worked(work: GroupWork, due: Due) -> Prepared | None:
    """Say the practice person's figures."""
    setup = await cases.setup_of(work.uow, work.group)
    if setup is None or setup.paused:
        return None
    known, link = _person(work, due.occurrence), work.link("grp")
    return Prepared(lambda t: Act(_with_link(t, cards_practice.answer(t, known), link)))


async def board(work: GroupWork, due: Due) -> Prepared | None:
    """Write the plan of the month, or edit this month's; then pin it where that is allowed."""
    found = await kept.get(work.uow, work.group.id)
    setup = await cases.setup_of(work.uow, work.group)
    if found is None or setup is None:
        return None
    setup = await trend.with_poll(work.uow, work.group, setup)
    pinned = found[1]
    if due.lead:
        return Prepared(lambda _: Act(pin=pinned.message_id)) if pinned else None
    same = pinned is not None and pinned.month == f"{work.today:%Y-%m}"
    edit = pinned.message_id if pinned and same else None
    posts, own = series.whole_month(setup, work.now), await kept.own(work.uow, work.group.id)
    now = work.now
    return Prepared(lambda t: Act(cards_series.plan(t, setup, posts, now, own), edit=edit))


async def boarded(work: GroupWork, due: Due, done: Done) -> Due | None:
    """Remember the message, then pin it."""
    if due.lead or done.outcome is not Outcome.SENT or not done.message_ids:
        return None
    number = done.message_ids[0]
    found = await kept.get(work.uow, work.group.id)
    if found is None or (found[1] and found[1].message_id == number):
        return None
    await kept.pinned(work.uow, work.group.id, Board(number, f"{work.today:%Y-%m}"))
    return replace(due, lead=1, run_at=work.now) if work.group.rights.pin else None


POSTINGS = {
    cases.SERIES: Posting(post, posted),
    WORKED: Posting(worked, over),
    cases.BOARD: Posting(board, boarded, by_night=True, forgoes=frozenset({1})),
}
