"""The most that one person can store of each thing: far above any life, far below a full disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import room as storage

if TYPE_CHECKING:
    from usecases.work import Work

FORMS = "forms"
MOST = {
    FORMS: 30,
    "debts": 100,
    "contacts": 2_000,
    "deadlines": 200,
    "plans": 200,
    "spends": 2_000,
    "attachments": 300,
}
"""Counted with what was deleted in the last day, which can still be had back."""


class FullError(ValueError):
    """There is no room for another; what was typed stays where it is."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.most = MOST[what]


def check(what: str, taken: int) -> None:
    """Raise FullError when so many are the most."""
    if taken >= MOST[what]:
        raise FullError(what)


async def for_another(work: Work, what: str, case_id: int) -> None:
    """Raise FullError when the case has no room for another row of that table."""
    check(what, await storage.taken(work.uow, what, case_id))
