"""What survives a restart: update numbers always, chats as of the last quiet moment.

Two files: FILE holds the first update number not yet promised, FILE.world a snapshot of the rest.
Both are written beside and renamed over, so a crash leaves the older or the newer, never a half.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator import snapshot

if TYPE_CHECKING:
    from simulator.state import World

SNAPSHOT_SECONDS = 2.0


class Store:
    """Reads and writes the state; with no path it does nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._saved_changes = -1
        self._task: asyncio.Task[None] | None = None

    def next_update(self) -> int | None:
        """The first update number that was surely never used, if there was an earlier run."""
        found = self._read("")
        return int(found["next_update_id"]) if found else None

    def reserve(self, number: int) -> None:
        """Promise never to use a number below this one again."""
        self._write("", {"next_update_id": number})

    def load(self, world: World) -> bool:
        """Put the last snapshot into an empty world; False when there is none."""
        found = self._read(".world")
        if found.get("format") != snapshot.FORMAT:
            return False
        snapshot.fill(world, found)
        return True

    def start(self, world: World) -> None:
        """Snapshot now and then, while there is something new."""
        if self.path is not None:
            self._task = asyncio.get_running_loop().create_task(self._keep_saving(world))

    async def stop(self, world: World) -> None:
        """The last snapshot, and the exact number to go on with."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self.path is not None:
            self._write(".world", snapshot.of(world))
            self.reserve(world.updates.numbers.next)

    async def _keep_saving(self, world: World) -> None:
        while True:
            await asyncio.sleep(SNAPSHOT_SECONDS)
            if world.changes == self._saved_changes or snapshot.is_big(world):
                continue
            self._saved_changes = world.changes
            picture = snapshot.of(world)
            await asyncio.to_thread(self._write, ".world", picture)

    def _read(self, ending: str) -> dict[str, Any]:
        if self.path is None:
            return {}
        try:
            found = json.loads(Path(f"{self.path}{ending}").read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            # Renaming makes this all but impossible; numbers then start at random again.
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, ending: str, value: dict[str, Any]) -> None:
        if self.path is None:
            return
        target = Path(f"{self.path}{ending}")
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(f"{target}.new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=True, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
