"""python-telegram-bot against the simulator: every method of the product, objects parsed back."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MenuButtonCommands,
    MessageEntity,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from simulator.actions import DOT_PNG

if TYPE_CHECKING:
    from tests.fakes.client import Person, Simulation

PICTURE = base64.b64decode(DOT_PNG)


async def test_a_message_with_entities_and_buttons_is_parsed_back(bot: Bot, ann: Person) -> None:
    """What the library cannot parse, the product cannot use."""
    keys = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Paid", callback_data="v1:paid")],
            [InlineKeyboardButton("Copy", copy_text=CopyTextButton("words"))],
        ]
    )
    sent = await bot.send_message(
        ann.id, "Due <b>Friday</b> 欠款", parse_mode="HTML", reply_markup=keys,
        disable_notification=True,
    )  # fmt: skip
    assert sent.parse_entities() == {sent.entities[0]: "Friday"}
    assert sent.entities[0].type == MessageEntity.BOLD
    assert sent.reply_markup == keys
    seen = await ann.waits_for("Friday")
    assert seen.labels == ("Paid", "Copy")


async def test_a_tap_comes_as_an_update_whose_message_can_be_edited(bot: Bot, ann: Person) -> None:
    """The daily bread of the product."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Paid", callback_data="v1:paid")]])
    await bot.send_message(ann.id, "Paid?", reply_markup=keys)
    await ann.taps("Paid")
    (update,) = await bot.get_updates(timeout=5, allowed_updates=Update.ALL_TYPES)
    assert update.callback_query is not None
    assert update.callback_query.data == "v1:paid"
    await update.callback_query.answer("Noted", show_alert=True)
    await update.callback_query.edit_message_text("Thank you")
    await bot.get_updates(offset=update.update_id + 1)
    assert (await ann.sees()).text == "Thank you"
    assert [toast["show_alert"] for toast in await ann.toasts()] == [True]


async def test_errors_arrive_as_the_librarys_own_kinds(
    bot: Bot, ann: Person, sim: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Handlers catch kinds, not words."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ann.id, "")
    await sim.post("block", person=ann.id, blocked=True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "x")
    await sim.post("control", fail=[{"method": "getMe", "retry_after": 3}])
    with pytest.raises(RetryAfter):
        await bot.get_me()
    old = (await sim.post("groups", title="G", type="group", members=[ann.id]))["id"]
    new = (await sim.post("migrate", chat=old))["id"]
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old, "x")
    assert moved.value.new_chat_id == new
    wrong = Bot("1:wrong", base_url=f"{sim.url}/bot")
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()


async def test_files_go_both_ways(bot: Bot, ann: Person) -> None:
    """A letter out, a picture in; the same bytes at both ends."""
    letter = InputFile("Dear sir, 您好".encode(), filename="letter 信.txt")
    sent = await bot.send_document(ann.id, letter, caption="<b>Letter</b>", parse_mode="HTML")
    assert sent.document is not None
    assert sent.document.file_name == "letter 信.txt"
    seen = await ann.waits_for("Letter")
    assert await ann.downloads(seen) == "Dear sir, 您好".encode()
    await bot.send_document(ann.id, sent.document.file_id)

    await ann.sends("photo", PICTURE, caption="my bill")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    got = await update.message.photo[-1].get_file()
    assert bytes(await got.download_as_bytearray()) == PICTURE

    for kind in ("sticker", "voice", "document", "location", "contact"):
        await ann.sends(kind)
    updates = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    found = [u.message for u in updates if u.message is not None]
    assert found[0].sticker
    assert found[1].voice
    assert found[2].document
    assert found[3].location
    assert found[4].contact


async def test_pictures_are_checked_and_captions_edited(bot: Bot, ann: Person) -> None:
    """A picture that is none is refused, as is a caption that is too long."""
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ann.id, b"no picture")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ann.id, InputFile(b"", filename="x.txt"))
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(ann.id, PICTURE, caption="x" * 1025)
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(ann.id, "AgADnonsense")
    sent = await bot.send_photo(ann.id, PICTURE, caption="x" * 1024)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (1, 1)
    await bot.edit_message_caption(ann.id, sent.message_id, caption="short")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", ann.id, sent.message_id)
    assert (await ann.waits_for("short")).raw["photo"]


async def test_commands_stand_by_scope_and_language(bot: Bot, ann: Person, sim: Simulation) -> None:
    """A reader of Chinese gets the Chinese menu; the closest scope wins."""
    everyone = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("debts", "My debts")], scope=everyone)
    await bot.set_my_commands([BotCommand("debts", "我的债务")], scope=everyone, language_code="zh")
    assert (await bot.get_my_commands(everyone, "zh"))[0].description == "我的债务"
    assert await bot.get_my_commands() == ()

    async def menu(person: int) -> list[str]:
        return [c["description"] for c in (await sim.get("state", person=person))["commands"]]

    assert await menu(100001) == ["我的债务"]
    assert await menu(ann.id) == ["My debts"]
    await bot.set_my_commands([BotCommand("cases", "Cases")], scope=BotCommandScopeChat(ann.id))
    assert await menu(ann.id) == ["Cases"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(ann.id))
    assert await menu(ann.id) == ["My debts"]
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands([BotCommand("a", "b")], language_code="zh-hans")
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Debts!", "x")])


async def test_the_bots_own_words_stand_by_language(bot: Bot) -> None:
    """Names and descriptions, with the general one where a language has none."""
    await bot.set_my_name("Duewell 还清", language_code="zh")
    await bot.set_my_description("Plans for debts")
    await bot.set_my_short_description("Debts", language_code="en")
    assert (await bot.get_my_name("zh")).name == "Duewell 还清"
    assert (await bot.get_my_name()).name == "Duewell"
    assert (await bot.get_my_description("fr")).description == "Plans for debts"
    assert (await bot.get_my_short_description("en")).short_description == "Debts"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)


async def test_chats_members_polls_and_copies_are_parsed(
    bot: Bot, ann: Person, sim: Simulation
) -> None:
    """The rest of the methods, each once."""
    group = (await sim.post("groups", title="G", type="supergroup", members=[ann.id]))["id"]
    await sim.post("members", chat=group, person="bot", status="administrator")
    assert (await bot.get_chat(group)).title == "G"
    assert (await bot.get_chat_member(group, bot.id)).status == "administrator"
    assert [m.user.id for m in await bot.get_chat_administrators(group)] == [ann.id]
    poll = await bot.send_poll(group, "How?", ["fine", "tight"], open_period=600)
    assert poll.poll is not None
    assert (await bot.stop_poll(group, poll.message_id)).is_closed
    sent = await bot.send_message(group, "words", protect_content=True)
    copy = await bot.copy_message(ann.id, group, sent.message_id)
    forwarded = await bot.forward_message(ann.id, group, sent.message_id)
    assert forwarded.forward_origin is not None
    assert await bot.pin_chat_message(group, sent.message_id, disable_notification=True)
    assert await bot.unpin_chat_message(group, sent.message_id)
    assert await bot.set_message_reaction(group, sent.message_id, "👍")
    assert await bot.send_chat_action(group, "typing")
    assert await bot.delete_messages(ann.id, [copy.message_id, forwarded.message_id])
    assert await bot.leave_chat(group)
    updates = await bot.get_updates(timeout=1)
    statuses = [u.my_chat_member.new_chat_member.status for u in updates if u.my_chat_member]
    assert statuses == ["member", "administrator", "left"]


async def test_webhooks_are_set_and_described(bot: Bot) -> None:
    """As `doctor` reads them."""
    assert await bot.set_webhook(
        "https://bot.example.org/hook", secret_token="a", max_connections=7
    )
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == ("https://bot.example.org/hook", 7)
    assert await bot.delete_webhook()


async def test_dates_are_aware_and_now(bot: Bot, ann: Person) -> None:
    """Without a demo clock a message is dated with real time."""
    sent = await bot.send_message(ann.id, "x")
    assert abs(sent.date - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
