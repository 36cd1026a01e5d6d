"""A visit is written down once, put right or taken back; repeated sending makes one record."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from linli.base import clock, versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Charge, Visit, VisitNeed
from ..queries import visits as queries
from ..rules import codes
from ..rules import visits as rules
from ..rules.visits import NeedParts, VisitParts
from . import heard, promises, stops
from .parts import locked
from .targets import target

__all__ = ["NeedParts", "Recorded", "correct", "picture", "record", "void"]

SUBJECT = "contact.visit"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The visit's id, whether it was written now, and (id, number) of the appeals that its needs became."""

    id: int
    new: bool
    appeals: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def record(
    *, actor: Actor, at: dt.datetime, key: uuid.UUID, way: str, result: str, household: int | None = None,
    room: int | None = None, person: int | None = None, who: str = "resident", spoke: str = "", situation: str = "",
    said: str = "", measures: str = "", outcome: str = "", return_on: dt.date | None = None,
    needs: Sequence[NeedParts] = (), helpers: Sequence[str] = (), photos: Sequence[int] = (),
    wrote_at: dt.datetime | None = None, clock_off: int = 0, stop: int | None = None,
) -> Recorded:  # fmt: skip
    """Write a visit or call down. The same key again answers as the first time and writes nothing.

    key        names the record where it was written (phone or form)
    household, room, person  where and with whom; one of them leads to the others. Whoever had left by then: at the door,
                             with a remark (rules.codes.REMARKS)
    needs      each becomes an appeal or is added to one (`same_as`)
    photos     files of the owner contact.visit; or `picture` afterwards
    wrote_at   when it was, by the writer's clock; `clock_off` seconds by which that was ahead of ours
    stop       the stop of a route that it answers; found by itself on the own route of the day
    Raises Refused (with its field; needs-<n>-text for a need), NotFound for a door out of sight.
    """
    rules.may_visit(actor).demand()
    held = _known(actor, key)
    if held is not None:
        return held
    today = clock.day_of(at)
    back = rules.counted_back(wrote_at, clock_off, at) if wrote_at is not None else at
    when = rules.moment(wrote_at, clock_off, at, clock.day_of(back) > today)
    went = clock.day_of(when.at)
    typed = VisitParts(way, result, who, spoke, situation, said, measures, outcome, return_on, tuple(helpers))
    parts = rules.fit(actor, typed, went)
    rules.fit_needs(needs, photos)
    aim = target(
        actor, household=household, room=room, person=person, way=way, spoke=parts.spoke, went=went, today=today
    )  # fmt: skip
    row = Visit(
        community_id=actor.community or 0, key=key, household_id=aim.household, room_id=aim.room, person_id=aim.person,
        at=when.at, went=went, **_columns(parts), user=actor.user_id, by_member=_by_member(actor, went),
        photos=list(photos), clock_off=clock_off, remarks=[*when.remarks, *aim.remarks],
        changed_at=at, changed_by=actor.user_id,
    )  # fmt: skip
    if not _inserted(row):
        return _known(actor, key) or _lost()
    appeals = heard.become_appeals(actor, at, row, needs)
    answered = stops.answered(actor, at, row, stop)
    if answered is not None:
        Visit.objects.filter(pk=row.pk).update(stop=answered)
    promises.settle(actor, at, room=row.room_id, person=row.person_id)
    journal.write(
        actor, "record", SUBJECT, key=row.pk, at=at, way=way, result=result, needs=len(appeals), photos=len(photos)
    )  # fmt: skip
    return Recorded(row.pk, True, appeals)


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, visit: int, version: int | None = None, reason: str = "", **fields: Any
) -> list[str]:
    """Put right what was written down wrong (rules.CORRECTABLE); the fields that changed.

    A new day settles the question of a wrong phone clock. Raises Stale with both versions, Refused, NotFound.
    """
    unknown = set(fields) - set(rules.CORRECTABLE)
    if unknown:
        raise TypeError(f"fields {sorted(unknown)}")
    today = clock.day_of(at)
    row = locked(queries.visits(actor, today), visit, "visit", version, **fields)
    rules.may_change(actor, row.user).demand()
    wanted = _fit(actor, row, fields, today)
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    settled = "went" in fields and "clock" in row.remarks
    if not changed and not settled:
        return []
    if settled:
        wanted["remarks"] = [one for one in row.remarks if one != "clock"]
    row.at = wanted.pop("at", row.at)
    versions.save(row, actor=actor, at=at, **wanted)
    promises.settle(actor, at, room=row.room_id, person=row.person_id)
    stops.reopened(actor, at, row.stop_id)
    journal.write(actor, "correct", SUBJECT, key=row.pk, at=at, why=reason, fields=changed)
    return changed


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, visit: int, version: int | None, reason: str) -> None:
    """Take a visit back that was entered by mistake: it counts no more, its row stays with the reason.

    Its appeals stay: what residents asked for is asked. Raises Stale, Refused, NotFound.
    """
    row = locked(queries.visits(actor, clock.day_of(at)), visit, "visit", version)
    rules.may_change(actor, row.user).demand()
    why = rules.fit_reason(reason)
    versions.save(row, actor=actor, at=at, void=True, void_reason=why)
    promises.settle(actor, at, room=row.room_id, person=row.person_id)
    stops.reopened(actor, at, row.stop_id)
    journal.write(actor, "void", SUBJECT, key=row.pk, at=at, why=why)


@transaction.atomic
def picture(*, actor: Actor, at: dt.datetime, visit: int, content: bytes, name: str) -> int:
    """Add one photo, cleaned of position and device, where words do not do; the file's id. Raises Refused (photos)."""
    row = locked(queries.visits(actor, clock.day_of(at)), visit, "visit")
    rules.may_change(actor, row.user).demand()
    rules.fit_needs((), [*row.photos, 0])
    rules.may_be_photo(len(content)).demand("photos")
    try:
        clean, kind = files.clean_image(content)
    except Refused as refused:
        raise Refused(refused.reason, "photos") from None
    stem = name.rsplit(".", 1)[0][:80] or "photo"
    ending = "png" if kind == "image/png" else "jpg"
    made = files.store(actor, f"{stem}.{ending}", clean, kind=kind, owner=queries.PHOTOS, key=row.pk, at=at)
    versions.save(row, actor=actor, at=at, photos=[*row.photos, made])
    journal.write(actor, "picture", SUBJECT, key=row.pk, at=at)
    return made


def _columns(parts: VisitParts) -> dict[str, Any]:
    return {
        "way": parts.way, "result": parts.result, "who": parts.who, "spoke": parts.spoke, "situation": parts.situation,
        "said": parts.said, "measures": parts.measures, "outcome": parts.outcome, "return_on": parts.return_on,
        "helpers": list(parts.helpers),
    }  # fmt: skip


def _inserted(row: Visit) -> bool:
    """Whether the row was written; a sending at the same moment waits for the first one's commit and finds it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        if "contact_visit_key" in str(fault):
            return False
        raise
    return True


def _known(actor: Actor, key: uuid.UUID) -> Recorded | None:
    """What the first sending of this key was answered; another one's key is no door to their record."""
    row = Visit.objects.filter(community_id=actor.community, key=key).values_list("pk", "user").first()
    if row is None:
        return None
    if row[1] != actor.user_id:
        raise Refused(say("This record was sent from another account. Open the form anew."))
    held = VisitNeed.objects.filter(visit=row[0]).order_by("pk").values_list("appeal_id", "appeal__number")
    return Recorded(row[0], False, list(held))


def _lost() -> Recorded:
    raise NotFound("visit")


def _by_member(actor: Actor, on: dt.date) -> bool:
    """Whether who went is a Party member with a duty for an area that day."""
    return actor.user_id is not None and Charge.objects.filter(queries.held(on), user=actor.user_id).exists()


def _fit(actor: Actor, row: Visit, fields: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """Columns as they shall be; the day moves the moment along. Raises Refused."""
    went = fields.get("went") or row.went
    if went > today:
        raise Refused(say("The day lies in the future. Enter the day of the visit."), "went")
    held = {name: getattr(row, name) for name in (*rules.MOST, "way", "result", "who", "return_on")}
    parts = rules.fit(actor, VisitParts(**{**held, **{k: v for k, v in fields.items() if k != "went"}}), went)
    if parts.way == codes.AT_HOME and row.room_id is None:
        raise Refused(say("Without a door it was no visit at the door."), "way")
    wanted = {name: value for name, value in _columns(parts).items() if name != "helpers"}
    if went != row.went:
        wanted |= {"went": went, "at": row.at + (went - row.went)}
    return wanted
