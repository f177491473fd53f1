"""Reads typed values out of a pack file's table and notes each error with file and key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from coach import packs
from coach.packs import Binds, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

Table = dict[str, Any]
_EPOCH = date(1970, 1, 1)


class Reader:
    """Reads typed values out of one file's table and notes each error with file and key."""

    def __init__(self, file: str, errors: list[str]) -> None:
        self.file = file
        self.errors = errors

    def wrong(self, key: str, what: str) -> None:
        """Note an error."""
        self.errors.append(f"{self.file}: {key}: {what}")

    def text(
        self, table: Mapping[str, Any], name: str, key: str, default: str | None = None
    ) -> str:
        """Return a non-empty string."""
        value = table.get(name, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        self.wrong(f"{key}.{name}", "a text is missing")
        return ""

    def day(self, table: Mapping[str, Any], name: str, key: str) -> date:
        """Return a date."""
        value = table.get(name)
        if type(value) is date:
            return value
        self.wrong(f"{key}.{name}", "needs a date like 2026-11-24")
        return _EPOCH

    def whole(self, table: Mapping[str, Any], name: str, key: str) -> int:
        """Return a positive whole number."""
        value = table.get(name)
        if type(value) is int and value > 0:
            return value
        self.wrong(f"{key}.{name}", "needs a whole number above zero")
        return 1

    def among(self, table: Mapping[str, Any], name: str, key: str, known: frozenset[str]) -> str:
        """Return one known word."""
        value = table.get(name)
        if isinstance(value, str) and value in known:
            return value
        self.wrong(f"{key}.{name}", f"needs one of {', '.join(sorted(known))}")
        return ""

    def several(
        self,
        table: Mapping[str, Any],
        name: str,
        key: str,
        known: frozenset[str],
        *,
        optional: bool = False,
    ) -> frozenset[str]:
        """Return a set of known words, empty only where optional."""
        value = table.get(name, [])
        good = isinstance(value, list) and all(isinstance(v, str) and v in known for v in value)
        if good and (value or optional):
            return frozenset(value)
        self.wrong(f"{key}.{name}", f"needs a list of {', '.join(sorted(known))}")
        return frozenset()

    def strings(self, table: Mapping[str, Any], name: str, key: str) -> tuple[str, ...]:
        """Return a list of strings, possibly empty."""
        value = table.get(name, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.wrong(f"{key}.{name}", "needs a list of texts")
        return ()

    def days(self, table: Mapping[str, Any], name: str, key: str) -> frozenset[date]:
        """Return a list of dates, possibly empty."""
        value = table.get(name, [])
        if isinstance(value, list) and all(type(item) is date for item in value):
            return frozenset(value)
        self.wrong(f"{key}.{name}", "needs a list of dates like 2026-11-24")
        return frozenset()

    def source(self, table: Mapping[str, Any], key: str) -> Source:
        """Return where the fact comes from."""
        url = self.text(table, "source", key)
        if url and not url.startswith(("https://", "http://")):
            self.wrong(f"{key}.source", "needs a web address")
        checked = self.day(table, "checked_on", key)
        review = self.day(table, "review_by", key)
        if review < checked:
            self.wrong(f"{key}.review_by", "lies before checked_on")
        return Source(url, self.among(table, "grade", key, packs.GRADES), checked, review)

    def binds(self, table: Mapping[str, Any], key: str) -> Binds:
        """Return whom it binds."""
        value = table.get("binds")
        if not isinstance(value, dict):
            self.wrong(f"{key}.binds", "needs lenders and kinds")
            value = {"lenders": ["bank"], "kinds": ["card"]}
        lenders = packs.LENDERS - packs.NEVER_QUOTED
        return Binds(
            self.several(value, "lenders", f"{key}.binds", lenders),
            self.several(value, "kinds", f"{key}.binds", packs.KINDS - packs.NEVER_QUOTED),
            self.several(value, "stages", f"{key}.binds", packs.STAGES, optional=True),
        )

    def group(self, table: Mapping[str, Any], name: str) -> Table:
        """Return a table inside a table, empty if absent."""
        value = table.get(name, {})
        if isinstance(value, dict):
            return value
        self.wrong(name, "needs a table")
        return {}

    def rows(self, table: Mapping[str, Any], name: str) -> list[tuple[str, Table]]:
        """Return an array of tables as (id, row); ids are present and unique."""
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.wrong(name, "needs an array of tables")
            return []
        seen: dict[str, Table] = {}
        for position, row in enumerate(value):
            name_of = self.text(row, "id", f"{name}[{position}]")
            if name_of in seen:
                self.wrong(f"{name}.{name_of}", "stands twice")
            seen[name_of] = row
        return list(seen.items())
