"""The country that a person names in words: `Spain`, 西班牙, `in the UK`."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from bot.ui.parse_base import clean, fold

_ALIASES = {
    "GB": ("uk", "england", "scotland", "wales", "northern ireland", "britain", "great britain"),
    "US": ("usa", "america", "states", "united states of america", "美利坚"),
    "CN": ("prc", "mainland", "mainland china", "中国大陆", "大陆", "内地", "国内"),
    "HK": ("hong kong", "hongkong", "香港"), "MO": ("macau", "macao", "澳门"),
    "TW": ("台湾",), "AE": ("uae", "emirates", "迪拜"), "NL": ("holland",), "TR": ("turkey",),
    "KR": ("korea",), "CZ": ("czech republic",), "CI": ("ivory coast",), "MM": ("burma",),
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:i(?:'m| am)?|we(?:'re| are)?|it(?:'s| is)?|live|living|based|in|from|at|the"
    r"|我们|我|人|现在|住|来自|在|是)(?:\b *|(?<=[\u4e00-\u9fff]))"
)
_WORDS = re.compile(r"[^\w]+")


def country(text: str, locale: str) -> str | None:
    """Return the ISO code of the country that the whole text names, or None.

    Names are taken in the person's language, in English and in Chinese; two-letter codes too.
    """
    said = fold(clean(text)).casefold()
    for _ in range(4):
        found = _names(locale).get(_bare(said))
        if found is not None:
            return found
        shorter = _LEAD.sub("", said)
        if shorter == said:
            return None
        said = shorter
    return None


def _bare(words: str) -> str:
    return _WORDS.sub(" ", words).strip()


@lru_cache(maxsize=16)
def _names(locale: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("zh", "en", locale):
        try:
            territories = Locale.parse(language.replace("-", "_")).territories
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
                names[_bare(str(name).casefold())] = code
                names.setdefault(code.casefold(), code)
    names |= {alias: code for code, aliases in _ALIASES.items() for alias in aliases}
    return {name: code for name, code in names.items() if name not in _OTHER_WORDS}


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
_OTHER_WORDS = frozenset({"no", "in", "it", "is", "at", "my", "so", "to", "me", "be", "am"})
"""Codes that are typed as other words."""
