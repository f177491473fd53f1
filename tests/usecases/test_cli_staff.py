"""Who works for the host, by the command line alone: what an owner does when the bot can't be used."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import cli, keyring, settings
from coach.people import Role
from coach.permits import Level
from storage import due, engine, grants, keys, people, staff

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty, migrated database, and no token."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name in ("BOT_TOKEN", "OWNER_IDS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main(["migrate"]) == 0
    return tmp_path


def _told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    try:
        code = cli.main(words)
    except SystemExit as stop:
        code = int(str(stop.code))
    seen = capsys.readouterr()
    return code, seen.out + seen.err


def _counsellor_with_client() -> None:
    """Let 7 counsel 8, who shares the case."""
    given = settings.read(token_needed=False)
    keys.install(keyring.find(given))

    async def fill() -> None:
        database = engine.connect(given.database_url)
        async with database.write() as uow:
            anna = await people.add(uow, 7, "en", NOW)
            ben = await people.add(uow, 8, "en", NOW)
            await people.change(uow, anna.id, role=Role.COUNSELLOR.value)
            await staff.name(uow, anna.id, "Anna", NOW)
            await grants.put(uow, ben.id, anna.id, Level.CASE, None, NOW)
            await uow.commit()
        await database.close()

    asyncio.run(fill())


def test_an_owner_is_made_listed_and_unmade(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever lost their account comes back in with one command."""
    assert _told(capsys, "owner", "add", "123456") == (
        0, "123456 is an owner from now on. In the bot: /team\n",
    )  # fmt: skip
    code, said = _told(capsys, "staff")
    assert (code, "123456" in said, "owner" in said) == (0, True, True)
    code, said = _told(capsys, "owner", "remove", "123456")
    assert (code, "Nobody is an owner now" in said) == (0, True)
    code, said = _told(capsys, "owner", "remove", "123456")
    assert (code, "is no owner here" in said) == (1, True)
    assert "Nobody works here yet" in _told(capsys, "staff")[1]


def test_who_stands_in_the_settings_is_not_said_to_be_out(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """OWNER_IDS would let a hijacked account in again with its next message."""
    monkeypatch.setenv("OWNER_IDS", "55")
    assert _told(capsys, "owner", "add", "55")[0] == 0
    for words in (("owner", "remove", "55"), ("end-access", "55")):
        code, said = _told(capsys, *words)
        assert (code, "OWNER_IDS" in said) == (1, True)


def test_one_command_ends_a_counsellors_access_and_the_clients_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hijacked account sees nothing from that moment, and nobody is left without a word."""
    _counsellor_with_client()
    assert "Anna" in _told(capsys, "staff")[1]
    code, said = _told(capsys, "invite", "client", "--for", "7", "--bot", "@HelpBot")
    assert (code, said.startswith("https://t.me/HelpBot?start=inv_")) == (0, True)
    code, said = _told(capsys, "end-access", "7")
    assert (code, "told so: 1." in said) == (0, True)

    async def after() -> tuple[object, ...]:
        database = engine.connect(settings.read(token_needed=False).database_url)
        async with database.read() as uow:
            found = await people.find(uow, 8)
            anna = await people.find(uow, 7)
            assert found is not None
            assert anna is not None
            rows = await due.of_person(uow, found[0].id)
            care = await grants.of_counsellor(uow, anna[0].id)
            return anna[0].role, care, [row.kind for row in rows]

    assert asyncio.run(after()) == (Role.CLIENT, (), ["care"])
    assert _told(capsys, "end-access", "7")[0] == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("invite client", 1, "Into whose care?"),
        ("invite coach --for 7", 1, "goes with `invite client` only"),
        ("invite client --for 9 --bot b", 1, "Nobody with the Telegram number 9"),
        ("invite client --for 8 --bot b", 1, "8 is no counsellor here"),
        ("invite counsellor", 1, "BOT_TOKEN is not set"),
        ("owner add me", 2, "'me' is no Telegram number"),
        ("owner add 99999999999999999999", 2, "is no Telegram number"),
        ("owner add -5", 2, ""),
        ("end-access 404", 1, "Nobody with the Telegram number 404"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, code: int, said: str
) -> None:
    """Whoever types this is in a hurry."""
    _counsellor_with_client()
    seen, text = _told(capsys, *words.split())
    assert (seen, said in text) == (code, True), text
    assert "Traceback" not in text


def test_an_old_database_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the schema is there, nothing can be kept in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert _told(capsys, "owner", "add", "5") == (
        1, "The database is not at this version's schema; run: duewell migrate\n",
    )  # fmt: skip
