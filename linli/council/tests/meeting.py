"""Bodies and meetings for tests, entered by the actions themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.base.scope import community_scope
from linli.council.actions import bodies, meetings, motions, steps
from linli.council.actions.bodies import Sitting
from linli.council.actions.meetings import Call
from linli.council.models import Attendance, Seat
from linli.council.queries.bodies import roll
from linli.kernel import Actor
from linli.kernel.actor import SOCIAL_WORKER
from linli.places.tests import factories as places

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
FOUNDED = dt.date(2012, 9, 1)
ELECTED = dt.date(2017, 3, 20)
DAY = dt.date(2018, 12, 10)
TERMS: dict[str, Any] = {
    "council_rule.assembly": {"notice_days": 3, "quorum": "1/2", "passes": "1/2", "base": "present", "demand": [{"of": "residents", "share": "1/5"}]},
    "council_rule.representatives": {"notice_days": 3, "quorum": "2/3", "quorum_strict": False, "passes": "1/2", "base": "present"},
    "council_rule.council": {
        "notice_days": 3, "quorum": "2/3", "quorum_strict": False, "passes": "1/2", "base": "should",
        "demand": [{"of": "members", "share": "1/3"}], "second": {"days": 15, "quorum": "1/2"},
    },
    "council_rule.committee": {"notice_days": 1, "quorum": "2/3", "quorum_strict": False, "passes": "1/2", "base": "should"},
    "council_rule.party": {"notice_days": 3, "quorum": "1/2", "quorum_strict": False, "passes": "1/2", "base": "should"},
    "council_rule.supervision": {"notice_days": 1, "quorum": "1/2", "passes": "1/2", "base": "should"},
    "council_rule.group": {"notice_days": 1, "quorum": "2/3", "quorum_strict": False, "passes": "1/2", "base": "present"},
    "council_steps": {"shown_days": 7},
    "retention.council_years": 10,
}  # fmt: skip
_FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"


def terms() -> None:
    """The dated terms that meetings ask for."""
    for key, value in TERMS.items():
        places.term(key, value)


def actor(community: int | None, *roles: str, **fields: Any) -> Actor:
    """A social worker, or the holder of other roles."""
    return Actor(
        fields.pop("user_id", 1), "周社工", community, frozenset(roles or (SOCIAL_WORKER,)), **fields
    )


def second(community: int) -> Actor:
    """Another person at the same desk."""
    return actor(community, user_id=2)


def body(community: int, kind: str = "council", name: str = "议事会", size: int | None = None) -> int:
    """A body."""
    with community_scope(community):
        return bodies.found_body(actor=actor(community), at=AT, kind=kind, name=name, on=FOUNDED, size=size)


def seated(community: int, n: int = 6, kind: str = "council", name: str = "议事会") -> tuple[int, list[int]]:
    """A body with members; every second is a woman."""
    where = body(community, kind, name)
    people = [
        Sitting(f"{_FAMILIES[place % 20]}{'一二三四五'[place // 20]}", str(place % 2 + 1))
        for place in range(n)
    ]
    with community_scope(community):
        bodies.seat_all(actor=actor(community), at=AT, body=where, who=people, start=ELECTED, no_kin=True)
        return where, list(Seat.objects.filter(body=where).order_by("pk").values_list("pk", flat=True))


def called(community: int, where: int, on: dt.date = DAY, **fields: Any) -> int:
    """A meeting that is called five days before."""
    with community_scope(community):
        told = fields.pop("told", Call(on - dt.timedelta(days=5)))
        return meetings.call(actor=actor(community), at=AT, body=where, on=on, told=told, **fields)


def held(community: int, where: int, away: int = 0, on: dt.date = DAY, **fields: Any) -> int:
    """A meeting with its attendance; so many of the last seats were not there."""
    key = called(community, where, on, **fields)
    with community_scope(community):
        seats = sorted(one.id for one in roll(where, on))
        meetings.hold(
            actor=actor(community), at=AT, meeting=key, away=dict.fromkeys(seats[len(seats) - away :], ("leave", "出差"))
        )  # fmt: skip
    return key


def motion(community: int, meeting: int, title: str = "安装路灯", **fields: Any) -> int:
    """An item of the agenda."""
    with community_scope(community):
        return motions.put(actor=actor(community), at=AT, meeting=meeting, title=title, **fields)


def counted(community: int, key: int, yes: int, no: int = 0, abstain: int = 0) -> None:
    """A show of hands."""
    with community_scope(community):
        motions.count(
            actor=actor(community), at=AT, motion=key, yes=yes, no=no, abstain=abstain, tellers=("甲", "乙")
        )


def there(meeting: int) -> list[int]:
    """Seats present at a meeting."""
    rows = Attendance.objects.filter(meeting=meeting, presence="present").order_by("seat_id")
    return list(rows.values_list("seat_id", flat=True))


def world(community: int) -> dict[str, int]:
    """One record of each kind that an address may name. The terms are loaded if they are not there."""
    where, seats = seated(community, 6)
    meeting = held(community, where)
    carried, still = motion(community, meeting), motion(community, meeting, "修长椅")
    counted(community, carried, 6)
    me = actor(community)
    with community_scope(community):
        resolution = motions.resolve(actor=me, at=AT, motion=carried, text="同意安装路灯")
        follow_up = meetings.follow(
            actor=me, at=AT, meeting=meeting, text="报街道备案", who="周社工", until=ON
        )
        process = steps.begin(actor=me, at=AT, title="安装路灯", start=dt.date(2018, 12, 1))
        steps.take(actor=me, at=AT, process=process, kind="propose", on=dt.date(2018, 12, 2), who="社区党委")
        votes = dict.fromkeys(there(meeting), "yes")
        motions.enter(
            actor=actor(community, user_id=999_999_999), at=AT, meeting=meeting, answers={still: votes}
        )
    return {
        "council body": where, "council seat": seats[0], "council meeting": meeting, "council motion": still,
        "council resolution": resolution, "council follow-up": follow_up, "council process": process,
    }  # fmt: skip
