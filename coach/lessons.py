"""Short lessons with one question each (S1-S15): read in a minute, no score, no scolding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a lesson's question; `label` and `told` are message ids."""

    label: str
    told: str
    """What is said to it, kindly, whichever was chosen."""


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
        (Choice("lessons.borrow.a", "lessons.borrow.a_told"),
         Choice("lessons.borrow.b", "lessons.borrow.b_told")),
        ("lessons.borrow.go", "borrow.begin"),
    ),
    Lesson(
        "first", "lessons.first.title", "lessons.first.text", "lessons.first.ask",
        (Choice("lessons.first.a", "lessons.first.a_told"),
         Choice("lessons.first.b", "lessons.first.b_told")),
        ("lessons.first.go", "debts"),
    ),
    Lesson(
        "early", "lessons.early.title", "lessons.early.text", "lessons.early.ask",
        (Choice("lessons.early.a", "lessons.early.a_told"),
         Choice("lessons.early.b", "lessons.early.b_told"),
         Choice("lessons.early.c", "lessons.early.c_told")),
        ("lessons.early.go", "contacted"),
    ),
    Lesson(
        "means", "lessons.means.title", "lessons.means.text", "lessons.means.ask",
        (Choice("lessons.means.a", "lessons.means.a_told"),
         Choice("lessons.means.b", "lessons.means.b_told")),
        ("lessons.means.go", "budget"),
    ),
    Lesson(
        "week", "lessons.week.title", "lessons.week.text", "lessons.week.ask",
        (Choice("lessons.week.a", "lessons.week.a_told"),
         Choice("lessons.week.b", "lessons.week.b_told")),
        ("lessons.week.go", "week.begin"),
    ),
    Lesson(
        "agents", "lessons.agents.title", "lessons.agents.text", "lessons.agents.ask",
        (Choice("lessons.agents.a", "lessons.agents.a_told"),
         Choice("lessons.agents.b", "lessons.agents.b_told")),
    ),
    Lesson(
        "words", "lessons.words.title", "lessons.words.text", "lessons.words.ask",
        (Choice("lessons.words.a", "lessons.words.a_told"),
         Choice("lessons.words.b", "lessons.words.b_told")),
    ),
    Lesson(
        "honest", "lessons.honest.title", "lessons.honest.text", "lessons.honest.ask",
        (Choice("lessons.honest.a", "lessons.honest.a_told"),
         Choice("lessons.honest.b", "lessons.honest.b_told")),
    ),
    Lesson(
        "proof", "lessons.proof.title", "lessons.proof.text", "lessons.proof.ask",
        (Choice("lessons.proof.a", "lessons.proof.a_told"),
         Choice("lessons.proof.b", "lessons.proof.b_told"),
         Choice("lessons.proof.c", "lessons.proof.c_told")),
        ("lessons.proof.go", "evidence"),
    ),
    Lesson(
        "written", "lessons.written.title", "lessons.written.text", "lessons.written.ask",
        (Choice("lessons.written.a", "lessons.written.a_told"),
         Choice("lessons.written.b", "lessons.written.b_told")),
    ),
    Lesson(
        "lump", "lessons.lump.title", "lessons.lump.text", "lessons.lump.ask",
        (Choice("lessons.lump.a", "lessons.lump.a_told"),
         Choice("lessons.lump.b", "lessons.lump.b_told")),
        ("lessons.lump.go", "check"),
    ),
    Lesson(
        "notice", "lessons.notice.title", "lessons.notice.text", "lessons.notice.ask",
        (Choice("lessons.notice.a", "lessons.notice.a_told"),
         Choice("lessons.notice.b", "lessons.notice.b_told")),
        ("lessons.notice.go", "cannot"),
    ),
    Lesson(
        "review", "lessons.review.title", "lessons.review.text", "lessons.review.ask",
        (Choice("lessons.review.a", "lessons.review.a_told"),
         Choice("lessons.review.b", "lessons.review.b_told")),
        ("lessons.review.go", "checkin"),
    ),
    Lesson(
        "old", "lessons.old.title", "lessons.old.text", "lessons.old.ask",
        (Choice("lessons.old.a", "lessons.old.a_told"),
         Choice("lessons.old.b", "lessons.old.b_told")),
    ),
    Lesson(
        "silence", "lessons.silence.title", "lessons.silence.text", "lessons.silence.ask",
        (Choice("lessons.silence.a", "lessons.silence.a_told"),
         Choice("lessons.silence.b", "lessons.silence.b_told")),
        ("lessons.silence.go", "contact.new"),
    ),
    Lesson(
        "signs", "lessons.signs.title", "lessons.signs.text", "lessons.signs.ask",
        (Choice("lessons.signs.a", "lessons.signs.a_told"),
         Choice("lessons.signs.b", "lessons.signs.b_told")),
        ("lessons.signs.go", "budget"),
    ),
)  # fmt: skip
"""In the order in which they are offered."""


def lesson(name: str, among: tuple[Lesson, ...] = LESSONS) -> Lesson | None:
    """Return the lesson of that id."""
    return next((each for each in among if each.id == name), None)


def of_host(among: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Return those that the host brought along."""
    return tuple(each for each in among if each not in LESSONS)


def after(name: str, among: tuple[Lesson, ...] = LESSONS) -> Lesson | None:
    """Return the lesson that follows; None after the last."""
    ids = [each.id for each in among]
    at = ids.index(name) + 1 if name in ids else 0
    return among[at] if at < len(among) else None
