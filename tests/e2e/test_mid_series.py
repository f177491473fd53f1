"""What can happen to a group in the middle of its series: nothing of it is lost or said twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from coach.series_setup import Part
from storage import series
from tests.e2e.group_house import set_up
from tests.e2e.test_groups import known
from tests.e2e.test_series import begins
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.e2e.group_house import Circle
    from tests.e2e.house import House

LESSON = "Most people who fall behind"
SILENT = "I may no longer write"


async def parts(home: House, circle: Circle) -> frozenset[Part]:
    """Return what the group's series is made of."""
    group = await known(home, circle.chat)
    async with transaction(home.app.database, read=True) as uow:
        found = await series.get(uow, group.id)
    assert found is not None
    return found[0].parts


async def polls(circle: Circle, wanted: int) -> int:
    """Return how many polls stand in the group, once there are so many or nothing new comes."""
    reader = circle.inside(3)
    for wait in (0, 3, 3, 3, 3):
        await reader.refresh(wait=wait)
        found = len([each for each in reader.messages() if each.raw.get("poll")])
        if found >= wanted:
            break
    return found


async def lesson_then(home: House, circle: Circle, act: str, **loses: object) -> None:
    """Let the first lesson out, take a right from the bot before its quiz, and let it be tried."""
    reader = circle.inside(3)
    # Telegram asks for patience once, so that there is time between the two.
    busy = {"method": "sendPoll", "status": 429, "retry_after": 2, "times": 1}
    await home.sim.post("control", fail=[busy])
    moving = asyncio.create_task(home.moves_clock("2026-03-03T19:00:00+00:00"))
    await reader.waits_for(LESSON, timeout=10)
    await home.sim.post(act, chat=circle.chat, **loses)
    await moving
    async with asyncio.timeout(15):
        while len([each for each in await home.sim.log() if each["method"] == "sendPoll"]) < 2:
            await reader.refresh(wait=1)
    await home.sim.idle()


async def restricted(home: House, circle: Circle, **permissions: bool) -> None:
    """Take permissions from the bot between a lesson and its quiz."""
    await lesson_then(
        home, circle, "members", person="bot", by=circle.maya.id, status="restricted",
        permissions=permissions,
    )  # fmt: skip


async def test_a_quiz_whose_right_was_lost_waits_for_it_and_comes(home: House) -> None:
    """A right that is gone for an hour does not take the quizzes for ever."""
    circle = await begins(await set_up(home))
    await restricted(home, circle, can_send_messages=False, can_send_polls=False)
    await circle.maya.waits_for(SILENT, timeout=10)
    await home.moves_clock("hour")
    await circle.maya.refresh()
    assert len([each for each in circle.maya.messages() if SILENT in each.text]) == 1
    assert not [each for each in circle.maya.messages() if "polls" in each.text]
    assert Part.QUIZ in await parts(home, circle)
    await circle.members("administrator")
    await home.moves_clock("2026-03-04T12:00:00+00:00")
    assert await polls(circle, 1) == 1
    await home.moves_clock("2026-03-10T19:00:00+00:00")
    assert await polls(circle, 3) == 3


async def test_where_only_polls_are_forbidden_the_lessons_go_on_alone(home: House) -> None:
    """One missing right takes the quiz, not the series."""
    circle = await begins(await set_up(home))
    await restricted(home, circle, can_send_polls=False)
    await circle.maya.waits_for("polls", timeout=10)
    assert Part.QUIZ not in await parts(home, circle)


async def test_a_group_that_was_silenced_for_all_is_no_group_without_polls(home: House) -> None:
    """What all members may is changed without a word to the bot; the words of refusal are alike."""
    circle = await begins(await set_up(home, status="member"))
    silent = {"can_send_messages": False, "can_send_polls": False}
    await lesson_then(home, circle, "chat", permissions=silent)
    await circle.maya.waits_for(SILENT, timeout=10)
    assert Part.QUIZ in await parts(home, circle)
    loud = {"can_send_messages": True, "can_send_polls": True}
    await home.sim.post("chat", chat=circle.chat, permissions=loud)
    await home.moves_clock("2026-03-05T12:00:00+00:00")
    assert await polls(circle, 1) == 1
    assert (await known(home, circle.chat)).rights.post


async def titles(circle: Circle, chat: int | None = None) -> list[str]:
    """Return the first lines of the bot's posts in the group, oldest first."""
    reader = circle.people[3].at(chat or circle.chat)
    await reader.refresh()
    return [each.text.partition("\n")[0] for each in reader.messages() if each.text]


async def test_a_group_that_becomes_a_supergroup_goes_on_there(home: House) -> None:
    """Told by message: the series, its next hour and its plan move along, and nothing comes twice."""
    circle = await begins(await set_up(home, type="group"))
    await home.moves_clock("2026-03-03T19:00:00+00:00")
    await circle.inside(3).waits_for("This month here", timeout=10)
    moved = (await home.sim.post("migrate", chat=circle.chat))["id"]
    await home.sim.idle()
    await home.moves_clock("2026-03-10T19:00:00+00:00")
    reader = circle.people[3].at(moved)
    plan = await reader.waits_for("This month here", timeout=10)
    assert plan.text.count("✓") == 4
    assert (await titles(circle)).count("Talk before the day") == 1
    there = await titles(circle, moved)
    assert there.count("Know your own limit first") == 1
    assert "Talk before the day" not in there


def deaf(call: dict[str, Any]) -> bool:
    """Tell whether a call asked for updates in vain."""
    return call["method"] == "getUpdates" and not call["ok"]


async def test_a_move_that_only_an_error_tells_is_followed_at_once(home: House) -> None:
    """The clock may speak before the word of the move is read; its post goes to the new chat."""
    circle = await begins(await set_up(home, type="group"))
    await home.moves_clock("2026-03-03T19:00:00+00:00")
    await circle.inside(3).waits_for("This month here", timeout=10)
    await home.sim.post("control", fail=[{"method": "getUpdates", "status": 502, "times": None}])
    # What is being waited for comes back with this; from here on the bot hears nothing.
    await circle.people[4].says("/start")
    async with asyncio.timeout(15):
        while not [each for each in await home.sim.log() if deaf(each)]:
            await circle.people[4].refresh(wait=1)
    moved = (await home.sim.post("migrate", chat=circle.chat))["id"]
    await home.moves_clock("2026-03-10T19:00:00+00:00")
    reader = circle.people[3].at(moved)
    await reader.waits_for("Know your own limit first", timeout=10)
    assert (await known(home, moved)).kind == "supergroup"
    await home.sim.post("control", fail=[])
    await home.sim.idle()
    await home.moves_clock("2026-03-17T19:00:00+00:00")
    there = await titles(circle, moved)
    assert there.count("Know your own limit first") == 1
    assert there.count("Phone, chat or letter") == 1
    assert (await known(home, moved)).kind == "supergroup"


async def test_taken_out_and_put_back_it_goes_on_with_the_next_lesson(home: House) -> None:
    """Nothing is said meanwhile, nothing is lost, and weeks away are not made up for in a day."""
    circle = await begins(await set_up(home))
    await home.moves_clock("2026-03-03T19:00:00+00:00")
    await circle.inside(3).waits_for(LESSON, timeout=10)
    await circle.members("left")
    before = await titles(circle)
    await home.moves_clock("2026-03-24T12:00:00+00:00")
    assert await titles(circle) == before
    await circle.members("administrator")
    await home.moves_clock("hour")
    await circle.inside(3).waits_for("", timeout=10)
    told = (await titles(circle))[len(before) :]
    assert len([each for each in told if each.startswith("Practice person")]) == 1
    assert "A quiet look ahead" not in told
    await home.moves_clock("2026-04-07T19:00:00+00:00")
    told = await titles(circle)
    lessons = ("Talk before the day", "Know your own limit first", "Phone, chat or letter")
    assert [each for each in told if each in lessons] == list(lessons)


async def test_a_closed_topic_holds_the_lesson_until_another_is_chosen(home: House) -> None:
    """A forum's owner tidies up; no lesson falls into a topic that nobody can read."""
    circle = await begins(await set_up(home, forum=True, topics=["Old", "New"]))
    seen = await home.sim.get("chat", person=circle.maya.id, chat=circle.chat)
    old, new = (
        next(each["thread"] for each in seen["topics"] if each["name"] == name)
        for name in ("Old", "New")
    )
    group = await known(home, circle.chat)
    await circle.maya.says(f"/start set_{group.code}_{old}")
    await circle.maya.waits_for("Shall I post")
    await circle.maya.taps("groups.here")
    await circle.maya.waits_for("topic that you chose")
    await home.sim.post(
        "members", chat=circle.chat, person="bot", status="member", by=circle.maya.id
    )
    await home.sim.post("topics", person=circle.maya.id, chat=circle.chat, do="close", thread=old)
    await home.sim.idle()
    await circle.maya.waits_for("was closed or deleted")
    await home.moves_clock("2026-03-03T19:00:00+00:00")
    assert LESSON not in "".join(await titles(circle))
    await circle.maya.says(f"/start set_{group.code}_{new}")
    await circle.maya.waits_for("Shall I post")
    await circle.maya.taps("groups.here")
    await circle.maya.waits_for("topic that you chose")
    await home.moves_clock("2026-03-04T12:00:00+00:00")
    lesson = await circle.inside(3).waits_for(LESSON, timeout=10)
    assert lesson.raw["message_thread_id"] == new
    assert await polls(circle, 1) == 1
