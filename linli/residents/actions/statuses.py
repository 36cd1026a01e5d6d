"""Granting and ending dated statuses (P3)."""

from __future__ import annotations

import datetime as dt
import json

from django.conf import settings
from django.db import IntegrityError, transaction

from linli.base import clock, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.papers import read_disability_certificate

from ..models import Person, Status
from ..queries import marks
from ..rules import statuses as rules
from ..rules.people import BY_HAND, Origin
from ..rules.sight import may_hold_status
from . import records


@transaction.atomic
def grant(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: int, kind: str, source: str, category: str = "",
    level: str = "", number: str = "", review_on: dt.date | None = None, origin: Origin = BY_HAND,
) -> int:  # fmt: skip
    """A person holds a status of `kind` from `on`; its key. Everything it says is sealed.

    A disability certificate's number says category and level; what was typed must agree.
    """
    may_hold_status(actor, kind).demand()
    holder = records.person(actor, person, at)
    today = clock.day_of(at)
    if kind == "disability" and number.strip():
        category, level, number = _read(number, category, level, today, holder)
    rules.may_grant(
        kind, category=category, level=level, number=number, source=source, on=on, today=today
    ).demand("kind")
    made = _insert(
        Status(
            person_id=person, start=on, review_on=review_on, source=source.strip()[:100],
            **columns(kind, category=category, level=level, number=number), **records.stamp(actor, at, origin),
        )
    )  # fmt: skip
    journal.write(actor, "grant", "status", key=made.pk, at=at)
    return made.pk


@transaction.atomic
def end(*, actor: Actor, at: dt.datetime, status: int, on: dt.date, version: int | None = None) -> None:
    """The status no longer holds from `on`."""
    held = _locked(actor, status)
    versions.demand_fresh(held, version, {"end": on}, records.saver)
    rules.may_end(start=held.start, on=on, today=clock.day_of(at)).demand("on")
    records.save(held, actor, at, end=on)
    journal.write(actor, "end", "status", key=status, at=at)


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, status: int) -> None:
    """Take a status out that was entered by mistake."""
    held = _locked(actor, status)
    records.save(held, actor, at, void=True)
    journal.write(actor, "void", "status", key=status, at=at)


def columns(kind: str, *, category: str, level: str, number: str) -> dict[str, object]:
    """The columns of a status for what it says."""
    facts = {"kind": kind, "category": category, "level": level, "number": number.strip().upper()}
    return {
        "mark": marks.mark(kind),
        "submark": marks.submark(kind, level),
        "number_digest": marks.certificate(number),
        "facts": json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False),
        "purpose": rules.KINDS[kind].purpose.msgid[:100],
    }


def _read(number: str, category: str, level: str, today: dt.date, person: Person) -> tuple[str, str, str]:
    try:
        held = read_disability_certificate(number, on=today, allow_synthetic=settings.DEMO)
    except Refused as wrong:
        raise Refused(wrong.reason, "number") from None
    if category not in ("", held.category) or level not in ("", held.level):
        raise Refused(say("Category or level differ from the certificate number."), "number")
    if person.number_kind == "citizen" and person.number and held.holder.normal != person.number:
        raise Refused(say("The certificate number belongs to another identity number."), "number")
    return held.category, held.level, held.normal


def _insert(status: Status) -> Status:
    try:
        with transaction.atomic():
            status.save()
    except IntegrityError:
        raise Refused(say("The person holds this status on these days already."), "on") from None
    return status


def _locked(actor: Actor, key: int) -> Status:
    held = (
        Status.objects.select_for_update(of=("self",))
        .filter(community_id=actor.community, pk=key, void=False)
        .first()
    )
    if held is None or not may_hold_status(actor, json.loads(held.facts)["kind"]):
        raise NotFound("status")
    return held
