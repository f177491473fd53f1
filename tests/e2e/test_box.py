"""The anonymous box with seven people over HTTP, and its tables read as an attacker would."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coach.box import A_DAY
from storage import people as stored_people
from storage.metadata import METADATA
from tests.e2e.group_house import Circle, gather
from usecases.people import transaction

if TYPE_CHECKING:
    from tests.e2e.house import House
    from tests.fakes.client import Person, Seen

ASKED = "May my lender call me at work every day?"


async def box(home: House) -> tuple[Circle, str]:
    """Return a group with its coach known, and the payload of the box's link."""
    circle = await gather(home)
    await circle.members("administrator")
    await circle.inside(2).waits_for("nobody's money")
    for place in (0, 1):
        await circle.people[place].says(f"/start {await circle.links('set')}")
        await circle.people[place].waits_for("Tuesday circle")
    await circle.inside(2).says("/ask")
    await circle.inside(0).waits_for("private chat with me")
    return circle, await circle.links("ask")


async def asks(person: Person, payload: str, words: str) -> None:
    """Ask in private and send it."""
    await person.says(f"/start {payload}")
    await person.waits_for("What would you like to ask “Tuesday circle”")
    await person.taps("box.write")
    await person.waits_for("leave out names")
    await person.says(words)
    await person.waits_for("The group would see")
    await person.taps("box.send")
    await person.waits_for("Your question is with a coach")


async def reads(coach: Person) -> Seen:
    """Open the box from the word that something waits there."""
    await coach.waits_for("waits in the box")
    await coach.taps("Read it")
    return await coach.waits_for("An anonymous question")


async def rows(home: House) -> dict[str, list[dict[str, Any]]]:
    """Return everything that is stored, opened with the key."""
    found = {}
    async with transaction(home.app.database, read=True) as uow:
        for table in METADATA.sorted_tables:
            found[table.name] = [dict(row) for row in (await uow.run(select(table))).mappings()]
    return found


async def settled(home: House) -> None:
    """Wait until the post is noted; then the clock looks for what follows from it."""
    for _ in range(500):
        if [row["status"] for row in (await rows(home))["questions"]] == ["posted"]:
            break
    await home.moves_clock("hour")


async def number_of(home: House, person: Person) -> int:
    """Return our number of a person."""
    async with transaction(home.app.database) as uow:
        found = await stored_people.find(uow, person.id)
    assert found is not None
    return found[0].id


async def test_a_question_is_posted_without_author_and_nothing_leads_back(home: House) -> None:
    """Whoever steals the tables and the key a minute later learns nothing about the asker."""
    circle, payload = await box(home)
    ann = circle.people[2]
    before = await rows(home)
    await asks(ann, payload, ASKED)
    asker = await number_of(home, ann)
    await reads(circle.maya)
    waiting = (await rows(home))["questions"]
    assert [row["reply"] for row in waiting] == [str(ann.id)]
    card = await reads(circle.people[1])
    await circle.maya.taps("box.post")
    await circle.maya.waits_for("goes to the group now")
    posted = await circle.inside(3).waits_for("A question from the box", timeout=10)
    assert ASKED in posted.text
    assert "Ann" not in posted.text
    await settled(home)
    await ann.waits_for("Your question is in the group", timeout=10)
    await circle.people[1].taps("box.post", message_id=card.message_id)
    await circle.people[1].waits_for("no longer waiting")
    await home.moves_clock("hour")
    _attack(before, await rows(home), asker, str(ann.id), {row["id"] for row in waiting})


def _attack(
    before: dict[str, list[dict[str, Any]]],
    after: dict[str, list[dict[str, Any]]],
    asker: int,
    telegram_id: str,
    old: set[int],
) -> None:
    """Join the posted question to its asker by every way the tables offer."""
    (question,) = after["questions"]
    assert {name for name, value in question.items() if value is not None} == {
        "id", "chat_id", "words", "day", "status",
    }  # fmt: skip
    assert not any(isinstance(value, datetime) for value in question.values())
    assert question["id"] not in old, "the number that waited was kept"
    for name in ("forms", "answers"):
        assert after[name] == before[name], f"{name} tells who typed"
    for name in ("due", "ledger"):
        for row in after[name]:
            about = f"{row['kind']} {row['occurrence']}"
            assert not (row["person_id"] == asker and "box" in about), f"{name}: {about}"
            assert row["ref"] != question["id"], f"{name} names the question"
            assert not row["person_id"] or row["ref"] not in old, f"{name}: {about}"
    for name, found in after.items():
        for row in found:
            for column, value in row.items():
                if name not in ("persons", "sent", "updates", "chats"):
                    assert telegram_id not in str(value), f"{name}.{column} names the asker"
                if value in old and name != "questions":
                    assert row.get("person_id") is None, f"{name}.{column} keeps the old number"
    (person,) = (row for row in after["persons"] if row["id"] == asker)
    assert "box" not in person["screen"]
    (counter,) = after["asked"]
    assert str(asker) != counter["word"]
    assert telegram_id not in counter["word"]


async def test_a_coach_answers_and_both_stand_in_one_post(home: House) -> None:
    """What the coach typed is seen before it goes out, and carries no name either."""
    circle, payload = await box(home)
    await asks(circle.people[2], payload, ASKED)
    await reads(circle.maya)
    await circle.maya.taps("box.answer")
    await circle.maya.waits_for("What is your answer")
    await circle.maya.says("Ask for letters instead, in writing.")
    await circle.maya.waits_for("A coach answers")
    await circle.maya.taps("box.put")
    posted = await circle.inside(3).waits_for("A coach answers", timeout=10)
    assert ASKED in posted.text
    assert "in writing" in posted.text
    await settled(home)
    await circle.people[2].waits_for("with an answer and without your name", timeout=10)


async def test_a_declined_question_is_erased_and_its_asker_hears_why(home: House) -> None:
    """No question just disappears."""
    circle, payload = await box(home)
    await asks(circle.people[2], payload, ASKED)
    await reads(circle.maya)
    await circle.maya.taps("box.decline")
    await circle.maya.waits_for("Why not?")
    await circle.maya.taps("box.reason")
    await circle.people[2].waits_for("Thank you for asking", timeout=10)
    await home.moves_clock("hour")
    found = await rows(home)
    assert found["questions"] == []
    assert not [row for row in found["due"] if row["kind"].startswith("box")]


async def test_what_nobody_decides_ends_after_fourteen_days_and_is_told(home: House) -> None:
    """An address is not kept because coaches are busy."""
    circle, payload = await box(home)
    await asks(circle.people[2], payload, ASKED)
    await home.moves_clock("day")
    assert (await rows(home))["questions"]
    for _ in range(15):
        await home.moves_clock("day")
    await circle.people[2].waits_for("Nobody got round to your question", timeout=10)
    found = await rows(home)
    assert found["questions"] == []
    assert not [row for row in found["ledger"] if row["kind"] == "box_word"]


async def test_a_day_has_room_for_three_questions(home: House) -> None:
    """The box stays readable, and the counter names nobody."""
    circle, payload = await box(home)
    ann = circle.people[2]
    for place in range(A_DAY):
        await asks(ann, payload, f"Question number {place} about a hold?")
    await ann.says(f"/start {payload}")
    await ann.waits_for("What would you like to ask “Tuesday circle”")
    await ann.taps("box.write")
    await ann.waits_for("leave out names")
    await ann.says("One more about a hold?")
    await ann.waits_for("come back tomorrow")


async def test_danger_is_answered_before_anything_is_stored(home: House) -> None:
    """A cry for help is not left waiting for a coach."""
    circle, payload = await box(home)
    ann = circle.people[2]
    await ann.says(f"/start {payload}")
    await ann.waits_for("What would you like to ask “Tuesday circle”")
    await ann.taps("box.write")
    await ann.waits_for("leave out names")
    await ann.says("I want to kill myself because of the debts")
    await ann.sees()
    assert (await rows(home))["questions"] == []


async def test_a_question_is_taken_only_where_a_coach_would_read_it(home: House) -> None:
    """Nobody waits fourteen days for a reader who is not there."""
    circle = await gather(home)
    await circle.members("administrator")
    await circle.inside(2).waits_for("nobody's money")
    await circle.inside(2).says("/ask")
    await circle.inside(0).waits_for("private chat with me")
    ann = circle.people[2]
    await ann.says(f"/start {await circle.links('ask')}")
    card = await ann.waits_for("nobody would read a question")
    assert not any("box" in (key.data or "") for key in card.keys)


async def test_a_question_is_typed_again_and_a_coach_goes_from_one_to_the_next(
    home: House,
) -> None:
    """Who sees themselves in the preview says it otherwise; who decides is not sent home."""
    circle, payload = await box(home)
    ann, bo = circle.people[2], circle.people[3]
    await ann.says(f"/start {payload}")
    await ann.waits_for("What would you like to ask “Tuesday circle”")
    await ann.taps("box.write")
    await ann.waits_for("leave out names")
    await ann.says("May they call the bakery?")
    await ann.waits_for("The group would see")
    await ann.taps("box.write")
    await ann.waits_for("leave out names")
    await ann.says(ASKED)
    await ann.waits_for(ASKED)
    await ann.taps("box.send")
    await ann.waits_for("Your question is with a coach")
    assert [row["words"] for row in (await rows(home))["questions"]] == [ASKED]
    await asks(bo, payload, "Who pays for a letter?")
    first = await reads(circle.maya)
    other = ASKED if ASKED not in first.text else "Who pays for a letter?"
    await circle.maya.taps("box.post")
    await circle.maya.waits_for("goes to the group now")
    await circle.maya.taps("The next question")
    await circle.maya.waits_for(other)
    await circle.maya.taps("box.decline")
    await circle.maya.waits_for("Why not?")
    await circle.maya.taps("box.reason")
    card = await circle.maya.waits_for("Not posted")
    assert not any(key.label == "The next question" for key in card.keys)


async def test_who_runs_the_group_no_longer_reads_no_question_and_hears_of_none(
    home: House,
) -> None:
    """What members ask in trust is not for somebody who was dismissed."""
    circle, payload = await box(home)
    dina = circle.people[1]
    await home.sim.post("members", chat=circle.chat, person=dina.id, status="member",
                        by=circle.maya.id)  # fmt: skip
    await asks(circle.people[2], payload, ASKED)
    await dina.waits_for("waits in the box")
    await dina.taps("Read it")
    await home.sim.idle()
    await dina.refresh()
    assert not [each for each in dina.messages() if ASKED in each.text]
    assert await number_of(home, dina) not in {
        row["person_id"] for row in (await rows(home))["coaches"]
    }
