"""All of a person: found through the tables' own keys, so that a new table is never forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Table, delete, select

from storage.evidence import FOR_ALL
from storage.metadata import METADATA

if TYPE_CHECKING:
    from storage.uow import UnitOfWork

NOT_PERSONAL = frozenset(
    {
        "asked",
        "audit",
        "broadcasts",
        "chats",
        "counted",
        "guards",
        "invites",
        "own_posts",
        "pulses",
        "questions",
        "reports",
        "shares",
        "series",
        "updates",
        "settings",
        "host_keys",
        "pace",
        "processes",
        "tallies",
        "tries",
    }
)
"""Tables that hold nothing of a person; each is named here on purpose (a test checks)."""
_NOT_OF_A_CASE = (
    "alert", "inactive", "erase", "screen", "trial", "box_new", "relay_in", "task_back", "suggestion_back",
    "told", "notice",
)  # fmt: skip
"""What is due to somebody for what they do here, or for who they are: a draft's end leaves it."""
_NOT_EXPORTED = frozenset({"code_digest", "digest"})


def owned(table: Table, root: str, number: int) -> ColumnElement[bool] | None:
    """Return the condition for rows that belong to a row of `root`; None when none can."""
    if table.name == root:
        return table.c["id"] == number
    keys = sorted(table.foreign_keys, key=lambda key: bool(key.parent.nullable))
    direct = [key for key in keys if key.column.table.name == root]
    for key in direct or keys:
        parent = owned(key.column.table, root, number)
        if parent is None:
            continue
        if key in direct:
            return key.parent == number
        return key.parent.in_(select(key.column.table.c["id"]).where(parent))
    return None


def _all(root: str, number: int) -> list[tuple[Table, ColumnElement[bool]]]:
    found = ((table, owned(table, root, number)) for table in METADATA.sorted_tables)
    return [(table, where) for table, where in found if where is not None]


async def erase(uow: UnitOfWork, person_id: int) -> None:
    """Delete every row of a person, ledger included."""
    for table, where in reversed(_all("persons", person_id)):
        await uow.run(delete(table).where(where))


async def erase_case(uow: UnitOfWork, person_id: int, case_id: int | None) -> None:
    """Delete a case, the person's open forms and lessons, and all that was due for them."""
    if case_id is not None:
        for table, where in reversed(_all("cases", case_id)):
            await uow.run(delete(table).where(where))
    tables = METADATA.tables
    forms = select(tables["forms"].c.id).where(tables["forms"].c.person_id == person_id)
    await uow.run(delete(tables["answers"]).where(tables["answers"].c.form_id.in_(forms)))
    for name in ("forms", "lessons", "bridges", "recipients", "relayed", "tasks", "casenotes"):
        await uow.run(delete(tables[name]).where(tables[name].c.person_id == person_id))
    due = tables["due"]
    await uow.run(
        delete(due).where(due.c.person_id == person_id, due.c.kind.not_in(_NOT_OF_A_CASE))
    )


async def standing(uow: UnitOfWork, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a person but those that were deleted, and what belongs to these."""
    found = await everything(uow, person_id)
    gone: dict[str, set[Any]] = {}
    for table in (each for each in METADATA.sorted_tables if each.name in found):
        owners = [(key.parent.name, key.column.table.name) for key in table.foreign_keys]
        rows = found[table.name]
        found[table.name] = [
            row
            for row in rows
            if row.get("deleted_at") is None
            and not any(row[column] in gone.get(owner, ()) for column, owner in owners)
        ]
        there = {row.get("id") for row in found[table.name]}
        gone[table.name] = {row.get("id") for row in rows} - there
    # The papers of one debt have no key to it, because most papers are for all debts.
    debts = {FOR_ALL, *(row["id"] for row in found.get("debts", ()))}
    found["evidence"] = [row for row in found.get("evidence", ()) if row["debt_id"] in debts]
    # A counsellor's own notes are their working paper; the shared ones are the person's too.
    found["casenotes"] = [row for row in found.get("casenotes", ()) if row["shared"]]
    return {name: rows for name, rows in found.items() if rows}


async def everything(uow: UnitOfWork, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a person by table, sealed values opened."""
    found = {}
    for table, where in _all("persons", person_id):
        rows = (await uow.run(select(table).where(where).order_by(*table.primary_key))).mappings()
        found[table.name] = [
            {name: value for name, value in row.items() if name not in _NOT_EXPORTED}
            for row in rows.all()
        ]
    return {name: rows for name, rows in found.items() if rows}
