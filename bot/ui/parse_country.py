"""The country that a person names in words: `Spain`, 西班牙, `in the UK`."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from bot.ui.parse_base import clean, fold

_ALIASES = {
    "united kingdom": (
        "uk", "england", "scotland", "wales", "northern ireland", "britain", "great britain",
    ),
    "united states": ("usa", "america", "states", "united states of america", "美利坚"),
    "china": ("prc", "mainland", "mainland china", "中国大陆", "大陆", "内地", "国内"),
    "中国香港特别行政区": ("hong kong", "hongkong", "香港", "中国香港"),
    "中国澳门特别行政区": ("macau", "macao", "澳门", "中国澳门"),
    "united arab emirates": ("uae", "emirates", "迪拜"),
    "south korea": ("korea",), "netherlands": ("holland",), "türkiye": ("turkey",),
    "czechia": ("czech republic",), "taiwan": ("台湾", "臺灣"),
    "singapore": ("狮城",), "european union": ("the union", "欧洲联盟"), "myanmar burma": ("burma",),
}  # fmt: skip
"""What else people call a country, by the name it has in CLDR."""
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
    for name, aliases in _ALIASES.items():
        if name in names:
            names |= dict.fromkeys(aliases, names[name])
    return {name: code for name, code in names.items() if name not in _OTHER_WORDS}


_NO_COUNTRY = frozenset({"EZ", "UN", "XA", "XB", "ZZ", "QO"})
_OTHER_WORDS = frozenset({"no", "in", "it", "is", "at", "my", "so", "to", "me", "be", "am"})
"""Codes that are typed as other words."""
