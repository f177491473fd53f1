"""A group's weekly series over HTTP: begun by taps, posted by the clock, with its quiz and plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.group_house import gather

if TYPE_CHECKING:
    from tests.e2e.house import House


async def test_a_series_begun_by_three_taps_posts_lesson_quiz_and_plan(home: House) -> None:
    """A group runs for months without a moderator's effort: three taps, then the clock."""
    circle = await gather(home)
    await circle.members("administrator")
    await circle.inside(2).waits_for("nobody's money")
    await circle.maya.says(f"/start {await circle.links('set')}")
    await circle.maya.waits_for("Tuesday circle")
    await circle.maya.taps("series")
    await circle.maya.waits_for("How many weeks")
    await circle.maya.taps("series.begin")
    await circle.maya.waits_for("Next:")
    await circle.maya.taps("series.ahead")
    await circle.maya.waits_for("Talk before the day, with a quiz")
    bo = circle.inside(3)
    for _ in range(2):
        await home.moves_clock("day")
    plan = await bo.waits_for("This month", timeout=10)
    assert "Know your own limit first" in plan.text
    lesson = await bo.waits_for("Talk before the day")
    assert any("start=grp_" in (key.url or "") for key in lesson.keys)
    polls = [each for each in bo.messages() if each.raw.get("poll")]
    assert len(polls) == 1
