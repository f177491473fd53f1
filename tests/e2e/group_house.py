"""Seven people and a group, for tests in which the real application lives in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tests.fakes.client import Person, Simulation

NAMES = ("Maya", "Dina", "Ann", "Bo", "Cem", "Eve", "Fay")


class Home(Protocol):
    """Where the bot lives: in this process, or in one of its own."""

    sim: Simulation


@dataclass(slots=True)
class Circle:
    """A group with its people; the first two are administrators."""

    home: Home
    chat: int
    people: tuple[Person, ...]

    @property
    def maya(self) -> Person:
        """The owner, in private."""
        return self.people[0]

    def inside(self, place: int) -> Person:
        """One of the people, in the group."""
        return self.people[place].at(self.chat)

    async def members(self, status: str, **more: Any) -> None:
        """Give the bot a new place in the group, and wait until it knows."""
        done = await self.home.sim.post(
            "members", chat=self.chat, person="bot", status=status, by=self.maya.id, **more
        )
        await self.home.sim.idle(update=done["update_id"])

    async def links(self, word: str) -> str:
        """Return the payload of the newest deep link that begins with the word."""
        seen = await self.inside(0).waits_for("", timeout=5)
        for key in reversed(seen.keys):
            if key.url and f"?start={word}_" in key.url:
                return key.url.partition("?start=")[2]
        raise AssertionError(f"no link {word!r} under {seen.text!r}")


async def gather(home: Home, *, language: str = "en", **more: Any) -> Circle:
    """Make seven people and a group that the bot is not in yet."""
    people = tuple([await home.sim.person(name, language) for name in NAMES])
    made = await home.sim.post(
        "groups", title="Tuesday circle", type=more.pop("type", "supergroup"),
        members=[each.id for each in people], admins={str(people[1].id): None}, **more,
    )  # fmt: skip
    return Circle(home, made["id"], people)


async def set_up(home: Home, **more: Any) -> Circle:
    """Make the group, with the bot in it (administrator), and its card open for its owner."""
    status = more.pop("status", "administrator")
    circle = await gather(home, **more)
    await circle.members(status)
    await circle.inside(2).waits_for("nobody's money")
    await opens(circle, await circle.links("set"))
    return circle


async def opens(circle: Circle, payload: str) -> None:
    """Open the group's card for its owner, past the first questions: only the region is answered."""
    await circle.maya.says(f"/start {payload}")
    await circle.maya.waits_for("A few short questions")
    await circle.maya.taps(":generic")
    await circle.maya.waits_for("language")
    await circle.maya.says("/groups")
    await circle.maya.sees()
    await circle.maya.taps("groups.one")
    await circle.maya.waits_for("Tuesday circle")
