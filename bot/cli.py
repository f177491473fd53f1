"""The command line: `duewell run`, `demo`, `migrate`, `move`, `doctor`, `export`, `staff`, …."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

from bot import logs, settings
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_SETTING = 2
STOPPED = 130
HIGHEST = 2**52
"""Every Telegram number is below it."""


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    top = argparse.ArgumentParser(prog="duewell", description="A debt coach on Telegram.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run the bot (needs BOT_TOKEN)")
    run.add_argument("--no-migrate", action="store_true", help="stop if the schema is not current")
    run.add_argument(
        "--movable-clock", action="store_true", help=argparse.SUPPRESS
    )  # for the demo and for tests, which start the bot as a process
    demo = commands.add_parser("demo", help="try the bot in a browser, without a token")
    demo.add_argument("--port", type=int, default=0, help="the page's port (default: a free one)")
    demo.add_argument("--fresh", action="store_true", help="forget earlier demos")
    commands.add_parser("migrate", help="bring the database to this version's schema")
    doctor = commands.add_parser("doctor", help="check everything, and say how to mend it")
    doctor.add_argument("--key-card", action="store_true", help="print the keys, to keep on paper")
    move = commands.add_parser("move", help="move everything to another database")
    to = move.add_mutually_exclusive_group(required=True)
    to.add_argument("--to", metavar="URL", help="the database to fill")
    to.add_argument("--to-file", metavar="FILE", help="a file that holds its address")
    move.add_argument("--again", action="store_true", help="begin a stopped move anew")
    backup = commands.add_parser("backup", help="write everything into one encrypted file")
    backup.add_argument("--to", metavar="FILE|FOLDER", help="where (default: BACKUPS_DIR)")
    backup.add_argument("--keep", metavar="N", type=_count, help="keep this many in the folder")
    restore = commands.add_parser("restore", help="put a backup into an empty database")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--again", action="store_true", help="begin a stopped restore anew")
    commands.add_parser("rotate-keys", help="bring everything under the first of ENCRYPTION_KEYS")
    figures = commands.add_parser("numbers", help="print a quarter's report for funders, as CSV")
    figures.add_argument("quarter", nargs="?", help="such as 2026Q3 (default: the last one over)")
    export = commands.add_parser("export", help="write all that is kept of a person, as JSON")
    export.add_argument("person", type=int, help="the person's Telegram number")
    erase = commands.add_parser("erase", help="erase a person for good, with a signed word of it")
    erase.add_argument("person", type=_number, metavar="ID", help="the person's Telegram number")
    erase.add_argument("--yes", action="store_true", help="do it; it cannot be undone")
    verify = commands.add_parser("verify", help="tell whether an export was altered")
    verify.add_argument("file", metavar="FILE", help="the JSON file of an export")
    verify.add_argument(
        "--key", required=True, help="the host's public key or its fingerprint, from the host"
    )
    owner = commands.add_parser("owner", help="make a Telegram account an owner, or end that")
    owner.add_argument("what", choices=["add", "remove"])
    owner.add_argument("person", type=_number, metavar="ID", help="their Telegram number")
    invite = commands.add_parser("invite", help="print a link that invites one person, once")
    invite.add_argument("role", choices=["counsellor", "coach", "client"])
    care = "the Telegram number of the counsellor into whose care a client comes"
    invite.add_argument("--for", dest="counsellor", type=_number, metavar="ID", help=care)
    invite.add_argument("--bot", metavar="NAME", help="the bot's name, if Telegram can't be asked")
    end = commands.add_parser("end-access", help="end all that a person may do here, at once")
    end.add_argument("person", type=_number, metavar="ID", help="their Telegram number")
    commands.add_parser("staff", help="list who works here")
    _notices(commands)
    _content_grammar(commands)
    return top


def _content_grammar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    content = commands.add_parser("content", help="check a folder of your own content")
    content.add_argument("what", choices=["check"])
    content.add_argument("folder", nargs="?", help="the folder (default: OWN_FOLDER)")
    look = commands.add_parser("preview", help="show any screen in any language, as text")
    look.add_argument("screen", nargs="?", default="", help="its address (default: list them)")
    look.add_argument("--locale", default="en", help="the language, e.g. zh_Hans_CN")
    look.add_argument("--own", metavar="FOLDER", help="your own content (default: OWN_FOLDER)")
    packs = commands.add_parser("packs", help="work with region packs")
    packs.add_argument("what", choices=["check"])
    packs.add_argument("folders", nargs="*", help="further folders with packs")


def _notices(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what a host must tell everybody."""
    breach = commands.add_parser("breach", help="say who could be affected, and tell them")
    breach.add_argument("--since", required=True, metavar="DAY", help="e.g. 2026-03-01 (UTC)")
    breach.add_argument("--until", required=True, metavar="DAY", help="e.g. 2026-03-02T14:30")
    seen = "only whom a counsellor of this name looked at (may be given more than once)"
    breach.add_argument("--looked-by", action="append", metavar="NAME", help=seen)
    breach.add_argument("--to", metavar="FILE", help="write their Telegram numbers to a new file")
    breach.add_argument("--tell", metavar="FILE", help="send them the words in this file")
    close = commands.add_parser("close", help="announce that the bot closes; erase everybody")
    close.add_argument("what", choices=["announce", "erase"])
    close.add_argument("--on", required=True, metavar="DAY", help="e.g. 2026-12-31")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < HIGHEST:
        msg = f"{text!r} is no Telegram number; it has digits only, such as 123456789"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _count(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a wrong setting is one sentence and exit code 2."""
    args = parser().parse_args(arguments)
    # The database and the key are for the bot's own account; others on the machine read nothing.
    os.umask(0o077)
    try:
        return _run(args)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return WRONG_SETTING
    except KeyboardInterrupt:
        return STOPPED


def _run(args: argparse.Namespace) -> int:
    match args.command:
        case "run":
            return _bot(settings.read(), movable=args.movable_clock, migrates=not args.no_migrate)
        case "demo":
            from bot.cli_demo import demo

            return demo(args.port, fresh=args.fresh)
        case "migrate":
            return _migrate(settings.read(token_needed=False))
        case "doctor":
            from bot.cli_doctor import doctor

            return doctor(key_card=args.key_card)
        case "move" | "backup" | "restore" | "rotate-keys":
            return _rows(args, settings.read(token_needed=False))
        case "numbers":
            from bot.cli_numbers import main as figures

            return figures(settings.read(token_needed=False), args.quarter)
        case "erase":
            from bot.cli_erase import main as erase

            return erase(settings.read(token_needed=False), args.person, yes=args.yes)
        case "export":
            from bot.cli_export import export

            return export(settings.read(token_needed=False), args.person)
        case "verify":
            from bot.cli_verify import verify

            return verify(args.file, args.key)
        case "owner" | "invite" | "end-access" | "staff":
            from bot import cli_staff

            return cli_staff.run(settings.read(token_needed=False), args)
        case "breach" | "close":
            from bot import cli_notices

            return cli_notices.run(settings.read(token_needed=False), args)
        case _:
            return _content(args)


def _content(args: argparse.Namespace) -> int:
    """Run what looks at words and packs; none of it opens the bot's database."""
    match args.command:
        case "preview":
            from bot.cli_preview import preview

            return preview(args.screen, args.locale, args.own)
        case "content":
            from bot.content_check import content_check

            return content_check(args.folder)
        case _:
            from bot.packs_check import main as check

            return check(args.folders)


def _rows(args: argparse.Namespace, given: Settings) -> int:
    """Run one of the commands that go through every row there is."""
    match args.command:
        case "move":
            from bot.cli_move import move

            return move(given, args.to, args.to_file, again=args.again)
        case "backup":
            from bot.cli_backup import backup

            return backup(given, args.to, args.keep)
        case "restore":
            from bot.cli_restore import restore

            return restore(given, args.file, again=args.again)
        case _:
            from bot.cli_rotate import rotate_keys

            return rotate_keys(given)


def _bot(given: Settings, *, movable: bool, migrates: bool) -> int:
    from bot.app import build
    from storage.migrate import MigrationError

    logs.start(given.log_level, given.log_format)

    async def live() -> None:
        app = build(given, demo=movable, migrates=migrates)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, app.stop)
        await app.run()

    try:
        asyncio.run(live())
    except MigrationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _migrate(given: Settings) -> int:
    from bot.cli_bar import Bar
    from storage import bulk, migrate

    bar = Bar()
    try:
        with bar.listening():
            changed = asyncio.run(migrate.upgrade(given.database_url, report=bar))
    except migrate.MigrationError as error:
        print(error, file=sys.stderr)
        return 1
    except bulk.StoppedError:
        print("Stopped. The same command goes on from there.", file=sys.stderr)
        return STOPPED
    at = migrate.head()
    print(f"The database was brought to {at}." if changed else f"The database is at {at}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
