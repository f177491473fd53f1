"""What is typed for the anonymous box: a question, and a coach's answer."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

ASK = Form(
    "box_ask",
    "box.form.title",
    (
        Question("words", Kind.TEXT, "box.form.ask", "box.form.brief", "box.form.why",
                 example="box.form.example", verbatim=True, most=2000),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the group."""

ANSWER = Form(
    "box_answer",
    "box.reply.title",
    (
        Question("words", Kind.TEXT, "box.reply.ask", "box.reply.brief", "box.reply.why",
                 example="box.reply.example", verbatim=True, most=2000),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the question."""
