"""The way in: this browser shows a code, and its owner confirms that code in the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from console import guard
from usecases import console
from usecases.console import TooOftenError
from usecases.people import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from bot.ui.texts import Texts
    from coach.console import Session
    from console.visit import Desk

REFRESH_SECONDS = 4
COOKIE = "duewell"
SECURE_COOKIE = "__Host-duewell"
"""The name alone makes a browser refuse it from any other site, or without TLS."""


class SignIn:
    """The page before all others; a visit to it never lets anybody in who did not begin there."""

    def __init__(self, desk: Desk, page: Callable[..., HTMLResponse]) -> None:
        self._desk = desk
        self._page = page

    def secret(self, request: Request, own: str) -> str:
        """Return the cookie of ours that the browser sent, or an empty one."""
        return request.cookies.get(_name(own), "")[:100]

    async def show(self, request: Request, t: Texts, own: str) -> Response:
        """Show the code while it waits, and go on once it was confirmed."""
        secret, real = self.secret(request, own), self._desk.real()
        async with transaction(self._desk.database) as uow:
            session = await console.of(uow, secret, real) if secret else None
            fresh = None
            if session is not None and not session.waits and not session.opened:
                fresh = await console.pick_up(uow, session, real)
            await uow.commit()
        if fresh is not None:
            response: Response = RedirectResponse("/console", 303)
            _set(response, own, fresh, console.LONGEST.total_seconds())
            return response
        if session is None:
            response = self._page(t, "sign_in.html", over=bool(secret), often=False)
            if secret:
                self.clear(response, request)
            return response
        return RedirectResponse("/console", 303) if session.opened else self._code(
            request, t, secret, session
        )  # fmt: skip

    def _code(self, request: Request, t: Texts, secret: str, session: Session) -> Response:
        code = console.code_of(secret)
        left = max(1, round((session.ends_at - self._desk.real()).total_seconds() / 60))
        link = f"https://t.me/{self._desk.bot_username}?start=con_{code}"
        still = "still" in request.query_params
        response = self._page(
            t, "code.html", code=code, minutes=left, link=link, still=still,
            bot=self._desk.bot_username,
        )  # fmt: skip
        if not still:
            # As a header and not in the page, where tools that read pages aloud would trip over it.
            response.headers["refresh"] = str(REFRESH_SECONDS)
        return response

    async def begin(self, request: Request, t: Texts, own: str) -> Response:
        """Give this browser a cookie and a code."""
        host = request.client.host if request.client else ""
        async with transaction(self._desk.database) as uow:
            try:
                secret = await console.begin(uow, guard.browser(request), host, self._desk.real())
            except TooOftenError:
                return self._page(t, "sign_in.html", 429, over=False, often=True)
            await uow.commit()
        response = RedirectResponse("/console/sign-in", 303)
        _set(response, own, secret, console.CODE_LASTS.total_seconds())
        return response

    def clear(self, response: Response, request: Request) -> None:
        """Let the browser forget its cookie."""
        own = guard.origin(request, self._desk.settings.console_url) or ""
        response.delete_cookie(
            _name(own), path="/", secure=own.startswith("https:"), httponly=True, samesite="strict"
        )


def _name(own: str) -> str:
    return SECURE_COOKIE if own.startswith("https:") else COOKIE


def _set(response: Response, own: str, secret: str, seconds: float) -> None:
    response.set_cookie(
        _name(own), secret, max_age=round(seconds), path="/", secure=own.startswith("https:"),
        httponly=True, samesite="strict",
    )  # fmt: skip
