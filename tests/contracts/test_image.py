"""The image holds the program and nothing else, runs without root, and says whether it is well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests import image
from tests.sizes import SOAK

STEPS = list(image.steps((image.ROOT / "Dockerfile").read_text(encoding="utf-8")))


def last(word: str) -> str:
    """Return the arguments of the last instruction of that name."""
    return [rest for each, rest in STEPS if each == word][-1]


def test_only_the_program_goes_into_the_image() -> None:
    """A test's key, a note or a .env in an image is published with it."""
    sent = image.sent()
    assert {name.split("/")[0] for name in sent} == {
        "bot", "coach", "handlers", "locales", "packs", "scheduler", "simulator", "storage",
        "usecases", "requirements", "LICENSE", *(("console",) if any(
            name.startswith("console/") for name in sent) else ()),
    }  # fmt: skip
    assert [name for name in sent if name.startswith("requirements")] == ["requirements/run.txt"]
    assert not any(name.endswith((".pyc", ".mo", ".env", ".sqlite", ".key")) for name in sent)


def test_it_runs_without_root_and_owns_only_its_data() -> None:
    """Who gets in can read the program and change nothing of it."""
    assert last("USER") not in {"root", "0"}
    assert last("VOLUME") == "/data"
    copies = [rest for word, rest in STEPS if word == "COPY"]
    assert not any("--chown" in rest for rest in copies)
    assert "0700 /data" in next(rest for word, rest in STEPS if word == "RUN" and "/data" in rest)
    assert STEPS.index(("USER", last("USER"))) > max(
        at for at, (word, _) in enumerate(STEPS) if word in {"COPY", "RUN"}
    )


def test_nothing_is_installed_that_is_not_locked_by_hash() -> None:
    """An image built next year is the same, or is not built."""
    for word, rest in STEPS:
        if word == "RUN" and "pip install" in rest:
            assert "--require-hashes" in rest
            assert "-r requirements/run.txt" in rest
    assert not any(word == "ADD" for word, _ in STEPS)
    assert not any("curl" in rest or "wget" in rest for _, rest in STEPS)


def test_the_health_check_asks_the_page_for_it() -> None:
    """An engine restarts what does not answer."""
    assert "/healthz" in last("HEALTHCHECK")
    assert json.loads(last("ENTRYPOINT")) == ["python", "-m", "bot"]
    assert json.loads(last("CMD")) == ["run"]


@pytest.mark.skipif(
    not SOAK or os.geteuid() != 0 or sys.platform != "linux",
    reason="the Dockerfile's own steps run in a soak, as root on Linux (make image)",
)
def test_its_own_steps_give_an_image_that_starts_read_only_without_rights() -> None:
    """No engine was at hand where it was written; its steps were carried out all the same."""
    done = subprocess.run((sys.executable, "-m", "tests.image"), cwd=image.ROOT, check=True,
                          stdout=subprocess.PIPE)  # fmt: skip
    seen: dict[str, Any] = json.loads(done.stdout)
    assert seen["writable"] == ["/data/x", "/tmp/x"]  # noqa: S108
    assert (seen["Uid"], int(seen["CapEff"], 16), seen["NoNewPrivs"]) == ("10001", 0, "1")
    assert (seen["health"], seen["exit_code"]) == (0, 0)
    assert "encryption.key" in seen["data"]
    assert seen["venv_mb"] + seen["app_mb"] < 400
    assert seen["start_seconds"] < 30
