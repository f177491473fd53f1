"""The words of every kind of debt, by channel and language, written out for people to read.

`python -m tests.golden.scripts` writes them anew; the difference is then read before it is
committed. One file a kind of debt and channel: `tests/golden/scripts/<locale>/<kind>-<channel>.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot import catalogs
from bot.ui import cards_scripts, cards_scripts_says
from bot.ui.texts import Catalogs
from coach.debts import (
    Answer,
    Debt,
    DebtKind,
    Gate,
    LastPaid,
    LenderKind,
    Stage,
    Whose,
    is_priority,
)
from coach.gate import allowed
from coach.hardship import Hardship
from coach.limits import NO_WISHES, Ground, Wishes
from coach.money import Money
from coach.objections import objections, reply
from coach.plans import Plan, PlanKind, PlanStatus
from coach.proposals import Circumstances
from coach.script_lines import Aim, Channel, Name
from coach.scripts import Brief, Figures, draft
from coach.scripts_change import Change, change_request
from coach.slate import propose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ui.texts import Texts
    from coach.script_lines import Script

HERE = Path(__file__).with_name("scripts")
TODAY = date(2026, 3, 2)
FIRST = date(2026, 4, 15)
YEARS = 3
LOCALES = ("en", "zh_Hans_CN")
GATE = Gate(Answer.YES, Answer.YES, date(2026, 1, 15))
CREDITORS = {
    "en": {"bank": "Northbank card", "app": "QuickApp loan", "agency": "Field Collections",
           "friend": "the money from Sam", "flat": "Rent, Elm Street",
           "council": "Council tax", "power": "Northpower"},
    "zh_Hans_CN": {"bank": "北方银行信用卡", "app": "快贷平台", "agency": "某催收公司",
                   "friend": "向小陈借的钱", "flat": "房租",
                   "council": "个人所得税", "power": "北方电力"},
}  # fmt: skip


def cny(amount: int) -> Money:
    """Return an amount of the example."""
    return Money.of(amount, "CNY")


CARD = Debt(
    1, 1, "bank", DebtKind.CARD, LenderKind.BANK, Whose.MINE, Stage.OVERDUE, None,
    cny(13500), interest=cny(400), fees=cny(100), due_day=15, gate=GATE,
)  # fmt: skip
LOAN = replace(CARD, creditor="app", kind=DebtKind.ONLINE_LOAN, lender=LenderKind.PLATFORM)
SOLD = replace(CARD, creditor="agency", lender=LenderKind.COLLECTOR, stage=Stage.COLLECTOR)
FRIEND = replace(
    CARD, creditor="friend", kind=DebtKind.FAMILY, lender=LenderKind.PRIVATE,
    interest=None, fees=None,
)  # fmt: skip
RENT = replace(
    CARD, creditor="flat", kind=DebtKind.RENT, lender=LenderKind.PRIVATE, interest=None, fees=None,
)  # fmt: skip
TAX = replace(
    CARD, creditor="council", kind=DebtKind.TAX, lender=LenderKind.PUBLIC_BODY,
    interest=None, fees=None,
)  # fmt: skip
POWER = replace(TAX, creditor="power", kind=DebtKind.UTILITY, lender=LenderKind.NOT_SURE)
ILL = Hardship("illness", date(2026, 1, 1), date(2026, 9, 1), "income_less", cny(8000), cny(5000))
NO_PAY = Hardship("job_loss", date(2026, 1, 1), None, "income_none", None, None)
PAID = Figures(cny(5000), cny(4000), cny(100), cny(900), cny(600), alone=False)


@dataclass(frozen=True)
class Case:
    """One kind of debt; `left` is False where nothing is left over.

    `home`: the budget holds the rent that falls due.
    """

    debt: Debt
    hardship: Hardship | None = ILL
    left: bool = True
    helping: bool = False
    aim: Aim = Aim.OFFER
    papers: tuple[Name, ...] = field(default=(Name("evidence.item.income_proof"),))
    wishes: Wishes = NO_WISHES
    home: bool = False


def _gate(**answers: object) -> Gate:
    return replace(GATE, **answers)  # type: ignore[arg-type]


NOTED = Wishes(Ground.RULE, ("22:00", "08:00"), 9, date(2026, 2, 20))
PERHAPS = Wishes(Ground.PERHAPS, ("21:00", "08:00"))
CASES = {
    "card": Case(CARD),
    "card-one-debt-no-reason": Case(CARD, None, papers=()),
    "card-nothing-left": Case(CARD, NO_PAY, left=False, papers=()),
    "card-questions": Case(CARD, aim=Aim.ASK),
    "card-time-first": Case(CARD, aim=Aim.PAUSE),
    "card-refused-again": Case(CARD, aim=Aim.AGAIN),
    "card-complaint": Case(CARD, aim=Aim.COMPLAIN),
    "card-write-only": Case(CARD, aim=Aim.LIMIT, wishes=NOTED),
    "card-write-only-helper": Case(CARD, aim=Aim.LIMIT, helping=True),
    "joint-write-only": Case(replace(CARD, whose=Whose.JOINT), aim=Aim.LIMIT),
    "card-helper": Case(CARD, helping=True),
    "card-helper-nothing-left": Case(CARD, NO_PAY, left=False, helping=True, papers=()),
    "online-loan": Case(LOAN),
    "collector": Case(SOLD),
    "collector-write-only": Case(SOLD, aim=Aim.LIMIT, wishes=PERHAPS),
    "collector-proof": Case(SOLD, aim=Aim.PROVE),
    "collector-proof-helper": Case(SOLD, aim=Aim.PROVE, helping=True),
    "collector-not-proved": Case(replace(SOLD, unproved=True)),
    "collector-questions": Case(SOLD, aim=Aim.ASK),
    "family": Case(FRIEND),
    "family-nothing-left": Case(FRIEND, NO_PAY, left=False),
    "family-questions": Case(FRIEND, aim=Aim.ASK),
    "family-refused-again": Case(FRIEND, aim=Aim.AGAIN),
    "family-helper": Case(FRIEND, helping=True),
    "family-guaranteed": Case(replace(FRIEND, whose=Whose.GUARANTEED)),
    "family-inherited": Case(replace(FRIEND, whose=Whose.DECEASED)),
    "family-in-my-name": Case(replace(FRIEND, whose=Whose.FRAUD)),
    "family-partners": Case(replace(FRIEND, whose=Whose.PARTNERS)),
    "rent": Case(RENT, home=True),
    "rent-time": Case(RENT, left=False, home=True),
    "rent-nothing-known": Case(RENT, None, left=False, papers=()),
    "rent-questions": Case(RENT, aim=Aim.ASK),
    "rent-time-first": Case(RENT, aim=Aim.PAUSE),
    "rent-refused-again": Case(RENT, aim=Aim.AGAIN, home=True),
    "rent-helper": Case(RENT, helping=True),
    "tax-time": Case(TAX, left=False),
    "utility": Case(POWER),
    "utility-questions": Case(POWER, aim=Aim.ASK),
    "joint": Case(replace(CARD, whose=Whose.JOINT)),
    "guaranteed": Case(replace(CARD, whose=Whose.GUARANTEED)),
    "guaranteed-questions": Case(replace(CARD, whose=Whose.GUARANTEED), aim=Aim.ASK),
    "partners": Case(replace(CARD, whose=Whose.PARTNERS)),
    "inherited": Case(replace(CARD, whose=Whose.DECEASED)),
    "in-my-name": Case(replace(CARD, whose=Whose.FRAUD)),
    "in-my-name-helper": Case(replace(CARD, whose=Whose.FRAUD), helping=True),
    "not-mine": Case(replace(SOLD, gate=_gate(yours=Answer.NO))),
    "wrong-amount": Case(replace(SOLD, gate=_gate(right=Answer.NO))),
    "wrong-amount-complaint": Case(replace(SOLD, gate=_gate(right=Answer.NO)), aim=Aim.COMPLAIN),
    "too-old": Case(replace(SOLD, gate=_gate(last_paid=date(2020, 1, 1)))),
    "age-not-sure": Case(replace(SOLD, gate=_gate(last_paid=LastPaid.NOT_SURE))),
    "formal": Case(replace(CARD, formal=True)),
    "formal-helper": Case(replace(CARD, formal=True), helping=True),
    "illegal-lender": Case(replace(CARD, lender=LenderKind.ILLEGAL)),
}


def brief(case: Case, channel: Channel, locale: str) -> Brief:
    """Return what a case's words are made from, with a creditor's name of the language."""
    debt = replace(case.debt, creditor=CREDITORS[locale][case.debt.creditor])
    share = PAID.share if case.left else None
    nothing = replace(PAID, buffer=cny(0), pot=cny(0), share=cny(0))
    figures: Figures | None = PAID if case.left else nothing
    # Rent, energy and tax come before the pot: the budget knows no share of theirs.
    if is_priority(debt):
        figures = None
    elif case.hardship is None:
        figures = replace(PAID, alone=True, share=PAID.pot)
    return Brief(
        debt=debt,
        allowed=allowed(debt, debt.gate, YEARS, TODAY),
        channel=channel,
        proposal=propose(debt, share, Circumstances(FIRST)).recommended,
        figures=figures,
        hardship=case.hardship,
        papers=case.papers,
        helping=case.helping,
        aim=case.aim,
        wishes=case.wishes,
        rent_held=case.home,
    )


def written(t: Texts, known: Brief, script: Script | None) -> str:
    """Return the words as the other side hears or reads them."""
    if script is None:
        return t.plain("scripts.none_text") + "\n"
    if script.channel is Channel.LETTER:
        return cards_scripts.whole_letter(t, known, script, TODAY) + "\n"
    if script.channel is Channel.CHAT:
        every = cards_scripts.messages(t, script)
        return "\n".join(f"[{at}/{len(every)}]\n{each}\n" for at, each in enumerate(every, 1))
    blocks = []
    for part in script.parts:
        said = "\n".join(cards_scripts.words(t, each) for each in part)
        blocks.append(f"[{t.plain(cards_scripts.PARTS[part[0].part])}]\n{said}\n")
    return "\n".join(blocks)


def replies(t: Texts, known: Brief) -> str:
    """Return everything that may come back with the answer to it."""
    pairs = (
        f"{t.plain(cards_scripts_says.SAYS[each])}\n"
        f"  {cards_scripts.words(t, reply(known, each))}\n"
        for each in objections(known)
    )
    return "\n".join(pairs)


_REPLIES = (
    "card", "card-nothing-left", "guaranteed", "inherited", "too-old", "family", "family-questions",
)  # fmt: skip


RUNNING = Plan(7, 1, 1, PlanStatus.ACTIVE, PlanKind.INSTALMENTS, cny(900), 12, FIRST)
CHANGES = {
    "change-less": Change(RUNNING, "illness", FIRST, cny(300), date(2026, 9, 1), "bank"),
    "change-less-open": Change(RUNNING, "illness", FIRST, cny(300), None, "bank"),
    "change-pause": Change(RUNNING, "job_loss", FIRST, None, date(2026, 9, 1), "bank"),
    "change-helper": Change(RUNNING, "job_loss", FIRST, None, None, "bank", helping=True),
    "change-day": Change(RUNNING, "", creditor="bank", moved_to=date(2026, 5, 20)),
}
"""Requests to change a plan before a payment is missed (S11)."""


def change(t: Texts, asked: Change) -> str:
    """Return the request as chat messages, with a creditor's name of the language."""
    named = replace(asked, creditor=CREDITORS[t.locale][asked.creditor or "bank"])
    every = cards_scripts.messages(t, change_request(named))
    return "\n".join(f"[{at}/{len(every)}]\n{each}\n" for at, each in enumerate(every, 1))


def files() -> Iterator[tuple[Path, str]]:
    """Yield every golden file with what it should hold."""
    every = Catalogs(strict=True)
    for locale in LOCALES:
        t = every.texts(locale)
        for name, case in CASES.items():
            for channel in Channel:
                known = brief(case, channel, locale)
                made = draft(known)
                text = written(t, known, made)
                yield HERE / locale / f"{name}-{channel.value}.txt", text
        for name, asked in CHANGES.items():
            yield HERE / locale / f"{name}-chat.txt", change(t, asked)
        for name in _REPLIES:
            known = brief(CASES[name], Channel.PHONE, locale)
            yield HERE / locale / f"{name}-replies.txt", replies(t, known)


def write() -> None:
    """Write every file, and take away those that no case makes any more."""
    catalogs.compile_all()
    wanted = dict(files())
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in HERE.rglob("*.txt"):
        if path not in wanted:
            path.unlink()


if __name__ == "__main__":
    write()
