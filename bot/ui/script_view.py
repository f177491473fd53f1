"""How a script is looked at: what is wanted, in which language, alone or beside the chat's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.ui.texts import Raw
from coach.script_lines import Aim

if TYPE_CHECKING:
    from bot.ui.texts import Catalogs, Texts

_BESIDE = "2"


@dataclass(frozen=True, slots=True)
class View:
    """The choices that travel in a script's addresses; `locale` "" is the chat's own."""

    aim: Aim = Aim.OFFER
    locale: str = ""
    beside: bool = False

    @property
    def code(self) -> str:
        """The choices as one argument of button data: `a`, `q.en`, `a.en.2`."""
        if not self.locale:
            return self.aim.value
        return ".".join((self.aim.value, self.locale, *((_BESIDE,) if self.beside else ())))

    def to(self, aim: Aim) -> View:
        """Return the same language with another aim."""
        return replace(self, aim=aim)


def read(code: str) -> View:
    """Read an argument of button data; whatever is not known is left at its default."""
    aim, _, rest = code.partition(".")
    locale, _, beside = rest.partition(".")
    known = Aim(aim) if aim in set(Aim) else Aim.OFFER
    return View(known, locale, beside == _BESIDE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Two languages at once: `t` of the chat, `said` of the words to the creditor."""

    t: Texts
    said: Texts
    view: View

    @property
    def beside(self) -> bool:
        """Tell whether the chat's own language stands below the words."""
        return self.view.beside and self.said.locale != self.t.locale

    def block(self, said: str, own: str = "") -> Raw:
        """Return words as a block that a tap copies, with what they mean below where wanted."""
        block = f"<code>{self.said.show(said, html=True)}</code>"
        if self.beside and own:
            block += f"\n<blockquote>{self.t.show(own, html=True)}</blockquote>"
        return Raw(block)


def voice(catalogs: Catalogs, t: Texts, code: str) -> Voice:
    """Return both languages for a choice; a locale that is not offered is the chat's own."""
    view = read(code)
    if view.locale not in catalogs.locales or view.locale == t.locale:
        return Voice(t, t, View(view.aim))
    return Voice(t, catalogs.texts(view.locale), view)
