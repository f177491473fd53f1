"""A typed exchange rate: 1 USD = 7.12 CNY, 1美元=7.12人民币, 7.12 yuan to the dollar, 7.12."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.ui.parse_base import Ambiguous, clean, fold, one_of
from bot.ui.parse_currency import SIGN, meant
from bot.ui.parse_numbers import AMOUNT, HUGE, read, without_words
from coach.exchange import TypedRate, quoted
from coach.interview import Problem

if TYPE_CHECKING:
    from datetime import date

UNCLEAR = Problem("parse.exchange.unclear")
OTHER = Problem("parse.exchange.other")
LARGE = Problem("parse.exchange.large")
_EITHER = "?"
"""Stands for a sign that may mean both currencies of the pair, such as kr between two crowns."""
_SPLIT_MARK = re.compile(r"[.,']")


def exchange(
    text: str, pair: tuple[str, str], locale: str, today: date
) -> TypedRate | Ambiguous[TypedRate] | Problem:
    """Return the rate between the two currencies of `pair` that the text holds, typed `today`.

    Ambiguous where the text does not tell which of the two is counted in the other, or where
    a mark before three digits can be read in two ways. A third currency is a problem.
    """
    folded = fold(clean(text))
    joined = re.compile(rf"(?<![a-z])({pair[0]}|{pair[1]})(?={pair[0]}|{pair[1]})", re.IGNORECASE)
    folded = without_words(joined.sub(r"\1 ", folded))
    sign = rf"(?:{SIGN}|(?<![A-Za-z])(?:{pair[0]}|{pair[1]})(?![A-Za-z]))"
    folded = re.sub(rf"[一壹](?= ?{sign})", "1", folded, flags=re.IGNORECASE)
    shape = rf"(?P<before>{sign})? ?(?P<number>{AMOUNT})(?: ?(?P<after>{sign}))?"
    numbers = list(re.finditer(shape, folded, re.IGNORECASE))
    loose = _loose(folded, numbers, sign)
    named = [_code(mark, pair, locale) for each in numbers for mark in _marks(each)]
    if any(code is None for code in (*named, *(_code(mark, pair, locale) for mark in loose))):
        return OTHER
    match numbers:
        case [first, second]:
            found = _two(_Side(first, pair, locale), _Side(second, pair, locale), pair)
        case [only]:
            alone = {code for mark in loose if (code := _code(mark, pair, locale)) in pair}
            found = _one(_Side(only, pair, locale), alone, pair)
        case _:
            return UNCLEAR
    return _told(found, pair, today)


def _told(
    found: list[tuple[str, Decimal]], pair: tuple[str, str], today: date
) -> TypedRate | Ambiguous[TypedRate] | Problem:
    kept = [
        quoted(base, pair[0] if base == pair[1] else pair[1], rate, today) for base, rate in found
    ]
    rates = [each for each in kept if each is not None]
    if not rates:
        return LARGE if found else UNCLEAR
    return one_of(rates)


class _Side:
    """One number with the currency at its side: `code` is None where none or both may be meant."""

    def __init__(self, match: re.Match[str], pair: tuple[str, str], locale: str) -> None:
        codes = {_code(mark, pair, locale) for mark in _marks(match)}
        self.code = codes.pop() if len(codes) == 1 and _EITHER not in codes else None
        self.values = _readings(match["number"], locale)
        # "USD 7.12" may be a sum, or what one dollar is worth; "7.12 USD" and "$7.12" are sums.
        self.named_first = bool(match["before"] and match["before"][-1].isalpha())


def _two(first: _Side, second: _Side, pair: tuple[str, str]) -> list[tuple[str, Decimal]]:
    """Read so much of one currency for so much of the other."""
    if first.code is not None and first.code == second.code:
        return []
    bases: tuple[str, ...] = pair if first.code is None else (first.code,)
    if first.code is None and second.code is not None:
        bases = tuple(code for code in pair if code != second.code)
    found = []
    for base in bases:
        other = pair[0] if base == pair[1] else pair[1]
        for left in first.values:
            for right in second.values:
                if not left or not right:
                    continue
                # "7.12 yuan to 1 dollar" is kept with the one in front.
                turned = right == 1 and left != 1
                found.append((other, left / right) if turned else (base, right / left))
    return found


def _one(side: _Side, loose: set[str], pair: tuple[str, str]) -> list[tuple[str, Decimal]]:
    """Read how much of one currency one of the other is, both directions where nobody said."""
    bases: tuple[str, ...] = pair
    if len(loose) == 1 and (side.code is None or side.code not in loose):
        bases = tuple(loose)  # a price beside the currency that it is the price of
    elif side.code is not None and (loose or not side.named_first):
        bases = tuple(code for code in pair if code != side.code)
    return [(base, value) for base in bases for value in side.values if value]


def _readings(raw: str, locale: str) -> tuple[Decimal, ...]:
    """Return a number's readings; a lone mark before three digits may be a decimal one here."""
    values = read(raw, locale, 3)
    marks = _SPLIT_MARK.findall(raw)
    if len(marks) == 1 and marks[0] != "'" and values:
        decimal = (
            Decimal(_SPLIT_MARK.sub(".", raw)) if raw.replace(marks[0], "").isdecimal() else None
        )
        values = tuple(dict.fromkeys((*values, *(() if decimal is None else (decimal,)))))
    return () if any(value >= HUGE for value in values) else values


def _marks(match: re.Match[str]) -> list[str]:
    return [mark for mark in (match["before"], match["after"]) if mark]


def _loose(folded: str, numbers: list[re.Match[str]], sign: str) -> list[str]:
    """Return the currencies that stand by no number."""
    rest = folded
    for each in numbers:
        rest = rest[: each.start()] + ";" * (each.end() - each.start()) + rest[each.end() :]
    return [match.group() for match in re.finditer(sign, rest, re.IGNORECASE)]


def _code(mark: str, pair: tuple[str, str], locale: str) -> str | None:
    """Return which currency of the pair a mark means, `?` for either, None for a third one."""
    if mark.upper() in pair:
        return mark.upper()
    found = {codes[0] for own in pair if (codes := meant(mark, own, locale))} & set(pair)
    return None if not found else found.pop() if len(found) == 1 else _EITHER
