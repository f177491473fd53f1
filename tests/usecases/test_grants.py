"""What a client shows, to whom and for how long: by taps, with a term, withdrawn at once, looks read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.people import Consent
from coach.permits import Action, Level
from storage import consents, grants, people
from tests.usecases.test_care import colleague, shares
from tests.usecases.test_caseload import acts, looks, seen
from tests.usecases.test_relay import in_care, invited, number
from usecases import case_view, permits
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

OPEN = ("clients.one", "clients.case", "clients.log", "clients.papers")
SHOWS = {
    "nothing": ("sharing nothing",),
    "progress": ("see their progress",),
    "case": ("see their case",),
    "documents": ("case and list of papers",),
}
REFUSED = "Visa"
"""The client's lender: on no screen of whoever may not see the case."""


async def test_what_is_shared_is_chosen_by_the_client_with_a_term(world: World) -> None:
    """From nothing, step by step, each with its own end."""
    anna, mei, hers, mine = await in_care(world, "nothing")
    for label, level in (
        ("Show progress only", Level.PROGRESS),
        ("Show my case", Level.CASE),
        ("Show case and papers", Level.DOCUMENTS),
    ):
        await mei.sends_data(f"grants.one:{hers}")
        await mei.taps(label, "30 days")
        assert await shares(world, mine) == {hers: level}
        assert "Until" in mei.card.text
    async with world.database.read() as uow:
        grant = await grants.between(uow, mine, hers)
        said = await consents.latest(uow, mine)
    assert grant is not None
    assert grant.until is not None
    assert (grant.until - world.now).days == 30
    assert said[Consent.COUNSELLOR] is True
    await anna.sends_data(f"clients.case:{mine}")
    assert REFUSED in anna.card.text


@pytest.mark.parametrize("level", SHOWS)
async def test_a_counsellors_screens_show_as_much_as_the_level_and_no_more(
    world: World, level: str
) -> None:
    """Guessing the address of a screen opens none."""
    anna, _, _, mine = await in_care(world, level)
    shown = []
    for screen in OPEN:
        await anna.sends_data(f"{screen}:{mine}")
        sees = level in ("case", "documents") and screen != "clients.one"
        if not sees:
            assert REFUSED not in anna.card.text
        shown.append(anna.card.text)
    assert any(word in shown[0] for word in SHOWS[level])
    assert (REFUSED in shown[1]) is (level in ("case", "documents"))
    assert ("they said no" in shown[2]) is (level in ("case", "documents"))
    assert ("Papers for all debts" in shown[3]) is (level == "documents")


async def test_each_look_is_noted_and_read_by_the_client(world: World) -> None:
    """Who looked, at what, and when; the list of clients is no look."""
    anna, mei, _, mine = await in_care(world, "documents")
    await anna.says("/clients")
    assert await looks(world, mine) == []
    for screen in OPEN:
        await anna.sends_data(f"{screen}:{mine}")
    assert await looks(world, mine) == [
        ("Anna", "documents"), ("Anna", "case"), ("Anna", "case"), ("Anna", "progress"),
    ]  # fmt: skip
    await mei.sends_data("grants")
    await mei.taps("Who has looked?")
    assert "Anna, your papers" in mei.card.text
    assert "Anna, your progress" in mei.card.text


async def test_the_clock_that_draws_a_screen_again_looks_at_nobody(world: World) -> None:
    """What the sender draws by itself shows the list, and notes nothing."""
    anna, _, hers, mine = await in_care(world, "documents")
    await anna.sends_data(f"clients.case:{mine}")
    before = await looks(world, mine)
    async with world.database.read() as uow:
        work = await acts(world, uow, hers)
        assert work.person.screen == f"clients.case:{mine}"
        card = await world.router.screen(work)
    assert REFUSED not in card.text
    assert "client" in card.text
    assert await looks(world, mine) == before


@pytest.mark.parametrize(
    "way", ["grants.withdraw", "grants.close", "consents.set:counsellor:0", "consents.set:keep:0",
            "grants.leave", "term"],
)  # fmt: skip
async def test_after_the_end_a_counsellor_gets_nothing_anywhere(world: World, way: str) -> None:
    """One tap of the client, or the end of the time, and every screen of the other is closed."""
    anna, mei, hers, mine = await in_care(world, "documents")
    await anna.sends_data(f"clients.case:{mine}")
    old = anna.card
    if way == "term":
        world.move(days=30)
    elif way in ("grants.close", "grants.leave"):
        await mei.sends_data(f"{way}:{hers}")
    else:
        await mei.sends_data(way)
    assert all(level is Level.NOTHING for level, _ in await seen(world, hers))
    noted = await looks(world, mine)
    for data in (
        *(f"{screen}:{mine}" for screen in OPEN), f"casenotes:{mine}", f"task.new:{mine}",
        f"suggestion.which:{mine}", f"suggestion.new:{mine}:1", f"tasks.of:{mine}",
    ):  # fmt: skip
        await anna.sends_data(data, old)
        assert REFUSED not in anna.card.text
        assert "Papers for all debts" not in anna.card.text
    assert await looks(world, mine) == noted
    async with world.database.write() as uow:
        work = await acts(world, uow, hers)
        for part in (case_view.case, case_view.documents):
            with pytest.raises(NotYoursError):
                await part(work, mine)
        for action in (Action.SEE_PROGRESS, Action.SEE_CASE, Action.SEE_DOCUMENTS):
            with pytest.raises(NotYoursError):
                await permits.look(work, action, mine)


async def test_an_earlier_yes_opens_nothing_to_anybody_by_itself(world: World) -> None:
    """Saying yes to Ben does not open again what was taken back from Anna."""
    anna, mei, hers, mine = await in_care(world, "documents")
    ben, bens = await colleague(world, "Ben")
    await mei.sends_data("consents.set:counsellor:0")
    async with world.database.write() as uow:
        await grants.put(uow, mine, bens, Level.NOTHING, None, world.now)
        await uow.commit()
    await mei.sends_data(f"grants.share:{bens}:case:30")
    assert await shares(world, mine) == {hers: Level.NOTHING, bens: Level.CASE}
    await anna.sends_data(f"clients.case:{mine}")
    assert REFUSED not in anna.card.text
    await ben.sends_data(f"clients.case:{mine}")
    assert REFUSED in ben.card.text


async def _stranger(world: World) -> Chat:
    chat = world.chat()
    await chat.says("/start")
    return chat


async def test_guessed_numbers_change_nobodys_sharing(world: World) -> None:
    """Every button of the topic, by another client, a stranger and the counsellor, with any number."""
    anna, _, hers, mine = await in_care(world, "progress")
    ben, bens = await colleague(world, "Ben")
    other = await _stranger(world)
    await invited(anna, other)
    for chat in (anna, ben, await _stranger(world)):
        for each in (hers, bens, mine, 0, 999_999, "x", "-1"):
            for data in (
                f"grants.one:{each}", f"grants.term:{each}:documents",
                f"grants.share:{each}:documents:0", f"grants.close:{each}",
                f"grants.asks_leave:{each}", f"grants.leave:{each}",
            ):  # fmt: skip
                await chat.sends_data(data)
        await chat.sends_data("grants.withdraw")
        await chat.sends_data("grants.alias")
    assert await shares(world, mine) == {hers: Level.PROGRESS}
    assert await shares(world, await number(world, other)) == {hers: Level.NOTHING}


@pytest.mark.parametrize(
    "data",
    ["grants.share:{}:everything:30", "grants.share:{}:case:31", "grants.share:{}:case:-1",
     "grants.share:{}:CASE:30", "grants.share:{}:documents:", "grants.term:{}:all"],
)  # fmt: skip
async def test_a_forged_level_or_term_shares_nothing(world: World, data: str) -> None:
    """What no button offers is no choice."""
    _, mei, hers, mine = await in_care(world, "nothing")
    await mei.sends_data(data.format(hers))
    assert await shares(world, mine) == {hers: Level.NOTHING}


async def test_what_is_not_kept_is_not_shared(world: World) -> None:
    """A draft of a day is shown to nobody, whatever is tapped."""
    anna, _, hers, _ = await in_care(world, "nothing")
    ann = await _stranger(world)
    await invited(anna, ann)
    mine = await number(world, ann)
    await ann.sends_data(f"grants.share:{hers}:case:30")
    assert await shares(world, mine) == {hers: Level.NOTHING}
    await ann.sends_data(f"grants.term:{hers}:case")
    assert "30 days" not in str(ann.card.buttons)


@pytest.mark.parametrize(
    "name", ["<i>M</i><script>", "\u202eM", "M\x00", "M\ud800", "M" * 1000, "梅" * 1000]
)
async def test_hostile_names_of_clients_stay_names(world: World, name: str) -> None:
    """A counsellor reads them in the list, on the card, in a message and on buttons."""
    anna, mei, _, mine = await in_care(world, "nothing")
    await mei.sends_data("grants.alias")
    await mei.says(name)
    for data in ("clients", f"clients.one:{mine}", f"care.hand:{mine}", f"relay.with:{mine}"):
        await anna.sends_data(data)
        assert "<script>" not in anna.card.text
        assert "\x00" not in anna.card.text
        assert "\u202e" not in anna.card.text
        assert len(anna.card.text) < 2000
    async with world.database.read() as uow:
        found = await people.get(uow, mine)
    assert found is not None


async def test_a_client_in_danger_is_not_drawn_figures_by_the_way_of_their_counsellor(
    world: World,
) -> None:
    """The counsellor's look changes nothing of the client's pause."""
    anna, mei, _, mine = await in_care(world, "case")
    await mei.says("I want to kill myself")
    await anna.sends_data(f"clients.case:{mine}")
    assert REFUSED in anna.card.text
    async with world.database.read() as uow:
        found = await people.get(uow, mine)
    assert found is not None
    assert found.paused_since is not None
