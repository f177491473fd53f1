"""A week at a counselling NGO over HTTP: from the first invitation to the hand-over and back home.

The broadcast to many with a kill in the middle has a test of its own (test_kill_broadcast).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.tables_grants import audit, grants, looks
from storage.tables_plans import change_requests, plans
from tests.e2e.house import house
from tests.e2e.path import EN, Walker, agreement, first_debt, proposal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.house import House

OWNER = 100_900


async def invited(giver: Walker, *ways: str) -> str:
    """Walk to an invitation and return what its link starts."""
    await giver.says("/team")
    seen = await giver.taps(*ways)
    assert "It works once" in seen.text
    link = next(key.copy for key in seen.keys if key.copy)
    return "/start " + link.split("start=")[1]


async def joins(home: House, giver: Walker, name: str) -> Walker:
    """Let somebody take up a counsellor's invitation and give their name."""
    start = await invited(giver, "staff.team", "staff.invites", "staff.invite:counsellor")
    counsellor = Walker(await home.sim.person(name), EN)
    await counsellor.says(start)
    await counsellor.taps("staff.accept")
    await counsellor.says(name)
    return counsellor


async def test_a_week_from_invitation_to_hand_over(tmp_path: Path, sqlite_url: str) -> None:
    """What nobody shared is never seen; what was shared can be taken back; nothing falls between."""
    async with house(tmp_path, sqlite_url, owner_ids=(OWNER,)) as home:
        olga = Walker(await home.sim.person("Olga", id=OWNER), EN)
        await olga.says("/start", "/team")
        await olga.taps("staff.mine", "staff.name")
        await olga.says("Olga")
        anna, ben = await joins(home, olga, "Anna"), await joins(home, olga, "Ben")

        # Monday: a client with a plan takes up Anna's invitation, and shares nothing yet.
        mei = Walker(await home.sim.person("Mei"), EN)
        await mei.says("/start")
        await first_debt(mei)
        await proposal(mei)
        await agreement(mei)
        await mei.says(await invited(anna, "staff.invite:client"))
        await mei.taps("staff.accept")
        await anna.says("/clients")
        seen = await anna.taps("clients.one:")
        assert "Visa" not in seen.text
        assert not anna.offered("clients.case:")

        # Tuesday: she opens her case for a month; each look is hers to read.
        await mei.says("/privacy")
        await mei.taps("grants", "grants.one:", "Show my case", "30 days")
        await anna.says("/clients")
        await anna.taps("clients.one:")
        seen = await anna.taps("clients.case:")
        assert "Visa" in seen.text
        await mei.says("/privacy")
        seen = await mei.taps("grants", "grants.looks")
        assert "Anna, your case" in seen.text

        # Wednesday: a question, an answer, a task done, a suggestion taken up.
        await mei.taps("grants", "grants.one:", "relay:", "relay.write:")
        await mei.says("Must I sign today?")
        await anna.person.waits_for("Must I sign today?")
        await anna.taps("relay.reply:")
        await anna.says("No. Ask for a week.")
        assert await mei.person.waits_for("Your note for today")
        seen = await mei.taps("note.show")
        assert "Ask for a week" in seen.text
        await anna.taps("task.new:")
        await anna.says("Note what they said")
        await anna.taps("f.skip", "f.save")
        await mei.person.waits_for("Your note for today")
        await mei.taps("note.show", "task.done:")
        await anna.person.waits_for("has done it")
        await anna.says("/clients")
        await anna.taps("clients.one:", "relay.with:", "suggestion.which:", "suggestion.new:")
        await anna.says("120", "36", "The rent went up")
        await anna.taps("f.save")
        await mei.person.waits_for("Your note for today")
        await mei.taps("note.show", "suggestion.accept:")
        await anna.person.waits_for("takes it up")
        async with home.app.database.read() as uow:
            (asked,) = (await uow.run(select(change_requests))).all()
            (plan,) = (await uow.run(select(plans))).all()
        assert (asked.can_pay, asked.status, plan.amount) == (12_000, "asked", 18_000)

        # Thursday: she takes everything back in one tap; Anna sees no more of it than at first.
        await mei.says("/privacy")
        await mei.taps("grants", "grants.withdraw")
        await anna.says("/clients")
        seen = await anna.taps("clients.one:")
        assert "Visa" not in seen.text
        assert not anna.offered("clients.case:")

        # Friday: Anna hands her over to Ben, to whom she shares nothing either; then Anna leaves.
        await anna.taps("care.hand:", "Ben", "care.give:")
        await ben.says("/clients")
        seen = await ben.taps("clients.one:")
        assert "Visa" not in seen.text
        await olga.says("/team")
        await olga.taps("staff.team", "Anna", "staff.asks_end:", "staff.end:")
        await anna.person.says("/clients")
        assert "clients.one" not in str(anna.person.buttons())
        async with home.app.database.read() as uow:
            (grant,) = (await uow.run(select(grants))).all()
            seen_by = {row.name for row in (await uow.run(select(looks))).all()}
            done = {row.action for row in (await uow.run(select(audit))).all()}
        assert grant.level == "nothing"
        assert seen_by == {"Anna"}
        assert {"invite_counsellor", "accept_client", "send_task", "propose_change", "hand_over",
                "end_access"} <= done  # fmt: skip
