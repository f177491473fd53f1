"""Builds the image by the Dockerfile's own steps where no container engine runs, and starts it.

`python -m tests.image` (`make image`), as root on Linux. Each stage is a clean folder with the
machine's own system in it, read-only, in place of the base image; every ENV, WORKDIR, COPY and RUN is
carried out there, at the very paths that the Dockerfile names. The last stage is then started as the
Dockerfile says (its user, entry point and command; no capability, no new privileges, nothing writable
but /data and /tmp) against the built-in simulator. Printed are size, time to the first poll, what the
health check said, and what could be written.
"""

from __future__ import annotations

import contextlib
import fnmatch
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.people import DEFAULT_TOKEN
from tests.e2e.process import free_port
from tests.rehearse import asked, simulator

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt")
"""What of this machine stands for the base image; /etc is copied, since steps add a user to it."""
WAIT = 60.0


@dataclass(slots=True)
class Stage:
    """One FROM with all that follows it."""

    name: str
    root: Path
    base: str
    env: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "root"
    volumes: list[str] = field(default_factory=list)
    entry: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield each instruction with its arguments; comments and line ends are taken out."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        yield word.upper(), rest.strip()


def sent() -> list[str]:
    """Return the files that the build is given: what git holds, through .dockerignore."""
    rules = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
             if line and line[0] != "#"]  # fmt: skip
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, check=True)
    names = filter(None, listed.stdout.decode().split("\0"))
    return [name for name in names if (ROOT / name).is_file() and not ignored(name, rules)]


def ignored(name: str, rules: list[str]) -> bool:
    """Tell whether the last rule that fits leaves a file out."""
    out = False
    parts = name.split("/")
    above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    for rule in rules:
        pattern = rule.lstrip("!")
        if pattern.startswith("**/"):
            fits = any(fnmatch.fnmatch(part, pattern[3:]) for part in parts)
        else:
            fits = any(fnmatch.fnmatch(path, pattern) for path in above)
        if fits:
            out = not rule.startswith("!")
    return out


def python_for(base: str) -> str:
    """Return an interpreter of the version that the base image has, else this one."""
    wanted = base.partition(":")[2].partition("-")[0]
    said = subprocess.run((f"python{wanted}", "-c", "import sys; print(sys.base_prefix)"),
                          capture_output=True, text=True, check=False) \
        if shutil.which(f"python{wanted}") else None  # fmt: skip
    if said is not None and said.returncode == 0:
        return f"{said.stdout.strip()}/bin/python{wanted}"
    return os.path.realpath(sys.executable)


def mount(*arguments: str) -> None:
    """Mount something in this namespace alone."""
    subprocess.run(("mount", *arguments), check=True)


class Builder:
    """Carries the steps out. Everything it mounts ends with its namespace."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._stages: dict[str, Stage] = {}
        self.took: dict[str, float] = {}

    def build(self) -> Stage:
        """Carry out the whole Dockerfile; return its last stage."""
        stage: Stage | None = None
        for word, rest in steps((ROOT / "Dockerfile").read_text(encoding="utf-8")):
            began = time.monotonic()
            if word == "FROM":
                stage = self._from(rest)
            else:
                assert stage is not None
                self._step(stage, word, rest)
            self.took[f"{word} {rest[:50]}"] = time.monotonic() - began
        assert stage is not None
        return stage

    def _from(self, rest: str) -> Stage:
        base, _, name = rest.partition(" AS ")
        stage = Stage(
            name or str(len(self._stages)), self._work / f"stage{len(self._stages)}", base
        )
        self._stages[stage.name] = stage
        root = stage.root
        for path in filter(os.path.exists, SYSTEM):
            (root / path[1:]).mkdir(parents=True)
            mount("--bind", path, f"{root}{path}")
            mount("-o", "remount,ro,bind", f"{root}{path}")
        shutil.copytree("/etc", root / "etc", symlinks=True, ignore_dangling_symlinks=True)
        for name in ("proc", "dev", "tmp", "local"):
            (root / name).mkdir(exist_ok=True)
        mount("-t", "proc", "proc", f"{root}/proc")
        mount("--rbind", "/dev", f"{root}/dev")
        mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", f"{root}/tmp")  # noqa: S108
        python = Path(python_for(base))
        home = str(python.parent.parent)
        if not home.startswith("/usr"):
            (root / home[1:]).mkdir(parents=True, exist_ok=True)
            mount("--bind", home, f"{root}{home}")
            mount("-o", "remount,ro,bind", f"{root}{home}")
        (root / "local" / "python").symlink_to(python)
        stage.env["PATH"] = "/local:/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"
        return stage

    def _step(self, stage: Stage, word: str, rest: str) -> None:
        match word:
            case "ENV":
                for part in shlex.split(rest):
                    name, _, value = part.partition("=")
                    stage.env[name] = value.replace("$PATH", stage.env["PATH"])
            case "WORKDIR":
                stage.folder = rest
                (stage.root / rest[1:]).mkdir(parents=True, exist_ok=True)
            case "COPY":
                self._copy(stage, rest)
            case "RUN":
                pip = {k: v for k, v in os.environ.items() if k.startswith("PIP_")}
                inside = ("chroot", str(stage.root), "sh", "-c", f"cd {stage.folder} && {rest}")
                subprocess.run(inside, env=pip | stage.env, check=True, stdout=sys.stderr)
            case "USER":
                stage.user = rest
            case "VOLUME":
                stage.volumes.append(rest)
            case "ENTRYPOINT":
                stage.entry = json.loads(rest)
            case "CMD":
                stage.command = json.loads(rest)
            case "HEALTHCHECK":
                stage.health = json.loads(rest[rest.index("CMD ") + 4 :])
            case "LABEL" | "EXPOSE" | "STOPSIGNAL":
                pass
            case _:
                msg = f"a step that this does not know: {word}"
                raise AssertionError(msg)

    def _copy(self, stage: Stage, rest: str) -> None:
        parts = rest.split()
        if parts[0].startswith("--from="):
            source = self._stages[parts[0].removeprefix("--from=")].root / parts[1][1:]
            shutil.copytree(source, stage.root / parts[2][1:], symlinks=True)
            return
        for name in sent():
            if parts[0] in {".", name}:
                target = stage.root / stage.folder[1:] / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, target)


def size(path: Path) -> float:
    """Return how many megabytes (10^6 bytes) the files below a folder hold."""
    return sum(p.lstat().st_size for p in path.rglob("*") if not p.is_dir()) / 1e6


def inside(stage: Stage, *command: str) -> tuple[str, ...]:
    """Return a command as the container would run it."""
    held = ("setpriv", "--reuid", stage.user, "--regid", stage.user, "--clear-groups",
            "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all")  # fmt: skip
    words = shlex.join(command)
    return ("chroot", str(stage.root), *held, "sh", "-c", f"cd {stage.folder} && exec {words}")


def started(stage: Stage, work: Path) -> dict[str, object]:
    """Start the image read-only, see that it works, and stop it."""
    mount("--rbind", str(stage.root), str(stage.root))
    mount("-o", "remount,ro,bind", str(stage.root))
    for volume in stage.volumes:
        kept = work / f"volume{volume.replace('/', '-')}"
        shutil.copytree(stage.root / volume[1:], kept)
        shutil.copystat(stage.root / volume[1:], kept)
        owner = (stage.root / volume[1:]).stat()
        os.chown(kept, owner.st_uid, owner.st_gid)
        mount("--bind", str(kept), f"{stage.root}{volume}")
    tries = "for f in /x /app/x /app/bot/x /venv/x /etc/x /data/x /tmp/x; do touch $f 2>/dev/null && echo $f; done; true"
    wrote = subprocess.run(inside(stage, "sh", "-c", tries), env=stage.env, check=True,
                           stdout=subprocess.PIPE, text=True).stdout.split()  # fmt: skip
    with simulator(work, DEFAULT_TOKEN) as api:
        first = _lived(stage, api)
        again = _lived(stage, api)
    return {
        **first,
        "start_again_seconds": again["start_seconds"],
        "writable": wrote,
        "data": sorted(path.name for path in (work / "volume-data").iterdir()),
    }


def _lived(stage: Stage, api: str) -> dict[str, object]:
    """Start it, wait for its first poll, ask for its health, look at its rights, stop it."""
    own = {"BOT_TOKEN": DEFAULT_TOKEN, "BOT_API_URL": api, "LISTEN": f"127.0.0.1:{free_port()}"}
    before = asked(api)
    began = time.monotonic()
    bot = subprocess.Popen(
        inside(stage, *stage.entry, *stage.command), env=stage.env | own, stdout=sys.stderr
    )
    try:
        while asked(api) == before:
            assert bot.poll() is None, "the image's command ended"
            assert time.monotonic() - began < WAIT, "it never polled"
            time.sleep(0.02)
        start = time.monotonic() - began
        well = subprocess.run(inside(stage, *stage.health), env=stage.env | own, check=False)
        status = Path(f"/proc/{bot.pid}/status").read_text(encoding="utf-8")
        began = time.monotonic()
        bot.send_signal(signal.SIGTERM)
        code = bot.wait(30)
        stop = time.monotonic() - began
    finally:
        with contextlib.suppress(ProcessLookupError):
            bot.kill()
    found = {
        name: re.findall(rf"^{name}:\s+(\S+)", status, re.MULTILINE)[0]
        for name in ("Uid", "CapEff", "CapBnd", "NoNewPrivs")
    }
    return {
        "start_seconds": round(start, 2),
        "stop_seconds": round(stop, 2),
        "exit_code": code,
        "health": well.returncode,
        **found,
    }


def checked() -> dict[str, object]:
    """Build and start; must run as root in a mount namespace of its own."""
    work = Path(tempfile.mkdtemp(prefix="image-"))
    work.chmod(0o755)
    mount("--make-rprivate", "/")
    mount("-t", "tmpfs", "-o", "size=2g,mode=755", "tmpfs", str(work))
    builder = Builder(work)
    stage = builder.build()
    sizes = {f"{name}_mb": round(size(stage.root / name)) for name in ("venv", "app")}
    slowest = max(builder.took.items(), key=lambda item: item[1])
    return {
        "python": Path(python_for(stage.base)).name,
        "base": stage.base,
        "build_seconds": round(sum(builder.took.values()), 1),
        "slowest": f"{slowest[0]} {slowest[1]:.1f} s",
        **sizes,
        **started(stage, work),
    }


def main() -> int:
    """Print what was seen as one JSON object; 2 where it cannot be tried."""
    if "--inside" in sys.argv:
        print(json.dumps(checked()))  # noqa: T201
        return 0
    if os.geteuid() != 0 or subprocess.run(("unshare", "-m", "true"), check=False).returncode:
        print("needs root and mount namespaces (Linux)", file=sys.stderr)  # noqa: T201
        return 2
    return subprocess.run(
        ("unshare", "-m", sys.executable, "-m", "tests.image", "--inside"), cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
