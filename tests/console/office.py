"""People who work for a host, their clients, and browsers that open the console's pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

import httpx
from starlette.applications import Starlette

from coach.people import Consent, Role
from coach.permits import Level
from console.site import Site
from console.visit import Desk
from storage import consents, grants, people, staff

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

HERE = "http://127.0.0.1:8080"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_CODE = re.compile(r"<code>([A-Z]{3}) ([A-Z]{3})</code>")
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


@dataclass
class Browser:
    """One browser: it keeps cookies, follows nothing by itself, and says where a form comes from."""

    http: httpx.AsyncClient
    root: str = HERE
    headers: dict[str, str] = field(default_factory=dict)

    async def opens(self, path: str = "", **headers: str) -> httpx.Response:
        """GET a page below /console."""
        return await self.http.get(f"/console{path}", headers=headers)

    async def posts(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Any:
        """POST a form as a page of ours would, but with whatever token is in it."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        said = {"origin": self.root, "sec-fetch-site": "same-origin", **more}
        said = {name: value for name, value in said.items() if value}
        return await self.http.post(f"/console{path}", data=form or {"a": "1"}, headers=said)

    async def sends(self, path: str, page: str, **fields: str) -> httpx.Response:
        """Send a form that stands on another page, token and all."""
        shown = await self.opens(page)
        found = _TOKEN.search(shown.text)
        assert found, shown.text
        answer: httpx.Response = await self.posts(path, {"token": found[1], **fields})
        return answer

    async def asks(self) -> str:
        """Begin to sign in; return the code that the page shows."""
        begun = await self.posts("/sign-in")
        assert begun.status_code == 303, begun.text
        return await self.code()

    async def code(self) -> str:
        """Return the code that the sign-in page shows."""
        found = _CODE.search((await self.opens("/sign-in")).text)
        assert found
        return found[1] + found[2]

    @property
    def cookie(self) -> str:
        """The value of our cookie."""
        return self.http.cookies.get("duewell") or self.http.cookies.get("__Host-duewell") or ""


class Office:
    """The console beside the bot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app = self._site()
        self._open: list[httpx.AsyncClient] = []

    def _site(self) -> Starlette:
        world, services = self.world, self.world.services
        desk = Desk(
            world.database, services.settings, services.catalogs, services.packs,
            lambda: world.now, lambda: world.now, services.bot_username, "1.0",
            datetime(2026, 3, 1, tzinfo=UTC),
        )  # fmt: skip
        return Starlette(routes=Site(desk).routes())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for each in self._open:
            await each.aclose()

    def browser(self, root: str = HERE, language: str = "en", agent: str = FIREFOX) -> Browser:
        """A fresh browser."""
        headers = {"accept-language": language, "user-agent": agent}
        http = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url=root, headers=headers
        )
        self._open.append(http)
        return Browser(http, root)

    async def hires(self, role: Role, name: str = "Anna", language: str = "en") -> Chat:
        """Somebody new who works here."""
        chat = self.world.chat(name, language)
        await chat.says("/start")
        person = await self.number(chat)
        async with self.world.database.write() as uow:
            await people.change(uow, person, role=role.value)
            if role is not Role.CLIENT:
                await staff.name(uow, person, name, self.world.now)
            await uow.commit()
        return chat

    async def number(self, chat: Chat) -> int:
        """Our number of somebody."""
        async with self.world.database.read() as uow:
            found = await people.find(uow, chat.id)
        assert found is not None
        return found[0].id

    async def entrusts(self, client: Chat, counsellor: Chat, level: Level) -> int:
        """Put a client in somebody's care, sharing so much; return our number of the client."""
        number, other = await self.number(client), await self.number(counsellor)
        async with self.world.database.write() as uow:
            await grants.put(uow, number, other, level, None, self.world.now)
            if level is not Level.NOTHING:
                for kind in (Consent.KEEP, Consent.COUNSELLOR):
                    await consents.record(
                        uow, number, kind, given=True, locale="en", now=self.world.now
                    )
            await uow.commit()
        return number

    async def enters(self, chat: Chat, browser: Browser | None = None) -> Browser:
        """Sign a browser in as somebody, the whole way."""
        browser = browser or self.browser()
        code = await browser.asks()
        await chat.says(f"/console {code}")
        await chat.taps("console.yes")
        gone_on = await browser.opens("/sign-in")
        assert gone_on.status_code == 303, gone_on.text
        assert gone_on.headers["location"] == "/console"
        return browser
