"""Phrases by which people are drawn into paying for nothing, in a group message.

They lead to a general warning at most once a week, never to a word about the message. So a person
who warns of such an offer may set one off too, and an ordinary talk of fees should not.
The phrases are data in `locales/<locale>/scams.toml`, in the grammar of the danger tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.danger import CUT, STOP, plain_text, spaced_words, unspaced
from coach.lexicon import compile_phrases

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Scams:
    """Patterns of offers, and of innocent phrases that hold the same words; by view."""

    words: tuple[re.Pattern[str], ...]
    runs: tuple[re.Pattern[str], ...]
    innocent_words: tuple[re.Pattern[str], ...]
    innocent_runs: tuple[re.Pattern[str], ...]
    variants: Mapping[int, str]


def compile_scams(tables: Mapping[str, Mapping[str, Any]], variants: Mapping[int, str]) -> Scams:
    """Return one list of all locales' tables, as people mix languages.

    A table holds `scams`, `innocent` and `variants` of its own beside the given ones (letters
    written otherwise, as in `coach.danger.Lexicon.variants`).
    """
    letters = dict(variants)
    for table in tables.values():
        for one, other in table.get("variants", {}).items():
            letters.update(zip(map(ord, one), other, strict=True))
    offers = compile_phrases((p for t in tables.values() for p in t["scams"]), letters)
    innocent = compile_phrases((p for t in tables.values() for p in t.get("innocent", ())), letters)
    return Scams(
        tuple(pattern for latin, pattern in offers if latin),
        tuple(pattern for latin, pattern in offers if not latin),
        tuple(pattern for latin, pattern in innocent if latin),
        tuple(pattern for latin, pattern in innocent if not latin),
        letters,
    )


def looks_like_scam(text: str, scams: Scams) -> bool:
    """Say whether a text holds an offer of the kind that groups are warned of."""
    plain = plain_text(text, scams.variants)
    words = spaced_words(plain)
    if _held(words, scams.words, scams.innocent_words):
        return True
    return not plain.isascii() and _held(unspaced(plain), scams.runs, scams.innocent_runs)


def _held(
    view: str, offers: tuple[re.Pattern[str], ...], innocent: tuple[re.Pattern[str], ...]
) -> bool:
    flat = view.replace(STOP, " ")
    if not any(pattern.search(flat) for pattern in offers):
        return False
    for pattern in innocent:
        view = pattern.sub(CUT, view)
    return any(pattern.search(view.replace(STOP, " ")) for pattern in offers)
