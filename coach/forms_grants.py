"""What a client types for their counsellors: how they want to be called."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

ALIAS = Form(
    "alias",
    "grants.alias.title",
    (
        Question("alias", Kind.TEXT, "grants.alias.ask", "grants.alias.brief", "grants.alias.why",
                 example="grants.alias.example", most=30),
    ),
    review=False,
)  # fmt: skip
