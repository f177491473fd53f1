"""What a region knows: quoted only to whom it binds, only while it is fresh, never as more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs_check
from coach.pack_words import limitation_words, period_words, rule_words
from coach.packs import (
    KINDS,
    LENDERS,
    NEEDS,
    STAGES,
    fallback,
    helplines,
    period_for,
    rules_for,
    terms_for,
)
from coach.regions import choices, page
from storage.packs import PACKS, PackError, days_off, load_packs, read_packs

if TYPE_CHECKING:
    from pathlib import Path

    from coach.packs import RegionPack

BUNDLED = load_packs()
FRESH = date(2026, 12, 1)
STALE = date(2027, 11, 25)
packs = st.sampled_from(sorted(BUNDLED.values(), key=lambda pack: pack.id))
kinds = st.sampled_from(sorted(KINDS))
lenders = st.sampled_from(sorted(LENDERS))
stages = st.sampled_from(sorted(STAGES))


def _ids(pack: RegionPack, kind: str, lender: str, stage: str, on: date = FRESH) -> set[str]:
    return {rule.id for rule in rules_for(pack, kind, lender, stage, on)}


def test_a_card_rule_is_not_quoted_for_an_online_loan() -> None:
    """The five-year plan is for cards of banks; an online lender owes nobody that."""
    cn = BUNDLED["cn"]
    assert "longest_plan" in _ids(cn, "card", "bank", "overdue")
    assert "longest_plan" not in _ids(cn, "online_loan", "platform", "overdue")
    assert "longest_plan" not in _ids(cn, "card", "consumer_finance", "overdue")


@given(packs, kinds, lenders, stages)
def test_nothing_is_quoted_for_a_lender_nobody_is_sure_of(
    pack: RegionPack, kind: str, lender: str, stage: str
) -> None:
    """A right that does not exist, claimed aloud, ends a negotiation."""
    assert rules_for(pack, kind, "not_sure", stage, FRESH) == ()
    assert rules_for(pack, kind, "illegal", stage, FRESH) == ()
    assert rules_for(pack, "other", lender, stage, FRESH) == ()


def test_collector_limits_do_not_bind_the_first_lender() -> None:
    """Trap 5: in the States they bind third-party collectors."""
    us = BUNDLED["us"]
    assert "call_limit" in _ids(us, "card", "collector", "collector")
    assert "call_limit" not in _ids(us, "card", "bank", "overdue")


def test_the_private_rate_cap_is_never_told_about_a_licensed_lender() -> None:
    """Trap 2: the same interpretation leaves approved institutions out."""
    cn = BUNDLED["cn"]
    for lender in LENDERS - {"private"}:
        assert "private_rate" not in _ids(cn, "online_loan", lender, "overdue")


@given(packs, kinds, lenders, stages, st.sampled_from(["en", "zh_Hans_CN"]))
def test_past_its_review_a_rule_loses_its_figures(
    pack: RegionPack, kind: str, lender: str, stage: str, locale: str
) -> None:
    """Law changes; an old figure said with confidence does harm."""
    for rule in rules_for(pack, kind, lender, stage, STALE):
        assert rule.needs_check
        assert rule.value is None
        assert rule.number is None
        words = rule_words(pack, rule, locale)
        assert not any(character.isdigit() for character in words.title + words.text)


def test_what_is_uncertain_is_said_to_be() -> None:
    """Grade C is shown with a hedge, grade A without."""
    cn = BUNDLED["cn"]
    by_id = {rule.id: rule for rule in rules_for(cn, "card", "bank", "overdue", FRESH)}
    assert rule_words(cn, by_id["longest_plan"], "en").caution
    assert by_id["longest_plan"].number == Decimal(60)
    assert not rule_words(cn, by_id["record_years"], "en").caution


@given(packs, st.sampled_from(["en", "zh_Hans_CN"]))
def test_past_their_review_times_are_kept_but_no_longer_named(
    pack: RegionPack, locale: str
) -> None:
    """A cautious date still helps; a figure that nobody checked again does not."""
    said = [limitation_words(pack, locale, STALE)]
    said += filter(None, (period_words(pack, each.id, locale, STALE) for each in pack.periods))
    assert len(said) == 1 + len(pack.periods)
    for words in said:
        assert words.text == pack.words(locale).needs_check
        assert not any(character.isdigit() for character in words.text)
    for each in pack.periods:
        assert period_for(pack, each.id) == each


def test_an_uncertain_time_is_said_to_be_uncertain() -> None:
    """Grade C is never shown as certain, be it a rule, a time for papers or the age of a debt."""
    order = period_words(BUNDLED["cn"], "payment_order", "en", FRESH)
    assert order is not None
    assert order.caution
    assert limitation_words(fallback(BUNDLED), "en", FRESH).caution
    assert "my own caution" in limitation_words(fallback(BUNDLED), "en", FRESH).text
    assert not limitation_words(BUNDLED["gb"], "en", FRESH).caution
    assert period_words(BUNDLED["us"], "payment_order", "en", FRESH) is None


def test_a_rule_is_not_quoted_before_it_is_in_force() -> None:
    """A rule of next year helps nobody today."""
    cn = BUNDLED["cn"]
    assert "collection_hours" not in _ids(cn, "card", "bank", "overdue", date(2026, 1, 29))
    assert "collection_hours" in _ids(cn, "card", "bank", "overdue", date(2026, 1, 30))


@pytest.mark.parametrize("pack", BUNDLED.values(), ids=lambda pack: pack.id)
def test_every_need_has_a_line_or_words(pack: RegionPack) -> None:
    """Nobody in danger is shown an empty card."""
    for need in NEEDS:
        for locale in ("en", "zh_Hans_CN"):
            assert helplines(pack, need) or pack.words(locale).needs[need]


def test_no_number_is_shown_where_the_region_is_unknown() -> None:
    """Another country's number costs minutes that count."""
    unknown = fallback(BUNDLED)
    assert unknown.helplines == ()
    assert unknown.emergency == ()
    for locale in ("en", "zh_Hans_CN"):
        for words in unknown.words(locale).needs.values():
            assert not any(character.isdigit() for character in words)


def test_terms_of_card_plans_bind_cards_of_banks_only() -> None:
    """The promise not to apply elsewhere is part of no other agreement."""
    cn = BUNDLED["cn"]
    card = {term.id for term in terms_for(cn, "card", "bank", "instalments")}
    loan = {term.id for term in terms_for(cn, "online_loan", "platform", "instalments")}
    assert card - loan == {"card_charges", "card_no_new_cards", "card_recording"}
    assert "closure_proof" in loan, "inherited"
    assert "rest_cancelled" in {term.id for term in terms_for(cn, "card", "bank", "lump_sum")}


def test_the_shortest_period_is_known_where_a_source_names_it() -> None:
    """A paper without a date still has one."""
    order = period_for(BUNDLED["cn"], "payment_order")
    assert order is not None
    assert order.days == 15
    assert period_for(BUNDLED["us"], "payment_order") is None


@pytest.mark.parametrize("first", [2, 3])
@pytest.mark.parametrize("own", [None, *sorted(BUNDLED)])
@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN", "pl"])
def test_the_likely_places_and_the_general_one_come_first_and_each_comes_once(
    locale: str, own: str | None, first: int
) -> None:
    """Ten buttons tire the reader; the way for everybody else must not be behind a tap."""
    offered = choices(BUNDLED, locale, own, first)
    assert sorted(each.id for each in offered) == sorted(BUNDLED)
    shown, number, pages = [], 0, 0
    while True:
        here = page(offered, number, first)
        shown += here.here
        pages += 1
        assert len(here.here) + (here.following is not None) <= (first + 2 if not number else 5)
        if here.following is None:
            break
        number = here.following
    assert shown == list(offered)
    on_first = [each.id for each in page(offered, 0, first).here]
    assert fallback(BUNDLED).id in on_first
    assert own in {None, *on_first}
    assert page(offered, 99, first) == page(offered, 0, first)


def test_the_likely_place_is_the_one_where_the_language_is_read() -> None:
    """The order helps; nobody's place is taken from it."""
    named = [each.name for each in choices(BUNDLED, "en")]
    assert named[:4] == ["United Kingdom", "United States", "India", "Somewhere else"]
    named = [each.name for each in choices(BUNDLED, "zh_Hans_CN")]
    assert named[:4] == ["中国大陆", "香港", "台湾", "其他地方"]
    assert choices(BUNDLED, "en", "cn")[0].id == "cn"


def test_words_fall_back_by_language_then_to_english() -> None:
    """A reader of Traditional Chinese reads Simplified sooner than English."""
    cn = BUNDLED["cn"]
    assert cn.name("zh_Hant_TW") == "中国大陆"
    assert cn.name("pl") == "Mainland China"


def test_days_off_are_weekends_and_holidays_without_worked_weekends() -> None:
    """A reminder moved to a working day lands on one."""
    off = days_off(BUNDLED["cn"], 2026)
    assert date(2026, 10, 1) in off
    assert date(2026, 10, 10) not in off, "a Saturday worked in exchange for a long holiday"
    assert date(2026, 10, 17) in off
    assert date(2026, 12, 25) in days_off(BUNDLED["gb"], 2026)
    assert len(days_off(fallback(BUNDLED), 2026)) == 104, "weekends alone"


def test_one_law_may_hold_in_several_countries() -> None:
    """Nobody in the Union finds their own country's law here, and everybody finds the Union's."""
    europe = next(pack for pack in BUNDLED.values() if "DE" in pack.countries)
    assert {"FR", "PL", "IE", "EU"} <= set(europe.countries)
    assert "GB" not in europe.countries
    assert days_off(europe, 2026) == days_off(fallback(BUNDLED), 2026), "no holiday is common"
    countries = [code for pack in BUNDLED.values() for code in pack.countries]
    assert len(countries) == len(set(countries)), "a country belongs to one pack"


@pytest.mark.parametrize("head", [
    "countries = []\n", 'countries = ["DE", "france"]\n', 'country = "DE"\n', "country = 5\n",
])  # fmt: skip
def test_a_pack_names_its_countries(tmp_path: Path, head: str) -> None:
    """A typed country must lead to one pack."""
    _put(tmp_path, "europe/pack.toml", head)
    _, errors = read_packs((PACKS, tmp_path))
    assert "europe/pack.toml: countr" in "\n".join(errors)


@pytest.mark.parametrize("line", ["", "emergency = []\n"])
def test_no_emergency_number_is_said_and_never_forgotten(tmp_path: Path, line: str) -> None:
    """Without a source there is no number; a pack that forgot it is not whole."""
    _put(
        tmp_path,
        "xx/pack.toml",
        'id = "xx"\ncountry = "FR"\ncurrency = "EUR"\nzones = ["Europe/Paris"]\n' + line,
    )
    _put(tmp_path, "xx/texts.en.toml", "")
    _put(tmp_path, "xx/texts.zh_Hans_CN.toml", "")
    _, errors = read_packs((PACKS, tmp_path))
    assert ("xx/pack.toml: emergency" in "\n".join(errors)) == (not line)


def _put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_mounted_folder_changes_one_number_and_keeps_the_rest(tmp_path: Path) -> None:
    """An organisation puts its own line first without copying a pack."""
    _put(
        tmp_path,
        "gb/helplines.toml",
        """
[[helpline]]
id = "stepchange"
number = "0300 000 0000"

[[helpline]]
id = "national_debtline"
remove = true
""",
    )
    gb = load_packs(tmp_path)["gb"]
    numbers = {line.id: line.number for line in gb.helplines}
    assert numbers["stepchange"] == "0300 000 0000"
    assert numbers["samaritans"] == "116 123"
    assert "national_debtline" not in numbers


def test_all_errors_are_told_at_once_with_file_and_key(tmp_path: Path) -> None:
    """Whoever writes a pack mends it in one go."""
    _put(
        tmp_path,
        "gb/facts.toml",
        """
[[rule]]
id = "odd"
binds = { lenders = ["not_sure"], kinds = ["boat"] }
valid_from = "soon"
source = "somewhere"
grade = "Z"
""",
    )
    _put(tmp_path, "xx/pack.toml", "id = [")
    _, errors = read_packs((PACKS, tmp_path))
    told = "\n".join(errors)
    for key in ("binds.lenders", "binds.kinds", "valid_from", "source", "grade", "checked_on"):
        assert f"gb/facts.toml: rule.odd.{key}" in told
    assert "xx/pack.toml" in told
    with pytest.raises(PackError):
        load_packs(tmp_path)


@pytest.mark.parametrize("file", ["pack", "facts", "helplines", "terms", "texts.en"])
def test_nonsense_in_a_file_is_an_error_and_not_a_crash(tmp_path: Path, file: str) -> None:
    """A slip in a mounted file must not end in a traceback."""
    _put(
        tmp_path,
        f"cn/{file}.toml",
        "zones = 3\nrule = 3\nhelpline = [3]\nterm = {}\nlimitation = 3\nrules = 3\nneeds = []\n"
        "period = 'x'\ncountry = 3\nid = 3\nname = 3\ninherits = 3\nzone = [1]\nholidays = 5\n",
    )
    _, errors = read_packs((PACKS, tmp_path))
    assert errors


def test_the_command_names_errors_and_what_is_past_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command tells a host whether the packs can be trusted."""
    assert packs_check.main([], FRESH) == 0
    assert "reviewed" not in capsys.readouterr().out
    assert packs_check.main([], STALE) == 0
    assert "cn/facts.toml: rule.longest_plan" in capsys.readouterr().out
    _put(tmp_path, "us/pack.toml", 'currency = "dollars"\n')
    assert packs_check.main([str(tmp_path)], FRESH) == 1
    assert "us/pack.toml: currency" in capsys.readouterr().err


def test_every_fact_is_reviewed_within_a_year() -> None:
    """A fact that nobody looks at for longer is a rumour."""
    for pack in BUNDLED.values():
        for key, source in packs_check.sources(pack):
            assert source.review_by - source.checked_on <= timedelta(days=366), (pack.id, key)
