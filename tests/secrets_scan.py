"""Looks for tokens, keys and passwords in every tracked file and in all of the history; offline.

`python -m tests.secrets_scan` (`make secrets`). A finding names file and line, never the secret.
What only looks like one is listed by its digest in `tests/secrets_known.txt`, with the reason.
"""

from __future__ import annotations

import hashlib
import math
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
KNOWN = ROOT / "tests" / "secrets_known.txt"

PATTERNS = {
    "bot token": re.compile(r"(?<![0-9A-Za-z])[0-9]{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY"),
    "age key": re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{20,}"),
    "fernet key": re.compile(r"(?<![A-Za-z0-9_/+-])[A-Za-z0-9_-]{43}=(?![=A-Za-z0-9])"),
    "cloud key": re.compile(r"(?<![A-Z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Z0-9])"),
    "hosting token": re.compile(r"(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[A-Za-z0-9_-]{20,}"),
    "signed token": re.compile(r"eyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{15,}"),
    "password in an address": re.compile(
        r"[a-z+]{3,20}://[^\s:/@'\"]{1,40}:([^\s@/'\"{}$<>…%]{6,})@"
    ),
    "assigned secret": re.compile(
        r"(?i)(?:secret|token|passw(?:or)?d|api_?key|encryption_keys?)[a-z_]*[\"']?\s*[:=]\s*"
        r"[\"']?([A-Za-z0-9_/+=-]{20,})"
    ),
}
"""What a secret looks like. A group, where there is one, is the secret itself."""
RANDOM_BITS = 3.6
"""Bits a character above which an assigned value looks drawn, not written."""
LOCK = re.compile(r"^\s*--hash=sha256:|^index [0-9a-f]+\.\.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place; `digest` is the start of the SHA-256 of what was found."""

    where: str
    kind: str
    digest: str


def entropy(value: str) -> float:
    """Return the bits a character carries, by how often each occurs (Shannon)."""
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


def in_line(line: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of secret in a line, with the secret."""
    if LOCK.match(line):
        return
    for kind, pattern in PATTERNS.items():
        for found in pattern.finditer(line):
            value = found[found.lastindex or 0]
            if kind != "assigned secret" or _drawn(value):
                yield kind, value


def _drawn(value: str) -> bool:
    """Tell a drawn value from a name: it mixes digits and both cases."""
    mixed = all(any(test(c) for c in value) for test in (str.isdigit, str.islower, str.isupper))
    return mixed and entropy(value) > RANDOM_BITS


def digest(value: str) -> str:
    """Return the name under which a value is known."""
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def known() -> frozenset[str]:
    """Return the digests of what only looks like a secret."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip() and line[0] != "#")


def in_files(root: Path) -> Iterator[Finding]:
    """Look through every file that git tracks or would add."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        path = root / name
        if path.is_file() and not path.is_symlink():
            text = path.read_bytes().decode("utf-8", "replace")
            for number, line in enumerate(text.splitlines(), 1):
                for kind, value in in_line(line):
                    yield Finding(f"{name}:{number}", kind, digest(value))


def in_history(root: Path) -> Iterator[Finding]:
    """Look through every line that any commit ever added; a deleted secret is still there."""
    command = ("git", "log", "--all", "-p", "--unified=0", "--no-color", "--no-ext-diff",
               "--no-textconv", "--format=commit %h")  # fmt: skip
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as log:
        assert log.stdout is not None
        commit = name = ""
        for raw in log.stdout:
            line = raw.decode("utf-8", "replace").rstrip("\n")
            if line.startswith("commit "):
                commit = line[7:]
            elif line.startswith("+++ "):
                name = line[6:]
            elif line.startswith("+"):
                for kind, value in in_line(line[1:]):
                    yield Finding(f"{commit}:{name}", kind, digest(value))
    if log.returncode:
        msg = "git log failed"
        raise RuntimeError(msg)


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(("git", *arguments), cwd=root, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def unknown(found: Iterable[Finding], allowed: frozenset[str]) -> list[Finding]:
    """Return what is not known to be harmless, each place once."""
    return sorted({each for each in found if each.digest not in allowed}, key=lambda f: f.where)


def main() -> int:
    """Print every finding; 1 when there is any."""
    allowed = known()
    found = unknown((*in_files(ROOT), *in_history(ROOT)), allowed)
    for each in found:
        print(f"{each.where}: looks like a {each.kind} ({each.digest})")  # noqa: T201
    if found:
        print(  # noqa: T201
            "Take it out and revoke it: whatever was committed counts as known to others. "
            "If it is none, add the digest and the reason to tests/secrets_known.txt."
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
