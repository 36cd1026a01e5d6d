"""Items of 12345: accepted or rejected with evidence and basis, given back, extended, reported twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.kernel import Actor, Refused, say
from linli.places import api as places

from ..models import Hotline
from ..rules import handling
from . import hold, people, work
from .answer import demand_text
from .work import Work


@transaction.atomic
def accept(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> dict[str, Any]:
    """The item is ours: in which grid its place lies by the membership of the day is kept as evidence."""
    with work.on(actor, at, appeal, "hotline_accept", version=version) as one:
        handling.may_deal_with_hotline(actor, one.standing).demand()
        evidence = evidence_of(one)
        _change(one, state="accepted", evidence=evidence)
        one.write(facts=evidence)
        return evidence


@transaction.atomic
def reject(*, actor: Actor, at: dt.datetime, appeal: int, basis: str, version: int | None = None) -> dict[str, Any]:  # fmt: skip
    """Not ours: with the basis (clause or fact) and the evidence where the place lies. The appeal is not accepted."""
    with work.on(actor, at, appeal, "hotline_reject", version=version) as one:
        return _sent_off(one, actor, "rejected", basis)


@transaction.atomic
def give_back(*, actor: Actor, at: dt.datetime, appeal: int, basis: str, version: int | None = None) -> dict[str, Any]:  # fmt: skip
    """Returned after work on it has begun, with its basis."""
    with work.on(actor, at, appeal, "hotline_return", version=version) as one:
        return _sent_off(one, actor, "returned", basis)


@transaction.atomic
def extend(
    *, actor: Actor, at: dt.datetime, appeal: int, to: dt.date, reason: str, version: int | None = None
) -> None:
    """A later day for the outside term, granted by secretary or committee, never by the handler."""
    with work.on(actor, at, appeal, "hotline_extend", version=version) as one:
        handling.may_extend(actor, one.standing).demand()
        demand_text(reason, "reason")
        hold.move_clock(one, "hotline", to)
        item = _change(
            one, state="extended", extended_by=actor.user_id, extension_reason=reason.strip()[:400],
            extended_to=hold.close_of_day(one, to),
        )  # fmt: skip
        one.write(text=reason.strip(), internal=True, facts={"to": to.isoformat(), "item": item.pk})


@transaction.atomic
def report_twice(*, actor: Actor, at: dt.datetime, appeal: int, number: str, version: int | None = None) -> None:  # fmt: skip
    """The same matter came under two outside numbers: the earlier one is named and the term of this one ends."""
    with work.on(actor, at, appeal, "hotline_twice", version=version) as one:
        handling.may_deal_with_hotline(actor, one.standing).demand()
        demand_text(number, "number")
        item = _held(one)
        earlier = number.strip()[:40]
        if earlier == item.number:
            raise Refused(say("This is the number of the item itself."), "number")
        _change(one, item, state="reported_twice", basis=earlier)
        one.settle(stopped=("hotline",))
        one.write(facts={"earlier": earlier})


def evidence_of(one: Work) -> dict[str, Any]:
    """Which grid the place lies in, by the membership of the day; without a unit only that it is unknown."""
    found: dict[str, Any] = {"on": one.on.isoformat(), "unit": one.row.unit_id, "grid": "", "name": ""}
    if one.row.unit_id is not None:
        cells = places.cells_of_units(one.row.community_id, "grid", [one.row.unit_id], one.on)
        cell = cells.get(one.row.unit_id)
        if cell is not None:
            found |= {"grid": cell.code, "name": cell.name}
    return found


def _sent_off(one: Work, actor: Actor, state: str, basis: str) -> dict[str, Any]:
    handling.may_deal_with_hotline(actor, one.standing).demand()
    demand_text(basis, "basis")
    evidence = evidence_of(one)
    _change(one, state=state, basis=basis.strip()[:400], evidence=evidence, answered_at=one.at)
    one.settle(met=("hotline",), stopped=("*",))
    people.answered(one, "final", basis.strip())
    outcome = "not_accepted" if state == "rejected" else "transferred"
    one.write(
        text=basis.strip(), facts=evidence, outcome=outcome, closed_at=one.at, closed_level=one.row.level,
        answered_at=one.at, offered_to=None,
    )  # fmt: skip
    return evidence


def _held(one: Work) -> Hotline:
    """The item of the appeal that is open. Raises Refused when it came from nowhere outside."""
    found = Hotline.objects.filter(community=one.row.community_id, appeal=one.row).exclude(
        state__in=("rejected", "returned", "reported_twice")
    )
    held = found.select_for_update().order_by("-received_at").first()
    if held is None:
        raise Refused(say("This appeal did not come from 12345, or its item is settled."))
    return held


def _change(one: Work, item: Hotline | None = None, **values: Any) -> Hotline:
    held = item if item is not None else _held(one)
    for name, value in values.items():
        setattr(held, name, value)
    held.version += 1
    held.changed_at, held.changed_by = one.at, one.actor.user_id
    held.save()
    return held
