"""Quorum and majority are exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from linli.kernel import Refused
from linli.kernel.majority import ALL, CAST, PRESENT, SHOULD, Clause, Roll, Share, Votes, decide, may_decide

from .english import english

HALF = Share(Fraction(1, 2))
TWO_THIRDS = Share(Fraction(2, 3))
BRANCH = Clause(HALF, SHOULD, Share(Fraction(1, 2), strict=False))
ELECTION = Clause(HALF, PRESENT, Share(Fraction(4, 5), strict=False))

shares = some.builds(
    lambda n, m, strict: Share(Fraction(min(n, m - 1), m), strict), some.integers(1, 9), some.integers(2, 10), some.booleans()
)  # fmt: skip


@given(share=shares, base=some.integers(1, 2000))
def test_the_least_count_is_enough_and_one_less_is_not(share: Share, base: int) -> None:
    least = share.least(base)
    exact = share.part * base
    assert least > exact if share.strict else least >= exact
    assert least == 1 or (least - 1 <= exact if share.strict else least - 1 < exact)
    assert share.met(least, base)
    assert not share.met(least - 1, base)


@given(
    share=shares, quorum=shares, base=some.sampled_from([ALL, SHOULD, PRESENT, CAST]), should=some.integers(1, 120), data=some.data()
)  # fmt: skip
def test_more_yes_never_turns_carried_into_lost(
    share: Share, quorum: Share, base: str, should: int, data: some.DataObject
) -> None:
    present = data.draw(some.integers(1, should))
    clause, roll = Clause(share, base, quorum), Roll(should, present)
    if not may_decide(clause, roll):
        with pytest.raises(Refused):
            decide(clause, roll, Votes(1))
        return
    yes = data.draw(some.integers(0, present - 1))
    no = data.draw(some.integers(0, present - yes - 1))
    fewer, more = decide(clause, roll, Votes(yes, no)), decide(clause, roll, Votes(yes + 1, no))
    assert more.carried or not fewer.carried
    assert fewer.carried == (yes >= fewer.needed_yes)


@given(should=some.integers(2, 60), recused=some.integers(1, 10))
def test_the_recused_leave_base_and_quorum(should: int, recused: int) -> None:
    recused = min(recused, should - 1)
    whole = decide(BRANCH, Roll(should - recused, should - recused), Votes(should - recused))
    without = decide(BRANCH, Roll(should, should, recused, recused), Votes(should - recused))
    assert (without.base, without.needed_yes, without.needed_present) == (
        whole.base, whole.needed_yes, whole.needed_present,
    )  # fmt: skip


def test_recused_stay_in_the_base_where_the_clause_keeps_them() -> None:
    clause = Clause(HALF, SHOULD, recused_leave=False)
    assert decide(clause, Roll(10, 10, 2, 2), Votes(5)).carried is False
    assert decide(clause, Roll(10, 10, 2, 2), Votes(6)).carried is True
    with pytest.raises(Refused):
        decide(clause, Roll(10, 10, 2, 2), Votes(9))


def test_a_half_of_an_even_number_is_not_more_than_half() -> None:
    roll = Roll(16, 12)
    assert not decide(BRANCH, roll, Votes(8, 4)).carried
    assert decide(BRANCH, roll, Votes(9, 3)).carried


def test_an_election_needs_four_fifths() -> None:
    assert may_decide(ELECTION, Roll(15, 12))
    refused = may_decide(ELECTION, Roll(16, 12))
    assert not refused
    assert refused.reason is not None
    assert refused.reason.facts["need"] == 13
    assert refused.reason.facts["missing"] == 1
    assert "13" in english(refused.reason)


def test_the_sentence_says_the_arithmetic() -> None:
    clause = Clause(HALF, PRESENT, TWO_THIRDS)
    told = decide(clause, Roll(24, 16, 2, 0), Votes(12, 3, 1))
    assert told.needed_present == 15
    assert told.needed_yes == 9
    assert told.carried
    text = english(told.saying)
    for part in ("24", "2 recused", "16 present", "yes 12", "needs 9", "carried"):
        assert part in text


def test_votes_beyond_those_present_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(BRANCH, Roll(10, 6), Votes(7))
    assert refused.value.field == "yes"
    with pytest.raises(Refused):
        Votes(-1)


def test_a_roll_that_cannot_be_is_refused() -> None:
    for should, present, recused, there in ((5, 6, 0, 0), (5, 5, 1, 0), (5, 4, 1, 2)):
        with pytest.raises(Refused):
            Roll(should, present, recused, there)
    with pytest.raises(Refused):
        Roll(5, 4, members=4)


def test_a_clause_is_read_from_a_term() -> None:
    read = Clause.read({"quorum": "4/5", "quorum_strict": False, "passes": "1/2", "base": "present"})
    assert read == ELECTION
    for wrong in ({"passes": "3/2", "base": "should"}, {"passes": "1/2", "base": "sometimes"}):
        with pytest.raises(ValueError):
            Clause.read(wrong)
    assert english(Share(Fraction(3, 7)).words) == "more than 3/7"
    assert ELECTION.quorum is not None
    assert english(ELECTION.quorum.words) == "at least four fifths"
