"""Any screen for somebody who does not exist, so that translators and hosts can look at it.

The sample person goes the real way, through the real router, in a database of their own; every
look is a transaction that is never committed.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from bot.ui import callbacks, questions
from coach.forms import FORMS
from coach.groups import GroupKind
from coach.interview import SKIPPED, Kind
from coach.money import Money
from usecases import groups, people, sample, staff

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime

    from telegram import Bot

    from bot.ui.cards import Card
    from bot.ui.texts import Texts
    from coach.interview import Form, Value
    from handlers.context import Services
    from handlers.router import Router
    from storage.engine import Database
    from storage.uow import UnitOfWork

PERSON = 4_242
STEP = "step"
WHY = "why"
"""Addresses `step:debt:kind` show a question of a form, `step:debt:kind:why` its reason too."""
_WAY = (
    "say /start", "tap path", "tap debts.add", "press :region:gb", "say Visa 4000 18%",
    "press :lender:bank", "press :whose:mine", "press :stage:will_miss", "press f.save",
    "press :yours:yes", "press :right:yes", "press :last_paid_known:date", "say last month",
    "tap budget.quick", "say 2000", "say 1500", "say 0",
    "tap hardship.ask", "press :reason:illness", "say last month", "press :effect:income_less",
    "press f.skip", "press f.skip",
    "tap offer:GBP:400000:18000:18000:24:0:0:0:1:1", "press offer.agreed", "press plan.from",
    "say in 4 weeks", "press :how_paid:manual", "press :in_writing:yes", "press f.skip",
    "press f.save", "press plan.remind",
    "tap contact.new:1", "press :outcome:refused", "press :channel:phone", "press f.skip",
    "press f.skip",
    "tap deadline.new", "press :kind:court_answer", "say in 3 weeks", "press f.skip",
    "tap week.payday", "press :every:monthly", "say 25", "say 1000",
    "tap debts.add", "press :region:gb", "say Mastercard 2500 22%", "press :lender:bank",
    "press :whose:mine", "press :stage:will_miss", "press f.save", "press :yours:yes",
    "press :right:yes", "press :last_paid_known:date", "say last month", "tap home",
)  # fmt: skip
"""A debt, a budget, a hardship, a plan with reminders, a refusal, a court date, a pay day."""
_ALSO = (
    "budget.humane", "budget.look_again", "danger.calm", "danger.again", "danger.still",
    "danger:court", "gate:2", "gate.warning:2", "spare", "finish:1", "plan.change:1",
    "plan.kept:1", "contact:1", "contact.kept:1", "consents.ask:path", "consents.what:plan.kept:1",
    "helplines.places", "start.cannot", "borrow.begin", "claims:2", "documents.photos:2",
    "deadline.why:1", "deadline.court:1", "stress.month:2:10000", "rate:2", "trend.mine",
    "contacted.kept:unsure:pressed", "groups", "groups.one:1", "groups.may:1", "guard:1",
    "series:1", "series.lengths:1", "box:1", "trend:1", "staff", "status", "privacy.notice",
    "offer:GBP:250000:30000:30000:12:0:0:0:1:2", "offer.agreed:GBP:250000:11000:11000:24:0:0:0:1:2",
    "grants", "tasks", "relay",
)  # fmt: skip
"""Screens that nothing of the sample person leads to."""
_NEXT_PAGE = "f.more"
_PAGES = 5
_STAFF = frozenset({"staff", "status"})
"""Screens for who runs the bot: the sample person does, for these."""
_ALIKE = 6
"""Buttons to one screen that are followed: more differ in numbers only."""


class NoScreenError(LookupError):
    """There is no such screen, or the sample person has nothing to show on it."""


class Sample:
    """A person who does not exist, with a full file; `draw` looks at any screen."""

    def __init__(self, database: Database, services: Services, now: datetime) -> None:
        """Take an empty database."""
        from handlers.router import Router

        self._database, self._services, self._now = database, services, now
        # Nothing is answered, so nothing is ever sent.
        self._router: Router = Router(database, cast("Bot", None), services, lambda: now)

    async def fill(self) -> None:
        """Go the way from the first screen to a full file."""
        card: Card | None = None
        for step in _WAY:
            how, _, what = step.partition(" ")
            if how == "press" and card is not None:
                found = await self._turned(card, what)
                card = card if found is None else await self._move(found)
            else:
                card = await self._move(what, said=how == "say")
        async with self._database.write() as uow:
            await groups.meet(uow, -PERSON, GroupKind.GROUP, "Example group", locale="en",
                              region=None, packs=self._services.packs, now=self._now)  # fmt: skip
            await uow.commit()
        await self._move("series.begin:1:6")
        await self._move("home")

    async def _turned(self, card: Card, piece: str) -> str | None:
        """Return a button, which may stand some pages on."""
        for _ in range(_PAGES):
            found, more = _button(card, piece), _button(card, _NEXT_PAGE)
            if found is not None or more is None:
                return found
            card = await self._move(more)
        return None

    async def _move(self, what: str, *, said: bool = False) -> Card:
        async with self._database.write() as uow:
            card, address = await self._shown(uow, what, "en", said=said)
            person, _ = await people.meet(uow, PERSON, "en", self._now)
            work = self._router._context(uow, person, self._now).work  # noqa: SLF001
            await people.saw(work, address, None)
            await uow.commit()
        return card

    async def _shown(
        self, uow: UnitOfWork, what: str, locale: str, *, said: bool = False
    ) -> tuple[Card, str]:
        person, _ = await people.meet(uow, PERSON, "en", self._now)
        router = self._router
        ctx = router._context(uow, replace(person, locale=locale), self._now)  # noqa: SLF001
        ctx.message_id, ctx.admin_of = 1, frozenset({1})
        if said:
            ctx.hear(what)
            result = await router._said(ctx, ctx.text)  # noqa: SLF001
        else:
            result = await router._tap(ctx, what)  # noqa: SLF001
        return await router._resolve(ctx, result)  # noqa: SLF001

    async def draw(self, address: str, locale: str) -> tuple[Card, Texts, str]:
        """Return what an address shows in a language, and the address that was drawn in the end.

        Raises NoScreenError.
        """
        t = self._services.catalogs.texts(locale)
        name, arguments = callbacks.unpack(address)
        if name == STEP:
            return _question(t, arguments), t, address
        from handlers import ACTIONS, SCREENS

        if name not in SCREENS and name not in ACTIONS:
            raise NoScreenError(address)
        async with self._database.write() as uow:
            if name.partition(".")[0] in _STAFF:
                await staff.make_owner(uow, PERSON, locale, self._now)
            card, drawn = await self._shown(uow, address, locale)
        if callbacks.unpack(drawn)[0] in ("unexpected", "home") and name not in (drawn, "home"):
            raise NoScreenError(address)
        return card, t, drawn

    async def addresses(self) -> tuple[str, ...]:
        """Return an address of every screen that taps lead to from home, and every question's."""
        from handlers import SCREENS

        queue = ["home", *_ALSO]
        seen, counts = set(queue), dict.fromkeys(map(_name, queue), 1)
        found: dict[str, str] = {}
        for data in queue:
            try:
                card, _, drawn = await self.draw(data, "en")
            except NoScreenError:
                continue
            # The way there can be gone again: what a look changed was not kept.
            name = _name(drawn)
            if name not in found or (_name(found[name]) != name == _name(data)):
                found[name] = data
            for button in (each for row in card.rows for each in row if each.data):
                following = button.data or ""
                name = _name(following)
                if following not in seen and counts.get(name, 0) < _ALIKE:
                    seen.add(following)
                    counts[name] = counts.get(name, 0) + 1
                    queue.append(following)
        screens = sorted(data for name, data in found.items() if name in SCREENS)
        return (*screens, *steps())


def _name(address: str) -> str:
    return callbacks.unpack(address)[0]


def steps() -> Iterator[str]:
    """Yield the address of every question of every form."""
    for name, form in FORMS.items():
        yield from (callbacks.pack(STEP, name, each.id) for each in form.questions)


def _button(card: Card, piece: str) -> str | None:
    every = [each.data for row in card.rows for each in row if each.data]
    return next((data for data in every if piece in data), None)


def _question(t: Texts, arguments: tuple[str, ...]) -> Card:
    form = FORMS.get(arguments[0]) if arguments else None
    wanted = arguments[1] if len(arguments) > 1 else ""
    numbered = enumerate(form.questions if form else (), 1)
    found = next(((at, each) for at, each in numbered if each.id == wanted), None)
    if form is None or found is None:
        raise NoScreenError(":".join((STEP, *arguments)))
    at, question = found
    answers = dict(_answers(form))
    asked = questions.Asked(
        1, form, question, answers, at, len(form.questions), why=WHY in arguments, default=None
    )
    return questions.card(t, asked)


def _answers(form: Form) -> Iterator[tuple[str, Value]]:
    samples: dict[Kind, Value] = {Kind.MONEY: Money(123456, "GBP"), Kind.TEXT: "Visa",
                                  Kind.LINE: "Visa 4000", Kind.COUNT: 12, Kind.DAY: 25}  # fmt: skip
    for question in form.questions:
        if question.options:
            yield question.id, question.options[0].value
        else:
            yield question.id, samples.get(question.kind, SKIPPED)


@asynccontextmanager
async def opened(services: Services, now: datetime) -> AsyncIterator[Sample]:
    """Yield a sample person; nothing of them is left behind."""
    async with sample.database() as database:
        made = Sample(database, services, now)
        await made.fill()
        yield made
