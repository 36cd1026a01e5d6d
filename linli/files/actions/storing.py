"""Storing a file: content first, on disk for certain, then its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from linli.files import queries, rules, vault
from linli.files.models import File
from linli.journal import api as journal
from linli.kernel import Actor

_MIB = 1024 * 1024


@transaction.atomic
def store(
    *,
    actor: Actor,
    name: str,
    content: bytes | Path | IO[bytes] | Iterable[bytes],
    owner: str,
    key: int | None = None,
    kind: str = "",
    limit: int | None = None,
    at: dt.datetime,
) -> int:
    """Keep a content for the record (`owner`, `key`); its id.

    kind   media type; by the name's ending when empty
    limit  most bytes; None the size set for uploads, 0 none (files that we make)
    The content is encrypted and on disk before the row is there. When the transaction is rolled
    back the content is left without a row, and the nightly sweep takes it away.
    Raises Refused when it is too large or the disk is full.
    """
    most = settings.LINLI_UPLOAD_MIB * _MIB if limit is None else limit
    if actor.community is None:
        raise ValueError("a file belongs to a community")
    plain = rules.safe_name(name)
    stored = vault.write(actor.community, _parts(content), limit=most or None)
    made = File.objects.create(
        community_id=actor.community, name=plain, kind=kind or rules.kind_of(plain), size=stored.size,
        sha256=stored.sha256, stored=stored.path, owner=owner, key=key, at=at, user=actor.user_id,
    )  # fmt: skip
    journal.write(actor, "store", "file", key=made.pk, at=at, owner=owner, size=stored.size)
    return made.pk


@transaction.atomic
def forget_content(*, actor: Actor, file_id: int, at: dt.datetime, why: str = "") -> None:
    """Take a content away after the commit; the row stays and says since when it is gone."""
    found = queries.file(actor, file_id)
    found.gone_at = at
    found.save(update_fields=["gone_at"])
    journal.write(actor, "forget_content", "file", key=file_id, at=at, why=why)
    path = found.stored
    transaction.on_commit(lambda: vault.remove(path))


@transaction.atomic
def forget_old(*, actor: Actor, owner: str, before: dt.datetime, at: dt.datetime) -> int:
    """Take away the contents of an owner's files stored before a moment (term of retention); how many."""
    old = File.objects.filter(community=actor.community, owner=owner, gone_at__isnull=True, at__lt=before)
    paths = list(old.values_list("stored", flat=True))
    if not paths:
        return 0
    old.update(gone_at=at)
    journal.write(actor, "forget_old", "file", at=at, owner=owner, contents=len(paths))
    transaction.on_commit(lambda: _remove(paths))
    return len(paths)


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        vault.remove(path)


def sweep_orphans(*, community: int, before: dt.datetime) -> int:
    """Remove contents without a row that were written before a (real) moment; how many. Needs the scope."""
    known = set(
        File.objects.filter(community=community, gone_at__isnull=True).values_list("stored", flat=True)
    )
    gone = [
        path for path, written in vault.names(community) if path not in known and written < before.timestamp()
    ]
    for path in gone:
        vault.remove(path)
    return len(gone)


def _parts(content: bytes | Path | IO[bytes] | Iterable[bytes]) -> Iterator[bytes]:
    """The content in parts, whichever way it came."""
    if isinstance(content, bytes | bytearray | memoryview):
        yield bytes(content)
    elif isinstance(content, Path):
        with content.open("rb") as file:
            yield from _read(file)
    elif hasattr(content, "chunks"):
        yield from content.chunks()
    elif hasattr(content, "read"):
        yield from _read(content)
    else:
        yield from content


def _read(file: Any) -> Iterator[bytes]:
    while part := file.read(_MIB):
        yield part
