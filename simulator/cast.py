"""What a fresh simulator starts with: seven people, a group, a forum, a channel and its talk.

The bot is in none of them yet: adding it is the first thing to try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import forum, linked
from simulator.chats import Chat
from simulator.people import Person

if TYPE_CHECKING:
    from simulator.state import World

COUNSELLOR, COACH = 100003, 100005
GROUP, CHANNEL, TALK, FORUM = (
    -1002000000001,
    -1002000000002,
    -1002000000003,
    -1002000000004,
)
_CHATS = (
    (GROUP, "supergroup", "Money circle 互助小组"),
    (CHANNEL, "channel", "Debt coaching notes"),
    (TALK, "supergroup", "Coaching notes: talk 讨论"),
    (FORUM, "supergroup", "Debt learners 学习论坛"),
)
_TOPICS = ("Weekly lessons 每周一课", "Small talk 闲聊")


def people() -> tuple[Person, ...]:
    """The people of a fresh simulator."""
    return (
        Person(100001, "小雨", "林", "lin_xiaoyu", "zh-hans"),
        Person(100002, "Sam", "Carter", "sam_carter", "en"),
        Person(COUNSELLOR, "Maya", "Osei", "maya_counsellor", "en", "counsellor"),
        Person(100004, "国强", "王", None, "zh-hans", "shared_phone"),
        Person(COACH, "Dina", "Haddad", "dina_coach", "en", "coach"),
        Person(100006, "Tom", "Whyte", None, "en"),
        Person(100007, "阿珍", "陈", None, "zh-hans"),
    )


def stage(world: World) -> None:
    """Bring them all into an empty world."""
    for person in people():
        world.add_person(person)
    for number, kind, title in _CHATS:
        members = dict.fromkeys(world.people, "member")
        members[COUNSELLOR], members[COACH] = "creator", "administrator"
        world.chats[number] = Chat(number, kind, title, members=members)
    linked.join(world.chats[CHANNEL], world.chats[TALK])
    forum.begin(world.chats[FORUM])
    for name in _TOPICS:
        forum.create(world, world.chats[FORUM], COUNSELLOR, name)
