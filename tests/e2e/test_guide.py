"""A newcomer who types what the guide says has a running bot, in well under a quarter of an hour."""

from __future__ import annotations

import sys
from pathlib import Path

from tests import rehearse
from tests.sizes import SOAK


def test_the_guides_own_commands_lead_to_an_answered_start(tmp_path: Path) -> None:
    """In a soak the packages are fetched too, as on the newcomer's computer."""
    took = rehearse.rehearse(tmp_path, None if SOAK else Path(sys.prefix))
    assert sum(took.values()) < 15 * 60, took
    sys.stderr.write(f"guide: {sum(took.values()):.0f} s\n")


def test_the_guide_asks_for_nothing_that_the_rehearsal_leaves_out() -> None:
    """A command in a block of another kind would be typed by a newcomer and by no test."""
    guide = rehearse.GUIDE.read_text(encoding="utf-8")
    section = guide[guide.index(rehearse.SECTION) :]
    section = section[: section.index("\n## ", 1)]
    marks = [line for line in section.splitlines() if line.startswith("```")]
    assert marks == ["```sh", "```"] * len(rehearse.blocks(guide))
    assert len(rehearse.blocks(guide)) >= 6
