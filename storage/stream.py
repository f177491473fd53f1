"""The row stream: one versioned form in which a whole database travels, whatever its kind.

As text it is JSON lines, gzipped where the file's name ends in .gz: a header; before the rows of a
table a line that names it; a list a row, in the order of the header's columns and of the table's
key; and at the end each table's number of rows and checksum, and a checksum over all lines before.
Instants and dates are ISO 8601, bytes base64. What is encrypted stays so: no key is needed to write
a stream or to read one, and none is in it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

FORMAT = 1
PAGE = 2_000
"""Rows that are in memory at once."""
LONGEST = 2**22
"""Bytes of a line; whatever claims more was not written here."""
_HEAVY = 2**23
"""Bytes of lines after which a page ends early."""
_MOST = 2**63

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class StreamError(ValueError):
    """A file is no row stream of this version, or is not whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table: its columns in order, how many rows follow, and the last number it gave out."""

    name: str
    columns: tuple[str, ...]
    rows: int
    last: int


@dataclass(frozen=True, slots=True)
class Header:
    """The schema's revision, the fingerprints of the keys in use, the tables, parents first."""

    schema: str
    keys: tuple[str, ...]
    tables: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(part.rows for part in self.tables)

    def line(self) -> bytes:
        """Return the header as the first line of a stream."""
        return _line({"duewell": "rows", "format": FORMAT, **asdict(self)})


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of one table, in the order of its key, as values that JSON knows."""

    table: str
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """What was there: table → number of rows and checksum."""

    sums: dict[str, tuple[int, str]]


Event = Header | Page | Footer


class Sums:
    """Counts rows and makes each table's checksum (SHA-256 over its lines)."""

    def __init__(self, header: Header) -> None:
        self._digests = {part.name: hashlib.sha256() for part in header.tables}
        self._rows = dict.fromkeys(self._digests, 0)

    def add(self, page: Page) -> bytes:
        """Take in a page; return its lines."""
        lines = b"".join(map(_line, page.rows))
        self._digests[page.table].update(lines)
        self._rows[page.table] += len(page.rows)
        return lines

    def footer(self) -> Footer:
        """Return what was counted so far."""
        return Footer(
            {name: (self._rows[name], made.hexdigest()) for name, made in self._digests.items()}
        )


def _line(value: Any) -> bytes:
    return (_encode(value) + "\n").encode()


async def write(events: AsyncIterator[Event], path: Path) -> Footer:
    """Write a stream into a new file, readable by its owner alone, a page at a time."""
    with _open(path, "xb") as file:
        return await write_to(events, file)


async def write_to(events: AsyncIterator[Event], file: BinaryIO) -> Footer:
    """Write a stream into an open file."""
    whole = hashlib.sha256()
    table = ""
    async for event in events:
        match event:
            case Header():
                sums, lines = Sums(event), event.line()
            case Page():
                lines = sums.add(event)
                if event.table != table:
                    table = event.table
                    lines = _line({"table": table}) + lines
            case Footer():
                file.write(_line({"end": event.sums, "checksum": whole.hexdigest()}))
                return event
        whole.update(lines)
        file.write(lines)
    msg = "the stream has no end"
    raise StreamError(msg)


async def read(path: Path) -> AsyncIterator[Event]:
    """Give what a file holds, checked as far as it was read.

    Raises StreamError when it is of another format, cut short, or not what was written. That is
    known for certain at its end: nothing may count as read before the footer came.
    """
    with _open(path, "rb") as file:
        for event in read_from(file, path.name):
            yield event


def read_from(file: BinaryIO, name: str, page: int = PAGE) -> Iterator[Event]:
    """Give what an open file holds, as `read` does; `name` is what it is called in errors."""
    try:
        yield from _events(file, page)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{name} is cut short or damaged"
        raise StreamError(msg) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, StreamError):
            raise
        msg = f"{name} is not a row stream, or is damaged"
        raise StreamError(msg) from error


def _open(path: Path, mode: str) -> BinaryIO:
    if mode == "xb":
        path.touch(mode=0o600, exist_ok=False)
        mode = "wb"
    if path.suffix != ".gz":
        return path.open(mode)  # type: ignore[return-value]
    # mtime=0: the same rows make the same file.
    return gzip.GzipFile(path, mode, compresslevel=6, mtime=0)  # type: ignore[return-value]


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(LONGEST + 1):
        if len(line) > LONGEST:
            msg = f"the stream has a line of more than {LONGEST} bytes"
            raise StreamError(msg)
        yield line


def _events(file: BinaryIO, most: int) -> Iterator[Event]:
    lines = _lines(file)
    first = next(lines, b"")
    header = _header(json.loads(first or b"null"))
    yield header
    whole, sums = hashlib.sha256(first), Sums(header)
    left = [part.name for part in header.tables]
    table, rows, weight = "", [], 0
    for line in lines:
        value = json.loads(line)
        if isinstance(value, list):
            rows.append(tuple(value))
            weight += len(line)
        if rows and (len(rows) == most or weight > _HEAVY or isinstance(value, dict)):
            page = Page(table, tuple(rows))
            sums.add(page)
            rows.clear()
            weight = 0
            yield page
        if isinstance(value, dict):
            if "end" in value:
                yield _footer(value, sums.footer(), whole.hexdigest())
                return
            table = value["table"]
            # Each table once, in the order of the header: parents come first.
            left = left[left.index(table) + 1 :]
        whole.update(line)
    msg = "the stream is cut short"
    raise StreamError(msg)


def _header(value: Any) -> Header:
    if not isinstance(value, dict) or value.get("duewell") != "rows":
        msg = "this is not a row stream of Duewell"
        raise StreamError(msg)
    if value["format"] != FORMAT:
        msg = f"the stream is of format {value['format']}; this version reads {FORMAT}"
        raise StreamError(msg)
    tables = tuple(
        Part(
            _word(each["name"]),
            _words(each["columns"]),
            _number(each, "rows"),
            _number(each, "last"),
        )
        for each in value["tables"]
    )
    return Header(_word(value["schema"]), _words(value["keys"]), tables)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _words(values: Any) -> tuple[str, ...]:
    return tuple(_word(value) for value in values)


def _number(part: dict[str, Any], name: str) -> int:
    value = part[name]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST:
        msg = "the header counts what no database can hold"
        raise StreamError(msg)
    return value


def _footer(value: dict[str, Any], counted: Footer, checksum: str) -> Footer:
    said = {name: tuple(each) for name, each in value["end"].items()}
    if said != counted.sums or value["checksum"] != checksum:
        wrong = [name for name in said if said[name] != counted.sums.get(name)]
        msg = f"the stream is not what was written: {', '.join(wrong) or 'its lines'}"
        raise StreamError(msg)
    return counted
