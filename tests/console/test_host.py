"""The host's own pages: a word to many, from draft to cancelled; and the numbers for funders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.people import Consent, Role
from storage import consents

if TYPE_CHECKING:
    from tests.console.office import Browser, Office

AIM = {"locale": "en", "region": "", "stage": "all"}


async def agreeing(office: Office, many: int) -> None:
    """Let people come who agree to messages and to being counted."""
    for _ in range(many):
        number = await office.number(await office.hires(Role.CLIENT))
        async with office.world.database.write() as uow:
            for kind in (Consent.KEEP, Consent.MESSAGES, Consent.STATISTICS):
                await consents.record(
                    uow, number, kind, given=True, locale="en", now=office.world.now
                )
            await uow.commit()


async def drafts(browser: Browser, words: str = "We are closed on Friday") -> str:
    """Keep a draft; return its page."""
    answer = await browser.sends("/broadcasts", "/broadcasts", words=words, **AIM)
    assert answer.status_code == 303
    return str(answer.headers["location"]).removeprefix("/console")


async def test_a_word_goes_from_draft_to_sending_paused_and_cancelled(office: Office) -> None:
    """Each state offers what can be done in it, and nothing else works."""
    await agreeing(office, 3)
    browser = await office.enters(await office.hires(Role.OWNER, "Olga"))
    page = await drafts(browser)
    shown = (await browser.opens(page)).text
    assert "We are closed on Friday" in shown
    assert "Send to 3 people" in shown
    await browser.sends(f"{page}/aim", page, locale="zh_Hans_CN", region="", stage="plan")
    assert "Send to" not in (await browser.opens(page)).text
    await browser.sends(f"{page}/aim", page, **AIM)
    assert (await browser.opens(f"{page}/cancel")).status_code == 404
    assert (await browser.sends(f"{page}/pause", page)).status_code == 404
    await browser.sends(f"{page}/send", page)
    assert ">Pause<" in (await browser.opens(page)).text
    assert (await browser.sends(f"{page}/drop", page)).status_code == 404
    assert (await browser.sends(f"{page}/aim", page, **AIM)).status_code == 404
    await browser.sends(f"{page}/pause", page)
    shown = (await browser.opens(page)).text
    assert "Go on" in shown
    await browser.sends(f"{page}/cancel", f"{page}/cancel")
    shown = (await browser.opens(page)).text
    assert "Go on" not in shown
    assert (await browser.sends(f"{page}/send", page)).status_code == 404
    audit = (await browser.opens("/audit")).text
    for words in ("sent a word to many", "paused a word to many", "cancelled a word to many"):
        assert words in audit


async def test_a_draft_is_thrown_away(office: Office) -> None:
    """And is not there any more."""
    browser = await office.enters(await office.hires(Role.OWNER))
    page = await drafts(browser, "<script>alert(1)</script>")
    assert "<script" not in (await browser.opens(page)).text
    assert "<script" not in (await browser.opens("/broadcasts")).text
    await browser.sends(f"{page}/drop", page)
    assert (await browser.opens(page)).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"locale": "xx"}, {"locale": ""}, {"region": "atlantis"}, {"stage": "rich"}]
)
async def test_a_forged_aim_is_refused_whole(office: Office, wrong: dict[str, str]) -> None:
    """No draft is left behind either."""
    browser = await office.enters(await office.hires(Role.OWNER))
    form = {"words": "Hello", **AIM, **wrong}
    assert (await browser.sends("/broadcasts", "/broadcasts", **form)).status_code == 404
    assert "Hello" not in (await browser.opens("/broadcasts")).text


async def test_the_numbers_are_a_table_a_file_and_a_picture(office: Office) -> None:
    """The same report as in the bot; a quarter to come is not there."""
    await agreeing(office, 6)
    browser = await office.enters(await office.hires(Role.OWNER))
    shown = (await browser.opens("/numbers")).text
    assert "2026Q1" in shown
    assert "2025Q4" in shown
    file = await browser.opens("/numbers/table.csv?quarter=2026Q1")
    assert file.headers["content-type"].startswith("text/csv")
    assert file.headers["content-disposition"] == 'attachment; filename="numbers-2026Q1.csv"'
    picture = await browser.opens("/numbers/picture.png")
    assert picture.content.startswith(b"\x89PNG")
    for quarter in ("2026Q2", "x", "1999Q4", "2026Q5", "0001Q1"):
        for path in ("", "/table.csv", "/picture.png"):
            answer = await browser.opens(f"/numbers{path}?quarter={quarter}")
            assert answer.status_code == 404, (path, quarter)
