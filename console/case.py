"""One client: as much as they share, noted as a look; and what one can write to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.ui import parse_money
from coach.caseload import Attention
from coach.money import Money
from coach.permits import Action
from coach.relay import LONGEST
from console import case_rows
from console.caseload import NEEDS, SHARES, called
from console.visit import Page
from usecases import care, case_view, casenotes, permits, relay, suggestions, tasks
from usecases.access import NotYoursError
from usecases.relay import TooManyError

if TYPE_CHECKING:
    from console.visit import Handler, Visit
    from usecases.case_view import View

DONE = {
    "sent": "console.done.sent",
    "task": "console.done.task",
    "taken": "console.done.taken",
    "noted": "console.done.noted",
    "deleted": "console.done.deleted",
    "back": "console.done.back",
    "heard": "console.done.heard",
    "suggested": "console.done.suggested",
    "many": "console.done.many",
    "empty": "console.done.empty",
    "amount": "console.done.amount",
    "day": "console.done.day",
}
"""What the page says after a form; the address can name no other words."""
NOTES = 10
"""Notes a page."""
WENT_WRONG = frozenset({"many", "empty", "amount", "day"})


async def show(visit: Visit) -> Page:
    """Show one client."""
    work, t = visit.work, visit.t
    number = visit.number("number")
    found = await case_view.view(work, number)
    done = visit.query.get("done", "")
    return Page("case.html", {
        "number": number,
        "called": called(t, number, found.client.called),
        "shares": SHARES[found.client.level],
        "needs": [(NEEDS[need], need is Attention.DANGER) for need in found.client.attention],
        "done": DONE.get(done, ""),
        "wrong": done in WENT_WRONG,
        "longest": LONGEST,
        **_shared(visit, found),
        **await _talk(visit, number),
        **await _tasks(visit, number),
        **await _notes(visit, number),
        "danger": Attention.DANGER in found.client.attention,
    })  # fmt: skip


def _shared(visit: Visit, found: View) -> dict[str, Any]:
    t, case = visit.t, found.case
    shown: dict[str, Any] = {
        "progress": case_rows.progress(t, found.progress) if found.progress else None,
        "case": None,
        "papers": case_rows.papers(t, found.documents) if found.documents is not None else None,
    }
    if case is not None:
        shown["case"] = {
            "debts": case_rows.debts(t, case),
            "budget": case_rows.budget(t, case),
            "hardship": case_rows.hardship(t, case),
            "plans": case_rows.plans(t, case),
            "contacts": case_rows.contacts(t, case),
            "deadlines": case_rows.deadlines(t, case),
        }
    return shown


async def _talk(visit: Visit, number: int) -> dict[str, Any]:
    _, said = await relay.with_client(visit.work, number)
    messages = [
        {"theirs": each.by_client, "at": visit.t.instant(each.at, visit.zone), "words": each.words}
        for each in said
    ]
    return {"messages": messages, "canned": await relay.canned(visit.work)}


async def _tasks(visit: Visit, number: int) -> dict[str, Any]:
    if not await permits.allowed(visit.work, Action.SEND_TASK, number):
        return {"tasks": None}
    found = await tasks.of_client(visit.work, number)
    return {"tasks": [
        {"id": each.id, "words": each.words, "due": visit.t.day(each.due_on) if each.due_on else ""}
        for each in found
    ]}  # fmt: skip


async def _notes(visit: Visit, number: int) -> dict[str, Any]:
    if not await permits.allowed(visit.work, Action.WRITE_NOTE, number):
        return {"notes": None}
    page = visit.number("notes")
    found, more = await casenotes.of_client(visit.work, number, min(page, 1000), NOTES)
    notes = [
        {"id": each.id, "name": each.name, "words": each.words, "shared": each.shared,
         "at": visit.t.instant(each.at, visit.zone), "own": each.author == visit.work.person.id}
        for each in found
    ]  # fmt: skip
    undo = visit.number("undo") if visit.query.get("done") == "deleted" else 0
    return {"notes": notes, "notes_page": page, "notes_more": more, "undo": undo}


def _back(number: int, done: str, part: str) -> str:
    return f"/case/{number}?done={done}#{part}"


async def write(visit: Visit) -> str:
    """Write to the client, through the bot."""
    number, words = visit.number("number"), visit.form.get("words", "").strip()
    await permits.client(visit.work, Action.RELAY, number)
    if not words:
        words = dict(await relay.canned(visit.work)).get(visit.picked("canned"), "")
    if not words:
        return _back(number, "empty", "talk")
    try:
        await relay.reply(visit.work, number, words)
    except TooManyError:
        return _back(number, "many", "talk")
    return _back(number, "sent", "talk")


async def task(visit: Visit) -> str:
    """Send the client a task."""
    number, words = visit.number("number"), visit.form.get("words", "").strip()
    await permits.client(visit.work, Action.SEND_TASK, number)
    said = visit.form.get("due", "").strip()
    try:
        due_on = date.fromisoformat(said) if said else None
    except ValueError:
        return _back(number, "day", "tasks")
    if not words:
        return _back(number, "empty", "tasks")
    try:
        await tasks.send(visit.work, number, words[:LONGEST], due_on)
    except TooManyError:
        return _back(number, "many", "tasks")
    return _back(number, "task", "tasks")


async def take_back(visit: Visit) -> str:
    """Take a task back."""
    client = await tasks.take_back(visit.work, visit.picked("task"))
    return _back(client, "taken", "tasks")


async def suggest(visit: Visit) -> str:
    """Suggest another payment for a plan; the client takes it up or not."""
    number, wanted = visit.number("number"), visit.number("plan")
    for kept in await suggestions.of_client(visit.work, number):
        if kept.plan.id == wanted:
            break
    else:
        raise NotYoursError
    currency = kept.plan.amount.currency
    said = parse_money.money(visit.form.get("amount", "")[:40], currency, visit.t.locale)
    if not isinstance(said, Money) or said.currency != currency or said.minor <= 0:
        return _back(number, "amount", f"plan-{wanted}")
    why = visit.form.get("why", "").strip()[:LONGEST] or None
    await suggestions.send(visit.work, number, wanted, said, None, why)
    return _back(number, "suggested", f"plan-{wanted}")


async def note(visit: Visit) -> str:
    """Keep a note, one's own or one that the client reads too."""
    number, words = visit.number("number"), visit.form.get("words", "").strip()
    await permits.client(visit.work, Action.WRITE_NOTE, number)
    if not words:
        return _back(number, "empty", "notes")
    try:
        await casenotes.write(visit.work, number, words, shared=visit.form.get("shared") == "1")
    except TooManyError:
        return _back(number, "many", "notes")
    return _back(number, "noted", "notes")


async def delete_note(visit: Visit) -> str:
    """Delete a note of one's own; for a day it can be brought back."""
    found, _ = await casenotes.one(visit.work, visit.picked("note"))
    await casenotes.delete(visit.work, found.id)
    return f"/case/{found.client}?done=deleted&undo={found.id}#notes"


async def undelete_note(visit: Visit) -> str:
    """Bring it back."""
    found, _ = await casenotes.one(visit.work, visit.picked("note"))
    await casenotes.undelete(visit.work, found.id)
    return _back(found.client, "back", "notes")


async def heard(visit: Visit) -> str:
    """Note that what the client told of is taken up."""
    number = visit.number("number")
    await care.heard(visit.work, number)
    return _back(number, "heard", "talk")


PAGES: dict[str, Handler] = {"/case/{number}": show}
POSTS: dict[str, Handler] = {
    "/case/{number}/write": write,
    "/case/{number}/heard": heard,
    "/case/{number}/note": note,
    "/case/{number}/note/delete": delete_note,
    "/case/{number}/note/back": undelete_note,
    "/case/{number}/task": task,
    "/case/{number}/task/back": take_back,
    "/case/{number}/suggest/{plan}": suggest,
}
