"""Everything that fits nowhere: what happened, that nothing was lost, and the next tap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go

if TYPE_CHECKING:
    from telegram import Message

    from bot.ui.texts import Texts
    from handlers.context import Ctx, Handler


class NotHereError(LookupError):
    """A button names something that is gone or belongs to somebody else."""


TEXTS = {
    "command": "unexpected.command",
    "sticker": "unexpected.sticker",
    "voice": "unexpected.voice",
    "photo": "unexpected.photo",
    "file": "unexpected.file",
    "location": "unexpected.location",
    "contact": "unexpected.contact",
    "forwarded": "unexpected.forwarded",
    "edited": "unexpected.edited",
    "stale": "unexpected.stale",
    "empty": "unexpected.empty",
    "text": "unexpected.text",
    "other": "unexpected.other",
}


def kind_of(message: Message) -> str:
    """Name what was sent, as a key of `TEXTS`."""
    kinds = {
        "forwarded": message.forward_origin,
        "sticker": message.sticker or message.dice or message.animation,
        "voice": message.voice or message.audio or message.video_note,
        "photo": message.photo or message.video,
        "file": message.document,
        "location": message.location or message.venue,
        "contact": message.contact,
    }
    return next((kind for kind, part in kinds.items() if part), "other")


GLOSSARY = (
    ("unexpected.word.hold", re.compile(
        "停息挂账|停息掛賬|停息掛帳|停息|挂账|掛賬|个性化分期|個性化分期|停本|免息分60|分60期|freeze and spread"
    )),
    ("unexpected.word.record", re.compile(
        "征信修复|徵信修復|信用修复|修复征信|洗白征信|credit repair|repair my credit", re.IGNORECASE
    )),
    ("unexpected.word.ashore", re.compile("上岸")),
    ("unexpected.word.write_off", re.compile(
        r"\bwrit(e|es|ten|ing)[- ]?offs?\b|\bwrite (\w+ ){1,4}off\b|\bcharged?[- ]offs?\b"
        r"|\bdebt (forgiveness|relief)\b|核销|核銷|呆账|坏账|减免本金|免本金", re.IGNORECASE
    )),
)  # fmt: skip
"""Words that promise more than they hold (care 9), with what they really mean."""
BY_MOUTH = frozenset({"voice", "photo", "file"})
"""What people send who can't type, or who hold a letter in their hand."""


def word_number(text: str) -> int:
    """Return the number of the market word in a text, from 1; 0 when there is none."""
    found = (at for at, (_, word) in enumerate(GLOSSARY, 1) if word.search(text))
    return next(found, 0)


def without_words(text: str) -> str:
    """Return a text with its market words taken out, to see what else it says."""
    for _, word in GLOSSARY:
        text = word.sub(" ", text)
    return text


def word_of(number: int) -> str | None:
    """Return the message that says what a market word really means."""
    return GLOSSARY[number - 1][0] if 0 < number <= len(GLOSSARY) else None


def glossary(ctx: Ctx) -> Card | None:
    """Answer a typed market word with what it really means; None when there is none."""
    t = ctx.t
    for meaning, pattern in GLOSSARY:
        if pattern.search(ctx.text):
            rows = column(
                go(t.plain("start.door.everything"), "path"),
                go(t.plain("start.door.offer"), "check"),
                go(t.plain("start.to_lessons"), "lessons"),
                go(t.plain("danger.label.advance_fee"), "danger", "advance_fee"),
                go(t.plain("danger.false_alarm"), "danger.answer") if ctx.quote else None,
            )
            return Card(t.t(meaning), rows + foot(t), separate=True)
    return None


def _at_the_doors(ctx: Ctx, kind: str) -> Card:
    """Lead somebody who isn't understood to the doors, and to a person on the telephone."""
    t, person = ctx.t, ctx.work.person
    buttons = column(
        go(t.plain("unexpected.continue"), person.screen)
        if person.screen != "unexpected"
        else None,
        go(t.plain("start.door.contacted"), "contacted"),
        go(t.plain("start.door.cannot"), "cannot"),
        go(t.plain("start.door.danger"), "danger"),
        go(t.plain("unexpected.helpline"), "helplines"),
    )
    return Card(t.t(TEXTS[kind]), buttons + foot(t), separate=True)


async def show(ctx: Ctx, kind: str = "other") -> Card:
    """Say what happened and lead back to where the person was."""
    t = ctx.t
    if kind in BY_MOUTH:
        return _at_the_doors(ctx, kind)
    if kind == "text":
        return glossary(ctx) or _at_the_doors(ctx, kind)
    again = ctx.work.person.screen
    buttons = column(
        go(t.plain("unexpected.continue"), again) if again != "unexpected" else None,
        go(t.plain("unexpected.urgent"), "danger"),
    )
    return Card(t.t(TEXTS.get(kind, TEXTS["other"])), buttons + foot(t), separate=True)


FULL = {
    "forms": ("room.forms", "home"),
    "debts": ("room.debts", "debts"),
    "contacts": ("room.contacts", "contacts"),
    "deadlines": ("room.deadlines", "deadlines"),
    "plans": ("room.plans", "plans"),
    "spends": ("room.spends", "week"),
    "attachments": ("room.photos", "documents"),
}
"""What there is no room for: the words, and where something can be deleted."""


def full(ctx: Ctx, what: str, most: int) -> Card:
    """Say that there is no room for another, that nothing was lost, and where to make some."""
    t = ctx.t
    words, where = FULL[what]
    buttons = column(
        go(t.plain("room.show"), where),
        go(t.plain("unexpected.urgent"), "danger"),
    )
    return Card(t.t(words, most=most), buttons + foot(t), separate=True)


def sorry(t: Texts, reference: str) -> Card:
    """Say that the mistake is ours, with the reference to quote."""
    buttons = column(go(t.plain("unexpected.home"), "home"))
    return Card(t.t("unexpected.sorry", reference=reference), buttons)


SCREENS: dict[str, Handler] = {}
ACTIONS: dict[str, Handler] = {}
