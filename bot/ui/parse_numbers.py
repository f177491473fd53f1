"""Numbers as people write them: any grouping, 万 and lakh, Chinese numerals, English words.

Works on folded text (see `parse_base.fold`). A reading is a tuple of values: none means not a
number, two mean that only the person knows (`1.200`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError

HUGE = Decimal(10) ** 40
"""Stands for every number too long to be meant."""

HAN_DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖兩"
HAN_UNITS = "十百千万亿拾佰仟萬億"
HAN = HAN_DIGITS + HAN_UNITS
_TO_ASCII = str.maketrans(HAN_DIGITS, "0012234567891234567892")
_UNIT = dict(
    zip(HAN_UNITS, [10, 100, 1000, 10**4, 10**8, 10, 100, 1000, 10**4, 10**8], strict=True)
)
_LARGE = 10**4

LATIN = r"(?:\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d{1,3}(?!\d))?|\d+(?:[.,']\d+)*)"
"""Digits with grouping and decimals; a space groups only threes."""
_MIXED = rf"{LATIN}(?: ?[百千万亿佰仟萬億][{HAN}\d点]*)?"
SUFFIX = (
    r"(?: ?(?:thousand|grand|lakhs?|lacs?|crores?|million|हज़ार|हजार|लाख|करोड़)|k|w|cr)(?![a-z0-9])"
)
NUMBER = rf"(?:{_MIXED}|[{HAN}][{HAN}点]*)(?:{SUFFIX}|(?:m|mn)(?![a-z0-9]))?"
"""Any number, Chinese single digits included."""
AMOUNT = (
    rf"(?>(?:(?<!\d){_MIXED}|(?<![{HAN}点])[{HAN_DIGITS}点]*[{HAN_UNITS}][{HAN}]*)(?:{SUFFIX})?)"
)
"""A number that can be a sum inside a sentence: a lone Chinese digit (一次性) is none.

It is atomic and starts where a number starts, so that no pattern built on it can be slow.
"""

_TIMES = {
    "thousand": 10**3, "grand": 10**3, "k": 10**3, "w": 10**4, "lakh": 10**5, "lakhs": 10**5,
    "lac": 10**5, "lacs": 10**5, "million": 10**6, "m": 10**6, "mn": 10**6, "crore": 10**7,
    "crores": 10**7, "cr": 10**7, "हज़ार": 10**3, "हजार": 10**3, "लाख": 10**5, "करोड़": 10**7,
}  # fmt: skip
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPLIT = re.compile(rf"({_MIXED}|[{HAN}][{HAN}点]*)(?: ?([^\W\d]\S*))?", re.IGNORECASE)
_PAIR = re.compile(rf"({LATIN})? ?([{HAN_UNITS}])?")
_GROUP_MARK = re.compile("[.,']")
_ENGLISH = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty)[ -](one|two|three|four|five|six|seven|eight|nine)\b"
    rf"|\b({WORD})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=128)
def marks(locale: str) -> tuple[str, str]:
    """Return (decimal mark, grouping mark) of a locale; those of English for an unknown one."""
    try:
        found = Locale.parse(locale.replace("-", "_")).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, TypeError, KeyError):
        return ".", ","
    group = str(found.get("group", ","))
    return str(found.get("decimal", ".")), group if group in ".," else "'"


def latin(raw: str, locale: str, decimals: int = 2) -> tuple[Decimal, ...]:
    """Return the readings of digits with marks, where sums have so many decimals."""
    text = raw.replace(" ", "'")
    used = [char for char in text if char in ".,'"]
    if len(text) > 40:
        return (HUGE,)
    if not used:
        return (Decimal(text),)
    last, bare = used[-1], Decimal(_GROUP_MARK.sub("", text))
    if len(used) > 1 or last == "'":
        head, _, tail = text.rpartition(last)
        if used.count(last) == 1 and last != "'":
            return (Decimal(f"{_GROUP_MARK.sub('', head)}.{tail}"),) if _grouped(head) else ()
        return (bare,) if len(set(used)) == 1 and _grouped(text) else ()
    decimal = Decimal(text.replace(",", "."))
    if not _grouped(text):
        return (decimal,)
    point, group = marks(locale)
    if last == group or decimals == 0:
        return (bare,)
    if last == point and decimals == 3:
        return (decimal,)
    return bare, decimal


def _grouped(text: str) -> bool:
    first, *rest = _GROUP_MARK.split(text)
    if not rest or not 1 <= len(first) <= 3 or first.startswith("0"):
        return False
    if "," in text and all(len(part) == 4 for part in rest):
        return True  # 1,0000: ten thousands, as some write in Chinese
    return len(rest[-1]) == 3 and all(2 <= len(part) <= 3 for part in rest)


def han(raw: str, locale: str) -> Decimal | None:
    """Return a Chinese or mixed number (1.2万, 1万2, 两万三, 一千零五, 二〇二三); None if malformed."""
    text = re.sub(r"(?<=\d)点(?=\d)", ".", raw.translate(_TO_ASCII))
    total = section = Decimal(0)
    unit_before = position = 0
    for match in _PAIR.finditer(text):
        number, unit = match.groups()
        if match.start() != position or not match.group():
            break
        position = match.end()
        values = latin(number, locale) if number else ()
        if number and (not values or values[-1] >= HUGE):
            return HUGE if values else None
        if unit is None:
            tail = _tail(number, values[-1], unit_before)
            if tail is None or position != len(text):
                return None
            return total + section + tail
        unit_before = _UNIT[unit]
        if unit_before < _LARGE:
            if not number and unit_before != 10:
                return None
            section += (values[-1] if values else 1) * unit_before
            continue
        section += values[-1] if values else 0
        if section + total == 0:
            return None
        total = (
            (total + section) * unit_before if unit_before > _LARGE else total + section * _LARGE
        )
        section = Decimal(0)
        if total >= HUGE:
            return HUGE
    return total + section if position == len(text) and text else None


def _tail(number: str, value: Decimal, unit: int) -> Decimal | None:
    """Return what follows the last unit: 3 in 两万三 is three thousand, 2000 in 1万2000 itself."""
    if unit == 0:
        return value
    if not number.isdigit():
        return None
    if len(number) == 1:
        return value * unit / 10
    whole = number.startswith("0") or len(number) == len(str(unit)) - 1
    return value if whole and value < unit else None


def read(raw: str, locale: str, decimals: int = 2) -> tuple[Decimal, ...]:
    """Return the readings of one number with its multiplier (12k, 1.2万, 1,2 lakh)."""
    match = _SPLIT.fullmatch(raw.strip())
    if match is None:
        return ()
    base, suffix = match.groups()
    if any(char in HAN for char in base):
        value = han(base, locale)
        values: tuple[Decimal, ...] = () if value is None else (value,)
    else:
        values = latin(base, locale, decimals)
    if suffix is None:
        return values
    times = _TIMES.get(suffix.lower())
    # Nobody writes 1.200k for one million two hundred thousand: the mark is a decimal one.
    return (values[-1] * times,) if times and values else ()


def plain(raw: str) -> Decimal | None:
    """Return a small number without grouping (`1.5`, `1,5`, `十二`, `twelve`); None otherwise."""
    word = _WORDS.get(raw.strip().lower())
    if word is not None:
        return Decimal(word)
    values = read(raw, "en", 3) if "," not in raw else read(raw.replace(",", ".", 1), "en", 3)
    return values[0] if values else None


def without_words(text: str) -> str:
    """Return the text with English number words as digits (`three months` → `3 months`)."""

    def digits(match: re.Match[str]) -> str:
        tens, ones, word = match.groups()
        value = _WORDS[word.lower()] if word else _WORDS[tens.lower()] + _WORDS[ones.lower()]
        return str(value)

    return _ENGLISH.sub(digits, text)
