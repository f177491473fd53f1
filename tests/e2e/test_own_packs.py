"""A host's own folder of packs, over the real application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.house import house
from tests.e2e.path import EN, Walker
from tests.e2e.test_process import command

if TYPE_CHECKING:
    from pathlib import Path

OURS = """
[[helpline]]
id = "stepchange"
number = "0300 000 0000"

[[helpline]]
id = "national_debtline"
remove = true
"""


def folder(where: Path, name: str, text: str) -> Path:
    """Write one file of a pack and return the folder of packs."""
    path = where / "ours" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return where / "ours"


async def test_an_organisation_puts_its_own_line_before_people(
    tmp_path: Path, sqlite_url: str
) -> None:
    """Who calls must reach the desk that is staffed, without anybody editing our files."""
    ours = folder(tmp_path, "gb/helplines.toml", OURS)
    async with house(tmp_path, sqlite_url, packs_dir=ours) as home:
        anna = Walker(await home.sim.person("Anna", "en"), EN)
        await anna.says("/start")
        await anna.says("hmm")
        await anna.taps("helplines")
        shown = await anna.taps("helplines.in:gb")
    assert "0300 000 0000" in shown.text
    assert "116 123" in shown.text, "what the folder does not name stays"
    assert "National Debtline" not in shown.text


async def test_a_slip_in_the_own_folder_stops_the_start_with_file_and_key(tmp_path: Path) -> None:
    """A bot that starts with half a pack would say wrong numbers to somebody in danger."""
    ours = folder(tmp_path, "us/pack.toml", 'currency = "dollars"\n')
    env = {"BOT_TOKEN": "1:token", "DATA_DIR": str(tmp_path), "PACKS_DIR": str(ours)}
    code, out, err = await command("run", cwd=tmp_path, **env)
    assert (code, out) == (2, "")
    assert "PACKS_DIR" in err
    assert "us/pack.toml: currency" in err
    assert len(err.strip().splitlines()) == 1


async def test_a_folder_that_is_not_there_is_said_before_anything_starts(tmp_path: Path) -> None:
    """A mistyped mount looks like a bot without the organisation's numbers."""
    env = {"BOT_TOKEN": "1:token", "DATA_DIR": str(tmp_path), "PACKS_DIR": "nowhere"}
    code, _, err = await command("run", cwd=tmp_path, **env)
    assert code == 2
    assert "PACKS_DIR" in err
