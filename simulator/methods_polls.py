"""Methods about polls and quizzes: asking and closing."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from simulator import polls, validate_keyboard, validate_text
from simulator.entities import utf16
from simulator.errors import bad
from simulator.methods_send import message_id, post

if TYPE_CHECKING:
    from simulator.params import Params
    from simulator.state import World

MAX_OPTIONS = 12
LONGEST_EXPLANATION = 200
LONGEST_DESCRIPTION = 1024
LONGEST_OPEN = 2_628_000


def send_poll(world: World, params: Params) -> Any:
    """A poll or quiz."""
    question = params.text("question").strip()
    if not question:
        raise bad("poll question must be non-empty")
    if utf16(question) > 300:
        raise bad("poll question length must not exceed 300")
    options = _options(params)
    kind = params.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad("unsupported poll type specified")
    correct = _correct(params, len(options)) if kind == "quiz" else []
    anonymous = params.flag("is_anonymous") if "is_anonymous" in params.values else True
    chat = world.chat(params.values.get("chat_id"))
    if chat.type == "channel" and not anonymous:
        raise bad("non-anonymous polls can't be sent to channel chats")
    poll: dict[str, Any] = {
        "id": str(secrets.randbits(62)),
        "question": question,
        "options": [
            {"text": text, "voter_count": 0, "persistent_id": str(index)}
            for index, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": anonymous,
        "type": kind,
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": params.flag("allows_revoting") or kind == "regular",
        "members_only": params.flag("members_only"),
    }
    if params.flag("hide_results_until_closes"):
        world.secret_polls.add(poll["id"])
    if correct:
        poll["correct_option_ids"] = correct
    _add_words(params, poll, "description", LONGEST_DESCRIPTION)
    if kind == "quiz":
        _add_words(params, poll, "explanation", LONGEST_EXPLANATION)
    _add_end(world, params, poll)
    polls.watch(world, poll)
    return post(world, params, {"poll": poll}, right="can_send_polls")


def _add_words(params: Params, poll: dict[str, Any], field: str, longest: int) -> None:
    marked = validate_text.marked(params, field)
    words = marked.get(field, "")
    if not words:
        return
    if utf16(words) > longest or (field == "explanation" and words.count("\n") > 2):
        raise bad(f"poll {field} is too long")
    poll.update(marked)


def _options(params: Params) -> list[str]:
    value = params.json("options", "options")
    if not isinstance(value, list):
        raise bad("can't parse options JSON object")
    texts = [
        str(item.get("text", "") if isinstance(item, dict) else item).strip() for item in value
    ]
    if len(texts) < 2:
        raise bad("poll must have at least 2 option")
    if len(texts) > MAX_OPTIONS:
        raise bad(f"poll can't have more than {MAX_OPTIONS} options")
    for text in texts:
        if not text:
            raise bad("poll options must be non-empty")
        if utf16(text) > 100:
            raise bad("poll options length must not exceed 100")
    return texts


def _correct(params: Params, options: int) -> list[int]:
    value = params.json("correct_option_ids", "correct option identifiers")
    if value is None and "correct_option_id" in params.values:
        value = [params.integer("correct_option_id", -1)]
    if not isinstance(value, list) or not value:
        raise bad("QUIZ_CORRECT_ANSWERS_EMPTY")
    if not all(isinstance(number, int) and 0 <= number < options for number in value):
        raise bad("wrong correct option ID specified")
    return value


def _add_end(world: World, params: Params, poll: dict[str, Any]) -> None:
    period, end = params.integer("open_period"), params.integer("close_date")
    if period:
        if not 5 <= period <= LONGEST_OPEN:
            raise bad("poll open period is invalid")
        poll["open_period"], poll["close_date"] = period, world.now() + period
    elif end:
        if not 5 <= end - world.now() <= LONGEST_OPEN:
            raise bad("poll close date is invalid")
        poll["open_period"], poll["close_date"] = end - world.now(), end


def stop_poll(world: World, params: Params) -> Any:
    """Close a poll; its final counts."""
    number = message_id(params)
    markup = validate_keyboard.inline_only(params)
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    message = chat.alive(number)
    if message is None:
        raise bad("message with poll to stop not found")
    if "poll" not in message.body or message.writer != world.bot_id or message.origin:
        raise bad("poll can't be stopped")
    poll = message.body["poll"]
    if poll["is_closed"]:
        raise bad("poll has already been closed")
    message.markup = markup
    return polls.close(world, poll["id"])
