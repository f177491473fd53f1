"""A host's own words for message ids, read from `texts/<locale>/<topic>.toml` and checked.

Whatever could go wrong when a text is filled or sent is found here, at start: a name that the bot
does not know, a missing one, markup that Telegram refuses, a label wider than a button.
"""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from typing import TYPE_CHECKING, Any

from bot.catalogs import avoided
from bot.ui import limits
from coach.series_lessons import CURRICULUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.ui.texts import Catalogs

Forms = tuple[str, ...]
_TAG = re.compile(r"</?[a-z-]+>")
_TIGHT = {
    **{each.ask: 300 for each in CURRICULUM},
    **{each.why: 200 for each in CURRICULUM},
    **{option: 100 for each in CURRICULUM for option in each.options},
    "commands.about": 120,
}
"""Telegram's limits in characters for what is neither a message nor a button."""


@dataclass(frozen=True, slots=True)
class Original:
    """What is built in for an id: in this locale, and in every locale."""

    here: Forms
    anywhere: tuple[Forms, ...]

    @property
    def names(self) -> set[str]:
        """The names of what may be put in, over all plural forms."""
        return {name for form in self.here for name in _names(form)}

    @property
    def tags(self) -> set[str]:
        """The tags that a text with this id can hold: where it stands without, none is read."""
        return {tag for forms in self.anywhere for form in forms for tag in _TAG.findall(form)}


def read(folder: Path, base: Catalogs, errors: list[str]) -> dict[str, dict[str, Forms]]:
    """Return the own words by locale; every fault is added to `errors` as one sentence."""
    known = {locale: base.forms(locale) for locale in base.locales}
    avoid = avoided()
    found: dict[str, dict[str, Forms]] = {}
    for place in sorted(path for path in folder.glob("*") if not path.name.startswith(".")):
        if place.name not in known or not place.is_dir():
            offered = ", ".join(known)
            errors.append(
                f"texts/{place.name}: is not a language of the bot ({offered}); "
                f"e.g. texts/{base.locales[0]}/start.toml"
            )
            continue
        words = found.setdefault(place.name, {})
        for path in sorted(place.glob("*.toml")):
            file = f"texts/{place.name}/{path.name}"
            for name, value in _entries(file, path, errors):
                original = _original(name, place.name, known)
                wrong = list(_wrong(name, value, path.stem, original, place.name, known))
                forms = _as_forms(value)
                if not wrong and original is not None:
                    wrong = list(faults(name, forms, original, place.name, avoid[place.name]))
                errors += [f"{file}: {name}: {each}" for each in wrong]
                if not wrong:
                    words[name] = forms
    return found


def _entries(file: str, path: Path, errors: list[str]) -> Iterator[tuple[str, Any]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        errors.append(f'{file}: cannot be read ({error}); e.g. "start.title" = "Hello."')
        return
    yield from _flat(table, "")


def _flat(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    """Yield entries by their dotted id, whether it stands in quotes or not."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def _as_forms(value: object) -> Forms:
    return tuple(value) if isinstance(value, list) else (str(value),)


def _original(name: str, locale: str, known: Mapping[str, Mapping[str, Forms]]) -> Original | None:
    here = known[locale].get(name)
    if here is None:
        return None
    return Original(here, tuple(each[name] for each in known.values() if name in each))


def _wrong(
    name: str, value: object, topic: str, original: Original | None, locale: str,
    known: Mapping[str, Mapping[str, Forms]],
) -> Iterator[str]:  # fmt: skip
    if original is None:
        near = get_close_matches(name, known[locale], 1, 0.5)
        yield "is no message of the bot" + (f"; e.g. {near[0]}" if near else "")
        return
    if name.partition(".")[0] != topic:
        yield f"belongs into {name.partition('.')[0]}.toml; e.g. texts/{locale}/{topic}.toml"
    forms = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in forms):
        yield f"is not a text; e.g. “{original.here[0]}”"
    elif len(forms) != len(original.here):
        count = len(original.here)
        shown = ", ".join(f'"{each}"' for each in original.here)
        want = "one text" if count == 1 else f"a list of {count} texts, one for each plural"
        yield f"wants {want}; e.g. " + (f"[{shown}]" if count > 1 else shown)


def faults(
    name: str, forms: Forms, original: Original, locale: str, avoid: tuple[str, ...]
) -> Iterator[str]:
    """Yield what is wrong with own words, each as the end of a sentence with an example."""
    for form, built_in in zip(forms, original.here, strict=True):
        example = f"; e.g. “{built_in}”"
        problem = _of_names(form, built_in, original) or _of_markup(form, original.tags)
        problem = problem or of_length(name, form, built_in, locale) or plain_faults(form, avoid)
        if problem:
            yield problem + example


def _names(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def _of_names(form: str, built_in: str, original: Original) -> str:
    """Say which names are unknown or missing; a form for one may do without its number."""
    try:
        parsed = list(string.Formatter().parse(form))
    except ValueError:
        return "has a brace that is open or alone"
    if any(spec or conversion for _, _, spec, conversion in parsed):
        return "may hold a name alone between braces, without : or !"
    mine = {name for _, name, _, _ in parsed if name is not None}
    if unknown := mine - original.names:
        return f"has no {_listed(unknown)} to put in"
    if missing := _names(built_in) - mine - {"count"}:
        return f"does not say {_listed(missing)}"
    if "count" in _names(built_in) and len(original.here) == 1 and "count" not in mine:
        return "does not say {count}"
    return ""


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _of_markup(form: str, allowed: set[str]) -> str:
    mine = set(_TAG.findall(form))
    if extra := mine - allowed - {f"</{tag[1:]}" for tag in allowed}:
        return f"holds {', '.join(sorted(extra))}, which is not read as markup there"
    if "<" in _TAG.sub("", form) or not limits.balanced(form):
        return "has markup that is open or alone"
    return ""


def of_length(name: str, form: str, built_in: str, locale: str) -> str:
    """Say where a text is longer than a button, a screen or Telegram takes."""
    bare, before = _bare(form), _bare(built_in)
    if name in _TIGHT and len(bare) > _TIGHT[name]:
        return f"is longer than the {_TIGHT[name]} characters that Telegram takes there"
    if name not in _TIGHT and _may_be_label(built_in) and (limits.width(bare) > 1 or "\n" in form):
        return "is longer than a button: 24 Latin letters or 10 Chinese signs"
    # Some built-in texts stand on cards that may be long; theirs may grow by a quarter.
    most = max(limits.most(locale), 5 * limits.length(before, locale) // 4)
    if limits.length(bare, locale) > most or len(bare) > max(700, 2 * len(before)):
        unit = "signs" if locale.startswith("zh") else "words"
        return f"is longer than {most} {unit}, which is what a screen holds there"
    return ""


def _bare(form: str) -> str:
    return re.sub(r"\{\w+\}", "", unescape(_TAG.sub("", form)))


def _may_be_label(built_in: str) -> bool:
    """Tell whether a text can stand on a button: short, on one line, and no sentence."""
    ends = built_in.endswith((".", "。", ":", "："))
    bare = _bare(built_in)
    return not (ends or "\n" in built_in or _TAG.search(built_in)) and limits.width(bare) <= 1


def plain_faults(text: str, avoid: tuple[str, ...]) -> str:
    """Say what holds for any text that people read: not empty, and no word to avoid."""
    if not text.strip():
        return "is empty"
    if text != text.strip():
        return "has a space at its edge"
    for word in avoid:
        if found := re.search(word, text, re.IGNORECASE):
            return f"says “{found[0]}”, which is on the list of words to avoid"
    return ""
