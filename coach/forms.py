"""All forms by name. The questions of a topic stand in its own forms_*.py, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.forms_borrow import BORROW
from coach.forms_box import ANSWER, ASK
from coach.forms_broadcasts import WORDS
from coach.forms_budget import FULL, HARDSHIP, QUICK
from coach.forms_casenotes import EDIT as NOTE_EDIT
from coach.forms_casenotes import PRIVATE as NOTE_PRIVATE
from coach.forms_casenotes import SHARED as NOTE_SHARED
from coach.forms_console import CODE
from coach.forms_contacts import CONTACT, DEADLINE, FOLLOWUP
from coach.forms_debts import DEBT, GATE
from coach.forms_evidence import PLACE
from coach.forms_grants import ALIAS
from coach.forms_groups import PLACE as GROUP_PLACE
from coach.forms_limits import LIMIT
from coach.forms_offers import CHECK
from coach.forms_owners import OWNER
from coach.forms_plans import AGREEMENT, AMENDMENT, CHANGE, NEW_DAY, PARTLY, PLAN
from coach.forms_proposals import LUMP, OWN_AMOUNT
from coach.forms_rates import RATE
from coach.forms_relay import CANNED, HOURS, SUGGESTION, TASK, TO_CLIENT, TO_COUNSELLOR
from coach.forms_reviews import CHECKIN, LOOK_AGAIN
from coach.forms_scripts import HEARD
from coach.forms_series import OWN_POST
from coach.forms_settings import CLOCK, CURRENCY, HOUR
from coach.forms_staff import NAME
from coach.forms_start import CALLBACK
from coach.forms_timeline import CORRECTION
from coach.forms_week import PAYDAY, SPEND

if TYPE_CHECKING:
    from coach.interview import Form

_ALL: tuple[Form, ...] = (
    DEBT,
    GATE,
    QUICK,
    FULL,
    HARDSHIP,
    CHECK,
    PLAN,
    AGREEMENT,
    AMENDMENT,
    CHANGE,
    NEW_DAY,
    PARTLY,
    CHECKIN,
    LOOK_AGAIN,
    CONTACT,
    FOLLOWUP,
    LIMIT,
    OWNER,
    CORRECTION,
    OWN_POST,
    GROUP_PLACE,
    ASK,
    ANSWER,
    DEADLINE,
    CALLBACK,
    HOUR,
    CURRENCY,
    CLOCK,
    LUMP,
    OWN_AMOUNT,
    RATE,
    HEARD,
    PLACE,
    PAYDAY,
    SPEND,
    BORROW,
    NAME,
    ALIAS,
    NOTE_PRIVATE,
    NOTE_SHARED,
    NOTE_EDIT,
    WORDS,
    TO_COUNSELLOR,
    TO_CLIENT,
    TASK,
    SUGGESTION,
    CANNED,
    HOURS,
    CODE,
)

FORMS: dict[str, Form] = {form.id: form for form in _ALL}
