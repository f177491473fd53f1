"""`duewell verify FILE --key KEY`: whether an export is as the host wrote it, in plain words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach import proof
from coach.proof import State
from storage import signing

if TYPE_CHECKING:
    from coach.proof import Verdict

ALTERED = 1
WRONG = 2


def verify(file: str, key: str) -> int:
    """Say what was found: 0 intact, 1 not as it was signed, 2 nothing that could be checked."""
    wanted = proof.read_key(key)
    if wanted is None:
        print("--key is no key: 64 letters and digits, or its fingerprint of 32", file=sys.stderr)
        return WRONG
    try:
        document = read(Path(file).read_bytes())
    except OSError:
        print(f"The file cannot be read: {file}", file=sys.stderr)
        return WRONG
    verdict = proof.check(document, wanted, signing.verify)
    print(words(verdict))
    if verdict.state is State.NOT_AN_EXPORT:
        return WRONG
    return 0 if verdict.state is State.INTACT else ALTERED


def read(data: bytes) -> Any:
    """Return a file's JSON, or None where it is none that every reader understands alike."""
    try:
        found = json.loads(data, object_pairs_hook=_once, parse_constant=_refused)
        # Half a sign ("\ud800") is JSON, but no text of which a checksum could be made.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # One reader takes the first of two, another the last: both would find "their" file sound.
        msg = "a name stands twice"
        raise ValueError(msg)
    return found


def _refused(word: str) -> Any:
    msg = f"{word} is no number"
    raise ValueError(msg)


def words(verdict: Verdict) -> str:
    """Return a verdict in plain words."""
    on = f" of {verdict.on}" if verdict.on else ""
    match verdict.state:
        case State.INTACT:
            return _intact(verdict)
        case State.NOT_AN_EXPORT:
            return (
                "Not a signed export of Duewell, or damaged: it has no log and no signature that "
                "could be checked. Ask for the JSON file itself."
            )
        case State.OTHER_KEY:
            return (
                f"Signed with another key: the file names {verdict.key}, fingerprint "
                f"{proof.fingerprint(verdict.key)}. Ask the host which key is theirs."
            )
        case State.ALTERED:
            return f"Altered: entry {verdict.number}{on} is the first that is not as it was signed."
        case State.MISSING:
            return f"Altered: entry {verdict.number} is missing."
        case State.CHAIN:
            return "Altered: the log holds entries that are not from this export."
        case State.SUMMARY:
            return (
                'Altered: the signed summary ("proof") is not as it was signed; the entries agree '
                "with one another, but nobody vouches for them."
            )
        case State.TABLES:
            # Names come from the file: none may write a line of its own on the screen.
            names = ", ".join(ascii(each) for each in verdict.tables)
            return f"Altered beside the log: {names}. The log is as signed."


def _intact(verdict: Verdict) -> str:
    gone = f" ({verdict.removed} of them removed by the person)" if verdict.removed else ""
    counted = "1 entry" if verdict.entries == 1 else f"{verdict.entries} entries"
    return (
        f"Intact: {counted}{gone}, and everything else, as this host wrote the file on "
        f"{verdict.exported_at[:10]} (key {proof.fingerprint(verdict.key)}).\n"
        "That shows that nothing was changed since; not that what was noted is true."
    )
