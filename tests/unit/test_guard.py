"""In a group, a person's number is found in whatever form it is typed, and a sum never is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from coach.guard import findings, may_warn, public_numbers
from coach.masking import Masked
from storage.packs import load_packs
from tests.unit.test_parse_money import SUMS

ROOT = Path(__file__).parents[2]
PACKS = load_packs()
PUBLIC = public_numbers(PACKS.values())
SEPARATORS = ("", " ", "-", ".", " - ", "  ", "·", "_", "\u00a0", "–")
HAN = str.maketrans("0123456789", "零一二三四五六七八九")
WIDE = str.maketrans("0123456789 -+()", "０１２３４５６７８９　－＋（）")
AROUND = st.sampled_from(
    [
        "{}",
        "my number is {}, thanks",
        "这是我的：{}。谢谢",
        "欠5000元，{}",
        "{} 找我\n明天还",
        "({})",
    ]
)

PERSONAL = [
    ("我电话13800138000", Masked.PHONE),
    ("１３８００１３８０００", Masked.PHONE),
    ("一三八零零一三八零零零", Masked.PHONE),
    ("幺三八，就是一三八 零零一三 八零零零", Masked.PHONE),
    ("138零零138零零零", Masked.PHONE),
    ("18812345678", Masked.PHONE),
    ("1 3 8 0 0 1 3 8 0 0 0", Masked.PHONE),
    ("加我微信 13800138000", Masked.PHONE),
    ("vx：13800138000", Masked.PHONE),
    ("+86 138 0013 8000", Masked.PHONE),
    ("8613800138000", Masked.PHONE),
    ("010-62345678", Masked.PHONE),
    ("(0755) 8234 5678", Masked.PHONE),
    ("call me on +44 7700 900123", Masked.PHONE),
    ("+44 (0)7700 900123", Masked.PHONE),
    ("07700 900123", Masked.PHONE),
    ("07700-900-123", Masked.PHONE),
    ("020 7946 0018", Masked.PHONE),
    ("(212) 555-0123", Masked.PHONE),
    ("212.555.0123", Masked.PHONE),
    ("1-212-555-0123", Masked.PHONE),
    ("06 12 34 56 78", Masked.PHONE),
    ("0171 1234567", Masked.PHONE),
    ("+34 612 345 678", Masked.PHONE),
    ("98761 43212", Masked.PHONE),
    ("+91 98765 43210", Masked.PHONE),
    ("+65 8123 4567", Masked.PHONE),
    ("whatsapp me 8123 4567", Masked.PHONE),
    ("电话 9123 4567", Masked.PHONE),
    ("0912-345-678", Masked.PHONE),
    ("+852 9123 4567", Masked.PHONE),
    ("0044 7700 900123", Masked.PHONE),
    ("owe 5000 138 0013 8000", Masked.PHONE),
    ("4111 1111 1111 1111", Masked.CARD),
    ("4111.1111.1111.1111", Masked.CARD),
    ("41 11 11 11 11 11 11 11", Masked.CARD),
    ("3782 822463 10005", Masked.CARD),
    ("card4111111111111111", Masked.CARD),
    ("四一一一 一一一一 一一一一 一一一一", Masked.CARD),
    ("卡号6222 0212 3456 7890 128", Masked.CARD),
    ("account 62170012345", Masked.ACCOUNT),
    ("打到 6217001234567 这个账户", Masked.ACCOUNT),
    ("account number: 5577 9911", Masked.ACCOUNT),
    ("20-00-00 55779911", Masked.ACCOUNT),
    ("11010519491231002X", Masked.IDENTITY),
    ("身份证 110105 19491231 002x", Masked.IDENTITY),
    ("110105-1949-1231-002X", Masked.IDENTITY),
    ("SSN 123-45-6789", Masked.IDENTITY),
    ("QQ 12 34 56 C is my insurance number", Masked.IDENTITY),
    ("GB82 WEST 1234 5698 7654 32", Masked.IBAN),
    ("DE89370400440532013000", Masked.IBAN),
]

SAYABLE = [
    "owe 9600, 12 x 900",
    "欠9600，12期每期900",
    "花呗 1.2万 逾期3个月 每月还1200",
    "¥120000000",
    "RMB 13800138000",
    "欠款120000000元",
    "owe 1234567890",
    "12 000 000",
    "1.234.567,89",
    "1,20,00,000",
    "¥1,200 + ¥3,400 + ¥5,600",
    "1200 1300 1400 1500",
    "3100 4250 5300 6400 7500 8600",
    "1500 1800 200",
    "65000-72500",
    "1200000~1500000",
    "300 400 1200",
    "12345678.90",
    "2026-11-24 09:30",
    "2026/11/24 to 2027/11/24",
    "24.11.2026 24.12.2026 24.01.2027",
    "20261124 20261224",
    "202611240930",
    "2019-2024",
    "2019 2020 2021 2022",
    "二〇二六年十一月二十四日",
    "二零二六一一二四",
    "09:30-17:30, 18:00-20:00",
    "年利率24.75%，罚息0.05%每天",
    "24.75 % a year, 0.0513 % a day",
    "case 482913",
    "ref 123456",
    "受理编号 202611240001",
    "reference number 1234567890",
    "编号：12345678901234",
    "尾号1234",
    "6222 **** **** 1234",
    "call 12378 or 116 123, 12345, 12363",
    "0808 808 4000 is free, 0800 138 1111 too, or 0300 555 2222",
    "+44 808 808 4000",
    "call (855) 411-2372",
    "1-888-123-4567",
    "打95588或400-811-9999问问",
    "2389 2222",
    "1234567890",
    "一二三四五六七八九十",
    "欠了一百二十三万四千五百六十七元",
    "叁仟伍佰元",
    "S1 to S15, step 3 of 12",
    "https://t.me/c/1234567890/1234567",
    "SF1234567890123",
    "3.14159265358979",
    "10 20 30 40 50 60 70 80",
    "",
    "no numbers here",
]


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_a_personal_number_is_found(text: str, kind: Masked) -> None:
    assert kind in findings(text, PUBLIC)


@pytest.mark.parametrize("text", SAYABLE)
def test_what_a_group_talks_about_is_sayable(text: str) -> None:
    """A removed sum is a person who does not ask again."""
    assert findings(text, PUBLIC) == frozenset()


@pytest.mark.parametrize("text", [each[0] for each in SUMS])
def test_every_sum_that_we_read_is_sayable(text: str) -> None:
    for said in (text, f"I owe {text}", f"欠{text}，怎么办", f"{text}, {text} and {text}"):
        assert findings(said) == frozenset(), said


@given(
    st.integers(1, 10**12 - 1),
    st.sampled_from(
        ["¥{:,}", "{:,}元", "{}元", "${}", "{} USD", "{:,}", "{}.50 GBP", "{:_}块", "HK${}", "{}万"]
    ),
    AROUND,
)
def test_every_signed_or_grouped_sum_is_sayable(amount: int, shape: str, around: str) -> None:
    text = around.format(shape.format(amount).replace("_", " "))
    assert findings(text) == frozenset()


@given(st.integers(1, 10**9 - 1), AROUND, st.booleans(), st.booleans())
def test_every_bare_sum_is_sayable(amount: int, around: str, wide: bool, han: bool) -> None:
    text = str(amount)
    text = text.translate(HAN if han else WIDE) if wide else text
    assert findings(around.format(text)) == frozenset()


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["CNY", "USD", "GBP", "EUR", "INR", "HKD", "TWD", "SGD"]),
    st.sampled_from(["en", "zh_Hans_CN", "de", "fr", "de_CH", "en_IN"]),
    AROUND,
)
def test_sums_as_locales_write_them_are_sayable(
    amount: object, currency: str, locale: str, around: str
) -> None:
    for text in (
        format_currency(amount, currency, locale=locale),
        format_decimal(amount, locale=locale),
    ):
        assert findings(around.format(text)) == frozenset(), text


@given(
    st.lists(st.integers(1, 99_999_999), min_size=1, max_size=8),
    st.sampled_from([", ", "、", "+", "/", " and ", "，", "\n", " x "]),
)
def test_sums_in_a_row_are_sayable(amounts: list[int], between: str) -> None:
    assert findings(between.join(map(str, amounts))) == frozenset()


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=1, max_size=3),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d.%m.%Y", "%Y.%m.%d", "%d-%m-%y",
                     "%Y-%m-%d %H:%M", "%Y年%m月%d日", "%Y%m%d%H%M"]),
    st.sampled_from([" ", ", ", " - ", "\n"]),
)  # fmt: skip
def test_dates_are_sayable(days: list[date], shape: str, between: str) -> None:
    assert findings(between.join(day.strftime(shape) for day in days)) == frozenset()


@given(st.sampled_from(sorted(PUBLIC)), st.sampled_from(SEPARATORS), AROUND)
def test_a_public_number_may_be_passed_on(number: str, between: str, around: str) -> None:
    """However it is parted: somebody may need it tonight."""
    split = re.findall(r"\d{1,4}", number)
    assert findings(around.format(between.join(split)), PUBLIC) == frozenset()


def _luhn(body: str) -> str:
    total = sum((d := int(c) * (2 - at % 2)) - 9 * (d > 9) for at, c in enumerate(reversed(body)))
    return body + str(-total % 10)


def _parted(digits: str, lengths: tuple[int, ...], between: str) -> str:
    parts, at = [], 0
    for length in lengths:
        parts.append(digits[at : at + length])
        at += length
    return between.join(parts)


SPELT = st.sampled_from([str, lambda s: s.translate(WIDE), lambda s: s.translate(HAN)])


@given(
    st.sampled_from(["4", "51", "62", "35"]),
    st.text("0123456789", min_size=14, max_size=14),
    st.sampled_from([(16,), (4, 4, 4, 4), (1,) * 16, (8, 8), (6, 10)]),
    st.sampled_from(SEPARATORS),
    AROUND,
    SPELT,
)
def test_a_card_is_found_however_it_is_parted(
    start: str, body: str, lengths: tuple[int, ...], between: str, around: str, spelt: object
) -> None:
    card = _luhn((start + body)[:14] + "7")
    if re.fullmatch(r"(?:\d{3}0)+", card):
        return
    typed = spelt(_parted(card, lengths, between if len(lengths) > 1 else ""))
    assert findings(around.format(typed), PUBLIC), typed


@given(
    st.integers(3, 9),
    st.text("0123456789", min_size=9, max_size=9),
    st.sampled_from([(11,), (3, 4, 4), (1,) * 11]),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["", "+86 ", "86-", "0086 "]),
    AROUND,
    SPELT,
)
def test_a_chinese_mobile_is_found_however_it_is_parted(
    second: int,
    rest: str,
    lengths: tuple[int, ...],
    between: str,
    prefix: str,
    around: str,
    spelt: object,
) -> None:
    number = _parted(f"1{second}{rest}", lengths, between if len(lengths) > 1 else "")
    assert findings(around.format(spelt(prefix + number)), PUBLIC)


@given(
    st.sampled_from(
        [
            ("+44", (4, 6)), ("+44", (2, 4, 4)), ("0", (4, 6)), ("0", (4, 3, 3)), ("+49", (3, 7)),
            ("+1", (3, 3, 4)), ("+33", (1, 2, 2, 2, 2)), ("+61", (3, 3, 3)), ("+91", (5, 5)),
            ("+65", (4, 4)), ("+852", (4, 4)), ("+886", (3, 3, 3)), ("+81", (2, 4, 4)),
        ]
    ),
    st.text("123456789", min_size=10, max_size=10),
    st.sampled_from(SEPARATORS),
    AROUND,
    st.booleans(),
)  # fmt: skip
def test_phones_of_many_countries_are_found_however_they_are_parted(
    kind: tuple[str, tuple[int, ...]], digits: str, between: str, around: str, wide: bool
) -> None:
    prefix, lengths = kind
    if prefix == "0":
        digits = "7" + digits
        number = _parted("0" + digits, (lengths[0] + 1, *lengths[1:]), between)
    else:
        # +1 8.. may be a company's free number, which is nobody's own.
        digits = digits.replace("8", "2") if prefix == "+1" else digits
        number = prefix + (between or " ") + _parted(digits, lengths, between)
    assert findings(around.format(number.translate(WIDE) if wide else number), PUBLIC), number


@given(st.text("23456789", min_size=10, max_size=10), st.sampled_from(["-", ".", " - ", "–"]))
def test_a_north_american_phone_is_found(digits: str, between: str) -> None:
    if re.match(r"800|888|877|866|855|844|833|822|400", digits):
        return
    number = _parted(digits, (3, 3, 4), between)
    assert findings(number, PUBLIC)
    assert findings(f"({number[:3]}) {digits[3:6]}-{digits[6:]}", PUBLIC)


@given(
    st.text("123456789", min_size=10, max_size=19), st.sampled_from(["{}", "acct {}", "账号：{}"])
)
def test_a_long_run_is_an_account(digits: str, around: str) -> None:
    if digits in "1234567890123456789" or re.match(r"1?8(00|88|77|66|55|44|33|22)", digits):
        return
    assert findings(around.format(digits), PUBLIC)


def test_our_own_texts_are_sayable() -> None:
    """The bot's own post in a group must never be what it removes."""
    texts = []
    for path in ROOT.glob("locales/*/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                # A made-up number in a private form shows how to type one.
                if message.id != "limits.number.example":
                    said = message.string
                    texts += [said] if isinstance(said, str) else said
    for pattern in ("packs/*/texts.*.toml", "tests/golden/scripts/*/*.txt"):
        for path in ROOT.glob(pattern):
            texts += path.read_text(encoding="utf-8").splitlines()
    assert len(texts) > 2000
    assert [(text, findings(text, PUBLIC)) for text in texts if findings(text, PUBLIC)] == []


@given(st.text(max_size=300) | st.text("0123456789 .-+()零一x", max_size=300))
def test_whatever_is_typed_is_read_without_an_error(text: str) -> None:
    assert findings(text, PUBLIC) <= set(Masked)


def test_a_hostile_message_is_read_quickly() -> None:
    """Everybody in the group waits for it."""
    import time

    for text in ("1 " * 2048, "1" * 4096, "+1-" * 1365, "一" * 4096, "GB82 " * 800, "(12)" * 1000):
        began = time.perf_counter()
        findings(text, PUBLIC)
        assert time.perf_counter() - began < 0.5


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 30))
def test_a_group_is_warned_once_a_week(last: date, days: int) -> None:
    assert may_warn(last, last + timedelta(days=days)) == (days >= 7)
    assert may_warn(None, last)
