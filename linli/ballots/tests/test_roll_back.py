"""Without its journal line no deed about a vote is left half done; rolls past their term name nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from linli.accounts.models import Code
from linli.ballots import api as ballots
from linli.ballots.actions import casting, drafting, papers, printing, retention
from linli.ballots.models import Answer, Ballot, Booth, Decision, Paper, Receipt, Voter
from linli.ballots.queries import roll
from linli.ballots.rules.retention import HIDDEN
from linli.journal.models import Line
from linli.kernel import Actor, Refused

from . import factories
from .factories import AT

pytestmark = pytest.mark.django_db


class Case:
    """Votes in every state that a deed starts from, and two people who do them."""

    def __init__(self, community: int) -> None:
        self.one, self.two = factories.desk(community), factories.desk(community, "secretary", "李明")
        self.vote, self.voters = factories.opened(self.one, "one", booths=["居委会"])
        self.booth = Booth.objects.get(decision=self.vote).pk
        casting.mark_paper(actor=self.one, at=AT, booth=self.booth, voter=self.voters[0])
        papers.type_in(actor=self.one, at=AT, booth=self.booth, number=1, vote=["lamp"])
        papers.type_in(actor=self.one, at=AT, booth=self.booth, number=2, vote=["lamp"])
        papers.type_in(actor=self.two, at=AT, booth=self.booth, number=2, vote=["tree"])
        self.named, self.members = factories.opened(self.one, "answer", secret=False)
        self.entered, members = factories.opened(self.one, "answer", secret=False)
        self.entries = factories.grid(members, dict.fromkeys(factories.COSTS, "yes"))
        ballots.named(actor=self.one, at=AT, decision=self.entered, answers=self.entries)
        self.differing, others = factories.opened(self.one, "answer", secret=False)
        same = factories.grid(others, dict.fromkeys(factories.COSTS, "yes"))
        ballots.named(actor=self.one, at=AT, decision=self.differing, answers=same)
        ballots.check_named(
            actor=self.two, at=AT, decision=self.differing, answers={**same, others[0]: {**same[others[0]], "lamp": "no"}}
        )  # fmt: skip
        self.open_answer = {others[0]: {"lamp": "no"}}
        self.tied, voters = factories.opened(self.one, "one")
        for voter, chosen in zip(voters, ("lamp", "tree"), strict=False):
            casting.cast(actor=self.one, at=AT, voter=voter, vote=[chosen], way="code")
        ballots.close(actor=self.one, at=AT, decision=self.tied)

    def grid(self) -> dict[int, dict[str, str]]:
        return factories.grid(self.members, dict.fromkeys(factories.COSTS, "yes"))


DEEDS: dict[str, Callable[[Case], Any]] = {
    "open": lambda case: ballots.open(
        actor=case.one, at=AT, decision=factories.drafted(case.one), roll=factories.lines(3), until=factories.UNTIL
    ),
    "add_booth": lambda case: drafting.add_booth(actor=case.one, at=AT, decision=case.vote, name="北门"),
    "mark_paper": lambda case: casting.mark_paper(actor=case.one, at=AT, booth=case.booth, voter=case.voters[1]),
    "type_in": lambda case: papers.type_in(actor=case.two, at=AT, booth=case.booth, number=1, vote=["lamp"]),
    "settle": lambda case: papers.settle(actor=case.two, at=AT, booth=case.booth, number=2, vote=["tree"]),
    "drop_sheet": lambda case: papers.drop_sheet(actor=case.one, at=AT, booth=case.booth, number=1),
    "note_missing": lambda case: papers.note_missing(actor=case.one, at=AT, booth=case.booth, missing=1, reason="带走"),
    "named": lambda case: ballots.named(actor=case.one, at=AT, decision=case.named, answers=case.grid()),
    "check_named": lambda case: ballots.check_named(actor=case.two, at=AT, decision=case.entered, answers=case.entries),
    "settle_named": lambda case: ballots.settle_named(actor=case.two, at=AT, decision=case.differing, answers=case.open_answer),
    "draw_lot": lambda case: ballots.draw_lot(actor=case.one, at=AT, decision=case.tied, order=["tree", "lamp"], note="抽签"),
    "override": lambda case: ballots.override(actor=case.two, at=AT, decision=case.tied, winners=["tree"], reason="另定"),
    "hand_out": lambda case: printing.hand_out(actor=case.one, at=AT, decision=case.vote),
}  # fmt: skip


def rows() -> list[Any]:
    """Every row that a deed could leave."""
    found: list[Any] = []
    for model in (Decision, Voter, Ballot, Receipt, Booth, Paper, Answer, Code, Line):
        found.append(sorted(map(repr, model._default_manager.values_list())))
    return found


@pytest.mark.parametrize("name", DEEDS)
def test_nothing_is_left_of_a_deed_whose_journal_line_fails(
    here: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(here)
    before = rows()

    def fails(*_args: Any, **_facts: Any) -> None:
        raise RuntimeError("journal")

    with monkeypatch.context() as patched:
        patched.setattr("linli.journal.api.write", fails)
        with pytest.raises(RuntimeError):
            DEEDS[name](case)
    assert rows() == before
    DEEDS[name](case)
    assert rows() != before


def test_only_another_person_checks_and_only_what_differs_is_settled(here: int) -> None:
    case = Case(here)
    with pytest.raises(Refused, match="yourself"):
        ballots.check_named(actor=case.one, at=AT, decision=case.entered, answers=case.entries)
    with pytest.raises(Refused, match="does not wait"):
        ballots.settle_named(actor=case.two, at=AT, decision=case.entered, answers=case.entries)
    with pytest.raises(Refused, match="check the votes first"):
        ballots.close(actor=case.one, at=AT, decision=case.entered)
    with pytest.raises(Refused, match="settled first"):
        ballots.close(actor=case.one, at=AT, decision=case.differing)
    ballots.settle_named(actor=case.two, at=AT, decision=case.differing, answers=case.open_answer)
    ballots.close(actor=case.one, at=AT, decision=case.differing)
    assert ballots.result(case.one, case.differing).lines["lamp"].no == 1


def test_who_is_recused_leaves_the_base_of_a_named_vote(here: int) -> None:
    one, two = factories.desk(here), factories.desk(here, name="王芳")
    clause = {"passes": "1/2", "base": "all", "quorum": "2/3", "quorum_strict": False}
    key, members = factories.opened(one, "answer", secret=False, count=24, recused=1, rule=clause)
    entries = factories.grid(members[:11], dict.fromkeys(factories.COSTS, "yes"))
    entries |= factories.grid(members[11:19], dict.fromkeys(factories.COSTS, "no"))
    with pytest.raises(Refused, match="recused"):
        ballots.named(actor=one, at=AT, decision=key, answers={members[-1]: {"lamp": "yes"}})
    entries[members[-1]] = dict.fromkeys(factories.COSTS, "recused")
    ballots.named(actor=one, at=AT, decision=key, answers=entries)
    ballots.check_named(actor=two, at=AT, decision=key, answers=entries)
    ballots.close(actor=one, at=AT, decision=key)
    line = ballots.result(one, key).lines["lamp"]
    assert (line.yes, line.no, line.recused, line.carried) == (11, 8, 1, False)
    assert "24 should attend, 1 recused, 20 present" in str(line.why[0])


def test_a_roll_past_its_term_names_nobody_and_every_count_stays(here: int) -> None:
    desk = factories.desk(here)
    key, voters = factories.opened(desk, "one")
    receipt = casting.cast(actor=desk, at=AT, voter=voters[0], vote=["lamp"], way="code")
    ballots.close(actor=desk, at=AT, decision=key)
    system = Actor.system("term", here)
    early, late = (AT.replace(year=AT.year + years) + dt.timedelta(days=9) for years in (1, 2))
    assert retention.hide_past_retention(actor=system, at=early, on=early.date()) == 0
    assert retention.hide_past_retention(actor=system, at=late, on=late.date()) == 5
    assert {one.name for one in roll.roll_of(desk, key)} == {HIDDEN}
    assert (roll.ways(key), Ballot.objects.filter(decision=key).count()) == ({"code": 1}, 1)
    assert roll.receipt(here, receipt) == ""
    assert retention.hide_past_retention(actor=system, at=late, on=late.date()) == 0
