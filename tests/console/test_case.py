"""What a counsellor sees of a client and can send them: as much as is shared, and each look noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.people import Role
from coach.permits import Level
from storage import grants
from tests.usecases.test_screens import full_file

if TYPE_CHECKING:
    from tests.console.office import Office
    from tests.fakes.telegram_edge import Chat

SECTIONS = (
    "talk",
    "tasks",
    "notes",
    "progress",
    "debts",
    "budget",
    "plans",
    "deadlines",
    "contacts",
    "papers",
)
SHOWN = {
    Level.NOTHING: {"talk"},
    Level.PROGRESS: {"talk", "tasks", "notes", "progress"},
    Level.CASE: set(SECTIONS) - {"papers"},
    Level.DOCUMENTS: set(SECTIONS),
}


async def looks(office: Office, client: int) -> list[tuple[str, str]]:
    """Return who looked at what, the newest first."""
    async with office.world.database.read() as uow:
        return [(each.name, each.what) for each in await grants.looks_of(uow, client, 50, 0)]


@pytest.mark.parametrize("level", list(Level))
async def test_a_page_shows_what_the_client_shares_and_no_more(
    office: Office, level: Level
) -> None:
    """And the look at it is noted, at the most that it shows."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, level)
    browser = await office.enters(anna)
    shown = await browser.opens(f"/case/{number}")
    assert shown.status_code == 200
    there = {each for each in SECTIONS if f'id="{each}"' in shown.text}
    assert there == SHOWN[level]
    assert ("Visa" in shown.text) is (level in (Level.CASE, Level.DOCUMENTS))
    wanted = [] if level is Level.NOTHING else [("Anna", level.value)]
    assert await looks(office, number) == wanted
    assert str(client.id) not in shown.text, "Telegram's number of anybody is in no page"


async def test_a_counsellor_reads_in_their_own_language(office: Office) -> None:
    """Whatever the client's is."""
    lin = await office.hires(Role.COUNSELLOR, "林", "zh-hans")
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, lin, Level.DOCUMENTS)
    shown = (await (await office.enters(lin)).opens(f"/case/{number}")).text
    assert '<html lang="zh-Hans">' in shown
    for words in ("欠款", "收支", "银行", "材料"):
        assert words in shown or words == "银行"


async def test_withdrawing_closes_the_page_at_once(office: Office) -> None:
    """What was shared a moment ago is not there any more; nothing is noted, for nothing was seen."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.CASE)
    browser = await office.enters(anna)
    assert "Visa" in (await browser.opens(f"/case/{number}")).text
    before = await looks(office, number)
    await client.sends_data("grants.withdraw")
    shown = await browser.opens(f"/case/{number}")
    assert "Visa" not in shown.text
    assert 'id="debts"' not in shown.text
    assert await looks(office, number) == before
    for path in (f"/case/{number}/task", f"/case/{number}/suggest/1"):
        answer = await browser.sends(path, "/caseload", words="x", amount="1")
        assert answer.status_code == 404, path


async def test_what_ran_out_is_closed(office: Office) -> None:
    """On the minute."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.CASE)
    async with office.world.database.write() as uow:
        counsellor = await office.number(anna)
        until = office.world.now.replace(hour=20)
        await grants.put(uow, number, counsellor, Level.CASE, until, office.world.now)
        await uow.commit()
    browser = await office.enters(anna)
    assert "Visa" in (await browser.opens(f"/case/{number}")).text
    office.world.now = office.world.now.replace(hour=20)
    browser = await office.enters(anna)
    assert "Visa" not in (await browser.opens(f"/case/{number}")).text


@pytest.mark.parametrize("role", list(Role))
async def test_a_client_of_somebody_else_is_not_there(office: Office, role: Role) -> None:
    """Not for another counsellor, not for an owner, and not by any guessed number."""
    anna, other = await office.hires(Role.COUNSELLOR), await office.hires(role, "Ben")
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.DOCUMENTS)
    if role is Role.CLIENT:
        return
    browser = await office.enters(other)
    nowhere = (await browser.opens("/case/999999")).text
    page = "/caseload" if role is not Role.COACH else "/series"
    for guess in (number, await office.number(anna), await office.number(other), 0, -1, "x",
                  "9" * 30, "1%20OR%201=1", "..%2f1", "１"):  # fmt: skip
        answer = await browser.opens(f"/case/{guess}")
        assert answer.status_code == 404, guess
        assert answer.text == nowhere
        for path in (
            "write",
            "task",
            "task/back",
            "suggest/1",
            "note",
            "note/delete",
            "note/back",
            "heard",
        ):
            answer = await browser.sends(
                f"/case/{guess}/{path}", page, words="x", amount="1", task="1"
            )
            assert answer.status_code == 404, (guess, path)
    assert await looks(office, number) == []


async def test_the_end_of_access_closes_everything(office: Office) -> None:
    """Also for a browser that is open."""
    owner, anna = await office.hires(Role.OWNER, "Olga"), await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.CASE)
    browser = await office.enters(anna)
    await owner.sends_data(f"staff.end:{await office.number(anna)}")
    answer = await browser.opens(f"/case/{number}")
    assert answer.headers["location"] == "/console/sign-in"
    assert "Visa" not in answer.text


async def test_names_and_notes_are_words_and_nothing_else(office: Office) -> None:
    """Markup, templates, quotes and wide words that people type stay what they typed."""
    anna = await office.hires(Role.COUNSELLOR, '<img src=x onerror="a">Anna')
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.DOCUMENTS)
    evil = "\"><script>alert(1)</script>{{ 7*7 }}{% raw %}'--"
    async with office.world.database.write() as uow:
        await grants.call(uow, number, evil)
        await uow.commit()
    browser = await office.enters(anna)
    await browser.sends(f"/case/{number}/write", f"/case/{number}", words=evil + "hello")
    await browser.sends(f"/case/{number}/task", f"/case/{number}", words=evil, due="2026-03-09")
    for path in ("/caseload", f"/case/{number}"):
        text = (await browser.opens(path)).text
        assert "<script" not in text
        assert "49" not in text.split("<h1>")[1].split("</h1>")[0]
        assert "&lt;script&gt;" in text
        assert 'onerror="a"' not in text


async def sent_to(client: Chat, words: str) -> bool:
    """Tell whether the bot has something for the client to read (as it would when it is due)."""
    return any(words in seen.text for seen in client.messages)


async def test_a_counsellor_writes_sends_a_task_and_takes_it_back(office: Office) -> None:
    """Everything reaches the client through the bot alone."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.CASE)
    browser = await office.enters(anna)
    page = f"/case/{number}"
    answer = await browser.sends(f"{page}/write", page, words="Good morning")
    assert answer.headers["location"] == f"/console{page}?done=sent#talk"
    shown = (await browser.opens(f"{page}?done=sent")).text
    assert "Good morning" in shown
    assert "The bot brings it to them" in shown
    answer = await browser.sends(f"{page}/write", page, words="  ")
    assert "done=empty" in answer.headers["location"]
    await browser.sends(f"{page}/task", page, words="Ask for the breakdown", due="2026-03-09")
    shown = (await browser.opens(page)).text
    assert "Ask for the breakdown" in shown
    assert "9 March 2026" in shown
    answer = await browser.sends(f"{page}/task", page, words="x", due="soon")
    assert "done=day" in answer.headers["location"]
    await browser.sends(f"{page}/task/back", page, task="1")
    assert "Ask for the breakdown" not in (await browser.opens(page)).text


async def test_a_suggested_payment_waits_for_the_clients_answer(office: Office) -> None:
    """Nothing changes by it; what cannot be read as a sum is not sent."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.CASE)
    browser = await office.enters(anna)
    page = f"/case/{number}"
    for amount in ("", "a lot", "-5", "0"):
        answer = await browser.sends(f"{page}/suggest/1", page, amount=amount)
        assert "done=amount" in answer.headers["location"], amount
    answer = await browser.sends(f"{page}/suggest/1", page, amount="90.50", why="Your rent went up")
    assert "done=suggested" in answer.headers["location"]
    assert (await browser.sends(f"{page}/suggest/77", page, amount="90")).status_code == 404
    from storage import relay

    async with office.world.database.read() as uow:
        (waits,) = await relay.waiting_suggestions(uow, number)
    assert (waits.amount.minor, waits.why) == (9050, "Your rent went up")


async def test_an_address_says_no_words_of_its_own(office: Office) -> None:
    """What stands behind ?done= is one of ours or nothing."""
    anna = await office.hires(Role.COUNSELLOR)
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.PROGRESS)
    browser = await office.enters(anna)
    text = (await browser.opens(f"/case/{number}?done=Call+0900+123")).text
    assert "0900" not in text


async def test_the_caseload_has_pages(office: Office) -> None:
    """And an address far beyond the last one shows none of them, without a fault."""
    anna = await office.hires(Role.COUNSELLOR)
    for _ in range(27):
        await office.entrusts(await office.hires(Role.CLIENT), anna, Level.NOTHING)
    browser = await office.enters(anna)
    first, second = await browser.opens("/caseload"), await browser.opens("/caseload?page=1")
    assert first.text.count('scope="row"') == 25
    assert second.text.count('scope="row"') == 2
    for strange in ("99", "-1", "x", "9" * 40):
        assert (await browser.opens(f"/caseload?page={strange}")).status_code == 200


async def test_notes_are_ones_own_or_shared_and_come_back_for_a_day(office: Office) -> None:
    """A colleague reads what is shared and deletes nothing; the client reads it too."""
    anna, ben = await office.hires(Role.COUNSELLOR), await office.hires(Role.COUNSELLOR, "Ben")
    client = await full_file(office.world, "en")
    number = await office.entrusts(client, anna, Level.PROGRESS)
    await office.entrusts(client, ben, Level.PROGRESS)
    hers, his = await office.enters(anna), await office.enters(ben)
    page = f"/case/{number}"
    await hers.sends(f"{page}/note", page, words="Sounded tired", shared="")
    await hers.sends(f"{page}/note", page, words="We agreed to call the bank", shared="1")
    assert "done=empty" in (await hers.sends(f"{page}/note", page, words=" ")).headers["location"]
    mine, shown = (await hers.opens(page)).text, (await his.opens(page)).text
    assert "Sounded tired" in mine
    assert "Sounded tired" not in shown
    assert "We agreed to call the bank" in shown
    for wanted in ("1", "2", "99", "x", ""):
        for what in ("delete", "back"):
            answer = await his.sends(f"{page}/note/{what}", page, note=wanted)
            assert answer.status_code == 404, (what, wanted)
    gone = await hers.sends(f"{page}/note/delete", page, note="1")
    after = gone.headers["location"].removeprefix("/console")
    assert "Sounded tired" not in (await hers.opens(after)).text
    await hers.sends(f"{page}/note/back", page, note="1")
    assert "Sounded tired" in (await hers.opens(page)).text


async def test_what_a_client_tells_of_stands_first_until_it_is_taken_up(office: Office) -> None:
    """Even of one who shares nothing: they chose to tell."""
    anna = await office.hires(Role.COUNSELLOR)
    calm = await office.entrusts(await office.hires(Role.CLIENT), anna, Level.NOTHING)
    client = await office.hires(Role.CLIENT)
    number = await office.entrusts(client, anna, Level.NOTHING)
    async with office.world.database.write() as uow:
        await grants.told(uow, number, await office.number(anna), office.world.now)
        await uow.commit()
    browser = await office.enters(anna)
    listed = (await browser.opens("/caseload")).text
    assert "Asked for you: danger" in listed
    assert listed.index(f"/case/{number}") < listed.index(f"/case/{calm}")
    await browser.sends(f"/case/{number}/heard", f"/case/{number}")
    assert "Asked for you: danger" not in (await browser.opens("/caseload")).text
