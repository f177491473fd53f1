"""`duewell content check`: everything wrong with a folder of own content, at once.

One command for the whole folder, because a host mounts it as a whole: what it accepts, the start
accepts. `packs check` stays for those who only write packs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot import own, settings
from bot.settings import SettingsError
from storage.packs import PACKS, failing_cases, read_packs


def content_check(folder: str | None) -> int:
    """Print every fault, one a line, and return 1; 0 when there is none.

    Raises SettingsError when no folder is named, or there is none.
    """
    place = Path(folder) if folder else settings.read(token_needed=False).own_folder
    if place is None or not place.is_dir():
        msg = f"{place or 'OWN_FOLDER'} is not a folder; e.g. duewell content check ours"
        raise SettingsError(msg)
    found, errors = own.read(place)
    packs = (PACKS, place / "packs") if (place / "packs").is_dir() else (PACKS,)
    read, wrong = read_packs(packs)
    every = (*errors, *(f"packs/{each}" for each in (*wrong, *failing_cases(packs, read))))
    if not every and found.texts:
        from bot.cli_preview import too_long

        every = tuple(too_long(settings.read(token_needed=False), found))
    for error in every:
        print(error, file=sys.stderr)  # noqa: T201  a command prints
    if every:
        return 1
    texts = sum(not name.startswith("own.") for words in found.texts.values() for name in words)
    lessons = len({each.id for known in found.lessons.values() for each in known})
    print(f"All well: {texts} texts, {lessons} lessons, {len(found.notices)} privacy notices, "  # noqa: T201
          f"{len(found.voices)} voices, {len(read)} packs")  # fmt: skip
    return 0
