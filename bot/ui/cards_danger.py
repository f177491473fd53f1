"""Help before anything else: what to do now, and whom to call where the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go
from bot.ui.cards_regions import regions
from bot.ui.texts import Raw
from coach.danger import Sign
from coach.packs import FRAUD, helplines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.texts import Texts
    from coach.packs import Helpline, RegionPack

FIRST = (Sign.SELF_HARM, Sign.THREAT, Sign.COURT, Sign.LOAN_SHARK)
MORE = (Sign.EVICTION, Sign.NO_FOOD, Sign.CONTROL, Sign.ADVANCE_FEE, Sign.POLICE)
LABELS = {
    Sign.SELF_HARM: "danger.label.self_harm",
    Sign.THREAT: "danger.label.threat",
    Sign.CONTROL: "danger.label.control",
    Sign.NO_FOOD: "danger.label.no_food",
    Sign.LOAN_SHARK: "danger.label.loan_shark",
    Sign.POLICE: "danger.label.police",
    Sign.EVICTION: "danger.label.eviction",
    Sign.COURT: "danger.label.court",
    Sign.ADVANCE_FEE: "danger.label.advance_fee",
    Sign.LAWYER_LETTER: "danger.label.lawyer_letter",
    Sign.LEGAL_WORRY: "danger.label.legal_worry",
}
WORDS = {
    Sign.SELF_HARM: "danger.words.self_harm",
    Sign.THREAT: "danger.words.threat",
    Sign.CONTROL: "danger.words.control",
    Sign.NO_FOOD: "danger.words.no_food",
    Sign.LOAN_SHARK: "danger.words.loan_shark",
    Sign.POLICE: "danger.words.police",
    Sign.EVICTION: "danger.words.eviction",
    Sign.COURT: "danger.words.court",
    Sign.ADVANCE_FEE: "danger.words.advance_fee",
    Sign.LAWYER_LETTER: "danger.words.lawyer_letter",
}
NEEDS = {
    Sign.SELF_HARM: ("crisis",),
    Sign.THREAT: ("police", "sharks"),
    Sign.CONTROL: ("police", "crisis"),
    Sign.NO_FOOD: ("debt",),
    Sign.LOAN_SHARK: ("sharks", "police"),
    Sign.POLICE: ("legal",),
    Sign.EVICTION: ("housing", "debt"),
    Sign.COURT: ("legal", "debt"),
    Sign.ADVANCE_FEE: (FRAUD, "complaint"),
    Sign.LAWYER_LETTER: ("legal", "debt"),
}
AT_ONCE = frozenset({Sign.SELF_HARM, Sign.THREAT, Sign.CONTROL, Sign.LOAN_SHARK})
"""Signs where the emergency number belongs on the screen."""
MORE_DOORS = frozenset({Sign.EVICTION, Sign.COURT})
"""Signs that more people help with than one number reaches: they are named beside it."""
MOST_LINES = 2
PLACES_FIRST = 2
"""Regions before the general one: a way on, or back from a false alarm, needs its button too."""


def door(t: Texts, *, more: bool) -> Card:
    """Return the signs, the most urgent first."""
    signs = MORE if more else FIRST
    buttons: list[Button | None] = [
        go(t.plain(LABELS[sign]), "danger.pause")
        if sign is Sign.SELF_HARM
        else go(t.plain(LABELS[sign]), "danger", sign.value)
        for sign in signs
    ]
    if not more:
        buttons.append(go(t.plain("danger.more"), "danger", "more"))
    return Card(t.t("danger.door"), column(*buttons) + foot(t, "danger" if more else None))


def help_(
    t: Texts, sign: Sign, pack: RegionPack | None, packs: Mapping[str, RegionPack],
    *, typed: bool, own: str | None = None, more: str = "", tells: bool = False,
) -> Card:  # fmt: skip
    """Return what to do now and whom to call; without a region, ask for it on the same screen.

    `typed`: the sign was found in a text, so one tap can say that it was only an answer.
    `own` is the region to offer first, `more` the address of the other places. `tells`: they have
    a counsellor, who is told only if they say so; where they are is asked first.
    """
    if sign is Sign.LEGAL_WORRY:
        return _worry(t, typed=typed)
    parts = [t.t(WORDS[sign])]
    parts += _who(t, sign, pack) if pack else [t.t("danger.where")]
    rows = () if pack else _regions(t, sign, packs, 0, own, more)
    rows += column(
        _tell(t) if tells and pack else None,
        go(t.plain("danger.false_alarm"), "danger.answer") if typed else None,
        *(() if typed and pack is None else _ways_on(t, sign)),
        _gentler(t, sign) if pack else None,
        go(t.plain("danger.elsewhere"), "danger.where", sign.value) if pack else None,
    )
    back = None if sign is Sign.SELF_HARM else "danger"
    return Card("\n\n".join(parts), rows + foot(t, back))


def _tell(t: Texts) -> Button:
    return go(t.plain("danger.tell"), "danger.tell")


def _worry(t: Texts, *, typed: bool) -> Card:
    """Return the question whether anything has come, where somebody only fears it."""
    rows = column(
        go(t.plain("danger.nothing_came"), "danger.calm"),
        go(t.plain("danger.they_called"), "danger", Sign.POLICE.value),
        go(t.plain("danger.papers_came"), "danger", Sign.COURT.value),
        go(t.plain("danger.false_alarm"), "danger.answer") if typed else None,
    )
    return Card(t.t("danger.words.legal_worry"), rows + foot(t, "danger"))


def calm(t: Texts) -> Card:
    """Return what can be done where nothing has come; it promises nothing (care 9)."""
    rows = column(
        go(t.plain("danger.say_this"), "contacted"),
        go(t.plain("danger.free_help"), "helplines"),
    )
    return Card(t.t("danger.calm"), rows + foot(t, "danger", Sign.LEGAL_WORRY.value))


def beside(t: Texts, sign: Sign, back: tuple[str, ...]) -> tuple[Button, str]:
    """Return the way to help, and the words for it, beside something noted that holds a sign."""
    unsafe = "danger.not_safe" if sign in AT_ONCE else LABELS[sign]
    return go(t.plain(unsafe), "danger", sign.value, *back), t.t("danger.noted")


def _lines(t: Texts, needs: tuple[str, ...], pack: RegionPack) -> tuple[list[str], dict[str, str]]:
    """Return whom to call for some needs, and the pack's words for needs without a line.

    Emergency numbers stand on a line of their own and are left out here, unless a pack says
    that fraud is reported there too.
    """
    words = pack.words(t.locale)
    found: dict[str, Helpline] = {}
    missing: dict[str, str] = {}
    for need in needs:
        lines = helplines(pack, need)
        if need != FRAUD:
            lines = tuple(line for line in lines if line.number not in pack.emergency)
        found.update((line.id, line) for line in lines)
        if not lines and need in words.needs:
            missing[need] = t.show(words.needs[need], html=True)
    shown = [
        t.t(
            "danger.line",
            name=words.helplines[line.id].title,
            number=Raw(f"<code>{t.show(line.number, html=True)}</code>"),
            hours=words.helplines[line.id].text,
        )
        for line in found.values()
    ]
    return shown, missing


def _who(t: Texts, sign: Sign, pack: RegionPack) -> list[str]:
    shown, missing = _lines(t, NEEDS[sign], pack)
    at_once = sign in AT_ONCE
    # What the sign asks for first comes first, even where there is only a word for it and no line.
    first = NEEDS[sign][0]
    leads = missing.get(first, "")
    if sign in MORE_DOORS:
        leads = t.show(pack.words(t.locale).needs.get(first, ""), html=True)
    if at_once and first == "police":
        leads = ""
    shown = ([leads] if leads else []) + shown[: MOST_LINES - bool(leads)]
    if at_once and pack.emergency:
        numbers = " / ".join(pack.emergency)
        shown.append(
            t.t("danger.emergency", number=Raw(f"<code>{t.show(numbers, html=True)}</code>"))
        )
    if at_once and not pack.emergency:
        shown.append(t.t("danger.emergency_unknown"))
    return ["\n".join(shown)] if shown else list(missing.values())[:1]


def still(t: Texts, pack: RegionPack | None, *, tells: bool = False) -> Card:
    """Return the short word during the pause: one line to call, and the way on (care 6)."""
    shown, missing = _lines(t, ("crisis",), pack) if pack else ([], {})
    lines = [t.t("danger.still"), *(shown[:1] or list(missing.values())[:1])]
    rows = column(
        go(t.plain("danger.talk"), "danger.paused"),
        _tell(t) if tells else None,
        go(t.plain("danger.ready"), "danger.ready"),
        go(t.plain("danger.other_trouble"), "danger"),
    )
    # Home leads here as long as the pause lasts: a button back to this very card would do nothing.
    return Card("\n\n".join(lines), (*rows, (go(t.plain("nav.hide"), "hide"),)))


def listening(t: Texts, pack: RegionPack) -> list[str]:
    """Return who listens at once where they are, and the emergency number, for other screens."""
    return _who(t, Sign.SELF_HARM, pack)


def _regions(
    t: Texts, sign: Sign, packs: Mapping[str, RegionPack], number: int, own: str | None, more: str
) -> tuple[tuple[Button, ...], ...]:
    pick = ("danger.in", sign.value, None)
    further = more or f"danger.places:{sign.value}:{{}}"
    return regions(t, packs, number, pick, further, own, PLACES_FIRST)


def _ways_on(t: Texts, sign: Sign) -> tuple[Button | None, ...]:
    match sign:
        case Sign.SELF_HARM:
            return (go(t.plain("danger.ready"), "danger.ready"),)
        case Sign.COURT | Sign.EVICTION:
            return (go(t.plain("danger.deadline"), "deadline.new"),)
        case Sign.LAWYER_LETTER:
            return (go(t.plain("danger.papers_came"), "danger", Sign.COURT.value),)
        case Sign.NO_FOOD:
            return (go(t.plain("danger.first_things"), "budget.humane"),)
        case Sign.CONTROL:
            return (go(t.plain("danger.shared"), "privacy.shared"),)
        case _:
            return ()


def _gentler(t: Texts, sign: Sign) -> Button | None:
    """Return the way to what looks like this sign, and is less."""
    less = {Sign.COURT: Sign.LAWYER_LETTER, Sign.POLICE: Sign.LEGAL_WORRY}.get(sign)
    return go(t.plain(LABELS[less]), "danger", less.value) if less else None


def where(
    t: Texts, sign: Sign, packs: Mapping[str, RegionPack], number: int = 0,
    own: str | None = None, more: str = "", back: tuple[str, ...] = (),
) -> Card:  # fmt: skip
    """Return the question where they are; `number` is the page, `back` their way back."""
    rows = _regions(t, sign, packs, number, own, more)
    here = ("danger.paused",) if sign is Sign.SELF_HARM else ("danger", sign.value)
    return Card(t.t("danger.where"), rows + foot(t, *(back or here)))


def helpline_where(
    t: Texts, packs: Mapping[str, RegionPack], then: tuple[str, ...], number: int = 0,
    own: str | None = None,
) -> Card:  # fmt: skip
    """Return the question where they are, on the way to helplines."""
    more = ":".join(("helplines.places", "{}", *then))
    rows = regions(t, packs, number, ("helplines.in", None, *then), more, own)
    back = ("helplines", *then) if number else ()
    return Card(t.t("danger.where"), rows + foot(t, *back))


def complain(t: Texts, pack: RegionPack) -> Card:
    """Return who takes complaints after a refusal or pressure, and where free help is (S14)."""
    shown, missing = _lines(t, ("complaint",), pack)
    text = "\n".join((t.t("danger.complain"), *shown[: 2 * MOST_LINES], *missing.values()))
    rows = column(
        go(t.plain("danger.free_help"), "helplines"),
        go(t.plain("start.door.danger"), "danger"),
    )
    return Card(text, rows + foot(t, "contacts"), long=True)


def helpline(t: Texts, pack: RegionPack) -> Card:
    """Return people who listen and advise, free."""
    shown, missing = _lines(t, ("debt", "crisis", "legal"), pack)
    text = "\n".join((t.t("danger.helpline"), *shown[: 2 * MOST_LINES], *missing.values()))
    rows = column(go(t.plain("start.door.danger"), "danger"))
    return Card(text, rows + foot(t, "home"), long=True)


def again(t: Texts) -> Card:
    """Return the request to type it once more."""
    rows = column(go(t.plain("danger.go_on"), "form"))
    return Card(t.t("danger.again"), rows + foot(t))
