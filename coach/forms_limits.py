"""What is noted of a contact that went too far: day, hour, whom it reached, number, words."""

from __future__ import annotations

from datetime import date

from coach.forms_contacts import CHANNELS
from coach.interview import Answers, Form, Kind, Option, Question, Value
from coach.limits import clock

DEBT = "!debt"
"""The log keeps under this name the number of the debt, where no contact was noted yet."""
CALLER = "!caller"
"""The log keeps under this name who the first door heard was calling."""
REACHED = (
    Option("me", "limits.reached.me"),
    Option("family", "limits.reached.family"),
    Option("work", "limits.reached.work"),
    Option("others", "limits.reached.others"),
)


def _a_day(_: Answers, value: Value) -> str | None:
    return None if isinstance(value, date) else "form.problem.empty"


def _a_clock(_: Answers, value: Value) -> str | None:
    reads = isinstance(value, str) and clock(value) is not None
    return None if reads else "settings.problem.clock"


LIMIT = Form(
    "limit",
    "limits.form.title",
    (
        Question("channel", Kind.CHOICE, "limits.channel.ask", "contacts.channel.brief",
                 "limits.channel.why", options=CHANNELS),
        Question("reached", Kind.CHOICE, "limits.reached.ask", "limits.reached.brief",
                 "limits.reached.why", options=REACHED),
        Question("on", Kind.DATE, "limits.on.ask", "limits.on.brief", "limits.on.why",
                 check=_a_day, example="limits.on.example", past=True),
        Question("clock", Kind.TEXT, "limits.clock.ask", "limits.clock.brief",
                 "limits.clock.why", check=_a_clock, skip="limits.clock.skip",
                 example="limits.clock.example"),
        Question("number", Kind.TEXT, "limits.number.ask", "limits.number.brief",
                 "limits.number.why", skip="limits.number.skip",
                 example="limits.number.example", telephone=True),
        Question("words", Kind.TEXT, "contacts.words.ask", "contacts.words.brief",
                 "contacts.words.why", skip="contacts.words.skip",
                 example="contacts.words.example", verbatim=True),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is a contact of the log, or None: then one is noted."""
