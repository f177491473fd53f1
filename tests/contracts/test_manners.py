"""The preview and the sender treat each kind of message alike."""

from __future__ import annotations

from coach.digest import MANNERS
from scheduler.all_kinds import KINDS


def test_every_kind_that_speaks_has_the_same_manners_ahead_and_in_fact() -> None:
    """A preview that merges otherwise than the sender would promise what never comes."""
    speaking = {name: kind for name, kind in KINDS.items() if kind.speaks and not kind.answers}
    assert speaking.keys() == MANNERS.keys()
    for name, kind in speaking.items():
        manner = MANNERS[name]
        assert (kind.exempt, kind.once, kind.stale) == (manner.exempt, manner.once, manner.stale)
