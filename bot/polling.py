"""Our own getUpdates loop: an update is confirmed to Telegram only after its commit.

A batch is handled in order within a chat and side by side across chats; then the offset moves, and
the next call confirms it. Whatever a killed process had not confirmed comes again. An answer that
hangs is not waited for once its update is committed: one chat never holds the others.
"""

from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.ui.send import retry_seconds
from usecases.people import PassingError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Bot, Update

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member", "poll")
WAIT_SECONDS = 25
AT_ONCE = 32
LONGEST_BACK_OFF = 30.0
PATIENCE = 0.3
"""Seconds for which an answer is waited for; then the commit alone counts."""
PATIENCE_WITH_ONE = 1.0
"""The same for all that one chat sent in a batch: whoever sends much holds up nobody."""


class Poller:
    """Fetches updates and sees each one through."""

    def __init__(
        self,
        bot: Bot,
        handle: Callable[[Update, Callable[[], None]], Awaitable[None]],
        *,
        may_poll: Callable[[], bool] = lambda: True,
        count: Callable[[str], None] = lambda _: None,
        on_first: Callable[[], None] = lambda: None,
    ) -> None:
        """`handle` calls its second argument once the update is committed.

        `may_poll` tells whether this process holds the poller's lease.
        """
        self._bot = bot
        self._handle = handle
        self._may_poll = may_poll
        self._count = count
        self._on_first = on_first
        self._offset: int | None = None
        self._answered = False
        self._stopping = asyncio.Event()
        self._fetching: asyncio.Timeout | None = None
        self._room = asyncio.Semaphore(AT_ONCE)

    def stop(self) -> None:
        """Fetch no more; what is under way is finished."""
        self._stopping.set()
        if self._fetching is not None:
            self._fetching.reschedule(asyncio.get_running_loop().time())

    async def run(self) -> None:
        """Fetch and handle until stopped."""
        await self._free_the_line()
        async with asyncio.TaskGroup() as self._answering:
            await self._fetch_all()
        await self._confirm()

    async def _fetch_all(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            if not self._may_poll():
                self._on_first()  # standing by is all that is asked of it
                await self._pause(1)
                continue
            try:
                updates = await self._fetch()
            except TelegramError as error:
                failures += 1
                await self._pause(_back_off(error, failures))
                continue
            failures = 0
            if not self._answered:
                self._answered = True
                self._on_first()
            if updates:
                await self._batch(updates)
                self._offset = updates[-1].update_id + 1

    async def _free_the_line(self) -> None:
        """Remove a webhook that an earlier run set: Telegram answers polls with 409 beside one."""
        try:
            if (await self._bot.get_webhook_info()).url:
                await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            log.warning("webhook not checked", extra={"error": type(error).__name__})

    async def _fetch(self) -> Sequence[Update]:
        call = self._bot.get_updates(
            offset=self._offset,
            timeout=WAIT_SECONDS if self._answered else 0,
            allowed_updates=list(ALLOWED),
            read_timeout=WAIT_SECONDS + 10,
        )
        try:
            async with asyncio.timeout(None) as self._fetching:
                return await call
        except TimeoutError:
            return ()  # stopped while waiting; whatever Telegram was about to give comes again
        finally:
            self._fetching = None

    async def _batch(self, updates: Sequence[Update]) -> None:
        lanes: dict[int, list[Update]] = {}
        for update in updates:
            chat = update.effective_chat
            lanes.setdefault(chat.id if chat else 0, []).append(update)
        async with asyncio.TaskGroup() as group:
            for lane in lanes.values():
                group.create_task(self._lane(lane))

    async def _lane(self, updates: Sequence[Update]) -> None:
        async with self._room:
            until = asyncio.get_running_loop().time() + PATIENCE_WITH_ONE
            for update in updates:
                committed = asyncio.Event()
                task = self._answering.create_task(self._see_through(update, committed))
                left = until - asyncio.get_running_loop().time()
                await asyncio.wait([task], timeout=max(0.0, min(PATIENCE, left)))
                await committed.wait()

    async def _see_through(self, update: Update, committed: asyncio.Event) -> None:
        try:
            await self._until_done(update, committed)
        finally:
            committed.set()

    async def _until_done(self, update: Update, committed: asyncio.Event) -> None:
        """Handle one update, again and again while the database is away; a bug counts as done."""
        failures = 0
        while True:
            try:
                await self._handle(update, committed.set)
            except PassingError as error:
                failures += 1
                self._count("updates_retried")
                log.warning("database away", extra={"error": str(error), "failures": failures})
                await asyncio.sleep(min(0.2 * 2**failures, LONGEST_BACK_OFF))
            except Exception:
                self._count("updates_failed")
                log.exception("update lost to a bug")
                return
            else:
                self._count("updates_handled")
                return

    async def _confirm(self) -> None:
        """Tell Telegram what is done, so that an orderly stop repeats nothing."""
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0, read_timeout=3)
        except TelegramError:
            log.info("last offset not confirmed")

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _back_off(error: TelegramError, failures: int) -> float:
    if isinstance(error, RetryAfter):
        return retry_seconds(error)
    if isinstance(error, InvalidToken):
        log.error("Telegram does not accept BOT_TOKEN")
        return LONGEST_BACK_OFF
    if isinstance(error, Conflict):
        log.warning("another process polls with this token")
        return 3.0
    if not isinstance(error, TimedOut):
        log.warning("no updates", extra={"error": type(error).__name__, "failures": failures})
    pause: float = min(0.1 * 2.0 ** min(failures, 10), LONGEST_BACK_OFF)
    return pause * random.uniform(0.8, 1.2)
