"""The practice person: always the same for a seed, possible, and worked out like a real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coach.budget import Verdict
from coach.debts import DebtKind, Stage, is_priority
from coach.money import NO_CURRENCY, Money, exponent
from coach.practice import NAMES, PracticePerson, person, seed_of
from coach.practice_worked import Worked, of_week, right_kinds, vote, worked
from coach.proposals import ProposalKind, Why
from storage.packs import load_packs

PACKS = load_packs()
MONDAY = date(2026, 12, 7)
SEEDS = range(500)


def cny(amount: int) -> Money:
    return Money.of(amount, "CNY")


def everyone(region: str, currency: str) -> list[Worked]:
    pack = PACKS[region]
    return [worked(person(seed, pack, currency), pack, MONDAY) for seed in SEEDS]


def test_the_same_seed_is_the_same_person_on_every_python() -> None:
    """A group votes on Monday and sees the figures on Tuesday, perhaps after an update."""
    one = person(1, PACKS["cn"])
    assert one == person(1, PACKS["cn"])
    assert (one.name, one.hardship.reason, one.income_back_in) == (0, "new_child", None)
    assert (one.budget.take_home, one.budget.essentials) == (cny(5_700), cny(5_000))
    (debt,) = one.debts
    assert (debt.kind, debt.stage) == (DebtKind.ONLINE_LOAN, Stage.OVERDUE)
    assert (debt.principal, debt.fees, debt.payment) == (cny(7_300), cny(1_600), cny(300))
    assert (debt.rate, one.arrears(debt)) == (Decimal("0.15"), cny(900))
    assert seed_of(1, MONDAY) == 1_637_554_765_694_222_067


def test_a_group_meets_somebody_else_each_week_and_no_other_group_the_same() -> None:
    """Sunday still belongs to Monday's week; the turn of a year is a week like any other."""
    assert seed_of(7, date(2026, 12, 28)) == seed_of(7, date(2027, 1, 3))
    seeds = {seed_of(chat, date.fromordinal(MONDAY.toordinal() + 7 * week))
             for chat in range(1, 41) for week in range(52)}  # fmt: skip
    assert len(seeds) == 40 * 52


def test_a_region_without_a_currency_gets_figures_without_one() -> None:
    """No currency is guessed from a language; a story needs none."""
    assert person(1, PACKS["generic"]).currency == NO_CURRENCY
    assert person(1, PACKS["generic"], "KWD").currency == "KWD"


def test_every_day_of_a_week_shows_the_same_case() -> None:
    """The vote is on Wednesday, its figures come on Thursday."""
    days = [date.fromordinal(MONDAY.toordinal() + more) for more in range(8)]
    cases = [of_week(3, day, PACKS["sg"]) for day in days]
    assert all(case == cases[0] for case in cases[:7])
    assert cases[7].person != cases[0].person


@pytest.mark.parametrize("currency", ["CNY", "USD", "JPY", "KWD", "GBP", NO_CURRENCY])
def test_every_person_is_possible_and_round(currency: str) -> None:
    """A story that does not add up teaches to mistrust the figures."""
    for seed in SEEDS:
        _is_possible(person(seed, PACKS["generic"], currency))


def _is_possible(one: PracticePerson) -> None:
    income, costs = one.budget.take_home, one.budget.essentials
    step = 10 ** exponent(one.currency) * 10
    assert 0 <= one.name < NAMES
    assert 1 <= len(one.debts) <= 3
    assert len({debt.kind for debt in one.debts}) == len(one.debts)
    assert income.times(Decimal("-0.05")) <= income - costs <= income.times(Decimal("0.2"))
    figures = [line.amount for line in one.budget.lines]
    for debt in one.debts:
        figures += [each for each in (debt.principal, debt.fees, debt.payment) if each is not None]
        assert debt.balance <= income.times(12)
        assert one.arrears(debt) <= debt.balance
        assert (one.arrears(debt).minor > 0) == (debt.stage is Stage.OVERDUE)
    assert all(each.minor > 0 and each.minor % step == 0 for each in figures), one
    before = one.hardship.income_before
    assert before is None or income < before
    assert (one.income_back_in is None) or before is not None


@pytest.mark.parametrize("currency", ["CNY", "USD"])
@pytest.mark.parametrize("region", sorted(PACKS))
def test_the_worked_figures_hold_what_proposals_hold(region: str, currency: str) -> None:
    """A group must not learn to promise what a budget does not leave."""
    for known in everyone(region, currency):
        parts = [share.amount.minor for share in known.sharing.shares]
        assert sum(parts) == (known.can.pot.minor if parts else 0)
        assert known.can.pot.minor == max(0, known.can.left_over.minor - known.can.buffer.minor)
        for each in known.slate.proposals:
            assert all(known.share is not None and paid <= known.share for paid in each.payments)
            if each.total is not None:
                assert sum(paid.minor for paid in each.payments) == each.total.minor
            if each.kind in {ProposalKind.EQUAL_INSTALMENTS, ProposalKind.WAIVER}:
                assert each.months <= known.most_months
        if known.can.verdict is Verdict.NEGATIVE:
            assert known.share is None
            assert known.first.amount is None
        nothing = known.why in {Why.NOTHING_LEFT, Why.PRIORITY_FIRST}
        assert nothing == (known.can.left_over.minor <= 0)
        assert is_priority(known.debt) or not any(map(is_priority, known.person.debts))


@pytest.mark.parametrize("region", sorted(PACKS))
def test_a_vote_offers_three_or_four_answers_and_the_proposal_code_says_which_is_right(
    region: str,
) -> None:
    """The right answer is what the bot would say to a real person in this place."""
    for known in everyone(region, PACKS[region].currency or "EUR"):
        made = vote(known)
        assert 3 <= len(made.options) <= 4
        assert len(set(made.options)) == len(made.options)
        right = {made.options[at] for at in made.correct}
        assert known.slate.recommended.kind in right
        assert list(made.correct) == sorted(made.correct)
        assert 1 <= len(right) <= 2 < len(made.options)
        assert right <= {each.kind for each in known.slate.proposals}


def test_over_a_year_of_weeks_the_right_answer_changes_kind_and_place() -> None:
    """A group that has seen through the pattern learns nothing more."""
    people = everyone("generic", "EUR")
    assert {known.why for known in people} == set(Why)
    assert {vote(known).correct[0] for known in people[:52]} == {0, 1, 2, 3}
    assert len({known.first.kind for known in people[:52]}) >= 4


def test_two_answers_are_right_only_where_the_figures_leave_it_open() -> None:
    """Late fees of an eighth and more may be asked to go at once; smaller ones are no opening."""
    pack = PACKS["generic"]
    one = next(each.person for each in everyone("generic", "EUR")
               if each.why is Why.LEAVES_ROOM and len(each.person.debts) == 1)  # fmt: skip
    debt = one.debts[0]

    def right(fees: Money) -> tuple[ProposalKind, ...]:
        case = replace(one, debts=(replace(debt, fees=fees),))
        return right_kinds(worked(case, pack, MONDAY))

    plan, waiver = ProposalKind.EQUAL_INSTALMENTS, ProposalKind.WAIVER
    assert right(debt.principal.times(Decimal("0.10"))) == (plan,)
    assert right(debt.principal.times(Decimal("0.20"))) == (plan, waiver)
    assert right(debt.principal.times(Decimal("0.30"))) == (waiver,)


def test_what_an_explanation_says_of_a_case_is_so() -> None:
    """The reason given to a group names figures; each has to bear out the reason."""
    for region in ("cn", "generic"):
        for known in everyone(region, "USD"):
            owed, fees = known.debt.balance.minor, known.debt.fees
            share = 0 if known.share is None else known.share.minor
            paid = 0 if known.first.amount is None else known.first.amount.minor
            back = known.person.income_back_in
            holds = {
                Why.NOTHING_LEFT: known.can.left_over.minor <= 0,
                Why.PRIORITY_FIRST: known.can.left_over.minor <= 0 and is_priority(known.debt),
                Why.MOSTLY_CHARGES: fees is not None and fees.minor * 5 >= owed,
                Why.LEAVES_ROOM: 0 < paid < share,
                Why.NEEDS_WHOLE_SHARE: share * 4 // 5 * known.most_months < owed,
                Why.INCOME_COMES_BACK: back is not None and paid == share,
                Why.TOO_LARGE_FOR_NOW: share * known.most_months < owed,
            }
            assert holds[known.why], known
