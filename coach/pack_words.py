"""What may be said of a pack's facts on a day: stale ones without figures, uncertain ones hedged.

The prose stands in the pack; this only chooses among it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.packs import Words, period_for

if TYPE_CHECKING:
    from datetime import date

    from coach.packs import PackTexts, PaperNote, RegionPack, Rule, Source


def rule_words(pack: RegionPack, rule: Rule, locale: str) -> Words:
    """Return what may be said of a rule from `rules_for`: no figures while it needs a check."""
    texts = pack.words(locale)
    words = texts.rules[rule.id]
    if rule.needs_check:
        return Words(words.title, texts.needs_check)
    return Words(words.title, words.text, "" if rule.certain else texts.hedge)


def limitation_words(pack: RegionPack, locale: str, on: date) -> Words:
    """Return what may be said on a day of how old a debt may grow; it has no title."""
    texts = pack.words(locale)
    return _said(texts, pack.limitation.source, texts.limitation, on)


def period_words(pack: RegionPack, kind: str, locale: str, on: date) -> Words | None:
    """Return what may be said on a day of the shortest time for a paper, or None; no title.

    Past its review the time still sets a cautious date (`period_for`), but is no longer named.
    """
    found = period_for(pack, kind)
    if found is None:
        return None
    texts = pack.words(locale)
    return _said(texts, found.source, texts.periods[kind], on)


def paper_words(pack: RegionPack, note: PaperNote, locale: str, on: date) -> Words:
    """Return what may be said on a day of a paper: only its title while it needs a check."""
    texts = pack.words(locale)
    words = texts.papers[note.id]
    return replace(_said(texts, note.source, words.text, on), title=words.title)


def _said(texts: PackTexts, source: Source, text: str, on: date) -> Words:
    if source.stale(on):
        return Words("", texts.needs_check)
    return Words("", text, "" if source.certain else texts.hedge)
