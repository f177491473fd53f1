"""What a handler is handed: the work at hand, the voice, and the host's facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.own import NOTHING, Own, logo_photo, said
from bot.ui.parse_base import clean

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.settings import Settings
    from bot.ui.cards import Card
    from bot.ui.papers import Photo
    from bot.ui.texts import Catalogs, Texts
    from coach.danger import Lexicon
    from coach.guard_scams import Scams
    from coach.packs import RegionPack
    from usecases.work import Work


@dataclass(frozen=True, slots=True)
class Vitals:
    """What only this process knows of itself."""

    version: str
    since: datetime
    """Calendar time of its start."""
    real: Callable[[], datetime]
    """The real time that all processes agree on."""
    polls: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Services:
    """What stays the same for the life of the process."""

    settings: Settings
    catalogs: Catalogs
    packs: Mapping[str, RegionPack]
    lexicon: Lexicon
    bot_username: str = ""
    open_note: Callable[[Work, Texts, int], Awaitable[Card]] | None = None
    """Draws in full what a message of the clock stands for (*Show*)."""
    vitals: Vitals | None = None
    """For `/status`."""
    scams: Scams | None = None
    """The phrases that a guarded group is warned of."""
    own: Own = NOTHING

    def host(self, locale: str) -> tuple[str, str]:
        """Return the host's name and how to reach it, as far as known, in a locale's words."""
        name = said(self.own.names, locale, self.settings.host_name)
        return name, said(self.own.contacts, locale, self.settings.host_contact)

    def logo(self, locale: str) -> Photo | None:
        """Return the host's logo for a paper, described by the host's name."""
        found = self.own.logo
        return logo_photo(found, self.host(locale)[0]) if found else None


@dataclass(slots=True)
class Ctx:
    """One update: `work` holds the open transaction; `t` speaks the person's language."""

    work: Work
    t: Texts
    services: Services
    text: str = ""
    """What the person typed, cleaned; empty for a tap."""
    said: str = ""
    """The same as it was typed."""
    message_id: int | None = None
    """The card that was tapped, or the message that was typed."""
    answered: str = ""
    """What the card above becomes once its question was answered by typing."""
    deletes: tuple[int, ...] = ()
    """Messages to delete after the commit (`/hide`, `/forget`)."""
    screen: str = ""
    """The address of the screen that a tap led to at once."""
    quote: int | None = None
    """Send the card as a reply to this message, so that a tap on it brings the text along."""
    quoted: str = ""
    """The text that the tapped card replies to."""
    erased: bool = False
    """The person was erased in this transaction."""
    admin_of: frozenset[int] = frozenset()
    """Our numbers of the groups that Telegram, asked for this update, calls the person's own."""

    def hear(self, said: str) -> None:
        """Take what was typed, cleaned and as it is."""
        self.said, self.text = said, clean(said)


if TYPE_CHECKING:
    Handler = Callable[..., Awaitable[Card | str]]
    """Takes `(ctx, *arguments)`; returns a card, or the address of the screen to show."""
