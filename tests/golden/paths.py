"""The seven ways that are told, by the name of their page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.golden.teller import Teller


@dataclass(frozen=True, slots=True)
class Path:
    """One person and their way."""

    title: str
    about: str
    person: str
    language: str
    walk: Callable[[Teller], Awaitable[None]]


async def us_card(p: Teller) -> None:
    """A card sold to a collector, who calls."""
    await p.says("/start")
    await p.taps("contacted")
    await p.taps(":agency", "pay_today", "contacted.over")
    await p.taps(":will_answer")


PATHS = {
    "us-card-collector": Path("A card debt sold to a collector, United States", "", "Dana", "en",
                              us_card),
}  # fmt: skip
