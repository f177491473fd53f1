"""What stands around digits in a group message: signs of money, labels, dates, references."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from coach.masking import LONGEST_SUM

Label = Literal["phone", "account", "reference"]

_HAN = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺貳參陸"
_HAN_DIGITS = dict(zip(_HAN, "001234567891234567891236", strict=True))
_UNITS = "十百千万亿拾佰仟萬億点點两兩"
_HAN_RUN = re.compile(
    rf"(?<![{_UNITS}])(?:[{_HAN}\d][ .\-·•_*~]{{0,3}}){{6,}}[{_HAN}\d](?! ?[{_UNITS}{_HAN}\d])"
)
_LEAST_HAN = 3
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u20e3]")
_TYPED = str.maketrans(
    {
        **dict.fromkeys("−–—‒‐‑﹣－", "-"), "．": ".", "（": "(", "）": ")", "＋": "+",
        "：": ":", "／": "/", "％": "%", "，": ",", "￥": "¥", "＄": "$",
        "٫": ".", "٬": ",", "’": "'",
    }
)  # fmt: skip
_SPACES = re.compile(r"[^\S\n]")
_BRACKETS = re.compile(r"(?<![\w)])\((\d{2,5})\)(?= ?[\d-])")
_TRUNK = re.compile(r"(?<=\d) ?\(0\) ?(?=\d)")

_CUT = "§"
_URL = re.compile(r"(?:https?://|t\.me/)(?!\S*(?:wa\.me|whatsapp))\S+", re.IGNORECASE)
_GUARD_BEFORE, _GUARD_AFTER = r"(?<!\d)(?<!\d[-./])", r"(?![-./]?\d)"
_DATES = re.compile(
    rf"{_GUARD_BEFORE}(?:(?P<y>(?:19|20)\d\d)(?P<s>[-./])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)"
    rf"|(?P<d2>\d\d?)(?P<s2>[-./])(?P<m2>\d\d?)(?P=s2)(?P<y2>(?:19|20)?\d\d)"
    rf"|(?P<run>(?:19|20)\d{{6}})){_GUARD_AFTER}"
)
_STAMP = re.compile(r"(?<!\d)((?:19|20)\d{6})(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?!\d)")
_RATE = re.compile(
    r"(?<!\d)(?<!\d[-. ])\d+(?:[.,]\d+)? ?(?:[%‰]|percent|per cent|年(?!份)|月|日|号(?!码)|期|天|个月)"
)
_YEARS = re.compile(r"(?<![\d.\-])(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)+(?![\d.\-])")

_SIGN = (
    r"[¥$£€₹₩₽₫฿₱₺]|rmb|cny|usd|gbp|eur|jpy|krw|hkd|twd|sgd|inr|chf|aud|cad|nzd|hk\$|nt\$|s\$|rs\.?"
    r"|人民币|港币|美元|美金|台币|新币|英镑|欧元"
)
_SIGN_BEFORE = re.compile(rf"(?:{_SIGN}) ?[-~]?\s*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(
    r"(?:\b(?:owe[sd]?|paid|pay|repay|balance|total|sum|debt|loan|amount)(?: of| is| was|:)?"
    r"|欠款?了?|还款?了?|還|共|总额|总共|合计|本金|利息|余额|金额|贷款|月供|额度|收入|工资|房贷)\s*[:是为]?\s*$",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(
    rf"\s?(?:[元块塊圆圓万萬亿億千百w]|(?:{_SIGN}|k|m|mn|bn|cr|lakhs?|crores?|thousand|million|grand"
    r"|dollars?|pounds?|quid|euros?|yuan|bucks|rupees?|won|yen|zł|kč|lei|kr|钱)(?![a-z]))",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"\+?(\d{1,12}|\d{1,3}(?:[ .]\d{3})+)\.\d{1,3}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?: \d{3})+|(?:\.\d{3})+)")
_LAKHS = re.compile(r"[1-9]\d?(?:[ .]\d{2})+[ .]\d{3}")

_TO = r"(?: ?(?:number|no\.?|num|is|at|on|me|#|是|为|為|号|號|码|碼|:|=))*\s*$"
_PHONE_BEFORE = re.compile(
    rf"(?:手机号?码?|电话|電話|手機|致电|拨打|联系我|微信|威信|vx|wx|qq|(?<![a-z])(?:tel|phone|telephone"
    rf"|mobile|cell|whats ?app|wechat|(?:call|text|ring|message)(?: me| him| her| us)?)){_TO}",
    re.IGNORECASE,
)
_ACCOUNT_BEFORE = re.compile(
    rf"(?:卡号|卡號|银行卡|账号|賬號|帐号|账户|帐户|户口|户头|身份证|身份證|护照|(?<![a-z])(?:acct|account"
    rf"|a/c|card|iban|passport|sort code|aadhaar|nric|ssn)){_TO}",
    re.IGNORECASE,
)
_REFERENCE_BEFORE = re.compile(
    rf"(?:(?<![a-z])(?:ref|reference|case|ticket|claim|complaint|order|invoice|tracking|isbn)"
    rf"|工单|编号|編號|单号|單號|受理|案号|案號|流水|订单|文号|工号|快递){_TO}",
    re.IGNORECASE,
)
_NEAR = 24


def plain_digits(text: str) -> str:
    """Return the text with digits of every script and width, and Chinese ones in long runs, as 0-9.

    Separators are unified, and brackets around an area code become spaces.
    """
    text = _SPACES.sub(" ", text)
    if not text.isascii():
        text = _DROPPED.sub("", text)
        text = "".join(
            str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text
        ).translate(_TYPED)
        text = _HAN_RUN.sub(_from_han, text)
    return _BRACKETS.sub(r" \1 ", _TRUNK.sub(" ", text))


def _from_han(match: re.Match[str]) -> str:
    if sum(character in _HAN_DIGITS for character in match[0]) < _LEAST_HAN:
        return match[0]
    return "".join(_HAN_DIGITS.get(character, character) for character in match[0])


def without_innocent(plain: str) -> str:
    """Return the text without links, dates, times, rates and ranges of years."""
    if "/" in plain:
        plain = _URL.sub(_CUT, plain)
    plain = _STAMP.sub(lambda m: _CUT if _day(m[1][:4], m[1][4:6], m[1][6:]) else m[0], plain)
    plain = _DATES.sub(lambda m: _CUT if _is_date(m) else m[0], plain)
    plain = _YEARS.sub(_CUT, _TIME.sub(_CUT, plain))
    return _RATE.sub(lambda m: _CUT if len(m[0]) <= 8 else m[0], plain)


def _is_date(match: re.Match[str]) -> bool:
    if match["run"]:
        return _day(match["run"][:4], match["run"][4:6], match["run"][6:])
    if match["y"]:
        return _day(match["y"], match["m"], match["d"])
    year = match["y2"] if len(match["y2"]) == 4 else "20" + match["y2"]
    return _day(year, match["m2"], match["d2"]) or _day(year, match["d2"], match["m2"])


def _day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def said_as_sum(before: str, after: str, digits: str) -> bool:
    """Say whether a sign or a word of money beside the digits makes them a sum."""
    if len(digits) > LONGEST_SUM:
        return False
    if _SIGN_BEFORE.search(before[-_NEAR:]) or _SIGN_AFTER.match(after[:_NEAR]):
        return True
    mobile = len(digits) == 11 and digits[0] == "1" and digits[1] > "2"
    return not mobile and digits[0] != "0" and bool(_WORD_BEFORE.search(before[-_NEAR:]))


def is_sum_shape(chain: str) -> bool:
    """Say whether digits are grouped by threes, or two and three as in India, or have decimals."""
    if sum(map(str.isdecimal, chain)) > LONGEST_SUM + 3:
        return False
    return any(shape.fullmatch(chain) for shape in (_FRACTION, _THOUSANDS, _LAKHS))


def is_round(groups: tuple[str, ...], of: str = "0") -> bool:
    """Say whether every group is short enough for a sum and ends as sums do that people pay."""
    return len(groups) > 1 and all(len(group) < 8 and group[-1] in of for group in groups)


def labelled(before: str) -> Label | None:
    """Return what the words just before say that the digits are."""
    near = before[-_NEAR:]
    if _REFERENCE_BEFORE.search(near):
        return "reference"
    if _PHONE_BEFORE.search(near):
        return "phone"
    return "account" if _ACCOUNT_BEFORE.search(near) else None
