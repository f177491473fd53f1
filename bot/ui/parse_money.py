"""A typed sum of money."""

from __future__ import annotations

import re

from bot.ui.parse_base import Ambiguous, clean, fold, one_of
from bot.ui.parse_currency import SIGN, meant
from bot.ui.parse_numbers import AMOUNT, NUMBER, read
from coach.interview import Problem
from coach.money import LIMIT, Money, exponent

NEGATIVE = Problem("parse.money.negative")
LARGE = Problem("parse.money.large")
UNCLEAR = Problem("parse.money.unclear")

_SHAPE = r"(?P<before>{sign})? ?(?P<minus>-)? ?(?P<number>{number})(?: ?(?P<after>{sign}))?"
_WHOLE = re.compile(_SHAPE.format(sign=SIGN, number=NUMBER), re.IGNORECASE)
TOKEN = re.compile(
    _SHAPE.format(sign=SIGN, number=rf"{AMOUNT}(?:(?:m|mn)(?![a-z0-9]))?"), re.IGNORECASE
)
"""A number in a sentence with the currency marks at its sides."""
_NOTHING = re.compile(r"(?:none|nothing|nil|zero|没有|没|无)", re.IGNORECASE)
_MINUS = re.compile(rf"(?:(?:^|[\s(:])-|负|\bminus\b) ?(?:{SIGN})? ?$", re.IGNORECASE)
# 12，000 typed with a Chinese keyboard: cleaning puts a space behind the comma.
_TYPED_COMMA = re.compile(r"(?<=\d), (?=\d{3}(?!\d))")
_NOT_A_SUM = re.compile(
    r" ?(?:[%‰‱/期天年号日次人岁]|个月|percent|per cent|per mille|(?:day|week|month|year)s?\b)",
    re.IGNORECASE,
)


def money(text: str, currency: str, locale: str) -> Money | Ambiguous[Money] | Problem:
    """Return the one sum that the text holds, in `currency` unless the text names another.

    Ambiguous when the mark before three digits (`1.200`) or the currency sign (`$` for a person
    who counts in pounds) can be read in two ways. Zero is a sum; a negative one is a problem.
    """
    folded = _TYPED_COMMA.sub(",", fold(clean(text)))
    if _NOTHING.fullmatch(folded):
        return Money(0, currency)
    whole = _WHOLE.fullmatch(folded)
    found = [whole] if whole else list(TOKEN.finditer(folded))
    if len(found) != 1:
        return UNCLEAR
    match = found[0]
    if match["minus"] or _MINUS.search(folded[: match.start("number")]):
        return NEGATIVE
    if _attached(folded, match):
        return UNCLEAR
    return _sums(match, currency, locale)


def _attached(folded: str, match: re.Match[str]) -> bool:
    """Tell whether the number is part of a word (`B12`, `12th`) or of something else (`18%`)."""
    before, after = folded[: match.start()][-1:], folded[match.end() :]
    glued = after[:1].isascii() and after[:1].isalpha()
    worded = before.isascii() and before.isalpha() and match.group()[:1] != " "
    return bool(glued or worded or _NOT_A_SUM.match(after))


def _sums(match: re.Match[str], currency: str, locale: str) -> Money | Ambiguous[Money] | Problem:
    codes: tuple[str, ...] = (currency,)
    signs = [sign for sign in (match["before"], match["after"]) if sign]
    if signs:
        named = [meant(sign, currency, locale) for sign in signs]
        # ¥1200元 and $12 USD name the same money twice; 1200 EUR £ names none.
        codes = tuple(code for code in named[0] if code in named[-1])
    sums = []
    for code in codes:
        for value in read(match["number"], locale, exponent(code)):
            if value.scaleb(exponent(code)) > LIMIT:
                return LARGE
            sums.append(Money.of(value, code))
    return one_of(sums) if sums else UNCLEAR
