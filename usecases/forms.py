"""Interviews: open, answer, withdraw, park, resume, save. The log in storage is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import interview
from coach.forms import FORMS
from coach.interview import SKIPPED, Outdated, Problem
from storage import forms as storage
from usecases.finishers import FINISHERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Form, Question, Value
    from storage.forms import OpenForm
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class View:
    """A form as it stands: the question to show, or None when only saving is left."""

    open: OpenForm
    form: Form
    question: Question | None
    answers: Mapping[str, Value]
    step: int
    total: int
    default: Value | None
    """The withdrawn or earlier answer to the current question, offered again."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The form is saved and wiped; `address` is the screen to show."""

    address: str


def _view(open_form: OpenForm) -> View:
    form = FORMS[open_form.name]
    log = open_form.log
    question = interview.current(form, log.answers)
    step, total = interview.progress(form, log.answers)
    default = log.withdrawn.get(question.id) if question else None
    standing = interview.standing(form, log.answers)
    return View(open_form, form, question, standing, step, total, default)


async def start(
    work: Work, name: str, *, subject: int | None = None, seed: Mapping[str, Value] | None = None
) -> None:
    """Open a form as the current one; what is already known is not asked again.

    An unfinished form of the same name and subject is taken up where it was left.
    """
    for left in await storage.parked(work.uow, work.person.id):
        if left.name == name and left.subject == subject and not seed:
            await storage.resume(work.uow, left, work.now)
            return
    now = await storage.current(work.uow, work.person.id)
    if now and now.name == name and now.subject == subject and not seed:
        return
    await storage.open_(
        work.uow, work.person.id, name, now=work.now, subject=subject, seed=seed
    )


async def view(work: Work) -> View | None:
    """Return the current form, or None when none is open."""
    found = await storage.current(work.uow, work.person.id)
    return _view(found) if found and found.name in FORMS else None


async def parked(work: Work) -> tuple[OpenForm, ...]:
    """Return the forms set aside, newest first."""
    return await storage.parked(work.uow, work.person.id)


async def answer(
    work: Work, shown: View, question_id: str, value: Value
) -> View | Problem | Outdated | Finished:
    """Store the answer to the question that was shown; the last one may finish the form."""
    log = shown.open.log
    refused = interview.accept(shown.form, log.answers, question_id, value)
    if refused is not None:
        return refused
    await storage.append(work.uow, shown.open.id, question_id, value)
    log.answers[question_id] = value
    log.withdrawn.pop(question_id, None)
    after = _view(shown.open)
    if after.question is None and not after.form.review:
        return await save(work, after)
    return after


async def skip(work: Work, shown: View, question_id: str) -> View | Problem | Outdated | Finished:
    """Store that the person would rather not say."""
    return await answer(work, shown, question_id, SKIPPED)


async def back(work: Work, shown: View) -> View:
    """Withdraw the answer before the current question; it is offered again as the default."""
    before = interview.previous(shown.form, shown.open.log.answers)
    return shown if before is None else await edit(work, shown, before.id)


async def edit(work: Work, shown: View, question_id: str) -> View:
    """Withdraw one answer so that it is asked again; all others stay."""
    log = shown.open.log
    if question_id in log.answers:
        await storage.append(work.uow, shown.open.id, question_id, None)
        log.withdrawn[question_id] = log.answers.pop(question_id)
    return _view(shown.open)


async def leave(work: Work) -> None:
    """Set the current form aside; nothing is lost."""
    await storage.park(work.uow, work.person.id)


async def resume(work: Work, form_id: int) -> View | None:
    """Take up a form that was set aside; somebody else's is None."""
    found = await storage.get(work.uow, work.person.id, form_id)
    if found is None or found.name not in FORMS:
        return None
    await storage.resume(work.uow, found, work.now)
    return _view(found)


async def drop(work: Work, form_id: int) -> bool:
    """Throw a form and its answers away."""
    found = await storage.get(work.uow, work.person.id, form_id)
    if found is None:
        return False
    await storage.close(work.uow, found.id)
    return True


async def save(work: Work, shown: View) -> Finished:
    """Write the result to its topic's tables and wipe the log, in the same transaction."""
    address = await FINISHERS[shown.form.id](work, shown.open.subject, shown.answers)
    await storage.close(work.uow, shown.open.id)
    return Finished(address)
