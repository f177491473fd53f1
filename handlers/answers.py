"""Typed text to an answer of the question's kind, by the parsers of `bot.ui.parse`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui import parse, questions
from coach import masking
from coach.interview import Kind, Problem
from coach.limits import is_telephone
from coach.money import NO_CURRENCY
from handlers import choices

if TYPE_CHECKING:
    from bot.ui.questions import Asked
    from coach.interview import Answers, Question, Value
    from handlers.context import Ctx


@dataclass(frozen=True, slots=True)
class Unsure:
    """The answer can be read in more ways than one; the person picks."""

    readings: tuple[Value, ...]


def currency(ctx: Ctx, answers: Answers) -> str:
    """Return the currency amounts are meant in: the form's own, else the person's; none guessed."""
    said = answers.get("currency")
    if isinstance(said, str):
        return said
    person = ctx.work.person
    return person.currency or ctx.work.pack(person.region).currency or NO_CURRENCY


def read(ctx: Ctx, asked: Asked, text: str) -> Value | Problem | Unsure:
    """Return the answer, what is wrong with it, or its possible readings."""
    match asked.question.kind:
        case Kind.CHOICE:
            return _chosen(ctx, asked, text)
        case Kind.TEXT:
            return _words(ctx, asked.question, text)
        case Kind.LINE:
            msg = "a line is read by its form's reader"
            raise RuntimeError(msg)
        case _:
            return _told(_figure(ctx, asked, text))


def _chosen(ctx: Ctx, asked: Asked, text: str) -> Value | Problem:
    """Return the option that a number, a label, a yes or no, or a country's name means."""
    options = questions.choices(asked)
    at = parse.choice(text, [questions.label(ctx.t, asked, option) for option in options])
    if at is not None:
        return options[at].value
    meant = parse.yes_no(text)
    values = {option.value for option in options}
    if meant in values and {"yes", "no"} <= values:
        return meant
    region = choices.region(ctx, text) if asked.question.source == "regions" else None
    return region or Problem("form.problem.choose")


def _words(ctx: Ctx, question: Question, text: str) -> Value | Problem:
    """Return free text as it is kept: numbers of cards and papers masked, too long ones cut."""
    if question.telephone and is_telephone(parse.clean(text)):
        return parse.clean(text)[: question.most]
    masked = _word_for_word(ctx, text) if question.verbatim else _masked(text)
    return masked[: question.most] if masked.strip() else Problem("form.problem.empty")


def _figure(ctx: Ctx, asked: Asked, text: str) -> object:
    """Return what the parser of the question's kind makes of a sum, a rate, a day or a number."""
    locale = ctx.t.locale
    match asked.question.kind:
        case Kind.MONEY:
            return parse.money(text, currency(ctx, asked.answers), locale)
        case Kind.PERCENT:
            return parse.percent(text)
        case Kind.DATE:
            return parse.day(text, ctx.work.today, locale, past=asked.question.past)
        case Kind.DAY:
            return parse.day_of_month(text)
        case _:
            return parse.count(text)


def _masked(text: str) -> str:
    return masking.mask(parse.clean(text))[0]


def _word_for_word(ctx: Ctx, text: str) -> str:
    """Return the words with their own punctuation, where just the same numbers are hidden in them."""
    cleaned = parse.clean(text)
    if parse.clean(ctx.said) != cleaned:
        return _masked(text)  # the text came another way than by typing it just now
    exact, _ = masking.mask(parse.verbatim(ctx.said))
    return exact if parse.clean(exact) == parse.clean(_masked(text)) else _masked(text)


def _told(result: object) -> Value | Problem | Unsure:
    match result:
        case parse.Ambiguous(options):
            readings = (each.yearly if isinstance(each, parse.Rate) else each for each in options)
            return Unsure(tuple(readings))
        case parse.Rate():
            return result.yearly
        case _:
            value: Value | Problem = result  # type: ignore[assignment]
            return value
