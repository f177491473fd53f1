"""What is typed by those who work for the host: the name that clients read."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

NAME = Form(
    "staff_name",
    "staff.name.title",
    (
        Question("name", Kind.TEXT, "staff.name.ask", "staff.name.brief", "staff.name.why",
                 example="staff.name.example", most=40),
    ),
    review=False,
)  # fmt: skip
