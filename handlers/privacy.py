"""Privacy: who sees what, export, hide, someone else uses my phone, erase with a day to undo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_privacy
from bot.ui.cards_privacy import Notice
from bot.ui.own import said
from coach.people import Status
from handlers.unexpected import NotHereError
from usecases import privacy

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.cards_privacy import Listener
    from handlers.context import Ctx, Handler


async def show(ctx: Ctx, *back: str) -> Card:
    """Show who can see what."""
    host, contact = ctx.services.host(ctx.t.locale)
    return cards_privacy.privacy(ctx.t, host, contact, back or ("home",), _notice(ctx))


def _notice(ctx: Ctx) -> Notice:
    own, locale = ctx.services.own, ctx.t.locale
    return Notice(said(own.notices, locale), said(own.notice_urls, locale))


async def notice(ctx: Ctx) -> Card:
    """Show the host's own privacy notice."""
    found = _notice(ctx)
    if not found.text:
        raise NotHereError
    return cards_privacy.host_notice(ctx.t, ctx.services.host(ctx.t.locale)[0], found)


async def export(ctx: Ctx) -> Card:
    """Hand over everything that is kept."""
    found = await privacy.export(ctx.work)
    if found is None:
        return cards_privacy.nothing_to_export(ctx.t)
    return cards_privacy.exported(ctx.t, found.rows, found.file)


async def shared(ctx: Ctx) -> Card:
    """Offer what helps when someone else uses the phone."""
    return cards_privacy.shared(ctx.t, ctx.work.person)


async def share(ctx: Ctx, how: str = "") -> str:
    """Hide more, send nothing, or be as before."""
    if how not in ("hide", "silent", "off"):
        raise NotHereError
    await privacy.share_phone(ctx.work, shared=how != "off", silent=how == "silent")
    return "privacy.shared"


async def hide(ctx: Ctx) -> str:
    """Delete the messages of two days and leave a neutral line."""
    found = await privacy.hide(ctx.work)
    _delete(ctx, found)
    before = ctx.work.person.screen
    name = callbacks.unpack(before)[0]
    return "hidden" if name == "hidden" else callbacks.pack("hidden", *_short(before))


def _short(address: str) -> tuple[str, ...]:
    name, arguments = callbacks.unpack(address)
    fits = len(address.encode()) + len("hidden:") <= callbacks.LIMIT
    return (name, *arguments) if fits else ("home",)


def _delete(ctx: Ctx, found: tuple[int, ...]) -> None:
    own = () if ctx.message_id is None else (ctx.message_id,)
    ctx.deletes = tuple(sorted({*found, *own}))


async def hidden(ctx: Ctx, *back: str) -> Card:
    """Show the neutral line."""
    return cards_privacy.hidden(ctx.t, back or ("home",))


async def forget(ctx: Ctx) -> Card | str:
    """Ask once; while it is under way, show undo and erase now."""
    forgetting = ctx.work.person.status is Status.FORGETTING
    return "forget.pending" if forgetting else cards_privacy.forget(ctx.t, _listens(ctx))


def _listens(ctx: Ctx) -> Listener:
    """Keep somebody to talk to on the screen while a sign of self-harm stands (care 6)."""
    person = ctx.work.person
    if person.paused_since is None:
        return cards_privacy.NOBODY
    return cards_privacy.listener(ctx.t, ctx.work.packs.get(person.region or ""))


async def forget_yes(ctx: Ctx) -> str:
    """Send nothing from now on, clear the chat, erase in a day."""
    if ctx.work.person.status is not Status.FORGETTING:
        _delete(ctx, await privacy.forget(ctx.work))
    return "forget.pending"


async def pending(ctx: Ctx) -> Card | str:
    """Show when everything is erased."""
    at = await privacy.erased_at(ctx.work)
    if ctx.work.person.status is not Status.FORGETTING or at is None:
        return "home"
    until = ctx.t.instant(at, ctx.work.person.zone or "UTC")
    return cards_privacy.pending(ctx.t, until, _backups_until(ctx, at), _listens(ctx))


def _backups_until(ctx: Ctx, erased: datetime) -> date | None:
    """Return the last day on which a backup may still hold who is erased then (care 11)."""
    days = ctx.services.settings.backup_days
    return (erased + timedelta(days=days)).date() if days else None


async def undo(ctx: Ctx) -> Card:
    """Keep everything after all, and say so."""
    await privacy.undo(ctx.work)
    return cards_privacy.kept(ctx.t)


async def forget_now(ctx: Ctx) -> Card | str:
    """Erase at once; nothing is written about the person after this."""
    if ctx.work.person.status is not Status.FORGETTING:
        return "forget"
    _delete(ctx, await privacy.hide(ctx.work))
    await privacy.erase_now(ctx.work)
    ctx.erased = True
    until = _backups_until(ctx, ctx.work.now)
    return cards_privacy.forgotten(ctx.t, until, _listens(ctx))


async def command(_: Ctx) -> str:
    """Answer /privacy."""
    return "privacy"


async def forget_command(_: Ctx) -> str:
    """Answer /forget."""
    return "forget"


SCREENS: dict[str, Handler] = {
    "privacy": show,
    "privacy.shared": shared,
    "privacy.notice": notice,
    "hidden": hidden,
    "forget": forget,
    "forget.pending": pending,
}
ACTIONS: dict[str, Handler] = {
    "export": export,
    "hide": hide,
    "privacy.share": share,
    "forget.yes": forget_yes,
    "forget.undo": undo,
    "forget.now": forget_now,
}
COMMANDS: dict[str, Handler] = {
    "privacy": command,
    "export": export,
    "hide": hide,
    "forget": forget_command,
}
