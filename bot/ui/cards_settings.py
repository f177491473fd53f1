"""Settings: what each is now, and one tap to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from bot.ui.cards import Button, Card, column, foot, go
from bot.ui.cards_regions import regions
from coach.people import Messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.texts import Texts
    from coach.packs import RegionPack
    from coach.people import Person

MANY = {
    Messages.NORMAL: "settings.many.normal",
    Messages.FEWER: "settings.many.fewer",
    Messages.PAUSED: "settings.many.paused",
}
_TO = {
    Messages.NORMAL: "settings.to_normal",
    Messages.FEWER: "settings.to_fewer",
    Messages.PAUSED: "settings.to_paused",
}
PAGE = 4


def language_name(locale: str) -> str:
    """Return what a language is called in itself."""
    return Locale.parse(locale).get_language_name(locale) or locale


def settings(t: Texts, person: Person) -> Card:
    """Return every setting with what it is now."""
    lines = [
        t.t("settings.title"),
        t.t("settings.line.language", language=language_name(person.locale)),
        t.t("settings.line.messages", how=t.plain(MANY[person.messages]), hour=f"{person.hour}:00"),
        t.t("settings.line.discreet") if person.discreet else t.t("settings.line.open"),
    ]
    lines.append(t.t("settings.line.helping") if person.helping else t.t("settings.line.own"))
    rows = column(
        go(t.plain("settings.language"), "language"),
        go(t.plain("settings.place"), "settings.place"),
        go(t.plain("settings.messages"), "settings.messages"),
        go(t.plain("settings.show") if person.discreet else t.plain("settings.conceal"),
           "settings.discreet", int(not person.discreet)),
        go(t.plain("settings.helping"), "settings.helping"),
    )  # fmt: skip
    return Card("\n".join(lines), rows + foot(t))


def languages(t: Texts, locales: Sequence[str]) -> Card:
    """Return the languages, each in its own words."""
    rows = column(*(go(language_name(each), "language.set", each) for each in locales))
    return Card(t.t("settings.language_ask"), rows + foot(t, "settings"))


def place(t: Texts, person: Person, pack: RegionPack | None) -> Card:
    """Return where they live, as far as it was said."""
    unknown = t.plain("settings.unknown")
    lines = [
        t.t("settings.line.region", region=pack.name(t.locale) if pack else unknown),
        t.t("settings.line.zone", zone=t.zone(person.zone) if person.zone else unknown),
        t.t("settings.line.currency",
            currency=t.currency(person.currency) if person.currency else unknown),
    ]  # fmt: skip
    several = pack is not None and len(pack.zones) != 1
    rows = column(
        go(t.plain("settings.change_region"), "settings.where", "settings.place"),
        go(t.plain("settings.change_zone"), "settings.zone", "settings.place") if several else None,
        go(t.plain("settings.change_currency"), "settings.currency"),
    )
    return Card("\n".join(lines), rows + foot(t, "settings"))


def where(
    t: Texts, packs: Mapping[str, RegionPack], then: tuple[str, ...], number: int = 0,
    own: str | None = None,
) -> Card:  # fmt: skip
    """Ask where they live; `then` is where it goes on, `number` the page, `own` offered first."""
    more = ":".join(("settings.places", "{}", *then))
    rows = regions(t, packs, number, ("settings.in", None, *then), more, own)
    back = ("settings.where", *then) if number else ()
    return Card(t.t("settings.where"), rows + foot(t, *back))


def zone(t: Texts, pack: RegionPack, page: int, then: tuple[str, ...]) -> Card:
    """Ask which time it is there; without known zones the time now is asked."""
    if not pack.zones:
        rows = column(go(t.plain("settings.tell_time"), "settings.clock", *then))
        return Card(t.t("settings.zone_unknown"), rows + foot(t))
    names = pack.words(t.locale).zones
    first = page * PAGE if page * PAGE < len(pack.zones) else 0
    here = list(enumerate(pack.zones))[first : first + PAGE]
    buttons: list[Button | None] = [
        go(names.get(each) or t.zone(each), "settings.at", at, *then) for at, each in here
    ]
    if len(pack.zones) > PAGE:
        following = page + 1 if first + PAGE < len(pack.zones) else 0
        buttons.append(go(t.plain("form.more"), "settings.zones", following, *then))
    return Card(t.t("settings.zone_ask"), column(*buttons) + foot(t))


def messages(t: Texts, person: Person) -> Card:
    """Return how many messages come and when."""
    buttons: list[Button | None] = [
        go(t.plain(words), "settings.many", wanted.value)
        for wanted, words in _TO.items()
        if wanted is not person.messages
    ]
    buttons.append(go(t.plain("settings.hour"), "settings.hour"))
    buttons.append(go(t.plain("settings.stop"), "consents"))
    buttons.append(go(t.plain("settings.preview"), "preview"))
    text = t.t(
        "settings.messages_now", how=t.plain(MANY[person.messages]), hour=f"{person.hour}:00"
    )
    return Card(text, column(*buttons) + foot(t, "settings"))


def helping(t: Texts, *, on: bool) -> Card:
    """Say what *I'm helping someone* changes, and what only the person can do."""
    label = t.plain("settings.helping_off") if on else t.plain("settings.helping_on")
    rows = column(go(label, "settings.help", int(not on)))
    return Card(t.t("settings.helping_text"), rows + foot(t, "settings"))
