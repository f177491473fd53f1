"""Settings, and the two questions that only come when something needs them: where, what time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_settings
from coach.people import Messages
from handlers.unexpected import NotHereError
from usecases import forms, settings

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from handlers.context import Ctx, Handler


def zone_missing(ctx: Ctx, *then: str) -> str | None:
    """Return the screen that asks where they are, on the way to `then`; None when it is known."""
    person = ctx.work.person
    if person.zone is not None:
        return None
    return callbacks.pack("settings.zone" if person.region else "settings.where", *then)


async def show(ctx: Ctx) -> Card:
    """Show every setting."""
    return cards_settings.settings(ctx.t, ctx.work.person)


async def languages(ctx: Ctx) -> Card:
    """Show the languages."""
    return cards_settings.languages(ctx.t, ctx.services.catalogs.locales)


async def set_language(ctx: Ctx, locale: str = "", *then: str) -> str:
    """Speak another language from this screen on."""
    if locale not in ctx.services.catalogs.locales:
        raise NotHereError
    await settings.speak(ctx.work, locale)
    ctx.t = ctx.services.catalogs.texts(locale)
    return callbacks.pack(*(then or ("settings",)))


async def other_language(ctx: Ctx) -> str:
    """Speak the other language; with more than two, ask which."""
    others = [each for each in ctx.services.catalogs.locales if each != ctx.t.locale]
    return await set_language(ctx, others[0], "home") if len(others) == 1 else "language"


async def place(ctx: Ctx) -> Card:
    """Show where they live."""
    person = ctx.work.person
    pack = ctx.work.packs.get(person.region or "")
    return cards_settings.place(ctx.t, person, pack)


async def where(ctx: Ctx, *then: str) -> Card:
    """Ask where they live."""
    return await places(ctx, "0", *then)


async def places(ctx: Ctx, page: str = "1", *then: str) -> Card:
    """Show a page of places."""
    go_on, number = then or ("settings.place",), callbacks.number(page)
    return cards_settings.where(ctx.t, ctx.work.packs, go_on, number, ctx.work.default_region)


async def move(ctx: Ctx, region: str = "", *then: str) -> str:
    """Live there; ask for the zone where the region has several."""
    if region not in ctx.work.packs:
        raise NotHereError
    await settings.move_to(ctx.work, region)
    go_on = then or ("settings.place",)
    if ctx.work.person.zone is not None:
        return callbacks.pack(*go_on)
    if not ctx.work.packs[region].zones:
        return await clock(ctx, *go_on)
    return callbacks.pack("settings.zone", *go_on)


async def zone(ctx: Ctx, *then: str) -> Card | str:
    """Ask for the zone."""
    return await zones(ctx, "0", *then)


async def zones(ctx: Ctx, page: str = "0", *then: str) -> Card | str:
    """Show a page of zones."""
    pack = ctx.work.packs.get(ctx.work.person.region or "")
    go_on = then or ("settings.place",)
    if pack is None:
        return callbacks.pack("settings.where", *go_on)
    return cards_settings.zone(ctx.t, pack, callbacks.number(page), go_on)


async def set_zone(ctx: Ctx, at: str = "", *then: str) -> str:
    """Use the zone that was tapped."""
    pack = ctx.work.packs.get(ctx.work.person.region or "")
    position = callbacks.number(at)
    if pack is None or position >= len(pack.zones):
        raise NotHereError
    await settings.live_by(ctx.work, pack.zones[position])
    return callbacks.pack(*(then or ("settings.place",)))


async def clock(ctx: Ctx, *then: str) -> str:
    """Ask what time it is there."""
    await forms.start(ctx.work, "clock", origin=callbacks.pack(*(then or ("settings.place",))))
    return "form"


async def currency(ctx: Ctx) -> str:
    """Ask for the currency."""
    await forms.start(ctx.work, "currency")
    return "form"


async def messages(ctx: Ctx) -> Card:
    """Show how many messages come."""
    return cards_settings.messages(ctx.t, ctx.work.person)


async def set_many(ctx: Ctx, wanted: str = "") -> str:
    """Change how many messages come."""
    if wanted not in {each.value for each in Messages}:
        raise NotHereError
    await settings.set_messages(ctx.work, Messages(wanted))
    return "settings.messages"


async def hour(ctx: Ctx) -> str:
    """Ask for the hour."""
    await forms.start(ctx.work, "hour")
    return "form"


async def discreet(ctx: Ctx, on: str = "1") -> str:
    """Hide what messages say, or not."""
    await settings.be_discreet(ctx.work, discreet=on == "1")
    return "settings"


async def helping(ctx: Ctx) -> Card:
    """Explain *I'm helping someone*."""
    return cards_settings.helping(ctx.t, on=ctx.work.person.helping)


async def set_helping(ctx: Ctx, on: str = "1") -> str:
    """Switch it."""
    await settings.help_someone(ctx.work, helping=on == "1")
    return "settings"


async def command(_: Ctx) -> str:
    """Answer /settings."""
    return "settings"


async def language_command(_: Ctx) -> str:
    """Answer /language."""
    return "language"


SCREENS: dict[str, Handler] = {
    "settings": show,
    "language": languages,
    "settings.place": place,
    "settings.where": where,
    "settings.places": places,
    "settings.zone": zone,
    "settings.zones": zones,
    "settings.messages": messages,
    "settings.helping": helping,
}
ACTIONS: dict[str, Handler] = {
    "language.set": set_language,
    "language.other": other_language,
    "settings.in": move,
    "settings.at": set_zone,
    "settings.clock": clock,
    "settings.currency": currency,
    "settings.many": set_many,
    "settings.hour": hour,
    "settings.discreet": discreet,
    "settings.help": set_helping,
}
COMMANDS: dict[str, Handler] = {"settings": command, "language": language_command}
