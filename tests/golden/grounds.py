"""What every line stands on: the person's own answers, or a pack's fact with source and grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.script_lines import Fact
from tests.golden.marks import cell, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.packs import RegionPack, Source
    from tests.golden.teller import Answer, Spoken, Teller

DEBT, BUDGET = ("debt",), ("budget", "budget_full")
FORMS: dict[Fact, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Fact.CREDITOR: (DEBT, ("line", "creditor", "principal", "interest", "fees")),
    Fact.LENDER: (DEBT, ("lender",)),
    Fact.WHOSE: (DEBT, ("whose",)),
    Fact.GATE: (("gate",), ()),
    Fact.BUDGET: (BUDGET, ()),
    Fact.SHARE: ((*BUDGET, "rate"), ()),
    Fact.HARDSHIP: (("hardship",), ()),
    Fact.PROPOSAL: (("own_amount", "lump_sum"), ()),
    Fact.CONTACT: (("contact",), ()),
    Fact.PLAN: (("plan",), ()),
    Fact.CHANGE: (("change",), ()),
}
"""The forms and questions that tell a fact; no questions: all of the form's."""
TAPS = {Fact.PROPOSAL: "proposal.choose", Fact.EVIDENCE: "evidence.", Fact.HELPING: "helping"}
"""The taps that tell a fact."""
CAUTIONS = ("核实", "please check")
"""A number that is not certain says so in its own note."""
HEAD = """\
## What each line rests on

Grade A: regulator, statute, the charity or bank itself. B: press, law firm, local government, or a
copy of such a page elsewhere. C: uncertain, and shown with that caution. *own*: the person's own
answer. *method*: how one asks well; it says nothing about the person, the debt or the law.

| Line | Rests on | Grade |
|---|---|---|
"""


async def table(teller: Teller) -> str:
    """Return the page's table."""
    rows = dict.fromkeys((*_copied(teller), *_sentences(teller), *_facts(teller)))
    return HEAD + "\n".join(f"| {cell(a)} | {b} | {c} |" for a, b, c in rows)


def _copied(teller: Teller) -> Iterator[tuple[str, str, str]]:
    """Yield words to copy outside scripts: of the first door, and questions about an offer."""
    for words, screen, at in teller.copied:
        if screen.startswith("contacted"):
            yield words, "method: admits nothing, names no sum", "method"
        elif screen.startswith("offer"):
            offers = [a.said for a in teller.answers[:at] if a.form == "check"]
            yield words, f"the offer as it was typed: “{cell(offers[-1])}”", "own"


def _sentences(teller: Teller) -> Iterator[tuple[str, str, str]]:
    for each in teller.spoken:
        known = [fact for fact in each.line.facts if fact is not Fact.METHOD]
        grounds = "<br>".join(dict.fromkeys(_ground(teller, each, fact) for fact in known))
        yield each.words, grounds or "method", "own" if known else "method"


def _ground(teller: Teller, spoken: Spoken, fact: Fact) -> str:
    said = [f"{cell(a.asked)}: “{cell(a.said)}”" for a in _answers(teller, spoken, fact)]
    begins = TAPS.get(fact)
    said += [
        f"tapped “{cell(label)}”"
        for data, label in teller.chosen
        if begins and data.startswith(begins)
    ]
    if fact is Fact.PROPOSAL:
        said.append("worked out from the debt and the budget")
    return f"{fact.value}: " + ("; ".join(dict.fromkeys(said)) or "told by the taps above")


def _answers(teller: Teller, spoken: Spoken, fact: Fact) -> list[Answer]:
    """Return the newest answer to each question that tells the fact of this debt."""
    forms, questions = FORMS.get(fact, ((), ()))
    found: dict[tuple[str, str], Answer] = {}
    for each in teller.answers[: spoken.at]:
        about = each.subject
        if about is None and each.run in teller.runs:
            about = teller.runs.index(each.run) + 1
        if each.form in forms and (not questions or each.question in questions):
            if each.form not in BUDGET and about not in (None, spoken.debt):
                continue
            found[each.form, each.question] = each
    return list(found.values())


def _facts(teller: Teller) -> Iterator[tuple[str, str, str]]:
    """Yield what a pack says that stood on any card, with its source; never typed by hand."""
    shown = [plain(seen.text) for step in teller.steps for seen in step.cards]
    locale = teller.texts.locale
    tapped = {part for data, _ in teller.chosen for part in data.split(":")}
    packs = sorted(
        teller.world.services.packs.values(), key=lambda pack: (pack.id not in tapped, pack.id)
    )
    told: set[str] = set()
    for pack in packs:
        hedge = pack.words(locale).hedge
        for words, title, name, source in _known(pack, locale):
            cards = [text for text in shown if words in text]
            named = [
                line
                for text in shown
                for line in text.split("\n")
                if title and line.startswith((f"{title}：", f"{title}:"))
            ]
            if named and not cards:
                words = named[0]  # noqa: PLW2901  # a cap beside an offer, in the offer's words
                cards = [text for text in shown if words in text]
            if not cards or words in told:
                continue
            told.add(words)
            where = f"{pack.id} {name}, [source]({source.url}), checked {source.checked_on}"
            yield words, where, _grade(pack.id, name, source, cards, hedge)


def _grade(pack: str, name: str, source: Source, cards: list[str], hedge: str) -> str:
    """Return the grade; what is uncertain must have stood with its caution on every card."""
    if source.certain:
        return source.grade
    if name.startswith("term"):
        return "C (to be asked for, not told as law)"
    own = any(each in text for text in cards for each in CAUTIONS)
    hedged = own if name.startswith("helpline") else all(hedge in text for text in cards)
    assert hedged, f"{pack} {name} stands without its caution"
    return "C (with caution)"


def _known(pack: RegionPack, locale: str) -> Iterator[tuple[str, str, str, Source]]:
    """Yield each thing that a pack says: its words, its title, its name, its source."""
    words = pack.words(locale)
    for rule in pack.rules:
        said = words.rules[rule.id]
        yield said.text, said.title, f"rule `{rule.id}`", rule.source
    for term in pack.terms:
        yield words.terms[term.id], "", f"term `{term.id}`", term.source
    for line in pack.helplines:
        between = "：" if locale.startswith("zh") else ": "
        said = f"{words.helplines[line.id].title}{between}{line.number}"
        yield said, "", f"helpline `{line.id}`", line.source
    for period in pack.periods:
        yield words.periods[period.id], "", f"period `{period.id}`", period.source
    yield words.limitation, "", "limitation", pack.limitation.source
