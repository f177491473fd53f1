"""How often somebody asked, as it is kept, on each kind of database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from storage import box

if TYPE_CHECKING:
    from storage.engine import Database

TODAY = date(2027, 3, 1)
ANN = 7


@pytest.mark.parametrize(("later", "left"), [(1, 1), (2, 1), (3, 0)])
async def test_a_question_where_it_is_tomorrow_already_gives_no_day_anew(
    database: Database, later: int, left: int
) -> None:
    """Else whoever makes a group at the date line asks as often as they like in all others."""
    async with database.write() as uow:
        await box.count(uow, ANN, TODAY)
        await box.count(uow, ANN, TODAY + timedelta(days=later))
        assert await box.today(uow, ANN, TODAY) == left
        await uow.commit()
