"""A stolen file, without the key: a whole life is lived, then the bytes are read as a thief would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from storage.metadata import METADATA
from storage.types import Sealed
from tests.bench.dossier import PHOTO
from tests.e2e.house import house
from tests.e2e.path import EN, SECONDS, Walker, first_debt, proposal
from tests.e2e.test_backup import typed
from tests.e2e.test_box import ASKED, asks, box

if TYPE_CHECKING:
    from tests.e2e.house import House

CREDITOR = "Zanzibarbank"
NOTE = "She said the late fee may be dropped"
PLACE = "In the blue folder under the stairs"
NAME, SURNAME, USERNAME = "Annabellina", "Quuxworthy", "annabellina_q"
REFERENCE = "REF-77-KLMN"


def hidden(words: str) -> tuple[bytes, ...]:
    """Return the ways in which words may lie in a file in clear."""
    number = (
        [int(words).to_bytes(6, "big"), int(words).to_bytes(8, "big")] if words.isdigit() else []
    )
    return (words.encode(), words.encode("utf-16-le"), words.encode().hex().encode(), *number)


def found(words: set[str], data: bytes) -> set[str]:
    return {each for each in words if any(form in data for form in hidden(each))}


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the database with its log, and of all that lies beside it but the log."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".key"
    }


async def life(home: House) -> set[str]:
    """Live everything that leaves words behind; return the words that must be nowhere in clear."""
    person = await home.sim.person(NAME, EN.language, last_name=SURNAME, username=USERNAME)
    ann = Walker(person, replace(EN, debt=f"{CREDITOR} card 4000 18%"))
    await ann.says("/start")
    await first_debt(ann)
    await proposal(ann)
    await _papers(ann)
    await ann.says("/debts")
    await ann.taps("debt:1", "negotiate:1", "proposal.choose", "script:1:phone:a")
    await ann.taps("contact.new:1", ":outcome:offered", ":channel:phone")
    await ann.says(REFERENCE, NOTE)
    await ann.taps("f.skip", "check:1")
    await ann.says(EN.agreed)
    await ann.taps("offer.agreed", "plan.from")
    await ann.says("2026-04-01")
    await ann.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save", "plan.remind")
    return {CREDITOR, NOTE, NAME, SURNAME, USERNAME, REFERENCE, str(person.id)}


async def _papers(ann: Walker) -> None:
    await ann.taps("script:1:letter", "documents:1")
    await ann.person.taps("documents.dossier:1")
    await ann.person.waits_for("Look through it before", SECONDS)
    await ann.taps("documents.photos:")
    await ann.person.sends("photo", PHOTO.read_bytes(), name="photo.jpg")
    await ann.looks()


async def opened(home: House) -> set[str]:
    """Return every sealed value, opened with the key: none may stand anywhere in clear."""
    values: set[str] = set()
    async with home.app.database.read() as uow:
        for table in METADATA.sorted_tables:
            sealed = [column for column in table.columns if isinstance(column.type, Sealed)]
            if sealed:
                rows: Any = (await uow.run(select(*sealed))).all()
                values |= {value for row in rows for value in row if value is not None}
    return values


async def test_a_stolen_database_or_backup_names_nobody_and_nothing(
    tmp_path: Path, sqlite_url: str
) -> None:
    """The laptop is gone, the key is on paper: then nobody's life is on it."""
    async with house(tmp_path, sqlite_url, attachments=True) as home:
        words = await life(home)
        circle, payload = await box(home)
        await asks(circle.people[2], payload, ASKED)
        words |= {ASKED, "Tuesday circle", *(str(each.id) for each in circle.people[:3])}
        words |= {str(abs(circle.chat))}
        sealed = await opened(home)
        assert words - {SURNAME, USERNAME, NAME} <= {
            word for word in words for value in sealed if word in value
        }, "each of them was stored; otherwise finding none proves nothing"
        saved = typed(tmp_path, sqlite_url, "backup", "--to", str(tmp_path / "a.backup"))
        assert saved.returncode == 0, saved.stderr
        # While it runs: the newest pages stand in the log beside the database.
        running = files(tmp_path)
    assert {"duewell.db", "duewell.db-wal", "a.backup"} <= set(running)
    words |= {value for value in sealed if len(value) > 6}
    assert b"reminder" in b"".join(running.values()) or b"payment" in b"".join(running.values())
    for name, data in {**running, **files(tmp_path)}.items():
        assert found(words, data) == set(), name
