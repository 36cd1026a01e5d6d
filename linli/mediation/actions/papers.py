"""Papers of the dossier: scans and photographs under their item."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions, writes
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from .. import workflow
from ..models import Paper
from ..queries import reach
from ..rules.dossier import ITEMS
from .parts import SUBJECT, locked, stamp


@transaction.atomic
def attach(
    *, actor: Actor, at: dt.datetime, dispute: int, item: int, name: str, content: bytes, kind: str = ""
) -> int:
    """Keep a paper under its item; the key."""
    one = locked(actor, dispute)
    workflow.step(one.state, "paper")
    if item not in ITEMS:
        raise Refused(say("Choose one of the list."), "item")
    if not content:
        raise Refused(say("The file is empty."), "file")
    file = files.store(actor, name[:100], content, kind=kind, owner=reach.OWNER, key=dispute, at=at)
    made = Paper.objects.create(dispute=one, item=item, name=name[:100], file=file, **stamp(actor, at))
    journal.write(actor, "add_dossier_paper", SUBJECT, key=dispute, at=at, number=item)
    return made.pk


@transaction.atomic
def take_out(*, actor: Actor, at: dt.datetime, dispute: int, paper: int, reason: str) -> None:
    """A paper put in by mistake: its content goes, the line stays."""
    one = locked(actor, dispute)
    workflow.step(one.state, "paper")
    if not reason.strip():
        raise Refused(say("Write why."), "reason")
    held = writes.locked(Paper.objects.filter(dispute=one, out=False), paper, "paper")
    versions.save(held, actor=actor, at=at, out=True)
    files.forget_content(actor, held.file, at, reason.strip()[:200])
    journal.write(actor, "take_out_paper", SUBJECT, key=dispute, at=at, why=reason)
