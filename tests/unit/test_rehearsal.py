"""Pretend calls: every branch ends, and none praises a promise that the budget does not hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import catalogs
from bot.ui import cards_rehearsal
from bot.ui.cards import Button
from bot.ui.cards_rehearsal import Talk
from bot.ui.texts import Catalogs
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.money import Money
from coach.proposals import Proposal, ProposalKind
from coach.rehearsal import (
    EXAMPLE,
    Call,
    Figures,
    Mode,
    Practise,
    Promise,
    Said,
    answer,
    begin,
    figures,
    findings,
    tapped,
)
from coach.rehearsal_tree import END, FIRST, NEAREST, TURNS, Agent, Move
from tests.limits import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_CALL = 4
"""Answers after which every call is over."""
OWED = Money(1_234_567, "CNY")
OFFER = Figures(Mode.OFFER, OWED, Money(33_334, "CNY"), Money(33_334, "CNY"))
HOLD = Figures(Mode.HOLD, OWED, Money(0, "CNY"))
PROOF = Figures(Mode.PROOF, OWED, Money(0, "CNY"))
EVERY = (OFFER, HOLD, PROOF, EXAMPLE)
DEBT = Debt(7_000_000, 1, "A very long creditor's name <b>&", DebtKind.CARD, LenderKind.BANK,
            Whose.MINE, Stage.OVERDUE, "cn", OWED)  # fmt: skip
LOCALES = ("en", "zh_Hans_CN")


@pytest.fixture(scope="module")
def voices() -> Catalogs:
    """Return the voices, strict: a missing text fails."""
    catalogs.compile_all()
    return Catalogs(strict=True)


def walks(known: Figures) -> Iterator[tuple[tuple[tuple[str, Move], ...], Call]]:
    """Yield every way through every call: the turns with the way taken, and the call at its end."""
    open_: list[tuple[tuple[tuple[str, Move], ...], Call]] = [((), begin(each)) for each in Agent]
    while open_:
        path, call = open_.pop()
        if call.over:
            yield path, call
            continue
        assert len(path) < LONGEST_CALL, f"a call goes on and on: {path}"
        for move, _ in TURNS[call.turn].ways:
            further = (*path, (call.turn, move))
            open_.append((further, answer(call, tapped(move, known), known)))


@pytest.mark.parametrize("known", EVERY, ids=lambda known: f"{known.mode}-{known.made_up}")
def test_every_branch_of_every_agent_is_walked_and_ends(known: Figures) -> None:
    """A practice that can't be finished leaves somebody alone with a shouting voice."""
    taken = {step for path, _ in walks(known) for step in path}
    assert taken == {(turn.id, move) for turn in TURNS.values() for move, _ in turn.ways}
    assert {turn for turn, _ in taken} == TURNS.keys(), "a turn that nobody reaches"


def test_every_turn_has_three_or_four_ways_and_one_of_them_is_calm() -> None:
    """Whatever the agent says, there is a calm answer to practise."""
    for turn in TURNS.values():
        ways = [move for move, _ in turn.ways]
        assert 3 <= len(ways) == len(set(ways)) <= 4, turn.id
        assert {Move.FACTS, Move.WRITING} & set(ways), turn.id
        assert Move.PROMISE in ways, turn.id
        assert all(then == END or TURNS[then].agent is turn.agent for _, then in turn.ways)
    assert set(FIRST) == set(Agent)


@pytest.mark.parametrize("move", Move)
def test_whatever_is_typed_finds_a_way_at_every_turn(move: Move) -> None:
    """Own words may say what no button says; they never fall off the call."""
    for turn in TURNS.values():
        ways = dict(turn.ways)
        near = [each for each in NEAREST[move] if each in ways]
        assert near, (turn.id, move)
        call = answer(Call(turn.agent, turn.id), Said(frozenset({move})), OFFER)
        assert call.turn == ways[near[0]]


@pytest.mark.parametrize("known", EVERY, ids=lambda known: f"{known.mode}-{known.made_up}")
@pytest.mark.parametrize("locale", LOCALES)
def test_no_path_praises_a_promise_that_the_budget_does_not_hold(
    voices: Catalogs, locale: str, known: Figures
) -> None:
    """The worst path of all: praise for a promise that takes the food money."""
    t = voices.texts(locale)
    above = 0
    for path, call in walks(known):
        found = findings(call, known)
        promised = any(move is Move.PROMISE for _, move in path)
        assert (found.promise is Promise.ABOVE) == promised, path
        card = cards_rehearsal.ended(t, Talk(1, call), known)
        lines = card.text.split("\n")
        about = [line for line in lines if t.show(known.owed, html=True) in line]
        if promised:
            above += 1
            assert found.practise is Practise.TAKE_BACK
            assert about, path
            assert all(line.startswith("○") for line in about), path
            assert t.t("rehearsal.found.no_sum") not in card.text
            assert t.t("rehearsal.practise.harder") not in card.text
        else:
            assert not about, path
    assert above > 100


SAYINGS = st.builds(
    Said,
    st.frozensets(st.sampled_from(Move)),
    st.none() | st.builds(Money, st.integers(0, 3_000_000), st.just("CNY")),
)


@given(st.sampled_from(Agent), st.lists(SAYINGS, min_size=LONGEST_CALL, max_size=LONGEST_CALL))
def test_whatever_is_said_every_call_ends_and_is_judged_by_its_largest_sum(
    agent: Agent, sayings: list[Said]
) -> None:
    """Own words can mix everything; the largest sum named is what a lender would write down."""
    call, largest = begin(agent), 0
    for said in sayings:
        if not call.over:
            largest = max(largest, said.named.minor if said.named else 0)
        call = answer(call, said, OFFER)
    assert call.over
    found = findings(call, OFFER)
    assert (found.promise is Promise.ABOVE) == (largest > OFFER.limit.minor)
    assert (found.practise is Practise.TAKE_BACK) == (found.promise is Promise.ABOVE)


def test_a_promise_stays_a_promise_when_calm_words_follow() -> None:
    """On the telephone it is the first yes that is written down."""
    call = answer(begin(Agent.POLITE), tapped(Move.PROMISE, OFFER), OFFER)
    call = answer(call, tapped(Move.FACTS, OFFER), OFFER)
    found = findings(call, OFFER)
    assert (found.facts, found.promise) == (True, Promise.ABOVE)


def test_a_sum_within_the_budget_is_within_and_one_unit_more_is_above() -> None:
    """The line is the budget's own, to the minor unit."""
    for more, promise in ((0, Promise.WITHIN), (1, Promise.ABOVE)):
        said = Said(frozenset(), Money(33_334 + more, "CNY"))
        call = answer(begin(Agent.HURRIED), said, OFFER)
        assert findings(call, OFFER).promise is promise
        assert call.turn == ("h2p" if more else "h2f")
        assert call.facts is not bool(more)


def test_findings_tell_each_thing_by_itself() -> None:
    """Somebody loud may still have asked for writing; a fact is a fact."""
    said = Said(frozenset({Move.ANGRY, Move.WRITING}))
    call = answer(begin(Agent.PRESSING), said, OFFER)
    found = findings(call, OFFER)
    assert (found.calm, found.writing, found.facts) == (False, True, False)
    assert found.practise is Practise.BREATHE


@pytest.mark.parametrize(
    ("moves", "practise"),
    [
        ({Move.TIME}, Practise.FACTS),
        ({Move.FACTS}, Practise.WRITING),
        ({Move.FACTS, Move.WRITING}, Practise.HARDER),
    ],
)
def test_one_thing_is_named_to_practise(moves: set[Move], practise: Practise) -> None:
    call = answer(begin(Agent.POLITE), Said(frozenset(moves)), HOLD)
    assert findings(call, HOLD).practise is practise


def test_the_figures_are_the_cases_own_and_never_above_its_share() -> None:
    """The practised sum is the sum that will be said."""
    share, plan = Money(45_000, "CNY"), Money(33_334, "CNY")
    chosen = Proposal(
        ProposalKind.EQUAL_INSTALMENTS, 12, (), (), amount=plan, first_due=date(2026, 4, 1)
    )
    assert figures(OWED, share, chosen, admits=True) == Figures(Mode.OFFER, OWED, share, plan)
    lump = Proposal(ProposalKind.LUMP_SUM, 1, (), (), amount=Money(900_000, "CNY"))
    assert figures(OWED, share, lump, admits=True) == Figures(Mode.OFFER, OWED, share, share)
    assert figures(OWED, Money(0, "CNY"), chosen, admits=True) == HOLD
    assert figures(OWED, share, chosen, admits=False) == PROOF
    assert figures(OWED, None, None, admits=True) is None
    assert figures(OWED, Money(5, "GBP"), None, admits=True) is None


@pytest.mark.parametrize("known", [HOLD, PROOF], ids=("hold", "proof"))
@pytest.mark.parametrize("locale", LOCALES)
def test_where_nothing_may_be_named_the_calm_words_name_no_sum(
    voices: Catalogs, locale: str, known: Figures
) -> None:
    """Care 4 and 5: no figure of the person's own in these words, not even in practice."""
    t = voices.texts(locale)
    for move in (Move.FACTS, Move.WRITING, Move.TIME):
        assert not any(sign.isdigit() for sign in cards_rehearsal.words(t, move, known))
        assert tapped(move, known).named is None


@pytest.mark.parametrize("known", EVERY, ids=lambda known: f"{known.mode}-{known.made_up}")
@pytest.mark.parametrize("locale", LOCALES)
def test_every_screen_keeps_care_9s_lengths(voices: Catalogs, locale: str, known: Figures) -> None:
    """Somebody who practises for a call reads with half an eye."""
    t, wrong = voices.texts(locale), []
    start = cards_rehearsal.start(t, DEBT, known, ask_numbers=True)
    wrong += [f"start: {fault}" for fault in faults(t, start, "rehearsal")]
    every = frozenset(Move)
    typed = Said(every, known.owed)
    for turn in TURNS.values():
        buttons = tuple(
            Button(cards_rehearsal.label(t, move, known), data="x") for move, _ in turn.ways
        )
        call = Call(turn.agent, turn.id)
        taps = [Talk(1, call, tapped(move, known)) for move in Move]
        for talk in (Talk(1, call), Talk(1, call, typed, typed=True), *taps):
            card = cards_rehearsal.turn(t, talk, known, buttons)
            wrong += [f"{turn.id} {talk.last}: {fault}" for fault in faults(t, card, "x")]
        for note in ("rehearsal.unread", "rehearsal.two_ways", "rehearsal.other_currency"):
            card = cards_rehearsal.turn(t, Talk(1, call), known, buttons, t.t(note))
            wrong += [f"{turn.id} {note}: {fault}" for fault in faults(t, card, "x")]
    for path, call in walks(known):
        for talk in (Talk(1, call), Talk(1, call, typed, typed=True)):
            card = cards_rehearsal.ended(t, talk, known)
            wrong += [f"end {path}: {fault}" for fault in faults(t, card, "x")]
    assert not wrong, "\n".join(sorted(set(wrong))[:20])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_made_up_example_says_so_on_every_screen(voices: Catalogs, locale: str) -> None:
    """Nobody may take a made-up debt for their own."""
    t = voices.texts(locale)
    word = "made" if locale == "en" else "编的"
    assert word in cards_rehearsal.start(t, None, EXAMPLE, ask_numbers=False).text
    for turn in TURNS.values():
        card = cards_rehearsal.turn(t, Talk(0, Call(turn.agent, turn.id)), EXAMPLE, ())
        assert word in card.text
    over = cards_rehearsal.ended(t, Talk(0, Call(Agent.POLITE, END)), EXAMPLE)
    assert word in over.text
