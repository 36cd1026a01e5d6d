"""A file as an answer: a download under a harmless name, or a picture in the page, never by path."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from linli.kernel import Actor, NotFound

from . import queries, rules, vault

log = logging.getLogger("linli.files")


def read(actor: Actor, file_id: int) -> bytes:
    """The plain content. Raises NotFound when the owner's rule says no or the content is gone or damaged."""
    try:
        return b"".join(vault.read(queries.file(actor, file_id).stored))
    except vault.Damaged:
        log.error("the content of file %s is damaged or gone", file_id)
        raise NotFound from None


def serve(request: HttpRequest, actor: Actor, file_id: int) -> HttpResponseBase:
    """The file after its owner's rule said yes, else NotFound. Streams from disk, never from the database."""
    found = queries.file(actor, file_id)
    parts = vault.read(found.stored)
    try:
        first = next(parts)
    except vault.Damaged:
        log.error("the content of file %s is damaged or gone", file_id)
        raise NotFound from None
    shown = found.kind in rules.SHOWN and "download" not in request.GET
    response = StreamingHttpResponse(_joined(first, parts), content_type=found.kind)
    response["Content-Length"] = str(found.size)
    response["Content-Disposition"] = content_disposition_header(not shown, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
