"""What a script is for and how to get in touch; the ladder after a refusal; the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import TITLE, Button, Card, column, foot, go
from bot.ui.cards_proposals import head
from bot.ui.cards_proposals_ladder import at_risk
from bot.ui.cards_scripts import OFFERING
from bot.ui.cards_settings import language_name
from bot.ui.script_view import View
from bot.ui.texts import Id, Raw
from coach.debts import Whose, needs_legal_aid
from coach.script_lines import Aim, Channel, Kind, short
from coach.scripts import may_pause

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ui.script_view import Voice
    from bot.ui.texts import Texts
    from coach.complaints import Route
    from coach.debts import Debt
    from coach.proposals import Proposal
    from coach.script_lines import Script
    from coach.scripts import Brief

KINDS = {
    Kind.OFFER: "scripts.kind.offer",
    Kind.HOLD: "scripts.kind.hold",
    Kind.QUESTIONS: "scripts.kind.questions",
    Kind.PROOF: "scripts.kind.proof",
    Kind.AMOUNT: "scripts.kind.amount",
    Kind.FRAUD: "scripts.kind.fraud",
    Kind.DECEASED: "scripts.kind.deceased",
    Kind.PARTNERS: "scripts.kind.partners",
    Kind.ADMINISTRATOR: "scripts.kind.administrator",
    Kind.CHANGE: "scripts.kind.change",
    Kind.PAUSE: "scripts.kind.pause",
    Kind.AGAIN: "scripts.kind.again",
    Kind.COMPLAINT: "scripts.kind.complaint",
    Kind.LIMIT: "limits.letter.kind",
    Kind.OWNER: "owners.ask.kind",
}
CHANNELS = {
    Channel.PHONE: "scripts.channel.phone",
    Channel.CHAT: "scripts.channel.chat",
    Channel.LETTER: "scripts.channel.letter",
}
HEARD = {
    "help": "scripts.heard.help_brief",
    "papers": "scripts.heard.papers_brief",
    "decides": "scripts.heard.decides_brief",
    "by_when": "scripts.heard.by_when_brief",
}
WHOSE = {
    Whose.JOINT: "scripts.note.joint",
    Whose.GUARANTEED: "scripts.note.guaranteed",
}
ROUTES_SHOWN = 3
LANGUAGES_SHOWN = 4


def none(t: Texts, brief: Brief) -> Card:
    """Say why nothing is written to such a lender, and lead to safety."""
    rows = column(go(t.plain("scripts.safety"), "danger", "loan_shark"))
    return Card(t.t("scripts.none_text"), rows + foot(t, "debt", brief.debt.id))


def overview(
    v: Voice, brief: Brief, script: Script, *, has_offer: bool, gainsaid: bool = False
) -> Card:
    """Say what these words are for, and ask how the contact is made.

    `gainsaid`: "no income" was said, and the budget has a pay.
    """
    t, debt, code = v.t, brief.debt, v.view.code
    lines = [t.t(KINDS[script.kind], creditor=short(debt.creditor, TITLE))]
    if needs_legal_aid(debt):
        lines.append(t.t("scripts.legal_aid"))
    if debt.whose in WHOSE:
        lines.append(t.t(WHOSE[debt.whose]))
    if brief.helping:
        lines.append(t.t("scripts.helping_note"))
    if v.said.locale != t.locale:
        lines.append(t.t("scripts.language_now", language=language_name(v.said.locale)))
    tells = script.kind in OFFERING
    if gainsaid and tells:
        lines.append(t.t("scripts.gainsaid"))
    channels = (Channel.CHAT, Channel.PHONE) if brief.private else tuple(Channel)
    buttons: list[Button | None] = [_way(t, each, debt, code) for each in channels]
    if tells and gainsaid:
        buttons.append(go(t.plain("scripts.make_agree"), "script.agree", debt.id))
    elif tells and brief.hardship is None:
        buttons.append(go(t.plain("scripts.say_why"), "script.why", debt.id))
    elif not tells and brief.allowed.admits:
        target = ("script", debt.id) if has_offer else ("negotiate", debt.id)
        buttons.append(go(t.plain("scripts.to_offer"), *target))
    buttons.append(go(t.plain("scripts.more_ways"), "script.more", debt.id, code))
    return Card("\n\n".join(lines), column(*buttons) + foot(t, "debt", debt.id), long=True)


def _way(t: Texts, channel: Channel, debt: Debt, code: str) -> Button:
    at = (1,) if channel is Channel.PHONE else ()
    return go(t.plain(CHANNELS[channel]), "script", debt.id, channel.value, code, *at)


def more(v: Voice, brief: Brief, script: Script, *, languages: bool) -> Card:
    """Return the other ways: time first, only questions, after a refusal, another language."""
    t, debt, view = v.t, brief.debt, v.view
    pauses = may_pause(debt) and brief.allowed.admits and view.aim is not Aim.PAUSE
    asks = brief.allowed.admits and script.kind is not Kind.QUESTIONS
    rows = column(
        _to(t.plain("scripts.pause"), debt, view.to(Aim.PAUSE)) if pauses else None,
        _to(t.plain("scripts.only_ask"), debt, view.to(Aim.ASK)) if asks else None,
        go(t.plain("scripts.refused"), "script.ladder", debt.id, view.code),
        go(t.plain("scripts.language"), "script.language", debt.id, view.code)
        if languages
        else None,
        go(t.plain("scripts.said"), "script.heard", debt.id),
    )
    back = foot(t, "script", debt.id, "all", view.code)
    return Card(t.t("scripts.more_text"), rows + back)


def _to(label: str, debt: Debt, view: View) -> Button:
    return go(label, "script", debt.id, "all", view.code)


def language(v: Voice, debt: Debt, locales: Sequence[str], page: int = 0) -> Card:
    """Ask in which language the words are said, alone or with the chat's own below."""
    t, aim = v.t, v.view.aim
    buttons = [go(language_name(t.locale), "script", debt.id, "all", aim.value)]
    for each in locales:
        if each != t.locale:
            named = language_name(each)
            both = t.plain("scripts.language_both", language=named)
            buttons.append(_to(named, debt, View(aim, each)))
            buttons.append(_to(both, debt, View(aim, each, beside=True)))
    pages = max(-(-len(buttons) // LANGUAGES_SHOWN), 1)
    begin = page % pages * LANGUAGES_SHOWN
    shown = buttons[begin : begin + LANGUAGES_SHOWN]
    if pages > 1:
        following = (page + 1) % pages
        shown.append(
            go(t.plain("scripts.more"), "script.language", debt.id, v.view.code, following)
        )
    back = foot(t, "script.more", debt.id, v.view.code)
    return Card(t.t("scripts.language_ask"), column(*shown) + back)


def ladder(v: Voice, brief: Brief, following: Proposal | None, way: Route) -> Card:
    """Return what comes after a refusal: once more, the next rung, the complaint and its time."""
    t, debt, view = v.t, brief.debt, v.view
    lines = [t.t("scripts.ladder_text")]
    buttons: list[Button | None] = []
    if brief.allowed.admits and brief.proposal is not None:
        lines.append(t.t("scripts.ladder_again"))
        buttons.append(_to(t.plain("scripts.to_again"), debt, view.to(Aim.AGAIN)))
        if following is not None:
            less = t.t("scripts.ladder_less", proposal=Raw(head(t, debt, following)))
            lines.append("\n".join((less, *at_risk(t, following))))
            buttons.append(_to(t.plain("scripts.to_less"), debt, view.to(Aim.LESS)))
    else:
        lines.append(t.t("scripts.ladder_ask"))
        buttons.append(_to(t.plain("scripts.to_ask"), debt, view.to(Aim.ASK)))
    if not brief.private:
        lines += _complaint(t, way)
        buttons.append(_to(t.plain("scripts.to_complaint"), debt, view.to(Aim.COMPLAIN)))
        buttons.append(go(t.plain("scripts.complaint_date"), "deadline.new", "complaint", debt.id))
    buttons.append(go(t.plain("scripts.free_help"), "helplines"))
    back = foot(t, "script.more", debt.id, view.code)
    return Card("\n\n".join(lines), column(*buttons) + back, long=True)


def _complaint(t: Texts, way: Route) -> list[str]:
    lines = [t.t("scripts.ladder_complaint")]
    if way.first:
        lines.append(t.show(way.first, html=True))
    lines += [
        t.t("scripts.route", name=name, number=Raw(f"<code>{t.show(number, html=True)}</code>"),
            note=note)
        for name, number, note in way.lines[:ROUTES_SHOWN]
    ]  # fmt: skip
    said = (*way.rules, *((way.time,) if way.time else ()))
    for each in said:
        lines.append(t.show(each.text, html=True))
        if each.caution:
            lines.append(t.t("scripts.caution", caution=each.caution))
    return lines


def agree(v: Voice, debt: Debt) -> Card:
    """Offer to change the reason or the numbers where both cannot be so."""
    t = v.t
    rows = column(
        go(t.plain("scripts.change_reason"), "script.why", debt.id),
        go(t.plain("scripts.change_numbers"), "negotiate.budget", debt.id),
    )
    return Card(t.t("scripts.agree_text"), rows + foot(t, "script", debt.id))


def heard(t: Texts, debt: Debt, known: Mapping[str, str]) -> Card:
    """Return what this creditor answered, and what to do with it."""
    lines = [t.t("scripts.heard_text", creditor=short(debt.creditor, TITLE))]
    lines += [
        t.t("scripts.heard_line", question=Id(name), answer=known[question])
        for question, name in HEARD.items()
        if question in known
    ]
    if not known:
        lines.append(t.t("scripts.heard_none"))
    rows = column(
        go(t.plain("scripts.note_heard"), "script.heard_ask", debt.id),
        go(t.plain("scripts.evidence"), "evidence", debt.id),
        go(t.plain("scripts.to_offer"), "negotiate", debt.id),
        go(t.plain("scripts.log"), "contact.new", debt.id),
    )
    return Card("\n".join(lines), rows + foot(t, "script", debt.id), long=True)
