"""The permission table: what each role may do, to whom. It is asked in one place (usecases.permits).

Whoever works for a host sees of a person what that person lets them see, and nothing by their role
alone: not even an owner reads a case that nobody opened to them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from coach.people import Role


class Level(StrEnum):
    """What a client lets a named counsellor see; each holds the ones before it."""

    NOTHING = "nothing"
    PROGRESS = "progress"
    """Which step they are at, whether payments are kept, and what needs attention: no sum, no name."""
    CASE = "case"
    """Debts, budget, contacts, deadlines, plans."""
    DOCUMENTS = "documents"
    """The case and the papers made from it or noted for it."""


class Relation(StrEnum):
    """How the person that an action is about stands to the one who acts."""

    HOST = "host"
    """About nobody in particular: the host's own work."""
    OWN = "own"
    """About themselves."""
    STRANGER = "stranger"
    """A person who is not in their care."""
    NOTHING = "nothing"
    """In their care, sharing nothing (so every new client, and one whose time has run out)."""
    PROGRESS = "progress"
    CASE = "case"
    DOCUMENTS = "documents"


class Action(StrEnum):
    """What can be done with others' matters, or with the host's."""

    SHARE = "share"
    """Choose what a counsellor sees, and end it."""
    SEE_LOOKS = "see_looks"
    """Read who looked at what."""
    SIGN_IN = "sign_in"
    """Open the console."""
    SEE_CASELOAD = "see_caseload"
    SEE_PROGRESS = "see_progress"
    SEE_CASE = "see_case"
    SEE_DOCUMENTS = "see_documents"
    WRITE_NOTE = "write_note"
    SEND_TASK = "send_task"
    PROPOSE_CHANGE = "propose_change"
    RELAY = "relay"
    """Write to a client through the bot."""
    HAND_OVER = "hand_over"
    """Give a client into another counsellor's care; what they share does not go along."""
    KEEP_ANSWERS = "keep_answers"
    """Write and use canned answers."""
    INVITE_CLIENT = "invite_client"
    INVITE_STAFF = "invite_staff"
    END_ACCESS = "end_access"
    """Take a role away, at once."""
    KEEP_SERIES = "keep_series"
    """See the series of groups and channels."""
    BROADCAST = "broadcast"
    SEE_NUMBERS = "see_numbers"
    SEE_AUDIT = "see_audit"
    SEE_HEALTH = "see_health"


_HOST = frozenset({Relation.HOST})
_OWN = frozenset({Relation.OWN})
_DOCUMENTS = frozenset({Relation.DOCUMENTS})
_CASE = _DOCUMENTS | {Relation.CASE}
_PROGRESS = _CASE | {Relation.PROGRESS}
_CARE = _PROGRESS | {Relation.NOTHING}

_EVERYBODY = {Action.SHARE: _OWN, Action.SEE_LOOKS: _OWN}
_COUNSELS = {
    Action.SIGN_IN: _HOST,
    Action.SEE_CASELOAD: _HOST,
    Action.SEE_PROGRESS: _PROGRESS,
    Action.SEE_CASE: _CASE,
    Action.SEE_DOCUMENTS: _DOCUMENTS,
    Action.WRITE_NOTE: _PROGRESS,
    Action.SEND_TASK: _PROGRESS,
    Action.PROPOSE_CHANGE: _CASE,
    Action.RELAY: _CARE,
    Action.HAND_OVER: _CARE,
    Action.KEEP_ANSWERS: _HOST,
    Action.INVITE_CLIENT: _HOST,
}
_OWNS = {
    Action.HAND_OVER: _CARE | {Relation.STRANGER},
    Action.INVITE_STAFF: _HOST,
    Action.END_ACCESS: _HOST,
    Action.KEEP_SERIES: _HOST,
    Action.BROADCAST: _HOST,
    Action.SEE_NUMBERS: _HOST,
    Action.SEE_AUDIT: _HOST,
    Action.SEE_HEALTH: _HOST,
}
_TABLE = {
    Role.CLIENT: _EVERYBODY,
    Role.COACH: {**_EVERYBODY, Action.SIGN_IN: _HOST, Action.KEEP_SERIES: _HOST},
    Role.COUNSELLOR: {**_EVERYBODY, **_COUNSELS},
    Role.OWNER: {**_EVERYBODY, **_COUNSELS, **_OWNS},
}
LOOKS = frozenset({Action.SEE_PROGRESS, Action.SEE_CASE, Action.SEE_DOCUMENTS})
"""Each of these is noted for the client to read."""


def may(role: Role, action: Action, relation: Relation) -> bool:
    """Tell whether somebody of that role may do it to a person who stands so to them."""
    return relation in _TABLE[role].get(action, frozenset())


def standing(level: Level, until: datetime | None, now: datetime, *, agrees: bool) -> Relation:
    """Return how a client stands to a counsellor who has them in care.

    `until` is when what they share ends (None: until they say so); `agrees` is whether their
    consent to a counsellor stands at all.
    """
    over = until is not None and until <= now
    return Relation.NOTHING if over or not agrees else Relation(level.value)
