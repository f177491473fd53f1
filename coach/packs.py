"""What a region knows: dated rules and whom they bind, helplines, terms, limitation, periods.

Only types and choices. Files are read by `storage/packs.py`; prose stands in the pack per locale,
because it belongs to the region and not to the interface.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from coach.debts import DebtKind, LenderKind, Stage
from coach.evidence import Item
from coach.proposals import ProposalKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

KINDS = frozenset(kind.value for kind in DebtKind)
LENDERS = frozenset(lender.value for lender in LenderKind)
STAGES = frozenset(stage.value for stage in Stage)
NEVER_QUOTED = frozenset(
    {DebtKind.OTHER.value, LenderKind.NOT_SURE.value, LenderKind.ILLEGAL.value}
)
"""No rule binds these: other debts, lenders nobody is sure of, and those outside the law."""
NEEDS = frozenset(
    {"crisis", "debt", "sharks", "complaint", "police", "emergency", "legal", "housing"}
)
FRAUD = "fraud"
"""Where a fee or a code asked for is reported; a pack need not have it, nor a word for it."""
PAPERS = frozenset(item.value for item in Item)
ASKS = frozenset(kind.value for kind in ProposalKind)
PERIODS = frozenset({"court_answer", "payment_order", "validation", "complaint"})
FORMS = frozenset({"instalments", "lump_sum"})
RESTARTS = frozenset({"payment", "written_promise", "spoken_promise", "demand", "lawsuit"})
AT_COURT = frozenset({"court"})
"""The stages of a rule that is about court papers and nothing else."""
COSTS = frozenset({"free", "charged", "unknown"})
GRADES = frozenset({"A", "B", "C"})
FALLBACK_LOCALE = "en"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read.

    Grade A: regulator, statute, the charity or bank itself; B: press, law firm, local government, a
    copy of a page of grade A elsewhere; C: uncertain, and never shown as certain.
    """

    url: str
    grade: str
    checked_on: date
    review_by: date

    @property
    def host(self) -> str:
        """The site where it was read, without the page."""
        return self.url.partition("//")[2].partition("/")[0].removeprefix("www.")

    @property
    def certain(self) -> bool:
        """False for grade C: such a fact is shown with the pack's hedge, never as certain."""
        return self.grade != "C"

    def stale(self, on: date) -> bool:
        """Say whether the fact is past its review date and its figures must be withheld."""
        return on > self.review_by


@dataclass(frozen=True, slots=True)
class Binds:
    """Whom a rule or term binds. Empty `stages`: at every stage."""

    lenders: frozenset[str]
    kinds: frozenset[str]
    stages: frozenset[str] = frozenset()

    def covers(self, kind: str, lender: str, stage: str | None) -> bool:
        """Say whether a debt is bound; one of `NEVER_QUOTED` never is."""
        if kind in NEVER_QUOTED or lender in NEVER_QUOTED:
            return False
        in_stage = not self.stages or stage in self.stages
        return kind in self.kinds and lender in self.lenders and in_stage


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated fact. `value` is withheld (None) while `needs_check` holds.

    `unit` says how to read the value: days, months, years, fraction (of one), times, hours
    ("22:00-08:00"), x_lpr (multiples of a reference rate) or a currency code.
    """

    id: str
    value: str | None
    unit: str
    binds: Binds
    valid_from: date | None
    source: Source
    needs_check: bool = False

    @property
    def certain(self) -> bool:
        """False: say it with the hedge."""
        return self.source.certain

    @property
    def number(self) -> Decimal | None:
        """The value as a number, or None where it is withheld or not a single number."""
        try:
            return None if self.value is None else Decimal(self.value)
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True)
class Helpline:
    """Someone to call. `number` stands as it is dialled.

    Who it is, and when and for what, stand in the pack's words (title, note).
    """

    id: str
    number: str
    hours: str
    cost: str
    needs: frozenset[str]
    source: Source


@dataclass(frozen=True, slots=True)
class Term:
    """Something to have in writing. Without `binds` it is advice and fits every agreement."""

    id: str
    forms: frozenset[str]
    binds: Binds | None
    source: Source


@dataclass(frozen=True, slots=True)
class Limitation:
    """The region's shortest time (years) after which a debt may be too old, and what restarts it.

    A caution for the gate, never a statement that this debt is too old.
    """

    years: int
    restarts: frozenset[str]
    source: Source


@dataclass(frozen=True, slots=True)
class Period:
    """The shortest time (days) to act on a paper of this kind, used when it names no date."""

    id: str
    days: int
    source: Source


@dataclass(frozen=True, slots=True)
class PaperNote:
    """What a region says of some papers of the checklist; `asks`: only beside these, if any."""

    id: str
    about: frozenset[str]
    asks: frozenset[str]
    binds: Binds
    source: Source


@dataclass(frozen=True, slots=True)
class Words:
    """A rule, as it may be shown: a title, a text, and a caution where one is needed."""

    title: str
    text: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class PackTexts:
    """The pack's prose in one locale, by id."""

    locale: str
    name: str
    hedge: str
    needs_check: str
    rules: Mapping[str, Words]
    helplines: Mapping[str, Words]
    terms: Mapping[str, str]
    periods: Mapping[str, str]
    needs: Mapping[str, str]
    zones: Mapping[str, str]
    limitation: str
    papers: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegionPack:
    """Everything one region knows. `zones`: several or none means the bot asks.

    `countries`: ISO codes; several where one law holds in all of them, none for the fallback.
    """

    id: str
    fallback: bool
    countries: tuple[str, ...]
    currency: str | None
    zones: tuple[str, ...]
    holidays: str | None
    days_off: frozenset[date]
    working_days: frozenset[date]
    emergency: tuple[str, ...]
    rules: tuple[Rule, ...]
    helplines: tuple[Helpline, ...]
    terms: tuple[Term, ...]
    limitation: Limitation
    periods: tuple[Period, ...]
    texts: Mapping[str, PackTexts] = field(hash=False)
    likely: Mapping[str, int] = field(hash=False)
    """In which languages of the chat it is offered among the first, and as which of them."""
    papers: tuple[PaperNote, ...] = ()

    def words(self, locale: str) -> PackTexts:
        """Return the prose of a locale, else of the same language, else English."""
        if locale in self.texts:
            return self.texts[locale]
        language = locale.replace("-", "_").partition("_")[0]
        for name in sorted(self.texts):
            if name.partition("_")[0] == language:
                return self.texts[name]
        return self.texts[FALLBACK_LOCALE]

    def name(self, locale: str) -> str:
        """Return what the region is called in a locale."""
        return self.words(locale).name


def rules_for(
    pack: RegionPack, kind: str, lender: str, stage: str | None, on: date
) -> tuple[Rule, ...]:
    """Return the rules that bind such a debt on a day, in the pack's order.

    A rule that does not bind, or is not in force yet, is left out. Past its review date a rule
    comes without its value and with `needs_check`.
    """
    chosen = (
        rule
        for rule in pack.rules
        if rule.binds.covers(kind, lender, stage)
        and (rule.valid_from is None or rule.valid_from <= on)
    )
    return tuple(
        replace(rule, value=None, needs_check=True) if rule.source.stale(on) else rule
        for rule in chosen
    )


def helplines(pack: RegionPack, need: str) -> tuple[Helpline, ...]:
    """Return who can be called for a need, in the pack's order; see `PackTexts.needs` if none."""
    return tuple(line for line in pack.helplines if need in line.needs)


def terms_for(pack: RegionPack, kind: str, lender: str, form: str) -> tuple[Term, ...]:
    """Return what to have in writing for an agreement of a form (instalments, lump_sum)."""
    return tuple(
        term
        for term in pack.terms
        if form in term.forms and (term.binds is None or term.binds.covers(kind, lender, None))
    )


def period_for(pack: RegionPack, kind: str) -> Period | None:
    """Return the pack's shortest period for a paper (court_answer, payment_order, …), if any."""
    return next((period for period in pack.periods if period.id == kind), None)


def paper_notes(
    pack: RegionPack, paper: str, kind: str, lender: str, stage: str | None
) -> tuple[PaperNote, ...]:
    """Return what the region adds to a paper for such a debt, in the pack's order."""
    return tuple(
        note
        for note in pack.papers
        if paper in note.about and note.binds.covers(kind, lender, stage)
    )


def fallback(packs: Mapping[str, RegionPack]) -> RegionPack:
    """Return the pack for people whose region has none; packs are validated to hold one."""
    return next(pack for pack in packs.values() if pack.fallback)
