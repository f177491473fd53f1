"""Papers to take along: what can be made for a debt or a plan, what each is for, and the files.

File names say nothing about the person (care 7).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import calendar_file, dossiers, lists, papers, rtf
from bot.ui.cards import TITLE, Card, Paper, column, foot, go
from bot.ui.cards_plans import name
from bot.ui.cards_scripts import with_paper
from bot.ui.cards_settings import language_name
from bot.ui.script_view import View
from coach.documents import MOST_PHOTOS, OFFERING
from coach.plans import PaymentStatus, latest, schedule
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.ui.calendar_file import Entry
    from bot.ui.lists import Known
    from bot.ui.papers import Photo
    from bot.ui.script_view import Voice
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.documents import Dossier
    from coach.plans import Instalment, Payment, Plan, Progress
    from coach.script_lines import Script
    from coach.scripts import Brief

MOST_BOXES = 60
"""Instalments drawn as boxes; more would be too small to see."""


def of_debt(v: Voice, facts: Dossier, other: str) -> Card:
    """Return what can be made for a debt, each with what it is for.

    `other` is the language that the papers can be changed to.
    """
    t, number, code = v.t, facts.debt.id, v.view.code
    whole = facts.script.kind in OFFERING
    text = t.t(
        "documents.debt_text" if whole else "documents.debt_text_letter",
        creditor=short(facts.debt.creditor, TITLE),
        language=language_name(v.said.locale),
    )
    changed = View(v.view.aim, "" if other == t.locale else other).code
    rows = column(
        go(t.plain("documents.dossier"), "documents.dossier", number, code),
        go(t.plain("documents.letter"), "script.pdf", number, code),
        go(t.plain("documents.editable"), "documents.editable", number, code),
        go(t.plain("documents.in", language=language_name(other)), "documents", number, changed),
        go(t.plain("documents.lists"), "documents.lists"),
    )
    return Card(text, rows + foot(t, "debt", number), long=True)


def dossier(v: Voice, facts: Dossier, on: date, *, attach: bool, logo: Photo | None = None) -> Card:
    """Return the dossier as PDF, in the language of its words; `attach` offers to add photos."""
    said = v.said

    def build(photos: Sequence[bytes]) -> bytes:
        parts = dossiers.dossier(said, facts, on, photos)
        return papers.dossier(said, replace(parts, logo=logo), on)

    paper = Paper(
        "papers.pdf",
        lambda: build(()),
        files=tuple(each.file_id for each in facts.photos),
        build_with=build,
    )
    card = _handed(v, paper, text=v.t.t("documents.dossier_made"), debt=facts.debt)
    if not attach:
        return card
    add = go(v.t.plain("documents.photos"), "documents.photos", facts.debt.id, v.view.code)
    return replace(card, rows=((add,), *card.rows))


def photos(t: Texts, debt: Debt, count: int, code: str) -> Card:
    """Say what to cover before a photo is sent, where it stays, and how many there are."""
    text = t.t("documents.photos.text")
    if count:
        text += "\n\n" + t.tn("documents.photos.count", count, most=MOST_PHOTOS)
    rows = column(
        go(t.plain("documents.photos.done"), "documents.dossier", debt.id, code),
        go(t.plain("documents.photos.drop"), "documents.photo_drop", debt.id, code)
        if count
        else None,
    )
    return Card(text, rows + foot(t, "documents", debt.id, code), long=bool(count))


def editable(v: Voice, facts: Dossier, on: date) -> Card:
    """Return the letter as a file to edit."""
    said, parts = v.said, dossiers.letter(v.said, facts.brief, facts.script)
    paper = Paper("letter.rtf", lambda: rtf.letter(said, parts, on))
    return _handed(v, paper, text=v.t.t("documents.editable_made"), debt=facts.debt)


def _handed(v: Voice, paper: Paper, *, text: str, debt: Debt) -> Card:
    t = v.t
    rows = column(
        go(t.plain("scripts.sent"), "contact.new", debt.id),
        go(t.plain("scripts.evidence"), "evidence", debt.id),
    )
    return Card(text, rows + foot(t, "documents", debt.id, v.view.code), papers=(paper,))


def letter(v: Voice, brief: Brief, script: Script, on: date) -> Card:
    """Return the letter as PDF, on its way from the words and in their language."""
    said = v.said
    parts = dossiers.letter(said, brief, script)
    paper = Paper("letter.pdf", lambda: papers.letter(said, parts, on))
    return with_paper(v.t, brief, paper, ("letter", v.view.code))


def of_plan(t: Texts, plan: Plan, label: str | None) -> Card:
    """Return what can be made for a plan, each with what it is for."""
    rows = column(
        go(t.plain("documents.plan_picture"), "documents.picture", plan.id),
        go(t.plain("documents.days"), "documents.days", plan.id),
        go(t.plain("documents.lists"), "documents.lists"),
    )
    text = t.t("documents.plan_text", name=short(name(t, label, plan), TITLE))
    return Card(text, rows + foot(t, "plan", plan.id))


def plan_picture(
    t: Texts,
    plan: Plan,
    label: str | None,
    progress: Progress,
    coming: Instalment | None,
    said: Sequence[Payment],
    *,
    discreet: bool,
) -> Card:
    """Return the plan's progress as a picture; its caption says the same for who can't see it."""
    title = t.plain("documents.picture.title") if discreet else name(t, label, plan)
    large, lines = _progress(t, progress, coming)
    caption = t.plain("documents.picture.caption", large=large, rest="\n".join(lines))
    boxes = _boxes(plan, said)
    paper = Paper(
        "note.png",
        lambda: papers.plan_picture(t, title, large, boxes, lines),
        picture=True,
        caption=caption,
    )
    return Card(t.t("documents.picture.made"), foot(t, "documents.plan", plan.id), papers=(paper,))


def _progress(t: Texts, progress: Progress, coming: Instalment | None) -> tuple[str, list[str]]:
    done = t.show(progress.paid_count)
    if progress.count is None or progress.left is None:
        large = t.plain("documents.picture.running", done=done)
        lines = [t.plain("documents.picture.paid", paid=progress.paid)]
    else:
        large = t.plain("documents.picture.counted", done=done, count=progress.count)
        lines = [
            t.plain("documents.picture.paid", paid=progress.paid),
            t.plain("documents.picture.left", left=progress.left),
        ]
    if coming is not None:
        lines.append(t.plain("documents.picture.next", amount=coming.amount, day=coming.due))
    return large, lines


def _boxes(plan: Plan, said: Sequence[Payment]) -> list[float]:
    """Return the paid fraction of each instalment of a plan with an end, if not too many to see."""
    if plan.count is None or not 1 < plan.count <= MOST_BOXES:
        return []
    known = latest(said)
    found = []
    for each in schedule(plan):
        payment = known.get(each.n)
        paid = 0.0
        if payment is not None and payment.status is PaymentStatus.PAID:
            paid = 1.0
        elif payment is not None and payment.status is PaymentStatus.PARTLY:
            paid = min(payment.amount.minor / max(each.amount.minor, 1), 1.0)
        found.append(paid)
    return found


def entries(
    t: Texts,
    plan: Plan,
    label: str | None,
    days: Sequence[Instalment],
    bot: str,
    *,
    discreet: bool,
) -> tuple[Entry, ...]:
    """Return the calendar's entries; discreet ones name neither sum nor creditor (care 7)."""
    title = name(t, label, plan)
    return tuple(
        calendar_file.Entry(
            uid=calendar_file.uid(bot, plan.id, each.n),
            day=each.due,
            summary=t.plain("documents.days.discreet")
            if discreet
            else t.plain("documents.days.entry", name=title, amount=each.amount),
            version=plan.version,
        )
        for each in days
    )


def days(
    t: Texts,
    plan: Plan,
    found: Sequence[Entry],
    leads: Sequence[int],
    hour: int,
    now: datetime,
    *,
    discreet: bool,
) -> Card:
    """Return the plan's open days as a calendar file."""
    back = foot(t, "documents.plan", plan.id)
    if not found:
        return Card(t.t("documents.days.none"), back)
    paper = Paper("dates.ics", lambda: calendar_file.calendar(t, found, leads, hour, now))
    text = t.tn("documents.days.made", len(found))
    if discreet:
        text = f"{text}\n\n{t.t('documents.days.discreet_note')}"
    return Card(text, back, papers=(paper,))


def all_lists(t: Texts, debts: Sequence[Debt], known: Sequence[Known]) -> Card:
    """Return debts, plans and payments as tables, and all of them for programs."""
    made = (
        Paper("list-1.csv", lambda: lists.debts(t, debts), caption=t.plain("documents.lists.debts")),
        Paper("list-2.csv", lambda: lists.plans(t, known), caption=t.plain("documents.lists.plans")),
        Paper("list-3.csv", lambda: lists.payments(t, known),
              caption=t.plain("documents.lists.payments")),
        Paper("lists.json", lambda: lists.as_json(debts, known),
              caption=t.plain("documents.lists.json")),
    )  # fmt: skip
    return Card(t.t("documents.lists.made"), foot(t), papers=made)
