"""The words for one debt: by its gate, its proposal, the budget, the hardship and the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import complaints, limits
from coach.budget import Category
from coach.contacts import Outcome
from coach.dates import local_date
from coach.evidence import Item
from coach.forms_evidence import NAMES
from coach.forms_scripts import HEARD
from coach.gate import maybe_old
from coach.hardship import gainsays
from coach.pack_words import rule_words
from coach.packs import rules_for
from coach.script_lines import Aim, Channel, Name, Script
from coach.scripts import Brief, Earlier, Figures, draft
from storage import contacts
from storage import scripts as storage
from usecases import access, debts, evidence, forms, proposals
from usecases import limits as limit_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.complaints import Route
    from coach.debts import Debt
    from coach.interview import Value
    from coach.packs import Rule, Words
    from coach.proposals import Proposal
    from usecases.proposals import Case
    from usecases.work import Work

MOST_PAPERS = 5
"""Papers named in one breath."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words with all they were made from; `script` is None to an illegal lender.

    `renews`: the words admit a debt that may be too old, so they may make it young again.
    """

    case: Case
    brief: Brief
    script: Script | None
    renews: bool = False


_AFTER_A_NO = frozenset({Aim.AGAIN, Aim.COMPLAIN})


async def earlier(work: Work, debt_id: int) -> Earlier:
    """Return what the log knows of a creditor: last refusal, newest reference, last pressure."""
    case_id = await access.existing_case(work)
    own = await contacts.earlier(work.uow, case_id, debt_id)
    zone = work.person.zone or "UTC"
    refused = (local_date(each.at, zone) for each in own if each.outcome is Outcome.REFUSED)
    named = (each.reference for each in own if each.reference)
    pressed = (
        (local_date(each.at, zone), each.note)
        for each in own
        if each.outcome is Outcome.PRESSED and each.note
    )
    return Earlier(next(refused, None), next(named, None), next(pressed, None))


async def _wishes(work: Work, case: Case) -> limits.Wishes:
    """Return what a request about contact may say: the debt's own rules, and the record."""
    noted = (await limit_record.of_debt(work, case.debt.id)).of_now
    return limits.wishes(binding(work, case.debt), limits.tally(noted, work.today))


def gainsaid(case: Case) -> bool:
    """Tell whether "no income" was said while the budget has a pay: one of both is to change."""
    pay = case.known.affordability.take_home if case.known else None
    return case.hardship is not None and gainsays(case.hardship, pay)


async def prepare(work: Work, debt_id: int, channel: Channel, aim: Aim = Aim.OFFER) -> Prepared:
    """Return the words for the person's debt; raises NotYoursError."""
    case = await proposals.of(work, debt_id)
    chosen = next_rung(case) if aim is Aim.LESS and not work.informs else None
    asked = chosen or case.chosen
    have = (await evidence.of(work, debt_id)).have
    shows = shows_budget(case, asked)
    papers = [each for each in have if shows or each is not Item.BUDGET_SHEET][:MOST_PAPERS]
    brief = Brief(
        debt=case.debt,
        allowed=case.allowed,
        channel=channel,
        proposal=asked,
        figures=_figures(case),
        hardship=case.hardship,
        papers=tuple(Name(NAMES[item]) for item in papers),
        helping=work.person.helping,
        aim=aim,
        earlier=await earlier(work, debt_id) if aim in _AFTER_A_NO else Earlier(),
        wishes=await _wishes(work, case) if aim is Aim.LIMIT else limits.NO_WISHES,
        rent_held=_rent_held(case),
    )
    script = draft(brief)
    years = work.pack(case.debt.region).limitation.years
    renews = script is not None and script.admits and maybe_old(case.debt, years, work.today)
    return Prepared(case, brief, script, renews)


def _rent_held(case: Case) -> bool:
    """Tell whether a line of the budget holds the home's cost and nothing is overdrawn."""
    known = case.known
    if known is None or known.affordability.left_over.minor < 0:
        return False
    return any(
        each.category is Category.HOME and each.amount.minor > 0 for each in known.budget.lines
    )


def shows_budget(case: Case, asked: Proposal | None) -> bool:
    """Tell whether the budget may stand behind the words: who asks only for a hold names no sum.

    Where nothing is left, it shows just that.
    """
    if asked is not None and asked.amount is not None:
        return True
    return case.known is not None and not case.known.affordability.pot.minor


def next_rung(case: Case) -> Proposal | None:
    """Return what to fall back on when the chosen one was refused; None on the last rung."""
    rungs = case.slate.ladder if case.slate else ()
    if case.chosen in rungs:
        return next(iter(rungs[rungs.index(case.chosen) + 1 :]), None)
    return next((each for each in rungs[1:] if each != case.chosen), None)


def binding(work: Work, debt: Debt) -> tuple[Rule, ...]:
    """Return the rules that bind a debt today."""
    pack = work.pack(debt.region)
    return rules_for(pack, debt.kind.value, debt.lender.value, debt.stage.value, work.today)


def in_words(work: Work, debt: Debt, rules: Iterable[Rule], locale: str) -> tuple[Words, ...]:
    """Return what the debt's region says of its rules, hedged or without figures where due."""
    pack = work.pack(debt.region)
    return tuple(rule_words(pack, rule, locale) for rule in rules)


def route(work: Work, debt: Debt, locale: str) -> Route:
    """Return the way of a complaint for this debt; never another country's number (care 3)."""
    return complaints.route(work.pack(debt.region), debt, locale, work.today)


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
        rate=own.rate,
    )


async def heard(work: Work, debt_id: int) -> tuple[Debt, Mapping[str, str]]:
    """Return what the creditor answered, by question; raises NotYoursError."""
    debt = await debts.one(work, debt_id)
    return debt, await storage.heard(work.uow, debt.id)


async def begin_heard(work: Work, debt_id: int) -> None:
    """Ask what they answered."""
    debt = await debts.one(work, debt_id)
    await forms.start(work, "heard", subject=debt.id)


async def finish_heard(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Keep what was noted; a skipped question leaves the earlier note as it was."""
    debt, before = await heard(work, subject or 0)
    ids = [question.id for question in HEARD.questions]
    said = {name: value for name in ids if isinstance(value := answers.get(name), str)}
    await storage.save(work.uow, debt.id, {**before, **said}, work.now)
    return f"script.heard:{debt.id}"
