"""The host's signing key (Ed25519): made once, sealed with the encryption keys, signs exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select

from storage.people import insert_or_ignore
from storage.tables_chain import host_keys

if TYPE_CHECKING:
    from storage.uow import UnitOfWork

_NAME = "signing"


def public(secret: str) -> str:
    """Return the public key of a secret one (both hexadecimal)."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    return key.public_key().public_bytes_raw().hex()


def sign(secret: str, data: bytes) -> str:
    """Return the signature of some bytes, hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(data).hex()


def verify(key: str, signature: str, data: bytes) -> bool:
    """Tell whether a public key (hexadecimal) made a signature of some bytes."""
    try:
        made = bytes.fromhex(signature)
        # Two spellings of the same bytes would be two files that both count as unaltered.
        if made.hex() != signature:
            return False
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(made, data)
    except (InvalidSignature, ValueError):
        return False
    return True


async def secret(uow: UnitOfWork) -> str:
    """Return the host's secret key, made on the first call; of several processes one makes it."""
    found = await _stored(uow)
    if found is None:
        fresh = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        values = {"name": _NAME, "public": public(fresh), "secret": fresh}
        await uow.run(insert_or_ignore(uow, host_keys).values(**values))
        found = await _stored(uow)
    if found is None:
        msg = "the signing key was not stored"
        raise RuntimeError(msg)
    return found


async def _stored(uow: UnitOfWork) -> str | None:
    statement = select(host_keys.c.secret).where(host_keys.c.name == _NAME)
    found: str | None = (await uow.run(statement)).scalar_one_or_none()
    return found


async def known(uow: UnitOfWork) -> str | None:
    """Return the host's public key, or None before the first start."""
    statement = select(host_keys.c.public).where(host_keys.c.name == _NAME)
    found: str | None = (await uow.run(statement)).scalar_one_or_none()
    return found
