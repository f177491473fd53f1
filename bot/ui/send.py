"""The one place that sends: escapes are done, so it splits, edits or sends, and names failures."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ui.cards import Button, Card, Paper

IN_PASSING_SECONDS = 0.5
AS_HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


class Outcome(StrEnum):
    """What became of a message; the ledger keeps this word."""

    SENT = "sent"
    BLOCKED = "blocked"
    """Blocked, deleted or kicked: nothing more until they come back."""
    GONE = "gone"
    """The chat does not exist."""
    WAIT = "wait"
    """Flood control: try again after `retry_after` seconds."""
    UNSURE = "unsure"
    """No answer, or a server error: it may or may not have arrived."""
    REFUSED = "refused"
    """Telegram rejects the content: a bug of ours, never repeated."""
    MIGRATED = "migrated"
    NO_RIGHT = "no_right"
    """A group or channel does not let the bot do this."""
    NO_POLLS = "no_polls"
    """It lets the bot write, and only forbids polls."""
    NO_TOPIC = "no_topic"
    """The forum's topic was closed or deleted."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The outcome of showing a card, with the message ids that now exist."""

    outcome: Outcome
    message_ids: tuple[int, ...] = ()
    retry_after: float = 0.0
    new_chat_id: int | None = None
    error: str = ""
    poll_id: str = ""


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, Any] | None:
    """Return Telegram's form of a card's buttons."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, Any]:
    if button.copy is not None:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.data}


async def call(bot: Bot, method: str, **values: Any) -> Any:
    """Call a Bot API method; returns its bare result.

    The library's own methods read the answered message back, buttons and all, into objects of
    which nothing but the number is looked at; that is a tenth of what an answer costs. Methods
    are named with a capital, which Telegram allows, as the library has no attribute of that name.
    """
    return await bot.do_api_request(method, api_kwargs=values)


def replying(to: int | None) -> dict[str, Any] | None:
    """Return Telegram's form of a reply to a message, which may be gone by then."""
    return {"message_id": to, "allow_sending_without_reply": True} if to else None


def retry_seconds(error: RetryAfter) -> float:
    """Return how long flood control asks to wait."""
    after: int | float | timedelta = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def failure(error: TelegramError) -> Sent:
    """Name the class of a Telegram failure, so that each is handled once and in one way."""
    match error:
        case RetryAfter():
            return Sent(Outcome.WAIT, retry_after=retry_seconds(error), error=str(error))
        case ChatMigrated():
            return Sent(Outcome.MIGRATED, new_chat_id=error.new_chat_id, error=str(error))
        case Forbidden():
            return Sent(Outcome.BLOCKED, error=str(error))
        case BadRequest():
            return Sent(_refused(str(error).lower()), error=str(error))
        case TimedOut() | NetworkError():
            return Sent(Outcome.UNSURE, error=str(error))
        case _:
            return Sent(Outcome.UNSURE, error=str(error))


_NO_RIGHT = ("not enough rights", "have no rights", "have no write access", "write_forbidden",
             "need administrator rights")  # fmt: skip
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic is closed")


def _refused(error: str) -> Outcome:
    """Name the class of a bad request by Telegram's words, in lower case."""
    if "chat not found" in error:
        return Outcome.GONE
    if any(words in error for words in _NO_TOPIC):
        return Outcome.NO_TOPIC
    return Outcome.NO_RIGHT if any(words in error for words in _NO_RIGHT) else Outcome.REFUSED


async def show(
    bot: Bot,
    chat_id: int,
    card: Card,
    *,
    edit: int | None = None,
    silent: bool = False,
    quote: int | None = None,
    ids: list[int] | None = None,
) -> Sent:
    """Edit message `edit` into the card, or send the card anew; failures come back as values.

    `quote` makes a new card a reply to that message. `ids` collects what was sent, for a caller
    that may lose patience midway.
    """
    ids = [] if ids is None else ids
    try:
        for words in card.before:
            message = await _text(bot, chat_id, words, None, silent)
            ids.append(message)
        for paper in card.papers:
            ids.append(await _paper(bot, chat_id, paper, silent))
        editable = edit is not None and not ids and not card.separate
        if editable and edit is not None and await _edited(bot, chat_id, edit, card):
            return Sent(Outcome.SENT, (edit,))
        ids.append(await _text(bot, chat_id, card.text, keyboard(card.rows), silent, quote))
        return Sent(Outcome.SENT, tuple(ids))
    except TelegramError as error:
        failed = failure(error)
        return Sent(
            failed.outcome, tuple(ids), failed.retry_after, failed.new_chat_id, failed.error
        )


async def edit(bot: Bot, chat_id: int, message_id: int, card: Card) -> Sent:
    """Edit a message if it is still there; one that is gone is no matter."""
    try:
        await _edited(bot, chat_id, message_id, card)
    except TelegramError as error:
        return failure(error)
    return Sent(Outcome.SENT)


async def _text(
    bot: Bot,
    chat_id: int,
    text: str,
    markup: dict[str, Any] | None,
    silent: bool,
    quote: int | None = None,
) -> int:
    said = {"text": text, "reply_markup": markup, "reply_parameters": replying(quote), **AS_HTML}
    message = await call(bot, "SendMessage", chat_id=chat_id, disable_notification=silent, **said)
    return int(message["message_id"])


_DOING = {(True, False): "upload_photo", (False, True): "upload_voice"}


async def _paper(bot: Bot, chat_id: int, paper: Paper, silent: bool) -> int:
    async with _in_passing():
        doing = _DOING.get((paper.picture, paper.voice), "upload_document")
        await call(bot, "SendChatAction", chat_id=chat_id, action=doing)
    if paper.files and paper.build_with is not None:
        photos = await asyncio.gather(*(_fetched(bot, each) for each in paper.files))
        data = await asyncio.to_thread(paper.build_with, photos)
    else:
        data = await asyncio.to_thread(paper.build)
    file = InputFile(data, filename=paper.name)
    by = bot.send_photo if paper.picture else bot.send_voice if paper.voice else bot.send_document
    sent = await by(chat_id, file, caption=paper.caption or None, disable_notification=silent)
    return sent.message_id


async def _fetched(bot: Bot, file_id: str) -> bytes:
    """Return a photo of the chat; empty when Telegram no longer hands it out."""
    try:
        found = await bot.get_file(file_id)
        return bytes(await found.download_as_bytearray())
    except TelegramError:
        return b""


async def _edited(bot: Bot, chat_id: int, message_id: int, card: Card) -> bool:
    """Edit in place; False means the message can no longer be edited and a new one is needed."""
    try:
        await call(
            bot,
            "EditMessageText",
            chat_id=chat_id,
            message_id=message_id,
            text=card.text,
            reply_markup=keyboard(card.rows),
            **AS_HTML,
        )
    except BadRequest as error:
        text = str(error).lower()
        if "not modified" in text:
            return True
        if "can't parse" in text or "too long" in text or "button" in text:
            raise
        return False
    return True


@asynccontextmanager
async def _in_passing() -> AsyncIterator[None]:
    """Do what is good to have but must not hold up the answer: briefly, and whatever it says."""
    try:
        async with asyncio.timeout(IN_PASSING_SECONDS):
            yield
    except (TelegramError, TimeoutError):
        return


async def strip_buttons(bot: Bot, chat_id: int, message_id: int) -> None:
    """Take the buttons off an answered card; a card that is gone is no matter."""
    async with _in_passing():
        await call(bot, "EditMessageReplyMarkup", chat_id=chat_id, message_id=message_id)


async def toast(bot: Bot, query_id: str, words: str) -> None:
    """Answer a tap; after a restart the query is often too old, which is normal."""
    async with _in_passing():
        said = words[:200] or None
        await call(bot, "AnswerCallbackQuery", callback_query_id=query_id, text=said)


REPLY_SECONDS = 10
"""A reply is tried this long; then a due row shows the screen later."""


async def reply(
    bot: Bot, chat_id: int, card: Card, *, edit: int | None, quote: int | None = None
) -> Sent:
    """Show a card in answer to an update, within a bounded time."""
    ids: list[int] = []
    try:
        async with asyncio.timeout(REPLY_SECONDS):
            return await show(bot, chat_id, card, edit=edit, quote=quote, ids=ids)
    except TimeoutError:
        return Sent(Outcome.UNSURE, tuple(ids), error="reply timed out")


async def answered(bot: Bot, chat_id: int, message_id: int, text: str) -> None:
    """Leave the answered card as text without buttons; without a text only the buttons go."""
    if not text:
        await strip_buttons(bot, chat_id, message_id)
        return
    async with _in_passing():
        await call(
            bot, "EditMessageText", chat_id=chat_id, message_id=message_id, text=text, **AS_HTML
        )


async def delete(bot: Bot, chat_id: int, message_ids: tuple[int, ...]) -> None:
    """Delete messages where Telegram allows it, a hundred a call."""
    for first in range(0, len(message_ids), 100):
        try:
            await bot.delete_messages(chat_id, list(message_ids[first : first + 100]))
        except TelegramError:
            continue
