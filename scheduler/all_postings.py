"""Every kind of a group's due row, readable at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler import postings_box, postings_groups, postings_guard, postings_series, postings_trend

if TYPE_CHECKING:
    from scheduler.postings import Postings

_TOPICS = (postings_groups, postings_box, postings_guard, postings_series, postings_trend)

POSTINGS: Postings = {name: each for topic in _TOPICS for name, each in topic.POSTINGS.items()}
