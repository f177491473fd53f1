"""Open forms: started, parked, resumed, dropped. The log in storage is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import interview
from coach.forms import FORMS
from coach.interview import BEGUN, CALL, KNOWN, OFFERED
from storage import forms as storage
from usecases import access, nudges, room

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
    begun: bool = False
    """One like it was begun earlier; the person has not chosen between the two yet."""


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
    default = None
    if question:
        default = log.withdrawn.get(question.id, log.answers.get(OFFERED + question.id))
    begun = BEGUN in log.answers
    return View(open_form, form, question, seen.standing, step, total, default, begun)


async def start(
    work: Work,
    name: str,
    *,
    subject: int | None = None,
    seed: Mapping[str, Value] | None = None,
    offered: Mapping[str, Value] | None = None,
    origin: str | None = None,
    anew: bool | None = None,
) -> None:
    """Open a form as the current one; what is already known is not asked again.

    `seed` holds answers, `offered` ready answers that still need a tap; `origin` is the screen to
    come back to when it is finished. One like it (same name and subject) may be unfinished. If
    nothing of its own was said in it yet, a second tap opens no second form. Else it is taken up
    where it was left (`anew=False`, and the default without a `seed`), or the person is asked
    whether to go on with it (the default with a `seed`, even an empty one), or another form is
    opened beside it (`anew=True`).
    """
    given = dict(seed or {})
    earlier = None
    for left in await _like(work, name, subject):
        said = _said(left)
        undecided = BEGUN in left.log.answers
        untouched = not undecided and not any(name[0].isalpha() for name in left.log.withdrawn)
        if anew is False or (seed is None and anew is None) or (untouched and said == given):
            await _take_up(work, left)
            return
        if anew and untouched and left.is_current and _only_known(left, said):
            given = said | given
            given |= {name: value for name, value in left.log.answers.items() if name == CALL}
        if undecided or (untouched and said.keys() <= given.keys()):
            await _close(work, left.id)
        else:
            earlier = earlier or left.id
    room.check(room.FORMS, await storage.count(work.uow, work.person.id))
    if given:
        given[KNOWN] = len(given)
    given |= {OFFERED + question: value for question, value in (offered or {}).items()}
    if earlier is not None and anew is None:
        given[BEGUN] = earlier
    form_id = await storage.open_(
        work.uow, work.person.id, name, now=work.now, subject=subject, seed=given, origin=origin
    )
    if BEGUN not in given:
        await nudges.plan(work, form_id)
    if work.person.case_id is None:
        # Answers of a form are a draft too (care 2).
        await access.end_trial_later(work)


async def _like(work: Work, name: str, subject: int | None) -> list[OpenForm]:
    """Return the unfinished forms of that name and subject, the current one first."""
    every = await storage.every(work.uow, work.person.id)
    like = [form for form in every if form.name == name and form.subject == subject]
    like.sort(key=lambda form: not form.is_current)
    loaded = [await storage.get(work.uow, work.person.id, form.id) for form in like]
    return [form for form in loaded if form is not None]


def _said(form: OpenForm) -> dict[str, Value]:
    return {name: value for name, value in form.log.answers.items() if name[0].isalpha()}


def _only_known(form: OpenForm, said: Mapping[str, Value]) -> bool:
    """Say whether a form holds only what it was opened with, and no line the person typed."""
    known = form.log.answers.get(KNOWN)
    return "line" not in said and isinstance(known, int) and len(said) <= known


async def _take_up(work: Work, form: OpenForm) -> None:
    if not form.is_current:
        await storage.resume(work.uow, form, work.now)


async def go_on(work: Work, shown: View) -> View:
    """Take up the form that was begun earlier; the one opened beside it is thrown away."""
    earlier = shown.open.log.answers.get(BEGUN)
    found = await resume(work, earlier) if isinstance(earlier, int) else None
    if found is None:
        return await begin_another(work, shown)
    await _close(work, shown.open.id)
    return found


async def begin_another(work: Work, shown: View) -> View:
    """Leave the form that was begun earlier set aside, and ask the new one's questions."""
    await storage.append(work.uow, shown.open.id, BEGUN, None)
    shown.open.log.answers.pop(BEGUN, None)
    await nudges.plan(work, shown.open.id)
    return view_of(shown.open)


async def view(work: Work) -> View | None:
    """Return the current form, or None when none is open."""
    found = await storage.current(work.uow, work.person.id)
    return view_of(found) if found and found.name in FORMS else None


async def anything_said(work: Work) -> bool:
    """Tell whether any unfinished form holds an answer."""
    every = await storage.every(work.uow, work.person.id)
    loaded = [await storage.get(work.uow, work.person.id, form.id) for form in every]
    return any(_said(form) for form in loaded if form is not None)


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
