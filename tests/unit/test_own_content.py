"""A host's own folder: what is whole is taken, what is not is named with file, id and an example."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot import catalogs, own, own_texts
from bot.catalogs import avoided
from bot.ui import cards_lessons
from bot.ui.texts import Catalogs
from coach.lessons import LESSONS
from tests.limits import faults

if TYPE_CHECKING:
    from pathlib import Path

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
OGG = b"OggS" + bytes(24) + b"OpusHead" + bytes(40)
LESSON = """
leads = "budget"
[en]
title = "Rent first"
text = "A home is harder to get back than a credit card. {Really} <so>."
ask = "Which bill goes first this month?"
go = "My budget"
[[en.answers]]
label = "The rent"
told = "Then the home stays. 1 < 2."
[[en.answers]]
label = "The card"
told = "It can wait for a plan; the landlord often can't."
"""


@pytest.fixture(autouse=True)
def _compiled() -> None:
    catalogs.compile_all()


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write one file of an own folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def errors(folder: Path) -> tuple[str, ...]:
    return own.read(folder)[1]


def test_every_built_in_text_would_pass_as_an_own_one() -> None:
    """A host begins with a copy of ours; a rule that refuses our own words teaches nothing."""
    base, avoid = Catalogs(), avoided()
    known = {locale: base.forms(locale) for locale in base.locales}
    wrong, count = [], 0
    for locale, texts in known.items():
        for name, forms in texts.items():
            count += 1
            original = own_texts.Original(forms, tuple(each[name] for each in known.values()))
            found = own_texts.faults(name, forms, original, locale, avoid[locale])
            wrong += [f"{locale} {name}: {each}" for each in found]
    assert not wrong
    assert count > 5000


def test_own_words_replace_those_of_the_same_id_and_no_others(tmp_path: Path) -> None:
    """An organisation speaks as its people do; what it leaves alone stays."""
    put(tmp_path, "texts/en/start.toml", '"start.ask" = "What worries you most?"\n')
    put(tmp_path, "texts/zh_Hans_CN/start.toml", 'start.host = "本服务由{host}提供。"\n')
    found, wrong = own.read(tmp_path)
    assert wrong == ()
    every = Catalogs(strict=True, own=found)
    assert every.texts("en").t("start.ask") == "What worries you most?"
    assert every.texts("zh_Hans_CN").t("start.host", host="A<B") == "本服务由A&lt;B提供。"
    assert every.texts("en").t("start.host", host="X") == "Run by X."


def test_plural_forms_are_replaced_as_a_list(tmp_path: Path) -> None:
    """One and many are two sentences in English."""
    name = next(n for n, forms in Catalogs().forms("en").items() if len(forms) == 2)
    topic = name.partition(".")[0]
    built_in = Catalogs().forms("en")[name]
    words = ", ".join(f"'{form}'".replace("\n", " ") for form in built_in)
    assert errors(put(tmp_path, f"texts/en/{topic}.toml", f'"{name}" = [{words}]')) == ()
    said = errors(put(tmp_path, f"texts/en/{topic}.toml", f'"{name}" = "only one"'))
    assert len(said) == 1
    assert "wants a list of 2 texts" in said[0]


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("texts/en/start.toml", '"start.hots" = "x"', "start.hots: is no message of the bot; e.g. start."),
        ("texts/en/start.toml", '"start.host" = "Run by us."', "start.host: does not say {host}; e.g. “Run by {host}.”"),
        ("texts/en/start.toml", '"start.host" = "By {host}, {name}."', "has no {name} to put in"),
        ("texts/en/start.toml", '"start.host" = "By {host.__class__}."', "has no {host.__class__}"),
        ("texts/en/start.toml", '"start.host" = "By {host:d}."', "without : or !"),
        ("texts/en/start.toml", '"start.host" = "By {host."', "has a brace that is open or alone"),
        ("texts/en/start.toml", '"start.host" = "By {}."', "has no {}"),
        ("texts/en/start.toml", '"start.host" = "By <b>{host}."', "<b>"),
        ("texts/en/start.toml", '"start.host" = "By {host} <3"', "markup that is open"),
        ("texts/en/start.toml", '"start.host" = ""', "does not say {host}"),
        ("texts/en/start.toml", '"start.ask" = " "', "is empty"),
        ("texts/en/start.toml", '"start.ask" = "What? "', "space at its edge"),
        ("texts/en/start.toml", '"start.ask" = 7', "is not a text"),
        ("texts/en/start.toml", '"start.ask" = "You must say it!"', "words to avoid"),
        ("texts/en/start.toml", '"debts.title" = "x"', "debts"),
        ("texts/en/start.toml", '"start.door.offer" = "They made me an offer today"', "longer than a button"),
        ("texts/zh_Hans_CN/start.toml", '"start.door.offer" = "对方给了我一个新的方案"', "longer than a button"),
        ("texts/en/start.toml", f'"start.hello" = "{"word " * 60}word"', "longer than 60 words"),
        ("texts/zh_Hans_CN/start.toml", f'"start.hello" = "{"字" * 130}"', "longer than 110 signs"),
        ("texts/en/start.toml", f'"start.hello" = "{"w" * 800}"', "longer than 60 words"),
        ("texts/en/series.toml", f'"series.early.a" = "{"w " * 52}w"', "100 characters"),
        ("texts/en/start.toml", "start.ask = ", "cannot be read"),
        ("texts/xx/start.toml", '"start.ask" = "x"', "texts/xx: is not a language"),
        ("text/en/start.toml", '"start.ask" = "x"', "text: is not known; e.g. packs, texts"),
        ("host.toml", "contact = 7", "host.toml: contact: is not a text"),
        ("host.toml", 'contact = { fr = "x" }', "no language of the bot"),
        ("host.toml", 'phone = "x"', "host.toml: phone: is not known"),
        ("host.toml", 'privacy_url = "http://x"', "https://"),
        ("privacy/en.md", "We keep nothing.", "privacy/en.md: is for no language"),
        ("privacy/en.txt", "We guarantee success rates.", "words to avoid"),
        ("privacy/en.txt", "x" * 3600, "has 3600 characters"),
        ("privacy/en.txt", b"\xff\xfe\x00", "is not UTF-8"),
        ("logo.png", b"GIF89a", "logo.png: is no PNG"),
        ("voice/en/nowhere.ogg", OGG, "is no screen"),
        ("voice/en/home.ogg", b"ID3 mp3", "is no voice that Telegram plays"),
        ("voice/fr/home.ogg", OGG, "voice/fr: is not a language"),
        ("lessons/rent.toml", 'leads = "budget"', "holds no language of the bot"),
        ("lessons/first.toml", LESSON, "there is a built-in lesson of this name"),
        ("lessons/Rent-1.toml", LESSON, "the file's name is"),
        ("lessons/rent.toml", LESSON.replace('"budget"', '"forget.now"'), "there is no screen forget.now"),
        ("lessons/rent.toml", LESSON.replace('go = "My budget"', ""), "en.go: is missing"),
        ("lessons/rent.toml", LESSON.replace("Rent first", "Rent comes before anything else"), "longer than a button"),
        ("lessons/rent.toml", LESSON.replace("A home", "word " * 60), "longer than the 60 words"),
        ("lessons/rent.toml", LESSON.replace("Then the home", "You must. It"), "en.answers 1.told: says “You must”"),
        ("lessons/rent.toml", LESSON.replace("label", "lable"), "en.answers: wants two or three"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_with_file_id_and_example(
    tmp_path: Path, file: str, text: str | bytes, says: str
) -> None:
    """Found at start by whoever wrote it, never at night by somebody who is told nothing."""
    found = errors(put(tmp_path, file, text))
    assert len(found) == 1
    assert found[0].startswith(
        (file, file.split("/", maxsplit=1)[0], "/".join(file.split("/")[:2]))
    )
    assert says in found[0]
    assert "e.g." in found[0] or "words to avoid" in found[0] or "UTF-8" in found[0]
    assert "\n" not in found[0]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """A host mends a folder in one go."""
    put(tmp_path, "texts/en/start.toml", '"start.host" = "us"\n"start.nothing" = "x"\n')
    put(tmp_path, "logo.png", b"no")
    assert len(errors(tmp_path)) == 3


def test_an_own_lesson_comes_first_in_its_language_and_not_in_another(tmp_path: Path) -> None:
    """A lesson in a language that somebody can't read is none."""
    found, wrong = own.read(put(tmp_path, "lessons/rent.toml", LESSON))
    assert wrong == ()
    every = Catalogs(strict=True, own=found)
    t = every.texts("en")
    assert [each.id for each in t.lessons[:2]] == ["rent", LESSONS[0].id]
    assert every.texts("zh_Hans_CN").lessons == LESSONS
    assert "Rent first" in cards_lessons.list_(t, frozenset(), 0).text
    mine = t.lessons[0]
    card = cards_lessons.one(t, mine)
    assert "{Really} &lt;so&gt;" in card.text
    told = cards_lessons.told(t, mine, mine.choices[0])
    assert "1 &lt; 2" in told.text
    assert next(b.data for row in told.rows for b in row) == "budget"
    wrong_cards = [f for each in (card, told) for f in faults(t, each, "lesson")]
    assert not wrong_cards


def test_whole_content_is_taken_as_it_is(tmp_path: Path) -> None:
    """Everything that a host can bring, once."""
    put(tmp_path, "logo.png", PNG)
    put(tmp_path, "README.md", "ours")
    put(tmp_path, "host.toml", 'name = "Help"\n[contact]\nen = "0113"\nzh_Hans_CN = "010"\n')
    put(tmp_path, "privacy/en.txt", "We keep <your> notes.\n")
    put(tmp_path, "voice/en/home.ogg", OGG)
    put(tmp_path, "voice/zh_Hans_CN/debt.kind.ogg", OGG)
    found, wrong = own.read(tmp_path)
    assert wrong == ()
    assert found.notices == {"en": "We keep <your> notes."}
    assert found.names == {"": "Help"}
    assert found.contacts["zh_Hans_CN"] == "010"
    assert set(found.voices) == {("en", "home"), ("zh_Hans_CN", "debt.kind")}
    assert found.logo == PNG
