"""Whatever reaches the bot: an answer of the catalog, nothing lost, no traceback, nothing in the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from handlers import ACTIONS, COMMANDS, SCREENS
from simulator import app as simulator
from simulator.people import DEFAULT_TOKEN
from tests.e2e.process import BotProcess
from tests.fakes.client import Person, Simulation
from tests.fakes.server import serve
from tests.sizes import size

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SORRY = "A mistake on my side"
NAMES = (
    "<b>Eve</b><script>", "\u202eevE\u202c\u2066", "Eve\x00\x01\x7f", "E" * 64, "{name} %s {0}",
    "&amp;&lt;", "👩‍👩‍👧‍👦" * 8, "'; DROP TABLE persons; --", "\u0301" * 60, "Ev\ud83de",
)  # fmt: skip
TEXTS = (
    "/nosuchcommand", "/start@other_bot now", "/add " + "9" * 100, "/check " + "9" * 100 + " x 12",
    "9" * 100, "-" + "9" * 100, "0." + "0" * 100 + "1", "1e999999", "٩" * 100, "９" * 100, "9,9" * 60,
    "99/99/9999", "31 February", "0000-00-00", "９９９９年１３月", "\u202e000,1\u202c", "Eve\x00\x01",
    "x" * 10_000, "字" * 10_000, "\n" * 500 + "1200", "<a href='tg://user?id=1'>1</a>", "{amount}",
    "%s%n{0.__class__}", "\u200b\u200b1200\u200b", "🙈" * 500, "\ufeff", "\u0301" * 300,
)  # fmt: skip
THINGS = ("sticker", "voice", "photo", "document", "location", "contact")
OWN_END = ("forget.yes", "forget.now", "danger")
"""What ends or pauses the tapper's own account, so that nothing else would be reached after it."""
FORGED = (
    "", ":", "f:", "f:1", "f:1:1:1:1:1:1:1", "home:1", "\x00", "🙈" * 16, "x" * 64,
    "debt:" + "9" * 58, "debt:-1", "debt:0x1", "debt:１", "pay:1:99999999999999999999", "f.pick:1:amount:mXX",
    "offer:GBP:x:1", "offer:XXX:1:1:1:1:1:1:1:1:1:1", "plan.from:GBP:-1:-1:-1:-1:0:0:0:1:1",
)  # fmt: skip


@pytest.fixture
async def sim() -> AsyncIterator[Simulation]:
    async with serve(simulator.build()) as url, Simulation(url) as simulation:
        yield simulation


@pytest.fixture
async def bot(sim: Simulation, tmp_path: Path, sqlite_url: str) -> AsyncIterator[BotProcess]:
    async with BotProcess(sim.url, tmp_path, sqlite_url, LOG_LEVEL="DEBUG") as process:
        yield process


async def asked(person: Person) -> str:
    """Lead somebody to a question; return its text."""
    await person.says("/start")
    await person.sees()
    for button in ("path", "budget", "budget.quick", ":region:gb"):
        await person.taps(button)
        seen = await person.sees()
    return seen.text


async def checked(person: Person) -> str:
    """Return what the bot answered, which is neither an excuse nor a dead end."""
    seen = await person.sees()
    assert SORRY not in seen.text, seen.text
    assert seen.text.strip()
    assert seen.buttons, f"no way on from {seen.text}"
    return seen.text


async def comes_back(person: Person, question: str) -> None:
    """Assert that the question still stands."""
    last = person.last()
    if question in last.text:
        return
    await person.taps("form", message_id=last.message_id)
    seen = await person.sees()
    assert question in seen.text


def nothing_told(bot: BotProcess, *words: str) -> None:
    """Assert that the log holds no failure, no token and none of these words."""
    log = bot.log.read_text(encoding="utf-8")
    for word in ("Traceback", " error ", "update failed", DEFAULT_TOKEN, *words):
        assert word not in log, next(line for line in log.splitlines() if word in line)


async def test_a_hostile_name_is_only_a_name(sim: Simulation, bot: BotProcess) -> None:
    """Names are chosen by those who send them."""
    for name in NAMES:
        eve = await sim.person(name, "en", last_name=name, username=None)
        question = await asked(eve)
        await eve.says("/export")
        await checked(eve)
        await comes_back(eve, question)
    await bot.stop()
    nothing_told(bot, str(eve.id))


async def test_no_text_breaks_the_bot_or_loses_the_question(
    sim: Simulation, bot: BotProcess
) -> None:
    """A question stands until it is answered, whatever is typed meanwhile."""
    eve = await sim.person("Eve")
    question = await asked(eve)
    asks = question.split("\n\n")[1]
    for text in TEXTS:
        await eve.says(text)
        shown = await checked(eve)
        if text.startswith("/"):
            await eve.says("/budget")
            await eve.sees()
            await eve.taps("budget.quick")
            shown = await checked(eve)
        elif asks not in shown and any("f.back" in (key.data or "") for key in eve.buttons()):
            # It was read as an amount: one tap takes it back.
            await eve.taps("f.back")
            shown = await checked(eve)
        await comes_back(eve, asks)
    await bot.stop()
    nothing_told(bot, str(eve.id), "9999999999")


async def test_what_is_no_text_is_named_and_leads_back(sim: Simulation, bot: BotProcess) -> None:
    """Stickers, voices, photos, files, places, numbers, edits, forwards."""
    eve, other = await sim.person("Eve"), await sim.person("Oda")
    question = await asked(eve)
    for kind in THINGS:
        await eve.sends(kind, caption="1200")
        assert "lost" in await checked(eve)
        await comes_back(eve, question)
    typed = await eve.says("hello")
    await checked(eve)
    await eve.edits(typed["message_id"], "1200")
    assert "edits" in await checked(eve)
    await comes_back(eve, question)
    await sim.post("forward", person=eve.id, from_chat=eve.id, message_id=typed["message_id"],
                   to_chat=eve.id)  # fmt: skip
    await eve.waits_for("forwarded")
    await comes_back(eve, question)
    await bot.stop()
    nothing_told(bot, str(eve.id), str(other.id))


async def test_a_double_tap_and_a_stale_button_change_nothing_twice(
    sim: Simulation, bot: BotProcess
) -> None:
    """A slow connection makes people tap again."""
    eve = await sim.person("Eve")
    await asked(eve)
    await eve.says("2000")
    old = await eve.sees()
    stale = [key.data for key in old.keys if key.data]
    await eve.says("1500")
    now = await eve.sees()
    body = {"person": eve.id, "chat": eve.id, "message_id": old.message_id}
    for data in stale:
        if not data.startswith(("f.leave", "hide")):
            for _ in range(2):
                await sim.post("tap", data=data, **body)
    await sim.idle()
    await comes_back(eve, now.text.split("\n\n")[1])
    await bot.stop()
    nothing_told(bot, str(eve.id))


async def kept(person: Person) -> dict[str, Any]:
    """Return all that is kept of somebody, as the export tells it."""
    await person.says("/export")
    await person.sees()
    files = [
        m
        for m in person.messages()
        if m.raw.get("document", {}).get("mime_type", "").endswith("json")
    ]
    data = json.loads(await person.downloads(files[-1]))
    return {
        name: rows
        for name, rows in data.items()
        if name in {"debts", "plans", "budgets", "contacts", "forms", "answers"}
    }


async def test_forged_buttons_reach_nothing_of_anybody_else(
    sim: Simulation, bot: BotProcess
) -> None:
    """Numbers are guessed in a second; only the owner may find something behind them."""
    ann, eve = await sim.person("Ann"), await sim.person("Eve")
    await ann.says("/add")
    await ann.sees()
    await ann.taps(":region:gb")
    await ann.sees()
    await ann.says("Secretbank 4000 18%")
    await ann.sees()
    for button in (":kind:card", ":lender:bank", ":whose:mine", ":stage:will_miss",
                   "f.save", ":yours:yes", ":right:yes", ":last_paid_known:never"):  # fmt: skip
        await ann.taps(button)
        await ann.sees()
    await ann.taps("consents.yes:keep", message_id=ann.last().message_id)
    await ann.sees()
    before = await kept(ann)
    assert before["debts"]
    await eve.says("/start")
    message = (await eve.sees()).message_id
    names = [name for name in (*SCREENS, *ACTIONS) if not name.startswith(OWN_END)]
    forged = [*FORGED, *names, *(f"{name}:1" for name in names)]
    forged += [f"{name}{rest}" for name in names for rest in (":1:1", ":1:x", "::")][
        : size(150, 9999)
    ]
    for data in forged:
        if not data or len(data.encode()) > 64:
            continue
        await sim.post("tap", person=eve.id, chat=eve.id, message_id=message, data=data)
    assert await sim.idle(within=60)
    await eve.refresh()
    shown = json.dumps([m.raw for m in eve.messages()])
    assert "Secretbank" not in shown
    assert SORRY not in shown
    await eve.says("/start")
    await checked(eve)
    assert any(key.data == "path" for key in eve.buttons()), "held back: the taps reached nothing"
    for command in COMMANDS:
        await eve.says(f"/{command} 1")
        assert "Secretbank" not in await checked(eve)
    assert await kept(ann) == before
    await bot.stop()
    nothing_told(bot, str(eve.id), str(ann.id), "Secretbank")
