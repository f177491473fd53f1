"""A card is one screen: text, buttons, and what goes with it. Topics build theirs in cards_*.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ui import callbacks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.ui.texts import Texts


TITLE = 20
"""Characters of a debt's name in a title."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `data` for a tap, `copy` for words to copy (1-256 characters), or `url`."""

    label: str
    data: str | None = None
    copy: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file or picture made after the commit, in a thread: `build` returns its bytes."""

    name: str
    build: Callable[[], bytes]
    picture: bool = False
    voice: bool = False
    """Ogg with Opus, which Telegram plays in the chat."""
    caption: str = ""
    files: tuple[str, ...] = ()
    """Telegram's names of photos to fetch first; `build_with` then makes the paper from them."""
    build_with: Callable[[Sequence[bytes]], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One screen. `text` is Telegram HTML; every value in it was escaped by `Texts`."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    before: tuple[str, ...] = ()
    """Messages sent before the card, one each (a script's chat messages)."""
    papers: tuple[Paper, ...] = ()
    toast: str = ""
    """A short word on top of the chat when the screen came from a tap."""
    separate: bool = False
    """Send as a new message even after a tap (the card tapped keeps its text)."""
    long: bool = field(default=False)
    """A script, document or privacy text: the length rule for screens does not apply."""


@dataclass(frozen=True, slots=True)
class Poll:
    """One anonymous poll of a group or channel, in plain words (Telegram reads no markup in it)."""

    question: str
    """At most 300 characters."""
    options: tuple[str, ...]
    """Two to twelve, each at most 100 characters."""
    correct: tuple[int, ...] = ()
    """Places of the right options, from 0: makes it a quiz."""
    explanation: str = ""
    """Shown after an answer in a quiz, at most 200 characters."""


def go(label: str, name: str, *arguments: object) -> Button:
    """Return a button that leads to a screen or action."""
    return Button(label, data=callbacks.pack(name, *arguments))


def copy(label: str, words: str) -> Button:
    """Return a copy button; words beyond Telegram's 256 characters stay in the text block."""
    return Button(label, copy=words[:256])


LABEL = 24
"""Latin letters that a button shows on a narrow phone; a Chinese sign is as wide as 2.4."""


def fit(label: str) -> str:
    """Return a label that holds a person's own word, cut to what a button shows (care 9)."""
    room = float(LABEL)
    for at, sign in enumerate(label):
        room -= 2.4 if sign >= "\u3000" else 1
        if room < 0:
            return label[: at - 1] + "…"
    return label


def column(*buttons: Button | None) -> tuple[tuple[Button, ...], ...]:
    """Return one button a row; None is left out."""
    return tuple((button,) for button in buttons if button is not None)


def pairs(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons two a row, for short labels."""
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def foot(t: Texts, back: str | None = None, *arguments: object) -> tuple[tuple[Button, ...], ...]:
    """Return the row every screen ends with: a way back, home, and hide."""
    row = [go(t.plain("nav.back"), back, *arguments)] if back else []
    row += [go(t.plain("nav.home"), "home"), go(t.plain("nav.hide"), "hide")]
    return (tuple(row),)
