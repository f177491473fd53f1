"""Dashboard and alert rules name what /metrics says, and each rule leads to a page that helps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.metrics import Metrics

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NAME = re.compile(r"\b(?:duewell|process)_\w+")
GUIDE = (ROOT / "docs" / "guide-operator.md").read_text(encoding="utf-8")


def rules() -> list[dict[str, Any]]:
    loaded = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
    return [rule for group in loaded["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    loaded = json.loads((DEPLOY / "grafana" / "duewell.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def offered() -> dict[str, set[str]]:
    """Return each name that /metrics may say, with the labels it carries."""
    metrics = Metrics("1", "sqlite")
    metrics.count("messages_sent")
    found: dict[str, set[str]] = {}
    for line in metrics.text().decode().splitlines():
        match = re.match(r"([a-z_]+)(?:\{(.*)\})? ", line)
        if match and line[0] != "#":
            labels = re.findall(r"(\w+)=", match[2] or "")
            found.setdefault(match[1], set()).update(labels)
    return found


EXPRESSIONS = [(rule["alert"], rule["expr"]) for rule in rules()] + [
    (panel["title"], target["expr"])
    for panel in dashboard()["panels"]
    for target in panel["targets"]
]


@pytest.mark.parametrize(("where", "expression"), EXPRESSIONS)
def test_every_metric_and_label_that_is_named_exists(where: str, expression: str) -> None:
    """A panel with a misspelt name is empty, and looks as if all were well."""
    known = offered()
    names = set(NAME.findall(expression))
    assert names, where
    assert names - set(known) == set()
    asked = set(re.findall(r"(\w+)=~?\"", expression)) | set(
        re.findall(r"by \((\w+)\)", expression)
    )
    carried = set().union(*(known[name] for name in names)) | {"job", "le", "instance", "version"}
    assert asked - carried == set()
    assert expression.count("(") == expression.count(")")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_every_rule_says_what_is_wrong_and_leads_to_its_page(rule: dict[str, Any]) -> None:
    """At night somebody reads it who did not write it."""
    assert rule["annotations"]["summary"].endswith(".")
    path, _, anchor = rule["annotations"]["runbook"].partition("#")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert anchor == rule["alert"].lower()
    assert f"\n## {rule['alert']}\n" in text
    assert rule["labels"]["severity"] in {"page", "ticket"}


def test_the_guide_explains_every_metric_of_ours() -> None:
    """A number that nobody can read is noise."""
    base = {re.sub(r"_(bucket|count|sum)$", "", name) for name in offered()}
    for name in base - {"duewell_build_info"}:
        if name.startswith("duewell_"):
            tail = "_" + name.removesuffix("_total").rsplit("_", 1)[1]
            assert name in GUIDE or tail in GUIDE, name


def test_the_panels_do_not_overlap_and_have_their_own_numbers() -> None:
    """Grafana would move them about."""
    panels = dashboard()["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells: set[tuple[int, int]] = set()
    for panel in panels:
        at = panel["gridPos"]
        mine = {(x, y) for x in range(at["x"], at["x"] + at["w"])
                for y in range(at["y"], at["y"] + at["h"])}  # fmt: skip
        assert not mine & cells, panel["title"]
        assert at["x"] + at["w"] <= 24
        cells |= mine


def test_the_example_for_prometheus_bears_the_token() -> None:
    """Without it /metrics does not exist for another container."""
    loaded = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"))
    (job,) = loaded["scrape_configs"]
    assert job["authorization"]["credentials_file"] == "/run/secrets/metrics_token"
    assert loaded["rule_files"] == ["alerts.yaml"]
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    for target in job["static_configs"][0]["targets"]:
        assert target.removesuffix(":8080") in compose["services"]
