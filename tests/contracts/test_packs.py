"""Packs stay data: complete, in kind words, and known to no line of code."""

from __future__ import annotations

import io
import tokenize
from pathlib import Path

import pytest

from bot.packs_check import sources
from coach.packs import fallback
from coach.terms import Term
from storage.packs import PACKS, load_packs, read_packs

ROOT = Path(__file__).resolve().parents[2]
CODE = ("bot", "coach", "console", "handlers", "scheduler", "storage", "usecases")
REGIONS = sorted(path.name for path in PACKS.iterdir() if path.is_dir())

# Words that shame, promise or frighten (knowledge 9, care 9).
AVOIDED = {
    "en": (
        "debtor", "defaulter", "you failed", "bad debt", "bad credit", "guaranteed", "100 %",
        "simply", "just pay", "easy", "approval", "restores", "restore your", "write-off", "will ",
        "!", "you must", "arrears", "forbearance",
    ),
    "zh_Hans_CN": (
        "老赖", "欠债人", "失信者", "黑户", "征信花了", "恶意", "很简单", "一定能", "包过", "必批",
        "必须", "停息挂账", "征信修复", "上岸", "将被", "！", "债务重组",
    ),
}  # fmt: skip


def _strings(path: Path) -> set[str]:
    source = io.StringIO(path.read_text(encoding="utf-8"))
    return {
        token.string.strip("rbfRBF").strip("\"'")
        for token in tokenize.generate_tokens(source.readline)
        if token.type == tokenize.STRING
    }


@pytest.mark.parametrize("region", REGIONS)
def test_no_code_names_a_region(region: str) -> None:
    """A country is added by a folder alone."""
    named = [
        str(path.relative_to(ROOT))
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and {region, region.upper()} & _strings(path)
    ]
    assert named == []


def test_the_bundled_packs_are_whole() -> None:
    """The bot does not start with a broken pack."""
    packs, errors = read_packs((PACKS,))
    assert errors == ()
    assert sorted(packs) == REGIONS


@pytest.mark.parametrize("region", REGIONS)
def test_every_fact_names_where_it_was_read(region: str) -> None:
    """A number without a source can't be checked again."""
    for key, source in sources(load_packs()[region]):
        assert source.url.startswith(("https://", "http://")), key
        assert "example." not in source.url, key


@pytest.mark.parametrize("region", REGIONS)
def test_an_uncertain_number_asks_to_be_checked(region: str) -> None:
    """Nobody counts on a number that was found on a page of somebody else."""
    pack = load_packs()[region]
    for line in pack.helplines:
        if not line.source.certain:
            assert "check the number" in pack.words("en").helplines[line.id].text
            assert "号码请核实" in pack.words("zh_Hans_CN").helplines[line.id].text


def test_the_terms_to_have_in_writing_are_those_of_the_checklist() -> None:
    """One list, ticked on one screen: a pack adds to it and never says the same under a new name."""
    assert {term.id for term in fallback(load_packs()).terms} == {term.value for term in Term}


def _prose(region: str, locale: str) -> list[str]:
    texts = load_packs()[region].words(locale)
    words = [*texts.rules.values(), *texts.helplines.values()]
    plain = [texts.terms, texts.periods, texts.needs, texts.zones]
    return [
        texts.hedge,
        texts.needs_check,
        texts.limitation,
        *(part for each in words for part in (each.title, each.text)),
        *(text for group in plain for text in group.values()),
    ]


@pytest.mark.parametrize("locale", AVOIDED)
@pytest.mark.parametrize("region", REGIONS)
def test_pack_prose_neither_shames_nor_promises(region: str, locale: str) -> None:
    """The words are read by somebody frightened."""
    found = [
        (word, text)
        for text in _prose(region, locale)
        for word in AVOIDED[locale]
        if word in text.casefold()
    ]
    assert found == []


@pytest.mark.parametrize("region", REGIONS)
def test_the_word_for_card_plans_stands_only_where_cards_of_banks_are_meant(region: str) -> None:
    """The rule's own word is for bank cards alone (care 9)."""
    pack = load_packs()[region]
    for rule in pack.rules:
        if "个性化分期" in pack.words("zh_Hans_CN").rules[rule.id].text:
            assert rule.binds.kinds == {"card"}
            assert rule.binds.lenders == {"bank"}


@pytest.mark.parametrize("locale", AVOIDED)
@pytest.mark.parametrize("region", REGIONS)
def test_pack_prose_is_short(region: str, locale: str) -> None:
    """A rule and its hedge stand on a screen with other lines."""
    pack = load_packs()[region]
    for words in pack.words(locale).rules.values():
        if locale == "en":
            assert len(words.text.split()) <= 50, words.text
        else:
            assert len(words.text) <= 90, words.text
    for label in pack.words(locale).zones.values():
        assert len(label) <= (24 if locale == "en" else 10), label
