"""Fifty people who answer a form as fast as the bot asks, driven by the simulator's log of calls."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bench.processes import Simulated

PEOPLE = 50
AGAIN = "/add"
"""Begins the next form."""
TYPED = {
    "creditor": "Visa", "principal": "4000", "rate": "18%", "payment": "120", "due_day": "15",
}  # fmt: skip
TAPPED = {
    "region": "gb", "kind": "card", "lender": "bank", "whose": "mine", "stage": "not_due",
    "yours": "yes", "right": "yes", "last_paid_known": "never",
}  # fmt: skip
LEAD_ON = ("f.save:", "f.another:")
"""Cards between two questions: the review, and a form left open in an earlier round."""
SORRY = "A mistake on my side"
IDLE = 0.002
LONGEST_ANSWER = 20


@dataclass(frozen=True, slots=True)
class Card:
    """What the bot shows: text and keyboard as they went over the wire."""

    text: str
    markup: str
    data: tuple[str, ...]


@dataclass(slots=True)
class Person:
    """One of the crowd; `answering` tells whether the act under way answers a question."""

    id: int
    card: int = 0
    """The number of the message that holds the live card."""
    typed: bool = False
    answering: bool = False
    since: float = 0.0
    seen: list[Card] = field(default_factory=list)


@dataclass(slots=True)
class Measured:
    """Answers a second, and the time of each in milliseconds."""

    per_second: float
    latencies: list[float]


def following(card: Card) -> tuple[str | None, str | None, bool]:
    """Return what to tap or type on a card, and whether that answers a question."""
    asked = next((each for each in card.data if each.startswith("f.why:")), None)
    if asked is None:
        on = next((each for each in card.data if each.startswith(LEAD_ON)), None)
        return on, None if on else AGAIN, False
    _, form, question = asked.split(":")
    if question in TYPED:
        return None, TYPED[question], True
    if question in TAPPED:
        return f"f:{form}:{question}:{TAPPED[question]}", None, True
    return f"f.skip:{form}:{question}", None, True


class Crowd:
    """All of them; one request carries what many do at the same time."""

    def __init__(self, sim: Simulated) -> None:
        self._sim = sim
        self._people: dict[int, Person] = {}
        self._after = 0
        self._said: set[int] = set()
        self._next = 0
        """The simulator numbers messages one by one: what nobody typed is what the bot sent."""
        self._latencies: list[float] = []

    async def gather(self, count: int = PEOPLE) -> None:
        """Let them all say hello."""
        for number in range(count):
            made = await self._sim.post("people", first_name=f"P{number}", language_code="en")
            self._people[made["id"]] = Person(made["id"])
        await self._act([(person, None, "/start", False) for person in self._people.values()])

    async def go_on(self, seconds: float) -> Measured:
        """Answer for so many seconds."""
        self._latencies = []
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            await self._turn()
        return Measured(len(self._latencies) / (time.perf_counter() - began), self._latencies)

    async def settle(self) -> None:
        """Wait for the last answers."""
        end = time.perf_counter() + LONGEST_ANSWER
        while any(person.since for person in self._people.values()):
            assert time.perf_counter() < end, "some were never answered"
            await self._hear()

    async def one_round(self) -> tuple[Card, ...]:
        """Return the cards from one beginning of a form to the next, as one person sees them."""
        (person,) = self._people.values()
        ends: list[int] = []
        while len(ends) < 3:
            await self._turn()
            ends = [i for i, card in enumerate(person.seen) if following(card)[1] == AGAIN]
        return tuple(person.seen[ends[1] + 1 : ends[2] + 1])

    async def _turn(self) -> None:
        ready = await self._hear()
        if ready:
            await self._act([(person, *following(person.seen[-1])) for person in ready])

    async def _act(self, acts: list[tuple[Person, str | None, str | None, bool]]) -> None:
        body = []
        now = time.perf_counter()
        for person, tap, text, answering in acts:
            person.typed, person.answering, person.since = tap is None, answering, now
            who = {"person": person.id, "chat": person.id}
            if tap is None:
                body.append({"act": "say", **who, "text": text})
            else:
                body.append({"act": "tap", **who, "message_id": person.card, "data": tap})
        done = await self._sim.post("many", acts=body)
        self._said.update(each["message_id"] for each in done if "message_id" in each)
        self._next = self._next or min(self._said)

    async def _hear(self) -> list[Person]:
        calls = await self._sim.log(self._after)
        if not calls:
            await asyncio.sleep(IDLE)
            return []
        self._after = calls[-1]["n"]
        now = time.perf_counter()
        return [person for call in calls if (person := self._heard(call, now)) is not None]

    def _heard(self, call: dict[str, Any], now: float) -> Person | None:
        """Return the person whose act this call answers, if any."""
        method, values = call["method"], call["params"]
        if method not in {"sendMessage", "editMessageText"}:
            return None
        assert call["ok"], call
        assert SORRY not in values["text"], "the bot under test fails"
        person = self._people[int(call["chat_id"])]
        if method == "sendMessage":
            person.card = self._sent()
        if "reply_markup" not in values or (person.typed and method != "sendMessage"):
            return None
        markup = values["reply_markup"]
        keys = [key for row in json.loads(markup)["inline_keyboard"] for key in row]
        data = tuple(key["callback_data"] for key in keys if "callback_data" in key)
        person.seen = [*person.seen[-100:], Card(values["text"], markup, data)]
        if person.answering:
            self._latencies.append((now - person.since) * 1000)
        person.since = 0.0
        return person

    def _sent(self) -> int:
        """Return the number of the bot's next message."""
        while self._next in self._said:
            self._next += 1
        self._next += 1
        return self._next - 1
