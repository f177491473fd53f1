"""What the code hands to a text, against what the text has room for."""

from __future__ import annotations

import ast
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_VOICES = {"t", "tn", "plain"}
"""The methods of `bot.ui.texts.Texts` that fill a text."""
_UNUSED_ON_PURPOSE = {"count"}
"""A plural form may do without its number: "one message"."""


@dataclass(frozen=True, slots=True)
class Call:
    """One place that asks for a text by its literal id; `is_open` where `**names` may add more."""

    where: str
    message: str
    passed: frozenset[str]
    is_open: bool


def placeholders(text: str) -> set[str]:
    """Return the names that a text has room for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def calls(path: Path, base: Path) -> Iterator[Call]:
    """Yield every such place of one module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in _VOICES or not node.args:
            continue
        passed = {each.arg for each in node.keywords if each.arg}
        if node.func.attr == "tn":
            passed.add("count")
        is_open = any(each.arg is None for each in node.keywords)
        for message in _literals(node.args[0]):
            where = f"{path.relative_to(base)}:{node.lineno}"
            yield Call(where, message, frozenset(passed), is_open)


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the ids an argument may be: one that is written out, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def unfit(found: Iterable[Call], texts: Mapping[str, tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """Yield where a text lacks a name or has no use for one; `texts`: each id's file and forms."""
    for call in found:
        if call.message not in texts:
            continue
        file, forms = texts[call.message]
        wanted = set().union(*(placeholders(form) for form in forms))
        if not call.is_open and (missing := wanted - call.passed):
            yield f"{file}: {call.message} wants {_listed(missing)}, not passed at {call.where}"
        if unused := call.passed - wanted - _UNUSED_ON_PURPOSE:
            yield f"{file}: {call.message} does not use {_listed(unused)}, passed at {call.where}"


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
