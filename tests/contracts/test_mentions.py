"""Nobody in a group is ever called: no text and no code mentions everybody, or anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.catalogs import folders

ROOT = Path(__file__).resolve().parents[2]
EVERYBODY = re.compile(
    r"@(all|everyone|everybody|channel|here|admins?|members)\b|@(所有人|全体|大家)", re.IGNORECASE
)
ANYBODY = re.compile(r"tg://user|text_mention|mention_html|mention_markdown|MessageEntity\.MENTION")
PACKAGES = ("bot", "coach", "handlers", "scheduler", "storage", "usecases")


def _words(locale: Path) -> list[str]:
    found = []
    for path in locale.rglob("*.po"):
        with path.open("rb") as file:
            found += [(message.string, path.name) for message in read_po(file)]
    return [f"{name}: {text}" for text, name in found if text]


@pytest.mark.parametrize("locale", folders().values(), ids=str)
def test_no_text_calls_everybody_or_somebody(locale: Path) -> None:
    """A phone that rings for two hundred people over one bill harms all of them."""
    called = [text for text in _words(locale) if EVERYBODY.search(text) or ANYBODY.search(text)]
    assert called == []


def test_no_code_calls_everybody_or_somebody() -> None:
    """A mention made by hand would pass every check of the texts."""
    sources = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
    assert len(sources) > 200
    calling = {
        path.name for path in sources
        if ANYBODY.search(text := path.read_text(encoding="utf-8")) or re.search(r"[\"']@(all|everyone)", text)
    }  # fmt: skip
    assert calling == set()


def test_the_patterns_find_what_they_look_for() -> None:
    """A pattern that finds nothing would keep nobody's peace."""
    for words in ("@all, read this", "Dear @everyone", "@所有人 请看", "@admins"):
        assert EVERYBODY.search(words)
    assert ANYBODY.search('<a href="tg://user?id=1">Ann</a>')
    assert not EVERYBODY.search("write to help@channel4.example or @duewell_bot")
