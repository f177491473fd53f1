"""A backup as a file: the row stream, compressed and encrypted whole with the host's first key.

A line in clear says what it is, which key opens it (its fingerprint) and when it was made. Then come
chunks of at most 256 KiB, each its length (4 bytes) and its AES-256-GCM ciphertext. The key is
derived (HKDF, SHA-256) for this one file. A chunk's nonce is its number and whether it is the last;
the line in clear is authenticated with each. So a chunk that is missing, altered, moved, or from
another file does not open, and neither does a file that was cut between two chunks.
"""

from __future__ import annotations

import gzip
import io
import json
import secrets
import zlib
from base64 import b64decode, b64encode, urlsafe_b64decode
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage import stream
from storage.stream import Header, Page, StreamError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from storage.keys import Keyring
    from storage.stream import Event, Footer

FORMAT = 1
CHUNK = 2**18
"""Bytes of compressed rows that are encrypted together, and in memory at once."""
_TAG = 16
_HEAD = 4_096
"""Bytes that the line in clear may have."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says in clear: the fingerprint of its key, when it was made, a random salt."""

    key: str
    made: datetime
    salt: bytes

    @classmethod
    def new(cls, ring: Keyring, now: datetime) -> Head:
        """Return the head of a backup made now, for the ring's first key."""
        return cls(ring.fingerprints()[0], now, secrets.token_bytes(16))

    def line(self) -> bytes:
        """Return it as the first line of the file."""
        said = {
            "duewell": "backup", "format": FORMAT, "key": self.key,
            "made": self.made.isoformat(timespec="seconds"), "salt": b64encode(self.salt).decode(),
        }  # fmt: skip
        return json.dumps(said).encode() + b"\n"


class _Cipher:
    """Encrypts and opens the chunks of one file, in order."""

    def __init__(self, head: Head, line: bytes, key: str) -> None:
        made = HKDF(SHA256(), 32, salt=head.salt, info=b"duewell backup")
        self._cipher = AESGCM(made.derive(urlsafe_b64decode(key)))
        self._line = line
        self._number = 0

    def _nonce(self, *, last: bool) -> bytes:
        return self._number.to_bytes(11, "big") + bytes([last])

    def seal(self, data: bytes, *, last: bool) -> bytes:
        sealed = self._cipher.encrypt(self._nonce(last=last), data, self._line)
        self._number += 1
        return len(sealed).to_bytes(4, "big") + sealed

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        data = self._cipher.decrypt(self._nonce(last=last), sealed, self._line)
        self._number += 1
        return data


class _Sealing(io.RawIOBase):
    """Takes bytes and writes them as chunks; `end` writes the last one."""

    def __init__(self, file: BinaryIO, cipher: _Cipher) -> None:
        super().__init__()
        self._file, self._cipher, self._waiting = file, cipher, bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        taken = bytes(cast("bytes", data))
        self._waiting += taken
        # One chunk always waits, since only the end tells which is the last.
        while len(self._waiting) > CHUNK:
            self._file.write(self._cipher.seal(bytes(self._waiting[:CHUNK]), last=False))
            del self._waiting[:CHUNK]
        return len(taken)

    def end(self) -> None:
        self._file.write(self._cipher.seal(bytes(self._waiting), last=True))
        self._waiting.clear()


class _Opening(io.RawIOBase):
    """Gives the bytes of the chunks; raises StreamError at the first that is not as it was written."""

    def __init__(self, file: BinaryIO, cipher: _Cipher, name: str) -> None:
        super().__init__()
        self._file, self._cipher, self._name = file, cipher, name
        self._left, self._over = b"", False
        self._next = self._chunk()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        while not self._left and not self._over:
            self._left = self._following()
        taken = self._left[: len(view)]
        view[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)

    def _chunk(self) -> bytes:
        length = self._file.read(4)
        if not length:
            return b""
        size = int.from_bytes(length, "big")
        sealed = self._file.read(size) if _TAG <= size <= CHUNK + _TAG else b""
        if len(length) < 4 or len(sealed) < max(size, _TAG):
            msg = f"{self._name} is cut short or damaged"
            raise StreamError(msg)
        return sealed

    def _following(self) -> bytes:
        sealed, self._next = self._next, self._chunk()
        self._over = not self._next
        try:
            return self._cipher.open(sealed, last=self._over)
        except InvalidTag as error:
            msg = f"{self._name} is cut short, or was altered since it was made"
            raise StreamError(msg) from error


async def write(events: AsyncIterator[Event], file: BinaryIO, head: Head, key: str) -> Footer:
    """Write a backup into an open file. `key` is the one that the head names."""
    line = head.line()
    file.write(line)
    sealing = _Sealing(file, _Cipher(head, line, key))
    # mtime=0: when it was made stands in the head, and nowhere else.
    with gzip.GzipFile("", "wb", compresslevel=6, fileobj=sealing, mtime=0) as packed:
        footer = await stream.write_to(events, cast("BinaryIO", packed))
    sealing.end()
    return footer


def read_head(path: Path) -> Head:
    """Return what a file says in clear; raises StreamError when it is no backup of this version."""
    with path.open("rb") as file:
        return _head(file, path.name)[0]


def _head(file: BinaryIO, name: str) -> tuple[Head, bytes]:
    line = file.readline(_HEAD)
    try:
        said = json.loads(line)
        if said["duewell"] != "backup":
            raise ValueError
        if said["format"] != FORMAT:
            msg = f"{name} is of format {str(said['format'])[:9]!r}; this version reads {FORMAT}"
            raise StreamError(msg)
        made = datetime.fromisoformat(said["made"])
        head = Head(str(said["key"]), made, b64decode(said["salt"], validate=True))
        # Both sides of the comparison are one's own spelling: nothing in it can be read two ways.
        if made.tzinfo is None or head.line() != line:
            raise ValueError
    except StreamError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"{name} is not a backup of Duewell, or is damaged"
        raise StreamError(msg) from error
    return head, line


class Archive:
    """A backup that is there, to be read from its beginning as often as is wanted."""

    def __init__(self, path: Path, ring: Keyring, page: int = stream.PAGE) -> None:
        """Read what it says in clear; `page` rows are in memory at once.

        Raises StreamError when it is no backup, or when no key of the ring opens it.
        """
        self.page = page
        self.head = read_head(path)
        self._path = path
        keys = dict(zip(ring.fingerprints(), ring.keys, strict=True))
        if self.head.key not in keys:
            msg = (
                f"{path.name} was made with the key of fingerprint {self.head.key[:16]!a}, and "
                f"ENCRYPTION_KEYS holds {', '.join(keys)}; give that key too (see the key card)"
            )
            raise StreamError(msg)
        self._key = keys[self.head.key]

    @contextmanager
    def _opened(self) -> Iterator[Iterator[Event]]:
        with self._path.open("rb") as file:
            head, line = _head(file, self._path.name)
            raw = _Opening(file, _Cipher(head, line, self._key), self._path.name)
            with (
                io.BufferedReader(raw, CHUNK) as plain,
                gzip.GzipFile(fileobj=plain, mode="rb") as rows,
            ):
                yield self._events(cast("BinaryIO", rows))

    def _events(self, rows: BinaryIO) -> Iterator[Event]:
        name = self._path.name
        yield from stream.read_from(rows, name, self.page)
        try:
            # Only whoever reads to the end has seen that the last chunk is there.
            more = rows.read(1)
        except (EOFError, OSError, zlib.error) as error:
            msg = f"{name} is cut short or damaged"
            raise StreamError(msg) from error
        if more:
            msg = f"{name} goes on after its end"
            raise StreamError(msg)

    async def events(self) -> AsyncIterator[Event]:
        """Give everything in it, checked as far as it was read. Raises StreamError."""
        with self._opened() as found:
            for event in found:
                yield event

    async def header(self) -> Header:
        """Return its header. Raises StreamError."""
        with self._opened() as found:
            first = next(found)
        if not isinstance(first, Header):
            msg = "a stream begins with its header"
            raise StreamError(msg)
        return first

    async def pages(self, name: str) -> AsyncIterator[Page]:
        """Give the rows of one table."""
        async for event in self.events():
            if isinstance(event, Page) and event.table == name:
                yield event
