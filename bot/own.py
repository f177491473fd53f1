"""A host's mounted folder (`OWN_FOLDER`), read and checked as a whole before the bot starts.

    packs/<region>/…            laid over the region packs
    texts/<locale>/<topic>.toml message ids in the host's words
    lessons/<name>.toml         lessons of the host's own
    privacy/<locale>.txt        the privacy notice
    voice/<locale>/<screen>.ogg a recorded voice for a screen or a step
    host.toml, logo.png

Nothing of it is read again later: a change counts from the next start.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import own_lessons, own_texts
from bot.catalogs import avoided
from bot.settings import SettingsError
from bot.ui.own import NOTHING, Own
from bot.ui.texts import Catalogs
from coach.forms import FORMS
from coach.lessons import LESSONS
from coach.series_lessons import CURRICULUM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import Settings

FOLDERS = ("packs", "texts", "lessons", "privacy", "voice")
FILES = ("host.toml", "logo.png")
NOTICE = 3500
"""Characters of a notice: the rest of a message is ours."""
LOGO_BYTES = 300_000
VOICE_BYTES = 1_000_000
_HOST = ("name", "contact", "privacy_url")
_HOST_EXAMPLE = 'contact = "0113 496 0000" or [contact] with en = "…"'
_LONGEST = {"name": 60, "contact": 300, "privacy_url": 300}


def load(settings: Settings) -> Own:
    """Return the host's content; raises SettingsError with the first fault, in one sentence."""
    if settings.own_folder is None:
        return NOTHING
    found, errors = read(settings.own_folder)
    if errors:
        more = len(errors) - 1
        rest = f" (and {more} more: duewell content check {settings.own_folder})" if more else ""
        msg = f"OWN_FOLDER cannot be used: {errors[0]}{rest}"
        raise SettingsError(msg)
    return found


def read(folder: Path) -> tuple[Own, tuple[str, ...]]:
    """Return what is in a folder, packs left out, and every fault as one sentence; never raises."""
    errors = list(_unknown(folder))
    base = Catalogs()
    avoid = {locale: words for locale, words in avoided().items() if locale in base.locales}
    texts = own_texts.read(folder / "texts", base, errors)
    lessons, said = own_lessons.read(folder / "lessons", avoid, _leads(), errors)
    for locale, words in said.items():
        texts.setdefault(locale, {}).update(words)
    host = _host(folder / "host.toml", base.locales, errors)
    own = Own(
        texts=texts,
        lessons=lessons,
        names=host["name"],
        contacts=host["contact"],
        notices=_notices(folder / "privacy", avoid, errors),
        notice_urls=host["privacy_url"],
        logo=_logo(folder / "logo.png", errors),
        voices=_voices(folder / "voice", base.locales, errors),
    )
    return own, tuple(errors)


def _unknown(folder: Path) -> Iterator[str]:
    """Name what would be passed over in silence: `text/` for `texts/` looks like no text at all."""
    for path in sorted(folder.iterdir()):
        known = path.name in (FOLDERS if path.is_dir() else FILES)
        if not known and not path.name.lower().startswith((".", "readme")):
            yield f"{path.name}: is not known; e.g. {', '.join((*FOLDERS, *FILES))}"


def _leads() -> set[str]:
    from handlers import ADMINISTERED, SCREENS
    from handlers.incoming import takes

    open_ = {name for name, do in SCREENS.items() if takes(do, 0)} - ADMINISTERED
    built_in = {each.leads[1] for each in LESSONS if each.leads}
    return open_ | built_in | {each.leads for each in CURRICULUM}


def _host(path: Path, locales: tuple[str, ...], errors: list[str]) -> dict[str, dict[str, str]]:
    """Return name, contact and the notice's address, each by locale, or under "" for all."""
    found: dict[str, dict[str, str]] = {key: {} for key in _HOST}
    if not path.exists():
        return found
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        errors.append(f"host.toml: cannot be read ({error}); e.g. {_HOST_EXAMPLE}")
        return found
    for key, value in table.items():
        said = value if isinstance(value, dict) else {"": value}
        wrong = _of_host(key, said, locales)
        if wrong:
            errors.append(f"host.toml: {key}: {wrong}; e.g. {_HOST_EXAMPLE}")
        else:
            found[key] = said
    return found


def _of_host(key: str, said: dict[str, Any], locales: tuple[str, ...]) -> str:
    if key not in _HOST:
        return f"is not known ({', '.join(_HOST)} are)"
    if said.keys() - {"", *locales}:
        return f"is for no language of the bot ({', '.join(locales)})"
    texts = [each for each in said.values() if isinstance(each, str) and each.strip()]
    if len(texts) != len(said):
        return "is not a text"
    if any(len(each) > _LONGEST[key] for each in texts):
        return f"is longer than {_LONGEST[key]} characters"
    if key == "privacy_url" and not all(each.startswith("https://") for each in texts):
        return "is not an address that begins with https://"
    return ""


def _notices(folder: Path, avoid: dict[str, tuple[str, ...]], errors: list[str]) -> dict[str, str]:
    found = {}
    for path in _files(folder):
        text = _text(path)
        if path.suffix != ".txt" or path.stem not in avoid:
            wrong = f"is for no language of the bot; e.g. privacy/{next(iter(avoid))}.txt"
        elif text is None:
            wrong = "is not UTF-8 text; e.g. save it as plain text"
        elif len(text) > NOTICE:
            wrong = (
                f"has {len(text)} characters, and a message holds {NOTICE}; e.g. a short one here, "
                "and the long one behind privacy_url in host.toml"
            )
        else:
            wrong = own_texts.plain_faults(text, avoid[path.stem])
        if wrong:
            errors.append(f"privacy/{path.name}: {wrong}")
        elif text is not None:
            found[path.stem] = text
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (UnicodeDecodeError, OSError):
        return None


def _logo(path: Path, errors: list[str]) -> bytes:
    if not path.exists():
        return b""
    data = path.read_bytes()
    good = data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR"
    if not good or len(data) > LOGO_BYTES:
        errors.append(
            f"logo.png: is no PNG of at most {LOGO_BYTES // 1000} kB; e.g. 600 x 200 dots"
        )
        return b""
    return data


def _voices(
    folder: Path, locales: tuple[str, ...], errors: list[str]
) -> dict[tuple[str, str], Path]:
    found = {}
    steps = {f"{form.id}.{question.id}" for form in FORMS.values() for question in form.questions}
    from handlers import SCREENS

    for place in _files(folder):
        if place.name not in locales or not place.is_dir():
            errors.append(f"voice/{place.name}: is not a language; e.g. voice/{locales[0]}")
            continue
        for path in _files(place):
            file = f"voice/{place.name}/{path.name}"
            if path.suffix != ".ogg" or path.stem not in SCREENS.keys() | steps:
                errors.append(f"{file}: is no screen (duewell preview lists them); e.g. home.ogg")
            elif not _is_voice(path):
                errors.append(
                    f"{file}: is no voice that Telegram plays; e.g. ffmpeg -i {path.stem}.mp3 "
                    f"-c:a libopus -b:a 24k {path.name}, at most {VOICE_BYTES // 1_000_000} MB"
                )
            else:
                found[place.name, path.stem] = path
    return found


def _is_voice(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(64)
    good = head.startswith(b"OggS") and b"OpusHead" in head
    return good and path.stat().st_size <= VOICE_BYTES
