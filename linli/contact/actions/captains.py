"""Building captains: appointed for a building or some of its units, corrected, ended, replaced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel import actor as roles
from linli.places import api as places
from linli.places.api import UnitRef
from linli.residents import api as residents

from ..models import Captain
from ..queries.areas import on_day
from ..rules import captains as rules
from ..rules import charges, codes
from .parts import home, locked, refusing, stamp

SUBJECT = "building captain"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is noted of a captain; `person` is the captain's record in the register."""

    name: str
    sex: str = "0"
    born: str = ""
    politics: str = ""
    home: str = ""
    phone: str = ""
    person: int | None = None
    user: int | None = None
    liaison: int | None = None

    def columns(self, on: dt.date) -> dict[str, Any]:
        """As they are stored."""
        if not self.name.strip():
            raise Refused(say("Write the name."), "name")
        return {
            "name": self.name.strip(), "sex": self.sex, "born": rules.read_month(self.born, on), "politics": self.politics,
            "home": self.home.strip(), "phone": self.phone or None, "person_id": self.person, "user": self.user,
            "liaison": self.liaison,
        }  # fmt: skip


@transaction.atomic
def appoint(
    *, actor: Actor, at: dt.datetime, building: int, parts: Parts, start: dt.date, units: Sequence[int] = (), kind: str = codes.PRIMARY
) -> int:  # fmt: skip
    """Somebody is captain (or a deputy) of a building, or of some of its units, from `start` on; the captain's key.

    The cell of the scheme captain is drawn where there is none. With an account, the post of captain is limited to
    that cell. Refused while the place has a primary captain, naming them.
    """
    row, today = stamp(actor, at), day_of(at)
    charges.may_start(start, today).demand("start")
    if kind not in codes.CAPTAINS:
        raise NotFound("kind")
    _known(actor, parts, today)
    wanted = _units(actor, building, units, start)
    cell = _cell(actor, at, wanted, whole=not units, start=start)
    if kind == codes.PRIMARY:
        _demand_free(row["community_id"], cell, start)
    with refusing(say("Another captain is entered here from a later day on."), "start"):
        made = Captain.objects.create(cell_id=cell, kind=kind, start=start, **parts.columns(today), **row)
    if parts.user is not None:
        _limit_post(actor, at, parts.user, cell, start)
    journal.write(actor, "appoint_captain", SUBJECT, key=made.pk, at=at, cell=cell, kind=kind)
    return made.pk


@transaction.atomic
def correct(*, actor: Actor, at: dt.datetime, captain: int, parts: Parts, version: int | None = None) -> None:
    """Mend what is noted of a captain; an empty phone stays as it is. The account is changed by a new term."""
    home(actor)
    columns = parts.columns(day_of(at))
    del columns["user"]
    if columns["phone"] is None:
        del columns["phone"]
    one: Captain = locked(_rows(actor), captain, SUBJECT, version, **columns)
    _known(actor, parts, day_of(at))
    versions.save(one, actor=actor, at=at, **columns)
    journal.write(actor, "correct", SUBJECT, key=captain, at=at)


@transaction.atomic
def end(*, actor: Actor, at: dt.datetime, captain: int, on: dt.date, version: int | None = None) -> None:
    """A captain's term ends: `on` is the first day without it. The account's post of captain here ends as well."""
    home(actor)
    one: Captain = locked(_rows(actor), captain, SUBJECT, version, end=on)
    charges.may_end(one.start, one.end, on).demand("on")
    charges.may_start(on, day_of(at)).demand("on")
    versions.save(one, actor=actor, at=at, end=on)
    if one.user is not None:
        for post in _posts(actor, one.user, on):
            if post.cell == one.cell_id:
                accounts.end_post(actor=actor, post_id=post.id, on=on, at=at)
    journal.write(actor, "end", SUBJECT, key=captain, at=at, cell=one.cell_id)


@transaction.atomic
def replace(
    *, actor: Actor, at: dt.datetime, captain: int, parts: Parts, on: dt.date, version: int | None = None
) -> int:
    """Somebody else is captain of the same place from `on` on; their key."""
    row = stamp(actor, at)
    one: Captain = locked(_rows(actor), captain, SUBJECT, version)
    end(actor=actor, at=at, captain=captain, on=on)
    _known(actor, parts, day_of(at))
    made = Captain.objects.create(
        cell_id=one.cell_id, kind=one.kind, start=on, **parts.columns(day_of(at)), **row
    )
    if parts.user is not None:
        _limit_post(actor, at, parts.user, one.cell_id, on)
    journal.write(actor, "appoint_captain", SUBJECT, key=made.pk, at=at, cell=one.cell_id, kind=one.kind)
    return made.pk


@transaction.atomic
def sign_in(
    *, actor: Actor, at: dt.datetime, captain: int, user: int, on: dt.date, version: int | None = None
) -> None:
    """A captain gets an account: its post of captain is limited to the captain's place from `on` on."""
    home(actor)
    one: Captain = locked(_rows(actor).filter(on_day(on)), captain, SUBJECT, version, user=user)
    if user not in dict(accounts.colleagues(actor, on)):
        raise NotFound("account")
    versions.save(one, actor=actor, at=at, user=user)
    _limit_post(actor, at, user, one.cell_id, on)
    journal.write(actor, "correct", SUBJECT, key=captain, at=at, account=user)


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Two records of the register became one: captains follow; what was set apart again stays where it is."""
    if not undo:
        for one in Captain.objects.select_for_update().filter(community_id=community, person=gone):
            versions.save(one, actor=Actor.system("merged", community), at=at, person_id=kept)


def _rows(actor: Actor) -> Any:
    return Captain.objects.filter(community_id=actor.community, void=False)


def _known(actor: Actor, parts: Parts, on: dt.date) -> None:
    """NotFound for a resident or colleague that is nobody here."""
    if parts.person is not None and not residents.person_names(actor, [parts.person], on=on):
        raise NotFound("person")
    people = dict(accounts.colleagues(actor, on)) if parts.user or parts.liaison else {}
    for account in (parts.user, parts.liaison):
        if account is not None and account not in people:
            raise NotFound("account")


def _units(actor: Actor, building: int, units: Sequence[int], on: dt.date) -> list[UnitRef]:
    """The chosen units of a building, all for none. NotFound for a building or unit that is not here."""
    there = places.units(home(actor), on, building=building)
    if not there:
        raise NotFound("building")
    chosen = [one for one in there if not units or one.id in units]
    if units and len(chosen) != len(set(units)):
        raise NotFound("unit")
    return chosen


def _cell(actor: Actor, at: dt.datetime, units: list[UnitRef], *, whole: bool, start: dt.date) -> int:
    """The cell of these units: the one they make up already, else a new one once no captain of another has them."""
    community = home(actor)
    wanted = {one.id for one in units}
    held = places.cells_of_units(community, rules.SCHEME, wanted, start)
    cells = {one.id: one.name for one in held.values()}
    for cell, name in cells.items():
        if set(places.cell_units(community, [cell], start)) == wanted:
            return cell
        there = _present(community, cell, start)
        if there is not None:
            rules.may_be_primary(name, there.name, there.start).demand("building")
    numbers = [str(one.number) for one in units]
    title = units[0].building if whole else f"{units[0].building}{'、'.join(numbers)}单元"
    code = f"c{units[0].building_id}" if whole else f"c{units[0].building_id}-{'.'.join(numbers)}"
    made = places.draw_cell(
        actor=actor, scheme=rules.SCHEME, code=code[:20], name=title[:60], start=start, at=at
    )
    places.put_in(actor=actor, cell=made, units=sorted(wanted), start=start, at=at)
    return made


def _demand_free(community: int, cell: int, on: dt.date) -> None:
    there = _present(community, cell, on)
    if there is not None:
        rules.may_be_primary(there.cell.name, there.name, there.start).demand("building")


def _present(community: int, cell: int, on: dt.date) -> Captain | None:
    held = Captain.objects.filter(on_day(on), community_id=community, cell=cell, kind=codes.PRIMARY)
    return held.select_related("cell").first()


def _posts(actor: Actor, user: int, on: dt.date) -> list[accounts.PostRef]:
    return [one for one in accounts.posts_of(actor, user, on) if one.role == roles.CAPTAIN]


def _limit_post(actor: Actor, at: dt.datetime, user: int, cell: int, start: dt.date) -> None:
    """The account is captain of this cell; a post of captain that was limited to no captain's cell ends."""
    held = _posts(actor, user, start)
    if any(one.cell == cell for one in held):
        return
    cells = {one.id for one in places.cells(home(actor), rules.SCHEME, start)}
    for post in held:
        if post.cell not in cells:
            accounts.end_post(actor=actor, post_id=post.id, on=start, at=at)
    accounts.appoint(
        actor=actor,
        user_id=user,
        role=roles.CAPTAIN,
        area=home(actor),
        cell=cell,
        start=start,
        at=at,
        full_time=False,
    )
