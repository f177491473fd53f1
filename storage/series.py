"""A group's series: rows to `Setup` and back, its pinned plan, the coaches' own posts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from coach.series_setup import Kind, Part, Post, Setup
from storage.people import insert_or_ignore
from storage.tables_series import own_posts, series

if TYPE_CHECKING:
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Board:
    """The pinned plan: its message, and the month that it tells of (2027-03)."""

    message_id: int
    month: str


def _text(setup: Setup) -> str:
    return json.dumps(
        {
            "zone": setup.zone, "locale": setup.locale, "region": setup.region,
            "weekday": setup.weekday, "hour": setup.hour, "order": setup.order, "at": setup.at,
            "started": setup.started.isoformat(), "parts": sorted(setup.parts),
            "prompts": setup.prompts, "pulse": setup.pulse, "off": setup.off,
            "paused": setup.paused, "last": setup.last.isoformat() if setup.last else None,
            "out": [_post_text(post) for post in setup.out],
        }
    )  # fmt: skip


def _post_text(post: Post) -> dict[str, Any]:
    return {
        "occurrence": post.occurrence, "kind": post.kind.value, "what": post.what,
        "day": post.day.isoformat(), "run_at": post.run_at.isoformat(), "leads": post.leads,
    }  # fmt: skip


def _post(said: dict[str, Any]) -> Post:
    return Post(
        said["occurrence"], Kind(said["kind"]), said["what"], date.fromisoformat(said["day"]),
        datetime.fromisoformat(said["run_at"]), tuple(said["leads"]),
    )  # fmt: skip


def _setup(text: str) -> Setup:
    said: dict[str, Any] = json.loads(text)
    said["started"] = date.fromisoformat(said["started"])
    said["last"] = date.fromisoformat(said["last"]) if said["last"] else None
    said["parts"] = frozenset(Part(part) for part in said["parts"])
    said["out"] = tuple(_post(post) for post in said["out"])
    for name in ("order", "prompts", "off"):
        said[name] = tuple(said[name])
    return Setup(**said)


async def get(uow: UnitOfWork, group_id: int) -> tuple[Setup, Board | None] | None:
    """Return a group's series and its pinned plan; None before it was begun."""
    row = (await uow.run(select(series).where(series.c.chat_id == group_id))).first()
    if row is None:
        return None
    return _setup(row.setup), Board(row.board, row.board_month) if row.board else None


async def save(uow: UnitOfWork, group_id: int, setup: Setup) -> None:
    """Keep a group's series."""
    text = _text(setup)
    mine = update(series).where(series.c.chat_id == group_id).values(setup=text)
    if not (await uow.run(mine)).rowcount:
        await uow.run(insert_or_ignore(uow, series), {"chat_id": group_id, "setup": text})


async def pinned(uow: UnitOfWork, group_id: int, board: Board) -> None:
    """Remember the message that holds the plan of a month."""
    values = {"board": board.message_id, "board_month": board.month}
    await uow.run(update(series).where(series.c.chat_id == group_id).values(**values))


async def unpinned(uow: UnitOfWork, group_id: int) -> None:
    """Forget the message that holds the plan: it stayed behind where it cannot be edited."""
    mine = update(series).where(series.c.chat_id == group_id)
    await uow.run(mine.values(board=None, board_month=None))


async def own(uow: UnitOfWork, group_id: int) -> dict[str, str]:
    """Return the words of a group's own posts by their number."""
    mine = select(own_posts.c.place, own_posts.c.words).where(own_posts.c.chat_id == group_id)
    return {str(row.place): row.words for row in (await uow.run(mine)).all()}


async def add_own(uow: UnitOfWork, group_id: int, words: str) -> int:
    """Keep a group's own post; returns its number."""
    most = select(func.max(own_posts.c.place)).where(own_posts.c.chat_id == group_id)
    place = ((await uow.run(most)).scalar() or 0) + 1
    await uow.run(insert(own_posts).values(chat_id=group_id, place=place, words=words))
    return place
