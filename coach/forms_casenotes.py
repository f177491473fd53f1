"""What a counsellor types about a client."""

from __future__ import annotations

from coach.casenotes import LONGEST
from coach.interview import Form, Kind, Question


def _form(name: str, title: str, ask: str, why: str) -> Form:
    words = Question(
        "words", Kind.TEXT, ask, "casenotes.form.brief", why, most=LONGEST, verbatim=True
    )
    return Form(name, title, (words,), review=False)


PRIVATE = _form(
    "casenote", "casenotes.form.private", "casenotes.form.private_ask", "casenotes.form.private_why"
)
"""The form's subject is the client."""
SHARED = _form(
    "casenote_shared",
    "casenotes.form.shared",
    "casenotes.form.shared_ask",
    "casenotes.form.shared_why",
)
"""The form's subject is the client."""
EDIT = _form(
    "casenote_edit", "casenotes.form.edit", "casenotes.form.edit_ask", "casenotes.form.edit_why"
)
"""The form's subject is the note."""
