"""Do the words, the answers and the papers go together? Asked before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import claims
from coach.evidence import Item
from coach.script_lines import Channel
from usecases import evidence, scripts

if TYPE_CHECKING:
    from coach.claims import Contradiction, Findings
    from coach.debts import Debt
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for one debt; `findings` None where there are no words to a lender."""

    debt: Debt
    findings: Findings | None
    contradictions: tuple[Contradiction, ...]


async def of(work: Work, debt_id: int) -> Looked:
    """Compare the letter for a debt with the answers and the papers; raises NotYoursError."""
    prepared = await scripts.prepare(work, debt_id, Channel.LETTER)
    brief, script = prepared.brief, prepared.script
    if script is None:
        return Looked(brief.debt, None, ())
    held = (await evidence.of(work, debt_id)).have
    found = claims.check(
        script,
        claims.told(brief),
        held,
        hardship=brief.hardship,
        proposal=brief.proposal,
        made=(Item.BUDGET_SHEET,) if brief.figures is not None else (),
    )
    return Looked(brief.debt, found, claims.contradictions(brief, work.today))
