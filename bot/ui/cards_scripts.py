"""Scripts in words: by channel, with what may come back, to copy, as a file and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import papers
from bot.ui.cards import Button, Card, Paper, column, copy, foot, go
from bot.ui.texts import Id, Raw
from coach.debts import needs_legal_aid
from coach.objections import Objection
from coach.script_lines import Channel, Kind, Line, Name, Part, Script, short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.scripts import Brief

MESSAGE = 300
"""Most characters of one chat message (mission S3)."""
BLANK = "‹"
"""Opens what only the person fills in."""
COPIED = 256
"""Most characters that a copy button holds."""
KINDS = {
    Kind.OFFER: "scripts.kind.offer",
    Kind.HOLD: "scripts.kind.hold",
    Kind.QUESTIONS: "scripts.kind.questions",
    Kind.PROOF: "scripts.kind.proof",
    Kind.AMOUNT: "scripts.kind.amount",
    Kind.FRAUD: "scripts.kind.fraud",
    Kind.DECEASED: "scripts.kind.deceased",
    Kind.PARTNERS: "scripts.kind.partners",
    Kind.ADMINISTRATOR: "scripts.kind.administrator",
    Kind.CHANGE: "scripts.kind.change",
}
PARTS = {
    Part.OPENING: "scripts.part.opening",
    Part.SITUATION: "scripts.part.situation",
    Part.FIGURES: "scripts.part.figures",
    Part.ASK: "scripts.part.ask",
    Part.PLEASE: "scripts.part.please",
    Part.CLOSE: "scripts.part.close",
}
CHANNELS = {
    Channel.PHONE: "scripts.channel.phone",
    Channel.CHAT: "scripts.channel.chat",
    Channel.LETTER: "scripts.channel.letter",
}
SAYS = {
    Objection.PAY_TODAY: "scripts.says.pay_today",
    Objection.WILL_SUE: "scripts.says.will_sue",
    Objection.NO_POLICY: "scripts.says.no_policy",
    Objection.HEAD_OFFICE: "scripts.says.head_office",
    Objection.OFFERED_MORE: "scripts.says.offered_more",
    Objection.ASK_RELATIVES: "scripts.says.ask_relatives",
    Objection.FEE_FIRST: "scripts.says.fee_first",
    Objection.NEW_LOAN: "scripts.says.new_loan",
    Objection.SHOUTING: "scripts.says.shouting",
}
HEARD = {
    "help": "scripts.heard.help_brief",
    "papers": "scripts.heard.papers_brief",
    "decides": "scripts.heard.decides_brief",
    "by_when": "scripts.heard.by_when_brief",
}
QUESTIONS = "q"
"""The mode that only asks; any other makes the offer where the gate allows it."""

OFFERING = frozenset({Kind.OFFER, Kind.HOLD})
OBJECTIONS_SHOWN = 4
TITLE = 20
"""Characters of a debt's name in a title."""


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
    found: list[str] = []
    for lines in script.parts:
        now = ""
        for each in lines:
            more = words(t, each)
            if now and len(now) + 1 + len(more) > COPIED:
                found.append(now)
                now = more
            else:
                now = f"{now}\n{more}" if now else more
        found.append(now)
    return tuple(found)


def block(t: Texts, text: str) -> Raw:
    """Return words as a block that a tap copies."""
    return Raw(f"<code>{t.show(text, html=True)}</code>")


def none(t: Texts, brief: Brief) -> Card:
    """Say why nothing is written to such a lender, and lead to safety."""
    rows = column(go(t.plain("scripts.safety"), "danger", "loan_shark"))
    return Card(t.t("scripts.none_text"), rows + foot(t, "debt", brief.debt.id))


def overview(t: Texts, brief: Brief, script: Script, *, has_offer: bool) -> Card:
    """Say what these words are for, and ask how the contact is made."""
    debt = brief.debt
    lines = [t.t(KINDS[script.kind], creditor=short(debt.creditor, TITLE))]
    if needs_legal_aid(debt):
        lines.append(t.t("scripts.legal_aid"))
    if brief.helping:
        lines.append(t.t("scripts.helping_note"))
    mode = "q" if brief.only_questions else "a"
    channels = (Channel.CHAT, Channel.PHONE) if brief.private else tuple(Channel)
    buttons = [
        go(t.plain(CHANNELS[each]), "script", debt.id, each.value, mode) for each in channels
    ]
    if script.kind in OFFERING:
        if brief.hardship is None:
            buttons.append(go(t.plain("scripts.say_why"), "script.why", debt.id))
        buttons.append(go(t.plain("scripts.only_ask"), "script", debt.id, "all", "q"))
    elif brief.allowed.admits:
        target = ("script", debt.id) if has_offer else ("negotiate", debt.id)
        buttons.append(go(t.plain("scripts.to_offer"), *target))
    return Card("\n\n".join(lines), column(*buttons) + foot(t, "debt", debt.id), long=True)


def phone(t: Texts, brief: Brief, script: Script, mode: str) -> Card:
    """Return the talk sheet: read it out, part by part."""
    debt_id = brief.debt.id
    lines = [
        t.t("scripts.phone_head_blanks" if BLANK in plain(t, script) else "scripts.phone_head")
    ]
    for part in script.parts:
        said = "\n".join(words(t, each) for each in part)
        lines.append(t.t("scripts.part", name=Id(PARTS[part[0].part]), words=block(t, said)))
    lines.append(t.t("scripts.never"))
    rows = column(
        go(t.plain("scripts.they_say"), "script.say", debt_id, mode),
        go(t.plain("scripts.picture"), "script.picture", debt_id, mode),
        go(t.plain("scripts.file"), "script.file", debt_id, "phone", mode),
        _note(t, debt_id) if mode == QUESTIONS else _copy_ask(t, script),
        go(t.plain("scripts.call_over"), "contact.new", debt_id),
    )
    return Card("\n\n".join(lines), rows + foot(t, "script", debt_id), long=True)


def _note(t: Texts, debt_id: int) -> Button:
    return go(t.plain("scripts.note_heard"), "script.heard_ask", debt_id)


def _copy_ask(t: Texts, script: Script) -> Button | None:
    asks = "\n".join(words(t, each) for each in script.lines if each.part is Part.ASK)
    return copy(t.plain("scripts.copy_ask"), asks) if 0 < len(asks) <= COPIED else None


def chat(t: Texts, brief: Brief, script: Script, mode: str, at: int) -> Card:
    """Return one chat message to paste, and the way to the next."""
    debt_id = brief.debt.id
    every = messages(t, script)
    at = min(at, len(every) - 1)
    last = at == len(every) - 1
    head = "scripts.chat_text_blanks" if BLANK in every[at] else "scripts.chat_text"
    text = t.t(head, number=at + 1, total=len(every), words=block(t, every[at]))
    following = go(t.plain("scripts.next"), "script", debt_id, "chat", mode, at + 1)
    rows = column(
        copy(t.plain("scripts.copy"), every[at]) if len(every[at]) <= COPIED else None,
        go(t.plain("scripts.said"), "contact.new", debt_id) if last else following,
        go(t.plain("scripts.they_say"), "script.say", debt_id, mode),
        go(t.plain("scripts.file"), "script.file", debt_id, "chat", mode) if at == 0 else None,
        _note(t, debt_id) if last and mode == QUESTIONS else None,
    )
    before = ("script", debt_id, "chat", mode, at - 1) if at else ("script", debt_id)
    return Card(text, rows + foot(t, *before), long=True)


def letter(t: Texts, brief: Brief, script: Script, mode: str, on: date) -> Card:
    """Return the letter, dated `on`, as a block, with the ways to take it along."""
    debt_id = brief.debt.id
    head = t.plain("scripts.letter.head", creditor=brief.debt.creditor, date=on)
    whole = "\n\n".join((head, _title(t, script), plain(t, script), t.plain("scripts.letter.sign")))
    text = t.t("scripts.letter_text", words=Raw(f"<pre>{t.show(whole, html=True)}</pre>"))
    rows = column(
        go(t.plain("scripts.pdf"), "script.pdf", debt_id, mode),
        go(t.plain("scripts.file"), "script.file", debt_id, "letter", mode),
        go(t.plain("scripts.evidence"), "evidence", debt_id),
        go(t.plain("scripts.sent"), "contact.new", debt_id),
    )
    return Card(text, rows + foot(t, "script", debt_id), long=True)


def _title(t: Texts, script: Script) -> str:
    offers = script.kind in OFFERING
    return t.plain("scripts.letter.title" if offers else "scripts.letter.title_ask")


def they_say(t: Texts, brief: Brief, shown: Sequence[Objection], mode: str, page: int) -> Card:
    """Return what may come back, to choose from."""
    debt_id = brief.debt.id
    pages = max(-(-len(shown) // OBJECTIONS_SHOWN), 1)
    begin = page % pages * OBJECTIONS_SHOWN
    buttons = [
        go(t.plain(SAYS[each]), "script.reply", debt_id, each.value, mode)
        for each in shown[begin : begin + OBJECTIONS_SHOWN]
    ]
    if pages > 1:
        following = (page + 1) % pages
        buttons.append(go(t.plain("scripts.more"), "script.say", debt_id, mode, following))
    back = foot(t, "script", debt_id, "phone", mode)
    return Card(t.t("scripts.says_ask"), column(*buttons) + back)


def reply(t: Texts, brief: Brief, objection: Objection, answer: Line, mode: str) -> Card:
    """Return the calm answer to one thing they may say."""
    said = words(t, answer)
    text = t.t("scripts.reply_text", says=Id(SAYS[objection]), words=block(t, said))
    rows = column(
        copy(t.plain("scripts.copy"), said),
        go(t.plain("scripts.another"), "script.say", brief.debt.id, mode),
        go(t.plain("scripts.call_over"), "contact.new", brief.debt.id),
    )
    return Card(text, rows + foot(t, "script", brief.debt.id, "phone", mode), long=True)


def heard(t: Texts, debt: Debt, known: Mapping[str, str]) -> Card:
    """Return what this creditor answered, and what to do with it."""
    lines = [t.t("scripts.heard_text", creditor=short(debt.creditor, TITLE))]
    lines += [
        t.t("scripts.heard_line", question=Id(name), answer=known[question])
        for question, name in HEARD.items()
        if question in known
    ]
    rows = column(
        go(t.plain("scripts.note_heard"), "script.heard_ask", debt.id),
        go(t.plain("scripts.evidence"), "evidence", debt.id),
        go(t.plain("scripts.to_offer"), "negotiate", debt.id),
        go(t.plain("scripts.log"), "contact.new", debt.id),
    )
    return Card("\n".join(lines), rows + foot(t, "script", debt.id), long=True)


def as_file(t: Texts, brief: Brief, script: Script, mode: str) -> Card:
    """Return the words as a text file."""
    every = messages(t, script) if script.channel is Channel.CHAT else (plain(t, script),)
    data = "\n\n".join(every).encode()
    paper = Paper("note.txt", lambda: data)
    return _with_paper(t, brief, paper, (script.channel.value, mode))


def as_picture(t: Texts, brief: Brief, script: Script, mode: str) -> Card:
    """Return the talk sheet as one large-print page."""
    title = t.plain("scripts.picture_title")
    said = paragraphs(t, script)
    paper = Paper("note.png", lambda: papers.picture(t, title, said), picture=True)
    return _with_paper(t, brief, paper, ("phone", mode))


def as_letter(t: Texts, brief: Brief, script: Script, mode: str, on: date) -> Card:
    """Return the letter as PDF; the enclosures are the papers the person has."""
    parts = papers.Letter(
        to=brief.debt.creditor,
        title=_title(t, script),
        lines=paragraphs(t, script),
        sign=t.plain("scripts.letter.sign"),
        enclosed_title=t.plain("scripts.letter.enclosed"),
        enclosed=tuple(t.plain(each.id) for each in brief.papers if script.kind in OFFERING),
    )
    paper = Paper("letter.pdf", lambda: papers.letter(t, parts, on))
    return _with_paper(t, brief, paper, ("letter", mode))


def _with_paper(t: Texts, brief: Brief, paper: Paper, back: tuple[str, str]) -> Card:
    rows = column(go(t.plain("scripts.call_over"), "contact.new", brief.debt.id))
    way = foot(t, "script", brief.debt.id, *back)
    return Card(t.t("scripts.paper_text"), rows + way, papers=(paper,))
