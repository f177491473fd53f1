"""`duewell backup` and `restore` as an operator types them: while the bot runs, killed, on a new machine."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import cli_doctor
from bot.settings import Settings
from simulator import app as simulator
from storage import backup, engine, facts, keys, migrate
from tests.e2e.house import KEY
from tests.e2e.process import ROOT, BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.storage.filler import fill
from tests.storage.test_backup import named, same
from tests.storage.test_move import everything

if TYPE_CHECKING:
    from tests.fakes.client import Person


def environment(folder: Path, url: str, **more: str) -> dict[str, str]:
    here = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {"DATA_DIR": str(folder), "DATABASE_URL": url, "ENCRYPTION_KEYS": KEY}
    return {**here, **given, **more}


def typed(folder: Path, url: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT, env=environment(folder, url, **more), capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


async def _begins(person: Person) -> None:
    await person.says("/start")
    await person.sees()
    for button in ("path", "budget", "budget.quick", "region:gb"):
        await person.taps(button)
        await person.sees()


async def _erases_themselves(person: Person) -> None:
    await person.says("/forget")
    await person.sees()
    await person.taps("forget.yes")
    await person.sees()
    await person.taps("forget.now")
    assert "backups are encrypted and kept until" in (await person.sees()).text


async def test_a_new_machine_goes_on_without_those_who_erased_themselves(
    tmp_path: Path, sqlite_url: str, postgresql_url: str
) -> None:
    """Saved while the bot runs; somebody leaves; the machine burns; all others go on."""
    backups, other = tmp_path / "backups", tmp_path / "other"
    async with serve(simulator.build()) as api, Simulation(api) as sim:
        ann, ben = await sim.person("Ann"), await sim.person("Ben")
        async with BotProcess(api, tmp_path, sqlite_url) as bot:
            await _begins(ann)
            await _begins(ben)
            saved = typed(tmp_path, sqlite_url, "backup", "--to", f"{backups}/")
            assert saved.returncode == 0, saved.stderr
            assert "read again and the same" in saved.stdout
            assert "100%" in saved.stderr
            assert KEY not in saved.stdout + saved.stderr
            await _erases_themselves(ann)
            await bot.stop()
        (file,) = backups.iterdir()
        other.mkdir()
        # What outlives the machine: the backup, the key on paper, the list of erasures.
        _carry(tmp_path, other)
        restored = typed(other, postgresql_url, "restore", str(file))
        assert restored.returncode == 0, restored.stderr
        assert "counts and checksums are those of the backup" in restored.stdout
        assert "1  erased themselves since then" in restored.stdout
        keys.install(keys.Keyring((KEY,)))
        assert len((await everything(postgresql_url))["persons"]) == 1
        async with BotProcess(api, other, postgresql_url):
            await ben.says("2000")
            assert "living" in (await ben.sees()).text.lower()
            await ann.says("/start")
            assert "most pressing" in (await ann.sees()).text


def _carry(one: Path, other: Path) -> None:
    (listed,) = one.glob("erased-*.txt")
    listed.rename(other / listed.name)


async def _filled(url: str, rows: int) -> None:
    keys.install(keys.Keyring((KEY,)))
    await migrate.upgrade(url)
    database = engine.connect(url)
    await fill(database, range(1, rows + 1))
    await database.close()


async def test_a_restore_that_was_killed_says_so_and_begins_again(
    tmp_path: Path, sqlite_url: str
) -> None:
    """SIGKILL in the middle: no bot starts, every command says why, and --again mends it."""
    await _filled(sqlite_url, 1500)
    saved = typed(tmp_path, sqlite_url, "backup", "--to", str(tmp_path / "a.backup"))
    assert saved.returncode == 0, saved.stderr
    file, target = str(tmp_path / "a.backup"), f"sqlite:///{tmp_path}/other.db"
    _killed_on_the_way(file, tmp_path / "other.db", environment(tmp_path, target))
    token = {"BOT_TOKEN": "1:a", "BOT_API_URL": "http://127.0.0.1:1"}
    start = typed(tmp_path, target, "run", **token)
    assert start.returncode == 2
    assert "a stopped restore has filled only in part" in start.stderr
    assert len(start.stderr.strip().splitlines()[-1]) < 300
    for command in (["backup", "--to", str(tmp_path / "b.backup")], ["export", "1"]):
        said = typed(tmp_path, target, *command)
        assert said.returncode in {1, 2}
        assert "stopped" in said.stderr
    examined = typed(tmp_path, target, "doctor", **token)
    assert "a stopped restore has filled only in part" in examined.stdout
    again = typed(tmp_path, target, "restore", file, "--again")
    assert again.returncode == 0, again.stderr
    assert same(await everything(sqlite_url), await everything(target))


def _killed_on_the_way(file: str, target: Path, env: dict[str, str]) -> None:
    """Kill a restore as soon as the first rows are there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "restore", file],
        cwd=ROOT, env=env, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not _arrived(target):
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def _arrived(target: Path) -> bool:
    if not target.exists():
        return False
    with closing(sqlite3.connect(target)) as looking, contextlib.suppress(sqlite3.Error):
        return bool(looking.execute("SELECT count(*) FROM chats").fetchone()[0])
    return False


async def test_what_can_go_wrong_is_told_in_one_sentence(tmp_path: Path, sqlite_url: str) -> None:
    """It is read on the worst day that the host has."""
    await _filled(sqlite_url, 2)
    file = str(tmp_path / "a.backup")
    assert typed(tmp_path, sqlite_url, "backup", "--to", file).returncode == 0
    wrong = "0" * 43 + "="
    empty = f"sqlite:///{tmp_path}/other.db"
    (tmp_path / "no.backup").write_bytes(b"\x1b[2Jnothing")
    for code, url, words, arguments, more in (
        (1, sqlite_url, "exists already", ["backup", "--to", file], {}),
        (
            1,
            sqlite_url,
            "there is no file or folder",
            ["backup", "--to", str(tmp_path / "x" / "y")],
            {},
        ),
        (1, sqlite_url, "is open in another program|not empty", ["restore", file], {}),
        (1, empty, "fingerprint", ["restore", file], {"ENCRYPTION_KEYS": wrong}),
        (2, empty, "see the key card", ["restore", file], {"ENCRYPTION_KEYS": ""}),
        (1, empty, "there is no file", ["restore", file + "x"], {}),
        (1, empty, "is not a backup", ["restore", str(tmp_path / "no.backup")], {}),
        (1, f"sqlite:///{tmp_path}/none.db", "no database", ["backup", "--to", file + "2"], {}),
        (2, sqlite_url, "tells people that no backups", ["backup"], {"BACKUP_DAYS": "0"}),
        (2, empty, "BACKUP_DAYS is a number", ["restore", file], {"BACKUP_DAYS": "soon"}),
    ):
        said = typed(tmp_path, url, *arguments, **more)
        last = said.stderr.strip().splitlines()[-1]
        assert said.returncode == code, (arguments, said.stderr)
        assert any(each in last for each in words.split("|")), (arguments, said.stderr)
        assert "Traceback" not in said.stderr
        assert "\x1b" not in last
    assert not (tmp_path / "other.db").exists()


async def test_only_the_newest_are_kept_and_none_longer_than_was_promised(
    tmp_path: Path, sqlite_url: str
) -> None:
    """/forget names a day; a forgotten folder must not make it a lie."""
    await _filled(sqlite_url, 1)
    folder = tmp_path / "data" / "backups"
    folder.mkdir(parents=True)
    for name in ("20200101T000000Z", "20991231T000000Z", "20991230T000000Z"):
        (folder / f"duewell-{name}.backup").touch()
    (folder / "duewell-mine.backup").touch()
    saved = typed(tmp_path / "data", sqlite_url, "backup", "--keep", "2")
    assert saved.returncode == 0, saved.stderr
    assert "deleted duewell-20200101T000000Z.backup" in saved.stdout
    left = named(folder)
    assert len(left) == 3
    assert {"duewell-mine.backup", "duewell-20991231T000000Z.backup"} < left


async def test_doctor_says_how_old_the_last_backup_is(tmp_path: Path, sqlite_url: str) -> None:
    """A timer that stopped a month ago is noticed on the day of the fire, or here."""
    given = Settings("1:a", data_dir=tmp_path, database_url=sqlite_url, encryption_keys=(KEY,))
    await _filled(sqlite_url, 1)
    assert "none was made yet" in (never := await cli_doctor._backup(given)).seen
    assert not never.good
    assert typed(tmp_path, sqlite_url, "backup").returncode == 0
    now = await cli_doctor._backup(given)
    assert (now.seen, now.good) == ("the last one is 0 hours old", True)
    database = engine.connect(sqlite_url)
    async with database.write() as uow:
        before = datetime.now(UTC) - timedelta(days=3)
        await facts.put(uow, backup.LAST, before.isoformat())
        await uow.commit()
    await database.close()
    old = await cli_doctor._backup(given)
    assert (old.seen, old.good) == ("the last one is 72 hours old", False)
    none = await cli_doctor._backup(replace(given, backup_days=0))
    assert none.good
