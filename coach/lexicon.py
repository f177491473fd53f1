"""Compiles danger tables, as people write them, into the `Lexicon` that `coach/danger.py` uses.

A phrase is plain text with two signs of its own: `{a|b|}` stands for one of several (an empty one
makes it optional), and `...` for a small gap (at most three words, or six characters). Phrases in
Latin letters match whole words; any other phrase matches inside a run of characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.danger import Lexicon, Phrase, Sign, plain_text, spaced_words, unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PART = re.compile(r"\{([^{}]*)\}|(\.\.\.)|([^{}]+?(?=\{|\.\.\.|$))")
_WORD_GAP = r"(?:[^ |/]+ ){0,3}"
_RUN_GAP = r"[^|。!?]{0,6}"
_SHORTEST = 2
_KEYS = frozenset({"signs", "innocent", "spelling", "variants"})


class LexiconError(ValueError):
    """Danger tables cannot be used; `errors` holds every reason: locale, key, what is wrong."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a phrase: alternatives, perhaps optional; none at all is a gap."""

    options: tuple[str, ...]
    optional: bool


def compile_lexicon(tables: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """Return one lexicon of several locales' danger tables; raises LexiconError with all errors.

    A table holds `signs` (lists of phrases by sign), `innocent` (phrases that mean no danger),
    `spelling` (words found even with one slip of the finger) and `variants` (letter for letter).
    """
    errors: list[str] = []
    spelling: dict[str, str] = {}
    variants: dict[int, str] = {}
    for locale, table in sorted(tables.items()):
        errors.extend(f"{locale}: {key}: is unknown" for key in sorted(set(table) - _KEYS))
        for one, other in table.get("variants", {}).items():
            variants.update(zip(map(ord, one), other, strict=True))
        for word in table.get("spelling", ()):
            spelling.update(dict.fromkeys(_slips(word), word))
    words: dict[str, list[Phrase]] = {}
    characters: dict[str, list[Phrase]] = {}
    vocabulary: set[str] = set()
    found: set[Sign | None] = set()
    for where, sign, raw in _entries(tables, errors):
        parts = _parts(raw, variants)
        required = [part for part in parts if part.options and not part.optional]
        if sum(min(map(len, part.options)) for part in required) < _SHORTEST:
            errors.append(f"{where}: {raw!r} has too little that must occur")
            continue
        found.add(sign)
        latin = raw.isascii()
        cues = [frozenset(_cue(option, latin=latin) for option in p.options) for p in required]
        best = max(cues, key=lambda cue: (min(map(_rarity, cue)), -len(cue)))
        others = sorted((cue for cue in cues if cue is not best), key=len)
        phrase = Phrase(sign, tuple(others), _pattern(parts, latin=latin))
        for cue in best:
            (words if latin else characters).setdefault(cue, []).append(phrase)
        vocabulary.update(word for p in parts for option in p.options for word in option.split())
    errors.extend(f"signs.{sign.value}: has no phrase" for sign in Sign if sign not in found)
    if errors:
        raise LexiconError(errors)
    return Lexicon(
        {cue: tuple(phrases) for cue, phrases in words.items()},
        {cue: tuple(phrases) for cue, phrases in characters.items()},
        {slip: word for slip, word in spelling.items() if slip not in vocabulary},
        variants,
    )


def compile_phrases(
    phrases: Iterable[str], variants: Mapping[int, str]
) -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """Return each phrase's pattern, and whether it matches the *words* view (else the *run*)."""
    return tuple(
        (raw.isascii(), _pattern(_parts(raw, variants), latin=raw.isascii())) for raw in phrases
    )


def _entries(
    tables: Mapping[str, Mapping[str, Any]], errors: list[str]
) -> Iterator[tuple[str, Sign | None, str]]:
    known = {sign.value: sign for sign in Sign}
    for locale, table in sorted(tables.items()):
        for name, phrases in table.get("signs", {}).items():
            if name not in known:
                errors.append(f"{locale}: signs.{name}: is not a sign")
                continue
            yield from ((f"{locale}: signs.{name}", known[name], text) for text in phrases)
        yield from ((f"{locale}: innocent", None, text) for text in table.get("innocent", ()))


def _parts(raw: str, variants: Mapping[int, str]) -> list[_Part]:
    def clean(text: str) -> str:
        plain = plain_text(text, variants)
        return spaced_words(plain).strip() if raw.isascii() else unspaced(plain)

    parts = []
    for choice, gap, literal in _PART.findall(raw):
        if gap:
            parts.append(_Part((), optional=True))
            continue
        options = [clean(option) for option in choice.split("|")] if choice else [clean(literal)]
        kept = tuple(dict.fromkeys(option for option in options if option))
        if kept:
            parts.append(_Part(kept, optional=len(kept) < len(set(options))))
    return parts


def _pattern(parts: list[_Part], *, latin: bool) -> re.Pattern[str]:
    after, gap = (" ", _WORD_GAP) if latin else ("", _RUN_GAP)
    pieces = [" "] if latin else []
    for part in parts:
        if not part.options:
            pieces.append(gap)
            continue
        # Longest first, so that cutting an innocent phrase out takes all of it.
        options = "|".join(map(re.escape, sorted(part.options, key=len, reverse=True)))
        pieces.append(f"(?:(?:{options}){after})" + ("?" if part.optional else ""))
    return re.compile("".join(pieces))


_COMMON = frozenset("我你他她它们的了不是在有没要就都也和跟说被把给让这那个人来去到上下会能可还再")


def _cue(option: str, *, latin: bool) -> str:
    """Return the word, or the character, least likely to occur by chance."""
    return max(option.split(), key=len) if latin else max(option, key=_rarity)


def _rarity(token: str) -> int:
    return 0 if token in _COMMON else len(token)


def _slips(word: str) -> set[str]:
    """Return the word's misspellings: a letter lost, added, changed, or two swapped."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word))]
    lost = {a + b[1:] for a, b in splits}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + letter + b[1:] for a, b in splits for letter in letters}
    added = {a + letter + b for a, b in splits for letter in letters}
    return (lost | swapped | changed | added) - {word}
