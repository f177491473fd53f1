"""A page of a case's timeline begins anywhere: nothing is left out, doubled, or out of order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.timeline import Around, Item, Place, What, earlier, later

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTES = st.lists(st.integers(0, 12), max_size=12).map(sorted)
"""Many things happen at once."""


def items(minutes: list[int], what: What) -> list[Item]:
    """Return one item a minute, oldest first."""
    return [Item(START + timedelta(minutes=each), what, str(at)) for at, each in enumerate(minutes)]


def around(place: Place, sources: tuple[list[Item], ...], *, newer: bool) -> Around:
    """Return what lies before a place or after it, the nearest first."""
    noted, asked, dates = sources
    cut = len(noted) if place.number is None else place.number
    numbered = list(enumerate(noted))
    there, here = len(asked) - place.asked, len(dates) - place.dates
    if newer:
        return Around(tuple(numbered[cut:]), tuple(asked[there:]), tuple(dates[here:]))
    return Around(
        tuple(numbered[:cut][::-1]), tuple(asked[:there][::-1]), tuple(dates[:here][::-1])
    )


@given(MINUTES, MINUTES, MINUTES, st.integers(1, 7))
def test_pages_down_hold_everything_once_in_order_and_pages_up_are_the_same_pages(
    noted: list[int], asked: list[int], dates: list[int], most: int
) -> None:
    """Somebody tells their case from it: a call that is missing is a call that never was."""
    sources = (
        items(noted, What.CONTACT), items(asked, What.CHANGE_ASKED), items(dates, What.DEADLINE)
    )  # fmt: skip
    whole = sorted([*sources[0], *sources[1], *sources[2]], key=lambda each: each.at)[::-1]
    place, seen, places = Place(), [], []
    while True:
        found, end = earlier(place, around(place, sources, newer=False), most)
        if not found:
            break
        seen += found
        places.append(place)
        place = end
    assert seen == whole
    assert len(places) == -(-len(whole) // most)
    for before in reversed(places):
        start = later(place, around(place, sources, newer=True), most)
        one, end = earlier(start, around(start, sources, newer=False), most)
        other, _ = earlier(before, around(before, sources, newer=False), most)
        if len(other) == most:
            assert one == other
            assert end == place
        place = before
