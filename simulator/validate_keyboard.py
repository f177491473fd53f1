"""Which keyboards Telegram takes, inline and reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.entities import utf16
from simulator.errors import bad
from simulator.validate_url import fault, is_public

if TYPE_CHECKING:
    from simulator.params import Params

MAX_BUTTONS = 100
MAX_ROW = 8
MAX_DATA = 64
MAX_COPY = 256
_STYLES = frozenset(("primary", "success", "danger"))
_OTHER_ACTIONS = frozenset(
    ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
)


def markup(params: Params) -> dict[str, Any] | None:
    """The `reply_markup` argument, checked; None when there is none."""
    value = params.json("reply_markup", "reply keyboard markup")
    if value is None or value == {}:
        return None
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in value:
        return _inline(value["inline_keyboard"])
    if "keyboard" in value:
        return _reply_keyboard(value)
    for name in ("force_reply", "remove_keyboard"):
        if name in value:
            _boolean(value, name)
            _placeholder(value)
            return dict(value) if value[name] else None
    return None


def inline_only(params: Params) -> dict[str, Any] | None:
    """The same for methods that edit: only an inline keyboard can be put under a message."""
    value = markup(params)
    if value is not None and "inline_keyboard" not in value:
        raise bad("inline keyboard expected")
    return value


def _inline(rows: Any) -> dict[str, Any] | None:
    total = 0
    if not isinstance(rows, list):
        raise bad('field "inline_keyboard" must be of type Array')
    kept = []
    for row in rows:
        if not isinstance(row, list):
            raise bad("can't parse inline keyboard row: expected an Array")
        total += len(row)
        if total > MAX_BUTTONS or len(row) > MAX_ROW:
            raise bad("REPLY_MARKUP_TOO_LONG")
        for button in row:
            _button(button)
        if row:
            kept.append(row)
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if text is None:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    if "style" in button and button["style"] not in _STYLES:
        raise bad("can't parse inline keyboard button: Invalid button style specified")
    _action(button)


def _action(button: dict[str, Any]) -> None:
    data = button.get("callback_data")
    if data:
        if not isinstance(data, str) or len(data.encode("utf-8", "replace")) > MAX_DATA:
            raise bad("BUTTON_DATA_INVALID")
    elif "url" in button:
        _url(button["url"], "inline keyboard button URL")
    elif "copy_text" in button:
        _copied(button["copy_text"])
    elif "web_app" in button:
        _web_app(button["web_app"], "inline keyboard button")
    elif "login_url" in button:
        raise bad("BOT_DOMAIN_INVALID")
    elif "pay" in button or "callback_game" in button:
        raise bad("BUTTON_TYPE_INVALID")
    elif not _OTHER_ACTIONS & button.keys():
        # Telegram says this of empty callback data too.
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )


def _copied(value: Any) -> None:
    words = value.get("text") if isinstance(value, dict) else None
    if not isinstance(words, str) or not 0 < utf16(words) <= MAX_COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def _url(url: Any, what: str) -> None:
    reason = fault(url) if isinstance(url, str) else "Wrong HTTP URL"
    if reason:
        raise bad(f"{what} '{url}' is invalid: {reason}")
    if not is_public(url):
        raise bad("BUTTON_URL_INVALID")


def _web_app(app: Any, what: str) -> None:
    url = app.get("url") if isinstance(app, dict) else None
    if not isinstance(url, str) or not url.lower().startswith("https://"):
        raise bad(f"{what} Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    _url(url, f"{what} Web App URL")


def _reply_keyboard(value: dict[str, Any]) -> dict[str, Any] | None:
    rows = value["keyboard"]
    if not isinstance(rows, list):
        raise bad('field "keyboard" must be of type Array')
    for name in ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective"):
        _boolean(value, name)
    _placeholder(value)
    kept = []
    total = 0
    for row in rows:
        if not isinstance(row, list):
            raise bad("can't parse keyboard row: expected an Array")
        total += len(row)
        if total > 3 * MAX_BUTTONS or len(row) > MAX_ROW + 4:
            raise bad("REPLY_MARKUP_TOO_LONG")
        kept.append([_reply_button(button) for button in row])
    if not total:
        return None
    return {**value, "keyboard": [row for row in kept if row]}


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad("can't parse keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad("keyboard button text must be non-empty")
    if "web_app" in button:
        _web_app(button["web_app"], "keyboard button")
    return button


def _boolean(value: dict[str, Any], name: str) -> None:
    if name in value and not isinstance(value[name], bool):
        raise bad(f'field "{name}" must be of type Boolean')


def _placeholder(value: dict[str, Any]) -> None:
    words = value.get("input_field_placeholder")
    if words is not None and (not isinstance(words, str) or utf16(words) > 64):
        raise bad("INPUT_FIELD_PLACEHOLDER_INVALID")
