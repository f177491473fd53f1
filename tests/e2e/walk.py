"""A person who answers whatever is asked, so that a walk outlives a change of the questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.client import Person, Seen

LINES = ("1200", "2026-02-15", "12", "18%", "Visa 12,000 18% day 15", "R-17")
"""What is typed where no button is offered, one after the other until one is understood."""


@dataclass(frozen=True, slots=True)
class Act:
    """A tap (button data) or a typed line."""

    tap: str | None = None
    text: str | None = None


@dataclass(slots=True)
class Walk:
    """Goes on from screen to screen until a form is finished."""

    person: Person
    seen: list[str] = field(default_factory=list)
    _asked: str = ""
    _tried: int = 0

    async def does(self, act: Act) -> None:
        """Do one thing."""
        if act.tap is not None:
            await self.person.taps(act.tap)
        else:
            await self.person.says(act.text or "")

    def following(self, screen: Seen) -> Act | None:
        """Return what to answer to a question; None when none is asked."""
        data = [key.data for key in screen.keys if key.data]
        for wanted in ("f.pick:", "f:", "f.save"):
            offered = [each for each in data if each.startswith(wanted)]
            if offered:
                return Act(tap=offered[0])
        asked = next((each for each in data if each.startswith("f.why:")), None)
        if asked is None:
            return None
        self._tried = self._tried + 1 if asked == self._asked else 0
        self._asked = asked
        return Act(text=LINES[self._tried])
