"""Words that admit nothing and agree to no sum: questions, demands for proof, disputes (care 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import scripts_home
from coach.debts import LenderKind, Stage, Whose
from coach.script_lines import Channel, Fact, Kind, Line, Part, line, reference, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.scripts import Brief


def lines(brief: Brief, kind: Kind) -> tuple[Line, ...]:
    """Return the lines of a script that only asks or disputes."""
    if brief.private and kind is not Kind.ADMINISTRATOR:
        return tuple(_private(brief, kind))
    whole = kind in {Kind.ADMINISTRATOR, Kind.PAUSE, Kind.COMPLAINT}
    return tuple(_BODIES[kind](brief)) if whole else tuple(_formal(brief, kind))


def _private(brief: Brief, kind: Kind) -> Iterator[Line]:
    """Ask as one asks somebody one knows: no desk, no reference number."""
    who = brief.creditor
    if brief.helping:
        yield line("scripts.private.open_they", Part.OPENING, Fact.CREDITOR, Fact.HELPING,
                   creditor=who)  # fmt: skip
    else:
        yield line("scripts.private.open", Part.OPENING, Fact.CREDITOR, creditor=who)
    yield from _PRIVATE.get(kind, _private_facts)(brief)


def _private_facts(brief: Brief) -> Iterator[Line]:
    yield line("scripts.private.facts", Part.ASK, Fact.GATE)
    if brief.debt.whose is Whose.GUARANTEED:
        yield line("scripts.private.borrower", Part.ASK, Fact.WHOSE)
    yield line("scripts.private.no_sum", Part.CLOSE)


def _private_fraud(brief: Brief) -> Iterator[Line]:
    told = "scripts.fraud.told_they" if brief.helping else "scripts.fraud.told"
    yield line(told, Part.SITUATION, Fact.GATE)
    yield line("scripts.private.how_came", Part.ASK, Fact.GATE)
    yield line("scripts.private.police", Part.CLOSE, Fact.GATE)


def _private_deceased(_: Brief) -> Iterator[Line]:
    yield line("scripts.deceased.told", Part.SITUATION, Fact.GATE)
    yield line("scripts.private.how_came", Part.ASK, Fact.GATE)
    yield line("scripts.private.nothing_yet", Part.CLOSE, Fact.GATE)


def _private_partners(_: Brief) -> Iterator[Line]:
    yield line("scripts.partners.told", Part.SITUATION, Fact.GATE)
    yield line("scripts.private.ask_them", Part.ASK, Fact.GATE)
    yield line("scripts.private.nothing_yet", Part.CLOSE, Fact.GATE)


_PRIVATE = {
    Kind.FRAUD: _private_fraud,
    Kind.DECEASED: _private_deceased,
    Kind.PARTNERS: _private_partners,
}


def _formal(brief: Brief, kind: Kind) -> Iterator[Line]:
    yield _open(brief)
    yield from _BODIES[kind](brief)
    yield from _close(brief)


def _close(brief: Brief) -> Iterator[Line]:
    rent = scripts_home.is_rent(brief.debt)
    if brief.channel is Channel.LETTER:
        yield line("scripts.close.answer" if rent else "scripts.close.letter", Part.CLOSE)
        return
    if not rent:
        yield line("scripts.close.reference", Part.CLOSE)
    elif brief.channel is Channel.CHAT:
        yield line("scripts.close.answer", Part.CLOSE)
    if brief.channel is Channel.PHONE:
        yield line("scripts.close.answer", Part.CLOSE)
        yield line("scripts.close.check", Part.CLOSE)


def _open(brief: Brief) -> Line:
    who = brief.creditor
    if brief.helping:
        return line("scripts.open.helper", Part.OPENING, Fact.CREDITOR, Fact.HELPING, creditor=who)
    if brief.channel is Channel.LETTER:
        return line("scripts.open.ask_letter", Part.OPENING, Fact.CREDITOR, creditor=who)
    return line("scripts.open.ask", Part.OPENING, Fact.CREDITOR, creditor=who)


def _from_collector(brief: Brief) -> bool:
    debt = brief.debt
    return debt.lender is LenderKind.COLLECTOR or debt.stage is Stage.COLLECTOR


def _breakdown(brief: Brief) -> Iterator[Line]:
    if scripts_home.is_home(brief.debt):
        yield scripts_home.breakdown()
    else:
        yield line("scripts.ask.breakdown", Part.ASK, Fact.GATE)
    if _from_collector(brief):
        yield line("scripts.ask.authority", Part.ASK, Fact.LENDER)


def _whose(brief: Brief) -> Iterator[Line]:
    """Ask for the other signature: who signed what decides who is asked for what (care 3)."""
    if brief.debt.whose is Whose.JOINT:
        yield line("scripts.ask.joint", Part.ASK, Fact.WHOSE)
    if brief.debt.whose is Whose.GUARANTEED:
        yield line("scripts.ask.guarantee", Part.ASK, Fact.WHOSE)


def _questions(brief: Brief) -> Iterator[Line]:
    yield from _breakdown(brief)
    yield from _whose(brief)
    if brief.allowed.admits:
        yield line("scripts.ask.help", Part.PLEASE)
        yield line("scripts.ask.papers", Part.PLEASE)
        yield line("scripts.ask.who_decides", Part.PLEASE)
    elif _from_collector(brief):
        # In some regions only a dispute in writing makes a collector stop and check.
        yield line("scripts.ask.until_proof", Part.PLEASE, Fact.GATE)
    yield line("scripts.no_sum_today", Part.CLOSE, Fact.GATE)


def _proof(brief: Brief) -> Iterator[Line]:
    yield line("scripts.ask.proof", Part.ASK, Fact.GATE)
    if _from_collector(brief):
        yield line("scripts.ask.authority", Part.ASK, Fact.LENDER)
    yield from _whose(brief)
    yield line("scripts.ask.until_proof", Part.PLEASE, Fact.GATE)
    yield line("scripts.no_sum_today", Part.CLOSE, Fact.GATE)


def _amount(brief: Brief) -> Iterator[Line]:
    yield line("scripts.ask.amount_wrong", Part.ASK, Fact.GATE)
    yield from _breakdown(brief)
    yield line("scripts.ask.each_fee", Part.PLEASE, Fact.GATE)
    yield line("scripts.no_sum_today", Part.CLOSE, Fact.GATE)


def _fraud(brief: Brief) -> Iterator[Line]:
    told = "scripts.fraud.told_they" if brief.helping else "scripts.fraud.told"
    yield line(told, Part.SITUATION, Fact.GATE)
    yield line("scripts.fraud.case", Part.ASK, Fact.GATE)
    yield line("scripts.fraud.record", Part.PLEASE, Fact.GATE)


def _deceased(brief: Brief) -> Iterator[Line]:
    yield line("scripts.deceased.told", Part.SITUATION, Fact.GATE)
    yield line("scripts.deceased.papers", Part.ASK, Fact.GATE)
    yield line("scripts.deceased.nothing", Part.CLOSE, Fact.GATE)


def _partners(brief: Brief) -> Iterator[Line]:
    yield line("scripts.partners.told", Part.SITUATION, Fact.GATE)
    yield line("scripts.partners.basis", Part.ASK, Fact.GATE)
    yield line("scripts.no_sum_today", Part.CLOSE, Fact.GATE)


LONGEST_WORDS = 120
"""Characters of the words they used: a chat message holds them with the rest."""
HOLD_DAYS = 30
"""Days of rest that are asked for: enough to make a budget and to write."""


def _pause(brief: Brief) -> Iterator[Line]:
    """Ask for time before anything else: it names no sum and takes nothing on."""
    if brief.helping:
        yield _open(brief)
    elif scripts_home.is_home(brief.debt):
        yield scripts_home.opening(brief)
    else:
        yield line("scripts.pause.open", Part.OPENING, Fact.CREDITOR, creditor=brief.creditor)
    yield line("scripts.pause.why", Part.SITUATION)
    home = scripts_home.is_home(brief.debt)
    time = "scripts.home.pause" if home else "scripts.pause.ask"
    yield line(time, Part.ASK, Fact.METHOD, days=HOLD_DAYS)
    yield from _breakdown(brief)
    yield line("scripts.ask.help", Part.PLEASE)
    yield line("scripts.no_sum_today", Part.CLOSE, Fact.GATE)
    yield from _close(brief)


def _what_happened(brief: Brief) -> Iterator[Line]:
    """Say what was noted; only what the log does not know is left to be filled in.

    Pressure comes first: a refusal by itself is no wrong.
    """
    told = brief.earlier
    refused_on = told.refused_on if brief.allowed.admits else None
    if told.pressed is not None:
        on, words = told.pressed
        yield line("scripts.complaint.said", Part.SITUATION, Fact.CONTACT, on=on,
                   words=short(words, LONGEST_WORDS))  # fmt: skip
    if refused_on is not None:
        yield line("scripts.complaint.refused", Part.SITUATION, Fact.CONTACT, on=refused_on)
    elif told.pressed is None:
        yield line("scripts.complaint.asked", Part.SITUATION, Fact.CONTACT)
    if told.pressed is None:
        yield line("scripts.complaint.wrong", Part.SITUATION, Fact.CONTACT)


def _complaint(brief: Brief) -> Iterator[Line]:
    """Complain to the creditor's own desk, in words that admit nothing: what was asked, what came."""
    who = brief.creditor
    if brief.helping:
        yield _open(brief)
        yield line("scripts.complaint.is", Part.OPENING, Fact.CONTACT)
    else:
        yield line("scripts.complaint.open", Part.OPENING, Fact.CREDITOR, Fact.CONTACT,
                   creditor=who)  # fmt: skip
    yield reference(brief.earlier.reference)
    yield from _what_happened(brief)
    yield line("scripts.complaint.look", Part.ASK)
    yield line("scripts.complaint.further", Part.PLEASE)
    yield from _close(brief)


def _administrator(brief: Brief) -> Iterator[Line]:
    who = brief.creditor
    told = "scripts.administrator.open_they" if brief.helping else "scripts.administrator.open"
    yield line(told, Part.OPENING, Fact.GATE, Fact.CREDITOR, creditor=who)
    yield line("scripts.administrator.ask", Part.ASK, Fact.GATE)
    yield line("scripts.administrator.rules", Part.PLEASE, Fact.GATE)
    yield line("scripts.close.writing", Part.CLOSE)


_BODIES: dict[Kind, Callable[[Brief], Iterator[Line]]] = {
    Kind.QUESTIONS: _questions,
    Kind.PROOF: _proof,
    Kind.AMOUNT: _amount,
    Kind.FRAUD: _fraud,
    Kind.DECEASED: _deceased,
    Kind.PARTNERS: _partners,
    Kind.ADMINISTRATOR: _administrator,
    Kind.PAUSE: _pause,
    Kind.COMPLAINT: _complaint,
}
