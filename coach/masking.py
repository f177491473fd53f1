"""Masks numbers that look like cards, identity papers, accounts, phones or codes, before they stay.

Sums, dates, short references and instalments survive: groups of digits are taken together only in
the shapes that cards, papers and phones are written in. When a long run could be either, a
currency sign or word beside it says that it is a sum.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum


class Masked(StrEnum):
    """What a masked number looked like."""

    CARD = "card"
    IDENTITY = "identity"
    IBAN = "iban"
    ACCOUNT = "account"
    PHONE = "phone"
    CODE = "code"


MASK = "•••"
LONGEST_SUM = 12
"""Digits beyond which nobody's debt goes."""

_START, _END = r"(?<![\dA-Za-z])", r"(?![\dA-Za-z])"
_CODE_WORDS = (
    r"验证码|驗證碼|动态码|校验码|密码|密碼|(?<![a-z])(?:pin|otp|passcode|password|cvv|code)s?"
)
_NOT_A_SUM = r"(?!\d|[.,]\d|\s*(?:元|块|塊|万|萬|%|usd|gbp|eur|cny|rmb|dollars|pounds|euros))"
_CODE = re.compile(
    rf"({_CODE_WORDS})(\s*(?:is|was|are|=|:|：|是|为|為|#|no\.?)?\s*)(\d{{3,8}}|\d{{3}}[ -]\d{{3}})"
    + _NOT_A_SUM,
    re.IGNORECASE,
)
_CODE_AFTER = re.compile(
    rf"(?<!\d)\d{{4,8}}(\s+(?:is|was)\s+(?:my|your|the|his|her)\s+[\w ]{{0,24}}?(?:{_CODE_WORDS})"
    rf"|\s*是(?:我的|你的|您的)?\w{{0,6}}?(?:{_CODE_WORDS}))",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"((?:password|passcode|密码|密碼)\s*(?:is|=|:|：|是|为|為)\s*)([^\s，。,•]{4,})", re.IGNORECASE
)
_IBAN = re.compile(
    rf"{_START}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,3}})?{_END}",
    re.IGNORECASE,
)
_CHINESE_ID = re.compile(
    rf"{_START}\d{{6}}[ -]?\d{{8}}[ -]?\d{{3}}[\dXx]{_END}|{_START}\d{{15}}{_END}"
)
_OTHER_ID = re.compile(
    rf"{_START}\d{{3}}-\d{{2}}-\d{{4}}{_END}"  # US social security
    rf"|{_START}[A-Z]{{2}} ?\d{{2}} ?\d{{2}} ?\d{{2}} ?[A-D]{_END}"  # UK national insurance
)
_CARD = re.compile(
    rf"{_START}(?:\d{{13,19}}|\d{{4}}(?:[ -]+\d{{4}}){{3}}(?:[ -]+\d{{1,3}})?"
    rf"|\d{{4}}[ -]+\d{{6}}[ -]+\d{{5}}|\d{{6}}[ -]+\d{{10,13}}){_END}"
)
_PHONE = re.compile(
    rf"{_START}(?:\+|00)\d{{1,3}}[ -]?(?:\(?\d{{1,5}}\)?[ -]?){{2,5}}{_END}"
    rf"|\+\d{{8,15}}{_END}"
    rf"|{_START}1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_END}"  # China, mobile
    rf"|{_START}0\d{{2,3}}-\d{{7,8}}{_END}"  # China, landline
    rf"|(?<![\dA-Za-z])\(?\d{{3}}\)?[-. ]\d{{3}}[-.]\d{{4}}{_END}|\(\d{{3}}\) ?\d{{3}}[ -]\d{{4}}{_END}"
    rf"|{_START}0\d{{2,4}} \d{{3,4}} ?\d{{3,4}}{_END}|{_START}0\d{{9,10}}{_END}"  # UK
)
_ACCOUNT = re.compile(rf"{_START}\d{{9,}}[Xx]?(?![\dA-Za-z])")
_SORT_CODE = re.compile(rf"{_START}\d{{2}}-\d{{2}}-\d{{2}}(?=[ ,;]+\d{{8}}{_END})")
_AFTER_SORT_CODE = re.compile(rf"({MASK}[ ,;]+)\d{{8}}{_END}")

_SUM_BEFORE = re.compile(
    r"(?:[¥￥$£€₹]|(?:rmb|cny|usd|gbp|eur|hk\$|nt\$|owe|欠|还|還|共))\s*$", re.IGNORECASE
)
_SUM_AFTER = re.compile(
    r"\s*(?:[元块塊万萬¥￥$£€₹%]|(?:rmb|cny|usd|gbp|eur|dollars|pounds|euros|yuan)\b)",
    re.IGNORECASE,
)
_CARD_BEFORE = re.compile(
    r"(?:卡号|卡號|card(?: number| no\.?)?)(?:\s*(?:is|是|为|:|：))?\s*$", re.IGNORECASE
)
_REFERENCE_BEFORE = re.compile(
    r"(?:ref|reference|case|ticket|claim|complaint|工单号?|编号|編號|单号|受理号|案号)"
    r"(?:\s*(?:no\.?|number|#|is|是|为|:|：))*\s*$",
    re.IGNORECASE,
)


def mask(text: str) -> tuple[str, frozenset[Masked]]:
    """Return the text with such numbers masked, and what was found; masking twice changes nothing.

    Digits of any script and width are understood.
    """
    found: set[Masked] = set()

    def hide(kind: Masked) -> str:
        found.add(kind)
        return MASK

    def card(match: re.Match[str]) -> str:
        named = _CARD_BEFORE.search(match.string[: match.start()][-16:])
        return hide(Masked.CARD) if named or _is_card(match[0]) else match[0]

    def phone(match: re.Match[str]) -> str:
        return hide(Masked.PHONE) if _is_phone(match[0]) and not _is_sum(match) else match[0]

    def account(match: re.Match[str]) -> str:
        reference = _REFERENCE_BEFORE.search(match.string[: match.start()][-32:])
        return match[0] if reference or _is_sum(match) else hide(Masked.ACCOUNT)

    text = _ascii_digits(text)
    text = _IBAN.sub(lambda m: hide(Masked.IBAN) if _is_iban(m[0]) else m[0], text)
    text = _CHINESE_ID.sub(lambda m: hide(Masked.IDENTITY) if _is_chinese_id(m[0]) else m[0], text)
    text = _OTHER_ID.sub(lambda _: hide(Masked.IDENTITY), text)
    text = _CARD.sub(card, text)
    text = _CODE.sub(lambda m: m[1] + m[2] + hide(Masked.CODE), text)
    text = _CODE_AFTER.sub(lambda m: hide(Masked.CODE) + m[1], text)
    text = _PASSWORD.sub(lambda m: m[1] + hide(Masked.CODE), text)
    text = _PHONE.sub(phone, text)
    text = _SORT_CODE.sub(lambda _: hide(Masked.ACCOUNT), text)
    text = _AFTER_SORT_CODE.sub(lambda m: m[1] + hide(Masked.ACCOUNT), text)
    text = _ACCOUNT.sub(account, text)
    return text, frozenset(found)


def _is_sum(match: re.Match[str]) -> bool:
    """Say whether a currency sign or word beside the digits makes them a sum of money."""
    if len(_digits(match[0])) > LONGEST_SUM:
        return False
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_SUM_BEFORE.search(before[-12:]) or _SUM_AFTER.match(after[:12]))


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text
    )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())


def _is_card(text: str) -> bool:
    """Luhn, a first digit that cards have, and, written in groups, not a row of round sums."""
    digits = _digits(text)
    if not "3" <= digits[0] <= "6" and not "2221" <= digits[:4] <= "2720":
        return False
    groups = re.split(r"[ -]+", text)
    if len(groups) > 1 and all(group.endswith("0") for group in groups):
        return False
    total = 0
    for position, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + position % 2)
        total += doubled - 9 * (doubled > 9)
    return total % 10 == 0


def _is_chinese_id(text: str) -> bool:
    """18 characters with the check character of GB 11643, or 15 digits with a birth date."""
    plain = text.replace(" ", "").replace("-", "").upper()
    if len(plain) == 15:
        return _is_day("19" + plain[6:12])
    weighted = sum(int(digit) * (2 ** (17 - at) % 11) for at, digit in enumerate(plain[:17]))
    return "10X98765432"[weighted % 11] == plain[17] and _is_day(plain[6:14])


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _is_iban(text: str) -> bool:
    """The check number of ISO 7064 (mod 97-10)."""
    plain = text.replace(" ", "").upper()
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _is_phone(text: str) -> bool:
    shortest, longest = 8, 15
    return shortest <= len(_digits(text)) <= longest
