"""The words for one debt: by its gate, its proposal, the budget, the hardship and the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.forms_evidence import NAMES
from coach.script_lines import Channel, Name, Script
from coach.scripts import Brief, Figures, draft
from usecases import evidence, proposals

if TYPE_CHECKING:
    from usecases.proposals import Case
    from usecases.work import Work

MOST_PAPERS = 5
"""Papers named in one breath."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words with all they were made from; `script` is None to an illegal lender."""

    case: Case
    brief: Brief
    script: Script | None


async def prepare(
    work: Work, debt_id: int, channel: Channel, *, only_questions: bool = False
) -> Prepared:
    """Return the words for the person's debt; raises NotYoursError."""
    case = await proposals.of(work, debt_id)
    papers = (await evidence.of(work, debt_id)).have[:MOST_PAPERS]
    brief = Brief(
        debt=case.debt,
        allowed=case.allowed,
        channel=channel,
        proposal=case.chosen,
        figures=_figures(case),
        hardship=case.hardship,
        papers=tuple(Name(NAMES[item]) for item in papers),
        helping=work.person.helping,
        only_questions=only_questions,
    )
    return Prepared(case, brief, draft(brief))


def _figures(case: Case) -> Figures | None:
    """Take the figures from the budget's own working, so that they cannot disagree."""
    known = case.known
    own = known.sharing.of(case.debt.id) if known else None
    if known is None or own is None:
        return None
    working = known.affordability
    return Figures(
        income=working.take_home,
        costs=working.essentials + working.priority + working.plans,
        buffer=working.buffer,
        pot=working.pot,
        share=own.own,
        alone=len(known.sharing.shares) == 1,
    )
