"""The practice person: a made-up case that a group looks at together, nobody's real money.

Everything follows from a seed. Draws are named digests, not the `random` module, whose methods
may change between Python versions: the same seed is the same person everywhere and always.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from coach.budget import Budget, Category, Line, full_budget
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.hardship import Hardship
from coach.money import NO_CURRENCY, Money, exponent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coach.packs import RegionPack

NAMES = 8
"""How many invented first names each language has."""

REASONS = ("income_cut", "illness", "caring", "separation", "new_child")
"""Options of the hardship form; none of them contradicts a pay that still comes in."""

_LESS_INCOME = frozenset({"income_cut", "illness", "caring"})

_SCALES = {
    "CNY": (6_000, 100), "EUR": (2_000, 50), "GBP": (2_000, 50), "HKD": (18_000, 200),
    "INR": (30_000, 500), "JPY": (220_000, 5_000), "KRW": (2_400_000, 50_000),
    "MYR": (3_500, 50), "SGD": (3_200, 50), "TWD": (36_000, 500), "USD": (3_000, 50),
}  # fmt: skip
"""Currency: (a modest take-home pay a month, the round step of every figure), in major units.

Our own orders of magnitude, for a story that sounds possible; no statistic, and no pack has one.
"""

_OTHER_SCALES = {0: (220_000, 5_000), 2: (2_000, 50), 3: (600, 10)}
"""The same by the number of decimals, for every other currency."""

_LENDERS = {
    DebtKind.CARD: LenderKind.BANK,
    DebtKind.ONLINE_LOAN: LenderKind.PLATFORM,
    DebtKind.INSTALMENT_PURCHASE: LenderKind.CONSUMER_FINANCE,
    DebtKind.RENT: LenderKind.PRIVATE,
}
_RATES = (Decimal("0.09"), Decimal("0.12"), Decimal("0.15"))
"""A year; ordinary prices, so that the story accuses no lender of a forbidden one."""

_LIGHT, _HEAVY, _FEES, _GAP, _NOTHING = range(5)
_SITUATIONS = (_LIGHT, _LIGHT, _HEAVY, _FEES, _FEES, _GAP, _GAP, _NOTHING)


@dataclass(frozen=True, slots=True)
class PracticePerson:
    """Somebody who does not exist; every figure is round and in one currency.

    `name` is a place in the language's list of names (0 to NAMES - 1). `behind` gives the months
    that each debt's payment is late, in the order of `debts`; for rent, `debts` holds what is
    late and nothing else. `income_back_in` is months.
    """

    seed: int
    region: str
    name: int
    budget: Budget
    debts: tuple[Debt, ...]
    behind: tuple[int, ...]
    hardship: Hardship
    income_back_in: int | None

    @property
    def currency(self) -> str:
        """The ISO currency of every figure."""
        return self.budget.currency

    def arrears(self, debt: Debt) -> Money:
        """Return what is overdue on a debt: its late payments, never more than its balance."""
        if debt.payment is None:
            return debt.balance
        late = debt.payment.times(self.behind[self.debts.index(debt)])
        return min(late, debt.balance)


def seed_of(chat_number: int, day: date) -> int:
    """Return the seed of a group's week (ISO, Monday to Sunday) by our own number of the group.

    Groups see different people in the same week, and a group another one each week; a person
    names neither the group nor the day. Below 2 ** 63, so that a database can keep it.
    """
    year, week, _ = day.isocalendar()
    return _number(f"week:{chat_number}:{year}:{week}") % 2**63


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


@dataclass(frozen=True, slots=True)
class Draws:
    """Named draws of one seed: a new draw never changes another one's outcome."""

    seed: int

    def below(self, name: str, count: int) -> int:
        """Return a number from 0 to `count` - 1."""
        return _number(f"practice:{self.seed}:{name}") % count

    def between(self, name: str, least: int, most: int) -> int:
        """Return a number from `least` to `most`, both included."""
        return least + self.below(name, most - least + 1)

    def mixed(self, name: str, values: Sequence[str]) -> tuple[str, ...]:
        """Return the values in an order of the seed's own."""
        return tuple(sorted(values, key=lambda each: _number(f"{self.seed}:{name}:{each}")))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Round figures of a currency; `income` counts in steps."""

    step: Money
    income: int

    def of(self, steps: int) -> Money:
        return self.step.times(steps)


def person(seed: int, pack: RegionPack, currency: str | None = None) -> PracticePerson:
    """Return the person of a seed, in the currency given, else the region's, else in none.

    The month leaves between a little too little and a modest surplus.
    """
    money = currency or pack.currency or NO_CURRENCY
    draws = Draws(seed)
    situation = _SITUATIONS[draws.below("situation", len(_SITUATIONS))]
    usual, step = _SCALES.get(money) or _OTHER_SCALES[exponent(money)]
    scale = _Scale(Money.of(step, money), usual * draws.between("income", 75, 130) // 100 // step)
    spare = _spare(draws, scale, situation)
    home = scale.income * draws.between("home", 30, 40) // 100
    rents = draws.below("rent", 5) == 0
    debts = _debts(draws, scale, situation, home, pack.id, rents=rents)
    reason = REASONS[draws.below("reason", len(REASONS))]
    if situation == _GAP:
        reason = "income_cut"
    less = reason in _LESS_INCOME
    before = scale.of(scale.income + max(1, scale.income * draws.between("before", 10, 40) // 100))
    return PracticePerson(
        seed=seed,
        region=pack.id,
        name=draws.below("name", NAMES),
        budget=_budget(scale, spare, home, rents=rents),
        debts=debts,
        behind=tuple(_behind(draws, debt) for debt in debts),
        hardship=Hardship(
            reason, None, None, "income_less" if less else "costs_more",
            before if less else None, scale.of(scale.income),
        ),
        income_back_in=draws.between("back", 2, 6) if situation == _GAP else None,
    )  # fmt: skip


def _spare(draws: Draws, scale: _Scale, situation: int) -> int:
    """Return the steps that a month leaves before any debt."""
    if situation == _NOTHING:
        return -(scale.income * draws.between("short", 0, 4) // 100)
    percent = draws.between("spare", 3, 5) if situation == _HEAVY else draws.between("spare", 6, 18)
    return max(2, scale.income * percent // 100)


def _budget(scale: _Scale, spare: int, home: int, *, rents: bool) -> Budget:
    costs = scale.income - spare
    food = (costs - home) // 2
    lines = [
        Line(Category.WAGES, scale.of(scale.income)),
        Line(Category.HOME, scale.of(home)),
        Line(Category.FOOD, scale.of(food)),
        Line(Category.PERSONAL, scale.of(costs - home - food)),
    ]
    if rents and spare > 0:
        lines.append(Line(Category.PRIORITY_ARREARS, scale.of(max(1, spare // 2))))
    return full_budget(lines, scale.step.currency)


def _debts(
    draws: Draws, scale: _Scale, situation: int, home: int, region: str, *, rents: bool
) -> tuple[Debt, ...]:
    ordinary = (DebtKind.CARD, DebtKind.ONLINE_LOAN, DebtKind.INSTALMENT_PURCHASE)
    kinds = [DebtKind(each) for each in draws.mixed("kinds", ordinary)]
    kinds = kinds[: draws.between("count", 1, 2 if rents else 3)]
    found = []
    for number, kind in enumerate(kinds, 1):
        low, high = (500, 900) if situation == _HEAVY else (60, 240)
        size = scale.income * draws.between(f"size:{kind.value}", low, high) // 100 // len(kinds)
        late = number == 1 or draws.below(f"late:{kind.value}", 2) == 0
        fees = 0
        if late:
            most = 40 if situation == _FEES else 15
            least = 12 if situation == _FEES else 0
            fees = size * draws.between(f"fees:{kind.value}", least, most) // 100
        rate = _RATES[draws.below(f"rate:{kind.value}", len(_RATES))]
        debt = Debt(
            id=number, number=number, creditor="", kind=kind, lender=_LENDERS[kind],
            whose=Whose.MINE, stage=Stage.OVERDUE if late else Stage.WILL_MISS, region=region,
            principal=scale.of(size), fees=scale.of(fees) if fees else None, rate=rate,
            payment=scale.of(max(1, size // 20)),
        )  # fmt: skip
        found.append(debt)
    if rents:
        owed = scale.of(home * draws.between("months of rent", 1, 3))
        found.insert(0, replace(
            found[0], kind=DebtKind.RENT, lender=_LENDERS[DebtKind.RENT], stage=Stage.OVERDUE,
            principal=owed, fees=None, rate=None, payment=None,
        ))  # fmt: skip
    return tuple(replace(each, id=at, number=at) for at, each in enumerate(found, 1))


def _behind(draws: Draws, debt: Debt) -> int:
    if debt.stage is not Stage.OVERDUE or debt.payment is None:
        return 0
    months = draws.between(f"behind:{debt.kind.value}", 1, 4)
    # Late fees of a tenth do not gather in a month.
    gathered = debt.fees is not None and debt.principal < debt.fees.times(10)
    return max(months, 3) if gathered else months
