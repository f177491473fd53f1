"""The pages for bad days, rehearsed: their own commands, typed in a checkout of its own."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from simulator import app as simulator
from simulator.people import DEFAULT_TOKEN
from storage.keys import Keyring
from tests.e2e.house import live, settings
from tests.e2e.process import ROOT
from tests.e2e.test_backup import _begins, _erases_themselves
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fakes.client import Person

BLOCK = re.compile(r"^( *)```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NOT_OURS = {".git", ".venv", ".env", ".demo", "data"}


def blocks(page: str, section: str = "") -> list[str]:
    """Return the commands of a page in `docs/`, or of one of its sections."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    if section:
        text = text[text.index(section) :]
        text = text[: text.index("\n## ", 1)]
    return [
        re.sub(f"^{found[1]}", "", found[2], flags=re.MULTILINE) for found in BLOCK.finditer(text)
    ]


@dataclass(slots=True)
class Checkout:
    """A folder as an operator has it: the program, `.venv`, `.env`, and `data`."""

    folder: Path
    api: str
    media: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    async def types(self, commands: str, given: str = "") -> str:
        """Run commands as a shell does that stops at the first failure; return what was said."""
        return await asyncio.to_thread(self._run, commands, given)

    def _run(self, commands: str, given: str) -> str:
        done = subprocess.run(
            ["sh", "-euc", commands.replace("/media/backups", str(self.media))],
            cwd=self.folder, input=given, env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder)},
            text=True, check=False, capture_output=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, (commands, done.stdout, done.stderr)
        return done.stdout + done.stderr

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[None]:
        """The bot, as it runs on what lies in `data`."""
        url = f"sqlite:///{self.data}/duewell.sqlite"
        async with live(settings(self.api, self.data, url, encryption_keys=())):
            yield


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Checkout]:
    folder = tmp_path / "duewell"
    folder.mkdir()
    for path in ROOT.iterdir():
        if path.name not in NOT_OURS:
            (folder / path.name).symlink_to(path)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "data").mkdir(mode=0o700)
    media = tmp_path / "media"
    media.mkdir()
    async with serve(simulator.build()) as api:
        lines = f"BOT_TOKEN={DEFAULT_TOKEN}\nBOT_API_URL={api}\n"
        (folder / ".env").write_text(lines, encoding="utf-8")
        yield Checkout(folder, api, media)


def _key(place: Checkout) -> str:
    return (place.data / "encryption.key").read_text(encoding="ascii").split()[0]


def _disaster(place: Checkout) -> str:
    """Lose the disk's database and its key; what was carried away is left. Return the key's text."""
    key = _key(place)
    for path in (*place.data.glob("backups/*"), *place.data.glob("erased-*")):
        path.rename(place.media / path.name)
    (place.data / "encryption.key").unlink()
    (place.data / "duewell.sqlite").write_bytes(b"\0" * 4096)
    return key


async def _goes_on(person: Person, figure: str) -> None:
    await person.says(figure)
    await person.waits_for("step 3", 15)


async def test_restore_md_brings_a_bot_back_without_those_who_left(place: Checkout) -> None:
    """Somebody follows this page at night, for the first time, with their hands shaking."""
    async with Simulation(place.api) as sim:
        ann, ben = await sim.person("Ann"), await sim.person("Ben")
        async with place.bot():
            await _begins(ann)
            await _begins(ben)
            (backup,) = blocks("guide-operator.md", "## 4. Backups")
            assert "read again and the same" in await place.types(backup)
            await _erases_themselves(ann)
        key = _disaster(place)
        aside, typed_in, lists, restore, look = blocks("runbooks/restore.md")
        await place.types(aside)
        await place.types(typed_in, key + "\n")
        await place.types(lists)
        said = await place.types(restore)
        assert "counts and checksums are those of the backup" in said
        assert "1  erased themselves since then" in said
        assert "ok    keys: they fit" in await place.types(look)
        async with place.bot():
            await _goes_on(ben, "2000")
            await ann.says("/start")
            assert "most pressing" in (await ann.sees()).text


async def test_key_lost_md_tells_the_right_key_and_begins_anew_without_it(place: Checkout) -> None:
    """Two papers in the drawer, and only one of them opens what there is."""
    async with Simulation(place.api) as sim:
        async with place.bot():
            await _begins(await sim.person("Ann"))
            await place.types(".venv/bin/python -m bot backup")
        key, other = _key(place), Keyring.new().keys[0]
        (place.data / "encryption.key").unlink()
        which, back, anew = blocks("runbooks/key-lost.md")
        right, wrong = await place.types(which, key + "\n"), await place.types(which, other + "\n")
        mark = Keyring((key,)).fingerprints()[0]
        assert right.count(mark) == 2
        assert wrong.count(mark) == 1
        said = await place.types(back, key + "\n")
        assert "ok    keys: they fit" in said
        assert key in said
        (place.data / "encryption.key").unlink()
        fresh = await place.types(anew)
        assert _key(place) in fresh
        assert _key(place) != key
        async with place.bot():
            await _begins(await sim.person("Ben"))


async def test_the_guides_new_key_comes_in_and_the_old_one_goes(place: Checkout) -> None:
    """Four steps with two restarts; a slip in any of them would lock everybody out."""
    card, fresh, rotate, alone = blocks("guide-operator.md", "## 3. The key")
    async with Simulation(place.api) as sim:
        ann = await sim.person("Ann")
        async with place.bot():
            await _begins(ann)
        old = _key(place)
        assert old in await place.types(card)
        await place.types(fresh)
        new = _key(place)
        assert new != old
        async with place.bot():
            said = await place.types(rotate)
            assert "each was read with it alone" in said
            await _goes_on(ann, "2000")
        await place.types(alone)
        assert (place.data / "encryption.key").read_text(encoding="ascii").split() == [new]
        assert (place.data / "encryption.key").stat().st_mode & 0o077 == 0
        async with place.bot():
            await ann.says("1500")
            await ann.waits_for("Payments that must go on", 15)
