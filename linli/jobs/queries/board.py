"""Rows of today's board, and entries of a person's page."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from linli.base import clock
from linli.base.board import Entry, Row
from linli.kernel import Actor, Saying, say

from ..models import Help
from ..rules import codes
from ..rules.sight import may_keep, may_read
from . import exports, placements, posts, seekers

#: Days ahead in which a follow-up stands on the board.
AHEAD = 7
#: Days after which a referral without a word is asked after.
SILENT = 14
#: Months without contact after which somebody is to be called; six are a reason to end the registration.
UNHEARD = 5
SEEKER, PLACEMENT, EXPORT = "/jobs/seekers/{key}/", "/jobs/employed/{key}/", "/jobs/lists/{key}/"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for those who keep the employment ledger; nothing for anybody else."""
    if actor.user_id is None or not may_keep(actor):
        return []
    on = clock.day_of(at)
    return [
        *_follow_ups(actor, on),
        *_referrals(actor, on),
        *_unheard(actor, on),
        *_gone(actor, on),
        *_lists(actor, on),
    ]


def story(actor: Actor, person: int, at: dt.datetime) -> list[Entry]:
    """Registrations, referrals, employments and help of one person; for readers of the ledger alone."""
    if not may_read(actor):
        return []
    found: list[tuple[dt.date, Entry]] = []
    for one in seekers.of_people(actor, person):
        url = SEEKER.format(key=one.pk)
        found.append(
            (one.start, _entry(one.start, say("Registered: {kind}", kind=codes.REGISTRATIONS[one.kind]), url))
        )
        if one.end is not None:
            found.append(
                (
                    one.end,
                    _entry(one.end, say("Registration ended: {why}", why=codes.ENDINGS[one.ending]), url),
                )
            )
        for day, text in Help.objects.filter(seeker=one.pk, void=False).values_list("on", "text"):
            found.append((day, _entry(day, say("Helped with finding work"), url, text)))
    for work in placements.of_person(actor, person, on=clock.day_of(at)):
        found.append(
            (
                work.start,
                _entry(work.start, say("Works for {unit}", unit=work.unit), PLACEMENT.format(key=work.id)),
            )
        )
    return [entry for _day, entry in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _entry(day: dt.date, what: Saying, url: str, quote: str = "") -> Entry:
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    return Entry(noon, "", what, url=url, quote=quote)


def _follow_ups(actor: Actor, on: dt.date) -> list[Row]:
    found, _total = placements.due(actor, until=on + dt.timedelta(days=AHEAD), on=on, count=30)
    return [
        Row(
            "late" if one.due < on else "today" if one.due == on else "waiting", one.due,
            str(say("{name}: ask whether the work at {unit} lasts.", name=one.name, unit=one.unit)), who=one.name,
            verb=say("Enter the follow-up"), url=f"/jobs/follow-ups/{one.id}/", page=PLACEMENT.format(key=one.placement),
            reason=say("{months} months after the first day of work.", months=one.months),
        )
        for one in found
    ]  # fmt: skip


def _referrals(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            "waiting", one.interview_on or one.on + dt.timedelta(days=SILENT),
            str(say("{name}: ask {unit} for the result.", name=one.name, unit=one.unit)), who=one.name, verb=say("Enter the result"),
            url=f"/jobs/referrals/{one.id}/turn-down/" if one.state == "interview" else SEEKER.format(key=one.seeker),
            page=SEEKER.format(key=one.seeker), reason=say("Referred on {day}, no result yet.", day=one.on.isoformat()),
        )
        for one in posts.waiting(actor, on=on, days=SILENT)[:30]
    ]  # fmt: skip


def _unheard(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            "waiting", one.seen, str(say("{name}: nobody spoke with them for {months} months.", name=one.name, months=UNHEARD)),
            who=one.name, verb=say("Write down help"), url=f"{SEEKER.format(key=one.id)}help/", page=SEEKER.format(key=one.id),
            reason=say("Last spoken with on {day}.", day=one.seen.isoformat()),
        )
        for one in seekers.unheard(actor, on=on, months=UNHEARD)[:20]
    ]  # fmt: skip


def _gone(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            "waiting", on, str(say("{name} moved away or is past working age: end the registration?", name=one.name)), who=one.name,
            verb=say("End the registration"), url=f"{SEEKER.format(key=one.id)}end/", page=SEEKER.format(key=one.id),
        )
        for one in seekers.gone(actor, on=on)[:20]
    ]  # fmt: skip


def _lists(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            "waiting", on, str(say("{name}: {n} people differ from the department's list.", name=name, n=n)), verb=say("Clear up"),
            url=EXPORT.format(key=key), page=EXPORT.format(key=key),
        )
        for key, name, n in exports.unsettled(actor)
    ]  # fmt: skip
