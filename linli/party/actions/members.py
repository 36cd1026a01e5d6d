"""Members: entered, corrected, made formal, moved, transferred out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from linli.base import keys, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say
from linli.kernel.identity import read_number
from linli.kernel.names import clean_name, letters, sort_key
from linli.residents import api as residents

from ..models import Belonging, Member, Office, Organisation, Standing
from ..queries import reach
from ..rules import codes, members
from .parts import kept_by, locked, refusing, stamp

#: What a form may correct.
FIELDS = ("name", "sex", "born", "number", "phone", "education", "employment", "joined")


@dataclass(frozen=True, slots=True)
class Parts:
    """A member as typed. With a number, sex and birthday are read from it."""

    name: str
    number: str = ""
    sex: str = "0"
    born: dt.date | None = None
    phone: str = ""
    education: str = ""
    employment: str = ""
    joined: dt.date | None = None


@transaction.atomic
def register(
    *, actor: Actor, at: dt.datetime, on: dt.date, today: dt.date, parts: Parts, branch: int, group: int | None = None,
    standing: str = "formal", formal_since: dt.date | None = None, way_in: str = "transferred", came_from: str = "",
) -> int:  # fmt: skip
    """Enter a member who belongs to a branch from `on`; their key.

    standing       probationary or formal on that day; formal_since: 转正日期 where it is known
    Refused for a number that is another member's, a day that lies in the future, a branch that is none that day.
    """
    row = stamp(actor, at)
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    home = _branch(actor, branch, on)
    within = _group(actor, group, home, on)
    values = _columns(parts, today)
    values["person_id"] = residents.person_of_identity(kept_by(actor), values["digest"])
    _demand_new(actor, values["digest"])
    with refusing(say("A member with this identity number is on the roster already."), "number"):
        made = Member.objects.create(**values, **row)
    _begin_standing(made, standing, formal_since or parts.joined or on, on, row)
    Belonging.objects.create(
        member=made, branch=home, group=within, start=on, way_in=way_in, came_from=came_from.strip(), **row
    )
    journal.write(actor, "register", "party member", key=made.pk, at=at, branch=branch, way=way_in)
    return made.pk


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, today: dt.date, member: int, values: dict[str, Any], version: int | None = None,
) -> None:  # fmt: skip
    """Correct what was typed; FIELDS alone. A number or phone that is absent stays as it is."""
    if unknown := set(values) - set(FIELDS):
        raise NotFound(f"fields {sorted(unknown)}")
    kept_by(actor)
    plain = {name: value for name, value in values.items() if name not in ("number", "phone")}
    held = locked(reach.members(actor), member, "member", version, **plain)
    now = {name: getattr(held, name) or "" for name in FIELDS if name not in ("born", "joined")}
    typed = Parts(**{**now, "born": held.born, "joined": held.joined, **values})
    fresh = _columns(typed, today)
    if fresh["digest"] is not None:
        fresh["person_id"] = residents.person_of_identity(kept_by(actor), fresh["digest"])
    with refusing(say("A member with this identity number is on the roster already."), "number"):
        versions.save(held, actor=actor, at=at, **fresh)
    journal.write(actor, "correct", "party member", key=member, at=at, fields=sorted(values))


@transaction.atomic
def confirm(*, actor: Actor, at: dt.datetime, member: int, on: dt.date, today: dt.date) -> None:
    """转正: from `on` a formal member. Refused before the probation is over."""
    row = stamp(actor, at)
    held = locked(reach.members(actor), member, "member")
    now = Standing.objects.filter(reach.on_day(today), member=held).first()
    if now is None or now.kind != "probationary":
        raise Refused(say("{name} is no probationary member.", name=held.name), "on")
    members.may_start(on, now.start, today).demand("on")
    members.may_confirm(now.start, on, reach.term("party_probation_years", actor, on)).demand("on")
    versions.save(now, actor=actor, at=at, end=on)
    Standing.objects.create(member=held, kind="formal", start=on, **row)
    journal.write(actor, "make_formal", "party member", key=member, at=at)


@transaction.atomic
def move(
    *,
    actor: Actor,
    at: dt.datetime,
    member: int,
    branch: int,
    on: dt.date,
    today: dt.date,
    group: int | None = None,
) -> None:
    """Another branch (or group) of this community from `on`. One branch a day."""
    row = stamp(actor, at)
    held, now = _belonging(actor, member, on)
    home = _branch(actor, branch, on)
    within = _group(actor, group, home, on)
    if (now.branch_id, now.group_id) == (home.pk, within.pk if within else None):
        raise Refused(
            say("{name} belongs to {branch} on this day already.", name=held.name, branch=home.name), "branch"
        )
    members.may_start(on, now.start, today).demand("on")
    versions.save(now, actor=actor, at=at, end=on, way_out="within", went_to=home.name)
    Belonging.objects.create(
        member=held, branch=home, group=within, start=on, way_in="within", came_from=now.branch.name, **row
    )
    journal.write(actor, "move", "party member", key=member, at=at, branch=branch)


@transaction.atomic
def join(
    *,
    actor: Actor,
    at: dt.datetime,
    member: int,
    branch: int,
    on: dt.date,
    today: dt.date,
    came_from: str = "",
) -> None:
    """Somebody who was here before is transferred in again. Refused while they belong to a branch on any such day."""
    row = stamp(actor, at)
    held = locked(reach.members(actor), member, "member")
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    home = _branch(actor, branch, on)
    taken = _in_the_way(held, on)
    if taken is not None:
        raise Refused(_belongs_already(held.name, taken), "on")
    why = say("{name} belongs to another branch on one of these days.", name=held.name)
    with refusing(why, "on"):
        Belonging.objects.create(
            member=held, branch=home, start=on, way_in="transferred", came_from=came_from.strip(), **row
        )
    last = Standing.objects.filter(member=held, void=False).order_by("-start").first()
    if last is not None and last.end is not None and last.end <= on:
        Standing.objects.create(member=held, kind=last.kind, start=on, **row)
    journal.write(actor, "join", "party member", key=member, at=at, branch=branch)


@transaction.atomic
def leave(
    *, actor: Actor, at: dt.datetime, member: int, on: dt.date, today: dt.date, way: str, went_to: str = ""
) -> None:
    """Belongs to no branch here from `on`: transferred out, died, left the Party, entered by mistake. Offices end too."""
    stamp(actor, at)
    held, now = _belonging(actor, member, on)
    if way not in codes.LEAVING:
        raise NotFound("way")
    if way == "transferred" and not went_to.strip():
        raise Refused(say("Write where the member is transferred to."), "went_to")
    if way == "entry_error":
        for table in (Belonging, Standing, Office):
            for one in table.objects.select_for_update().filter(member=held, void=False):
                versions.save(one, actor=actor, at=at, void=True)
        versions.save(held, actor=actor, at=at, void=True)
        journal.write(actor, "void_entry", "party member", key=member, at=at)
        return
    members.may_start(on, now.start, today).demand("on")
    versions.save(now, actor=actor, at=at, end=on, way_out=way, went_to=went_to.strip())
    for office in Office.objects.select_for_update().filter(
        member=held, void=False, end__isnull=True, organisation__isnull=False, start__lt=on
    ):
        versions.save(office, actor=actor, at=at, end=on)
    if way in ("died", "left"):
        for one in Standing.objects.select_for_update().filter(reach.on_day(on), member=held, start__lt=on):
            versions.save(one, actor=actor, at=at, end=on)
    journal.write(actor, "leave", "party member", key=member, at=at, way=way)


def _columns(parts: Parts, on: dt.date) -> dict[str, Any]:
    name = clean_name(parts.name)
    if not name:
        raise Refused(say("Write the name."), "name")
    sex, born, number, digest = parts.sex or "0", parts.born, None, None
    if parts.number:
        try:
            read = read_number(parts.number, on=on, allow_synthetic=settings.DEMO)
        except Refused as refused:
            raise Refused(refused.reason, "number") from None
        number, digest = read.normal, keys.digest(read.normal)
        sex, born = read.sex or sex, read.born or born
    if born is not None and parts.joined is not None and parts.joined < members.may_join(born):
        raise Refused(say("Nobody joins the Party before the age of 18."), "joined")
    return {
        "name": name, "letters": letters(name)[:200], "sort": sort_key(name)[:80], "sex": sex, "born": born, "number": number,
        "digest": digest, "phone": parts.phone or None, "education": parts.education, "employment": parts.employment,
        "joined": parts.joined,
    }  # fmt: skip


def _begin_standing(made: Member, standing: str, since: dt.date, on: dt.date, row: dict[str, Any]) -> None:
    if standing not in codes.STANDINGS:
        raise NotFound("standing")
    Standing.objects.create(member=made, kind=standing, start=min(since, on), **row)


def _branch(actor: Actor, key: int, on: dt.date) -> Organisation:
    found: Organisation | None = (
        reach.organisations(actor).filter(reach.on_day(on), kind__in=codes.BRANCHES, pk=key).first()
    )
    if found is None:
        raise Refused(say("This branch does not exist on the day."), "branch")
    return found


def _group(actor: Actor, key: int | None, branch: Organisation, on: dt.date) -> Organisation | None:
    if key is None:
        return None
    found: Organisation | None = (
        reach.organisations(actor).filter(reach.on_day(on), kind="group", above=branch, pk=key).first()
    )
    if found is None:
        raise Refused(say("This group is no part of the branch."), "group")
    return found


def _belonging(actor: Actor, member: int, on: dt.date) -> tuple[Member, Belonging]:
    held: Member = locked(reach.members(actor), member, "member")
    now = (
        Belonging.objects.select_for_update(of=("self",)).select_related("branch")
        .filter(member=held, void=False, end__isnull=True).first()
    )  # fmt: skip
    if now is None:
        raise Refused(say("{name} belongs to no branch here.", name=held.name), "on")
    return held, now


def _belongs_already(name: str, taken: Belonging) -> Saying:
    """Which branch on which days stands in the way of another."""
    branch, start = taken.branch.name, taken.start.isoformat()
    if taken.end is None:
        return say(
            "{name} belongs to {branch} since {start}; one branch a day. Use “Move to another branch”.",
            name=name, branch=branch, start=start,
        )  # fmt: skip
    last = taken.end - dt.timedelta(days=1)
    return say(
        "{name} belongs to {branch} from {start} to {last}; one branch a day. Choose a later day.",
        name=name, branch=branch, start=start, last=last.isoformat(),
    )  # fmt: skip


def _demand_new(actor: Actor, digest: bytes | None) -> None:
    """Refused, naming branch and days, when the identity number is another member's."""
    held = reach.members(actor).filter(digest=digest).first() if digest is not None else None
    if held is None:
        return
    last = (
        Belonging.objects.filter(member=held, void=False).select_related("branch").order_by("-start").first()
    )
    if last is not None and last.end is None:
        raise Refused(_belongs_already(held.name, last), "number")
    raise Refused(
        say("{name} was here before. Open the member and transfer them in again.", name=held.name), "number"
    )


def _in_the_way(held: Member, on: dt.date) -> Belonging | None:
    rows = Belonging.objects.filter(member=held, void=False).select_related("branch")
    return rows.filter(reach.on_day(on)).first() or rows.filter(start__gt=on).order_by("start").first()
