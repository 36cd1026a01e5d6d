"""After the agreement: performance and revisit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from .. import workflow
from ..models import Performance, Revisit
from ..rules import codes, guards
from .agreeing import standing
from .parts import SUBJECT, locked, one_of, stamp, text


@transaction.atomic
def perform(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, kind: str, on: dt.date, note: str = ""
) -> None:
    """What was seen of the performance: done, in part, urged, or not performed and told of the way to court (art. 31–32)."""
    one = locked(actor, dispute)
    state = workflow.step(one.state, f"perform_{one_of(kind, codes.PERFORMANCES, 'kind')}")
    held = standing(one)
    if held.effective is None:
        raise Refused(say("The agreement is not in effect yet."))
    guards.may_happen(on, held.effective, today).demand("on")
    asked = None if kind == "done" else say("Write what was performed and what not.")
    words = text(note, "note", asked, codes.SHORT_MOST)
    Performance.objects.create(agreement=held, kind=kind, on=on, note=words, **stamp(actor, at))
    versions.save(held, actor=actor, at=at, performance=kind, performed=on if kind == "done" else None)
    if state != one.state:
        versions.save(one, actor=actor, at=at, state=state, performed=on if kind == "done" else None)
    journal.write(actor, "note_performance", SUBJECT, key=dispute, at=at, kind=kind)


@transaction.atomic
def revisit(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date, kept: bool, content: str, flares: bool = False,
    note: str = "",
) -> int:  # fmt: skip
    """A revisit; its key. When the quarrel flares up again the words say what is done about it."""
    one = locked(actor, dispute)
    workflow.step(one.state, "revisit")
    guards.may_happen(on, one.settled or one.found, today).demand("on")
    asked = say("Write what is done about it.") if flares else None
    made = Revisit.objects.create(
        dispute=one, on=on, by=actor.user_id, kept=kept, content=one_of(content, codes.CONTENT, "content"), flares=flares,
        note=text(note, "note", asked, codes.SHORT_MOST), **stamp(actor, at),
    )  # fmt: skip
    journal.write(actor, "revisit_dispute", SUBJECT, key=dispute, at=at, kept=kept)
    return made.pk
