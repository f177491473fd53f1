"""Column types: aware UTC instants, sealed text, exact rates, and ids that both databases number."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, String, TypeDecorator
from sqlalchemy.engine import Dialect

from storage import keys

BigId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only for INTEGER keys."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite drops zones, so it is converted in and attached out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; raises ValueError on a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "naive datetime"
            raise ValueError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[str]):
    """Text encrypted at rest; never searched or sorted in SQL."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal the text."""
        return None if value is None else keys.seal(value.encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open the text; raises KeyMismatchError when no key fits."""
        return None if value is None else keys.unseal(bytes(value)).decode()


class Rate(TypeDecorator[Decimal]):
    """An exact decimal fraction, kept as text because SQLite has no decimals."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)
