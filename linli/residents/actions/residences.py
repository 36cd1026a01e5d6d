"""The life of a residence episode: verified, changed, moved, closed, reopened, taken out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Verdict

from .. import workflow
from ..models import Member, Person, Residence
from ..queries import checks, sight
from ..rules import episodes
from ..rules.people import BY_HAND, Origin
from ..rules.sight import may_edit, may_verify
from . import identities, membership, records

#: A closing that was asked for has been answered.
_ANSWERED: dict[str, Any] = {"closing_on": None, "closing_reason": ""}


@transaction.atomic
def verify(*, actor: Actor, at: dt.datetime, residence: int, version: int | None = None) -> None:
    """The episode was found right: 待核实 → 在住."""
    may_edit(actor).demand()
    held = records.residence(actor, residence, at, version)
    _moved(actor, at, held, "verify")


@transaction.atomic
def change(
    *,
    actor: Actor,
    at: dt.datetime,
    residence: int,
    version: int | None = None,
    origin: Origin = BY_HAND,
    **values: Any,
) -> list[str]:
    """Correct what an episode says (kind, room, start, note); the fields that changed.

    A wrong door is corrected here; somebody who moved is moved by `move_within`.
    """
    may_edit(actor).demand()
    held = records.residence(actor, residence, at, version)
    wanted: dict[str, Any] = {
        "kind": held.kind,
        "room_id": held.room_id,
        "start": held.start,
        "note": held.note,
    }
    wanted |= {"room_id" if field == "room" else field: value for field, value in values.items()}
    changed = [field for field, value in wanted.items() if getattr(held, field) != value]
    if not changed:
        return []
    if (
        "room_id" in changed
        and wanted["room_id"] is not None
        and not sight.room_is_seen(actor, wanted["room_id"], clock.day_of(at))
    ):
        raise NotFound("room")
    step = workflow.step(held.state, "change")
    born = Person.objects.values_list("born", flat=True).get(pk=held.person_id)
    episodes.may_open(
        kind=wanted["kind"],
        start=wanted["start"],
        room=wanted["room_id"] is not None,
        born=born,
        today=clock.day_of(at),
    ).demand("start")
    records.save(held, actor, at, origin, state=step.state, **wanted)
    _after(actor, at, held, "change")
    return ["room" if field == "room_id" else field for field in changed]


@transaction.atomic
def request_close(
    *,
    actor: Actor,
    at: dt.datetime,
    residence: int,
    on: dt.date,
    reason: str,
    note: str = "",
    version: int | None = None,
) -> None:
    """Ask for closing: → 拟注销. Day and reason are kept until the community confirms."""
    may_edit(actor).demand()
    held = records.residence(actor, residence, at, version)
    _may_close(held, on, reason, clock.day_of(at)).demand("reason")
    _moved(actor, at, held, "request_close", closing_on=on, closing_reason=reason, note=note.strip()[:200])


@transaction.atomic
def confirm_close(*, actor: Actor, at: dt.datetime, residence: int, version: int | None = None) -> None:
    """The community confirms a closing that was asked for: 拟注销 → 已注销."""
    may_verify(actor).demand()
    held = records.residence(actor, residence, at, version)
    workflow.step(held.state, "confirm_close")
    _end(
        actor, at, held, "confirm_close", held.closing_on or clock.day_of(at), held.closing_reason, held.note
    )


@transaction.atomic
def keep(*, actor: Actor, at: dt.datetime, residence: int, version: int | None = None) -> None:
    """The person still lives here: a closing that was asked for is turned down."""
    may_verify(actor).demand()
    held = records.residence(actor, residence, at, version)
    _moved(actor, at, held, "keep", **_ANSWERED)


@transaction.atomic
def close(
    *,
    actor: Actor,
    at: dt.datetime,
    residence: int,
    on: dt.date,
    reason: str,
    note: str = "",
    version: int | None = None,
) -> None:
    """End an episode: `on` is the first day on which the person no longer lived here (办理注销)."""
    may_edit(actor).demand()
    held = records.residence(actor, residence, at, version)
    _end(actor, at, held, "close", on, reason, note)


@transaction.atomic
def reopen(*, actor: Actor, at: dt.datetime, residence: int, version: int | None = None) -> None:
    """Take a closing back: the episode holds on as if it had not been closed."""
    may_edit(actor).demand()
    held = records.residence(actor, residence, at, version)
    workflow.step(held.state, "reopen")
    person = Person.objects.get(pk=held.person_id)
    later = Residence.objects.filter(person=held.person_id, void=False, start__gte=held.end).exists()
    gone = person.void or person.merged_into_id is not None
    episodes.may_reopen(reason=held.reason, later=later, merged=gone).demand()
    ended = held.end
    _moved(actor, at, held, "reopen", end=None, reason="")
    if ended is not None:
        _take_up_membership(actor, at, held.person_id, ended)


@transaction.atomic
def move_within(
    *, actor: Actor, at: dt.datetime, residence: int, room: int, on: dt.date, version: int | None = None,
    whole_household: bool = False, household: int | None = None, tenancy: str = "unknown",
) -> int:  # fmt: skip
    """End the episode and begin one behind another door on the same day; the new episode's key.

    whole_household  the household moves along: its members' open episodes and itself
    household        the household that the person joins there; without it a new one is founded
    """
    may_edit(actor).demand()
    today = clock.day_of(at)
    if not sight.room_is_seen(actor, room, today):
        raise NotFound("room")
    held = records.residence(actor, residence, at, version)
    fresh = _move_one(actor, at, held, room, on, today)
    belongs = records.membership(held.person_id, on)
    if whole_household and belongs is not None:
        home = records.household(actor, belongs.household_id, at)
        records.save(home, actor, at, room_id=room)
        for one in _others(actor, home.pk, held.person_id, on):
            if one.room_id != room:
                _move_one(actor, at, records.residence(actor, one.pk, at), room, on, today)
    else:
        membership.settle(
            actor=actor, at=at, on=on, person=held.person_id, room=room, household=household, tenancy=tenancy
        )
    return fresh


@transaction.atomic
def void_entry(
    *, actor: Actor, at: dt.datetime, residence: int, why: str, version: int | None = None
) -> None:
    """Take an episode out that was entered by mistake (录入错误): out of every figure, kept in history.

    Why stands in its remark, not in the journal: a sentence may name people.
    The membership that came with it goes along, unless the person lives here again since.
    """
    may_verify(actor).demand()
    held = records.residence(actor, residence, at, version)
    workflow.step(held.state, "void_entry")
    if not Residence.objects.filter(person=held.person_id, void=False, start__gt=held.start).exists():
        membership.leave(actor=actor, at=at, on=held.start, person=held.person_id)
    ended = held.end or clock.day_of(at)
    records.save(
        held,
        actor,
        at,
        void=True,
        state=workflow.CLOSED,
        end=max(ended, held.start),
        reason="entry_error",
        note=why.strip()[:200] or held.note,
        **_ANSWERED,
    )
    _after(actor, at, held, "void_entry")


def _move_one(actor: Actor, at: dt.datetime, held: Residence, room: int, on: dt.date, today: dt.date) -> int:
    step = workflow.step(held.state, "move_within")
    episodes.may_move(start=held.start, on=on, same_room=held.room_id == room, today=today).demand("on")
    records.save(held, actor, at, state=step.state, end=on, reason="moved_within")
    fresh = Residence.objects.create(
        person_id=held.person_id, room_id=room, kind=held.kind, state=workflow.OPEN, start=on, moved_within=True,
        **records.stamp(actor, at),
    )  # fmt: skip
    _after(actor, at, held, "move_within")
    return fresh.pk


def _others(actor: Actor, household: int, person: int, on: dt.date) -> list[Residence]:
    inside = (
        Member.objects.filter(sight.on_day(on), household=household).exclude(person=person).values("person")
    )
    found = sight.residences(actor, on).filter(
        sight.on_day(on), person__in=inside, state=workflow.OPEN, start__lt=on
    )
    return list(found.order_by("person_id"))


def _end(
    actor: Actor, at: dt.datetime, held: Residence, verb: str, on: dt.date, reason: str, note: str
) -> None:
    workflow.step(held.state, verb)
    _may_close(held, on, reason, clock.day_of(at)).demand("reason")
    _moved(
        actor, at, held, verb, {"reason": reason}, end=on, reason=reason, note=note.strip()[:200], **_ANSWERED
    )
    membership.leave(actor=actor, at=at, on=on, person=held.person_id)


def _may_close(held: Residence, on: dt.date, reason: str, today: dt.date) -> Verdict:
    days = checks.not_met_days(held.person_id) if reason == "not_found" else []
    return episodes.may_close(
        kind=held.kind, start=held.start, on=on, reason=reason, not_met_on=days, today=today
    )


def _moved(
    actor: Actor,
    at: dt.datetime,
    held: Residence,
    verb: str,
    facts: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """Follow the table's row and write down what was done."""
    step = workflow.step(held.state, verb)
    records.save(held, actor, at, state=step.state, **values)
    _after(actor, at, held, verb, **(facts or {}))


def _after(actor: Actor, at: dt.datetime, held: Residence, verb: str, why: str = "", **facts: Any) -> None:
    digest = Person.objects.values_list("digest", flat=True).get(pk=held.person_id)
    identities.sync(actor.community, [digest])
    journal.write(actor, verb, "person", key=held.person_id, at=at, why=why[:200], residence=held.pk, **facts)


def _take_up_membership(actor: Actor, at: dt.datetime, person: int, ended: dt.date) -> None:
    """A membership that ended with the closing holds again, unless the person has another since."""
    last = Member.objects.filter(person=person, void=False, end=ended).select_related("household").first()
    later = Member.objects.filter(person=person, void=False, start__gte=ended).exists()
    if last is None or later:
        return
    if last.household.end == ended:
        records.save(last.household, actor, at, end=None)
    headed = Member.objects.filter(
        household=last.household_id, head=True, void=False, end__isnull=True
    ).exists()
    records.save(last, actor, at, end=None, head=last.head and not headed)
