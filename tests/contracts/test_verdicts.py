"""docs/verdicts.md lists every check-in with its verdict, so that a counsellor can read the rules.

`python -m tests.contracts.test_verdicts` writes the page anew.
"""

from __future__ import annotations

from pathlib import Path

from coach.reviews import every_check_in, review

PAGE = Path(__file__).resolve().parents[2] / "docs" / "verdicts.md"

HEAD = """\
# The verdicts of the monthly check-in

Written from `coach/reviews.py` by `python -m tests.contracts.test_verdicts`; a test compares the
two. Five answers give an outcome, its reasons and the one next step. The thresholds are our own:
no public source gives any. Nothing here says what a creditor will answer.

The months before can make a verdict stronger, never milder:

- a month unpaid for the second time within six months: renegotiate, reason `two_missed`, next
  step `adviser`
- the next month looks tight, or can't, for the third time in a row: renegotiate, reason
  `tight_for_months`, next step `change_request` unless this month was not paid

| paid | income | spending | new debt | next month | outcome | reasons | next step |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    """Return the page as it should be."""
    rows = []
    for now in every_check_in():
        found = review(now)
        cells = (
            now.paid,
            now.income,
            now.spending,
            "yes" if now.new_debt else "no",
            now.next_month,
            found.outcome,
            ", ".join(found.reasons),
            found.next_step,
        )
        rows.append("| " + " | ".join(cells) + " |")
    return HEAD + "\n".join(rows) + "\n"


def test_the_page_of_verdicts_is_what_the_coach_decides():
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
