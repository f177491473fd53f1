"""A screen shown to who translates or runs the bot: its words and buttons, clearly a preview."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from bot.ui.cards import Card, foot
from bot.ui.cards_settings import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts

_TAG = re.compile(r"<[^>]*>")
NAMES = 3500
"""Characters of names in one message."""


def as_text(card: Card) -> str:
    """Return a card as plain text: messages before it, files, its words, a line a row of buttons."""
    parts = [_plain(each) for each in card.before]
    parts += [f"({paper.name})" for paper in card.papers]
    parts.append(_plain(card.text))
    if card.rows:
        parts.append("\n".join("  ".join(map(_button, row)) for row in card.rows))
    return "\n\n".join(parts)


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", markup))


def _button(button: Button) -> str:
    return f"[{button.label}]"


def preview(t: Texts, address: str, locale: str, card: Card) -> Card:
    """Return a drawn screen as the owner sees it; its buttons are words, none of them works."""
    rows = "\n".join("  ".join(map(_button, row)) for row in card.rows)
    text = t.t("screens.title", address=address, language=language_name(locale), buttons=rows)
    return Card(text, foot(t), before=(*card.before, card.text), long=True)


def usage(t: Texts, names: Sequence[str], locales: Sequence[str]) -> Card:
    """Say how to ask for a screen, and name them all."""
    text = t.t("screens.usage", locales=", ".join(locales))
    return Card(text, foot(t), before=tuple(_in_parts(names)), long=True)


def unknown(t: Texts, address: str) -> Card:
    """Say that nothing can be shown there."""
    return Card(t.t("screens.unknown", address=address), foot(t))


def _in_parts(names: Sequence[str]) -> Iterator[str]:
    part = ""
    for name in names:
        if len(part) + len(name) > NAMES:
            yield part
            part = ""
        part += ("  " if part else "") + name
    if part:
        yield part
