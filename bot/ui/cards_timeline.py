"""The timeline in words: a line for each thing that happened, newest first, five a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from bot.ui.cards_contacts import OUTCOMES
from bot.ui.cards_deadlines import name as deadline_name
from bot.ui.cards_plans import COUNTED, RUNNING
from bot.ui.texts import Id, Raw
from coach.dates import local_date
from coach.timeline import Place, What

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.timeline import Item

PAGE = 5
LINES = {
    What.PLAN: "timeline.plan",
    What.PLAN_CHANGED: "timeline.plan_changed",
    What.PLAN_ENDED: "timeline.plan_ended",
    What.PLAN_REOPENED: "timeline.plan_reopened",
    What.CHANGE_ASKED: "timeline.change_asked",
    What.CHANGE_AGREED: "timeline.change_agreed",
    What.CHANGE_REFUSED: "timeline.change_refused",
    What.DEADLINE: "timeline.deadline",
    What.DEADLINE_DONE: "timeline.deadline_done",
    What.PROMISE_KEPT: "dealings.timeline.kept",
    What.PROMISE_BROKEN: "dealings.timeline.broken",
    What.OWNER: "owners.timeline.passed",
    What.OWNER_PROVED: "owners.timeline.proved",
    What.OWNER_UNDONE: "owners.timeline.undone",
}


def page(t: Texts, case: str, items: Sequence[Item], earlier: Place | None,
         later: Place | None, zone: str) -> Card:  # fmt: skip
    """Return one page, with the ways to the pages before and after it."""
    new = go(t.plain("contacts.new"), "contact.new")
    if not items:
        return Card(t.t("timeline.empty"), column(new) + foot(t, "contacts"))
    lines = [t.t("timeline.title", number=case)]
    lines += [_line(t, item, zone) for item in items]
    rows = column(
        go(t.plain("timeline.earlier"), "timeline", *address(earlier)) if earlier else None,
        go(t.plain("timeline.later"), "timeline", *address(later)) if later else None,
        new,
    )
    return Card("\n\n".join(lines), rows + foot(t, "contacts"), long=True)


def address(place: Place) -> tuple[int, ...]:
    """Return where a page begins, as a screen's address; nothing for the newest."""
    if place == Place():
        return ()
    return (place.number or 0, place.asked, place.dates)


def _line(t: Texts, item: Item, zone: str) -> str:
    day = local_date(item.at, zone)
    if item.what is What.CONTACT:
        return _contact(t, item, day)
    if item.of is not None:
        who, of = item.who or Id("contacts.somebody"), local_date(item.of, zone)
        return t.t("timeline.corrected", day=day, name=who, of=of, words=item.words)
    if item.on is not None:
        called = deadline_name(item.kind, item.words)
        return t.t(LINES[item.what], day=day, name=called, on=item.on)
    if item.what in {What.PROMISE_KEPT, What.PROMISE_BROKEN}:
        return t.t(LINES[item.what], day=day, name=item.who or Id("contacts.somebody"))
    if item.what is What.OWNER:
        return t.t(LINES[item.what], day=day, name=item.who, before=item.words)
    who = item.who or Id("timeline.plan_unnamed")
    if item.amount is None:
        return t.t(LINES[item.what], day=day, name=who)
    return t.t(LINES[item.what], day=day, name=who, terms=_terms(t, item))


def _contact(t: Texts, item: Item, day: object) -> str:
    assert item.outcome is not None
    who, said = item.who or Id("contacts.somebody"), Id(OUTCOMES[item.outcome])
    line = (
        t.t("timeline.contact", day=day, name=who, said=said)
        if item.reference is None
        else t.t("timeline.contact_ref", day=day, name=who, said=said, reference=item.reference)
    )
    return line + "\n" + t.t("timeline.words", words=item.words) if item.words else line


def _terms(t: Texts, item: Item) -> Raw:
    if item.count is None:
        return Raw(t.t(RUNNING[item.every], amount=item.amount))
    return Raw(t.tn(COUNTED[item.every], item.count, amount=item.amount))
