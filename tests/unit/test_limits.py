"""The record's figures and times, and what a request about contact may rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contacts import Channel
from coach.debts import Answer, Gate, Whose
from coach.limits import (
    QUIET,
    RULES,
    Ground,
    Reached,
    Recorded,
    Wishes,
    clock,
    is_telephone,
    tally,
    wishes,
)
from coach.packs import Binds, Rule, Source, rules_for
from coach.script_lines import Aim, Kind
from coach.scripts import draft, kind_of
from storage import packs as pack_files
from tests.unit.test_scripts import briefs

TODAY = date(2026, 3, 2)
NOBODY = Binds(frozenset({"collector"}), frozenset({"card"}))


def rule(name: str, value: str | None = None, grade: str = "A", *, stale: bool = False) -> Rule:
    source = Source("https://example.org/x", grade, TODAY, TODAY)
    return Rule(name, value, "hours", NOBODY, None, source, stale)


def recorded(on: date, reached: Reached = Reached.ME) -> Recorded:
    return Recorded(1, 1, Channel.CHAT, on, None, None, reached, None)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("21:40", "21:40"), ("9:40 pm", "21:40"), ("9pm", "21:00"), ("12 am", "00:00"),
        ("12:05 pm", "12:05"), ("7.30", "07:30"), ("晚上9点半", "21:30"), ("上午8点", "08:00"),
        ("21点40分", "21:40"), ("下午3时15", "15:15"), ("25:00", None), ("9:75", None),
        ("late", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, read: str | None) -> None:
    """A record that refuses "9 pm" is not kept."""
    assert clock(typed) == read


@given(st.text(max_size=20))
def test_any_text_is_a_time_of_a_day_or_none(text: str) -> None:
    """Whatever is typed in anger breaks nothing."""
    read = clock(text)
    assert read is None or (int(read[:2]) < 24 and int(read[3:]) < 60)


@pytest.mark.parametrize("number", ["020 7946 0000", "+86 138 0013 8000", "10010", "95588"])
def test_a_callers_number_is_a_telephone(number: str) -> None:
    """It is kept, because it shows who keeps calling."""
    assert is_telephone(number)


@pytest.mark.parametrize("text", ["4111 1111 1111 1111", "110101199003078888", "Mr Grey", "12", ""])
def test_a_card_an_identity_and_a_name_are_no_telephone(text: str) -> None:
    """Only a telephone number escapes the mask."""
    assert not is_telephone(text)


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Reached)), max_size=20))
def test_the_figures_are_those_of_the_record(found: list[tuple[int, Reached]]) -> None:
    """A complaint with a wrong count is a gift to the other side."""
    records = [recorded(TODAY - timedelta(days=back), reached) for back, reached in found]
    counted = tally(records, TODAY)
    assert counted.total == len(found)
    assert counted.week == sum(1 for back, _ in found if back <= 6)
    assert counted.elsewhere == sum(1 for _, reached in found if reached is not Reached.ME)
    assert counted.most <= counted.total
    assert (counted.first is None) == (not found)


def test_a_rule_is_claimed_only_as_surely_as_it_is_known() -> None:
    """Nothing binding: a request. Uncertain: asked which way they see it. Stale: not claimed."""
    none = tally((), TODAY)
    assert wishes((), none) == Wishes()
    assert wishes([rule("stop_contact", grade="C")], none).ground is Ground.PERHAPS
    assert wishes([rule("contact_times")], none).ground is Ground.RULE
    assert wishes([rule("contact_times", stale=True)], none).ground is Ground.COURTESY
    assert wishes([rule("other_people")], none).ground is Ground.COURTESY
    assert wishes([rule("call_hours", "21:00-08:00")], none).quiet == ("21:00", "08:00")
    assert wishes([rule("call_hours")], none).quiet == QUIET


def test_a_lender_nobody_is_sure_of_is_never_told_of_a_rule() -> None:
    """A rule belongs to the debt (care 3), in every region there is."""
    for pack in pack_files.load_packs().values():
        for lender in ("not_sure", "illegal"):
            for stage in ("overdue", "collector", "court"):
                binding = rules_for(pack, "card", lender, stage, TODAY)
                assert not [each for each in binding if each.id in RULES]


@given(
    briefs(),
    st.sampled_from([Aim.LIMIT, Aim.PROVE]),
    st.builds(Wishes, st.sampled_from(Ground), st.just(QUIET), st.integers(0, 9), st.just(TODAY)),
)
def test_words_about_contact_admit_nothing_and_name_no_sum(brief, aim, asked) -> None:
    """Whoever asks for peace or proof must not thereby own the debt."""
    script = draft(replace(brief, aim=aim, wishes=asked))
    if script is None:
        return
    assert not script.admits
    assert not [line for line in script.lines if line.figures]
    if script.kind is Kind.LIMIT and brief.debt.whose is not Whose.MINE:
        assert "limits.letter.others" not in {line.message for line in script.lines}


@given(briefs())
def test_nothing_is_offered_to_an_owner_who_has_not_proved_it(brief) -> None:
    """A stranger's word is no reason to pay (care 4)."""
    from coach.gate import allowed

    gate = Gate(Answer.YES, Answer.YES, TODAY, warning_read=True)
    debt = replace(brief.debt, unproved=True, gate=gate)
    passage = allowed(debt, gate, 3, TODAY)
    assert not passage.admits
    kind = kind_of(replace(brief, debt=debt, allowed=passage, aim=Aim.OFFER))
    assert kind not in {Kind.OFFER, Kind.HOLD, Kind.AGAIN}
    proved = allowed(replace(debt, unproved=False, whose=Whose.MINE, formal=False), gate, 3, TODAY)
    assert proved.admits or debt.lender == "illegal"
