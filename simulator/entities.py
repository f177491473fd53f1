"""Marks that Telegram finds by itself in a text: commands, addresses, mentions, hashtags."""

from __future__ import annotations

import re
from typing import Any

from simulator.errors import bad

Entity = dict[str, Any]

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'。，；：！？）】》])"
    r"|(?P<email>(?<![\w.+\-])[\w.+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#(?!\d+\b)\w{1,256})"
)
_HINT = re.compile(r"[/@#]")
_OPAQUE = frozenset(("code", "pre", "text_link", "text_mention", "date_time"))


def utf16(text: str) -> int:
    """Length in UTF-16 code units, the unit in which Telegram counts characters and offsets."""
    if text.isascii():
        return len(text)
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError as error:
        raise bad("strings must be encoded in UTF-8") from error


def found(text: str, given: list[Entity]) -> list[Entity]:
    """`given` with the marks found in the text put between, in order of offset.

    Nothing is found inside code, a link or another opaque mark.
    """
    if not _HINT.search(text):
        return given
    closed = [
        (mark["offset"], mark["offset"] + mark["length"])
        for mark in given
        if mark["type"] in _OPAQUE
    ]
    more: list[Entity] = []
    plain = text.isascii()
    for match in _FOUND.finditer(text):
        offset = match.start() if plain else utf16(text[: match.start()])
        length = utf16(match.group())
        if any(start < offset + length and offset < end for start, end in closed):
            continue
        more.append({"type": match.lastgroup, "offset": offset, "length": length})
    return ordered(given + more) if more else given


def ordered(marks: list[Entity]) -> list[Entity]:
    """By offset, an outer mark before the marks inside it."""
    return sorted(marks, key=lambda mark: (mark["offset"], -mark["length"]))
