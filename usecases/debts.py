"""Debts: listed, added, changed, deleted with undo; the gate's answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from coach.dates import add_months
from coach.debts import Debt, LenderKind, Stage
from coach.gate import Reason, allowed
from coach.interview import CALL, SKIPPED, Skipped, Value
from coach.money import NO_CURRENCY, Money
from storage import contacts
from storage import debts as storage
from usecases import access, forms, papers, room

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from coach.gate import Allowed
    from usecases.work import Work

_LENDER_OF_KIND = {
    "rent": "private",
    "utility": "not_sure",
    "tax": "public_body",
    "family": "private",
}
FORMAL = "formal"
"""The stage option that stands for an arrangement, insolvency or court plan."""
OPTIONAL = (
    "interest", "fees", "rate", "payment", "due_day", "overdue_since", "contract_month",
)  # fmt: skip


async def all_(work: Work) -> tuple[Debt, ...]:
    """Return the person's debts; none before their first."""
    if work.person.case_id is None:
        return ()
    return await storage.of_case(work.uow, work.person.case_id)


async def one(work: Work, debt_id: int) -> Debt:
    """Return the person's debt; raises NotYoursError."""
    found = await storage.get(work.uow, await access.existing_case(work), debt_id)
    if found is None:
        raise access.NotYoursError
    return found


def passage(work: Work, debt: Debt) -> Allowed:
    """Return what may be drafted for a debt, by the gate and its region's shortest period."""
    years = work.pack(debt.region).limitation.years
    return allowed(debt, debt.gate, years, work.today)


async def begin(
    work: Work, line: Mapping[str, Value] | None = None, *, call: int | None = None
) -> None:
    """Open the form of a new debt, with what is known of it.

    Where a debt is from is asked of each (care 3); the last one's country, else the person's own,
    is the ready answer. A typed line is another debt for sure, so nothing begun is asked about.
    `call` is the kept call that it is about.
    """
    known = await all_(work)
    person = work.person
    region = known[-1].region if known else person.region
    currency = known[-1].currency if known else person.currency
    said = {"region": region, "currency": currency}
    offered: dict[str, Value] = {name: value for name, value in said.items() if value}
    anew = True if line and "line" in line else None
    about: dict[str, Value] = {} if call is None else {CALL: call}
    seed = {**(line or {}), **about}
    await forms.start(work, "debt", seed=seed, offered=offered, anew=anew)


def line_answers(
    work: Work,
    text: str,
    creditor: str,
    balance: Money,
    *,
    rate: Decimal | None,
    due_day: int | None,
    payment: Money | None,
    overdue_months: int | None,
    interest: Money | None = None,
    fees: Money | None = None,
) -> dict[str, Value]:
    """Return the answers that one typed line gives; what it leaves out is not asked for now."""
    said: dict[str, Value] = {"creditor": creditor, "principal": balance}
    said |= dict.fromkeys(OPTIONAL, SKIPPED)
    if balance.currency != NO_CURRENCY:
        said["currency"] = balance.currency
    if rate is not None:
        said["rate"] = rate
    if due_day is not None:
        said["due_day"] = due_day
    if payment is not None:
        said["payment"] = payment
    if interest is not None:
        said["interest"] = interest
    if fees is not None:
        said["fees"] = fees
    if overdue_months is not None:
        said["stage"] = Stage.OVERDUE.value
        said["overdue_since"] = add_months(work.today, -overdue_months)
    return {**said, "line": text}


async def edit(work: Work, debt_id: int) -> None:
    """Open the debt's form filled from its row; the review card comes first."""
    seed = _seed(work, await one(work, debt_id))
    await forms.start(work, "debt", subject=debt_id, seed=seed, anew=False)


def _seed(work: Work, debt: Debt) -> dict[str, Value]:
    known: dict[str, Any] = {
        "region": debt.region or work.pack(None).id,
        "line": Skipped(),
        "kind": debt.kind.value,
        "lender": debt.lender.value,
        "creditor": debt.creditor,
        "whose": debt.whose.value,
        "stage": FORMAL if debt.formal else debt.stage.value,
        "currency": debt.currency,
        "principal": debt.principal,
        "interest": debt.interest,
        "fees": debt.fees,
        "rate": debt.rate,
        "payment": debt.payment,
        "due_day": debt.due_day,
        "overdue_since": debt.overdue_since,
        "contract_month": debt.contract_month,
    }
    return {name: Skipped() if value is None else value for name, value in known.items()}


async def finish(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store the debt that a finished form describes; a new one goes on to the gate."""
    values = _columns(answers)
    if subject is not None:
        before = await one(work, subject)
        await storage.change(work.uow, subject, **values)
        sued = before.stage is not Stage.COURT and Stage(str(values["stage"])) is Stage.COURT
        return f"deadline.court:{subject}" if sued else f"debt:{subject}"
    case_id = await access.case_of(work)
    await room.for_another(work, "debts", case_id)
    debt_id = await storage.add(work.uow, case_id, work.now, **values)
    await _tie_call(work, case_id, debt_id)
    await papers.recompute(work)
    if LenderKind(values["lender"]) is LenderKind.ILLEGAL:
        return "danger:loan_shark"
    debt = await one(work, debt_id)
    if debt.stage is Stage.COURT:
        return f"deadline.court:{debt_id}"
    if Reason.NOT_ASKED in passage(work, debt).reasons:
        await _begin_gate(work, debt)
        return "form"
    return f"gate:{debt_id}"


async def _tie_call(work: Work, case_id: int, debt_id: int) -> None:
    """Note in the log whose call it was that this debt was written down from."""
    shown = await forms.view(work)
    call = shown.open.log.answers.get(CALL) if shown else None
    if isinstance(call, int) and await contacts.get(work.uow, case_id, call):
        await contacts.tie(work.uow, case_id, call, debt_id, work.now)


async def begin_gate(work: Work, debt_id: int) -> None:
    """Ask the questions of the gate; when the debt began is asked only if nothing tells it.

    Asked again, the day of the last payment is offered as it was said.
    """
    await _begin_gate(work, await one(work, debt_id))


async def _begin_gate(work: Work, debt: Debt) -> None:
    began: Value | None = debt.overdue_since or debt.contract_month
    if began is None and debt.stage in {Stage.NOT_DUE, Stage.WILL_MISS}:
        began = SKIPPED  # too young for its age to matter
    seed = {} if began is None else {"began": began}
    paid = debt.gate.last_paid if debt.gate else None
    offered = {"last_paid": paid} if isinstance(paid, date) else {}
    await forms.start(work, "gate", subject=debt.id, seed=seed, offered=offered, anew=False)


def _columns(answers: Mapping[str, Value]) -> dict[str, Any]:
    kind = str(answers["kind"])

    def said(name: str) -> Any:
        value = answers.get(name)
        if value is None or isinstance(value, Skipped):
            return None
        return value.minor if isinstance(value, Money) else value

    contract, stage = said("contract_month"), said("stage")
    return {
        "creditor": said("creditor"),
        "kind": kind,
        "lender": said("lender") or _LENDER_OF_KIND.get(kind, "not_sure"),
        "whose": said("whose"),
        "stage": Stage.OVERDUE.value if stage == FORMAL else stage,
        "region": said("region"),
        "currency": said("currency"),
        "principal": said("principal"),
        "interest": said("interest"),
        "fees": said("fees"),
        "rate": said("rate"),
        "payment": said("payment"),
        "due_day": said("due_day"),
        "overdue_since": said("overdue_since"),
        "contract_month": contract.replace(day=1) if isinstance(contract, date) else None,
        "formal": stage == FORMAL,
    }


async def delete(work: Work, debt_id: int) -> Debt:
    """Delete a debt; for 24 hours it can be brought back."""
    debt = await one(work, debt_id)
    await storage.mark(work.uow, await access.existing_case(work), debt_id, "deleted", work.now)
    await papers.recompute(work)
    return debt


async def undelete(work: Work, debt_id: int) -> Debt:
    """Bring a deleted debt back."""
    case_id = await access.existing_case(work)
    await storage.mark(work.uow, case_id, debt_id, "open", None)
    await papers.recompute(work)
    return await one(work, debt_id)


async def finish_gate(work: Work, subject: int | None, answers: Mapping[str, Value]) -> str:
    """Store the gate's answers for its debt."""
    debt = await one(work, subject or 0)
    known = str(answers["last_paid_known"])
    paid, began = answers.get("last_paid"), answers.get("began")
    undated = debt.contract_month is None and debt.overdue_since is None
    if undated and isinstance(began, date):
        await storage.change(work.uow, debt.id, contract_month=began.replace(day=1))
    await storage.change(
        work.uow,
        debt.id,
        gate_yours=str(answers["yours"]),
        gate_right=str(answers["right"]),
        last_paid_known=known,
        last_paid=paid if known == "date" and isinstance(paid, date) else None,
        warned_at=None,
    )
    return f"gate:{debt.id}"


async def warning_read(work: Work, debt_id: int) -> None:
    """Note that the warning about old debts was read."""
    await one(work, debt_id)
    await storage.change(work.uow, debt_id, warned_at=work.now)
