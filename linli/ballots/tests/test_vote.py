"""Voting, closing and what stands in the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.accounts.tests import factories as accounts
from linli.ballots import api as ballots
from linli.ballots.actions import casting, papers
from linli.ballots.models import Ballot, Decision, Paper, Receipt, Voter
from linli.ballots.queries import packs, roll
from linli.journal.models import Line
from linli.kernel import NotFound, Refused

from . import factories
from .factories import AT, UNTIL

pytestmark = pytest.mark.django_db


def vote(actor: Any, voter: int, *chosen: str, points: tuple[int, ...] = (), at: dt.datetime = AT) -> str:
    return casting.cast(actor=actor, at=at, voter=voter, vote=chosen, points=points, way="signed_in")


def test_a_vote_marks_the_roll_and_puts_a_ballot_that_names_nobody(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk)
    receipt = vote(desk, voters[0], "lamp", "tree")
    assert roll.receipt(here, receipt) == "2019年公服资金项目"
    assert roll.receipt(here, "AAAA BBBB CCCC DDDD") == ""
    assert (
        Voter.objects.filter(decision=key, voted=True).count()
        == Ballot.objects.filter(decision=key).count()
        == 1
    )
    line = Line.objects.get(verb="voted")
    assert line.facts == {"way": "signed_in"}
    assert "lamp" not in str(line.__dict__)


def test_a_vote_takes_at_most_ten_queries_with_receipt_and_journal(
    here: int, django_assert_max_num_queries: Any
) -> None:
    desk = factories.desk(here)
    _key, voters = factories.opened(desk)
    with django_assert_max_num_queries(7):  # five, and the savepoint of the test
        vote(desk, voters[0], "lamp")


def test_nobody_votes_twice(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk)
    vote(desk, voters[0], "lamp")
    with pytest.raises(Refused, match="Everybody votes once"):
        vote(desk, voters[0], "lamp")
    assert Ballot.objects.filter(decision=key).count() == 1


def test_who_is_recused_does_not_vote(here: int) -> None:
    desk = factories.desk(here)
    _key, voters = factories.opened(desk, recused=1)
    with pytest.raises(Refused, match="recused"):
        vote(desk, voters[-1], "lamp")


def test_after_the_end_no_vote_is_taken(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk)
    with pytest.raises(Refused, match="ended"):
        vote(desk, voters[0], "lamp", at=UNTIL)
    ballots.end_voting(actor=desk, at=AT, decision=key)
    with pytest.raises(Refused, match="ended"):
        vote(desk, voters[0], "lamp")


@pytest.mark.parametrize(
    ("kind", "chosen", "points", "told"),
    [
        ("approval", ("lamp", "court", "tree"), (), "At most 2"),
        ("one", ("lamp", "court"), (), "Only one"),
        ("points", ("lamp", "court"), (8, 4), "10 points"),
        ("points", ("lamp",), (-1,), "below zero"),
        ("points", ("lamp",), (), "needs its number"),
        ("knapsack", ("lamp", "court"), (), "20,000 yuan less"),
        ("answer", ("lamp",), (2,), "yes, no or abstain"),
        ("approval", ("lamp", "lamp"), (), "twice"),
        ("approval", ("moon",), (), "not on the ballot paper"),
        ("ranked", ("lamp",), (1,), "no numbers"),
    ],
)
def test_a_ballot_over_a_limit_is_refused(
    here: int, kind: str, chosen: tuple[str, ...], points: tuple[int, ...], told: str
) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk, kind)
    with pytest.raises(Refused, match=told):
        vote(desk, voters[0], *chosen, points=points)
    assert not Voter.objects.filter(decision=key, voted=True).exists()


def test_a_roll_is_fixed_from_opening_on(here: int) -> None:
    desk = factories.desk(here)
    key, _voters = factories.opened(desk)
    with pytest.raises(Refused, match="new decision"):
        ballots.open(actor=desk, at=AT, decision=key, roll=factories.lines(6), until=UNTIL)


def test_closing_counts_and_explains(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk, subject="council.project", key=7)
    for voter, chosen in zip(voters, (["lamp"], ["lamp", "tree"], ["tree", "lamp"], []), strict=False):
        vote(desk, voter, *chosen)
    ballots.close(actor=desk, at=AT, decision=key)
    counted = ballots.results(here, "council.project", [7])[7]
    assert (counted.winners, counted.n_roll, counted.n_voted, counted.decided) == (
        ("lamp", "tree"),
        5,
        4,
        True,
    )
    assert counted.lines["lamp"].score == "3"
    assert counted.lines["court"].why
    one = Decision.objects.get(pk=key)
    assert one.head == packs.pack(one)["head"]


@pytest.mark.parametrize("kind", ["answer", "approval", "one", "ranked", "points", "knapsack"])
def test_every_kind_is_cast_closed_and_packed(here: int, kind: str) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk, kind)
    points = {"answer": (1, 0), "points": (6, 4)}.get(kind, ())
    chosen = ("lamp",) if kind == "one" else ("bench", "tree")
    for voter in voters[:3]:
        vote(desk, voter, *chosen, points=points)
    ballots.close(actor=desk, at=AT, decision=key)
    one = Decision.objects.get(pk=key)
    pack = packs.pack(one)
    assert pack["head"] == one.head
    assert len(pack["ballots"]) == 3
    assert one.told["winners"]


def test_a_tie_stays_open_until_the_lot_is_drawn(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk, "one")
    for voter, chosen in zip(voters, ("lamp", "tree"), strict=False):
        vote(desk, voter, chosen)
    ballots.close(actor=desk, at=AT, decision=key)
    assert not ballots.result(desk, key).decided
    with pytest.raises(Refused, match="stand equal"):
        ballots.draw_lot(actor=desk, at=AT, decision=key, order=["lamp"], note="x")
    ballots.draw_lot(
        actor=desk, at=AT, decision=key, order=["tree", "lamp"], note="会议室，张敏抽签，王芳监督"
    )
    counted = ballots.result(desk, key)
    assert (counted.decided, counted.winners) == (True, ("tree",))
    with pytest.raises(Refused, match="No lot"):
        ballots.draw_lot(actor=desk, at=AT, decision=key, order=["tree", "lamp"], note="再抽")


def test_an_override_stands_beside_the_result_with_its_reason(here: int) -> None:
    desk, secretary = factories.desk(here), factories.desk(here, "secretary", "李明")
    key, voters = factories.opened(desk, "one")
    vote(desk, voters[0], "lamp")
    ballots.close(actor=desk, at=AT, decision=key)
    with pytest.raises(Refused):
        ballots.override(actor=desk, at=AT, decision=key, winners=["tree"], reason="不")
    with pytest.raises(Refused, match="reason"):
        ballots.override(actor=secretary, at=AT, decision=key, winners=["tree"], reason=" ")
    ballots.override(actor=secretary, at=AT, decision=key, winners=["tree"], reason="路灯已由市政改造")
    counted = ballots.result(desk, key)
    assert (counted.winners, counted.overridden) == (("lamp",), ("tree",))


def test_a_withdrawn_vote_is_not_counted_and_its_ballots_are_gone(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk, subject="s", key=1)
    vote(desk, voters[0], "lamp")
    ballots.withdraw(actor=desk, at=AT, decision=key, reason="名单漏了人")
    assert not Ballot.objects.filter(decision=key).exists()
    assert ballots.results(here, "s", [1]) == {}
    with pytest.raises(Refused):
        ballots.close(actor=desk, at=AT, decision=key)


def test_paper_is_typed_by_two_and_adds_up(here: int) -> None:
    desk, other = factories.desk(here), factories.desk(here, name="王芳")
    key, voters = factories.opened(desk, booths=["居委会"])
    booth = roll.booths(desk, key)[0].id
    vote(desk, voters[0], "lamp")
    for voter in voters[1:5]:
        casting.mark_paper(actor=desk, at=AT, booth=booth, voter=voter)
    with pytest.raises(Refused, match="voted already"):
        casting.mark_paper(actor=desk, at=AT, booth=booth, voter=voters[1])
    with pytest.raises(Refused, match="Everybody votes once"):
        vote(desk, voters[1], "lamp")
    assert papers.type_in(actor=desk, at=AT, booth=booth, number=1, vote=["lamp"]) == papers.WAITING
    with pytest.raises(Refused, match="yourself"):
        papers.type_in(actor=desk, at=AT, booth=booth, number=1, vote=["lamp"])
    assert papers.type_in(actor=other, at=AT, booth=booth, number=1, vote=["lamp"]) == papers.EQUAL
    papers.type_in(actor=desk, at=AT, booth=booth, number=2, vote=["tree"])
    assert papers.type_in(actor=other, at=AT, booth=booth, number=2, vote=["court"]) == papers.DIFFERENT
    with pytest.raises(Refused, match="wait"):
        ballots.close(actor=desk, at=AT, decision=key)
    papers.settle(actor=other, at=AT, booth=booth, number=2, vote=["tree"])
    for typist in (desk, other):
        papers.type_in(actor=typist, at=AT, booth=booth, number=3, vote=[], spoiled=True)
    with pytest.raises(Refused, match="leaves 1"):
        ballots.close(actor=desk, at=AT, decision=key)
    papers.note_missing(actor=desk, at=AT, booth=booth, missing=1, reason="带走未投")
    ballots.close(actor=desk, at=AT, decision=key)
    one = Decision.objects.get(pk=key)
    assert (one.told["voters"], one.told["spoiled"], one.told["missing"], one.n_voted) == (3, 1, 1, 5)


def test_a_booth_counts_no_more_sheets_than_marked_voters(here: int) -> None:
    desk, other = factories.desk(here), factories.desk(here, name="王芳")
    key, _voters = factories.opened(desk, booths=["居委会"])
    booth = roll.booths(desk, key)[0].id
    papers.type_in(actor=desk, at=AT, booth=booth, number=1, vote=["lamp"])
    with pytest.raises(Refused, match="one more"):
        papers.type_in(actor=other, at=AT, booth=booth, number=1, vote=["lamp"])
    assert Paper.objects.get().second is None
    assert not Ballot.objects.exists()


def test_a_foreign_voter_is_not_found(here: int) -> None:
    desk = factories.desk(here)
    _key, voters = factories.opened(desk)
    with pytest.raises(NotFound):
        vote(accounts.actor("social_worker", accounts.community()), voters[0], "lamp")


def test_without_its_journal_line_no_vote_is_left(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk)

    def fails(*_args: Any, **_facts: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr("linli.journal.api.write", fails)
    for deed in (
        lambda: vote(desk, voters[0], "lamp"),
        lambda: ballots.close(actor=desk, at=AT, decision=key),
        lambda: ballots.withdraw(actor=desk, at=AT, decision=key, reason="x"),
        lambda: ballots.end_voting(actor=desk, at=AT, decision=key),
        lambda: factories.drafted(desk),
    ):
        with pytest.raises(RuntimeError):
            deed()
    assert Decision.objects.values_list("state", flat=True).get() == "open"
    assert not Ballot.objects.exists()
    assert not Receipt.objects.exists()
    assert not Voter.objects.filter(voted=True).exists()
