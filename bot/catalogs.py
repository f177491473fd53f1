"""Catalogs: one gettext file a topic and locale, checked against the code, compiled for the bot.

`python -m bot.catalogs compile|check|update`. A message id begins with its topic, and the topic
names its file: `debts.list.title` stands in `locales/<locale>/LC_MESSAGES/debts.po`.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot import catalog_calls, catalog_pages
from bot.ui.limits import balanced
from bot.ui.texts import FALLBACK, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

CODE = ("coach", "usecases", "handlers", "scheduler", "console", "bot")
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


def folders(root: Path = ROOT) -> dict[str, Path]:
    """Return each locale's folder."""
    return {path.parent.name: path for path in sorted(root.glob("*/LC_MESSAGES"))}


def read(path: Path, locale: str) -> Catalog:
    """Read one topic's file."""
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def messages(folder: Path, locale: str) -> dict[str, tuple[str, Message]]:
    """Return every message of a locale by id, with its topic."""
    found = {}
    for path in sorted(folder.glob("*.po")):
        for message in read(path, locale):
            if message.id:
                name = message.id if isinstance(message.id, str) else message.id[0]
                found[name] = (path.stem, message)
    return found


def compile_all(root: Path = ROOT) -> None:
    """Write a .mo beside every .po that changed."""
    for locale, folder in folders(root).items():
        for path in folder.glob("*.po"):
            target = path.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
                continue
            with target.open("wb") as file:
                write_mo(file, read(path, locale))
        for stale in folder.glob("*.mo"):
            if not stale.with_suffix(".po").exists():
                stale.unlink()


def used(topics: set[str], base: Path = ROOT.parent) -> dict[str, str]:
    """Return the message ids that stand literally in the code, with where."""
    found: dict[str, str] = {}
    for package in CODE:
        for path in sorted((base / package).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                    continue
                text = node.value
                if _ID.fullmatch(text) and text.split(".")[0] in topics:
                    found.setdefault(text, f"{path.relative_to(base)}:{node.lineno}")
    for text, where in catalog_pages.literals(base):
        if _ID.fullmatch(text) and text.split(".")[0] in topics:
            found.setdefault(text, where)
    return found


def calls(base: Path = ROOT.parent) -> Iterator[catalog_calls.Call]:
    """Yield every place in the code that asks for a text by its literal id."""
    for package in CODE:
        for path in sorted((base / package).rglob("*.py")):
            yield from catalog_calls.calls(path, base)
    yield from catalog_pages.calls(base)


def _strings(message: Message) -> tuple[str, ...]:
    said = message.string
    return (said or "",) if isinstance(said, str) or said is None else tuple(said)


def avoided(root: Path = ROOT) -> dict[str, tuple[str, ...]]:
    """Return each locale's words that no text may use (`avoid.toml`, care 9)."""
    lists = {}
    for path in root.glob("*/avoid.toml"):
        lists[path.parent.name] = tuple(tomllib.loads(path.read_text(encoding="utf-8"))["avoid"])
    return lists


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield every fault: missing, unused, misplaced, unfit for its arguments, unbalanced."""
    locales = {locale: messages(folder, locale) for locale, folder in folders(root).items()}
    base = locales[FALLBACK]
    topics = {topic for topic, _ in base.values()}
    in_code = used(topics)
    asked = tuple(calls())
    for name, where in in_code.items():
        if name not in base and not _is_button(name):
            yield f"{where}: {name} has no text"
    for name, (topic, _) in base.items():
        if name.split(".")[0] != topic:
            yield f"{FALLBACK}/{topic}.po: {name} belongs to another topic"
        if name not in in_code:
            yield f"{FALLBACK}/{topic}.po: {name} is not used"
    for locale, texts in locales.items():
        forms = {n: (f"{locale}/{topic}.po", _strings(m)) for n, (topic, m) in texts.items()}
        yield from catalog_calls.unfit(asked, forms)
        words = avoided(root).get(locale, ())
        yield from _compare(locale, texts, base)
        for name, (topic, message) in texts.items():
            for text in _strings(message):
                yield from (
                    f"{locale}/{topic}.po: {name} {fault}" for fault in _faults(text, words)
                )


def _is_button(name: str) -> bool:
    """Say whether a dotted literal is the name of an action rather than a text."""
    from handlers import ACTIONS, SCREENS

    return name in ACTIONS or name in SCREENS


def _compare(
    locale: str, texts: dict[str, tuple[str, Message]], base: dict[str, tuple[str, Message]]
) -> Iterator[str]:
    for name in base.keys() - texts.keys():
        yield f"{locale}: {name} is missing"
    for name in texts.keys() - base.keys():
        yield f"{locale}: {name} is unknown"
    for name in base.keys() & texts.keys():
        wanted = catalog_calls.placeholders(_strings(base[name][1])[-1])
        if catalog_calls.placeholders(_strings(texts[name][1])[-1]) != wanted:
            yield f"{locale}: {name} wants the placeholders {sorted(wanted)}"


def _faults(text: str, words: tuple[str, ...]) -> Iterator[str]:
    if not text:
        yield "is empty"
    if text != text.strip():
        yield "has a stray space at its edge"
    if not balanced(text):
        yield "has unbalanced tags"
    for word in words:
        if re.search(word, text, re.IGNORECASE):
            yield f"uses “{word}”, which care.md avoids"


def update(root: Path = ROOT) -> None:
    """Add every id used in the code to its topic's file, empty, for a translator to fill."""
    found = {locale: messages(folder, locale) for locale, folder in folders(root).items()}
    topics = {topic for topic, _ in found[FALLBACK].values()}
    for locale, folder in folders(root).items():
        for topic in topics:
            path = folder / f"{topic}.po"
            catalog = read(path, locale)
            missing = [n for n in used({topic}) if n not in found[locale] and not _is_button(n)]
            for name in missing:
                catalog.add(name)
            if missing:
                with path.open("wb") as file:
                    write_po(file, catalog, width=100, sort_output=False)


def main(arguments: list[str]) -> int:
    """Run one of the three commands; 1 when the check found faults."""
    match arguments:
        case ["compile"]:
            compile_all()
        case ["update"]:
            update()
        case ["check"]:
            faults = list(problems())
            print("\n".join(faults) or "catalogs: complete")
            return 1 if faults else 0
        case _:
            print("usage: python -m bot.catalogs compile|check|update")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
