"""Offers that change on the way: so many payments of one sum, then others; interest only at first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui import parse_offer_words as words
from bot.ui.parse_count import count as read_count
from bot.ui.parse_line import TAKEN, WHOLE, A, UnclearError, pattern
from bot.ui.parse_numbers import AMOUNT
from bot.ui.parse_rate import Rate, percent
from coach.dates import MONTHS_IN_A_YEAR
from coach.offers_steps import Step

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.ui.parse_line import Line
    from bot.ui.parse_offer_sums import Parts
    from coach.money import Money
    from coach.offers_typed import TypedOffer

_UNIT = r"(?:个月|期|年|次(?!性)|(?:monthly )?(?:payments?|instal?lments?)\b|(?:months?|mths?|mo|years?|yrs?)\b)"
_HALF = r"(?P<half>半年|half a year\b)"
_BEGIN = r"(?:(?:for |over |in )?(?:the )?(?:first|next|following|last) |for |over |前|头|后|接下来|余下|剩下)?"
_N = rf"(?:(?P<n>{WHOLE}) ?(?P<unit>{_UNIT})|{_HALF})"
_LINK = r"(?: ?(?:of|at|@|:|,|;|is|are|it'?s|only|just|you|i|we|每一?期|每个?月|月供|各|都|只|先|还款|还|付|交|为|是|pay(?:ing|ments?)?))* ?"
_EACH = rf"(?:{words.EACH}|(?: a month| monthly))?"
_SUM = rf"(?<![\d.,])(?P<a>{AMOUNT})(?! ?[%折])"
_ORDINAL = r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)"
_YEAR = rf"(?P<year>(?:in |for )?(?:the )?{_ORDINAL} year|第[一二三四五1-5]年)"
_TIMES = pattern(
    rf"(?P<n>{AMOUNT})(?: ?期| ?个月| ?{words.MO})? ?[x×*✕] ?(?P<a>{AMOUNT})(?: ?期| ?个月| ?{words.MO})?(?! ?[%折])"
)
_STEPS = (
    _TIMES,
    pattern(rf"{_YEAR}{_LINK}{_SUM}{_EACH}"),
    pattern(rf"{_SUM}{_EACH} ?{_YEAR}"),
    pattern(rf"{_BEGIN} ?{_N}{_LINK}{_SUM}{_EACH}"),
    pattern(
        rf"{_SUM}{_EACH} ?(?:for (?:the )?(?:first |next |following |last )?|over |还|付|交|连续)?{_N}"
    ),
)
"""So many payments of a sum."""
_INTEREST = r"(?:只(?:还|付|交)利息|只还息|先息后本|interest[ -]only)"
_AT = r"(?: ?(?:of|at|@|:|\(|每一?期|每个?月))+ ?"
_FILL = rf"(?: ?(?:每一?期|每个?月|of|at|先|都|is|are|,|{TAKEN}))*"
_INTEREST_FIRST = (
    pattern(rf"{_BEGIN} ?{_N}{_FILL} ?{_INTEREST}(?: payments?)?(?:(?:{_AT}| ?){_SUM}{_EACH}\)?)?"),
    pattern(
        rf"{_INTEREST}(?: payments?)?(?:(?:{_AT}| ?){_SUM}{_EACH}\)?)?{_FILL} ?{_BEGIN} ?{_N}(?:{_AT}(?<![\d.,])(?P<a2>{AMOUNT})(?! ?[%折x×*✕]){_EACH}\)?)?"
    ),
)
_ALL_LATER = pattern(r"先息后本")
_THEN = pattern(
    r"\bthen\b|after that|afterwards|after which|followed by|之后|然后|以后|后面|其后|接着|再(?=还|付|每|\d)|(?<!最)后(?=\d|[一二三四五六七八九十]+ ?[期个年])|第[二2]年|second year|2nd year|step(?:ped|s)? up|(?:余下|剩下)"
)
"""What tells that amounts change, beside a first stretch."""
_REST = pattern(
    r"(?:the )?(?:rest|remainder|balance|remaining|whole (?:amount|debt|sum|thing)|full amount|principal|everything)\b(?! ?(?:is |will be |gets |are )?(?:waived|writ|cancel|forgiv|drop))(?! ?(?:at |of |is )?[\d£$€¥])"
    r"|(?:剩下|余下|剩余|其余|全部|余款)的?(?:本金|部分|欠款)?(?:一次性?)?(?:还清|付清|结清|还|付)(?! ?\d)|还本金|到期还本"
)
_IN_ALL = pattern(
    rf"(?:一?共|总共|合计) ?(?P<n>{WHOLE}) ?(?P<unit>{_UNIT})|(?P<n2>{WHOLE}) ?(?P<unit2>{_UNIT})(?: in all| in total| altogether|总共)"
)
_LATER_SUM = (
    pattern(rf"(?:每一?期|每个?月|月供)(?:还款|还|付|交|为|是)? ?{_SUM}"),
    pattern(rf"{_SUM}{words.EACH}"),
    pattern(
        rf"(?:then|that|afterwards|之后|然后|以后|后面|其后)(?: ?(?:it'?s|is|of|at|pay|还|付|每一?期|每个?月))* ?{_SUM}"
    ),
)
_OWED = pattern(
    rf"(?:i |you |we )?(?:owes?|owed|owing|balance|debt|outstanding|总欠款?|欠款?|余额)(?: ?(?:of|is|:|是|为|了|着|him|her|them|it))* ?{A}"
)
_RISES = pattern(
    r"\b(?:rising|increas\w+|(?:more|higher) (?:each|every)|going up)\b|递增|逐[期月年]增|每[期月年]多"
)
_A_MONTH = pattern(
    rf"{words.PERCENT} (?:a|per|each) month\b|月(?:利)?息 ?\d+(?:\.\d+)? ?(?:%|厘|分)"
)
_MOST_STEPS = 4


def take(line: Line, parts: Parts) -> bool:
    """Take an offer whose amounts change on the way; False where the line is no such offer.

    Takes nothing then. Raises UnclearError where interest comes first and nobody says for how long,
    and where every payment is a little higher.
    """
    if _RISES.search(line.rest):
        raise UnclearError  # each payment another sum, and only the first is told
    only_interest = re.search(_INTEREST, line.rest) is not None
    if not only_interest and not _THEN.search(line.rest):
        return False
    before = line.rest
    owed = line.take_sum(_OWED)
    rate = _rate(line) if only_interest else None
    interest = _take_interest(line) if only_interest else None
    steps = _stretches(line, interest)
    rest = words.REST_LATER.search(line.rest) is None and _REST.search(line.rest) is not None
    if len(steps) + (_later(line.rest) is not None or rest) < 2 and interest is None:
        line.rest = before
        return False
    parts.owed = owed
    parts.typed = replace(_whole(line, parts.typed, steps, interest, rest=rest), interest_rate=rate)
    return True


def _take_interest(line: Line) -> tuple[Step, re.Match[str]]:
    for shape in _INTEREST_FIRST:
        match = line.take(shape)
        if match:
            return Step(_payments(match), None), match
    raise UnclearError


def _stretches(line: Line, interest: tuple[Step, re.Match[str]] | None) -> list[Step]:
    """Take stretch after stretch, in the order in which they stand."""
    steps, after = ([], 0) if interest is None else ([interest[0]], interest[1].start())
    while len(steps) <= _MOST_STEPS:
        found = [match for shape in _STEPS if (match := shape.search(line.rest))]
        if not found:
            break
        match = min(found, key=lambda each: (each.start(), -each.end()))
        if match.start() < after:
            raise UnclearError  # interest only in the middle: what it is paid on is not known
        line.blank(match.start(), match.end())
        steps.append(_stretch(line, match))
    return steps


def _stretch(line: Line, match: re.Match[str]) -> Step:
    if match.re is _TIMES:
        return Step(*sides(line, match["n"], match["a"]))
    return Step(_payments(match), line.sum(match["a"]))


def sides(line: Line, left: str, right: str) -> tuple[int, Money]:
    """Tell count from sum in `3 x 500`; raises UnclearError where both could be either."""
    counts = [read_count(each, (1, 120)) for each in (left, right)]
    first, second = (each if isinstance(each, int) else None for each in counts)
    if first and second and first != second:
        first = first if (first in words.USUAL) >= (second in words.USUAL) else None
    if first:
        return first, line.sum(right)
    if second:
        return second, line.sum(left)
    raise UnclearError


def _payments(match: re.Match[str], n: str = "n", unit: str = "unit") -> int:
    """Return how many months a stretch has."""
    said = match.groupdict()
    if said.get("year"):
        return MONTHS_IN_A_YEAR
    if said.get("half"):
        return MONTHS_IN_A_YEAR // 2
    years = (said[unit] or "").lower().startswith(("年", "y"))
    found = read_count((said[n] or "") + ("年" if years else ""))
    if not isinstance(found, int) or not 0 < found <= words.MOST:
        raise UnclearError
    return found


def _later(rest: str) -> re.Match[str] | None:
    """Return the sum that follows the first stretch without saying how often."""
    return next((match for shape in _LATER_SUM if (match := shape.search(rest))), None)


def _whole(
    line: Line,
    typed: TypedOffer,
    steps: list[Step],
    interest: tuple[Step, re.Match[str]] | None,
    *,
    rest: bool,
) -> TypedOffer:
    total = line.take(_IN_ALL)
    in_all = None
    if total is not None:
        in_all = _payments(total) if total["n"] else _payments(total, "n2", "unit2")
    later = _later(line.rest)
    if later is not None:
        line.blank(later.start(), later.end())
        typed = replace(typed, each=line.sum(later["a"]), count=in_all)
    elif len(steps) > 1 and not rest:
        last = steps.pop()
        typed = replace(typed, each=last.each, count=sum(s.count for s in steps) + last.count)
    else:
        typed = replace(typed, count=in_all or sum(each.count for each in steps))
    once = interest is not None and _ALL_LATER.search(interest[1].group()) is not None
    if (rest or once) and (typed.each is None or typed.count is not None):
        line.take(_REST)
        typed = replace(typed, rest_last=True, count=(typed.count or 0) + 1)
    said = None if interest is None else interest[1]["a"] or interest[1].groupdict().get("a2")
    return replace(typed, steps=tuple(steps), interest=line.sum(said) if said else None)


def _rate(line: Line) -> Decimal | None:
    """Take the rate by which the interest is told; as a fraction a year."""
    match = line.take(_A_MONTH) or line.take(words.RATE_AT) or line.take(words.CLAIMED_RATE)
    found = percent(match.group()) if match else None
    return found.yearly if isinstance(found, Rate) and 0 < found.yearly <= 1 else None
