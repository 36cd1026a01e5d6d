"""代办: taken on, under way, done, handed over; or told that it cannot be done."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.residents import api as residents

from .. import workflow
from ..models import Errand
from ..queries import reach
from .parts import locked, next_number, run_by, stamp, till

SUBJECT = "errand"


@transaction.atomic
def take_on(
    *, actor: Actor, at: dt.datetime, today: dt.date, person: int, kind: str, what: str, papers: str = "", due: dt.date | None = None,
    on: dt.date | None = None,
) -> int:  # fmt: skip
    """接: an errand for a resident of the actor's sight, with the papers and money handed in; its key and next number."""
    row = {**stamp(actor, at), "community_id": run_by(actor)}
    till(actor)
    day = on or today
    if day > today:
        raise Refused(say("The day lies in the future."), "on")
    if due is not None and due < day:
        raise Refused(say("It cannot be due before it was taken on."), "due")
    page = residents.person_for(actor, person, on=today)
    made = Errand.objects.create(
        person_id=person, household_id=page.household_id, year=day.year, number=next_number(Errand, actor, day.year), name=page.name,
        place=page.here.door[:120] if page.here else "", kind=kind, what=what.strip(), papers=papers.strip() or None, due=due, on=day,
        taken_by=actor.user_id, **row,
    )  # fmt: skip
    journal.write(actor, "take_errand", SUBJECT, key=made.pk, at=at, kind=kind)
    return made.pk


@transaction.atomic
def begin(*, actor: Actor, at: dt.datetime, errand: int) -> None:
    """办: somebody is on the way."""
    held = _held(actor, errand)
    versions.save(held, actor=actor, at=at, state=workflow.errand_after(held.state, "begin"))
    journal.write(actor, "begin_errand", SUBJECT, key=errand, at=at)


@transaction.atomic
def finish(*, actor: Actor, at: dt.datetime, errand: int, today: dt.date, on: dt.date, result: str) -> None:
    """Done: what came of it, and what is to be handed over."""
    held = _held(actor, errand)
    state = workflow.errand_after(held.state, "finish")
    _demand_day(held.on, on, today)
    if not result.strip():
        raise Refused(say("Say what came of it."), "result")
    versions.save(
        held, actor=actor, at=at, state=state, done_on=on, done_by=actor.user_id, result=result.strip()
    )
    journal.write(actor, "finish_errand", SUBJECT, key=errand, at=at)


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    at: dt.datetime,
    errand: int,
    today: dt.date,
    on: dt.date,
    received_by: str,
    relation: str = "",
) -> None:
    """交: the resident (or who came for them) has it and signed."""
    held = _held(actor, errand)
    state = workflow.errand_after(held.state, "hand_over")
    _demand_day(held.done_on or held.on, on, today)
    if not received_by.strip():
        raise Refused(say("Say who received it and signed."), "received_by")
    versions.save(
        held,
        actor=actor,
        at=at,
        state=state,
        handed_on=on,
        received_by=received_by.strip(),
        relation=relation.strip(),
    )
    journal.write(actor, "hand_over_errand", SUBJECT, key=errand, at=at)


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, errand: int, today: dt.date, on: dt.date, reason: str) -> None:
    """It cannot be done: why, and what was told; papers went back."""
    held = _held(actor, errand)
    state = workflow.errand_after(held.state, "drop")
    _demand_day(held.on, on, today)
    if not reason.strip():
        raise Refused(say("Give the reason."), "reason")
    versions.save(
        held, actor=actor, at=at, state=state, done_on=on, done_by=actor.user_id, result=reason.strip()
    )
    journal.write(actor, "drop_errand", SUBJECT, key=errand, at=at)


def _held(actor: Actor, key: int) -> Errand:
    run_by(actor)
    held: Errand = locked(reach.errands(actor), key, "errand")
    return held


def _demand_day(after: dt.date, on: dt.date, today: dt.date) -> None:
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    if on < after:
        raise Refused(say("The day lies before {day}.", day=after.isoformat()), "on")
