"""What the clock can do in a group: one `Posting` for each `kind` of a group's due row.

A topic writes `scheduler/postings_<topic>.py` with `prepare`, `settled` and `POSTINGS`, and is
named in `scheduler/all_postings.py`. One due row is one call to Telegram; what takes two (a lesson,
then its quiz) is one occurrence with lead 0 and then 1, each entered in the ledger by itself:

    async def prepare(work: GroupWork, due: Due) -> Prepared | None: ...   # reads only
    async def settled(work: GroupWork, due: Due, done: Done) -> Due | None: ...   # writes

`settled` computes the next occurrence strictly after `work.now`; it is called with
`Outcome.SKIPPED` when `prepare` returned None. What Telegram forbids (no right to post, topic
closed) is not settled: it waits, the coaches are told, and it goes out when the right is back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ui.send_groups import Act
    from bot.ui.texts import Texts
    from scheduler.kinds import Done
    from storage.due import Due
    from usecases.work import GroupWork


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to do, drawn in the group's language when it is its turn."""

    act: Callable[[Texts], Act]


@dataclass(frozen=True, slots=True)
class Posting:
    """How one kind of a group's due row is done and moved on."""

    prepare: Callable[[GroupWork, Due], Awaitable[Prepared | None]]
    settled: Callable[[GroupWork, Due, Done], Awaitable[Due | None]]
    stale: bool = False
    """Tied to its day: after that it is skipped, instead of coming late."""
    by_night: bool = False
    """Nothing that is read (tidying up), or an answer: the late hour does not hold it back."""
    forgoes: frozenset[int] = frozenset()
    """Leads that are let go where Telegram forbids them (a quiz, a pin), instead of waiting."""
    speaks: bool = True
    """False: nothing is sent, `settled` does the work."""


Postings = dict[str, Posting]
