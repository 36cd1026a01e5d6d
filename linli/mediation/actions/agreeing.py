"""The agreement: written down, signed, sealed; redrawn; taken to the court together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.places import api as places

from .. import workflow
from ..models import Agreement, Dispute, Party, Talk
from ..queries import reach, terms
from ..rules import clocks, codes, guards
from .parts import SEAL, SUBJECT, locked, one_of, sides, stamp, text


def standing(one: Dispute) -> Agreement:
    """The agreement of a dispute, locked. NotFound without one."""
    found = Agreement.objects.select_for_update().filter(dispute=one, void=False).first()
    if found is None:
        raise NotFound("agreement")
    return found


@transaction.atomic
def agree(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, form: str, reached: dt.date, content: str, facts: str = "",
    manner: str = "", perform_by: dt.date | None = None, version: int | None = None,
) -> int:  # fmt: skip
    """Write the agreement down; its key. An oral one is in effect at once, a written one when it is signed and sealed."""
    one = locked(actor, dispute, version)
    state = workflow.step(one.state, f"agree_{one_of(form, codes.FORMS, 'form')}")
    sat = (
        Talk.objects.filter(dispute=one, kind="session").order_by("-on").values_list("on", flat=True).first()
    )
    guards.may_happen(reached, sat or one.accepted or one.found, today).demand("reached")
    if perform_by is not None and perform_by < reached:
        raise Refused(say("Performed not before it was reached."), "perform_by")
    made = Agreement.objects.create(
        dispute=one, form=form, reached=reached, perform_by=perform_by, facts=text(facts, "facts"),
        content=text(content, "content", say("Write what was agreed.")), manner=text(manner, "manner", most=codes.SHORT_MOST),
        **stamp(actor, at),
    )  # fmt: skip
    if form == "oral":
        _in_effect(actor, at, one, made, reached)
    versions.save(one, actor=actor, at=at, state=state)
    journal.write(actor, "note_agreement", SUBJECT, key=dispute, at=at, kind=form)
    return made.pk


def _in_effect(actor: Actor, at: dt.datetime, one: Dispute, held: Agreement, on: dt.date) -> None:
    """From this day it binds: the dispute is settled, and the window of the court begins."""
    days = terms.clock(one.community_id, on).confirm_days
    last = clocks.confirm_by(on, days, places.calendar(one.community_id))
    versions.save(held, actor=actor, at=at, effective=on, confirm_last=last.day)
    one.outcome, one.settled, one.resolved = "agreed", on, on


@transaction.atomic
def sign(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, parties: Collection[int], way: str, on: dt.date,
    mediator: bool = False,
) -> None:  # fmt: skip
    """Who signed on a day: parties, and whether a mediator did."""
    one = locked(actor, dispute)
    workflow.step(one.state, "sign")
    held = standing(one)
    guards.may_happen(on, held.reached, today).demand("on")
    rows = list(Party.objects.select_for_update().filter(dispute=one, out=False, pk__in=list(parties)))
    if len(rows) != len(set(parties)) or not (rows or mediator):
        raise Refused(say("Choose who signed."), "parties")
    for row in rows:
        versions.save(row, actor=actor, at=at, signed=on, way=one_of(way, codes.SIGNINGS, "way"))
    if mediator:
        versions.save(held, actor=actor, at=at, mediator_signed=on)
    journal.write(actor, "note_signatures", SUBJECT, key=dispute, at=at, count=len(rows) + mediator)


@transaction.atomic
def seal(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date, version: int | None = None
) -> None:
    """The committee's seal under what all have signed: from this day the agreement is in effect (art. 29)."""
    one = locked(actor, dispute, version, power=SEAL)
    state = workflow.step(one.state, "seal")
    held, parties = standing(one), reach.parties(dispute)
    guards.may_seal(sides(parties), held.mediator_signed).demand()
    signed = [held.mediator_signed or held.reached, *(each.signed or held.reached for each in parties)]
    guards.may_happen(on, max(signed), today).demand("on")
    held.sealed_on, held.sealed_by = on, actor.user_id
    _in_effect(actor, at, one, held, on)
    versions.save(one, actor=actor, at=at, state=state)
    journal.write(actor, "seal_agreement", SUBJECT, key=dispute, at=at)


@transaction.atomic
def redraw(*, actor: Actor, at: dt.datetime, dispute: int, version: int | None = None) -> None:
    """Somebody does not sign: the draft is void, the talks go on."""
    one = locked(actor, dispute, version)
    state = workflow.step(one.state, "redraw")
    versions.save(standing(one), actor=actor, at=at, void=True)
    for row in Party.objects.select_for_update().filter(dispute=one, signed__isnull=False):
        versions.save(row, actor=actor, at=at, signed=None, way="")
    versions.save(one, actor=actor, at=at, state=state)
    journal.write(actor, "redraw_agreement", SUBJECT, key=dispute, at=at)


@transaction.atomic
def apply(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date, court: str, together: bool, of_status: bool = False
) -> None:  # fmt: skip
    """The parties applied together for judicial confirmation. Refused after the window (art. 33)."""
    one = locked(actor, dispute)
    workflow.step(one.state, "apply")
    held = standing(one)
    if held.confirmation:
        raise Refused(say("The court was asked already."))
    if not together:
        raise Refused(say("Both sides apply together."), "together")
    if on > today:
        raise Refused(say("This day is still to come."), "on")
    guards.may_apply(held.effective, held.confirm_last, on, of_status=of_status).demand("on")
    versions.save(
        held, actor=actor, at=at, confirmation="applied", applied=on,
        court=text(court, "court", say("Write which court."), 60) or "",
    )  # fmt: skip
    journal.write(actor, "apply_for_confirmation", SUBJECT, key=dispute, at=at)


@transaction.atomic
def rule(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, confirmed: bool, number: str, on: dt.date
) -> None:
    """What the court decided, with its number; the decision is the court's, here it is noted."""
    one = locked(actor, dispute)
    workflow.step(one.state, "rule")
    held = standing(one)
    if held.confirmation != "applied" or held.applied is None:
        raise Refused(say("The court has nothing to decide here."))
    guards.may_happen(on, held.applied, today).demand("on")
    versions.save(
        held, actor=actor, at=at, confirmation="confirmed" if confirmed else "dismissed", ruled=on,
        ruling=text(number, "number", say("Write the number of the court's paper."), 60) or "",
    )  # fmt: skip
    journal.write(actor, "note_ruling", SUBJECT, key=dispute, at=at, confirmed=confirmed)
