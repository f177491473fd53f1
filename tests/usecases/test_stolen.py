"""Who steals the database file reads no creditor, no note, no file's name and nobody's number."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from coach.contacts import Channel, Outcome
from storage import contacts, documents, people
from tests.fakes.telegram_edge import Chat, open_world
from tests.usecases.test_documents import sends_photo
from tests.usecases.test_tap_budget import first_debt, three_numbers

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import World

CREDITOR = "Zyxwvbank"
NOTE = "Quibblesworth"
REFERENCE = "REFXYZZY42"
PHOTO = "photo-file-id-of-a-letter"
NUMBER = 7_123_456_789
NAME = "Annabellissima"


async def lives(world: World) -> None:
    """Let somebody leave everything that people write."""
    person = Chat(world, NUMBER, NAME, "en")
    await first_debt(person, f"{CREDITOR} 4000 18%")
    await person.taps("negotiate")
    await three_numbers(person)
    async with world.database.write() as uow:
        found = await people.find(uow, NUMBER)
        assert found is not None
        assert found[0].case_id is not None
        await contacts.add(
            uow, found[0].case_id, world.now, debt_id=1, channel=Channel.PHONE,
            outcome=Outcome.OFFERED, reference=REFERENCE, promise=NOTE, note=NOTE, next_on=None,
        )  # fmt: skip
        await uow.commit()
    await person.sends_data("documents.photos:1")
    await sends_photo(world, person, PHOTO)
    await person.says("/add")
    await person.says(f"half written {NOTE}")
    async with world.database.read() as uow:
        (kept,) = await contacts.of_case(uow, found[0].case_id)
        assert (kept.reference, kept.note) == (REFERENCE, NOTE)
        assert len(await documents.of_debt(uow, 1)) == 1


def files(url: str) -> bytes:
    """Return every byte that lies beside the database."""
    folder = Path(make_url(url).database or "").parent
    name = Path(make_url(url).database or "").name
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if name in path.name)


async def test_the_bytes_of_the_database_name_nobody_and_no_creditor(sqlite_url: str) -> None:
    """The thief of a disk, a copy, a discarded server has no key."""
    async with open_world(sqlite_url, attachments=True) as world:
        await lives(world)
        stolen = files(sqlite_url)
    assert b"CREATE TABLE persons" in stolen
    for word in (CREDITOR, NOTE, REFERENCE, PHOTO, NAME, str(NUMBER)):
        for form in (word, word.lower(), word.upper()):
            assert form.encode() not in stolen, word
            assert form.encode("utf-16-le") not in stolen, word
    # As SQLite would store the number by itself, in six bytes.
    assert struct.pack(">q", NUMBER)[2:] not in stolen
