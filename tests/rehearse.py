"""Runs the operator guide's own commands, and nothing else, in a fresh copy, and prints the time.

`python -m tests.rehearse` (`make rehearse`). Only blocks marked `sh` in the guide's first section are
run, in order, by bash, in one folder, with an empty environment. Telegram is the built-in simulator;
at the end somebody writes /start there, and the bot must answer. The one block that stays running is
`make run`. `--with FOLDER` gives an environment that has the packages already: then the minute in
which they are fetched is left out.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.e2e.process import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide-operator.md"
SECTION = "## 1. "
STAYS = "make run"
TOKEN = "7123456789:rehearsal-token-of-the-guide"
ANSWER = "most pressing"
WAIT = 600.0


def blocks(guide: str) -> list[str]:
    """Return the commands of the guide's first section, as they stand there."""
    section = guide[guide.index(SECTION) :]
    section = section[: section.index("\n## ", 1)]
    return re.findall(r"^```sh\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)


def rehearse(folder: Path, ready: Path | None = None) -> dict[str, float]:
    """Run the guide in that empty folder; return the seconds of each block. Raises on a failure."""
    took: dict[str, float] = {}
    home = folder / "home"
    home.mkdir()
    with simulator(folder, TOKEN) as api, contextlib.ExitStack() as ends:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "BOT_API_URL": api,
            "LISTEN": f"127.0.0.1:{free_port()}",
            **{name: os.environ[name] for name in os.environ if name.startswith("PIP_")},
        }
        at = folder
        for block in blocks(GUIDE.read_text(encoding="utf-8")):
            began = time.monotonic()
            if block.strip() == STAYS:
                ends.enter_context(_staying(block, at, env))
                _until(lambda: asked(api), "the bot never asked for messages")
            else:
                _run(block.replace("ADDRESS", str(ROOT)), at, env)
            took[block.strip().splitlines()[0]] = time.monotonic() - began
            if (folder / "duewell").is_dir() and at == folder:
                at = folder / "duewell"
                if ready is not None:
                    _lend(ready, at / ".venv", at)
        began = time.monotonic()
        _greets(api)
        took["/start is answered"] = time.monotonic() - began
        assert (at / ".env").stat().st_mode & 0o077 == 0
        assert (at / "data" / "encryption.key").stat().st_mode & 0o077 == 0
    return took


def _run(block: str, at: Path, env: dict[str, str]) -> None:
    done = subprocess.run(("bash", "-euo", "pipefail", "-c", block), cwd=at, env=env, check=False,
                          input=TOKEN + "\n", capture_output=True, text=True, timeout=WAIT)  # fmt: skip
    if done.returncode:
        msg = f"the guide's command failed:\n{block}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise AssertionError(msg)
    assert TOKEN not in done.stdout + done.stderr


@contextlib.contextmanager
def _staying(block: str, at: Path, env: dict[str, str]) -> Iterator[None]:
    """Run it until the block is left, then press Ctrl-C: everything under it must end."""
    log = at.parent / "run.log"
    with log.open("wb") as out:
        process = subprocess.Popen(("bash", "-c", block), cwd=at, env=env, stdout=out, stderr=out,
                                   stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        try:
            yield
        except BaseException:
            sys.stderr.write(log.read_text(encoding="utf-8")[-3000:])
            raise
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)


def _lend(ready: Path, venv: Path, clone: Path) -> None:
    """Give the copy an environment that has every package, without letting it change that one."""
    venv.mkdir()
    for path in ready.iterdir():
        if path.name not in {".stamps", "audit"}:
            (venv / path.name).symlink_to(path)
    (venv / ".stamps").mkdir()
    for path in (*clone.glob("requirements/*.txt"), *clone.glob("locales/*/*/*.po")):
        os.utime(path, (0, 0))
    for name in ("venv", "run"):
        (venv / ".stamps" / name).touch()


@contextlib.contextmanager
def simulator(folder: Path, token: str) -> Iterator[str]:
    """Give the address of a simulator in a process of its own; its log goes into the folder."""
    port = free_port()
    command = (sys.executable, "-m", "simulator", "--port", str(port), "--token", token)
    with (folder / "simulator.log").open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
        try:
            url = f"http://127.0.0.1:{port}"
            _until(lambda: _get(f"{url}/sim/log?after=0") is not None, "no simulator")
            yield url
        finally:
            process.terminate()
            process.wait(30)


def asked(api: str) -> int:
    """Return how often a bot has asked that simulator for messages."""
    calls = _get(f"{api}/sim/log?after=0") or []
    return sum(call["method"] == "getUpdates" for call in calls)


def _greets(api: str) -> None:
    """Be the first person who writes."""
    ann = _post(f"{api}/sim/people", first_name="Ann", language_code="en")["id"]
    _post(f"{api}/sim/say", person=ann, chat=ann, text="/start")
    where = f"{api}/sim/messages?person={ann}&chat={ann}&after=0"
    _until(lambda: ANSWER in json.dumps(_get(where)), "/start was not answered")


def _get(url: str) -> Any:
    try:
        with _opener().open(url, timeout=10) as answer:
            return json.load(answer)
    except OSError:
        return None


def _post(url: str, **body: Any) -> Any:
    request = urllib.request.Request(  # noqa: S310  an address of our own
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with _opener().open(request, timeout=10) as answer:
        return json.load(answer)


def _opener() -> urllib.request.OpenerDirector:
    """Return one that no proxy of this machine comes between."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _until(true: Any, otherwise: str) -> None:
    end = time.monotonic() + WAIT
    while not true():
        if time.monotonic() > end:
            raise AssertionError(otherwise)
        time.sleep(0.1)


def main() -> int:
    """Rehearse in a temporary folder and print what each command took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--with", dest="ready", type=Path, help="an environment with all packages")
    ready = parser.parse_args().ready
    folder = Path(tempfile.mkdtemp(prefix="rehearsal-"))
    try:
        took = rehearse(folder, ready)
    finally:
        shutil.rmtree(folder)
    for name, seconds in took.items():
        print(f"{seconds:7.1f} s  {name}")  # noqa: T201
    print(f"{sum(took.values()):7.1f} s  in all")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
