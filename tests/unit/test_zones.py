"""The zone read from the time of day: no day is won or lost at the date line."""

from __future__ import annotations

import pytest

from usecases.settings import BY_OFFSET, zone_at


@pytest.mark.parametrize(
    ("away", "zone"),
    [
        (-720, "Pacific/Auckland"),
        (-660, "Pacific/Tongatapu"),
        (-600, "Pacific/Honolulu"),
        (0, "Africa/Abidjan"),
        (345, "Asia/Kathmandu"),
        (484, "Asia/Singapore"),
    ],
)
def test_the_nearest_place_is_counted_round_the_clock(away: int, zone: str) -> None:
    """A clock shows +12 hours as it shows -12; many live at one, hardly anybody at the other."""
    assert zone_at(away) == zone


def test_every_place_is_found_by_its_own_distance() -> None:
    """Also where the clock, read within half a day either way, calls it negative."""
    for offset, zone in BY_OFFSET.items():
        assert zone_at((offset + 720) % 1440 - 720) == zone
