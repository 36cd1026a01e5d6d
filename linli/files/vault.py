"""Contents at rest: written whole or not at all, encrypted in pieces, never named by a person.

Form: `LLF1`, key id (1 byte), prefix (7 bytes), then pieces of 256 KiB, each AES-GCM with the
nonce prefix + counter (4 bytes) + last (1 byte), so that pieces cannot be cut off, swapped or
taken from another file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from django.conf import settings

from linli.base import keys
from linli.kernel import Refused, say

PIECE = 256 * 1024
_MARK = b"LLF1"
_TAG = 16
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Damaged(Exception):
    """A stored content is cut off, changed or gone."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: path below the folder, plain size, digest of the plain content."""

    path: str
    size: int
    sha256: str


def write(community: int, source: Iterator[bytes], *, limit: int | None) -> Stored:
    """Encrypt `source` into a fresh file of the community; on disk when this returns.

    Raises Refused when more than `limit` bytes come or the disk is full; nothing stays then.
    """
    name = secrets.token_hex(16)
    path = f"{community}/{name[:2]}/{name}"
    target = folder() / path
    draft = target.with_name(f"{name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            size, digest = _encrypt(source, file, limit)
            file.flush()
            os.fsync(file.fileno())
        os.rename(draft, target)
        _keep_name(target.parent)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        if fault.errno in _FULL:
            raise Refused(
                say(
                    "The server's disk is full. Nothing was saved; ask the technical administrator to make room."
                ),
                "file",
            ) from None
        raise
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return Stored(path, size, digest)


def read(path: str) -> Iterator[bytes]:
    """The plain content in pieces. Raises Damaged; a piece is given only after it was checked."""
    try:
        with (folder() / path).open("rb") as file:
            yield from _decrypt(file)
    except FileNotFoundError:
        raise Damaged(path) from None


def remove(path: str) -> None:
    """Take a content away; one that is gone already is no fault."""
    (folder() / path).unlink(missing_ok=True)


def names(community: int) -> Iterator[tuple[str, float]]:
    """(path, when it was written) of every content of a community, unfinished ones included."""
    root = folder()
    for file in sorted((root / str(community)).glob("*/*")):
        yield file.relative_to(root).as_posix(), file.stat().st_mtime


def folder() -> Path:
    """Where the contents lie."""
    return Path(settings.LINLI_FILES)


def _encrypt(source: Iterator[bytes], file: IO[bytes], limit: int | None) -> tuple[int, str]:
    number, cipher = keys.sealing()
    prefix = secrets.token_bytes(7)
    file.write(_MARK + bytes([number]) + prefix)
    digest, size = hashlib.sha256(), 0
    for count, (piece, last) in enumerate(_pieces(source)):
        size += len(piece)
        if limit is not None and size > limit:
            raise Refused(say("The file is larger than {n} MB.", n=limit // (1024 * 1024)), "file")
        digest.update(piece)
        file.write(cipher.encrypt(_nonce(prefix, count, last), piece, None))
    return size, digest.hexdigest()


def _decrypt(file: IO[bytes]) -> Iterator[bytes]:
    head = file.read(12)
    if len(head) != 12 or not head.startswith(_MARK):
        raise Damaged(file.name)
    cipher, prefix = keys.cipher(head[4]), head[5:]
    piece, count = file.read(PIECE + _TAG), 0
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, count, not following), piece, None)
        except InvalidTag:
            raise Damaged(file.name) from None
        if not following:
            return
        piece, count = following, count + 1


def _pieces(source: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The source cut anew into pieces of one size, each with whether it is the last; at least one."""
    held = bytearray()
    for part in source:
        held += part
        while len(held) > PIECE:
            yield bytes(held[:PIECE]), False
            del held[:PIECE]
    yield bytes(held), True


def _nonce(prefix: bytes, count: int, last: bool) -> bytes:
    return prefix + count.to_bytes(4, "big") + bytes([last])


def _keep_name(parent: Path) -> None:
    """Make the new name in the folder last through a power cut."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
