"""A question as a card: the words, the step, ready answers, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, go
from bot.ui.cards_budget import PERIODS
from bot.ui.texts import Id, Raw
from coach.budget import decode_line
from coach.dates import Month
from coach.interview import Kind, Option, Skipped
from coach.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.texts import Texts
    from coach.interview import Form, Question, Value

PAGE = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is needed to draw one question."""

    form_id: int
    form: Form
    question: Question
    answers: Mapping[str, Value]
    step: int
    total: int
    default: Value | None = None
    note: str = ""
    """Localized line on top: what was understood, what skipping loses, what was wrong."""
    options: tuple[Option, ...] | None = None
    """Choices made at run time (regions, zones); their labels stand in `labels`."""
    labels: Mapping[str, str] = field(default_factory=dict)
    picks: tuple[Value, ...] = ()
    """Readings of an ambiguous answer, to choose from."""
    page: int = 0
    why: bool = False
    subject: int | None = None
    """The row that the form is about (a debt, a plan)."""


def card(t: Texts, asked: Asked) -> Card:
    """Return the card of a question."""
    return Card(text=words(t, asked), rows=_rows(t, asked))


def words(t: Texts, asked: Asked) -> str:
    """Return the card's text alone."""
    question = asked.question
    parts = [asked.note] if asked.note else []
    title = Raw(t.t(asked.form.title))
    if asked.total == 1:
        parts.append(t.t("form.head_only", title=title))
    else:
        parts.append(t.t("form.head", title=title, step=asked.step, total=asked.total))
    known = arguments(t, asked.form, asked.answers, question.text)
    parts.append(t.t(question.text, brief=Raw(t.t(question.brief)), **known))
    if asked.why:
        parts.append(t.t("form.why", reason=Raw(t.t(question.why))))
    elif question.example:
        parts.append(t.t("form.example", example=Raw(t.t(question.example))))
    if choices(asked) and question.kind is not Kind.CHOICE:
        parts.append(t.t("form.or_type"))
    return "\n\n".join(parts)


def arguments(
    t: Texts, form: Form, answers: Mapping[str, Value], message: str
) -> dict[str, object]:
    """Return the standing answers that a text names, so that a question can say what was said."""
    named = t.names(message)
    return {name: Raw(shown(t, form, name, answers[name])) for name in answers if name in named}


def shown(
    t: Texts, form: Form, name: str, value: Value, labels: Mapping[str, str] | None = None
) -> str:
    """Return an answer as HTML in words: the option's label, or the formatted value."""
    if isinstance(value, Skipped):
        return t.t("form.skipped")
    question = form.question(name)
    if question and isinstance(value, str) and question.kind is Kind.CHOICE:
        if labels and value in labels:
            return t.show(labels[value], html=True)
        for option in question.options:
            if option.value == value:
                return t.t(option.text)
    if question and question.kind is Kind.LINE and isinstance(value, str):
        line = decode_line(value)
        if line is not None:
            return t.t("budget.line_said", amount=line[0], period=Id(PERIODS[line[1]]))
    if question and question.kind is Kind.DAY and isinstance(value, int):
        return t.t("form.day_last") if value == 31 else t.t("form.day_each", day=value)
    if name in OFTEN_A_MONTH and isinstance(value, date) and value.day == 1:
        # "June 2026" is kept as its first day; echoing a day would claim what nobody said.
        return t.show(Month(value), html=True)
    return t.show(value, html=True)


OFTEN_A_MONTH = frozenset({"since", "last_paid"})
"""Questions about long ago, where people remember the month."""


def choices(asked: Asked) -> tuple[Option, ...]:
    """Return the options on offer, made at run time or written in the form."""
    return asked.options if asked.options is not None else asked.question.options


def label(t: Texts, asked: Asked, option: Option) -> str:
    """Return one option's label."""
    return asked.labels.get(option.value) or t.plain(option.text)


def _rows(t: Texts, asked: Asked) -> tuple[tuple[Button, ...], ...]:
    question, form = asked.question, asked.form_id
    rows: list[tuple[Button, ...]] = []
    if asked.picks:
        rows += column(
            *(go(t.show(value), "f.pick", form, question.id, code(value)) for value in asked.picks)
        )
    if asked.default is not None and not isinstance(asked.default, Skipped) and not asked.page:
        words = _plain(t, asked, asked.default)
        rows += column(go(fit(t.plain("form.keep", value=words)), "f.keep", form, question.id))
    rows += _options(t, asked)
    help_row = [go(t.plain("form.why_button"), "f.why", form, question.id)]
    if question.skip:
        help_row.append(go(t.plain("form.skip_button"), "f.skip", form, question.id))
    rows.append(tuple(help_row))
    leave = [go(t.plain("nav.back"), "f.back", form, question.id)] if asked.step > 1 else []
    leave += [go(t.plain("form.leave"), "f.leave", form), go(t.plain("nav.hide"), "hide")]
    rows.append(tuple(leave))
    return tuple(rows)


def _plain(t: Texts, asked: Asked, value: Value) -> str:
    if isinstance(value, str) and asked.question.kind is Kind.CHOICE:
        for option in choices(asked):
            if option.value == value:
                return label(t, asked, option)
    return t.show(value)


def _options(t: Texts, asked: Asked) -> Sequence[tuple[Button, ...]]:
    options = choices(asked)
    # The first page leaves room for the answer kept from before.
    first = asked.page * PAGE - 1 if asked.page else 0
    last = first + PAGE if asked.page or len(options) <= PAGE else PAGE - 1
    here = options[first:last]
    buttons = [
        go(label(t, asked, option), "f", asked.form_id, asked.question.id, option.value)
        for option in here
    ]
    rows = list(column(*buttons))
    if len(options) > PAGE:
        following = asked.page + 1 if last < len(options) else 0
        rows += column(
            go(t.plain("form.more"), "f.more", asked.form_id, asked.question.id, following)
        )
    return rows


def code(value: Value) -> str:
    """Write a picked reading for button data: `m120050CNY`, `d2026-03-05`, `i12`, `r0.18`."""
    match value:
        case Money(minor, currency):
            return f"m{minor}{currency}"
        case int():
            return f"i{value}"
        case _ if hasattr(value, "isoformat"):
            return f"d{value.isoformat()}"
        case _:
            return f"r{value}"


def listed(form: Form, answers: Mapping[str, Value]) -> tuple[Question, ...]:
    """Return the questions that the review names, each as one line."""
    return tuple(q for q in form.questions if q.id in answers and q.reviewed)


def review(t: Texts, form_id: int, form: Form, answers: Mapping[str, Value],
           labels: Mapping[str, Mapping[str, str]]) -> Card:  # fmt: skip
    """Return the last look before saving: every answer, and right, change or stop."""
    lines = [t.t("form.review", title=Raw(t.t(form.title)))]
    for position, question in enumerate(listed(form, answers), 1):
        name = question.id
        words = shown(t, form, name, answers[name], labels.get(name))
        brief = Raw(t.t(question.brief))
        lines.append(t.t("form.review_line", number=position, question=brief, answer=Raw(words)))
    rows = column(
        go(t.plain("form.save"), "f.save", form_id),
        go(t.plain("form.change"), "f.change", form_id, 0),
    )
    leave = (go(t.plain("form.leave"), "f.leave", form_id), go(t.plain("nav.hide"), "hide"))
    return Card(text="\n".join(lines), rows=(*rows, leave), long=True)


def changes(t: Texts, form_id: int, form: Form, answers: Mapping[str, Value], page: int) -> Card:
    """Return the answers to choose one to change from, a few a page."""
    every = listed(form, answers)
    first = page * (PAGE - 1) if page * (PAGE - 1) < len(every) else 0
    here = every[first:] if len(every) <= PAGE else every[first : first + PAGE - 1]
    rows = column(*(go(fit(t.plain(q.brief)), "f.edit", form_id, q.id) for q in here))
    if len(every) > PAGE:
        following = page + 1 if first + PAGE - 1 < len(every) else 0
        rows += column(go(t.plain("form.more"), "f.change", form_id, following))
    leave = (go(t.plain("nav.back"), "form"), go(t.plain("nav.hide"), "hide"))
    return Card(t.t("form.change_which"), (*rows, leave))


def between(t: Texts) -> tuple[str, str]:
    """Return the labels of the choice between the form begun earlier and another one."""
    return t.plain("form.earlier"), t.plain("form.another")


def begun(t: Texts, form_id: int, form: Form) -> Card:
    """Ask whether to go on with one begun earlier, or to begin another."""
    earlier, another = between(t)
    rows = column(go(earlier, "f.earlier", form_id), go(another, "f.another", form_id))
    leave = (go(t.plain("form.leave"), "f.leave", form_id), go(t.plain("nav.hide"), "hide"))
    return Card(t.t("form.begun", title=Raw(t.t(form.title))), (*rows, leave))
