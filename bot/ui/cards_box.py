"""The anonymous box as screens: asking, deciding, the post without author, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go
from coach.box import A_DAY, LONGEST, Reason, Refusal, Status, mark

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.texts import Texts
    from coach.groups import Group

LABELS = {
    Reason.REPEATED: "box.reason.repeated",
    Reason.NAMES: "box.reason.names",
    Reason.PRIVATE: "box.reason.private",
    Reason.UNCLEAR: "box.reason.unclear",
    Reason.ELSEWHERE: "box.reason.elsewhere",
}
TOLD = {
    Reason.REPEATED: "box.declined.repeated",
    Reason.NAMES: "box.declined.names",
    Reason.PRIVATE: "box.declined.private",
    Reason.UNCLEAR: "box.declined.unclear",
    Reason.ELSEWHERE: "box.declined.elsewhere",
}


def in_private(t: Texts, link: str) -> Card:
    """Return the answer to /ask in a group: the way into private."""
    return Card(t.t("box.private"), column(Button(t.plain("box.private.open"), url=link)))


def ask(t: Texts, group: str, code: str) -> Card:
    """Return what becomes of a question and who will see what, before it is typed."""
    title = group or t.plain("groups.untitled")
    return Card(
        t.t("box.ask", group=title), column(go(t.plain("box.write"), "box.write", code)) + foot(t)
    )


def refused(t: Texts, refusal: Refusal, again: str = "", most: int = LONGEST) -> Card:
    """Return why a question, or a coach's answer, is not taken; `again` leads back to typing."""
    match refusal:
        case Refusal.LONG:
            text = t.t("box.refused.long", most=most)
        case Refusal.MANY:
            text = t.t("box.refused.many", most=A_DAY)
        case Refusal.EMPTY:
            text = t.t("box.refused.empty")
    rows: tuple[tuple[Button, ...], ...] = ()
    if again and refusal is not Refusal.MANY:
        rows = column(Button(t.plain("box.again"), data=again))
    return Card(text, rows + foot(t))


def unheard(t: Texts, title: str) -> Card:
    """Return that a group has no coach who would read a question."""
    return Card(t.t("box.unheard", group=title or t.plain("groups.untitled")), foot(t))


def preview(t: Texts, question: str, number: int, code: str, *, masked: bool) -> Card:
    """Return a question as the group would see it, to send, to type again or to drop."""
    text = t.t("box.preview.masked" if masked else "box.preview", question=question)
    buttons = (
        go(t.plain("box.send"), "box.send", number),
        go(t.plain("box.again"), "box.write", code),
        go(t.plain("box.drop"), "box.drop", number),
    )
    return Card(text, column(*buttons) + foot(t), long=True)


def sent(t: Texts) -> Card:
    """Return what happens now to a question that was sent."""
    return Card(t.t("box.sent"), foot(t))


def empty(t: Texts, group_id: int, link: str) -> Card:
    """Return that no question waits, and how members ask one; `link` leads them to it."""
    text = t.t("box.empty") + "\n\n" + t.t("box.link", link=link)
    return Card(text, _back(t, group_id), long=True)


def new(t: Texts, title: str, group_id: int) -> Card:
    """Return that a question waits, without a word of it: the tap asks who may read it."""
    text = t.t("box.new", group=title or t.plain("groups.untitled"))
    return Card(text, column(go(t.plain("box.read"), "box", group_id)) + foot(t))


def waiting(t: Texts, group: Group, question_id: int, question: str, until: date) -> Card:
    """Return a question to its coach, who sees no author; `until` is its last day."""
    buttons = (
        go(t.plain("box.approve"), "box.post", group.id, question_id),
        go(t.plain("box.answer"), "box.answer", group.id, question_id),
        go(t.plain("box.decline"), "box.decline", group.id, question_id),
    )
    text = t.t("box.waiting", group=_title(t, group), question=question, until=until)
    return Card(text, column(*buttons) + _back(t, group.id), long=True)


def answered(t: Texts, group: Group, question_id: int, question: str, answer: str) -> Card:
    """Return question and answer as the group would see them, to be confirmed."""
    buttons = (
        go(t.plain("box.put"), "box.put", group.id, question_id, mark(answer)),
        go(t.plain("box.rewrite"), "box.answer", group.id, question_id),
    )
    text = t.t("box.answered", group=_title(t, group), question=question, answer=answer)
    return Card(text, column(*buttons) + _back(t, group.id), long=True)


def declining(t: Texts, group_id: int, question_id: int) -> Card:
    """Return the reasons among which a coach chooses; the asker is told in our words."""
    buttons = [
        go(t.plain(LABELS[each]), "box.reason", group_id, question_id, each.value)
        for each in Reason
    ]
    return Card(t.t("box.declining"), column(*buttons) + foot(t))


def _title(t: Texts, group: Group) -> str:
    return group.title or t.plain("groups.untitled")


def _back(t: Texts, group_id: int) -> tuple[tuple[Button, ...], ...]:
    return foot(t, "groups.one", group_id)


def decided(
    t: Texts, status: Status, group_id: int | None = None, *, more: bool = False
) -> Card:  # fmt: skip
    """Return what a coach is told after a decision, or when another was first; `more` wait."""
    match status:
        case Status.POSTED | Status.ANSWERED:
            text = t.t("box.decided.posted")
        case Status.DECLINED:
            text = t.t("box.decided.declined")
        case Status.WAITING | Status.EXPIRED:
            text = t.t("box.decided.gone")
    if group_id is None:
        return Card(text, foot(t))
    next_ = column(go(t.plain("box.next"), "box", group_id) if more else None)
    return Card(text, next_ + _back(t, group_id))


def posted(t: Texts, question: str, answer: str = "") -> Card:
    """Return the group's post: a question without author, and a coach's answer if there is one."""
    if answer:
        return Card(t.t("box.posted.answered", question=question, answer=answer), long=True)
    return Card(t.t("box.posted", question=question), long=True)


def outcome(t: Texts, status: Status, reason: Reason | None = None) -> Card:
    """Return what became of a question, to its asker; discreet, so it repeats no word of it."""
    match status:
        case Status.ANSWERED:
            text = t.t("box.outcome.answered")
        case Status.POSTED:
            text = t.t("box.outcome.posted")
        case Status.DECLINED:
            text = t.t(TOLD[reason or Reason.PRIVATE])
        case Status.EXPIRED | Status.WAITING:
            text = t.t("box.outcome.expired")
    return Card(text, foot(t))
