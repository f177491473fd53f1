"""Typed places: what a coach would write leads to a clock, anything else to none."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from coach.zones import CITIES, find, is_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" New  York ", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Köln", "Europe/Berlin"),
        ("St. Petersburg", "Europe/Moscow"),
        ("北京", "Asia/Shanghai"),
        ("臺北", "Asia/Taipei"),
        ("Mumbai", "Asia/Kolkata"),
        ("乌鲁木齐", "Asia/Urumqi"),
    ],
)
def test_a_place_is_found_however_it_is_written(typed: str, zone: str) -> None:
    """Accents, spaces and the name that people use at home make no difference."""
    assert find(typed) == zone


@pytest.mark.parametrize(
    "typed", ["", "   ", "Nowhere", "UTC", "GMT+3", "Etc/GMT-5", "'; drop", "🏠"]
)
def test_what_is_no_place_is_none(typed: str) -> None:
    """A zone without a summer time of its own would be wrong half the year."""
    assert find(typed) is None


def test_every_city_lies_in_a_zone_that_exists() -> None:
    """A slip in the table would be found by the first person who lives there."""
    assert set(CITIES) <= available_timezones()
    assert all(is_zone(zone) for zone in CITIES)
