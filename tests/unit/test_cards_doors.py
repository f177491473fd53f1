"""The cards of the doors, of danger, consent, privacy and settings, within their lengths."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot import catalogs
from bot.ui import (
    cards_consents,
    cards_contacted,
    cards_danger,
    cards_privacy,
    cards_settings,
    cards_start,
)
from bot.ui.texts import Catalogs
from coach.danger import Sign
from coach.path import Exists, Step, path
from coach.people import Consent
from storage.packs import load_packs
from tests.limits import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ui.cards import Card
    from bot.ui.texts import Texts

ON = date(2026, 9, 23)


def _start(t: Texts) -> Iterator[Card]:
    yield cards_start.home(t, "A debt advice charity of some length", resume=True)
    for exists in (Exists(), Exists(debts=1, ungated=1), Exists(debts=1, budget=True, plan=True)):
        for trial in (False, True):
            known = path(exists)
            open_ = [(known.next, "debts")] if known.next else []
            yield cards_start.path(t, known, open_, trial=trial, helping=trial)
    yield cards_start.more(t, coach=False)
    yield cards_start.more(t, coach=True)
    yield cards_start.cannot(t)
    yield cards_start.help_(t)
    yield cards_start.cancelled(t, "budget.form.title", trial=True)
    yield cards_start.cancelled(t, None, trial=True)
    yield cards_start.pass_on(t, "https://t.me/a_rather_long_bot?start=friend", "https://t.me/x")


def _contacted(t: Texts) -> Iterator[Card]:
    yield from (cards_contacted.who(t), cards_contacted.scary(t), cards_contacted.friend(t))
    for caller in cards_contacted.CALLERS:
        yield cards_contacted.say(t, caller)
        yield cards_contacted.today(t, caller)
        yield cards_contacted.picture(t, caller)
        yield cards_contacted.over(t, caller)
        for outcome in cards_contacted.SAID:
            for agreed in (False, True):
                yield cards_contacted.next_(t, caller, outcome, ON, agreed=agreed)
            yield cards_contacted.what_is_kept(t, caller, outcome)
    yield cards_contacted.gone(t)
    yield cards_contacted.done(t, 1, ON, "bank")


def _danger(t: Texts) -> Iterator[Card]:
    packs = load_packs()
    yield from (cards_danger.door(t, more=more) for more in (False, True))
    for sign in Sign:
        yield from (cards_danger.where(t, sign, packs, number) for number in range(4))
        for pack in (None, *packs.values()):
            for typed in (False, True):
                yield cards_danger.help_(t, sign, pack, packs, typed=typed)
    yield from (cards_danger.helpline_where(t, packs, ("complaint",), n) for n in range(3))
    yield from (cards_danger.helpline(t, pack) for pack in packs.values())
    yield from (cards_danger.complain(t, pack) for pack in packs.values())
    yield cards_danger.again(t)


def _others(t: Texts) -> Iterator[Card]:
    for kind in Consent:
        yield cards_consents.ask(t, kind, ("plan", "3"))
    for trial in (False, True):
        yield cards_consents.all_(t, {Consent.KEEP: True}, trial=trial)
        yield cards_settings.helping(t, on=trial)
    yield cards_privacy.privacy(t, "A debt advice charity", "help@example.org", ("home",))
    yield from (cards_privacy.forget(t), cards_privacy.forgotten(t, ON))
    yield cards_privacy.hidden(t, ("home",))
    yield cards_privacy.pending(t, "tomorrow", None)
    yield cards_privacy.nothing_to_export(t)
    yield from (cards_settings.where(t, load_packs(), ("helplines",), n) for n in range(3))
    for pack in load_packs().values():
        yield cards_settings.zone(t, pack, 0, ("helplines",))


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_every_card_is_short_enough_for_a_frightened_reader(locale: str) -> None:
    """Sixty words or 110 signs, five choices, short labels (care 9)."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    wrong = [
        f"{fault}: {card.text[:60]!r}"
        for cards in (_start, _contacted, _danger, _others)
        for card in cards(t)
        for fault in faults(t, card, "home" if cards is _start else "x")
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_words_for_the_phone_admit_nothing_and_can_be_copied_whole(locale: str) -> None:
    """The first words bind nobody (care 1), and a copy button takes 256 characters."""
    catalogs.compile_all()
    t = Catalogs(strict=True).texts(locale)
    admitting = ("I owe", "my debt", "I will pay", "我欠", "我会还", "我一定还", "愿意还款")
    for words in (*cards_contacted.WORDS.values(), "contacted.words.today"):
        said = t.plain(words)
        assert len(said) <= 256
        assert not any(phrase in said for phrase in admitting)
        assert not any(sign.isdigit() for sign in said), "no sum"


def test_the_next_step_follows_from_what_exists() -> None:
    """One step at a time, in the order of the way."""
    order = list(Step)
    assert path(Exists()).next is Step.DEBTS
    assert path(Exists(debts=1, ungated=4)).next is Step.GATE
    assert path(Exists(debts=1)).next is Step.BUDGET
    assert path(Exists(debts=1, budget=True, hardship=True)).next is Step.PROPOSAL
    assert path(Exists(debts=1, plan=True)).next is None, "a plan in force ends the way"
    assert order[0] is Step.DEBTS


def test_a_step_is_ticked_only_when_it_is_done() -> None:
    """A tick for words nobody has seen sends people past them."""
    called = path(Exists(contact=True)).done
    assert Step.CONTACT in called
    assert Step.SCRIPT not in called
    assert Step.SCRIPT in path(Exists(debts=1, contact=True, spoken=True)).done
    assert not path(Exists()).done
