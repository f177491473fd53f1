"""What a bot may write: parse mode, entities, lengths, and the cleaning Telegram does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator import html
from simulator.entities import Entity, found, ordered, utf16
from simulator.errors import bad
from simulator.validate_url import fault

if TYPE_CHECKING:
    from simulator.params import Params

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_KINDS = frozenset(
    (
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
        "media_timestamp",
    )
)


def message_text(params: Params, *, too_long: str = "message is too long") -> dict[str, Any]:
    """The `text` and `entities` of a message to be; refuses what Telegram refuses."""
    raw = params.text("text")
    if not raw:
        raise bad("message text is empty")
    text, marks = _parsed(raw, params, "entities")
    if not text:
        raise bad("text must be non-empty")
    if len(text) > MAX_TEXT // 2 and utf16(text) > MAX_TEXT:
        raise bad(too_long)
    marks = found(text, marks)
    return {"text": text, "entities": marks} if marks else {"text": text}


def caption(params: Params) -> dict[str, Any]:
    """The `caption` and `caption_entities` of a message to be; empty when there is none."""
    raw = params.text("caption")
    if not raw:
        return {}
    text, marks = _parsed(raw, params, "caption_entities")
    if not text:
        return {}
    if utf16(text) > MAX_CAPTION:
        raise bad("message caption is too long")
    marks = found(text, marks)
    return {"caption": text, "caption_entities": marks} if marks else {"caption": text}


def marked(params: Params, field: str) -> dict[str, Any]:
    """Another text of a call with its own parse mode and entities, such as an explanation."""
    raw = params.text(field)
    if not raw:
        return {}
    text, marks = _parsed(raw, params, f"{field}_entities", f"{field}_parse_mode")
    if not text:
        return {}
    return {field: text, f"{field}_entities": marks} if marks else {field: text}


def typed(text: str) -> dict[str, Any]:
    """What a person's client sends when they type this (at most 4096 units)."""
    clean = _CONTROL.sub(" ", text.replace("\r", "")).strip()
    marks = found(clean, [])
    return {"text": clean, "entities": marks} if marks else {"text": clean}


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """A long text as a client sends it: several messages, none above the limit."""
    pieces = []
    while utf16(text) > limit:
        cut = min(limit, len(text))
        while utf16(text[:cut]) > limit:
            cut -= max(1, (utf16(text[:cut]) - limit + 1) // 2)
        pieces.append(text[:cut])
        text = text[cut:]
    pieces.append(text)
    return [piece for piece in pieces if piece.strip()]


def _parsed(
    raw: str, params: Params, entities: str, parse_mode: str = "parse_mode"
) -> tuple[str, list[Entity]]:
    mode = params.text(parse_mode).lower()
    if mode == "html":
        text, marks = html.parse(raw)
    elif mode in ("", "none"):
        text, marks = raw, _given(params.json(entities, "message entities"), raw)
    else:
        # Markdown exists at Telegram; a bot of this simulator writes HTML only.
        raise bad("unsupported parse_mode")
    utf16(text)
    if len(marks) > MAX_ENTITIES:
        raise bad("ENTITIES_TOO_LONG")
    return _clean(text, marks)


def _clean(text: str, marks: list[Entity]) -> tuple[str, list[Entity]]:
    if "\r" in text and not marks:
        text = text.replace("\r", "")
    text = _CONTROL.sub(" ", text)
    if text and not (text[0].isspace() or text[-1].isspace()):
        return text, marks
    head = len(text) - len(text.lstrip())
    text = text.strip()
    size = utf16(text)
    kept = []
    for mark in marks:
        start = max(mark["offset"] - head, 0)
        end = min(mark["offset"] - head + mark["length"], size)
        if end > start:
            kept.append({**mark, "offset": start, "length": end - start})
    return text, kept


def _given(value: Any, text: str) -> list[Entity]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad("can't parse entities JSON object")
    size = utf16(text)
    return ordered([_checked(entity, size) for entity in value])


def _checked(entity: Any, size: int) -> Entity:
    if not isinstance(entity, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    kind = entity.get("type")
    if kind not in _KINDS:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    offset, length = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad("can't parse MessageEntity: Can't find field \"offset\"")
    if offset < 0:
        raise bad(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad(f"receive an entity with incorrect length {length}")
    if offset >= size:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > size:
        raise bad(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
            f" at UTF-16 offset {offset + length}"
        )
    needed = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
    field = needed.get(kind)
    if field and field not in entity:
        raise bad(f"can't parse MessageEntity: Can't find field \"{field}\"")
    if kind == "text_link":
        reason = fault(entity["url"])
        if reason:
            raise bad(f"entity URL '{entity['url']}' is invalid: {reason}")
    return dict(entity)
