"""A channel: silent before its readers, set up in private, its comments answered in their group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.tables_groups import coaches
from storage.tables_people import persons
from tests.e2e.group_house import Circle, gather
from tests.e2e.test_groups import known
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.e2e.house import House

POSTS = {"can_post_messages": True}


async def begun(home: House, circle: Circle) -> None:
    """Begin the channel's series by taps, from its first question on."""
    maya = circle.maya
    for tap, words in (
        ("groups.in", "Which language"),
        ("English", ""),
    ):
        await maya.taps(tap)
        await maya.waits_for(words)
    if "By which clock" in (await maya.sees()).text:
        await maya.taps("groups.at")
    await maya.waits_for("On which day")
    await maya.taps("That suits us")
    await maya.waits_for("How many weeks")
    await maya.taps("6 weeks")
    await maya.waits_for("is ready")
    await home.sim.idle()


async def test_readers_of_a_channel_see_lessons_and_no_introduction(home: House) -> None:
    """Set up is whoever added the bot, in private; readers learn and ask in private."""
    circle = await gather(home, type="channel", bot=None)
    await circle.maya.says("/start")
    await circle.maya.sees()
    await circle.members("administrator", rights=POSTS)
    reader = circle.inside(0)
    await circle.maya.waits_for("Its readers were told nothing")
    await reader.refresh()
    assert reader.messages() == ()
    await circle.maya.taps("first")
    await circle.maya.waits_for("A few short questions")
    await begun(home, circle)
    await home.moves_clock("2026-03-03T20:00:00+00:00")
    lesson = await reader.waits_for("Most people who fall behind", timeout=10)
    assert any("-l-early" in (key.url or "") for key in lesson.keys)
    await reader.waits_for("This month here", timeout=10)
    assert len([each for each in reader.messages() if each.raw.get("poll")]) == 1
    await circle.maya.says("/groups")
    await circle.maya.waits_for("Your groups")


async def test_who_never_wrote_to_the_bot_finds_the_channel_under_groups(home: House) -> None:
    """Nothing is kept of somebody who only added it; Telegram names its administrators."""
    circle = await gather(home, type="channel", bot=None)
    await circle.members("administrator", rights=POSTS)
    async with transaction(home.app.database, read=True) as uow:
        for table in (persons, coaches):
            kept = (await uow.run(select(func.count()).select_from(table))).scalar_one()
            assert kept == 0
    ann = circle.people[2]
    await ann.says("/groups")
    assert "no group yet" in (await ann.sees()).text
    await circle.maya.says("/groups")
    await circle.maya.waits_for("Your groups")
    await circle.maya.taps("Tuesday circle")
    await circle.maya.waits_for("What shall we look at")


async def test_comments_under_a_post_are_answered_in_the_discussion_group(home: House) -> None:
    """Care 6 holds there too: the bot speaks as the channel, so its comments are said to it."""
    circle = await gather(home, type="channel", bot=None)
    await circle.maya.says("/start")
    await circle.members("administrator", rights=POSTS)
    talk = await home.sim.post(
        "groups", title="Comments", type="supergroup",
        members=[circle.maya.id, circle.people[2].id],
    )  # fmt: skip
    await home.sim.post("chat", chat=circle.chat, linked=talk["id"])
    done = await home.sim.post(
        "members", chat=talk["id"], person="bot", status="administrator", by=circle.maya.id
    )
    await home.sim.idle(update=done["update_id"])
    await circle.maya.waits_for("Its readers were told nothing")
    await circle.maya.taps("first")
    await circle.maya.waits_for("A few short questions")
    assert (await known(home, circle.chat)).linked == (await known(home, talk["id"])).id
    await begun(home, circle)
    group = await known(home, circle.chat)
    await circle.maya.says(f"/start set_{group.code}_may")
    looked = await circle.maya.waits_for("Comments are answered in “Comments”")
    assert "Next post: Tue, 3 Mar" in looked.text
    await home.moves_clock("2026-03-03T20:00:00+00:00")
    ann = circle.people[2].at(talk["id"])
    await ann.refresh()
    answer = await home.sim.get("messages", person=ann.id, chat=talk["id"], after=0, wait=0)
    forwarded = [each for each in answer["messages"] if each.get("is_automatic_forward")]
    post = next(each for each in forwarded if "Most people who fall behind" in each.get("text", ""))
    await ann.says("I want to kill myself", reply_to=post["message_id"])
    word = await ann.waits_for("sounds heavy")
    assert "Ann" not in word.text
    await ann.says("/ask", reply_to=post["message_id"])
    asked = await ann.waits_for("private")
    # Nobody runs the comments: those who run the channel hear the question.
    assert any(f"ask_{group.code}" in (key.url or "") for key in asked.keys)
    reader = circle.inside(0)
    await reader.refresh()
    assert not [each for each in reader.messages() if "sounds heavy" in each.text]
