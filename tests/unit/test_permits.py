"""The permission table as a matrix: every role, action and relation, written out on its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from coach.people import Role
from coach.permits import LOOKS, Action, Level, Relation, may, standing

# One letter a relation, in this order: about nobody (the host's own work), about themselves, a
# stranger, and somebody in their care who shares nothing, progress, the case, the papers too.
RELATIONS = "h o s n p c d"
MATRIX = """
                 client   coach    counsellor  owner
share            .o.....  .o.....  .o.....     .o.....
see_looks        .o.....  .o.....  .o.....     .o.....
sign_in          .......  h......  h......     h......
see_caseload     .......  .......  h......     h......
see_progress     .......  .......  ....pcd     ....pcd
see_case         .......  .......  .....cd     .....cd
see_documents    .......  .......  ......d     ......d
write_note       .......  .......  ....pcd     ....pcd
send_task        .......  .......  ....pcd     ....pcd
propose_change   .......  .......  .....cd     .....cd
relay            .......  .......  ...npcd     ...npcd
hand_over        .......  .......  ...npcd     ..snpcd
keep_answers     .......  .......  h......     h......
invite_client    .......  .......  h......     h......
invite_staff     .......  .......  .......     h......
end_access       .......  .......  .......     h......
keep_series      .......  h......  .......     h......
broadcast        .......  .......  .......     h......
see_numbers      .......  .......  .......     h......
see_audit        .......  .......  .......     h......
see_health       .......  .......  .......     h......
"""
ORDER = (
    Relation.HOST, Relation.OWN, Relation.STRANGER, Relation.NOTHING, Relation.PROGRESS,
    Relation.CASE, Relation.DOCUMENTS,
)  # fmt: skip
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def written() -> dict[tuple[Role, Action, Relation], bool]:
    """Return the matrix as it stands above."""
    head, *rows = MATRIX.strip("\n").splitlines()
    roles = [Role(name) for name in head.split()]
    found = {}
    for row in rows:
        name, *cells = row.split()
        for role, cell in zip(roles, cells, strict=True):
            letters = zip(RELATIONS.split(), cell, strict=True)
            for relation, (letter, sign) in zip(ORDER, letters, strict=True):
                assert sign in (letter, ".")
                found[role, Action(name), relation] = sign == letter
    return found


def test_the_matrix_holds_every_role_action_and_relation() -> None:
    """A new one without a decision here fails."""
    assert set(written()) == set(product(Role, Action, Relation))
    assert set(ORDER) == set(Relation)


@pytest.mark.parametrize("role", Role)
def test_the_table_says_what_is_written(role: Role) -> None:
    """All of it, in both directions: nothing less and nothing more is allowed."""
    for action, relation in product(Action, Relation):
        wanted = written()[role, action, relation]
        assert may(role, action, relation) is wanted, f"{role} {action} {relation}"


def test_no_role_by_itself_opens_anybodys_matters() -> None:
    """Not even an owner reads a case that nobody opened to them."""
    for role, action in product(Role, LOOKS):
        for relation in (Relation.HOST, Relation.OWN, Relation.STRANGER, Relation.NOTHING):
            assert not may(role, action, relation)


def test_each_level_opens_what_the_one_before_it_does() -> None:
    """Who shares more never sees less done for them."""
    ladder = (Relation.NOTHING, Relation.PROGRESS, Relation.CASE, Relation.DOCUMENTS)
    for role, action in product(Role, Action):
        opens = [may(role, action, relation) for relation in ladder]
        assert opens == sorted(opens)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("seconds", [None, -1, 0, 1])
@pytest.mark.parametrize("agrees", [True, False])
def test_what_is_shared_ends_at_its_instant_and_with_the_yes(
    level: Level, seconds: int | None, agrees: bool
) -> None:
    """An end is an end: the very second counts as over."""
    until = None if seconds is None else NOW + timedelta(seconds=seconds)
    holds = agrees and (seconds is None or seconds > 0)
    wanted = Relation(level.value) if holds else Relation.NOTHING
    assert standing(level, until, NOW, agrees=agrees) is wanted
