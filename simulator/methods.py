"""The table of methods, by lower-case name: Telegram takes any spelling of the case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from simulator import methods_chat as chat
from simulator import methods_edit as edit
from simulator import methods_polls as polls
from simulator import methods_send as send
from simulator import methods_updates as updates
from simulator.params import Params
from simulator.state import World

if TYPE_CHECKING:
    from simulator.server import Simulator

Method = Callable[[World, Params], Any]
SlowMethod = Callable[["Simulator", Params], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getme": chat.get_me,
    "sendmessage": send.send_message,
    "sendphoto": send.send_photo,
    "senddocument": send.send_document,
    "copymessage": send.copy_message,
    "forwardmessage": send.forward_message,
    "sendpoll": polls.send_poll,
    "stoppoll": polls.stop_poll,
    "sendchataction": chat.send_chat_action,
    "editmessagetext": edit.edit_message_text,
    "editmessagecaption": edit.edit_message_caption,
    "editmessagereplymarkup": edit.edit_message_reply_markup,
    "deletemessage": edit.delete_message,
    "deletemessages": edit.delete_messages,
    "answercallbackquery": edit.answer_callback_query,
    "pinchatmessage": edit.pin_chat_message,
    "unpinchatmessage": edit.unpin_chat_message,
    "unpinallchatmessages": edit.unpin_all_chat_messages,
    "setmessagereaction": edit.set_message_reaction,
    "getchat": chat.get_chat,
    "getchatmember": chat.get_chat_member,
    "getchatadministrators": chat.get_chat_administrators,
    "getchatmembercount": chat.get_chat_member_count,
    "leavechat": chat.leave_chat,
    "getfile": chat.get_file,
    "setmycommands": chat.set_my_commands,
    "getmycommands": chat.get_my_commands,
    "deletemycommands": chat.delete_my_commands,
    "setmyname": partial(chat.set_my_text, kind="name"),
    "getmyname": partial(chat.get_my_text, kind="name"),
    "setmydescription": partial(chat.set_my_text, kind="description"),
    "getmydescription": partial(chat.get_my_text, kind="description"),
    "setmyshortdescription": partial(chat.set_my_text, kind="short_description"),
    "getmyshortdescription": partial(chat.get_my_text, kind="short_description"),
    "setchatmenubutton": chat.set_chat_menu_button,
    "getchatmenubutton": chat.get_chat_menu_button,
}

SLOW_METHODS: dict[str, SlowMethod] = {
    "getupdates": updates.get_updates,
    "setwebhook": updates.set_webhook,
    "deletewebhook": updates.delete_webhook,
    "getwebhookinfo": updates.get_webhook_info,
}
