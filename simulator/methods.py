"""The table of methods. Telegram takes a name in any mixture of cases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from simulator import methods_chat as chat
from simulator import methods_edit as edit
from simulator import methods_pins as pins
from simulator import methods_polls as polls
from simulator import methods_send as send
from simulator import methods_topics as topics
from simulator import methods_updates as updates
from simulator.params import Params
from simulator.state import World

if TYPE_CHECKING:
    from simulator.server import Simulator

Method = Callable[[World, Params], Any]
SlowMethod = Callable[["Simulator", Params], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": chat.get_me,
    "sendMessage": send.send_message,
    "sendPhoto": send.send_photo,
    "sendDocument": send.send_document,
    "sendVoice": send.send_voice,
    "copyMessage": send.copy_message,
    "forwardMessage": send.forward_message,
    "sendPoll": polls.send_poll,
    "stopPoll": polls.stop_poll,
    "sendChatAction": chat.send_chat_action,
    "editMessageText": edit.edit_message_text,
    "editMessageCaption": edit.edit_message_caption,
    "editMessageReplyMarkup": edit.edit_message_reply_markup,
    "deleteMessage": edit.delete_message,
    "deleteMessages": edit.delete_messages,
    "answerCallbackQuery": edit.answer_callback_query,
    "pinChatMessage": pins.pin_chat_message,
    "unpinChatMessage": pins.unpin_chat_message,
    "unpinAllChatMessages": pins.unpin_all_chat_messages,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": partial(topics.set_closed, closed=True),
    "reopenForumTopic": partial(topics.set_closed, closed=False),
    "deleteForumTopic": topics.delete_forum_topic,
    "editGeneralForumTopic": topics.edit_general_forum_topic,
    "closeGeneralForumTopic": partial(topics.set_general_closed, closed=True),
    "reopenGeneralForumTopic": partial(topics.set_general_closed, closed=False),
    "hideGeneralForumTopic": partial(topics.set_general_hidden, hidden=True),
    "unhideGeneralForumTopic": partial(topics.set_general_hidden, hidden=False),
    "setMessageReaction": edit.set_message_reaction,
    "getChat": chat.get_chat,
    "getChatMember": chat.get_chat_member,
    "getChatAdministrators": chat.get_chat_administrators,
    "getChatMemberCount": chat.get_chat_member_count,
    "leaveChat": chat.leave_chat,
    "getFile": chat.get_file,
    "setMyCommands": chat.set_my_commands,
    "getMyCommands": chat.get_my_commands,
    "deleteMyCommands": chat.delete_my_commands,
    "setMyName": partial(chat.set_my_text, kind="name"),
    "getMyName": partial(chat.get_my_text, kind="name"),
    "setMyDescription": partial(chat.set_my_text, kind="description"),
    "getMyDescription": partial(chat.get_my_text, kind="description"),
    "setMyShortDescription": partial(chat.set_my_text, kind="short_description"),
    "getMyShortDescription": partial(chat.get_my_text, kind="short_description"),
    "setChatMenuButton": chat.set_chat_menu_button,
    "getChatMenuButton": chat.get_chat_menu_button,
}

SLOW_METHODS: dict[str, SlowMethod] = {
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
}

OFFICIAL: dict[str, str] = {name.lower(): name for name in (*METHODS, *SLOW_METHODS)}
