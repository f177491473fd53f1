"""Notes about a client: who reads which, changed, deleted, and gone when they have no right to be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coach.permits import Level
from storage import erasure, grants, upkeep
from storage.metadata import METADATA
from storage.tables_casenotes import casenotes as table
from tests.fakes.telegram_edge import open_world
from tests.usecases.test_care import colleague
from tests.usecases.test_caseload import acts
from tests.usecases.test_relay import in_care
from usecases import casenotes
from usecases.access import NotYoursError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.telegram_edge import Chat, World


async def noted(anna: Chat, client: int, words: str, *, shared: bool) -> None:
    """Let a counsellor write a note by their own screens."""
    await anna.sends_data(f"casenotes:{client}")
    await anna.taps("New shared note" if shared else "New note for me")
    await anna.says(words)
    assert words in anna.card.text


async def notes(world: World) -> list[tuple[int, bool, str]]:
    """Return every note there is: author, shared, words."""
    async with world.database.read() as uow:
        rows = (await uow.run(select(table).order_by(table.c.id))).all()
    return [(row.author, row.shared, row.words) for row in rows]


async def test_an_own_note_is_read_by_its_author_alone_and_a_shared_one_by_the_client(
    world: World,
) -> None:
    """Who writes knows beforehand who reads."""
    anna, mei, hers, mine = await in_care(world, "case")
    ben, bens = await colleague(world, "Ben")
    await mei.sends_data("grants.looks")
    async with world.database.write() as uow:
        await grants.put(uow, mine, bens, Level.PROGRESS, None, world.now)
        await uow.commit()
    await noted(anna, mine, "Ask about the rent first", shared=False)
    await noted(anna, mine, "You will call on Friday", shared=True)
    await ben.sends_data(f"casenotes:{mine}")
    assert "call on Friday" in ben.card.text
    assert "rent" not in ben.card.text
    await mei.sends_data("grants.looks")
    await mei.taps("Notes for me to read")
    assert "call on Friday" in mei.card.text
    assert "Anna" in mei.card.text
    assert "rent" not in mei.card.text
    assert [each[:2] for each in await notes(world)] == [(hers, False), (hers, True)]
    async with world.database.read() as uow:
        exported = await erasure.standing(uow, mine)
    assert [row["words"] for row in exported["casenotes"]] == ["You will call on Friday"]


async def test_a_note_is_changed_deleted_and_brought_back_by_its_author_within_a_day(
    world: World,
) -> None:
    """A slip of the thumb loses nothing, and what was deleted is gone after a day."""
    anna, mei, _, mine = await in_care(world, "case")
    await noted(anna, mine, "First words", shared=True)
    await anna.taps("Change the words")
    await anna.says("Other words")
    assert "Changed" in anna.card.text
    await anna.taps("Delete")
    await mei.sends_data("casenotes.mine")
    assert "Other words" not in mei.card.text
    await anna.taps("Bring it back")
    await mei.sends_data("casenotes.mine")
    assert "Other words" in mei.card.text
    await anna.taps("Delete")
    async with world.database.write() as uow:
        now = world.now + timedelta(hours=25)
        await upkeep.trim(uow, now, now)
        await uow.commit()
    assert await notes(world) == []
    await anna.sends_data("casenote.undo:1")
    assert await notes(world) == []


@pytest.mark.parametrize("how", ["grants.withdraw", "consents.set:counsellor:0", "later"])
async def test_after_a_withdrawal_no_counsellor_reads_or_writes_a_note(
    world: World, how: str
) -> None:
    """The client still reads what was noted for them."""
    anna, mei, _, mine = await in_care(world, "case")
    await noted(anna, mine, "You will call on Friday", shared=True)
    await noted(anna, mine, "Ask about the rent", shared=False)
    if how == "later":
        world.move(days=31)
    else:
        await mei.sends_data(how)
    before = await notes(world)
    for data in (
        f"casenotes:{mine}", "casenote:1", "casenote:2", f"casenote.new:{mine}:1",
        "casenote.edit:1", "casenote.delete:1", "casenote.delete:2", "casenote.undo:2",
    ):  # fmt: skip
        await anna.sends_data(data)
        assert "Friday" not in anna.card.text
        assert "rent" not in anna.card.text
    assert await notes(world) == before
    await mei.sends_data("casenotes.mine")
    assert "call on Friday" in mei.card.text


async def test_guessed_numbers_open_nobodys_note(world: World) -> None:
    """Another counsellor, the client by the counsellor's screens, a stranger."""
    anna, mei, _, mine = await in_care(world, "documents")
    ben, bens = await colleague(world, "Ben")
    stranger = world.chat()
    await stranger.says("/start")
    await noted(anna, mine, "Ask about the rent", shared=False)
    await noted(anna, mine, "You will call on Friday", shared=True)
    before = await notes(world)
    for chat in (ben, mei, stranger):
        for data in (
            f"casenotes:{mine}", "casenote:1", "casenote:2", f"casenote.new:{mine}:0",
            f"casenote.new:{mine}:1", "casenote.edit:1", "casenote.edit:2", "casenote.delete:1",
            "casenote.delete:2", "casenote.undo:1",
        ):  # fmt: skip
            await chat.sends_data(data)
            assert "rent" not in chat.card.text
            assert "Friday" not in chat.card.text
    assert await notes(world) == before
    async with world.database.write() as uow:
        await grants.put(uow, mine, bens, Level.DOCUMENTS, None, world.now)
        work = await acts(world, uow, bens)
        assert (await casenotes.one(work, 2))[0].words == "You will call on Friday"
        with pytest.raises(NotYoursError):
            await casenotes.one(work, 1)
        for wrong in (casenotes.delete, casenotes.undelete, casenotes.begin_edit):
            with pytest.raises(NotYoursError):
                await wrong(work, 2)
        with pytest.raises(NotYoursError):
            await casenotes.change(work, 2, "Not mine to change")


async def test_a_form_that_was_open_at_the_withdrawal_keeps_nothing(world: World) -> None:
    """The right is asked again when the words come, not only when the button was tapped."""
    anna, mei, _, mine = await in_care(world, "case")
    await anna.sends_data(f"casenote.new:{mine}:1")
    await mei.sends_data("grants.withdraw")
    await anna.says("Too late")
    assert await notes(world) == []
    async with world.database.read() as uow:
        assert (await uow.run(select(METADATA.tables["answers"]))).all() == []


async def test_a_hand_over_takes_own_notes_away_and_leaves_the_shared_ones(world: World) -> None:
    """Nobody's working notes lie about unread for ever."""
    anna, mei, hers, mine = await in_care(world, "case")
    ben, bens = await colleague(world, "Ben")
    await noted(anna, mine, "Ask about the rent", shared=False)
    await noted(anna, mine, "You will call on Friday", shared=True)
    await anna.sends_data(f"care.give:{mine}:{bens}")
    assert await notes(world) == [(hers, True, "You will call on Friday")]
    await ben.sends_data(f"casenotes:{mine}")
    assert "Friday" not in ben.card.text
    await mei.sends_data(f"grants.share:{bens}:progress:0")
    await ben.sends_data(f"casenotes:{mine}")
    assert "Friday" in ben.card.text
    assert "Anna" in ben.card.text


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[World]:
    """A world on each kind of database."""
    async with open_world(database_url) as opened:
        yield opened


async def test_who_stops_working_here_keeps_only_their_name_under_shared_notes(
    both: World,
) -> None:
    """On both databases: the author's number goes, the words for the client stay."""
    anna, mei, hers, mine = await in_care(both, "case")
    await noted(anna, mine, "Ask about the rent", shared=False)
    await noted(anna, mine, "You will call on Friday", shared=True)
    await anna.sends_data("forget")
    await anna.taps("forget.yes", "forget.now")
    assert await notes(both) == [(0, True, "You will call on Friday")]
    await mei.sends_data("casenotes.mine")
    assert "Anna" in mei.card.text
    await mei.sends_data("forget")
    await mei.taps("forget.yes", "forget.now")
    assert await notes(both) == []
    assert hers != mine


@pytest.mark.parametrize(
    "words",
    ["<b>bold</b> & <script>", "\u202egnirts\u202c", "a\x00b", "a\ud800b", "长" * 3000, "x" * 5000],
)
async def test_hostile_words_stay_words(world: World, words: str) -> None:
    """Markup, turned text, half characters and a flood break no screen."""
    anna, mei, _, mine = await in_care(world, "case")
    await anna.sends_data(f"casenote.new:{mine}:1")
    await anna.says(words)
    ((_, _, kept),) = await notes(world)
    assert 0 < len(kept) <= 1000
    for chat, data in ((anna, f"casenotes:{mine}"), (anna, "casenote:1"), (mei, "casenotes.mine")):
        await chat.sends_data(data)
        assert "<script>" not in chat.card.text
        assert "Anna" in chat.card.text
