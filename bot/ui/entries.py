"""The entries of compiled catalogs: read, replaced, listed.

Gettext looks a text up and does no more; what it keeps inside is touched here alone.
"""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def forms(catalog: NullTranslations) -> dict[str, tuple[str, ...]]:
    """Return every message id with its forms: one, or one for each plural."""
    entries: dict[Any, str] = catalog._catalog  # type: ignore[attr-defined]  # noqa: SLF001
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(entries, key=lambda each: each if isinstance(each, tuple) else (each, 0)):
        name = key if isinstance(key, str) else key[0]
        if name:
            found[name] = (*found.get(name, ()), entries[key])
    return found


def put(catalog: NullTranslations, own: Mapping[str, tuple[str, ...]]) -> None:
    """Replace texts, each with one form or with one for each plural."""
    entries: dict[Any, str] = catalog._catalog  # type: ignore[attr-defined]  # noqa: SLF001
    for name, forms in own.items():
        if len(forms) == 1 and (name, 0) not in entries:
            entries[name] = forms[0]
        else:
            entries.update({(name, at): form for at, form in enumerate(forms)})


def merged(folder: Path) -> NullTranslations:
    """Read every catalog of a folder; raises FileNotFoundError when none is compiled."""
    merged: GNUTranslations | None = None
    for path in sorted(folder.glob("*.mo")):
        with path.open("rb") as file:
            part = GNUTranslations(file)
        if merged is None:
            merged = part
        else:
            # One catalog a topic, one lookup a text: the standard fallback chain would search each.
            merged._catalog.update(part._catalog)  # type: ignore[attr-defined]  # noqa: SLF001
    if merged is None:
        msg = "catalogs are not compiled: run `make locales`"
        raise FileNotFoundError(msg)
    return merged
