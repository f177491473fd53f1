"""The one metadata all tables belong to, and the column shapes they share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, MetaData, text

from storage.types import BigId

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def number() -> Column[Any]:
    """Return the row's own number."""
    return Column("id", BigId, primary_key=True, autoincrement=True)


def belongs_to(table: str, *, name: str | None = None, nullable: bool = False) -> Column[Any]:
    """Return a key to another topic's table, named by string; the row dies with its owner."""
    column = name or f"{table.removesuffix('s')}_id"
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, BigId, key, nullable=nullable, index=True)


def deleted_index(table: str) -> Index:
    """Return an index over only the deleted rows, so that upkeep never reads the others."""
    there = text("deleted_at IS NOT NULL")
    name = f"ix_{table}_deleted_at"
    return Index(name, "deleted_at", sqlite_where=there, postgresql_where=there)
