"""Rules of bodies, meetings and steps on plain values."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from linli.council.rules import bodies, meetings, motions, steps
from linli.council.rules.bodies import BodyRule, Candidate
from linli.kernel import Refused
from linli.kernel.majority import Clause, Roll, Share, Votes

from .meeting import TERMS

RULE = BodyRule.read(TERMS["council_rule.council"], "议事导则")
DAY = dt.date(2018, 12, 10)


def test_a_term_says_how_a_body_meets() -> None:
    assert RULE.notice_days == 3
    assert RULE.demand["members"] == Share(Fraction(1, 3), strict=False)
    assert RULE.second is not None
    assert RULE.second.clause.quorum == Share(Fraction(1, 2), strict=False)
    assert RULE.clause_for(second=False).quorum == Share(Fraction(2, 3), strict=False)
    assert not RULE.confirmed
    assert len(RULE.said) == 6


@pytest.mark.parametrize(("days", "allowed"), [(3, True), (2, False), (0, False), (-1, False), (10, True)])
def test_members_are_told_in_time(days: int, allowed: bool) -> None:
    assert bool(meetings.in_time(RULE, DAY - dt.timedelta(days=days), DAY)) is allowed


def test_a_late_call_names_the_first_possible_day() -> None:
    verdict = meetings.in_time(RULE, dt.date(2018, 12, 9), DAY)
    assert verdict.reason is not None
    assert verdict.reason.facts["first"] == "2018-12-12"


@pytest.mark.parametrize(
    ("n", "of", "allowed"), [(8, 24, True), (7, 24, False), (None, 24, False), (30, 24, False)]
)
def test_a_third_of_the_members_may_demand_a_meeting(n: int | None, of: int, allowed: bool) -> None:
    assert bool(meetings.may_demand(RULE, "members", n, of)) is allowed
    assert not meetings.may_demand(RULE, "households", 500, 600)
    assert meetings.may_demand(RULE, "chair", None, None)


def test_a_second_call_follows_a_meeting_without_quorum_within_its_days() -> None:
    def may(held: bool, quorate: bool, on: dt.date) -> bool:
        return bool(meetings.may_call_again(RULE, held=held, quorate=quorate, first=DAY, on=on))

    assert may(True, False, DAY + dt.timedelta(days=15))
    assert not may(True, False, DAY + dt.timedelta(days=16))
    assert not may(True, True, DAY + dt.timedelta(days=5))
    assert not may(False, False, DAY + dt.timedelta(days=5))
    other = BodyRule.read(TERMS["council_rule.committee"])
    assert not meetings.may_call_again(
        other, held=True, quorate=False, first=DAY, on=DAY + dt.timedelta(days=2)
    )


def test_committee_members_and_those_who_live_with_them_do_not_supervise() -> None:
    assert not bodies.may_sit("supervision", Candidate({"committee"}), no_kin=True)
    assert not bodies.may_sit("supervision", Candidate((), ["王书记"]), no_kin=True)
    assert not bodies.may_sit("supervision", Candidate(), no_kin=False)
    assert bodies.may_sit("supervision", Candidate(), no_kin=True)
    assert not bodies.may_sit("committee", Candidate({"supervision"}), no_kin=True)
    assert bodies.may_sit("council", Candidate({"committee"}, ["王书记"]), no_kin=False)


def test_24_members_20_present_one_recused_need_12_of_23() -> None:
    clause = RULE.clause
    roll = Roll(24, 20, 1, 1)
    assert motions.needs(clause, roll).facts["need"] == 12
    assert motions.counted(clause, roll, Votes(12, 5, 2)).carried
    assert not motions.counted(clause, roll, Votes(11, 6, 2)).carried
    assert motions.needs(clause, Roll(24, 15)).facts["missing"] == 1


def test_what_the_chair_announces_does_not_beat_the_count() -> None:
    with pytest.raises(Refused) as refused:
        motions.counted(RULE.clause, Roll(24, 20), Votes(12, 5, 3), announced=True)
    assert refused.value.field == "announced"
    assert "12" in str(refused.value.reason)


def test_more_votes_than_voters_are_refused() -> None:
    with pytest.raises(Refused):
        motions.counted(RULE.clause, Roll(24, 20, 1, 1), Votes(20))


def test_a_grid_is_complete_without_recused_and_absent() -> None:
    names = {1: "甲", 2: "乙", 3: "丙"}
    assert motions.complete({1: "yes"}, {1, 2}, {2}, names)
    assert not motions.complete({1: "yes", 2: "no"}, {1, 2}, {2}, names)
    assert not motions.complete({1: "yes", 3: "no"}, {1, 2}, {2}, names)
    assert not motions.complete({}, {1, 2}, {2}, names)
    assert not motions.complete({1: "maybe"}, {1, 2}, {2}, names)


def test_who_left_before_the_vote_was_not_present_for_it() -> None:
    tally = motions.tally(["yes", "yes", "no", "absent"], should=6, recused=1, recused_present=1)
    assert (tally.roll.present, tally.votes) == (4, Votes(2, 1))


def test_differences_are_named_cell_by_cell() -> None:
    found = motions.differences(
        {(1, 1): "yes", (1, 2): "no"}, {(1, 1): "yes", (1, 2): "abstain", (2, 1): "yes"}
    )
    assert [(one.motion, one.seat, one.first, one.second) for one in found] == [
        (1, 2, "no", "abstain"),
        (2, 1, "", "yes"),
    ]


def test_two_different_people_count() -> None:
    assert motions.two_tellers("甲", "乙")
    assert not motions.two_tellers("甲", " 甲 ")
    assert not motions.two_tellers("甲", "")


def test_steps_are_taken_in_order_and_none_is_skipped() -> None:
    assert steps.next_step([]) == "propose"
    assert steps.may_take([], "propose", DAY, DAY)
    skipped = steps.may_take([("propose", DAY)], "review", DAY, DAY)
    assert skipped.reason is not None
    assert str(skipped.reason.facts["step"])
    assert not steps.may_take([("propose", DAY)], "propose", DAY, DAY)
    assert not steps.may_take([("propose", DAY)], "consult", DAY - dt.timedelta(days=1), DAY)
    assert not steps.may_take([], "propose", DAY + dt.timedelta(days=1), DAY)
    assert not steps.may_take([(one, DAY) for one in steps.ORDER], "result", DAY, DAY)


def test_a_step_is_taken_by_its_body_and_with_a_carried_motion() -> None:
    assert steps.fits("decide", "council", True)
    assert not steps.fits("decide", "committee", True)
    assert not steps.fits("consult", "committee", False)


def test_a_disclosure_stands_seven_days() -> None:
    assert steps.long_enough(DAY, DAY + dt.timedelta(days=6), 7)
    assert not steps.long_enough(DAY, DAY + dt.timedelta(days=5), 7)
    assert not steps.long_enough(DAY, None, 7)


def test_who_is_recused_stays_in_the_base_where_the_rule_says_so() -> None:
    staying = Clause.read({"passes": "1/2", "base": "should", "recused_leave": False})
    assert motions.needs(staying, Roll(24, 20, 1, 1)).facts["need"] == 13
