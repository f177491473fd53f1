"""How Alembic runs our revisions: on the connection it is given, all in one transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.metadata import METADATA
from storage.types import Rate, Sealed, UtcDateTime

_PLAIN = {
    UtcDateTime: "sa.DateTime(timezone=True)",
    Sealed: "sa.LargeBinary()",
    Rate: "sa.String(length=32)",
}


def render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write our column types as what they are in the database: a revision outlives the code."""
    return _PLAIN.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
