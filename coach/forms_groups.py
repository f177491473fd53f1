"""What a coach types about a group."""

from __future__ import annotations

from coach.interview import Answers, Form, Kind, Question, Value
from coach.zones import find


def _a_place(_: Answers, value: Value) -> str | None:
    return None if isinstance(value, str) and find(value) else "groups.place.unknown"


PLACE = Form(
    "group_place",
    "groups.place.title",
    (
        Question("place", Kind.TEXT, "groups.place.ask", "groups.place.brief", "groups.place.why",
                 check=_a_place, example="groups.place.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the group."""
