"""Answers to an interview: stored one by one, withdrawn, and at the end saved to their topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import interview
from coach.budget import decode_line, encode_line
from coach.interview import AT_ONCE, SKIPPED, Outdated, Problem
from coach.money import Money
from storage import forms as storage
from usecases import consents, nudges, regions, settings
from usecases.access import NotYoursError
from usecases.finishers import FINISHERS
from usecases.forms import Finished, View, view_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Question, Value
    from usecases.work import Work

LONGEST_LOG = 400
"""Rows of a form's log after which only what stands is kept: somebody goes to and fro in it."""


async def answer(
    work: Work, shown: View, question_id: str, value: Value
) -> View | Problem | Outdated | Finished:
    """Store the answer to the question that was shown; the last one may finish the form."""
    refused = interview.accept(shown.question, shown.answers, question_id, value)
    if refused is not None:
        return refused
    question = shown.form.question(question_id)
    settled = await _settled(work, shown, question, value) if question else {}
    return await answer_many(work, shown, {**settled, question_id: value})


async def imply(
    work: Work, shown: View, question: Question, follow: Value | None
) -> View | Problem | Outdated | Finished:
    """Answer a choice by what its following question was told: `follow`, or None to ask it."""
    option, following = question.implied or ("", "")
    refused = interview.accept(shown.question, shown.answers, question.id, option)
    asked = shown.form.question(following)
    if refused is not None or asked is None:
        return refused or Outdated()
    said: dict[str, Value] = {question.id: option}
    if follow is not None:
        problem = interview.valid(asked, {**shown.answers, **said}, follow)
        if problem is not None:
            return Problem(problem)
        # One typed answer is one step.
        said |= {following: follow, AT_ONCE + following: 1}
    return await answer_many(work, shown, said)


async def answer_many(
    work: Work, shown: View, said: Mapping[str, Value]
) -> View | Problem | Outdated | Finished:
    """Store several answers at once: one typed line can hold many."""
    log = shown.open.log
    if shown.open.entries > LONGEST_LOG:
        await storage.shorten(work.uow, shown.open)
    for name, value in said.items():
        await storage.append(work.uow, shown.open.id, name, value)
        log.answers[name] = value
        log.withdrawn.pop(name, None)
    after = view_of(shown.open)
    if after.question is None and not after.form.review:
        return await save(work, after)
    return after


async def _settled(
    work: Work, shown: View, question: Question, value: Value
) -> Mapping[str, Value]:
    """Answer what a region or a currency settles, amounts that were already typed among it."""
    if not isinstance(value, str):
        return {}
    if question.source == "currencies":
        return _in_currency(shown, value)
    if question.source != "regions":
        return {}
    if work.person.region is None:
        await regions.live_in(work, value)
        await settings.recompute(work)
    currency = work.pack(value).currency
    if shown.form.question("currency") is None or not _follows(work, shown):
        return {}
    if not currency:
        await edit(work, shown, "currency")
        return {}
    return {"currency": currency, **_in_currency(shown, currency)}


def _follows(work: Work, shown: View) -> bool:
    """Tell whether the currency is a region's, and was not named by the person."""
    log = shown.open.log
    said, before = log.answers.get("currency"), log.withdrawn.get("region")
    return said is None or (isinstance(before, str) and work.pack(before).currency == said)


def _in_currency(shown: View, currency: str) -> dict[str, Value]:
    """Return the amounts already typed, the figures kept and only their currency named anew."""
    changed: dict[str, Value] = {}
    for name, value in shown.open.log.answers.items():
        if isinstance(value, Money) and value.currency != currency:
            changed[name] = Money.of(value.major, currency)
        line = decode_line(value) if isinstance(value, str) else None
        if line is not None and line[0].currency != currency:
            changed[name] = encode_line(Money.of(line[0].major, currency), line[1])
    return changed


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
    if AT_ONCE + question_id in log.answers:
        await storage.append(work.uow, shown.open.id, AT_ONCE + question_id, None)
        log.answers.pop(AT_ONCE + question_id)
    return view_of(shown.open)


async def save(work: Work, shown: View) -> Finished:
    """Write the result to its topic's tables and wipe the log, in the same transaction.

    What it is about may be gone by now, or open to the person no more: then the form goes as well.
    """
    try:
        address = await FINISHERS[shown.form.id](work, shown.open.subject, shown.answers)
    except NotYoursError:
        await _wipe(work, shown)
        raise
    await _wipe(work, shown)
    return Finished(consents.before(shown.open.origin, address))


async def _wipe(work: Work, shown: View) -> None:
    await storage.close(work.uow, shown.open.id)
    await nudges.drop(work, shown.open.id)
