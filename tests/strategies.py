"""Hypothesis strategies for the domain: money, dates, debts, budgets, plans, preferences."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from hypothesis import strategies as st

from coach.budget import Budget, Category, Line, Period, quick_budget
from coach.dates import Every, Quiet
from coach.debts import Answer, Debt, DebtKind, Gate, LastPaid, LenderKind, Stage, Whose
from coach.money import Money
from coach.plans import HowPaid, Payment, PaymentStatus, Plan, PlanKind, PlanStatus
from coach.reminders import Prefs

CURRENCIES = ("CNY", "USD", "JPY", "KWD")
# Clock changes of every sort: north, south, half an hour, none, and a skipped calendar day.
ZONES = (
    "Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Lord_Howe",
    "America/Santiago", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca",
)  # fmt: skip

currencies = st.sampled_from(CURRENCIES)
zones = st.sampled_from(ZONES)
dates = st.dates(date(2020, 1, 1), date(2040, 12, 31))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
wall_times = st.times().map(lambda at: time(at.hour, at.minute))
quiets = st.builds(Quiet, st.integers(0, 23), st.integers(0, 23))
rates = st.decimals(Decimal(0), Decimal(2), places=4)


def money(
    currency: str | None = None, least: int = 0, most: int = 10**9
) -> st.SearchStrategy[Money]:
    """Amounts in one currency or any."""
    codes = currencies if currency is None else st.just(currency)
    return st.builds(Money, st.integers(least, most), codes)


@st.composite
def gates(draw: st.DrawFn) -> Gate:
    """Every answer to the three questions."""
    return Gate(
        draw(st.sampled_from(Answer)),
        draw(st.sampled_from(Answer)),
        draw(st.one_of(dates, st.sampled_from(LastPaid))),
        draw(st.booleans()),
    )


@st.composite
def debts(draw: st.DrawFn, currency: str | None = None, debt_id: int | None = None) -> Debt:
    """Debts of every kind, owner and stage."""
    code = draw(currencies) if currency is None else currency
    number = draw(st.integers(1, 99)) if debt_id is None else debt_id
    extra = st.one_of(st.none(), money(code, 0, 10**7))
    return Debt(
        id=number,
        number=number,
        creditor="Someone",
        kind=draw(st.sampled_from(DebtKind)),
        lender=draw(st.sampled_from(LenderKind)),
        whose=draw(st.sampled_from(Whose)),
        stage=draw(st.sampled_from(Stage)),
        region=None,
        principal=draw(money(code, 0, 10**8)),
        interest=draw(extra),
        fees=draw(extra),
        rate=draw(st.one_of(st.none(), rates)),
        payment=draw(st.one_of(st.none(), money(code, 1, 10**7))),
        due_day=draw(st.one_of(st.none(), st.integers(1, 31))),
        overdue_since=draw(st.one_of(st.none(), dates)),
        contract_month=draw(st.one_of(st.none(), dates)),
        gate=draw(st.one_of(st.none(), gates())),
        formal=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn, currency: str | None = None) -> tuple[Debt, ...]:
    """The debts of one case, each with its own id."""
    size = draw(st.integers(0, 6))
    return tuple(draw(debts(currency, debt_id=index + 1)) for index in range(size))


buffer_shares = st.decimals(Decimal(0), Decimal(1), places=2)


@st.composite
def budgets(draw: st.DrawFn, currency: str = "CNY") -> Budget:
    """Quick budgets in one currency."""
    part = money(currency, 0, 10**7)
    return quick_budget(draw(part), draw(part), draw(part), buffer_share=draw(buffer_shares))


def lines(currency: str = "CNY") -> st.SearchStrategy[list[Line]]:
    """The lines of a full budget."""
    line = st.builds(
        Line, st.sampled_from(Category), money(currency, 0, 10**7), st.sampled_from(Period)
    )
    return st.lists(line, max_size=12)


@st.composite
def plans(draw: st.DrawFn, running: bool | None = None) -> Plan:
    """Active plans; `running` picks those without an end, or only those with one."""
    count = draw(st.integers(1, 30))
    open_ended = draw(st.booleans()) if running is None else running
    first = draw(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
    end = draw(st.one_of(st.none(), money("CNY", 1, 10**6)))
    kind = PlanKind.LUMP if count == 1 else PlanKind.INSTALMENTS
    return Plan(
        id=1,
        debt_id=1,
        version=1,
        status=PlanStatus.ACTIVE,
        kind=PlanKind.RUNNING if open_ended else kind,
        amount=draw(money("CNY", 1, 10**6)),
        count=None if open_ended else count,
        first_due=first,
        every=draw(st.sampled_from(Every)),
        anchor_day=draw(st.sampled_from((None, first.day))),
        last_amount=None if open_ended else end,
        how_paid=draw(st.sampled_from(HowPaid)),
    )


@st.composite
def payments(draw: st.DrawFn, most: int = 12) -> tuple[Payment, ...]:
    """What the person said about some instalments."""
    numbers = draw(st.lists(st.integers(1, most), unique=True, max_size=6))
    return tuple(
        Payment(
            n,
            draw(st.sampled_from(PaymentStatus)),
            draw(money("CNY", 0, 10**6)),
            draw(instants),
            draw(st.one_of(st.none(), dates)),
        )
        for n in numbers
    )


prefs = st.builds(
    Prefs,
    zone=zones,
    at=wall_times,
    leads=st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True).map(tuple),
    quiet=quiets,
)
