"""Chooses what may be said to a creditor, and says it: by the gate, the budget and the proposal.

`scripts_questions` holds words that admit nothing, `scripts_offer` those that make an offer,
`scripts_hardship` the reasons, `scripts_change` the request to change a plan, `objections` the
answers to what may come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import scripts_contact, scripts_home, scripts_offer, scripts_questions
from coach.debts import LenderKind, Stage
from coach.gate import Passage, Reason
from coach.limits import NO_WISHES
from coach.script_lines import Aim, Channel, Kind, Script, short

if TYPE_CHECKING:
    from datetime import date

    from coach.debts import Debt
    from coach.exchange import TypedRate
    from coach.gate import Allowed
    from coach.hardship import Hardship
    from coach.limits import Wishes
    from coach.money import Money
    from coach.proposals import Proposal
    from coach.script_lines import Name


@dataclass(frozen=True, slots=True)
class Figures:
    """The budget's own figures a month, in the budget's currency.

    `share` is this debt's part of the pot in the debt's currency, by `rate` where that is another
    one; `alone` tells that it is the whole pot.
    """

    income: Money
    costs: Money
    buffer: Money
    pot: Money
    share: Money
    alone: bool = True
    rate: TypedRate | None = None


ONLY_ASKING = frozenset({Aim.ASK, Aim.PAUSE, Aim.LIMIT, Aim.PROVE})
"""What is wanted of a contact in which no offer is spoken of."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the person noted of earlier contacts: the day of the last refusal, the reference.

    `pressed`: the day of the last pressure that was noted, and the creditor's words.
    """

    refused_on: date | None = None
    reference: str | None = None
    pressed: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a script may rest on. `proposal` None: nothing is offered yet, only asked.

    `papers` names the evidence the person says they have. `rent_held` tells that the budget holds
    the rent that falls due, and is not overdrawn.
    """

    debt: Debt
    allowed: Allowed
    channel: Channel
    proposal: Proposal | None = None
    figures: Figures | None = None
    hardship: Hardship | None = None
    papers: tuple[Name, ...] = ()
    helping: bool = False
    aim: Aim = Aim.OFFER
    earlier: Earlier = Earlier()
    wishes: Wishes = NO_WISHES
    rent_held: bool = False

    @property
    def creditor(self) -> str:
        """What the person calls the debt, short enough for a chat message."""
        return short(self.debt.creditor)

    @property
    def offers(self) -> bool:
        """Tell whether an offer may be spoken of in this contact."""
        return self.allowed.admits and self.proposal is not None and self.aim not in ONLY_ASKING

    @property
    def private(self) -> bool:
        """Tell whether the creditor is a person, not an institution."""
        return is_private(self.debt)


_CLOSED = {
    Reason.FRAUD: Kind.FRAUD,
    Reason.DECEASED: Kind.DECEASED,
    Reason.PARTNERS: Kind.PARTNERS,
    Reason.FORMAL: Kind.ADMINISTRATOR,
    Reason.NOT_YOURS: Kind.PROOF,
    Reason.YOURS_NOT_SURE: Kind.PROOF,
    Reason.AMOUNT_WRONG: Kind.AMOUNT,
    Reason.NOT_PROVED: Kind.OWNER,
}


_ABOUT_CONTACT = {Aim.LIMIT: Kind.LIMIT, Aim.PROVE: Kind.OWNER}


def is_private(debt: Debt) -> bool:
    """Tell whether the creditor is family, a friend or another private person.

    A private landlord is none of them: of rent one speaks formally, whoever owns the house.
    """
    return debt.lender is LenderKind.PRIVATE and not scripts_home.is_home(debt)


_HOLDING = frozenset({Stage.WILL_MISS, Stage.OVERDUE, Stage.COLLECTOR})


def may_pause(debt: Debt) -> bool:
    """Tell whether asking first for time helps: not before trouble, and no court waits for it."""
    return debt.stage in _HOLDING and not is_private(debt)


def kind_of(brief: Brief) -> Kind | None:
    """Return what kind of script fits; None where no script is ever drafted (care 6)."""
    if brief.allowed.passage is Passage.ONLY_SAFETY:
        return None
    if brief.aim in _ABOUT_CONTACT and not brief.private and not brief.debt.formal:
        return _ABOUT_CONTACT[brief.aim]
    complains = brief.aim is Aim.COMPLAIN and not brief.private
    if not brief.allowed.admits:
        found = (_CLOSED[reason] for reason in brief.allowed.reasons if reason in _CLOSED)
        kind = next(found, Kind.QUESTIONS)
        return Kind.COMPLAINT if complains and kind is not Kind.ADMINISTRATOR else kind
    if complains:
        return Kind.COMPLAINT
    if brief.aim is Aim.PAUSE and may_pause(brief.debt):
        return Kind.PAUSE
    if brief.aim in {*ONLY_ASKING, Aim.COMPLAIN} or brief.proposal is None:
        return Kind.QUESTIONS
    if brief.aim is Aim.AGAIN:
        return Kind.AGAIN
    return Kind.OFFER if brief.proposal.amount is not None else Kind.HOLD


def draft(brief: Brief) -> Script | None:
    """Return the words for one contact; None to an illegal lender: safety comes first there."""
    kind = kind_of(brief)
    if kind is None:
        return None
    if kind in (Kind.OFFER, Kind.HOLD):
        made = scripts_offer.lines(brief)
    elif kind in scripts_contact.KINDS:
        made = scripts_contact.lines(brief, kind)
    elif kind is Kind.AGAIN:
        made = scripts_offer.again(brief)
    else:
        made = scripts_questions.lines(brief, kind)
    return Script(kind, brief.channel, made, brief.private)
