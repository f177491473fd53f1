"""Which database failures pass by themselves, so that an update may simply come again."""

from __future__ import annotations

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

PASSING = (OperationalError, InterfaceError, PoolTimeoutError, ConnectionError)
