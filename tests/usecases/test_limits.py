"""The record of contacts that went too far, and the letter that asks to write instead of calling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import chain, contacts, debts
from storage import limits as rows
from tests.limits import faults
from tests.usecases.test_contacts import planned, with_debt
from tests.usecases.test_screens import draw, full_file
from tests.usecases.test_tap_budget import first_debt

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

LANGUAGES = {"en": "Visa 4000 18%", "zh-hans": "信用卡 4000 年化18%"}


async def owing(world: World, language: str) -> Chat:
    """Return a person of that language with one debt."""
    person = world.chat(language=language)
    await first_debt(person, LANGUAGES[language])
    return person


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_call_is_on_record_with_hour_number_and_words(world: World, language: str) -> None:
    """What a complaint desk asks for first stands on one card, a caller's number unmasked."""
    person = await owing(world, language)
    await person.sends_data("debt:1")
    await person.taps("dealings", "limits:1", "limits.new")
    await person.taps(":channel:phone", ":reached:work", "f.keep")
    await person.says("9:40 pm" if language == "en" else "晚上9点40")
    await person.says("020 7946 0000")
    card = await person.says(
        "Pay or we tell your boss" if language == "en" else "一直打到单位，老板都知道了"
    )
    for words in ("21:40", "020 7946 0000", "boss" if language == "en" else "老板"):
        assert words in card.text
    assert "limits.file:1" in str(card.buttons)


async def test_a_card_number_is_masked_where_a_telephone_number_is_asked_for(world: World) -> None:
    """Only what can be nothing but a caller's number is kept as it is."""
    person = await with_debt(world)
    await person.sends_data("limits.new:1")
    await person.taps(":channel:phone", ":reached:me", "f.keep", "f.skip")
    await person.says("4111 1111 1111 1111")
    card = await person.taps("f.skip")
    assert "4111 1111 1111 1111" not in card.text
    assert "•••" in card.text


async def test_a_logged_call_goes_on_record_by_one_tap(world: World) -> None:
    """Channel and words are known by then; the entry stays one entry, followed in the chain."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:pressed", ":channel:phone", "f.skip")
    await person.says("They shouted")
    await person.taps("limits.note", ":reached:family", "f.keep", "f.skip")
    card = await person.taps("f.skip")
    assert "They shouted" in card.text
    async with world.database.read() as uow:
        assert [each.words for each in await rows.of_debt(uow, 1, 1)] == ["They shouted"]
        kinds = [entry.kind for entry in await chain.of_case(uow, 1)]
    assert kinds == ["contact", "correction"]
    assert "They shouted" in (await person.says("/timeline")).text


async def test_the_first_doors_call_goes_on_record_too(world: World) -> None:
    """Who is pressed on the telephone has no debt written down yet."""
    person = world.chat()
    await person.says("/start")
    await person.sends_data("settings.in:gb")
    await person.sends_data("contacted.keep:agency:pressed:260310")
    await person.taps("limits.note", ":reached:me", "f.keep", "f.skip", "f.skip")
    card = await person.taps("f.skip")
    assert "limits.file:0" in str(card.buttons)
    assert "script" not in str(card.buttons)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_too_many_calls_is_one_tap_behind_the_first_door(world: World, language: str) -> None:
    """Nothing else is known yet; the debt that is written down from the call gets the record."""
    person = world.chat(language=language)
    await person.says("/start")
    await person.sends_data("contacted.next:agency:pressed")
    await person.taps("limits.call:agency", ":reached:family", "f.keep")
    await person.says("22:15")
    await person.taps("f.skip")
    card = await person.taps("f.skip")
    assert "22:15" in card.text
    assert await planned(world, "followup") == []
    async with world.database.write() as uow:
        (noted,) = await rows.of_debt(uow, 1, None)
        assert await contacts.untied(uow, 1, "agency") == noted.contact_id


async def test_a_rule_on_contact_is_quoted_only_where_it_binds_the_lender(world: World) -> None:
    """A card of a British bank has the rule and where it was read; a lender unsure of has none."""
    person = await with_debt(world)
    known = (await person.sends_data("limits.rules:1")).text
    assert "unreasonable times" in known
    assert "handbook.fca.org.uk" in known or "fca" in known
    async with world.database.write() as uow:
        await debts.change(uow, 1, lender="not_sure")
        await uow.commit()
    unsure = (await person.sends_data("limits.rules:1")).text
    assert "unreasonable times" not in unsure
    assert "no rule" in unsure


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["letter", "chat:w:0"])
async def test_the_letter_asks_for_writing_and_names_no_sum(
    world: World, language: str, way: str
) -> None:
    """It claims a rule only where one binds, and nothing is said of what is owed."""
    person = await owing(world, language)
    await person.sends_data("limits:1")
    data = "script:1:letter:w" if way == "letter" else "script:1:chat:w"
    said = (await person.sends_data(data)).text
    for at in range(1, 5):
        if way != "letter":
            said += (await person.sends_data(f"script:1:chat:w:{at}")).text
    assert "4,000" not in said
    if language == "en":
        assert "no calls, no visits" in said
        assert "rules that bind you" in said
    else:
        assert "不要打电话" in said
        assert "约束贵方的规定" in said
    async with world.database.write() as uow:
        await debts.change(uow, 1, region="generic")
        await uow.commit()
    polite = (await person.sends_data("script:1:letter:w")).text
    assert ("This is a request" if language == "en" else "这是一个请求") in polite
    assert "rules that bind you" not in polite
    assert "约束贵方的规定" not in polite


async def test_a_new_owner_is_not_told_of_calls_that_others_made(world: World) -> None:
    """The record says who it was then; the letter counts only what the one addressed did."""
    person = await with_debt(world)
    for _ in range(2):
        await person.sends_data("limits.new:1")
        await person.taps(":channel:phone", ":reached:me", "f.keep", "f.skip", "f.skip", "f.skip")
    assert "since 2 March 2026: 2" in (await person.sends_data("script:1:letter:w")).text
    world.move(days=3)
    await person.sends_data("owners.new:1")
    await person.says("Field Collections")
    assert "Contacts noted" not in (await person.sends_data("script:1:letter:w")).text
    await person.sends_data("limits.new:1")
    await person.taps(":channel:phone", ":reached:me", "f.keep", "f.skip", "f.skip", "f.skip")
    assert "since 5 March 2026: 1" in (await person.sends_data("script:1:letter:w")).text
    assert (await person.sends_data("limits:1")).text.count("Then with: Visa") == 2


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_full_record_keeps_the_limits_of_screens(world: World, language: str) -> None:
    """Cards with a record, a promise and a new owner are read on the telephone, too."""
    person = await full_file(world, language)
    for _ in range(7):
        await person.sends_data("limits.new:1")
        await person.taps(":channel:visit", ":reached:others", "f.keep")
        await person.says("21:40")
        await person.says("+44 20 7946 0000")
        await person.says("They said they would wait at the door until the evening.")
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:will_answer", ":channel:phone", "f.skip")
    await person.says("A breakdown")
    await person.says("2026-03-06")
    await person.sends_data("owners.new:1")
    await person.says("A company with a very long name that nobody has ever heard of before")
    wrong = []
    scripts = [
        f"script:1:{way}:{aim}" for aim in "wp" for way in ("all", "letter", "chat", "phone")
    ]
    pages = [
        f"script:1:{way}:{aim}:{at}"
        for aim in "wp"
        for way in ("chat", "phone")
        for at in range(1, 6)
    ]
    cards = ["dealings:1", "limits:1", "limits:1:1", "limits:0", "limits.rules:1", "owners:1"]
    more = ["contact.more:2", "contact.more:9", "dealings.next:9", "gate:1", "plan:1", "timeline"]
    for data in (*cards, *more, *scripts, *pages, "contacted.next:bank:pressed", "debt:1"):
        card, t, address = await draw(world, person, data)
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
    assert not wrong, "\n".join(wrong)


async def test_no_words_are_written_to_an_illegal_lender(world: World) -> None:
    """Safety first, also when somebody else comes to collect for them (care 6)."""
    person = await with_debt(world)
    async with world.database.write() as uow:
        await debts.change(uow, 1, lender="illegal")
        await uow.commit()
    assert "script" not in str((await person.sends_data("limits:1")).buttons)
    await person.sends_data("owners.new:1")
    card = await person.says("Somebody")
    assert "script" not in str(card.buttons)
    assert "danger" in str(card.buttons)
    assert "safe" in (await person.sends_data("script:1:letter:p")).text.lower()


async def test_a_call_is_logged_in_four_taps_and_nothing_typed(world: World) -> None:
    """Half a minute after a hard call is all anybody has."""
    person = await with_debt(world)
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:will_answer", ":channel:phone", "f.skip")
    card = await person.taps("f.skip")
    assert "contact.remind:1" in str(card.buttons)


async def test_the_record_goes_with_its_entry_and_comes_back_with_it(world: World) -> None:
    """Deleting is one thing, wherever the entry is listed."""
    person = await with_debt(world)
    await person.sends_data("limits.new:1")
    await person.taps(":channel:chat", ":reached:me", "f.keep", "f.skip", "f.skip", "f.skip")
    await person.sends_data("contact.delete2:1")
    assert "limits.file" not in str((await person.sends_data("limits:1")).buttons)
    await person.sends_data("contact.undo:1")
    assert "limits.file" in str((await person.sends_data("limits:1")).buttons)


async def test_a_promise_is_asked_about_and_both_answers_stand_in_the_timeline(
    world: World,
) -> None:
    """An open promise is one line with kept or not; the answer is kept in the chain."""
    person = await with_debt(world)
    for _ in range(2):
        await person.sends_data("contact.new:1")
        await person.taps(":outcome:will_answer", ":channel:phone", "f.skip")
        await person.says("A breakdown by Friday")
        assert "6 March" in (await person.says("2026-03-06")).text
    shown = (await person.sends_data("dealings:1")).text
    assert "A breakdown by Friday" in shown
    assert "6 March" in shown
    await person.sends_data("contact.more:2")
    await person.taps("dealings.kept")
    await person.sends_data("contact.more:1")
    card = await person.taps("dealings.broken")
    assert "script:1:all:q" in str(card.buttons)
    assert "A breakdown" not in (await person.sends_data("dealings:1")).text
    told = (await person.says("/timeline")).text
    assert "kept a promise" in told
    assert "did not keep a promise" in told


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_words_for_the_family_admit_nothing_and_fit_one_message(
    world: World, language: str
) -> None:
    """That they ring my parents tonight: who was told beforehand tells them nothing."""
    person = world.chat(language=language)
    await first_debt(person, "Visa 4000 18%" if language == "en" else "信用卡 4000 年化18%")
    await person.sends_data("limits:1")
    card = await person.taps("limits.family:1")
    words = next(b["copy_text"]["text"] for row in card.buttons for b in row if "copy_text" in b)
    assert len(words) < 256
    assert words.split()[0] in card.text
    assert "Visa" not in words
    assert "4" not in words
    card = await person.sends_data("script.reply:1:ask_relatives:a")
    assert "limits.family:1" in str(card.buttons)


async def test_where_a_relative_may_owe_it_no_such_words_are_given(world: World) -> None:
    """That nothing need be paid would be untrue for whoever signed with them (care 3)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("debts.add")
    await person.taps(":region:gb")
    await person.says("Store card 3000")
    if ":kind:" in str(person.card.buttons):
        await person.taps("f.more", ":kind:card")
    await person.taps(":lender:bank", ":whose:joint", ":stage:will_miss", "f.save")
    card = await person.sends_data("limits:2")
    assert "limits.family" not in str(card.buttons)
    card = await person.sends_data("limits.family:2")
    assert "Visa" not in card.text
    assert "Somebody may call" not in card.text
