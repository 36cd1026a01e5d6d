"""Votes at the same moment, with the action and with its checks removed; and that nothing joins roll and box."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from linli.ballots import api as ballots
from linli.ballots.actions import casting
from linli.ballots.models import Answer, Ballot, Booth, Decision, Paper, Receipt, Voter
from linli.base import walls
from linli.base.scope import community_scope
from linli.journal.models import Line
from linli.kernel import Actor, Refused
from linli.places.tests import factories as places

from . import factories
from .factories import AT

VOTERS, AT_ONCE, CLIENTS = 24, 16, 16


def with_checks(actor: Actor, decision: int, voter: int) -> bool:
    """The action."""
    try:
        casting.cast(actor=actor, at=AT, voter=voter, vote=["lamp"], way="code")
    except Refused:
        return False
    return True


def without_checks(actor: Actor, decision: int, voter: int) -> bool:
    """What the action writes, with neither lock nor question."""
    try:
        with transaction.atomic():
            Voter.objects.filter(pk=voter).update(voted=True, way="code")
            Ballot.objects.create(
                key=secrets.token_hex(16),
                community_id=actor.community or 0,
                decision_id=decision,
                vote=["lamp"],
            )
    except IntegrityError as refused:
        cause: Any = refused.__cause__
        # marking again as it stands changes nothing and gives no ticket: then the box refuses
        assert cause.diag.constraint_name in ("ballots_voter_once", "ballots_box_marked")
        return False
    return True


def raced(actor: Actor, decision: int, voters: list[int], deed: Any) -> int:
    """How many of all attempts were taken, each voter trying sixteen times at once."""

    def attempt(voter: int) -> bool:
        try:
            with community_scope(actor.community):
                return bool(deed(actor, decision, voter))
        finally:
            connection.close()

    tries = [voter for voter in voters for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(attempt, tries))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", [with_checks, without_checks])
def test_of_sixteen_votes_of_one_voter_at_once_one_is_taken(deed: Any) -> None:
    community = places.community()
    with community_scope(community):
        actor = factories.desk(community)
        key, voters = factories.opened(actor, count=VOTERS)
    assert raced(actor, key, voters, deed) == VOTERS
    with community_scope(community):
        assert Ballot.objects.filter(decision=key).count() == VOTERS
        assert Voter.objects.filter(decision=key, voted=True).count() == VOTERS


@pytest.mark.django_db(transaction=True)
def test_a_vote_that_comes_while_it_is_closed_is_counted_or_refused() -> None:
    community = places.community()
    with community_scope(community):
        actor = factories.desk(community)
        key, voters = factories.opened(actor, count=80)
    started = threading.Event()

    def attempt(place: int) -> bool:
        try:
            if place == 40:
                started.wait(10)
                with community_scope(community):
                    ballots.close(actor=actor, at=AT, decision=key)
                return False
            started.set()
            with community_scope(community):
                return with_checks(actor, key, voters[place])
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        taken = sum(pool.map(attempt, range(80)))
    with community_scope(community):
        one = Decision.objects.get(pk=key)
        assert one.n_voted == taken == Ballot.objects.filter(decision=key).count()
        assert one.told["voters"] == taken


@pytest.mark.django_db(transaction=True)
def test_after_closing_nothing_joins_roll_and_box() -> None:
    """Neither a row version, nor a place on disk, nor the log, nor the history tells whose a ballot is."""
    community = places.community()
    with community_scope(community):
        actor = factories.desk(community)
        key, voters = factories.opened(actor, count=20)
    for voter in voters:
        with community_scope(community):
            casting.cast(actor=actor, at=AT, voter=voter, vote=["lamp"], way="code")
    with community_scope(community):
        before = versions("ballots_ballot")
        assert len({xmin for xmin, _place, _key in before}) == 20
        assert {xmin for xmin, _place, _key in before} == {
            xmin for xmin, _place, _key in versions("ballots_voter")
        }
        ballots.close(actor=actor, at=AT, decision=key)
    with community_scope(community):
        after = versions("ballots_ballot")
        of_roll = {xmin for xmin, _place, _key in versions("ballots_voter")}
        assert len({xmin for xmin, _place, _key in after}) == 1
        assert {xmin for xmin, _place, _key in after}.isdisjoint(of_roll)
        assert [one for _xmin, _place, one in after] == sorted(one for _xmin, _place, one in before)
        assert all(line.facts == {"way": "code"} for line in Line.objects.filter(verb="voted"))
        assert {(line.subject, line.key) for line in Line.objects.filter(verb="voted")} == {
            ("ballot voter", voter) for voter in voters
        }


def versions(table: str) -> list[tuple[str, str, Any]]:
    """(row version, place on disk, key) of every row, as they lie."""
    key = "key" if table == "ballots_ballot" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"select xmin::text, ctid::text, {key} from {table} order by ctid")
        return list(cursor.fetchall())


def test_no_column_of_the_box_leads_to_the_roll() -> None:
    assert {field.name for field in Ballot._meta.local_fields} == {
        "key",
        "community",
        "decision",
        "vote",
        "points",
    }
    secret = {Voter, Receipt}
    for model in (Ballot, Paper):
        assert not any(field.related_model in secret for field in model._meta.local_fields)
    for other in (Voter, Receipt):
        assert not any(field.related_model in (Ballot, Paper) for field in other._meta.local_fields)
    assert (
        Answer._meta.get_field("voter").related_model is Voter
    )  # named votes are another model than the box


def test_roll_box_receipts_and_sheets_keep_no_versions_and_no_moment() -> None:
    for model in (Ballot, Voter, Receipt, Paper):
        assert not getattr(model, "pgh_event_models", {})
        assert not any(
            field.get_internal_type() in ("DateTimeField", "DateField") for field in model._meta.local_fields
        )
    held = {model._meta.db_table for model in apps.get_models() if walls.is_history(model)}
    assert {table for table in held if table.startswith("ballots_")} == {
        f"{model._meta.db_table}event" for model in (Decision, Booth, Answer)
    }


@pytest.mark.django_db
def test_nothing_but_the_laws_listens_to_roll_and_box() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " where not t.tgisinternal and c.relname in"
            " ('ballots_ballot', 'ballots_voter', 'ballots_receipt', 'ballots_paper') order by 1, 2"
        )
        assert cursor.fetchall() == [
            ("ballots_ballot", "ballots_box_guard"), ("ballots_paper", "ballots_paper_guard"),
            ("ballots_paper", "ballots_paper_ticket"), ("ballots_voter", "ballots_voter_guard"),
            ("ballots_voter", "ballots_voter_ticket"),
        ]  # fmt: skip
