"""A host's own folder over the real application: shown when whole, refused at start when not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.e2e.group_house import set_up
from tests.e2e.house import house
from tests.e2e.path import EN, ZH, Walker
from tests.e2e.test_process import command
from tests.e2e.test_series import begins
from tests.unit.test_own_content import LESSON, OGG, PNG, put

if TYPE_CHECKING:
    from pathlib import Path

LINE = '[[helpline]]\nid = "stepchange"\nnumber = "0300 000 0000"\n'
HOST = (
    'name = "Debt Help North"\ncontact = "0113 496 0000"\nprivacy_url = "https://example.org/p"\n'
)


def whole(folder: Path) -> Path:
    """Write a folder with something of everything."""
    put(folder, "packs/gb/helplines.toml", LINE)
    put(folder, "texts/en/start.toml", '"start.ask" = "What worries you most?"\n')
    put(folder, "lessons/rent.toml", LESSON.replace("{Really} ", ""))
    put(folder, "privacy/en.txt", "We keep your notes for a year.\n\nAsk us <anything>.")
    put(folder, "host.toml", HOST)
    return put(folder, "logo.png", PNG)


async def test_an_organisation_speaks_in_its_own_words(tmp_path: Path, sqlite_url: str) -> None:
    """Words, lesson, notice, contact and helpline of one mounted folder, nothing of ours edited."""
    ours = whole(tmp_path / "ours")
    async with house(tmp_path, sqlite_url, own_folder=ours, host_contact="not this") as home:
        anna = Walker(await home.sim.person("Anna", "en"), EN)
        first = await anna.says("/start")
        assert "What worries you most?" in first.text
        assert "Debt Help North" in first.text
        lessons = await anna.says("/lessons")
        assert "Rent first" in lessons.text
        lesson = await anna.taps("lesson:rent")
        assert "harder to get back" in lesson.text
        assert "Then the home stays" in (await anna.taps("lesson.answer:rent:0")).text
        privacy = await anna.says("/privacy")
        assert "0113 496 0000" in privacy.text
        assert "not this" not in privacy.text
        notice = await anna.taps("privacy.notice")
        assert "We keep your notes for a year." in notice.text
        assert "Ask us <anything>." in notice.text
        await anna.says("hmm")
        await anna.taps("helplines")
        assert "0300 000 0000" in (await anna.taps("helplines.in:gb")).text


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("texts/en/start.toml", '"start.host" = "Run by us."', "start.host: does not say {host}"),
        ("texts/en/start.toml", '"start.hots" = "x"', "start.hots: is no message"),
        ("lessons/rent.toml", LESSON.replace("label", "lable"), "en.answers"),
        ("packs/us/pack.toml", 'currency = "dollars"', "us/pack.toml: currency"),
    ],
)
async def test_a_slip_stops_the_start_with_one_sentence(
    tmp_path: Path, file: str, text: str, says: str
) -> None:
    """A placeholder that is missing must not be found by the person who waits for an answer."""
    ours = put(tmp_path / "ours", file, text)
    env = {"BOT_TOKEN": "1:token", "DATA_DIR": str(tmp_path), "OWN_FOLDER": str(ours)}
    code, out, err = await command("run", cwd=tmp_path, **env)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "OWN_FOLDER cannot be used: " in err
    assert file.removeprefix("packs/") in err
    assert says in err


async def test_the_check_tells_everything_at_once(tmp_path: Path) -> None:
    """A host mends a folder before it is mounted, in one go."""
    ours = whole(tmp_path / "ours")
    code, out, _ = await command("content", "check", str(ours), cwd=tmp_path)
    assert code == 0
    assert "1 texts, 1 lessons, 1 privacy notices" in out
    put(ours, "texts/en/start.toml", '"start.host" = "us"\n"start.nothing" = "x"\n')
    put(ours, "packs/us/pack.toml", 'currency = "dollars"')
    code, out, err = await command("content", "check", str(ours), cwd=tmp_path)
    assert (code, out) == (1, "")
    for said in ("start.host", "start.nothing", "packs/us/pack.toml: currency"):
        assert said in err
    code, _, err = await command("content", "check", "nowhere", cwd=tmp_path)
    assert code == 2
    assert "nowhere is not a folder" in err


async def test_a_translator_sees_any_screen_without_token_or_database(tmp_path: Path) -> None:
    """Words are judged where they stand; own words are shown as people would see them."""
    ours = put(tmp_path / "ours", "texts/en/start.toml", '"start.ask" = "What worries you?"\n')
    code, out, _ = await command("preview", "home", "--own", str(ours), cwd=tmp_path)
    assert code == 0
    assert "What worries you?" in out
    assert "nobody real" in out
    assert "[They made an offer]" in out
    code, out, _ = await command("preview", "debt:2", "--locale", "zh_Hans_CN", cwd=tmp_path)
    assert (code, "信用卡" in out) == (0, True)
    code, out, err = await command("preview", "nope", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "nothing to show at nope" in err
    assert not set(os.listdir(tmp_path)) - {"ours"}, "nothing is left behind"  # noqa: PTH208


async def test_the_check_finds_a_screen_that_own_words_make_too_long(tmp_path: Path) -> None:
    """Each text may be short enough and the screen too long all the same (care 9)."""
    words = " ".join(["word"] * 58)
    ours = put(tmp_path / "ours", "texts/en/start.toml", f'"start.hello" = "{words}"\n')
    code, _, err = await command("content", "check", str(ours), cwd=tmp_path)
    assert code == 1
    assert "the screen home has" in err


async def test_a_recorded_voice_is_offered_where_there_is_one(
    tmp_path: Path, sqlite_url: str
) -> None:
    """Whoever reads with difficulty listens; elsewhere, and in other languages, nothing changes."""
    ours = put(tmp_path / "ours", "voice/en/home.ogg", OGG)
    put(ours, "voice/en/debt.region.ogg", OGG)
    async with house(tmp_path, sqlite_url, own_folder=ours) as home:
        anna = Walker(await home.sim.person("Anna", "en"), EN)
        first = await anna.says("/start")
        assert "voice:home" in str(first)
        heard = await anna.taps("voice:home")
        assert "read aloud" in heard.text
        assert "They made an offer" in str(await anna.taps("home"))
        assert "voice:" not in str(await anna.taps("contacted"))
        await anna.says("/add")
        assert "voice:debt.region" in str(await anna.looks())
        mei = Walker(await home.sim.person("Mei", "zh-hans"), ZH)
        assert "voice:" not in str(await mei.says("/start"))


async def test_a_coach_puts_an_own_lesson_into_the_series(tmp_path: Path, sqlite_url: str) -> None:
    """What an organisation teaches reaches its groups; a coach sees it first, as a post."""
    ours = put(tmp_path / "ours", "lessons/rent.toml", LESSON.replace("{Really} ", ""))
    async with house(tmp_path, sqlite_url, own_folder=ours) as home:
        circle = await begins(await set_up(home))
        await circle.maya.taps("series.when")
        await circle.maya.waits_for("At night")
        await circle.maya.taps("series.parts")
        await circle.maya.waits_for("switch a part")
        await circle.maya.taps("series.ours")
        await circle.maya.waits_for("nothing goes out yet")
        await circle.maya.taps("series.ours_take")
        await circle.maya.waits_for("The group would see this")
        await circle.maya.taps("series.put")
        await circle.maya.waits_for("Rent first")
        for _ in range(2):
            await home.moves_clock("day")
        await circle.inside(3).waits_for("harder to get back", timeout=10)
