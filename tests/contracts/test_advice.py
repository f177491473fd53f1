"""What recommends is listed in one place, and what is said instead recommends nothing."""

from __future__ import annotations

import re

import pytest

from bot import catalogs
from bot.ui.texts import Catalogs
from coach.advice import NEUTRAL, RECOMMENDING, UNSAID

catalogs.compile_all()
EVERY = Catalogs()
ADVISES = {
    "en": (
        r"\bfirst ask\b", r"\bask first\b", r"\bdon't agree\b", r"\bbetter (not|to)\b",
        r"\bworth (adjusting|asking)\b", r"\btime to talk\b", r"\b(you|we) should\b",
        r"\bwe recommend\b", r"\bI'd (take|choose|ask)\b", r"^(<b>)?(next|first): ",
        r"\bask this\b", r"\bstrongest step\b", r"\bwise\b",
    ),
    "zh_Hans_CN": (
        "先别答应", "建议您", "应该先", "最好(先|不要|别)", "首选", "值得(调整|一问)", "该(跟|和)对方谈",
        "问一句", "^(<b>)?(下一步|先提)：", "最有力的一步", "明智",
    ),
}  # fmt: skip
STAYS = frozenset(
    {
        # It protects: agree to nothing that is not yours, not known, not in writing, or a new loan.
        "gate.reason.deceased", "offers.gate_first", "gate.reason.fraud", "offers.never.new_loan", "plans.written.why",
        "proposals.other_currency", "start.pass_on_words", "scripts.reply.fee_first",
        "contacts.step.get_it_written", "contacts.step.write_it_down", "offers.kept_next",
        "series.rights.ask",
        # It only sounds alike: a date, a question about facts, a list of all there is.
        "documents.picture.next", "plans.next", "series.home.next", "hardship.since.why",
        "scripts.kind.pause", "scripts.only_ask", "proposals.risk.interest_may_run",
        "evidence.asked_on", "series.offer.text", "series.propose.text",
        "evidence.instead", "offers.before.how", "rehearsal.about.proof",
        "spare.estimate", "rehearsal.practise.harder",
    }
)  # fmt: skip
"""Reads like advice and is said in both modes."""


def test_everything_listed_exists_and_has_its_place() -> None:
    """A renamed text would slip out of the list and recommend again."""
    known = EVERY.forms("en")
    assert set(RECOMMENDING) <= known.keys()
    assert set(NEUTRAL.values()) <= known.keys()
    assert not set(NEUTRAL) & UNSAID
    mine = {name for name in known if name.startswith("inform.")}
    assert mine - set(NEUTRAL.values()) == {"inform.reviews.choices"}


@pytest.mark.parametrize("locale", EVERY.locales)
def test_the_neutral_text_needs_nothing_that_the_other_is_not_given(locale: str) -> None:
    """It is filled with what the first was filled with."""
    t = EVERY.texts(locale)
    for first, neutral in NEUTRAL.items():
        assert t.names(neutral) <= t.names(first), neutral


@pytest.mark.parametrize("locale", ADVISES)
def test_what_sounds_like_advice_is_listed_or_protects(locale: str) -> None:
    """A new text that recommends has to get its neutral form, or a reason to stay."""
    wrong = []
    for name, forms in EVERY.forms(locale).items():
        topic = name.partition(".")[0]
        if name in RECOMMENDING or name in STAYS or topic in ("danger", "deadlines"):
            continue
        for pattern in ADVISES[locale]:
            for form in forms:
                if re.search(pattern, form, re.IGNORECASE | re.MULTILINE):
                    wrong.append(f"{name}: {form[:100]!r} ({pattern})")
    assert not wrong, "\n".join(wrong)


def test_nothing_stands_on_the_list_of_what_stays_without_need() -> None:
    """A list that only grows hides the next one that slips in."""
    needed = set()
    for locale, patterns in ADVISES.items():
        for name, forms in EVERY.forms(locale).items():
            if any(
                re.search(p, form, re.IGNORECASE | re.MULTILINE) for p in patterns for form in forms
            ):
                needed.add(name)
    assert needed >= STAYS
