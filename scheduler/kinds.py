"""What the clock can do: one `Kind` for each `kind` of a due row, and how a topic adds its own.

A topic writes `scheduler/kinds_<topic>.py` with two functions and one line, and names it in
`scheduler/all_kinds.py`:

    async def prepare(work: Work, due: Due) -> Prepared | None:
        # Just before the send, in a transaction that only reads. Load afresh; None means that it
        # is no longer wanted, and nothing is sent. `Due.ref` is the row it is about.
        return Prepared(item=Item(text=lambda t: t.t("payments.note.day", ...),
                                  rows=lambda t: column(go(t.plain("payments.paid"), ...))))

    async def settled(work: Work, due: Due, done: Done) -> Due | None:
        # After the send (or after None), in a transaction that writes. Return the next occurrence,
        # computed strictly after `work.now`, or None: then the row is gone.
        return replace(due, occurrence="payment:3:5", lead=5, run_at=...)

    KINDS = {"payment": Kind(prepare, settled)}

The sender does the rest. It sends nothing to a person who is paused, dormant, forgetting, has not
agreed to messages or has paused them: `prepare` is not called then, `settled` is, with
`Outcome.SKIPPED`, so that the row moves on (a kind that is said only `once` waits instead). It
merges the items of one chat into one message a day and puts a second one off to the next day (or
lets it go, if it would be `stale` by then). It hides every item behind *Show* for a discreet
person, marks late ones, retries, and never sends an occurrence twice: the ledger is unique per
person, `occurrence` and `lead`, so an occurrence begins with its kind: `payment:3:5`.

A use case starts a thing with `storage.due.put(uow, Due(...))` and ends it with `due.drop`.
`scheduler/kinds_nudge.py` is the worked example.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ui.cards import Button, Card
    from bot.ui.texts import Texts
    from storage.due import Due
    from usecases.work import Work


class Outcome(StrEnum):
    """What became of an occurrence; the ledger keeps this word."""

    SENT = "sent"
    SKIPPED = "skipped"
    """Not wanted, or the person gets no messages now."""
    BLOCKED = "blocked"
    """The person blocked the bot or is gone; nothing was sent."""
    REFUSED = "refused"
    """Telegram or our own code rejected it; logged, and never tried again."""


@dataclass(frozen=True, slots=True)
class Done:
    """What `settled` is told."""

    outcome: Outcome
    message_ids: tuple[int, ...] = ()
    why: str = ""
    """Of a refusal, its class (`observe.reason`), or `bug`; in a group also
    `no_right`, `no_topic` or `no_polls`."""
    poll_id: str = ""
    moved_to: int | None = None
    """The Telegram id of the supergroup that the group has become."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What becomes of a due row; None inside ends the thing."""

    due: Due | None
    late: bool = False
    """It waits, and its own hour has passed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to say. The text may name amounts and creditors: the sender hides it."""

    text: Callable[[Texts], str]
    rows: Callable[[Texts], tuple[tuple[Button, ...], ...]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to send: an item (hidden, merged), or a card of its own, sent or edited in as it is."""

    item: Item | None = None
    card: Callable[[Texts], Card] | None = None
    edit: int | None = None
    """Edit this message instead of sending one; if it is gone, nothing happens."""
    silent: bool = False
    """Telegram makes no sound for it."""
    following: Callable[[], Due | None] | None = None
    """Foresee the next occurrence, so that nothing is loaded again once this one was sent.

    Only where every change of what it is computed from also sets the due row anew, which voids the
    claim: then nothing foreseen is taken. Otherwise `settled` is asked.
    """


async def nothing(_: Work, __: Due) -> Prepared | None:
    """Prepare no message: for kinds that only do something when they are settled."""
    return None


async def over(_: object, __: Due, ___: Done) -> None:
    """Let nothing follow: what `settled` is for what is said once, to a person or in a group."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of due row is said and moved on."""

    prepare: Callable[[Work, Due], Awaitable[Prepared | None]]
    settled: Callable[[Work, Due, Done], Awaitable[Due | None]]
    many: Callable[[Sequence[tuple[Work, Due]]], Awaitable[Sequence[Prepared | None]]] | None = None
    """`prepare` for many rows in few statements, where thousands are due in one minute."""
    exempt: bool = False
    """Its own message, and not counted for "one message a day" (deadlines)."""
    once: bool = False
    """Nothing follows: while the person gets no messages it waits, day by day, and is not lost."""
    stale: bool = False
    """Tied to its day: if today's message has gone out it moves on, instead of coming tomorrow."""
    answers: bool = False
    """A late answer to something the person did: neither consent nor a pause holds it back."""
    human: bool = False
    """Words of somebody who knows the person: the pause after a sign of self-harm lets them through."""
    speaks: bool = True
    """False: no message, `settled` does the work whatever the person's state."""


Registry = dict[str, Kind]
