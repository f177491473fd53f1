"""A coach's own post for a group, typed in private."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

OWN_POST = Form(
    "own_post",
    "series.write.title",
    (
        Question("words", Kind.TEXT, "series.write.ask", "series.write.brief", "series.write.why",
                 example="series.write.example", verbatim=True),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the group."""
