"""`duewell demo` as a newcomer starts and ends it, gently or not."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import httpx

from tests.e2e.process import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

READY = "Duewell is ready: http://127.0.0.1:"
ENV = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


@contextlib.asynccontextmanager
async def demo(folder: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A demo of one's own, killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", *arguments),
        cwd=folder,
        env=ENV,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def said(process: asyncio.subprocess.Process) -> str:
    """The next line it prints."""
    assert process.stdout is not None
    return (await process.stdout.readline()).decode()


async def test_the_demo_prints_one_address_whose_page_answers_and_ends_cleanly(
    tmp_path: Path,
) -> None:
    """No token, no network, nothing to set: one command, one address."""
    async with demo(tmp_path) as process:
        line = await said(process)
        async with httpx.AsyncClient(trust_env=False) as web:
            page = line.split()[-1]
            assert (await web.get(page)).status_code == 200
            clock = (await web.get(f"{page}sim/clock")).json()
            assert set(clock) == {"now", "next_due"}
        process.send_signal(signal.SIGTERM)
        rest, errors = await process.communicate()
    assert line.startswith(READY)
    assert (process.returncode, rest, errors) == (0, b"", b"")


async def test_a_demo_that_was_killed_leaves_its_port_free_for_the_next(tmp_path: Path) -> None:
    """A page left behind would answer for a bot that is gone, and hold the port."""
    port = str(free_port())
    for _ in range(2):
        async with demo(tmp_path, "--port", port) as process:
            assert await said(process) == f"{READY}{port}/\n"
            process.kill()
            # The page holds the other end of these too: they end when it has.
            assert await process.communicate() == (b"", b"")


async def test_the_next_demo_has_the_address_of_the_last(tmp_path: Path) -> None:
    """A page left open, or a bookmark, goes on by itself."""
    addresses = []
    for _ in range(2):
        async with demo(tmp_path) as process:
            addresses.append(await said(process))
            process.send_signal(signal.SIGTERM)
            await process.communicate()
    assert addresses[0] == addresses[1]


async def test_a_port_that_cannot_be_had_is_one_sentence_and_nothing_starts(
    tmp_path: Path,
) -> None:
    """Said before "ready", or somebody opens another program's page."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for port in (taken.getsockname()[1], 70_000):
            async with demo(tmp_path, "--port", str(port)) as process:
                out, err = await process.communicate()
            assert (process.returncode, out) == (2, b"")
            assert f"Port {port} " in err.decode()
            assert "--port 8099" in err.decode()
            assert len(err.splitlines()) == 1


async def test_one_folder_has_one_demo_at_a_time(tmp_path: Path) -> None:
    """Two would write one database; and `--fresh` must not erase what another is using."""
    async with demo(tmp_path) as first:
        page = (await said(first)).split()[-1]
        async with demo(tmp_path, "--fresh") as second:
            out, err = await second.communicate()
        assert (second.returncode, out) == (2, b"")
        assert page in err.decode()
        async with httpx.AsyncClient(trust_env=False) as web:
            assert (await web.get(f"{page}sim/clock")).status_code == 200


async def test_a_demo_whose_page_dies_says_so_and_ends(tmp_path: Path) -> None:
    """Without its page the demo is nothing; it must not sit there as if it were well."""
    async with demo(tmp_path) as process:
        await said(process)
        for pid in await children(process.pid):
            os.kill(pid, signal.SIGKILL)
        _, err = await process.communicate()
    assert process.returncode == 1
    assert "page ended" in err.decode()


async def children(pid: int) -> list[int]:
    """The processes that this one started."""
    found = await asyncio.create_subprocess_exec(
        "ps", "-A", "-o", "pid=,ppid=", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await found.communicate()
    pairs = [line.split() for line in out.decode().splitlines()]
    return [int(each) for each, parent in pairs if int(parent) == pid]
