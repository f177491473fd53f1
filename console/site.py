"""One request to the console: who is it, may they, one transaction, one page."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from coach.permits import Relation, may
from console import guard
from console.pages import MENU, PAGES, POSTS
from console.rendering import HERE, Renderer
from console.sign_in import SignIn
from console.visit import File, Page, Visit
from usecases import console
from usecases.access import NotYoursError
from usecases.people import PassingError, transaction
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.ui.texts import Texts
    from coach.people import Person
    from console.visit import Desk, Handler
    from storage.uow import UnitOfWork

log = logging.getLogger(__name__)

HOME = "/console"
SIGN_IN = f"{HOME}/sign-in"


class Site:
    """All routes below /console."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._renderer = Renderer()
        self._entry = SignIn(desk, self.page)

    def routes(self) -> list[BaseRoute]:
        """Return them; the last one answers whatever is not there."""
        entry = self._entry
        made: list[BaseRoute] = [
            Route(f"{HOME}/style.css", self._style, methods=["GET"]),
            Route(SIGN_IN, self._open(entry.show), methods=["GET"]),
            Route(SIGN_IN, self._open(entry.begin), methods=["POST"]),
            Route(f"{HOME}/sign-out", self._inside(self._sign_out), methods=["POST"]),
        ]
        for methods, table in ((["GET"], PAGES), (["POST"], POSTS)):
            made += [
                Route(HOME + path, self._inside(self._shown(do)), methods=methods)
                for path, do in table.items()
            ]
        made.append(Route(HOME, self._inside(self._first), methods=["GET"]))
        made.append(
            Route(f"{HOME}/{{rest:path}}", self._inside(self._nowhere), methods=["GET", "POST"])
        )
        return made

    def page(self, t: Texts, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
        """Return a page for somebody who is not signed in, or whose page is not there."""
        frame = {"menu": (), "here": "", "token": "", "host": self._desk.settings.host_name}
        return HTMLResponse(self._renderer.render(t, template, **{**frame, **values}), status)

    def texts(self, request: Request) -> Texts:
        """Return the voice for a browser of nobody we know."""
        wanted = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()
        catalogs, default = self._desk.catalogs, self._desk.settings.default_locale
        return catalogs.texts(catalogs.negotiate(wanted[:20], default))

    # --- what every request passes -----------------------------------------------------------------

    def _open(
        self, do: Callable[[Request, Texts, str], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Serve a page that needs no sign-in."""

        async def serve(request: Request, own: str) -> Response:
            if request.method == "POST":
                await guard.read_form(request)
            return await do(request, self.texts(request), own)

        return self._guarded(serve)

    def _inside(
        self, do: Callable[[Request, UnitOfWork, Person, dict[str, str]], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Serve a page to somebody who is signed in; anybody else comes to the sign-in."""

        async def serve(request: Request, own: str) -> Response:
            posted = request.method == "POST"
            form = await guard.read_form(request) if posted else {}
            secret = self._entry.secret(request, own)
            async with transaction(self._desk.database) as uow:
                person = await console.visitor(uow, secret, self._desk.real()) if secret else None
                if person is None:
                    await uow.commit()
                    return RedirectResponse(SIGN_IN, 303)
                if posted and not console.is_token(secret, form.get("token", "")):
                    return self._trouble(request, 403)
                request.state.token = console.token_of(secret)
                request.state.secret = secret
                return await do(request, uow, person, form)

        return self._guarded(serve)

    def _guarded(
        self, serve: Callable[[Request, str], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            own = guard.origin(request, self._desk.settings.console_url)
            if own is None:
                return guard.dress(Response(status_code=421), "")
            if request.method == "POST" and not guard.is_ours(request, own):
                return guard.dress(self._trouble(request, 403), own)
            return guard.dress(await self._safely(request, own, serve), own)

        return answer

    async def _safely(
        self, request: Request, own: str, serve: Callable[[Request, str], Awaitable[Response]]
    ) -> Response:
        try:
            return await serve(request, own)
        except guard.TooLargeError:
            return self._trouble(request, 413)
        except (PassingError, TimeoutError):
            return self._trouble(request, 503)
        except guard.BadFormError:
            return self._trouble(request, 400)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("page failed", extra={"reference": reference})
            return self._trouble(request, 500, reference)

    def _trouble(self, request: Request, status: int, reference: str = "") -> Response:
        values = {"status": status, "reference": reference}
        return self.page(self.texts(request), "trouble.html", status, **values)

    # --- pages -------------------------------------------------------------------------------------

    def _shown(
        self, do: Handler
    ) -> Callable[[Request, UnitOfWork, Person, dict[str, str]], Awaitable[Response]]:
        async def serve(
            request: Request, uow: UnitOfWork, person: Person, form: dict[str, str]
        ) -> Response:
            t = self._desk.catalogs.texts(person.locale)
            now = self._desk.now()
            today = now.astimezone(ZoneInfo(person.zone or "UTC")).date()
            region = self._desk.settings.default_region
            work = Work(uow, person, now, today, self._desk.packs, region)
            query = dict(request.query_params)
            visit = Visit(self._desk, work, t, request.path_params, query, form)
            try:
                result = await do(visit)
            except NotYoursError:
                return await self._nowhere(request, uow, person, form)
            await uow.commit()
            if isinstance(result, str):
                return RedirectResponse(HOME + result, 303)
            if isinstance(result, File):
                return await self._file(result)
            return self._within(request, person, t, result)

        return serve

    def _within(
        self, request: Request, person: Person, t: Texts, shown: Page, status: int = 200
    ) -> Response:
        menu = tuple(each for each in MENU if may(person.role, each.action, Relation.HOST))
        here = "/" + request.url.path.removeprefix(HOME).strip("/").split("/", maxsplit=1)[0]
        frame = {
            "menu": menu, "here": here if status == 200 else "", "token": request.state.token,
            "host": self._desk.settings.host_name, **shown.values,
        }  # fmt: skip
        return HTMLResponse(self._renderer.render(t, shown.template, **frame), status)

    async def _file(self, made: File) -> Response:
        body = await asyncio.to_thread(made.build)
        how = "inline" if made.shown else "attachment"
        headers = {"content-disposition": f'{how}; filename="{made.name}"'}
        return Response(body, media_type=made.kind, headers=headers)

    async def _first(
        self, request: Request, uow: UnitOfWork, person: Person, form: dict[str, str]
    ) -> Response:
        await uow.commit()
        mine = (each for each in MENU if may(person.role, each.action, Relation.HOST))
        first = next(mine, MENU[0])
        return RedirectResponse(HOME + first.path, 303)

    async def _nowhere(
        self, request: Request, uow: UnitOfWork, person: Person, form: dict[str, str]
    ) -> Response:
        t = self._desk.catalogs.texts(person.locale)
        values = {"status": 404, "reference": ""}
        return self._within(request, person, t, Page("trouble.html", values), 404)

    async def _sign_out(
        self, request: Request, uow: UnitOfWork, person: Person, form: dict[str, str]
    ) -> Response:
        await console.sign_out(uow, request.state.secret, self._desk.real())
        await uow.commit()
        response = RedirectResponse(SIGN_IN, 303)
        self._entry.clear(response, request)
        return response

    async def _style(self, request: Request) -> Response:
        response = FileResponse(HERE / "static" / "style.css")
        return guard.dress(response, "")
