"""The one question of an offer check."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

CHECK = Form(
    "check",
    "offers.form.title",
    (
        Question("line", Kind.LINE, "offers.line.ask", "offers.line.brief", "offers.line.why",
                 example="offers.line.example"),
    ),
    review=False,
)  # fmt: skip
