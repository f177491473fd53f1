"""Every screen that taps can reach, in both languages, inside Telegram's and care.md's limits.

The walk follows every button of every card from home, for a person with a full file. Each step
runs in a transaction that is never committed, so all of them start from the same file.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import pytest

from bot.ui import callbacks, questions
from bot.ui.cards_contacted import CALLERS, SAID
from coach.forms import FORMS
from coach.interview import SKIPPED, Kind
from coach.money import Money
from handlers import ACTIONS, SCREENS
from handlers.danger import FALSE_ALARM
from tests.limits import faults
from tests.usecases.test_tap_budget import first_debt, three_numbers
from usecases import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from coach.interview import Form, Value
    from tests.fakes.telegram_edge import Chat, World

LANGUAGES = {"en": "en", "zh-hans": "zh_Hans_CN"}
MOST = 1500


async def full_file(world: World, language: str) -> Chat:
    """Return a person with a debt, a budget and pay day, a hardship, a plan, a contact, a deadline."""
    person = world.chat(language=language)
    await first_debt(person, "信用卡 4000 年化18%" if language != "en" else "Visa 4000 18%")
    await person.taps("negotiate")
    await three_numbers(person)
    await person.sends_data("hardship.ask")
    await person.taps(":reason:illness")
    await person.says("2026-01-01")
    await person.taps(":effect:income_less", "f.skip", "f.skip")
    await person.sends_data("offer:GBP:400000:18000:18000:24:0:0:0:1:1")
    await person.taps("offer.agreed", "plan.from")
    await person.says("2026-04-01")
    await person.taps(":how_paid:manual", ":in_writing:yes", "f.skip", "f.save", "plan.remind")
    await person.sends_data("contact.new:1")
    await person.taps(":outcome:refused", ":channel:phone", "f.skip", "f.skip")
    await person.sends_data("deadline.new")
    await person.taps(":kind:court_answer")
    await person.says("2026-03-20")
    await person.taps("f.skip")
    await person.sends_data("week.payday")
    await person.taps(":every:monthly")
    await person.says("25")
    await person.says("1000")
    await person.sends_data("home")
    return person


async def draw(world: World, person: Chat, data: str) -> tuple[Card, Texts, str]:
    """Return the card that a tap leads to and its address, leaving nothing behind."""
    async with world.database.write() as uow:
        met, _ = await people.meet(uow, person.id, "en", world.now)
        ctx = world.router._context(uow, met, world.now)
        ctx.message_id = 1
        result = await world.router._tap(ctx, data)
        card, address = await world.router._resolve(ctx, result)
        return card, ctx.t, address


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_that_taps_reach_keeps_the_limits(world: World, language: str) -> None:
    """A cut-off button or a wall of text loses the person who needs it most."""
    person = await full_file(world, language)
    _, seen = await walk(world, person, ["home"])
    assert len(seen) > 100, "the walk found too few screens to mean anything"


async def walk(
    world: World, person: Chat, begin: list[str], *, leave: frozenset[str] = frozenset()
) -> tuple[set[str], set[str]]:
    """Follow every button from there, but those left; return which screens were drawn, and all taps."""
    queue, seen, wrong = deque(begin), {*begin, *leave}, []
    drawn: set[str] = set()
    while queue and len(seen) < MOST:
        data = queue.popleft()
        card, t, address = await draw(world, person, data)
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
        drawn.add(callbacks.unpack(address)[0])
        for row in card.rows:
            for button in row:
                if button.data and button.data not in seen:
                    name = callbacks.unpack(button.data)[0]
                    if name not in SCREENS and name not in ACTIONS and name != FALSE_ALARM:
                        wrong.append(f"{data}: {button.label} leads nowhere ({name})")
                    seen.add(button.data)
                    queue.append(button.data)
    assert not wrong, "\n".join(wrong)
    return drawn, seen


def _sample(form: Form) -> Iterator[tuple[str, Value]]:
    samples: dict[Kind, Value] = {
        Kind.MONEY: Money(123456, "CNY"), Kind.TEXT: "‹b›&", Kind.LINE: "x", Kind.COUNT: 12,
        Kind.DAY: 31,
    }  # fmt: skip
    for question in form.questions:
        if question.options:
            yield question.id, question.options[0].value
        elif question.kind in samples:
            yield question.id, samples[question.kind]
        else:
            yield question.id, SKIPPED


@pytest.mark.parametrize("locale", LANGUAGES.values())
@pytest.mark.parametrize("name", FORMS)
async def test_every_question_keeps_the_limits(world: World, locale: str, name: str) -> None:
    """Each question, with and without its reason, and with its longest note."""
    t, form = world.services.catalogs.texts(locale), FORMS[name]
    answers = dict(_sample(form))
    wrong = []
    for number, question in enumerate(form.questions, 1):
        for why in (False, True):
            asked = questions.Asked(
                7_000_000, form, question, answers, number, len(form.questions),
                why=why, default=None,
            )  # fmt: skip
            card = questions.card(t, asked)
            wrong += [f"{question.id}: {fault}" for fault in faults(t, card, "form")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_screens_before_consent_and_with_open_payments_keep_the_limits(
    world: World, language: str
) -> None:
    """What asks for a yes says more than after it, and a plan that waits says more than one on time."""
    person = await full_file(world, language)
    await person.sends_data("consents.set:messages:0")
    world.move(days=80)
    calls = [f"contacted.next:{who}:{said}" for who in CALLERS for said in SAID]
    wrong = []
    for data in (
        "plan:1", "plans", "payment:1:1", "plan.kept:1", "consents.what:plan.kept:1",
        "contact:1", "contact:1:threat", "danger:lawyer_letter", "danger.calm", "deadline:1", "finish:1", "contacted.kept:unsure:pressed", "forget", *calls,
    ):  # fmt: skip
        card, t, address = await draw(world, person, data)
        wrong += [f"{data}: {fault}" for fault in faults(t, card, address)]
        assert address == data, f"{data} was not drawn"
    assert not wrong, "\n".join(wrong)
