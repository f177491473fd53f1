"""From the bot to a stranger's desk: an export is signed, and whoever alters it is found out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot import cli_verify
from coach import proof
from simulator import app as simulator
from tests.e2e.process import BotProcess
from tests.e2e.test_process import command
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_doctor_shows_verifies_what_export_wrote(
    tmp_path: Path, database_url: str
) -> None:
    """The whole way by the command line alone: keep two calls, export, alter one, be told which."""
    async with (
        serve(simulator.build()) as api,
        Simulation(api) as sim,
        BotProcess(api, tmp_path, database_url) as bot,
    ):
        ann = await sim.person("Ann")
        await ann.says("/start")
        await ann.sees()
        for button in ("contacted", "contacted:bank", "contacted.over:bank"):
            await ann.taps(button)
            await ann.sees()
        await ann.taps("contacted.next:bank:refused")
        await ann.sees()
        await ann.taps("contacted.keep")
        await ann.sees()
        await ann.taps("settings.in:gb")
        await ann.sees()
        doctor = (await command("doctor", **bot.env))[1]
        await bot.stop()
        code, out, _ = await command("export", str(ann.id), **bot.env)
    assert code == 0
    (tmp_path / "notes.json").write_text(out, encoding="utf-8")
    document = json.loads(out)
    assert [entry["content"]["outcome"] for entry in document["chain"]] == ["refused"]
    key = re.search(r"[0-9a-f]{64}", doctor)
    mark = re.search(r"fingerprint ([0-9a-f ]{39})", doctor)
    assert key is not None
    assert mark is not None
    for wanted in (key[0], mark[1]):
        code, said, _ = await command("verify", str(tmp_path / "notes.json"), "--key", wanted)
        assert (code, "Intact: 1 entry" in said) == (0, True), said
    document["chain"][0]["content"]["outcome"] = "agreed"
    (tmp_path / "notes.json").write_text(json.dumps(document), encoding="utf-8")
    code, said, _ = await command("verify", str(tmp_path / "notes.json"), "--key", key[0])
    assert code == 1
    assert "entry 1 of 20" in said
    code, said, _ = await command("verify", str(tmp_path / "notes.json"), "--key", "ab" * 32)
    assert (code, "another key" in said) == (1, True)


def told(
    tmp_path: Path, data: bytes, key: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """Return the exit code and the words for a file."""
    path = tmp_path / "notes.json"
    path.write_bytes(data)
    code = cli_verify.verify(str(path), key)
    seen = capsys.readouterr()
    return code, seen.out + seen.err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"chain": [], "proof": {"a": NaN}}',
        b"[" * 100_000,
        b'{"chain": [], "proof": {"case": "\\ud800"}}',
    ],
)
def test_a_file_that_is_none_is_said_to_be_none(
    tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """A letter, half a download, or something made to break the reader."""
    code, said = told(tmp_path, data, "ab" * 32, capsys)
    assert (code, said.startswith("Not a signed export")) == (2, True)


def test_a_tables_name_cannot_say_that_the_file_is_intact() -> None:
    """It comes from the file: on a screen it must not look like a verdict of its own."""
    verdict = proof.Verdict(proof.State.TABLES, tables=("\x1b[2J\nIntact: 3 entries",))
    said = cli_verify.words(verdict)
    assert said.isprintable()
    assert said.startswith("Altered beside the log")


def test_a_name_that_stands_twice_is_refused() -> None:
    """One program reads the first, another the last: neither may call it intact."""
    assert cli_verify.read(b'{"debts": [], "debts": []}') is None


def test_a_key_or_a_file_that_cannot_be_read_is_a_mistake_of_the_one_who_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not to be taken for an altered file."""
    assert told(tmp_path, b"{}", "nonsense", capsys)[0] == 2
    assert cli_verify.verify(str(tmp_path / "none.json"), "ab" * 32) == 2


@pytest.mark.parametrize("state", list(proof.State))
def test_every_verdict_has_words(state: proof.State) -> None:
    """One sentence for whoever has never seen a signature."""
    verdict: Any = proof.Verdict(state, number=3, key="ab" * 32, exported_at="2026-03-02T09:00")
    assert cli_verify.words(verdict)[0].isupper()
