"""Short lessons with one question each (S13): a screen long, read in a minute, no scolding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a lesson's question; `label` and `told` are message ids."""

    label: str
    told: str
    """What is said to it, kindly, right or not."""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; all texts are message ids. `leads` is the screen where it can be used at once."""

    id: str
    title: str
    text: str
    question: str
    choices: tuple[Choice, ...]
    leads: tuple[str, str] | None = None
    """(label id, screen or action)."""


LESSONS = (
    Lesson(
        "borrow", "lessons.borrow.title", "lessons.borrow.text", "lessons.borrow.ask",
        (Choice("lessons.borrow.a", "lessons.borrow.a_told", right=True),
         Choice("lessons.borrow.b", "lessons.borrow.b_told")),
        ("lessons.borrow.go", "check"),
    ),
    Lesson(
        "first", "lessons.first.title", "lessons.first.text", "lessons.first.ask",
        (Choice("lessons.first.a", "lessons.first.a_told", right=True),
         Choice("lessons.first.b", "lessons.first.b_told")),
        ("lessons.first.go", "debts"),
    ),
    Lesson(
        "agents", "lessons.agents.title", "lessons.agents.text", "lessons.agents.ask",
        (Choice("lessons.agents.a", "lessons.agents.a_told"),
         Choice("lessons.agents.b", "lessons.agents.b_told", right=True)),
    ),
    Lesson(
        "words", "lessons.words.title", "lessons.words.text", "lessons.words.ask",
        (Choice("lessons.words.a", "lessons.words.a_told"),
         Choice("lessons.words.b", "lessons.words.b_told", right=True)),
    ),
    Lesson(
        "old", "lessons.old.title", "lessons.old.text", "lessons.old.ask",
        (Choice("lessons.old.a", "lessons.old.a_told"),
         Choice("lessons.old.b", "lessons.old.b_told", right=True)),
    ),
    Lesson(
        "silence", "lessons.silence.title", "lessons.silence.text", "lessons.silence.ask",
        (Choice("lessons.silence.a", "lessons.silence.a_told", right=True),
         Choice("lessons.silence.b", "lessons.silence.b_told")),
        ("lessons.silence.go", "contact.new"),
    ),
    Lesson(
        "signs", "lessons.signs.title", "lessons.signs.text", "lessons.signs.ask",
        (Choice("lessons.signs.a", "lessons.signs.a_told", right=True),
         Choice("lessons.signs.b", "lessons.signs.b_told")),
        ("lessons.signs.go", "budget"),
    ),
)  # fmt: skip
"""In the order in which they are offered."""


def lesson(name: str) -> Lesson | None:
    """Return the lesson of that id."""
    return next((each for each in LESSONS if each.id == name), None)


def after(name: str) -> Lesson | None:
    """Return the lesson that follows; None after the last."""
    ids = [each.id for each in LESSONS]
    at = ids.index(name) + 1 if name in ids else 0
    return LESSONS[at] if at < len(LESSONS) else None
