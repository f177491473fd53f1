"""What the bot does in a group or channel: post, ask, edit, pin, delete; failures are values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from telegram import ChatMemberRestricted
from telegram.error import TelegramError

from bot.ui.cards import Card, Poll
from bot.ui.send import AS_HTML, Outcome, Sent, call, failure, keyboard, replying

if TYPE_CHECKING:
    from telegram import Bot


@dataclass(frozen=True, slots=True)
class Act:
    """One call to Telegram: say `content` (or edit message `edit` into it), or else pin or delete."""

    content: Card | Poll | None = None
    edit: int | None = None
    pin: int | None = None
    """Pin this message, silently."""
    delete: int | None = None
    close: int | None = None
    """Close the poll in this message."""
    reply_to: int | None = None
    thread: int | None = None
    """The forum topic; None for General or where there are none."""
    silent: bool = True

    @property
    def speaks(self) -> bool:
        """Tell whether a new message comes of it."""
        return self.content is not None and self.edit is None


async def do(bot: Bot, chat_id: int, act: Act) -> Sent:
    """Do it; what is gone already when it is to be edited, pinned or deleted is no matter."""
    try:
        message = await _call(bot, chat_id, act)
    except TelegramError as error:
        failed = failure(error)
        if isinstance(act.content, Poll) and "polls" in failed.error:
            return await _without_polls(bot, chat_id, failed)
        if act.speaks or failed.outcome is not Outcome.REFUSED:
            return failed
        # Gone, or the same text: nothing is left to do.
        return Sent(Outcome.SENT, (act.edit,) if act.edit else ())
    if not isinstance(message, dict):
        return Sent(Outcome.SENT)
    poll = message.get("poll") or {}
    number = message.get("message_id")
    return Sent(Outcome.SENT, (number,) if number else (), poll_id=poll.get("id", ""))


async def _without_polls(bot: Bot, chat_id: int, failed: Sent) -> Sent:
    """Tell polls that are forbidden from a bot that may write nothing: Telegram says it alike."""
    if failed.outcome is not Outcome.NO_RIGHT:
        return failed
    try:
        me = await bot.get_chat_member(chat_id, bot.id)
        usual = (await bot.get_chat(chat_id)).permissions
    except TelegramError:
        return failed
    own = me.can_send_messages if isinstance(me, ChatMemberRestricted) else True
    writes = own and (usual is None or usual.can_send_messages is not False)
    return replace(failed, outcome=Outcome.NO_POLLS) if writes else failed


async def _call(bot: Bot, chat_id: int, act: Act) -> Any:
    values: dict[str, Any] = {"chat_id": chat_id}
    if act.content is None:
        number = act.pin or act.delete or act.close
        method = "PinChatMessage" if act.pin else "DeleteMessage" if act.delete else "StopPoll"
        more = {"disable_notification": True} if act.pin else {}
        return await call(bot, method, **values, message_id=number, **more)
    if act.edit is not None:
        values["message_id"] = act.edit
    else:
        values["disable_notification"] = act.silent
        values["message_thread_id"] = act.thread
        values["reply_parameters"] = replying(act.reply_to)
    if isinstance(act.content, Poll):
        return await call(bot, "SendPoll", **values, **_poll(act.content))
    method = "SendMessage" if act.edit is None else "EditMessageText"
    text, markup = act.content.text, keyboard(act.content.rows)
    return await call(bot, method, **values, text=text, reply_markup=markup, **AS_HTML)


def _poll(poll: Poll) -> dict[str, Any]:
    """Return Telegram's form of a poll; votes are always anonymous."""
    values: dict[str, Any] = {
        "question": poll.question,
        "options": [{"text": option} for option in poll.options],
        "is_anonymous": True,
        "type": "quiz" if poll.correct else "regular",
    }
    if poll.correct:
        values["correct_option_ids"] = list(poll.correct)
        values["allows_multiple_answers"] = len(poll.correct) > 1
        values["explanation"] = poll.explanation or None
    return values
