"""The weekly lessons of a group (S1-S15): a text, one quiz, and what can be done about it alone.

They speak to a group: nobody is asked about their own money there, and no figure is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.packs import rules_for

if TYPE_CHECKING:
    from datetime import date

    from coach.packs import RegionPack, Rule


@dataclass(frozen=True, slots=True)
class GroupLesson:
    """One week's lesson; all texts are message ids.

    `right` is the place of the right option, from 0: one only, since older clients know no quiz
    with several. `go` is the label of the button into
    private and `leads` the screen or action that it opens there.
    """

    id: str
    steps: tuple[str, ...]
    """The steps of the method it teaches."""
    title: str
    text: str
    ask: str
    options: tuple[str, ...]
    right: int
    why: str
    go: str
    leads: str
    facts: bool = False
    """True: facts of the group's region stand under the text."""

    @property
    def word(self) -> str:
        """Return the word of the link into private; a command has none like it."""
        return f"l-{self.id}"


CURRICULUM = (
    GroupLesson(
        "early", ("S1", "S2"), "series.early.title", "series.early.text", "series.early.ask",
        ("series.early.a", "series.early.b", "series.early.c"), 0, "series.early.why",
        "series.early.go", "contacted",
    ),
    GroupLesson(
        "means", ("S2",), "series.means.title", "series.means.text", "series.means.ask",
        ("series.means.a", "series.means.b", "series.means.c"), 1, "series.means.why",
        "series.means.go", "budget",
    ),
    GroupLesson(
        "talk", ("S3", "S6"), "series.talk.title", "series.talk.text", "series.talk.ask",
        ("series.talk.a", "series.talk.b", "series.talk.c"), 2, "series.talk.why",
        "series.talk.go", "contacted",
    ),
    GroupLesson(
        "hardship", ("S4", "S15"), "series.hardship.title", "series.hardship.text",
        "series.hardship.ask", ("series.hardship.a", "series.hardship.b", "series.hardship.c"),
        0, "series.hardship.why", "series.hardship.go", "dealings",
    ),
    GroupLesson(
        "propose", ("S5",), "series.propose.title", "series.propose.text", "series.propose.ask",
        ("series.propose.a", "series.propose.b", "series.propose.c"), 1,
        "series.propose.why", "series.propose.go", "debts",
    ),
    GroupLesson(
        "papers", ("S7",), "series.papers.title", "series.papers.text", "series.papers.ask",
        ("series.papers.a", "series.papers.b", "series.papers.c"), 1, "series.papers.why",
        "series.papers.go", "evidence",
    ),
    GroupLesson(
        "rights", ("S14",), "series.rights.title", "series.rights.text", "series.rights.ask",
        ("series.rights.a", "series.rights.b", "series.rights.c"), 2, "series.rights.why",
        "series.rights.go", "helplines", facts=True,
    ),
    GroupLesson(
        "offer", ("S8",), "series.offer.title", "series.offer.text", "series.offer.ask",
        ("series.offer.a", "series.offer.b", "series.offer.c"), 1, "series.offer.why",
        "series.offer.go", "check",
    ),
    GroupLesson(
        "lump", ("S9",), "series.lump.title", "series.lump.text", "series.lump.ask",
        ("series.lump.a", "series.lump.b", "series.lump.c"), 2, "series.lump.why",
        "series.lump.go", "check",
    ),
    GroupLesson(
        "keep", ("S10", "S11"), "series.keep.title", "series.keep.text", "series.keep.ask",
        ("series.keep.a", "series.keep.b", "series.keep.c"), 0, "series.keep.why",
        "series.keep.go", "cannot",
    ),
    GroupLesson(
        "review", ("S12",), "series.review.title", "series.review.text", "series.review.ask",
        ("series.review.a", "series.review.b", "series.review.c"), 2,
        "series.review.why", "series.review.go", "checkin",
    ),
    GroupLesson(
        "refused", ("S14",), "series.refused.title", "series.refused.text", "series.refused.ask",
        ("series.refused.a", "series.refused.b", "series.refused.c"), 1, "series.refused.why",
        "series.refused.go", "contact.new",
    ),
    GroupLesson(
        "honest", ("S15",), "series.honest.title", "series.honest.text", "series.honest.ask",
        ("series.honest.a", "series.honest.b", "series.honest.c"), 1, "series.honest.why",
        "series.honest.go", "lessons",
    ),
    GroupLesson(
        "borrow", ("S13",), "series.borrow.title", "series.borrow.text", "series.borrow.ask",
        ("series.borrow.a", "series.borrow.b", "series.borrow.c"), 2, "series.borrow.why",
        "series.borrow.go", "borrow.begin",
    ),
)  # fmt: skip
"""In the order of the method, which is the order of a series unless a coach changes it."""

_BY_WEIGHT = (
    "early", "means", "talk", "propose", "offer", "keep", "rights", "honest", "refused", "papers",
    "hardship", "review", "lump", "borrow",
)  # fmt: skip
"""What a shorter series keeps first."""

FACTS = 4
_LATE_FACTS = 2
_USUAL = (
    ("card", "bank", "overdue"),
    ("online_loan", "consumer_finance", "overdue"),
    ("card", "collector", "collector"),
)


def lesson(name: str) -> GroupLesson | None:
    """Return the lesson of that id."""
    return next((each for each in CURRICULUM if each.id == name), None)


def default_order(length: int) -> tuple[str, ...]:
    """Return the ids of a series of so many lessons (1 to all), in the order of the method."""
    kept = set(_BY_WEIGHT[: max(1, length)])
    return tuple(each.id for each in CURRICULUM if each.id in kept)


def facts(pack: RegionPack, on: date) -> tuple[Rule, ...]:
    """Return the few rules of a region that a group may be told of on a day.

    Only sourced ones (grades A and B), in force and not past their review, and only such as bind
    a usual card or consumer loan that is at most late: a group cannot say which debt it means, so
    a doubtful fact has no place there. Two at most are about being late, which the post says
    (`rule.binds.stages`). None where the region has none.
    """
    binding = {
        rule.id
        for kind, lender, stage in _USUAL
        for rule in rules_for(pack, kind, lender, stage, on)
        if rule.certain and not rule.needs_check and _whenever_late(rule)
    }
    found = [rule for rule in pack.rules if rule.id in binding]
    late = [rule for rule in found if rule.binds.stages][:_LATE_FACTS]
    always = [rule for rule in found if not rule.binds.stages]
    return tuple((late + always)[:FACTS])


def _whenever_late(rule: Rule) -> bool:
    """Say whether "when a payment is late" says all of the stages that a rule is bound to."""
    stages, lenders = rule.binds.stages, rule.binds.lenders
    return not stages or "overdue" in stages or lenders == {"collector"}
