"""Small whole numbers: how many months or payments, which day of the month, which button."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.ui.parse_base import clean, fold
from bot.ui.parse_numbers import HAN, LATIN, plain, without_words
from coach.interview import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNT_UNCLEAR = Problem("parse.count.unclear")
COUNT_RANGE = Problem("parse.count.range")
DAY_UNCLEAR = Problem("parse.day_of_month.unclear")
LAST_DAY = 31

_N = rf"(?:{LATIN}|[{HAN}][{HAN}点]*)"
_NUMBER = re.compile(_N)
_YEARS = re.compile(rf"(?P<n>{_N}) ?(?:年|(?:years?|yrs?)\b)(?P<half>半| and (?:a |1 )?half)?")
_HALF = re.compile(r"半年|(?:\b1 )?\bhalf (?:1 )?year\b")
_TOGETHER = re.compile("一共|一总|总共|一起|[分约]")
_HALVES = re.compile(rf"(?P<n>{_N}) and (?:a |1 )?half years?")
_OTHER_UNITS = re.compile(r"[天日周%]|星期|礼拜|\b(?:days?|weeks?|fortnights?)\b")
_BEFORE = re.compile(r"(?:-|负|\bminus) ?$")


def count(text: str, bounds: tuple[int, int] = (1, 600)) -> int | Problem:
    """Return a whole number; years become months (`2年` is 24), days and weeks are refused.

    Outside `bounds` (both included) the problem is `parse.count.range`.
    """
    folded = without_words(fold(clean(text)).lower().replace("a couple of", "2"))
    value = _count(_TOGETHER.sub(" ", folded))
    if value is None:
        return COUNT_UNCLEAR
    return value if bounds[0] <= value <= bounds[1] else COUNT_RANGE


def _count(folded: str) -> int | None:
    if _OTHER_UNITS.search(folded):
        return None
    halves = _HALVES.search(folded)
    if halves is None and _HALF.search(folded):
        return None if _NUMBER.search(_HALF.sub(" ", folded)) else 6
    years = halves or _YEARS.search(folded)
    found = years or _NUMBER.search(folded)
    if found is None or _BEFORE.search(folded[: found.start()]):
        return None
    rest = folded[: found.start()] + " " + folded[found.end() :]
    value = plain(found["n"] if years else found.group())
    if value is None or _NUMBER.search(rest):
        return None
    if years:
        value *= 12
        if halves or years["half"]:
            value += 6
    if value > 10**6:
        return 10**6
    return int(value) if value == int(value) else None


_LAST = re.compile(
    r"最后一?[天日]|月底|月末|\blast\b|\bend of (?:the |each |every )?month\b|\bmonth.?end\b"
)
_DAY = re.compile(
    rf"(?<![\d/.-])(?P<n>\d{{1,2}}|[{HAN}]{{1,3}})(?:st|nd|rd|th)?(?![\d/.%-]| ?(?:年|月|个|期|天|months?|years?))"
)
_EVERY = re.compile(r"每个?月|每月的?|\b(?:every|each) month\b|一个月")


def day_of_month(text: str) -> int | Problem:
    """Return the day of the month, 1-31; the last day, however said, is 31."""
    folded = fold(clean(text)).lower()
    if _LAST.search(folded):
        return LAST_DAY
    folded = _EVERY.sub(" ", folded)
    found = [match for match in _DAY.finditer(folded) if match["n"]]
    if len(found) != 1 or len(re.findall(r"\d+", folded)) > 1:
        return DAY_UNCLEAR
    value = plain(found[0]["n"])
    if value is None or not 1 <= value <= LAST_DAY or value != int(value):
        return DAY_UNCLEAR
    return int(value)


_PICK = re.compile(
    rf"(?:第|选|option|number|no|nr)?(?P<n>\d{{1,3}}|[{HAN}]{{1,2}})(?:个|项|号|st|nd|rd|th)?"
)


def choice(text: str, labels: Sequence[str]) -> int | None:
    """Return the index (from 0) of the label meant: by its words, its number or its beginning.

    The exact label wins over a number counted from 1 (`2`, `②`, `第二个`), that over a beginning
    that only one label has. Case, emoji and punctuation do not matter.
    """
    said = _essence(text)
    if not said:
        return None
    known = [_essence(label) for label in labels]
    if known.count(said) == 1:
        return known.index(said)
    number = _PICK.fullmatch(said)
    if number:
        value = plain(number["n"])
        if value is not None and 1 <= value <= len(labels):
            return int(value) - 1
    starts = [index for index, label in enumerate(known) if label.startswith(said)]
    return starts[0] if len(starts) == 1 else None


_YES = frozenset((
    "y", "yep", "yeah", "ok", "right", "itsright", "thatsright", "correct", "true", "mine",
    "对", "对的", "对啊", "是的", "嗯", "没错", "正确", "我的", "是我的",
))  # fmt: skip
_NO = frozenset((
    "n", "nope", "wrong", "itswrong", "thatswrong", "notright", "incorrect", "false", "notmine",
    "不", "不对", "错", "错的", "错了", "有误", "不正确", "不是我的",
))  # fmt: skip
_UNSURE = frozenset((
    "dontknow", "idontknow", "unsure", "idk", "maybe", "不知道", "不清楚", "说不清", "不记得", "可能",
))  # fmt: skip


def yes_no(text: str) -> str | None:
    """Return `yes`, `no` or `not_sure` for the words people answer such a question with."""
    said = _essence(text)
    found = ((_YES, "yes"), (_NO, "no"), (_UNSURE, "not_sure"))
    return next((meant for words, meant in found if said in words), None)


def _essence(text: str) -> str:
    folded = fold(clean(text)).casefold()
    # Variation selectors and the keycap are marks by category, but parts of emoji.
    return "".join(
        char
        for char in folded
        if unicodedata.category(char)[0] in "LNM" and char not in "\ufe0f\u20e3"
    )
