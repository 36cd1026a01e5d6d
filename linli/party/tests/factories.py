"""A small Party organisation for tests, entered by the actions themselves."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import PARTY_AFFAIRS
from linli.kernel.identity import synthetic_number
from linli.party.actions import checkins, facts, meetings, members, organisations
from linli.party.actions.members import Parts
from linli.places.tests import factories as places

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
FOUNDED = dt.date(2010, 1, 1)
SINCE = dt.date(2015, 7, 1)
TERMS: dict[str, Any] = {
    "party_meetings": {
        "general_meeting": {"of": ["branch"], "per": "quarter", "least": 1},
        "committee_meeting": {"of": ["branch"], "per": "month", "least": 1},
        "group_meeting": {"of": ["group"], "per": "month", "least": 1},
        "party_day": {"of": ["branch"], "per": "month", "least": 1},
    },
    "party_majority": {
        "resolution": {"quorum": "1/2", "quorum_strict": False, "passes": "1/2", "base": "should"},
        "election": {"quorum": "4/5", "quorum_strict": False, "passes": "1/2", "base": "present"},
    },
    "party_term_years": {"committee": 5, "general_branch": 5, "branch": 5},
    "party_branch_size": {"least": 3, "most": 50, "committee_from": 7},
    "party_probation_years": 1,
}
_serial = itertools.count(700_000)


def terms() -> None:
    """The dated terms that party asks for."""
    for key, value in TERMS.items():
        places.term(key, value)


def actor(community: int | None, *roles: str, **fields: Any) -> Actor:
    """A party affairs worker, or the holder of other roles."""
    return Actor(
        fields.pop("user_id", 1), "卫党务", community, frozenset(roles or (PARTY_AFFAIRS,)), **fields
    )


def branch(community: int, name: str = "第一党支部", kind: str = "branch", above: int | None = None) -> int:
    """A branch."""
    with community_scope(community):
        return organisations.found(
            actor=actor(community), at=AT, kind=kind, name=name, on=FOUNDED, above=above
        )


def parts(name: str = "", **fields: Any) -> Parts:
    """Somebody as typed, with a number that belongs to nobody."""
    serial = next(_serial)
    born = fields.pop("born", dt.date(1970, 3, 5))
    number = fields.pop("number", synthetic_number(serial, born, fields.pop("sex", "1")))
    family, given = "王李张刘陈"[serial % 5], "建国秀英明华丽军"[serial % 8]
    return Parts(name or family + given, number, joined=fields.pop("joined", dt.date(2000, 7, 1)), **fields)


def member(
    community: int,
    where: int,
    name: str = "",
    *,
    standing: str = "formal",
    on: dt.date = SINCE,
    **fields: Any,
) -> int:
    """Somebody on the roster of a branch."""
    group = fields.pop("group", None)
    since = fields.pop("formal_since", None)
    with community_scope(community):
        return members.register(
            actor=actor(community), at=AT, on=on, today=ON, parts=parts(name, **fields), branch=where, group=group,
            standing=standing, formal_since=since,
        )  # fmt: skip


def filled(community: int, size: int = 5, name: str = "第一党支部") -> tuple[int, list[int]]:
    """A branch with formal members."""
    where = branch(community, name)
    return where, [member(community, where) for _ in range(size)]


def meeting(
    community: int, where: int, kind: str = "general_meeting", on: dt.date = dt.date(2018, 12, 10)
) -> int:
    """A meeting that is called."""
    with community_scope(community):
        return meetings.plan(
            actor=actor(community), at=AT, organisation=where, kind=kind, on=on, topics="学习"
        )


def held(community: int, where: int, away: dict[int, tuple[str, str]] | None = None, **fields: Any) -> int:
    """A meeting with its attendance."""
    key = meeting(community, where, **fields)
    with community_scope(community):
        meetings.hold(actor=actor(community), at=AT, meeting=key, today=ON, away=away or {})
    return key


def world(community: int) -> dict[str, int]:
    """One record of each kind that an address may name."""
    where, people = filled(community, 3)
    people[0] = member(community, where, phone="19200000004")
    one = meeting(community, where)
    voted = held(community, where)
    me = actor(community)
    with community_scope(community):
        meetings.resolve(actor=me, at=AT, meeting=voted, kind="resolution", text="同意", yes=3)
        reported = checkins.check_in(
            actor=me, at=AT, kind="member", unit="成飞", name="李工", on=SINCE, phone="19200000003"
        )
        served = checkins.serve(
            actor=me, at=AT, check_in=reported, on=ON, today=ON, text="修路灯", minutes=60
        )
        from linli.party.models import Resolution

        return {
            "party organisation": where, "party member": people[0], "party meeting": one,
            "party fact": facts.note(actor=me, at=AT, member=people[0], kind="skill", text="电工", on=SINCE),
            "party office": facts.appoint(actor=me, at=AT, member=people[0], kind="secretary", on=SINCE, organisation=where),
            "party resolution": Resolution.objects.get(meeting=voted).pk, "party check-in": reported, "party service": served,
            "party need": checkins.ask(actor=me, at=AT, text="修路灯", on=SINCE),
        }  # fmt: skip
