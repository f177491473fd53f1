"""The nudge for an unfinished form: day 2, day 7, then silence. The worked example of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import column, go
from bot.ui.texts import Raw
from coach.forms import FORMS
from scheduler.kinds import Done, Item, Kind, Prepared
from storage import forms
from usecases import nudges

if TYPE_CHECKING:
    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from storage.due import Due
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Say that a form waits, unless it was finished or the person has been here since."""
    found = await forms.get(work.uow, work.person.id, due.ref)
    if found is None or found.name not in FORMS or nudges.came_back(work, due):
        return None
    title = FORMS[found.name].title

    def text(t: Texts) -> str:
        return t.t("notes.nudge", title=Raw(t.t(title)))

    def rows(t: Texts) -> tuple[tuple[Button, ...], ...]:
        return column(go(t.plain("notes.nudge_continue"), "f.resume", due.ref))

    return Prepared(item=Item(text, rows))


async def settled(work: Work, due: Due, _: Done) -> Due | None:
    """Move on to the second nudge, or to silence."""
    found = await forms.get(work.uow, work.person.id, due.ref)
    return None if found is None else nudges.following(work, due.ref)


KINDS = {"nudge": Kind(prepare, settled)}
