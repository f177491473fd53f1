"""What was said and done with a lender, and what comes next (S6, S14): a refusal never ends the road."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class Channel(StrEnum):
    """How the contact took place."""

    PHONE = "phone"
    CHAT = "chat"
    LETTER = "letter"
    VISIT = "visit"


class Outcome(StrEnum):
    """What came of it."""

    AGREED = "agreed"
    OFFERED = "offered"
    WILL_ANSWER = "will_answer"
    REFUSED = "refused"
    WANTS_PAPERS = "wants_papers"
    NO_ANSWER = "no_answer"
    PRESSED = "pressed"


class Step(StrEnum):
    """The one next step after an outcome."""

    GET_IT_WRITTEN = "get_it_written"
    CHECK_THE_OFFER = "check_the_offer"
    WAIT_FOR_ANSWER = "wait_for_answer"
    ASK_AGAIN_IN_WRITING = "ask_again_in_writing"
    COMPLAIN = "complain"
    GATHER_PAPERS = "gather_papers"
    TRY_ANOTHER_WAY = "try_another_way"
    WRITE_IT_DOWN = "write_it_down"


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the log; entries are kept as they were noted."""

    id: int
    debt_id: int | None
    at: datetime
    channel: Channel
    outcome: Outcome
    reference: str | None
    promise: str | None
    note: str | None
    next_on: date | None
    kept: bool | None = None
    """Whether what was promised came; None: not said yet."""
    recorded: bool = False
    """In the record of contacts that went too far."""


@dataclass(frozen=True, slots=True)
class Next:
    """The next step and after how many days it is due."""

    step: Step
    days: int


_NEXT = {
    Outcome.AGREED: Next(Step.GET_IT_WRITTEN, 3),
    Outcome.OFFERED: Next(Step.CHECK_THE_OFFER, 1),
    Outcome.WILL_ANSWER: Next(Step.WAIT_FOR_ANSWER, 7),
    Outcome.WANTS_PAPERS: Next(Step.GATHER_PAPERS, 3),
    Outcome.NO_ANSWER: Next(Step.TRY_ANOTHER_WAY, 2),
    Outcome.PRESSED: Next(Step.WRITE_IT_DOWN, 1),
}


def following(outcome: Outcome, refusals: int) -> Next:
    """Return the next step; `refusals` counts this debt's refusals, this one included.

    The ladder after a refusal: once more in writing, then the lender's complaint desk and beyond.
    """
    if outcome is Outcome.REFUSED:
        return Next(Step.ASK_AGAIN_IN_WRITING, 3) if refusals <= 1 else Next(Step.COMPLAIN, 7)
    return _NEXT[outcome]
