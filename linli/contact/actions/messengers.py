"""Messengers in office: taken on for a term, corrected, ended; the areas they look after."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel import actor as roles
from linli.places import api as places
from linli.residents import api as residents

from ..models import Exchange, Messenger, MessengerArea, Shift
from ..queries.areas import on_day
from ..rules import charges
from ..rules.roster import midnight
from .parts import home, locked, refusing, stamp

SUBJECT = "messenger"


@transaction.atomic
def appoint(
    *, actor: Actor, at: dt.datetime, name: str, start: dt.date, end: dt.date | None = None, phone: str = "",
    person: int | None = None, user: int | None = None, candidate: int | None = None,
) -> int:  # fmt: skip
    """Somebody is messenger from `start` (up to `end`); the messenger's key.

    user       an account here; without the post of messenger it gets one (the secretary enters posts)
    candidate  the application that was chosen
    """
    row = stamp(actor, at)
    if not name.strip():
        raise Refused(say("Write the name."), "name")
    if end is not None and end <= start:
        raise Refused(say("The term must end after it begins."), "end")
    _known(actor, person, user, day_of(at))
    with refusing(say("This account belongs to a messenger in these days already."), "user"):
        made = Messenger.objects.create(
            name=name.strip(), phone=phone or None, person_id=person, user=user, candidate_id=candidate, start=start,
            end=end, **row,
        )  # fmt: skip
    if user is not None:
        _hold_post(actor, at, user, start)
    journal.write(actor, "appoint_messenger", SUBJECT, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, messenger: int, name: str, phone: str = "", user: int | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Mend what is noted of a messenger; an empty phone stays as it is."""
    home(actor)
    if not name.strip():
        raise Refused(say("Write the name."), "name")
    columns: dict[str, Any] = {"name": name.strip(), "user": user} | ({"phone": phone} if phone else {})
    one: Messenger = locked(rows(actor), messenger, SUBJECT, version, **columns)
    _known(actor, None, user, day_of(at))
    with refusing(say("This account belongs to a messenger in these days already."), "user"):
        versions.save(one, actor=actor, at=at, **columns)
    if user is not None:
        _hold_post(actor, at, user, day_of(at))
    journal.write(actor, "correct", SUBJECT, key=messenger, at=at)


@transaction.atomic
def end(*, actor: Actor, at: dt.datetime, messenger: int, on: dt.date, version: int | None = None) -> int:
    """The term ends: `on` is the first day without it. How many shifts of later days went off the roster."""
    home(actor)
    one: Messenger = locked(rows(actor), messenger, SUBJECT, version, end=on)
    if one.end is not None and one.end <= on:
        raise Refused(say("It has ended already."), "on")
    charges.may_end(one.start, None, on).demand("on")
    versions.save(one, actor=actor, at=at, end=on)
    for area in MessengerArea.objects.filter(on_day(on), messenger=one):
        versions.save(area, actor=actor, at=at, end=max(on, area.start + dt.timedelta(days=1)))
    later = Shift.objects.select_for_update().filter(
        messenger=one, void=False, starts__gte=max(midnight(on), at)
    )
    keys = list(later.values_list("pk", flat=True))
    Exchange.objects.filter(shift__in=keys, state="asked").update(state="withdrawn", ended_at=at)
    Shift.objects.filter(pk__in=keys).update(void=True, changed_at=at, changed_by=actor.user_id)
    journal.write(actor, "end", SUBJECT, key=messenger, at=at, shifts=len(keys))
    return len(keys)


@transaction.atomic
def look_after(*, actor: Actor, at: dt.datetime, messenger: int, cell: int, start: dt.date) -> int:
    """A messenger looks after a part of the community from `start` on; the entry's key."""
    row = stamp(actor, at)
    one: Messenger = locked(rows(actor).filter(on_day(start)), messenger, SUBJECT)
    charges.may_start(start, day_of(at)).demand("start")
    if cell not in {
        x.id
        for scheme in ("grid", "compound", "group", "party_area")
        for x in places.cells(home(actor), scheme, start)
    }:
        raise NotFound("cell")
    with refusing(say("{name} looks after this area in these days already.", name=one.name), "cell"):
        made = MessengerArea.objects.create(messenger=one, cell_id=cell, start=start, **row)
    journal.write(actor, "look_after", SUBJECT, key=messenger, at=at, cell=cell)
    return made.pk


@transaction.atomic
def leave_area(*, actor: Actor, at: dt.datetime, area: int, on: dt.date) -> int:
    """A messenger looks after that part no longer from `on` on; the messenger's key."""
    community = home(actor)
    one: MessengerArea = locked(
        MessengerArea.objects.filter(community_id=community, void=False), area, "messenger area"
    )
    charges.may_end(one.start, one.end, on).demand("on")
    versions.save(one, actor=actor, at=at, end=on)
    journal.write(actor, "leave_area", SUBJECT, key=one.messenger_id, at=at, cell=one.cell_id)
    return one.messenger_id


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Two records of the register became one: messengers follow; what was set apart again stays where it is."""
    if not undo:
        for one in Messenger.objects.select_for_update().filter(community_id=community, person=gone):
            versions.save(one, actor=Actor.system("merged", community), at=at, person_id=kept)


def rows(actor: Actor) -> Any:
    """Messengers of the actor's community."""
    return Messenger.objects.filter(community_id=actor.community, void=False)


def _known(actor: Actor, person: int | None, user: int | None, on: dt.date) -> None:
    """NotFound for a resident or colleague that is nobody here."""
    if person is not None and not residents.person_names(actor, [person], on=on):
        raise NotFound("person")
    if user is not None and user not in dict(accounts.colleagues(actor, on)):
        raise NotFound("account")


def _hold_post(actor: Actor, at: dt.datetime, user: int, start: dt.date) -> None:
    held = {one.role for one in accounts.posts_of(actor, user, max(start, day_of(at)))}
    if roles.MESSENGER not in held:
        accounts.appoint(
            actor=actor,
            user_id=user,
            role=roles.MESSENGER,
            area=home(actor),
            start=start,
            at=at,
            full_time=False,
        )
