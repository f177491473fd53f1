"""Telegram's markup as plain words and as Markdown."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"<(code|pre)>(.*?)</\1>", re.DOTALL)
_BOLD = re.compile(r"<b>(.*?)</b>", re.DOTALL)
_SPECIAL = re.compile(r"([*_`\[\]])")


def plain(text: str) -> str:
    """Return a text without its markup."""
    return unescape(_TAG.sub("", text))


def blocks(text: str) -> list[str]:
    """Return the words that a card offers to copy."""
    return [plain(found[2]) for found in _BLOCK.finditer(text)]


def quoted(text: str) -> list[str]:
    """Return a card's text as lines of a Markdown quotation; words to copy stand as code."""
    blocks: list[str] = []

    def keep(match: re.Match[str]) -> str:
        lines = plain(match[2]).split("\n")
        blocks.append("\n".join(f"`{line}`" if line.strip() else "" for line in lines))
        return f"\0{len(blocks) - 1}\0"

    text = _BLOCK.sub(keep, text)
    text = _BOLD.sub(lambda match: f"\1{match[1]}\1", text)
    text = _SPECIAL.sub(r"\\\1", plain(text)).replace("\1", "**")
    text = re.sub("\0(\\d+)\0", lambda match: blocks[int(match[1])], text)
    lines = text.split("\n")
    return [
        f"> {line}" + ("\\" if following.strip() else "") if line.strip() else ">"
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]


def cell(text: str) -> str:
    """Return words for a cell of a Markdown table."""
    return _SPECIAL.sub(r"\\\1", text).replace("|", "\\|").replace("\n", "<br>")
