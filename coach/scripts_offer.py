"""Words that make an offer or ask for a pause: who, why, the figures, the ask, the close (S3-S6).

Every figure comes from the budget's working or the chosen proposal. Where nothing is left, no
amount appears at all (care 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import scripts_hardship, scripts_home
from coach.debts import DebtKind, LenderKind, Whose
from coach.proposals import Ask, Proposal, ProposalKind
from coach.script_lines import Channel, Fact, Line, Part, line, reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coach.money import Money
    from coach.script_lines import Argument
    from coach.scripts import Brief

_REQUESTS = {
    Ask.STOP_INTEREST: "scripts.please.stop_interest",
    Ask.STOP_LATE_FEES: "scripts.please.stop_late_fees",
    Ask.STOP_COLLECTION: "scripts.please.stop_collection",
    Ask.CLOSURE_PROOF: "scripts.please.closure_proof",
    Ask.ACCEPT_AS_FULL: "scripts.please.accept_as_full",
}
"""Asks that need a sentence of their own; the others stand in the offer or in the close."""


def lines(brief: Brief) -> tuple[Line, ...]:
    """Return the lines of an offer, or of a request that costs nothing."""
    return tuple(_private(brief) if brief.private else _formal(brief))


def _formal(brief: Brief) -> Iterator[Line]:
    yield _open(brief)
    yield from _situation(brief)
    yield from _figures(brief)
    yield _offer(brief)
    yield from _requests(brief)
    yield from _others(brief)
    yield from _close(brief)


def _requests(brief: Brief) -> Iterator[Line]:
    holds = _proposal(brief).kind is ProposalKind.HOLD
    for ask in _proposal(brief).asks:
        here = None
        if scripts_home.is_home(brief.debt):
            here = scripts_home.request(brief, ask, holds=holds)
        if here is not None:
            yield from here
        elif ask in _REQUESTS:
            yield line(_REQUESTS[ask], Part.PLEASE, Fact.PROPOSAL)


def _others(brief: Brief) -> Iterator[Line]:
    """Ask what becomes of the other person who is liable: an agreement may not cover them."""
    if brief.debt.whose is Whose.JOINT:
        yield line("scripts.please.joint", Part.PLEASE, Fact.WHOSE)
    if brief.debt.whose is Whose.GUARANTEED:
        yield line("scripts.please.guarantee", Part.PLEASE, Fact.WHOSE)


def again(brief: Brief) -> tuple[Line, ...]:
    """Return the same request once more, with the figures and a word on fairness (S14)."""
    return tuple(_private_again(brief) if brief.private else _formal_again(brief))


def _formal_again(brief: Brief) -> Iterator[Line]:
    who = brief.creditor
    if brief.helping or scripts_home.is_home(brief.debt):
        yield _open(brief)
    elif brief.channel is Channel.LETTER:
        yield line("scripts.again.letter", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)
    else:
        yield line("scripts.again.open", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)
    if brief.earlier.reference is not None or not scripts_home.is_rent(brief.debt):
        yield reference(brief.earlier.reference)
    refused_on = brief.earlier.refused_on
    if refused_on is None:
        yield line("scripts.again.refused", Part.OPENING, Fact.CONTACT)
    else:
        yield line("scripts.again.refused_on", Part.OPENING, Fact.CONTACT, on=refused_on)
    yield from _situation(brief)
    yield from _figures(brief)
    if brief.figures is not None and not brief.figures.alone and _proposal(brief).amount:
        yield line("scripts.again.fair", Part.FIGURES, Fact.SHARE)
    yield _offer(brief)
    yield from _requests(brief)
    yield line("scripts.again.why", Part.PLEASE)
    yield from _others(brief)
    yield from _close(brief)


def _private_again(brief: Brief) -> Iterator[Line]:
    first, *rest = _private(brief)
    kept = "scripts.private.again_they" if brief.helping else "scripts.private.again"
    yield first
    yield line(kept, Part.SITUATION, Fact.BUDGET, admits=True)
    yield from (each for each in rest if each.part is not Part.SITUATION)


def _proposal(brief: Brief) -> Proposal:
    if brief.proposal is None:
        msg = "an offer needs a proposal"
        raise ValueError(msg)
    return brief.proposal


def _open(brief: Brief) -> Line:
    who = brief.creditor
    if brief.helping:
        return line("scripts.open.helper", Part.OPENING, Fact.CREDITOR, Fact.HELPING, creditor=who)
    if scripts_home.is_home(brief.debt):
        return scripts_home.opening(brief)
    if brief.channel is Channel.LETTER:
        return line("scripts.open.letter", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)
    if brief.channel is Channel.CHAT:
        return line("scripts.open.chat", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)
    return line("scripts.open.offer", Part.OPENING, Fact.CREDITOR, admits=True, creditor=who)


def _situation(brief: Brief) -> Iterator[Line]:
    """Say why in two or three honest sentences: only what the person said."""
    willing = "scripts.willing_they" if brief.helping else "scripts.willing"
    yield line(willing, Part.SITUATION, Fact.GATE, admits=True)
    if brief.debt.whose is Whose.GUARANTEED:
        asked = "scripts.guarantor_they" if brief.helping else "scripts.guarantor"
        yield line(asked, Part.SITUATION, Fact.WHOSE, admits=True)
    if brief.hardship is not None:
        income = brief.figures.income if brief.figures else None
        yield from scripts_hardship.told(
            brief.hardship, income, helping=brief.helping, sums=_names_sums(brief)
        )
    yield from scripts_home.goes_on(brief)


def _names_sums(brief: Brief) -> bool:
    """Tell whether sums stand in the words: never where only a pause is asked for (care 5)."""
    return _proposal(brief).amount is not None


def _nothing_left(brief: Brief) -> bool:
    """Tell whether the budget says so: a pause can be asked for with money left over."""
    known = brief.figures
    if known is None:
        return False
    return all(each.minor <= 0 for each in (known.pot, known.share, known.buffer))


def _figures(brief: Brief) -> Iterator[Line]:
    known = brief.figures
    if known is None:
        return
    if not _names_sums(brief):
        if _nothing_left(brief):
            yield line("scripts.nothing_left", Part.FIGURES, Fact.BUDGET)
        return
    yield line("scripts.figures", Part.FIGURES, Fact.BUDGET, income=known.income,
               costs=known.costs)  # fmt: skip
    if known.buffer.minor > 0:
        yield line("scripts.figures_buffer", Part.FIGURES, Fact.BUDGET, buffer=known.buffer)
    if known.rate is not None:
        yield line("scripts.figures_abroad", Part.FIGURES, Fact.BUDGET, Fact.SHARE,
                   pot=known.pot, share=known.share, rate=known.rate, on=known.rate.on)  # fmt: skip
    elif known.alone:
        yield line("scripts.figures_alone", Part.FIGURES, Fact.BUDGET, Fact.SHARE, pot=known.pot)
    else:
        yield line("scripts.figures_shared", Part.FIGURES, Fact.BUDGET, Fact.SHARE,
                   pot=known.pot, share=known.share)  # fmt: skip


def _is_bank_card(brief: Brief) -> bool:
    return brief.debt.kind is DebtKind.CARD and brief.debt.lender is LenderKind.BANK


def _offer(brief: Brief) -> Line:
    chosen = _proposal(brief)
    if chosen.kind is ProposalKind.HOLD and scripts_home.is_home(brief.debt):
        return scripts_home.hold(chosen.months)
    if chosen.kind is ProposalKind.HOLD:
        return line("scripts.offer.hold", Part.ASK, Fact.PROPOSAL, months=chosen.months)
    if chosen.kind is ProposalKind.TOKEN or chosen.amount is None or chosen.first_due is None:
        return line("scripts.offer.token", Part.ASK, Fact.PROPOSAL, admits=True,
                    months=chosen.months)  # fmt: skip
    return _with_sums(brief, chosen, chosen.amount, chosen.first_due)


def _with_sums(brief: Brief, chosen: Proposal, amount: Money, first: date) -> Line:
    """Say what would be paid from when; where a plan clears the debt, how often and in all."""
    if chosen.kind is ProposalKind.LUMP_SUM or chosen.total is None:
        return _sum("scripts.offer.lump", amount=amount, first=first)
    if chosen.kind is ProposalKind.REDUCED and chosen.review_on is not None:
        return _sum("scripts.offer.reduced", amount=amount, first=first, review=chosen.review_on)
    if chosen.months == 1:
        return _once(chosen, amount, first)
    plan: dict[str, Argument] = {
        "amount": amount, "first": first, "months": chosen.months, "total": chosen.total,
    }  # fmt: skip
    if chosen.kind is ProposalKind.DEFERRAL:
        return _sum("scripts.offer.deferral", **plan)
    if chosen.kind is ProposalKind.WAIVER and chosen.waived is not None:
        return _sum("scripts.offer.waiver", waived=chosen.waived, **plan)
    if chosen.kind is ProposalKind.EXTENSION:
        return _sum("scripts.offer.extension", **plan)
    if _is_bank_card(brief):
        return _sum("scripts.offer.card", **plan)
    return _sum("scripts.offer.equal", **plan)


def _once(chosen: Proposal, amount: Money, first: date) -> Line:
    if chosen.waived is not None:
        return _sum("scripts.offer.waiver_once", waived=chosen.waived, amount=amount, first=first)
    return _sum("scripts.offer.once", amount=amount, first=first)


def _sum(message: str, **arguments: Argument) -> Line:
    return line(message, Part.ASK, Fact.PROPOSAL, admits=True, **arguments)


def _close(brief: Brief) -> Iterator[Line]:
    if brief.papers:
        yield line("scripts.close.evidence", Part.CLOSE, Fact.EVIDENCE, papers=brief.papers)
    if scripts_home.is_rent(brief.debt):
        yield from scripts_home.close(brief)
        return
    if brief.channel is Channel.LETTER:
        yield line("scripts.close.letter", Part.CLOSE)
        yield line("scripts.close.true", Part.CLOSE)
        return
    yield line("scripts.close.who_decides", Part.CLOSE)
    yield line("scripts.close.writing", Part.CLOSE)
    yield line("scripts.close.reference", Part.CLOSE)
    if brief.channel is Channel.PHONE:
        yield line("scripts.close.read_back", Part.CLOSE)


def _private(brief: Brief) -> Iterator[Line]:
    """Say it as one says it to someone one knows: no hotline, no reference number."""
    who = brief.creditor
    chosen = _proposal(brief)
    if brief.helping:
        yield line("scripts.private.open_they", Part.OPENING, Fact.CREDITOR, Fact.HELPING,
                   creditor=who)  # fmt: skip
        yield line("scripts.private.sorry_they", Part.SITUATION, Fact.GATE, admits=True)
    else:
        yield line("scripts.private.open", Part.OPENING, Fact.CREDITOR, creditor=who)
        yield line("scripts.private.sorry", Part.SITUATION, Fact.GATE, admits=True)
    if brief.hardship is not None:
        yield scripts_hardship.why(brief.hardship, helping=brief.helping)
    if chosen.amount is None or chosen.first_due is None:
        if _nothing_left(brief):
            yield line("scripts.private.nothing_left", Part.SITUATION, Fact.BUDGET)
        yield line("scripts.private.wait", Part.ASK, Fact.PROPOSAL, months=chosen.months)
    elif chosen.kind is ProposalKind.LUMP_SUM:
        yield line("scripts.private.lump", Part.ASK, Fact.PROPOSAL, admits=True,
                   amount=chosen.amount, first=chosen.first_due)  # fmt: skip
    else:
        yield line("scripts.private.offer", Part.ASK, Fact.PROPOSAL, admits=True,
                   amount=chosen.amount, first=chosen.first_due)  # fmt: skip
    if brief.debt.whose is Whose.GUARANTEED:
        yield line("scripts.private.borrower", Part.PLEASE, Fact.WHOSE)
    if brief.debt.whose is Whose.JOINT:
        yield line("scripts.private.other", Part.PLEASE, Fact.WHOSE)
    yield line("scripts.private.note", Part.CLOSE)
