"""Before you borrow: the true price, the questions one by one, what they show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, foot, go
from coach.borrow import ASKED, Red, Said, told
from coach.ceilings import Against
from coach.debts import LenderKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.borrow import Judged, Price
    from coach.money import Money
    from coach.packs import Words

BEYOND = Decimal(100)
"""A yearly rate above this fraction is shown as "more than"."""
CODES = {
    "b": LenderKind.BANK, "p": LenderKind.PLATFORM, "m": LenderKind.MICRO_LENDER,
    "f": LenderKind.PRIVATE, "n": LenderKind.NOT_SURE,
}  # fmt: skip
"""Who lends, as it stands in an address."""
LENDERS = {
    "b": "borrow.lender.bank", "p": "borrow.lender.platform", "m": "borrow.lender.micro",
    "f": "borrow.lender.person", "n": "borrow.lender.not_sure",
}  # fmt: skip
ASK = {
    Red.FEE_FIRST: "borrow.ask.fee_first",
    Red.LICENSED: "borrow.ask.licensed",
    Red.PRESSURE: "borrow.ask.pressure",
    Red.KEEPS_PAPERS: "borrow.ask.keeps_papers",
    Red.PAYS_OLD: "borrow.ask.pays_old",
    Red.GUARANTOR: "borrow.ask.guarantor",
}
FLAGS = {
    Red.FEE_FIRST: "borrow.flag.fee_first",
    Red.LICENSED: "borrow.flag.licensed",
    Red.PRESSURE: "borrow.flag.pressure",
    Red.KEEPS_PAPERS: "borrow.flag.keeps_papers",
    Red.PAYS_OLD: "borrow.flag.pays_old",
    Red.GUARANTOR: "borrow.flag.guarantor",
}
AGAINST = {
    Against.WITHIN: "borrow.within",
    Against.DEPENDS: "borrow.depends",
    Against.ABOVE: "borrow.above",
}
SAID = {
    Said.YES: "borrow.said.yes",
    Said.NO: "borrow.said.no",
    Said.NOT_SURE: "borrow.said.not_sure",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule on the price, in the pack's words; `against` None where nothing can be compared."""

    words: Words
    against: Against | None


def price(t: Texts, found: Price, figures: tuple[str, ...], left: Money | None) -> Card:
    """Return what the offer in hand costs; `left` is what the budget leaves a month, if known."""
    lines = [_price(t, found)]
    if left is not None and left < found.largest:
        lines.append(t.t("borrow.over_budget", each=found.largest, left=left))
    lines.append(t.t("borrow.first"))
    rows = column(
        go(t.plain("borrow.questions"), "borrow", "", 1, *figures),
        go(t.plain("borrow.ask_time"), "cannot"),
        go(t.plain("borrow.another"), "borrow.begin"),
    )
    return Card("\n\n".join(lines), rows + foot(t))


def _price(t: Texts, found: Price) -> str:
    if found.extra.minor <= 0:
        return t.t("borrow.no_extra", received=found.received, total=found.total)
    head = t.t("borrow.cost", received=found.received, total=found.total, extra=found.extra)
    if found.yearly is None:
        return head + "\n" + t.t("borrow.no_time")
    if found.yearly > BEYOND:
        return head + "\n" + t.t("borrow.beyond", rate=BEYOND)
    return head + "\n" + t.t("borrow.rate", rate=found.yearly)


def lender(t: Texts, figures: tuple[str, ...]) -> Card:
    """Ask who would lend: a rule is quoted only to whom it binds."""
    rows = column(
        *(go(t.plain(label), "borrow", code, 1, *figures) for code, label in LENDERS.items())
    )
    return Card(t.t("borrow.lender.ask"), rows + foot(t))


def ask(t: Texts, code: str, answers: Sequence[Said], red: Red, figures: tuple[str, ...]) -> Card:
    """Ask one question about the way the money is offered."""
    step = t.t("borrow.step", step=len(answers) + 1, total=len(ASKED))
    rows = column(
        *(
            go(t.plain(label), "borrow", code, told((*answers, said)), *figures)
            for said, label in SAID.items()
        )
    )
    back = (code if answers else "", told(answers[:-1]), *figures)
    return Card(f"{step}\n\n{t.t(ASK[red])}", rows + foot(t, "borrow", *back))


def judged(t: Texts, found: Judged, cost: Price | None, limits: Sequence[Limit]) -> Card:
    """Return what the answers show, beside the price; never that a loan is a good one."""
    lines = [t.t(FLAGS[red]) for red in found.flags]
    if found.stop:
        lines.insert(0, t.t("borrow.stop"))
    elif not lines and not found.unsure:
        lines.append(t.t("borrow.none"))
    if found.unsure:
        lines.append(t.tn("borrow.unsure", len(found.unsure)))
    if cost is not None:
        lines.append(_price(t, cost))
    lines += [_limit(t, each) for each in limits]
    lines.append(t.t("borrow.first"))
    rows = column(
        go(t.plain("borrow.ask_time"), "cannot"),
        go(t.plain("borrow.advice"), "helplines"),
        go(t.plain("borrow.another"), "borrow.begin"),
    )
    # The price, a rule and up to six flags: what is left out here costs money later.
    return Card("\n\n".join(lines), rows + foot(t), long=True)


def _limit(t: Texts, limit: Limit) -> str:
    said = [t.t("borrow.rule", title=limit.words.title, text=limit.words.text)]
    if limit.words.caution:
        said.append(t.show(limit.words.caution, html=True))
    if limit.against is not None:
        said.append(t.t(AGAINST[limit.against]))
    return "\n".join(said)


def too_large(t: Texts) -> Card:
    """Say that the figures are beyond what can be worked with."""
    return Card(t.t("borrow.too_large"), column(go(t.plain("borrow.another"), "borrow.begin"))
                + foot(t))  # fmt: skip
