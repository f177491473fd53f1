"""Finds danger signs in what a person types, in any mix of languages. Pure, and fast.

A text is read in two views. *Words*: Latin letters and digits only, apostrophes dropped, single
spaces, a space at both ends, so that a phrase matches whole words. *Run*: everything without
spaces and light punctuation, for scripts that do not part words. Every phrase is filed under
words (or characters) of its own, so only phrases that could occur are ever tried.

The phrases are data in `locales/<locale>/danger.toml`; `coach/lexicon.py` compiles them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set


class Sign(StrEnum):
    """What someone may be in danger of, most urgent first."""

    SELF_HARM = "self_harm"
    THREAT = "threat"
    CONTROL = "control"
    NO_FOOD = "no_food"
    LOAN_SHARK = "loan_shark"
    POLICE = "police"
    EVICTION = "eviction"
    COURT = "court"
    ADVANCE_FEE = "advance_fee"
    LAWYER_LETTER = "lawyer_letter"
    LEGAL_WORRY = "legal_worry"
    """A question what may come, where nothing has come."""


URGENCY = {sign: rank for rank, sign in enumerate(Sign)}
_GENTLER = frozenset({Sign.LAWYER_LETTER, Sign.LEGAL_WORRY})
_SHARPER = frozenset({Sign.COURT, Sign.POLICE, Sign.THREAT})
"""Signs that words of a gentler one hold as well ("what if they sue me"), and that don't count then."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrase of the lexicon. `sign` is None for an innocent one.

    `needs` holds, for each part that cannot be absent, a set of which the text must hold one;
    the part under which the phrase is filed is left out.
    """

    sign: Sign | None
    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]

    def possible(self, tokens: Set[str]) -> bool:
        """Say quickly whether the text could hold the phrase."""
        for need in self.needs:  # noqa: SIM110  a generator would cost more than the tests
            if need.isdisjoint(tokens):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by a word or a character of theirs, spelling corrections, and letter variants."""

    words: Mapping[str, tuple[Phrase, ...]]
    characters: Mapping[str, tuple[Phrase, ...]]
    spelling: Mapping[str, str]
    variants: Mapping[int, str]


def signs(text: str, lexicon: Lexicon) -> tuple[Sign, ...]:
    """Return the danger signs in a text, most urgent first; empty for an ordinary text."""
    plain = plain_text(text, lexicon.variants)
    parted = _corrected(spaced_words(plain), lexicon.spelling)
    found = _found(parted, parted.split(), lexicon.words)
    if not plain.isascii():
        run = unspaced(plain)
        found |= _found(run, run, lexicon.characters)
    return tuple(sorted(found, key=URGENCY.__getitem__))


def _found(parted: str, parts: Iterable[str], index: Mapping[str, tuple[Phrase, ...]]) -> set[Sign]:
    tokens = set(parts)
    possible = {
        phrase
        for token in tokens & index.keys()
        for phrase in index[token]
        if phrase.possible(tokens)
    }
    view = parted.replace(STOP, " ")
    dangerous = [p for p in possible if p.sign is not None and p.pattern.search(view)]
    if not dangerous:
        return set()
    # Innocent phrases are cut out only now, because most texts never come so far, and within a
    # sentence, because "I can't go on. My feet are killing me" is two thoughts.
    rest = parted
    innocent = [phrase.pattern for phrase in possible if phrase.sign is None]
    for pattern in sorted(innocent, key=lambda pattern: len(pattern.pattern), reverse=True):
        rest = pattern.sub(CUT, rest)
    rest = rest.replace(STOP, " ")
    calm = rest
    for phrase in dangerous:
        if phrase.sign in _GENTLER:
            calm = phrase.pattern.sub(CUT, calm)
    return {
        phrase.sign
        for phrase in dangerous
        if phrase.sign is not None
        and phrase.pattern.search(calm if phrase.sign in _SHARPER else rest)
    }


def _corrected(words: str, spelling: Mapping[str, str]) -> str:
    if spelling.keys().isdisjoint(split := words.split()):
        return words
    return f" {' '.join(spelling.get(word, word) for word in split)} "


CUT = " | "
"""Stands where an innocent phrase was: nothing matches across it."""
STOP = " / "
"""Stands between sentences in the *words* view."""
_APOSTROPHES = {**dict.fromkeys(map(ord, "'’‘ʼ`´*")), ord("/"): " "}
_SENTENCE_END = re.compile(r"[.!?;。\n]+(?=\s|$)|[。\n]+")
_STOPS = re.compile(r" ?(?:/ ?)+")
_NOT_WORD = re.compile(r"[^a-z0-9/]+")
_SPELLED_OUT = re.compile(r"(?<= )(?:[a-z] ){2,}[a-z](?= )")
_LATIN = re.compile(r"[a-z\u00e0-\u024f]")
_DIGIT = re.compile(r"[0-9]")
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_DIGIT_IN_WORD = re.compile(r"(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]+")
_LOOKALIKES = str.maketrans("013457", "oieast")
_SIGNS_FOR_LETTERS = re.compile(r"(?<=[a-z])[@$](?=[a-z])")
# Marks that people put between Chinese characters to slip past filters; a comma or a full stop
# still parts two thoughts and stays.
_LIGHT = re.compile(r"[\s.·*•\-_/\\|~^+=#…—'\"“”‘’()\[\]{}<>「」『』]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\x00]"
)


def plain_text(text: str, variants: Mapping[int, str]) -> str:
    """Return the text in one width, case and script, without invisible or stretched letters."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(variants)
    elif "\x00" in text:
        text = text.replace("\x00", "")
    return _STRETCHED.sub(r"\1", text.casefold())


def spaced_words(plain: str) -> str:
    """Return the *words* view of a plain text, with `STOP` between its sentences."""
    if not plain.isascii():
        if _LATIN.search(plain) is None:
            return "  "
        # Without accents, pinyin with tones reads like pinyin without.
        apart = unicodedata.normalize("NFD", plain)
        plain = "".join(c for c in apart if not unicodedata.combining(c))
    if "@" in plain or "$" in plain:
        plain = _SIGNS_FOR_LETTERS.sub(lambda m: "a" if m[0] == "@" else "s", plain)
    plain = _SENTENCE_END.sub("/", plain.translate(_APOSTROPHES))
    spaced = f" {_STOPS.sub(STOP, _NOT_WORD.sub(' ', plain)).strip(' /')} "
    spaced = _SPELLED_OUT.sub(lambda m: m[0].replace(" ", ""), spaced)
    if _DIGIT.search(spaced) is None:
        return spaced
    return _DIGIT_IN_WORD.sub(lambda m: m[0].translate(_LOOKALIKES), spaced)


def unspaced(plain: str) -> str:
    """Return the *run* view of a plain text."""
    return _LIGHT.sub("", plain)
