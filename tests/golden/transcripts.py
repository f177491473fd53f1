"""docs/transcripts: seven people's whole way, from the real application, each with its table.

`python -m tests.golden.transcripts` writes the pages anew; a test compares them.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.golden.grounds import table
from tests.golden.marks import quoted
from tests.golden.paths import PATHS
from tests.golden.teller import tell

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Seen
    from tests.golden.paths import Path as Way
    from tests.golden.teller import Step

HERE = Path(__file__).resolve().parents[2] / "docs" / "transcripts"
FOOT = frozenset({
    "f.why", "f.back", "f.leave", "f.more", "hide", "home", "danger", "language", "privacy",
})  # fmt: skip
"""Buttons that stand below nearly every card."""


async def page(name: str) -> str:
    """Return a person's page as it should be."""
    way = PATHS[name]
    async with tell(way.person, way.language) as teller:
        await way.walk(teller)
        steps = [_step(each) for each in teller.steps]
        return "\n\n".join((_head(way), *steps, await table(teller))) + "\n"


def _head(way: Way) -> str:
    language = {"en": "English", "zh-hans": "Chinese (简体中文)"}[way.language]
    return (
        f"# {way.title}\n\n"
        f"Language of the chat: {language}. {way.about}\n\n"
        "Written by `python -m tests.golden.transcripts` from the real application; a test "
        "compares the two. The person is invented. Left out are the buttons that stand below "
        "nearly every card (why, back, set aside, home, hide). Words in `this type` are there to "
        "be copied."
    )


def _step(step: Step) -> str:
    if step.did == "note":
        return f"*{step.said}*"
    head = f"**→ types:** {step.said}" if step.did == "types" else f"**→ taps** [{step.said}]"
    shown = [_card(each) for each in step.cards]
    toast = [f"> ({step.toast})"] if step.toast else []
    return "\n\n".join((head, *toast, *shown))


def _below_every_card(data: str) -> bool:
    """Tell whether the button stands below nearly every card; help for one sign does not."""
    return data in FOOT or data.split(":", maxsplit=1)[0] in FOOT - {"danger"}


def _card(seen: Seen) -> str:
    asks = "f.leave:" in str(seen.buttons) and "f.save:" not in str(seen.buttons)
    if asks:
        lines = ["> " + " · ".join(each[2:].rstrip("\\") for each in quoted(seen.text) if each[2:])]
    else:
        lines = quoted(seen.text)
    if seen.file:
        lines.insert(0, f"> *({seen.file})*\\")
    labels = [
        f"[{button['text']}]"
        for row in seen.buttons
        for button in row
        if not _below_every_card(str(button.get("callback_data", "")))
    ]
    if labels and asks:
        lines[-1] += " · " + " · ".join(labels)
    elif labels:
        lines += [">", "> " + " · ".join(labels)]
    return "\n".join(lines)


def write(names: list[str]) -> None:
    """Write the pages of those names, or all."""
    HERE.mkdir(parents=True, exist_ok=True)
    for name in names or PATHS:
        text = asyncio.run(page(name))
        (HERE / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
