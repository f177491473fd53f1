"""A unit of work is one transaction and nothing else; repositories are functions that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

    from sqlalchemy.engine import CursorResult
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
    from sqlalchemy.sql.base import Executable


class UnitOfWork:
    """`async with database.write() as uow: … await uow.commit()`; leaving without it undoes all."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Remember the engine; the transaction begins on entering."""
        self._engine = engine
        self._connection: AsyncConnection | None = None

    async def __aenter__(self) -> Self:
        """Take a connection and begin."""
        connection = self._engine.connect()
        self._connection = await connection.start()
        await self._connection.begin()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Roll back what was not committed and give the connection back."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    async def run(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Run one Core statement in this transaction."""
        if self._connection is None:
            msg = "the transaction is over"
            raise RuntimeError(msg)
        return await self._connection.execute(statement, parameters)

    async def commit(self) -> None:
        """Make everything since the beginning lasting; the unit of work is over then."""
        if self._connection is not None:
            await self._connection.commit()
            await self._connection.close()
            self._connection = None
