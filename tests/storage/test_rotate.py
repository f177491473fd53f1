"""A new key: everything comes under it while bots work, and the old one is then needed by nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import LargeBinary, select, type_coerce, update

from bot import keyring
from storage import facts, keys, migrate, people, processes, rotate
from storage.bulk import StoppedError
from storage.keys import Keyring
from storage.metadata import METADATA
from storage.tables_groups import chats
from storage.tables_people import persons
from storage.types import Sealed
from tests.storage.filler import fill
from tests.storage.test_move import Watch, opened

if TYPE_CHECKING:
    from storage.engine import Database

ROWS = 24
PAGE = 7
SEALED = [
    (table, column)
    for table in METADATA.sorted_tables
    for column in table.columns
    if isinstance(column.type, Sealed)
]


@pytest.fixture
def rings() -> tuple[Keyring, Keyring, Keyring]:
    """The old key, both with the new one first, the new one alone."""
    old, new = Keyring.new(), Keyring.new()
    return old, Keyring((*new.keys, *old.keys)), new


async def _opens(database: Database, ring: Keyring) -> list[str]:
    """Return what does not open with a ring alone."""
    keys.install(ring)
    bad = []
    async with database.read() as uow:
        for table, column in SEALED:
            for token in (await uow.run(select(type_coerce(column, LargeBinary)))).scalars():
                try:
                    assert token is None or keys.unseal(bytes(token))
                except keys.KeyMismatchError:
                    bad.append(f"{table.name}.{column.name}")
        for table in (persons, chats):
            columns = (table.c.digest, type_coerce(table.c.telegram_id, LargeBinary))
            for digest, token in (await uow.run(select(*columns))).all():
                try:
                    if digest != ring.digests(keys.unseal(bytes(token)).decode())[0]:
                        bad.append(f"{table.name}.digest")
                except keys.KeyMismatchError:
                    bad.append(f"{table.name}.digest")
    return bad


async def _filled(database: Database, ring: Keyring) -> None:
    keys.install(ring)
    await fill(database, range(1, ROWS + 1))
    await keyring.check(database, ring)


async def _with_new_key(database: Database, ring: Keyring, watch: Watch) -> int:
    keys.install(ring)
    await keyring.check(database, ring)
    return await rotate.rotate(database, watch, page=PAGE, breath=0)


async def test_everything_comes_under_the_new_key_and_opens_with_it_alone(
    database: Database, rings: tuple[Keyring, Keyring, Keyring]
) -> None:
    """A column that was forgotten is lost on the day that the old key goes."""
    old, both, new = rings
    await _filled(database, old)
    assert len(SEALED) > 25
    before = len(await _opens(database, new))
    assert before >= len(SEALED)
    watch = Watch()
    rows = await _with_new_key(database, both, watch)
    assert watch.phases == [("rotate", rows, 0, ""), ("check", rows, 0, "")]
    assert watch.stepped == 2 * rows
    assert await _opens(database, new) == []
    assert await keyring.known(database) == set(new.fingerprints())
    await keyring.check(database, new)


async def test_the_old_key_is_not_called_needed_again_by_a_later_start(
    database: Database, rings: tuple[Keyring, Keyring, Keyring]
) -> None:
    """Between the command and the restart without it, both are still set."""
    old, both, new = rings
    await _filled(database, old)
    await keyring.check(database, both)
    assert await keyring.known(database) == set(both.fingerprints())
    await _with_new_key(database, both, Watch())
    await keyring.check(database, both)
    await keyring.check(database, new)


@pytest.mark.parametrize("pages", [0, 1, 33, 100])
async def test_stopped_half_way_it_goes_on_and_meanwhile_everybody_is_found(
    database: Database, rings: tuple[Keyring, Keyring, Keyring], pages: int
) -> None:
    """Half the rows under each key is the state in which a bot may have to live for a night."""
    old, both, new = rings
    await _filled(database, old)
    async with database.write() as uow:
        ids = {}
        for number in range(1, ROWS + 1):
            await uow.run(update(persons).where(persons.c.id == number).values(
                telegram_id=str(7000 + number), digest=old.digests(str(7000 + number))[0],
                        messages="normal", status="active", role="client"))  # fmt: skip
            ids[7000 + number] = number
        await uow.commit()
    with pytest.raises(StoppedError):
        await _with_new_key(database, both, Watch(stop_after=pages))
    for telegram, number in ids.items():
        async with database.read() as uow:
            found = await people.find(uow, telegram)
        assert found is not None
        assert found[0].id == number
    watch = Watch()
    rows = await _with_new_key(database, both, watch)
    (_, total, done, place), _ = watch.phases
    assert 0 < done <= total == rows
    assert place
    assert await _opens(database, new) == []


async def test_a_replica_that_still_seals_with_the_old_key_is_noticed(
    postgresql_url: str, rings: tuple[Keyring, Keyring, Keyring]
) -> None:
    """It could read nothing of what was rewritten, and would write what is rewritten no more."""
    old, both, _ = rings
    await migrate.upgrade(postgresql_url)
    async with opened(postgresql_url) as database:
        await _filled(database, old)
        async with database.write() as uow:
            await processes.beat(uow, "laggard", polls=True)
            await uow.commit()
        with pytest.raises(rotate.RotateError, match="restart every process"):
            await _with_new_key(database, both, Watch())
        async with database.write() as uow:
            await processes.beat(uow, "laggard", polls=True)
            await uow.commit()
        await _with_new_key(database, both, Watch())


async def test_what_was_sealed_behind_its_back_is_found_before_the_old_key_goes(
    database: Database, rings: tuple[Keyring, Keyring, Keyring]
) -> None:
    """Somebody set the keys in the wrong order on one machine."""
    old, both, new = rings
    await _filled(database, old)

    await _with_new_key(database, both, Watch())
    keys.install(old)
    async with database.write() as uow:
        await uow.run(update(chats).where(chats.c.id == 3).values(title="T"))
        # As if the command had been stopped after its last page: it does not go back there.
        last = [new.fingerprints()[0], SEALED[-1][0].name, ROWS]
        await facts.put(uow, "rotate", json.dumps(last))
        await uow.commit()
    with pytest.raises(rotate.RotateError, match="restart every process"):
        await _with_new_key(database, both, Watch())
    await _with_new_key(database, both, Watch())
    assert await _opens(database, new) == []


async def test_a_value_that_no_key_opens_is_named_and_stays(
    database: Database, rings: tuple[Keyring, Keyring, Keyring]
) -> None:
    """A third key of long ago must not be guessed away."""
    old, both, _ = rings
    await _filled(database, old)
    keys.install(Keyring.new())
    async with database.write() as uow:
        await uow.run(update(chats).where(chats.c.id == 3).values(title="lost"))
        await uow.commit()
    with pytest.raises(rotate.RotateError, match="chats, the row with id 3 opens with none"):
        await _with_new_key(database, both, Watch())
    assert set(both.fingerprints()) == await keyring.known(database)
