"""The practice person as three posts of a group: the story, the vote, the figures a day later.

Each of them says that this is nobody real. Posts are HTML without buttons; a quiz is plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.ui.cards import Poll
from bot.ui.cards_proposals import head
from bot.ui.texts import Id, Raw
from coach.budget import Category
from coach.debts import DebtKind, Stage, is_priority
from coach.money import zero
from coach.practice_worked import right_kinds, vote
from coach.proposals import ProposalKind, Why

if TYPE_CHECKING:
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.practice import PracticePerson
    from coach.practice_worked import Worked

NAMES = (
    "practice.name.1", "practice.name.2", "practice.name.3", "practice.name.4",
    "practice.name.5", "practice.name.6", "practice.name.7", "practice.name.8",
)  # fmt: skip
REASONS = {
    "income_cut": "practice.reason.income_cut",
    "illness": "practice.reason.illness",
    "caring": "practice.reason.caring",
    "separation": "practice.reason.separation",
    "new_child": "practice.reason.new_child",
}
KINDS = {
    DebtKind.CARD: "debts.kind.card",
    DebtKind.ONLINE_LOAN: "debts.kind.online_loan",
    DebtKind.INSTALMENT_PURCHASE: "debts.kind.instalment_purchase",
    DebtKind.RENT: "debts.kind.rent",
}
OPTIONS = {
    ProposalKind.EQUAL_INSTALMENTS: "practice.option.equal_instalments",
    ProposalKind.EXTENSION: "practice.option.extension",
    ProposalKind.WAIVER: "practice.option.waiver",
    ProposalKind.DEFERRAL: "practice.option.deferral",
    ProposalKind.LUMP_SUM: "practice.option.lump_sum",
    ProposalKind.REDUCED: "practice.option.reduced",
    ProposalKind.TOKEN: "practice.option.token",
    ProposalKind.HOLD: "practice.option.hold",
}
WHYS = {
    Why.NOTHING_LEFT: "practice.why.nothing_left",
    Why.PRIORITY_FIRST: "practice.why.priority_first",
    Why.MOSTLY_CHARGES: "practice.why.mostly_charges",
    Why.LEAVES_ROOM: "practice.why.leaves_room",
    Why.NEEDS_WHOLE_SHARE: "practice.why.needs_whole_share",
    Why.INCOME_COMES_BACK: "practice.why.income_comes_back",
    Why.TOO_LARGE_FOR_NOW: "practice.why.too_large_for_now",
}
BOTH_FIT = {
    ProposalKind.WAIVER: "practice.both.waiver",
    ProposalKind.DEFERRAL: "practice.both.deferral",
    ProposalKind.TOKEN: "practice.both.token",
}
"""What is said of the second right answer instead, by its kind."""


def introduction(t: Texts, known: Worked) -> str:
    """Return the story: who, why it became hard, the month, the debts, which one to look at."""
    one = known.person
    name = _name(one)
    lines = [t.t("practice.title", name=name), t.t(REASONS[one.hardship.reason], name=name)]
    if one.income_back_in is not None:
        lines.append(t.t("practice.back", months=one.income_back_in))
    lines += ["", *_month(t, one), ""]
    lines += [_debt(t, one, debt) for debt in one.debts]
    lines += ["", t.t("practice.ask", kind=_kind(known.debt))]
    return "\n".join(lines)


def _name(one: PracticePerson) -> Id:
    return Id(NAMES[one.name])


def _kind(debt: Debt) -> Id:
    return Id(KINDS[debt.kind])


def _month(t: Texts, one: PracticePerson) -> list[str]:
    by_category = {line.category: line.monthly for line in one.budget.lines}
    before = one.hardship.income_before
    income = one.budget.take_home
    lines = [
        t.t("practice.income", income=income)
        if before is None
        else t.t("practice.income_before", income=income, before=before),
        t.t("practice.costs", costs=one.budget.essentials, home=by_category[Category.HOME],
            food=by_category[Category.FOOD]),
    ]  # fmt: skip
    if Category.PRIORITY_ARREARS in by_category:
        lines.append(t.t("practice.aside", aside=by_category[Category.PRIORITY_ARREARS]))
    return lines


def _debt(t: Texts, one: PracticePerson, debt: Debt) -> str:
    kind, owed, rate = _kind(debt), debt.balance, debt.rate
    if rate is None:
        return t.t("practice.debt.rent", kind=kind, owed=owed)
    if debt.stage is not Stage.OVERDUE:
        return t.t("practice.debt.soon", kind=kind, owed=owed, rate=rate)
    late = one.arrears(debt)
    if debt.fees is None:
        return t.t("practice.debt.late", kind=kind, owed=owed, rate=rate, late=late)
    return t.t("practice.debt.fees", kind=kind, owed=owed, rate=rate, late=late, fees=debt.fees)


def quiz(t: Texts, known: Worked) -> Poll:
    """Return the vote on what to ask for first."""
    one, debt, made = known.person, known.debt, vote(known)
    asked = "practice.quiz.two" if len(made.correct) > 1 else "practice.quiz.one"
    question = t.plain(
        asked, name=_name(one), income=one.budget.take_home, costs=one.budget.essentials,
        kind=_kind(debt), owed=debt.balance,
    )  # fmt: skip
    options = tuple(t.plain(OPTIONS[kind]) for kind in made.options)
    if t.informs:
        return Poll(question, options)
    return Poll(question, options, made.correct, t.plain(_why(known), **_figures(known)))


def _why(known: Worked) -> str:
    right = right_kinds(known)
    return BOTH_FIT[right[1]] if len(right) > 1 else WHYS[known.why]


def _figures(known: Worked) -> dict[str, Any]:
    """Return all that an explanation may name; one never names what its case does not have."""
    first, debt = known.first, known.debt
    nothing = zero(debt.currency)
    return {
        "income": known.can.take_home,
        "costs": known.can.essentials,
        "left": known.can.left_over,
        "fees": debt.fees or nothing,
        "owed": debt.balance,
        "amount": first.amount or nothing,
        "payments": first.months,
        "share": known.share or nothing,
        "most": known.most_months,
        "back": known.person.income_back_in or 0,
    }


def answer(t: Texts, known: Worked) -> str:
    """Return the worked figures: the month, the share, what to ask first and after a refusal."""
    lines = [t.t("practice.worked.title", name=_name(known.person)), "", *_working(t, known)]
    lines += ["", t.t("practice.worked.first", proposal=Raw(head(t, known.debt, known.first)))]
    if known.second is not None:
        second = Raw(head(t, known.debt, known.second))
        lines.append(t.t("practice.worked.second", proposal=second))
    why = [] if t.informs else [t.t(_why(known), **_figures(known))]
    lines += [*why, "", t.t("practice.worked.source")]
    return "\n".join(lines)


def _working(t: Texts, known: Worked) -> list[str]:
    can = known.can
    lines = [
        t.t("practice.worked.income", amount=can.take_home),
        t.t("practice.worked.costs", amount=can.essentials),
    ]
    if can.priority.minor > 0:
        lines.append(t.t("practice.worked.aside", amount=can.priority))
    lines.append(t.t("practice.worked.left", amount=can.left_over))
    if is_priority(known.debt) or known.share is None:
        return lines
    percent = known.person.budget.buffer_share
    lines.append(t.t("practice.worked.buffer", amount=can.buffer, percent=percent))
    lines.append(t.t("practice.worked.pot", amount=can.pot))
    if len(known.sharing.shares) > 1:
        lines.append(t.t("practice.worked.share", amount=known.share, kind=_kind(known.debt)))
    return lines
