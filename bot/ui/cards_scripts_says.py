"""What may come back, and a calm answer to it, with the rule behind it where one binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, column, copy, foot, go
from bot.ui.cards_limits import family_button
from bot.ui.cards_scripts import spoken
from bot.ui.texts import Id
from coach.objections import TO_LEGAL_AID, TO_SAFETY, Objection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.script_view import Voice
    from coach.packs import Words
    from coach.script_lines import Line
    from coach.scripts import Brief

SAYS = {
    Objection.YOURS: "scripts.says.yours",
    Objection.PAY_TODAY: "scripts.says.pay_today",
    Objection.WILL_SUE: "scripts.says.will_sue",
    Objection.NO_POLICY: "scripts.says.no_policy",
    Objection.OFFERED_MORE: "scripts.says.offered_more",
    Objection.PART_NOW: "scripts.says.part_now",
    Objection.HEAD_OFFICE: "scripts.says.head_office",
    Objection.ONLY_TODAY: "scripts.says.only_today",
    Objection.NOT_WRITTEN: "scripts.says.not_written",
    Objection.ASK_RELATIVES: "scripts.says.ask_relatives",
    Objection.WORK: "scripts.says.work",
    Objection.VISIT: "scripts.says.visit",
    Objection.ARREST: "scripts.says.arrest",
    Objection.RECORD: "scripts.says.record",
    Objection.NEW_LOAN: "scripts.says.new_loan",
    Objection.FEE_FIRST: "scripts.says.fee_first",
    Objection.CODE: "scripts.says.code",
    Objection.EXCUSES: "scripts.says.excuses",
    Objection.NEED_IT: "scripts.says.need_it",
    Objection.SHOUTING: "scripts.says.shouting",
}
SHOWN = 4


def they_say(v: Voice, brief: Brief, shown: Sequence[Objection], page: int) -> Card:
    """Return what may come back, to choose from."""
    t, debt_id, code = v.t, brief.debt.id, v.view.code
    pages = max(-(-len(shown) // SHOWN), 1)
    begin = page % pages * SHOWN
    buttons = [
        go(t.plain(SAYS[each]), "script.reply", debt_id, each.value, code)
        for each in shown[begin : begin + SHOWN]
    ]
    if pages > 1:
        following = (page + 1) % pages
        buttons.append(go(t.plain("scripts.more"), "script.say", debt_id, code, following))
    back = foot(t, "script", debt_id, "phone", code)
    return Card(t.t("scripts.says_ask"), column(*buttons) + back)


def reply(
    v: Voice, brief: Brief, objection: Objection, answer: Line, rules: Sequence[Words]
) -> Card:
    """Return the calm answer to one thing they may say; `rules` are those behind it that bind."""
    t, code = v.t, v.view.code
    said, block = spoken(v, (answer,))
    lines = [t.t("scripts.reply_text", says=Id(SAYS[objection]), words=block)]
    if objection in TO_LEGAL_AID:
        lines.append(t.t("scripts.note.legal"))
    if objection is Objection.CODE:
        lines.append(t.t("scripts.never"))
    for each in rules:
        lines.append(t.t("scripts.rule", title=each.title, text=each.text))
        if each.caution:
            lines.append(t.t("scripts.caution", caution=each.caution))
    rows = column(
        copy(t.plain("scripts.copy"), said),
        family_button(t, brief.debt) if objection is Objection.ASK_RELATIVES else None,
        go(t.plain("scripts.another"), "script.say", brief.debt.id, code),
        go(t.plain("scripts.safety"), "danger") if objection in TO_SAFETY else None,
        go(t.plain("scripts.call_over"), "contact.new", brief.debt.id),
    )
    back = foot(t, "script", brief.debt.id, "phone", code)
    return Card("\n\n".join(lines), rows + back, long=True)
