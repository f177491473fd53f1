"""What will be written to a person: each message with its day, its time and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import cards_deadlines
from bot.ui.cards import Card, column, foot, go
from bot.ui.cards_plans import name
from bot.ui.texts import Id, Raw
from coach.evidence import Status
from coach.forms import FORMS
from coach.forms_evidence import NAMES
from coach.plans import occurrence
from coach.reminders import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.texts import Texts
    from coach.evidence import Ticked
    from coach.occurrences import About
    from coach.plans import Plan
    from coach.preview import Coming

PAGE = 8
PAYMENT = {
    Kind.QUESTION: "preview.payment.question",
    Kind.DAY_BEFORE: "preview.payment.day_before",
    Kind.DAY: "preview.payment.day",
    Kind.PROMISED: "preview.payment.promised",
    Kind.UNKNOWN_FOLLOWUP: "preview.payment.unknown",
    Kind.AUTO_CHECK: "preview.payment.auto",
}

PLAIN = {
    "look": "preview.look",
    "care": "preview.care",
    "relay": "preview.counsellor",
    "task": "preview.counsellor",
    "suggestion": "preview.counsellor",
    "task_day": "preview.task",
    "broadcast": "preview.broadcast",
    "inactive": "preview.inactive",
}
"""What is called the same whatever it is about."""


class Called:
    """What the things are called in one language."""

    def __init__(
        self,
        t: Texts,
        *,
        plans: Mapping[int, tuple[Plan, str | None]],
        deadlines: Mapping[int, tuple[str, str | None]],
        contacts: Mapping[int, str | None],
        forms: Mapping[int, str],
        papers: Mapping[int, Ticked],
    ) -> None:
        """Each by its number: a plan and its label, a deadline's kind and words, a creditor, and so on."""
        self._t = t
        self._plans = plans
        self._deadlines = deadlines
        self._contacts = contacts
        self._forms = forms
        self._papers = papers

    def reason(self, about: About) -> str:
        """Return why a message comes, in one line."""
        t = self._t
        match about.kind:
            case "payment":
                plan, label = self._plans[about.ref]
                each = occurrence(plan, about.n)
                day = each.due if each else about.day
                return t.t(PAYMENT[about.says], name=name(t, label, plan), day=day)
            case "deadline":
                called = self._deadlines.get(about.ref, ("other", None))
                return t.t("preview.deadline", name=cards_deadlines.name(*called), day=about.due)
            case "followup":
                who = self._contacts.get(about.ref)
                return t.t("preview.followup", name=who or Id("contacts.somebody"))
            case "record":
                plan, label = self._plans[about.ref]
                return t.t("preview.record", name=name(t, label, plan))
            case "paper":
                paper = self._papers[about.ref]
                called_ = Id(NAMES[paper.item])
                if paper.status is Status.ASKED:
                    return t.t("preview.paper_asked", name=called_)
                return t.t("preview.paper_newer", name=called_)
            case "nudge":
                form = FORMS[self._forms[about.ref]]
                return t.t("preview.nudge", title=Raw(t.t(form.title)))
            case kind if kind in PLAIN:
                return t.t(PLAIN[kind])
            case _:
                return t.t("preview.checkin")


def lines(t: Texts, messages: Sequence[Coming], called: Called, zone: str) -> list[str]:
    """Return one paragraph a message: when, and why."""
    return [
        t.t(
            "preview.line",
            when=t.instant(each.at, zone),
            reasons=Raw("\n".join(called.reason(about) for about in each.about)),
        )
        for each in messages
    ]


def preview(
    t: Texts, paragraphs: Sequence[str], *, answered: bool, page: int, plan: int | None
) -> Card:
    """Return a page of the list, what it assumes, and the ways to change what comes.

    `plan` is the person's only plan, whose messages are then one tap away.
    """
    first = page * PAGE if page * PAGE < len(paragraphs) else 0
    here = paragraphs[first : first + PAGE]
    head = t.tn("preview.title", len(paragraphs)) if paragraphs else t.t("preview.empty")
    assumes = t.t("preview.answered") if answered else t.t("preview.unanswered")
    following = first // PAGE + 1 if first + PAGE < len(paragraphs) else 0
    more = go(t.plain("form.more"), "preview", int(answered), following)
    other = t.plain("preview.if_not") if answered else t.plain("preview.if_so")
    rows = column(
        more if len(paragraphs) > PAGE else None,
        go(other, "preview", int(not answered), 0),
        go(t.plain("preview.plan"), *(("plans",) if plan is None else ("plan.messages", plan))),
        go(t.plain("preview.hour"), "settings.messages"),
        go(t.plain("preview.deadlines"), "deadlines"),
    )
    return Card("\n\n".join((head, assumes, *here)), rows + foot(t, "settings"), long=True)


def silent(t: Texts) -> Card:
    """Say that nothing is written by itself now, and where to change that."""
    rows = column(
        go(t.plain("preview.hour"), "settings.messages"),
        go(t.plain("preview.agree"), "consents"),
    )
    return Card(t.t("preview.off"), rows + foot(t, "settings"))
