"""The contact log in words: what was done, what they said, the one next step and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_danger
from bot.ui.cards import Button, Card, column, fit, foot, go
from bot.ui.texts import Id
from coach.contacts import Channel, Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.contacts import Contact, Next
    from coach.danger import Sign
    from coach.debts import Debt

CHANNELS = {
    Channel.PHONE: "contacts.channel.phone",
    Channel.CHAT: "contacts.channel.chat",
    Channel.LETTER: "contacts.channel.letter",
    Channel.VISIT: "contacts.channel.visit",
}
OUTCOMES = {
    Outcome.AGREED: "contacts.said.agreed",
    Outcome.OFFERED: "contacts.said.offered",
    Outcome.WILL_ANSWER: "contacts.said.will_answer",
    Outcome.REFUSED: "contacts.said.refused",
    Outcome.WANTS_PAPERS: "contacts.said.wants_papers",
    Outcome.NO_ANSWER: "contacts.said.no_answer",
    Outcome.PRESSED: "contacts.said.pressed",
}
STEPS = {
    Step.GET_IT_WRITTEN: "contacts.step.get_it_written",
    Step.CHECK_THE_OFFER: "contacts.step.check_the_offer",
    Step.WAIT_FOR_ANSWER: "contacts.step.wait_for_answer",
    Step.ASK_AGAIN_IN_WRITING: "contacts.step.ask_again_in_writing",
    Step.COMPLAIN: "contacts.step.complain",
    Step.GATHER_PAPERS: "contacts.step.gather_papers",
    Step.TRY_ANOTHER_WAY: "contacts.step.try_another_way",
    Step.WRITE_IT_DOWN: "contacts.step.write_it_down",
}
SHOWN = 10
LENDERS = 3


def _doing(t: Texts, step: Step, debt_id: int | None, contact_id: int) -> Button | None:
    """Return the button that does the next step now, where there is one."""
    debt = () if debt_id is None else (debt_id,)
    match step:
        case Step.GET_IT_WRITTEN:
            return go(t.plain("contacts.do.plan"), "plan.write", *debt) if debt else None
        case Step.CHECK_THE_OFFER:
            return go(t.plain("contacts.do.check"), "check", *debt)
        case Step.ASK_AGAIN_IN_WRITING:
            return (
                go(t.plain("contacts.do.letter"), "script", *debt, "letter", "r") if debt else None
            )
        case Step.WRITE_IT_DOWN:
            return go(t.plain("limits.note"), "limits.note", contact_id)
        case Step.COMPLAIN:
            return go(t.plain("contacts.do.complain"), "helplines", "complaint")
        case Step.GATHER_PAPERS:
            return go(t.plain("contacts.do.papers"), "deadline.new", "document", *debt)
        case Step.TRY_ANOTHER_WAY:
            return go(t.plain("contacts.do.script"), "script", *debt)
        case _:
            return None


def whom(t: Texts, debts: Sequence[Debt], page: int) -> Card:
    """Ask whom the contact was with, three lenders a page."""
    first = page * LENDERS if page * LENDERS < len(debts) else 0
    buttons = [
        go(fit(t.plain("contacts.open", number=each.number, name=each.creditor)),
           "contact.new", each.id)
        for each in debts[first : first + LENDERS]
    ]  # fmt: skip
    following = first // LENDERS + 1 if first + LENDERS < len(debts) else 0
    more = go(t.plain("contacts.whom_more"), "contact.whom", following)
    other = go(t.plain("contacts.whom_other"), "contact.new", 0)
    rows = column(*buttons, more if len(debts) > LENDERS else None, other)
    return Card(t.t("contacts.whom"), rows + foot(t, "contacts"))


def logged(
    t: Texts, contact: Contact, following: Next, *, on: date, reminded: bool, agreed: bool,
    sign: Sign | None = None,
) -> Card:  # fmt: skip
    """Return the entry, its next step, and whether it is followed up.

    `agreed`: keeping and messages were agreed to; else it says what a yes covers.
    `sign`: what was noted holds one; the way to help goes first.
    """
    lines = [
        t.t("contacts.logged", channel=Id(CHANNELS[contact.channel]),
            said=Id(OUTCOMES[contact.outcome])),
        t.t(STEPS[following.step]),
    ]  # fmt: skip
    doing = _doing(t, following.step, contact.debt_id, contact.id)
    if reminded:
        lines.append(t.t("contacts.reminded", day=on))
        rows = column(doing, go(t.plain("contacts.no_reminder"), "contact.forget", contact.id))
    else:
        asks = "contacts.remind_known" if agreed else "contacts.remind_ask"
        lines.append(t.t(asks, day=on))
        rows = column(
            doing,
            go(t.plain("contacts.remind_yes"), "contact.remind", contact.id),
            go(t.plain("contacts.remind_other"), "contact.other", contact.id),
            go(t.plain("contacts.remind_no"), "contact.kept", contact.id),
        )
    if sign is not None:
        way, words = cards_danger.beside(t, sign, ("contact", str(contact.id)))
        return Card("\n\n".join((words, *lines)), column(way) + rows + foot(t, "contacts"))
    details = go(t.plain("contacts.details"), "contact.more", contact.id)
    return Card("\n\n".join(lines), rows + column(details) + foot(t, "contacts"))


def kept(t: Texts, contact: Contact, *, trial: bool) -> Card:
    """Say that it stands in the log without a reminder, and for how long."""
    rows = column(
        go(t.plain("contacts.keep"), "consents.ask", "contact.kept", contact.id) if trial else None,
        go(t.plain("contacts.next"), "path"),
        go(t.plain("contacts.details"), "contact.more", contact.id),
    )
    text = t.t("contacts.kept_trial") if trial else t.t("contacts.kept")
    return Card(text, rows + foot(t, "contacts"))


def details(
    t: Texts, contact: Contact, name: str | None, corrected: Sequence[tuple[date, str]]
) -> Card:
    """Return everything noted about one contact, and what was put right since."""
    lines = [
        t.t("contacts.line", day=contact.at.date(), name=name or Id("contacts.somebody"),
            said=Id(OUTCOMES[contact.outcome])),
        t.t("contacts.how", channel=Id(CHANNELS[contact.channel])),
    ]  # fmt: skip
    if contact.reference:
        lines.append(t.t("contacts.reference_line", reference=contact.reference))
    if contact.promise:
        lines.append(t.t("contacts.promise_line", promise=contact.promise))
    if contact.note:
        lines.append(t.t("contacts.note_line", note=contact.note))
    lines += [t.t("timeline.correct.line", day=day, words=words) for day, words in corrected]
    if contact.kept is not None:
        lines.append(t.t("dealings.kept_said" if contact.kept else "dealings.broken_said"))
    rows = column(
        *_came(t, contact),
        _record(t, contact),
        go(t.plain("contacts.asked_for"), "deadline.new", "document", *_debt(contact)),
        go(t.plain("timeline.correct.button"), "timeline.correct", contact.id),
        go(t.plain("timeline.open"), "timeline"),
        go(t.plain("contacts.delete"), "contact.delete", contact.id),
    )
    return Card("\n".join(lines), rows + foot(t, "contacts"), long=True)


def _came(t: Texts, contact: Contact) -> tuple[Button, ...]:
    """Return whether what was promised came, while that is not said yet."""
    if not contact.promise or contact.kept is not None:
        return ()
    return (
        go(t.plain("dealings.kept"), "dealings.kept", contact.id),
        go(t.plain("dealings.broken"), "dealings.broken", contact.id),
    )


def _record(t: Texts, contact: Contact) -> Button | None:
    if contact.recorded:
        return go(t.plain("limits.open"), "limits", contact.debt_id or 0)
    pressed = contact.outcome is Outcome.PRESSED
    return go(t.plain("limits.note"), "limits.note", contact.id) if pressed else None


def _debt(contact: Contact) -> tuple[int, ...]:
    return () if contact.debt_id is None else (contact.debt_id,)


def list_(t: Texts, contacts: Sequence[tuple[Contact, str | None]]) -> Card:
    """Return the newest entries."""
    rows = column(
        go(t.plain("contacts.new"), "contact.new"),
        go(t.plain("contacts.deadlines"), "deadlines"),
    )
    if not contacts:
        return Card(t.t("contacts.empty"), rows + foot(t))
    lines = [t.t("contacts.title")]
    buttons = []
    for number, (contact, name) in enumerate(contacts[:SHOWN], 1):
        said = Id(OUTCOMES[contact.outcome])
        day, called = contact.at.date(), name or Id("contacts.somebody")
        lines.append(t.t("contacts.list_line", number=number, day=day, name=called, said=said))
        label = t.plain("contacts.open", number=number, name=called)
        buttons.append(go(fit(label), "contact.more", contact.id))
    return Card("\n".join(lines), column(*buttons[:4]) + rows + foot(t), long=True)


def delete_ask(t: Texts, contact: Contact) -> Card:
    """Ask once before an entry is deleted."""
    rows = column(
        go(t.plain("contacts.delete_yes"), "contact.delete2", contact.id),
        go(t.plain("contacts.delete_no"), "contact.more", contact.id),
    )
    return Card(t.t("contacts.delete_ask"), rows + foot(t, "contacts"))


def deleted(t: Texts, contact: Contact) -> Card:
    """Say that the entry is gone and can come back for a day."""
    rows = column(go(t.plain("contacts.undo"), "contact.undo", contact.id))
    return Card(t.t("contacts.deleted"), rows + foot(t, "contacts"))


def note_rows(t: Texts, contact: Contact) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a follow-up."""
    done = go(t.plain("contacts.done"), "contact.new", *_debt(contact))
    return column(
        *(_came(t, contact) or (done,)),
        go(t.plain("contacts.later"), "contact.later", contact.id),
        go(t.plain("contacts.details"), "contact.more", contact.id),
    )
