"""A person's file: debts, budget, hardship, evidence, contacts, deadlines."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table, UniqueConstraint

from storage.schema import METADATA, belongs_to, deleted_index, number
from storage.types import Rate, Sealed, UtcDateTime

cases = Table(
    "cases",
    METADATA,
    number(),
    belongs_to("persons"),
    Column("number", String(8), nullable=False),
    Column("trial", Boolean, nullable=False, default=True),
    Column("helping", Boolean, nullable=False, default=False),
    Column("created_at", UtcDateTime, nullable=False),
)

debts = Table(
    "debts",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("number", Integer, nullable=False),
    Column("creditor", Sealed, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("lender", String(24), nullable=False),
    Column("whose", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("region", String(16)),
    Column("currency", String(3), nullable=False),
    Column("principal", BigInteger, nullable=False),
    Column("interest", BigInteger),
    Column("fees", BigInteger),
    Column("rate", Rate),
    Column("payment", BigInteger),
    Column("due_day", Integer),
    Column("overdue_since", Date),
    Column("contract_month", Date),
    Column("formal", Boolean, nullable=False, default=False),
    Column("unproved", Boolean, nullable=False, default=False),
    Column("gate_yours", String(8)),
    Column("gate_right", String(8)),
    Column("last_paid_known", String(8)),
    Column("last_paid", Date),
    Column("warned_at", UtcDateTime),
    Column("status", String(16), nullable=False, default="open"),
    Column("deleted_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("case_id", "number"),
    deleted_index("debts"),
    sqlite_autoincrement=True,
)
"""Amounts are minor units of `currency`; `rate` is a fraction a year."""

budgets = Table(
    "budgets",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("mode", String(8), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("buffer", Rate, nullable=False),
    Column("lump_sum", BigInteger),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("case_id"),
)

budget_lines = Table(
    "budget_lines",
    METADATA,
    number(),
    belongs_to("budgets"),
    Column("position", Integer, nullable=False),
    Column("line", String(32), nullable=False),
    Column("group", String(16), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("period", String(16), nullable=False),
)

typed_rates = Table(
    "typed_rates",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("base", String(3), nullable=False),
    Column("quote", String(3), nullable=False),
    Column("rate", Rate, nullable=False),
    Column("on", Date, nullable=False),
    UniqueConstraint("case_id", "base", "quote"),
)
"""What one `base` is in `quote`, as the person typed it that day; one row a pair of currencies."""

hardships = Table(
    "hardships",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("reason", String(24), nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("effect", String(24)),
    Column("income_before", BigInteger),
    Column("income_now", BigInteger),
    Column("currency", String(3)),
    Column("note", Sealed),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("case_id"),
)

asks = Table(
    "asks",
    METADATA,
    number(),
    belongs_to("debts"),
    Column("kind", String(24), nullable=False),
    Column("amount", BigInteger),
    Column("count", Integer),
    Column("starts", Date),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("debt_id"),
)
"""The proposal a person chose to ask for, one a debt."""

evidence = Table(
    "evidence",
    METADATA,
    number(),
    belongs_to("cases"),
    Column("debt_id", BigInteger, nullable=False, default=0),
    Column("item", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("place", Sealed),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("case_id", "debt_id", "item"),
)

contacts = Table(
    "contacts",
    METADATA,
    number(),
    belongs_to("cases"),
    belongs_to("debts", nullable=True),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("outcome", String(24), nullable=False),
    Column("reference", Sealed),
    Column("promise", Sealed),
    Column("note", Sealed),
    Column("next_on", Date),
    Column("caller", String(16)),
    Column("on", Date),
    Column("clock", String(8)),
    Column("number", Sealed),
    Column("reached", String(16)),
    Column("kept", String(8)),
    Column("deleted_at", UtcDateTime),
    deleted_index("contacts"),
    sqlite_autoincrement=True,
)

"""`on`, `clock`, `number`, `reached`: the record of contacts that went too far. `kept`: whether what
was promised came.
"""

owners = Table(
    "owners",
    METADATA,
    number(),
    belongs_to("debts"),
    Column("creditor", Sealed, nullable=False),
    Column("lender", String(24), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("plan", BigInteger),
    Column("at", UtcDateTime, nullable=False),
    Column("proven_at", UtcDateTime),
    sqlite_autoincrement=True,
)
"""Whose a debt was before it was passed on. `plan` rests until the new owner has proved it."""

deadlines = Table(
    "deadlines",
    METADATA,
    number(),
    belongs_to("cases"),
    belongs_to("debts", nullable=True),
    Column("kind", String(24), nullable=False),
    Column("on", Date, nullable=False),
    Column("arrived", Date),
    Column("assumed", Boolean, nullable=False, default=False),
    Column("what", Sealed),
    Column("snoozed_to", Date),
    Column("status", String(16), nullable=False, default="open"),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""`assumed` marks a date taken from the pack's shortest period because the paper names none."""

creditor_answers = Table(
    "creditor_answers",
    METADATA,
    number(),
    belongs_to("debts"),
    Column("question", String(24), nullable=False),
    Column("answer", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("debt_id", "question"),
)
"""What a lender said to the questions-only first contact."""
