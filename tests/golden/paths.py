"""The seven ways that are told, by the name of their page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.golden import paths_alone, paths_cn, paths_home

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.golden.teller import Teller


@dataclass(frozen=True, slots=True)
class Path:
    """One person and their way."""

    title: str
    about: str
    person: str
    language: str
    walk: Callable[[Teller], Awaitable[None]]


PATHS = {
    "cn-credit-card": Path(
        "A credit-card debtor, mainland China",
        "48,000 yuan on one card, the pay has fallen, the next payment will be missed. The bank "
        "first says that there is no such policy, then makes an offer.",
        "Lin", "zh-hans", paths_cn.card,
    ),
    "cn-online-loan": Path(
        "An online-loan debtor, mainland China",
        "Two months overdue with a platform that calls, presses and threatens to ask the family. "
        "The breakdown is not clear. Article 70 binds bank cards and is never quoted here.",
        "Zhou", "zh-hans", paths_cn.online_loan,
    ),
    "us-card-collector": Path(
        "A card debt with a collector, United States",
        "A collector calls about a card debt; the amount is not sure, so words only ask until "
        "proof has come. Then an offer, a check, a refusal, and the way to complain.",
        "Dana", "en", paths_alone.us_card,
    ),
    "gb-renter": Path(
        "A renter with rent arrears and a card, United Kingdom",
        "Rent arrears come first and are paid from the budget before the card gets a share.",
        "Sam", "en", paths_home.renter,
    ),
    "negative-budget": Path(
        "Somebody whose budget is negative, United States",
        "Costs are higher than the pay. No sum is named in any word to the lender.",
        "Ray", "en", paths_home.negative,
    ),
    "guarantor-sued": Path(
        "A guarantor sued for a brother's loan, United Kingdom",
        "Court papers have come. The date is first; words to the lender come after.",
        "Ann", "en", paths_alone.guarantor,
    ),
    "migrant-two-currencies": Path(
        "Debts in two currencies, on a shared telephone",
        "A card in Singapore and a loan at home in Indonesia; others use the same telephone.",
        "Siti", "en", paths_home.migrant,
    ),
}  # fmt: skip
