"""The key ring: AES-GCM for values of class P3, keyed hashes to find them.

Keys live outside the database in `<data>/keys.json` (mode 0600), each with an id, so that a
new one can be added while old values stay readable. Losing the ring loses every sealed value;
`linli backup` takes it along, wrapped by a passphrase.
"""

from __future__ import annotations

import base64
import functools
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


@dataclass(frozen=True)
class Ring:
    """Keys by id (0–255), which of them seals, and the one that makes keyed hashes."""

    keys: dict[int, bytes]
    current: int
    hashing: bytes


class KeysMissing(Exception):
    """The key ring is not there or does not hold the key that sealed a value."""


def seal(text: str) -> bytes:
    """Key id (1 byte), nonce (12 bytes), ciphertext with tag."""
    number, cipher = _sealing()
    nonce = secrets.token_bytes(_NONCE)
    return bytes([number]) + nonce + cipher.encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes) -> str:
    """The text again. Raises KeysMissing when its key is not on the ring or does not fit."""
    cipher = _cipher(sealed[0])
    try:
        return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], None).decode()
    except InvalidTag:
        raise KeysMissing(f"key {sealed[0]} of the ring does not open this value") from None


def digest(text: str, purpose: str = "identity") -> bytes:
    """16 bytes that are equal for equal texts and say nothing without the ring."""
    return hmac.digest(ring().hashing, f"{purpose}\0{text}".encode(), "sha256")[:16]


def sealing() -> tuple[int, AESGCM]:
    """The key that seals now, with its id: for contents too large for one value (files)."""
    return _sealing()


def cipher(number: int) -> AESGCM:
    """The key of an id. Raises KeysMissing when it is not on the ring."""
    return _cipher(number)


def ring_path() -> Path:
    """Where the ring lies."""
    return Path(settings.LINLI_DATA) / "keys.json"


@functools.lru_cache(maxsize=1)
def ring() -> Ring:
    """The ring, made on first need in an empty data folder."""
    path = ring_path()
    if not path.exists():
        _make(path)
    held = json.loads(path.read_text())
    return Ring(
        {int(number): base64.b64decode(key) for number, key in held["keys"].items()},
        int(held["current"]),
        base64.b64decode(held["hashing"]),
    )


def forget() -> None:
    """Read the ring anew (after a restore or in tests)."""
    ring.cache_clear()
    _sealing.cache_clear()
    _cipher.cache_clear()


@functools.lru_cache(maxsize=1)
def _sealing() -> tuple[int, AESGCM]:
    return ring().current, AESGCM(ring().keys[ring().current])


@functools.lru_cache(maxsize=8)
def _cipher(number: int) -> AESGCM:
    try:
        return AESGCM(ring().keys[number])
    except KeyError:
        raise KeysMissing(f"key {number} is not on the ring {ring_path()}") from None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {
        "keys": {"1": base64.b64encode(secrets.token_bytes(32)).decode()},
        "current": 1,
        "hashing": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(held))
    try:
        os.link(fresh, path)  # fails when another process was quicker: its ring counts
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
