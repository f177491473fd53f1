"""docs/transcripts tells seven people's whole way; each page is what the application says today."""

from __future__ import annotations

import pytest

from bot import catalogs
from tests.golden import transcripts


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The words are those of the catalogs as they stand."""
    catalogs.compile_all()


@pytest.mark.parametrize("name", transcripts.PATHS)
async def test_a_transcript_is_what_the_application_says(name: str) -> None:
    """A changed word shows as a change there; `python -m tests.golden.transcripts` renews them."""
    stored = (transcripts.HERE / f"{name}.md").read_text(encoding="utf-8")
    assert stored == await transcripts.page(name)


def test_every_transcript_is_one_of_a_way_that_is_told() -> None:
    """No page is left from a way that is gone, and each is listed for the reader."""
    pages = {path.stem for path in transcripts.HERE.glob("*.md")} - {"README", "readers"}
    assert pages == set(transcripts.PATHS)
