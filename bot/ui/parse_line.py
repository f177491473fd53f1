"""One typed line from which known parts are taken one after another, until only a name is left.

The folded line keeps its length: what is taken becomes blanks, so that what is left can still be
cut from the cleaned text as the person wrote it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.ui.parse_base import Ambiguous, clean, fold
from bot.ui.parse_currency import SIGN, meant
from bot.ui.parse_numbers import AMOUNT, HAN, WORD, marks, read
from coach.interview import Problem
from coach.money import LIMIT, Money, exponent

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

R = TypeVar("R")

A = rf"(?P<a>{AMOUNT})"
"""A sum inside a pattern."""
WHOLE = rf"(?:\d{{1,4}}|[{HAN}]{{1,4}}|(?<![^\W\d_])(?:{WORD}))"
"""A small whole number inside a pattern."""
TAKEN = "\x00"
"""Stands where something was taken; no pattern of ours crosses it, and no cleaned text holds it."""

_SIGNED = re.compile(
    rf"(?P<before>{SIGN}) ?(?={AMOUNT})|(?P<lead>{AMOUNT}) ?(?P<after>{SIGN})", re.IGNORECASE
)
_MARKED = re.compile(r"\d+(?:,\d+)+")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,4}(?:,\d{4})+")


def pattern(text: str) -> re.Pattern[str]:
    """Compile a part's pattern, ignoring case; ` ?` stands for any blanks a taken mark left."""
    return re.compile(text.replace(" ?", " *"), re.IGNORECASE)


LONGEST_LINE = 200
"""A longer text is no line that says one thing."""


class UnclearError(ValueError):
    """A part of the line is recognised and cannot be used."""


@dataclass(slots=True)
class Line:
    """What is left of a line, and how its sums are meant."""

    rest: str
    currency: str
    locale: str
    pick: int
    """Which reading of an ambiguous number is tried."""
    turn: int = 0
    """Which reading of an ambiguous order is tried."""
    forked: bool = False
    """A number in it can be read in two ways."""
    turned: bool = False
    """An order in it can be read in two ways."""

    def other_way(self) -> bool:
        """Say whether this pass reads an ambiguous order the other way."""
        self.turned = True
        return self.turn == 1

    def take(self, part: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match and take it out of the rest."""
        match = part.search(self.rest)
        if match and match.end() > match.start():
            self.blank(match.start(), match.end())
        return match

    def blank(self, start: int, end: int) -> None:
        """Take a span out of the rest."""
        self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]

    def sum(self, raw: str) -> Money:
        """Return a sum in the line's currency; raises UnclearError when it is none or too large."""
        values = read(raw, self.locale, exponent(self.currency))
        if not values:
            raise UnclearError
        self.forked = self.forked or len(values) > 1
        value: Decimal = values[min(self.pick, len(values) - 1)]
        if value.scaleb(exponent(self.currency)) > LIMIT:
            raise UnclearError
        return Money.of(value, self.currency)

    def take_sum(self, part: re.Pattern[str]) -> Money | None:
        """Take a pattern with a sum in its group `a` and return the sum."""
        match = self.take(part)
        return self.sum(match["a"]) if match else None


def readings(
    text: str,
    currency: str,
    locale: str,
    build: Callable[[Line, str], R | None],
    problem: Problem,
) -> R | Ambiguous[R] | Problem:
    """Build a result for each way its currency and numbers can be read; differing ones are asked.

    `build` gets the line and the cleaned text, and returns None or raises UnclearError for a
    reading that makes no sense.
    """
    cleaned = clean(text)
    if len(cleaned) > LONGEST_LINE:
        return problem
    folded = _clauses(fold(cleaned), locale)
    currencies, plain = _currencies(folded, currency, locale)
    found: list[R] = []
    for code in currencies:
        ways = [(0, 0)]
        for pick, turn in ways:
            line = Line(plain, code, locale, pick, turn)
            result = None
            with suppress(UnclearError):
                result = build(line, cleaned)
            if result is not None and result not in found:
                found.append(result)
            # A pass that would read everything the same way is not made.
            if turn == 0 and line.turned:
                ways.append((pick, 1))
            if pick == 0 and turn == 0 and line.forked:
                ways.append((1, 0))
    if not found:
        return problem
    return found[0] if len(found) == 1 else Ambiguous(tuple(found))


def _clauses(folded: str, locale: str) -> str:
    """Return the line with commas that group nothing as semicolons (owe 9600,12x900)."""
    if marks(locale)[0] != ".":
        return folded

    def parted(match: re.Match[str]) -> str:
        text = match.group()
        return text if _GROUPS.fullmatch(text) else text.replace(",", ";")

    return _MARKED.sub(parted, folded)


def _currencies(folded: str, currency: str, locale: str) -> tuple[tuple[str, ...], str]:
    """Return the currencies the line may be in, and the line with their marks taken out."""
    codes: tuple[str, ...] | None = None
    plain = folded
    for match in _SIGNED.finditer(folded):
        name = "before" if match["before"] else "after"
        said = meant(match[name], currency, locale)
        # Two currencies in one line make no debt that could be added up.
        codes = said if codes is None else tuple(code for code in codes if code in said)
        start, end = match.span(name)
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return (currency,) if codes is None else codes, plain
