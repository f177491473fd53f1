"""Addresses and button data: `name:arg:arg`, at most 64 bytes, never a secret."""

from __future__ import annotations

LIMIT = 64


def pack(name: str, *arguments: object) -> str:
    """Return the button data of a screen or action; raises ValueError beyond Telegram's 64 bytes."""
    data = ":".join((name, *(str(argument) for argument in arguments)))
    if len(data.encode()) > LIMIT:
        msg = f"button data too long: {data}"
        raise ValueError(msg)
    return data


def unpack(data: str) -> tuple[str, tuple[str, ...]]:
    """Split button data into its name and arguments; whatever Telegram sent, it never raises."""
    name, *arguments = data[:LIMIT].split(":")
    return name, tuple(arguments)


def number(argument: str) -> int:
    """Return a row number from button data; anything else becomes 0, which nobody owns."""
    return int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 16 else 0
