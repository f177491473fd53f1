"""`duewell rotate-keys` beside a bot that runs, and killed on the way."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from simulator import app as simulator
from storage.keys import Keyring
from tests.e2e.house import KEY
from tests.e2e.path import SECONDS
from tests.e2e.process import ROOT, BotProcess
from tests.e2e.test_backup import _begins, _filled, environment, typed
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path

NEW = Keyring.new().keys[0]
BOTH = f"{NEW},{KEY}"


async def test_a_new_key_comes_in_while_the_bot_answers_and_the_old_one_goes(
    tmp_path: Path, database_url: str
) -> None:
    """The whole way of an operator whose key was seen by somebody."""
    async with serve(simulator.build()) as api, Simulation(api) as sim:
        ann, ben = await sim.person("Ann"), await sim.person("Ben")
        bot = BotProcess(api, tmp_path, database_url)
        async with bot:
            await _begins(ann)
            early = typed(tmp_path, database_url, "rotate-keys", ENCRYPTION_KEYS=BOTH)
            assert early.returncode == 1
            assert "restart every process" in early.stderr
            await ann.says("2000")
            await ann.sees()
            await bot.stop()
            bot.env["ENCRYPTION_KEYS"] = BOTH
            await bot.start()
            await _begins(ben)
            turned = typed(tmp_path, database_url, "rotate-keys", ENCRYPTION_KEYS=BOTH)
            assert turned.returncode == 0, turned.stderr
            assert "100%" in turned.stderr
            assert f"take {Keyring((KEY,)).fingerprints()[0]} out" in turned.stdout
            assert KEY not in turned.stdout + turned.stderr
            await ann.says("1500")
            await ann.waits_for("Payments that must go on", SECONDS)
            await ben.says("2000")
            await ben.sees()
            await bot.stop()
            bot.env["ENCRYPTION_KEYS"] = NEW
            await bot.start()
            await ann.says("100")
            await ann.waits_for("eft", SECONDS)
            await ben.says("1500")
            await ben.sees()
            await bot.stop()
        refused = typed(
            tmp_path, database_url, "run", BOT_TOKEN="1:a", BOT_API_URL=api, ENCRYPTION_KEYS=KEY
        )
        assert refused.returncode == 2
        assert "does not hold the key" in refused.stderr


async def test_killed_on_the_way_it_goes_on(tmp_path: Path, sqlite_url: str) -> None:
    """A power cut in the middle leaves both kinds of rows, and a bot with both keys reads them."""
    await _filled(sqlite_url, 800)
    with closing(sqlite3.connect(tmp_path / "duewell.db")) as writing:
        marks = ",".join(Keyring((NEW, KEY)).fingerprints())
        writing.execute("INSERT INTO settings VALUES ('keys', ?)", (marks,))
        writing.commit()
    env = environment(tmp_path, sqlite_url, ENCRYPTION_KEYS=BOTH)
    _killed(tmp_path / "duewell.db", env)
    early = typed(tmp_path, sqlite_url, "rotate-keys", ENCRYPTION_KEYS=NEW)
    assert early.returncode == 2
    assert "does not hold the key" in early.stderr
    again = typed(tmp_path, sqlite_url, "rotate-keys", ENCRYPTION_KEYS=BOTH)
    assert again.returncode == 0, again.stderr
    assert "Going on at" in again.stderr
    once_more = typed(tmp_path, sqlite_url, "rotate-keys", ENCRYPTION_KEYS=NEW)
    assert once_more.returncode == 0, once_more.stderr
    assert "each was read with it alone" in once_more.stdout


def _killed(path: Path, env: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "rotate-keys"], cwd=ROOT, env=env, stderr=subprocess.DEVNULL
    )
    with closing(sqlite3.connect(path)) as looking:
        asked = "SELECT value FROM settings WHERE name = 'rotate'"
        while looking.execute(asked).fetchone() is None:
            assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
