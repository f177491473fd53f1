"""A practice person's figures, by the same code as a real person's, and the weekly vote on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.budget import Category, afford
from coach.dates import add_months
from coach.debts import is_priority
from coach.packs import rules_for
from coach.practice import Draws, person, seed_of
from coach.proposals import (
    MOST_MONTHS,
    USUAL_BREAK,
    Circumstances,
    ProposalKind,
    Why,
    longest_plan,
    token_used,
)
from coach.sharing import share_pot
from coach.slate import propose

if TYPE_CHECKING:
    from datetime import date

    from coach.budget import Affordability
    from coach.debts import Debt
    from coach.money import Money
    from coach.packs import RegionPack
    from coach.practice import PracticePerson
    from coach.proposals import Proposal, Slate
    from coach.sharing import Sharing

MOST_OPTIONS = 4
"""Answers of a vote; never fewer than three."""

_NEAR = 8
"""From an eighth of the balance in late fees, asking to waive them is as good a beginning."""

_TEMPTING = (
    ProposalKind.EQUAL_INSTALMENTS, ProposalKind.LUMP_SUM, ProposalKind.DEFERRAL,
    ProposalKind.HOLD,
)  # fmt: skip
"""Answers beside those that the figures allow, where these are too few for a vote."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a practice person can ask for on the debt that comes first.

    `share` is what can go to `debt` a month (None: nothing), `most_months` the longest plan.
    """

    person: PracticePerson
    can: Affordability
    sharing: Sharing
    debt: Debt
    share: Money | None
    slate: Slate
    most_months: int

    @property
    def first(self) -> Proposal:
        """What to ask for first."""
        return self.slate.ladder[0]

    @property
    def second(self) -> Proposal | None:
        """What to ask for after a refusal, if there is anything left."""
        return self.slate.ladder[1] if len(self.slate.ladder) > 1 else None

    @property
    def why(self) -> Why:
        """Why the first comes first."""
        return self.slate.why


def worked(one: PracticePerson, pack: RegionPack, on: date) -> Worked:
    """Return the person's figures as of a day; vote and answer take the same one to agree.

    The debt looked at is the one that endangers the home, else the largest late one.
    """
    can = afford(one.budget)
    sharing = share_pot(can.pot, one.debts)
    debt = min(one.debts, key=lambda each: _place(one, each))
    share = _share(one, sharing, debt)
    rules = rules_for(pack, debt.kind.value, debt.lender.value, debt.stage.value, on)
    longest, _ = longest_plan(rules)
    most = MOST_MONTHS if longest is None else longest
    facts = Circumstances(
        first_due=add_months(on.replace(day=1), 1),
        income_back_in=one.income_back_in,
        most_months=most,
        token_used=token_used(rules),
    )
    return Worked(one, can, sharing, debt, share, propose(debt, share, facts), most)


def of_week(chat_number: int, day: date, pack: RegionPack, currency: str | None = None) -> Worked:
    """Return the worked person of a group's week; every day of an ISO week gives the same.

    A post that comes in the week after its vote takes the day of the vote.
    """
    monday = day - timedelta(days=day.weekday())
    return worked(person(seed_of(chat_number, day), pack, currency), pack, monday)


def _place(one: PracticePerson, debt: Debt) -> tuple[bool, bool, int, int]:
    late = one.arrears(debt).minor > 0
    return not is_priority(debt), not late, -debt.balance.minor, debt.id


def _share(one: PracticePerson, sharing: Sharing, debt: Debt) -> Money | None:
    part = sharing.of(debt.id)
    if part is not None:
        return part.own if part.own.minor > 0 else None
    aside = [line.monthly for line in one.budget.lines
             if line.category is Category.PRIORITY_ARREARS]  # fmt: skip
    return aside[0] if aside else None


@dataclass(frozen=True, slots=True)
class Vote:
    """The answers of the weekly quiz and the places of the right ones, in rising order."""

    options: tuple[ProposalKind, ...]
    correct: tuple[int, ...]


def vote(known: Worked) -> Vote:
    """Return three or four answers; right is what comes first, and what is as good as that."""
    right = right_kinds(known)
    offered = [each.kind for each in known.slate.proposals]
    no_rate = {ProposalKind.EXTENSION} if known.debt.rate is None else set()
    others = [
        kind for kind in dict.fromkeys((*offered, *_TEMPTING)) if kind not in {*right, *no_rate}
    ]
    options = Draws(known.person.seed).mixed("options", (*right, *others)[:MOST_OPTIONS])
    kinds = tuple(ProposalKind(each) for each in options)
    return Vote(kinds, tuple(at for at, kind in enumerate(kinds) if kind in right))


def right_kinds(known: Worked) -> tuple[ProposalKind, ...]:
    """Return the kind that comes first, and a second one where the figures leave it open.

    Open is: late fees of nearly a fifth (they may as well be asked to go), a gap so short that
    beginning after it bridges it too, and a token sum where a pause is right.
    """
    first = known.first.kind
    kinds = {each.kind: each for each in known.slate.proposals}
    near = None
    if first is ProposalKind.EQUAL_INSTALMENTS and ProposalKind.WAIVER in kinds:
        waived = kinds[ProposalKind.WAIVER].waived
        if waived is not None and waived.minor * _NEAR >= known.debt.balance.minor:
            near = ProposalKind.WAIVER
    elif known.why is Why.INCOME_COMES_BACK and ProposalKind.DEFERRAL in kinds:
        back = known.person.income_back_in
        near = ProposalKind.DEFERRAL if back is not None and back <= USUAL_BREAK else None
    elif first is ProposalKind.HOLD and ProposalKind.TOKEN in kinds:
        near = ProposalKind.TOKEN
    return (first,) if near is None else (first, near)
