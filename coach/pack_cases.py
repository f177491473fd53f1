"""Example cases of a pack: debts, and what holds for them, so that a changed fact is noticed.

A case names a debt and a day, then rules that are quoted and rules that are not, terms that
belong in its agreement and terms that don't, what is said of its papers and what isn't, the ceiling on its yearly cost, and whether it may be
too old. A case says only what it cares about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach import packs
from coach.ceilings import is_ceiling
from coach.dates import MONTHS_IN_A_YEAR, add_months
from coach.pack_reader import Reader, Table
from coach.packs import FORMS, rules_for, terms_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from coach.packs import RegionPack

FILE = "cases.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """One debt on a day, and what holds. `last_paid` and `too_old` stand together or not at all."""

    id: str
    kind: str
    lender: str
    stage: str | None
    on: date
    quoted: tuple[str, ...]
    not_quoted: tuple[str, ...]
    terms: tuple[str, ...]
    not_terms: tuple[str, ...]
    papers: tuple[str, ...]
    not_papers: tuple[str, ...]
    capped: bool | None
    last_paid: date | None
    too_old: bool | None


def read_cases(region: str, table: Table, errors: list[str]) -> tuple[Case, ...]:
    """Return the cases of a pack's file; what is wrong with it is added to `errors`."""
    read = Reader(f"{region}/{FILE}", errors)
    rows = read.rows(table, "case")
    if not rows:
        read.wrong("case", "needs at least one example that must hold")
    return tuple(_case(read, row, name) for name, row in rows)


def _case(read: Reader, row: Table, name: str) -> Case:
    key = f"case.{name}"
    for flag in ("capped", "too_old"):
        if not isinstance(row.get(flag), bool | None):
            read.wrong(f"{key}.{flag}", "needs true or false")
    if ("last_paid" in row) != ("too_old" in row):
        read.wrong(f"{key}.too_old", "stands together with last_paid")
    return Case(
        id=name,
        kind=read.among(row, "kind", key, packs.KINDS),
        lender=read.among(row, "lender", key, packs.LENDERS),
        stage=read.among(row, "stage", key, packs.STAGES) if "stage" in row else None,
        on=read.day(row, "on", key),
        quoted=read.strings(row, "quoted", key),
        not_quoted=read.strings(row, "not_quoted", key),
        terms=read.strings(row, "terms", key),
        not_terms=read.strings(row, "not_terms", key),
        papers=read.strings(row, "papers", key),
        not_papers=read.strings(row, "not_papers", key),
        capped=row.get("capped"),
        last_paid=read.day(row, "last_paid", key) if "last_paid" in row else None,
        too_old=row.get("too_old"),
    )


def failures(pack: RegionPack, cases: Iterable[Case]) -> tuple[str, ...]:
    """Return every case that does not hold: file, key, what was expected."""
    return tuple(
        f"{pack.id}/{FILE}: case.{case.id}.{key}: {what}"
        for case in cases
        for key, what in _failures(pack, case)
    )


def _failures(pack: RegionPack, case: Case) -> Iterator[tuple[str, str]]:
    binding = rules_for(pack, case.kind, case.lender, case.stage, case.on)
    quoted = {rule.id for rule in binding}
    terms = {term.id for form in FORMS for term in terms_for(pack, case.kind, case.lender, form)}
    known, known_terms = {rule.id for rule in pack.rules}, {term.id for term in pack.terms}
    yield from _differences("quoted", case.quoted, quoted, case.not_quoted, known)
    yield from _differences("terms", case.terms, terms, case.not_terms, known_terms)
    said_of = {n.id for n in pack.papers if n.binds.covers(case.kind, case.lender, case.stage)}
    known_papers = {note.id for note in pack.papers}
    yield from _differences("papers", case.papers, said_of, case.not_papers, known_papers)
    if case.capped is not None and case.capped != (ceiling(pack, case) is not None):
        said = "a ceiling on the cost binds" if case.capped else "no ceiling on the cost binds"
        yield "capped", f"expects that {said}"
    if case.last_paid is not None:
        ends = add_months(case.last_paid, pack.limitation.years * MONTHS_IN_A_YEAR)
        if (ends <= case.on) != case.too_old:
            yield "too_old", f"the shortest time ends on {ends}"


def ceiling(pack: RegionPack, case: Case) -> Decimal | None:
    """Return the lowest ceiling on all costs of a case's debt together, a fraction a year."""
    binding = rules_for(pack, case.kind, case.lender, case.stage, case.on)
    numbers = [rule.number for rule in binding if is_ceiling(rule)]
    return min((number for number in numbers if number is not None), default=None)


def _differences(
    key: str, wanted: Iterable[str], found: set[str], unwanted: Iterable[str], known: set[str]
) -> Iterator[tuple[str, str]]:
    yield from ((key, f"{name} is missing") for name in wanted if name not in found)
    for name in unwanted:
        if name not in known:
            # A misspelt name would be absent for ever and prove nothing.
            yield f"not_{key}", f"the pack has no {name}"
        elif name in found:
            yield f"not_{key}", f"{name} is there"
