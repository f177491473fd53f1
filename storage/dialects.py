"""SQLAlchemy's words for what the two databases say differently (INSERT … ON CONFLICT)."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite


def words(dialect: str) -> Any:
    """Return the constructs of a dialect, `sqlite` or `postgresql` (`UnitOfWork.dialect`)."""
    return sqlite if dialect == "sqlite" else postgresql
