"""The evidence checklist in words: what helps, what it is, where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Card, column, fit, foot, go
from bot.ui.texts import Id, Raw
from coach.evidence import Item, Status
from coach.evidence_rules import RULES, Cover, Instead, Issuer, Lead
from coach.forms_evidence import NAMES
from coach.script_lines import short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.evidence import Ticked
    from coach.packs import Source, Words

PAGE = 3
LINES = {
    Status.OPEN: "evidence.line.open",
    Status.ASKED: "evidence.line.asked",
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

ISSUERS = {
    Issuer.SELF: "evidence.from.self",
    Issuer.WORK: "evidence.from.work",
    Issuer.BANK: "evidence.from.bank",
    Issuer.LENDER: "evidence.from.lender",
    Issuer.COLLECTOR: "evidence.from.collector",
    Issuer.DOCTOR: "evidence.from.doctor",
    Issuer.OFFICE: "evidence.from.office",
    Issuer.REGISTRY: "evidence.from.registry",
    Issuer.COURT: "evidence.from.court",
    Issuer.POLICE: "evidence.from.police",
    Issuer.LANDLORD: "evidence.from.landlord",
    Issuer.HOME: "evidence.from.home",
    Issuer.UNDERTAKER: "evidence.from.undertaker",
    Issuer.AUTHORITY: "evidence.from.authority",
    Issuer.WORKSHOP: "evidence.from.workshop",
    Issuer.BOOKS: "evidence.from.books",
    Issuer.TAX: "evidence.from.tax",
    Issuer.GIVER: "evidence.from.giver",
}
LEADS = {
    Lead.AT_HAND: "evidence.lead.at_hand",
    Lead.DAYS: "evidence.lead.days",
    Lead.WEEKS: "evidence.lead.weeks",
}
COVERS = {
    Cover.NOTHING: "evidence.cover.nothing",
    Cover.ACCOUNTS: "evidence.cover.accounts",
    Cover.NUMBERS: "evidence.cover.numbers",
    Cover.NAMES: "evidence.cover.names",
    Cover.HEALTH: "evidence.cover.health",
}
INSTEAD = {
    Instead.BANK_PAGE: "evidence.instead.bank_page",
    Instead.PAYSLIPS: "evidence.instead.payslips",
    Instead.LAST_PAY: "evidence.instead.last_pay",
    Instead.NOTE: "evidence.instead.note",
    Instead.RECEIPTS: "evidence.instead.receipts",
    Instead.PHOTOS: "evidence.instead.photos",
    Instead.DISPUTE: "evidence.instead.dispute",
    Instead.COPY: "evidence.instead.copy",
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
    *,
    proof_first: bool = False,
) -> Card:
    """Return the whole list, and a button for each paper, three a page.

    `asked`: what the lender asked for by a date (the deadline's number, its words, the day).
    `proof_first`: the words to them only ask, so nothing is handed over yet.
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
    if proof_first:
        text = t.t("evidence.proof_first") + f"\n\n{text}"
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


def one(
    t: Texts, debt_id: int, ticked: Ticked, *, comes_on: date | None = None, agreed: bool = True
) -> Card:
    """Return one paper: what serves, from whom, how long, how new, what to cover.

    `comes_on`: the day on which it will be spoken of; `agreed`: whether messages may come.
    """
    item, status, rule = ticked.item, ticked.status, RULES[ticked.item]
    if status in {Status.ASKED, Status.HAVE}:
        about = [t.t("evidence.item_name", name=Id(NAMES[item]))]
    else:
        about = [t.t("evidence.item_card", name=Id(NAMES[item]), what=Id(WHAT[item]))]
    facts = []
    if status is Status.OPEN:
        facts.append(
            t.t("evidence.from", issuer=Id(ISSUERS[rule.issuer]), lead=Id(LEADS[rule.lead]))
        )
    if rule.months is not None and status is not Status.SKIP:
        facts.append(t.tn("evidence.fresh", rule.months))
    if status is not Status.SKIP:
        facts.append(t.t(COVERS[rule.cover]))
    if facts:
        about.append("\n".join(facts))
    if ticked.place:
        about.append(t.t("evidence.kept", place=ticked.place))
    asks = comes_on is not None and not agreed
    if comes_on is not None and agreed:
        said = {Status.ASKED: "evidence.asked_on", Status.HAVE: "evidence.newer_on"}
        about.append(t.t(said[status], day=comes_on))
    return Card("\n\n".join(about), _one_rows(t, debt_id, ticked, asks=asks))


def _one_rows(
    t: Texts, debt_id: int, ticked: Ticked, *, asks: bool
) -> tuple[tuple[Button, ...], ...]:
    item, status = ticked.item.value, ticked.status

    def tick(label: str, to: Status) -> Button:
        return go(label, "evidence.tick", item, debt_id, to.value)

    newer = status is Status.HAVE and RULES[ticked.item].months is not None
    had = status in {Status.OPEN, Status.HAVE}
    remind = go(t.plain("evidence.remind"), "evidence.remind", item, debt_id)
    place = go(t.plain("evidence.note_place"), "evidence.where", item, debt_id)
    rows = column(
        None if status is Status.HAVE else tick(t.plain("evidence.have"), Status.HAVE),
        tick(t.plain("evidence.newer"), Status.HAVE) if newer else None,
        tick(t.plain("evidence.ask"), Status.ASKED) if status is Status.OPEN else None,
        remind if asks else None,
        place if had else None,
        tick(t.plain("evidence.skip"), Status.SKIP) if status is Status.OPEN else None,
        None if status is Status.OPEN else tick(t.plain("evidence.untick"), Status.OPEN),
        go(t.plain("evidence.about"), "evidence.about", item, debt_id),
    )
    return rows + foot(t, "evidence", debt_id)


def about(t: Texts, debt_id: int, item: Item, here: Sequence[tuple[Words, Source]] = ()) -> Card:
    """Return what else may serve, and what the debt's region says of this paper (`here`)."""
    lines = [t.t("evidence.instead", name=Id(NAMES[item]), other=Id(INSTEAD[RULES[item].instead]))]
    for words, source in here:
        said = t.t("debts.rule", title=words.title, text=words.text)
        if words.caution:
            said += "\n" + t.t("debts.rule_caution", caution=words.caution)
        elif source.certain:
            site = Raw(f"<code>{t.show(source.host, html=True)}</code>")
            said += "\n" + t.t("debts.rule_source", site=site, day=source.checked_on)
        lines.append(said)
    return Card("\n\n".join(lines), foot(t, "evidence.one", item.value, debt_id), long=bool(here))


def note(t: Texts, ticked: Ticked) -> str:
    """Return what a reminder says."""
    name = Id(NAMES[ticked.item])
    if ticked.status is Status.ASKED:
        return t.t("evidence.note_asked", name=name)
    return t.t("evidence.note_newer", name=name)


def note_rows(t: Texts, debt_id: int, ticked: Ticked) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a reminder: it has come or not yet; or there is a newer one."""
    item, asked = ticked.item.value, ticked.status is Status.ASKED
    have = t.plain("evidence.come") if asked else t.plain("evidence.newer")
    again = go(t.plain("evidence.not_yet"), "evidence.tick", item, debt_id, Status.ASKED.value)
    return column(
        go(have, "evidence.tick", item, debt_id, Status.HAVE.value),
        again if asked else None,
        go(t.plain("evidence.see"), "evidence.one", item, debt_id),
    )


def rules(t: Texts, debt_id: int) -> Card:
    """Say how to prepare papers honestly."""
    return Card(t.t("evidence.rules_text"), foot(t, "evidence", debt_id), long=True)
