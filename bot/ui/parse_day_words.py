"""Days told from today: tomorrow, 3天后, next Friday, 下周五, 月底, three months ago."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.ui.parse_day_base import day_of, month_end
from coach.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ui.parse_day_base import Moment

    Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Moment], tuple[date, ...]]]

_NEAR = {
    "today": 0, "now": 0, "tonight": 0, "今天": 0, "今日": 0, "现在": 0, "tomorrow": 1, "tmr": 1,
    "tmrw": 1, "明天": 1, "明日": 1, "明儿": 1, "day after tomorrow": 2, "后天": 2, "大后天": 3,
    "yesterday": -1, "昨天": -1, "昨日": -1, "day before yesterday": -2, "前天": -2, "大前天": -3,
}  # fmt: skip
WEEKDAYS = r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HAN_DAYS = {char: index % 7 for index, char in enumerate("一二三四五六日天")} | {"天": 6}
_DIRECTION = {"last": -1, "this": 0, "next": 1, "上": -1, "这": 0, "本": 0, "下": 1}
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}


def _near(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    return (moment.today + timedelta(days=_NEAR[match["word"]]),)


def _moved(moment: Moment, sign: int, number: int, unit: str, *, half: bool = False) -> date:
    unit = unit.removeprefix("个")
    if unit.startswith(("m", "月")):
        return add_months(moment.today, sign * number)
    if unit.startswith(("y", "年")):
        return add_months(moment.today, sign * (12 * number + (6 if half else 0)))
    days = 14 if unit.startswith("f") else 7 if unit.startswith(("w", "周", "星", "礼")) else 1
    return moment.today + timedelta(days=sign * number * days)


def _english_span(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    after = match["in"] or match["after"]
    sign = -1 if match["ago"] or (moment.past and not after) else 1
    half = bool(match["half"] or match.groupdict().get("more"))
    number = int(match["n"] or 0)
    return (_moved(moment, sign, number, match["unit"], half=half),)


def _chinese_span(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    after = match["after"]
    sign = -1 if match["ago"] or (moment.past and not after) else 1
    if match["half_of"]:
        months = match["half_of"] != "个月"
        moved = add_months(moment.today, 6 * sign) if months else None
        return (moved or moment.today + timedelta(days=15 * sign),)
    return (_moved(moment, sign, int(match["n"]), match["unit"], half=bool(match["half"])),)


def _monday(moment: Moment) -> date:
    return moment.today - timedelta(days=moment.today.weekday())


def _english_weekday(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    wanted = _ENGLISH_DAYS.index(match["day"][:3])
    ahead = (wanted - moment.today.weekday()) % 7
    behind = (moment.today.weekday() - wanted) % 7
    week = _monday(moment) + timedelta(days=wanted)
    which = match["which"]
    if which == "next":
        # Half of all speakers mean the coming one, half the one in the week after.
        return moment.today + timedelta(days=ahead or 7), week + timedelta(days=7)
    if which == "last":
        return moment.today - timedelta(days=behind or 7), week - timedelta(days=7)
    if which is None:
        return _bare_weekday(moment, ahead, behind)
    return (moment.today + timedelta(days=ahead),)


def _bare_weekday(moment: Moment, ahead: int, behind: int) -> tuple[date, ...]:
    days = -behind if moment.past else ahead
    found = moment.today + timedelta(days=days)
    if days:
        return (found,)
    return found, found + timedelta(days=-7 if moment.past else 7)


def _chinese_weekday(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    wanted = int(match["day"]) - 1 if match["day"].isdigit() else _HAN_DAYS[match["day"]]
    which = match["which"]
    if which is None:
        ahead = (wanted - moment.today.weekday()) % 7
        return _bare_weekday(moment, ahead, (7 - ahead) % 7)
    weeks = _DIRECTION[which[0]] * len(which.rstrip("个"))
    return (_monday(moment) + timedelta(days=wanted + 7 * weeks),)


def _in_month(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    """Read a day, the end or the start of last, this or next month."""
    groups = match.groupdict()
    which = groups.get("which") or "this"
    first = add_months(moment.today.replace(day=1), _DIRECTION[which])
    if groups.get("day"):
        return (day_of(first.year, first.month, int(match["day"])),)
    return (month_end(first) if groups.get("end") else first,)


def _end_of_year(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    which = match["which"]
    years = _YEARS.get(which, 0) if which else 0
    return (day_of(moment.today.year + years, 12, 31),)


def _unit(match: re.Match[str], moment: Moment) -> tuple[date, ...]:
    direction = _DIRECTION[match["which"]]
    if match["unit"] in {"week", "周", "星期", "礼拜"}:
        return (_monday(moment) + timedelta(days=7 * direction),)
    return (day_of(moment.today.year + direction, 1, 1),)


_BACK = r"(?P<ago>以前|之前|前)"
_ON = r"(?P<after>以后|之后|以内|之内|后|内)"
RULES: tuple[Rule, ...] = (
    (re.compile(rf"(?:the )?(?P<word>{'|'.join(sorted(_NEAR, key=len, reverse=True))})"), _near),
    (
        re.compile(
            r"(?P<in>in |within )?(?P<n>\d{1,4}) "
            r"(?:(?P<half>and (?:1 )?half )?(?P<unit>days?|weeks?|fortnights?|months?|years?))"
            r"(?P<more> and (?:1 )?half)?(?:'s?)?(?: time)?"
            r"(?: (?:(?P<ago>ago|back)|(?P<after>from (?:now|today)|later)))?"
        ),
        _english_span,
    ),
    (
        re.compile(
            r"(?P<in>in |within )?(?:(?P<n>\d{0}))(?P<half>(?:1 )?half) (?:1 )?(?P<unit>year)(?:'s)?(?: time)?"
            r"(?: (?:(?P<ago>ago|back)|(?P<after>from (?:now|today)|later)))?"
        ),
        _english_span,
    ),
    (
        re.compile(
            r"(?:半(?P<half_of>年|个月)|(?P<n>\d{1,4})(?P<unit>天|日|周|个?星期|个?礼拜|个月|年))"
            rf"(?P<half>半)?(?:{_BACK}|{_ON})?"
        ),
        _chinese_span,
    ),
    (re.compile(rf"(?:(?P<which>last|this|next) )?(?P<day>{WEEKDAYS})"), _english_weekday),
    (
        re.compile(
            r"(?P<which>上上|下下|[上下这本])?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-6])"
        ),
        _chinese_weekday,
    ),
    (re.compile(r"(?:(?P<which>[上下这本])个?)?月(?:份)?(?P<end>底|末)"), _in_month),
    (re.compile(r"(?:(?P<which>[上下这本])个?)月(?:初|份)?"), _in_month),
    (re.compile(r"(?P<which>[上下这本])个?月(?P<day>\d{1,2})[日号]?"), _in_month),
    (
        re.compile(r"(?:the )?(?P<end>end) of (?:(?:the |(?P<which>last|this|next) ))?month"),
        _in_month,
    ),
    (
        re.compile(r"(?:the )?(?P<end>last day)(?: of (?:the |(?P<which>last|this|next) )month)?"),
        _in_month,
    ),
    (re.compile(r"(?P<end>month[ -]?end)"), _in_month),
    (
        re.compile(
            r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<which>last|this|next) month"
        ),
        _in_month,
    ),
    (re.compile(r"(?P<which>last|this|next) month"), _in_month),
    (re.compile(r"(?:(?P<which>[前去今明后])年)?年?[底末](?<=年.)"), _end_of_year),
    (re.compile(r"(?:the )?end of (?:the |this )?(?P<which>year)"), _end_of_year),
    (re.compile(r"(?P<which>last|this|next) (?P<unit>week|year)"), _unit),
    (re.compile(r"(?P<which>[上下这本])个?(?P<unit>周|星期|礼拜)"), _unit),
)
