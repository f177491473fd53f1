"""A group with the real bot in it: introduced, set up in private, moved, its rights lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import groups
from tests.e2e.group_house import gather
from usecases.people import transaction

if TYPE_CHECKING:
    from coach.groups import Group
    from tests.e2e.house import House


async def known(home: House, chat: int) -> Group:
    """Return what the bot knows of a group."""
    async with transaction(home.app.database, read=True) as uow:
        found = await groups.find(uow, chat)
    assert found is not None
    return found


async def test_the_bot_says_once_who_it_is_and_only_administrators_set_it_up(home: House) -> None:
    """The right is Telegram's to tell: a member with the same link changes nothing."""
    circle = await gather(home)
    await circle.members("member")
    hello = await circle.inside(2).waits_for("nobody's money")
    link = next(key.url for key in hello.keys if "set_" in (key.url or ""))
    payload = (link or "").partition("?start=")[2]
    await circle.maya.says(f"/start {payload}")
    assert "Tuesday circle" in (await circle.maya.sees()).text
    await circle.maya.taps("groups.one")
    await circle.maya.waits_for("What shall we look at")
    await circle.maya.taps("groups.set")
    await circle.maya.waits_for("Clock:")
    await circle.maya.taps("groups.speak")
    await circle.maya.waits_for("By which clock")
    assert (await known(home, circle.chat)).locale == "zh_Hans_CN"
    ann = circle.people[2]
    await ann.says(f"/start {payload}")
    assert "administrator" in (await ann.sees()).text


async def test_a_button_of_somebody_who_was_administrator_changes_nothing(home: House) -> None:
    """The right is asked for at each change, not remembered."""
    circle = await gather(home)
    await circle.members("member")
    dina = circle.people[1]
    code = (await known(home, circle.chat)).code
    await dina.says(f"/start set_{code}")
    await dina.sees()
    await dina.taps("groups.one")
    await dina.waits_for("What shall we look at")
    await dina.taps("groups.set")
    card = await dina.waits_for("Clock:")
    await home.sim.post("members", chat=circle.chat, person=dina.id, status="member",
                        by=circle.maya.id)  # fmt: skip
    await dina.taps("groups.speak", message_id=card.message_id)
    await dina.sees()
    assert (await known(home, circle.chat)).locale == "en"


async def test_personal_words_in_a_group_lead_into_private_and_are_tidied_up(home: House) -> None:
    """Nobody's money on show, and no clutter of the bot's own."""
    circle = await gather(home)
    await circle.members("administrator")
    await circle.inside(2).waits_for("nobody's money")
    bo = circle.inside(3)
    await bo.says("/debts")
    answer = await bo.waits_for("private chat")
    await home.sim.idle()
    for _ in range(5):
        # The note to delete it is written after the answer went out: perhaps after the first move.
        await home.moves_clock("hour")
        await bo.refresh()
        if answer.message_id not in {each.message_id for each in bo.messages()}:
            break
    assert answer.message_id not in {each.message_id for each in bo.messages()}


async def test_a_group_keeps_its_settings_when_it_becomes_a_supergroup(home: House) -> None:
    """Telegram gives it a new id, by message and by error; it is one group to us."""
    circle = await gather(home, type="group")
    await circle.members("member")
    before = await known(home, circle.chat)
    moved = await home.sim.post("migrate", chat=circle.chat)
    await home.sim.idle()
    after = await known(home, moved["id"])
    assert after.id == before.id
    assert after.kind == "supergroup"
