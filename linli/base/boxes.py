"""Boxes that anybody with the public key may close and only the server opens: records of a phone without network.

A box is ECDH over P-256 with a key of its own, HKDF-SHA-256 and AES-256-GCM. Its `about` (which phone, which
record) is bound to it, so that a box taken for another record does not open. The private keys stand on the key
ring (`<data>/keys.json`, in every backup) with ids: after `renew()` new boxes use the new key and old ones,
closed on phones that were away for weeks, still open.
"""

from __future__ import annotations

import base64
import fcntl
import functools
import json
import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import keys

_CURVE = ec.SECP256R1()
_INFO = b"linli phone box 1"


class NotOpened(Exception):
    """The box is damaged, or it was closed for another record."""


def public_key() -> tuple[int, str]:
    """(id, uncompressed point in base64) of the key that new boxes are closed to; made on first need."""
    held = _held()
    number = max(held)
    return number, base64.b64encode(_point(held[number].public_key())).decode()


def open_box(box: dict[str, Any], about: str) -> bytes:
    """The plain content. Raises NotOpened, or keys.KeysMissing when its key is not on the ring.

    box    {"k": key id, "e": the box's own public point, "i": nonce, "c": content}, base64
    about  what the box was closed for
    """
    try:
        number, point = int(box["k"]), base64.b64decode(box["e"], validate=True)
        nonce, content = (base64.b64decode(box[one], validate=True) for one in ("i", "c"))
        own = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except (KeyError, TypeError, ValueError):
        raise NotOpened from None
    private = _held().get(number)
    if private is None:
        raise keys.KeysMissing(f"key {number} for phones is not on the ring {keys.ring_path()}")
    try:
        return AESGCM(_derived(private.exchange(ec.ECDH(), own), point)).decrypt(
            nonce, content, about.encode()
        )
    except (InvalidTag, ValueError):
        raise NotOpened from None


def close_box(content: bytes, about: str, number: int, public: str) -> dict[str, Any]:
    """What a phone does in its own language; for programs and tests."""
    own = ec.generate_private_key(_CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, base64.b64decode(public))
    point, nonce = _point(own.public_key()), secrets.token_bytes(12)
    sealed = AESGCM(_derived(own.exchange(ec.ECDH(), theirs), point)).encrypt(nonce, content, about.encode())
    parts = {"e": point, "i": nonce, "c": sealed}
    return {"k": number, **{name: base64.b64encode(part).decode() for name, part in parts.items()}}


def renew() -> int:
    """Put a new key on the ring, to which boxes are closed from each phone's next contact on; its id."""
    path = keys.ring_path()
    keys.ring()  # makes the ring where there is none
    number = _add(path, always=True)
    forget()
    return number


def forget() -> None:
    """Read the ring anew."""
    _held.cache_clear()


@functools.lru_cache(maxsize=1)
def _held() -> dict[int, ec.EllipticCurvePrivateKey]:
    keys.ring()
    path = keys.ring_path()
    _add(path, always=False)
    held = json.loads(path.read_text())["phones"]
    return {
        int(number): ec.derive_private_key(int.from_bytes(base64.b64decode(secret), "big"), _CURVE)
        for number, secret in held.items()
    }


def _add(path: Path, *, always: bool) -> int:
    """Write the ring with one more key for phones; without `always` only where there is none. One writer at a time."""
    with path.with_name("keys.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ring = json.loads(path.read_text())
        held: dict[str, str] = ring.setdefault("phones", {})
        newest = max((int(one) for one in held), default=0)
        if held and not always:
            return newest
        secret = ec.generate_private_key(_CURVE).private_numbers().private_value.to_bytes(32, "big")
        held[str(newest + 1)] = base64.b64encode(secret).decode()
        fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        with fresh.open("w") as file:
            file.write(json.dumps(ring))
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    return newest + 1


def _derived(shared: bytes, point: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=point, info=_INFO).derive(shared)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
