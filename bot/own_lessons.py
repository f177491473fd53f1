"""A host's own lessons, one file each in `lessons/`, with a table for every language it is in.

They become lessons like those built in: their texts get message ids of their own.
"""

from __future__ import annotations

import re
import tomllib
from html import escape
from typing import TYPE_CHECKING, Any

from bot.own_texts import plain_faults
from bot.ui.limits import length, most, width
from coach.lessons import LESSONS, Choice, Lesson

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_NAME = re.compile(r"[a-z][a-z0-9_]{1,19}")
_PARTS = ("title", "text", "ask")
_EXAMPLE = 'title = "Rent first", text = "…", ask = "…", and [[en.answers]] with label and told'
_BUILT_IN = {each.id for each in LESSONS}
Table = dict[str, Any]


def read(
    folder: Path, avoid: Mapping[str, tuple[str, ...]], screens: Collection[str], errors: list[str]
) -> tuple[dict[str, tuple[Lesson, ...]], dict[str, dict[str, tuple[str, ...]]]]:
    """Return lessons and their texts by locale, in the order of their files' names.

    `screens` are those that a lesson may lead to. Every fault is added to `errors`.
    """
    lessons: dict[str, tuple[Lesson, ...]] = {}
    texts: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted(folder.glob("*.toml")):
        file = f"lessons/{path.name}"
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            errors.append(f"{file}: cannot be read ({error})")
            continue
        wrong = list(_of_file(path.stem, table, avoid, screens))
        for locale, words in table.items():
            if locale in avoid:
                wrong += [f"{locale}{each}" for each in _of_words(words, table, avoid, locale)]
        errors += [f"{file}: {each}" for each in wrong]
        if not wrong:
            for locale in avoid.keys() & table.keys():
                made, said = _made(path.stem, table[locale], table.get("leads"))
                lessons[locale] = (*lessons.get(locale, ()), made)
                texts.setdefault(locale, {}).update(said)
    return lessons, texts


def _of_file(
    name: str, table: Table, locales: Collection[str], screens: Collection[str]
) -> Iterator[str]:
    if not _NAME.fullmatch(name):
        yield "the file's name is 2 to 20 small letters, digits or _; e.g. lessons/rent_first.toml"
    if name in _BUILT_IN:
        yield f"there is a built-in lesson of this name; e.g. lessons/our_{name}.toml"
    if not locales & table.keys():
        yield f"holds no language of the bot ({', '.join(locales)}); e.g. [en] with {_EXAMPLE}"
    for key in table.keys() - set(locales) - {"leads"}:
        yield f"{key}: is not known; e.g. [en] or leads"
    leads = table.get("leads")
    if leads is not None and leads not in screens:
        yield f'leads: there is no screen {leads}; e.g. leads = "budget"'


def _of_words(
    words: object, table: Table, avoid: Mapping[str, tuple[str, ...]], locale: str
) -> Iterator[str]:
    if not isinstance(words, dict):
        yield f": is not a table; e.g. [{locale}] with {_EXAMPLE}"
        return
    wanted = (*_PARTS, "go") if "leads" in table else _PARTS
    for part in wanted:
        if not isinstance(words.get(part), str):
            yield f".{part}: is missing; e.g. {part} = “…”"
    for part in words.keys() - {*wanted, "answers"}:
        yield f".{part}: is not known; e.g. {', '.join(wanted)}, answers"
    answers = words.get("answers")
    if not (isinstance(answers, list) and 2 <= len(answers) <= 3 and all(map(_answers, answers))):
        yield f".answers: wants two or three, each with label and told; e.g. [[{locale}.answers]]"
        return
    said = [(part, words[part]) for part in wanted if isinstance(words.get(part), str)]
    for number, answer in enumerate(answers, 1):
        said += [(f"answers {number}.{part}", answer[part]) for part in ("label", "told")]
    for part, text in said:
        if fault := plain_faults(text, avoid[locale]) or _too_long(part, text):
            yield f".{part}: {fault}; e.g. “…”"
    yield from _whole(words, answers, locale)


def _answers(answer: object) -> bool:
    return isinstance(answer, dict) and all(
        isinstance(answer.get(part), str) for part in ("label", "told")
    )


def _too_long(part: str, text: str) -> str:
    if (part == "go" or part.endswith("label")) and width(text) > 1:
        return "is longer than a button: 24 Latin letters or 10 Chinese signs"
    if part == "title" and width(text) > 1:
        return "is longer than a button, which it becomes in the list: 24 letters or 10 signs"
    return ""


def _whole(words: Table, answers: list[Table], locale: str) -> Iterator[str]:
    """Hold the card with the question, and each with what is said to an answer, to care 9."""
    room = most(locale)
    unit = "signs" if locale.startswith("zh") else "words"
    cards = [("text", " ".join(str(words.get(part, "")) for part in _PARTS))]
    cards += [(f"answers {at}.told", answer["told"]) for at, answer in enumerate(answers, 1)]
    for part, text in cards:
        if length(text, locale) > room:
            yield (
                f".{part}: is longer than the {room} {unit} of a screen"
                + (" (title, text and question together)" if part == "text" else "")
                + "; e.g. two short sentences"
            )


def _made(name: str, words: Table, leads: str | None) -> tuple[Lesson, dict[str, tuple[str, ...]]]:
    said: dict[str, tuple[str, ...]] = {}

    def message(part: str, text: str) -> str:
        key = f"own.{name}.{part}"
        said[key] = (text.replace("{", "{{").replace("}", "}}"),)
        return key

    choices = tuple(
        # What is said to an answer is read as markup; a host writes plain words.
        Choice(
            message(f"{at}", each["label"]),
            message(f"{at}_told", escape(each["told"], quote=False)),
        )
        for at, each in enumerate(words["answers"])
    )
    title, text, ask = (message(part, words[part]) for part in _PARTS)
    way = (message("go", words["go"]), leads) if leads else None
    return Lesson(name, title, text, ask, choices, way), said
