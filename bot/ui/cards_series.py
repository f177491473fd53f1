"""The series of a group as messages: lesson and quiz, check-in, farewell, plan and preview.

Nothing here knows a person. `url` is a link into private chat; without one there is no button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, Poll
from bot.ui.texts import Id, Raw
from coach.advice import has_right_answer
from coach.dates import local_date
from coach.pack_words import rule_words
from coach.series_lessons import facts, lesson
from coach.series_setup import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.ui.texts import Texts
    from coach.packs import RegionPack, Rule
    from coach.series_lessons import GroupLesson
    from coach.series_setup import Post, Setup

_BINDS = {
    "bank": "series.binds.bank",
    "consumer_finance": "series.binds.consumer_finance",
    "micro_lender": "series.binds.micro_lender",
    "platform": "series.binds.platform",
    "collector": "series.binds.collector",
    "private": "series.binds.private",
    "public_body": "series.binds.public_body",
    "card": "series.binds.card",
    "online_loan": "series.binds.online_loan",
    "instalment_purchase": "series.binds.instalment_purchase",
    "mortgage": "series.binds.mortgage",
    "rent": "series.binds.rent",
    "utility": "series.binds.utility",
    "tax": "series.binds.tax",
    "family": "series.binds.family",
}
_PROMPTS = (
    "series.prompt.ahead",
    "series.prompt.paper",
    "series.prompt.debit",
    "series.prompt.proof",
)
_HALF_MONTH = 15
OWN_SHOWN = 40
"""Characters of an own post that stand in a list."""


def lesson_post(
    t: Texts, about: GroupLesson, pack: RegionPack, on: date, url: str | None = None
) -> Card:
    """Return a lesson; where it speaks of rights, with the sourced facts of the group's region."""
    parts = [t.t("series.post", title=t.plain(about.title), text=t.plain(about.text))]
    if about.facts:
        parts += _facts(t, pack, on)
    return Card("\n\n".join(parts), _link(t.plain(about.go), url), long=True)


def quiz(t: Texts, about: GroupLesson) -> Poll:
    """Return a lesson's quiz; a vote without a right answer where nothing is recommended."""
    right = has_right_answer(about.id, informs=t.informs)
    return Poll(
        question=t.plain(about.ask),
        options=tuple(t.plain(option) for option in about.options),
        correct=(about.right,) if right else (),
        explanation=t.plain(about.why) if right else "",
    )


def own_post(t: Texts, words: str, url: str | None = None) -> Card:
    """Return a coach's own words, as they stand; markup in them is shown, not read."""
    return Card(t.t("series.own", text=words), _link(t.plain("series.final.go"), url), long=True)


def prompt(
    t: Texts, day: date, url: str | None = None, trend: str = "", ask: str | None = None
) -> Card:  # fmt: skip
    """Return a check-in that nobody answers in the group; four take turns, by the date.

    `trend`: what the last pulse showed, ready-made in this locale. `ask`: the link of the box.
    """
    turn = (day.year * 12 + day.month) * 2 + (day.day > _HALF_MONTH)
    said = t.plain(_PROMPTS[turn % len(_PROMPTS)])
    text = t.t("series.post", title=Id("series.prompt.title"), text=said)
    if trend:
        text += "\n\n" + trend
    rows = _link(t.plain("series.prompt.go"), url) + _link(t.plain("box.private.open"), ask)
    return Card(text, rows, long=True)


def final(t: Texts, url: str | None = None) -> Card:
    """Return the farewell after the last lesson."""
    text = t.t("series.post", title=Id("series.final.title"), text=Id("series.final.text"))
    return Card(text, _link(t.plain("series.final.go"), url), long=True)


def plan(
    t: Texts,
    setup: Setup,
    posts: Sequence[Post],
    now: datetime,
    own: Mapping[str, str] | None = None,
) -> Card:
    """Return the pinned plan of a month; posts before `now` are ticked.

    `own` holds the words of own posts by their number.
    """
    lines = [t.t("series.plan.title"), *_lines(t, setup, posts, now, own)]
    if setup.paused:
        lines.append(t.t("series.plan.paused"))
    elif not posts:
        lines.append(t.t("series.plan.none"))
    return Card("\n".join([*lines, _zone(t, setup)]), long=True)


def preview(
    t: Texts,
    setup: Setup,
    posts: Sequence[Post],
    days: int,
    own: Mapping[str, str] | None = None,
) -> Card:
    """Return what comes in so many days, for a coach in private; the buttons are the caller's."""
    if setup.paused:
        return Card(t.t("series.plan.paused"), long=True)
    if not posts:
        return Card(t.t("series.preview.none", days=days), long=True)
    lines = [t.t("series.preview.title", days=days), *_lines(t, setup, posts, None, own)]
    return Card("\n".join([*lines, _zone(t, setup)]), long=True)


def what(t: Texts, post: Post, own: Mapping[str, str] | None = None) -> str:
    """Return what a post is called in a list, without markup."""
    match post.kind:
        case Kind.LESSON:
            return _lesson_name(t, post)
        case Kind.OWN:
            words = " ".join((own or {}).get(post.what, "").split())
            short = words if len(words) <= OWN_SHOWN else words[: OWN_SHOWN - 1] + "…"
            return short or t.plain("series.what.own")
        case Kind.FINAL:
            return t.plain("series.what.final")
        case Kind.PRACTICE:
            return t.plain("series.what.practice")
        case Kind.PROMPT:
            return t.plain("series.what.prompt")
        case Kind.PULSE:
            return t.plain("series.what.pulse")


def _lesson_name(t: Texts, post: Post) -> str:
    found = lesson(post.what)
    title = t.plain(found.title) if found else post.what
    return t.plain("series.what.quiz", title=title) if len(post.leads) > 1 else title


def _lines(
    t: Texts,
    setup: Setup,
    posts: Sequence[Post],
    now: datetime | None,
    own: Mapping[str, str] | None,
) -> list[str]:
    lines = []
    for post in posts:
        done = now is not None and post.run_at <= now
        line = "series.line_done" if done else "series.line"
        day = t.weekday(local_date(post.run_at, setup.zone))
        hour = t.hour(post.run_at, setup.zone)
        lines.append(t.t(line, day=day, hour=hour, what=what(t, post, own)))
    return lines


def _zone(t: Texts, setup: Setup) -> str:
    return "\n" + t.t("series.plan.zone", city=t.zone(setup.zone))


def _facts(t: Texts, pack: RegionPack, on: date) -> list[str]:
    found = facts(pack, on)
    if not found:
        return [t.t("series.facts_none")]
    title = t.t("series.facts_title", region=pack.name(t.locale))
    return [title, *(_fact(t, pack, rule) for rule in found), t.t("series.facts_other")]


def _fact(t: Texts, pack: RegionPack, rule: Rule) -> str:
    words = rule_words(pack, rule, t.locale)
    shape = "series.fact_late" if rule.binds.stages else "series.fact"
    said = t.t(
        shape, title=words.title, text=words.text,
        lenders=_bound(t, rule.binds.lenders), kinds=_bound(t, rule.binds.kinds),
    )  # fmt: skip
    # In code type, because nobody should be led to a page by a slip of the thumb.
    site = Raw(f"<code>{t.show(rule.source.host, html=True)}</code>")
    return said + "\n" + t.t("debts.rule_source", site=site, day=rule.source.checked_on)


def _bound(t: Texts, names: frozenset[str]) -> list[str]:
    return [t.plain(text) for name, text in _BINDS.items() if name in names]


def _link(label: str, url: str | None) -> tuple[tuple[Button, ...], ...]:
    return ((Button(label, url=url),),) if url else ()
