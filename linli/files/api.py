"""The door of files: contents that records own, work with its progress, exports made by jobs.

files.register_owner("residents.import", lambda actor, key: imports.may_open(actor, key))   # in apps.py
file_id = files.store(actor, "名册.xlsx", upload, owner="residents.import", key=7, at=at)
work_id = files.start_work(actor, "residents.read_import", 7, at, total=0)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from django.http import HttpRequest, HttpResponseBase

from linli.base import clock
from linli.kernel import Actor, Saying

from . import actions, queries, serving
from .queries import FileRef, WorkRef
from .registry import register_export, register_owner, register_work
from .running import Outcome, fail, progress, run_work

__all__ = [
    "FileRef",
    "Outcome",
    "WorkRef",
    "clean_image",
    "export_list",
    "fail",
    "files_of",
    "finish",
    "forget_content",
    "latest_work",
    "open",
    "progress",
    "register_export",
    "register_owner",
    "register_work",
    "run_work",
    "serve",
    "start_work",
    "store",
    "work",
]


def store(
    actor: Actor,
    name: str,
    content: bytes | Path | IO[bytes] | Iterable[bytes],
    *,
    kind: str = "",
    owner: str,
    key: int | None = None,
    at: dt.datetime,
    limit: int | None = None,
) -> int:
    """Keep a content for a record; the file's id. limit in bytes: None as set for uploads, 0 none."""
    return actions.store(
        actor=actor, name=name, content=content, kind=kind, owner=owner, key=key, at=at, limit=limit
    )


def open(actor: Actor, file_id: int) -> bytes:
    """The plain content. Raises NotFound when the owner's rule says no or the content is gone or damaged."""
    return serving.read(actor, file_id)


def serve(request: HttpRequest, actor: Actor, file_id: int) -> HttpResponseBase:
    """The file as a download (pictures may stand in a page), after its owner's rule said yes; else NotFound."""
    return serving.serve(request, actor, file_id)


def files_of(actor: Actor, owner: str, key: int) -> list[FileRef]:
    """The files of one record, newest first; the caller has asked its own rule."""
    return queries.files_of(actor, owner, key)


def forget_content(actor: Actor, file_id: int, at: dt.datetime, why: str = "") -> None:
    """Take a content away; the row stays and says since when it is gone."""
    actions.forget_content(actor=actor, file_id=file_id, at=at, why=why)


def start_work(
    actor: Actor, kind: str, key: int | None, at: dt.datetime, total: int = 0, **facts: Any
) -> int:
    """Note that work waits; deferred when `kind` was registered with its job (community=, work=). The work's id."""
    return actions.start_work(actor=actor, kind=kind, key=key, at=at, total=total, **facts)


def finish(
    community: int, work_id: int, file_id: int | None = None, told: Saying | None = None, **facts: Any
) -> None:
    """The work is done (run_work says it for you)."""
    actions.finish(community=community, work_id=work_id, file_id=file_id, told=told, at=clock.now(), **facts)


def work(actor: Actor, work_id: int) -> WorkRef:
    """One's own work. Raises NotFound."""
    return queries.work_ref(queries.work(actor, work_id))


def latest_work(actor: Actor, kind: str, key: int) -> WorkRef | None:
    """The last work of a kind on one record, whoever started it; the caller has asked its own rule."""
    return queries.latest_work(actor, kind, key)


def export_list(
    actor: Actor,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows_function_name: str,
    at: dt.datetime,
    **ids: int | str,
) -> int:
    """Start an export: a workbook made by a job; the work's id (its page: `files:work`).

    columns             (head, kind) with kind text, number, day or id, heads already in the reader's language
    rows_function_name  as registered: rows(actor, **ids) → rows in the order of the columns
    """
    return actions.start_export(
        actor=actor, title=title, columns=columns, rows=rows_function_name, at=at, **ids
    )


def clean_image(content: bytes) -> tuple[bytes, str]:
    """(content, media type) of a picture written anew without metadata. Raises Refused for what is none."""
    from .images import clean_image as clean  # the picture library is half a second at start

    return clean(content)
