"""Inquiries and sessions are recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, say

from .. import workflow
from ..models import Attendance, Charge, Talk
from ..queries import reach
from ..rules import codes, guards
from .parts import SUBJECT, locked, one_of, sides, stamp, text


@dataclass(frozen=True, slots=True)
class Record:
    """An inquiry or a session as the sheet asks for it."""

    on: dt.date
    place: str
    led_by: Collection[int]
    words: str
    result: str = ""
    present: str = ""
    recorder: str = ""
    start: dt.time | None = None
    signed: bool = False


@transaction.atomic
def talk(*, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, kind: str, record: Record) -> int:
    """Write an inquiry or a session down; its key. Refused with a mediator who stood aside, or before rights were told."""
    one = locked(actor, dispute)
    state = workflow.step(
        one.state, "session" if one_of(kind, codes.TALKS, "kind") == "session" else "inquire"
    )
    guards.may_happen(record.on, one.accepted or one.found, today).demand("on")
    if kind == "session":
        guards.may_sit(sides(reach.parties(dispute))).demand("on")
    charges = list(Charge.objects.filter(dispute=one).values_list("mediator", "recused"))
    charged = [key for key, recused in charges if recused is None]
    guards.may_lead(record.led_by, charged, [key for key, out in charges if out is not None]).demand("led_by")
    row = stamp(actor, at)
    serial = Talk.objects.filter(dispute=one, kind=kind).count() + 1
    made = Talk.objects.create(
        dispute=one, kind=kind, serial=serial, on=record.on, start=record.start, signed=record.signed,
        place=text(record.place, "place", say("Write where it was."), 60) or "", recorder=text(record.recorder, "recorder", most=40) or "",
        present=text(record.present, "present", most=codes.SHORT_MOST), text=text(record.words, "words", say("Write down what was said.")),
        result=text(record.result, "result", most=codes.SHORT_MOST), **row,
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(talk=made, mediator_id=key, **row) for key in sorted(set(record.led_by))
    )
    if state != one.state:
        versions.save(one, actor=actor, at=at, state=state)
    journal.write(actor, "note_talk", SUBJECT, key=dispute, at=at, kind=kind, number=serial)
    return made.pk
