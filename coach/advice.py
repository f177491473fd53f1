"""Where the host only informs: what is said instead of advice, decided here and nowhere else.

`ADVICE_MODE=inform` shows every option with its effects and recommends none. What protects stays
in both modes: danger, court papers and their dates, old or doubtful debts, "in writing before you
pay", no fee first, no code, no private account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.proposals import Proposal

NEUTRAL: Mapping[str, str] = {
    "proposals.title": "inform.proposals.title",
    "proposals.list": "inform.proposals.list",
    "proposals.in_plan": "inform.proposals.in_plan",
    "proposals.own.too_much": "inform.proposals.own_too_much",
    "proposals.own.keep": "inform.proposals.own_keep",
    "proposals.take": "inform.proposals.take",
    "proposals.others": "inform.proposals.all",
    "scripts.ladder_text": "inform.scripts.ladder_text",
    "scripts.ladder_again": "inform.scripts.ladder_again",
    "scripts.ladder_ask": "inform.scripts.ladder_ask",
    "scripts.ladder_complaint": "inform.scripts.ladder_complaint",
    "scripts.to_offer": "inform.scripts.to_offer",
    "scripts.pause": "inform.scripts.pause",
    "offers.more": "inform.offers.more",
    "offers.same": "inform.offers.same",
    "offers.rest_several": "inform.offers.rest_several",
    "offers.ask": "inform.offers.ask",
    "offers.asks": "inform.offers.asks",
    "offers.before.ask": "inform.offers.before_ask",
    "offers.before.other_debts": "inform.offers.before_other_debts",
    "offers.nothing_left": "inform.offers.nothing_left",
    "offers.nevers": "inform.offers.nevers",
    "offers.nevers_button": "inform.offers.nevers_button",
    "offers.never.above_ceiling": "inform.offers.above_ceiling",
    "offers.never.large_last": "inform.offers.large_last",
    "offers.never.more_than_fits": "inform.offers.more_than_fits",
    "offers.line.why": "inform.offers.line_why",
    "offers.say.too_much": "inform.offers.say_terms",
    "offers.say.at_times": "inform.offers.say_at_times",
    "offers.say.nothing_left": "inform.offers.say_terms",
    "stress.no_less_helps": "inform.stress.no_less_helps",
    "stress.none_survives": "inform.stress.none_survives",
    "stress.fits.ask": "inform.stress.fits_ask",
    "stress.fits.use": "inform.stress.fits_use",
    "reviews.outcome.on_track": "inform.reviews.on_track",
    "reviews.outcome.adjust": "inform.reviews.adjust",
    "reviews.outcome.renegotiate": "inform.reviews.renegotiate",
    "week.sign.borrowed": "inform.week.borrowed",
    "start.path": "inform.start.path",
    "start.path_helping": "inform.start.path_helping",
    "start.cannot": "inform.start.cannot",
    "start.step.proposal": "inform.start.step_proposal",
    "contacts.step.ask_again_in_writing": "inform.contacts.ask_again",
    "contacts.step.check_the_offer": "inform.contacts.check",
    "contacts.step.complain": "inform.contacts.complain",
    "contacts.step.gather_papers": "inform.contacts.papers",
    "contacts.step.try_another_way": "inform.contacts.another_way",
    "contacts.step.wait_for_answer": "inform.contacts.wait",
    "contacted.next.no_answer": "inform.contacted.no_answer",
    "contacted.next.refused": "inform.contacted.refused",
    "contacted.next.wants_papers": "inform.contacted.papers",
    "contacted.next.will_answer": "inform.contacted.will_answer",
    "dealings.next": "inform.dealings.next",
    "payments.late_again": "inform.payments.late_again",
    "payments.last": "inform.payments.last",
    "finish.title": "inform.finish.title",
    "plans.refused": "inform.plans.refused",
    "plans.change_words": "inform.plans.change_words",
    "borrow.ask_time": "inform.borrow.ask_time",
    "rehearsal.about.hold": "inform.rehearsal.about_hold",
    "lessons.first.title": "inform.lessons.first_title",
    "lessons.first.text": "inform.lessons.first_text",
    "lessons.first.a_told": "inform.lessons.first_told",
    "lessons.first.b_told": "inform.lessons.first_told",
    "lessons.early.a_told": "inform.lessons.early_a",
    "lessons.means.title": "inform.lessons.means_title",
    "lessons.means.text": "inform.lessons.means_text",
    "lessons.means.a_told": "inform.lessons.means_a",
    "lessons.means.b_told": "inform.lessons.means_b",
    "lessons.lump.a_told": "inform.lessons.lump_a",
    "lessons.lump.b_told": "inform.lessons.lump_b",
    "lessons.notice.a_told": "inform.lessons.notice_a",
    "lessons.notice.b_told": "inform.lessons.notice_b",
    "lessons.review.a_told": "inform.lessons.review_a",
    "lessons.silence.text": "inform.lessons.silence_text",
    "lessons.silence.a_told": "inform.lessons.silence_a",
    "lessons.silence.b_told": "inform.lessons.silence_b",
    "lessons.signs.a_told": "inform.lessons.signs_a",
    "lessons.signs.b_told": "inform.lessons.signs_b",
    "practice.ask": "inform.practice.ask",
    "practice.quiz.one": "inform.practice.quiz",
    "practice.quiz.two": "inform.practice.quiz",
    "practice.worked.first": "inform.practice.possible",
    "practice.worked.second": "inform.practice.possible",
    "series.means.ask": "inform.series.means_ask",
    "series.lump.ask": "inform.series.lump_ask",
    "series.refused.ask": "inform.series.refused_ask",
}
"""What recommends, with what is said in its place; nothing is put in that the first did not have."""

UNSAID = frozenset(
    {
        "proposals.first",
        "proposals.ladder",
        "proposals.ladder_text",
        "proposals.rung.first",
        "proposals.rung.fallback",
        "proposals.rung.last",
        "proposals.contract_fits",
        "proposals.other_debts",
        "proposals.why.income_comes_back",
        "proposals.why.leaves_room",
        "proposals.why.mostly_charges",
        "proposals.why.needs_whole_share",
        "proposals.why.nothing_left",
        "proposals.why.priority_first",
        "proposals.why.too_large_for_now",
        "scripts.ladder_less",
        "scripts.to_less",
        "practice.why.income_comes_back",
        "practice.why.leaves_room",
        "practice.why.mostly_charges",
        "practice.why.needs_whole_share",
        "practice.why.nothing_left",
        "practice.why.priority_first",
        "practice.why.too_large_for_now",
        "practice.both.deferral",
        "practice.both.token",
        "practice.both.waiver",
    }
)
"""What recommends and has no place at all where nothing is recommended."""

RECOMMENDING = NEUTRAL.keys() | UNSAID

_JUDGED = frozenset({"early", "means", "propose", "refused", "lump", "keep", "review", "hardship"})
"""Weekly lessons whose quiz calls one way of acting right; the others ask for a fact or a danger."""


def wording(message: str, *, informs: bool) -> str:
    """Return the message id to be said for one that was asked for."""
    return NEUTRAL.get(message, message) if informs else message


def has_right_answer(lesson: str, *, informs: bool) -> bool:
    """Tell whether a weekly lesson's quiz marks an answer as right."""
    return not (informs and lesson in _JUDGED)


def arranged(proposals: Sequence[Proposal], *, informs: bool) -> tuple[tuple[int, Proposal], ...]:
    """Return the proposals with their places, in the order in which they are shown.

    As they are recommended; where nothing is, by what each costs in all: those without a sum first,
    then the smallest total, and the larger sum a month before the smaller.
    """
    numbered = tuple(enumerate(proposals))
    if not informs:
        return numbered

    def cost(each: tuple[int, Proposal]) -> tuple[int, int, str]:
        one = each[1]
        total = -1 if one.total is None else one.total.minor
        return total, -(one.amount.minor if one.amount else 0), one.kind.value

    return tuple(sorted(numbered, key=cost))
