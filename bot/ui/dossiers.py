"""A debt's dossier in words: cover line, letter, a creditor's budget, the proposal, the papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui.cards_proposals import ASKS, KINDS
from bot.ui.cards_scripts import letter_title, paragraphs
from bot.ui.papers import Dossier, Letter, Photo, Row, Section
from bot.ui.texts import Id
from coach.budget import Category, Step
from coach.documents import OFFERING
from coach.evidence import Status
from coach.forms_evidence import NAMES
from coach.proposals import ProposalKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.ui.texts import Texts
    from coach.documents import Dossier as Facts
    from coach.documents import Row as Figure
    from coach.proposals import Proposal
    from coach.script_lines import Script
    from coach.scripts import Brief

STEPS = {
    Step.TAKE_HOME: "documents.step.take_home",
    Step.ESSENTIALS: "documents.step.essentials",
    Step.PRIORITY: "documents.step.priority",
    Step.PLANS: "documents.step.plans",
    Step.MUST_GO_ON: "documents.step.must_go_on",
    Step.LEFT_OVER: "documents.step.left_over",
    Step.BUFFER: "documents.step.buffer",
    Step.POT: "documents.step.pot",
}
"""The steps of the sum in words for a creditor; the person's own screen speaks to the person."""
LINES = {
    Category.WAGES: "budget.line.wages",
    Category.SELF_EMPLOYMENT: "budget.line.self_employment",
    Category.HOME: "budget.line.home",
    Category.ENERGY: "budget.line.energy",
    Category.FOOD: "budget.line.food",
    Category.TRAVEL: "budget.line.travel",
    Category.CHILDREN: "budget.line.children",
    Category.INSURANCE: "budget.line.insurance",
    Category.PHONE: "budget.line.phone",
    Category.IRREGULAR: "budget.line.irregular",
    Category.PRIORITY_ARREARS: "budget.line.priority_arrears",
    Category.TAX: "budget.line.tax",
}
"""Names of the lines a creditor sees; a private category has none here on purpose."""
STATES = {
    Status.HAVE: "documents.evidence.ready",
    Status.ASKED: "documents.evidence.missing",
    Status.OPEN: "documents.evidence.missing",
}


def letter(t: Texts, brief: Brief, script: Script) -> Letter:
    """Return the letter's parts; the enclosures are the papers the person has."""
    offers = script.kind in OFFERING
    return Letter(
        to=brief.debt.creditor,
        title=letter_title(t, script),
        lines=paragraphs(t, script),
        sign=t.plain("scripts.letter.sign"),
        enclosed_title=t.plain("scripts.letter.enclosed"),
        enclosed=tuple(t.plain(each.id) for each in brief.papers if offers),
    )


def dossier(t: Texts, facts: Facts, on: date, photos: Sequence[bytes] = ()) -> Dossier:
    """Return everything the dossier says, dated `on`; a part without facts is left out.

    `photos` are those of `facts.photos`, in order; an empty one could not be fetched.
    """
    whole = facts.script.kind in OFFERING
    title = "documents.dossier.title" if whole else "documents.dossier.title_ask"
    contents = t.show([each.title for each in _parts(t, facts)])
    return Dossier(
        title=t.plain(title, creditor=facts.debt.creditor),
        cover=(
            (t.plain("documents.cover.case"), facts.case),
            (t.plain("documents.cover.reference"),
             facts.reference or t.plain("documents.cover.no_reference")),
            (t.plain("documents.cover.date"), t.day(on)),
            *(((t.plain("documents.cover.contents"), contents),) if contents else ()),
        ),
        letter=_letter(t, facts),
        sections=tuple(_parts(t, facts)),
        page=_page(t),
        photos=tuple(_photos(t, facts, photos)),
    )  # fmt: skip


def _letter(t: Texts, facts: Facts) -> Letter:
    """Return the letter with every enclosure that the list of papers names, not only the first."""
    ready = [each.item for each in facts.evidence if each.status is Status.HAVE]
    return replace(
        letter(t, facts.brief, facts.script), enclosed=tuple(t.plain(NAMES[item]) for item in ready)
    )


def _photos(t: Texts, facts: Facts, photos: Sequence[bytes]) -> Iterator[Photo]:
    for number, (each, data) in enumerate(zip(facts.photos, photos, strict=False), 1):
        if data.startswith((b"\xff\xd8", b"\x89PNG")):
            title = t.plain("documents.photo.title", number=number)
            alt = t.plain("documents.photo.alt", number=number)
            yield Photo(data, each.width, each.height, title, alt)


def _page(t: Texts) -> str:
    """Return the foot of a page; the numbers are filled in where the pages are made."""
    return t.plain("documents.page", number="{number}", total="{total}")


def _parts(t: Texts, facts: Facts) -> Iterator[Section]:
    if facts.budget:
        yield _budget(t, facts)
    if facts.proposal is not None:
        yield _proposal(t, facts.proposal, rests=bool(facts.budget))
    if any(each.status in STATES for each in facts.evidence):
        yield _evidence(t, facts)


def _budget(t: Texts, facts: Facts) -> Section:
    rows = [_figure(t, each) for each in facts.budget]
    if facts.share is not None:
        rows.append(Row((t.plain("documents.budget.share"), t.money(facts.share)), strong=True))
        if facts.rate is not None:
            day = t.plain("documents.budget.rate", on=facts.rate.on)
            rows.append(Row((day, t.show(facts.rate)), inner=True))
    return Section(
        title=t.plain("documents.budget.title"),
        note=t.plain("documents.budget.note"),
        head=(t.plain("documents.budget.head_line"), t.plain("documents.budget.head_sum")),
        widths=(1, 0),
        rows=tuple(rows),
    )


def _figure(t: Texts, each: Figure) -> Row:
    if each.step is None:
        name = LINES[each.category] if each.category else "documents.budget.other"
        return Row((t.plain(name), t.money(each.amount)), inner=True)
    name = t.plain(STEPS[each.step])
    shown = f"{each.sign.replace('-', '−')} {t.money(each.amount)}"
    return Row((name, shown.removeprefix("+ ")), strong=True)


def _proposal(t: Texts, each: Proposal, *, rests: bool) -> Section:
    """Return the proposal's figures; where no sum may be named there is none.

    `rests` tells whether the set holds the budget that the sums come from.
    """
    rows = [Row((t.plain(name), t.show(value))) for name, value in _figures(each)]
    return Section(
        title=t.plain("documents.proposal.title"),
        note=t.plain("documents.proposal.note") if rests and each.amount is not None else "",
        head=(t.plain("documents.proposal.head_what"), t.plain("documents.proposal.head_value")),
        widths=(1, 0),
        rows=tuple(rows),
        points_title=t.plain("documents.proposal.asked"),
        points=tuple(t.plain(ASKS[ask]) for ask in each.asks),
        apart=False,
    )


def _figures(each: Proposal) -> Iterator[tuple[str, object]]:
    # Not the speed: how easy it is for the person is nothing to tell a lender.
    yield "documents.proposal.kind", Id(KINDS[each.kind])
    if each.amount is None or each.total is None:
        yield "documents.proposal.months_free", each.months
        return
    lump = each.kind is ProposalKind.LUMP_SUM
    yield "documents.proposal.once" if lump else "documents.proposal.amount", each.amount
    if not lump:
        yield "documents.proposal.months", each.months
    if each.first_due is not None:
        yield "documents.proposal.first", each.first_due
    if not lump and each.last_due is not None:
        yield "documents.proposal.last", each.last_due
    if each.last_amount is not None and each.last_amount != each.amount:
        yield "documents.proposal.last_amount", each.last_amount
    yield "documents.proposal.total", each.total
    if each.left is not None:
        yield "documents.proposal.left", each.left
    if each.review_on is not None:
        yield "documents.proposal.review", each.review_on


def _evidence(t: Texts, facts: Facts) -> Section:
    """Return the list of papers; where one lies, and what is done without, is nobody's business."""
    listed = [each for each in facts.evidence if each.status in STATES]
    listed.sort(key=lambda each: each.status is not Status.HAVE)
    rows = tuple(
        Row((t.show(number), t.plain(NAMES[each.item]), t.plain(STATES[each.status])))
        for number, each in enumerate(listed, 1)
    )
    return Section(
        title=t.plain("documents.evidence.title"),
        note=t.plain("documents.evidence.note"),
        head=(
            t.plain("documents.evidence.head_number"),
            t.plain("documents.evidence.head_paper"),
            t.plain("documents.evidence.head_state"),
        ),
        widths=(0, 1, 0),
        rows=rows,
        figures=False,
        apart=False,
    )
