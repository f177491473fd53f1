"""What owners are told of the bot's own work; the use case says when, this says how."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.ui import cards_status
from scheduler.kinds import Done, Kind, Prepared
from usecases import alerts, weekly

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from storage.due import Due
    from usecases.alerts import Alert
    from usecases.work import Work


async def prepare(work: Work, due: Due) -> Prepared | None:
    """Say it as it was seen, even if the message was long in coming."""
    alert = alerts.read(due.note)
    card = partial(_card, alert=alert, zone=work.person.zone)
    return Prepared(card=card, silent=alert.topic == weekly.TOPIC)


def _card(t: Texts, alert: Alert, zone: str | None) -> Card:
    if alert.topic == alerts.REFUSED:
        return cards_status.refused(t, *alert.said)
    if alert.topic == weekly.TOPIC:
        return cards_status.weekly(t, weekly.read(alert))
    at = cards_status.when(t, datetime.fromisoformat(alert.said[0]), zone)
    first, *others = map(int, alert.said[1:])
    match alert.topic:
        case "lag":
            return cards_status.lag(t, at, first, *others)
        case "lag_over":
            return cards_status.lag_over(t, at)
        case "failures":
            return cards_status.failures(t, at, first, *others)
        case _:
            return cards_status.failures_over(t, at)


async def settled(_: Work, __: Due, ___: Done) -> Due | None:
    """Let it go: it was said once."""
    return None


# Neither a pause nor the hour holds an alert back: whoever set OWNER_IDS asked for it.
KINDS = {alerts.KIND: Kind(prepare, settled, answers=True)}
