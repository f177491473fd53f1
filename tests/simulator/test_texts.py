"""What the simulator lets a bot write, and in which words it refuses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.validate_text import split
from tests.fakes.client import Simulation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.app import SimulatorApp
    from tests.fakes.client import Person
    from tests.simulator.conftest import Api

PARSE = "Bad Request: can't parse entities: "


@pytest.fixture
async def sim(app: SimulatorApp) -> AsyncIterator[Simulation]:
    """Without sockets: there are many cases here, and none is about the wire."""
    async with Simulation(app=app) as simulation:
        yield simulation


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Bad Request: message text is empty"),
        ("   \n", "Bad Request: text must be non-empty"),
        ("<b></b>", "Bad Request: text must be non-empty"),
        ("x" * 4097, "Bad Request: message is too long"),
        ("😀" * 2049, "Bad Request: message is too long"),
        ("<x>y</x>", PARSE + 'Unsupported start tag "x" at byte offset 0'),
        ("é<br>", PARSE + 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2", PARSE + 'Unsupported start tag "" at byte offset 2'),
        ("a<", PARSE + "Unclosed start tag at byte offset 1"),
        ("<b>open", PARSE + 'Can\'t find end tag corresponding to start tag "b"'),
        ("</b>", PARSE + "Unexpected end tag at byte offset 0"),
        (
            "<b><i>test</b></i>",
            PARSE + 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
        ),
        ("<b>x</b", PARSE + "Unclosed end tag at byte offset 4"),
        ('<a href="x>y</a>', PARSE + 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", PARSE + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            '<tg-emoji emoji-id="n">x</tg-emoji>',
            PARSE + "Invalid custom emoji identifier specified",
        ),
        ("<b>x</b>" * 101, "Bad Request: ENTITIES_TOO_LONG"),
    ],
)
async def test_text_that_telegram_refuses_is_refused_in_its_words(
    api: Api, ann: Person, text: str, refusal: str
) -> None:
    """A bot that passes here must not fail at Telegram."""
    said = await api.refusal("sendMessage", chat_id=ann.id, text=text, parse_mode="HTML")
    assert said == refusal


@pytest.mark.parametrize(
    ("text", "plain", "marks"),
    [
        ("a <b>b</b> c", "a b c", [("bold", 2, 1)]),
        ("😀<i>x</i>", "😀x", [("italic", 2, 1)]),
        ("&lt;b&gt; &amp; &#65;", "<b> & A", []),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("  <u>x</u>  ", "x", [("underline", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ('<a href="http://localhost/x">here</a>', "here", []),
        ("see /help or https://gov.uk/debt.", "see /help or https://gov.uk/debt.",
         [("bot_command", 4, 5), ("url", 13, 19)]),
        ("<code>/help</code>", "/help", [("code", 0, 5)]),
        ("x" * 4096, "x" * 4096, []),
    ],
)  # fmt: skip
async def test_markup_becomes_entities_counted_in_utf16(
    api: Api, ann: Person, text: str, plain: str, marks: list[tuple[str, int, int]]
) -> None:
    """Clients draw from entities; an offset off by one shows in every Chinese or emoji text."""
    sent = await api("sendMessage", chat_id=ann.id, text=text, parse_mode="HTML")
    assert sent["text"] == plain
    found = [(m["type"], m["offset"], m["length"]) for m in sent.get("entities", [])]
    assert found == marks


async def test_links_languages_and_dates_keep_their_detail(api: Api, ann: Person) -> None:
    """The page needs more than the kind of a mark."""
    text = (
        '<a href="https://gov.uk">l</a><pre><code class="language-py">p</code></pre>'
        '<tg-time unix="1700000000" format="wDt">d</tg-time>'
    )
    sent = await api("sendMessage", chat_id=ann.id, text=text, parse_mode="html")
    link, pre, date = sent["entities"]
    assert link["url"] == "https://gov.uk"
    assert (pre["type"], pre["language"]) == ("pre", "py")
    assert (date["type"], date["unix_time"], date["date_time_format"]) == (
        "date_time", 1700000000, "wDt",
    )  # fmt: skip


async def test_only_html_is_a_parse_mode(api: Api, ann: Person) -> None:
    """Markdown from user text is a trap this product does not walk into."""
    said = await api.refusal("sendMessage", chat_id=ann.id, text="x", parse_mode="MARKUP")
    assert said == "Bad Request: unsupported parse_mode"


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        ({"type": "bold", "offset": 9, "length": 1},
         "Bad Request: entity begins after the end of the text at UTF-16 offset 9"),
        ({"type": "bold", "offset": 0, "length": 9},
         "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text"
         " at UTF-16 offset 9"),
        ({"type": "loud", "offset": 0, "length": 1},
         "Bad Request: can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link", "offset": 0, "length": 1, "url": "not-a-url"},
         "Bad Request: entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
    ],
)  # fmt: skip
async def test_entities_given_by_hand_are_checked(
    api: Api, ann: Person, entity: dict[str, object], refusal: str
) -> None:
    """The other way to format a text has its own mistakes."""
    said = await api.refusal("sendMessage", chat_id=ann.id, text="hello", entities=[entity])
    assert said == refusal


async def test_a_lone_surrogate_is_not_utf8(api: Api, ann: Person) -> None:
    """Cut an emoji in two and Telegram takes nothing of it."""
    body = b'{"chat_id": %d, "text": "x\\ud83d"}' % ann.id
    headers = {"Content-Type": "application/json"}
    answer = await api.sim.http.post(f"/bot{api.token}/sendMessage", content=body, headers=headers)
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_nul_bytes_are_cleaned_as_a_client_cleans_them(api: Api, ann: Person) -> None:
    """Nobody can send a NUL through Telegram, so the bot need not meet one."""
    await ann.says("a\x00b")
    (update,) = await api("getUpdates")
    assert update["message"]["text"] == "a b"


async def test_a_text_too_long_for_one_message_arrives_in_pieces(api: Api, ann: Person) -> None:
    """Telegram's clients cut at 4096; the bot meets three messages, not one."""
    await ann.says("字" * 10_000)
    updates = await api("getUpdates")
    assert [len(u["message"]["text"]) for u in updates] == [4096, 4096, 1808]


def test_splitting_never_cuts_above_the_limit_or_loses_a_character() -> None:
    """Emoji count two units and stay whole."""
    text = "a" + "😀" * 5000
    pieces = split(text)
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= 4096 for piece in pieces)


async def test_a_reply_needs_its_message_and_a_thread_needs_to_be_there(
    api: Api, ann: Person
) -> None:
    """Both happen when what was answered has been deleted."""
    gone = {"message_id": 999_999}
    said = await api.refusal("sendMessage", chat_id=ann.id, text="x", reply_parameters=gone)
    assert said == "Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    assert await api("sendMessage", chat_id=ann.id, text="x", reply_parameters=gone)
    said = await api.refusal("sendMessage", chat_id=ann.id, text="x", message_thread_id=7)
    assert said == "Bad Request: message thread not found"
