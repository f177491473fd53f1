"""The life of a poll after it was sent: votes, results, its end by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import bad

if TYPE_CHECKING:
    from simulator.messages import Message
    from simulator.state import World


def watch(world: World, poll: dict[str, Any]) -> None:
    """Have a poll closed when its time has come."""
    if not poll["is_closed"] and "close_date" in poll:
        world.poll_ends[poll["id"]] = poll["close_date"]


def watch_all(world: World) -> None:
    """The same for all there are, after a restart."""
    for messages in world.polls.values():
        watch(world, messages[0].body["poll"])


def close_due(world: World) -> None:
    """Close those whose time has come by the clock that dates messages."""
    if not world.poll_ends:
        return
    now = world.now()
    for poll_id in [number for number, end in world.poll_ends.items() if end <= now]:
        close(world, poll_id)


def close(world: World, poll_id: str) -> dict[str, Any]:
    """Close a poll; the bot that sent it is told."""
    world.poll_ends.pop(poll_id, None)
    messages = world.polls.get(poll_id, [])
    if not messages:
        return {}
    poll = {**messages[0].body["poll"], "is_closed": True}
    _spread(world, poll)
    world.updates.push("poll", poll, key=messages[0].chat.id)
    return poll


def vote(world: World, message: Message, person: int, chosen: list[int]) -> int | None:
    """A person's vote (an empty list takes it back); the number of the update it made."""
    poll = message.body["poll"]
    _check_vote(world, poll, person, chosen)
    votes = world.poll_votes.setdefault(poll["id"], {})
    votes[person] = sorted(set(chosen))
    counts = [sum(n in picked for picked in votes.values()) for n in range(len(poll["options"]))]
    options = [
        {**option, "voter_count": count}
        for option, count in zip(poll["options"], counts, strict=True)
    ]
    total = sum(bool(picked) for picked in votes.values())
    poll = {**poll, "options": options, "total_voter_count": total}
    _spread(world, poll)
    number = None
    if not poll["is_anonymous"]:
        answer = {
            "poll_id": poll["id"],
            "user": world.user(person),
            "option_ids": votes[person],
            "option_persistent_ids": [str(n) for n in votes[person]],
        }
        number = world.updates.push("poll_answer", answer, key=message.chat.id)
    last = world.updates.push("poll", poll, key=message.chat.id)
    return number if number is not None else last


def chosen(world: World, message: Message, person: int) -> list[int]:
    """What this person has voted for."""
    return world.poll_votes.get(message.body["poll"]["id"], {}).get(person, [])


def _check_vote(world: World, poll: dict[str, Any], person: int, chosen: list[int]) -> None:
    if poll["is_closed"]:
        raise bad("poll has already been closed")
    if any(not 0 <= n < len(poll["options"]) for n in chosen):
        raise bad("poll can't be voted in")
    if len(set(chosen)) > 1 and not poll["allows_multiple_answers"]:
        raise bad("poll takes one answer only")
    # The answer to a quiz stands.
    if world.poll_votes.get(poll["id"], {}).get(person) and not poll["allows_revoting"]:
        raise bad("poll was answered already")


def _spread(world: World, poll: dict[str, Any]) -> None:
    """One poll may stand in several chats: a post, its copy for comments, forwards."""
    for message in world.polls.get(poll["id"], []):
        if not message.deleted:
            message.body = {**message.body, "poll": poll}
            world.touch(message)
