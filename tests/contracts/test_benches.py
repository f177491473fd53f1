"""The benchmarks that the project's claims about its speed rest on are all there."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import BENCHES, main

PROMISED = {
    "startup", "answer.sqlite", "answer.postgresql", "dispatch.sqlite", "dispatch.postgresql",
    "tick.sqlite", "tick.postgresql", "flat", "lateness", "groups", "offer.check", "dossier",
    "flood", "sizes", "console.flat", "deployment",
}  # fmt: skip


def test_every_promised_benchmark_exists_under_its_name() -> None:
    """A figure in the documents that nobody can measure again is worth nothing."""
    assert set(BENCHES) >= PROMISED


def test_an_unknown_benchmark_is_refused_with_the_names_of_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A typing error must not look like a run in which nothing was missed."""
    assert main(["no-such-bench"]) == 2
    assert "lateness" in capsys.readouterr().err
