"""A file that only a passphrase opens, written and read in pieces, so that its size costs no memory.

A line of JSON (kind, cost and salt of scrypt, nonce, proof of the passphrase), then pieces of 1 MiB, each
with AES-GCM's 16 bytes behind it. The nonce of a piece is the file's own, its number and whether it is the
last one: pieces that were changed, exchanged, left out or cut off at the end are found while reading.
"""

import base64
import io
import json
import os
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from linli.project.words import gettext as _

KIND = "linli sealed backup 1"
COST = 2**16
PIECE = 1 << 20
TAG = 16
#: No first line is longer: what is, is another file.
LONGEST_HEAD = 1000
_PROOF = b"linli"


class WrongPassphrase(Exception):
    """The passphrase does not open the file."""


class Damaged(Exception):
    """The file is no sealed backup, or not as it was written; the text says so."""


def _key(words: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(words.encode())


def _nonce(own: bytes, number: int, last: int) -> bytes:
    return own + number.to_bytes(4, "big") + bytes([last])


class Writer(io.RawIOBase):
    """Seals what is written into it; `close` writes the last piece, which a whole file has to have."""

    def __init__(self, raw: IO[bytes], words: str) -> None:
        self._raw, self._held, self._number = raw, bytearray(), 0
        self._own = os.urandom(7)
        salt = os.urandom(16)
        self._cipher = AESGCM(_key(words, salt, COST))
        proof = self._cipher.encrypt(_nonce(self._own, 0, 2), _PROOF, None)
        fields = {"salt": salt, "nonce": self._own, "proof": proof}
        plain = {name: base64.b64encode(value).decode() for name, value in fields.items()}
        raw.write(json.dumps({"kind": KIND, "cost": COST, **plain}).encode() + b"\n")

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def write(self, content: Any) -> int:
        """Take bytes; whole pieces go out at once."""
        self._held += content
        while len(self._held) > PIECE:
            self._out(bytes(self._held[:PIECE]), 0)
            del self._held[:PIECE]
        return len(content)

    def close(self) -> None:
        """Write the last piece. The file below stays open."""
        if not self.closed:
            self._out(bytes(self._held), 1)
            self._held.clear()
        super().close()

    def _out(self, piece: bytes, last: int) -> None:
        self._raw.write(self._cipher.encrypt(_nonce(self._own, self._number, last), piece, None))
        self._number += 1


class Reader(io.RawIOBase):
    """Opens such a file at any place; holds one piece at a time."""

    def __init__(self, path: Path, key: bytes, own: bytes, start: int) -> None:
        self._raw = path.open("rb")
        self._path, self._cipher, self._own, self._start = path, AESGCM(key), own, start
        body = path.stat().st_size - start
        self._pieces = max(1, -(-body // (PIECE + TAG)))
        self._size = body - self._pieces * TAG
        self._at, self._number, self._piece = 0, -1, b""

    def readable(self) -> bool:
        """It gives bytes."""
        return True

    def seekable(self) -> bool:
        """Any place is as near as any other."""
        return True

    def tell(self) -> int:
        """Where the next byte comes from."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        self._at = max(0, offset + {0: 0, 1: self._at, 2: self._size}[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        """The bytes of one piece at most."""
        if self._at >= self._size:
            self._turn_to(self._pieces - 1)  # the end is proved too
            return 0
        number, inside = divmod(self._at, PIECE)
        self._turn_to(number)
        part = self._piece[inside : inside + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()
        super().close()

    def _turn_to(self, number: int) -> None:
        if number == self._number:
            return
        self._raw.seek(self._start + number * (PIECE + TAG))
        last = int(number == self._pieces - 1)
        try:
            self._piece = self._cipher.decrypt(
                _nonce(self._own, number, last), self._raw.read(PIECE + TAG), None
            )
        except (InvalidTag, ValueError):
            raise Damaged(_("{file} is damaged, or it is cut off.").format(file=self._path)) from None
        self._number = number


class Sealed:
    """A sealed file and its passphrase, whose key is made once (about 100 ms and 64 MB on purpose)."""

    def __init__(self, path: Path, words: str) -> None:
        """Raises WrongPassphrase, or Damaged for a file of another kind."""
        self.path = path
        with path.open("rb") as raw:
            head = raw.readline(LONGEST_HEAD)
        try:
            held = json.loads(head)
            if held["kind"] != KIND or not 2**14 <= int(held["cost"]) <= 2**20:
                raise ValueError
            salt, self._own, proof = (base64.b64decode(held[name]) for name in ("salt", "nonce", "proof"))
            if len(self._own) != 7:
                raise ValueError
        except (ValueError, KeyError, TypeError):
            raise Damaged(_("{file} is no backup that this version can read.").format(file=path)) from None
        self._start = len(head)
        self._key = _key(words, salt, int(held["cost"]))
        try:
            AESGCM(self._key).decrypt(_nonce(self._own, 0, 2), proof, None)
        except InvalidTag:
            raise WrongPassphrase from None

    def open(self) -> IO[bytes]:
        """The content from its beginning."""
        return io.BufferedReader(Reader(self.path, self._key, self._own, self._start), PIECE)
