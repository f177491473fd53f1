"""Every kind of due row, readable at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler import kinds_nudge

if TYPE_CHECKING:
    from scheduler.kinds import Registry

_TOPICS = (kinds_nudge,)

KINDS: Registry = {name: kind for topic in _TOPICS for name, kind in topic.KINDS.items()}
