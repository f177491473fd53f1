"""A pretend call as screens: who calls, each turn, and what can be said of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import Card, column, foot, go
from bot.ui.texts import Id, Raw
from coach.gate import Passage
from coach.money import Money
from coach.rehearsal import Call, Mode, Practise, Promise, findings
from coach.rehearsal_tree import TURNS, Agent, Move
from coach.script_lines import short

if TYPE_CHECKING:
    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.rehearsal import Figures, Said
    from coach.scripts import Brief

AGENTS = {
    Agent.POLITE: "rehearsal.agent.polite",
    Agent.HURRIED: "rehearsal.agent.hurried",
    Agent.PRESSING: "rehearsal.agent.pressing",
}
LABELS = {
    Move.WRITING: "rehearsal.way.writing",
    Move.PROMISE: "rehearsal.way.promise",
    Move.ANGRY: "rehearsal.way.angry",
    Move.TIME: "rehearsal.way.time",
}
CALM_LABEL = {
    Mode.OFFER: "rehearsal.way.offer",
    Mode.HOLD: "rehearsal.way.hold",
    Mode.PROOF: "rehearsal.way.proof",
}
WORDS = {
    Move.WRITING: "rehearsal.words.writing",
    Move.PROMISE: "rehearsal.words.promise",
    Move.ANGRY: "rehearsal.words.angry",
    Move.TIME: "rehearsal.words.time",
}
CALM_WORDS = {
    Mode.OFFER: "rehearsal.words.offer",
    Mode.HOLD: "rehearsal.words.hold",
    Mode.PROOF: "rehearsal.words.proof",
}
HEARD = {
    Move.FACTS: "rehearsal.heard.facts",
    Move.WRITING: "rehearsal.heard.writing",
    Move.ANGRY: "rehearsal.heard.angry",
    Move.TIME: "rehearsal.heard.time",
}
ABOUT = {
    Mode.OFFER: "rehearsal.about.offer",
    Mode.HOLD: "rehearsal.about.hold",
    Mode.PROOF: "rehearsal.about.proof",
}
FACTS_SAID = {
    Mode.OFFER: "rehearsal.found.offer",
    Mode.HOLD: "rehearsal.found.hold",
    Mode.PROOF: "rehearsal.found.proof",
}
FACTS_UNSAID = {
    Mode.OFFER: "rehearsal.found.no_offer",
    Mode.HOLD: "rehearsal.found.no_hold",
    Mode.PROOF: "rehearsal.found.no_proof",
}
ABOVE = {
    Mode.OFFER: "rehearsal.found.above",
    Mode.HOLD: "rehearsal.found.above_nothing",
    Mode.PROOF: "rehearsal.found.before_proof",
}
TAKE_BACK = {
    Mode.OFFER: "rehearsal.practise.offer",
    Mode.HOLD: "rehearsal.practise.hold",
    Mode.PROOF: "rehearsal.practise.proof",
}
PRACTISE = {
    Practise.BREATHE: "rehearsal.practise.breathe",
    Practise.WRITING: "rehearsal.practise.writing",
    Practise.HARDER: "rehearsal.practise.harder",
}
NAME = 16
"""Characters of a debt's name."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One pretend call as it stands: `debt_id` is 0 without a debt; `last` is the answer before.

    `typed` tells that the last answer was typed, so what was understood is said.
    """

    debt_id: int
    call: Call
    last: Said | None = None
    typed: bool = False


_FACTS, _WRITING, _ANGRY = 1, 2, 4


def address(talk: Talk) -> str:
    """Return the screen of a talk: its turn, what was found, and what the last answer said."""
    call = talk.call
    flags = call.facts * _FACTS + call.writing * _WRITING + call.angry * _ANGRY
    named = call.named.minor if call.named else 0
    if call.over:
        here = ("rehearsal.end", talk.debt_id, call.agent.value, flags, named)
    else:
        here = ("rehearsal.at", talk.debt_id, call.turn, flags, named)
    try:
        return callbacks.pack(*here, _last(talk))
    except ValueError:
        return callbacks.pack(*here)


def _last(talk: Talk) -> str:
    if talk.last is None:
        return ""
    moves = "".join(sorted(talk.last.moves))
    named = talk.last.named.minor if talk.last.named and talk.typed else ""
    return f"{'_' if talk.typed else ''}{moves}{named}"


def call_of(agent: Agent, turn: str, flags: str, named: str, currency: str) -> Call:
    """Return a call from its address."""
    bits, minor = callbacks.number(flags), callbacks.number(named)
    return Call(
        agent,
        turn,
        facts=bool(bits & _FACTS),
        writing=bool(bits & _WRITING),
        angry=bool(bits & _ANGRY),
        named=Money(minor, currency) if minor else None,
    )


def start(t: Texts, debt: Debt | None, known: Figures, *, ask_numbers: bool) -> Card:
    """Ask who should call; say whose figures these are."""
    if known.made_up or debt is None:
        about = t.t("rehearsal.about.example", owed=known.owed, limit=known.limit)
    else:
        name = short(debt.creditor, NAME)
        about = t.t(ABOUT[known.mode], creditor=name, owed=known.owed, limit=known.limit)
    debt_id = debt.id if debt else 0
    buttons = [go(t.plain(AGENTS[each]), "rehearsal.start", debt_id, each.value) for each in Agent]
    if ask_numbers and debt is not None:
        buttons.append(go(t.plain("rehearsal.numbers"), "negotiate.budget", debt.id))
    back = ("debt", debt.id) if debt else ()
    text = t.t("rehearsal.who", about=Raw(about))
    return Card(text, column(*buttons) + foot(t, *back))


def unsafe(t: Texts, debt: Debt) -> Card:
    """Say why no call to such a lender is practised, and lead to safety."""
    rows = column(go(t.plain("rehearsal.safety"), "danger", "loan_shark"))
    return Card(t.t("rehearsal.unsafe"), rows + foot(t, "debt", debt.id))


def not_here(t: Texts, debt: Debt) -> Card:
    """Say that an agent's call is no practice for this one, and lead to the words."""
    rows = column(go(t.plain("rehearsal.to_words"), "script", debt.id))
    return Card(t.t("rehearsal.not_here"), rows + foot(t, "debt", debt.id))


def turn(t: Texts, talk: Talk, known: Figures, buttons: tuple[Button, ...], note: str = "") -> Card:
    """Return what the agent says now; `note` says why a typed answer was not taken."""
    here = TURNS[talk.call.turn]
    head = "rehearsal.head_example" if known.made_up else "rehearsal.head"
    lines = [t.t(head, agent=Id(AGENTS[talk.call.agent]))]
    before = note or _before(t, talk, known)
    if before:
        lines.append(before)
    lines.append(t.t("rehearsal.says", words=t.plain(here.says, owed=known.owed)))
    first = talk.last is None and not note
    if first:
        lines.append(t.t("rehearsal.ask"))
    return Card("\n\n".join(lines), column(*buttons) + foot(t, "rehearsal", talk.debt_id))


def label(t: Texts, move: Move, known: Figures) -> str:
    """Return the button of a way to answer."""
    return t.plain(CALM_LABEL[known.mode] if move is Move.FACTS else LABELS[move])


def _before(t: Texts, talk: Talk, known: Figures) -> str:
    """Say back what was typed, as it was understood, or what the tapped button says."""
    said = talk.last
    if said is None:
        return ""
    if not talk.typed:
        return "".join(
            t.t("rehearsal.you", words=words(t, move, known)) for move in sorted(said.moves)[:1]
        )
    # At the end the findings below say the rest of it.
    moves = said.moves & ({Move.TIME} if talk.call.over else HEARD.keys())
    heard = [Raw(t.t(HEARD[move])) for move in Move if move in moves]
    if said.named is not None:
        heard.append(Raw(t.t("rehearsal.heard.sum", amount=said.named)))
    return t.t("rehearsal.understood", heard=heard) if heard else ""


def words(t: Texts, move: Move, known: Figures) -> str:
    """Return what a button says in the call."""
    if move is Move.FACTS:
        return t.plain(CALM_WORDS[known.mode], amount=known.offer or known.limit)
    return t.plain(WORDS[move], amount=known.owed)


def ended(t: Texts, talk: Talk, known: Figures) -> Card:
    """Return the findings as facts, one thing to practise, and where to go on."""
    call = talk.call
    found = findings(call, known)
    facts = FACTS_SAID if found.facts else FACTS_UNSAID
    writing = "rehearsal.found.writing" if found.writing else "rehearsal.found.no_writing"
    lines = [
        *filter(None, (_before(t, talk, known) if talk.typed else "",)),
        t.t("rehearsal.over_example" if known.made_up else "rehearsal.over"),
        "\n".join((
            t.t(facts[known.mode]),
            _promise(t, found.promise, call.named, known),
            t.t(writing),
            t.t("rehearsal.found.calm" if found.calm else "rehearsal.found.loud"),
        )),
        _practise(t, found.practise, known),
    ]  # fmt: skip
    script = ("script", talk.debt_id, "phone", "a") if talk.debt_id else ("contacted",)
    rows = column(
        go(t.plain("rehearsal.again"), "rehearsal.start", talk.debt_id, call.agent.value),
        go(t.plain("rehearsal.other"), "rehearsal", talk.debt_id),
        go(t.plain("rehearsal.to_words"), *script),
    )
    return Card("\n\n".join(lines), rows + foot(t, "rehearsal", talk.debt_id))


def _promise(t: Texts, promise: Promise, named: Money | None, known: Figures) -> str:
    if promise is Promise.NONE or named is None:
        return t.t("rehearsal.found.no_sum")
    found = "rehearsal.found.within" if promise is Promise.WITHIN else ABOVE[known.mode]
    return t.t(found, amount=named, limit=known.limit)


def _practise(t: Texts, practise: Practise, known: Figures) -> str:
    match practise:
        case Practise.TAKE_BACK:
            return t.t(TAKE_BACK[known.mode], amount=known.offer or known.limit)
        case Practise.FACTS:
            return t.t("rehearsal.practise.say", words=words(t, Move.FACTS, known))
        case _:
            return t.t(PRACTISE[practise])


def door(t: Texts, brief: Brief) -> Button | None:
    """Return the way to a pretend call from the talk sheet; none where no agent would call."""
    if brief.private or brief.allowed.passage is Passage.ONLY_ADMINISTRATOR:
        return None
    return go(t.plain("rehearsal.door"), "rehearsal", brief.debt.id)
