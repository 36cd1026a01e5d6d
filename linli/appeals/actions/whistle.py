"""上报街道 (吹哨): what the community asks of the subdistrict, whom it calls, when they come, what comes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from linli.kernel import Actor, NotFound, Refused, say

from ..models import Whistle
from ..rules import clocks as counting
from ..rules import codes, handling
from . import people, work
from .answer import demand_text
from .work import Work


@transaction.atomic
def send_up(
    *,
    actor: Actor,
    at: dt.datetime,
    appeal: int,
    reason: str,
    kind: str = "general",
    version: int | None = None,
) -> int:
    """Send it up: from now on the subdistrict sees this appeal and answers by its term. The whistle's id."""
    with work.on(actor, at, appeal, "send_up", version=version) as one:
        handling.may_send_up(actor, one.standing).demand()
        demand_text(reason, "reason")
        if kind not in codes.WHISTLES:
            raise Refused(say("Choose one of the list."), "kind")
        area = one.house.subdistrict
        if area is None:
            raise Refused(say("It is not entered which subdistrict this community belongs to."))
        span = one.house.span("appeal_whistle", kind)
        if span is None:
            raise Refused(say("No term says by when the subdistrict answers: appeal_whistle."))
        due = counting.counted(at, span, one.house.calendar)
        made = Whistle.objects.create(
            community_id=one.row.community_id, appeal=one.row, kind=kind, to_area=area, reason=reason.strip()[:400],
            called_at=at, called_by=actor.user_id, due=due.due, changed_at=at, changed_by=actor.user_id,
        )  # fmt: skip
        one.settle(stopped=("ladder",), begin=[("whistle", "", due)])
        one.write(text=reason.strip(), internal=True, facts={"kind": kind}, level="subdistrict", sent_to=area, **_accepted(one))  # fmt: skip
        return made.pk


@transaction.atomic
def dispatch(
    *, actor: Actor, at: dt.datetime, appeal: int, department: str, version: int | None = None
) -> None:
    """街道派单: the subdistrict calls a department."""
    with work.on(actor, at, appeal, "dispatch", version=version) as one:
        handling.may_send_back(actor, one.standing).demand()
        demand_text(department, "department")
        _change(one, department=department.strip()[:60], dispatched_at=at)
        one.write(text=department.strip()[:60])


@transaction.atomic
def arrive(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """部门报到: the department is there. Noted once."""
    with work.on(actor, at, appeal, "arrive", version=version) as one:
        handling.may_send_back(actor, one.standing).demand()
        held = _open(one)
        if held.arrived_at is not None:
            raise Refused(say("The arrival is noted already."))
        _change(one, held, arrived_at=at)
        one.write()


@transaction.atomic
def send_back(
    *,
    actor: Actor,
    at: dt.datetime,
    appeal: int,
    result: str,
    returned: bool = False,
    version: int | None = None,
) -> None:
    """The subdistrict answers, or returns what is not its own with the basis; the community goes on.

    Returned: the subdistrict sees it no more. Else it keeps what it answered in sight.
    """
    with work.on(actor, at, appeal, "send_back", version=version) as one:
        handling.may_send_back(actor, one.standing).demand()
        demand_text(result, "result")
        _change(one, result=result.strip(), returned=returned, answered_at=at, answered_by=actor.user_id)
        met = () if returned else ("whistle",)
        one.settle(met=met, stopped=("whistle", "ladder"), begin=work.ladder_for(one, "community"))
        kept = None if returned and one.row.audience == "office" else one.row.sent_to
        one.write(
            text=result.strip(), internal=True, facts={"returned": returned}, level="community", sent_to=kept
        )
        if one.row.handler is not None:
            people.tell(
                one, one.row.handler, say("The subdistrict answered on {number}.", number=one.row.number)
            )


@transaction.atomic
def take_back(*, actor: Actor, at: dt.datetime, appeal: int, reason: str, version: int | None = None) -> None:
    """The community takes it back before it was answered."""
    with work.on(actor, at, appeal, "take_back", version=version) as one:
        handling.may_send_up(actor, one.standing).demand()
        demand_text(reason, "reason")
        _change(one, answered_at=at, answered_by=actor.user_id, returned=True, result=reason.strip())
        one.settle(stopped=("whistle", "ladder"), begin=work.ladder_for(one, "community"))
        one.write(text=reason.strip(), internal=True, level="community", sent_to=None)


@transaction.atomic
def rate(*, actor: Actor, at: dt.datetime, appeal: int, rating: str, version: int | None = None) -> None:
    """The community rates the department that was called."""
    with work.on(actor, at, appeal, "rate_department", version=version) as one:
        handling.may_rate_department(actor, one.standing).demand()
        if rating not in codes.WHISTLE_RATINGS:
            raise Refused(say("Say how it went: good, fair or poor."), "rating")
        held = _of(one).filter(answered_at__isnull=False).order_by("-answered_at").first()
        if held is None or (held.returned and not held.department):
            raise Refused(say("The subdistrict has not answered: there is nothing to rate yet."))
        _change(one, held, rating=rating)
        one.write(facts={"rating": rating})


def _of(one: Work) -> QuerySet[Whistle]:
    return Whistle.objects.filter(community=one.row.community_id, appeal=one.row).select_for_update()


def _open(one: Work) -> Whistle:
    held = _of(one).filter(answered_at__isnull=True).first()
    if held is None:
        raise NotFound("whistle")
    return held


def _change(one: Work, held: Whistle | None = None, **values: Any) -> None:
    """Write the one in hand, or the open one. One statement. Raises NotFound without one."""
    found = Whistle.objects.filter(community=one.row.community_id, appeal=one.row)
    found = found.filter(answered_at__isnull=True) if held is None else found.filter(pk=held.pk)
    if not found.update(**values, version=F("version") + 1, changed_at=one.at, changed_by=one.actor.user_id):
        raise NotFound("whistle")


def _accepted(one: Work) -> dict[str, Any]:
    return {} if one.row.accepted_at is not None else {"accepted_at": one.at}
