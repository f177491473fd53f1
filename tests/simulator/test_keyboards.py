"""Which keyboards the simulator takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes.client import Simulation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.app import SimulatorApp
    from tests.fakes.client import Person
    from tests.simulator.conftest import Api

URL = "Bad Request: inline keyboard button URL '{}' is invalid: {}"


@pytest.fixture
async def sim(app: SimulatorApp) -> AsyncIterator[Simulation]:
    """Without sockets: there are many cases here, and none is about the wire."""
    async with Simulation(app=app) as simulation:
        yield simulation


@pytest.mark.parametrize(
    ("action", "refusal"),
    [
        ({"callback_data": "x" * 65}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"callback_data": "字" * 22}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"callback_data": ""},
            "Bad Request: can't parse inline keyboard button:"
            " Text buttons are unallowed in the inline keyboard",
        ),
        (
            {},
            "Bad Request: can't parse inline keyboard button:"
            " Text buttons are unallowed in the inline keyboard",
        ),
        ({"url": "not-a-url"}, URL.format("not-a-url", "Wrong HTTP URL")),
        (
            {"url": "http://localhost:8080/x"},
            URL.format("http://localhost:8080/x", "Wrong HTTP URL"),
        ),
        ({"url": "ftp://a.org"}, URL.format("ftp://a.org", "Unsupported URL protocol")),
        ({"url": ""}, URL.format("", "URL host is empty")),
        ({"url": "http://127.0.0.1:8080/x"}, "Bad Request: BUTTON_URL_INVALID"),
        ({"url": "http://192.168.1.4/"}, "Bad Request: BUTTON_URL_INVALID"),
        ({"url": "http://[::1]/"}, "Bad Request: BUTTON_URL_INVALID"),
        ({"url": "https://bot.local/x"}, "Bad Request: BUTTON_URL_INVALID"),
        ({"url": "https://a.b.123x"}, "Bad Request: BUTTON_URL_INVALID"),
        ({"copy_text": {"text": ""}}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        ({"copy_text": {"text": "x" * 257}}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (
            {"web_app": {"url": "http://a.org"}},
            "Bad Request: inline keyboard button Web App URL 'http://a.org' is invalid:"
            " Only HTTPS links are allowed",
        ),
        ({"pay": True}, "Bad Request: BUTTON_TYPE_INVALID"),
    ],
)
async def test_a_button_that_telegram_refuses_is_refused_in_its_words(
    api: Api, ann: Person, action: dict[str, Any], refusal: str
) -> None:
    """One bad button costs the whole message."""
    markup = {"inline_keyboard": [[{"text": "go", **action}]]}
    assert await api.refusal("sendMessage", chat_id=ann.id, text="x", reply_markup=markup) == (
        refusal
    )


@pytest.mark.parametrize(
    "action",
    [
        {"callback_data": "x" * 64},
        {"url": "https://www.gov.uk/options-for-dealing-with-your-debts?x=1#y"},
        {"url": "tg://user?id=1"},
        {"url": "stepchange.org"},
        {"url": "https://例子.中国/"},
        {"url": "https://8.8.8.8/"},
        {"copy_text": {"text": "x" * 256}},
        {"callback_data": "a", "style": "danger"},
    ],
)
async def test_a_good_button_comes_back_in_the_message(
    api: Api, ann: Person, action: dict[str, Any]
) -> None:
    """Strict is not the same as narrow."""
    markup = {"inline_keyboard": [[{"text": "go", **action}]]}
    sent = await api("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ("[]", "Bad Request: object expected as reply markup"),
        (
            {"inline_keyboard": "bad"},
            'Bad Request: field "inline_keyboard" must be of type Array',
        ),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [[{"text": "b", "callback_data": "x"}]] * 101},
            "Bad Request: REPLY_MARKUP_TOO_LONG",
        ),
        (
            {"inline_keyboard": [[{"text": "b", "callback_data": "x"}] * 9]},
            "Bad Request: REPLY_MARKUP_TOO_LONG",
        ),
        ({"keyboard": "bad"}, 'Bad Request: field "keyboard" must be of type Array'),
        (
            {"force_reply": True, "input_field_placeholder": "x" * 65},
            "Bad Request: INPUT_FIELD_PLACEHOLDER_INVALID",
        ),
        (
            {"remove_keyboard": "yes"},
            'Bad Request: field "remove_keyboard" must be of type Boolean',
        ),
    ],
)
async def test_a_keyboard_of_the_wrong_shape_is_refused(
    api: Api, ann: Person, markup: Any, refusal: str
) -> None:
    """Shapes fail before anything is sent."""
    said = await api.refusal("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert said == refusal


async def test_a_hundred_buttons_eight_a_row_are_fine(api: Api, ann: Person) -> None:
    """The limit itself is allowed."""
    rows = [[{"text": "b", "callback_data": "x"}] * 8] * 12 + [
        [{"text": "b", "callback_data": "x"}] * 4
    ]
    assert await api(
        "sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": rows}
    )


async def test_a_reply_keyboard_is_shown_to_people_but_not_given_back(
    api: Api, ann: Person
) -> None:
    """Telegram returns inline keyboards only."""
    markup = {"keyboard": [["Yes", "No"]], "resize_keyboard": True}
    sent = await api("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert "reply_markup" not in sent
    await ann.refresh()
    assert ann.last().raw["reply_markup"]["keyboard"] == [[{"text": "Yes"}, {"text": "No"}]]


async def test_only_an_inline_keyboard_can_be_put_under_an_old_message(
    api: Api, ann: Person
) -> None:
    """A reply keyboard needs a new message."""
    sent = await api("sendMessage", chat_id=ann.id, text="x")
    said = await api.refusal(
        "editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="y",
        reply_markup={"keyboard": [["a"]]},
    )  # fmt: skip
    assert said == "Bad Request: inline keyboard expected"
