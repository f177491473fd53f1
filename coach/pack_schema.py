"""Turns a pack's files, as plain tables, into a `RegionPack`, or into every error at once.

An error is one line: file, key, what is wrong. Nothing is read here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from coach import packs
from coach.pack_reader import Reader, Table
from coach.packs import (
    Helpline,
    Limitation,
    PackTexts,
    PaperNote,
    Period,
    RegionPack,
    Rule,
    Term,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED_LOCALES = ("en", "zh_Hans_CN")


def parse(region: str, files: Mapping[str, Table]) -> tuple[RegionPack | None, tuple[str, ...]]:
    """Return the pack, or None and all errors. `files` maps file names to their tables."""
    errors: list[str] = []
    for needed in ("pack.toml", *(f"texts.{locale}.toml" for locale in REQUIRED_LOCALES)):
        if needed not in files:
            errors.append(f"{region}/{needed}: the file is missing")
    if errors:
        return None, tuple(errors)
    pack = _pack(region, files, errors)
    for locale, texts in pack.texts.items():
        _complete(pack, texts, f"{region}/texts.{locale}.toml", errors)
    return (None if errors else pack), tuple(errors)


def _pack(region: str, files: Mapping[str, Table], errors: list[str]) -> RegionPack:
    def at(file: str) -> tuple[Reader, Table]:
        return Reader(f"{region}/{file}", errors), files.get(file, {})

    read, head = at("pack.toml")
    if head.get("id") != region:
        read.wrong("id", f"needs the name of its folder, {region}")
    fallback = head.get("fallback", False) is True
    currency = head.get("currency")
    if currency is None and not fallback:
        read.wrong("currency", "is missing")
    if currency is not None and not _is_code(currency, 3):
        read.wrong("currency", "needs three capital letters")
    countries = _countries(read, head, fallback=fallback)
    zones = read.strings(head, "zones", "pack")
    if not zones and not fallback:
        read.wrong("zones", "needs at least one time zone")
    emergency = read.strings(head, "emergency", "pack")
    if "emergency" not in head and not fallback:
        read.wrong("emergency", "is missing; an empty list says that no number is known for sure")
    facts, fact_table = at("facts.toml")
    return RegionPack(
        id=region,
        fallback=fallback,
        countries=countries,
        currency=currency,
        zones=zones,
        holidays=head.get("holidays"),
        days_off=read.days(head, "days_off", "pack"),
        working_days=read.days(head, "working_days", "pack"),
        emergency=emergency,
        rules=tuple(_rule(facts, row, name) for name, row in facts.rows(fact_table, "rule")),
        helplines=_helplines(*at("helplines.toml")),
        terms=_terms(*at("terms.toml")),
        limitation=_limitation(facts, fact_table),
        periods=_periods(facts, fact_table),
        texts=MappingProxyType(
            {
                file[len("texts.") : -len(".toml")]: _texts(*at(file), file)
                for file in sorted(files)
                if file.startswith("texts.")
            }
        ),
        likely=_likely(read, head),
        papers=_papers(*at("papers.toml")),
    )


def _countries(read: Reader, head: Table, *, fallback: bool) -> tuple[str, ...]:
    """Return the one country, or the several where one law holds; only the fallback has none."""
    several = read.strings(head, "countries", "pack")
    country = head.get("country")
    if country is not None and several:
        read.wrong("countries", "stands beside country; give one of the two")
    found = several if country is None else (country,)
    if not all(_is_code(each, 2) for each in found) or not (found or fallback):
        read.wrong("countries" if several else "country", "needs two capital letters")
        return ()
    return found


def _likely(read: Reader, head: Table) -> Mapping[str, int]:
    places = read.group(head, "likely")
    return MappingProxyType(
        {language: read.whole(places, language, "likely") for language in places}
    )


def _is_code(value: object, length: int) -> bool:
    return (
        isinstance(value, str)
        and len(value) == length
        and value.isascii()
        and value.isalpha()
        and value.isupper()
    )


def _rule(read: Reader, row: Table, name: str) -> Rule:
    key = f"rule.{name}"
    value = row.get("value")
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        read.wrong(f"{key}.value", 'needs a whole number or a text such as "0.24"')
    undated = row.get("undated", False) is True
    return Rule(
        id=name,
        value=None if value is None else str(value),
        unit=read.text(row, "unit", key, "" if value is None else None),
        binds=read.binds(row, key),
        valid_from=None if undated else read.day(row, "valid_from", key),
        source=read.source(row, key),
    )


def _helplines(read: Reader, table: Table) -> tuple[Helpline, ...]:
    found = []
    for name, row in read.rows(table, "helpline"):
        key = f"helpline.{name}"
        found.append(
            Helpline(
                id=name,
                number=read.text(row, "number", key),
                hours=read.text(row, "hours", key, ""),
                cost=read.among(row, "cost", key, packs.COSTS),
                needs=read.several(row, "for", key, packs.NEEDS | {packs.FRAUD}),
                source=read.source(row, key),
            )
        )
    return tuple(found)


def _terms(read: Reader, table: Table) -> tuple[Term, ...]:
    found = []
    for name, row in read.rows(table, "term"):
        key = f"term.{name}"
        binds = read.binds(row, key) if "binds" in row else None
        forms = read.several(row, "forms", key, packs.FORMS)
        found.append(Term(name, forms, binds, read.source(row, key)))
    return tuple(found)


def _papers(read: Reader, table: Table) -> tuple[PaperNote, ...]:
    found = []
    for name, row in read.rows(table, "paper"):
        key = f"paper.{name}"
        papers = read.several(row, "for", key, packs.PAPERS)
        asks = read.several(row, "asks", key, packs.ASKS, optional=True)
        found.append(PaperNote(name, papers, asks, read.binds(row, key), read.source(row, key)))
    return tuple(found)


def _limitation(read: Reader, table: Table) -> Limitation:
    value = read.group(table, "limitation")
    return Limitation(
        years=read.whole(value, "years", "limitation"),
        restarts=read.several(value, "restarts", "limitation", packs.RESTARTS),
        source=read.source(value, "limitation"),
    )


def _periods(read: Reader, table: Table) -> tuple[Period, ...]:
    found = []
    for name, row in read.rows(table, "period"):
        key = f"period.{name}"
        if name not in packs.PERIODS:
            read.wrong(key, f"needs an id among {', '.join(sorted(packs.PERIODS))}")
        found.append(Period(name, read.whole(row, "days", key), read.source(row, key)))
    return tuple(found)


def _texts(read: Reader, table: Table, file: str) -> PackTexts:
    def words(group: str, second: str) -> Mapping[str, Words]:
        rows = {k: v for k, v in read.group(table, group).items() if isinstance(v, dict)}
        return {
            name: Words(
                read.text(row, "title", f"{group}.{name}"),
                read.text(row, second, f"{group}.{name}"),
            )
            for name, row in rows.items()
        }

    def plain(group: str) -> Mapping[str, str]:
        rows = read.group(table, group)
        return {name: read.text(rows, name, group) for name in rows}

    return PackTexts(
        locale=file[len("texts.") : -len(".toml")],
        name=read.text(table, "name", "texts"),
        hedge=read.text(table, "hedge", "texts"),
        needs_check=read.text(table, "needs_check", "texts"),
        rules=words("rules", "text"),
        helplines=words("helplines", "note"),
        terms=plain("terms"),
        periods=plain("periods"),
        needs=plain("needs"),
        zones=plain("zones"),
        limitation=read.text(table, "limitation", "texts"),
        papers=words("papers", "text"),
    )


def _complete(pack: RegionPack, texts: PackTexts, file: str, errors: list[str]) -> None:
    several_zones = len(pack.zones) > 1
    groups: tuple[tuple[str, Mapping[str, object], set[str]], ...] = (
        ("rules", texts.rules, {rule.id for rule in pack.rules}),
        ("helplines", texts.helplines, {line.id for line in pack.helplines}),
        ("terms", texts.terms, {term.id for term in pack.terms}),
        ("periods", texts.periods, {period.id for period in pack.periods}),
        ("papers", texts.papers, {note.id for note in pack.papers}),
        ("needs", texts.needs, set(packs.NEEDS)),
        ("zones", texts.zones, set(pack.zones) if several_zones else set()),
    )
    for group, present, wanted in groups:
        # A text without its entry is no error: a mounted folder may have taken the entry out.
        missing = sorted(wanted - set(present))
        errors.extend(f"{file}: {group}.{name}: the text is missing" for name in missing)
    for group_, titled in (("rules", texts.rules), ("papers", texts.papers)):
        for name, words in titled.items():
            if any(character.isdigit() for character in words.title):
                errors.append(f"{file}: {group_}.{name}.title: a title holds no figures")
