"""What a group's handler is handed, and what it gives back to be said in the group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from telegram import Message, Poll, User

    from bot.ui.send_groups import Act
    from bot.ui.texts import Texts
    from handlers.context import Services
    from storage.uow import UnitOfWork
    from usecases.work import GroupWork

TIDY_SECONDS = 60
"""How long an answer to a command stands in a group before the bot deletes it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to do in the group after the commit; `tidy` seconds later it is deleted."""

    act: Act
    tidy: int | None = TIDY_SECONDS
    guards: bool = False
    """Left undone where Telegram says that the author administers the group."""


@dataclass(slots=True)
class GroupCtx:
    """One update from a group or channel: `work` holds the open transaction."""

    work: GroupWork
    t: Texts
    """The group's language."""
    services: Services
    chat_id: int
    """Telegram's number of the chat."""
    message: Message | None = None
    text: str = ""
    """What follows the command, or the whole message; cleaned, hostile, and never stored."""
    user: User | None = None
    """Who wrote; None for anonymous administrators and for channels."""
    says: list[Said] = field(default_factory=list)
    asks: int | None = None
    """Somebody whose words the guard leaves alone if Telegram says that they administer the group."""
    urgent: bool = False
    """Said whatever else was answered this minute: help (care 6), and the week's one warning."""

    def say(self, act: Act, *, tidy: int | None = TIDY_SECONDS, guards: bool = False) -> None:
        """Do this in the group once the transaction is committed."""
        self.says.append(Said(act, tidy, guards))


if TYPE_CHECKING:
    GroupHandler = Callable[[GroupCtx], Awaitable[None]]
    PollWatcher = Callable[[UnitOfWork, Poll, datetime], Awaitable[None]]
