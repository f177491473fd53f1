"""The house's walls: who may import whom, and what the coach may not do."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COACH = sorted((ROOT / "coach").rglob("*.py"))

# Of the standard library, what asks the world something, waits, or writes.
EFFECTS = {
    "asyncio", "concurrent", "glob", "http", "io", "locale", "logging", "multiprocessing", "os",
    "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile",
    "threading", "time", "urllib",
}  # fmt: skip


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, for types alone or not."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_every_import_contract_holds() -> None:
    """The layers keep the coach testable and the storage replaceable; one leak undoes that."""
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [str(lint), "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", COACH, ids=lambda path: path.name)
def test_the_coach_imports_only_the_standard_library_and_itself(path: Path) -> None:
    """What decides about people's money must be explainable from its arguments alone."""
    foreign = imported(path) - set(sys.stdlib_module_names) - {"coach"}
    assert foreign == set()


@pytest.mark.parametrize("path", COACH, ids=lambda path: path.name)
def test_the_coach_touches_nothing_outside_its_arguments(path: Path) -> None:
    """No file, no network, no chance, no waiting: the same case gives the same advice."""
    assert imported(path) & EFFECTS == set()
