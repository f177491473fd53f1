"""The first screen's words and doors, the way through, and what the shorter doors lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.cards import Button, Card, column, foot, go, pairs
from coach.path import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.texts import Texts
    from coach.path import Path

STEPS = {
    Step.DEBTS: "start.step.debts",
    Step.GATE: "start.step.gate",
    Step.BUDGET: "start.step.budget",
    Step.HARDSHIP: "start.step.hardship",
    Step.PROPOSAL: "start.step.proposal",
    Step.SCRIPT: "start.step.script",
    Step.EVIDENCE: "start.step.evidence",
    Step.CONTACT: "start.step.contact",
    Step.PLAN: "start.step.plan",
}


def home(t: Texts, host: str, *, resume: bool) -> Card:
    """Return the doors (care 1 and 12)."""
    run_by = t.t("start.host", host=host) if host else t.t("start.host_private")
    rows = column(
        go(t.plain("start.resume"), "start.resume") if resume else None,
        go(t.plain("start.door.contacted"), "contacted"),
        go(t.plain("start.door.offer"), "check"),
        go(t.plain("start.door.cannot"), "cannot"),
        go(t.plain("start.door.plan"), "plan.new"),
        go(t.plain("start.door.everything"), "path"),
        go(t.plain("start.door.danger"), "danger"),
    ) + pairs(
        [
            go(t.plain("start.other_language"), "language.other"),
            go(t.plain("start.who_sees"), "privacy"),
            go(t.plain("start.to_settings"), "settings"),
            go(t.plain("start.help_button"), "help"),
        ]
    )
    who = f"{t.t('start.hello')}\n{run_by}"
    return Card(f"{who}\n\n{t.t('start.ask')}", rows)


def path(
    t: Texts, known: Path, open_: Sequence[tuple[Step, str]], *, trial: bool, helping: bool
) -> Card:
    """Return the steps with their ticks, and the one next step; `open_` are steps to take now.

    Where nothing is recommended several are offered and none is marked.
    """
    lines = [t.t("start.path_helping") if helping else t.t("start.path")]
    for step in Step:
        mark = "✓" if step in known.done else ("→" if step is known.next and not t.informs else "·")
        lines.append(f"{mark} {t.t(STEPS[step])}")
    if known.next is None:
        lines.append(t.t("start.path_done"))
    if trial and known.done and known.next:
        lines.append(t.t("start.path_trial"))
    near = [go(t.plain("start.to_debts"), "debts"), go(t.plain("start.to_budget"), "budget")]
    rows = column(
        *(Button(t.plain(STEPS[step]), data=address) for step, address in open_),
        None if open_ else go(t.plain("start.to_plans"), "plans"),
        go(t.plain("start.keep"), "consents.ask", "path") if trial and known.done else None,
    ) + pairs([*([] if t.informs else near), go(t.plain("start.more"), "more")])
    return Card("\n".join(lines), rows + foot(t))


def more(t: Texts, *, coach: bool) -> Card:
    """Return the rest of what there is, so that everything is a tap away."""
    lessons = go(t.plain("start.to_lessons"), "lessons")
    groups = go(t.plain("start.to_learning"), "learning")
    rows = column(
        go(t.plain("start.to_plans"), "plans"),
        go(t.plain("start.to_contacts"), "contacts"),
        go(t.plain("start.to_evidence"), "evidence"),
        go(t.plain("start.to_checkin"), "checkin"),
        groups if coach else lessons,
    )
    return Card(t.t("start.more_text"), rows + foot(t, "path"))


def learning(t: Texts) -> Card:
    """Return what whoever runs a group has beside their own lessons."""
    rows = column(
        go(t.plain("start.to_lessons"), "lessons"),
        go(t.plain("start.to_groups"), "groups"),
    )
    return Card(t.t("start.learning"), rows + foot(t, "more"))


def cannot(t: Texts) -> Card:
    """Return what helps before a payment is missed when there is no plan yet."""
    rows = column(
        go(t.plain("start.cannot_budget"), "budget"),
        go(t.plain("start.cannot_words"), "contacted"),
        go(t.plain("start.door.everything"), "path"),
    )
    return Card(t.t("start.cannot"), rows + foot(t, "home"))


def help_(t: Texts) -> Card:
    """Return what there is, in a few lines."""
    rows = column(
        go(t.plain("start.door.everything"), "path"),
        go(t.plain("start.pass_on"), "passon"),
        go(t.plain("start.who_sees"), "privacy"),
        go(t.plain("start.to_settings"), "settings"),
        go(t.plain("unexpected.helpline"), "helplines"),
    )
    return Card(t.t("start.help"), rows + foot(t))


def cancelled(t: Texts, title: str | None, *, trial: bool) -> Card:
    """Say what was kept; `title` names the form that was under way."""
    if title is None:
        return Card(t.t("start.cancel_nothing"), foot(t))
    kept = t.t("start.cancel_trial") if trial else t.t("start.cancel_kept")
    rows = column(go(t.plain("start.resume"), "start.resume"))
    return Card(t.t("start.cancelled", title=t.plain(title)) + "\n\n" + kept, rows + foot(t))


def pass_on(t: Texts, link: str, share: str) -> Card:
    """Return a card that holds nothing of the person, to forward to someone else."""
    rows = column(
        Button(t.plain("start.pass_on_copy"), copy=t.plain("start.pass_on_words", link=link)[:256]),
        Button(t.plain("start.pass_on_share"), url=share),
    )
    words = t.t("start.pass_on_words", link=link)
    return Card(t.t("start.pass_on_intro") + f"\n\n<code>{words}</code>", rows + foot(t, "home"))
