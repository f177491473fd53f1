"""Whether what is said can be shown, and what is shown is needed (S7, S15).

Each sentence of a script names the facts it rests on; each fact names the papers that bear it
out. Compared with what the person has told and holds, that gives three lists: sentences without
a paper, papers without a sentence, and answers that contradict one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.evidence import Item, of_ask, of_reason
from coach.hardship import gainsays
from coach.script_lines import Fact

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from coach.hardship import Hardship
    from coach.proposals import Proposal
    from coach.script_lines import Line, Script
    from coach.scripts import Brief


class Contradiction(StrEnum):
    """Two answers that a lender would see cannot both be right."""

    NO_INCOME = "no_income"
    """"No income" was said, and the budget has some."""
    INCOME_NOT_LOWER = "income_not_lower"
    """The income now is no lower than before."""
    INCOME_DIFFERS = "income_differs"
    """The income of the reason is not the budget's."""
    OVER_ALREADY = "over_already"
    """What made paying hard has ended by the person's own date."""
    LATE_BEFORE = "late_before"
    """The debt was overdue before what is named as the reason."""


@dataclass(frozen=True, slots=True)
class Unproved:
    """A sentence whose facts no paper at hand bears out; `papers` would, any one a fact."""

    line: Line
    papers: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What to look at before the words are sent.

    `groundless` are sentences that rest on a fact nobody told: never in a script that was drafted
    from the same brief. `unused` are papers at hand that no sentence needs.
    """

    groundless: tuple[Line, ...]
    unproved: tuple[Unproved, ...]
    unused: tuple[Item, ...]
    needs_papers: bool = True
    """False where no sentence says anything that a paper would bear out."""


_OWN_WORD = frozenset({
    Fact.METHOD, Fact.CREDITOR, Fact.GATE, Fact.HELPING, Fact.LENDER, Fact.CONTACT, Fact.PLAN,
    Fact.CHANGE, Fact.WHOSE, Fact.EVIDENCE,
})  # fmt: skip
"""Facts that the lender knows itself, or that are the person's to say."""
_OWN_CHOICE = frozenset({"scripts.figures_buffer"})
"""Sentences about the budget that no paper can bear out: what is put by is the person's choice."""
_INCOME = (Item.INCOME_PROOF, Item.BANK_STATEMENTS)
_ALWAYS_OF_USE = frozenset({Item.CONTRACT, Item.COURT_PAPERS, Item.LENDERS_LETTERS, Item.DEBT_LIST})
"""What proves the debt, the other debts and the lender's own words is kept at hand in any case."""


def proofs(
    fact: Fact, hardship: Hardship | None, proposal: Proposal | None
) -> tuple[tuple[Item, ...], ...]:
    """Return groups of papers: one of each group bears the fact out. Empty: no paper is needed."""
    if fact in _OWN_WORD:
        return ()
    if fact is Fact.HARDSHIP:
        own = of_reason(hardship.reason) if hardship else ()
        return (own or (Item.BANK_STATEMENTS,),)
    if fact is Fact.PROPOSAL:
        own = of_ask(proposal.kind) if proposal else ()
        return (own,) if own else ()
    return ((Item.BUDGET_SHEET,), _INCOME)


def told(brief: Brief) -> frozenset[Fact]:
    """Return the facts that the person's own answers give."""
    given = {
        Fact.BUDGET: brief.figures is not None,
        Fact.SHARE: brief.figures is not None,
        Fact.HARDSHIP: brief.hardship is not None,
        Fact.PROPOSAL: brief.proposal is not None,
        Fact.EVIDENCE: bool(brief.papers),
        Fact.HELPING: brief.helping,
    }
    return frozenset(fact for fact in Fact if given.get(fact, True))


def check(
    script: Script,
    known: Collection[Fact],
    held: Collection[Item],
    *,
    hardship: Hardship | None = None,
    proposal: Proposal | None = None,
    made: Collection[Item] = (),
) -> Findings:
    """Compare a script's sentences with what was told (`known`) and the papers at hand (`held`).

    `made` are papers that the answers themselves give: at hand, and never one too many.
    """
    groundless = tuple(each for each in script.lines if not set(each.facts) <= set(known))
    unproved, used = [], set(_ALWAYS_OF_USE)
    for each in script.lines:
        lacking: list[Item] = []
        for fact in each.facts if each.message not in _OWN_CHOICE else ():
            for group in proofs(fact, hardship, proposal):
                used.update(group)
                if not set(group) & {*held, *made}:
                    lacking += group
        if lacking:
            unproved.append(Unproved(each, tuple(dict.fromkeys(lacking))))
    unused = tuple(item for item in held if item not in used)
    needs = used != _ALWAYS_OF_USE
    return Findings(groundless, tuple(unproved), unused, needs)


def contradictions(brief: Brief, today: date) -> tuple[Contradiction, ...]:
    """Return what does not go together among the person's answers, gravest first."""
    hardship, late = brief.hardship, brief.debt.overdue_since
    if hardship is None:
        return ()
    budget = brief.figures.income if brief.figures else None
    before, now = hardship.income_before, hardship.income_now
    same = now is not None and budget is not None and now.currency == budget.currency
    found = {
        Contradiction.NO_INCOME: gainsays(hardship, budget),
        Contradiction.INCOME_NOT_LOWER: before is not None and now is not None and now >= before,
        Contradiction.INCOME_DIFFERS: same and now != budget,
        Contradiction.OVER_ALREADY: hardship.until is not None and hardship.until < today,
        Contradiction.LATE_BEFORE: bool(late and hardship.since and late < hardship.since),
    }
    return tuple(each for each, holds in found.items() if holds)
