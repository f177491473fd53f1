"""Numbers that open an account are masked; sums, dates and references are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.masking import MASK, Masked, mask

SECRETS = [
    ("4111 1111 1111 1111", Masked.CARD),
    ("4111111111111111", Masked.CARD),
    ("card number 4111 1111 1111 1112, one digit wrong", Masked.CARD),
    ("my visa 4111-1111-1111-1111 please", Masked.CARD),
    ("3782 822463 10005", Masked.CARD),
    ("卡号6222 0212 3456 7890 128", Masked.CARD),
    ("４１１１１１１１１１１１１１１１", Masked.CARD),
    ("11010519491231002X", Masked.IDENTITY),
    ("身份证110105 19491231 002x", Masked.IDENTITY),
    ("130503670401001", Masked.IDENTITY),
    ("SSN 123-45-6789", Masked.IDENTITY),
    ("NI number QQ 12 34 56 C", Masked.IDENTITY),
    ("GB82 WEST 1234 5698 7654 32", Masked.IBAN),
    ("DE89370400440532013000", Masked.IBAN),
    ("account 6217001234567", Masked.ACCOUNT),
    ("工资卡账号 62170012345", Masked.ACCOUNT),
    ("20-00-00 55779911", Masked.ACCOUNT),
    ("我电话13800138000", Masked.PHONE),
    ("138 0013 8000", Masked.PHONE),
    ("call me on +44 7700 900123", Masked.PHONE),
    ("07700 900123", Masked.PHONE),
    ("(212) 555-0123", Masked.PHONE),
    ("212-555-0123", Masked.PHONE),
    ("010-62345678", Masked.PHONE),
    ("the code is 482913", Masked.CODE),
    ("验证码：4829", Masked.CODE),
    ("验证码是 482913，他让我告诉他", Masked.CODE),
    ("my PIN 1234", Masked.CODE),
    ("482913 is your verification code", Masked.CODE),
    ("密码是abc12345", Masked.CODE),
]

KEPT = [
    "owe 9600, 12 x 900",
    "欠9600，12期每期900",
    "Visa 12,000 18% day 15",
    "花呗 1.2万 逾期3个月 每月还1200",
    "1,200,000",
    "12 000 000",
    "1.234.567,89",
    "¥120000000",
    "120000000元",
    "2026-11-24 09:30",
    "2026/11/24 to 2027/11/24",
    "20261124",
    "1200 1300 1400",
    "1000 1000 1000 1000",
    "9600 12 900 15 2026",
    "paid 300 300 300 300 300",
    "受理编号 202611240001",
    "reference number 1234567890",
    "code: 5000 元",
    "they asked for a code and 5000 yuan",
    "postcode 1012",
    "尾号1234",
    "ending 4321",
    "call 12378 or 116 123",
    "",
    "no numbers here",
]


@pytest.mark.parametrize(("text", "kind"), SECRETS)
def test_a_secret_is_masked_and_named(text: str, kind: Masked) -> None:
    """What is never kept can never leak."""
    masked, found = mask(text)
    assert MASK in masked
    assert kind in found
    assert not any(
        len(part) > 4 for part in "".join(c if c.isdecimal() else " " for c in masked).split()
    )


@pytest.mark.parametrize("text", KEPT)
def test_sums_dates_and_references_survive(text: str) -> None:
    """A masked sum would make the plan wrong."""
    assert mask(text) == (text, frozenset())


@given(
    st.integers(1, 10**12 - 1),
    st.sampled_from(["{:,}", "¥{:,}", "{:,}元", "{} 元", "${}", "{} USD", "owe {}", "欠{}"]),
)
def test_every_amount_with_a_sign_or_grouped_survives(amount: int, shape: str) -> None:
    """However large it is."""
    text = shape.format(amount)
    assert mask(text)[0] == text


@given(st.lists(st.integers(1, 99_999_999), min_size=1, max_size=6))
def test_plain_amounts_side_by_side_survive(amounts: list[int]) -> None:
    """Instalments typed in a row are not a card."""
    text = ", ".join(map(str, amounts))
    assert mask(text)[0] == text


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"]),
)
def test_dates_survive(day: date, shape: str) -> None:
    """A due date is no account."""
    text = day.strftime(shape)
    assert mask(text)[0] == text


def _luhn(body: str) -> str:
    total = sum(
        sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed(body))
    )
    return body + str(-total % 10)


@given(
    st.from_regex(r"[3-6][0-9]{11,17}", fullmatch=True).filter(str.isascii),
    st.sampled_from(["{}", "card {} ok", "卡号{}。"]),
)
def test_every_card_number_is_masked(body: str, shape: str) -> None:
    """Thirteen to nineteen digits with a right check digit."""
    number = _luhn(body)
    masked, found = mask(shape.format(number))
    assert number not in masked
    assert found


@given(st.text())
def test_masking_twice_changes_nothing_and_nothing_breaks(text: str) -> None:
    """Anything may be typed."""
    once, _ = mask(text)
    assert mask(once) == (once, frozenset())


def test_a_very_long_text_is_masked_quickly() -> None:
    """Ten thousand digits must not hold up everybody else."""
    masked, found = mask("1 2" * 3000 + "9" * 10_000)
    assert Masked.ACCOUNT in found
    assert len(masked) < 10_000
