"""What is typed to get into the console: the code that a browser shows."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

CODE = Form(
    "console_code",
    "console.code.title",
    (
        Question("code", Kind.TEXT, "console.code.ask", "console.code.brief", "console.code.why",
                 example="console.code.example", most=20),
    ),
    review=False,
)  # fmt: skip
