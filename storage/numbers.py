"""Rows to the facts that reports are made of; only of people who allow statistics."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select

from coach.numbers import Agreed, Counted, Figure, Life, after_months
from coach.people import Consent
from coach.plans import PaymentStatus, Source, plan_total, schedule
from storage.dialects import words
from storage.people import insert_or_ignore
from storage.plans import plan_of
from storage.tables_case import budgets, cases, contacts, debts
from storage.tables_numbers import counted, reports
from storage.tables_people import consents, persons
from storage.tables_plans import payments, plan_versions, plans

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Select

    from storage.uow import UnitOfWork

NOWHERE = "-"
"""The region of who has not said where they live."""


def _allowing() -> Select[tuple[int]]:
    newest = (
        select(func.max(consents.c.id))
        .where(consents.c.kind == Consent.STATISTICS.value)
        .group_by(consents.c.person_id)
    )
    return select(consents.c.person_id).where(consents.c.id.in_(newest), consents.c.given)


def _first(table: Any, at: Any) -> Any:
    found = select(func.min(at)).join_from(table, cases, cases.c.id == table.c.case_id)
    return found.where(cases.c.person_id == persons.c.id).correlate(persons).scalar_subquery()


async def lives(uow: UnitOfWork) -> tuple[Life, ...]:
    """Return how far everybody has come."""
    steps = {
        Figure.DEBTS: _first(debts, debts.c.created_at),
        Figure.BUDGET: _first(budgets, budgets.c.at),
        Figure.CONTACT: _first(contacts, contacts.c.at),
        Figure.PLAN: _first(plans, plans.c.at),
    }
    found = select(
        persons.c.locale,
        persons.c.region,
        persons.c.created_at.label(Figure.STARTED.value),
        *(column.label(figure.value) for figure, column in steps.items()),
    ).where(persons.c.id.in_(_allowing()))
    rows = (await uow.run(found)).mappings().all()
    return tuple(
        Life(
            row["locale"],
            row["region"] or NOWHERE,
            {
                figure: row[figure.value].date() if row[figure.value] else None
                for figure in (Figure.STARTED, *steps)
            },
        )
        for row in rows
    )


async def agreed(uow: UnitOfWork) -> tuple[Agreed, ...]:
    """Return every negotiated plan, in its first version, with what was paid."""
    found = (
        select(
            plans, literal(0).label("number"), persons.c.id.label("person"), persons.c.locale,
            func.coalesce(persons.c.region, NOWHERE).label("lives_in"),
            debts.c.created_at.label("noted"),
            (
                debts.c.principal
                + func.coalesce(debts.c.interest, 0)
                + func.coalesce(debts.c.fees, 0)
            ).label("owed"),
            debts.c.currency.label("owed_in"),
        )
        .join_from(plans, cases, cases.c.id == plans.c.case_id)
        .join(persons, persons.c.id == cases.c.person_id)
        .outerjoin(debts, debts.c.id == plans.c.debt_id)
        .where(persons.c.id.in_(_allowing()), plans.c.source == Source.NEGOTIATED.value)
        .order_by(plans.c.id)
    )  # fmt: skip
    rows = (await uow.run(found)).all()
    began = await _began(uow)
    paid = await _paid(uow)
    return tuple(_agreed(row, began.get(row.id), paid[row.id]) for row in rows)


async def _began(uow: UnitOfWork) -> dict[int, date]:
    found = select(plan_versions.c.plan_id, func.min(plan_versions.c.at).label("at"))
    rows = (await uow.run(found.group_by(plan_versions.c.plan_id))).all()
    return {row.plan_id: row.at.date() for row in rows}


async def _paid(uow: UnitOfWork) -> dict[int, set[int]]:
    found = select(payments.c.plan_id, payments.c.occurrence).where(
        payments.c.status == PaymentStatus.PAID.value
    )
    by_plan: dict[int, set[int]] = defaultdict(set)
    for row in (await uow.run(found)).all():
        by_plan[row.plan_id].add(row.occurrence)
    return by_plan


def _agreed(row: Any, began: date | None, paid: set[int]) -> Agreed:
    plan = plan_of(row)
    on = began or row.agreed_on or row.at.date()
    end = after_months(plan.first_due, 12)
    year = list(takewhile(lambda each: each.due < end, schedule(plan)))
    whole = plan_total(plan)
    known = row.owed is not None and row.owed_in == plan.amount.currency
    waived = row.owed - whole.minor if known and whole is not None else None
    return Agreed(
        person=row.person,
        locale=row.locale,
        region=row.lives_in,
        on=on,
        days=None if row.noted is None else max((on - row.noted.date()).days, 0),
        currency=plan.amount.currency,
        total=None if whole is None else whole.minor,
        waived=waived if waived is not None and waived > 0 else None,
        first_due=plan.first_due,
        paid=tuple(each.due for each in year if each.n in paid),
        due=tuple(each.due for each in year),
    )


async def count(
    uow: UnitOfWork, quarter: str, figure: Figure, locale: str, region: str | None
) -> None:
    """Count that something happened to somebody of that language and region."""
    row = {
        "quarter": quarter, "figure": figure.value, "locale": locale,
        "region": region or NOWHERE, "number": 1,
    }  # fmt: skip
    statement = words(uow.dialect).insert(counted).values(**row)
    keys = [counted.c.quarter, counted.c.figure, counted.c.locale, counted.c.region]
    await uow.run(
        statement.on_conflict_do_update(index_elements=keys, set_={"number": counted.c.number + 1})
    )


async def counts(uow: UnitOfWork, quarter: str) -> tuple[Counted, ...]:
    """Return what happened in a quarter."""
    rows = (await uow.run(select(counted).where(counted.c.quarter == quarter))).all()
    return tuple(Counted(Figure(row.figure), row.locale, row.region, row.number) for row in rows)


async def kept_report(uow: UnitOfWork, quarter: str) -> str | None:
    """Return the report of a quarter that is over, as it was kept."""
    found = select(reports.c.body).where(reports.c.quarter == quarter)
    body: str | None = (await uow.run(found)).scalar_one_or_none()
    return body


async def keep_report(uow: UnitOfWork, quarter: str, body: str) -> None:
    """Keep a report for good; the first one stands."""
    await uow.run(insert_or_ignore(uow, reports), {"quarter": quarter, "body": body})
