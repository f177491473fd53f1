"""The process's one keyring: seals column values and makes keyed hashes of Telegram ids."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class KeyMismatchError(RuntimeError):
    """The database was written with other keys than those given."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys in order: the first seals, any opens, so that keys can be rotated."""

    keys: tuple[str, ...]

    @classmethod
    def new(cls) -> Keyring:
        """Return a ring with one fresh random key."""
        return cls((Fernet.generate_key().decode(),))

    def fernet(self) -> MultiFernet:
        """Return the cipher over all keys (raises ValueError on a malformed key)."""
        return MultiFernet([Fernet(key) for key in self.keys])

    def fingerprints(self) -> tuple[str, ...]:
        """Return one short public fingerprint a key; they reveal nothing of it."""
        return tuple(
            hashlib.sha256(b"duewell key " + key.encode()).hexdigest()[:16] for key in self.keys
        )

    def digests(self, value: str) -> tuple[str, ...]:
        """Return the keyed hash of a value under each key, the sealing key's first."""
        return tuple(
            hmac.new(urlsafe_b64decode(key), b"id " + value.encode(), hashlib.sha256).hexdigest()
            for key in self.keys
        )


class _Installed:
    """Holder of the process's keyring; `install` is called once by the composition root."""

    ring: Keyring | None = None
    cipher: MultiFernet | None = None


def install(ring: Keyring) -> None:
    """Make `ring` the one that columns seal and open with."""
    _Installed.cipher = ring.fernet()
    _Installed.ring = ring
    unseal.cache_clear()


def ring() -> Keyring:
    """Return the installed keyring; raises RuntimeError before `install`."""
    if _Installed.ring is None:
        msg = "no keyring installed"
        raise RuntimeError(msg)
    return _Installed.ring


def seal(data: bytes) -> bytes:
    """Encrypt with the first key."""
    if _Installed.cipher is None:
        msg = "no keyring installed"
        raise RuntimeError(msg)
    return _Installed.cipher.encrypt(data)


@lru_cache(maxsize=2048)
def unseal(token: bytes) -> bytes:
    """Decrypt with whichever key fits; raises KeyMismatchError if none does.

    The answers of an open form are read with each answer that follows: the latest are kept, in
    the memory that holds the key as well.
    """
    if _Installed.cipher is None:
        msg = "no keyring installed"
        raise RuntimeError(msg)
    try:
        return _Installed.cipher.decrypt(token)
    except InvalidToken as error:
        msg = "a stored value was sealed with another key"
        raise KeyMismatchError(msg) from error
