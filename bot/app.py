"""The composition root: everything is made and passed on here, by hand."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import commands, keyring, listening, own, polling, regions, version, web
from bot.clock import MovableClock, RealClock, until
from bot.demo_clock import DemoClock
from bot.metrics import Metrics
from bot.settings import SettingsError
from bot.transport import AiohttpRequest
from bot.ui.texts import Catalogs
from console.site import Site
from console.visit import Desk
from handlers import COMMANDS
from handlers.context import Services, Vitals
from handlers.flood import Flood
from handlers.router import Router
from scheduler.all_kinds import KINDS, registry
from scheduler.all_postings import POSTINGS
from scheduler.clock import Ticker
from scheduler.delivery import Planner
from scheduler.delivery_groups import GroupPlanner
from scheduler.notes import Shown
from scheduler.observe import Tally
from scheduler.pulse import Pulse
from scheduler.sender import Sender
from scheduler.watch import Watch
from storage import engine, erasures, facts, keys, migrate
from storage.packs import load_lexicon, load_scams, read_calendars
from usecases import erased, retention, status
from usecases import people as people_cases
from usecases.alerts import Owners

if TYPE_CHECKING:
    from starlette.routing import BaseRoute
    from telegram.request import BaseRequest

    from bot.clock import Clock
    from bot.settings import Settings

log = logging.getLogger(__name__)


class App:
    """One process of the bot: made by `build`, lives from `run` to `stop`."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        requests: tuple[BaseRequest, BaseRequest],
        *,
        migrates: bool,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.version = version.version()
        self._migrates = migrates
        self._packs = regions.load(settings)
        self._own = own.load(settings)
        ring = keyring.find(settings)
        keys.install(ring)
        erasures.install(settings.erasures)
        self._ring = ring
        self.database = engine.connect(settings.database_url)
        self.metrics = Metrics(self.version, self.database.dialect)
        api = settings.bot_api_url
        self.bot = Bot(
            settings.bot_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=requests[0],
            get_updates_request=requests[1],
        )
        self.pulse = Pulse(self.database, clock.real, polls=not settings.webhook_url)
        self.tally = Tally(self.metrics, self.pulse.real)
        self.ready = asyncio.Event()
        """Set with the first answered poll, or once the webhook is set."""
        self.address: tuple[str, int] | None = None
        """Where the web server listens."""
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ask for an orderly end; what is under way is finished."""
        self._stopping.set()

    async def run(self) -> None:
        """Live until stopped. Raises SettingsError or MigrationError when it cannot start."""
        try:
            await self._open()
            if not self._stopping.is_set():
                await self._live()
        finally:
            await self.bot.shutdown()
            await self.database.close()

    async def _open(self) -> None:
        url = self.settings.database_url
        if self._migrates:
            await migrate.upgrade(url)
        elif await migrate.current(url) != migrate.head():
            msg = "the database is not at this version's schema; run: duewell migrate"
            raise migrate.MigrationError(msg)
        await keyring.check(self.database, self._ring)
        await retention.keep_for(self.database, self.settings.retention_months)
        await self._erase_again()
        await self.pulse.begin()
        failures = 0
        while not self._stopping.is_set():
            try:
                await self.bot.initialize()
            except InvalidToken as error:
                msg = "BOT_TOKEN is not accepted by Telegram; copy it again from @BotFather"
                raise SettingsError(msg) from error
            except TelegramError as error:
                failures += 1
                log.warning("no answer from Telegram yet", extra={"error": type(error).__name__})
                await until(self._stopping, min(0.5 * 2.0**failures, 30))
            else:
                return

    async def _erase_again(self) -> None:
        """Let nobody be met again who was erased, whatever was put back since."""
        folder = self.settings.erasures
        now = self.clock.now()
        erased.tidy(folder, now, self.settings.backup_days)
        async with self.database.write() as uow:
            number = await erased.apply(uow, folder, now)
            await uow.commit()
        if number:
            log.warning("erased again", extra={"number": number})

    def _make(self) -> None:
        """Make what needs to know the bot's own name."""
        settings, now = self.settings, self.clock.now
        catalogs = Catalogs(own=self._own, informs=settings.informs)
        packs = self._packs
        vitals = Vitals(self.version, now(), self.pulse.real, self.pulse.may_poll)
        services = Services(
            settings, catalogs, packs, load_lexicon(), self.bot.username, Shown(KINDS), vitals,
            load_scams(), self._own,
        )  # fmt: skip
        self.router = Router(self.database, self.bot, services, now)
        kinds = registry(self.router.screen)
        self.planner = Planner(
            kinds, catalogs, packs, settings.default_region, informs=settings.informs
        )
        posts = GroupPlanner(POSTINGS, catalogs, packs, self.bot.username)
        count = self.metrics.count
        owners = Owners(settings.owner_ids, self.version)
        self.sender = Sender(
            self.database, self.bot, self.planner, posts, now, self.pulse,
            observer=self.tally, owners=owners,
        )  # fmt: skip
        self.door = Flood(self.router, self.database, self.bot, services, self.clock.real, count)
        self.poller = polling.Poller(
            self.bot, self.door.handle, may_poll=self.pulse.may_poll, count=count,
            on_first=self.ready.set,
        )  # fmt: skip
        self.watch = Watch(
            self.database, self.tally, self.metrics, owners, now, self.pulse.real, self._free,
            backups=self.settings.backup_days > 0,
        )  # fmt: skip
        self.ticker = Ticker(self.database, self.sender.wake, now, self.pulse.real, self.watch)
        self._catalogs = catalogs
        self._desk = Desk(
            self.database, settings, catalogs, packs, now, self.pulse.real, self.bot.username,
            self.version, vitals.since, vitals.polls,
        )  # fmt: skip
        self.server = web.Server(self._routes())

    def _routes(self) -> list[BaseRoute]:
        watched = web.health(self._is_ready, self._figures, self.settings.metrics_token)
        routes: list[BaseRoute] = [*watched]
        if self.settings.console_address:
            routes += Site(self._desk).routes()
        if self.settings.webhook_url:
            routes.append(
                web.webhook(self.bot, self.door.handle, self.settings.webhook_secret, self.metrics)
            )
        if isinstance(self.clock, MovableClock):
            demo = DemoClock(self.clock, self.database, self.sender, self.router.forget_cards)
            routes += web.demo(demo.state, demo.move, demo.reset)
        return routes

    async def _is_ready(self) -> bool:
        if not self.ready.is_set() or self._stopping.is_set() or self.watch.stuck():
            return False
        try:
            async with (
                asyncio.timeout(2),
                people_cases.transaction(self.database, read=True) as uow,
            ):
                await facts.get(uow, "keys")
        except (people_cases.PassingError, TimeoutError):
            return False
        return True

    def _free(self) -> int:
        return shutil.disk_usage(self.settings.data_dir).free

    async def _figures(self) -> bytes:
        """Return the metrics, with the queue measured now if the database answers."""
        try:
            async with (
                asyncio.timeout(2),
                people_cases.transaction(self.database, read=True) as uow,
            ):
                self.metrics.measured(await status.load(uow, self.clock.now(), self.pulse.real()))
                self.metrics.kept(await status.last_backup(uow), self._free())
        except (people_cases.PassingError, TimeoutError):
            log.warning("metrics without the queue: database away")
        return self.metrics.text()

    async def _live(self) -> None:
        self._make()
        # What is there now stays for good: to search it for garbage stops everything for a while.
        gc.freeze()
        listener = listening.bind(self.settings, movable=self.clock.movable)
        if listener is not None:
            self.address = listener.getsockname()[:2]
        async with asyncio.TaskGroup() as group:
            beat = group.create_task(self.pulse.run())
            sending = group.create_task(self.sender.run())
            serving = group.create_task(self.server.serve(sockets=[listener])) if listener else None
            self.ticker.start()
            if self.settings.webhook_url:
                receiving = group.create_task(self._set_webhook())
            else:
                receiving = group.create_task(self.poller.run())
            announcing = group.create_task(self._announce())
            reading = group.create_task(self._read_calendars())
            await self._stopping.wait()
            announcing.cancel()
            reading.cancel()
            self.poller.stop()
            self.server.should_exit = True
            self.sender.stop()
            await self.ticker.stop()
            await asyncio.wait([receiving, sending, *([serving] if serving else [])], timeout=20)
            await self.watch.end()
            await self.pulse.end()
            for task in (beat, receiving, sending):
                task.cancel()
        log.info("stopped")

    async def _read_calendars(self) -> None:
        await self.ready.wait()
        await asyncio.to_thread(read_calendars, self._packs.values(), self.clock.now().year)

    async def _announce(self) -> None:
        told = (self.bot, self.database, self._catalogs, COMMANDS)
        while True:
            try:
                await commands.announce(*told, self.settings.default_locale)
                await commands.announce_to(self.settings.owner_ids, *told)
            except people_cases.PassingError:
                log.warning("menus not set: database away")
            await asyncio.sleep(commands.AGAIN)

    async def _set_webhook(self) -> None:
        url, secret = self.settings.webhook_url, self.settings.webhook_secret
        if await web.set_webhook(self.bot, url, secret, polling.ALLOWED, self._stopping):
            self.ready.set()


def build(
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    clock: Clock | None = None,
    demo: bool = False,
    migrates: bool = True,
) -> App:
    """Return the application; nothing is opened before `run`.

    `request` replaces the transport to Telegram, `clock` the calendar; `demo` makes the calendar
    movable over HTTP, as any MovableClock does. Raises SettingsError when the keys or packs are wrong.
    """
    # Read by the Telegram library, which otherwise warns at each flood wait.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    if clock is None:
        clock = MovableClock(note=settings.data_dir / "clock") if demo else RealClock()
    calls = request or AiohttpRequest()
    polls = request or AiohttpRequest(size=2)
    return App(settings, clock, (calls, polls), migrates=migrates)
