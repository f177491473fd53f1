"""Telegram's limits and care.md's lengths, as one check that every drawn card passes."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from bot.ui import callbacks
from bot.ui.cards import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ui.cards import Button, Card
    from bot.ui.texts import Texts

TEXT = 4096
COPY = 256
DATA = 64
WORDS, SIGNS = 60, 110
"""What one screen may hold before its buttons (care 9)."""
CHOICES = 5
_TAG = re.compile(r"<[^>]*>")
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_WAYS_OUT = {"home", "hide", "hidden", "f.why", "f.skip", "f.back", "f.leave", "f.more"}
_MANY_DOORS = {"home"}
"""care 12 itself gives the first screen more doors than five."""


def faults(t: Texts, card: Card, address: str) -> Iterator[str]:
    """Yield what is wrong with a card."""
    shown = unescape(_TAG.sub("", card.text))
    if not shown.strip():
        yield "has no text"
    if len(shown.encode("utf-16-le")) // 2 > TEXT:
        yield "is longer than a message may be"
    yield from (f"has unbalanced tags: {card.text[:80]}" for _ in range(not balanced(card.text)))
    if not card.long:
        yield from _lengths(t, shown)
    back = t.plain("nav.back")
    every = [button for row in card.rows for button in row]
    choices = [b for b in every if b.label != back and _name(b) not in _WAYS_OUT]
    if len(choices) > CHOICES and callbacks.unpack(address)[0] not in _MANY_DOORS and not card.long:
        yield f"offers {len(choices)} choices"
    for button in every:
        yield from _button(button)


def length(text: str, locale: str) -> int:
    """Return words, or signs in Chinese, as care 9 counts them."""
    return len(re.sub(r"\s", "", text)) if locale.startswith("zh") else len(text.split())


def most(locale: str) -> int:
    """Return how many words, or signs in Chinese, a screen may hold."""
    return SIGNS if locale.startswith("zh") else WORDS


def width(label: str) -> float:
    """Return how much of a button a label fills; 1 is all of it."""
    chinese = len(_CJK.findall(label))
    return (len(label) - chinese + 2.4 * chinese) / LABEL


def _lengths(t: Texts, shown: str) -> Iterator[str]:
    count = length(shown, t.locale)
    if count > most(t.locale):
        yield f"has {count} {'signs' if t.locale.startswith('zh') else 'words'}"


def _name(button: Button) -> str:
    return callbacks.unpack(button.data or "")[0]


def _button(button: Button) -> Iterator[str]:
    if width(button.label) > 1.001:
        yield f"has too long a label: {button.label}"
    if not button.label.strip():
        yield "has an empty label"
    if button.data is not None and not 0 < len(button.data.encode()) <= DATA:
        yield f"has too long button data: {button.data}"
    if button.copy is not None and not 0 < len(button.copy) <= COPY:
        yield "copies too much"


def balanced(text: str) -> bool:
    """Tell whether every tag is closed, in order."""
    open_tags: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z-]+)[^>]*>", text):
        if closing:
            if not open_tags or open_tags.pop() != name:
                return False
        else:
            open_tags.append(name)
    return not open_tags
