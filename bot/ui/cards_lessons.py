"""Lessons as screens: the list, one lesson with its question, what is said to an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from coach.lessons import after

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.lessons import Choice, Lesson

PAGE = 4


def list_(t: Texts, read: frozenset[str], page: int) -> Card:
    """Return the lessons, those read marked, a few a page."""
    first = page * PAGE
    here = t.lessons[first : first + PAGE]
    lines = [t.t("lessons.title")]
    for number, each in enumerate(t.lessons, 1):
        mark = "lessons.line_read" if each.id in read else "lessons.line"
        lines.append(t.t(mark, number=number, title=t.plain(each.title)))
    buttons = [go(t.plain(each.title), "lesson", each.id) for each in here]
    following = page + 1 if first + PAGE < len(t.lessons) else 0
    more = go(t.plain("form.more"), "lessons", following)
    call = go(t.plain("rehearsal.door"), "rehearsal")
    return Card("\n".join(lines), column(*buttons, more, call) + foot(t), long=True)


def one(t: Texts, lesson: Lesson) -> Card:
    """Return a lesson and its question."""
    text = t.t("lessons.one", title=t.plain(lesson.title), text=t.plain(lesson.text),
               question=t.plain(lesson.question))  # fmt: skip
    buttons = [
        go(t.plain(choice.label), "lesson.answer", lesson.id, number)
        for number, choice in enumerate(lesson.choices)
    ]
    return Card(text, column(*buttons) + foot(t, "lessons"))


def told(t: Texts, lesson: Lesson, choice: Choice) -> Card:
    """Return what is said to an answer, where to use it, and the next lesson."""
    use = go(t.plain(lesson.leads[0]), lesson.leads[1]) if lesson.leads else None
    following = after(lesson.id, t.lessons)
    more = go(t.plain("lessons.next"), "lesson", following.id) if following else None
    return Card(t.t(choice.told), column(use, more) + foot(t, "lessons"))
