"""How updates reach the bot: long polls that confirm, webhooks that insist."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from tests.fakes.client import Person, Simulation
    from tests.simulator.conftest import Api


class Receiver:
    """A bot's webhook that notes what came and answers as told."""

    def __init__(self) -> None:
        self.got: list[tuple[str | None, dict[str, Any]]] = []
        self.answers: list[int] = []
        self.arrived = asyncio.Event()
        self.app = Starlette(routes=[Route("/hook", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((secret, await request.json()))
        self.arrived.set()
        return Response(status_code=self.answers.pop(0) if self.answers else 200)

    async def until(self, met: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not met():
                self.arrived.clear()
                await self.arrived.wait()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.got]


async def test_an_update_stays_until_a_later_offset_confirms_it(api: Api, ann: Person) -> None:
    """A bot that dies before its commit must get the update again."""
    first = await ann.says("one")
    await ann.says("two")
    again = [await api("getUpdates"), await api("getUpdates")]
    assert again[0] == again[1]
    assert [u["message"]["text"] for u in again[0]] == ["one", "two"]
    rest = await api("getUpdates", offset=first["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["two"]
    assert await api("getUpdates", offset=rest[0]["update_id"] + 1) == []


async def test_a_limit_and_a_negative_offset_choose_what_comes(api: Api, ann: Person) -> None:
    """A negative offset keeps the last few and forgets the others."""
    for text in ("a", "b", "c"):
        await ann.says(text)
    assert [u["message"]["text"] for u in await api("getUpdates", limit=2)] == ["a", "b"]
    assert [u["message"]["text"] for u in await api("getUpdates", offset=-1)] == ["c"]
    assert [u["message"]["text"] for u in await api("getUpdates")] == ["c"]


async def test_a_long_poll_answers_the_moment_something_comes(api: Api, ann: Person) -> None:
    """Nobody should wait for the end of a poll."""
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await ann.says("now")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update["message"]["text"] == "now"


async def test_an_empty_poll_ends_with_its_timeout(api: Api, ann: Person) -> None:
    """Zero seconds means at once."""
    assert await api("getUpdates", timeout=0) == []
    assert await api("getUpdates", timeout=1) == []


async def test_of_two_pollers_the_older_is_told_of_the_conflict(api: Api, ann: Person) -> None:
    """Two processes with one token is the commonest mistake of all."""
    polls = [asyncio.create_task(api.raw("getUpdates", timeout=30)) for _ in range(2)]
    await asyncio.wait(polls, return_when="FIRST_COMPLETED", timeout=5)
    await ann.says("hello")
    bodies = await asyncio.gather(*polls)
    failed = [body for body in bodies if not body["ok"]]
    assert [body["error_code"] for body in failed] == [409]
    assert "terminated by other getUpdates request" in failed[0]["description"]
    assert [u["message"]["text"] for b in bodies if b["ok"] for u in b["result"]] == ["hello"]


async def test_only_kinds_asked_for_are_queued(api: Api, ann: Person) -> None:
    """`allowed_updates` is remembered from call to call."""
    await api("getUpdates", allowed_updates=["callback_query"])
    assert (await ann.says("unheard"))["update_id"] is None
    assert await api("getUpdates") == []
    await api("getUpdates", allowed_updates=[])
    assert (await ann.says("heard"))["update_id"] is not None


async def test_a_webhook_gets_what_waited_and_what_comes_with_its_secret(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """The secret is how the bot knows the caller."""
    receiver = Receiver()
    async with serve(receiver.app) as url:
        await ann.says("before")
        await api("setWebhook", url=f"{url}/hook", secret_token="s3cret_-")
        await ann.says("after")
        assert await sim.idle()
        assert [secret for secret, _ in receiver.got] == ["s3cret_-"] * 2
        assert receiver.texts() == ["before", "after"]
        info = await api("getWebhookInfo")
        assert (info["url"], info["pending_update_count"]) == (f"{url}/hook", 0)
        await api("deleteWebhook")
    assert (await api("getWebhookInfo"))["url"] == ""


async def test_a_refused_delivery_is_tried_again_before_the_next_of_its_chat(
    api: Api, ann: Person, sim: Simulation
) -> None:
    """Answers typed in a row must be worked on in that row."""
    bob = await sim.person("Bob")
    receiver = Receiver()
    receiver.answers = [503, 503]
    async with serve(receiver.app) as url:
        await api("setWebhook", url=f"{url}/hook")
        await ann.says("first")
        await ann.says("second")
        await bob.says("elsewhere")
        assert await sim.idle()
        anns = [
            u["message"]["text"] for _, u in receiver.got if u["message"]["chat"]["id"] == ann.id
        ]
        assert anns[-1] == "second"
        assert anns.count("first") == len(anns) - 1 >= 2
        info = await api("getWebhookInfo")
        assert info["last_error_message"] == (
            "Wrong response from the webhook: 503 Service Unavailable"
        )
        await api("deleteWebhook")


async def test_an_update_outlives_a_webhook_that_is_not_there(api: Api, ann: Person) -> None:
    """Down-time loses nothing: the next poll has it."""
    await api("setWebhook", url="http://127.0.0.1:9/nobody")
    await ann.says("kept")
    await api("deleteWebhook")
    assert [u["message"]["text"] for u in await api("getUpdates")] == ["kept"]


async def test_polling_and_webhook_exclude_each_other(api: Api, ann: Person) -> None:
    """Telegram's wording tells which to end."""
    poll = asyncio.create_task(api.raw("getUpdates", timeout=30))
    await ann.refresh()
    await api("setWebhook", url="http://127.0.0.1:9/nobody")
    assert (await poll)["error_code"] == 409
    assert (await api.refusal("getUpdates")).startswith(
        "Conflict: can't use getUpdates method while webhook is active"
    )
    said = await api.refusal("setWebhook", url="ftp://x")
    assert said == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    said = await api.refusal("setWebhook", url="https://x.org", secret_token="no spaces")
    assert said == "Bad Request: secret token contains unallowed characters"
    await api("setWebhook", url="")
    assert await api("getUpdates") == []


async def test_pending_updates_can_be_dropped_when_asked(api: Api, ann: Person) -> None:
    """Never by default."""
    await ann.says("x")
    await api("deleteWebhook")
    assert len(await api("getUpdates")) == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []
