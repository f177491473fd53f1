"""Words for the telephone, before anything else is known; they admit nothing and name no sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import papers
from bot.ui.cards import Card, Paper, column, copy, foot, go
from bot.ui.texts import Raw

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.texts import Texts

CALLERS = {
    "bank": "contacted.who.bank",
    "app": "contacted.who.app",
    "agency": "contacted.who.agency",
    "unsure": "contacted.who.unsure",
}
WORDS = {
    "bank": "contacted.words.lender",
    "app": "contacted.words.lender",
    "agency": "contacted.words.agency",
    "unsure": "contacted.words.unsure",
}
SAID = {
    "will_answer": "contacted.said.will_answer",
    "refused": "contacted.said.refused",
    "wants_papers": "contacted.said.wants_papers",
    "no_answer": "contacted.said.no_answer",
    "pressed": "contacted.said.pressed",
}
NEXT = {
    "will_answer": "contacted.next.will_answer",
    "refused": "contacted.next.refused",
    "wants_papers": "contacted.next.wants_papers",
    "no_answer": "contacted.next.no_answer",
    "pressed": "contacted.next.pressed",
}
SOON = 3


def _block(t: Texts, words: str) -> Raw:
    return Raw(f"<code>{t.show(words, html=True)}</code>")


def who(t: Texts) -> Card:
    """Ask who it is."""
    rows = column(
        *(go(t.plain(words), "contacted", caller) for caller, words in CALLERS.items()),
        go(t.plain("contacted.who.scary"), "contacted.scary"),
    )
    return Card(t.t("contacted.ask"), rows + foot(t, "home"))


def scary(t: Texts) -> Card:
    """Put safety first with a private or frightening person."""
    rows = column(
        go(t.plain("danger.label.threat"), "danger", "threat"),
        go(t.plain("danger.label.loan_shark"), "danger", "loan_shark"),
        go(t.plain("contacted.scary_friend"), "contacted.friend"),
        go(t.plain("contacted.who.unsure"), "contacted", "unsure"),
    )
    return Card(t.t("contacted.scary"), rows + foot(t, "contacted"))


def friend(t: Texts) -> Card:
    """Give the short words for family, friends and private lenders."""
    words = t.plain("contacted.words.friend")
    rows = column(
        copy(t.plain("contacted.copy"), words),
        go(t.plain("contacted.over_button"), "path"),
        go(t.plain("start.pass_on"), "passon"),
    )
    text = t.t("contacted.friend", words=_block(t, words))
    return Card(text, rows + foot(t, "contacted"), long=True)


def say(t: Texts, caller: str) -> Card:
    """Give the words to say at once."""
    words = t.plain(WORDS[caller])
    rows = column(
        copy(t.plain("contacted.copy"), words),
        go(t.plain("contacted.today_button"), "contacted.today", caller),
        go(t.plain("contacted.picture_button"), "contacted.picture", caller),
        go(t.plain("contacted.over_button"), "contacted.over", caller),
        go(t.plain("start.pass_on"), "passon"),
    )
    text = t.t("contacted.say", words=_block(t, words))
    return Card(text, rows + foot(t, "contacted"), long=True)


def today(t: Texts, caller: str) -> Card:
    """Give the words for "you must pay today"."""
    words = t.plain("contacted.words.today")
    rows = column(
        copy(t.plain("contacted.copy"), words),
        go(t.plain("contacted.picture_button"), "contacted.picture", caller, "today"),
        go(t.plain("contacted.over_button"), "contacted.over", caller),
        go(t.plain("danger.label.threat"), "danger", "threat"),
    )
    text = t.t("contacted.today", words=_block(t, words))
    return Card(text, rows + foot(t, "contacted", caller), long=True)


def picture(t: Texts, caller: str, *, today: bool = False) -> Card:
    """Give the words as one large-print page, and the same buttons below it."""
    title = t.plain("contacted.picture_title")
    said = "contacted.words.today" if today else WORDS[caller]
    lines = (t.plain(said), t.plain("contacted.picture_never"))
    paper = Paper("note.png", lambda: papers.picture(t, title, lines), picture=True)
    rows = column(
        None if today else go(t.plain("contacted.today_button"), "contacted.today", caller),
        go(t.plain("contacted.over_button"), "contacted.over", caller),
    )
    text = t.t("contacted.picture")
    back = "contacted.today" if today else "contacted"
    return Card(text, rows + foot(t, back, caller), papers=(paper,))


def over(t: Texts, caller: str) -> Card:
    """Ask what they said."""
    rows = column(
        go(t.plain("contacted.said.offered"), "check"),
        *(
            go(t.plain(SAID[outcome]), "contacted.next", caller, outcome)
            for outcome in ("will_answer", "wants_papers", "refused", "pressed")
        ),
    )
    return Card(t.t("contacted.over"), rows + foot(t, "contacted", caller))


def next_(t: Texts, caller: str, outcome: str, on: date, *, agreed: bool) -> Card:
    """Say the next step and its date, and ask whether to remind.

    `agreed`: keeping and messages were agreed to; else it says what a yes covers.
    """
    rows = column(
        go(t.tn("contacted.in_days", SOON), "contacted.keep", caller, outcome, f"{on:%y%m%d}"),
        go(t.plain("contacted.another"), "contacted.other", caller, outcome),
        go(t.plain("contacted.no"), "contacted.gone"),
        go(t.plain("contacted.what"), "contacted.kept", caller, outcome),
        go(t.plain("limits.door"), "limits.call", caller) if outcome == "pressed" else None,
    )
    asks = "contacted.remind_known" if agreed else "contacted.remind"
    text = "\n\n".join((t.t(NEXT[outcome], on=on), t.t(asks)))
    return Card(text, rows + foot(t, "contacted.over", caller))


def what_is_kept(t: Texts, caller: str, outcome: str) -> Card:
    """Say what would be kept, where, and how to be rid of it."""
    rows = column(go(t.plain("start.who_sees"), "privacy"))
    text = t.t("contacted.kept", caller=t.plain(CALLERS[caller]), said=t.plain(SAID[outcome]))
    return Card(text, rows + foot(t, "contacted.next", caller, outcome))


def gone(t: Texts) -> Card:
    """Say that nothing was kept, and the ways on."""
    rows = column(
        go(t.plain("start.door.everything"), "path"), go(t.plain("start.pass_on"), "passon")
    )
    return Card(t.t("contacted.gone"), rows + foot(t, "home"))


def done(t: Texts, contact_id: int, on: date, caller: str) -> Card:
    """Say what was kept and when the reminder comes."""
    rows = column(
        go(t.plain("contacted.add_debt"), "contacted.debt", caller),
        go(t.plain("contacted.undo"), "contacted.undo", contact_id),
        go(t.plain("limits.note"), "limits.note", contact_id),
        go(t.plain("contacted.consents"), "consents"),
        go(t.plain("start.pass_on"), "passon"),
    )
    return Card(t.t("contacted.done", on=on), rows + foot(t, "home"))
