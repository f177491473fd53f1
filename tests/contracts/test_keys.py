"""What depends on the encryption key is known by name: a new key must leave nothing behind."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import String

from storage.metadata import METADATA
from storage.types import Sealed

ROOT = Path(__file__).resolve().parents[2]
KEYED = {
    "storage/people.py": "`rotate-keys` makes the hash anew from the id in the same row",
    "storage/groups.py": "likewise",
    "storage/rotate.py": "that is it",
    "storage/box.py": "a counter that is thrown away the next day",
    "storage/console.py": "codes and counters of minutes; a cookie's hash knows no key",
    "storage/erasures.py": "looked for under every key of the ring",
}
"""Who makes keyed hashes, and why none is lost when the old key goes."""
PLAIN = {
    "plans.terms", "plan_versions.terms", "settings.value", "series.setup", "pulses.votes",
    "reports.body",
}  # fmt: skip
"""Longer texts that are not sealed: words of ours and figures of groups, none of a person."""
_LONG = 64


def test_every_keyed_hash_survives_a_new_key_or_need_not() -> None:
    """A hash that nobody makes anew finds nobody once the old key is gone."""
    found = {
        str(path.relative_to(ROOT))
        for folder in ("bot", "handlers", "scheduler", "storage", "usecases")
        for path in (ROOT / folder).rglob("*.py")
        if ".digests(" in path.read_text(encoding="utf-8")
    }
    assert found == set(KEYED)


def test_every_longer_text_is_sealed_or_named_here() -> None:
    """Somebody's words in a plain column are read by whoever finds the disk."""
    plain = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, String)
        and not isinstance(column.type, Sealed)
        and (column.type.length is None or column.type.length > _LONG)
    }
    assert plain == PLAIN
