"""Settings that are typed or chosen from long lists."""

from __future__ import annotations

import re

from coach.interview import Answers, Form, Kind, Option, Question, Value

EARLIEST, LATEST = 8, 20
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：][0-5]\d")


def _daytime(_: Answers, value: Value) -> str | None:
    fits = isinstance(value, int) and EARLIEST <= value <= LATEST
    return None if fits else "settings.problem.hour"


def _a_clock(_: Answers, value: Value) -> str | None:
    fits = isinstance(value, str) and _CLOCK.fullmatch(value.strip())
    return None if fits else "settings.problem.clock"


HOUR = Form(
    "hour",
    "settings.hour.title",
    (
        Question("hour", Kind.COUNT, "settings.hour.ask", "settings.hour.brief",
                 "settings.hour.why", check=_daytime,
                 options=(Option("8", "settings.hour.8"), Option("10", "settings.hour.10"),
                          Option("18", "settings.hour.18"), Option("20", "settings.hour.20"))),
    ),
    review=False,
)  # fmt: skip

CURRENCY = Form(
    "currency",
    "settings.currency.title",
    (
        Question("currency", Kind.CHOICE, "settings.currency.ask", "settings.currency.brief",
                 "settings.currency.why", source="currencies"),
    ),
    review=False,
)  # fmt: skip

CLOCK = Form(
    "clock",
    "settings.clock.title",
    (
        Question("clock", Kind.TEXT, "settings.clock.ask", "settings.clock.brief",
                 "settings.clock.why", check=_a_clock, example="settings.clock.example"),
    ),
    review=False,
)  # fmt: skip
"""Asked only where no pack knows the zone: the time it is now tells the distance from UTC."""
