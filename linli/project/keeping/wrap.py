"""Keys wrapped by a passphrase: scrypt makes the wrapping key, AES-GCM holds and proves the content."""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

COST = 2**16
LABEL = b"linli keys 1"


class WrongPassphrase(Exception):
    """The passphrase does not open the wrapped keys (or they were altered: the cipher cannot tell)."""


def wrap(content: dict[str, str], passphrase: str) -> bytes:
    """The named texts, readable only with the passphrase. About 100 ms and 64 MB on purpose."""
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_key(passphrase, salt, COST)).encrypt(nonce, json.dumps(content).encode(), LABEL)
    fields = {"salt": salt, "nonce": nonce, "sealed": sealed}
    plain: dict[str, Any] = {name: base64.b64encode(value).decode() for name, value in fields.items()}
    return json.dumps({"kind": "scrypt+aes-gcm", "cost": COST, **plain}).encode()


def unwrap(wrapped: bytes, passphrase: str) -> dict[str, str]:
    """The texts again. Raises WrongPassphrase."""
    try:
        held = json.loads(wrapped)
        salt, nonce, sealed = (base64.b64decode(held[name]) for name in ("salt", "nonce", "sealed"))
        cost = int(held["cost"])
        if not 2**14 <= cost <= 2**20:
            raise WrongPassphrase
        opened = json.loads(AESGCM(_key(passphrase, salt, cost)).decrypt(nonce, sealed, LABEL))
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise WrongPassphrase from error
    return {str(name): str(text) for name, text in opened.items()}


def _key(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())
