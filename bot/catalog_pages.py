"""The texts that the console's pages ask for: templates are read for ids as the code is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, nodes

from bot.catalog_calls import Call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VOICES = {"t", "tn"}


def _trees(base: Path) -> Iterator[tuple[str, nodes.Template]]:
    parser = Environment(autoescape=True)
    for path in sorted(base.glob("console/templates/*.html")):
        yield str(path.relative_to(base)), parser.parse(path.read_text(encoding="utf-8"))


def literals(base: Path) -> Iterator[tuple[str, str]]:
    """Yield every literal of every template, with where it stands."""
    for name, tree in _trees(base):
        for node in tree.find_all(nodes.Const):
            if isinstance(node.value, str):
                yield node.value, f"{name}:{node.lineno}"


def calls(base: Path) -> Iterator[Call]:
    """Yield every place in a template that asks for a text by its literal id."""
    for name, tree in _trees(base):
        for node in tree.find_all(nodes.Call):
            asks = isinstance(node.node, nodes.Name) and node.node.name in _VOICES
            first = node.args[0] if node.args else None
            if not asks or not isinstance(first, nodes.Const):
                continue
            passed = {each.key for each in node.kwargs}
            if isinstance(node.node, nodes.Name) and node.node.name == "tn":
                passed.add("count")
            is_open = node.dyn_kwargs is not None
            yield Call(f"{name}:{node.lineno}", first.value, frozenset(passed), is_open)
