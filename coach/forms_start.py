"""The day on which to get back to a caller; who called and what they said is known by then."""

from __future__ import annotations

from datetime import date

from coach.interview import Answers, Form, Kind, Option, Question, Value

CALLERS = (
    Option("bank", "contacted.who.bank"),
    Option("app", "contacted.who.app"),
    Option("agency", "contacted.who.agency"),
    Option("unsure", "contacted.who.unsure"),
)
SAID = (
    Option("will_answer", "contacted.said.will_answer"),
    Option("refused", "contacted.said.refused"),
    Option("wants_papers", "contacted.said.wants_papers"),
    Option("no_answer", "contacted.said.no_answer"),
    Option("pressed", "contacted.said.pressed"),
)


def _a_day(_: Answers, value: Value) -> str | None:
    return None if isinstance(value, date) else "form.problem.empty"


CALLBACK = Form(
    "callback",
    "contacted.form.title",
    (
        Question("caller", Kind.CHOICE, "contacted.ask", "contacted.caller_brief",
                 "contacted.ask_why", options=CALLERS),
        Question("outcome", Kind.CHOICE, "contacted.over", "contacted.outcome_brief",
                 "contacted.over_why", options=SAID),
        Question("on", Kind.DATE, "contacted.day", "contacted.day_brief", "contacted.day_why",
                 check=_a_day, example="contacted.day_example"),
    ),
    review=False,
)  # fmt: skip
