"""See it, take it along, hide it, erase it (care 2, 7, 11)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World


async def _count(world: World, table: str) -> int:
    async with world.database.read() as uow:
        return int((await uow.run(text(f"SELECT count(*) FROM {table}"))).scalar_one())


async def _kept(person: Chat) -> None:
    await person.says("/start")
    await person.taps("path", "budget", "budget.quick", ":region:gb")
    for number in ("2000", "1500", "100"):
        await person.says(number)
    await person.sends_data("consents")
    await person.taps("consents.set:keep:1")


async def test_the_privacy_screen_says_who_can_see_what(world: World) -> None:
    """Plain words, with a host or without one."""
    ann = world.chat()
    card = await ann.says("/privacy")
    assert "not end-to-end encrypted" in card.text
    assert "private person, not an organisation" in card.text


async def test_the_export_holds_what_was_typed_in_both_files(world: World) -> None:
    """Somebody who leaves takes everything along."""
    ann = world.chat()
    await _kept(ann)
    await ann.says("/export")
    sent = [call for call in world.edge.calls if call[0] == "sendDocument"]
    assert len(sent) == 2
    files = [seen.file for seen in ann.messages if seen.file]
    assert files == ["document", "document"]


async def test_the_export_is_complete_and_readable(world: World) -> None:
    """The files open, and the figures are in them."""
    from bot.ui import cards_privacy
    from storage import erasure, people

    ann = world.chat(language="zh-hans")
    await _kept(ann)
    async with world.database.read() as uow:
        found = await people.find(uow, ann.id)
        assert found is not None
        everything = await erasure.everything(uow, found[0].id)
    data = json.loads(cards_privacy.as_json(everything))
    assert {row["amount"] for row in data["budget_lines"]} >= {200_000, 150_000}
    assert data["persons"][0]["telegram_id"] == str(ann.id)
    texts = world.services.catalogs.texts("zh_Hans_CN")
    card = cards_privacy.exported(texts, everything, everything)
    words = card.papers[0].build().decode()
    assert "£2,000" in words
    assert "收支" in words


async def test_hide_deletes_two_days_and_leaves_a_neutral_line(world: World) -> None:
    """Whoever picks up the phone sees no sum, no name and no topic."""
    ann = world.chat()
    await _kept(ann)
    card = await ann.taps("Hide")
    assert [seen.message_id for seen in ann.messages] == [card.message_id]
    assert "debt" not in card.text.lower()
    assert "24" not in card.text
    card = await ann.taps("Open")
    assert "What you agreed to" in card.text, "back to where they were"


async def test_hide_still_clears_the_card_after_a_restart(world: World) -> None:
    """The number of the live card stands in the database."""
    ann = world.chat()
    await ann.says("/start")
    await ann.says("/privacy")
    world.restart()
    card = await ann.says("/hide")
    own = [seen for seen in ann.messages if not seen.mine]
    assert card in own
    assert not any("end-to-end" in seen.text for seen in own[:-1]) or len(own) <= 2


async def _end_trial(world: World, person: Chat) -> None:
    from storage import people
    from usecases import privacy
    from usecases.work import Work

    async with world.database.write() as uow:
        found = await people.find(uow, person.id)
        assert found is not None
        work = Work(uow, found[0], world.now, world.now.date(), world.services.packs)
        await privacy.end_trial(work)
        await uow.commit()


async def test_a_trial_that_ends_leaves_no_answer(world: World) -> None:
    """A day after the last tap everything on trial is gone; the language stays."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("中文")
    await ann.taps("path", "budget", "budget.quick", ":region:gb")
    await ann.says("2000")
    await ann.says("1500")
    await _end_trial(world, ann)
    assert await _count(world, "answers") == 0
    assert await _count(world, "forms") == 0
    card = await ann.says("/start")
    assert "您好" in card.text
    assert "接着上次" not in card.labels


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Your draft was erased after 24 hours"), ("zh-hans", "草稿已按事先说明在24小时后删除")],
)
@pytest.mark.parametrize("comes_by", ["an old button", "text", "/start", "/hide"])
async def test_an_erased_draft_is_said_once(
    world: World, language: str, words: str, comes_by: str
) -> None:
    """Who finds everything gone without a word thinks the bot lost it."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("path", "budget", "budget.quick", ":region:gb")
    await ann.says("2000")
    await _end_trial(world, ann)
    if comes_by == "an old button":
        card = await ann.taps("f.why")
    else:
        card = await ann.says("1500" if comes_by == "text" else comes_by)
    if comes_by == "/hide":
        assert words not in card.text, "a hidden chat says nothing"
        card = await ann.sends_data("home.erased")
    assert words in card.text
    card = await ann.says("/start")
    assert words not in card.text


async def test_nothing_is_said_where_nothing_was_answered(world: World) -> None:
    """A form that was only opened holds nothing to miss."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("path", "budget", "budget.quick")
    await _end_trial(world, ann)
    card = await ann.says("/start")
    assert "erased" not in card.text


async def test_hide_works_while_a_question_is_open_and_keeps_the_answers(world: World) -> None:
    """Nothing is lost by hiding."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("path", "budget", "budget.quick", ":region:gb")
    await ann.says("2000")
    await ann.taps("Hide")
    card = await ann.taps("Open")
    assert "step" in card.text
    card = await ann.says("1500")
    assert "1,500" in card.text


async def test_forgetting_asks_once_stops_everything_and_can_be_undone(world: World) -> None:
    """From the tap on only undo and erase-now are offered."""
    ann = world.chat()
    await _kept(ann)
    card = await ann.says("/forget")
    assert "Erase everything" in card.text
    card = await ann.taps("Yes, erase")
    assert len(ann.messages) == 1, "the chat's last two days are cleared"
    for said in ("/start", "/budget", "hello"):
        card = await ann.says(said)
        assert card.labels == ("Undo", "Erase now")
    assert await _count(world, "budgets") == 1
    card = await ann.taps("Undo")
    assert "Nothing is erased" in card.text
    card = await ann.says("/budget")
    assert "2,000" in card.text or "left" in card.text.lower()


async def test_erase_now_leaves_no_row_of_the_person(world: World) -> None:
    """Gone means gone, and nobody else's rows go with it."""
    ann, ben = world.chat("Ann"), world.chat("Ben")
    await _kept(ann)
    await _kept(ben)
    await ann.says("/forget")
    await ann.taps("Yes, erase")
    card = await ann.taps("Erase now")
    assert "Erased" in card.text
    assert "What I can't erase" in card.text
    assert "backups are encrypted and kept until 1 April 2026" in card.text
    assert await _count(world, "persons") == 1
    assert await _count(world, "budgets") == 1
    card = await ann.taps("Start again")
    assert "What is most pressing?" in card.text


async def test_someone_else_uses_my_phone(world: World) -> None:
    """It hides more, or sends nothing at all, and can be taken back."""
    ann = world.chat()
    await ann.says("/privacy")
    card = await ann.taps("Someone uses my phone", "Send nothing at all")
    assert "no sums or names" in card.text
    async with world.database.read() as uow:
        row = (await uow.run(text("SELECT shared_phone, discreet, messages FROM persons"))).one()
    assert tuple(row) == (1, 1, "paused")
    await ann.taps("Back to normal")


async def test_the_language_is_changed_from_the_first_screen_for_good(world: World) -> None:
    """The person's choice wins over Telegram's."""
    ann = world.chat(language="en")
    await ann.says("/start")
    card = await ann.taps("中文")
    assert "现在最急的是哪件" in card.text
    card = await ann.says("/help")
    assert "计划" in card.text


async def test_a_place_with_several_zones_asks_for_the_time(world: World) -> None:
    """A reminder must come at the right time of day."""
    ann = world.chat()
    await ann.says("/settings")
    card = await ann.taps("Place and currency", "Change place", "settings.in:us:settings.place")
    assert "Which time do you go by?" in card.text
    card = await ann.sends_data(card.buttons[0][0]["callback_data"])
    assert "Place: United States" in card.text
    assert "US Dollar" in card.text


async def test_where_no_zone_is_known_the_time_now_tells_it(world: World) -> None:
    """Nobody has to know the name of a time zone."""
    ann = world.chat()
    await ann.says("/settings")
    await ann.taps("Place and currency", "Change place", "settings.in:generic:settings.place")
    card = await ann.says("14:30")
    assert "Time: " in card.text
    async with world.database.read() as uow:
        zone = (await uow.run(text("SELECT zone FROM persons"))).scalar_one()
    assert zone == "Asia/Kolkata", "09:00 in UTC is 14:30 there"


async def test_every_setting_can_be_changed(world: World) -> None:
    """Hour, number of messages, discreet, helping."""
    ann = world.chat()
    await ann.says("/settings")
    await ann.taps("When and how often", "fewer", "Change the hour")
    card = await ann.says("7")
    assert "8 to 20" in card.text
    card = await ann.says("18")
    assert "fewer, at 18:00" in card.text
    card = await ann.taps("← Back", "Show reminders in full")
    assert "In reminders: everything" in card.text
    card = await ann.taps("I'm helping someone", "Yes, I'm helping")
    assert "someone I help" in card.text


async def test_erasing_keeps_the_helpline_in_sight_after_a_sign_of_self_harm(world: World) -> None:
    """Somebody who wants everything gone may need a voice more than anything (care 6)."""
    ann = world.chat()
    await ann.says("/start")
    await ann.sends_data("settings.in:gb")
    assert "116 123" not in (await ann.says("/forget")).text
    await ann.says("I want to kill myself")
    card = await ann.says("/forget")
    assert "116 123" in card.text
    card = await ann.taps("Yes, erase")
    assert "116 123" in card.text
    card = await ann.taps("Erase now")
    assert "Erased" in card.text
    assert "116 123" in card.text
    card = await ann.taps("Talk to someone")
    assert "Where are you?" in card.text
