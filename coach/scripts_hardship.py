"""Why paying became hard, in two or three honest sentences (S4): only what the person said.

The sentences that a person was shown are those that stand in the words; a helper's are in the
third person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.dates import Month
from coach.hardship import gainsays
from coach.script_lines import Fact, Line, Name, Part, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.hardship import Hardship
    from coach.money import Money

REASONS = {
    "job_loss": "scripts.reason.job_loss",
    "income_cut": "scripts.reason.income_cut",
    "illness": "scripts.reason.illness",
    "caring": "scripts.reason.caring",
    "separation": "scripts.reason.separation",
    "bereavement": "scripts.reason.bereavement",
    "new_child": "scripts.reason.new_child",
    "disaster": "scripts.reason.disaster",
    "business_fail": "scripts.reason.business_fail",
    "fraud_victim": "scripts.reason.fraud_victim",
    "low_income": "scripts.reason.low_income",
    "overspend": "scripts.reason.overspend",
    "other": "scripts.reason.other",
}
"""The reasons of the hardship form as nouns, so that they fit the third person."""

_SAID = {
    "job_loss": "hardship.said.job_loss",
    "income_cut": "hardship.said.income_cut",
    "illness": "hardship.said.illness",
    "caring": "hardship.said.caring",
    "separation": "hardship.said.separation",
    "bereavement": "hardship.said.bereavement",
    "new_child": "hardship.said.new_child",
    "disaster": "hardship.said.disaster",
    "business_fail": "hardship.said.business_fail",
    "fraud_victim": "hardship.said.fraud_victim",
    "low_income": "hardship.said.low_income",
    "overspend": "hardship.said.overspend",
    "other": "hardship.said.other",
}
_FELT = {
    "income_less": "hardship.felt.income_less",
    "income_none": "hardship.felt.income_none",
    "costs_more": "hardship.felt.costs_more",
    "both": "hardship.felt.both",
}
_FELT_THEY = {
    "income_less": "scripts.felt.income_less",
    "income_none": "scripts.felt.income_none",
    "costs_more": "scripts.felt.costs_more",
    "both": "scripts.felt.both",
}


def why(known: Hardship, *, helping: bool) -> Line:
    """Return the one sentence that names the reason and since when."""
    if not helping and known.since is not None:
        said = Name(_SAID.get(known.reason, "hardship.said.other"))
        return line("hardship.sentence.since", Part.SITUATION, Fact.HARDSHIP,
                    since=Month(known.since), reason=said)  # fmt: skip
    reason = Name(REASONS.get(known.reason, "scripts.reason.other"))
    if known.since is None:
        return line("scripts.because", Part.SITUATION, Fact.HARDSHIP, reason=reason)
    return line("scripts.because_since", Part.SITUATION, Fact.HARDSHIP,
                since=Month(known.since), reason=reason)  # fmt: skip


def told(
    known: Hardship, income: Money | None, *, helping: bool, sums: bool = True
) -> Iterator[Line]:
    """Yield the sentences; `income` is the budget's take-home a month, None before there is one.

    Without `sums` the effect is told in words. The income now is the budget's: an older figure would disagree with the sums that follow.
    """
    yield why(known, helping=helping)
    now = known.income_now if income is None else income
    before = known.income_before
    if sums and before and now and before.currency == now.currency and now < before:
        fell = "scripts.income_fell" if helping else "hardship.sentence.income"
        yield line(fell, Part.SITUATION, Fact.HARDSHIP, Fact.BUDGET, before=before, now=now)
    elif _may_say_effect(known, income, sums=sums):
        felt = _FELT_THEY if helping else _FELT
        yield line(felt[known.effect or ""], Part.SITUATION, Fact.HARDSHIP)
    if known.until is not None:
        until = "scripts.until" if helping else "hardship.sentence.until"
        yield line(until, Part.SITUATION, Fact.HARDSHIP, until=Month(known.until))


def _may_say_effect(known: Hardship, income: Money | None, *, sums: bool) -> bool:
    """Tell whether the effect can stand beside the figures: "no income" and a pay cannot."""
    told_in_sums = sums and known.income_before is not None and known.income_now is not None
    return known.effect in _FELT and not told_in_sums and not gainsays(known, income)
