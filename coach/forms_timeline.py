"""What puts a note of the log right: a further note, since none is ever edited."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

CORRECTION = Form(
    "correction",
    "timeline.correct.title",
    (
        Question("words", Kind.TEXT, "timeline.correct.ask", "timeline.correct.brief",
                 "timeline.correct.why", example="timeline.correct.example",
                 verbatim=True),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the contact."""
