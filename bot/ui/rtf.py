"""A letter to edit: Rich Text, which every word processor on a phone or computer opens.

Written after the Rich Text Format specification 1.9.1, only what a letter needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.papers import flowing

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.papers import Letter
    from bot.ui.texts import Texts

_CODES = {"en": 2057, "zh": 2052}
"""Windows language numbers, which spelling and line breaking follow."""
_PLAIN = "\\pard\\sa200\\sl320\\slmult0"
_BODY = {"zh": "\\pard\\fi440\\qj\\sa200\\sl320\\slmult0"}
"""A Chinese paragraph is indented by two signs of 11 points."""


def letter(t: Texts, parts: Letter, on: date) -> bytes:
    """Return the letter as RTF, dated `on`: plain ASCII, every other sign as its number."""
    language = t.locale.split("_")[0]
    chinese = language == "zh"
    body = _BODY.get(language, _PLAIN)
    middle = "\\qc" if chinese else ""
    title = f"\\pard{middle}\\sa200\\b {_said(parts.title)}\\b0\\par"
    to = f"{_PLAIN} {_said(t.plain('documents.to', creditor=parts.to))}\\par"
    dated = f"\\pard\\qr\\sa200 {_said(t.day(on))}\\par"
    lines = [f"{body} {_said(line)}\\par" for line in flowing(t, parts.lines)]
    if parts.enclosed:
        lines.append(f"\\pard\\sb200\\sa60\\b {_said(parts.enclosed_title)}\\b0\\par")
        lines += [
            f"\\pard\\li360\\sa60 {number}. {_said(each)}\\par"
            for number, each in enumerate(parts.enclosed, 1)
        ]
    side = "\\qr" if chinese else ""
    sign = f"\\pard{side}\\sb600\\sa200 {_said(parts.sign)}\\par"
    order = [title, to, *lines, sign, dated] if chinese else [dated, to, title, *lines, sign]
    head = (
        f"{{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0\\deflang{_CODES.get(language, 2057)}"
        "{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fswiss Arial;}}"
        f"{{\\info{{\\title {_said(parts.title)}}}}}"
        "\\paperw11906\\paperh16838\\margl1417\\margr1417\\margt1361\\margb1361"
    )
    face = "\\f0" if chinese else "\\f1"
    return "\n".join((head, f"{face}\\fs22", *order, "}")).encode("ascii")


def _said(words: str) -> str:
    """Return words as RTF text: its own signs escaped, all beyond ASCII as UTF-16 numbers."""
    return "".join(_sign(each) for each in words)


def _sign(sign: str) -> str:
    if sign in "\\{}":
        return f"\\{sign}"
    if sign == "\n":
        return "\\line "
    if " " <= sign <= "~":
        return sign
    if sign < " ":
        return ""
    units = sign.encode("utf-16-le", "replace")
    numbers = (
        int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
    )
    return "".join(f"\\u{number}?" for number in numbers)
