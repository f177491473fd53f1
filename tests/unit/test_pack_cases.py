"""Example cases of the packs: what is quoted to whom, and what never is."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot import packs_check
from coach.pack_cases import FILE, failures, read_cases
from coach.packs import FORMS, LENDERS, STAGES, rules_for, terms_for
from storage.packs import PACKS, failing_cases, load_packs, read_packs

if TYPE_CHECKING:
    from pathlib import Path

    from coach.pack_reader import Table

BUNDLED = load_packs()
FRESH = date(2026, 12, 1)
CARD_PLAN = {"longest_plan", "plan_stops_collection", "spoken_plan_recorded"}
CARD_TERMS = {"card_charges", "card_no_new_cards", "card_recording"}


def _table(region: str) -> Table:
    return tomllib.loads((PACKS / region / FILE).read_text(encoding="utf-8"))


@pytest.mark.parametrize("region", sorted(BUNDLED))
def test_every_pack_holds_its_example_cases(region: str) -> None:
    """A changed fact that binds somebody else is noticed before a person is told it."""
    errors: list[str] = []
    cases = read_cases(region, _table(region), errors)
    assert errors == []
    assert failures(BUNDLED[region], cases) == ()
    assert {case.too_old for case in cases} >= {True, False}, "both sides of the time limit"


def test_cases_say_something_of_every_rule() -> None:
    """A rule that no example mentions may bind anybody by a slip."""
    for region, pack in BUNDLED.items():
        cases = read_cases(region, _table(region), [])
        named = {name for case in cases for name in (*case.quoted, *case.not_quoted)}
        assert {rule.id for rule in pack.rules} <= named, region


@pytest.mark.parametrize("lender", sorted(LENDERS))
@pytest.mark.parametrize("kind", ["online_loan", "instalment_purchase", "family", "other"])
def test_the_terms_of_article_70_never_appear_but_for_a_card_of_a_bank(
    kind: str, lender: str
) -> None:
    """Somebody who claims them from an online lender claims a right that does not exist."""
    cn = BUNDLED["cn"]
    for stage in STAGES:
        quoted = {rule.id for rule in rules_for(cn, kind, lender, stage, FRESH)}
        assert not quoted & CARD_PLAN
    for form in FORMS:
        assert not {term.id for term in terms_for(cn, kind, lender, form)} & CARD_TERMS


def _put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_case_that_no_longer_holds_is_named_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever widens a rule by a slip hears of it; the bot itself starts all the same."""
    _put(
        tmp_path,
        "hk/facts.toml",
        '[[rule]]\nid = "lender_cost"\nbinds = { lenders = ["bank"], kinds = ["card"] }\n',
    )
    assert packs_check.main([str(tmp_path)], FRESH) == 1
    said = capsys.readouterr().err
    assert "hk/cases.toml: case.money_lender.quoted: lender_cost is missing" in said
    assert "hk/cases.toml: case.money_lender.capped: expects that a ceiling" in said
    assert "hk/cases.toml: case.card_of_a_bank.not_quoted: lender_cost is there" in said
    assert load_packs(tmp_path)["hk"].id == "hk"


def test_a_badly_written_case_is_named_and_a_missing_one_too(tmp_path: Path) -> None:
    """A case that can't fail proves nothing."""
    _put(
        tmp_path,
        "sg/cases.toml",
        '[[case]]\nid = "odd"\nkind = "boat"\nlender = "bank"\non = "soon"\ncapped = 3\n'
        "last_paid = 2020-01-01\n",
    )
    _put(
        tmp_path,
        "us/cases.toml",
        '[[case]]\nid = "bank_itself"\nnot_quoted = ["call_limits"]\n',
    )
    packs, _ = read_packs((PACKS, tmp_path))
    told = "\n".join(failing_cases((PACKS, tmp_path), packs))
    for key in ("kind", "on", "capped", "too_old"):
        assert f"sg/cases.toml: case.odd.{key}" in told
    assert "us/cases.toml: case.bank_itself.not_quoted: the pack has no call_limits" in told
    told = "\n".join(failing_cases((tmp_path,), packs))
    assert "sg/cases.toml" in told
    errors: list[str] = []
    assert read_cases("xx", {}, errors) == ()
    assert errors == ["xx/cases.toml: case: needs at least one example that must hold"]
