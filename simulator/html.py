"""Telegram's HTML: the tags it knows, and exactly the faults it finds.

An offset in a fault counts the bytes of the source text in UTF-8.
"""

from __future__ import annotations

import html as stdlib_html
import re
from dataclasses import dataclass

from simulator.entities import Entity, ordered, utf16
from simulator.errors import ApiError, bad
from simulator.validate_url import fault, is_public

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAGS = frozenset(_SIMPLE) | {"a", "tg-emoji", "tg-time"}
_CHARREF = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_TIME_FORMAT = re.compile(r"^(?:r|[wdDtT]{1,5})?$")


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    attributes: dict[str, str]
    piece: int


def parse(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and the marks they stand for; refuses broken markup (400)."""
    if "<" not in source:
        return (_unescape(source) if "&" in source else source), []
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Entity] = []
        self.stack: list[_Open] = []

    def run(self) -> tuple[str, list[Entity]]:
        at = 0
        while True:
            start = self.source.find("<", at)
            if start < 0:
                self.add(self.source[at:])
                break
            self.add(self.source[at:start])
            at = self.close(start) if self.source.startswith("</", start) else self.open(start)
        if self.stack:
            name = self.stack[-1].name
            raise _broken(f'Can\'t find end tag corresponding to start tag "{name}"')
        return "".join(self.pieces), ordered(self.marks)

    def add(self, raw: str) -> None:
        if raw:
            text = _unescape(raw) if "&" in raw else raw
            self.pieces.append(text)
            self.length += utf16(text)

    def at_byte(self, index: int) -> str:
        return f"at byte offset {len(self.source[:index].encode('utf-8', 'surrogatepass'))}"

    def open(self, start: int) -> int:
        source, end = self.source, len(self.source)
        at = start + 1
        while at < end and not source[at].isspace() and source[at] != ">":
            at += 1
        if at == end:
            raise _broken(f"Unclosed start tag {self.at_byte(start)}")
        name = source[start + 1 : at].lower()
        if name not in _TAGS:
            raise _broken(f'Unsupported start tag "{name}" {self.at_byte(start)}')
        attributes: dict[str, str] = {}
        while True:
            while at < end and source[at].isspace():
                at += 1
            if at == end:
                raise _broken(f'Unclosed start tag "{name}" {self.at_byte(start)}')
            if source[at] == ">":
                break
            at = self.attribute(name, at, start, attributes)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" {self.at_byte(start)}')
        self.stack.append(_Open(name, self.length, attributes, len(self.pieces)))
        return at + 1

    def attribute(self, tag: str, at: int, start: int, attributes: dict[str, str]) -> int:
        source, end = self.source, len(self.source)
        begin = at
        while at < end and not source[at].isspace() and source[at] not in "=>":
            at += 1
        key = source[begin:at].lower()
        if not key:
            raise _broken(f'Empty attribute name in the tag "{tag}" {self.at_byte(begin)}')
        while at < end and source[at].isspace():
            at += 1
        if at < end and source[at] != "=":
            if tag == "blockquote" and key == "expandable":
                attributes[key] = ""
                return at
            raise _broken(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                f" {self.at_byte(begin)}"
            )
        at += 1
        while at < end and source[at].isspace():
            at += 1
        if at >= end:
            raise _broken(f'Unclosed start tag "{tag}" {self.at_byte(start)}')
        quote = source[at]
        if quote in "'\"":
            close = source.find(quote, at + 1)
            if close < 0:
                raise _broken(f'Unclosed start tag "{tag}" {self.at_byte(start)}')
            attributes[key] = _unescape(source[at + 1 : close])
            return close + 1
        token = _TOKEN.match(source, at)
        stop = token.end() if token else at
        if stop < end and not source[stop].isspace() and source[stop] != ">":
            raise _broken(f"Unexpected end of name token {self.at_byte(at)}")
        attributes[key] = source[at:stop].lower()
        return stop

    def close(self, start: int) -> int:
        source, end = self.source, len(self.source)
        if not self.stack:
            raise _broken(f"Unexpected end tag {self.at_byte(start)}")
        at = start + 2
        while at < end and not source[at].isspace() and source[at] != ">":
            at += 1
        name = source[start + 2 : at].lower()
        while at < end and source[at].isspace():
            at += 1
        if at >= end or source[at] != ">":
            raise _broken(f"Unclosed end tag {self.at_byte(start)}")
        opened = self.stack.pop()
        if name and name != opened.name:
            raise _broken(
                f"Unmatched end tag {self.at_byte(start)},"
                f' expected "</{opened.name}>", found "</{name}>"'
            )
        self.mark(opened)
        return at + 1

    def mark(self, opened: _Open) -> None:
        length = self.length - opened.start
        inside = "".join(self.pieces[opened.piece :])
        kind, extra = _meaning(opened, inside)
        if length == 0 or kind is None:
            return
        if kind == "code" and self.stack and self.stack[-1].name == "pre":
            language = extra.get("language")
            if language and self.stack[-1].start == opened.start:
                self.stack[-1].attributes["language"] = language
            return
        if kind == "code":
            extra = {}
        self.marks.append({"type": kind, "offset": opened.start, "length": length, **extra})


def _meaning(opened: _Open, inside: str) -> tuple[str | None, Entity]:
    name, attributes = opened.name, opened.attributes
    if name == "a":
        return _link(attributes.get("href") or inside)
    if name == "tg-emoji":
        number = attributes.get("emoji-id", "")
        if not number.isdigit() or not 0 < int(number) < 2**63:
            raise _broken("Invalid custom emoji identifier specified")
        return "custom_emoji", {"custom_emoji_id": number}
    if name == "tg-time":
        unix, shape = attributes.get("unix", ""), attributes.get("format", "")
        if not unix.isdigit() or not 0 < int(unix) < 2**31:
            raise _broken("Invalid Unix time specified")
        if not _TIME_FORMAT.match(shape):
            raise _broken("Invalid date-time format specified")
        return "date_time", {"unix_time": int(unix), "date_time_format": shape}
    if name == "blockquote" and "expandable" in attributes:
        return "expandable_blockquote", {}
    if name == "code" and attributes.get("class", "").startswith("language-"):
        return "code", {"language": attributes["class"][len("language-") :]}
    if name == "pre" and "language" in attributes:
        return "pre", {"language": attributes["language"]}
    return _SIMPLE[name], {}


def _link(url: str) -> tuple[str | None, Entity]:
    # Telegram drops a link it does not like and keeps the words.
    if fault(url) is not None or not is_public(url):
        return None, {}
    return "text_link", {"url": url if ":" in url.split("/", 1)[0] else f"http://{url}"}


def _unescape(text: str) -> str:
    return _CHARREF.sub(lambda match: stdlib_html.unescape(match.group()), text)


def _broken(reason: str) -> ApiError:
    return bad(f"can't parse entities: {reason}")
