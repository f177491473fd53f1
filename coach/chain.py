"""The chain of what was noted: every entry rests on the one before it, and none is ever edited.

An entry's digest is SHA-256 over the digest before it (32 bytes), a salt of its own (32 random
bytes) and its content in canonical form. The salt is kept as secretly as the content: without it
nobody can find out, by trying, what an erased entry said. A removed entry keeps its number, its
digest and the day; content and salt are gone, and those around it can still be checked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GENESIS = "0" * 64
"""What the first entry rests on."""
SALT_BYTES = 32
_OWN = ("kind", "number")


class Kind(StrEnum):
    """What an entry notes."""

    CONTACT = "contact"
    CORRECTION = "correction"
    PLAN = "plan"
    PLAN_ENDED = "plan_ended"
    PLAN_REOPENED = "plan_reopened"
    OWNER = "owner"
    """A debt was passed on; what follows says that it was proved, or was a mistake."""
    OWNER_PROVED = "owner_proved"
    OWNER_UNDONE = "owner_undone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; digests and salt are hexadecimal, `content` is canonical text.

    A removed one has neither salt nor content, and says since when.
    """

    number: int
    kind: str
    previous: str
    digest: str
    salt: str | None
    content: str | None
    removed_on: date | None = None


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: dates in ISO form, exact decimals as their digits."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    msg = f"no plain form for {type(value).__name__}"
    raise TypeError(msg)


def canonical(value: Any) -> str:
    """Return the one text of a value: keys in order, no spaces, every sign as itself."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )


def digest(previous: str, salt: str, content: str) -> str:
    """Return an entry's digest (hexadecimal); raises ValueError where a part is not hexadecimal."""
    parts = bytes.fromhex(previous), bytes.fromhex(salt), content.encode()
    return hashlib.sha256(b"".join(parts)).hexdigest()


def following(last: Entry | None, kind: Kind, content: Mapping[str, Any], salt: bytes) -> Entry:
    """Return the entry that comes after `last` (None: the first).

    Its kind and number are part of what the digest covers. Raises ValueError when the salt has
    another length, or the content has a key of those names: it would be lost.
    """
    if not content.keys().isdisjoint(_OWN):
        msg = f"an entry's own keys: {', '.join(_OWN)}"
        raise ValueError(msg)
    if len(salt) != SALT_BYTES:
        msg = f"a salt has {SALT_BYTES} bytes"
        raise ValueError(msg)
    number, previous = (1, GENESIS) if last is None else (last.number + 1, last.digest)
    text = canonical({**content, "kind": kind.value, "number": number})
    made = digest(previous, salt.hex(), text)
    return Entry(number, kind.value, previous, made, salt.hex(), text)


def is_sound(entry: Entry) -> bool:
    """Tell whether an entry agrees with its own digest; a removed one has nothing left to compare."""
    if entry.salt is None or entry.content is None:
        return entry.salt is None and entry.content is None and entry.removed_on is not None
    if entry.removed_on is not None:
        return False
    try:
        salt = bytes.fromhex(entry.salt)
        if len(salt) != SALT_BYTES or salt.hex() != entry.salt:
            return False
        said = json.loads(entry.content)
        agrees = digest(entry.previous, entry.salt, entry.content) == entry.digest
    except ValueError:
        return False
    named = isinstance(said, dict) and (said.get("number"), said.get("kind"))
    return agrees and named == (entry.number, entry.kind)


def first_broken(entries: Sequence[Entry]) -> int | None:
    """Return the place (from 0) of the first entry that is not as it was noted, or None.

    Where an entry does not rest on the one before it, and that one is removed while this one
    agrees with itself, the removed one's digest is what was altered.
    """
    before = GENESIS
    for place, entry in enumerate(entries):
        if not is_sound(entry) or entry.number != place + 1:
            return place
        if entry.previous != before:
            accused = place and entries[place - 1].content is None and entry.content is not None
            return place - 1 if accused else place
        before = entry.digest
    return None
