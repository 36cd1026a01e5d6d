"""Vacancies relayed, referrals by the three routes with their results."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Placement, Referral, Seeker, Vacancy
from ..queries import reach
from ..rules import casework, codes, postings
from ..workflow import REFERRAL, REGISTRATION, step
from .parts import kept_by, locked, stamp
from .placements import employ

POST = "vacancy"
REFERRED = "referral"


@dataclass(frozen=True, slots=True)
class Post:
    """A vacancy as published. pay in yuan a month; until is its last day."""

    unit: str
    trade: str
    section: str
    until: dt.date
    wanted: int = 1
    asks: str = ""
    offers: str = ""
    pay_from: int | None = None
    pay_to: int | None = None
    place: str = ""
    shift: str = "any"
    contact: str = ""
    phone: str = ""
    source: str = "department"


@transaction.atomic
def post(*, actor: Actor, at: dt.datetime, on: dt.date, today: dt.date, parts: Post) -> int:
    """Relay a public post from `on` to its last day; its key. Refused with an unlawful condition, quoting words and clause."""
    row = stamp(actor, at)
    casework.may_be_on(on, today).demand("on")
    made = Vacancy.objects.create(**_columns(parts, on), start=on, **row)
    journal.write(actor, "relay_post", POST, key=made.pk, at=at, source=parts.source)
    return made.pk


@transaction.atomic
def correct(*, actor: Actor, at: dt.datetime, vacancy: int, parts: Post, version: int | None = None) -> None:
    """The unit changed its posting, or it was typed wrongly; the same check again."""
    kept_by(actor)
    start = reach.found(reach.vacancies(actor), vacancy, POST).start
    values = _columns(parts, start)
    held: Vacancy = locked(reach.vacancies(actor), vacancy, POST, version, **values)
    versions.save(held, actor=actor, at=at, **values)
    journal.write(actor, "correct", POST, key=vacancy, at=at)


@transaction.atomic
def close(
    *, actor: Actor, at: dt.datetime, vacancy: int, on: dt.date, today: dt.date, version: int | None = None
) -> None:
    """No longer open from `on`: filled, or taken back by the unit."""
    kept_by(actor)
    held: Vacancy = locked(reach.vacancies(actor), vacancy, POST, version)
    if on >= held.end:
        raise Refused(say("It ends on {day} anyhow.", day=held.end.isoformat()), "on")
    casework.may_end(held.start, on, today).demand("on")
    versions.save(held, actor=actor, at=at, end=on)
    journal.write(actor, "end", POST, key=vacancy, at=at)


@transaction.atomic
def refer(
    *, actor: Actor, at: dt.datetime, seeker: int, on: dt.date, today: dt.date, route: str, vacancy: int | None = None,
    unit: str = "", trade: str = "", by: str = "",
) -> int:  # fmt: skip
    """Put a jobseeker forward for a vacancy, or for a post elsewhere (unit and trade); the referral's key."""
    row = stamp(actor, at)
    held: Seeker = locked(reach.seekers(actor), seeker, "jobseeker")
    after = step(REGISTRATION, held.state, "refer")
    if route not in codes.ROUTES:
        raise NotFound("route")
    casework.needs_words(route, by).demand("by")
    casework.may_be_on(on, today).demand("on")
    casework.may_refer(held.start, held.end, on).demand("on")
    offered: Vacancy | None = reach.found(reach.vacancies(actor), vacancy, POST) if vacancy else None
    if offered is not None:
        casework.may_offer(offered.start, offered.end, on).demand("on")
        unit, trade = offered.unit, offered.trade
    if not unit.strip():
        raise Refused(say("Choose a post, or write the unit."), "unit")
    if Referral.objects.filter(seeker=held, void=False, state__in=codes.OPEN_RESULTS, unit=unit.strip(), trade=trade.strip()).exists():  # fmt: skip
        raise Refused(say("They are put forward for this post already."), "vacancy")
    made = Referral.objects.create(
        seeker=held,
        vacancy=offered,
        unit=unit.strip(),
        trade=trade.strip(),
        route=route,
        by=by.strip(),
        on=on,
        **row,
    )
    versions.save(held, actor=actor, at=at, state=after, seen=max(held.seen, on))
    journal.write(actor, "refer", REFERRED, key=made.pk, at=at, route=route)
    return made.pk


@transaction.atomic
def invite(*, actor: Actor, at: dt.datetime, referral: int, on: dt.date, version: int | None = None) -> None:
    """The unit wants to see them on a day, which may lie ahead."""
    kept_by(actor)
    held, seeker = _held(actor, referral, version)
    if on < held.on:
        raise Refused(say("The interview cannot be before the referral."), "on")
    after = step(REFERRAL, held.state, "invite")
    seekers_after = step(REGISTRATION, seeker.state, "invite")
    versions.save(held, actor=actor, at=at, state=after, interview_on=on)
    versions.save(seeker, actor=actor, at=at, state=seekers_after)
    journal.write(actor, "invite", REFERRED, key=referral, at=at)


@transaction.atomic
def turn_down(
    *, actor: Actor, at: dt.datetime, referral: int, on: dt.date, today: dt.date, reason: str, note: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """Not hired, with the reason. Nothing is counted against anybody."""
    kept_by(actor)
    held, seeker = _held(actor, referral, version)
    after = step(REFERRAL, held.state, "not_hired")
    if reason not in codes.REFUSALS:
        raise NotFound("reason")
    casework.may_be_on(on, today).demand("on")
    if on < held.on:
        raise Refused(say("The result cannot be before the referral."), "on")
    versions.save(held, actor=actor, at=at, state=after, result_on=on, reason=reason, note=note.strip())
    others = Referral.objects.filter(seeker=seeker, void=False, state="interview").exclude(pk=held.pk)
    if seeker.state != "ended" and not others.exists():
        versions.save(seeker, actor=actor, at=at, state=step(REGISTRATION, seeker.state, "not_hired"))
    journal.write(actor, "not_hired", REFERRED, key=referral, at=at, reason=reason)


@transaction.atomic
def hire(
    *, actor: Actor, at: dt.datetime, referral: int, on: dt.date, today: dt.date, section: str = "", kind: str = "unit",
    entry: str = "", entered_on: dt.date | None = None, version: int | None = None,
) -> int:  # fmt: skip
    """Hired: works there from `on`. The registration ends, the employment and its follow-ups begin; the employment's key."""
    kept_by(actor)
    held, seeker = _held(actor, referral, version)
    after = step(REFERRAL, held.state, "hire")
    if on < held.on:
        raise Refused(say("The result cannot be before the referral."), "on")
    offered = held.vacancy
    versions.save(held, actor=actor, at=at, state=after, result_on=on)
    made = employ(
        actor=actor, at=at, person=seeker.person_id, on=on, today=today, unit=held.unit, trade=held.trade,
        section=section or (offered.section if offered else ""), kind=kind, route=held.route, referral=held.pk, entry=entry,
        entered_on=entered_on,
    )  # fmt: skip
    journal.write(actor, "hire", REFERRED, key=referral, at=at, placement=made)
    return made


@transaction.atomic
def strike_referral(*, actor: Actor, at: dt.datetime, referral: int) -> int:
    """A referral that was entered by mistake. Refused once an employment came of it. The registration's key."""
    kept_by(actor)
    held, _seeker = _held(actor, referral, None)
    if Placement.objects.filter(referral=held, void=False).exists():
        raise Refused(say("An employment came of this referral. Take that out first."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", REFERRED, key=referral, at=at)
    return held.seeker_id


def _held(actor: Actor, key: int, version: int | None) -> tuple[Referral, Seeker]:
    """The registration is locked first, so that actions on one person follow each other."""
    seeker = reach.found(reach.referrals(actor), key, REFERRED).seeker_id
    whose: Seeker = locked(reach.seekers(actor), seeker, "jobseeker")
    held: Referral = locked(reach.referrals(actor), key, REFERRED, version)
    return held, whose


def _columns(parts: Post, start: dt.date) -> dict[str, Any]:
    texts = {
        name: getattr(parts, name).strip() for name in ("unit", "trade", "asks", "offers", "place", "contact")
    }
    for name in ("trade", "asks", "offers"):
        postings.may_post(texts[name]).demand(name)
    if parts.section not in codes.SECTIONS:
        raise Refused(say("Choose the section of industry."), "section")
    if parts.until < start:
        raise Refused(say("The last day must not be before the first day."), "until")
    if parts.pay_from is not None and parts.pay_to is not None and parts.pay_to < parts.pay_from:
        raise Refused(say("The higher pay is lower than the lower one."), "pay_to")
    return {
        **texts, "section": parts.section, "wanted": parts.wanted, "pay_from": parts.pay_from, "pay_to": parts.pay_to,
        "shift": parts.shift, "phone": parts.phone, "source": parts.source, "end": parts.until + dt.timedelta(days=1),
    }  # fmt: skip
