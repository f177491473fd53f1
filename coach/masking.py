"""Numbers that look like cards, identity papers, accounts or codes are masked before anything is kept.

Sums survive: a run of digits grouped as an amount, or short enough to be one, is left alone.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Masked(StrEnum):
    """What a masked number looked like."""

    CARD = "card"
    IDENTITY = "identity"
    IBAN = "iban"
    ACCOUNT = "account"
    PHONE = "phone"
    CODE = "code"


MASK = "•••"
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])|(?<!\d)\d{15}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_RUN = re.compile(r"(?<![\d.,])\+?\d(?:[ -]?\d){8,22}(?![\d.,]*\d)")
_CODE = re.compile(
    r"(验证码|动态码|密码|\bPIN\b|\bOTP\b|\bpasscode\b|\bcode\b)(\D{0,12})(\d{4,8})(?!\d)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+")
_PHONE = re.compile(r"\+\d{7,15}|1[3-9]\d{9}|0\d{9,10}")


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mask(text: str) -> tuple[str, frozenset[Masked]]:
    """Return the text with such numbers masked, and what was found."""
    found: set[Masked] = set()

    def hide(kind: Masked) -> str:
        found.add(kind)
        return MASK

    text = _CODE.sub(lambda m: m[1] + m[2] + hide(Masked.CODE), text)
    text = _IBAN.sub(lambda _: hide(Masked.IBAN), text)
    text = _IDENTITY.sub(lambda _: hide(Masked.IDENTITY), text)
    return _RUN.sub(lambda match: _run(match[0], hide), text), frozenset(found)


def _run(run: str, hide: Callable[[Masked], str]) -> str:
    if _AMOUNT.fullmatch(run):
        return run
    digits = re.sub(r"\D", "", run)
    if 13 <= len(digits) <= 19 and _luhn(digits):
        return hide(Masked.CARD)
    if _PHONE.fullmatch(re.sub(r"[ -]", "", run)):
        return hide(Masked.PHONE)
    return hide(Masked.ACCOUNT)
