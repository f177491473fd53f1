"""The thirty-second log, its details, and deadlines that somebody else set."""

from __future__ import annotations

from coach.interview import Answers, Form, Kind, Option, Question, Skipped

CHANNELS = (
    Option("phone", "contacts.channel.phone"),
    Option("chat", "contacts.channel.chat"),
    Option("letter", "contacts.channel.letter"),
    Option("visit", "contacts.channel.visit"),
)
OUTCOMES = (
    Option("agreed", "contacts.outcome.agreed"),
    Option("offered", "contacts.outcome.offered"),
    Option("will_answer", "contacts.outcome.will_answer"),
    Option("refused", "contacts.outcome.refused"),
    Option("wants_papers", "contacts.outcome.wants_papers"),
    Option("no_answer", "contacts.outcome.no_answer"),
    Option("pressed", "contacts.outcome.pressed"),
)


def _reached(answers: Answers) -> bool:
    return answers.get("outcome") != "no_answer"


def _pressed(answers: Answers) -> bool:
    return answers.get("outcome") == "pressed"


def _may_have_promised(answers: Answers) -> bool:
    return _reached(answers) and not _pressed(answers)


def _promised(answers: Answers) -> bool:
    return isinstance(answers.get("promise"), str)


CONTACT = Form(
    "contact",
    "contacts.form.title",
    (
        Question("outcome", Kind.CHOICE, "contacts.outcome.ask", "contacts.outcome.brief",
                 "contacts.outcome.why", options=OUTCOMES),
        Question("channel", Kind.CHOICE, "contacts.channel.ask", "contacts.channel.brief",
                 "contacts.channel.why", options=CHANNELS),
        Question("reference", Kind.TEXT, "contacts.reference.ask", "contacts.reference.brief",
                 "contacts.reference.why", when=_reached, skip="contacts.reference.skip",
                 example="contacts.reference.example"),
        Question("words", Kind.TEXT, "contacts.words.ask", "contacts.words.brief",
                 "contacts.words.why", when=_pressed, skip="contacts.words.skip",
                 example="contacts.words.example", verbatim=True),
        Question("promise", Kind.TEXT, "contacts.promise.ask", "contacts.promise.brief",
                 "contacts.promise.why", when=_may_have_promised, skip="contacts.promise.skip",
                 example="contacts.promise.example"),
        Question("by", Kind.DATE, "dealings.by.ask", "dealings.by.brief", "dealings.by.why",
                 when=_promised, skip="dealings.by.skip", example="dealings.by.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt, or None; nobody who was pressed is asked for promises."""

FOLLOWUP = Form(
    "followup",
    "contacts.form.title",
    (
        Question("on", Kind.DATE, "contacts.on.ask", "contacts.on.brief", "contacts.on.why",
                 example="contacts.on.example"),
    ),
    review=False,
)  # fmt: skip
"""On which day to follow a contact up (the form's subject)."""

OF_COURT = frozenset({"court_answer", "payment_order"})
"""Deadlines that a court sets."""
DEADLINES = (
    Option("court_answer", "deadlines.kind.court_answer"),
    Option("payment_order", "deadlines.kind.payment_order"),
    Option("validation", "deadlines.kind.validation"),
    Option("complaint", "deadlines.kind.complaint"),
    Option("document", "deadlines.kind.document"),
    Option("offer", "deadlines.kind.offer"),
)


def _names_paper(answers: Answers) -> bool:
    return answers.get("kind") == "document"


def _no_date(answers: Answers) -> bool:
    return isinstance(answers.get("on"), Skipped)


DEADLINE = Form(
    "deadline",
    "deadlines.form.title",
    (
        Question("kind", Kind.CHOICE, "deadlines.kind.ask", "deadlines.kind.brief",
                 "deadlines.kind.why", options=DEADLINES),
        Question("what", Kind.TEXT, "deadlines.what.ask", "deadlines.what.brief",
                 "deadlines.what.why", when=_names_paper, example="deadlines.what.example"),
        Question("on", Kind.DATE, "deadlines.on.ask", "deadlines.on.brief", "deadlines.on.why",
                 skip="deadlines.on.skip", example="deadlines.on.example"),
        Question("arrived", Kind.DATE, "deadlines.arrived.ask", "deadlines.arrived.brief",
                 "deadlines.arrived.why", skip="deadlines.arrived.skip",
                 example="deadlines.arrived.example", past=True),
        Question("region", Kind.CHOICE, "deadlines.region.ask", "debts.region.brief",
                 "debts.region.why", when=_no_date, source="regions"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt, or None. Both dates are asked (care 7)."""
