"""The way through, from the first debt to a plan: what is done, and the one next step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The steps in order; the last is reached when a plan is in force."""

    DEBTS = "debts"
    GATE = "gate"
    BUDGET = "budget"
    HARDSHIP = "hardship"
    PROPOSAL = "proposal"
    SCRIPT = "script"
    EVIDENCE = "evidence"
    CONTACT = "contact"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Exists:
    """What a case holds, as far as the way through is concerned."""

    debts: int = 0
    ungated: int | None = None
    """The first debt whose gate was not asked, by its number; None when all were."""
    first_debt: int | None = None
    """The first debt without a plan; else the first."""
    budget: bool = False
    hardship: bool = False
    proposal: bool = False
    evidence: bool = False
    """A paper the person has; one that was left out makes no step."""
    contact: bool = False
    """Any contact that was noted, a call at the first door included."""
    spoken: bool = False
    """A contact about a debt that is still open."""
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """Steps that are done, and the first that is not (None when all are)."""

    done: frozenset[Step]
    next: Step | None


def path(exists: Exists) -> Path:
    """Derive the way through from what exists; nothing else is remembered of it.

    A script is not stored, so its tick comes with a contact about a debt of theirs: a call noted
    at the first door used other words.
    """
    have = {
        Step.DEBTS: exists.debts > 0,
        Step.GATE: exists.debts > 0 and exists.ungated is None,
        Step.BUDGET: exists.budget,
        Step.HARDSHIP: exists.hardship,
        Step.PROPOSAL: exists.proposal,
        Step.SCRIPT: exists.spoken,
        Step.EVIDENCE: exists.evidence,
        Step.CONTACT: exists.contact,
        Step.PLAN: exists.plan,
    }
    done = frozenset(step for step, there in have.items() if there)
    if exists.plan:
        return Path(done, None)
    return Path(done, next((step for step in Step if step not in done), None))
