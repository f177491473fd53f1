"""What administrators and members may do in groups and channels, by Telegram's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import bad

if TYPE_CHECKING:
    from collections.abc import Iterable

_EVERYWHERE = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_MORE = {
    "group": ("can_pin_messages",),
    "supergroup": ("can_pin_messages", "can_manage_topics", "can_manage_tags"),
    "channel": ("can_post_messages", "can_edit_messages", "can_manage_direct_messages"),
}
ANONYMOUS = "is_anonymous"
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
# A new group here keeps these to its administrators, as careful owners set it.
_KEPT = ("can_edit_tag", "can_change_info", "can_pin_messages", "can_manage_topics")
_SENT = {
    "can_send_messages": "text messages",
    "can_send_documents": "documents",
    "can_send_photos": "photos",
    "can_send_polls": "polls",
}


def of(kind: str) -> tuple[str, ...]:
    """Every right that an administrator of such a chat can have."""
    return _EVERYWHERE + _MORE.get(kind, ())


def full(kind: str) -> frozenset[str]:
    """All of them, granted; anonymity is not among them."""
    return frozenset(of(kind))


def usual() -> dict[str, bool]:
    """The permissions of ordinary members of a new group."""
    return {name: name not in _KEPT for name in PERMISSIONS}


def changed(kind: str, now: Iterable[str], given: Any) -> frozenset[str]:
    """The rights after `given`: a list of exactly those granted, or {right: granted} over `now`."""
    known = {*of(kind), ANONYMOUS}
    wanted = given if isinstance(given, dict) else {str(name): True for name in given}
    unknown = sorted(set(wanted) - known)
    if unknown:
        raise bad(f"no such right in a {kind}: {', '.join(unknown)}")
    base = set(now) if isinstance(given, dict) else {"can_manage_chat"}
    granted = {name for name, yes in wanted.items() if yes}
    return frozenset(base - set(wanted) | granted)


def allowed(now: dict[str, bool], given: dict[str, Any]) -> dict[str, bool]:
    """Permissions after a change of some of them."""
    unknown = sorted(set(given) - set(PERMISSIONS))
    if unknown:
        raise bad(f"no such permission: {', '.join(unknown)}")
    return {**now, **{name: bool(yes) for name, yes in given.items()}}


def refusal(right: str) -> str:
    """Telegram's words for somebody who may not send this here."""
    return f"not enough rights to send {_SENT[right]} to the chat"
