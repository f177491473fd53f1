"""What the catalog check finds before a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import catalog_calls, catalogs

if TYPE_CHECKING:
    from pathlib import Path


def faults(folder: Path, code: str, *forms: str) -> list[str]:
    """Check one line of code against one text."""
    module = folder / "shown.py"
    module.write_text(code, encoding="utf-8")
    texts = {"debts.sum": ("en/debts.po", forms)}
    return list(catalog_calls.unfit(catalog_calls.calls(module, folder), texts))


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ('t.t("debts.sum", sum=1)', ("You owe {sum}.",)),
        ('t.tn("debts.sum", 2, sum=1)', ("One: {sum}", "{count}: {sum}")),
        ('t.plain("debts.sum", **given)', ("You owe {sum}.",)),
        ('t.t("debts.sum" if new else "debts.other", sum=1)', ("You owe {sum}.",)),
    ],
)
def test_a_text_that_uses_what_it_is_given_is_well(
    tmp_path: Path, code: str, forms: tuple[str, ...]
) -> None:
    """A plural form may say "one" in words, and `**given` may hold anything."""
    assert faults(tmp_path, code, *forms) == []


@pytest.mark.parametrize(
    ("code", "form", "says"),
    [
        ('t.t("debts.sum")', "You owe {sum}.", "wants {sum}, not passed"),
        ('t.t("debts.sum", sum=1)', "You owe it.", "does not use {sum}, passed"),
        ('t.plain("debts.other" if x else "debts.sum", a=1)', "{a} {b}", "wants {b}, not passed"),
        ('t.t("debts.sum", a=1, **more)', "{b}", "does not use {a}, passed"),
    ],
)
def test_a_text_and_its_arguments_that_do_not_fit_are_named(
    tmp_path: Path, code: str, form: str, says: str
) -> None:
    """A sum lost in both languages at once is a sentence that tells nobody what they owe."""
    assert faults(tmp_path, code, form) == [f"en/debts.po: debts.sum {says} at shown.py:1"]


def test_the_catalogs_are_complete_and_fit_the_code() -> None:
    """The same check as `make lint`; it sees the calls there are."""
    assert list(catalogs.problems()) == []
    asked = list(catalogs.calls())
    assert sum(bool(each.passed) for each in asked) > 100
