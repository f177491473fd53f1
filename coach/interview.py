"""The interview engine: a form is data, the current question is derived from the answers.

Nothing stores a position. Answers whose question no longer applies stay in the log unused, so
changing one's mind costs nothing. `when` may look only at earlier questions; therefore the
step number never falls while a person goes on, and the total never rises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from coach.money import Money


class Kind(StrEnum):
    """How an answer is typed and checked."""

    CHOICE = "choice"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    """A past or future calendar day."""
    DAY = "day"
    """A day of the month, 1-31; 31 means the last day."""
    COUNT = "count"
    TEXT = "text"
    """Free text; numbers that look like cards or identity papers are masked before storing."""
    LINE = "line"
    """One typed line with its own parser (an offer, a quick debt)."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stored answer: the person chose not to say."""


SKIPPED = Skipped()
Value = str | int | Decimal | Money | date | Skipped
"""CHOICE, TEXT, LINE: str. COUNT, DAY: int. PERCENT: Decimal fraction a year. MONEY, DATE."""
Answers = Mapping[str, Value]

OFFERED = "?"
"""The log keeps under `?region` what is offered as the ready answer to `region`."""
KNOWN = "!known"
"""The log keeps this name behind what was known when the form was opened."""
CALL = "!call"
"""The log keeps under this name the number of the kept call that a debt is written down from."""
AT_ONCE = "!at_once:"
"""The log keeps `!at_once:due_day` when that answer came along with the one it hangs on."""
BEGUN = "!begun"
"""The log keeps under this name the number of an earlier form, until the person chose between."""


def always(_: Answers) -> bool:
    """Ask in every case."""
    return True


def no_problem(_: Answers, __: Value) -> str | None:
    """Accept any value of the right kind."""
    return None


def same_currency(answers: Answers, value: Value) -> str | None:
    """Accept an amount in the form's own currency; while that is not known, in any."""
    wrong = isinstance(value, Money) and value.currency != answers.get("currency", value.currency)
    return "form.problem.currency" if wrong else None


def above_nothing(problem: str) -> Callable[[Answers, Value], str | None]:
    """Return a check that refuses nothing at all with `problem`, and a sum in another currency."""

    def check(answers: Answers, value: Value) -> str | None:
        if isinstance(value, Money) and value.minor <= 0:
            return problem
        return same_currency(answers, value)

    return check


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the stored value and the message id of its label."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `text`, `brief`, `why`, `skip` and `example` are message ids."""

    id: str
    kind: Kind
    text: str
    brief: str
    """Two or three words that name the answer on the review card."""
    why: str
    options: tuple[Option, ...] = ()
    """Choices; for other kinds, ready answers offered beside typing (values as typed text)."""
    when: Callable[[Answers], bool] = always
    check: Callable[[Answers, Value], str | None] = no_problem
    """Returns the message id of what is wrong, or None."""
    skip: str | None = None
    """What is lost by skipping; None means the question cannot be skipped."""
    example: str | None = None
    reviewed: bool = True
    """False for a line whose parts stand on the review card themselves."""
    past: bool = False
    """For DATE: a bare day or month means one that has been."""
    telephone: bool = False
    """For TEXT: a telephone number is kept as it is; anything else is masked as ever."""
    most: int = 300
    """For TEXT: what is longer is cut there."""
    verbatim: bool = False
    """For TEXT: somebody else's words, kept with the punctuation that was typed."""
    source: str | None = None
    """Choices made at run time: `regions` or `currencies` (`options` is empty)."""
    implied: tuple[str, str] | None = None
    """For CHOICE: (option, later question); who types that question's answer means the option."""


@dataclass(frozen=True, slots=True)
class Form:
    """An ordered interview. `review` shows all answers for a last look before saving."""

    id: str
    title: str
    questions: tuple[Question, ...]
    review: bool = True

    def question(self, question_id: str) -> Question | None:
        """Return the question of that id, if the form has one."""
        return next((q for q in self.questions if q.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """The answer does not do; the message id says why and how to answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """The question was answered or left since its card was drawn."""


@dataclass(frozen=True, slots=True)
class Log:
    """The folded answers log: what stands, and what was withdrawn (offered again as default)."""

    answers: dict[str, Value] = field(default_factory=dict)
    withdrawn: dict[str, Value] = field(default_factory=dict)


def fold(entries: list[tuple[str, Value | None]]) -> Log:
    """Fold log entries (question, value; None withdraws) in order; the latest wins."""
    log = Log()
    for question, value in entries:
        if value is None:
            if question in log.answers:
                log.withdrawn[question] = log.answers.pop(question)
        else:
            log.answers[question] = value
            log.withdrawn.pop(question, None)
    return log


@dataclass(frozen=True, slots=True)
class Survey:
    """A form seen with its answers, in one pass: what applies, and what counts."""

    questions: tuple[Question, ...]
    standing: dict[str, Value]
    progress: tuple[int, int]
    """(step, about how many steps), both at least 1.

    Questions that hang on an answer still to come are counted, so that the total only shrinks; of
    those that shut each other out, as many as one answer can bring. What was known ahead or came
    along with another answer is not counted: the log tells it.
    """

    @property
    def current(self) -> Question | None:
        """The first question that applies and has no valid answer."""
        return next((q for q in self.questions if q.id not in self.standing), None)


def survey(form: Form, answers: Answers) -> Survey:
    """Judge each question by the valid answers before it."""
    known = _Watched()
    result: list[Question] = []
    open_: dict[str, Question] = {}
    hanging: dict[str, list[Question]] = {}
    said = {name: place for place, name in enumerate(answers)}
    steps, left, latest = 0, 0, said.get(KNOWN, -1)
    for question in form.questions:
        holds, looked = _asks(question, known)
        if not holds:
            # An answer still to come may ask for it.
            awaited = looked & open_.keys()
            if question.id not in answers and awaited:
                on = awaited.pop()
                decides = not awaited and looked == {on} and open_[on].options
                hanging.setdefault(on if decides else "", []).append(question)
            continue
        result.append(question)
        if question.id in answers and valid(question, known, answers[question.id]) is None:
            known[question.id] = answers[question.id]
            # What was known before an earlier question was answered, nobody was asked.
            if said[question.id] > latest:
                latest = said[question.id]
                steps += not open_ and AT_ONCE + question.id not in answers
        else:
            open_[question.id] = question
            left += 1
    for on, questions in hanging.items():
        left += _most(open_.get(on), questions, known)
    if not open_:
        return Survey(tuple(result), dict(known), (max(steps, 1), max(steps, 1)))
    return Survey(tuple(result), dict(known), (steps + 1, steps + left))


def _most(on: Question | None, hanging: list[Question], known: Answers) -> int:
    """Return how many of the questions that hang on one choice its answer can bring at most."""
    if on is None:
        return len(hanging)

    def brought(option: Option) -> int:
        with_it = _Watched(known, **{on.id: option.value})
        return sum(holds or bool(looked) for holds, looked in (_asks(q, with_it) for q in hanging))

    return max(brought(option) for option in on.options)


class _Watched(dict[str, Value]):
    """Answers that remember for which of the missing ones they were asked."""

    missed: set[str]

    def get(self, key: str, default: Any = None) -> Any:
        """Return an answer, or note that there is none."""
        if key not in self:
            self.missed.add(key)
        return super().get(key, default)


def _asks(question: Question, known: _Watched) -> tuple[bool, set[str]]:
    """Tell whether a question applies, and which answers it lacks to be sure."""
    known.missed = set()
    return question.when is always or question.when(known), known.missed


def valid(question: Question, answers: Answers, value: Value) -> str | None:
    """Return the message id of what is wrong with the value, or None."""
    if isinstance(value, Skipped):
        return None if question.skip else "form.problem.needed"
    if question.kind is Kind.CHOICE and question.source is None:
        known = any(option.value == value for option in question.options)
        return None if known else "form.problem.choose"
    return question.check(answers, value)


def accept(
    asked: Question | None, standing: Answers, question_id: str, value: Value
) -> Problem | Outdated | None:
    """Judge an answer to the current question (`survey`); None means it may be stored."""
    if asked is None or asked.id != question_id:
        return Outdated()
    problem = valid(asked, standing, value)
    return Problem(problem) if problem else None


def previous(form: Form, answers: Answers) -> Question | None:
    """Return the answered question just before the current one: what Back withdraws."""
    seen = survey(form, answers)
    asked = seen.current
    before = []
    for question in seen.questions:
        if asked is not None and question.id == asked.id:
            break
        if question.id in seen.standing:
            before.append(question)
    return before[-1] if before else None
