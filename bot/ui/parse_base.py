"""What every reader of typed text shares: the cleaned text and the three kinds of result.

A reader returns a value, `Ambiguous` (the screen asks which), or a `Problem` with a message id.
It never raises, whatever was typed, and its time is bounded because `clean` bounds the length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST = 500
"""Characters of a typed text that are read."""

# NFKC makes one character of at most 18, so this many are enough to fill LONGEST.
_LOOKED_AT = 4 * LONGEST
# Letters and signs that print as nothing, so a name made of them would look empty.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_WIDE_GROUP = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_SPACES = re.compile(r"\s+")
_ARABIC_MARKS = str.maketrans(
    {"٫": ".", "٬": "'", "،": ",", "’": "'", "‘": "'", "`": "'", "´": "'"}
)
_DASHES = str.maketrans(dict.fromkeys("−–—‒﹣", "-"))


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T]):
    """The text can be read in more than one way; the person chooses, nobody guesses."""

    options: tuple[T, ...]


def clean(text: str) -> str:
    """Return the text as one safe line of at most 500 characters.

    Compatibility forms are unified (NFKC), controls, bidirectional marks, zero-width and blank
    characters and lone surrogates are dropped, and runs of white space become one space.
    """
    # A full-width comma ends a clause in Chinese; NFKC alone would glue 欠9600，12期 into a number.
    marked = _WIDE_GROUP.sub(",", text[:_LOOKED_AT]).replace("，", ", ")
    unified = unicodedata.normalize("NFKC", marked)
    kept = "".join(_kept(char) for char in unified[: 2 * _LOOKED_AT])
    return _SPACES.sub(" ", kept).strip()[:LONGEST].rstrip()


def verbatim(text: str) -> str:
    """Return the text as `clean` does, with the punctuation that was typed.

    For what somebody else said, kept word for word. Digits and letters are unified all the same,
    so that whatever looks for a number in it finds it.
    """
    unified = "".join(
        char if _is_punctuation(char) else unicodedata.normalize("NFKC", char)
        for char in text[:_LOOKED_AT]
    )
    kept = "".join(_kept(char) for char in unified[: 2 * _LOOKED_AT])
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()[:LONGEST].rstrip()


def _is_punctuation(char: str) -> bool:
    return char == "～" or unicodedata.category(char).startswith("P")


def _kept(char: str) -> str:
    if char.isspace():
        return " "
    if char in _BLANK or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    return char


def fold(cleaned: str) -> str:
    """Return cleaned text with digits of any script as 0-9 and number marks unified.

    The length stays the same, so that positions in it are positions in the cleaned text.
    """
    digits = "".join(
        str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
        for char in cleaned
    )
    return digits.translate(_ARABIC_MARKS).translate(_DASHES)


def language(locale: str) -> str:
    """Return the language of a locale name (`zh` of `zh_Hans_CN`)."""
    return re.split("[_-]", locale, maxsplit=1)[0].lower()


def one_of(options: list[T]) -> T | Ambiguous[T]:
    """Return the only distinct option, or all of them to be asked about. Needs one at least."""
    distinct: list[T] = []
    for option in options:
        if option not in distinct:
            distinct.append(option)
    return distinct[0] if len(distinct) == 1 else Ambiguous(tuple(distinct))
