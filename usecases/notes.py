"""Messages of the clock after they were sent: opened for ten minutes, fewer, paused, stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coach.people import Consent, Messages
from storage import due
from storage.due import Due
from usecases import consents, settings

if TYPE_CHECKING:
    from usecases.work import Work

OPEN_FOR = timedelta(minutes=10)
_FOLD = "fold"


async def opened(work: Work, message_id: int) -> None:
    """Let the clock fold the message back."""
    at = work.now + OPEN_FOR
    occurrence = f"{_FOLD}:{message_id}:{int(work.now.timestamp())}"
    await due.put(work.uow, Due(work.person.id, _FOLD, message_id, occurrence, 0, at, urgent=True))


async def folded(work: Work, message_id: int) -> None:
    """Note that the person folded it themselves."""
    await due.drop(work.uow, work.person.id, _FOLD, message_id)


async def set_messages(work: Work, wanted: Messages) -> None:
    """Set how many scheduled messages the person wants; what is planned follows."""
    await settings.set_messages(work, wanted)


async def stop(work: Work) -> None:
    """Withdraw the consent to be messaged: nothing scheduled is sent any more."""
    await consents.record(work, Consent.MESSAGES, given=False)


async def go_on(work: Work) -> None:
    """Take back *pause*, *fewer* and *stop*."""
    await set_messages(work, Messages.NORMAL)
    if not await consents.allows(work, Consent.MESSAGES):
        await consents.record(work, Consent.MESSAGES, given=True)
