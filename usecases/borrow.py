"""Before you borrow: the offer in hand is judged, nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usecases import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.interview import Value
    from usecases.work import Work

WITHOUT_FIGURES = "borrow::1"
"""The questions alone, where nobody knows the figures yet."""


async def begin(work: Work) -> None:
    """Ask for the offer in one line."""
    await forms.start(work, "borrow")


async def finish(_: Work, __: int | None, ___: Mapping[str, Value]) -> str:
    """Go on without figures: the line was skipped."""
    return WITHOUT_FIGURES
