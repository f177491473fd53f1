"""Reads region packs and danger lexicons from folders; later folders override earlier ones.

The only place that touches pack files and the holiday library. Results are kept for the life of
the process: a pack changes only with a restart.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard
from zoneinfo import ZoneInfo

from coach.danger import Lexicon
from coach.guard_scams import Scams, compile_scams
from coach.lexicon import compile_lexicon
from coach.pack_cases import FILE as CASES
from coach.pack_cases import failures, read_cases
from coach.pack_schema import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach.packs import RegionPack

Table = dict[str, Any]
Files = dict[str, Table]

ROOT = Path(__file__).resolve().parents[1]
PACKS = ROOT / "packs"
LOCALES = ROOT / "locales"
LEXICON_FILE = "danger.toml"
SCAMS_FILE = "scams.toml"
_SATURDAY = 5


class PackError(ValueError):
    """Packs cannot be used; `errors` holds every reason, one line each: file, key, what."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


def load_packs(*folders: Path) -> Mapping[str, RegionPack]:
    """Return the packs by id: the bundled ones, overridden and added to by `folders` in order.

    Raises PackError with all errors.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Mapping[str, RegionPack]:
    packs, errors = read_packs((PACKS, *folders))
    if errors:
        raise PackError(errors)
    return packs


def read_packs(folders: Sequence[Path]) -> tuple[dict[str, RegionPack], tuple[str, ...]]:
    """Return the packs that are whole and every error of the others; never raises."""
    errors: list[str] = []
    regions = _read_files(folders, errors)
    packs: dict[str, RegionPack] = {}
    for name, files in regions.items():
        pack, wrong = parse(name, _with_inherited(name, files, regions, errors))
        errors.extend(wrong)
        if pack is not None:
            errors.extend(_unknown_zones(pack))
            packs[name] = pack
    if regions and sum(pack.fallback for pack in packs.values()) != 1 and not errors:
        errors.append("pack.toml: fallback: exactly one pack needs to be the fallback")
    return packs, tuple(errors)


def failing_cases(folders: Sequence[Path], packs: Mapping[str, RegionPack]) -> tuple[str, ...]:
    """Return every example case of the packs that is badly written or does not hold.

    A pack without a case is named too. The bot starts all the same: cases are for whoever writes.
    """
    errors: list[str] = []
    for name, files in _read_files(folders, []).items():
        if name in packs:
            wrong: list[str] = []
            cases = read_cases(name, files.get(CASES, {}), wrong)
            errors += wrong or failures(packs[name], cases)
    return tuple(errors)


def _read_files(folders: Sequence[Path], errors: list[str]) -> dict[str, Files]:
    regions: dict[str, Files] = {}
    for folder in folders:
        if not folder.is_dir():
            errors.append(f"{folder}: : is not a folder")
            continue
        for region in sorted(path for path in folder.iterdir() if _is_pack(path)):
            read = _read_region(region, errors)
            regions[region.name] = _merged_files(regions.get(region.name, {}), read)
    return regions


def _is_pack(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "_")) and any(path.glob("*.toml"))


def _read_region(folder: Path, errors: list[str]) -> Files:
    files: Files = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            files[path.name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            errors.append(f"{folder.name}/{path.name}: : {error}")
            files[path.name] = {}
    return files


def _with_inherited(
    name: str, files: Files, regions: Mapping[str, Files], errors: list[str]
) -> Files:
    """Take terms and their words from the pack named by `inherits`, where this one has none."""
    parent = files.get("pack.toml", {}).get("inherits")
    if parent is None:
        return files
    if parent not in regions or parent == name:
        errors.append(f"{name}/pack.toml: inherits: there is no pack {parent}")
        return files
    inherited: Files = {"terms.toml": regions[parent].get("terms.toml", {})}
    for file, table in regions[parent].items():
        if file.startswith("texts."):
            inherited[file] = {"terms": table.get("terms", {})}
    return _merged_files(inherited, files)


def _merged_files(base: Files, over: Files) -> Files:
    return {name: _merged(base.get(name, {}), over.get(name, {})) for name in {**base, **over}}


def _merged(base: Table, over: Table) -> Table:
    """Overlay tables: tables merge by key, arrays of tables by id, anything else is replaced."""
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = _merged(old, value)
        elif _has_ids(old) and _has_ids(value):
            result[key] = _merged_rows(old, value)
        else:
            result[key] = value
    return result


def _has_ids(value: object) -> TypeGuard[list[Table]]:
    return isinstance(value, list) and all(isinstance(r, dict) and "id" in r for r in value)


def _merged_rows(base: list[Table], over: list[Table]) -> list[Table]:
    """A row with `remove = true` takes the row of the same id out."""
    old = {row["id"]: row for row in base}
    removed = {row["id"] for row in over if row.get("remove") is True}
    changed = [_merged(old.get(row["id"], {}), row) for row in over if row["id"] not in removed]
    new = {row["id"]: row for row in changed}
    kept = [new.pop(row["id"], row) for row in base if row["id"] not in removed]
    return kept + [row for row in changed if row["id"] in new]


def _unknown_zones(pack: RegionPack) -> list[str]:
    wrong = []
    for zone in pack.zones:
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, KeyError):
            wrong.append(f"{pack.id}/pack.toml: zones: {zone} is not a time zone")
    return wrong


@lru_cache(maxsize=64)
def days_off(pack: RegionPack, year: int) -> frozenset[date]:
    """Return the non-working days of a year: weekends and public holidays, as the pack corrects.

    A weekend day that is worked in exchange is left out. Without a calendar: weekends only.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    off = {day for day in days if day.weekday() >= _SATURDAY}
    if pack.holidays is not None:
        import holidays

        calendar = holidays.country_holidays(pack.holidays, years=year)
        off |= {day for day in calendar if day.year == year}
        off -= set(getattr(calendar, "weekend_workdays", ()))
    off |= {day for day in pack.days_off if day.year == year}
    return frozenset(off - pack.working_days)


def read_calendars(packs: Iterable[RegionPack], year: int) -> None:
    """Work out the days off around a year ahead of the first message that needs them.

    The calendars of the world take a quarter of a second to load, which no tap should wait for.
    """
    for pack in packs:
        for each in (year - 1, year, year + 1):
            days_off(pack, each)


def lexicon_files(folders: Sequence[Path] = (LOCALES,)) -> dict[str, Table]:
    """Return every locale's danger table by locale; a later folder's file replaces an earlier."""
    found: dict[str, Table] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*/{LEXICON_FILE}")):
            found[path.parent.name] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=8)
def load_lexicon(*folders: Path) -> Lexicon:
    """Return one lexicon merged over all locales, because people mix languages.

    Raises `coach.lexicon.LexiconError` with all errors.
    """
    return compile_lexicon(lexicon_files((LOCALES, *folders)))


@lru_cache(maxsize=1)
def load_scams() -> Scams:
    """Return the phrases that a guarded group is warned of, over all locales."""
    tables = {
        path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(LOCALES.glob(f"*/{SCAMS_FILE}"))
    }
    return compile_scams(tables, load_lexicon().variants)
