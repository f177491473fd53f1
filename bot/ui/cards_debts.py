"""Debts in words: the list, one debt, what waiting costs, and the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from bot.ui.texts import Id, Raw
from coach.debts import LastPaid, Stage, cost_of_waiting, is_priority
from coach.forms_debts import KINDS, LENDERS, STAGES, WHOSE
from coach.gate import Passage, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.gate import Allowed
    from coach.packs import Source, Words

KIND_NAMES = {option.value: option.text for option in KINDS}
LENDER_NAMES = {option.value: option.text for option in LENDERS}
WHOSE_NAMES = {option.value: option.text for option in WHOSE}
STAGE_NAMES = {option.value: option.text for option in STAGES}
A_MONTH = 30
SHOWN = 8
RULES_SHOWN = 4
LABEL = 24


def list_(t: Texts, debts: Sequence[Debt]) -> Card:
    """Return the list of debts, priority debts labelled."""
    add = go(t.plain("debts.add"), "debts.add")
    if not debts:
        return Card(t.t("debts.empty"), column(add) + foot(t))
    lines = [t.t("debts.list.title")]
    for debt in debts:
        label = "debts.list.priority" if is_priority(debt) else "debts.list.line"
        lines.append(t.t(label, number=debt.number, creditor=debt.creditor, balance=debt.balance))
    buttons = [
        go(
            t.plain("debts.open", number=debt.number, creditor=debt.creditor)[:LABEL],
            "debt",
            debt.id,
        )
        for debt in debts[:SHOWN]
    ]
    rows = column(*buttons, add, go(t.plain("debts.next"), "path"))
    return Card("\n".join(lines), rows + foot(t), long=True)


def one(t: Texts, debt: Debt) -> Card:
    """Return one debt with all that is known of it."""
    lines = [
        t.t("debts.one.title", number=debt.number, creditor=debt.creditor),
        t.t("debts.one.what", kind=Id(KIND_NAMES[debt.kind]), whose=Id(WHOSE_NAMES[debt.whose])),
        t.t("debts.one.stage", stage=Id(STAGE_NAMES[debt.stage])),
        t.t("debts.one.balance", balance=debt.balance),
    ]
    if debt.rate is not None:
        lines.append(t.t("debts.one.rate", rate=debt.rate))
    if debt.payment is not None:
        lines.append(t.t("debts.one.payment", payment=debt.payment))
    if is_priority(debt):
        lines.append(t.t("debts.one.priority"))
    rows = column(
        go(t.plain("debts.negotiate"), "negotiate", debt.id),
        go(t.plain("deadlines.court_open"), "deadline.court", debt.id)
        if debt.stage is Stage.COURT
        else go(t.plain("debts.waiting"), "debts.waiting", debt.id),
        go(t.plain("dealings.open"), "dealings", debt.id),
        go(t.plain("debts.edit"), "debts.edit", debt.id),
        go(t.plain("debts.delete"), "debts.delete", debt.id),
    )
    return Card("\n".join(lines), rows + foot(t, "debts"), long=True)


def waiting(t: Texts, debt: Debt) -> Card:
    """Return what waiting costs, beside one thing to do (S1); unknown rate, no figure."""
    cost = cost_of_waiting(debt, A_MONTH)
    rows = column(go(t.plain("debts.negotiate"), "negotiate", debt.id))
    if cost is None:
        rows += column(go(t.plain("debts.edit"), "debts.edit", debt.id))
        return Card(t.t("debts.waiting.unknown"), rows + foot(t, "debt", debt.id))
    text = t.t("debts.waiting.known", day=cost.per_day, month=cost.per_month)
    return Card(text, rows + foot(t, "debt", debt.id))


def deleted(t: Texts, debt: Debt) -> Card:
    """Say that the debt is gone and can come back for a day."""
    rows = column(go(t.plain("debts.undo"), "debts.undo", debt.id))
    return Card(t.t("debts.deleted", creditor=debt.creditor), rows + foot(t, "debts"))


def delete_ask(t: Texts, debt: Debt) -> Card:
    """Ask once before deleting."""
    rows = column(
        go(t.plain("debts.delete_yes"), "debts.delete2", debt.id),
        go(t.plain("debts.delete_no"), "debt", debt.id),
    )
    return Card(t.t("debts.delete_ask", creditor=debt.creditor), rows + foot(t, "debt", debt.id))


REASONS = {
    Reason.ILLEGAL_LENDER: "gate.reason.illegal_lender",
    Reason.FRAUD: "gate.reason.fraud",
    Reason.DECEASED: "gate.reason.deceased",
    Reason.PARTNERS: "gate.reason.partners",
    Reason.FORMAL: "gate.reason.formal",
    Reason.NOT_ASKED: "gate.reason.not_asked",
    Reason.NOT_YOURS: "gate.reason.not_yours",
    Reason.YOURS_NOT_SURE: "gate.reason.yours_not_sure",
    Reason.AMOUNT_WRONG: "gate.reason.amount_wrong",
    Reason.AMOUNT_NOT_SURE: "gate.reason.amount_not_sure",
    Reason.TOO_OLD: "gate.reason.too_old",
    Reason.AGE_NOT_SURE: "gate.reason.age_not_sure",
    Reason.LIMITATION_UNKNOWN: "gate.reason.limitation_unknown",
    Reason.NOT_PROVED: "owners.gate",
}


_AGE = {Reason.TOO_OLD, Reason.AGE_NOT_SURE, Reason.LIMITATION_UNKNOWN}
"""Reasons whose words ask to read about old debts first: the way there stands beside them."""


def gate(t: Texts, debt: Debt, allowed: Allowed) -> Card:
    """Return what the three answers mean for this debt, and the one next step."""
    if allowed.admits:
        rows = column(
            go(t.plain("gate.offer"), "negotiate", debt.id),
            go(t.plain("gate.another"), "debts.add"),
            go(t.plain("gate.next"), "path"),
        )
        return Card(t.t("gate.open", creditor=debt.creditor), rows + foot(t, "debts"))
    never = debt.gate is not None and debt.gate.last_paid is LastPaid.NEVER
    undated = {Reason.AGE_NOT_SURE: "gate.reason.undated"} if never else {}
    reasons = [t.t(undated.get(reason) or REASONS[reason]) for reason in allowed.reasons]
    if allowed.passage is Passage.ONLY_SAFETY:
        rows = column(go(t.plain("gate.safety"), "danger", "loan_shark"))
        return Card("\n\n".join(reasons), rows + foot(t, "debts"))
    aged = not _AGE.isdisjoint(allowed.reasons)
    shown = aged or allowed.warning_opens
    read = go(t.plain("gate.warning"), "gate.warning", debt.id) if shown else None
    passed_on = Reason.NOT_PROVED in allowed.reasons
    rows = column(
        go(t.plain("gate.questions"), "script", debt.id),
        go(t.plain("owners.door"), "owners", debt.id) if passed_on else None,
        read,
        go(t.plain("gate.again"), "gate.ask", debt.id),
    )
    text = t.t("gate.closed", creditor=debt.creditor, reasons=Raw("\n\n".join(reasons)))
    return Card(text, rows + foot(t, "debts"), long=True)


def warning(t: Texts, debt: Debt, limitation: str, caution: str) -> Card:
    """Return the warning that a payment or an admission can restart the clock.

    `limitation` is the region's own word on it, in this locale; `caution` may be empty.
    """
    rows = column(
        go(t.plain("gate.warning_read"), "gate.read", debt.id),
        go(t.plain("gate.questions"), "script", debt.id),
    )
    lines = [t.t("gate.warning_text", limitation=limitation)]
    if caution:
        lines.append(t.t("debts.rule_caution", caution=caution))
    return Card("\n\n".join(lines), rows + foot(t, "gate", debt.id), long=True)


def rules(
    t: Texts,
    debt: Debt,
    holding: Sequence[tuple[Words, Source]],
    page: int,
    timed: str | None = None,
) -> Card:
    """Return what holds where the debt is from and where it was read, a few a page.

    A rule that does not bind this kind of lender and debt never comes here. `timed` is one of them
    that leaves so many days to act: its last day can be kept.
    """
    back = foot(t, "dealings", debt.id)
    if not holding:
        rows = column(go(t.plain("debts.rules_help"), "helplines"))
        return Card(t.t("debts.rules_none"), rows + back)
    first = page * RULES_SHOWN
    lines = [t.t("debts.rules_title", creditor=debt.creditor)]
    for words, source in holding[first : first + RULES_SHOWN]:
        said = t.t("debts.rule", title=words.title, text=words.text)
        if words.caution:
            said += "\n" + t.t("debts.rule_caution", caution=words.caution)
        elif source.certain:
            # In code type, because nobody should be led to a page by a slip of the thumb.
            site = Raw(f"<code>{t.show(source.host, html=True)}</code>")
            said += "\n" + t.t("debts.rule_source", site=site, day=source.checked_on)
        lines.append(said)
    following = page + 1 if first + RULES_SHOWN < len(holding) else 0
    more = len(holding) > RULES_SHOWN
    rows = column(
        go(t.plain("form.more"), "debts.rules", debt.id, following) if more else None,
        go(t.plain("debts.rules_date"), "deadline.new", timed, debt.id) if timed else None,
        go(t.plain("debts.rules_help"), "helplines"),
    )
    return Card("\n\n".join(lines), rows + back, long=True)
