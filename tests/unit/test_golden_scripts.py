"""The words as files that people read: a changed sentence shows as a change there."""

from __future__ import annotations

import re

import pytest

from bot import catalogs
from coach.script_lines import Channel
from tests.golden import scripts


@pytest.fixture(scope="module")
def wanted():
    catalogs.compile_all()
    return dict(scripts.files())


@pytest.mark.parametrize("locale", scripts.LOCALES)
def test_the_words_are_those_that_were_read(wanted, locale):
    """A sentence to a creditor never changes unseen; `python -m tests.golden.scripts` renews them."""
    ours = {path: text for path, text in wanted.items() if path.parent.name == locale}
    stored = {path: path.read_text(encoding="utf-8") for path in ours if path.exists()}
    assert stored == ours


def test_no_file_is_left_from_a_case_that_is_gone(wanted):
    assert set(scripts.HERE.rglob("*.txt")) == set(wanted)


def test_every_kind_of_debt_is_read_in_every_channel(wanted):
    """Whoever reviews the words must not have to run the bot."""
    for locale in scripts.LOCALES:
        for name in scripts.CASES:
            for channel in Channel:
                assert scripts.HERE / locale / f"{name}-{channel.value}.txt" in wanted


def test_nothing_is_glued_together_wrongly(wanted):
    """A doubled stop or an unfilled place is what a tired reader stumbles over."""
    for path, text in wanted.items():
        for fault in ("..", "。。", "{", "None", "  \n", " ,", "，，"):
            assert fault not in text, (path.name, fault)


def test_each_text_is_in_one_language(wanted):
    """Half a letter in another language is a letter that nobody reads."""
    foreign = {"en": r"[\u3400-\u9fff]", "zh_Hans_CN": r"[A-Za-z]{2}"}
    for path, text in wanted.items():
        assert not re.search(foreign[path.parent.name], text), path
