"""What an owner types for a broadcast."""

from __future__ import annotations

from coach.broadcasts import LONGEST
from coach.interview import Form, Kind, Question

WORDS = Form(
    "broadcast",
    "broadcasts.form.title",
    (
        Question("words", Kind.TEXT, "broadcasts.form.ask", "broadcasts.form.brief",
                 "broadcasts.form.why", example="broadcasts.form.example", verbatim=True,
                 most=LONGEST),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the broadcast."""
