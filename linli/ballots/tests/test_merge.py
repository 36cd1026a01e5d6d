"""Two records of the register become one while a vote runs: the line follows, and nobody votes a second time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.ballots import api as ballots
from linli.ballots.actions import casting
from linli.ballots.models import Answer, Booth, Voter
from linli.base import slots
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Refused
from linli.places.tests import factories as places
from linli.residents.models import Person
from linli.residents.tests import factories as residents

from . import factories
from .factories import AT, UNTIL

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """Two records of one human being, both on the roll of a vote."""

    town: int
    kept: int
    gone: int
    vote: int
    lines: dict[int, int]

    def merge(self, **parts: Any) -> None:
        """As the register does it: first the record, then whoever asks to be told."""
        Person.objects.filter(pk=self.gone).update(merged_into=None if parts.get("undo") else self.kept)
        asked = {"community": self.town, "kept": self.kept, "gone": self.gone, "at": AT, "undo": False}
        list(slots.merged.ask(**{**asked, **parts}))

    def line(self, person: int) -> Voter:
        return Voter.objects.get(pk=self.lines[person])


def case(town: int, *, both: bool = True, kind: str = "one", secret: bool = True, **line: Any) -> Case:
    """An open vote of four; the kept record's line carries `line`."""
    rooms = places.rooms(places.building(town, "1栋", 1, 1, 2))
    kept, gone = (residents.resident(town, room).person for room in rooms[:2])
    desk = factories.desk(town)
    vote = factories.drafted(desk, kind, secret=secret)
    roll = [ballots.Voter("1", "甲"), ballots.Voter("2", "乙"), ballots.Voter("4", "丁", person=gone)]
    if both:
        roll.append(ballots.Voter("3", "丙", person=kept, **line))
    ballots.open(
        actor=desk,
        at=AT,
        decision=vote,
        roll=roll,
        until=UNTIL if secret else None,
        booths=["居委会"] if secret else (),
    )
    lines = dict(Voter.objects.filter(decision=vote, person__isnull=False).values_list("person", "pk"))
    return Case(town, kept, gone, vote, dict(lines))


def cast(held: Case, voter: int) -> str:
    desk = factories.desk(held.town)
    return casting.cast(actor=desk, at=AT, voter=voter, vote=["lamp"], way="code")


def test_a_line_follows_the_record_that_stays(here: int) -> None:
    held = case(here, both=False)
    held.merge()
    line = Voter.objects.get(pk=held.lines[held.gone])
    assert (line.person_id, line.recused, line.twice) == (held.kept, False, False)
    assert cast(held, line.pk)


def test_who_stands_on_the_roll_twice_votes_once(here: int) -> None:
    held = case(here)
    held.merge()
    assert not held.line(held.kept).twice
    assert held.line(held.gone).twice
    with pytest.raises(Refused, match="twice"):
        cast(held, held.lines[held.gone])
    booth = Booth.objects.get(decision=held.vote).pk
    with pytest.raises(Refused, match="mark the other line"):
        casting.mark_paper(actor=factories.desk(here), at=AT, booth=booth, voter=held.lines[held.gone])
    assert cast(held, held.lines[held.kept])
    assert Line.objects.filter(verb="bar_second_line").count() == 1


def test_the_marked_line_stays_and_the_other_is_barred(here: int) -> None:
    held = case(here)
    cast(held, held.lines[held.gone])
    held.merge()
    assert held.line(held.gone).voted
    assert held.line(held.kept).twice
    with pytest.raises(Refused, match="twice"):
        cast(held, held.lines[held.kept])


def test_two_ballots_that_were_cast_before_are_named_in_the_journal(here: int) -> None:
    held = case(here)
    cast(held, held.lines[held.gone])
    cast(held, held.lines[held.kept])
    held.merge()
    assert not Voter.objects.filter(twice=True).exists()
    assert Line.objects.filter(verb="found_voted_twice").count() == 1


def test_who_is_recused_under_one_record_is_recused(here: int) -> None:
    held = case(here, recused=True)
    held.merge()
    assert held.line(held.gone).twice
    assert not held.line(held.kept).twice


def test_a_person_counts_once_in_the_arithmetic(here: int) -> None:
    held = case(here, kind="answer")
    held.merge()
    desk = factories.desk(here)
    casting.cast(actor=desk, at=AT, voter=held.lines[held.kept], vote=["lamp"], points=[1], way="code")
    ballots.close(actor=desk, at=AT, decision=held.vote)
    line = ballots.result(desk, held.vote).lines["lamp"]
    assert "3 should attend" in str(line.why[0])
    assert "0 recused" in str(line.why[0]) or "recused" not in str(line.why[0])


def test_a_named_vote_loses_the_answer_of_the_second_line(here: int) -> None:
    held = case(here, kind="answer", secret=False)
    desk = factories.desk(here)
    voters = list(Voter.objects.filter(decision=held.vote).values_list("pk", flat=True))
    ballots.named(actor=desk, at=AT, decision=held.vote, answers=factories.grid(voters, {"lamp": "yes"}))
    held.merge()
    assert not Answer.objects.filter(voter=held.lines[held.gone]).exists()
    assert Answer.objects.filter(voter=held.lines[held.kept]).exists()


def test_taken_back_the_second_line_votes_again(here: int) -> None:
    held = case(here)
    held.merge()
    held.merge(undo=True)
    assert not Voter.objects.filter(twice=True).exists()
    assert cast(held, held.lines[held.gone])


def test_a_closed_vote_stays_as_it_is(here: int) -> None:
    held = case(here)
    cast(held, held.lines[held.kept])
    ballots.close(actor=factories.desk(here), at=AT, decision=held.vote)
    held.merge()
    assert held.line(held.gone).person_id == held.gone
    assert not held.line(held.gone).twice


def test_nothing_is_barred_when_the_journal_fails(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    held = case(here)

    def fails(*_args: Any, **_facts: Any) -> None:
        raise RuntimeError("no journal")

    monkeypatch.setattr(journal, "write", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        held.merge()
    assert not Voter.objects.filter(twice=True).exists()


@pytest.mark.parametrize(
    "values", [{"person_id": 0}, {"recused": True, "twice": True}, {"recused": True}], ids=str
)
def test_the_database_lets_a_line_follow_a_merging_alone(here: int, values: dict[str, Any]) -> None:
    held = case(here)
    given = {key: held.kept if key == "person_id" else value for key, value in values.items()}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Voter.objects.filter(pk=held.lines[held.gone]).update(**given)
    assert refused.value.__cause__.diag.constraint_name == "ballots_roll_fixed"  # type: ignore[union-attr]
