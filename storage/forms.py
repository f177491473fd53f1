"""Open forms and their append-only answers; values are sealed whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from coach.interview import SKIPPED, Log, Skipped, Value, fold
from coach.money import Money
from storage.tables_flow import answers, forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form under way. `subject` is the row it edits (a debt, a plan), or None for a new one."""

    id: int
    person_id: int
    name: str
    subject: int | None
    is_current: bool
    origin: str | None
    """The screen to come back to when it is finished."""
    log: Log
    entries: int = 0
    """How many rows the log has."""


def encode(value: Value) -> str:
    """Write a value with its type, so that it reads back the same."""
    match value:
        case Skipped():
            tagged: dict[str, Any] = {"skipped": True}
        case Money(minor, currency):
            tagged = {"money": [minor, currency]}
        case Decimal():
            tagged = {"rate": str(value)}
        case date():
            tagged = {"date": value.isoformat()}
        case int():
            tagged = {"count": value}
        case str():
            tagged = {"text": value}
    return json.dumps(tagged, ensure_ascii=False)


def decode(text: str) -> Value:
    """Read a value written by `encode`."""
    ((tag, raw),) = json.loads(text).items()
    value: Value = _READERS[tag](raw)
    return value


_READERS: dict[str, Callable[[Any], Value]] = {
    "skipped": lambda _: SKIPPED,
    "money": lambda pair: Money(int(pair[0]), str(pair[1])),
    "rate": Decimal,
    "date": date.fromisoformat,
    "count": int,
    "text": str,
}


_COLUMNS = (
    forms.c.id, forms.c.person_id, forms.c.name, forms.c.subject, forms.c.is_current,
    forms.c.origin,
)  # fmt: skip
_FORM = (
    select(*_COLUMNS, answers.c.id.label("answer"), answers.c.question, answers.c.value)
    .outerjoin(answers, answers.c.form_id == forms.c.id)
    .where(forms.c.person_id == bindparam("who"))
    .order_by(answers.c.id)
)
_CURRENT = _FORM.where(forms.c.is_current)
_BY_NUMBER = _FORM.where(forms.c.id == bindparam("number"))
_ANSWER = insert(answers)


async def current(uow: UnitOfWork, person_id: int) -> OpenForm | None:
    """Return the person's current form with its folded log (one statement)."""
    return _loaded((await uow.run(_CURRENT, {"who": person_id})).all())


async def get(uow: UnitOfWork, person_id: int, form_id: int) -> OpenForm | None:
    """Return the person's form of that number; somebody else's is None."""
    found = await uow.run(_BY_NUMBER, {"who": person_id, "number": form_id})
    return _loaded(found.all())


def _loaded(rows: Sequence[Any]) -> OpenForm | None:
    if not rows:
        return None
    entries = [
        (row.question, None if row.value is None else decode(row.value))
        for row in rows
        if row.answer is not None
    ]
    return _open_form(rows[0], fold(entries), len(entries))


def _open_form(row: Any, log: Log, entries: int = 0) -> OpenForm:
    return OpenForm(
        row.id, row.person_id, row.name, row.subject, row.is_current, row.origin, log, entries
    )  # fmt: skip


_EVERY = (
    select(*_COLUMNS)
    .where(forms.c.person_id == bindparam("who"))
    .order_by(forms.c.touched_at.desc(), forms.c.id.desc())
)
_COUNT = select(func.count()).select_from(forms).where(forms.c.person_id == bindparam("who"))
_NEW = insert(forms).returning(forms.c.id)
_PARK = (
    update(forms)
    .where(forms.c.person_id == bindparam("who"), forms.c.is_current)
    .values(is_current=False)
)
_CLOSE = delete(forms).where(forms.c.id == bindparam("number"))


async def every(uow: UnitOfWork, person_id: int) -> tuple[OpenForm, ...]:
    """Return the person's open forms, parked or not, newest first, without their answers."""
    rows = (await uow.run(_EVERY, {"who": person_id})).all()
    return tuple(_open_form(row, Log()) for row in rows)


async def count(uow: UnitOfWork, person_id: int) -> int:
    """Return how many forms the person has open, parked ones among them."""
    number: int = (await uow.run(_COUNT, {"who": person_id})).scalar_one()
    return number


async def parked(uow: UnitOfWork, person_id: int) -> tuple[OpenForm, ...]:
    """Return the person's parked forms, newest first, without their answers."""
    return tuple(form for form in await every(uow, person_id) if not form.is_current)


async def open_(
    uow: UnitOfWork,
    person_id: int,
    name: str,
    *,
    now: datetime,
    subject: int | None = None,
    seed: Mapping[str, Value] | None = None,
    origin: str | None = None,
) -> int:
    """Park the current form, open a new current one with known answers, return its number."""
    await park(uow, person_id)
    row = {
        "person_id": person_id, "name": name, "subject": subject,
        "is_current": True, "opened_at": now, "touched_at": now, "origin": origin,
    }  # fmt: skip
    form_id: int = (await uow.run(_NEW, row)).scalar_one()
    if seed:
        rows = [
            {"form_id": form_id, "question": question, "value": encode(value)}
            for question, value in seed.items()
        ]
        await uow.run(_ANSWER, rows)
    return form_id


async def park(uow: UnitOfWork, person_id: int) -> None:
    """Set the current form aside; typed text no longer goes to it."""
    await uow.run(_PARK, {"who": person_id})


async def resume(uow: UnitOfWork, form: OpenForm, now: datetime) -> None:
    """Make a parked form the current one."""
    await park(uow, form.person_id)
    statement = update(forms).where(forms.c.id == form.id)
    await uow.run(statement.values(is_current=True, touched_at=now))


async def append(uow: UnitOfWork, form_id: int, question: str, value: Value | None) -> None:
    """Log an answer; None withdraws the one that stands."""
    row = {
        "form_id": form_id,
        "question": question,
        "value": None if value is None else encode(value),
    }
    await uow.run(_ANSWER, row)


async def shorten(uow: UnitOfWork, form: OpenForm) -> None:
    """Keep of a long log only the answers that stand."""
    await uow.run(delete(answers).where(answers.c.form_id == form.id))
    rows = [
        {"form_id": form.id, "question": question, "value": encode(value)}
        for question, value in form.log.answers.items()
    ]
    if rows:
        await uow.run(_ANSWER, rows)


async def close(uow: UnitOfWork, form_id: int) -> None:
    """Wipe the form and, with it, its log (the result stands in its topic's tables)."""
    await uow.run(_CLOSE, {"number": form_id})
