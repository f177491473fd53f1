"""Databases as large as wanted: people who are due now, and plans that only lie there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text

from coach.people import CONSENT_VERSION
from storage import keys
from storage.due import AT_ONCE
from storage.tables_case import cases
from storage.tables_flow import due
from storage.tables_people import consents, persons
from storage.tables_plans import plans

if TYPE_CHECKING:
    from datetime import datetime

    from storage.engine import Database

CHUNK = 5_000
FIRST_CHAT = 700_000_000
NUMBERED = ("persons", "cases", "consents", "plans", "due")


async def people_with_plans(
    database: Database, count: int, *, now: datetime, discreet: bool = True, locale: str = "en"
) -> None:
    """Store so many people, each with one plan whose message of the day is due at `now`."""
    for first in range(1, count + 1, CHUNK):
        ids = range(first, min(first + CHUNK, count + 1))
        rows = [_rows(number, now, discreet=discreet, locale=locale) for number in ids]
        async with database.write() as uow:
            for table, kind in (
                (persons, "persons"),
                (cases, "cases"),
                (plans, "plans"),
                (due, "due"),
            ):
                await uow.run(insert(table), [row[kind] for row in rows])
            await uow.run(insert(consents), [each for row in rows for each in row["consents"]])
            await uow.commit()
    await _count_on(database)


def _rows(number: int, now: datetime, *, discreet: bool, locale: str) -> dict[str, Any]:
    chat = str(FIRST_CHAT + number)
    agreed = {"given": True, "version": CONSENT_VERSION, "locale": locale, "at": now}
    return {
        "persons": {
            "id": number, "digest": keys.ring().digests(chat)[0], "telegram_id": chat,
            "locale": locale, "locale_chosen": True, "region": "gb", "zone": "Europe/London",
            "currency": "GBP", "hour": 10, "discreet": discreet, "shared_phone": False,
            "messages": "normal", "status": "active", "role": "client", "screen": "home",
            "last_seen": now, "created_at": now,
        },
        "cases": {
            "id": number, "person_id": number, "number": f"{number:04d}", "trial": False,
            "helping": False, "created_at": now,
        },
        "consents": [{"person_id": number, "kind": kind, **agreed} for kind in ("keep", "messages")],
        "plans": {
            "id": number, "case_id": number, "status": "active", "paused": False,
            "leads": "5,1,0", "version": 1, "kind": "instalments", "currency": "GBP",
            "amount": 9000 + number % 100, "count": 12, "first_n": 1, "first_due": now.date(),
            "every": "monthly", "anchor": now.day, "how_paid": "manual",
            "source": "contract", "in_writing": False, "terms": "", "at": now,
        },
        "due": {
            "lane": number, "kind": "payment", "ref": number, "person_id": number,
            "occurrence": f"payment:{number}:1:day:{now:%y%m%d}", "lead": 0, "run_at": now,
            "not_before": AT_ONCE, "attempts": 0,
        },
    }  # fmt: skip


async def _count_on(database: Database) -> None:
    """Let the database know how much there is now, and PostgreSQL number what comes next."""
    async with database.write() as uow:
        await uow.run(text("ANALYZE"))
        await uow.commit()
    if database.dialect != "postgresql":
        return
    async with database.write() as uow:
        for table in NUMBERED:
            newest = f"SELECT coalesce(max(id), 0) + 1 FROM {table}"
            await uow.run(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), ({newest}), false)")
            )
        await uow.commit()


def _multiply(first: int, last: int, now: datetime, dialect: str, each: int) -> list[str]:
    """Return statements that store plans with these numbers, `each` to a person, none of them due.

    They are made inside the database from the first person's rows: a million by parameters would
    take many minutes.
    """
    series = (
        f"WITH RECURSIVE s(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM s WHERE i < {last})"
    )
    later = f"{now + timedelta(days=1):%Y-%m-%d %H:%M:%S.000000}"
    if dialect == "postgresql":
        series = f"WITH s(i) AS (SELECT generate_series({first}, {last}))"
        moment = f"TIMESTAMPTZ '{later}+00' + (i % 2592000) * interval '1 second'"
        cast = "CAST(i AS text)"
    else:
        moment = f"strftime('%Y-%m-%d %H:%M:%f000', '{later}', (i % 2592000) || ' seconds')"
        cast = "CAST(i AS text)"
    owner = f"{first} + ((i - {first}) / {each})"
    head = f"(i - {first}) % {each} = 0"
    copied = [c.name for c in persons.c if c.name not in ("id", "digest")]
    kept = [c.name for c in plans.c if c.name not in ("id", "case_id")]
    again = ", ".join(f'"{name}"' for name in copied)
    terms = ", ".join(f'"{name}"' for name in kept)
    return [
        f"INSERT INTO persons (id, digest, {again}) {series} "
        f"SELECT {owner}, 'stored ' || {cast}, {again} FROM s JOIN persons p ON p.id = 1 WHERE {head}",
        f"INSERT INTO cases (id, person_id, number, trial, helping, created_at) {series} "
        f"SELECT {owner}, {owner}, {cast}, trial, helping, created_at "
        f"FROM s JOIN cases c ON c.id = 1 WHERE {head}",
        f"INSERT INTO plans (id, case_id, {terms}) {series} "
        f"SELECT i, {owner}, {terms} FROM s JOIN plans p ON p.id = 1",
        f"INSERT INTO due (lane, kind, ref, person_id, occurrence, lead, run_at, not_before, attempts, "
        f"urgent, late) {series} "
        f"SELECT {owner}, kind, i, {owner}, 'payment:' || {cast} || ':1:day', lead, {moment}, "
        f"not_before, attempts, urgent, late FROM s JOIN due d ON d.id = 1",
    ]  # fmt: skip


async def stored_plans(
    database: Database, first: int, count: int, now: datetime, *, each: int = 10
) -> None:
    """Store more plans from that number on, `each` to a person; none is due before tomorrow."""
    for statement in _multiply(first, first + count - 1, now, database.dialect, each):
        async with database.write() as uow:
            await uow.run(text(statement))
            await uow.commit()
    await _count_on(database)
