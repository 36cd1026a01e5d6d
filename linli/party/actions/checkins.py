"""双报到: report, need, service, feedback, end."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import CheckIn, Feedback, Need, Service
from ..queries import reach
from ..rules.meetings import period_of
from .parts import kept_by, locked, refusing, stamp


@transaction.atomic
def check_in(
    *, actor: Actor, at: dt.datetime, kind: str, unit: str, name: str, on: dt.date, phone: str = "", post: str = "",
    chosen: str = "claimed",
) -> int:  # fmt: skip
    """报到单: a unit or an on-job member reports; the key."""
    row = stamp(actor, at)
    made = CheckIn.objects.create(
        kind=kind,
        unit=unit.strip(),
        name=name.strip(),
        phone=phone or None,
        post=post.strip(),
        chosen=chosen,
        start=on,
        **row,
    )
    journal.write(actor, "check_in", "party check-in", key=made.pk, at=at, kind=kind)
    return made.pk


@transaction.atomic
def ask(*, actor: Actor, at: dt.datetime, text: str, on: dt.date, people: int = 1) -> int:
    """服务需求表: a line of the need list; its key."""
    row = stamp(actor, at)
    made = Need.objects.create(text=text.strip(), people=people, start=on, **row)
    journal.write(actor, "add_need", "party need", key=made.pk, at=at)
    return made.pk


@transaction.atomic
def take(*, actor: Actor, at: dt.datetime, need: int, check_in: int) -> None:
    """Somebody who reported takes a need up."""
    kept_by(actor)
    held: Need = locked(reach.needs(actor), need, "need")
    if held.state != "open":
        raise Refused(say("This need is taken up already."), "check_in")
    versions.save(held, actor=actor, at=at, state="taken", taken_by=_of(actor, check_in))
    journal.write(actor, "take", "party need", key=need, at=at, check_in=check_in)


@transaction.atomic
def serve(
    *, actor: Actor, at: dt.datetime, check_in: int, on: dt.date, today: dt.date, text: str, minutes: int, rating: str = "",
    signed_by: str = "", need: int | None = None,
) -> int:  # fmt: skip
    """服务登记卡: one line; its key. With a need, that need is met."""
    row = stamp(actor, at)
    held = _of(actor, check_in)
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    if on < held.start or (held.end is not None and on >= held.end):
        raise Refused(say("On this day they had not reported, or had ended."), "on")
    wanted: Need | None = locked(reach.needs(actor), need, "need") if need else None
    made = Service.objects.create(
        check_in=held,
        need=wanted,
        on=on,
        text=text.strip(),
        minutes=minutes,
        rating=rating,
        signed_by=signed_by.strip(),
        **row,
    )
    if wanted is not None:
        versions.save(wanted, actor=actor, at=at, state="met", taken_by=held)
    journal.write(actor, "note_service", "party check-in", key=check_in, at=at, service=made.pk)
    return made.pk


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, need: int) -> None:
    """The community no longer asks for this; only while nobody has taken it up."""
    kept_by(actor)
    held: Need = locked(reach.needs(actor), need, "need")
    if held.state != "open":
        raise Refused(say("This need is taken up already."), "check_in")
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "drop_need", "party need", key=need, at=at)


@transaction.atomic
def strike_service(*, actor: Actor, at: dt.datetime, service: int) -> int:
    """Take a line off the service card that was entered by mistake; a need that it met is taken up again. The check-in's key."""
    kept_by(actor)
    held: Service = locked(
        Service.objects.filter(community_id=actor.community, void=False), service, "service"
    )
    versions.save(held, actor=actor, at=at, void=True)
    if held.need_id is not None and not Service.objects.filter(need=held.need_id, void=False).exists():
        versions.save(locked(reach.needs(actor), held.need_id, "need"), actor=actor, at=at, state="taken")
    journal.write(actor, "void_entry", "party check-in", key=held.check_in_id, at=at, service=service)
    return held.check_in_id


@transaction.atomic
def feed_back(*, actor: Actor, at: dt.datetime, check_in: int, day: dt.date, text: str, on: dt.date) -> int:
    """季度反馈: the unit was told of the quarter around `day`; once a quarter."""
    row = stamp(actor, at)
    held = _of(actor, check_in)
    quarter = period_of("quarter", day)
    with refusing(say("The unit was told of this quarter already."), "day"):
        made = Feedback.objects.create(check_in=held, quarter=quarter.start, text=text.strip(), on=on, **row)
    journal.write(actor, "feed_back", "party check-in", key=check_in, at=at, quarter=str(quarter))
    return made.pk


@transaction.atomic
def end_check_in(
    *, actor: Actor, at: dt.datetime, check_in: int, on: dt.date, version: int | None = None
) -> None:
    """They no longer serve here from `on`."""
    kept_by(actor)
    held = _of(actor, check_in, version)
    if held.end is not None:
        raise Refused(say("It has ended already."), "on")
    if on <= held.start:
        raise Refused(say("It began on {day} only; choose a later day.", day=held.start.isoformat()), "on")
    versions.save(held, actor=actor, at=at, end=on)
    journal.write(actor, "end", "party check-in", key=check_in, at=at)


def _of(actor: Actor, key: int, version: int | None = None) -> CheckIn:
    found: CheckIn = locked(reach.check_ins(actor), key, "check-in", version)
    return found
