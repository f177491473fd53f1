"""What a host must tell everybody arrives, discreetly, once, and waits where it would do harm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage import due, people
from tests.e2e.house import START, House
from usecases import danger, notices
from usecases.notices import Notice
from usecases.work import Work

if TYPE_CHECKING:
    from tests.fakes.client import Person

WORDS = "On 1 March somebody read notes that were yours. " * 20 + "Ask us: 020 7946 0000."


async def _told(home: House, person: Person, notice: Notice | None = None) -> None:
    async with home.app.database.write() as uow:
        found = await people.find(uow, person.id)
        assert found is not None
        said = notice or await notices.keep_words(uow, WORDS)
        await notices.tell(uow, [found[0].id], said, home.app.clock.now())
        await uow.commit()
    await home.sim.idle()
    await person.now()
    await home.moves_clock("hour")


async def _starts(home: House, name: str) -> Person:
    person = await home.sim.person(name)
    await person.says("/start")
    await person.sees()
    return person


async def test_a_breach_is_told_behind_show_also_to_who_wants_no_messages(home: House) -> None:
    """The law asks that they be told; the telephone may lie on a table."""
    ann = await _starts(home, "Ann")
    await _told(home, ann)
    seen = await ann.sees()
    assert "somebody read" not in seen.text
    await ann.taps("note.show")
    seen = await ann.waits_for("somebody read")
    assert {"privacy", "helplines"} <= {key.data for key in seen.keys}
    before = ann.last().message_id
    await _told(home, ann)
    await ann.refresh()
    assert ann.last().message_id == before, "the same notice is said once"


async def test_closing_hands_out_a_copy_on_a_tap(home: House) -> None:
    """A file that comes by itself would lie open in the chat."""
    ann = await _starts(home, "Ann")
    on = date(2026, 4, 1)
    await _told(home, ann, Notice(notices.CLOSING, on.isoformat()))
    await ann.sees()
    await ann.taps("note.show")
    seen = await ann.waits_for("1 April 2026")
    assert {"export", "forget", "helplines"} <= {key.data for key in seen.keys}


async def test_after_a_sign_of_self_harm_it_waits_until_they_are_ready(home: House) -> None:
    """Nothing that frightens is sent to somebody who can't bear more."""
    ann = await _starts(home, "Ann")
    async with home.app.database.write() as uow:
        found = await people.find(uow, ann.id)
        assert found is not None
        now = home.app.clock.now()
        work = Work(uow, found[0], now, now.date(), {})
        await danger.pause(work)
        await uow.commit()
    await _told(home, ann)
    await ann.refresh()
    assert not ann._fresh()
    async with home.app.database.write() as uow:
        (row,) = [r for r in await due.of_person(uow, found[0].id) if r.kind == notices.KIND]
        assert row.run_at > START + timedelta(hours=20)
        await people.change(uow, found[0].id, paused_since=None)
        await uow.commit()
    await home.moves_clock("day")
    await home.moves_clock("day")
    await ann.taps("note.show")
    assert "somebody read" in (await ann.waits_for("somebody read")).text
