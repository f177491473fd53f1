"""What a verdict on an offer rests on, and the message id of each thing it can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.cards_rates import NO_FOREIGN, Foreign
from bot.ui.texts import Id
from coach.ceilings import Against
from coach.offers import Flag
from coach.offers_advice import Never, Say
from coach.terms import Term

if TYPE_CHECKING:
    from datetime import date

    from bot.ui.cards_stress_fits import Hard
    from coach.debts import Debt
    from coach.offers_advice import Ceiling

SAYS = {
    Say.PROVE_IT: "offers.say.prove_it",
    Say.WHAT_IS_THE_EXTRA: "offers.question.extra",
    Say.COUNTED_HOW: "offers.say.counted_how",
    Say.IS_IT_ZERO: "offers.question.zero",
    Say.IS_THE_REST_WAIVED: "offers.question.rest",
    Say.WHAT_FOR: "offers.question.what_for",
    Say.IS_THE_REST_OWED: "offers.question.rest_owed",
    Say.TOO_MUCH: "offers.say.too_much",
    Say.AT_TIMES: "offers.say.at_times",
    Say.STAY_LOW: "offers.say.stay_low",
    Say.NOTHING_LEFT: "offers.say.nothing_left",
}
FLAGS = {
    Flag.PAY_TODAY: "offers.flag.pay_today",
    Flag.REBORROWING: "offers.flag.reborrowing",
    Flag.PUT_OFF: "offers.flag.put_off",
    Flag.FEES_ON_TOP: "offers.flag.fees_on_top",
    Flag.LARGE_LAST: "offers.flag.large_last",
    Flag.STEPS_UP: "offers.flag.steps_up",
    Flag.INTEREST_FIRST: "offers.flag.interest_first",
    Flag.LONGER_THAN_FIVE_YEARS: "offers.flag.long",
}
NEVERS = {
    Never.NEW_LOAN: "offers.never.new_loan",
    Never.FEE_FIRST: "offers.never.fee_first",
    Never.OPEN_REST: "offers.never.open_rest",
    Never.MORE_THAN_FITS: "offers.never.more_than_fits",
    Never.ONLY_INTEREST: "offers.never.only_interest",
    Never.LARGE_LAST: "offers.never.large_last",
    Never.ABOVE_CEILING: "offers.never.above_ceiling",
    Never.BEFORE_WRITING: "offers.never.before_writing",
    Never.PERSONAL_ACCOUNT: "offers.never.personal_account",
    Never.OPEN_DEBIT: "offers.never.open_debit",
}
SAID_BY = {Never.NEW_LOAN: Flag.REBORROWING, Never.FEE_FIRST: Flag.PAY_TODAY,
           Never.LARGE_LAST: Flag.LARGE_LAST}  # fmt: skip
"""Of a warning and the same as a refusal only the refusal is shown."""
CEILINGS = {Against.ABOVE: "offers.ceiling.above", Against.DEPENDS: "offers.ceiling.depends"}
ASKS = {
    Term.PARTIES: ("offers.term.parties", "offers.ask.parties"),
    Term.BALANCE_SPLIT: ("offers.term.balance_split", "offers.ask.balance_split"),
    Term.PAYMENT_DATES: ("offers.term.payment_dates", "offers.ask.payment_dates"),
    Term.INTEREST_AND_FEES: ("offers.term.interest_and_fees", "offers.ask.interest_and_fees"),
    Term.WAIVED_AMOUNT: ("offers.term.waived_amount", "offers.ask.waived_amount"),
    Term.PAY_TO: ("offers.term.pay_to", "offers.ask.pay_to"),
    Term.COLLECTION_STOPS: ("offers.term.collection_stops", "offers.ask.collection_stops"),
    Term.DEFAULT_AND_GRACE: ("offers.term.default_and_grace", "offers.ask.default_and_grace"),
    Term.HOW_TO_CHANGE: ("offers.term.how_to_change", "offers.ask.how_to_change"),
    Term.CREDIT_REPORT: ("offers.term.credit_report", "offers.ask.credit_report"),
    Term.REST_CANCELLED: ("offers.term.rest_cancelled", "offers.ask.rest_cancelled"),
    Term.PAY_BY: ("offers.term.pay_by", "offers.ask.pay_by"),
    Term.CLOSURE_PROOF: ("offers.term.closure_proof", "offers.ask.closure_proof"),
    Term.NAME_DATE_REFERENCE: ("offers.term.name_date_reference", "offers.ask.name_date_reference"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a verdict rests on beside the figures.

    `debt` is what it is measured against, `special` the terms that its region names for just this
    kind of debt; `lent`: its balance stands in for what the line did not
    say. `word` is the message on a market word that was typed. `alike`: debts whose balance is what
    was typed as owed; the person says which one it is, if any. `admits`: the debt has passed the
    three questions, or none is named; `age` is the message where it may be too old. `gated` is the debt
    that the three questions are about. `asks_cash`: only the sum at hand is missing; `asks_budget`:
    there is no budget. `ceilings` come with the pack's title. `hard` is the same through hard
    months; `foreign` are debts in another currency.
    """

    arguments: tuple[str, ...]
    say: Say
    nevers: tuple[Never, ...]
    unsaid: tuple[Term, ...]
    debt: Debt | None = None
    special: tuple[str, ...] = ()
    lent: bool = False
    word: str | None = None
    alike: tuple[Debt, ...] = ()
    admits: bool = True
    age: str | None = None
    gated: Debt | None = None
    asks_cash: bool = False
    asks_budget: bool = True
    ceilings: tuple[tuple[Ceiling, str], ...] = ()
    hard: Hard | None = None
    foreign: Foreign = NO_FOREIGN
    court_on: date | None = None

    @property
    def points(self) -> tuple[Id | str, ...]:
        """Every point that must be in writing and is not known, the most urgent first."""
        return (*(Id(ASKS[term][0]) for term in self.unsaid), *self.special)
