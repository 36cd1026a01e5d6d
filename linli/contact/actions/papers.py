"""The A4 sheets of a batch of cards, made once and kept with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from linli.files import api as files
from linli.kernel import Actor
from linli.office import pdf

from ..queries import paper
from .cards import keep_file
from .parts import home

OWNER = "contact.batch"


def draw(actor: Actor, at: dt.datetime, batch: int, link: Callable[[str], str]) -> tuple[bytes, int]:
    """(PDF, number of cards) of a batch; nothing is kept. link: code of a building → address of its page."""
    _title, data, count = paper.sheet(actor, batch, link, demo=settings.DEMO)
    return pdf.render("cards", data, at=at.replace(microsecond=0)), count


@transaction.atomic
def make_paper(*, actor: Actor, at: dt.datetime, batch: int, base: str) -> tuple[int, int]:
    """Make the sheets and keep them with the batch; (file, number of cards). base: address of this house."""
    community = home(actor)
    content, count = draw(actor, at, batch, lambda code: f"{base.rstrip('/')}/b/{code}")
    file = files.store(
        actor, f"cards-{batch}.pdf", content, kind="application/pdf", owner=OWNER, key=batch, at=at, limit=0
    )
    keep_file(community=community, batch=batch, file=file)
    return file, count
