"""Files sent either way, kept in memory; the oldest go when there are too many."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass

KEEP_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`path` is what getFile answers; `unique` names the file for ever, `id` is what a bot sends."""

    id: str
    unique: str
    path: str
    name: str
    mime: str
    data: bytes


class FileStore:
    """Files by id, by path and by unique id."""

    def __init__(self) -> None:
        self.by_unique: dict[str, StoredFile] = {}
        self._size = 0

    def add(self, data: bytes, *, name: str, mime: str, folder: str) -> StoredFile:
        """Keep a file; what it is called from now on."""
        unique = secrets.token_hex(8)
        ending = name.rsplit(".", 1)[-1] if "." in name else "bin"
        ending = ending if ending.isalnum() and len(ending) <= 8 else "bin"
        file = StoredFile(
            f"SIM{unique}{secrets.token_hex(8)}",
            unique,
            f"{folder}/file_{unique}.{ending}",
            name,
            mime,
            data,
        )
        self.put(file)
        return file

    def put(self, file: StoredFile) -> None:
        """Keep a file under the names it already has."""
        self.by_unique[file.unique] = file
        self._size += len(file.data)
        while self._size > KEEP_BYTES and len(self.by_unique) > 1:
            oldest = self.by_unique.pop(next(iter(self.by_unique)))
            self._size -= len(oldest.data)

    def by_id(self, file_id: str) -> StoredFile | None:
        """The file a bot means by this id."""
        if not file_id.startswith("SIM") or len(file_id) != 35:
            return None
        file = self.by_unique.get(file_id[3:19])
        return file if file is not None and file.id == file_id else None

    def by_path(self, path: str) -> StoredFile | None:
        """The file behind a path that getFile gave."""
        unique = path.rsplit("file_", 1)[-1].split(".", 1)[0]
        file = self.by_unique.get(unique)
        return file if file is not None and file.path == path else None

    def clear(self) -> None:
        """Forget all files."""
        self.by_unique.clear()
        self._size = 0


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data[:2] == b"\xff\xd8":
        return _jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and data[12:16] == b"VP8X":
        return (
            int.from_bytes(data[24:27], "little") + 1,
            int.from_bytes(data[27:30], "little") + 1,
        )
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
