"""A group's weekly series over HTTP: begun by taps, posted by the clock, with its quiz and plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.group_house import set_up

if TYPE_CHECKING:
    from tests.e2e.group_house import Circle
    from tests.e2e.house import House


async def begins(circle: Circle) -> Circle:
    """Begin a series from the group's card; return the group."""
    await circle.maya.taps("series")
    await circle.maya.waits_for("How many weeks")
    await circle.maya.taps("series.begin")
    await circle.maya.waits_for("Next:")
    return circle


async def test_a_series_begun_by_three_taps_posts_lesson_quiz_and_plan(home: House) -> None:
    """A group runs for months without a moderator's effort: three taps, then the clock."""
    circle = await begins(await set_up(home))
    await circle.maya.taps("series.ahead")
    await circle.maya.waits_for("Talk before the day, with a quiz")
    bo = circle.inside(3)
    for _ in range(2):
        await home.moves_clock("day")
    plan = await bo.waits_for("This month", timeout=10)
    assert "Know your own limit first" in plan.text
    lesson = await bo.waits_for("Most people who fall behind")
    assert any("start=grp_" in (key.url or "") for key in lesson.keys)
    polls = [each for each in bo.messages() if each.raw.get("poll")]
    assert len(polls) == 1


async def test_a_coach_sees_an_own_post_before_a_tap_lets_it_go(home: House) -> None:
    """What is typed changes no group by itself, and stands in the group as it was typed."""
    circle = await begins(await set_up(home))
    await circle.maya.taps("series.order")
    await circle.maya.waits_for("week by week")
    await circle.maya.taps("series.write")
    await circle.maya.waits_for("What shall I post?")
    await circle.maya.says("Library <b>on Monday</b> at six")
    await circle.maya.waits_for("The group would see this")
    await circle.maya.taps("series.put")
    await circle.maya.waits_for("Library")
    for _ in range(2):
        await home.moves_clock("day")
    bo = circle.inside(3)
    await bo.waits_for("Library <b>on Monday</b> at six", timeout=10)
    assert [each for each in bo.messages() if each.text.startswith("Library <b>on Monday</b>")]
