"""Polls: asking, closing, and counting the votes of people."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from simulator import validate_keyboard
from simulator.entities import utf16
from simulator.errors import bad
from simulator.methods_send import message_id

if TYPE_CHECKING:
    from simulator.messages import Message
    from simulator.params import Params
    from simulator.state import World

MAX_OPTIONS = 12
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
    markup = validate_keyboard.markup(params)
    chat = world.writable(params.values.get("chat_id"))
    poll: dict[str, Any] = {
        "id": str(secrets.randbits(62)),
        "question": question,
        "options": [
            {"text": text, "voter_count": 0, "persistent_id": str(index)}
            for index, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": params.flag("is_anonymous") if "is_anonymous" in params.values else True,
        "type": kind,
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": params.flag("allows_revoting") or kind == "regular",
        "members_only": params.flag("members_only"),
    }
    if correct:
        poll["correct_option_ids"] = correct
    _add_end(world, params, poll)
    sender = 0 if chat.type == "channel" else world.bot_id
    message = world.add(chat, sender, {"poll": poll}, markup=markup)
    world.polls[poll["id"]] = message
    return message.for_bot(world)


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
        poll["open_period"] = period
    elif end:
        if not 5 <= end - world.now() <= LONGEST_OPEN:
            raise bad("poll close date is invalid")
        poll["close_date"] = end


def stop_poll(world: World, params: Params) -> Any:
    """Close a poll; its final counts."""
    number = message_id(params)
    markup = validate_keyboard.inline_only(params)
    chat = world.chat(params.values.get("chat_id"))
    chat.check_bot_may_write(world.bot_id)
    message = chat.alive(number)
    if message is None:
        raise bad("message with poll to stop not found")
    if "poll" not in message.body or message.sender not in (world.bot_id, 0):
        raise bad("poll can't be stopped")
    poll = message.body["poll"]
    if poll["is_closed"]:
        raise bad("poll has already been closed")
    message.body = {"poll": {**poll, "is_closed": True}}
    message.markup = markup
    world.touch(message)
    return message.body["poll"]


def vote(world: World, message: Message, person: int, chosen: list[int]) -> int | None:
    """A person's vote (an empty list takes it back); the number of the update it made."""
    poll = message.body["poll"]
    votes = world.poll_votes.setdefault(poll["id"], {})
    if poll["is_closed"] or any(not 0 <= n < len(poll["options"]) for n in chosen):
        raise bad("poll can't be voted in")
    votes[person] = chosen
    counts = [sum(n in picked for picked in votes.values()) for n in range(len(poll["options"]))]
    options = [
        {**option, "voter_count": count}
        for option, count in zip(poll["options"], counts, strict=True)
    ]
    total = sum(bool(picked) for picked in votes.values())
    message.body = {"poll": {**poll, "options": options, "total_voter_count": total}}
    world.touch(message)
    number = None
    if not poll["is_anonymous"]:
        answer = {
            "poll_id": poll["id"],
            "user": world.user(person),
            "option_ids": chosen,
            "option_persistent_ids": [str(n) for n in chosen],
        }
        number = world.updates.push("poll_answer", answer, key=message.chat.id)
    last = world.updates.push("poll", message.body["poll"], key=message.chat.id)
    return number if number is not None else last
