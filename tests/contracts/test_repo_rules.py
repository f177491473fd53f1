"""Rules that hold for the repository as a whole."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300

# Written in two halves, so that this file does not break its own rule.
REGISTRIES = tuple(
    "".join(halves)
    for halves in [
        ("pypi.", "org"), ("python", "hosted.org"), ("npmjs.", "org"), ("npmjs.", "com"),
        ("deb.debian.", "org"), ("registry.", "yarnpkg"), ("/wo", "rk/"), ("/opt/", "wheels"),
    ]
)  # fmt: skip


def tracked() -> list[Path]:
    """Return every file that git would hand to somebody who clones the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def settings_read() -> set[str]:
    """Return the names of the environment variables that the settings module reads."""
    source = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("bot/settings*.py"))
    return set(re.findall(r'"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)"', source)) - NOT_SETTINGS


# Values, not names, that the settings module spells in capitals.
NOT_SETTINGS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}


def settings_documented() -> set[str]:
    """Return the names that .env.example explains."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", text, flags=re.MULTILINE))


def test_no_source_file_is_longer_than_one_topic() -> None:
    """A file that outgrows 300 lines splits by topic, while that is still easy."""
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked()
        if path.suffix == ".py"
        and "tests" not in path.relative_to(ROOT).parts
        and "migrations" not in path.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST} == {}


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    """The lock must install from any mirror, and nothing may lean on where it was written."""
    found = set()
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found |= {(str(path.relative_to(ROOT)), host) for host in REGISTRIES if host in text}
    assert found == set()


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_locked_package_is_pinned_by_hash(name: str) -> None:
    """A package that was exchanged on its way is refused, and so is one from another index."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    pins = [line for line in lines if not line.startswith(" ")]
    assert pins
    assert [line for line in pins if not re.match(r"[a-z0-9-]+==\S+ (; .+ )?\\$", line)] == []
    assert all(line.strip().startswith("--hash=sha256:") for line in lines if line.startswith(" "))


def test_the_lock_holds_what_the_project_asks_for() -> None:
    """A dependency added without `make lock` would be missing on everybody else's machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        "run": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for name, needs in wanted.items():
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))
        asked = {re.split(r"[^A-Za-z0-9-]", need)[0].lower() for need in needs}
        assert asked - locked == set()


def test_every_setting_is_explained_in_the_example_and_no_other() -> None:
    """An operator reads .env.example, not the source; a name that nothing reads misleads."""
    secrets_as_files = {name.removesuffix("_FILE") for name in settings_documented()}
    read = {name.removesuffix("_FILE") for name in settings_read()}
    assert read - settings_documented() == set()
    assert secrets_as_files - read == set()


def test_every_make_target_is_explained() -> None:
    """`make help` is the first thing that a newcomer types."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"^([a-z-]+):.*?## ", makefile, flags=re.MULTILINE))
    assert {
        "demo",
        "test",
        "soak",
        "run",
        "lint",
        "bench",
        "locales",
        "secrets",
        "audit",
        "clean",
    } <= shown
