"""From a page to HTML: templates that escape everything and know every name they use."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from bot.ui.texts import Texts

HERE = Path(__file__).parent
LANGUAGES = {"zh_Hans_CN": "zh-Hans"}
"""A locale's name on the web, where it is not the same."""


class Renderer:
    """Reads each template once."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def render(self, t: Texts, template: str, **values: Any) -> str:
        """Return one page in a language; numbers, sums and dates in its own form."""

        def counted(message: str, count: int, /, **arguments: Any) -> str:
            # A template escapes by itself, in attributes too.
            return unescape(t.tn(message, count, **arguments))

        return self._templates.get_template(template).render(
            t=t.plain, tn=counted, show=t.show, instant=t.instant, weekday=t.weekday,
            lang=LANGUAGES.get(t.locale, t.locale.replace("_", "-")), **values,
        )  # fmt: skip
