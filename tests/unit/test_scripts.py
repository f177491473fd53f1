from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import catalogs
from bot.ui import cards_scripts, cards_scripts_menu
from bot.ui.script_view import View, Voice, read
from bot.ui.texts import Catalogs
from coach.budget import afford
from coach.complaints import route
from coach.debts import Answer, DebtKind, Gate, LenderKind, Stage, Whose
from coach.gate import Allowed, Passage, Reason, allowed
from coach.hardship import Hardship, gainsays
from coach.money import Money
from coach.objections import RULES, Objection, behind, objections, reply
from coach.packs import rules_for
from coach.plans import Plan, PlanKind, PlanStatus
from coach.proposals import Circumstances, ProposalKind
from coach.script_lines import Aim, Channel, Fact, Kind, Name, Part, steps
from coach.scripts import Brief, Earlier, Figures, draft, kind_of
from coach.scripts_change import Change, change_request
from coach.scripts_hardship import REASONS, told
from coach.sharing import share_pot
from coach.slate import propose
from storage.packs import load_packs
from tests.strategies import budgets, dates, debts
from tests.unit.test_debts import CARD

TODAY = date(2026, 3, 2)
FIRST = date(2026, 4, 15)
EARLIER = (Earlier(), Earlier(TODAY, "R-1"), Earlier(TODAY, None, (TODAY, "They shouted. " * 40)))
LOCALES = ("en", "zh_Hans_CN")
OPEN = Allowed(Passage.ADMIT)
# Words that own a debt or name what will be paid, as a creditor could quote them.
ADMITTING = {
    "en": r"\bI owe\b|\bmy debt\b|want to pay|can pay|will pay|can be paid|was agreed|sorry to keep",
    "zh_Hans_CN": r"我欠|欠款|愿意还|可以还|可还|还不上|每月[¥£]|一次付|我一直记着",
}


@pytest.fixture(scope="module")
def voices():
    catalogs.compile_all()
    every = Catalogs(strict=True)
    return {locale: every.texts(locale) for locale in LOCALES}


hardships = st.one_of(
    st.none(),
    st.builds(
        Hardship,
        reason=st.sampled_from(sorted(REASONS)),
        since=st.one_of(st.none(), dates),
        until=st.one_of(st.none(), dates),
        effect=st.just("income_less"),
        income_before=st.one_of(st.none(), st.builds(Money, st.integers(1, 10**8), st.just("CNY"))),
        income_now=st.none(),
    ),
)
papers = st.sampled_from([(), (Name("evidence.item.two_payslips"), Name("evidence.item.contract"))])


@st.composite
def briefs(draw, admits=None):
    """All a script may be made from; every proposal of the slate is drawn, not only the best."""
    debt = draw(debts("CNY", debt_id=1))
    other = draw(debts("CNY", debt_id=2))
    passage = allowed(debt, debt.gate, 3, TODAY)
    if admits:
        passage = OPEN
    working = afford(draw(budgets("CNY")))
    sharing = share_pot(working.pot, (debt, other))
    own = sharing.of(1)
    facts = Circumstances(
        FIRST,
        lump=draw(st.one_of(st.none(), st.builds(Money, st.integers(1, 10**7), st.just("CNY")))),
        income_back_in=draw(st.one_of(st.none(), st.integers(1, 12))),
        token_used=draw(st.booleans()),
    )
    slate = propose(debt, own.own if own else None, facts)
    figures = None
    if own is not None:
        costs = working.essentials + working.priority + working.plans
        alone = len(sharing.shares) == 1
        figures = Figures(working.take_home, costs, working.buffer, working.pot, own.own, alone)
    return Brief(
        debt=debt,
        allowed=passage,
        channel=draw(st.sampled_from(Channel)),
        proposal=draw(st.one_of(st.none(), st.sampled_from(slate.proposals))),
        figures=figures,
        hardship=draw(hardships),
        papers=draw(papers),
        helping=draw(st.booleans()),
        aim=draw(st.sampled_from(Aim)),
        earlier=draw(st.sampled_from(EARLIER)),
    )


def alone(t):
    """One language, as in the chat."""
    return Voice(t, t, View())


def replies(brief):
    return [reply(brief, each) for each in objections(brief)]


@given(briefs())
def test_a_closed_gate_admits_nothing_and_names_no_sum(voices, brief):
    """One admitting word can make an old or wrong debt enforceable."""
    if brief.allowed.admits:
        return
    script = draft(brief)
    every = (*(script.lines if script else ()), *replies(brief))
    for line in every:
        assert not line.admits, line.message
        assert not line.figures, line.message
        for locale, t in voices.items():
            said = cards_scripts.words(t, line)
            assert not re.search(ADMITTING[locale], said), said


@given(briefs())
def test_asking_only_admits_nothing_even_where_an_offer_could_be_made(voices, brief):
    """A first contact of questions alone must leave everything open (care 8)."""
    script = draft(replace(brief, aim=Aim.ASK))
    for line in script.lines if script else ():
        assert not line.admits
        assert not line.figures


NOTHING_LEFT = {"scripts.nothing_left", "scripts.private.nothing_left"}


@given(briefs(admits=True))
def test_a_pause_is_asked_for_without_any_sum_and_without_an_untruth(brief):
    """No amount appears in the words (care 5), and money left over is not called nothing."""
    if brief.proposal is None or brief.proposal.amount is not None:
        return
    script = draft(replace(brief, aim=Aim.OFFER))
    said = {line.message for line in script.lines} if script else set()
    for line in script.lines if script else ():
        assert not line.figures, line
    known = brief.figures
    has_none = known is not None and max(known.pot, known.share, known.buffer).minor <= 0
    assert (not said.isdisjoint(NOTHING_LEFT)) <= has_none


@given(briefs(admits=True))
def test_every_figure_is_the_budgets_or_the_proposals(brief):
    """A creditor who finds two different sums believes neither."""
    script = draft(brief)
    allowed_figures = set()
    known, offer, hard = brief.figures, brief.proposal, brief.hardship
    if known:
        allowed_figures |= {known.income, known.costs, known.buffer, known.pot, known.share}
    if offer:
        allowed_figures |= {offer.amount, offer.total, offer.waived}
    if hard:
        allowed_figures.add(hard.income_before)
    for line in (*(script.lines if script else ()), *replies(brief)):
        assert set(line.figures) <= allowed_figures, line


@given(briefs(admits=True))
def test_the_offer_is_never_above_the_share(brief):
    """Script, budget and offer never disagree (care 5)."""
    offer = brief.proposal
    if brief.figures is None or offer is None or offer.amount is None:
        return
    if offer.kind is not ProposalKind.LUMP_SUM:
        assert offer.amount <= brief.figures.share <= brief.figures.pot


@given(briefs(admits=True))
def test_nothing_left_names_no_amount_at_all(voices, brief):
    """Where food is at stake no sum may slip into the words (care 5)."""
    free = [each for each in (brief.proposal,) if each is not None and each.amount is None]
    if not free or brief.hardship is not None or brief.allowed.passage is Passage.ONLY_SAFETY:
        return
    script = draft(replace(brief, aim=Aim.OFFER))
    assert script.kind is Kind.HOLD
    for line in script.lines:
        assert not line.figures
        for t in voices.values():
            assert not re.search(r"[¥£$]|元", cards_scripts.words(t, line))


@given(briefs())
def test_every_line_rests_on_a_fact(brief):
    """No sentence stands on nothing."""
    script = draft(brief)
    for line in (*(script.lines if script else ()), *replies(brief)):
        assert line.facts
        if line.figures:
            assert set(line.facts) & {Fact.BUDGET, Fact.SHARE, Fact.PROPOSAL, Fact.HARDSHIP}


@given(briefs(admits=True), st.text(min_size=1, max_size=300))
def test_chat_messages_are_short_in_every_language(voices, brief, name):
    """Longer ones are cut off or left unread by the other side."""
    debt = replace(brief.debt, creditor=name)
    script = draft(replace(brief, debt=debt, channel=Channel.CHAT))
    for t in voices.values():
        for message in cards_scripts.messages(t, script) if script else ():
            assert 0 < len(message) <= cards_scripts.MESSAGE, message


@given(briefs(admits=True))
def test_the_whole_script_fits_one_telegram_message(voices, brief):
    script = draft(brief)
    for t in voices.values():
        if script is not None:
            assert len(cards_scripts.plain(t, script)) < 3000


GATE = Gate(Answer.YES, Answer.YES, TODAY)


def card(**changes):
    base = replace(CARD, creditor="Visa", principal=Money(1350000, "CNY"), gate=GATE)
    return replace(base, **changes)


def brief(debt, **more):
    return Brief(debt, more.pop("allowed", OPEN), more.pop("channel", Channel.PHONE), **more)


PLAN = propose(card(), Money(50000, "CNY"), Circumstances(FIRST)).recommended
HOLD = propose(card(), None, Circumstances(FIRST)).recommended


def test_no_script_is_ever_written_to_an_illegal_lender():
    """Any words to a loan shark can put a person in danger (care 6)."""
    shark = card(lender=LenderKind.ILLEGAL)
    passage = allowed(shark, shark.gate, 3, TODAY)
    assert draft(brief(shark, allowed=passage, proposal=PLAN)) is None
    assert objections(brief(shark, allowed=passage)) == ()


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (Reason.NOT_YOURS, Kind.PROOF),
        (Reason.AMOUNT_WRONG, Kind.AMOUNT),
        (Reason.FRAUD, Kind.FRAUD),
        (Reason.DECEASED, Kind.DECEASED),
        (Reason.PARTNERS, Kind.PARTNERS),
        (Reason.FORMAL, Kind.ADMINISTRATOR),
        (Reason.TOO_OLD, Kind.QUESTIONS),
        (Reason.NOT_ASKED, Kind.QUESTIONS),
    ],
)
def test_each_closed_door_has_its_own_words(reason, kind):
    passage = Allowed(Passage.ONLY_QUESTIONS, (reason,))
    assert kind_of(brief(card(), allowed=passage, proposal=PLAN)) is kind


@pytest.mark.parametrize("kind", list(DebtKind))
@pytest.mark.parametrize("lender", [LenderKind.BANK, LenderKind.PLATFORM, LenderKind.PRIVATE])
def test_the_rules_own_word_is_written_only_for_bank_cards(voices, kind, lender):
    """个性化分期 exists for bank cards alone; claiming it elsewhere loses the talk (care 9)."""
    made = draft(brief(card(kind=kind, lender=lender), proposal=PLAN))
    said = cards_scripts.plain(voices["zh_Hans_CN"], made)
    assert ("个性化分期" in said) == (kind is DebtKind.CARD and lender is LenderKind.BANK)


@pytest.mark.parametrize("channel", list(Channel))
def test_the_search_for_admitting_words_finds_them_in_an_offer(voices, channel):
    """Else the property above would prove nothing."""
    made = draft(brief(card(), channel=channel, proposal=PLAN))
    assert made.admits
    for locale, t in voices.items():
        assert re.search(ADMITTING[locale], cards_scripts.plain(t, made))


def test_family_gets_short_words_without_reference_or_hotline(voices):
    """One doesn't ask a friend for a case number (care 6)."""
    friend = card(kind=DebtKind.FAMILY, lender=LenderKind.PRIVATE)
    for offer in (PLAN, HOLD, None):
        made = draft(brief(friend, proposal=offer))
        assert made.private
        assert len(made.lines) <= 5
        for t in voices.values():
            assert not re.search("reference|编号|工号|department", cards_scripts.plain(t, made))


HOME = [DebtKind.RENT, DebtKind.UTILITY, DebtKind.TAX]


@given(briefs(), st.sampled_from(Aim), st.data())
def test_nobody_one_knows_is_asked_for_a_desk_or_a_reference(voices, known, aim, draw):
    """Whatever the debt is, words to a friend stay words to a friend (care 6)."""
    kind = draw.draw(st.sampled_from([each for each in DebtKind if each not in HOME]))
    debt = replace(known.debt, kind=kind, lender=LenderKind.PRIVATE, formal=False)
    passage = allowed(debt, debt.gate, 3, TODAY)
    made = draft(replace(known, debt=debt, allowed=passage, aim=aim))
    assert made.private
    for t in voices.values():
        assert not re.search(FORMAL, cards_scripts.plain(t, made))


@pytest.mark.parametrize("kind", HOME)
@pytest.mark.parametrize("lender", [LenderKind.PRIVATE, LenderKind.NOT_SURE])
def test_rent_and_bills_are_never_spoken_of_as_to_a_friend(voices, kind, lender):
    """A letter to a landlord that says "Hi" and sorry puts the home at risk."""
    debt = card(kind=kind, lender=lender)
    for aim in Aim:
        for offer in (PLAN, HOLD):
            made = draft(replace(brief(debt, proposal=offer, aim=aim), channel=Channel.LETTER))
            assert not made.private
            said = cards_scripts.plain(voices["en"], made)
            assert "Hi," not in said
            assert "last 4 digits" not in said
            assert "in writing" in said


def test_the_rent_to_come_is_promised_only_where_the_budget_holds_it():
    """Who promises next month's rent without having it loses the home later instead."""
    for held in (True, False):
        made = draft(brief(card(kind=DebtKind.RENT), proposal=HOLD, rent_held=held))
        assert ("scripts.home.goes_on" in {each.message for each in made.lines}) is held


FORMAL = "reference|编号|工号|department|police report|principal|贵方"


def test_a_helper_speaks_in_the_third_person(voices):
    """Who helps must not own the debt by a slip of the tongue."""
    hardship = Hardship("illness", TODAY, None, "income_less", None, None)
    for offer in (PLAN, HOLD):
        made = draft(brief(card(), proposal=offer, hardship=hardship, helping=True))
        said = cards_scripts.plain(voices["en"], made)
        assert not re.search(r"\bI (want|can't pay|owe)|\b[Mm]y (debt|account|income)", said)
        assert "我愿意" not in cards_scripts.plain(voices["zh_Hans_CN"], made)


def test_every_offer_ends_with_writing_and_a_reference():
    """What isn't confirmed in writing wasn't agreed."""
    for channel in (Channel.PHONE, Channel.CHAT):
        closing = [
            line.message for line in draft(brief(card(), channel=channel, proposal=PLAN)).lines
        ]
        assert "scripts.close.writing" in closing
        assert "scripts.close.reference" in closing
    assert "scripts.close.letter" in [
        line.message for line in draft(brief(card(), channel=Channel.LETTER, proposal=PLAN)).lines
    ]


def test_the_income_now_is_the_budgets_own():
    """An older figure would contradict the sum in the next sentence."""
    cny = lambda amount: Money.of(amount, "CNY")  # noqa: E731
    known = Figures(cny(5000), cny(4000), cny(100), cny(900), cny(500), alone=False)
    hard = Hardship("job_loss", TODAY, None, "income_less", cny(9000), cny(4800))
    lines = draft(brief(card(), proposal=PLAN, figures=known, hardship=hard)).lines
    fell = next(line for line in lines if line.message == "hardship.sentence.income")
    assert dict(fell.arguments) == {"before": cny(9000), "now": cny(5000)}


def test_the_effect_shown_before_stands_in_the_words_unless_figures_gainsay_it():
    """What one has read and agreed to is what is said; "no income" beside a pay is not."""
    cny = lambda amount: Money.of(amount, "CNY")  # noqa: E731
    paid = Figures(cny(5000), cny(4000), cny(100), cny(900), cny(500), alone=False)
    for effect, figures, stands in (
        ("costs_more", paid, True),
        ("income_none", None, True),
        ("income_none", paid, False),
    ):
        hard = Hardship("job_loss", TODAY, None, effect, None, None)
        made = draft(brief(card(), proposal=PLAN, figures=figures, hardship=hard))
        assert (f"hardship.felt.{effect}" in {line.message for line in made.lines}) is stands


def test_the_letter_in_the_chat_names_addressee_and_day(voices):
    """A letter copied from the chat is sent as it stands."""
    asked = replace(brief(card(), proposal=PLAN), channel=Channel.LETTER)
    for voice in voices.values():
        text = cards_scripts.letter(alone(voice), asked, draft(asked), TODAY).text
        assert f"{asked.debt.creditor}\n{voice.day(TODAY)}" in text


def test_collectors_are_asked_for_their_authority():
    made = draft(brief(card(stage=Stage.COLLECTOR), aim=Aim.ASK))
    assert "scripts.ask.authority" in [line.message for line in made.lines]


def test_relatives_are_only_mentioned_where_none_is_liable():
    """“Don't contact my family” is wrong where the family signed (care 3)."""
    alone = objections(brief(card(whose=Whose.MINE), proposal=PLAN))
    assert Objection.ASK_RELATIVES in alone
    assert len(alone) >= 6
    for whose in (Whose.JOINT, Whose.GUARANTEED):
        assert Objection.ASK_RELATIVES not in objections(brief(card(whose=whose), proposal=PLAN))


def test_pay_today_is_answered_with_the_offer_or_with_nothing():
    said = reply(brief(card(), proposal=PLAN), Objection.PAY_TODAY)
    assert said.figures == (PLAN.amount,)
    closed = Allowed(Passage.ONLY_QUESTIONS, (Reason.TOO_OLD,))
    assert reply(brief(card(), allowed=closed, proposal=PLAN), Objection.PAY_TODAY).figures == ()
    assert reply(brief(card(), proposal=HOLD), Objection.PAY_TODAY).figures == ()


RUNNING = Plan(7, 1, 1, PlanStatus.ACTIVE, PlanKind.INSTALMENTS, Money(90000, "CNY"), 12, FIRST)


@pytest.mark.parametrize("pays", [None, Money(30000, "CNY")])
@pytest.mark.parametrize("until", [None, date(2026, 9, 1)])
@pytest.mark.parametrize("helping", [False, True])
def test_a_change_request_says_what_can_be_paid_and_until_when(voices, pays, until, helping):
    """Notice before the date is what keeps an agreement alive (S11)."""
    asked = Change(RUNNING, "illness", FIRST, pays, until, "Visa", helping)
    made = change_request(asked)
    assert {figure for line in made.lines for figure in line.figures} <= {RUNNING.amount, pays}
    for t in voices.values():
        assert "{" not in cards_scripts.plain(t, made)
        assert all(len(m) <= cards_scripts.MESSAGE for m in cards_scripts.messages(t, made))
    assert next(line.part for line in made.lines) is Part.OPENING
    nameless = change_request(replace(asked, creditor=None))
    assert "“" in cards_scripts.plain(voices["en"], nameless)


def test_a_warning_read_opens_the_offer():
    """The gate protects; it doesn't forbid (care 4)."""
    gate = replace(GATE, right=Answer.NOT_SURE)
    unsure = card(gate=gate)
    closed = brief(unsure, allowed=allowed(unsure, gate, 3, TODAY), proposal=PLAN)
    assert kind_of(closed) is Kind.QUESTIONS
    read = replace(gate, warning_read=True)
    opened = brief(unsure, allowed=allowed(unsure, read, 3, TODAY), proposal=PLAN)
    assert kind_of(opened) is Kind.OFFER


@pytest.fixture(scope="module")
def packs():
    """The packs as they are shipped."""
    return load_packs()


def owed(region, lender, kind=DebtKind.CARD):
    return card(region=region, lender=lender, kind=kind, stage=Stage.OVERDUE)


def test_the_time_for_a_complaint_is_named_only_where_a_rule_binds(packs):
    """Another lender's time limit would be a false hope (care 3)."""
    bound = route(packs["gb"], owed("gb", LenderKind.BANK), "en", TODAY)
    assert "six months" in bound.time.text
    assert bound.rules
    for lender in (LenderKind.NOT_SURE, LenderKind.PRIVATE, LenderKind.PUBLIC_BODY):
        free = route(packs["gb"], owed("gb", lender), "en", TODAY)
        assert free.time is None
        assert free.rules == ()
    unknown = route(packs["cn"], owed("cn", LenderKind.BANK), "zh_Hans_CN", TODAY)
    assert unknown.time is None, "no time is known there, so none is shown"
    assert "12378" in {number for _, number, _ in unknown.lines}


def test_a_complaint_never_names_another_countrys_line(packs):
    for region, pack in packs.items():
        own = {each.number for each in pack.helplines}
        found = route(pack, owed(region, LenderKind.BANK), "en", TODAY)
        assert {number for _, number, _ in found.lines} <= own


def test_a_rule_stands_behind_a_reply_only_where_it_binds(packs):
    """The terms for a bank card are no terms of an online loan."""
    bank, app = owed("cn", LenderKind.BANK), owed("cn", LenderKind.PLATFORM, DebtKind.ONLINE_LOAN)

    def ids(debt):
        binding = rules_for(packs["cn"], debt.kind, debt.lender, debt.stage, TODAY)
        return {rule.id for rule in behind(Objection.NO_POLICY, binding)}

    assert ids(bank) == {"longest_plan"}
    assert ids(app) == set()


def test_every_rule_behind_a_reply_is_some_packs(packs):
    """A misspelt id would silently never be shown."""
    known = {rule.id for pack in packs.values() for rule in pack.rules}
    assert {name for names in RULES.values() for name in names} <= known


def test_whoever_is_told_that_it_is_theirs_asks_for_the_paper():
    """An heir, a partner, a guarantor: nobody owes because somebody says so (care 3)."""
    heir = card(whose=Whose.DECEASED)
    closed = brief(heir, allowed=allowed(heir, heir.gate, 3, TODAY), proposal=PLAN)
    assert Objection.YOURS in objections(closed)
    assert not reply(closed, Objection.YOURS).admits
    assert Objection.YOURS in objections(brief(card(whose=Whose.GUARANTEED), proposal=PLAN))
    assert Objection.YOURS not in objections(brief(card(), proposal=PLAN))


@given(briefs(admits=True))
def test_at_least_twelve_objections_have_an_answer_to_an_institution(brief):
    if brief.allowed.passage is Passage.ONLY_SAFETY or brief.private:
        return
    assert len(objections(brief)) >= 12


@given(briefs(), st.sampled_from([Aim.PAUSE, Aim.COMPLAIN]))
def test_time_first_and_complaints_take_nothing_on(voices, brief, aim):
    """They are sent when one is under pressure; a word too much could bind (care 4)."""
    script = draft(replace(brief, aim=aim))
    for line in script.lines if script else ():
        assert not line.admits, line.message
        assert not line.figures
        for locale, t in voices.items():
            said = cards_scripts.words(t, line)
            assert not re.search(ADMITTING[locale], said), said


@given(briefs(admits=True))
def test_asking_again_offers_neither_more_nor_less(brief):
    """After a no the budget is still the same."""
    first, again = draft(brief_of(brief, Aim.OFFER)), draft(brief_of(brief, Aim.AGAIN))
    if first is None or first.kind not in {Kind.OFFER, Kind.HOLD}:
        return
    assert again.kind is Kind.AGAIN
    asks = lambda script: [each for each in script.lines if each.part is Part.ASK]  # noqa: E731
    assert asks(again) == asks(first)


def brief_of(known, aim):
    return replace(known, aim=aim)


@given(briefs(admits=True), st.sampled_from(Aim))
def test_a_call_has_its_steps_in_order_and_leaves_nothing_out(brief, aim):
    """Who, facts, ask, close: one at a time."""
    script = draft(replace(brief, aim=aim))
    if script is None:
        return
    found = steps(script)
    assert sorted(map(str, (each for lines in found for each in lines))) == sorted(
        map(str, script.lines)
    )
    assert found[0][0].part is Part.OPENING
    assert found[-1][-1].part is Part.CLOSE


def test_the_sentences_shown_are_those_said(voices):
    """One has read and agreed to them; a helper's are in the third person."""
    hard = Hardship("illness", TODAY, FIRST, "costs_more", None, None)
    shown = tuple(told(hard, None, helping=False))
    for channel in Channel:
        made = draft(brief(card(), channel=channel, proposal=PLAN, hardship=hard))
        assert set(shown) <= set(made.lines)
    helped = draft(brief(card(), proposal=PLAN, hardship=hard, helping=True))
    assert not set(shown) & set(helped.lines)
    assert "从2026年3月起，因为生病" in cards_scripts.words(voices["zh_Hans_CN"], shown[0])


@pytest.mark.parametrize("whose", [Whose.JOINT, Whose.GUARANTEED])
def test_where_two_are_liable_the_other_is_asked_about(whose):
    """An agreement may not cover the other person (care 3)."""
    for aim in (Aim.OFFER, Aim.ASK, Aim.AGAIN):
        made = draft(brief(card(whose=whose), proposal=PLAN, aim=aim))
        assert any(Fact.WHOSE in each.facts for each in made.lines), aim


def test_no_income_is_gainsaid_only_by_a_pay():
    hard = Hardship("job_loss", TODAY, None, "income_none", None, None)
    assert gainsays(hard, Money(100, "CNY"))
    assert not gainsays(hard, Money(0, "CNY"))
    assert not gainsays(hard, None)
    assert not gainsays(replace(hard, effect="income_less"), Money(100, "CNY"))


@pytest.mark.parametrize("code", ["a", "q.en", "c.zh_Hans_CN.2", "", "x", "a.b.c.d", "a..2"])
def test_the_choices_in_an_address_survive_anything(code):
    """Old and forged buttons come for years."""
    view = read(code)
    assert read(view.code).aim is view.aim
    assert len(view.code) < 20 or view.locale in code


def test_every_language_can_be_reached(voices):
    """However many a host offers: a person abroad needs the lender's."""
    offered = ("en", "zh_Hans_CN", "pl", "pt_BR", "de")
    found = set()
    for page in range(4):
        drawn = cards_scripts_menu.language(alone(voices["en"]), card(), offered, page)
        own = [b for row in drawn.rows[:-1] for b in row]
        assert len(own) <= 5
        found |= {button.data for button in own}
    for locale in offered[1:]:
        assert {f"script:1:all:a.{locale}", f"script:1:all:a.{locale}.2"} <= found


@given(briefs(), st.sampled_from([Stage.COURT, Stage.JUDGMENT]))
def test_who_is_sued_already_is_not_told_if_papers_come(brief, stage):
    """Words that do not know of the papers on the table lose the trust of both sides."""
    if brief.private or brief.allowed.passage is Passage.ONLY_SAFETY:
        return
    sued = replace(brief, debt=replace(brief.debt, stage=stage))
    said = reply(sued, Objection.WILL_SUE)
    assert said.message == "scripts.reply.sued"
    assert not said.admits
