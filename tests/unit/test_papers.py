from __future__ import annotations

import re
import struct
import zlib
from datetime import date

import pytest

from bot import catalogs
from bot.ui import cards_scripts, papers
from bot.ui.texts import Catalogs
from coach.hardship import Hardship
from coach.money import Money
from coach.script_lines import Channel
from coach.scripts import Brief, Figures, draft
from tests.bench.dossier import whole
from tests.unit.test_scripts import OPEN, PLAN, card

ON = date(2026, 3, 2)
HOSTILE = (
    '#set page(fill: red)\n#panic("x") $1/0$ *bold* _it_ `raw` <label> @ref',
    '"); #read("/etc/passwd")',
    "\\u{41} // comment /* */ = heading\n- list\n+ enum",
    "\u202eevil \u200b 👨‍👩‍👧 Žluťoučký ά İ",
    ']] }} {{ #import "@preview/x:1.0.0"',
)  # fmt: skip


@pytest.fixture(scope="module", params=["en", "zh_Hans_CN"])
def t(request):
    catalogs.compile_all()
    return Catalogs(strict=True).texts(request.param)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def full(channel: Channel) -> Brief:
    cny = lambda amount: Money.of(amount, "CNY")  # noqa: E731
    figures = Figures(cny(5123.45), cny(3899.5), cny(122.4), cny(1101.55), cny(640.2), alone=False)
    hardship = Hardship("low_income", ON, date(2026, 9, 1), "both", cny(9999.99), None)
    return Brief(card(), OPEN, channel, PLAN, figures, hardship)


def test_the_talk_sheet_is_a_light_picture_that_a_phone_can_hold(t):
    """It is opened during a call, on a bad connection (care 9)."""
    made = draft(full(Channel.PHONE))
    png = papers.picture(t, "…", cards_scripts.paragraphs(t, made))
    width, height = size(png)
    assert len(png) <= papers.LIGHT
    assert width >= 560
    assert height <= 3 * width


@pytest.mark.parametrize("lines", [1, 6, 30])
def test_a_picture_is_light_however_much_there_is_to_read(t, lines):
    png = papers.picture(
        t, "Words", ["Please send me a written breakdown, 请发我书面明细。"] * lines
    )
    assert len(png) <= papers.LIGHT


def test_few_words_are_set_larger_than_many(t):
    """Large print is for eyes that can't read small print; long scripts must still fit."""
    few = size(papers.picture(t, "Words", ["one line of words"] * 3))
    many = size(papers.picture(t, "Words", ["one line of words"] * 16))
    assert many[1] / many[0] < 16 / 3 * few[1] / few[0]


def text_of(pdf: bytes) -> str:
    """Read a PDF's text back through its own character maps."""
    streams = []
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    shown = set()
    for stream in streams:
        if b"beginbfchar" in stream or b"beginbfrange" in stream:
            for _, code in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", stream):
                shown |= set(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore"))
    return "".join(sorted(shown))


def test_a_letter_holds_its_words_as_text(t):
    """A letter that is only a picture can't be read aloud or searched."""
    made = draft(full(Channel.LETTER))
    lines = cards_scripts.paragraphs(t, made)
    pdf = papers.letter(t, papers.Letter("银行 Bank", "Title", lines, "Name"), ON)
    assert pdf.startswith(b"%PDF")
    readable = text_of(pdf)
    missing = set("".join(lines)) - set(readable) - set(" \n")
    assert not missing, missing


def test_the_same_letter_is_made_twice_the_same(t):
    parts = papers.Letter("Bank", "Title", ("One.",), "Name", "Enclosed", ("Payslip",))
    assert papers.letter(t, parts, ON) == papers.letter(t, parts, ON)


@pytest.mark.parametrize("name", ["Bank", "银行", "👨‍👩‍👧 Bank"])
def test_a_paper_is_tagged_and_says_its_language_whatever_it_is_about(t, name):
    """A screen reader needs the order of reading and the language; an emoji must not cost them."""
    pdf = papers.letter(t, papers.Letter(name, "Title", ("One.",), "Name"), ON)
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/Marked ?true", pdf)
    assert re.search(rb"/Lang ?\((en|zh-CN)\)", pdf)


def test_a_dossier_has_its_parts_as_headings_its_tables_as_tables_and_each_photo_on_a_page(t):
    """Whoever hears it jumps from part to part, and hears what a photo shows."""
    parts = whole()
    pdf = papers.dossier(t, parts, ON)
    assert len(re.findall(rb"/Type ?/Page\b", pdf)) == 7
    assert pdf.count(b"/Alt") >= 3
    assert len(re.findall(rb"/S ?/H2", pdf)) == 7
    assert len(re.findall(rb"/S ?/Table\b", pdf)) == 3
    assert len(re.findall(rb"/S ?/TH\b", pdf)) == 6


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_person_typed_is_never_markup(t, words):
    """A creditor's name must not be able to run, read a file or break the page."""
    plain = papers.picture(t, "Words", ["x"])
    png = papers.picture(t, words, [words])
    assert size(png)[0] == size(plain)[0]
    pdf = papers.letter(t, papers.Letter(words, words, (words,), words, words, (words,)), ON)
    assert pdf.startswith(b"%PDF")
    row = papers.Row((words, words))
    part = papers.Section(words, words, (words, words), (1, 0), (row,), words, (words,))
    made = papers.dossier(
        t, papers.Dossier(words, ((words, words),), papers.Letter(words, words, (words,), words),
                          (part,), words), ON,
    )  # fmt: skip
    assert made.startswith(b"%PDF")
    assert b"root:" not in pdf + made
    for sign in "#$*":
        if sign in words:
            assert sign in text_of(pdf)
