"""What a region says of a paper: quoted only to whom it binds, fresh, and never as more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot import packs_check
from bot.ui import cards_evidence
from bot.ui.texts import Catalogs
from coach.debts import DebtKind, LenderKind
from coach.evidence import Item
from coach.pack_words import paper_words
from coach.packs import LENDERS, paper_notes
from storage.packs import PACKS, load_packs, read_packs
from tests.limits import faults

if TYPE_CHECKING:
    from pathlib import Path

FRESH, STALE = date(2026, 12, 1), date(2028, 1, 1)
BUNDLED = load_packs()
LOCALES = ("en", "zh_Hans_CN")


def _ids(region: str, paper: Item, kind: str, lender: str) -> set[str]:
    return {note.id for note in paper_notes(BUNDLED[region], paper.value, kind, lender, None)}


def test_the_health_form_stands_beside_the_sick_note_and_says_only_when_asked() -> None:
    """Nobody is to hand over more about their mind than somebody asked for."""
    assert _ids("gb", Item.SICK_NOTE, "card", "bank") == {"health_form"}
    assert _ids("gb", Item.CONTRACT, "card", "bank") == set()
    assert "unasked" in BUNDLED["gb"].words("en").papers["health_form"].text


def test_the_papers_of_the_bank_talks_bind_banks_alone() -> None:
    """Only debts to banks are part of the talks."""
    assert _ids("tw", Item.DEBT_LIST, "card", "bank") == {"talks_creditors"}
    for lender in LENDERS - {"bank"}:
        assert _ids("tw", Item.DEBT_LIST, "card", lender) == set()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("region", sorted(BUNDLED))
def test_uncertain_words_are_hedged_and_stale_ones_are_not_shown(region: str, locale: str) -> None:
    pack = BUNDLED[region]
    texts = pack.words(locale)
    for note in pack.papers:
        words = paper_words(pack, note, locale, FRESH)
        assert words.caution == ("" if note.source.certain else texts.hedge)
        assert paper_words(pack, note, locale, STALE).text == texts.needs_check


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("region", sorted(BUNDLED))
def test_every_papers_card_with_its_regions_words_can_be_sent(region: str, locale: str) -> None:
    """A sure word says where it was read; an unsure one only that it is unsure."""
    t, pack = Catalogs(strict=True).texts(locale), BUNDLED[region]
    for item in Item:
        for kind in DebtKind:
            for lender in LenderKind:
                notes = paper_notes(pack, item.value, kind.value, lender.value, None)
                here = [(paper_words(pack, note, locale, FRESH), note.source) for note in notes]
                card = cards_evidence.about(t, 1, item, here)
                assert not list(faults(t, card, "evidence.about"))
                for words, source in here:
                    assert words.title in card.text
                    assert (source.host in card.text) or not source.certain


def test_a_folder_adds_a_paper_and_its_mistakes_are_named(tmp_path: Path) -> None:
    """An NGO knows what its own lenders ask for."""
    (tmp_path / "gb").mkdir()
    row = (
        '[[paper]]\nid = "ours"\nfor = ["contract"]\nasks = ["lump_sum"]\n'
        'binds = { lenders = ["bank"], kinds = ["card"] }\nsource = "https://ours.test/"\n'
        'grade = "B"\nchecked_on = 2026-11-01\nreview_by = 2027-01-01\n'
    )
    file = tmp_path / "gb" / "papers.toml"
    file.write_text(row, encoding="utf-8")
    _, errors = read_packs((PACKS, tmp_path))
    assert errors == (
        "gb/texts.en.toml: papers.ours: the text is missing",
        "gb/texts.zh_Hans_CN.toml: papers.ours: the text is missing",
    )
    for locale in LOCALES:
        words = '[papers.ours]\ntitle = "Ours"\ntext = "Bring it."\n'
        (tmp_path / "gb" / f"texts.{locale}.toml").write_text(words, encoding="utf-8")
    packs, errors = read_packs((PACKS, tmp_path))
    assert errors == ()
    (ours,) = paper_notes(packs["gb"], "contract", "card", "bank", None)
    assert ours.asks == {"lump_sum"}
    assert ("papers.toml: paper.ours", ours.source) in list(packs_check.sources(packs["gb"]))
    file.write_text(row.replace('"contract"', '"passport"'), encoding="utf-8")
    _, errors = read_packs((PACKS, tmp_path))
    assert [error for error in errors if "gb/papers.toml: paper.ours.for: needs a list" in error]
