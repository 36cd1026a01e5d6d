"""What PostgreSQL itself refuses, each law by its name; the application's own checks are passed by here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from linli.ballots import api as ballots
from linli.ballots.actions import casting
from linli.ballots.models import Answer, Ballot, Booth, Decision, Paper, Receipt, Voter
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import factories
from .factories import AT

pytestmark = pytest.mark.django_db


@dataclass
class Setting:
    """Votes in every state a law speaks of."""

    actor: Any
    secret: dict[str, int]
    voters: dict[str, list[int]]
    booth: int
    named: int
    members: list[int]
    draft: int
    closed: int
    late: int
    person: int


@pytest.fixture
def made(here: int) -> Setting:
    actor = factories.desk(here)
    secret, voters = {}, {}
    for kind in ("answer", "approval", "one", "points", "knapsack", "ranked"):
        secret[kind], voters[kind] = factories.opened(actor, kind, recused=1, booths=["居委会"])
    named, members = factories.opened(actor, "answer", secret=False, recused=1)
    closed, of_closed = factories.opened(actor, "one", booths=["南门"])
    casting.cast(actor=actor, at=AT, voter=of_closed[0], vote=["lamp"], way="code")
    ballots.close(actor=actor, at=AT, decision=closed)
    voters["closed"] = of_closed
    booth = Booth.objects.get(decision=secret["approval"]).pk
    late = Booth.objects.get(decision=closed).pk
    room = places.rooms(places.building(here, "1栋", 1, 1, 1))[0]
    person = residents.resident(here, room).person
    return Setting(
        actor, secret, voters, booth, named, members, factories.drafted(actor), closed, late, person
    )


def mark(voter: int, **values: Any) -> None:
    Voter.objects.filter(pk=voter).update(**{"voted": True, "way": "code", **values})


def drop(made: Setting, decision: int, vote: list[str], points: list[int] | None = None) -> None:
    Ballot.objects.create(
        key=secrets.token_hex(16), community_id=made.actor.community, decision_id=decision, vote=vote,
        points=points or [],
    )  # fmt: skip


def cast(made: Setting, kind: str, vote: list[str], points: list[int] | None = None) -> None:
    mark(made.voters[kind][0])
    drop(made, made.secret[kind], vote, points)


def twice(made: Setting) -> None:
    cast(made, "one", ["lamp"])
    mark(made.voters["one"][0], way="signed_in")


def unmark(made: Setting) -> None:
    cast(made, "one", ["lamp"])
    Voter.objects.filter(pk=made.voters["one"][0]).update(voted=False, way="")


def two_ballots(made: Setting) -> None:
    cast(made, "one", ["lamp"])
    drop(made, made.secret["one"], ["lamp"])


def two_marks(made: Setting) -> None:
    mark(made.voters["one"][0])
    mark(made.voters["one"][1])


def no_ballot(made: Setting) -> None:
    mark(made.voters["one"][0])
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def change_ballot(made: Setting) -> None:
    cast(made, "one", ["lamp"])
    Ballot.objects.filter(decision=made.secret["one"]).update(vote=["tree"])


def take_out(made: Setting) -> None:
    cast(made, "one", ["lamp"])
    Ballot.objects.filter(decision=made.secret["one"]).delete()


def add_voter(made: Setting, decision: int, ref: str = "900", **values: Any) -> None:
    Voter.objects.create(
        community_id=made.actor.community, decision_id=decision, ref=ref, name="新来的", **values
    )


def same_person(made: Setting, **values: Any) -> None:
    add_voter(made, made.draft, "1", **values)
    add_voter(made, made.draft, "1" if not values else "2", **values)


def receipts(made: Setting) -> None:
    for _ in range(2):
        Receipt.objects.create(
            community_id=made.actor.community, voter_id=made.voters["one"][0], digest=secrets.token_bytes(16)
        )


def answer(made: Setting, voter: int, option: str = "lamp", **values: Any) -> None:
    given = {"first": "yes", "entered_by": 1, **values}
    Answer.objects.create(
        community_id=made.actor.community, voter_id=voter, option=option, changed_at=AT, **given
    )


def answer_twice(made: Setting) -> None:
    answer(made, made.members[0])
    answer(made, made.members[0])


def sheet(made: Setting, number: int = 1, **values: Any) -> Paper:
    read = {"vote": ["lamp"], "points": [], "spoiled": False}
    given = {"first": read, "entered_by": 1, **values}
    return Paper.objects.create(
        community_id=made.actor.community, number=number, **{"booth_id": made.booth, **given}
    )


READ: dict[str, Any] = {"vote": ["lamp"], "points": [], "spoiled": False}
SETTLED: dict[str, Any] = {"second": READ, "checked_by": 2, "final": READ, "settled_by": 2}


def sheet_twice(made: Setting) -> None:
    sheet(made)
    sheet(made)


def counted_sheet_changes(made: Setting) -> None:
    mark(made.voters["approval"][0], way="paper", booth_id=made.booth)
    one = sheet(made, **SETTLED, boxed=True)
    drop(made, made.secret["approval"], ["lamp"])
    Paper.objects.filter(pk=one.pk).update(final={**READ, "vote": ["tree"]})


def spoiled_counts(made: Setting) -> None:
    mark(made.voters["approval"][0], way="paper", booth_id=made.booth)
    sheet(made, **{**SETTLED, "final": {**READ, "spoiled": True}}, boxed=True)


def made_booth(made: Setting, name: str) -> None:
    Booth.objects.create(
        community_id=made.actor.community, decision_id=made.secret["approval"], name=name, changed_at=AT
    )


def close_without_numbers(made: Setting) -> None:
    """Through the states in their order, but nobody counted."""
    decide(made.secret["one"], state="closing")
    decide(made.secret["one"], state="closed")


def decide(decision: int, **values: Any) -> None:
    Decision.objects.filter(pk=decision).update(**values)


LAWS: dict[str, list[Callable[[Setting], Any]]] = {
    "ballots_voter_once": [twice, unmark],
    "ballots_voter_not_recused": [lambda made: mark(made.voters["one"][-1])],
    "ballots_voter_open": [
        lambda made: mark(made.voters["closed"][1]),
        lambda made: mark(made.members[0]),
    ],
    "ballots_voter_way": [lambda made: mark(made.voters["one"][0], way="")],
    "ballots_voter_booth": [lambda made: mark(made.voters["approval"][0], way="paper")],
    "ballots_voter_ref": [same_person],
    "ballots_voter_person": [lambda made: same_person(made, person_id=made.person)],
    "ballots_voter_twice": [lambda made: add_voter(made, made.draft, twice=True)],
    "ballots_voter_user": [lambda made: same_person(made, user=7)],
    "ballots_roll_fixed": [
        lambda made: add_voter(made, made.secret["one"]),
        lambda made: Voter.objects.filter(pk=made.voters["one"][0]).update(name="别人"),
        lambda made: Voter.objects.filter(pk=made.voters["one"][-1]).update(recused=False),
        lambda made: Voter.objects.filter(pk=made.voters["one"][0]).update(person_id=made.person),
        lambda made: Voter.objects.filter(pk=made.voters["one"][0]).update(recused=True, twice=True),
        lambda made: Voter.objects.filter(pk=made.voters["one"][0]).update(decision_id=made.draft),
        lambda made: [one.delete() for one in Voter.objects.filter(pk=made.voters["one"][0])],
    ],
    "ballots_receipt_once": [receipts],
    "ballots_mark_boxed": [two_marks, no_ballot],
    "ballots_box_marked": [lambda made: drop(made, made.secret["one"], ["lamp"]), two_ballots],
    "ballots_box_open": [lambda made: drop(made, made.closed, ["lamp"]), lambda made: drop(made, made.named, ["lamp"])],
    "ballots_box_sealed": [change_ballot, take_out],
    "ballots_box_known": [lambda made: cast(made, "one", ["moon"])],
    "ballots_box_twice": [lambda made: cast(made, "approval", ["lamp", "lamp"])],
    "ballots_box_limit": [
        lambda made: cast(made, "one", ["lamp", "tree"]),
        lambda made: cast(made, "approval", ["lamp", "tree", "bench"]),
        lambda made: cast(made, "points", ["lamp", "tree"], [6, 5]),
    ],
    "ballots_box_budget": [lambda made: cast(made, "knapsack", ["lamp", "court"])],
    "ballots_box_points": [
        lambda made: cast(made, "answer", ["lamp"], [2]),
        lambda made: cast(made, "points", ["lamp"], [-1]),
        lambda made: cast(made, "points", ["lamp"]),
        lambda made: cast(made, "ranked", ["lamp"], [1]),
    ],
    "ballots_answer_once": [answer_twice],
    "ballots_answer_known": [lambda made: answer(made, made.members[0], "moon")],
    "ballots_answer_open": [lambda made: answer(made, made.voters["one"][0])],
    "ballots_answer_recused": [lambda made: answer(made, made.members[-1])],
    "ballots_answer_words": [lambda made: answer(made, made.members[0], first="maybe")],
    "ballots_answer_checker": [lambda made: answer(made, made.members[0], second="yes", checked_by=1)],
    "ballots_answer_settled": [lambda made: answer(made, made.members[0], final="yes")],
    "ballots_paper_number": [sheet_twice],
    "ballots_paper_positive": [lambda made: sheet(made, 0)],
    "ballots_paper_checker": [lambda made: sheet(made, second=READ, checked_by=1)],
    "ballots_paper_settled": [lambda made: _counted(made, final=READ, settled_by=2)],
    "ballots_paper_boxed": [lambda made: sheet(made, boxed=True)],
    "ballots_paper_kept": [counted_sheet_changes],
    "ballots_paper_spoiled": [spoiled_counts],
    "ballots_booth_full": [lambda made: sheet(made, **SETTLED)],
    "ballots_paper_open": [lambda made: sheet(made, booth_id=made.late)],
    "ballots_booth_name": [lambda made: made_booth(made, "居委会")],
    "ballots_booth_missing": [lambda made: Booth.objects.filter(pk=made.booth).update(missing=1)],
    "ballots_decision_fixed": [
        lambda made: decide(made.secret["one"], question="别的问题"),
        lambda made: decide(made.secret["one"], rule={"name": "approval"}),
        lambda made: decide(made.secret["one"], n_roll=3),
    ],
    "ballots_decision_states": [
        lambda made: decide(made.closed, state="open"),
        lambda made: decide(made.draft, state="closed", closed=AT, n_voted=0),
    ],
    "ballots_decision_closed": [lambda made: close_without_numbers(made)],
    "ballots_decision_named": [lambda made: decide(made.draft, secret=False)],
    "ballots_decision_budget": [lambda made: decide(made.draft, kind="knapsack")],
    "ballots_decision_most": [lambda made: decide(made.draft, most=0)],
    "ballots_decision_until": [lambda made: decide(made.secret["one"], until=AT)],
    "ballots_decision_override": [lambda made: decide(made.closed, override=["tree"])],
}  # fmt: skip


def _counted(made: Setting, **values: Any) -> None:
    """A sheet that counts though nobody read it a second time."""
    mark(made.voters["approval"][0], way="paper", booth_id=made.booth)
    sheet(made, **values)


@pytest.mark.parametrize("name", LAWS)
def test_the_database_refuses_by_name(made: Setting, name: str) -> None:
    for breach in LAWS[name]:
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            breach(made)
        found = refused.value.__cause__.diag.constraint_name  # type: ignore[union-attr]
        assert found == name


def test_every_law_of_the_migration_is_named_here() -> None:
    """Each check, unique and trigger law of these tables stands in the table above."""
    from linli.ballots.models import guards

    laws = {
        constraint.name
        for model in (Decision, Voter, Receipt, Ballot, Booth, Paper, Answer)
        for constraint in model._meta.constraints
    }
    laws |= {part.split("'")[0] for part in guards.SQL.split("ballots_fail('")[1:]}
    assert laws == set(LAWS)
