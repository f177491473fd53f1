"""`duewell move`, as an operator types it: refused while the bot runs, stopped, gone on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import cli_move, keyring
from bot.cli_bar import Bar
from bot.clock import MovableClock
from bot.settings import Settings, SettingsError
from simulator import app as simulator
from storage import engine, keys, migrate
from storage.bulk import StoppedError
from tests.e2e.house import KEY, START, live, settings
from tests.fakes.client import Simulation
from tests.fakes.server import serve
from tests.storage.filler import fill

if TYPE_CHECKING:
    pass

ROOT = Path(__file__).resolve().parents[2]


def typed(
    folder: Path, source: str, *arguments: str, key: str = KEY
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    here = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    more = {"DATA_DIR": str(folder), "DATABASE_URL": source, "ENCRYPTION_KEYS": key}
    return subprocess.run(
        [sys.executable, "-m", "bot", "move", *arguments],
        cwd=ROOT, env=here | more, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


async def test_a_person_goes_on_with_the_bot_on_the_other_database(
    tmp_path: Path, sqlite_url: str, postgresql_url: str
) -> None:
    """The whole way an operator goes: refused while it runs, then moved, then started there."""
    clock = MovableClock(START)
    (tmp_path / "target").write_text(postgresql_url + "\n", encoding="utf-8")
    async with serve(simulator.build()) as api, Simulation(api) as sim:
        person = await sim.person("P")
        given = settings(api, tmp_path, sqlite_url)
        async with live(given, clock):
            await person.says("/start")
            assert await sim.idle()
            refused = typed(tmp_path, sqlite_url, "--to-file", str(tmp_path / "target"))
            assert refused.returncode == 1
            assert "stop the bot" in refused.stderr
        moved = typed(tmp_path, sqlite_url, "--to-file", str(tmp_path / "target"))
        assert moved.returncode == 0, moved.stderr
        assert "counts and checksums are the same" in moved.stdout
        assert "100%" in moved.stderr
        assert "rows/s" in moved.stderr
        assert KEY not in moved.stdout + moved.stderr
        async with live(settings(api, tmp_path, postgresql_url), clock):
            before = len(await sim.log())
            await person.says("/home")
            assert await sim.idle()
            assert len(await sim.log()) > before


def test_ctrl_c_stops_between_two_pages_and_no_bot_starts_on_half_a_database(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A half-filled database looks like one that lost people."""
    import asyncio

    keys.install(keys.Keyring((KEY,)))
    asyncio.run(_filled(sqlite_url))
    target = f"sqlite:///{tmp_path}/other.db"
    given = Settings("1:a", data_dir=tmp_path, database_url=sqlite_url, encryption_keys=(KEY,))

    class Pressed(Bar):
        """Somebody presses Ctrl-C while the tenth table is copied."""

        pages = 0

        def step(self, rows: int) -> None:
            self.pages += 1
            if self.pages == 10:
                os.kill(os.getpid(), signal.SIGINT)
            super().step(rows)

    bar = Pressed()
    with pytest.raises(StoppedError):
        asyncio.run(cli_move._move(given, target, bar, again=False))
    bar.close()
    assert 0 < bar.done < bar.total
    with pytest.raises(SettingsError, match="duewell move"):
        asyncio.run(_starts(target))
    assert cli_move.move(given, target, None, again=False) == 0
    said = capsys.readouterr()
    assert f"{bar.done} of {bar.total} are done" in said.err
    assert "in all: counts and checksums are the same" in said.out
    asyncio.run(_starts(target))


async def _filled(url: str) -> None:
    await migrate.upgrade(url)
    database = engine.connect(url)
    await fill(database, range(1, 4))
    await keyring.check(database, keys.ring())
    await database.close()


async def _starts(url: str) -> None:
    """Do what a bot does first with its database."""
    database = engine.connect(url)
    try:
        await keyring.check(database, keys.ring())
    finally:
        await database.close()


def test_a_missing_key_and_a_missing_file_are_told(tmp_path: Path, sqlite_url: str) -> None:
    """Making a new key here would hide that the right one is missing."""
    target = f"sqlite:///{tmp_path}/other.db"
    nowhere = typed(tmp_path, sqlite_url, "--to", target)
    assert nowhere.returncode == 1
    assert "there is no database" in nowhere.stderr
    keyless = typed(tmp_path, sqlite_url, "--to", target, key="")
    assert keyless.returncode == 2
    assert "see the key card" in keyless.stderr
    unread = typed(tmp_path, sqlite_url, "--to-file", str(tmp_path / "none"))
    assert unread.returncode == 2
    assert not list(tmp_path.glob("*.key"))
    assert not list(tmp_path.glob("*.db"))
