"""Employments: begun, entered outside, followed up, ended; as one record or as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import FollowUp, Placement, Referral, Seeker
from ..queries import reach
from ..rules import casework, codes
from ..workflow import REGISTRATION, step
from .parts import kept_by, known, locked, people, refusing, stamp
from .seekers import close_open

SUBJECT = "placement"


@dataclass(frozen=True, slots=True)
class Work:
    """An employment as a list says it; route "" without a referral."""

    person: int
    on: dt.date
    unit: str
    section: str
    trade: str = ""
    kind: str = "unit"
    route: str = ""
    entry: str = ""
    entered_on: dt.date | None = None


@transaction.atomic
def employ(
    *, actor: Actor, at: dt.datetime, person: int, on: dt.date, today: dt.date, unit: str, section: str, trade: str = "",
    kind: str = "unit", route: str = "", referral: int | None = None, entry: str = "", entered_on: dt.date | None = None,
) -> int:  # fmt: skip
    """Somebody works from `on`; the employment's key. Their open registrations end, follow-ups at 3 and 6 months are due.

    Refused on a day to come, without unit or section, for the same unit twice on one day, for an entry number in use.
    """
    row = stamp(actor, at)
    who = known(actor, person, on)
    casework.may_be_on(on, today).demand("on")
    work = Work(person, on, unit, section, trade, kind, route, entry, entered_on)
    registered = list(Seeker.objects.select_for_update().filter(reach.on_day(on), person=person))
    _demand_not_registered_later(actor, person, on)
    made = _built(work, _jobless(registered), row)
    made.referral_id = referral
    with refusing(say("{name} works for this unit on this day already, or the number is in use.", name=who.name), "unit"):  # fmt: skip
        made.save()
    for one in registered:
        _ended(one, actor, at, on)
        close_open(one, actor, at, on)
    FollowUp.objects.bulk_create(_follow_ups(made, row))
    journal.write(actor, "employ", SUBJECT, key=made.pk, at=at, route=route, kind=kind)
    return made.pk


@transaction.atomic
def employ_many(*, actor: Actor, at: dt.datetime, rows: Sequence[Work], today: dt.date) -> list[int]:
    """A list of employments taken over at once; with a route, a referral that was hired goes with it. One line; the keys.

    Registrations of that day end and are pointed at, as in `employ`.
    """
    row = stamp(actor, at)
    people(actor, (one.person for one in rows), today)
    for one in rows:
        casework.may_be_on(one.on, today).demand("on")
    held: dict[int, list[Seeker]] = {}
    for seeker in Seeker.objects.select_for_update().filter(
        community_id=actor.community, void=False, end__isnull=True, person__in=[one.person for one in rows]
    ):
        held.setdefault(seeker.person_id, []).append(seeker)
    made, referred, ended = [], [], []
    for one in rows:
        registered = [seeker for seeker in held.get(one.person, ()) if seeker.start <= one.on]
        jobless = _jobless(registered)
        made.append(_built(one, jobless, row))
        if one.route and jobless is not None:
            day = max(jobless.start, one.on - dt.timedelta(days=9))
            referred.append((made[-1], Referral(
                seeker=jobless, unit=one.unit, trade=one.trade, route=one.route, on=day, state="hired", result_on=one.on,
                by=_BY if one.route == "recommended" else "", **row,
            )))  # fmt: skip
        for seeker in registered:
            _mark_ended(seeker, actor, at, one.on)
            ended.append(seeker)
    Referral.objects.bulk_create([one for _work, one in referred])
    for work, one_referral in referred:
        work.referral = one_referral
    with refusing(say("Somebody on the list works there already, or a number is in use."), "rows"):
        Placement.objects.bulk_create(made)
    Seeker.objects.bulk_update(ended, ["state", "end", "ending", "version", "changed_at", "changed_by"])
    FollowUp.objects.bulk_create([due for one in made for due in _follow_ups(one, row)])
    journal.write(actor, "employ_many", SUBJECT, at=at, count=len(made))
    return [one.pk for one in made]


#: Who recommended, where a list says only that somebody did.
_BY = "名单未写明"


@transaction.atomic
def enter_outside(
    *, actor: Actor, at: dt.datetime, placement: int, entry: str, on: dt.date, today: dt.date, version: int | None = None
) -> None:  # fmt: skip
    """网络录入: the department's real-name system gave it this number on this day."""
    kept_by(actor)
    held: Placement = locked(reach.placements(actor), placement, SUBJECT, version)
    casework.may_be_on(on, today).demand("on")
    if on < held.start:
        raise Refused(say("It cannot be entered before the first day of work."), "on")
    if not entry.strip():
        raise Refused(say("Write the registration number."), "entry")
    with refusing(say("Another employment bears this number."), "entry"):
        versions.save(held, actor=actor, at=at, entry=entry.strip(), entered_on=on)
    journal.write(actor, "enter_outside", SUBJECT, key=placement, at=at)


@transaction.atomic
def end_employment(
    *, actor: Actor, at: dt.datetime, placement: int, ending: str, on: dt.date, today: dt.date, version: int | None = None
) -> None:  # fmt: skip
    """No longer at work there from `on`; follow-ups not yet made fall away."""
    kept_by(actor)
    held: Placement = locked(reach.placements(actor), placement, SUBJECT, version)
    if ending not in codes.EMPLOYMENT_ENDS:
        raise NotFound("ending")
    if held.end is not None:
        raise Refused(say("It has ended already."), "on")
    casework.may_end(held.start, on, today).demand("on")
    _end(held, actor, at, on, ending)
    journal.write(actor, "end_employment", SUBJECT, key=placement, at=at, reason=ending)


@transaction.atomic
def follow_up(
    *, actor: Actor, at: dt.datetime, follow_up: int, on: dt.date, today: dt.date, way: str, outcome: str, note: str = "",
    ended_on: dt.date | None = None,
) -> int:  # fmt: skip
    """就业跟踪: what was heard three or six months later; the employment's key.

    Who is out of work or elsewhere ends the employment on `ended_on`, or on the day asked where nobody knows it.
    """
    kept_by(actor)
    waiting: FollowUp = reach.found(reach.follow_ups(actor), follow_up, "follow-up")
    held: Placement = locked(reach.placements(actor), waiting.placement_id, SUBJECT)
    asked: FollowUp = locked(reach.follow_ups(actor), follow_up, "follow-up")
    if asked.on is not None and asked.outcome != "not_reached":
        raise Refused(say("This follow-up is written down already."), "on")
    if outcome not in codes.FOLLOW_UPS:
        raise NotFound("outcome")
    casework.may_follow_up(asked.due, on, today).demand("on")
    versions.save(asked, actor=actor, at=at, on=on, way=way, outcome=outcome, note=note.strip())
    if outcome in ("out", "elsewhere") and held.end is None:
        day = ended_on or on
        casework.may_end(held.start, day, today).demand("ended_on")
        _end(held, actor, at, day, "changed" if outcome == "elsewhere" else "resigned")
    journal.write(actor, "follow_up_work", SUBJECT, key=held.pk, at=at, outcome=outcome)
    return held.pk


@transaction.atomic
def follow_up_many(
    *, actor: Actor, at: dt.datetime, rows: Mapping[int, tuple[dt.date, str, str]], today: dt.date
) -> None:
    """A list of follow-ups: key → (day, way, outcome) of those still at work or not reached. One line."""
    kept_by(actor)
    found = list(
        reach.follow_ups(actor).select_for_update(of=("self",)).filter(pk__in=list(rows), on__isnull=True)
    )
    if len(found) != len(rows):
        raise NotFound("follow-up")
    for one in found:
        one.on, one.way, one.outcome = rows[one.pk]
        if one.outcome not in ("working", "not_reached"):
            raise Refused(say("Who is no longer at work there is written down singly."), "rows")
        casework.may_follow_up(one.due, one.on, today).demand("on")
        versions.touch(one, actor=actor, at=at)
    FollowUp.objects.bulk_update(found, ["on", "way", "outcome", "version", "changed_at", "changed_by"])
    journal.write(actor, "follow_up_many", SUBJECT, at=at, count=len(found))


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, placement: int, version: int | None = None) -> None:
    """Entered by mistake: out of every list and figure. The registration that it ended goes on; its referral waits again."""
    kept_by(actor)
    held: Placement = locked(reach.placements(actor), placement, SUBJECT, version)
    versions.save(held, actor=actor, at=at, void=True)
    if held.referral_id is not None:
        for one in Referral.objects.select_for_update().filter(pk=held.referral_id):
            versions.save(one, actor=actor, at=at, state="referred", result_on=None)
    if held.seeker_id is not None:
        for seeker in Seeker.objects.select_for_update().filter(
            pk=held.seeker_id, ending="employed", void=False
        ):
            after = step(REGISTRATION, seeker.state, "reopen")
            with refusing(say("They are registered anew meanwhile; end that first.")):
                versions.save(seeker, actor=actor, at=at, state=after, end=None, ending="")
    journal.write(actor, "void_entry", SUBJECT, key=placement, at=at)


def _built(work: Work, jobless: Seeker | None, row: dict[str, Any]) -> Placement:
    casework.may_employ(work.section, work.kind).demand("section")
    if not work.unit.strip():
        raise Refused(say("Write the unit, or what they do for themselves."), "unit")
    entry = work.entry.strip()
    if work.entered_on is not None and not entry:
        raise Refused(say("Write the registration number."), "entry")
    if work.entered_on is not None and work.entered_on < work.on:
        raise Refused(say("It cannot be entered before the first day of work."), "entered_on")
    return Placement(
        person_id=work.person, seeker=jobless, unit=work.unit.strip(), trade=work.trade.strip(), section=work.section, kind=work.kind,
        route=work.route, start=work.on, entry=entry, entered_on=(work.entered_on or work.on) if entry else None, **row,
    )  # fmt: skip


def _demand_not_registered_later(actor: Actor, person: int, on: dt.date) -> None:
    """Who registered as unemployed after the day did not work on it: one of the two days is wrong."""
    later = reach.seekers(actor).filter(person=person, kind="jobless", start__gt=on, end__isnull=True).first()
    if later is not None:
        raise Refused(
            say(
                "Registered as unemployed only on {day}, after this day. Check both.",
                day=later.start.isoformat(),
            ),
            "on",
        )


def _jobless(registered: Sequence[Seeker]) -> Seeker | None:
    """The registration that an employment ends first: as unemployed before as looking for work."""
    return min(registered, key=lambda one: (one.kind != "jobless", one.pk), default=None)


def _ended(one: Seeker, actor: Actor, at: dt.datetime, on: dt.date) -> None:
    _mark_ended(one, actor, at, on)
    one.save()


def _mark_ended(one: Seeker, actor: Actor, at: dt.datetime, on: dt.date) -> None:
    """Registered on its first day at least: who begins to work on that day was registered for one day."""
    one.state = step(REGISTRATION, one.state, "hire")
    one.end, one.ending = max(on, one.start + dt.timedelta(days=1)), "employed"
    versions.touch(one, actor=actor, at=at)


def _end(held: Placement, actor: Actor, at: dt.datetime, on: dt.date, ending: str) -> None:
    versions.save(held, actor=actor, at=at, end=on, ending=ending)
    for one in FollowUp.objects.select_for_update().filter(
        placement=held, on__isnull=True, void=False, due__gte=on
    ):
        versions.save(one, actor=actor, at=at, void=True)


def _follow_ups(made: Placement, row: dict[str, Any]) -> list[FollowUp]:
    return [
        FollowUp(placement=made, months=months, due=due, **row)
        for months, due in casework.due_days(made.start)
    ]
