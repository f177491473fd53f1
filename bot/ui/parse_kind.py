"""What kind of debt a name says by itself; where it says none, or two, nothing is guessed."""

from __future__ import annotations

import re

_KINDS = (
    ("card", r"\b(?:visa|master ?card|amex|american express|credit ?cards?)\b|信用卡"),
    ("mortgage", r"\bmortgages?\b|房贷|房屋贷款|按揭"),
    ("rent", r"\brent\b|房租"),
    ("tax", r"\b(?:council|income) tax\b|所得税|欠税"),
    ("utility", r"\b(?:electricity|gas bill|water bill)\b|电费|水费|燃气费"),
    (
        "online_loan",
        (
            r"\b(?:payday|online) loans?\b|\bloan app\b|网贷|花呗|借呗|白条|微粒贷"
            r"|京东金条|美团借钱|度小满|360借条"
        ),
    ),
)
_WORDS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)
_OTHERWISE = re.compile(r"\bdebit\b|分期|代还|套现", re.IGNORECASE)
"""Beside these a kind's word may mean something else."""


def kind(creditor: str) -> str | None:
    """Return the kind of debt (a `debts.kind` option) that a creditor's name says, or None."""
    found = [name for name, words in _WORDS if words.search(creditor)]
    return found[0] if len(found) == 1 and not _OTHERWISE.search(creditor) else None
