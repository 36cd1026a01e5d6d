"""Equal shares: published and worked examples, and the exact run, the quick run and a second writing agree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from linli.ballots.rules.counting import APPROVAL, POINTS, Exact, Project, Rule, count, quick
from linli.ballots.rules.counting.equal import prefer
from linli.ballots.rules.counting.shares import Shares
from linli.ballots.rules.counting.ties import Breaker, Undecided
from linli.ballots.rules.counting.values import supporters
from linli.kernel import Refused

from .votes import Ballots, approvals, counted, elections, packed, profile, projects, recount


def test_two_groups_share_ten_projects_by_their_numbers() -> None:
    """The textbook case: 6 of 10 like the red ones, 4 the blue ones; greedy takes red only, shares 6 and 4."""
    costs = {**{f"r{n}": 10 for n in range(10)}, **{f"b{n}": 10 for n in range(10)}}
    known = projects(costs)
    reds, blues = [key for key in costs if key[0] == "r"], [key for key in costs if key[0] == "b"]
    ballots: Ballots = [*[(reds, list[Exact]())] * 6, *[(blues, list[Exact]())] * 4]
    votes = profile(APPROVAL, ballots, known)
    shared = count(Rule("equal_shares", budget=100, completion="none", ties=("listed",)), known, votes)
    greedy = count(Rule("greedy", budget=100, ties=("listed",)), known, votes)
    assert sum(key[0] == "r" for key in shared.winners) == 6
    assert sum(key[0] == "b" for key in shared.winners) == 4
    assert all(key[0] == "r" for key in greedy.winners)


def test_the_payments_by_hand() -> None:
    """Ten voters, 2,500: 4 is bought for 1,400 ÷ 6; at 267 each the backers of 1 can pay, two of them all they have."""
    costs = {"1": 600, "2": 800, "4": 1400, "5": 1000, "7": 1200}
    text = "124 12 245 57 147 17 5 4 245 45"
    once = counted(Rule("equal_shares", budget=2500, completion="none"), costs, text)
    assert once.winners == ("4",)
    assert "its 6 backers pay 1,400, ≈233.33 each" in " ".join(map(str, once.lines[0].why))
    raised = counted(Rule("equal_shares", budget=2500), costs, text)
    assert (raised.winners, raised.facts["endowment"], raised.facts["raises"]) == (("4", "1"), 267, 17)
    assert "≈266.33 each. 2 of them have less left" in " ".join(map(str, raised.lines[1].why))
    filled = counted(Rule("equal_shares", budget=2500, completion="fill"), costs, text)
    assert filled.winners == ("4", "5")
    compared = counted(Rule("equal_shares", budget=2500, comparison=True), costs, text)
    assert compared.winners == ("4", "5")
    assert "the greedy outcome stands" in " ".join(map(str, compared.told))


def test_the_endowment_starts_at_whole_units() -> None:
    result = counted(Rule("equal_shares", budget=100), {"a": 50, "b": 50}, "a*3 b*4")
    assert "7 voters share 100: 14 each" in str(result.told[0])
    assert result.winners == ("b", "a")


def test_points_pay_by_what_they_gain() -> None:
    """3 and 1 points of 8 money: 6 and 2 where both hold enough, 5 and 3 where one holds only 5."""
    known = projects({"a": 8})
    votes = profile(POINTS, [(["a"], [3]), (["a"], [1])], known)
    breaker = Breaker(known, supporters(votes, known))
    shares = Shares(known, votes, "points", breaker)
    assert shares.buy(6).purchases[0].price == 2
    assert shares.buy(5).purchases[0].price == 3
    assert shares.buy(3).purchases == ()


def test_what_nobody_chose_does_not_keep_the_count_going() -> None:
    result = counted(Rule("equal_shares", budget=10), {"a": 4, "b": 1}, "a*2")
    assert result.winners == ("a",)
    assert "Nobody chose it." in str(result.lines[-1].why[0])


def test_a_tie_that_changes_who_pays_is_open_until_a_lot() -> None:
    costs = {"a": 6, "b": 6}
    undecided = counted(Rule("equal_shares", budget=9, completion="none"), costs, "ab*2 a b")
    assert undecided.open
    drawn = counted(Rule("equal_shares", budget=9, completion="none", lot=("b", "a")), costs, "ab*2 a b")
    assert drawn.winners == ("b",)
    assert [tie.by for tie in drawn.broken] == ["lot"]


def test_equal_prices_that_everybody_can_pay_are_no_tie() -> None:
    result = counted(Rule("equal_shares", budget=20, completion="none"), {"a": 6, "b": 6}, "ab*2 a b")
    assert set(result.winners) == {"a", "b"}
    assert not result.broken


def test_no_ballots_and_groups_are_refused() -> None:
    with pytest.raises(Refused):
        counted(Rule("equal_shares", budget=10), {"a": 1}, "")
    known = projects({"a": 1, "b": 1}, {"a": "g", "b": "g"})
    with pytest.raises(Refused):
        count(Rule("equal_shares", budget=10), known, profile(APPROVAL, approvals("a b"), known))


def test_the_comparison_asks_who_has_more() -> None:
    known = projects(dict.fromkeys("abc", 1))
    votes = profile(APPROVAL, approvals("ab*3 b c*2 ac"), known)
    assert prefer(votes, ["a", "b"], ["b", "c"]) == (3, 2)
    assert prefer(votes, ["a"], ["a"]) == (0, 0)


@given(
    some.sampled_from([1, 7, 20, Fraction(33, 7), Fraction(1, 100)]),
    some.sampled_from(["cost", "count", "points"]),
    elections((APPROVAL, POINTS)),
)
@settings(max_examples=40, deadline=None)
def test_the_quick_run_buys_what_the_exact_one_buys(
    endowment: int | Fraction, measure: str, vote: tuple[tuple[Project, ...], str, Ballots]
) -> None:
    known, kind, ballots = vote
    votes = profile(kind, ballots, known)
    shares = Shares(
        known, votes, measure, Breaker(known, supporters(votes, known), lot=[one.key for one in known])
    )
    exact = shares.buy(endowment)
    assert quick.bought(shares, endowment) == (exact.keys, exact.cost)
    for purchase in exact.purchases:
        assert purchase.held >= next(one.cost for one in known if one.key == purchase.key)
    assert exact.cost <= endowment * votes.voters


@given(
    some.integers(0, 30),
    some.sampled_from(["none", "fill", "add1", "add1u"]),
    some.sampled_from(["cost", "count", "points"]),
    some.booleans(),
    some.sampled_from([(), ("cheaper", "listed"), ("votes",)]),
    elections((APPROVAL, POINTS)),
)
@settings(max_examples=40, deadline=None)
def test_the_second_writing_agrees(
    budget: int,
    completion: str,
    measure: str,
    comparison: bool,
    ties: tuple[str, ...],
    vote: tuple[tuple[Project, ...], str, Ballots],
) -> None:
    known, kind, ballots = vote
    known = tuple(Project(one.key, one.cost) for one in known)
    rule = Rule(
        "equal_shares",
        budget=budget,
        completion=completion,
        measure=measure,
        comparison=comparison,
        ties=ties,
    )
    pack, result = packed(rule, known, kind, ballots)
    faults, _ = recount().check_count(pack)
    assert faults == []
    assert result.open or result.spent <= budget


def test_an_open_tie_names_its_projects() -> None:
    known = projects({"a": 6, "b": 6})
    votes = profile(APPROVAL, approvals("ab*2 a b"), known)
    shares = Shares(known, votes, "cost", Breaker(known, supporters(votes, known)))
    with pytest.raises(Undecided) as open_:
        quick.bought(shares, Fraction(9, 4))
    assert open_.value.tie.keys == ("a", "b")
