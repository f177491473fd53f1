"""Pictures and letters, set by typst. What a person wrote reaches it as data, never as markup.

Each function takes tens of milliseconds: hand it to `Paper.build`, which runs in a thread after
the commit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.texts import Texts

SOURCE = Path(__file__).with_name("papers.typ")
LIGHT = 200_000
"""Bytes a picture may weigh, so that it opens on a slow connection during a call (care 9)."""

_SHARPNESS = (180.0, 144.0, 126.0, 112.0, 100.0, 88.0, 72.0)
"""Dots an inch to try, until the picture is light enough."""


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that come with the packages, never those of the machine."""
    folders = [
        str(files("fontpkg_noto_sans").joinpath("files")),
        str(files("manimgx_fonts_cjk")),
    ]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _set(data: dict[str, Any], output: str, sharpness: float | None = None) -> bytes:
    compiler = typst.Compiler(
        SOURCE, font_paths=_fonts(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    made = compiler.compile(format="pdf" if output == "pdf" else "png", ppi=sharpness, timestamp=0)
    page = made[0] if isinstance(made, list) else made
    if page is None:
        msg = "typst gave no page"
        raise RuntimeError(msg)
    return page


def _language(t: Texts) -> str:
    return t.locale.split("_")[0]


def picture(t: Texts, title: str, lines: Sequence[str]) -> bytes:
    """Return one large-print PNG page of plain words, at most 200 kB for anything one can read out.

    The size of the letters follows how much there is to read. A line may hold line breaks.
    """
    data = {
        "kind": "picture",
        "lang": _language(t),
        "title": title,
        "lines": [line for line in lines if line.strip()],
    }
    made = b""
    for sharpness in _SHARPNESS:
        made = _set(data, "png", sharpness)
        if len(made) <= LIGHT:
            break
    return made


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a letter, in plain words; placeholders stand where the person writes by hand."""

    to: str
    title: str
    lines: tuple[str, ...]
    sign: str
    enclosed_title: str = ""
    enclosed: tuple[str, ...] = ()


def letter(t: Texts, parts: Letter, on: date) -> bytes:
    """Return a letter as PDF, dated `on`."""
    return _set(
        {
            "kind": "letter",
            "lang": _language(t),
            "date": t.day(on),
            "to": parts.to,
            "title": parts.title,
            "lines": list(parts.lines),
            "sign": parts.sign,
            "enclosed-title": parts.enclosed_title,
            "enclosed": list(parts.enclosed),
        },
        "pdf",
    )
