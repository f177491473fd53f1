"""What a creditor answered to a first contact that only asked (care 8)."""

from __future__ import annotations

from coach.interview import Form, Kind, Question

HEARD = Form(
    "heard",
    "scripts.heard.title",
    (
        Question("help", Kind.TEXT, "scripts.heard.help", "scripts.heard.help_brief",
                 "scripts.heard.why", skip="scripts.heard.skip",
                 example="scripts.heard.help_example"),
        Question("papers", Kind.TEXT, "scripts.heard.papers", "scripts.heard.papers_brief",
                 "scripts.heard.why", skip="scripts.heard.skip",
                 example="scripts.heard.papers_example"),
        Question("decides", Kind.TEXT, "scripts.heard.decides", "scripts.heard.decides_brief",
                 "scripts.heard.why", skip="scripts.heard.skip",
                 example="scripts.heard.decides_example"),
        Question("by_when", Kind.TEXT, "scripts.heard.by_when", "scripts.heard.by_when_brief",
                 "scripts.heard.why", skip="scripts.heard.skip",
                 example="scripts.heard.by_when_example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt."""
