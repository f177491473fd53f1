"""A group's region, clock, topic and rights, set in private by whoever Telegram names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats

from bot import commands
from bot.ui.texts import Catalogs
from handlers import COMMANDS
from tests.e2e.group_house import gather, set_up
from tests.e2e.test_groups import known
from tests.e2e.test_series import begins

if TYPE_CHECKING:
    from tests.e2e.house import House


async def test_a_group_is_set_up_step_by_step_with_a_typed_city(home: House) -> None:
    """Whoever set it up once need do nothing for months; another land's clock would be wrong."""
    circle = await gather(home)
    await circle.members("administrator")
    group = await known(home, circle.chat)
    maya = circle.maya
    await maya.says(f"/start set_{group.code}")
    await maya.waits_for("A few short questions")
    await maya.taps("groups.regions")
    await maya.waits_for("Whose rules")
    await maya.taps("European Union")
    await maya.waits_for("Which language")
    await maya.taps("English")
    await maya.waits_for("By which clock")
    await maya.taps("groups.write_place")
    await maya.waits_for("Which city")
    await maya.says("Somewhere")
    await maya.waits_for("don't know that place")
    await maya.says("Munich")
    await maya.waits_for("By the clock of Berlin")
    assert (await known(home, circle.chat)).zone != "Europe/Berlin"
    await maya.taps("Yes, by this clock")
    await maya.waits_for("On which day")
    await maya.taps("Day ›")
    await maya.waits_for("Wednesday")
    await maya.taps("‹ Hour")
    await maya.waits_for("5:00")
    await maya.taps("That suits us")
    await maya.waits_for("How many weeks")
    await maya.taps("6 weeks")
    ready = await maya.waits_for("is ready")
    assert "Wed, 4 Mar" in ready.text
    assert "hide the list of members" in ready.text
    found = await known(home, circle.chat)
    assert (found.region, found.zone) == ("europe", "Europe/Berlin")
    await home.moves_clock("2026-03-04T17:00:00+00:00")
    await circle.inside(3).waits_for("Most people who fall behind", timeout=10)


async def test_a_new_language_reaches_the_pinned_plan_at_once(home: House) -> None:
    """A plan in the old language would stand on top of the group for a month."""
    circle = await begins(await set_up(home))
    await home.moves_clock("2026-03-03T20:00:00+00:00")
    await circle.inside(3).waits_for("This month here", timeout=10)
    await circle.maya.taps("groups.one")
    await circle.maya.waits_for("What shall we look at")
    await circle.maya.taps("groups.set")
    await circle.maya.waits_for("Clock:")
    await circle.maya.taps("groups.speak")
    await circle.maya.waits_for("中文")
    await home.moves_clock("hour")
    plan = await circle.inside(3).waits_for("本月安排", timeout=10)
    assert "✓" in plan.text


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


async def test_a_bot_added_by_a_link_says_hello_and_nothing_else(home: House) -> None:
    """Telegram itself writes /start there; two answers at once look like a quarrel."""
    circle = await gather(home, bot=None)
    said = await home.sim.post(
        "startgroup", person=circle.maya.id, chat=circle.chat, payload="true"
    )
    await home.sim.idle(update=said["update_id"])
    bo = circle.inside(3)
    await bo.waits_for("nobody's money")
    await bo.refresh()
    assert len(bo.messages()) == 1


async def test_who_runs_a_group_is_shown_more_commands_there_than_members(home: House) -> None:
    """In a group nothing invites people to write of their own money."""
    app, bot = home.app, home.app.bot
    await commands.announce(bot, app.database, Catalogs(), COMMANDS, "en")
    for language in ("en", "zh"):
        members = await bot.get_my_commands(BotCommandScopeAllGroupChats(), language)
        run = await bot.get_my_commands(BotCommandScopeAllChatAdministrators(), language)
        assert [each.command for each in members] == ["ask", "help", "privacy"]
        assert {"setup", "diagnose", "here"} < {each.command for each in run}
    assert "不" in members[0].description
