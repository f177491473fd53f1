"""Which currency a symbol, code or word beside a number means; a shared sign is never guessed."""

from __future__ import annotations

import re

from babel.core import get_global

from bot.ui.parse_base import language

_DOLLARS = frozenset(
    {"USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "BND", "FJD", "JMD", "TTD", "BBD", "BSD",
     "BZD", "NAD", "MXN", "CLP", "COP", "ARS", "UYU", "LRD", "GYD", "SRD", "XCD", "SBD"}
)  # fmt: skip
_FIXED = {
    "US$": "USD", "$US": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
    "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NZ$": "NZD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL",
    "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "UK£": "GBP", "£GB": "GBP", "€": "EUR", "₹": "INR",
    "₩": "KRW", "₽": "RUB", "₺": "TRY", "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN", "₴": "UAH",
    "₪": "ILS", "人民币": "CNY", "RMB": "CNY", "YUAN": "CNY", "KUAI": "CNY", "美元": "USD", "美金": "USD",
    "港币": "HKD", "港元": "HKD", "英镑": "GBP", "欧元": "EUR", "日元": "JPY", "円": "JPY", "YEN": "JPY",
    "新台币": "TWD", "台币": "TWD", "加元": "CAD", "加币": "CAD", "澳元": "AUD", "澳币": "AUD",
    "新币": "SGD", "新加坡元": "SGD", "坡币": "SGD", "韩元": "KRW", "WON": "KRW", "QUID": "GBP", "EURO": "EUR", "EUROS": "EUR",
    "ZŁ": "PLN", "KČ": "CZK", "LEI": "RON", "FT": "HUF",
}  # fmt: skip
_SHARED: dict[str, tuple[frozenset[str], str]] = {
    "元": (frozenset({"CNY", "TWD", "HKD", "MOP", "SGD", "JPY"}), "CNY"),
    "POUND": (frozenset({"GBP", "EGP", "SYP", "LBP", "GIP", "FKP", "SHP"}), "GBP"),
    "RUPEE": (frozenset({"INR", "PKR", "LKR", "NPR", "MUR", "SCR"}), "INR"),
}
_FAMILY = {
    "元": "元", "圆": "元", "块": "元", "块钱": "元", "£": "POUND", "POUND": "POUND", "POUNDS": "POUND",
    "RUPEE": "RUPEE", "RUPEES": "RUPEE", "卢比": "RUPEE", "RS": "RUPEE", "RS.": "RUPEE",
}  # fmt: skip
_DOLLAR_SIGNS = frozenset({"$", "DOLLAR", "DOLLARS", "BUCKS"})
_CROWNS = ("SEK", "DKK", "NOK", "ISK")
_CROWN = "KR"
_LOWER = ("cny", "usd", "gbp", "eur", "jpy", "inr", "hkd", "aud", "cad", "sgd", "nzd", "twd", "chf")


def _current() -> frozenset[str]:
    rows = get_global("territory_currencies").values()
    return frozenset(row[0] for uses in rows for row in uses if row[2] is None and row[3])


CODES = _current()
"""ISO codes of the currencies that are legal tender somewhere."""


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SIGNS = [word for word in (*_FIXED, *_FAMILY, *_DOLLAR_SIGNS, "¥") if not word.isascii()]
_SIGNS += [word for word in (*_FIXED, *_FAMILY, *_DOLLAR_SIGNS) if "$" in word]
_LATIN = [
    word
    for word in (*_FIXED, *_FAMILY, *_DOLLAR_SIGNS, _CROWN)
    if word.isascii() and "$" not in word
]
SIGN = (
    rf"(?:(?<![^\W\d_])(?:A|AU|C|CA|HK|S|SG|NZ|NT|MX|US|R)\$|{_either(_SIGNS)}"
    rf"|(?<![A-Za-z])(?:{_either([*_LATIN, *_LOWER])}|(?-i:{'|'.join(sorted(CODES))}))"
    r"(?:(?<=\.)|(?![A-Za-z.])))"
)
"""Pattern of one currency mark (to be compiled ignoring case)."""


def meant(sign: str, default: str, locale: str) -> tuple[str, ...]:
    """Return the ISO codes a mark may mean for a person whose own currency is `default`."""
    mark = sign.upper()
    if mark in _FIXED:
        return (_FIXED[mark],)
    if mark in _FAMILY:
        members, usual = _SHARED[_FAMILY[mark]]
        return (default,) if default in members else (usual,)
    if mark in _DOLLAR_SIGNS:
        return (default,) if default in _DOLLARS else ("USD", default)
    if mark == _CROWN:
        return (default,) if default in _CROWNS else _CROWNS
    if mark == "¥":
        if default in {"CNY", "JPY"}:
            return (default,)
        home = {"zh": "CNY", "ja": "JPY"}.get(language(locale))
        return (home,) if home else ("CNY", "JPY")
    return (mark,) if mark in CODES else ()
