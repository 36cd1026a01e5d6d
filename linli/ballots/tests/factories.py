"""Small decisions for tests, made by the actions themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from linli.accounts.tests import factories as accounts
from linli.ballots import api as ballots
from linli.ballots.models import Booth, Voter
from linli.ballots.rules.decisions import Option
from linli.base.scope import community_scope
from linli.kernel import Actor

AT = dt.datetime(2018, 12, 20, 1, 0, tzinfo=dt.UTC)
UNTIL = dt.datetime(2019, 1, 10, 10, 0, tzinfo=dt.UTC)
COSTS = {"lamp": 30_000_00, "court": 50_000_00, "bench": 8_000_00, "tree": 12_000_00}
NAMES = {"lamp": "3栋路灯改造", "court": "儿童游乐场", "bench": "添置长椅", "tree": "补种行道树"}
OPTIONS = tuple(Option(key, NAMES[key], COSTS[key]) for key in COSTS)
CLAUSE = {"passes": "1/2", "base": "present", "quorum": "1/2"}
RULES: dict[str, dict[str, Any]] = {
    "answer": CLAUSE, "approval": {"name": "approval", "seats": 2}, "one": {"name": "plurality"},
    "ranked": {"name": "ranked", "seats": 1}, "points": {"name": "score", "seats": 1},
    "knapsack": {"name": "greedy"},
}  # fmt: skip


def desk(community: int, role: str = "social_worker", name: str = "张敏") -> Actor:
    """A worker who conducts votes, with an account behind."""
    return accounts.actor(role, community, name=name)


def lines(count: int, recused: int = 0, users: Sequence[int] = ()) -> list[ballots.Voter]:
    """A roll of invented people; the last `recused` may not vote, the first have these accounts."""
    return [
        ballots.Voter(f"{place:03d}", f"居民{place}", user=users[place - 1] if place <= len(users) else None,
                      recused=place > count - recused)
        for place in range(1, count + 1)
    ]  # fmt: skip


def drafted(actor: Actor, kind: str = "approval", **fields: Any) -> int:
    """A draft of a kind."""
    values: dict[str, Any] = {
        "title": "2019年公服资金项目", "question": "您认为哪些项目应当先做？", "secret": True, "options": OPTIONS,
        "rule": RULES[kind], "limit": {"approval": 2, "points": 10}.get(kind),
        "budget": 60_000_00 if kind == "knapsack" else None,
    }  # fmt: skip
    return ballots.draft(actor=actor, at=AT, kind=kind, **{**values, **fields})


def opened(
    actor: Actor, kind: str = "approval", *, count: int = 5, recused: int = 0, users: Sequence[int] = (),
    booths: Sequence[str] = (), **fields: Any,
) -> tuple[int, list[int]]:  # fmt: skip
    """(decision, lines of the roll) of an open vote."""
    key = drafted(actor, kind, **fields)
    until = UNTIL if fields.get("secret", True) else None
    ballots.open(
        actor=actor, at=AT, decision=key, roll=lines(count, recused, users), until=until, booths=booths
    )
    return key, list(Voter.objects.filter(decision=key).order_by("pk").values_list("pk", flat=True))


def grid(voters: Sequence[int], answers: Mapping[str, str], **changed: str) -> dict[int, dict[str, str]]:
    """The same answers for all members."""
    return {voter: {**answers, **changed} for voter in voters}


def world(community: int) -> dict[str, int]:
    """One record of each kind that an address may name."""
    with community_scope(community):
        actor = desk(community)
        vote, voters = opened(actor, booths=["居委会"])
        named, _members = opened(actor, "answer", secret=False)
        return {
            "vote": vote, "named vote": named, "booth": Booth.objects.get(decision=vote).pk, "own vote": vote,
            "published vote": vote, "roll line": voters[0],
        }  # fmt: skip
