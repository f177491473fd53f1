"""The budget's working in a few lines, the buffer, and the humane way on for zero and below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go, pairs
from bot.ui.cards_rates import foreign_lines, rate_button
from bot.ui.cards_scripts import words
from bot.ui.texts import Id
from coach.budget import FACTORS, SIGNS, Period, Step, Verdict, decode_line, monthly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards_rates import Foreign
    from bot.ui.texts import Texts
    from coach.budget import Affordability, Budget
    from coach.hardship import Hardship
    from coach.script_lines import Line

STEPS = {
    Step.TAKE_HOME: "budget.step.take_home",
    Step.ESSENTIALS: "budget.step.essentials",
    Step.PRIORITY: "budget.step.priority",
    Step.PLANS: "budget.step.plans",
    Step.MUST_GO_ON: "budget.step.must_go_on",
    Step.LEFT_OVER: "budget.step.left_over",
    Step.BUFFER: "budget.step.buffer",
    Step.POT: "budget.step.pot",
}
PERIODS = {
    Period.WEEKLY: "budget.period.weekly",
    Period.FORTNIGHTLY: "budget.period.fortnightly",
    Period.MONTHLY: "budget.period.monthly",
    Period.QUARTERLY: "budget.period.quarterly",
    Period.YEARLY: "budget.period.yearly",
}
VERDICTS = {
    Verdict.POSITIVE: "budget.verdict.positive",
    Verdict.ZERO: "budget.verdict.zero",
    Verdict.NEGATIVE: "budget.verdict.negative",
}


def empty(t: Texts) -> Card:
    """Offer the quick or the full budget."""
    rows = column(
        go(t.plain("budget.quick"), "budget.quick"), go(t.plain("budget.full"), "budget.full")
    )
    return Card(t.t("budget.empty"), rows + foot(t))


def budget(t: Texts, affordability: Affordability, foreign: Foreign) -> Card:
    """Return the working and what it means."""
    lines = [t.t("budget.title")]
    for row in affordability.working:
        sign = SIGNS[row.step]
        name = Id(STEPS[row.step])
        bold = "budget.line_bold" if sign == "=" else "budget.line_plain"
        lines.append(t.t(bold, sign=sign.replace("-", "−"), name=name, amount=row.amount))
    lines.append("")
    lines.append(t.t(VERDICTS[affordability.verdict], pot=affordability.pot))
    if foreign:
        lines += ["", *foreign_lines(t, foreign)]
    positive = affordability.verdict is Verdict.POSITIVE
    rows = column(
        go(t.plain("budget.to_offer"), "negotiate") if positive else None,
        None if positive else go(t.plain("budget.what_now"), "budget.humane"),
        go(t.plain("budget.to_week"), "week.begin"),
        go(t.plain("budget.again"), "budget.quick"),
        go(t.plain("budget.full"), "budget.full"),
        go(t.plain("budget.buffer"), "budget.buffer"),
        rate_button(t, foreign),
    )
    return Card("\n".join(lines), rows + foot(t), long=True)


def buffer(t: Texts, budget_: Budget) -> Card:
    """Offer other sizes of the buffer."""
    shares = [go(t.plain("budget.buffer_share", percent=each), "budget.buffer2", each)
              for each in (0, 5, 10, 20)]  # fmt: skip
    text = t.t("budget.buffer_text", share=budget_.buffer_share)
    return Card(text, pairs(shares) + foot(t, "budget"))


def humane(t: Texts) -> Card:
    """Return what comes first when nothing is left: no blame, no figure, a date to look again."""
    rows = column(
        go(t.plain("budget.help"), "helplines"),
        go(t.plain("budget.ask_hold"), "negotiate"),
        go(t.plain("budget.look_again"), "budget.look_again"),
    )
    return Card(t.t("budget.humane"), rows + foot(t, "budget"))


def converted(t: Texts, line: str) -> str:
    """Show the sum that makes an amount a month's: 200 × 52 ÷ 12 = 866.67; "" when it is one."""
    read = decode_line(line)
    if read is None or read[1] is Period.MONTHLY:
        return ""
    amount, period = read
    factor = FACTORS[period]
    return t.t(
        "budget.converted",
        amount=amount,
        times=factor.times,
        by=factor.by,
        month=monthly(amount, period),
    )


def hardship(
    t: Texts, known: Hardship | None, told: Sequence[Line] = (), debt_id: int | None = None
) -> Card:
    """Return the honest sentences (`scripts_hardship.told`), as they stand in a debt's script."""
    onward = ("path",) if debt_id is None else ("script", debt_id)
    again = ("hardship.ask",) if debt_id is None else ("script.why", debt_id)
    if known is None:
        rows = column(go(t.plain("hardship.begin"), *again))
        return Card(t.t("hardship.empty"), rows + foot(t))
    rows = column(go(t.plain("hardship.next"), *onward), go(t.plain("hardship.change"), *again))
    said = "\n".join(words(t, each) for each in told)
    return Card(t.t("hardship.preview", sentences=said), rows + foot(t), long=True)
