"""Papers to take along, from the person's side: what is in them, and what must never be."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.ui import papers
from coach.contacts import Channel, Outcome
from storage import contacts
from storage.tables_documents import attachments
from tests.bench.dossier import PHOTO
from tests.fakes.telegram_edge import open_world
from tests.limits import faults
from tests.usecases.test_proposals import with_offer
from tests.usecases.test_screens import draw, full_file
from tests.usecases.test_tap_budget import first_debt

if TYPE_CHECKING:
    from tests.fakes.telegram_edge import Chat, World

BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])
SUM = re.compile(r"£|¥|\$|\d{3}")


async def made(world: World, person: Chat, data: str) -> list[tuple[str, bytes]]:
    """Return the files that a tap brings."""
    before = len(world.edge.papers)
    await person.sends_data(data)
    return world.edge.papers[before:]


def seen(monkeypatch: pytest.MonkeyPatch) -> list[papers.Dossier]:
    """Note what the dossiers made from now on say; they are made all the same."""
    found: list[papers.Dossier] = []
    real = papers.dossier

    def noting(t, parts, on):
        found.append(parts)
        return real(t, parts, on)

    monkeypatch.setattr(papers, "dossier", noting)
    return found


def words_of(parts: papers.Dossier) -> str:
    """Return everything a dossier says."""
    return json.dumps(
        [parts.title, parts.cover, parts.letter.lines, [s.__str__() for s in parts.sections]],
        ensure_ascii=False,
    )


@BOTH
async def test_a_dossier_is_one_tagged_pdf_with_a_name_that_says_nothing(
    world: World, language: str
) -> None:
    """One paper to hand over, read aloud in its own language by a screen reader."""
    person = await with_offer(world, language)
    await person.taps("proposal:1:0", "documents:1")
    ((name, pdf),) = await made(world, person, "documents.dossier:1")
    assert name == "papers.pdf"
    assert pdf.startswith(b"%PDF")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang"):
        assert mark in pdf
    assert re.search(rb"/Lang ?\((zh-CN|en)\)", pdf)
    assert ("sendChatAction", "upload_document") in [
        (call, values.get("action")) for call, values in world.edge.calls
    ]


@BOTH
async def test_a_dossier_holds_letter_budget_proposal_and_papers_with_the_same_figures(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letter, budget and proposal that differ would be held against the person."""
    found = seen(monkeypatch)
    person = await with_offer(world, language)
    await person.taps("proposal.choose")
    papers_ready = (
        "income_proof", "bank_statements", "debt_list", "contract", "benefit_letter",
    )  # fmt: skip
    await person.sends_data("hardship.ask")
    await person.taps(":reason:low_income")
    await person.says("2026-01-01")
    await person.taps(":effect:income_less", "f.skip", "f.skip")
    for paper in papers_ready:
        await person.sends_data(f"evidence.tick:{paper}:1:have")
    await person.sends_data("documents.dossier:1")
    (parts,) = found
    budget, proposal, evidence = parts.sections
    assert all(row.cells[1].endswith("450") for row in budget.rows[-2:])
    assert any("333.34" in row.cells[1] for row in proposal.rows)
    assert any("333.34" in line for line in parts.letter.lines)
    assert any("4,000" in row.cells[1] for row in proposal.rows)
    states = [row.cells[2] for row in evidence.rows]
    assert states == sorted(states, key=states[0].__ne__)
    ready = [row.cells[1] for row in evidence.rows if row.cells[2] == states[0]]
    assert list(parts.letter.enclosed) == ready
    assert len(ready) == len(papers_ready) + 1, "all that is enclosed, the budget as well"


async def test_the_papers_can_be_had_in_the_lenders_language(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migrant reads Chinese; the bank reads English."""
    found = seen(monkeypatch)
    person = await with_offer(world, "zh-hans")
    await person.sends_data("documents:1")
    await person.taps("English")
    assert "English" in person.card.text
    await person.taps("documents.dossier")
    assert found[0].letter.sign == "‹name, signature, telephone›"
    assert "看一遍" in person.card.text


async def test_where_a_paper_lies_is_not_told_to_the_creditor(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note is the person's own (care 10)."""
    found = seen(monkeypatch)
    person = await with_offer(world)
    await person.sends_data("evidence.where:income_proof:1")
    await person.says("in mother's blue folder")
    await person.sends_data("documents.dossier:1")
    assert "blue folder" not in words_of(found[0])


@BOTH
async def test_before_the_gate_opens_the_papers_admit_and_offer_nothing(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A budget in the envelope would be an offer, whatever the letter says (care 4)."""
    found = seen(monkeypatch)
    person = await with_offer(world, language)
    await person.sends_data("gate.ask:1")
    await person.taps(":yours:no", ":right:yes", ":last_paid_known:never")
    await person.sends_data("documents.dossier:1")
    (parts,) = found
    assert parts.sections == ()
    assert parts.letter.enclosed == ()
    assert not SUM.search("\n".join(parts.letter.lines))


async def test_who_asks_only_for_a_hold_names_no_sum_anywhere_in_the_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A budget with money left behind a letter without a sum would be read as the offer."""
    found = seen(monkeypatch)
    person = await with_offer(world)
    await person.sends_data("proposals:1:1")
    await person.taps("A pause")
    await person.taps("proposal.choose")
    await person.sends_data("documents.dossier:1")
    titles = [part.title for part in found[0].sections]
    assert "Monthly budget" not in titles
    assert "budget" not in words_of(found[0]).lower(), "nor is one named as enclosed"
    assert "£" not in words_of(found[0])


@pytest.mark.parametrize("aim", ["a", "r"])
async def test_a_hold_asked_for_again_names_no_sum_either(
    world: World, monkeypatch: pytest.MonkeyPatch, aim: str
) -> None:
    """After a refusal the same letter goes out once more; its set may say no more than before."""
    found = seen(monkeypatch)
    person = await with_offer(world)
    await person.sends_data("proposals:1:1")
    await person.taps("A pause")
    await person.taps("proposal.choose")
    await person.sends_data("evidence.tick:budget_sheet:1:have")
    assert "budget" not in (await person.sends_data(f"script:1:letter:{aim}")).text.lower()
    await person.sends_data(f"documents.dossier:1:{aim}")
    assert "£" not in words_of(found[0])
    proposal = next(part for part in found[0].sections if part.points)
    assert proposal.note == "", "there are no sums, and no budget, to speak of"


async def test_letter_and_cover_name_the_same_reference_however_old(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two numbers on one paper would send it to the wrong desk."""
    found = seen(monkeypatch)
    person = await with_offer(world)
    async with world.database.write() as uow:
        for number, reference in enumerate(["R-17", *[None] * 25]):
            await contacts.add(
                uow, 1, world.now + timedelta(minutes=number), debt_id=1, channel=Channel.PHONE,
                outcome=Outcome.REFUSED, reference=reference, promise=None, note=None,
                next_on=None,
            )  # fmt: skip
        await uow.commit()
    await person.sends_data("proposals:1:0")
    await person.taps("proposal:1:0", "proposal.choose")
    await person.sends_data("documents.dossier:1:r")
    assert "R-17" in [value for _, value in found[0].cover]
    assert any("R-17" in line for line in found[0].letter.lines)


async def test_no_paper_is_made_for_an_illegal_lender(world: World) -> None:
    """There is nothing to write to them; safety comes first (care 6)."""
    person = world.chat()
    await first_debt(person, "Visa 4000 18%")
    await person.sends_data("documents:1")
    async with world.database.write() as uow:
        from sqlalchemy import update

        from storage.tables_case import debts

        await uow.run(update(debts).values(lender="illegal"))
        await uow.commit()
    card = await person.sends_data("documents:1")
    assert "documents.dossier" not in str(card.buttons)
    assert await made(world, person, "documents.dossier:1") == []


async def sends_photo(world: World, person: Chat, name: str, *, side: int = 1280) -> None:
    """Send a photo as a client does: in Telegram's own sizes, the largest last."""
    world.edge.photos[name] = PHOTO.read_bytes()
    sizes = [
        {"file_id": f"{name}-{each}", "file_unique_id": "u", "width": each * 3 // 4,
         "height": each, "file_size": 90_000}
        for each in (90, 320)
    ]  # fmt: skip
    best = {"file_id": name, "file_unique_id": "u", "width": side * 3 // 4, "height": side}
    await person.says("", photo=[*sizes, best])


@BOTH
async def test_photos_sent_to_their_screen_go_into_the_set_in_order(
    language: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lender gets one file instead of a letter and ten pictures (care 10)."""
    found = seen(monkeypatch)
    async with open_world(sqlite_url, attachments=True) as world:
        person = await with_offer(world, language)
        await person.sends_data("documents.dossier:1")
        await person.taps("documents.photos:1")
        await sends_photo(world, person, "one")
        await sends_photo(world, person, "two")
        assert "2" in person.card.text
        ((_, pdf),) = await made(world, person, "documents.dossier:1")
        photos = found[-1].photos
        assert [photo.width for photo in photos] == [960, 960]
        assert len({photo.alt for photo in photos}) == 2
        assert len(pdf) > len(PHOTO.read_bytes())
        await person.sends_data("documents.photo_drop:1")
        await person.sends_data("documents.dossier:1")
        assert len(found[-1].photos) == 1


@BOTH
async def test_the_screen_for_photos_keeps_the_limits(language: str, sqlite_url: str) -> None:
    """It is reached only where a host allows photos, so the walk over all screens misses it."""
    async with open_world(sqlite_url, attachments=True) as world:
        person = await with_offer(world, language)
        for _ in range(2):
            for address in ("documents:1", "documents.photos:1", "documents.dossier:1"):
                card, t, shown = await draw(world, person, address)
                assert list(faults(t, card, shown)) == []
            await person.sends_data("documents.photos:1")
            await sends_photo(world, person, "one")


async def test_a_photo_that_telegram_no_longer_has_is_left_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The set is complete without attachments; a lost one must not cost the letter."""
    found = seen(monkeypatch)
    async with open_world(sqlite_url, attachments=True) as world:
        person = await with_offer(world)
        await person.sends_data("documents.photos:1")
        await sends_photo(world, person, "one")
        world.edge.photos.clear()
        ((name, _),) = await made(world, person, "documents.dossier:1")
        assert name == "papers.pdf"
        assert found[-1].photos == ()


async def test_only_the_host_opens_the_way_for_photos_and_only_their_screen_takes_them(
    world: World,
) -> None:
    """Elsewhere a photo gets what it always got: I can't read this, here are the doors."""
    person = await with_offer(world)
    await person.sends_data("documents.dossier:1")
    assert "documents.photos" not in str(person.card.buttons)
    await person.sends_data("documents.photos:1")
    assert "documents.dossier" not in str(person.card.buttons)
    await sends_photo(world, person, "one")
    assert "contacted" in str(person.card.buttons)


async def test_no_more_photos_are_taken_than_one_can_send_on(sqlite_url: str) -> None:
    async with open_world(sqlite_url, attachments=True) as world:
        person = await with_offer(world)
        await person.sends_data("documents.photos:1")
        for number in range(12):
            await sends_photo(world, person, f"p{number}")
        assert "10 of at most 10" in person.card.text
        await sends_photo(world, person, "huge", side=4000)
        await person.sends_data("forget")
        await person.taps("forget.yes", "forget.now")
        async with world.database.write() as uow:
            assert (await uow.run(select(attachments.c.id))).all() == []


@BOTH
async def test_the_letter_can_be_had_to_edit(world: World, language: str) -> None:
    person = await with_offer(world, language)
    ((name, made_of),) = await made(world, person, "documents.editable:1")
    assert name == "letter.rtf"
    assert made_of.startswith(b"{\\rtf1")


@BOTH
async def test_a_plan_gives_a_picture_with_its_words_and_a_calendar(
    world: World, language: str
) -> None:
    """Who can't see the picture reads the same below it."""
    person = await full_file(world, language)
    await person.sends_data("pay:1:1")
    await person.sends_data("plan.schedule:1")
    await person.taps("documents.plan", "documents.picture")
    assert world.edge.papers[-1][1].startswith(b"\x89PNG")
    caption = next(m.text for m in reversed(person.messages) if m.file == "picture")
    assert "24" in caption
    assert "180" in caption
    ((name, calendar),) = await made(world, person, "documents.days:1")
    assert name == "dates.ics"
    assert calendar.count(b"BEGIN:VEVENT") == 23
    assert b"BEGIN:VALARM" in calendar


async def test_a_calendar_names_sums_only_where_the_person_is_not_discreet(world: World) -> None:
    person = await full_file(world, "en")
    ((_, calendar),) = await made(world, person, "documents.days:1")
    assert b"180" not in re.sub(rb"(UID|DT[A-Z]+).*", b"", calendar)
    async with world.database.write() as uow:
        from storage import people

        await people.change(uow, 1, discreet=False)
        await uow.commit()
    ((_, calendar),) = await made(world, person, "documents.days:1")
    assert b"180" in re.sub(rb"(UID|DT[A-Z]+).*", b"", calendar)


@BOTH
async def test_tables_hold_debts_plans_and_payments(world: World, language: str) -> None:
    """Whoever helps with a spreadsheet needs no screenshots."""
    person = await full_file(world, language)
    files = await made(world, person, "documents.lists")
    assert [name for name, _ in files] == ["list-1.csv", "list-2.csv", "list-3.csv", "lists.json"]
    said = json.loads(files[-1][1])
    assert len(said["debts"]) == len(said["plans"]) == 1
    assert all(each.startswith(b"\xef\xbb\xbf") for _, each in files[:3])


async def test_the_tables_leave_out_what_belongs_to_a_deleted_debt(world: World) -> None:
    """The file may be handed on within the day in which the debt can still come back."""
    person = await full_file(world, "en")
    await person.sends_data("debts.delete2:1")
    said = json.loads((await made(world, person, "documents.lists"))[-1][1])
    assert (said["debts"], said["plans"]) == ([], [])
    await person.sends_data("debts.undo:1")
    said = json.loads((await made(world, person, "documents.lists"))[-1][1])
    assert len(said["plans"]) == 1


async def test_on_trial_no_tables_are_exported(world: World) -> None:
    """Before consent there is no export (care 2)."""
    person = await with_offer(world)
    assert await made(world, person, "documents.lists") == []
    assert "consents.ask" in str(person.card.buttons)


async def test_nobody_gets_the_papers_of_another(world: World) -> None:
    """A forged button must find nothing."""
    await full_file(world, "en")
    other = world.chat()
    await first_debt(other, "Amex 100")
    for data in ("documents.dossier:1", "documents.editable:1", "documents.picture:1",
                 "documents.days:1"):  # fmt: skip
        assert await made(world, other, data) == []
    for data in ("documents:1", "documents.plan:1"):
        await other.sends_data(data)
        assert "documents." not in str(other.card.buttons)


async def test_papers_are_reached_by_their_command(world: World) -> None:
    person = await with_offer(world)
    card = await person.says("/papers")
    assert "documents.dossier:1" in str(card.buttons)
