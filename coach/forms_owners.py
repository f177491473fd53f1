"""Who a debt was passed on to."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

OWNER = Form(
    "owner",
    "owners.form.title",
    (
        Question("creditor", Kind.TEXT, "owners.name.ask", "owners.name.brief",
                 "owners.name.why", example="owners.name.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt."""
