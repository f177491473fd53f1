"""The metadata with every table in it: importing the tables of all topics fills it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from storage.schema import METADATA

for _path in sorted(Path(__file__).parent.glob("tables_*.py")):
    import_module(f"storage.{_path.stem}")

__all__ = ["METADATA"]
