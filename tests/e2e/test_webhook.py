"""By webhook an update is answered 200 only after its commit, and only with the secret."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from bot.web import SECRET_HEADER, WEBHOOK_PATH
from simulator import app as simulator
from tests.e2e.house import SECRET, House, live, settings
from tests.e2e.process import free_port
from tests.fakes.client import Simulation
from tests.fakes.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def home(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    own = f"127.0.0.1:{free_port()}"
    async with serve(simulator.build(webhook_backoff=0.05)) as api, Simulation(api) as sim:
        given = settings(
            api, tmp_path, database_url,
            listen=own, webhook_url=f"http://{own}", webhook_secret=SECRET,
        )  # fmt: skip
        async with live(given) as app:
            yield House(app, sim)


def address(home: House, path: str) -> str:
    host, port = home.app.address or ("", 0)
    return f"http://{host}:{port}{path}"


async def test_a_person_is_answered_by_webhook(home: House) -> None:
    """Behind a proxy, with any number of replicas, no process needs to poll."""
    ann = await home.sim.person("Ann")
    await ann.says("/start")
    assert "Hello" in (await ann.sees()).text
    assert {call["method"] for call in await home.sim.log()} & {"getUpdates"} == set()


@pytest.mark.parametrize("secret", ["", "guessed", SECRET + "x"])
async def test_without_the_secret_nothing_is_handled(home: House, secret: str) -> None:
    """Anybody may find the address; only Telegram knows the secret."""
    answer = await home.sim.http.post(
        address(home, WEBHOOK_PATH), json={"update_id": 1}, headers={SECRET_HEADER: secret}
    )
    assert answer.status_code == 403
    assert home.app.metrics["updates_handled"] == 0


async def test_what_is_no_update_is_refused(home: House) -> None:
    """A proxy's probe must not raise an alarm."""
    answer = await home.sim.http.post(
        address(home, WEBHOOK_PATH), content=b"{", headers={SECRET_HEADER: SECRET}
    )
    assert answer.status_code == 400


async def test_while_the_database_is_away_the_update_comes_again(home: House) -> None:
    """503 tells Telegram to keep what the person typed."""
    ann = await home.sim.person("Ann")
    with _away(home):
        await ann.says("/start")
        assert not await home.sim.idle(within=0.3)
        answer = await home.sim.http.get(address(home, "/readyz"))
        assert answer.status_code == 503
    assert "Hello" in (await ann.sees()).text


@contextlib.contextmanager
def _away(home: House):
    """A database whose connections fail, as seen from the application."""
    database = home.app.database

    class Failing:
        dialect = database.writer.dialect

        def connect(self) -> None:
            raise OperationalError("SELECT 1", {}, Exception("away"))

        async def dispose(self) -> None:
            return

    failing = dataclasses.replace(database, writer=Failing(), reader=Failing())
    for owner in (home.app.router, home.app.sender, home.app.sender._settler, home.app):
        name = "database" if owner is home.app else "_database"
        setattr(owner, name, failing)
    try:
        yield
    finally:
        for owner in (home.app.router, home.app.sender, home.app.sender._settler, home.app):
            name = "database" if owner is home.app else "_database"
            setattr(owner, name, database)


async def test_health_says_nothing_about_anybody(home: House) -> None:
    """It is read by proxies and monitors that have no business with people's debts."""
    ann = await home.sim.person("Ann")
    await ann.says("/start")
    await ann.sees()
    for path, words in (
        ("/healthz", "ok"),
        ("/readyz", "ready"),
        ("/metrics", "updates_handled_total 1.0"),
    ):
        answer = await home.sim.http.get(address(home, path))
        assert answer.status_code == 200
        assert words in answer.text
        assert str(ann.id) not in answer.text
