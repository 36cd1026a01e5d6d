"""Places to the highest sums, and projects under a budget: counted by hand, and against a second writing."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from linli.ballots.rules.counting import (
    APPROVAL,
    LOST,
    OPEN,
    POINTS,
    RANKED,
    WON,
    Exact,
    Profile,
    Project,
    Result,
    Rule,
    count,
)
from linli.kernel import Refused

from .votes import ANY, Ballots, approvals, counted, elections, packed, profile, projects, recount

FREE = dict.fromkeys("abcd", 0)
SCALES = ["borda", "borda_one", "average", "modified", "dowdall", "5,3,1"]


def why(result: Result, key: str) -> str:
    """The sentences of one project."""
    return " ".join(str(one) for line in result.lines if line.project.key == key for one in line.why)


def test_plurality_gives_one_place_to_the_most_votes() -> None:
    result = counted(Rule("plurality"), FREE, "a*5 b*3 c -*2")
    assert result.winners == ("a",)
    assert result.voters == 11
    assert "With more than 2 fewer" in why(result, "a")
    assert "With more than 2 more" in why(result, "b")
    assert "Nobody chose it." in why(result, "d")


def test_plurality_refuses_a_ballot_with_two_names() -> None:
    with pytest.raises(Refused):
        counted(Rule("plurality"), FREE, "a ab")


def test_approval_fills_k_places() -> None:
    result = counted(Rule("approval", seats=2), FREE, "ab*4 bc*3 cd*2")
    assert (result.winners, [line.score for line in result.lines]) == (("b", "c"), [7, 5, 4, 2])


def test_a_tie_at_the_last_place_stays_open_and_who_is_sure_has_won() -> None:
    result = counted(Rule("approval", seats=2), FREE, "a*3 b*2 c*2")
    assert {line.project.key: line.state for line in result.lines} == {
        "a": WON,
        "b": OPEN,
        "c": OPEN,
        "d": LOST,
    }
    assert result.open
    assert result.open.keys == ("b", "c")
    assert "A lot must be drawn" in str(result.told_ties[-1])


def test_a_tie_that_changes_nothing_is_no_tie() -> None:
    result = counted(Rule("approval", seats=3), FREE, "a*3 b*2 c*2")
    assert (result.winners, result.open, result.broken) == (("a", "b", "c"), None, ())


def test_the_lot_is_recorded_and_must_name_all_equals() -> None:
    drawn = counted(Rule("approval", seats=2, lot=("c", "b")), FREE, "a*3 b*2 c*2")
    assert set(drawn.winners) == {"a", "c"}
    assert [tie.by for tie in drawn.broken] == ["lot"]
    assert counted(Rule("approval", seats=2, lot=("c",)), FREE, "a*3 b*2 c*2").open


def test_the_declared_words_come_before_the_lot() -> None:
    costs = {"a": 5, "b": 9, "c": 5, "d": 1}
    result = counted(Rule("approval", seats=1, ties=("cheaper",), lot=("c", "a", "b")), costs, "a b c")
    assert result.winners == ("c",)
    assert [tie.by for tie in result.broken] == ["cheaper", "lot"]


@pytest.mark.parametrize(
    ("scale", "sums"),
    [
        # Ballots a>b>c ×3, b>c ×2, c ×1 over three projects, by hand.
        ("borda", {"a": 6, "b": 7, "c": 4}),
        ("borda_one", {"a": 9, "b": 12, "c": 10}),
        ("average", {"a": Fraction(13, 2), "b": Fraction(15, 2), "c": 4}),
        ("modified", {"a": 9, "b": 10, "c": 6}),
        ("dowdall", {"a": 3, "b": Fraction(7, 2), "c": 3}),
        ("5,3,1", {"a": 15, "b": 19, "c": 14}),
    ],
)
def test_a_ranking_is_summed_by_its_scale(scale: str, sums: dict[str, object]) -> None:
    result = counted(Rule("ranked", scale=scale), dict.fromkeys("abc", 0), "abc*3 bc*2 c", RANKED)
    assert {line.project.key: line.score for line in result.lines} == sums
    assert result.winners == ("b",)


def test_the_capital_of_tennessee_by_borda() -> None:
    """The textbook example: Memphis 126, Nashville 194, Chattanooga 173, Knoxville 107."""
    result = counted(
        Rule("ranked", scale="borda"), dict.fromkeys("MNCK", 0), "MNCK*42 NCKM*26 CKNM*15 KCNM*17", RANKED
    )
    assert [(line.project.key, line.score) for line in result.lines] == [
        ("N", 194),
        ("C", 173),
        ("M", 126),
        ("K", 107),
    ]


def test_what_a_scoring_ballot_leaves_out_has_the_default() -> None:
    known = projects(FREE)
    ballots: Ballots = [(["a"], [5]), (["a", "b"], [Fraction(1, 2), 4])]
    result = count(Rule("score", default=1), known, profile(POINTS, ballots, known))
    assert {line.project.key: line.score for line in result.lines} == {
        "a": Fraction(11, 2),
        "b": 5,
        "c": 2,
        "d": 2,
    }


def test_greedy_skips_what_does_not_fit() -> None:
    costs = {"a": 6, "b": 5, "c": 4, "d": 1}
    result = counted(Rule("greedy", budget=10), costs, "a*5 b*4 c*3 d*2")
    assert result.winners == ("a", "c")
    assert "cost 5, 4 were left, 1 short" in why(result, "b")
    assert "At a cost of 4 or less it would have won." in why(result, "b")
    assert "With more than 1 more, before a, it would have won." in why(result, "b")
    assert "With more than 1 fewer, behind b, it would have lost." in why(result, "a")


def test_greedy_may_stop_at_the_first_that_does_not_fit() -> None:
    costs = {"a": 6, "b": 5, "c": 4, "d": 1}
    result = counted(Rule("greedy", budget=10, over="stop"), costs, "a*5 b*4 c*3 d*2")
    assert result.winners == ("a",)
    assert "the count had ended at b" in why(result, "c")


def test_greedy_keeps_the_threshold_and_takes_one_of_a_group() -> None:
    known = projects({"a": 1, "b": 1, "c": 1, "d": 1}, {"a": "g", "b": "g"})
    votes = profile(APPROVAL, approvals("a*5 b*4 c*3 d*2"), known)
    result = count(Rule("greedy", budget=10, threshold=3), known, votes)
    assert result.winners == ("a", "c")
    assert "a of the same group had won already" in why(result, "b")
    assert "at least 3 were needed, 1 are missing" in why(result, "d")


def test_equals_under_a_budget_are_parted_only_where_it_matters() -> None:
    costs = {"a": 6, "b": 6, "c": 9, "d": 1}
    assert counted(Rule("greedy", budget=13), costs, "a b d*2").open is None
    assert counted(Rule("greedy", budget=7), costs, "a c d*2").winners == ("d", "a")
    undecided = counted(Rule("greedy", budget=7), costs, "a*2 b*2 d")
    assert undecided.open
    assert {line.project.key for line in undecided.lines if line.state == OPEN} == {"a", "b", "d"}


def test_cents_are_exact() -> None:
    costs: dict[str, Exact] = {"a": Fraction(1, 10), "b": Fraction(2, 10), "c": Fraction(1, 100), "d": 1}
    result = counted(Rule("greedy", budget=Fraction(3, 10)), costs, "a*3 b*2 c*1")
    assert (result.winners, result.facts["left"]) == (("a", "b"), 0)


def test_a_rule_does_not_count_other_ballots() -> None:
    with pytest.raises(Refused):
        counted(Rule("ranked"), FREE, "a")
    with pytest.raises(Refused):
        Rule("instant_runoff")
    with pytest.raises(Refused):
        Rule.read({"name": "greedy", "budget": 0.1})
    with pytest.raises(Refused):
        counted(Rule("approval", ties=("oldest",)), FREE, "a b")


def test_a_ballot_that_names_a_stranger_or_one_twice_is_refused() -> None:
    known = {"a": Project("a")}
    for vote, points in (([*"b"], []), ([*"aa"], []), (["a"], [1])):
        with pytest.raises(Refused):
            Profile.of(APPROVAL, [(vote, points)], known)


@given(some.sampled_from(["skip", "stop"]), some.integers(1, 40), elections(ANY))
@settings(max_examples=50, deadline=None)
def test_greedy_is_open_exactly_where_some_order_of_equals_changes_it(
    over: str, budget: int, vote: tuple[tuple[Project, ...], str, Ballots]
) -> None:
    known, kind, ballots = vote
    votes = profile(kind, ballots, known)
    result = count(Rule("greedy", budget=budget, over=over), known, votes)
    scores = {line.project.key: line.score for line in result.lines}
    ends = set()
    for order in permutations(known):
        ranked = sorted((one for one in order if scores[one.key] > 0), key=lambda one: -scores[one.key])
        left, taken, groups = Fraction(budget), [], set()
        for one in ranked:
            if one.group and one.group in groups:
                continue
            if one.cost <= left:
                left -= one.cost
                taken.append(one.key)
                groups.add(one.group)
            elif over == "stop":
                break
        ends.add(frozenset(taken))
    if result.open is None:
        assert ends == {frozenset(result.winners)}
    else:
        assert len(ends) > 1
        assert frozenset(result.winners) <= frozenset.intersection(*ends)


@given(
    some.sampled_from(["elect", "greedy"]),
    some.integers(1, 40),
    some.sampled_from([(), ("cheaper",), ("votes", "dearer"), ("listed",)]),
    some.booleans(),
    some.sampled_from(SCALES),
    elections(ANY),
)
@settings(max_examples=50, deadline=None)
def test_the_second_writing_agrees(
    how: str,
    number: int,
    ties: tuple[str, ...],
    drawn: bool,
    scale: str,
    vote: tuple[tuple[Project, ...], str, Ballots],
) -> None:
    known, kind, ballots = vote
    name = {"greedy": "greedy", "elect": {APPROVAL: "approval", RANKED: "ranked", POINTS: "score"}[kind]}[how]
    lot = tuple(one.key for one in reversed(known)) if drawn else ()
    rule = Rule(
        name, seats=1 + number % 4, budget=number, threshold=number % 3, scale=scale, ties=ties, lot=lot
    )
    pack, result = packed(rule, known, kind, ballots)
    faults, _ = recount().check_count(pack)
    assert faults == []
    assert Rule.read(pack["rule"]) == rule
    assert len(result.told_ties) == len(result.broken) + (result.open is not None)
