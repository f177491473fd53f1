"""The record of contacts in words: its figures, its lines, what the region says of such contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Card, Paper, column, copy, foot, go
from bot.ui.cards_contacts import CHANNELS
from bot.ui.texts import Id, Raw
from coach.debts import LenderKind, relative_is_liable
from coach.forms_limits import REACHED
from coach.limits import caller_of
from coach.script_lines import Aim
from coach.scripts import is_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.cards import Button
    from bot.ui.texts import Texts
    from coach.debts import Debt
    from coach.limits import Recorded, Tally, Until
    from coach.packs import Source, Words

PAGE = 5
NAMES = {option.value: option.text for option in REACHED}


def record(
    t: Texts,
    debt: Debt | None,
    items: Sequence[Recorded],
    counted: Tally,
    page: int,
    before: Sequence[Until] = (),
) -> Card:
    """Return a record: the figures, the newest lines, and what can be done with them."""
    debt_id = debt.id if debt else 0
    name = debt.creditor if debt else Id("contacts.somebody")
    back = foot(t, "dealings", debt_id) if debt else foot(t, "contacts")
    new = go(t.plain("limits.new"), "limits.new", debt_id)
    letter, said = None, go(t.plain("contacts.do.complain"), "helplines", "complaint")
    home = family_button(t, debt)
    if debt is not None and debt.lender is LenderKind.ILLEGAL:
        said = go(t.plain("scripts.safety"), "danger", "loan_shark")
    elif debt is not None and not is_private(debt):
        letter = go(t.plain("limits.letter"), "script", debt_id, "all", Aim.LIMIT.value)
        said = go(t.plain("limits.rules"), "limits.rules", debt_id)
    if not items:
        return Card(t.t("limits.empty", name=name), column(new, letter, home, said) + back)
    first = page * PAGE if page * PAGE < len(items) else 0
    lines = [t.t("limits.title", name=name), _figures(t, counted)]
    lines += [line(t, each, before, html=True) for each in items[first : first + PAGE]]
    more = first // PAGE + 1 if first + PAGE < len(items) else 0
    rows = column(
        new,
        letter,
        home,
        said,
        go(t.plain("limits.file"), "limits.file", debt_id),
        go(t.plain("limits.more"), "limits", debt_id, more) if len(items) > PAGE else None,
    )
    return Card("\n\n".join(lines), rows + back, long=True)


def family_button(t: Texts, debt: Debt | None) -> Button | None:
    """Return the way to words for one's family, where none of them may owe the debt as well."""
    if debt is None or relative_is_liable(debt):
        return None
    return go(t.plain("limits.family"), "limits.family", debt.id)


def family(t: Texts, debt: Debt, *, helping: bool) -> Card:
    """Return what to send to one's family before somebody rings them; it admits nothing."""
    words = t.plain("limits.family.words_they" if helping else "limits.family.words")
    block = Raw(f"<code>{t.show(words, html=True)}</code>")
    rows = column(
        copy(t.plain("limits.family.copy"), words),
        go(t.plain("limits.new"), "limits.new", debt.id),
        go(t.plain("danger.label.threat"), "danger", "threat"),
    )
    text = t.t("limits.family.text", words=block)
    return Card(text, rows + foot(t, "limits", debt.id), long=True)


def _figures(t: Texts, counted: Tally) -> str:
    return t.t(
        "limits.figures",
        total=counted.total,
        week=counted.week,
        most=counted.most,
        elsewhere=counted.elsewhere,
    )


def line(t: Texts, each: Recorded, before: Sequence[Until], *, html: bool) -> str:
    """Return one contact of the record; what is not known is left out."""
    say = t.t if html else t.plain
    what = {"channel": Id(CHANNELS[each.channel]), "reached": Id(NAMES[each.reached])}
    if each.clock is None:
        parts = [say("limits.line_day", day=each.on, **what)]
    else:
        parts = [say("limits.line", day=each.on, clock=each.clock, **what)]
    then = caller_of(each, before)
    if then is not None:
        parts.append(say("limits.line_then", name=then))
    if each.number:
        parts.append(say("limits.line_number", number=each.number))
    if each.words:
        parts.append(say("limits.line_words", words=each.words))
    return "\n".join(parts)


def rules(t: Texts, debt: Debt, holding: Sequence[tuple[Words, Source]], *, relative: bool) -> Card:
    """Return the rules on contact that bind this debt and where they were read, or that none is known.

    `relative`: somebody close may owe it too, and may then be written to.
    """
    lines = [t.t("limits.rules_title", creditor=debt.creditor)]
    if not holding:
        lines.append(t.t("limits.rules_none"))
    for words, source in holding:
        said = t.t("debts.rule", title=words.title, text=words.text)
        if words.caution:
            said += "\n" + t.t("debts.rule_caution", caution=words.caution)
        elif source.certain:
            site = Raw(f"<code>{t.show(source.host, html=True)}</code>")
            said += "\n" + t.t("debts.rule_source", site=site, day=source.checked_on)
        lines.append(said)
    if relative:
        lines.append(t.t("limits.relative"))
    rows = column(
        go(t.plain("limits.letter"), "script", debt.id, "all", Aim.LIMIT.value),
        go(t.plain("contacts.do.complain"), "helplines", "complaint"),
        go(t.plain("danger.label.threat"), "danger", "threat"),
    )
    return Card("\n\n".join(lines), rows + foot(t, "limits", debt.id), long=True)


def as_file(
    t: Texts, debt: Debt | None, items: Sequence[Recorded], before: Sequence[Until]
) -> Card:
    """Return the record as a text file, oldest first, to go with a complaint."""
    name = debt.creditor if debt else Id("contacts.somebody")
    head = t.plain("limits.file_head", name=name)
    every = (line(t, each, before, html=False) for each in reversed(items))
    data = "\n\n".join((head, *every)).encode()
    debt_id = debt.id if debt else 0
    paper = Paper("note.txt", lambda: data)
    return Card(t.t("limits.file_text"), foot(t, "limits", debt_id), papers=(paper,))
