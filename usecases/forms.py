"""Open forms: started, parked, resumed, dropped. The log in storage is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import interview
from coach.forms import FORMS
from storage import forms as storage
from usecases import access, nudges

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


def view_of(open_form: OpenForm) -> View:
    """Return an open form as it stands."""
    form = FORMS[open_form.name]
    log = open_form.log
    seen = interview.survey(form, log.answers)
    question = seen.current
    step, total = seen.progress
    default = log.withdrawn.get(question.id) if question else None
    return View(open_form, form, question, seen.standing, step, total, default)


async def start(
    work: Work,
    name: str,
    *,
    subject: int | None = None,
    seed: Mapping[str, Value] | None = None,
    origin: str | None = None,
    anew: bool | None = None,
) -> None:
    """Open a form as the current one; what is already known is not asked again.

    An unfinished form of the same name and subject is taken up where it was left, unless it is to
    begin `anew` (as by default with a `seed`). `origin` is the screen to come back to when it is
    finished.
    """
    every = (
        ()
        if (bool(seed) if anew is None else anew)
        else await storage.every(work.uow, work.person.id)
    )
    for left in sorted(every, key=lambda form: form.is_current):
        if left.name == name and left.subject == subject:
            if not left.is_current:
                await storage.resume(work.uow, left, work.now)
            return
    form_id = await storage.open_(
        work.uow, work.person.id, name, now=work.now, subject=subject, seed=seed, origin=origin
    )
    await nudges.plan(work, form_id)
    if work.person.case_id is None:
        # Answers of a form are a draft too (care 2).
        await access.end_trial_later(work)


async def view(work: Work) -> View | None:
    """Return the current form, or None when none is open."""
    found = await storage.current(work.uow, work.person.id)
    return view_of(found) if found and found.name in FORMS else None


async def parked(work: Work) -> tuple[OpenForm, ...]:
    """Return the forms set aside, newest first."""
    return await storage.parked(work.uow, work.person.id)


async def leave(work: Work) -> None:
    """Set the current form aside; nothing is lost."""
    await storage.park(work.uow, work.person.id)


async def resume(work: Work, form_id: int) -> View | None:
    """Take up a form that was set aside; somebody else's is None."""
    found = await storage.get(work.uow, work.person.id, form_id)
    if found is None or found.name not in FORMS:
        return None
    await storage.resume(work.uow, found, work.now)
    return view_of(found)


async def drop(work: Work, form_id: int) -> bool:
    """Throw a form and its answers away."""
    found = await storage.get(work.uow, work.person.id, form_id)
    if found is None:
        return False
    await _close(work, found.id)
    return True


async def _close(work: Work, form_id: int) -> None:
    await storage.close(work.uow, form_id)
    await nudges.drop(work, form_id)
