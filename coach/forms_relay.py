"""What is typed between a client and a counsellor, and by counsellors for later."""

from __future__ import annotations

from coach.interview import Answers, Form, Kind, Option, Question, Value, above_nothing
from coach.relay import LONGEST


def _an_hour(_: Answers, value: Value) -> str | None:
    return None if isinstance(value, int) and 0 <= value <= 24 else "relay.problem.hour"


def _later(answers: Answers, value: Value) -> str | None:
    starts = answers.get("starts")
    fits = isinstance(value, int) and isinstance(starts, int) and starts < value <= 24
    return None if fits else "relay.problem.ends"


def _a_count(_: Answers, value: Value) -> str | None:
    return None if isinstance(value, int) and 1 <= value <= 600 else "relay.problem.count"


TO_COUNSELLOR = Form(
    "to_counsellor",
    "relay.write.title",
    (
        Question("words", Kind.TEXT, "relay.write.ask", "relay.write.brief", "relay.write.why",
                 most=LONGEST, verbatim=True),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the counsellor."""

TO_CLIENT = Form(
    "to_client",
    "relay.reply.title",
    (
        Question("words", Kind.TEXT, "relay.reply.ask", "relay.write.brief", "relay.reply.why",
                 most=LONGEST, verbatim=True),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the client."""

TASK = Form(
    "task",
    "tasks.form.title",
    (
        Question("words", Kind.TEXT, "tasks.form.ask", "tasks.form.brief", "tasks.form.why",
                 example="tasks.form.example", most=300, verbatim=True),
        Question("due_on", Kind.DATE, "tasks.form.day", "tasks.form.day_brief",
                 "tasks.form.day_why", skip="tasks.form.day_skip"),
    ),
)  # fmt: skip
"""The form's subject is the client."""

SUGGESTION = Form(
    "suggestion",
    "suggestions.form.title",
    (
        Question("currency", Kind.CHOICE, "plans.currency.ask", "plans.currency.brief",
                 "plans.currency.why", source="currencies"),
        Question("amount", Kind.MONEY, "suggestions.form.amount", "suggestions.form.amount_brief",
                 "suggestions.form.amount_why",
                 check=above_nothing("suggestions.problem.amount")),
        Question("count", Kind.COUNT, "suggestions.form.count", "suggestions.form.count_brief",
                 "suggestions.form.count_why", skip="suggestions.form.count_skip",
                 check=_a_count),
        Question("why", Kind.TEXT, "suggestions.form.reason", "suggestions.form.reason_brief",
                 "suggestions.form.reason_why", skip="suggestions.form.reason_skip",
                 most=300, verbatim=True),
    ),
)  # fmt: skip
"""The form's subject is the plan, whose currency is known."""

CANNED = Form(
    "canned",
    "canned.form.title",
    (
        Question("words", Kind.TEXT, "canned.form.ask", "canned.form.brief", "canned.form.why",
                 example="canned.form.example", most=LONGEST, verbatim=True),
    ),
    review=False,
)  # fmt: skip

HOURS = Form(
    "staff_hours",
    "staff.hours.title",
    (
        Question("starts", Kind.COUNT, "staff.hours.starts", "staff.hours.starts_brief",
                 "staff.hours.why", check=_an_hour,
                 options=(Option("8", "staff.hours.8"), Option("9", "staff.hours.9"),
                          Option("10", "staff.hours.10"))),
        Question("ends", Kind.COUNT, "staff.hours.ends", "staff.hours.ends_brief",
                 "staff.hours.why", check=_later,
                 options=(Option("12", "staff.hours.12"), Option("17", "staff.hours.17"),
                          Option("18", "staff.hours.18"), Option("21", "staff.hours.21"))),
        Question("days", Kind.CHOICE, "staff.hours.days", "staff.hours.days_brief",
                 "staff.hours.why",
                 options=(Option("12345", "staff.hours.weekdays"),
                          Option("123456", "staff.hours.saturday"),
                          Option("1234567", "staff.hours.every_day"))),
    ),
)  # fmt: skip
