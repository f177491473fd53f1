"""The scan finds a secret where it was, also after it was deleted, and never repeats it."""

from __future__ import annotations

import base64
import secrets
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests import secrets_scan as scan

if TYPE_CHECKING:
    from pathlib import Path


def drawn(kind: str) -> str:
    """Make a secret of that kind, so that none stands in this file."""
    text = secrets.token_urlsafe(64).replace("_", "a").replace("-", "B")
    return {
        "bot token": f"{secrets.randbelow(9 * 10**9) + 10**9}:AA{text[:33]}",
        "private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
        "age key": "AGE-SECRET-KEY-" + "1" + text.upper()[:40],
        "fernet key": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "cloud key": "AKIA" + "".join(c for c in text.upper() if c.isalnum())[:16],
        "hosting token": "ghp" + "_" + text[:36],
        "signed token": ".".join(("eyJ" + text[:20], "eyJ" + text[20:40], text[40:60])),
        "password in an address": "postgresql://me:" + text[:12] + "@db/x",
        "assigned secret": "WEBHOOK_" + "SECRET=" + "a1B" + text[:30],
    }[kind]


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *who, *arguments), cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("kind", sorted(scan.PATTERNS))
def test_each_kind_is_found_in_a_file_and_in_the_history(tmp_path: Path, kind: str) -> None:
    """Whoever clones a repository gets its past along."""
    value = drawn(kind)
    git(tmp_path, "init", "-q")
    path = tmp_path / "notes.md"
    path.write_text(f"harmless\n{value}\n", encoding="utf-8")
    assert {each.kind for each in scan.in_files(tmp_path)} >= {kind}
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "in")
    path.write_text("harmless\n", encoding="utf-8")
    git(tmp_path, "commit", "-qam", "out")
    assert list(scan.in_files(tmp_path)) == []
    found = list(scan.in_history(tmp_path))
    assert kind in {each.kind for each in found}
    assert all(value not in repr(each) for each in found)


@pytest.mark.parametrize(
    "line",
    [
        "BOT_TOKEN=12345:AbCd…",
        "WEBHOOK_SECRET_FILE=/srv/duewell/webhook-secret",
        "secret = settings.webhook_secret_of_the_whole_deployment",
        "DATABASE_URL=postgresql+asyncpg://user:${POSTGRES_PASSWORD}@host/duewell",
        "    --hash=sha256:1061b364556e8172e8d46b0b183adeeb73e8c42d30ebc745591e1bd89acad52e",
        "token = secrets.token_urlsafe(32)",
        "sha256 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
        "您可以这样说：现在不用答应任何金额。",
    ],
)
def test_what_is_none_is_not_reported(line: str) -> None:
    """A scan that cries at everything is switched off."""
    assert list(scan.in_line(line)) == []


def test_what_is_known_has_a_reason() -> None:
    """A bare digest in the list could be anything."""
    lines = scan.KNOWN.read_text(encoding="utf-8").splitlines()
    for line in lines:
        assert line.startswith("#") or len(line.split(maxsplit=1)) == 2, line


def test_the_tree_holds_none() -> None:
    """The history is looked through by `make secrets`, which CI runs."""
    assert scan.unknown(scan.in_files(scan.ROOT), scan.known()) == []
