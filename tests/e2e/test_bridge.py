"""From a group into private: silent, kind where it is heavy, and remembered only with a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from storage import guard
from storage.tables_bridge import bridges
from tests.e2e.group_house import Circle, gather
from tests.e2e.test_groups import known
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.e2e.house import House


async def joined(home: House) -> Circle:
    """Return a group that the bot has just been introduced to."""
    circle = await gather(home)
    await circle.members("administrator")
    await circle.inside(2).waits_for("nobody's money")
    return circle


async def kept(home: House) -> int:
    """Return how many people's groups are remembered."""
    async with transaction(home.app.database, read=True) as uow:
        found: int = (await uow.run(select(func.count()).select_from(bridges))).scalar_one()
    return found


async def test_a_command_in_the_group_leads_to_its_own_screen_and_repeats_no_sum(
    home: House,
) -> None:
    """What somebody let slip is not said again."""
    circle = await joined(home)
    bo = circle.inside(3)
    said = await bo.says("/budget 73100 a month")
    answer = await bo.waits_for("private chat")
    assert "73100" not in str(answer.raw.get("text"))
    assert answer.raw["reply_to_message"]["message_id"] == said["message_id"]
    assert answer.keys[0].url is not None
    assert answer.keys[0].url.endswith("-budget")


@pytest.mark.parametrize(
    ("status", "words"),
    [("member", "does not reach me"), ("administrator", "what you write reaches me")],
)
async def test_a_member_who_asks_hears_in_the_group_which_messages_reach_the_bot(
    home: House, status: str, words: str
) -> None:
    """Who does not administer the group is told nowhere else."""
    circle = await gather(home)
    await circle.members(status)
    await circle.inside(2).waits_for("nobody's money")
    bo = circle.inside(3)
    await bo.says("/privacy")
    answer = await bo.waits_for(words)
    assert answer.keys[0].url is not None
    assert answer.keys[0].url.endswith("-privacy")


async def test_a_lessons_button_leads_to_its_own_screen(home: House) -> None:
    """Who was moved by a lesson should not have to look for what it spoke of."""
    circle = await joined(home)
    code = (await known(home, circle.chat)).code
    bo = circle.people[3]
    await bo.says(f"/start grp_{code}-l-papers")
    await bo.sees()
    await bo.taps("Go on without")
    await bo.sees()
    assert (
        any("evidence" in (key.data or "") for key in bo.last().keys) or "paper" in bo.last().text
    )


async def test_a_group_is_remembered_only_with_a_yes_and_forgotten_in_one_tap(home: House) -> None:
    """Without it everything is as it was."""
    circle = await joined(home)
    code = (await known(home, circle.chat)).code
    bo = circle.people[3]
    await bo.says(f"/start grp_{code}")
    assert "Nothing from this chat goes back" in (await bo.sees()).text
    await bo.taps("Go on without")
    await bo.sees()
    assert await kept(home) == 0
    await bo.says(f"/start grp_{code}")
    await bo.sees()
    await bo.taps("Remember the group")
    await bo.waits_for("I remember that you came")
    assert await kept(home) == 1
    await bo.taps("Forget")
    await bo.waits_for("no group")
    assert await kept(home) == 0


async def test_heavy_words_to_the_bot_are_answered_with_help_and_no_name(home: House) -> None:
    """Care 6: people first, and not in public."""
    circle = await joined(home)
    ann = circle.inside(2)
    await ann.says("/debts I want to kill myself")
    answer = await ann.waits_for("sounds heavy")
    assert "Ann" not in answer.text
    assert "kill" not in answer.text
    assert (answer.keys[0].url or "").endswith("-danger")
    await ann.says("I want to kill myself", reply_to=answer.message_id)
    await ann.waits_for("sounds heavy")


async def test_commands_of_other_bots_are_left_to_them(home: House) -> None:
    """An administrator bot hears everybody's commands."""
    circle = await joined(home)
    ann = circle.inside(2)
    said = await ann.says("/weather")
    await home.sim.idle(update=said["update_id"])
    await ann.refresh()
    assert not [each for each in ann.messages() if each.message_id > said["message_id"]]


async def test_under_a_channels_post_the_bot_answers_only_in_the_discussion_group(
    home: House,
) -> None:
    """What the channel forwards by itself, numbers and all, is left alone."""
    circle = await joined(home)
    made = await home.sim.post(
        "groups", title="News", type="channel", members=[circle.maya.id], linked=circle.chat
    )
    maya, ann = circle.maya.at(made["id"]), circle.inside(2)
    async with transaction(home.app.database) as uow:
        await guard.switch_on(uow, (await known(home, circle.chat)).id)
        await uow.commit()
    await maya.says("Call me on 13800138000 or write /debts")
    await home.sim.idle()
    await maya.refresh()
    assert not [each for each in maya.messages() if "private chat" in each.text]
    answer = await home.sim.get("messages", person=ann.id, chat=circle.chat, after=0, wait=0)
    forwarded = [each for each in answer["messages"] if each.get("is_automatic_forward")]
    assert [each["deleted"] for each in forwarded] == [False]
    post = forwarded[0]["message_id"]
    await ann.says("/debts", reply_to=post)
    said = await ann.waits_for("private chat")
    assert said.raw["reply_to_message"]["text"] == "/debts"
    await ann.says("mine is 13900139000", reply_to=post)
    word = await ann.waits_for("looks personal")
    assert word.raw["reply_to_message"]["message_id"] == post
