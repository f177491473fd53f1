"""All forms by name. The questions of a topic stand in its own forms_*.py, as data."""

from __future__ import annotations

from coach.interview import Form

FORMS: dict[str, Form] = {form.id: form for form in ()}
