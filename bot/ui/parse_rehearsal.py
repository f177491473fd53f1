"""A typed answer of a pretend call: the sum it promises, and what else it says."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.ui.parse_base import Ambiguous, clean, fold
from bot.ui.parse_money import TOKEN, money
from coach.interview import Problem
from coach.money import NO_CURRENCY, Money
from coach.rehearsal import Said
from coach.rehearsal_tree import Move

UNREAD = Problem("rehearsal.unread")
TWO_WAYS = Problem("rehearsal.two_ways")
OTHER_CURRENCY = Problem("rehearsal.other_currency")

_CLAUSE = re.compile(
    r"[;!?。;、…]|[.,](?!\d)|\b(?:but|and|because|though)\b|但是?|不过|可是|而且|因为"
)
_PAY = re.compile(
    r"\b(?:pay|offer|afford|manage|transfer|send you|give you|find you|set aside|settle)"
    r"|还|付|给你|给您|转|打给|结清|拿得?出",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:can ?'?not|can'?t|won'?t|don'?t|unable|not|never|no way|no money|impossible|too (?:much|high))\b"
    r"|(?<!能)不能|没法|无法|不可能|(?<!会)不会|不了|不起|不出|没办法|没有办法|没有?钱|没什么钱|太多|太高",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:more than|above|at most|up to|only|just)\b|最多|顶多|不超过|只能|只有", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:whether|think about|if i)\b|\byou (?:say|said|want|ask)|考虑|想想|是否|您说|你说|你要|您要",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:income|earn\w*|wages?|salary|pension|benefits?|rent|bills?|living costs?|owe|balance)\b"
    r"|收入|工资|薪|养老金|低保|房租|房贷|生活费|开销|欠|余额|本金",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all of it|it all|everything|the (?:whole|full|lot)|in full|that today|it today|it now)\b"
    r"|全部|全额|全款|一次(?:性|都)?还|都还|还清|结清|今天(?:就|一定)?还",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf\b|一半", re.IGNORECASE)
_YES = re.compile(
    r"(?:(?:yes|yeah|ok|okay|fine|all right|alright|sure|deal|agreed|i (?:agree|promise|will)"
    r"|i'?ll do (?:it|that)|whatever you (?:say|want))[ .,!]*)+"
    r"|(?:好|好的|好吧|行|行吧|可以|没问题|嗯|是的?|答应|我答应(?:你|您)?|我保证|我同意|同意|就这样吧?)+[。.! ]*",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\b(?:writing|written|e-?mail|letter|by post|on paper|confirmation|confirm|breakdown"
    r"|proof|prove|evidence|statement)\b|书面|邮件|邮箱|发个?函|信函|短信|确认函|盖章|明细|证明|凭证|证据",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:breakdown|proof|prove|evidence|statement)\b|明细|证明|凭证|证据", re.IGNORECASE
)
_FACTS = re.compile(
    r"\b(?:income|job|work|ill|illness|sick|hospital|operation|laid off|unemployed|redundan\w*"
    r"|wages?|salary|pay ?cut|hours|budget|living costs?|rent|children|divorce\w*|hardship"
    r"|on hold|nothing (?:is )?left|left over|no money"
    r"|(?:don'?t|do not|haven'?t|have not) (?:have|got) (?:any |the |enough |that )?money|i'?m broke)\b"
    r"|收入|失业|没工作|裁员|降薪|工资|生病|住院|手术|病了|困难|生活费|房租|预算|孩子|离婚|暂停|缓一缓|剩不下|没有?钱|没什么钱|手头紧|没(?:有)?收入",
    re.IGNORECASE,
)
_RUDE = re.compile(
    r"\b(?:fuck\w*|shit\w*|bullshit|idiots?|stupid|moron|bastards?|ass ?holes?|bitch\w*|damn you"
    r"|screw you|go to hell|shut up|scum\w*|vultures?|parasites?|crooks?|pigs?|piss off|get lost)\b"
    r"|滚|他妈|妈的|尼玛|你妈|傻[逼比子叉]|混蛋|王八|放屁|闭嘴|神经病|有病吧|流氓|骗子|不要脸|畜生|垃圾|吸血鬼",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:time|think|later|tomorrow|call (?:you )?back|get back|not today|next week|don'?t know"
    r"|let me (?:look|see|check)|(?:stop|don'?t) (?:push|press|pressur)\w*)\b"
    r"|时间|想想|考虑|再说|回头|晚点|稍后|明天|下周|再联系|回复您|回复你|不知道|今天不谈|先看看|别(?:再)?(?:逼|催)|不要(?:再)?(?:逼|催)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" ?(?:%|[期天年号日次人岁点月周]|个月|个星期|percent|(?:hour|day|week|month|year|time|instal)\w*|[x×*]|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"\b(?:a|per|each|every) week\b|/ ?week\b|\bweekly\b|每周|一周|每星期", re.IGNORECASE
)
WEEKS = Decimal(52) / 12
"""Weeks in a month."""


def rehearsed(text: str, owed: Money, locale: str) -> Said | Problem:
    """Return what an answer says; sums in the currency of `owed`, which is what "all of it" means.

    A sum counts only where it is promised: what can't be paid, what is earned and what they ask
    is none. A problem when nothing was understood, a sum can be read in two ways, or is in another
    currency.
    """
    folded = fold(clean(text))
    moves = {
        move
        for move, pattern in (
            (Move.ANGRY, _RUDE), (Move.WRITING, _WRITING), (Move.FACTS, _FACTS), (Move.TIME, _TIME),
        )
        if pattern.search(folded)
    }  # fmt: skip
    if _PROOF.search(folded):
        moves.add(Move.FACTS)
    named: list[Money] = []
    for clause in filter(None, (part.strip() for part in _CLAUSE.split(folded))):
        refused = _NOT.search(clause) and not _AT_MOST.search(clause)
        if refused and _PAY.search(clause):
            moves.add(Move.FACTS)
        if refused or _OPEN.search(clause):
            continue
        found = _sums(clause, owed.currency, locale)
        if isinstance(found, Problem):
            return found
        if found and (_PAY.search(clause) or not _OWN.search(clause)):
            named += found
        elif not found and _PAY.search(clause) and (whole := _part(clause, owed)):
            named.append(whole)
            moves.add(Move.PROMISE)
    if not named and not moves and _YES.fullmatch(folded):
        return Said(frozenset({Move.PROMISE}), owed)
    if not named and not moves:
        return UNREAD
    return Said(frozenset(moves), max(named, key=lambda each: each.minor, default=None))


def _part(clause: str, owed: Money) -> Money | None:
    """Return what "half" or "all of it" comes to."""
    if _HALF.search(clause):
        return Money((owed.minor + 1) // 2, owed.currency)
    return owed if _ALL.search(clause) else None


def _sums(clause: str, currency: str, locale: str) -> list[Money] | Problem:
    """Return the sums of a clause a month; counts, days and shares are none."""
    found = []
    for match in TOKEN.finditer(clause):
        before = clause[: match.start()][-1:]
        glued = before.isascii() and before.isalnum() and match.group()[:1] != " "
        if glued or _COUNTED.match(clause[match.end() :]):
            continue
        read = money(match.group().strip(), currency, locale)
        if isinstance(read, Ambiguous):
            return TWO_WAYS
        if isinstance(read, Problem) or read.minor == 0:
            continue
        if currency == NO_CURRENCY:
            read = Money.of(read.major, NO_CURRENCY)
        if read.currency != currency:
            return OTHER_CURRENCY
        if _WEEKLY.search(clause):
            read = Money.of(read.major * WEEKS, currency)
        found.append(read)
    return found
