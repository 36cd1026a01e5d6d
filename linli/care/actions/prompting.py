"""A prompt is closed with a reason: the person does not want it, or the register is behind."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.residents import api as residents

from ..models import Closing
from ..queries import reach
from ..rules import codes
from .parts import refusing, stamp


@transaction.atomic
def close_prompt(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: int, kind: str, scheme: str, year: int, reason: str
) -> int:  # fmt: skip
    """It stays away for this scheme and year; its key."""
    row = stamp(actor, at)
    if kind not in codes.PROMPTS:
        raise NotFound("kind")
    if not reason.strip():
        raise Refused(say("Write why."), "reason")
    if person not in residents.person_names(actor, [person], on=on) and person not in residents.gone(
        actor, [person], on=on
    ):
        raise NotFound("person")
    with refusing(say("Somebody has closed this already."), "reason"):
        made = Closing.objects.create(
            person_id=person,
            mark=reach.prompt_mark(kind, scheme, year),
            reason=reason.strip()[:200],
            on=on,
            **row,
        )
    journal.write(actor, "close_prompt", "care prompt", key=made.pk, at=at)
    return made.pk
