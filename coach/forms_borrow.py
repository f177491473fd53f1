"""The one line of the offer in hand, before somebody borrows."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

BORROW = Form(
    "borrow",
    "borrow.form.title",
    (
        Question("line", Kind.LINE, "borrow.line.ask", "borrow.line.brief", "borrow.line.why",
                 skip="borrow.line.skip", example="borrow.line.example"),
    ),
    review=False,
)  # fmt: skip
