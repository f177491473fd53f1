"""Telegram's limits and care.md's lengths, which every drawn card passes."""

from __future__ import annotations

from bot.ui.limits import faults

__all__ = ["faults"]
