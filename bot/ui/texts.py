"""Catalogs and CLDR formats: message ids with typed arguments become one localized text.

Arguments are formatted by their type (money, date, instant, rate, count, list), and every string
is escaped, so a hostile name can never become markup.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal
from functools import cached_property
from html import escape
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    get_timezone,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_name,
)

from bot.ui import entries
from bot.ui.own import NOTHING, Own
from coach import advice
from coach.dates import Month
from coach.exchange import TypedRate
from coach.lessons import LESSONS, Lesson
from coach.money import NO_CURRENCY, Money, exponent

ROOT = Path(__file__).resolve().parents[2] / "locales"
FALLBACK = "en"


class MissingTextError(KeyError):
    """A message id has no text in a catalog (raised in tests; English is shown otherwise)."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Markup that our own code made; passed through unescaped."""

    html: str


@dataclass(frozen=True, slots=True)
class Id:
    """A message id given as an argument: translated, then put in its place."""

    id: str


_SIGNS = {"SGD": "S$"}
"""Signs that people write and CLDR does not, in our languages."""


@dataclass(frozen=True)
class Texts:
    """The voice in one locale."""

    locale: str
    catalog: gettext.NullTranslations
    fallback: gettext.NullTranslations
    strict: bool = False
    lessons: tuple[Lesson, ...] = LESSONS
    """Those that have words in this locale."""
    informs: bool = False
    """Every option is shown and none recommended (`coach.advice`)."""

    @cached_property
    def _cldr(self) -> Locale:
        return Locale.parse(self.locale)

    @cached_property
    def _dates(self) -> Locale:
        """English is read in many countries: "15 January 2027" is plain in all of them."""
        return Locale.parse("en_001") if self.locale == "en" else self._cldr

    def t(self, message: str, /, **arguments: Any) -> str:
        """Return the text of a message id as Telegram HTML, arguments formatted and escaped."""
        return self._fill(self._lookup(message, None), arguments, html=True)

    def tn(self, message: str, count: int, /, **arguments: Any) -> str:
        """Return the plural form for `count` (also given as `{count}`)."""
        return self._fill(self._lookup(message, count), {"count": count, **arguments}, html=True)

    def plain(self, message: str, /, **arguments: Any) -> str:
        """Return the text without markup, for buttons, toasts, documents and copied words."""
        return self._fill(self._lookup(message, None), arguments, html=False)

    def names(self, message: str) -> frozenset[str]:
        """Return the arguments that a text has room for."""
        found = self._named.get(message)
        if found is None:
            parsed = Formatter().parse(self._lookup(message, None))
            found = frozenset(name for _, name, _, _ in parsed if name)
            self._named[message] = found
        return found

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        return {}

    def _lookup(self, message: str, count: int | None) -> str:
        message = advice.wording(message, informs=self.informs)
        if self.strict and self.informs and message in advice.UNSAID:
            raise MissingTextError(message)
        for catalog in (self.catalog, self.fallback):
            found = (
                catalog.gettext(message)
                if count is None
                else catalog.ngettext(message, message, count)
            )
            if found != message:
                return found
            if self.strict:
                break
        if self.strict:
            raise MissingTextError(message)
        return message

    def _fill(self, template: str, arguments: Mapping[str, Any], *, html: bool) -> str:
        if not arguments:
            return template.replace("{{", "{").replace("}}", "}")
        shown = {name: self.show(value, html=html) for name, value in arguments.items()}
        return template.format_map(shown)

    def show(self, value: Any, *, html: bool = False) -> str:
        """Return one value in this locale's form; strings are escaped when `html`."""
        match value:
            case Raw(markup):
                return markup
            case Id(message):
                return self.t(message) if html else self.plain(message)
            case Money():
                text = self.money(value)
            case datetime():
                text = format_datetime(value, "short", locale=self._cldr)
            case date():
                text = self.day(value)
            case Month():
                text = format_skeleton("yMMMM", value.day, locale=self._cldr)
            case Decimal() | TypedRate():
                text = self.rate(value)
            case bool() | None:
                text = str(value)
            case int():
                text = format_decimal(value, locale=self._cldr)
            case str():
                text = value
            case Sequence():
                shown = [self.show(item, html=html) for item in value]
                return format_list(shown, locale=self._cldr)
            case _:
                msg = f"no format for {type(value).__name__}"
                raise TypeError(msg)
        return escape(text, quote=False) if html else text

    def money(self, amount: Money) -> str:
        """Return the amount with its currency (none where it is not known); whole amounts without decimals."""
        if amount.currency == NO_CURRENCY:
            return format_decimal(amount.major, format="#,##0.##", locale=self._cldr)
        digits = exponent(amount.currency)
        whole = digits == 0 or amount.minor % 10**digits == 0
        said = format_currency(
            amount.major,
            amount.currency,
            locale=self._cldr,
            format="¤#,##0" if whole else None,
            currency_digits=not whole,
        )
        sign = _SIGNS.get(amount.currency)
        return said if sign is None else re.sub(rf"{amount.currency}\s*", sign, said)

    def day(self, on: date) -> str:
        """Return a date as people of this locale write it in a sentence."""
        return format_date(on, "long", locale=self._dates)

    def weekday(self, on: date) -> str:
        """Return a near date for a list: weekday, day and month."""
        return format_skeleton("MMMEd", on, locale=self._dates)

    def weekday_name(self, number: int) -> str:
        """Return a weekday's name; 0 is Monday."""
        return format_date(date(2024, 1, 1 + number), "EEEE", locale=self._dates)

    def hour(self, at: datetime, zone: str) -> str:
        """Return the time of day in a zone."""
        return format_time(at.astimezone(get_timezone(zone)), "short", locale=self._cldr)

    def instant(self, at: datetime, zone: str) -> str:
        """Return a date and time of day in the person's zone."""
        local = at.astimezone(get_timezone(zone))
        pattern = str(self._cldr.datetime_formats["medium"])
        hour = format_time(local, "short", locale=self._cldr)
        return pattern.format(hour, self.day(local.date()))

    def zone(self, zone: str) -> str:
        """Return the city that people know an IANA zone by."""
        return get_timezone_location(zone, locale=self._cldr, return_city=True)

    def currency(self, code: str) -> str:
        """Return a currency's name."""
        return get_currency_name(code, locale=self._cldr)

    def rate(self, fraction: Decimal | TypedRate) -> str:
        """Return a fraction as percent with up to two decimals, an exchange rate to six figures."""
        if isinstance(fraction, TypedRate):
            six = Context(prec=6).plus(fraction.rate)
            shown = format_decimal(six, format="#,##0.############", locale=self._cldr)
            return f"1 {fraction.base} = {shown} {fraction.quote}"
        return format_percent(fraction, format="#,##0.##%", locale=self._cldr)


class Catalogs:
    """All locales, read once at start from the compiled catalogs."""

    def __init__(
        self, root: Path = ROOT, *, strict: bool = False, own: Own = NOTHING, informs: bool = False
    ) -> None:
        """Read `root/<locale>/LC_MESSAGES/*.mo`; raises FileNotFoundError when none is compiled.

        `own` are a host's words, checked before, which replace those of the same id.
        """
        self._texts: dict[str, Texts] = {}
        loaded = {
            path.parent.name: entries.merged(path) for path in sorted(root.glob("*/LC_MESSAGES"))
        }
        if FALLBACK not in loaded:
            msg = "catalogs are not compiled: run `make locales`"
            raise FileNotFoundError(msg)
        for locale, catalog in loaded.items():
            entries.put(catalog, own.texts.get(locale, {}))
            lessons = own.all_lessons(locale)
            self._texts[locale] = Texts(locale, catalog, loaded[FALLBACK], strict, lessons, informs)

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales offered."""
        return tuple(self._texts)

    def texts(self, locale: str) -> Texts:
        """Return the voice of a locale, English when it is not offered."""
        return self._texts.get(locale, self._texts[FALLBACK])

    def forms(self, locale: str) -> dict[str, tuple[str, ...]]:
        """Return every message id of a locale with its forms (one, or one for each plural)."""
        return entries.forms(self._texts[locale].catalog)

    def negotiate(self, language_code: str | None, default: str = FALLBACK) -> str:
        """Return the offered locale nearest to Telegram's `language_code` (`zh-hans`, `en-GB`)."""
        if not language_code:
            return default
        wanted = language_code.replace("_", "-").lower()
        for locale in self._texts:
            offered = locale.replace("_", "-").lower()
            if offered == wanted or offered.startswith(wanted + "-"):
                return locale
        language = wanted.split("-", maxsplit=1)[0]
        near = [locale for locale in self._texts if locale.split("_")[0] == language]
        return near[0] if near else default
