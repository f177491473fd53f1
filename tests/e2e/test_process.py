"""The command line as a host uses it: one sentence for a wrong setting, a demo, an orderly end."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator import app as simulator
from simulator.people import DEFAULT_TOKEN
from tests.e2e.process import ROOT, BotProcess
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def command(*arguments: str, cwd: Path = ROOT, **env: str) -> tuple[int, str, str]:
    """Run `python -m bot …` to its end: exit code, output, errors."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


@pytest.fixture
async def api() -> AsyncIterator[str]:
    async with serve(simulator.build()) as url:
        yield url


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("BOT_TOKEN", "nonsense"),
        ("LISTEN", "nowhere"),
        ("OWNER_IDS", "me"),
        ("UPDATES_A_MINUTE", "many"),
        ("METRICS_TOKEN", "short"),
        ("BOT_API_URL", "telegram"),
        ("ENCRYPTION_KEYS", "short"),
        ("DATABASE_URL", "postgresql://localhost/none"),
    ],
)
async def test_a_wrong_setting_stops_the_start_with_one_sentence_that_names_it(
    tmp_path: Path, setting: str, value: str
) -> None:
    """A host reads the last line of a log at night, not a traceback."""
    env = {"BOT_TOKEN": DEFAULT_TOKEN, "DATA_DIR": str(tmp_path), setting: value}
    code, out, err = await command("run", cwd=tmp_path, **env)
    named = "ENCRYPTION_KEYS" if setting == "DATABASE_URL" else setting
    assert (code, out) == (2, "")
    assert named in err
    assert len(err.strip().splitlines()) == 1


async def test_a_token_that_telegram_refuses_is_said_in_one_sentence(
    tmp_path: Path, api: str
) -> None:
    """The most frequent mistake of a first evening."""
    code, _, err = await command(
        "run", cwd=tmp_path, BOT_TOKEN="1:wrong", BOT_API_URL=api, DATA_DIR=str(tmp_path)
    )
    assert code == 2
    assert "BOT_TOKEN" in err.strip().splitlines()[-1]
    assert "1:wrong" not in err


async def test_the_first_start_makes_a_key_that_only_its_owner_reads(
    tmp_path: Path, sqlite_url: str
) -> None:
    """Whoever copies the database alone must find nothing in it."""
    async with (
        serve(simulator.build()) as api,
        BotProcess(api, tmp_path, sqlite_url, ENCRYPTION_KEYS="") as bot,
    ):
        key = tmp_path / "encryption.key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        before = key.read_bytes()
        await bot.kill()
        await bot.start()
        assert key.read_bytes() == before
        await bot.kill()
        key.write_text("0" * 43 + "=\n", encoding="ascii")
        code, _, err = await command(
            "run", cwd=tmp_path, BOT_TOKEN=DEFAULT_TOKEN, BOT_API_URL=api,
            DATA_DIR=str(tmp_path), DATABASE_URL=sqlite_url,
        )  # fmt: skip
    assert code == 2
    assert "ENCRYPTION_KEYS" in err


async def test_the_log_holds_no_token_and_no_word_of_a_person(
    tmp_path: Path, sqlite_url: str
) -> None:
    """Logs are copied into tickets; a traceback may quote what somebody typed."""
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url, LOG_LEVEL="DEBUG") as bot,
    ):
        ann = await sim.person("Annabella")
        await ann.says("/start")
        await ann.says("my secret creditor")
        await ann.sees()
        await sim.post("control", fail=[{"status": 502, "times": 3}])
        await ann.says("another secret")
        await bot.stop()
        log = bot.log.read_text(encoding="utf-8")
    assert "stopped" in log
    for word in (DEFAULT_TOKEN, "secret", "Annabella", str(ann.id)):
        assert word not in log


async def test_migrate_may_be_run_twice(tmp_path: Path, database_url: str) -> None:
    """A deployment runs it before every start."""
    env = {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path)}
    first = await command("migrate", cwd=tmp_path, **env)
    second = await command("migrate", cwd=tmp_path, **env)
    assert (first[0], second[0]) == (0, 0)
    assert "brought to" in first[1]
    assert "is at" in second[1]


async def test_doctor_finds_a_healthy_bot_healthy_and_says_how_to_mend_one_that_is_not(
    tmp_path: Path, api: str
) -> None:
    """The first thing to run when something is wrong, by somebody who did not write this."""
    env = {"BOT_TOKEN": DEFAULT_TOKEN, "BOT_API_URL": api, "DATA_DIR": str(tmp_path)}
    code, out, _ = await command("doctor", cwd=tmp_path, **env)
    assert code == 1
    assert "run: duewell migrate" in out
    await command("migrate", cwd=tmp_path, **env)
    code, out, _ = await command("doctor", cwd=tmp_path, **env)
    assert (code, "WRONG" in out) == (0, False), out


async def test_export_hands_out_all_that_is_kept_of_one_person(
    tmp_path: Path, sqlite_url: str
) -> None:
    """A person may ask the host for it, bot or no bot."""
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, sqlite_url) as bot,
    ):
        ann = await sim.person("Ann")
        await ann.says("/start")
        await ann.sees()
        await bot.stop()
        env = {k: v for k, v in bot.env.items() if k not in {"LISTEN", "BOT_API_URL"}}
        code, out, _ = await command("export", str(ann.id), **env)
        nobody = await command("export", "1", **env)
    assert code == 0
    assert json.loads(out)["persons"][0]["locale"] == "en"
    assert nobody[0] == 1
