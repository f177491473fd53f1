"""Each runbook's own commands, run in order on a database where the thing has happened."""

from __future__ import annotations

import asyncio
import re
import shlex
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot import cli, keyring, settings
from coach.people import Role
from coach.permits import Level
from simulator import app as simulator
from storage import cases, engine, facts, grants, keys, people, staff
from tests.e2e.test_process import command
from tests.fakes.server import serve
from usecases import notices

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from storage.uow import UnitOfWork

BOOKS = Path(__file__).resolve().parents[2] / "docs" / "runbooks"
REHEARSED = {
    "owner-account-lost", "counsellor-leaves-or-hijacked", "token-leaked", "suspected-breach",
    "closing-down",
}  # fmt: skip
OLD_OWNER, NEW_OWNER, ANNA, BERTA, CLIENT = 111111, 222222, 333333, 444444, 555555
LOOKED = datetime(2026, 3, 1, 15, tzinfo=UTC)
JOINED = datetime(2026, 2, 1, 9, tzinfo=UTC)


def blocks(book: str) -> list[str]:
    """Return the commands of a runbook, as they stand there."""
    text = (BOOKS / f"{book}.md").read_text(encoding="utf-8")
    found = re.findall(r"^ *```sh\n(.*?)^ *```$", text, flags=re.MULTILINE | re.DOTALL)
    return [re.sub(r"^ +", "", block, flags=re.MULTILINE).strip() for block in found]


def commands(book: str) -> list[list[str]]:
    """Return the arguments of each of our commands in a runbook."""
    lines = "\n".join(blocks(book)).splitlines()
    return [shlex.split(line)[3:] for line in lines if line.startswith("python -m bot ")]


def in_database(step: Callable[[UnitOfWork], Awaitable[Any]]) -> Any:
    given = settings.read(token_needed=False)
    keys.install(keyring.find(given))

    async def run() -> Any:
        database = engine.connect(given.database_url)
        try:
            async with database.write() as uow:
                found = await step(uow)
                await uow.commit()
                return found
        finally:
            await database.close()

    return asyncio.run(run())


async def _life(uow: UnitOfWork) -> None:
    """Let there be an owner, two counsellors, and two clients, one of whom Anna looked at."""
    for number, role, name in (
        (OLD_OWNER, Role.OWNER, "Olga"), (ANNA, Role.COUNSELLOR, "Anna"),
        (BERTA, Role.COUNSELLOR, "Berta"), (CLIENT, Role.CLIENT, ""), (555556, Role.CLIENT, ""),
    ):  # fmt: skip
        person = await people.add(uow, number, "en", JOINED)
        await people.change(uow, person.id, role=role.value)
        if name:
            await staff.name(uow, person.id, name, JOINED)
        else:
            await cases.open_trial(uow, person.id, JOINED)
    anna, client = await people.find(uow, ANNA), await people.find(uow, CLIENT)
    assert anna is not None
    assert client is not None
    await grants.put(uow, client[0].id, anna[0].id, Level.CASE, None, JOINED)
    await grants.looked(uow, (client[0].id,), "Anna", "case", LOOKED)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name in ("BOT_TOKEN", "OWNER_IDS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main(["migrate"]) == 0
    in_database(_life)
    return tmp_path


def runs(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int = 0) -> str:
    capsys.readouterr()
    assert cli.main(arguments) == code
    seen = capsys.readouterr()
    return seen.out + seen.err


async def _dues(uow: UnitOfWork) -> dict[int, list[notices.Notice]]:
    """Return the notices that wait, by Telegram number."""
    from sqlalchemy import select

    from storage.tables_flow import due

    rows = (await uow.run(select(due).where(due.c.kind == notices.KIND).order_by(due.c.lead))).all()
    told: dict[int, list[notices.Notice]] = {}
    for row in rows:
        number = await people.telegram_id(uow, row.person_id)
        told.setdefault(number, []).append(notices.read(row.occurrence))
    return told


async def _count(uow: UnitOfWork) -> int:
    found = [await people.find(uow, n) for n in (OLD_OWNER, ANNA, BERTA, CLIENT, 555556)]
    return len([each for each in found if each])


def test_a_lost_owners_account(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new number is in, the old one out."""
    said = [runs(capsys, each) for each in commands("owner-account-lost")]
    assert len(said) == 3
    assert str(NEW_OWNER) in said[-1]
    assert str(OLD_OWNER) not in said[-1]


def test_a_counsellor_who_left_or_was_hijacked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Access ends at once; whom they looked at is known also afterwards."""
    listed, ended, invited, seen = (
        runs(capsys, each) for each in commands("counsellor-leaves-or-hijacked")
    )
    assert str(ANNA) in listed
    assert "no access any more" in ended
    assert "https://t.me/example_bot?start=inv_" in invited
    assert re.search(r"^ +1  people", seen, flags=re.MULTILINE), seen
    assert str(ANNA) not in runs(capsys, ["staff"])


def test_a_suspected_breach(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers first, a list for the authority, then each of them is told, once."""
    (folder / "notice.txt").write_text("On 2 March somebody ... Ask us.\n", encoding="utf-8")
    counted, _, told = (runs(capsys, each) for each in commands("suspected-breach"))
    assert re.search(r"^ +5  people", counted, flags=re.MULTILINE), counted
    assert not re.search(r"\d{6}", counted), "numbers of people, and nobody's number"
    numbers = (folder / "affected.txt").read_text(encoding="ascii").split()
    assert sorted(map(int, numbers)) == sorted([OLD_OWNER, ANNA, BERTA, CLIENT, 555556])
    assert (folder / "affected.txt").stat().st_mode & 0o077 == 0
    assert "affected.txt exists" in runs(capsys, commands("suspected-breach")[1], 1)
    assert "5 messages" in told
    runs(capsys, commands("suspected-breach")[2])
    found = in_database(_dues)
    assert len(found) == 5
    assert all(len(each) == 1 for each in found.values())
    ((notice,), *_) = found.values()
    assert (
        in_database(lambda uow: notices.words_of(uow, notice)) == "On 2 March somebody ... Ask us."
    )


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--since", "1 March", "--until", "2026-03-02"], "is no day"),
        (["--since", "2026-03-05", "--until", "2026-03-02"], "before --since"),
        (["--since", "2026-03-01", "--until", "2026-03-02", "--tell", "none.txt"], "can't be read"),
        (["--since", "2026-03-01", "--until", "2026-03-02", "--tell", "long.txt"], "1 to 1500"),
    ],
)
def test_a_breach_told_wrongly_tells_nobody(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    """It is written in haste."""
    (folder / "long.txt").write_text("x" * 1_501, encoding="utf-8")
    assert says in runs(capsys, ["breach", *more], 1)
    assert in_database(_dues) == {}


def test_who_came_after_the_breach_is_not_concerned(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong alarm frightens people for nothing."""
    said = runs(capsys, ["breach", "--since", "2026-01-01", "--until", "2026-01-31"])
    assert re.search(r"^ +0  people", said, flags=re.MULTILINE), said


def test_closing_down(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Announced twice, exported, and erased on the day and not before."""
    announce, export, erase = commands("closing-down")
    assert "5 people are told" in runs(capsys, announce)
    runs(capsys, announce)
    found = in_database(_dues)
    assert {number: len(each) for number, each in found.items()} == dict.fromkeys(found, 2)
    assert len(found) == 5
    assert '"persons"' in runs(capsys, export)
    assert "Not before" in runs(capsys, erase, 1)
    assert "was not announced" in runs(capsys, ["close", "erase", "--on", "2099-12-30"], 1)
    assert "another day" in runs(capsys, ["close", "announce", "--on", "2099-12-30"], 1)
    today = datetime.now(UTC).date()
    assert "a week" in runs(capsys, ["close", "announce", "--on", str(today)], 1)
    in_database(lambda uow: facts.put(uow, notices.CLOSES, str(today - timedelta(days=0))))
    said = runs(capsys, ["close", "erase", "--on", str(today)])
    assert "5 people were erased; nobody is left" in said
    assert in_database(_count) == 0
    listed = "".join(path.read_text(encoding="utf-8") for path in folder.glob("erased-*.txt"))
    assert len(listed.splitlines()) == 5


async def test_a_leaked_token(tmp_path: Path) -> None:
    """The new token is put in without being shown, and the old one is gone from the file."""
    (put,) = [block for block in blocks("token-leaked") if "BOT_TOKEN" in block]
    new = "42:rehearsed-new-token"
    env = tmp_path / ".env"
    async with serve(simulator.build(token=new)) as api:
        env.write_text(f"BOT_TOKEN=1:old\nBOT_API_URL={api}\nDATA_DIR={tmp_path}\n", "utf-8")
        code, _, said = await command("run", cwd=tmp_path)
        assert code == 2
        assert "BOT_TOKEN" in said
        done = subprocess.run(  # noqa: ASYNC221
            ("bash", "-euc", put), cwd=tmp_path, input=new + "\n", text=True, check=True,
            capture_output=True,
        )  # fmt: skip
        assert new not in done.stdout + done.stderr
        assert "1:old" not in env.read_text(encoding="utf-8")
        assert (await command("migrate", cwd=tmp_path))[0] == 0
        for words in commands("token-leaked"):
            code, out, _ = await command(*words, cwd=tmp_path)
            assert (code, "WRONG" in out) == (0, False), out


def test_every_command_of_a_runbook_is_one_that_there_is() -> None:
    """Also of those that others rehearse."""
    for path in BOOKS.glob("*.md"):
        for words in commands(path.stem):
            cli.parser().parse_args(words)
    assert {path.stem for path in BOOKS.glob("*.md")} >= REHEARSED


@pytest.mark.parametrize("book", sorted(REHEARSED))
def test_a_runbook_is_one_page_and_says_when_it_is_over(book: str) -> None:
    """Nobody reads two pages at night."""
    text = (BOOKS / f"{book}.md").read_text(encoding="utf-8")
    assert len(text.split()) < 520
    assert "**It is over when**" in text
