"""Groups and channels that learn together: what is known of one, and what the bot may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class GroupKind(StrEnum):
    """What Telegram calls it."""

    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class GroupStatus(StrEnum):
    """Whether the bot is there."""

    ACTIVE = "active"
    LEFT = "left"
    """Removed; what was set up waits for its return."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the bot may do in a group, as Telegram last told it."""

    admin: bool = False
    """Then it also sees what is not addressed to it."""
    post: bool = True
    pin: bool = False
    delete: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group, supergroup or channel."""

    id: int
    kind: GroupKind
    title: str
    locale: str
    zone: str
    region: str | None
    status: GroupStatus
    code: str
    """A random word that links into private with this group in mind; it gives no right."""
    rights: Rights
    is_forum: bool = False
    topic: int | None = None
    """The forum topic (message_thread_id) that posts go to."""
    linked: int | None = None
    """Our number of the channel's discussion group, or of the group's channel."""


AFTER_NIGHT = time(9)
"""Local hour at which something late that would have come at night is posted."""
REPLIES_A_MINUTE = 10
"""Answers to commands; the clock's posts have the rest of Telegram's twenty a minute."""


def lost(before: Rights, after: Rights) -> tuple[str, ...]:
    """Return the names of the rights that are gone."""
    names = ("admin", "post", "pin", "delete")
    return tuple(name for name in names if getattr(before, name) and not getattr(after, name))


def missing(rights: Rights, wanted: Collection[str]) -> tuple[str, ...]:
    """Return those of the wanted rights that the bot does not have, in the order asked."""
    return tuple(name for name in wanted if not getattr(rights, name))
