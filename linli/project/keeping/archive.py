"""The one file of a backup: a sealed tar whose manifest names every member with its size and SHA-256."""

import hashlib
import io
import json
import os
import secrets
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from linli.project.keeping.sealed import Damaged, Sealed, Writer
from linli.project.words import gettext as _

MANIFEST = "manifest.json"
KIND = "linli backup 2"
BLOCK = 1 << 20


class BadArchive(Exception):
    """The file is no backup, or damaged; the text says which."""


def sha256(file: IO[bytes]) -> str:
    """The digest of the rest of a stream."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder for us alone, on the same disk as ``beside``, gone afterwards."""
    folder = beside.parent / f".{beside.name}.{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(target: Path, members: dict[str, Path], about: dict[str, Any], folder: Path, words: str) -> int:
    """Write all members and the manifest, sealed by the passphrase, flush, verify, then give it its name; its size."""
    draft = folder / "backup.tar"
    listed = {}
    with draft.open("xb") as raw:
        os.fchmod(raw.fileno(), 0o600)
        with (
            Writer(raw, words) as sealing,
            tarfile.open(fileobj=cast("IO[bytes]", sealing), mode="w|") as tar,
        ):
            for name, path in members.items():
                with path.open("rb") as file:
                    listed[name] = {"sha256": sha256(file), "size": path.stat().st_size}
                tar.add(path, arcname=name, recursive=False, filter=_anonymous)
            content = json.dumps(
                {"kind": KIND, **about, "members": listed}, ensure_ascii=False, indent=1
            ).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size, info.mode = len(content), 0o600
            tar.addfile(info, io.BytesIO(content))
        raw.flush()
        os.fsync(raw.fileno())
    check(Sealed(draft, words))
    os.link(draft, target)
    return target.stat().st_size


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode, info.mtime = 0o600, int(info.mtime)
    return info


def read_manifest(file: Sealed) -> dict[str, Any]:
    """What the backup says it holds."""
    try:
        with _opened(file) as tar:
            member = tar.extractfile(MANIFEST)
            held = json.loads(member.read()) if member else {}
    except (tarfile.TarError, KeyError, ValueError, EOFError):
        raise BadArchive(
            _("{file} is no backup of Linli, or it is cut off.").format(file=file.path)
        ) from None
    if not isinstance(held, dict) or held.get("kind") != KIND:
        raise BadArchive(_("{file} is no backup that this version can read.").format(file=file.path))
    return held


def check(file: Sealed) -> dict[str, Any]:
    """Read every member and compare it with the manifest, which is answered."""
    held = read_manifest(file)
    expected = dict(held["members"])
    with _opened(file) as tar:
        for info in tar:
            if info.name == MANIFEST:
                continue
            listed = expected.pop(info.name, None)
            stream = tar.extractfile(info) if info.isfile() else None
            if listed is None or stream is None or not safe(info.name):
                raise BadArchive(
                    _("{file} holds something that its manifest does not name.").format(file=file.path)
                )
            if info.size != listed["size"] or sha256(stream) != listed["sha256"]:
                raise BadArchive(
                    _("{file} is damaged: {name} is not what was saved.").format(
                        file=file.path, name=info.name
                    )
                )
    if expected:
        raise BadArchive(
            _("{file} is not whole: {n} parts are missing.").format(file=file.path, n=len(expected))
        )
    return held


@contextmanager
def _opened(file: Sealed) -> Iterator[tarfile.TarFile]:
    """The tar inside; a file that is not as it was written is a BadArchive."""
    try:
        with file.open() as content, tarfile.open(fileobj=content, mode="r:") as tar:
            yield tar
    except Damaged as error:
        raise BadArchive(str(error)) from None


def safe(name: str) -> bool:
    """Whether a member's name stays inside the folder it is written to."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and str(path) == name


def unpack(file: Sealed, prefix: str, folder: Path) -> None:
    """Write the members below a prefix (``files/``) into a folder, for us alone."""
    with _opened(file) as tar:
        for info in tar:
            folder.mkdir(mode=0o700, exist_ok=True)
            if info.isfile() and info.name.startswith(prefix) and safe(info.name):
                _write_out(tar, info, folder / info.name.removeprefix(prefix))


def extract(file: Sealed, name: str, target: Path) -> None:
    """Write one member to a place of one's own choice, for us alone."""
    with _opened(file) as tar:
        _write_out(tar, tar.getmember(name), target)


def _write_out(tar: tarfile.TarFile, info: tarfile.TarInfo, target: Path) -> None:
    source = tar.extractfile(info)
    assert source is not None, info.name
    target.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    with target.open("xb") as new:
        os.fchmod(new.fileno(), 0o600)
        shutil.copyfileobj(source, new, BLOCK)
        new.flush()
        os.fsync(new.fileno())


def member(file: Sealed, name: str) -> bytes:
    """One small member."""
    with _opened(file) as tar:
        stream = tar.extractfile(name)
        return stream.read() if stream else b""
