"""The evidence checklist in words: what helps, what it is, where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, fit, foot, go
from bot.ui.texts import Id
from coach.evidence import Item, Status
from coach.forms_evidence import NAMES
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.evidence import Ticked

PAGE = 3
TITLE = 20
"""Characters of a debt's name in a title."""
LINES = {
    Status.OPEN: "evidence.line.open",
    Status.HAVE: "evidence.line.have",
    Status.SKIP: "evidence.line.skip",
}
WHAT = {
    Item.BUDGET_SHEET: "evidence.what.budget_sheet",
    Item.INCOME_PROOF: "evidence.what.income_proof",
    Item.BANK_STATEMENTS: "evidence.what.bank_statements",
    Item.DEBT_LIST: "evidence.what.debt_list",
    Item.END_OF_JOB: "evidence.what.end_of_job",
    Item.JOBLESS_PROOF: "evidence.what.jobless_proof",
    Item.EMPLOYER_LETTER: "evidence.what.employer_letter",
    Item.TWO_PAYSLIPS: "evidence.what.two_payslips",
    Item.SICK_NOTE: "evidence.what.sick_note",
    Item.MEDICAL_BILLS: "evidence.what.medical_bills",
    Item.REDUCED_HOURS: "evidence.what.reduced_hours",
    Item.CARER_BENEFIT: "evidence.what.carer_benefit",
    Item.SEPARATION_PAPERS: "evidence.what.separation_papers",
    Item.NEW_RENT: "evidence.what.new_rent",
    Item.FUNERAL_BILL: "evidence.what.funeral_bill",
    Item.LEAVE_LETTER: "evidence.what.leave_letter",
    Item.DISASTER_NOTICE: "evidence.what.disaster_notice",
    Item.REPAIR_QUOTE: "evidence.what.repair_quote",
    Item.BUSINESS_PAPERS: "evidence.what.business_papers",
    Item.POLICE_RECEIPT: "evidence.what.police_receipt",
    Item.TRANSFER_RECORDS: "evidence.what.transfer_records",
    Item.BENEFIT_LETTER: "evidence.what.benefit_letter",
    Item.HOME_NOTICE: "evidence.what.home_notice",
    Item.TAX_NOTICE: "evidence.what.tax_notice",
    Item.CONTRACT: "evidence.what.contract",
    Item.COURT_PAPERS: "evidence.what.court_papers",
    Item.LENDERS_LETTERS: "evidence.what.lenders_letters",
    Item.SUM_SOURCE: "evidence.what.sum_source",
    Item.INCOME_AGAIN: "evidence.what.income_again",
}


def pick(t: Texts, debts: Sequence[Debt], page: int) -> Card:
    """Ask whose papers to show: those for all debts, or a debt's own too."""
    per_page = 3
    here = debts[page * per_page : (page + 1) * per_page] or debts[:per_page]
    buttons = [go(t.plain("evidence.all"), "evidence", 0)]
    buttons += [
        go(fit(t.plain("evidence.open", number=each.number, name=each.creditor)),
           "evidence", each.id)
        for each in here
    ]  # fmt: skip
    if len(debts) > per_page:
        following = page + 1 if (page + 1) * per_page < len(debts) else 0
        buttons.append(go(t.plain("evidence.more"), "evidence.pick", following))
    return Card(t.t("evidence.which"), column(*buttons) + foot(t))


def checklist(
    t: Texts,
    debt: Debt | None,
    items: Sequence[Ticked],
    page: int,
    asked: Sequence[tuple[int, str, date]] = (),
) -> Card:
    """Return the whole list, and a button for each paper, three a page.

    `asked`: what the lender asked for by a date (the deadline's number, its words, the day).
    """
    debt_id = debt.id if debt else 0
    if debt is None:
        title = t.t("evidence.title")
    else:
        title = t.t("evidence.title_debt", creditor=short(debt.creditor, TITLE))
    lines = [
        t.t(LINES[each.status], number=number, name=Id(NAMES[each.item]))
        for number, each in enumerate(items, 1)
    ]
    pages = max(-(-len(items) // PAGE), 1)
    begin = page % pages * PAGE
    buttons = [
        go(fit(t.plain("evidence.open", number=number, name=Id(NAMES[each.item]))),
           "evidence.one", each.item.value, debt_id)
        for number, each in enumerate(items[begin : begin + PAGE], begin + 1)
    ]  # fmt: skip
    if pages > 1:
        buttons.append(go(t.plain("evidence.more"), "evidence", debt_id, (page + 1) % pages))
    compare = go(t.plain("evidence.compare"), "claims", debt_id) if debt else None
    rules = column(compare, go(t.plain("evidence.how"), "evidence.rules", debt_id))
    back = ("debt", debt.id) if debt else (None,)
    text = f"{title}\n\n" + "\n".join(lines)
    if not asked:
        return Card(text, column(*buttons) + rules + foot(t, *back), long=True)
    said, first = _asked(t, asked)
    return Card(f"{said}\n\n{text}", first + column(*buttons) + rules + foot(t, *back), long=True)


def _asked(
    t: Texts, asked: Sequence[tuple[int, str, date]]
) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    """Return the lines of what they asked for, and a button for the soonest."""
    lines = [t.t("evidence.asked_title")]
    lines += [t.t("evidence.asked_line", what=what, day=on) for _, what, on in asked]
    number, what, _ = asked[0]
    soonest = go(fit(t.plain("evidence.asked_open", what=what)), "deadline", number)
    return "\n".join(lines), column(soonest)


def one(t: Texts, debt_id: int, ticked: Ticked) -> Card:
    """Return one paper: what serves, and what can be said of it."""
    item = ticked.item
    text = t.t("evidence.item_card", name=Id(NAMES[item]), what=Id(WHAT[item]))
    if ticked.place:
        text = f"{text}\n\n" + t.t("evidence.kept", place=ticked.place)
    done = ticked.status is not Status.OPEN
    have = go(t.plain("evidence.have"), "evidence.tick", item.value, debt_id, "have")
    skip = go(t.plain("evidence.skip"), "evidence.tick", item.value, debt_id, "skip")
    undo = go(t.plain("evidence.untick"), "evidence.tick", item.value, debt_id, "open")
    rows = column(
        None if ticked.status is Status.HAVE else have,
        go(t.plain("evidence.note_place"), "evidence.where", item.value, debt_id),
        None if ticked.status is Status.SKIP else skip,
        undo if done else None,
    )
    return Card(text, rows + foot(t, "evidence", debt_id))


def rules(t: Texts, debt_id: int) -> Card:
    """Say how to prepare papers honestly."""
    return Card(t.t("evidence.rules_text"), foot(t, "evidence", debt_id), long=True)
