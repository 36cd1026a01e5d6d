"""A small employment ledger for tests, entered by the actions themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.base.scope import community_scope
from linli.jobs.actions import exports, others, placements, posts, seekers
from linli.jobs.models import FollowUp, Match
from linli.jobs.queries.reading import Line
from linli.kernel import Actor
from linli.kernel.actor import SOCIAL_WORKER
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
SINCE = dt.date(2018, 5, 2)
TERMS: dict[str, Any] = {
    "jobs_working_age": {
        "least": 16,
        "categories": {"man": {"years": 60}, "woman_worker": {"years": 50}, "woman_staff": {"years": 55}},
    },
    "jobs_hardship": {
        "kinds": ["aged", "disability", "low_income", "zero_household", "landless", "long_term"],
        "aged": {"1": 50, "2": 40},
        "long_term_months": 12,
    },
    "retention.jobs_years": 3,
}


def terms() -> None:
    """The dated terms that jobs asks for."""
    for key, value in TERMS.items():
        places.term(key, value)


def actor(community: int | None, *roles: str, **fields: Any) -> Actor:
    """The social worker of employment, or the holder of other roles."""
    lines = fields.pop("lines", frozenset({"employment"}) if not roles else frozenset())
    return Actor(
        fields.pop("user_id", 1),
        "易就业",
        community,
        frozenset(roles or (SOCIAL_WORKER,)),
        lines=lines,
        **fields,
    )


def person(community: int, **fields: Any) -> int:
    """Somebody who lives here, 38 years old unless said."""
    fields.setdefault("start", dt.date(2017, 1, 1))
    return residents.resident(community, **fields).person


def parts(**fields: Any) -> seekers.Parts:
    """A registration as typed."""
    return seekers.Parts(**{"lost_on": dt.date(2018, 4, 1), "trade": "普工", "pay": 3500, **fields})


def seeker(community: int, who: int | None = None, *, on: dt.date = SINCE, **fields: Any) -> int:
    """A registration."""
    with community_scope(community):
        return seekers.register(
            actor=actor(community),
            at=AT,
            person=who or person(community),
            on=on,
            today=ON,
            parts=parts(**fields),
        )


def post(**fields: Any) -> posts.Post:
    """A posting without fault."""
    return posts.Post(
        **{
            "unit": "文家电子厂",
            "trade": "普工",
            "section": "C",
            "until": dt.date(2019, 1, 31),
            "wanted": 5,
            **fields,
        }
    )


def vacancy(community: int, *, on: dt.date = dt.date(2018, 5, 1), **fields: Any) -> int:
    """A post that is open."""
    with community_scope(community):
        return posts.post(actor=actor(community), at=AT, on=on, today=ON, parts=post(**fields))


def referral(
    community: int, whom: int | None = None, *, on: dt.date = dt.date(2018, 5, 10), **fields: Any
) -> int:
    """A referral by the community for a post of the list."""
    where = fields.pop("vacancy", None) or vacancy(community)
    with community_scope(community):
        return posts.refer(
            actor=actor(community), at=AT, seeker=whom or seeker(community), on=on, today=ON, vacancy=where,
            **{"route": "community", **fields},
        )  # fmt: skip


def placement(
    community: int, who: int | None = None, *, on: dt.date = dt.date(2018, 6, 1), **fields: Any
) -> int:
    """An employment."""
    with community_scope(community):
        return placements.employ(
            actor=actor(community), at=AT, person=who or person(community), on=on, today=ON,
            **{"unit": "文家电子厂", "section": "C", **fields},
        )  # fmt: skip


def follow_up(community: int, where: int, months: int = 3) -> int:
    """The follow-up of an employment."""
    with community_scope(community):
        return FollowUp.objects.get(placement=where, months=months).pk


def world(community: int) -> dict[str, int]:
    """One record of each kind that an address may name."""
    one = seeker(community)
    me = actor(community)
    with community_scope(community):
        hardship = seekers.call_hard(
            actor=me, at=AT, seeker=one, kind="landless", evidence="征地协议", on=SINCE, today=ON
        )
        who = person(community, kind="hukou_here")
        surplus = others.identify(actor=me, at=AT, person=who, basis="摸底调查", on=SINCE, today=ON)
        course = others.lay_on(
            actor=me, at=AT, title="家政", organiser="社保所", place="", hours=24, start=SINCE, last=SINCE
        )
        trainee = others.enrol(actor=me, at=AT, training=course, person=who, on=ON)
        where = vacancy(community)
        work = placement(community, entry="A1")
        export = exports.reconcile(
            actor=me,
            at=AT,
            kind="placements",
            name="名单.xlsx",
            lines=[Line(2, "某某", "")],
            start=SINCE,
            last=ON,
            on=ON,
        )
        return {
            "jobseeker": one, "hardship": hardship, "surplus": surplus, "training": course, "trainee": trainee, "vacancy": where,
            "referral": referral(community, one, vacancy=where), "placement": work, "follow-up": follow_up(community, work),
            "department list": export, "department line": Match.objects.filter(export=export).order_by("pk")[0].pk,
        }  # fmt: skip
