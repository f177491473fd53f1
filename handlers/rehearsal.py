"""A pretend call: an agent to choose, answers by tap or in one's own words, findings at the end.

Nothing is kept but the screen's address, which holds the place in the call.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.ui import callbacks, cards_proposals, cards_rehearsal
from bot.ui.cards import Button
from bot.ui.cards_rehearsal import Talk
from bot.ui.parse_rehearsal import rehearsed
from coach.gate import Passage
from coach.interview import Problem
from coach.money import Money
from coach.rehearsal import EXAMPLE, Said, answer, begin, figures, tapped
from coach.rehearsal_tree import END, TURNS, Agent, Move
from coach.scripts import is_private
from handlers import unexpected
from handlers.unexpected import NotHereError
from usecases import access, debts, forms, proposals

if TYPE_CHECKING:
    from bot.ui.cards import Card
    from coach.debts import Debt
    from coach.rehearsal import Figures
    from handlers.context import Ctx, Handler

AT = "rehearsal.at"
_LAST = re.compile(r"(?P<typed>_?)(?P<moves>[fwpat]*)(?P<named>[0-9]{0,15})")


async def _known(ctx: Ctx, debt_id: int) -> tuple[Debt | None, Figures, bool]:
    """Return the debt, its figures and whether three numbers would give own ones.

    Raises NotHereError where no call is practised.
    """
    if not debt_id:
        return None, EXAMPLE, False
    case = await proposals.of(ctx.work, debt_id)
    if not _practised(case):
        raise NotHereError
    own = figures(case.debt.balance, case.share, case.chosen, admits=case.allowed.admits)
    missing = case.allowed.admits and case.known is None
    return case.debt, own or EXAMPLE, missing


def _practised(case: proposals.Case) -> bool:
    """Tell whether an agent's call fits: not for an illegal lender, a person, an administrator."""
    unfit = {Passage.ONLY_SAFETY, Passage.ONLY_ADMINISTRATOR}
    return case.allowed.passage not in unfit and not is_private(case.debt)


async def show(ctx: Ctx, debt: str = "") -> Card | str:
    """Ask who should call; for whom no call is practised, lead to what helps there."""
    if not debt:
        return await _pick(ctx, 0)
    number = callbacks.number(debt)
    if number:
        case = await proposals.of(ctx.work, number)
        if case.allowed.passage is Passage.ONLY_SAFETY:
            return cards_rehearsal.unsafe(ctx.t, case.debt)
        if not _practised(case):
            return cards_rehearsal.not_here(ctx.t, case.debt)
        if case.allowed.unasked:
            return callbacks.pack("gate.ask", number)
    found, known, missing = await _known(ctx, number)
    return cards_rehearsal.start(ctx.t, found, known, ask_numbers=missing)


async def _pick(ctx: Ctx, page: int) -> Card | str:
    known = await debts.all_(ctx.work)
    if len(known) <= 1:
        return callbacks.pack("rehearsal", known[0].id if known else 0)
    return cards_proposals.pick_debt(ctx.t, known, page, "rehearsal", "rehearsal.page")


async def pick(ctx: Ctx, page: str = "0") -> Card | str:
    """Show more debts to choose from."""
    return await _pick(ctx, callbacks.number(page))


async def start(ctx: Ctx, debt: str = "", agent: str = "") -> str:
    """Let the agent call; an open form is set aside, so that typed words are answers here."""
    if agent not in set(Agent):
        raise NotHereError
    await _known(ctx, callbacks.number(debt))
    await forms.leave(ctx.work)
    return cards_rehearsal.address(Talk(callbacks.number(debt), begin(Agent(agent))))


async def at(ctx: Ctx, debt: str = "", turn: str = "", flags: str = "0", named: str = "0",
             last: str = "") -> Card:  # fmt: skip
    """Show what the agent says now."""
    if turn not in TURNS:
        raise NotHereError
    talk, known = await _talk(ctx, debt, turn, flags, named, last)
    return cards_rehearsal.turn(ctx.t, talk, known, _ways(ctx, talk, known))


async def _talk(ctx: Ctx, debt: str, turn: str, flags: str, named: str,
                last: str) -> tuple[Talk, Figures]:  # fmt: skip
    """Read a talk from its address; `turn` is a turn's id, or the agent's letter at the end."""
    over = turn in set(Agent)
    if not over and turn not in TURNS:
        raise NotHereError
    agent = Agent(turn) if over else TURNS[turn].agent
    number = callbacks.number(debt)
    _, known, _ = await _known(ctx, number)
    currency = known.owed.currency
    call = cards_rehearsal.call_of(agent, END if over else turn, flags, named, currency)
    read = _LAST.fullmatch(last)
    if not last or read is None:
        return Talk(number, call), known
    minor = callbacks.number(read["named"])
    said = Said(frozenset(map(Move, read["moves"])), Money(minor, currency) if minor else None)
    return Talk(number, call, said, typed=bool(read["typed"])), known


def _ways(ctx: Ctx, talk: Talk, known: Figures) -> tuple[Button, ...]:
    """Return a button a way; each holds the address that it leads to."""
    buttons = []
    for move, _ in TURNS[talk.call.turn].ways:
        said = tapped(move, known)
        then = Talk(talk.debt_id, answer(talk.call, said, known), said)
        to = cards_rehearsal.address(then)
        buttons.append(Button(cards_rehearsal.label(ctx.t, move, known), data=to))
    return tuple(buttons)


async def end(ctx: Ctx, debt: str = "", agent: str = "", flags: str = "0", named: str = "0",
              last: str = "") -> Card:  # fmt: skip
    """Show what can be said of the call."""
    if agent not in set(Agent):
        raise NotHereError
    talk, known = await _talk(ctx, debt, agent, flags, named, last)
    return cards_rehearsal.ended(ctx.t, talk, known)


def in_call(ctx: Ctx) -> bool:
    """Tell whether a pretend call is what they look at."""
    return callbacks.unpack(ctx.work.person.screen)[0] == AT


async def typed(ctx: Ctx) -> Card | str:
    """Take typed words as the answer; what can't be read is asked again and costs nothing."""
    _, arguments = callbacks.unpack(ctx.work.person.screen)
    try:
        talk, known = await _talk(ctx, *(*arguments, "", "", "", "", "")[:5])
    except (NotHereError, access.NotYoursError):
        return "home"  # the debt is gone since
    said = rehearsed(ctx.text, known.owed, ctx.t.locale)
    if isinstance(said, Problem):
        note = ctx.t.t(said.text)
        meant = unexpected.glossary(ctx)
        return meant or cards_rehearsal.turn(ctx.t, talk, known, _ways(ctx, talk, known), note)
    then = Talk(talk.debt_id, answer(talk.call, said, known), said, typed=True)
    return cards_rehearsal.address(then)


async def command(_: Ctx) -> str:
    """Answer /rehearse."""
    return "rehearsal"


SCREENS: dict[str, Handler] = {
    "rehearsal": show,
    "rehearsal.page": pick,
    AT: at,
    "rehearsal.end": end,
}
ACTIONS: dict[str, Handler] = {"rehearsal.start": start}
COMMANDS: dict[str, Handler] = {"rehearse": command, "演练": command}
