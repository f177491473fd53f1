"""The anonymous box: asked in private, decided by a coach, posted without author.

Whoever ends the waiting erases the way back to the asker in the same transaction.
"""

from __future__ import annotations

import secrets
from datetime import time
from typing import TYPE_CHECKING

from coach import box
from coach.box import DecidedError, Endangered, Reason, Refusal, Status, Step
from coach.danger import Lexicon
from coach.dates import QUIET, local_date, reminder_instant
from storage import box as kept
from storage import due, groups, people
from storage.box import APPROVED, DRAFT, Question
from storage.due import Due
from usecases import forms
from usecases import groups as group_cases
from usecases.refusal import NotYoursError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.groups import Group
    from coach.interview import Value
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork, Work

POST = "box"
"""The due kind that posts a question in a group; `ref` is the question."""
END = "box_end"
"""The due kind that ends a question's waiting, to the day."""
NEW = "box_new"
"""The due kind that tells a coach of a question; its note is the group's number."""
WORD = "box_word"
"""The due kind that tells an asker what became of it; it names no question."""
ABOUT = (POST, END, NEW)
NOON = time(12)
_CALM = Lexicon({}, {}, {}, {})
"""The door has read every typed word for signs of danger before a form hears it."""


async def begin(work: Work, code: str) -> Group:
    """Ask for a question to a group; raises NotYoursError when the link leads nowhere."""
    group = await groups.of_code(work.uow, code)
    if group is None:
        raise NotYoursError
    return group


async def is_heard(work: Work, group: Group) -> bool:
    """Tell whether a coach of the group would be shown a question."""
    return bool(await groups.coaches_of(work.uow, group.id))


async def group_of(work: Work, question: Question) -> Group:
    """Return the group that a question is for; raises NotYoursError when it is gone."""
    group = await groups.get(work.uow, question.group_id)
    if group is None:
        raise NotYoursError
    return group


async def write(work: Work, code: str) -> None:
    """Open the form in which the question is typed."""
    group = await begin(work, code)
    await forms.start(work, "box_ask", subject=group.id, anew=True)


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Show what was typed as the group would see it, or why it is not taken."""
    group = await groups.get(work.uow, subject or 0)
    if group is None:
        raise NotYoursError
    me = await people.telegram_id(work.uow, work.person.id)
    today = local_date(work.now, group.zone)
    for earlier in await kept.of_asker(work.uow, me, status=DRAFT):
        await kept.erase(work.uow, earlier.id, ABOUT)
    read = box.receive(str(answers["words"]), _CALM, await kept.today(work.uow, me, today))
    if isinstance(read, Refusal):
        return f"box.refused:{group.code}:{read.value}"
    if isinstance(read, Endangered):
        return "danger"
    number = await kept.add(work.uow, group.id, read.text, today, DRAFT, me)
    await _end_later(work, group, number, today)
    return f"box.draft:{number}:{int(read.masked)}"


async def _end_later(work: Work, group: Group, number: int, today: date) -> None:
    at = reminder_instant(today + box.WAITS, NOON, group.zone, QUIET)
    row = Due(0, END, number, f"{END}:{number}", 0, at, chat_id=group.id)
    await due.put(work.uow, row)


async def mine(work: Work, number: int) -> Question:
    """Return the person's own draft; raises NotYoursError."""
    found = await kept.get(work.uow, number)
    me = await people.telegram_id(work.uow, work.person.id)
    if found is None or found.status != DRAFT or found.reply != me:
        raise NotYoursError
    return found


async def send(work: Work, number: int) -> Refusal | None:
    """Hand the draft to the group's coaches, under another number than its asker has seen."""
    draft = await mine(work, number)
    group = await groups.get(work.uow, draft.group_id)
    me = draft.reply or 0
    if group is None:
        raise NotYoursError
    today = local_date(work.now, group.zone)
    if await kept.today(work.uow, me, today) >= box.A_DAY:
        return Refusal.MANY
    await kept.erase(work.uow, number, ABOUT)
    await kept.count(work.uow, me, today)
    sent = await kept.add(work.uow, group.id, draft.words, today, Status.WAITING, me)
    await _end_later(work, group, sent, today)
    for coach in await groups.coaches_of(work.uow, group.id):
        row = Due(coach, NEW, sent, f"{NEW}:{sent}", 0, work.now, note=str(group.id), urgent=True)
        await due.put(work.uow, row)
    return None


async def drop(work: Work, number: int) -> None:
    """Throw the draft away."""
    await mine(work, number)
    await kept.erase(work.uow, number, ABOUT)


async def forget(uow: UnitOfWork, person_id: int) -> None:
    """Erase what a person asked and nobody decided yet."""
    me = await people.telegram_id(uow, person_id)
    for open_ in await kept.of_asker(uow, me):
        await kept.erase(uow, open_.id, ABOUT)


async def next_one(work: Work, group: Group) -> Question | None:
    """Return the question that has waited longest."""
    return next(iter(await kept.waiting(work.uow, group.id)), None)


async def one(work: Work, group_id: int, number: int) -> Question:
    """Return a question that a coach may still decide; raises DecidedError."""
    found = await kept.get(work.uow, number)
    if found is None or found.group_id != group_id or found.status != Status.WAITING:
        raise DecidedError
    return found


def _today(work: Work, group: Group) -> date:
    return local_date(work.now, group.zone)


async def approve(work: Work, group: Group, number: int, shown: str = "") -> Step | None:
    """Let a question go to the group, without an answer or with the one that was `shown`.

    None when another coach wrote a different one meanwhile. Raises DecidedError.
    """
    found = await one(work, group.id, number)
    if shown and shown != box.mark(found.answer or ""):
        return None
    answered = bool(shown and found.answer)
    step = box.post(Status(found.status), found.day, _today(work, group), answered=answered)
    answer = found.answer if step.status is Status.ANSWERED else None
    await kept.change(work.uow, number, status=APPROVED, answer=answer)
    row = Due(0, POST, number, f"{POST}:{number}", 0, work.now, urgent=True, chat_id=group.id)
    await due.put(work.uow, row)
    return step


async def decline(work: Work, group: Group, number: int, reason: Reason) -> Step:
    """Say no: the question is erased at once. Raises DecidedError."""
    found = await one(work, group.id, number)
    step = box.decline(Status(found.status), found.day, _today(work, group), reason)
    await _over(work, found, step)
    return step


async def write_answer(work: Work, group: Group, number: int) -> Question:
    """Open the form for a coach's answer. Raises DecidedError."""
    found = await one(work, group.id, number)
    await forms.start(work, "box_answer", subject=number, anew=True)
    return found


async def finish_answer(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep a coach's answer as a draft, to be confirmed by an administrator's tap."""
    found = await kept.get(work.uow, subject or 0)
    if found is None or found.status != Status.WAITING:
        return "box.gone"
    read = box.answer(str(answers["words"]))
    if isinstance(read, Refusal):
        return f"box.unanswered:{found.group_id}:{found.id}:{read.value}"
    await kept.change(work.uow, found.id, answer=read)
    shown = f"box.answered:{found.group_id}:{found.id}"
    return await group_cases.drafted(work, found.group_id, shown)


async def to_post(work: GroupWork, number: int) -> Question | None:
    """Return an approved question."""
    found = await kept.get(work.uow, number)
    return found if found is not None and found.status == APPROVED else None


async def posted(work: GroupWork, number: int) -> None:
    """Keep only text, group and day, in the transaction that notes the post; then tell the asker."""
    found = await to_post(work, number)
    if found is None:
        return
    status = Status.ANSWERED if found.answer else Status.POSTED
    await _over(work, found, Step(status, frozenset(), posts=True), POST)
    await kept.add(work.uow, found.group_id, found.words, work.today, Status.POSTED)


async def ended(work: GroupWork, number: int, kind: str) -> None:
    """Erase a question that nobody decided in fourteen days; a draft without a word."""
    found = await kept.get(work.uow, number)
    if found is None:
        return
    if found.status == DRAFT:
        await kept.erase(work.uow, number, ABOUT, kind)
    else:
        await _over(work, found, Step(Status.EXPIRED, frozenset(), posts=False), kind)


async def _over(
    work: Work | GroupWork, found: Question, step: Step, settling: str = ""
) -> None:  # fmt: skip
    await kept.erase(work.uow, found.id, ABOUT, settling)
    asker = await people.find(work.uow, found.reply) if found.reply else None
    if asker is None:
        return
    number = secrets.randbelow(2**48)
    note = f"{step.status.value}:{step.reason.value if step.reason else ''}"
    row = Due(
        asker[0].id, WORD, number, f"{WORD}:{number}", 0, work.now, note=note, urgent=True
    )  # fmt: skip
    await due.put(work.uow, row)


async def told(work: Work, row: Due) -> None:
    """Forget that the asker was told anything, as the time alone could name the question."""
    await kept.unsaid(work.uow, row.lane, WORD, row.ref)
