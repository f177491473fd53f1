"""What every kind of test needs: a fresh database of both kinds, a browser, the size of the run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres
from tests.sizes import SOAK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ROOT = Path(__file__).resolve().parent.parent
DONE = ROOT / ".soak" / "passed.txt"
COUNTS = "counts"
"""What a test records under this name (`record_property`) is printed at the end: seed and counts."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
settings.register_profile("short", max_examples=50, **_COMMON)
settings.register_profile("soak", max_examples=2_000, print_blob=True, **_COMMON)
settings.load_profile("soak" if SOAK else "short")


# --- databases -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The maintenance address of a real PostgreSQL server, started once a session at most."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite file that does not exist yet: a file, since WAL and locks matter."""
    return f"sqlite+aiosqlite:///{tmp_path}/duewell.db"


@pytest.fixture
async def postgresql_url(postgres_url: str) -> AsyncIterator[str]:
    """The address of an empty PostgreSQL database, dropped after the test."""
    async with postgres.database(postgres_url) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh empty database; the test runs once on each kind."""
    return request.getfixturevalue(f"{request.param}_url")


# --- the browser ---------------------------------------------------------------------------------


def find_browser() -> str | None:
    """Return the path of the browser that the browser tests drive, if there is one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium (or CHROMIUM); without one, the test does not run."""
    found = find_browser()
    if found is None:
        pytest.skip("no chromium on this machine (apt-get install chromium, or set CHROMIUM)")
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what was counted, and when the browser tests did not run."""
    for report in [each for stats in terminalreporter.stats.values() for each in stats]:
        for name, value in getattr(report, "user_properties", ()):
            if name == COUNTS and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid}: {value}")
    skipped = [
        r for r in terminalreporter.stats.get("skipped", []) if "chromium" in str(r.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"The browser tests did not run ({len(skipped)}): there is no chromium on this machine. "
            "Install it (apt-get install chromium), or set CHROMIUM to its path.",
            yellow=True,
        )


# --- a soak that goes on where it was stopped ----------------------------------------------------


def pytest_report_header(config: pytest.Config) -> str:
    """Print the size of this run, and what makes it again."""
    seed = config.getoption("--hypothesis-seed", default=None)
    return f"size: {'soak' if SOAK else 'short'}, hypothesis seed: {seed or 'random'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what an interrupted soak has already passed."""
    if not SOAK or not DONE.exists():
        return
    done = set(DONE.read_text(encoding="utf-8").splitlines())
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in done])
    items[:] = [item for item in items if item.nodeid not in done]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note each test that a soak passes; with several workers only their controller notes it."""
    if SOAK and report.when == "call" and report.passed and "PYTEST_XDIST_WORKER" not in os.environ:
        DONE.parent.mkdir(exist_ok=True)
        with DONE.open("a", encoding="utf-8") as notes:
            notes.write(f"{report.nodeid}\n")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Begin the next soak from the start once one has come through."""
    if SOAK and exitstatus in {0, 5} and "PYTEST_XDIST_WORKER" not in os.environ:
        DONE.unlink(missing_ok=True)
