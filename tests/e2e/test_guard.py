"""A guarded group: numbers go, sums stay, and nothing of what was written is left anywhere."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coach.groups import REPLIES_A_MINUTE
from storage.metadata import METADATA
from tests.e2e.group_house import Circle, gather, opens
from tests.e2e.test_groups import known
from usecases.people import transaction

if TYPE_CHECKING:
    import pytest

    from tests.e2e.house import House
    from tests.fakes.client import Person

PHONE = "zanzibar, ring 13800138000"
REMOVED = "looks personal"


async def guarded(home: House, **more: Any) -> Circle:
    """Return a group in which the bot may delete, its guard switched on by the owner."""
    circle = await gather(home, **more)
    await circle.members("administrator")
    await circle.inside(2).waits_for("nobody's money")
    code = (await known(home, circle.chat)).code
    await opens(circle, f"set_{code}")
    await circle.maya.taps("Guard:")
    await circle.maya.waits_for("guard is off")
    reader = circle.inside(6)
    await reader.now()
    await circle.maya.taps("Switch on")
    await circle.maya.waits_for("guard is on")
    await reader.waits_for("I can now read")
    return circle


async def stands(person: Person, said: dict[str, Any]) -> bool:
    """Tell whether a message is still in the chat once the bot has seen to it."""
    if said["update_id"] is not None:
        await person.sim.idle(update=said["update_id"])
    answer = await person.sim.get("messages", person=person.id, chat=person.chat, after=0, wait=0)
    number = said["message_id"]
    return any(m["message_id"] == number and not m["deleted"] for m in answer["messages"])


async def gone(person: Person, said: dict[str, Any]) -> bool:
    """Tell whether a message disappears within a few seconds."""
    for _ in range(50):
        if not await stands(person, said):
            return True
        await asyncio.sleep(0.1)
    return False


async def test_without_a_guard_nobodys_words_are_touched(home: House) -> None:
    """Off until an administrator switches it on."""
    circle = await gather(home)
    await circle.members("administrator")
    ann = circle.inside(2)
    await ann.waits_for("nobody's money")
    assert await stands(ann, await ann.says(PHONE))


async def test_a_number_goes_with_a_word_that_goes_too_and_sums_stay(home: House) -> None:
    """The person learns why, nobody is named, and after a minute no trace of it is left."""
    circle = await guarded(home)
    ann = circle.inside(2)
    assert await stands(ann, await ann.says("I owe 5,000 and paid 250.50 on 3 May 2026"))
    said = await ann.says(PHONE)
    word = await ann.waits_for(REMOVED)
    assert await gone(ann, said)
    assert "Ann" not in word.text
    assert "13800138000" not in word.text
    await home.moves_clock("hour")
    await ann.refresh()
    assert word.message_id not in {each.message_id for each in ann.messages()}


async def test_an_edit_into_a_number_and_a_command_with_one_go_too(home: House) -> None:
    """A number is as harmful where it was put in later."""
    circle = await guarded(home)
    ann = circle.inside(2)
    said = await ann.says("hello all")
    assert await stands(ann, said)
    await ann.edits(said["message_id"], PHONE)
    assert await gone(ann, said)
    assert await gone(ann, await ann.says(f"/debts {PHONE}"))
    caption = await ann.sends("photo", b"\x89PNG\r\n\x1a\n", name="a.png", caption=PHONE)
    assert await gone(ann, caption)


async def test_an_administrators_own_number_stays(home: House) -> None:
    """Coaches answer for what they post."""
    circle = await guarded(home)
    dina = circle.inside(1)
    assert await stands(dina, await dina.says(PHONE))
    ann = circle.inside(2)
    assert await gone(ann, await ann.says(PHONE))
    assert len([each for each in ann.messages() if REMOVED in each.text]) <= 1


async def test_without_its_right_the_guard_is_idle_and_says_so(home: House) -> None:
    """A right that is lost is told to the coaches in private, and regained it works again."""
    circle = await guarded(home)
    ann = circle.inside(2)
    await circle.maya.now()
    await circle.members("administrator", rights={"can_delete_messages": False})
    await circle.maya.waits_for("guard is idle")
    assert await stands(ann, await ann.says(PHONE))
    await circle.members("administrator", rights={"can_delete_messages": True})
    assert await gone(ann, await ann.says(PHONE))


async def test_heavy_words_with_a_number_are_answered_with_help_whoever_wrote_them(
    home: House,
) -> None:
    """A number that has to go takes no cry for help with it (care 6)."""
    circle = await guarded(home)
    for place in (2, 1):
        who = circle.inside(place)
        await who.now()
        said = await who.says(f"/debts I want to kill myself, {PHONE}")
        await who.waits_for("sounds heavy")
        assert await gone(who, said) is (place == 2)


async def test_in_a_forum_the_word_stays_in_the_topic(home: House) -> None:
    """Whoever was meant is reading there."""
    circle = await gather(home, forum=True, topics=["Talk"])
    await circle.members("administrator")
    made = await home.sim.get("chat", person=circle.maya.id, chat=circle.chat)
    topic = next(number for number in _threads(made) if number > 1)
    code = (await known(home, circle.chat)).code
    await opens(circle, f"set_{code}")
    await circle.maya.taps("Guard:")
    await circle.maya.waits_for("guard is off")
    await circle.maya.taps("Switch on")
    await circle.maya.waits_for("guard is on")
    ann = circle.inside(2)
    await ann.says(PHONE, thread=topic)
    assert (await ann.waits_for(REMOVED)).raw["message_thread_id"] == topic
    await ann.says("/debts", thread=topic)
    assert (await ann.waits_for("private chat")).raw["message_thread_id"] == topic


def _threads(chat: dict[str, Any]) -> list[int]:
    topics = chat["topics"]
    return [int(n) for n in topics] if isinstance(topics, dict) else [t["thread"] for t in topics]


async def test_scams_are_warned_of_once_a_week_and_nobody_is_blamed(home: House) -> None:
    """A general word; a second offer the same week gets none."""
    circle = await guarded(home)
    ann = circle.inside(2)
    offer = "We erase your debt, pay the fee first"
    await ann.says(offer)
    await ann.waits_for("reminder for everybody")
    said = await ann.says(offer)
    await home.sim.idle(update=said["update_id"])
    assert await stands(ann, said)
    assert not [m for m in ann.messages()[-1:] if m.raw["message_id"] > said["message_id"]]


async def test_fifty_numbers_at_once_all_go_and_the_bot_says_little(home: House) -> None:
    """Replies are counted, removals are not."""
    circle = await guarded(home)
    people = [circle.inside(place) for place in range(2, 7)]
    said = [await people[each % 5].says(f"zanzibar {each}: 138001380{each:02}")
            for each in range(50)]  # fmt: skip
    ann = people[0]
    for each in said:
        assert await gone(ann, each)
    log = await home.sim.log()
    words = [c for c in log if c["method"].lower() == "sendmessage" and REMOVED in str(c)]
    assert 1 <= len(words) <= 20


async def test_nothing_of_a_removed_message_is_in_a_log_or_a_table(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The notice promises that messages are neither kept nor logged."""
    caplog.set_level(logging.INFO)
    circle = await guarded(home)
    ann = circle.inside(2)
    caplog.clear()
    assert await gone(ann, await ann.says(PHONE))
    await stands(ann, await ann.says("zanzibar has no number but erase your debt, pay first"))
    await stands(ann, await ann.says("/debts zanzibar 5000"))
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "zanzibar" not in said
    assert "13800138" not in said
    async with transaction(home.app.database, read=True) as uow:
        for table in METADATA.sorted_tables:
            rows = str((await uow.run(select(table))).all())
            assert "zanzibar" not in rows
            assert "13800138000" not in rows
            if table.name != "persons":
                assert not re.search(rf"(?<!\d){ann.id}(?!\d)", rows)


async def test_a_removal_that_telegram_was_too_busy_for_is_done_by_the_clock(home: House) -> None:
    """What was promised to be removed is not left standing."""
    circle = await guarded(home)
    trouble = {"method": "deleteMessage", "status": 429, "retry_after": 1, "times": 1}
    await home.sim.post("control", fail=[trouble])
    ann = circle.inside(2)
    assert await gone(ann, await ann.says(PHONE))
    tries = [call for call in await home.sim.log() if call["method"] == "deleteMessage"]
    assert len(tries) == 2


async def test_who_fills_the_minute_with_commands_does_not_silence_the_warning(
    home: House,
) -> None:
    """Else a scammer types ten commands first, and the group is not warned for a week."""
    circle = await guarded(home)
    eve = circle.inside(5)
    for _ in range(REPLIES_A_MINUTE + 2):
        await eve.says("/debts")
    await eve.says("We erase your debt, pay the fee first")
    await eve.waits_for("reminder for everybody")
