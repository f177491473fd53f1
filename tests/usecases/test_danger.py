"""Help first: before consent, before region, and back again with one tap (care 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.danger import Sign
from storage.packs import load_packs

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

SIGNS = [
    sign.value for sign in Sign if sign not in (Sign.SELF_HARM, Sign.LEGAL_WORRY)
]  # a worry is asked about first


async def _budget_question(person: Chat) -> None:
    await person.says("/start")
    await person.taps("path", "budget", "budget.quick", ":region:gb")


async def test_a_sign_of_self_harm_stops_figures_and_shows_people_to_talk_to(world: World) -> None:
    """A life counts more than a form."""
    ann = world.chat()
    await _budget_question(ann)
    card = await ann.says("I want to kill myself")
    assert "You matter more than any debt" in card.text
    assert "116 123" in card.text, "the region's own crisis line"
    assert "nothing" not in card.text.lower()
    card = await ann.says("/budget")
    assert "I'm here with you" in card.text, "figures wait"
    card = await ann.taps("I'm ready to go on")
    assert "step" in card.text, "no answer was lost"


async def test_only_the_pause_is_stored(world: World) -> None:
    """What was typed in despair is nobody's record."""
    ann = world.chat()
    await ann.says("/start")
    await ann.says("I want to kill myself")
    async with world.database.read() as uow:
        from sqlalchemy import text

        person = (await uow.run(text("SELECT screen, paused_since FROM persons"))).one()
        answers = (await uow.run(text("SELECT count(*) FROM answers"))).scalar_one()
    assert person.screen == "danger.paused:home"
    assert person.paused_since is not None
    assert answers == 0


async def test_the_place_is_asked_and_no_other_countrys_number_is_shown(world: World) -> None:
    """A number that can't be dialled costs minutes that count."""
    mei = world.chat(language="zh-hans")
    await mei.says("/start")
    card = await mei.says("我不想活了")
    assert "您在哪里" in card.text
    assert "12356" not in card.text
    assert "988" not in card.text
    card = await mei.taps("中国")
    assert "12356" in card.text


@pytest.mark.parametrize("again", [False, True])
async def test_a_false_alarm_costs_one_tap_and_loses_no_answer(world: World, again: bool) -> None:
    """An innocent word must not cost the person their work, restart or not."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("path", "debts.add", ":region:gb", "f.skip", ":kind:card", ":lender:bank")
    asked = ann.card.text
    card = await ann.says("Loan shark Bank")
    assert "Your safety comes first" in card.text
    if again:
        world.restart()
    before = ann.taps_made
    card = await ann.taps("I meant something else")
    assert ann.taps_made == before + 1
    assert card.text != asked, "the answer was taken, and the next question is asked"
    assert "Whose" in card.text


async def test_a_false_alarm_about_self_harm_ends_the_pause(world: World) -> None:
    """One tap gives everything back."""
    ann = world.chat()
    await _budget_question(ann)
    await ann.says("I will kill myself")
    card = await ann.taps("I meant something else")
    assert "step" in card.text, "the question is there again"
    card = await ann.says("2000")
    assert "matter more" not in card.text


async def test_a_command_with_a_sign_gets_the_same_answer(world: World) -> None:
    """The same signs typed anywhere get the same answer."""
    ann = world.chat()
    await ann.says("/start")
    card = await ann.says("/add loan shark 500")
    assert "Your safety comes first" in card.text


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_every_sign_has_help_before_the_region_is_known_and_after(
    world: World, sign: str, language: str
) -> None:
    """Each of the doors leads somewhere."""
    ann = world.chat(language=language)
    await ann.says("/start")
    card = await ann.sends_data(f"danger:{sign}")
    asked, offered = card.text, str(card.buttons)
    assert f"danger.in:{sign}:generic" in offered, "somewhere else is never a page away"
    pages = 1
    while "danger.places:" in str(card.buttons):
        card = await ann.taps(f"danger.places:{sign}:{pages}")
        offered += str(card.buttons)
        pages += 1
    assert pages <= 3
    for region in load_packs():
        assert f"danger.in:{sign}:{region}" in offered
        card = await ann.sends_data(f"danger.in:{sign}:{region}")
        assert card.text != asked
        assert "danger.where" in str(card.buttons), "and they can be somewhere else"


async def test_a_place_from_a_later_page_loses_no_answer(world: World) -> None:
    """Whoever turns a page for their country still finds the way back to what they typed."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("They're contacting me", "Bank or card")
    await ann.says("loan shark")
    card = await ann.taps("Other places…", "Singapore")
    assert "1800-924-5664" in card.text
    card = await ann.taps("I meant something else")
    assert "You can say this" in card.text


async def test_no_words_are_given_for_an_illegal_lender(world: World) -> None:
    """Safety and reporting only."""
    ann = world.chat()
    await ann.says("/start")
    card = await ann.taps("They're contacting me", "Private or scary person", "An illegal lender")
    assert not any("copy_text" in button for row in card.buttons for button in row)


async def test_help_is_there_while_everything_is_being_erased(world: World) -> None:
    """An erasure under way must not stand in front of help."""
    ann = world.chat()
    await ann.says("/forget")
    await ann.taps("Yes, erase")
    card = await ann.says("I want to kill myself")
    assert "You matter more than any debt" in card.text


async def test_a_false_alarm_outside_a_form_leads_back_to_the_same_screen(world: World) -> None:
    """One tap, and they are where they were."""
    ann = world.chat()
    await ann.says("/start")
    await ann.taps("They're contacting me", "Bank or card")
    await ann.says("loan shark")
    card = await ann.taps("danger.in:loan_shark:gb", "I meant something else")
    assert card.text.startswith("All right, here is where you were. Nothing is lost.")
    assert "You can say this" in card.text


async def test_when_the_words_are_gone_they_are_asked_for_again(world: World) -> None:
    """A card shown late no longer holds what was typed; nothing else is lost."""
    ann = world.chat()
    await _budget_question(ann)
    await ann.says("loan shark")
    card = await ann.sends_data("danger.answer", ann.messages[0])
    assert "type them once again" in card.text
    assert "step" in (await ann.taps("Go on")).text


async def test_a_free_helpline_is_two_taps_from_help(world: World) -> None:
    """Somebody who would rather talk finds a number where they live."""
    ann = world.chat()
    await ann.says("/help")
    card = await ann.taps("Free helpline", "United Kingdom")
    assert "0800 138 1111" in card.text
    card = await ann.says("", voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
    card = await ann.taps("Free helpline")
    assert "0800 138 1111" in card.text, "the place is not asked again"


@pytest.mark.parametrize(
    ("language", "region", "named", "number"),
    [
        ("en", "gb", "Shelter and your council's housing team advise free", "0345 345 4345"),
        ("zh-hans", "gb", "慈善机构Shelter和市政府的住房部门", "0345 345 4345"),
        ("en", "us", "A housing counselor", "800-569-4287"),
        ("en", "hk", "We know of no number for this", "2548 0803"),
        ("zh-hans", "cn", "可以找居委会", ""),
    ],
)
async def test_who_may_lose_the_home_is_sent_to_those_who_advise_on_homes(
    world: World, language: str, region: str, named: str, number: str
) -> None:
    """A debt line is not enough: the home is lost by other papers than a card's."""
    ann = world.chat(language=language)
    await ann.says("/start")
    card = await ann.sends_data(f"danger.in:eviction:{region}")
    assert named in card.text
    assert number in card.text


@pytest.mark.parametrize(("region", "line"), [
    ("cn", ""), ("gb", "0800 138 1111"), ("us", "800-388-2227"), ("generic", ""),
])  # fmt: skip
async def test_court_papers_lead_to_legal_help_even_without_a_number(
    world: World, region: str, line: str
) -> None:
    """A summons goes to legal aid; a debt line beside it does not replace that."""
    ann = world.chat()
    await ann.says("/start")
    card = await ann.sends_data(f"danger.in:court:{region}")
    assert "With court papers" in card.text
    assert line in card.text


async def test_an_unknown_place_is_told_what_to_do_and_no_number(world: World) -> None:
    """Another country's line rings where nobody answers."""
    mei = world.chat(language="zh-hans")
    await mei.says("/start")
    await mei.says("我不想活了")
    card = await mei.sends_data("danger.in:self_harm:generic")
    assert "请马上告诉身边的人" in card.text
    assert not any(sign.isdigit() for sign in card.text)


async def test_another_signs_false_alarm_does_not_end_the_pause(world: World) -> None:
    """Only "I'm ready", or taking back the very words that set it, lets figures come again."""
    ann = world.chat()
    await ann.says("/start")
    await ann.says("I want to kill myself")
    await ann.says("they sent court papers")
    await ann.taps("danger.answer")
    await ann.says("/check owe 9600, 12 x 900")
    assert "10,800" not in ann.card.text


BOTH = pytest.mark.parametrize(("language", "sign", "place", "line", "here"), [
    ("en", "I want to kill myself", "danger.in:self_harm:gb", "116 123", "I'm here with you"),
    ("zh-hans", "我不想活了", "danger.in:self_harm:cn", "12356", "我在"),
])  # fmt: skip


@BOTH
async def test_during_the_pause_other_words_get_a_short_kind_answer(
    world: World, language: str, sign: str, place: str, line: str, here: str
) -> None:
    """The whole card again for "ok thanks" says that nobody listens."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.says(sign)
    full = await ann.taps(place)
    for words in ("ok", "谢谢", "what now", "/budget"):
        card = await ann.says(words)
        assert here in card.text
        assert line in card.text, "somebody to call stands on it"
        assert len(card.text) < len(full.text)
    card = await ann.taps("danger.paused")
    assert card.text == full.text, "the way to people is one tap"
    card = await ann.says(sign)
    assert line in card.text
    assert here not in card.text, "a new cry gets the whole answer"
    card = await ann.taps("danger.ready")
    assert here not in card.text


@BOTH
async def test_home_works_during_the_pause(
    world: World, language: str, sign: str, place: str, line: str, here: str
) -> None:
    """A button that does nothing is one more thing that does not work."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("contacted", ":bank")
    words = ann.card.text
    await ann.says(sign)
    before = await ann.taps(place)
    card = await ann.taps("home")
    assert card.text != before.text
    assert here in card.text
    assert "home" not in [b.get("callback_data") for row in card.buttons for b in row]
    card = await ann.taps("danger.ready")
    assert card.text == words, "they go on where they were"


@pytest.mark.parametrize(("language", "typed", "kept"), [
    ("en", "loan shark", "All right, here is where you were"),
    ("zh-hans", "法院传票", "好的，回到刚才这里"),
])  # fmt: skip
async def test_a_false_alarm_at_a_choice_is_not_scolded(
    world: World, language: str, typed: str, kept: str
) -> None:
    """They were asked whether they are safe; a telling-off must not follow."""
    ann = world.chat(language=language)
    await ann.says("/start")
    await ann.taps("path", "debts.add", ":region:gb", "f.skip", ":kind:card")
    asked = ann.card.text
    await ann.says(typed)
    card = await ann.taps("danger.answer")
    assert kept in card.text
    assert asked in card.text
    await ann.taps(":lender:bank")
    assert ann.card.text != asked, "the question works on"


@pytest.mark.parametrize(("screen", "shown"), [
    ("danger:loan_shark", "1800-924-5664"), ("danger.where:loan_shark", "1800-924-5664"),
    ("danger.places:loan_shark:1", "1800-924-5664"), ("helplines", "6225 5227"),
    ("helplines.places:1:complaint", "1799"), ("settings.where:settings.place", "Singapore"),
    ("settings.places:1:settings.place", "Singapore"),
])  # fmt: skip
async def test_a_place_typed_works_instead_of_its_button(
    world: World, screen: str, shown: str
) -> None:
    """Nobody has to turn pages for their country (care 9)."""
    ann = world.chat()
    await ann.says("/start")
    await ann.sends_data(screen)
    assert shown in (await ann.says("I live in Singapore")).text


async def test_a_place_typed_after_a_sign_of_self_harm_shows_who_listens_there(
    world: World,
) -> None:
    """A form of four buttons is no place to get stuck in."""
    ann = world.chat()
    await ann.says("I want to kill myself")
    card = await ann.says("Hong Kong")
    assert "2896 0000" in card.text
    assert "You matter more than any debt" in card.text
