"""What a group message should not hold: somebody's phone, account, card or identity number.

Never a sum, date, time, rate, reference or public number: what people talk about in such a group
must be sayable. So a row of digits counts only in a shape that numbers of people are written in.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from coach.guard_marks import (
    is_round,
    is_sum_shape,
    labelled,
    plain_digits,
    said_as_sum,
    without_innocent,
)
from coach.masking import Masked, mask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from coach.packs import RegionPack

FOUND = frozenset({Masked.CARD, Masked.IDENTITY, Masked.IBAN, Masked.ACCOUNT, Masked.PHONE})
WARNS_EVERY = timedelta(days=7)

_PART = r"[ .\-·•_*~]{0,3}"
_CHAIN = re.compile(rf"\+?\d+(?:[ .\-·•_*~]{{1,3}}\d+)*(?:{_PART}[Xx](?![A-Za-z]))?")
_LETTERED = re.compile(
    r"(?<![A-Z\d])[A-Z]{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?[A-D](?![A-Z\d])"  # UK insurance
    r"|(?<![A-Z\d])[A-Z]{5}\d{4}[A-Z](?![A-Z\d])"  # India, PAN
)
_IBAN = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{2}\d{2}(?:[ .\-]?[A-Za-z\d]){11,30}(?![A-Za-z\d])")
_CHINESE_ID = re.compile(
    r"(?<!\d)\d{6}[ .\-]{0,3}\d{4}[ .\-]{0,3}\d{4}[ .\-]{0,3}\d{3}[\dXx](?![A-Za-z\d])"
)
_SORT_CODE = re.compile(r"(?<![\d-])\d{2}[- ]\d{2}[- ]\d{2}[ ,;/]{1,3}(\d{8})(?![\d-])")
_MOBILE_CN = re.compile(r"1[3-9]\d{9}")
_NORTH_AMERICA = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}")
# Whoever answers these is a company or an advice line, never a member of the group.
_COMPANY = re.compile(
    r"(?:1-)?8(?:00|88|77|66|55|44|33|22)\d{7}|[48]00\d{7}|0(?:80[08]|3(?:0[03]|3[03]|4[345]))\d{6,7}"
)
_LEAST_ACCOUNT, _LEAST_PHONE = 8, 7
_LEAST_BARE = 10
"""Digits in one run that are no debt any more; a shorter run may be a sum without a sign."""


def public_numbers(packs: Iterable[RegionPack]) -> frozenset[str]:
    """Return the digits of every number that the packs tell people to call or write to."""
    numbers: set[str] = set()
    for pack in packs:
        numbers.update(line.number for line in pack.helplines)
        for texts in pack.texts.values():
            for words in texts.helplines.values():
                numbers.update(match[0] for match in _CHAIN.finditer(plain_digits(words.text)))
    return frozenset("".join(filter(str.isdecimal, number)) for number in numbers)


def findings(text: str, public: frozenset[str] = frozenset()) -> frozenset[Masked]:
    """Return the kinds of personal numbers that a text likely holds; empty for most texts.

    `public` holds the digits of numbers that anybody may pass on (see `public_numbers`).
    """
    plain = plain_digits(text)
    if not any(character.isdecimal() for character in plain):
        return frozenset()
    found = set()
    if any(Masked.IBAN in mask(_joined(match[0]))[1] for match in _IBAN.finditer(plain)):
        found.add(Masked.IBAN)
    papers = (_joined(match[0]).upper() for match in _CHINESE_ID.finditer(plain))
    if _LETTERED.search(plain) or any(Masked.IDENTITY in mask(paper)[1] for paper in papers):
        found.add(Masked.IDENTITY)
    if any(not _is_day(match[1]) for match in _SORT_CODE.finditer(plain)):
        found.add(Masked.ACCOUNT)
    rest = without_innocent(plain)
    for match in _CHAIN.finditer(rest):
        if len(match[0]) >= _LEAST_PHONE:
            found |= _judge(match, public)
    return frozenset(found)


def may_warn(last: date | None, today: date) -> bool:
    """Say whether a group may be warned of scams: at most once a week."""
    return last is None or today - last >= WARNS_EVERY


def _joined(text: str) -> str:
    return re.sub(r"[ .\-]", "", text)


def _is_day(digits: str) -> bool:
    return without_innocent(digits) != digits


def _judge(match: re.Match[str], public: frozenset[str]) -> set[Masked]:
    """Judge one chain of digit groups as a whole, then any part of it that is plain by itself."""
    chain, before, after = match[0], match.string[: match.start()], match.string[match.end() :]
    groups = tuple(re.findall(r"\d+", chain))
    digits = "".join(groups)
    if _is_public(digits, public):
        return set()
    label = labelled(before)
    if label == "reference":
        return {Masked.IDENTITY} & _kinds(chain)
    if said_as_sum(before, after, digits):
        return set()
    round_ = is_round(groups)
    if label == "phone" and _LEAST_PHONE <= len(digits) <= 15 and not round_:
        return set() if _is_company(groups) else {Masked.PHONE}
    if chain[0] != "+" and is_sum_shape(chain):
        return set()
    glued = before[-1:].isascii() and before[-1:].isalpha()
    kind = _whole(chain, groups, digits, glued=glued)
    if kind is None and label == "account" and len(digits) >= _LEAST_ACCOUNT and not round_:
        kind = Masked.ACCOUNT
    if kind is not None:
        return {kind}
    return _parts(groups, public) if len(groups) > 1 else set()


def _is_public(digits: str, public: frozenset[str]) -> bool:
    """A public number, with or without its country's prefix."""
    if digits in public:
        return True
    short = {number.removeprefix("0") for number in public if len(number) >= 6}
    return any(digits.endswith(n) and len(digits) - len(n) <= 4 for n in short)


def _is_company(groups: tuple[str, ...]) -> bool:
    # Without a break behind its first digit, 1-888 ... is a Chinese mobile.
    start = "1-" if groups[0] == "1" and len(groups) < 6 else groups[0]
    rest = groups[1:]
    return _COMPANY.fullmatch(start + "".join(rest)) is not None


def _kinds(chain: str) -> frozenset[Masked]:
    """What the masking of notes sees in the digits, without what stands between them."""
    return mask("".join(c for c in chain.upper() if c.isdecimal() or c == "X"))[1]


def _whole(chain: str, groups: tuple[str, ...], digits: str, *, glued: bool) -> Masked | None:
    kinds = _kinds(chain)
    if Masked.IDENTITY in kinds and (len(digits) >= 17 or len(groups) in {1, 3}):
        return Masked.IDENTITY
    if Masked.CARD in kinds and _card_shape(groups):
        return Masked.CARD
    if _is_phone(chain, groups, digits):
        return Masked.PHONE
    if re.fullmatch(r"\d{3}-\d{2}-\d{4}", chain):  # US social security
        return Masked.IDENTITY
    if glued or _is_company(groups) or digits in "01234567890" * 3:
        return None
    return Masked.ACCOUNT if _one_run(groups) and len(digits) >= _LEAST_BARE else None


def _one_run(groups: tuple[str, ...]) -> bool:
    return len(groups) == 1 or all(len(group) == 1 for group in groups)


def _card_shape(groups: tuple[str, ...]) -> bool:
    """Groups that cards are typed in: all alike but the last, or as printed."""
    lengths = tuple(map(len, groups))
    if _one_run(groups):
        return True
    if is_round(groups):
        return False
    alike = len(set(lengths[:-1])) == 1 and lengths[0] in {2, 4, 5, 6, 8} and lengths[-1] <= 13
    return alike or lengths == (4, 6, 5)


def _is_phone(chain: str, groups: tuple[str, ...], digits: str) -> bool:
    lengths = tuple(map(len, groups))
    if _is_company(groups):
        return False
    abroad = chain[0] == "+" or (digits.startswith("00") and len(groups[0]) > 2)
    if abroad:
        number = digits.lstrip("0")
        sum_ = number.endswith("000000") and (len(groups) == 1 or is_sum_shape(chain.lstrip("+")))
        return 9 <= len(number) <= 15 and not sum_
    if digits.startswith("00"):
        return groups[0] == "00" and 11 <= len(digits) <= 17
    if _MOBILE_CN.fullmatch(digits):
        return (len(groups) <= 4 and (lengths == (3, 4, 4) or not is_round(groups))) or _one_run(
            groups
        )
    if re.fullmatch(r"86" + _MOBILE_CN.pattern, digits) and not is_round(groups):
        return True
    if digits.startswith("0") and 9 <= len(digits) <= 12:
        return len(groups[0]) > 1 and (len(groups) <= 4 or lengths == (2,) * 5)
    if _NORTH_AMERICA.fullmatch(digits) and lengths[-3:] == (3, 3, 4):
        return "." in chain or "-" in chain or not is_round(groups, of="05")
    if lengths == (5, 5) and digits[0] in "6789":  # India, mobile
        return not is_round(groups, of="05")
    return False


def _parts(groups: tuple[str, ...], public: frozenset[str]) -> set[Masked]:
    """Find a plain number between others: `owe 5000 138 0013 8000`."""
    found = set()
    for at in range(len(groups)):
        for size in (1, 3, 4):
            part = groups[at : at + size]
            digits = "".join(part)
            lengths = tuple(map(len, part))
            if len(part) < size or _is_public(digits, public):
                continue
            mobile = _MOBILE_CN.fullmatch(digits) and lengths in {(11,), (3, 4, 4)}
            if mobile and not (lengths == (3, 4, 4) and is_round(part)):
                found.add(Masked.PHONE)
            elif size != 3 and len(groups) <= 6 and (lengths == (4,) * 4 or len(digits) >= 13):
                kinds = _kinds(digits)
                if Masked.CARD in kinds and _card_shape(part):
                    found.add(Masked.CARD)
                elif Masked.IDENTITY in kinds and len(digits) >= 17:
                    found.add(Masked.IDENTITY)
    return found
