"""The duty roster 值班: who answers, from when until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from linli.accounts import queries, rules
from linli.accounts.models import Duty, User
from linli.accounts.rules import Shift
from linli.base import versions
from linli.kernel import Actor, Refused, say

from .noting import note


@transaction.atomic
def enter_shifts(
    *,
    actor: Actor,
    user_id: int | None,
    name: str = "",
    phone: str,
    shifts: Sequence[Shift],
    overlap_known: bool = False,
    on: dt.date,
    at: dt.datetime,
) -> list[int]:
    """Enter several shifts of one person at once; their ids.

    user_id        somebody with a post in the community, or None for a helper given by `name`
    overlap_known  the caller has seen that others are on duty then and wants it so
    Raises Refused with field "overlap" while that is not known.
    """
    rules.may(actor, "settings.duty").demand()
    who = _person(actor, user_id, on) if user_id is not None else name.strip()
    if not who:
        raise Refused(say("Say who is on duty."), "user")
    if not shifts:
        raise Refused(say("Say which days."), "first")
    held = queries.spans_between(actor, min(one.starts for one in shifts), max(one.ends for one in shifts))
    met = rules.overlapping(shifts, held)
    if met and not overlap_known:
        raise Refused(
            say(
                "In {n} of {m} shifts somebody is on duty already. Tick the box below to enter them all the same.",
                n=len(met),
                m=len(shifts),
            ),
            "overlap",
        )
    made = Duty.objects.bulk_create(
        Duty(
            community_id=actor.community or 0, user_id=user_id, name=who, phone=phone, starts=one.starts, ends=one.ends,
            changed_at=at, changed_by=actor.user_id,
        )
        for one in shifts
    )  # fmt: skip
    note(actor, "enter_shifts", "duty", made[0].pk, at=at, count=len(made), account=user_id)
    return [one.pk for one in made]


@transaction.atomic
def change_shift(
    *,
    actor: Actor,
    duty_id: int,
    version: int | None,
    user_id: int,
    phone: str,
    shift: Shift,
    on: dt.date,
    at: dt.datetime,
) -> None:
    """Give a shift to another person or other hours. Raises Stale when somebody saved it meanwhile."""
    rules.may(actor, "settings.duty").demand()
    duty = queries.shift(actor, duty_id, lock=True)
    values = {"user_id": user_id, "phone": phone, "starts": shift.starts, "ends": shift.ends}
    versions.demand_fresh(duty, version, values, names=lambda who: queries.names([who]).get(who, ""))
    if shift.ends <= shift.starts:
        raise Refused(say("The shift must end after it begins."), "close")
    who = duty.name if user_id == duty.user_id else _person(actor, user_id, on)
    versions.save(duty, actor=actor, at=at, name=who, **values)
    note(actor, "change_shift", "duty", duty.pk, at=at)


@transaction.atomic
def cancel_shift(*, actor: Actor, duty_id: int, at: dt.datetime) -> None:
    """Take a shift that has not ended off the roster; its row stays in the history table."""
    rules.may(actor, "settings.duty").demand()
    duty = queries.shift(actor, duty_id, lock=True)
    if duty.ends <= at:
        raise Refused(say("This shift is over and stays on the roster."))
    note(actor, "cancel_shift", "duty", duty.pk, at=at, starts=duty.starts.isoformat())
    duty.delete()


def _person(actor: Actor, user_id: int, on: dt.date) -> str:
    """The name of somebody with a post in the community."""
    if user_id not in dict(queries.colleagues(actor, on=on)):
        raise Refused(say("This person holds no post in this community."), "user")
    return User.objects.values_list("name", flat=True).get(pk=user_id)
