"""A signed export: what the host vouches for, and how somebody else finds what was altered since.

The signature covers a summary (`proof`): the checksum of every table and of the chain, when the
file was made, and the key. Each entry of the chain is sealed by itself as well, with the same key,
so that whoever alters one, and computes every digest after it anew, is still told which it was.

It proves that nothing changed since this host wrote the file; not that what was noted is true.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from coach import chain
from coach.chain import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Signs = Callable[[bytes], str]
    """Returns the signature of some bytes, hexadecimal."""
    Verifies = Callable[[str, str, bytes], bool]
    """Tells whether a key (hexadecimal) made a signature (hexadecimal) of some bytes."""

FORMAT = 1
MARKS = 32
"""Hexadecimal signs of a fingerprint."""
_KEY = 64
_HEX = re.compile(r"[0-9a-f]+")


class State(StrEnum):
    """What a check found."""

    INTACT = "intact"
    NOT_AN_EXPORT = "not_an_export"
    OTHER_KEY = "other_key"
    ALTERED = "altered"
    """An entry; `number` and, where the file says it, `on`."""
    MISSING = "missing"
    """An entry; `number`."""
    CHAIN = "chain"
    """The log as a whole: something was put in, or taken from another export."""
    SUMMARY = "summary"
    """The signed summary itself; the log agrees with itself."""
    TABLES = "tables"
    """Something beside the log; `tables` names it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; `key` is the one that the file names."""

    state: State
    number: int = 0
    on: str = ""
    tables: tuple[str, ...] = ()
    key: str = ""
    exported_at: str = ""
    entries: int = 0
    removed: int = 0


def fingerprint(key: str) -> str:
    """Return the fingerprint of a public key (hexadecimal), as people compare it: groups of four."""
    marks = hashlib.sha256(b"duewell host " + bytes.fromhex(key)).hexdigest()[:MARKS]
    return " ".join(marks[at : at + 4] for at in range(0, MARKS, 4))


def read_key(text: str) -> str | None:
    """Return a typed key or fingerprint in its plain form; None when it is neither."""
    found = re.sub(r"[\s:-]", "", text).lower()
    return found if len(found) in (MARKS, _KEY) and _HEX.fullmatch(found) else None


def is_key(wanted: str, key: str) -> bool:
    """Tell whether a key is the one wanted, by itself or by its fingerprint (see `read_key`)."""
    return wanted in (key, fingerprint(key).replace(" ", ""))


@dataclass(frozen=True, slots=True)
class About:
    """What an export is: the case's number, when it was made (ISO, UTC), the host's public key."""

    case: str
    exported_at: str
    key: str


def signed(
    rows: Mapping[str, Any], entries: Sequence[Entry], about: About, sign: Signs
) -> dict[str, Any]:
    """Return `chain` and `proof`, the two parts that make an export of `rows` a signed one."""
    shown = [_shown(entry, about, sign) for entry in entries]
    proof: dict[str, Any] = {
        "format": FORMAT,
        "case": about.case,
        "exported_at": about.exported_at,
        "key": about.key,
        "entries": len(shown),
        "chain": _sum(shown),
        "tables": {name: _sum(table) for name, table in sorted(rows.items())},
    }
    return {"chain": shown, "proof": {**proof, "signature": sign(_summary(proof))}}


def _shown(entry: Entry, about: About, sign: Signs) -> dict[str, Any]:
    values = {
        "number": entry.number,
        "kind": entry.kind,
        "previous": entry.previous,
        "digest": entry.digest,
        "salt": entry.salt,
        "content": None if entry.content is None else json.loads(entry.content),
        "removed_on": None if entry.removed_on is None else entry.removed_on.isoformat(),
    }
    return {**values, "seal": sign(_sealed(values, about))}


def _sum(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _summary(proof: Mapping[str, Any]) -> bytes:
    return b"duewell export\n" + canonical(proof).encode()


def _sealed(values: Mapping[str, Any], about: About) -> bytes:
    named = {name: values[name] for name in ("number", "kind", "previous", "digest", "removed_on")}
    seal = {**named, "case": about.case, "exported_at": about.exported_at}
    return b"duewell entry\n" + canonical(seal).encode()


def check(document: Any, wanted: str, verify: Verifies) -> Verdict:
    """Return what is wrong with an export, the first altered entry before anything else.

    `document` is the file's JSON; `wanted` the host's key or its fingerprint, got from the host.
    """
    if not _is_export(document):
        return Verdict(State.NOT_AN_EXPORT)
    proof, shown = document["proof"], document["chain"]
    about = About(proof["case"], proof["exported_at"], proof["key"])
    if not is_key(wanted, about.key):
        return Verdict(State.OTHER_KEY, key=about.key)
    rest = {name: value for name, value in proof.items() if name != "signature"}
    sound = verify(about.key, proof["signature"], _summary(rest))
    entries = [_entry(each) for each in shown]
    seals = [isinstance(each, dict) and _is_sealed(each, about, verify) for each in shown]
    known = [each for each in entries if each is not None]
    unsealed = bool(shown) and not any(seals) and len(known) == len(shown)
    if not sound and unsealed and chain.first_broken(known) is None:
        # The date or the case were altered in the summary: no seal can be judged by it.
        return Verdict(State.SUMMARY, key=about.key)
    found = _first_fault(shown, entries, seals, proof["entries"] if sound else None)
    if found is not None:
        return found
    if not sound:
        return Verdict(State.SUMMARY, key=about.key)
    if _sum(shown) != proof["chain"]:
        return Verdict(State.CHAIN, key=about.key)
    tables = {name: _sum(value) for name, value in document.items() if name not in _OWN}
    other = {name for name in {*tables, *proof["tables"]}
             if tables.get(name) != proof["tables"].get(name)}  # fmt: skip
    if other:
        return Verdict(State.TABLES, tables=tuple(sorted(other)), key=about.key)
    removed = sum(1 for each in known if each.content is None)
    return Verdict(
        State.INTACT, key=about.key, exported_at=about.exported_at,
        entries=len(entries), removed=removed,
    )  # fmt: skip


_OWN = frozenset({"chain", "proof"})
_TEXTS = ("case", "exported_at", "key", "signature", "chain")


def _is_export(document: Any) -> bool:
    if not isinstance(document, dict) or not isinstance(document.get("chain"), list):
        return False
    proof = document.get("proof")
    return (
        isinstance(proof, dict)
        and proof.get("format") == FORMAT
        and all(isinstance(proof.get(name), str) for name in _TEXTS)
        and isinstance(proof.get("tables"), dict)
        and isinstance(proof.get("entries"), int)
        and len(proof["key"]) == _KEY
        and _HEX.fullmatch(proof["key"]) is not None
    )


def _entry(shown: Any) -> Entry | None:
    """Return an entry as it stands in a file, or None where its parts are of other kinds."""
    try:
        removed = shown["removed_on"]
        content = shown["content"]
        if not isinstance(shown["number"], int) or set(shown) != _PARTS:
            return None
        texts = [shown[name] for name in ("kind", "previous", "digest", "seal")]
        if not all(isinstance(each, str) for each in texts):
            return None
        if not isinstance(shown["salt"], str | None):
            return None
        return Entry(
            shown["number"],
            shown["kind"],
            shown["previous"],
            shown["digest"],
            shown["salt"],
            None if content is None else canonical(content),
            None if removed is None else date.fromisoformat(removed),
        )
    except (KeyError, TypeError, ValueError):
        return None


_PARTS = {"number", "kind", "previous", "digest", "salt", "content", "removed_on", "seal"}


def _is_sealed(shown: Mapping[str, Any], about: About, verify: Verifies) -> bool:
    try:
        return verify(about.key, shown["seal"], _sealed(shown, about))
    except (KeyError, TypeError, ValueError):
        return False


def _first_fault(
    shown: Sequence[Any],
    entries: Sequence[Entry | None],
    seals: Sequence[bool],
    count: int | None,
) -> Verdict | None:
    """Return the first entry that was altered, is missing or is too many."""
    before = chain.GENESIS
    for place, entry in enumerate(entries):
        number = place + 1
        if entry is None or not seals[place] or not chain.is_sound(entry):
            return Verdict(State.ALTERED, number, _day(shown[place]))
        if entry.number > number:
            return Verdict(State.MISSING, number)
        if entry.number < number:
            return Verdict(State.CHAIN)
        if entry.previous != before:
            return Verdict(State.ALTERED, number, _day(shown[place]))
        before = entry.digest
    if count is not None and len(shown) < count:
        return Verdict(State.MISSING, len(shown) + 1)
    return None


def _day(shown: Any) -> str:
    """Return the day that an entry names, "" where it names none any more."""
    if not isinstance(shown, dict):
        return ""
    content = shown.get("content")
    said = content.get("at") if isinstance(content, dict) else shown.get("removed_on")
    found = str(said or "")[:10]
    return found if re.fullmatch(r"\d{4}-\d\d-\d\d", found) else ""
