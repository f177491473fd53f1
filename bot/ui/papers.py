"""Pictures, letters and dossiers, set by typst. What a person wrote is data, never markup.

Each function takes tens of milliseconds: hand it to `Paper.build`, which runs in a thread after
the commit. PDFs are tagged after PDF/UA-1, so that a screen reader can read them in order.
"""

from __future__ import annotations

import json
from base64 import b64encode
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


def _compiler(t: Texts, data: dict[str, Any]) -> typst.Compiler:
    language, *more = t.locale.split("_")
    region = more[-1] if more and len(more[-1]) == 2 else ""
    whole = {"lang": language, "region": region, "page": "", **data}
    given = {"data": json.dumps(whole, ensure_ascii=False)}
    return typst.Compiler(SOURCE, font_paths=_fonts(), sys_inputs=given)


def _pdf(t: Texts, data: dict[str, Any]) -> bytes:
    compiler = _compiler(t, data)
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        # The standard refuses a sign that no font has, such as an emoji in a typed name; the
        # paper is made all the same, tagged too.
        made = compiler.compile(format="pdf", timestamp=0)
    if not isinstance(made, bytes):
        msg = "typst gave no document"
        raise TypeError(msg)
    return made


def _png(t: Texts, data: dict[str, Any], sharpness: float) -> bytes:
    made = _compiler(t, data).compile(format="png", ppi=sharpness)
    page = made[0] if isinstance(made, list) else made
    if page is None:
        msg = "typst gave no page"
        raise RuntimeError(msg)
    return page


def picture(t: Texts, title: str, lines: Sequence[str]) -> bytes:
    """Return one large-print PNG page of plain words, at most 200 kB for anything one can read out.

    The size of the letters follows how much there is to read. A line may hold line breaks.
    """
    lines = [line for line in lines if line.strip()]
    data = {"kind": "picture", "title": title, "lines": lines}
    made = b""
    for sharpness in _SHARPNESS:
        made = _png(t, data, sharpness)
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


def flowing(t: Texts, lines: Sequence[str]) -> list[str]:
    """Return each paragraph as one run of sentences, as a letter is set; Chinese needs no space."""
    between = "" if t.locale.startswith("zh") else " "
    return [between.join(line.split("\n")) for line in lines]


def _letter(t: Texts, parts: Letter, on: date) -> dict[str, Any]:
    return {
        "date": t.day(on),
        "to": t.plain("documents.to", creditor=parts.to),
        "title": parts.title,
        "lines": flowing(t, parts.lines),
        "sign": parts.sign,
        "enclosed-title": parts.enclosed_title,
        "enclosed": list(parts.enclosed),
    }


def letter(t: Texts, parts: Letter, on: date) -> bytes:
    """Return a letter as PDF, dated `on`."""
    return _pdf(
        t, {"kind": "letter", "title": _title(parts.title), "letter": _letter(t, parts, on)}
    )


def _title(words: str) -> str:
    """Return a document title: PDF/UA wants one that says something."""
    return " ".join(words.split()) or "…"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: `strong` is a sum, `inner` a part of one."""

    cells: tuple[str, ...]
    strong: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a dossier after the letter; `widths` are shares of the page, 0 as wide as needed."""

    title: str
    note: str = ""
    head: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    points_title: str = ""
    points: tuple[str, ...] = ()
    figures: bool = True
    """The last column holds figures."""
    apart: bool = True
    """Begins a page."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo (JPEG or PNG) to enclose, with what it shows, in words for who can't see it."""

    data: bytes
    width: int
    height: int
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything for one creditor; `cover` are (name, value) lines, `page` names `{number}`, `{total}`."""

    title: str
    cover: tuple[tuple[str, str], ...]
    letter: Letter
    sections: tuple[Section, ...]
    page: str
    photos: tuple[Photo, ...] = ()
    logo: Photo | None = None
    """The host's, above the title of the first page."""


def dossier(t: Texts, parts: Dossier, on: date) -> bytes:
    """Return the dossier as PDF, its letter dated `on`."""
    return _pdf(
        t,
        {
            "kind": "dossier",
            "title": _title(parts.title),
            "page": parts.page,
            "cover": [list(each) for each in parts.cover],
            "letter": _letter(t, parts.letter, on),
            "sections": [_section(each) for each in parts.sections],
            "photos": [_photo(each) for each in parts.photos],
            "logo": _photo(parts.logo) if parts.logo else None,
        },
    )


def _section(each: Section) -> dict[str, Any]:
    return {
        "title": each.title,
        "note": each.note,
        "head": list(each.head),
        "widths": list(each.widths),
        "rows": [
            {"cells": list(row.cells), "strong": row.strong, "inner": row.inner}
            for row in each.rows
        ],
        "points-title": each.points_title,
        "points": list(each.points),
        "figures": each.figures,
        "apart": each.apart,
    }


def _photo(each: Photo) -> dict[str, str]:
    """Wrap a photo in SVG: data reaches typst as text, and a photo is none."""
    kind = "png" if each.data.startswith(b"\x89PNG") else "jpeg"
    size = f'width="{each.width}" height="{each.height}"'
    inside = f'<image {size} href="data:image/{kind};base64,{b64encode(each.data).decode()}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'
    return {"title": each.title, "alt": each.alt, "svg": svg}


def plan_picture(
    t: Texts, title: str, large: str, boxes: Sequence[float], lines: Sequence[str]
) -> bytes:
    """Return a plan's progress as PNG: `boxes` are the paid fractions of each instalment, 0-1."""
    data = {"kind": "plan", "title": title, "large": large, "boxes": list(boxes),
            "lines": list(lines)}  # fmt: skip
    return _png(t, data, 144.0)


def bars(t: Texts, title: str, counts: Sequence[tuple[str, str, int]], foot: str) -> bytes:
    """Return counts beside each other as PNG: each with its name, how it is said, and its size."""
    most = max((size for _, _, size in counts), default=0) or 1
    shown = [{"name": name, "said": said, "part": size / most} for name, said, size in counts]
    return _png(t, {"kind": "bars", "title": title, "bars": shown, "foot": foot}, 144.0)
