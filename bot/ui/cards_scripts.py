"""Scripts in words: by channel, with what may come back, to copy, as a file and as a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import cards_rehearsal, papers
from bot.ui.cards import Button, Card, Paper, column, copy, foot, go
from bot.ui.texts import Id, Raw
from coach.script_lines import Aim, Channel, Kind, Line, Name, Part, Script, steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.script_view import Voice
    from bot.ui.texts import Texts
    from coach.scripts import Brief

MESSAGE = 300
"""Most characters of one chat message (mission S3)."""
BLANK = "‹"
"""Opens what only the person fills in."""
COPIED = 256
"""Most characters that a copy button holds."""
PARTS = {
    Part.OPENING: "scripts.part.opening",
    Part.SITUATION: "scripts.part.situation",
    Part.FIGURES: "scripts.part.figures",
    Part.ASK: "scripts.part.ask",
    Part.PLEASE: "scripts.part.please",
    Part.CLOSE: "scripts.part.close",
}
OFFERING = frozenset({Kind.OFFER, Kind.HOLD, Kind.AGAIN})
FIRST = 1
"""The first step of a call."""


def words(t: Texts, line: Line) -> str:
    """Return a line as plain words."""
    return t.plain(line.message, **{name: _shown(t, value) for name, value in line.arguments})


def _shown(t: Texts, value: object) -> object:
    if isinstance(value, Name):
        return Id(value.id)
    if isinstance(value, tuple):
        return [t.plain(each.id) for each in value]
    return value


def paragraphs(t: Texts, script: Script) -> tuple[str, ...]:
    """Return the script as plain words, a paragraph a part, a sentence a line."""
    return tuple("\n".join(words(t, each) for each in lines) for lines in script.parts)


def plain(t: Texts, script: Script) -> str:
    """Return the whole script as plain words."""
    return "\n\n".join(paragraphs(t, script))


def messages(t: Texts, script: Script) -> tuple[str, ...]:
    """Return the script as chat messages, each short enough to paste and to copy by a button."""
    return tuple("\n".join(words(t, each) for each in lines) for lines in grouped(t, script))


def grouped(t: Texts, script: Script) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of each chat message, by their length in this language."""
    found: list[tuple[Line, ...]] = []
    for lines in script.parts:
        now: list[Line] = []
        length = 0
        for each in lines:
            more = len(words(t, each)) + 1
            if now and length + more - 1 > COPIED:
                found.append(tuple(now))
                now, length = [], 0
            now.append(each)
            length += more
        found.append(tuple(now))
    return tuple(found)


def spoken(v: Voice, lines: Sequence[Line]) -> tuple[str, Raw]:
    """Return lines in the language of the words, and as a block with the chat's own below."""
    said = "\n".join(words(v.said, each) for each in lines)
    own = "\n".join(words(v.t, each) for each in lines) if v.beside else ""
    return said, v.block(said, own)


def phone(v: Voice, brief: Brief, script: Script) -> Card:
    """Return the whole talk sheet: read it out, part by part."""
    t, debt_id, code = v.t, brief.debt.id, v.view.code
    lines = [
        t.t("scripts.phone_head_blanks" if BLANK in plain(t, script) else "scripts.phone_head")
    ]
    for part in script.parts:
        _, block = spoken(v, part)
        lines.append(t.t("scripts.part", name=Id(PARTS[part[0].part]), words=block))
    lines.append(t.t("scripts.never"))
    rows = column(
        go(t.plain("scripts.they_say"), "script.say", debt_id, code),
        cards_rehearsal.door(t, brief),
        go(t.plain("scripts.picture"), "script.picture", debt_id, code),
        go(t.plain("scripts.file"), "script.file", debt_id, "phone", code),
        _note(t, debt_id) if v.view.aim is Aim.ASK else _copy_ask(v, script),
        go(t.plain("scripts.call_over"), "contact.new", debt_id),
    )
    return Card("\n\n".join(lines), rows + foot(t, "script", debt_id, "all", code), long=True)


def step(v: Voice, brief: Brief, script: Script, at: int) -> Card:
    """Return one step of the call, from 1: what to say now; before the close, what they may say."""
    t, debt_id, code = v.t, brief.debt.id, v.view.code
    found = list(steps(script))
    total = len(found) + 1
    at = max(FIRST, min(at, total))
    listening = at == total - 1
    here = found[-1] if at == total else found[min(at, total - 2) - 1]
    if listening:
        text = t.t("scripts.step_listen", number=at, total=total)
        if brief.offers and brief.figures is not None and brief.figures.share.minor > 0:
            text += "\n\n" + t.t("scripts.step_limit", share=brief.figures.share)
    else:
        _, block = spoken(v, here)
        named = Id(PARTS[here[0].part])
        text = t.t("scripts.step", number=at, total=total, name=named, words=block)
        said = "\n".join(words(t, each) for each in here)
        hint = t.t("scripts.step_blanks") if BLANK in said else ""
        text += f"\n\n{hint}" if hint else ""
    if at == total:
        text += "\n\n" + t.t("scripts.never")
    following = go(t.plain("scripts.next_step"), "script", debt_id, "phone", code, at + 1)
    rows = column(
        None if at == total else following,
        go(t.plain("scripts.they_say"), "script.say", debt_id, code),
        go(t.plain("scripts.whole"), "script", debt_id, "phone", code),
        go(t.plain("scripts.picture"), "script.picture", debt_id, code),
        go(t.plain("scripts.call_over"), "contact.new", debt_id),
    )
    before = ("phone", code, at - 1) if at > FIRST else ("all", code)
    return Card(text, rows + foot(t, "script", debt_id, *before), long=True)


def _note(t: Texts, debt_id: int) -> Button:
    return go(t.plain("scripts.note_heard"), "script.heard_ask", debt_id)


def _copy_ask(v: Voice, script: Script) -> Button | None:
    asks = "\n".join(words(v.said, each) for each in script.lines if each.part is Part.ASK)
    return copy(v.t.plain("scripts.copy_ask"), asks) if 0 < len(asks) <= COPIED else None


def chat(v: Voice, brief: Brief, script: Script, at: int) -> Card:
    """Return one chat message to paste, and the way to the next."""
    t, debt_id, code = v.t, brief.debt.id, v.view.code
    every = grouped(v.said, script)
    at = min(at, len(every) - 1)
    last = at == len(every) - 1
    said, block = spoken(v, every[at])
    head = "scripts.chat_text_blanks" if BLANK in said else "scripts.chat_text"
    text = t.t(head, number=at + 1, total=len(every), words=block)
    following = go(t.plain("scripts.next"), "script", debt_id, "chat", code, at + 1)
    rows = column(
        copy(t.plain("scripts.copy"), said) if len(said) <= COPIED else None,
        go(t.plain("scripts.said"), "contact.new", debt_id) if last else following,
        go(t.plain("scripts.they_say"), "script.say", debt_id, code),
        go(t.plain("scripts.file"), "script.file", debt_id, "chat", code) if at == 0 else None,
        _note(t, debt_id) if last and v.view.aim is Aim.ASK else None,
    )
    before = ("chat", code, at - 1) if at else ("all", code)
    return Card(text, rows + foot(t, "script", debt_id, *before), long=True)


def letter(v: Voice, brief: Brief, script: Script, on: date) -> Card:
    """Return the letter, dated `on`, as a block, with the ways to take it along."""
    t, debt_id, code = v.t, brief.debt.id, v.view.code
    whole = whole_letter(v.said, brief, script, on)
    block = f"<pre>{t.show(whole, html=True)}</pre>"
    if v.beside:
        own = t.show(plain(t, script), html=True)
        block += f"\n<blockquote expandable>{own}</blockquote>"
    text = t.t("scripts.letter_text", words=Raw(block))
    rows = column(
        go(t.plain("scripts.pdf"), "script.pdf", debt_id, code),
        go(t.plain("scripts.file"), "script.file", debt_id, "letter", code),
        go(t.plain("scripts.evidence"), "evidence", debt_id),
        go(t.plain("documents.button"), "documents", debt_id, code),
        go(t.plain("scripts.sent"), "contact.new", debt_id),
    )
    return Card(text, rows + foot(t, "script", debt_id, "all", code), long=True)


def whole_letter(said: Texts, brief: Brief, script: Script, on: date) -> str:
    """Return the letter with addressee, day, heading and the place to sign."""
    head = said.plain("scripts.letter.head", creditor=brief.debt.creditor, date=on)
    sign = said.plain("scripts.letter.sign")
    return "\n\n".join((head, letter_title(said, script), plain(said, script), sign))


TITLES = {
    Kind.OFFER: "scripts.letter.title",
    Kind.HOLD: "scripts.letter.title",
    Kind.AGAIN: "scripts.letter.title_again",
    Kind.PAUSE: "scripts.letter.title_pause",
    Kind.COMPLAINT: "scripts.letter.title_complaint",
    Kind.LIMIT: "limits.letter.title",
    Kind.OWNER: "owners.ask.title",
}


def cautioned(t: Texts, card: Card) -> Card:
    """Put above words that admit a debt that they may make an old one young again."""
    return replace(card, text=f"{t.t('scripts.admits_old')}\n\n{card.text}")


def letter_title(t: Texts, script: Script) -> str:
    """Return what a letter is headed with."""
    return t.plain(TITLES.get(script.kind, "scripts.letter.title_ask"))


def as_file(v: Voice, brief: Brief, script: Script) -> Card:
    """Return the words as a text file, in the language of the words."""
    chats = script.channel is Channel.CHAT
    every = messages(v.said, script) if chats else (plain(v.said, script),)
    data = "\n\n".join(every).encode()
    paper = Paper("note.txt", lambda: data)
    return with_paper(v.t, brief, paper, (script.channel.value, v.view.code))


def as_picture(v: Voice, brief: Brief, script: Script) -> Card:
    """Return the talk sheet as one large-print page."""
    said = v.said
    title, lines = said.plain("scripts.picture_title"), paragraphs(said, script)
    paper = Paper("note.png", lambda: papers.picture(said, title, lines), picture=True)
    return with_paper(v.t, brief, paper, ("phone", v.view.code))


def with_paper(t: Texts, brief: Brief, paper: Paper, back: tuple[str, str]) -> Card:
    """Return a paper made from the words, with the way on and back to them."""
    rows = column(go(t.plain("scripts.call_over"), "contact.new", brief.debt.id))
    way = foot(t, "script", brief.debt.id, *back)
    return Card(t.t("scripts.paper_text"), rows + way, papers=(paper,))
