"""Debts: list, add (guided or one typed line), change, delete with undo; and the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_debts, parse
from coach import masking, packs
from coach.interview import Problem
from coach.money import NO_CURRENCY
from coach.pack_words import limitation_words, rule_words
from handlers import asking
from usecases import debts, forms, plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.cards import Card
    from bot.ui.questions import Asked
    from coach.interview import Answers, Value
    from handlers.context import Ctx, Handler

SURELY_A_SUM = 100_00
"""In minor units: with less, a typed number is rather a day, a count or a time."""


async def show_all(ctx: Ctx) -> Card:
    """Show every debt."""
    return cards_debts.list_(ctx.t, await debts.all_(ctx.work))


async def show(ctx: Ctx, debt: str = "") -> Card:
    """Show one debt."""
    return cards_debts.one(ctx.t, await debts.one(ctx.work, callbacks.number(debt)))


async def add(ctx: Ctx) -> Card | str:
    """Begin a new debt; a typed line after /add fills what it says."""
    read = _line(ctx, {}) if ctx.text else None
    await debts.begin(ctx.work, None if isinstance(read, Problem) else read)
    shown = await forms.view(ctx.work) if read else None
    if shown is None or read is None:
        return "form"
    ctx.screen = "form"
    if isinstance(read, Problem):
        return await asking.draw(ctx, shown, note=ctx.t.t(read.text))
    note = ctx.t.t("form.noted", answer=read["line"])
    return await asking.draw(ctx, shown, note=note)


async def add_typed(ctx: Ctx) -> Card | str:
    """Write down as a debt what was typed at another form's question, which waits."""
    ctx.text = parse.clean(ctx.quoted)
    return await add(ctx)


def surely(ctx: Ctx) -> parse.DebtLine | None:
    """Return a text that is surely a debt: a name, a sum worth noting, and one figure more."""
    read = _read(ctx, NO_CURRENCY)
    if read is None or read.balance.minor < SURELY_A_SUM:
        return None
    more = (read.rate, read.due_day, read.payment, read.overdue_months)
    return read if any(each is not None for each in more) else None


def read_line(ctx: Ctx, asked: Asked) -> Mapping[str, Value] | Problem:
    """Read the debt form's line question."""
    return _line(ctx, asked.answers)


def _line(ctx: Ctx, known: Answers) -> Mapping[str, Value] | Problem:
    """Read one typed line (`Visa 12,000 18% day 15`) into answers of the debt form.

    Its sums are in the debt's currency; where it is from may not be known yet, and is never taken
    from where the person lives.
    """
    masked, _ = masking.mask(parse.clean(ctx.text))
    said = known.get("currency")
    read = _read(ctx, said if isinstance(said, str) else NO_CURRENCY)
    if read is None:
        return Problem("parse.debt.unclear")
    found = debts.line_answers(
        ctx.work,
        masked,
        read.creditor,
        read.balance,
        rate=read.rate,
        due_day=read.due_day,
        payment=read.payment,
        overdue_months=read.overdue_months,
        interest=read.interest,
        fees=read.fees,
    )
    kind = parse.kind(read.creditor)
    return found if kind is None else {"kind": kind, **found}


def _read(ctx: Ctx, currency: str) -> parse.DebtLine | None:
    masked, _ = masking.mask(parse.clean(ctx.text))
    return _one(parse.debt(masked, currency, ctx.t.locale, ctx.work.today))


def _one(read: parse.DebtLine | parse.Ambiguous[parse.DebtLine] | Problem) -> parse.DebtLine | None:
    """Return the one reading of a line, or None; a bare `$` is a dollar before nothing is known."""
    if isinstance(read, parse.Ambiguous):
        named = [each for each in read.options if each.balance.currency != NO_CURRENCY]
        return named[0] if len(named) == 1 else None
    return read if isinstance(read, parse.DebtLine) else None


async def edit(ctx: Ctx, debt: str = "") -> str:
    """Open the debt's answers for changing."""
    await debts.edit(ctx.work, callbacks.number(debt))
    return "form"


async def waiting(ctx: Ctx, debt: str = "") -> Card:
    """Show what waiting costs."""
    return cards_debts.waiting(ctx.t, await debts.one(ctx.work, callbacks.number(debt)))


async def delete(ctx: Ctx, debt: str = "") -> Card:
    """Ask once."""
    return cards_debts.delete_ask(ctx.t, await debts.one(ctx.work, callbacks.number(debt)))


async def delete_now(ctx: Ctx, debt: str = "") -> Card:
    """Delete, with a day to undo."""
    gone = await debts.delete(ctx.work, callbacks.number(debt))
    await plans.follow_debt(ctx.work, gone.id)
    return cards_debts.deleted(ctx.t, gone)


async def undo(ctx: Ctx, debt: str = "") -> str:
    """Bring a deleted debt back."""
    found = await debts.undelete(ctx.work, callbacks.number(debt))
    await plans.follow_debt(ctx.work, found.id)
    return callbacks.pack("debt", found.id)


async def show_gate(ctx: Ctx, debt: str = "") -> Card | str:
    """Show what the gate's answers mean; where they are not given yet, ask for them first."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    passage = debts.passage(ctx.work, found)
    if passage.unasked:
        return callbacks.pack("gate.ask", found.id)
    return cards_debts.gate(ctx.t, found, passage)


async def ask_gate(ctx: Ctx, debt: str = "") -> str:
    """Ask the three questions of the gate."""
    await debts.begin_gate(ctx.work, callbacks.number(debt))
    return "form"


async def show_warning(ctx: Ctx, debt: str = "") -> Card:
    """Show the warning about old debts."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    words = limitation_words(ctx.work.pack(found.region), ctx.t.locale, ctx.work.today)
    return cards_debts.warning(ctx.t, found, words.text, words.caution)


async def show_rules(ctx: Ctx, debt: str = "", page: str = "0") -> Card:
    """Show the rules that bind this debt where it is from, as far as they may be quoted today."""
    found = await debts.one(ctx.work, callbacks.number(debt))
    pack = ctx.work.pack(found.region)
    binding = packs.rules_for(pack, found.kind, found.lender, found.stage, ctx.work.today)
    # What holds at just this stage comes first: court papers before the hours of calls.
    ordered = sorted(binding, key=lambda rule: found.stage not in rule.binds.stages)
    holding = [(rule_words(pack, rule, ctx.t.locale), rule.source) for rule in ordered]
    timed = next((rule.id for rule in ordered if packs.period_for(pack, rule.id)), None)
    return cards_debts.rules(ctx.t, found, holding, callbacks.number(page), timed)


async def read_warning(ctx: Ctx, debt: str = "") -> str:
    """Note that the warning was read."""
    await debts.warning_read(ctx.work, callbacks.number(debt))
    return callbacks.pack("gate", callbacks.number(debt))


SCREENS: dict[str, Handler] = {
    "debts": show_all,
    "debt": show,
    "debts.waiting": waiting,
    "debts.rules": show_rules,
    "gate": show_gate,
    "gate.warning": show_warning,
}
ACTIONS: dict[str, Handler] = {
    "debts.add": add,
    "debts.typed": add_typed,
    "debts.edit": edit,
    "debts.delete": delete,
    "debts.delete2": delete_now,
    "debts.undo": undo,
    "gate.ask": ask_gate,
    "gate.read": read_warning,
}


async def debts_command(_: Ctx) -> str:
    """Answer /debts."""
    return "debts"


COMMANDS: dict[str, Handler] = {"debts": debts_command, "add": add}
