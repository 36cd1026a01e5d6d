"""Reads of files and work: inside the actor's community, and what its owner's rule allows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from linli.kernel import Actor, NotFound
from linli.kernel.actor import SYSTEM

from . import registry
from .models import File, Work


@dataclass(frozen=True, slots=True)
class FileRef:
    """One stored file as plain values."""

    id: int
    name: str
    kind: str
    size: int
    sha256: str
    at: dt.datetime
    gone: bool


@dataclass(frozen=True, slots=True)
class WorkRef:
    """One piece of work as plain values; state is waiting, running, done or failed."""

    id: int
    kind: str
    key: int | None
    state: str
    done: int
    total: int
    started: dt.datetime
    ended: dt.datetime | None
    facts: dict[str, Any]
    file_id: int | None
    user_id: int | None


def file(actor: Actor, file_id: int) -> File:
    """One file whose owner's rule lets the actor open it. Raises NotFound, also when the content is gone."""
    found = File.objects.filter(community=actor.community, pk=file_id).first()
    if found is None or found.gone_at is not None or not _may_open(actor, found):
        raise NotFound
    return found


def files_of(actor: Actor, owner: str, key: int) -> list[FileRef]:
    """The files of one record, newest first; the caller has asked its own rule."""
    found = File.objects.filter(community=actor.community, owner=owner, key=key).order_by("-at", "-id")
    return [ref(one) for one in found]


def work(actor: Actor, work_id: int, *, lock: bool = False) -> Work:
    """One's own work (the system: any of its community). Raises NotFound."""
    found = Work.objects.filter(community=actor.community, pk=work_id)
    if not actor.holds(SYSTEM):
        found = found.filter(user=actor.user_id)
    one = (found.select_for_update() if lock else found).first()
    if one is None:
        raise NotFound
    return one


def works(actor: Actor, *, limit: int = 50) -> list[WorkRef]:
    """One's own work, newest first."""
    found = Work.objects.filter(community=actor.community, user=actor.user_id).order_by("-started", "-id")
    return [work_ref(one) for one in found[:limit]]


def latest_work(actor: Actor, kind: str, key: int) -> WorkRef | None:
    """The last work of a kind on one record, whoever started it; the caller has asked its own rule."""
    found = (
        Work.objects.filter(community=actor.community, kind=kind, key=key).order_by("-started", "-id").first()
    )
    return work_ref(found) if found else None


def ref(one: File) -> FileRef:
    """A file as plain values."""
    return FileRef(one.pk, one.name, one.kind, one.size, one.sha256, one.at, one.gone_at is not None)


def work_ref(one: Work) -> WorkRef:
    """A piece of work as plain values."""
    return WorkRef(
        one.pk, one.kind, one.key, one.state, one.done, one.total, one.started, one.ended, one.facts, one.file_id, one.user
    )  # fmt: skip


def own_work_file(actor: Actor, key: int | None) -> bool:
    """The rule of files that work made: the one who started it gets them."""
    return Work.objects.filter(community=actor.community, pk=key or 0, user=actor.user_id).exists()


def _may_open(actor: Actor, one: File) -> bool:
    if actor.holds(SYSTEM):
        return True
    rule = registry.owners.get(one.owner)
    return rule is not None and rule(actor, one.key)
