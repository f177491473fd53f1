"""A group's region, clock, topic and rights, set in private by whoever Telegram names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.group_house import gather
from tests.e2e.test_groups import known

if TYPE_CHECKING:
    from tests.e2e.house import House


async def test_region_and_clock_are_changed_by_taps(home: House) -> None:
    """A group that keeps another land's hours and rights would be told wrong things."""
    circle = await gather(home)
    await circle.members("member")
    group = await known(home, circle.chat)
    await circle.maya.says(f"/start set_{group.code}")
    await circle.maya.waits_for("neutral")
    await circle.maya.taps("groups.regions")
    await circle.maya.waits_for("Whose rules")
    await circle.maya.taps("groups.in")
    await circle.maya.waits_for("")
    await home.sim.idle()
    assert (await known(home, circle.chat)).region is not None


async def test_posts_go_to_the_topic_in_which_an_anonymous_administrator_wrote_here(
    home: House,
) -> None:
    """Nobody is named in the group; the right is asked in private of the one who opens the link."""
    circle = await gather(home, forum=True, topics=["Lessons"])
    await circle.members("member")
    seen = await home.sim.get("chat", person=circle.maya.id, chat=circle.chat)
    thread = next(each["thread"] for each in seen["topics"] if each["name"] == "Lessons")
    await home.sim.post(
        "members", chat=circle.chat, person=circle.people[1].id, status="administrator",
        by=circle.maya.id, rights={"is_anonymous": True},
    )  # fmt: skip
    await circle.inside(1).says("/here", thread=thread, **{"as": circle.chat})
    asked = await circle.inside(1).waits_for("private chat")
    link = next(key.url for key in asked.keys if "set_" in (key.url or ""))
    payload = (link or "").partition("?start=")[2]
    ann = circle.people[2]
    await ann.says(f"/start {payload}")
    assert "administrator" in (await ann.sees()).text
    await circle.maya.says(f"/start {payload}")
    await circle.maya.waits_for("Shall I post")
    await circle.maya.taps("groups.here")
    await circle.maya.waits_for("topic that you chose")
    assert (await known(home, circle.chat)).topic == thread


async def test_diagnose_tells_in_private_what_is_lacking(home: House) -> None:
    """Privacy mode on is right, and is said so, lest somebody switches it off."""
    circle = await gather(home)
    await circle.members("member")
    await circle.inside(0).waits_for("nobody's money")
    await circle.inside(0).says("/diagnose")
    asked = await circle.inside(0).waits_for("whether you are an administrator")
    link = next(key.url for key in asked.keys if "_may" in (key.url or ""))
    await circle.maya.says("/start " + (link or "").partition("?start=")[2])
    card = await circle.maya.waits_for("Privacy mode is on")
    assert "✗ pin" in card.text
    assert "✓ write" in card.text
