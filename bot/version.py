"""Which version this is: of the installed distribution, or of the checkout it runs from."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path


def version() -> str:
    """Return the version, such as `0.1.0`; "unknown" where neither says one."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    try:
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        pass
    try:
        return metadata.version("duewell")
    except metadata.PackageNotFoundError:
        return "unknown"
