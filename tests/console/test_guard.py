"""What every request to the console passes: headers, forms of our own alone, a form's size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.people import Role
from console.pages import PAGES, POSTS

if TYPE_CHECKING:
    from tests.console.office import Browser, Office

POLICY = {
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'",
    "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip


async def is_signed_in(browser: Browser) -> bool:
    return (await browser.opens("/caseload")).status_code == 200


async def test_every_answer_has_the_headers(office: Office) -> None:
    """Pages, redirects, errors, the sheet: nothing is framed, guessed, cached or told elsewhere."""
    browser, outside = await office.enters(await office.hires(Role.OWNER)), office.browser()
    answers = [await browser.opens(path.replace("{number}", "1")) for path in PAGES]
    answers += [await browser.opens(path) for path in ("", "/style.css", "/nowhere", "/sign-in")]
    answers += [await outside.opens(path) for path in ("", "/sign-in", "/caseload")]
    answers += [await outside.posts("/sign-in"), await outside.posts("/sign-in", origin="http://a")]
    answers.append(await outside.http.put("/console/sign-in"))
    for each in answers:
        if each.status_code == 405:
            continue
        assert set(each.headers["content-security-policy"].split("; ")) == POLICY, each.url
        assert each.headers["x-content-type-options"] == "nosniff"
        assert each.headers["referrer-policy"] == "same-origin"
        assert each.headers["cache-control"] == "no-store"
        assert each.headers["x-frame-options"] == "DENY"


async def test_no_page_has_a_script_a_style_of_its_own_or_anything_from_elsewhere(
    office: Office,
) -> None:
    """What the policy forbids is not tried either."""
    browser = await office.enters(await office.hires(Role.OWNER))
    for path in (*PAGES, "/nowhere"):
        if path.endswith(".png"):
            continue
        text = (await browser.opens(path.replace("{number}", "1"))).text
        for word in ("<script", "style=", "onclick", 'src="http', "@import", "javascript:"):
            assert word not in text, (path, word)


@pytest.mark.parametrize("token", [None, "", "0" * 64, "x", "é"])
async def test_a_form_without_the_browsers_own_token_changes_nothing(
    office: Office, token: str | None
) -> None:
    """Missing, empty, forged or strange."""
    browser = await office.enters(await office.hires(Role.OWNER))
    form = {"a": "1"} if token is None else {"token": token}
    for path in ("/sign-out", *(each.replace("{number}", "1") for each in POSTS)):
        assert (await browser.posts(path, form)).status_code == 403, path
    assert await is_signed_in(browser)


async def test_a_token_of_another_session_is_forged(office: Office) -> None:
    """Even one of the same person's."""
    anna = await office.hires(Role.OWNER)
    one, two = await office.enters(anna), await office.enters(anna)
    from tests.console.office import _TOKEN

    found = _TOKEN.search((await one.opens("/caseload")).text)
    assert found
    assert (await two.posts("/sign-out", {"token": found[1]})).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec_fetch_site": "cross-site"},
        {"origin": "http://evil.example", "sec_fetch_site": ""},
        {"origin": "null", "sec_fetch_site": ""},
        {"origin": "http://127.0.0.1:9999", "sec_fetch_site": "same-site"},
        {"origin": "", "sec_fetch_site": "none"},
        {"origin": "", "sec_fetch_site": ""},
        {"origin": "https://127.0.0.1:8080", "sec_fetch_site": ""},
    ],
)
async def test_a_form_from_elsewhere_changes_nothing(
    office: Office, headers: dict[str, str]
) -> None:
    """Even with a token that somebody got hold of, and where nobody is signed in yet."""
    from tests.console.office import _TOKEN

    browser = await office.enters(await office.hires(Role.OWNER))
    found = _TOKEN.search((await browser.opens("/caseload")).text)
    assert found
    assert (await browser.posts("/sign-out", {"token": found[1]}, **headers)).status_code == 403
    assert await is_signed_in(browser)
    assert (await office.browser().posts("/sign-in", **headers)).status_code == 403


async def test_a_form_larger_than_any_of_ours_is_refused(office: Office) -> None:
    """Before it is read to the end."""
    browser = await office.enters(await office.hires(Role.OWNER))
    answer = await browser.posts("/sign-out", {"token": "x" * 70_000})
    assert answer.status_code == 413
    many = {f"f{number}": "1" for number in range(100)}
    assert (await browser.posts("/sign-out", many)).status_code == 400


async def test_what_is_no_form_is_refused(office: Office) -> None:
    """No JSON, no broken letters."""
    browser = await office.enters(await office.hires(Role.OWNER))
    said = {"origin": browser.root, "sec-fetch-site": "same-origin"}
    for kind, body in (
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"\xff=\xff"),
    ):
        answer = await browser.http.post(
            "/console/sign-out", content=body, headers={**said, "content-type": kind}
        )
        assert answer.status_code == 400


async def test_another_name_for_this_machine_is_not_answered(office: Office) -> None:
    """A page elsewhere that has its name lead to this machine reads nothing."""
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil",
        "",
        "[",
        "127.0.0.1@e",
    ):
        answer = await office.browser().opens("/sign-in", host=host)
        assert answer.status_code == 421, host
    for host in ("localhost:8080", "127.0.0.1", "[::1]:8080"):
        assert (await office.browser().opens("/sign-in", host=host)).status_code == 200


async def test_a_page_that_is_not_there_looks_like_one_that_is_not_for_you(office: Office) -> None:
    """Whoever is outside sees neither."""
    browser = await office.enters(await office.hires(Role.COUNSELLOR))
    answer = await browser.opens("/nowhere/at/all")
    assert answer.status_code == 404
    assert "not for you to see" in answer.text
    outside = await office.browser().opens("/nowhere/at/all")
    assert outside.headers["location"] == "/console/sign-in"


async def test_what_a_browser_says_of_itself_is_never_repeated(office: Office) -> None:
    """It would be somebody else's words in a message from the bot."""
    anna = await office.hires(Role.COUNSELLOR)
    browser = office.browser(agent="Tap Yes to win <b>Chrome</b> on Windows")
    card = await anna.says(f"/console {await browser.asks()}")
    assert "Chrome, Windows" in card.text
    assert "win" not in card.text.replace("Windows", "")
    strange = office.browser(agent="x" * 5000)
    card = await anna.says(f"/console {await strange.asks()}")
    assert "a browser I don't know" in card.text


async def test_the_pages_before_the_sign_in_speak_the_browsers_language(office: Office) -> None:
    """Afterwards the person's own."""
    browser = office.browser(language="zh-CN,zh;q=0.9")
    shown = await browser.opens("/sign-in")
    assert '<html lang="zh-Hans">' in shown.text
    assert "给我代码" in shown.text
    await office.enters(await office.hires(Role.COUNSELLOR), browser)
    assert '<html lang="en">' in (await browser.opens("/caseload")).text
