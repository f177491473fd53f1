"""What a host brings along: own words, lessons, notice, contact, logo and recorded voices.

Data only, made and checked at start by `bot.own`; whatever is missing is as it is built in.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.lessons import LESSONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.ui.papers import Photo
    from coach.lessons import Lesson


@dataclass(frozen=True, slots=True)
class Own:
    """A host's own content; an empty one changes nothing."""

    texts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Per locale: each message id with its forms (one, or one for each plural)."""
    lessons: Mapping[str, tuple[Lesson, ...]] = field(default_factory=dict)
    """Per locale: the lessons that have words in it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The host's name by locale; under "" for all others."""
    contacts: Mapping[str, str] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
    """The privacy notice by locale, in plain words."""
    notice_urls: Mapping[str, str] = field(default_factory=dict)
    logo: bytes = b""
    """A PNG."""
    voices: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    """A recorded voice (Ogg with Opus) by locale and screen."""

    def all_lessons(self, locale: str) -> tuple[Lesson, ...]:
        """Return the lessons offered in a locale: the host's first, then those built in."""
        return (*self.lessons.get(locale, ()), *LESSONS)


NOTHING = Own()


def said(words: Mapping[str, str], locale: str, otherwise: str = "") -> str:
    """Return the words for a locale, else those for all, else what stands in the settings."""
    return words.get(locale) or words.get("") or otherwise


def logo_photo(png: bytes, name: str) -> Photo:
    """Return a logo as papers take it; its size stands at a fixed place of every PNG."""
    from bot.ui.papers import Photo

    width, height = struct.unpack(">II", png[16:24])
    return Photo(png, width, height, "", name or "…")
