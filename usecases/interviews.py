"""Answers to an interview: stored one by one, withdrawn, and at the end saved to their topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import interview
from coach.interview import SKIPPED, Outdated, Problem
from storage import forms as storage
from usecases import consents, nudges, regions
from usecases.finishers import FINISHERS
from usecases.forms import Finished, View, view_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Question, Value
    from usecases.work import Work


async def answer(
    work: Work, shown: View, question_id: str, value: Value
) -> View | Problem | Outdated | Finished:
    """Store the answer to the question that was shown; the last one may finish the form."""
    log = shown.open.log
    refused = interview.accept(shown.form, log.answers, question_id, value)
    if refused is not None:
        return refused
    question = shown.form.question(question_id)
    derived = await _derived(work, shown, question, value) if question else {}
    return await answer_many(work, shown, {question_id: value, **derived})


async def answer_many(
    work: Work, shown: View, said: Mapping[str, Value]
) -> View | Problem | Outdated | Finished:
    """Store several answers at once: one typed line can hold many."""
    log = shown.open.log
    for name, value in said.items():
        await storage.append(work.uow, shown.open.id, name, value)
        log.answers[name] = value
        log.withdrawn.pop(name, None)
    after = view_of(shown.open)
    if after.question is None and not after.form.review:
        return await save(work, after)
    return after


async def _derived(
    work: Work, shown: View, question: Question, value: Value
) -> Mapping[str, Value]:
    """Answer what a region settles: its currency here, and the person's own zone if not set."""
    if question.source != "regions" or not isinstance(value, str):
        return {}
    pack = work.pack(value)
    if work.person.region is None:
        await regions.live_in(work, value)
    settled: dict[str, Value] = {}
    if pack.currency and shown.form.question("currency") is not None:
        settled["currency"] = pack.currency
    return settled


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
    return view_of(shown.open)


async def save(work: Work, shown: View) -> Finished:
    """Write the result to its topic's tables and wipe the log, in the same transaction."""
    address = await FINISHERS[shown.form.id](work, shown.open.subject, shown.answers)
    await storage.close(work.uow, shown.open.id)
    await nudges.drop(work, shown.open.id)
    return Finished(consents.before(shown.open.origin, address))
