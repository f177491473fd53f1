"""One person's way through the real application, written down as it happens.

    async with tell("us-card", language="en") as mei:
        await mei.says("/start")
        await mei.taps("contacted")

Beside the cards it keeps what a reader asks for: which question each answer was given to, which
sentences of a script were shown with the facts they rest on, and which of a pack's facts.
"""

from __future__ import annotations

import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.ui import callbacks, cards_scripts, script_view
from coach.objections import Objection
from coach.objections import reply as reply_to
from coach.script_lines import Channel
from storage import forms as form_rows
from storage import people
from tests.fakes.telegram_edge import open_world
from tests.golden.marks import blocks, plain
from usecases import scripts
from usecases.forms import view_of
from usecases.work import Work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ui.texts import Texts
    from coach.script_lines import Line
    from tests.fakes.telegram_edge import Chat, Seen, World
    from usecases.forms import View

START = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
"""After the day on which the packs' facts were checked."""
PERSON = 1
"""Everybody has a world alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the person did, or a note between two steps, and what the bot showed then."""

    did: str
    said: str
    cards: tuple[Seen, ...] = ()
    toast: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence to a creditor that was shown, in plain words, and the debt it is about."""

    line: Line
    words: str
    debt: int
    at: int
    """How many answers had been given by then."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to which question of which form; `run` tells one form from the next."""

    form: str
    run: int
    subject: int | None
    question: str
    asked: str
    said: str


@dataclass
class Teller:
    """Types and taps as `Chat` does, and remembers."""

    world: World
    person: Chat
    steps: list[Step] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)
    """The address and the label of every tap."""
    copied: list[tuple[str, str, int]] = field(default_factory=list)
    """Words to copy that are no script's, the screen they stand on, the answers given by then."""
    runs: list[int] = field(default_factory=list)
    """The runs of the form of a new debt, in order: the first is debt 1."""

    @property
    def card(self) -> Seen:
        """What the person looks at."""
        return self.person.card

    async def note(self, text: str, **later: float) -> None:
        """Say what happens outside the chat, and let that time pass (`days=3`)."""
        self.world.move(**later)
        self.steps.append(Step("note", text))

    async def says(self, text: str) -> None:
        """Type a message."""
        asked, before = await self._asked(), self._shown()
        await self.person.says(text)
        self._answered(asked, text)
        await self._noted("types", text, before)

    async def taps(self, *wanted: str) -> None:
        """Tap buttons, found by label or by data; a choice's pages are turned, a tap each."""
        for each in wanted:
            card = await self.person._turned(each)  # turning is no step to tell
            button = card.button(each)
            data = button["callback_data"]
            asked, before = await self._asked(), self._shown()
            await self.person.sends_data(data, card)
            self.chosen.append((data, button["text"]))
            if data.startswith(("f:", "f.pick", "f.keep")):
                self._answered(asked, button["text"])
            await self._noted("taps", button["text"], before)

    def _shown(self) -> dict[int, Seen]:
        return {seen.message_id: seen for seen in self.person.messages}

    async def _noted(self, did: str, said: str, before: dict[int, Seen]) -> None:
        """Keep the cards that are new or changed; a card that only lost its buttons is not."""
        after = [seen for seen in self.person.messages if not seen.mine]
        new = tuple(
            seen
            for seen in after
            if seen.message_id not in before or (seen.buttons and seen != before[seen.message_id])
        )
        self.steps.append(Step(did, said, new, self.person.toast if did == "taps" else ""))
        await self._heard(new)

    async def _asked(self) -> View | None:
        async with self.world.database.read() as uow:
            found = await form_rows.current(uow, PERSON)
        return view_of(found) if found else None

    def _answered(self, asked: View | None, said: str) -> None:
        if asked is None or asked.question is None or said.startswith("/"):
            return
        if asked.form.id == "debt" and asked.open.subject is None:
            self.runs = list(dict.fromkeys((*self.runs, asked.open.id)))
        question = asked.question
        self.answers.append(Answer(
            asked.form.id, asked.open.id, asked.open.subject, question.id,
            plain(self.texts.t(question.brief)), said,
        ))  # fmt: skip

    @property
    def texts(self) -> Texts:
        """The voice in the person's language."""
        catalogs = self.world.services.catalogs
        return catalogs.texts(catalogs.negotiate(self.person.language, "en"))

    async def _heard(self, cards: tuple[Seen, ...]) -> None:
        """Note the sentences to a creditor that stand on the new cards."""
        async with self.world.database.read() as uow:
            who = await people.get(uow, PERSON)
            if who is None:
                return
            today = self.world.now.astimezone(ZoneInfo(who.zone or "UTC")).date()
            packs = self.world.services.packs
            work = Work(uow, who, self.world.now, today, packs, None)
            name, arguments = callbacks.unpack(who.screen)
            self.copied += [
                (words, name, len(self.answers)) for seen in cards for words in blocks(seen.text)
            ]
            if name not in ("script", "script.reply") or not arguments:
                return
            lines, said = await self._lines(work, name, arguments)
        text = "\n".join(unescape(plain(seen.text)) for seen in cards)
        for each in lines:
            words = cards_scripts.words(said, each)
            if words in text:
                self.spoken.append(
                    Spoken(each, words, callbacks.number(arguments[0]), len(self.answers))
                )

    async def _lines(
        self, work: Work, name: str, arguments: tuple[str, ...]
    ) -> tuple[tuple[Line, ...], Texts]:
        mode = arguments[2] if len(arguments) > 2 else "a"
        catalogs = self.world.services.catalogs
        voice = script_view.voice(catalogs, catalogs.texts(work.person.locale), mode)
        channel = Channel.PHONE
        if name == "script" and len(arguments) > 1 and arguments[1] in set(Channel):
            channel = Channel(arguments[1])
        debt = callbacks.number(arguments[0])
        made = await scripts.prepare(work, debt, channel, voice.view.aim)
        if name == "script.reply":
            return (reply_to(made.brief, Objection(arguments[1])),), voice.said
        return (made.script.lines if made.script else ()), voice.said


@asynccontextmanager
async def tell(name: str, language: str = "en") -> AsyncIterator[Teller]:
    """Open a world of its own for one person whose Telegram speaks the language."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/duewell.db"
        async with open_world(url, host_name="Example Debt Advice") as world:
            world.now = START
            yield Teller(world, world.chat(name, language))
