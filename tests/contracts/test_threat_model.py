"""What the threat model and the runbooks name exists: a defence that was removed must not be told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "docs" / "threat-model.md"
NAMED = re.compile(r"`((?:tests|bot|coach|handlers|usecases|storage|scheduler|deploy|docs|packs"
                   r"|requirements|console)/[\w./-]+|Dockerfile)(?:::(\w+))?`")  # fmt: skip
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
DOCS = ROOT / "docs"
PAGES = [
    MODEL, ROOT / "SECURITY.md", DOCS / "guide-operator.md", DOCS / "operators-postgresql.md",
    *sorted((DOCS / "runbooks").glob("*.md")), *sorted((DOCS / "templates").glob("*.md")),
]  # fmt: skip


def anchors(page: Path) -> set[str]:
    """Return what a link may point to in a page: its headings, as they are made into addresses."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_test_and_page_that_is_named_exists(page: Path) -> None:
    """Renamed tests take their name here along."""
    text = page.read_text(encoding="utf-8")
    missing = []
    for path, test in NAMED.findall(text):
        file = ROOT / path
        if not file.exists() or (test and f"def {test}(" not in file.read_text(encoding="utf-8")):
            missing.append(f"{path}::{test}")
    for link, anchor in LINK.findall(text):
        target = page.parent / link if link else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(f"{link}#{anchor}")
    assert missing == []


def test_every_row_says_what_remains_or_that_nothing_is_known_to() -> None:
    """A table whose last column is missing looks safer than it is."""
    rows = [line for line in MODEL.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    for row in rows:
        cells = row.strip().strip("|").split("|")
        assert len(cells) in {3, 5}, row


def test_every_actor_of_the_order_has_a_section() -> None:
    """The list comes from the people it is about."""
    text = MODEL.read_text(encoding="utf-8").lower()
    for actor in (
        "phone",
        "partner",
        "employer",
        "lender",
        "collector",
        "member of a group",
        "hijacked",
        "administrator",
        "thief of the server",
        "backup",
        "telegram itself",
    ):
        assert actor in text, actor


@pytest.mark.parametrize("name", ["impact-assessment", "processing-record"])
def test_the_templates_say_the_same_in_both_languages(name: str) -> None:
    """As many sections, rows and gaps to fill in; a host takes the one that its authority reads."""
    en, zh = (
        (DOCS / "templates" / f"{name}.{language}.md").read_text(encoding="utf-8")
        for language in ("en", "zh")
    )
    for mark in ("\n## ", "\n| ", "\n- "):
        assert en.count(mark) == zh.count(mark), mark
    assert en.count("‹") == en.count("›")
    assert zh.count("‹") == zh.count("›")
    assert not re.search(r"[\u4e00-\u9fff][,;:?!]", zh)
