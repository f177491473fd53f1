"""Tasks from a counsellor, from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.cards_care import file
from coach.relay import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.relay import Suggestion, Task


def mine(t: Texts, tasks: Sequence[Task], suggestions: Sequence[Suggestion]) -> Card:
    """Return what waits for a client's answer."""
    rows = column(
        *(
            go(fit(t.plain("suggestions.line", amount=each.amount)), "suggestion", each.id)
            for each in suggestions
        ),
        *(go(fit(each.words), "task", each.id) for each in tasks),
    )
    text = t.t("tasks.mine" if tasks or suggestions else "tasks.none")
    return Card(text, rows + foot(t, "grants"), long=True)


def text(t: Texts, task: Task, name: str) -> str:
    """Return a task in words."""
    if task.due_on is None:
        return t.t("tasks.one", name=name, words=task.words)
    return t.t("tasks.one_by", name=name, words=task.words, day=task.due_on)


def answers(t: Texts, number: int) -> tuple[tuple[Button, ...], ...]:
    """Return what a client can answer."""
    return column(
        go(t.plain("tasks.done"), "task.done", number),
        go(t.plain("tasks.decline"), "task.decline", number),
    )


def one(t: Texts, task: Task, name: str) -> Card:
    """Return one task."""
    rows = answers(t, task.id) + column(go(t.plain("tasks.talk"), "relay", task.counsellor))
    return Card(text(t, task, name), rows + foot(t, "tasks"), long=True)


def answered(t: Texts, number: int, *, done: bool) -> Card:
    """Say that the counsellor will know, and offer to undo."""
    rows = column(go(t.plain("tasks.undo"), "task.reopen", number))
    return Card(t.t("tasks.was_done" if done else "tasks.was_declined"), rows + foot(t, "tasks"))


def of_client(t: Texts, client: int, tasks: Sequence[Task]) -> Card:
    """Return what a counsellor's client still has open; a tap takes one back."""
    rows = column(
        *(
            go(fit(t.plain("tasks.take_back", words=each.words)), "task.back", each.id)
            for each in tasks
        )
    )
    text = t.t("tasks.of_client" if tasks else "tasks.of_none")
    return Card(text, rows + foot(t, "relay.with", client), long=True)


BACK = {
    TaskStatus.DONE: "tasks.back.done",
    TaskStatus.DECLINED: "tasks.back.declined",
    TaskStatus.WITHDRAWN: "tasks.back.withdrawn",
}


def came_back(t: Texts, task: Task, called: str | None) -> Card:
    """Tell a counsellor what became of a task."""
    who = file(t, task.client, called or "")
    said = t.t(BACK.get(task.status, "tasks.back.done"), called=who, words=task.words)
    rows = column(go(t.plain("relay.to_talk"), "relay.with", task.client))
    return Card(said, rows + foot(t), long=True)
