"""The library's calls over our own transport: files, time-outs, and errors that keep the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.transport import AiohttpRequest
from simulator import app as simulator
from simulator.people import DEFAULT_TOKEN
from tests.e2e.process import free_port
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def sim() -> AsyncIterator[Simulation]:
    async with serve(simulator.build()) as url, Simulation(url) as simulation:
        yield simulation


@pytest.fixture
async def bot(sim: Simulation, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    made = Bot(
        DEFAULT_TOKEN,
        base_url=f"{sim.url}/bot",
        base_file_url=f"{sim.url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    async with made:
        yield made


async def test_a_file_goes_up_whole_and_comes_down_the_same(sim: Simulation, bot: Bot) -> None:
    """A letter with one byte missing is no letter."""
    ann = await sim.person("Ann")
    await ann.says("/start")
    data = bytes(range(256)) * 300
    sent = await bot.send_document(
        ann.id, InputFile(data, filename="信 letter.pdf"), caption="für <Sie>"
    )
    assert sent.document is not None
    assert sent.document.file_name == "信 letter.pdf"
    assert sent.caption == "für <Sie>"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == data


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, BadRequest), (403, Forbidden), (429, RetryAfter), (502, NetworkError)],
)
async def test_telegrams_refusals_arrive_as_the_librarys_errors(
    sim: Simulation, bot: Bot, status: int, kind: type[Exception]
) -> None:
    """Each class is dealt with in its own way; one for all would lose messages."""
    ann = await sim.person("Ann")
    await ann.says("/start")
    wait = {"retry_after": 3} if status == 429 else {}
    await sim.post(
        "control", fail=[{"method": "sendMessage", "status": status, "times": 1, **wait}]
    )
    with pytest.raises(kind):
        await bot.send_message(ann.id, "hello")


async def test_no_answer_in_time_is_a_time_out(sim: Simulation, bot: Bot) -> None:
    """Nobody knows then whether it arrived, which is not the same as a refusal."""
    ann = await sim.person("Ann")
    await ann.says("/start")
    await sim.post("control", latency_ms=600)
    with pytest.raises(TimedOut):
        await bot.send_message(ann.id, "hello", read_timeout=0.1)


async def test_an_error_of_the_network_does_not_quote_the_address() -> None:
    """The address holds the token, and errors end in logs."""
    bot = Bot(
        DEFAULT_TOKEN,
        base_url=f"http://127.0.0.1:{free_port()}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    with pytest.raises(NetworkError) as caught:
        await bot.initialize()
    await bot.shutdown()
    chain = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert DEFAULT_TOKEN not in chain


async def test_a_closed_transport_says_so() -> None:
    """A call after the end must fail at once, not hang."""
    request = AiohttpRequest()
    with pytest.raises(NetworkError):
        await request.do_request("http://127.0.0.1/", "POST")
