"""What can be asked, in words: the one to begin with and why, the others, the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Card, column, fit, foot, go
from bot.ui.cards_rates import NO_FOREIGN, Foreign, foreign_lines, rate_button
from bot.ui.cards_stress_fits import proposed, use_safer
from bot.ui.texts import Id, Raw
from coach.proposals import Ask, ProposalKind, Risk, Speed, Why
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Button
    from bot.ui.cards_stress_fits import Hard
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.money import Money
    from coach.proposals import Proposal, Slate

PAGE = 3
KINDS = {
    ProposalKind.EQUAL_INSTALMENTS: "proposals.kind.equal_instalments",
    ProposalKind.OWN: "proposals.kind.own",
    ProposalKind.EXTENSION: "proposals.kind.extension",
    ProposalKind.WAIVER: "proposals.kind.waiver",
    ProposalKind.DEFERRAL: "proposals.kind.deferral",
    ProposalKind.LUMP_SUM: "proposals.kind.lump_sum",
    ProposalKind.REDUCED: "proposals.kind.reduced",
    ProposalKind.TOKEN: "proposals.kind.token",
    ProposalKind.HOLD: "proposals.kind.hold",
}
SPEEDS = {
    Speed.COMFORTABLE: "proposals.speed.comfortable",
    Speed.STANDARD: "proposals.speed.standard",
    Speed.FAST: "proposals.speed.fast",
}
WHYS = {
    Why.NOTHING_LEFT: "proposals.why.nothing_left",
    Why.PRIORITY_FIRST: "proposals.why.priority_first",
    Why.MOSTLY_CHARGES: "proposals.why.mostly_charges",
    Why.LEAVES_ROOM: "proposals.why.leaves_room",
    Why.NEEDS_WHOLE_SHARE: "proposals.why.needs_whole_share",
    Why.INCOME_COMES_BACK: "proposals.why.income_comes_back",
    Why.TOO_LARGE_FOR_NOW: "proposals.why.too_large_for_now",
}
ASKS = {
    Ask.STOP_INTEREST: "proposals.ask.stop_interest",
    Ask.STOP_LATE_FEES: "proposals.ask.stop_late_fees",
    Ask.STOP_COLLECTION: "proposals.ask.stop_collection",
    Ask.INSTALMENTS: "proposals.ask.instalments",
    Ask.LONGER_TERM: "proposals.ask.longer_term",
    Ask.SAME_RATE: "proposals.ask.same_rate",
    Ask.WAIVE_CHARGES: "proposals.ask.waive_charges",
    Ask.BREAK: "proposals.ask.break",
    Ask.ACCEPT_AS_FULL: "proposals.ask.accept_as_full",
    Ask.ACCEPT_LESS_FOR_NOW: "proposals.ask.accept_less_for_now",
    Ask.HOLD: "proposals.ask.hold",
    Ask.REVIEW_DATE: "proposals.ask.review_date",
    Ask.CLOSURE_PROOF: "proposals.ask.closure_proof",
    Ask.WRITTEN_CONFIRMATION: "proposals.ask.written_confirmation",
}
RISKS = {
    Risk.MAY_REFUSE: "proposals.risk.may_refuse",
    Risk.TIGHT: "proposals.risk.tight",
    Risk.LONG: "proposals.risk.long",
    Risk.COSTS_MORE: "proposals.risk.costs_more",
    Risk.WAIVER_MAY_LAPSE: "proposals.risk.waiver_may_lapse",
    Risk.INTEREST_MAY_RUN: "proposals.risk.interest_may_run",
    Risk.ARREARS_MAY_GROW: "proposals.risk.arrears_may_grow",
    Risk.PAY_ONLY_AFTER_WRITING: "proposals.risk.pay_only_after_writing",
    Risk.RECORD_MAY_SHOW_IT: "proposals.risk.record_may_show_it",
}


def pick_debt(t: Texts, debts: Sequence[Debt], page: int, to: str, more: str) -> Card:
    """Ask which debt to prepare for, or lead to the first one.

    `to` is the screen a debt leads to, `more` the one that shows the next page.
    """
    if not debts:
        rows = column(go(t.plain("proposals.add"), "debts.add"))
        return Card(t.t("proposals.no_debts"), rows + foot(t))
    per_page = 4
    here = debts[page * per_page : (page + 1) * per_page] or debts[:per_page]
    buttons = [
        go(fit(t.plain("proposals.open", number=each.number, creditor=each.creditor)),
           to, each.id)
        for each in here
    ]  # fmt: skip
    if len(debts) > per_page:
        following = page + 1 if (page + 1) * per_page < len(debts) else 0
        buttons.append(go(t.plain("proposals.more"), more, following))
    return Card(t.t("proposals.which"), column(*buttons) + foot(t))


def kind_of(each: Proposal) -> Id:
    """Return what a proposal is called."""
    return Id(SPEEDS[each.speed] if each.speed else KINDS[each.kind])


def head(t: Texts, debt: Debt, each: Proposal) -> str:
    """Return a proposal in one line of HTML; without a sum where none may be named.

    Where the debt bears interest that is asked to stop, the total holds only if it does.
    """
    kind = kind_of(each)
    if each.amount is None or each.total is None:
        return t.t("proposals.head.free", kind=kind, months=each.months)
    if each.kind is ProposalKind.LUMP_SUM:
        return t.t("proposals.head.lump", kind=kind, amount=each.amount)
    if each.kind is ProposalKind.REDUCED:
        return t.tn("proposals.head.reduced", each.months, kind=kind, amount=each.amount)
    total = each.total
    if debt.rate and Ask.STOP_INTEREST in each.asks and each.months > 1:
        return t.tn("proposals.head.plan_if", each.months, kind=kind, amount=each.amount,
                    total=total)  # fmt: skip
    return t.tn("proposals.head.plan", each.months, kind=kind, amount=each.amount, total=total)


def slate(
    t: Texts, debt: Debt, known: Slate, chosen: Proposal | None, *,
    gainsaid: bool = False, hard: Hard | None = None, alone: bool = False,
    foreign: Foreign = NO_FOREIGN,
) -> Card:  # fmt: skip
    """Return what to begin with and why.

    `gainsaid`: "no income" was said, and the budget has a pay; one of both is to change.
    `hard`: the first one's sum through hard months. `alone`: it takes most of what there is, and no
    other debt is written down, which is asked about until something is chosen.
    """
    asks_others = alone and chosen is None
    agree = (go(t.plain("scripts.make_agree"), "script.agree", debt.id),)
    first = known.recommended
    # That it fits is only said with what a hard month would hold.
    room = hard if known.why is Why.LEAVES_ROOM else None
    lines = [
        t.t("proposals.title", creditor=short(debt.creditor, TITLE)),
        t.t("proposals.first", proposal=Raw(head(t, debt, first))),
        t.t(WHYS[known.why]) if room is None else proposed(t, room),
    ]
    if gainsaid:
        lines.append(t.t("scripts.gainsaid_brief"))
    elif known.contract_fits:
        lines.append(t.t("proposals.contract_fits"))
    if chosen is not None and chosen != first:
        lines.append(t.t("proposals.chosen", proposal=Raw(head(t, debt, chosen))))
    lines += foreign_lines(t, foreign)
    if asks_others:
        lines.append(t.t("proposals.other_debts"))
    lump = lump_button(t, debt, known)
    if asks_others:
        lump = go(t.plain("offers.before.another"), "debts.add")
    rows = column(
        go(t.plain("proposals.take"), "proposal.choose", debt.id, 0, first.kind.value),
        go(t.plain("proposals.details"), "proposal", debt.id, 0),
        go(t.plain("proposals.others"), "proposals", debt.id, 0),
        go(t.plain("proposals.ladder"), "ladder", debt.id),
        agree[0] if gainsaid else lump,
        use_safer(t, debt, room) if room is not None and room.breaks else None,
        rate_button(t, foreign),
    )
    return Card(
        "\n\n".join(lines),
        rows + foot(t, "debt", debt.id),
        long=bool(chosen or asks_others or foreign or (room and room.breaks)),
    )


def lump_button(t: Texts, debt: Debt, known: Slate) -> Button | None:
    """Return the question for a sum at hand; none where no sum may be named."""
    if known.recommended.amount is None:
        return None
    return go(t.plain("proposals.lump"), "negotiate.lump", debt.id)


def others(
    t: Texts,
    debt: Debt,
    known: Slate,
    page: int,
    *,
    longest: int | None = None,
    sure: bool = True,
) -> Card:
    """Return three proposals a page with their effect, each with its own way in.

    `longest` is the most months that a rule of the region allows for such a debt; not `sure`: by
    a source that is not official, which is said.
    """
    pages = -(-len(known.proposals) // PAGE)
    page = min(page, pages - 1)
    begin = page * PAGE
    here = known.proposals[begin : begin + PAGE]
    lines = [t.t("proposals.list", creditor=short(debt.creditor, TITLE))]
    buttons = []
    for index, each in enumerate(here, begin):
        lines.append(t.t("proposals.line", number=index + 1, proposal=Raw(head(t, debt, each))))
        label = t.plain("proposals.number", number=index + 1, kind=kind_of(each))
        buttons.append(go(label, "proposal", debt.id, index))
    if pages > 1:
        following = page + 1 if page + 1 < pages else 0
        buttons.append(go(t.plain("proposals.more"), "proposals", debt.id, following))
    if known.recommended.amount is not None and page == 0:
        buttons.append(go(t.plain("proposals.own"), "negotiate.own", debt.id))
        buttons += [each for each in (lump_button(t, debt, known),) if each is not None]
    if page >= pages - 1:
        buttons.append(go(t.plain("proposals.new_loan"), "new_loan", debt.id))
    lines += longest_plan(t, longest, sure=sure)
    back = foot(t, "negotiate", debt.id)
    return Card("\n\n".join(lines), column(*buttons) + back, long=True)


def longest_plan(t: Texts, longest: int | None, *, sure: bool) -> list[str]:
    """Say how long a plan may run by a rule of the region, where one binds the debt."""
    if longest is None:
        return []
    said = t.tn("proposals.longest", longest)
    return [said if sure else t.tn("proposals.longest_unsure", longest)]


def new_loan(t: Texts, debt: Debt) -> Card:
    """Explain one new loan for all debts, when it helps and where its trap lies."""
    rows = column(go(t.plain("proposals.new_loan_check"), "check", debt.id))
    return Card(t.t("proposals.new_loan_text"), rows + foot(t, "proposals", debt.id, 0), long=True)


def one(
    t: Texts,
    debt: Debt,
    each: Proposal,
    index: int,
    own: Money | None = None,
    instead: Sequence[tuple[int, Proposal]] = (),
) -> Card:
    """Return one proposal with its figures, what is asked, and what may happen.

    `own` is the amount that was typed for it, where one was; `instead`, with their places, what
    keeps to a lower amount.
    """
    lines = [t.t("proposals.one", proposal=Raw(head(t, debt, each))), *_figures(t, each)]
    if own is not None and each.amount is not None and own != each.amount:
        lines.insert(1, t.t(_snapped(own, each), typed=own, amount=each.amount))
        if instead:
            lines.insert(2, t.t("proposals.own.keep", typed=own))
    asks = [Id(ASKS[ask]) for ask in each.asks]
    risks = [Id(RISKS[risk]) for risk in each.risks]
    lines.append(t.t("proposals.asked", asks=Raw(_bullets(t, asks))))
    lines.append(t.t("proposals.risks", risks=Raw(_bullets(t, risks))))
    rows = column(
        go(t.plain("proposals.take"), "proposal.choose", debt.id, index, each.kind.value),
        go(t.plain("stress.button"), "stress", debt.id, each.amount.minor)
        if each.amount is not None and each.kind is not ProposalKind.LUMP_SUM
        else None,
        *(
            go(t.plain("proposals.number", number=at + 1, kind=kind_of(other)),
               "proposal", debt.id, at)
            for at, other in instead
        ),
        go(t.plain("proposals.others"), "proposals", debt.id, 0),
        None if instead else go(t.plain("documents.button"), "documents", debt.id),
    )  # fmt: skip
    return Card("\n\n".join(lines), rows + foot(t, "negotiate", debt.id), long=True)


def _snapped(own: Money, each: Proposal) -> str:
    """Say why another amount stands there than was typed."""
    if each.months == 1:
        return "proposals.own.all"
    return (
        "proposals.own.too_much" if each.amount and own > each.amount else "proposals.own.too_low"
    )


def _bullets(t: Texts, names: Sequence[Id]) -> str:
    return "\n".join(t.t("proposals.bullet", name=name) for name in names)


def _figures(t: Texts, each: Proposal) -> list[str]:
    found = []
    if each.first_due is not None and each.last_due is not None and each.amount is not None:
        last = each.last_amount or each.amount
        found.append(t.t("proposals.dates", first=each.first_due, last=each.last_due, end=last))
    if each.extra is not None and each.extra.minor > 0:
        within = each.kind is ProposalKind.EXTENSION
        extra = "proposals.extra_within" if within else "proposals.extra"
        found.append(t.t(extra, extra=each.extra))
    if each.waived is not None:
        found.append(t.t("proposals.waived", waived=each.waived))
    if each.left is not None:
        found.append(t.t("proposals.left", left=each.left))
    if each.review_on is not None:
        found.append(t.t("proposals.review", review=each.review_on))
    return ["\n".join(found)] if found else []
