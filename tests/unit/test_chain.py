"""The chain names what was altered, whatever it was, and a removed entry breaks nothing."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from coach import chain, proof
from coach.chain import Entry, Kind
from coach.proof import About, State
from storage import signing

SECRET = bytes(range(32)).hex()
OTHER = bytes(range(1, 33)).hex()
ROWS: dict[str, list[dict[str, Any]]] = {
    "debts": [{"id": 1, "creditor": "Visa", "since": date(2026, 3, 2)}],
    "plans": [{"id": 1, "amount": 18_000}],
}

contents = st.lists(
    st.dictionaries(
        st.sampled_from(["at", "said", "promise", "amount"]),
        st.one_of(st.none(), st.integers(), st.text(max_size=12)),
    ),
    min_size=1,
    max_size=7,
)


def chained(each: list[dict[str, Any]], removed: set[int] = frozenset()) -> list[Entry]:  # type: ignore[assignment]
    """Return a chain with these contents; the places in `removed` were erased."""
    found: list[Entry] = []
    for place, content in enumerate(each):
        last = found[-1] if found else None
        found.append(chain.following(last, Kind.CONTACT, content, bytes([place]) * 32))
    return [
        replace(entry, salt=None, content=None, removed_on=date(2026, 3, 9))
        if place in removed
        else entry
        for place, entry in enumerate(found)
    ]


def exported(entries: list[Entry], secret: str = SECRET) -> dict[str, Any]:
    """Return a signed export as it stands in a file."""
    about = About("0001", "2026-03-10T09:00:00+00:00", signing.public(secret))
    parts = proof.signed(ROWS, entries, about, lambda data: signing.sign(secret, data))
    found: dict[str, Any] = json.loads(json.dumps({**ROWS, **parts}, default=chain.plain))
    return found


def checked(document: Any, secret: str = SECRET) -> proof.Verdict:
    """Return the verdict, judged by the fingerprint of a key."""
    wanted = proof.read_key(proof.fingerprint(signing.public(secret)))
    assert wanted is not None
    return proof.check(document, wanted, signing.verify)


@given(contents, st.data())
def test_removing_entries_leaves_the_rest_verifiable(
    each: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Somebody may erase what they wrote, and what stays is still worth something."""
    removed = data.draw(st.sets(st.integers(0, len(each) - 1)))
    entries = chained(each, removed)
    assert chain.first_broken(entries) is None
    verdict = checked(exported(entries))
    assert (verdict.state, verdict.entries) == (State.INTACT, len(each))
    assert verdict.removed == len(removed)


@given(contents, st.data())
def test_any_changed_part_of_an_entry_is_named_by_the_chain_alone(
    each: list[dict[str, Any]], data: st.DataObject
) -> None:
    """A word, a salt or a digest: whatever it was, this entry is the first that is not as it was."""
    entries = chained(each)
    place = data.draw(st.integers(0, len(each) - 1))
    part = data.draw(st.sampled_from(["salt", "digest", "content", "previous"]))
    text = getattr(entries[place], part)
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.characters(exclude_characters=text[at], codec="utf-8"))
    entries[place] = replace(entries[place], **{part: text[:at] + sign + text[at + 1 :]})
    assert chain.first_broken(entries) == place


def _changed(value: Any, data: st.DataObject) -> Any:
    """Return another value in the place of this one."""
    match value:
        case bool() | None:
            return "x"
        case int():
            return value + data.draw(st.sampled_from([-1, 1, 7]))
        case str():
            if not value:
                return "x"
            at = data.draw(st.integers(0, len(value) - 1))
            sign = data.draw(st.characters(exclude_characters=value[at], codec="utf-8"))
            return value[:at] + sign + value[at + 1 :]
        case dict():
            name = data.draw(st.sampled_from(sorted(value)))
            return {**value, name: _changed(value[name], data)}
        case _:
            raise AssertionError


@given(contents, st.data())
def test_any_change_to_an_entry_of_a_file_names_that_entry(
    each: list[dict[str, Any]], data: st.DataObject
) -> None:
    """The file says which one, whether or not others were erased before."""
    removed = data.draw(st.sets(st.integers(0, len(each) - 1)))
    document = exported(chained(each, removed))
    place = data.draw(st.integers(0, len(each) - 1))
    document["chain"][place] = _changed(document["chain"][place], data)
    verdict = checked(document)
    assert (verdict.state, verdict.number) == (State.ALTERED, place + 1)


@given(contents, st.data())
def test_a_chain_computed_anew_after_a_change_is_still_found_out(
    each: list[dict[str, Any]], data: st.DataObject
) -> None:
    """All salts stand in the file: only the host's key keeps a forger from making it fit again."""
    place = data.draw(st.integers(0, len(each) - 1))
    document = exported(chained(each))
    forged = copy.deepcopy(each)
    forged[place]["promise"] = "they agreed to everything"
    mine = exported(chained(forged), OTHER)
    for shown, new in zip(document["chain"], mine["chain"], strict=True):
        shown.update({name: value for name, value in new.items() if name != "seal"})
    verdict = checked(document)
    assert (verdict.state, verdict.number) == (State.ALTERED, place + 1)


@given(contents, st.data())
def test_a_missing_entry_is_named(each: list[dict[str, Any]], data: st.DataObject) -> None:
    """Left out in the middle or at the end."""
    document = exported(chained(each))
    place = data.draw(st.integers(0, len(each) - 1))
    del document["chain"][place]
    verdict = checked(document)
    assert (verdict.state, verdict.number) == (State.MISSING, place + 1)


@cache
def _document() -> str:
    each = [{"at": f"2026-03-0{day}T09:00:00+00:00", "said": "refused"} for day in (1, 2, 3)]
    return json.dumps(exported(chained(each, {1})))


def test_the_day_of_the_altered_entry_is_told() -> None:
    """Two people who look at it together find it by its date."""
    document = json.loads(_document())
    document["chain"][2]["content"]["said"] = "agreed"
    assert checked(document).on == "2026-03-03"
    document["chain"][1]["digest"] = "0" * 64
    assert (checked(document).number, checked(document).on) == (2, "2026-03-09")


def test_what_is_beside_the_log_is_named_by_its_table() -> None:
    """A debt's sum is as good a thing to alter as a note."""
    document = json.loads(_document())
    document["debts"][0]["creditor"] = "Vista"
    assert (checked(document).state, checked(document).tables) == (State.TABLES, ("debts",))
    del document["debts"]
    document["payments"] = []
    assert checked(document).tables == ("debts", "payments")


@pytest.mark.parametrize("name", ["exported_at", "case", "entries", "chain", "tables"])
def test_an_altered_summary_is_no_altered_entry(name: str) -> None:
    """Nobody is told that a note was changed when it was the date of the file."""
    document = json.loads(_document())
    was = document["proof"][name]
    document["proof"][name] = {} if name == "tables" else 9 if name == "entries" else f"{was}0"
    assert checked(document).state is State.SUMMARY


def test_a_removed_entry_cannot_be_put_back_from_an_earlier_export() -> None:
    """Each seal names the export that it belongs to."""
    each = [{"at": "2026-03-01"}, {"at": "2026-03-02"}]
    whole, later = chained(each), chained(each, {0})
    about = About("0001", "2026-03-11T09:00:00+00:00", signing.public(SECRET))
    document = json.loads(
        json.dumps({**proof.signed({}, later, about, lambda data: signing.sign(SECRET, data))})
    )
    document["chain"][0] = exported(whole)["chain"][0]
    assert (checked(document).state, checked(document).number) == (State.ALTERED, 1)


@pytest.mark.parametrize("key", ["kind", "number"])
def test_nothing_noted_is_lost_under_the_entrys_own_keys(key: str) -> None:
    """What an entry calls itself must not write over what was noted."""
    with pytest.raises(ValueError, match=key):
        chain.following(None, Kind.CONTACT, {key: "020 7946 0000"}, bytes(32))


def test_another_hosts_key_is_told_apart() -> None:
    """A file that somebody signed themselves proves nothing about this host."""
    document = exported(chained([{"at": "2026-03-01"}]), OTHER)
    verdict = checked(document)
    assert verdict.state is State.OTHER_KEY
    assert verdict.key == signing.public(OTHER)
    document["proof"]["key"] = signing.public(SECRET)
    assert checked(document).state is not State.INTACT


@pytest.mark.parametrize(
    "document", [None, [], {}, {"chain": [], "proof": {}}, {"chain": [], "proof": {"format": 2}}]
)
def test_anything_else_is_no_export(document: Any) -> None:
    """A wrong file is said to be one."""
    assert checked(document).state is State.NOT_AN_EXPORT


def test_a_key_is_read_however_it_was_copied() -> None:
    """From a screen, a card or a letter: spaces, colons and capitals do not matter."""
    key = signing.public(SECRET)
    mark = proof.fingerprint(key)
    assert proof.read_key(mark.upper().replace(" ", ":")) == mark.replace(" ", "")
    assert proof.read_key(f" {key}\n") == key
    assert proof.is_key(key, key)
    assert proof.read_key("ab12") is None
    assert proof.read_key("x" * 64) is None


def test_the_key_is_an_ed25519_key_as_everybody_else_knows_it() -> None:
    """Whoever wants to check without us can."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET))
    key.public_key().verify(bytes.fromhex(signing.sign(SECRET, b"x")), b"x")
    assert key.public_key().public_bytes_raw().hex() == signing.public(SECRET)
