"""Yes, no, abstain: the arithmetic is the kernel's; what would have changed it is checked by trying."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as some

from linli.ballots.rules.counting import answer
from linli.kernel.majority import ALL, CAST, PRESENT, Clause, Roll, Share, Votes, decide

HALF = Share(Fraction(1, 2))


def test_24_members_20_present_one_recused() -> None:
    found = answer(Clause(HALF, ALL, Share(Fraction(2, 3), False)), Roll(24, 20, 1, 1), Votes(12, 5, 2))
    assert found.outcome.carried
    assert str(found.change) == "With 1 fewer yes it would have failed."


def test_what_was_missing_may_be_more_than_were_there() -> None:
    found = answer(Clause(HALF, ALL), Roll(24, 11), Votes(11))
    assert not found.outcome.carried
    assert str(found.change) == "2 more yes were missing, more than were present to give them."


@given(
    some.sampled_from([ALL, PRESENT, CAST]), some.integers(0, 12), some.integers(0, 12), some.integers(0, 5)
)
def test_the_change_that_is_named_changes_it(base: str, yes: int, no: int, abstain: int) -> None:
    assume(yes + no + abstain > 0)
    clause, roll = Clause(HALF, base), Roll(40, 29, members=40)
    found = answer(clause, roll, Votes(yes, no, abstain))
    n = dict(found.change.values)["n"]
    carried = found.outcome.carried
    if carried and base == CAST:
        assert not decide(clause, roll, Votes(yes, no + n, 0)).carried
        assert decide(clause, roll, Votes(yes, no + n - 1, 0)).carried
    elif carried:
        assert not decide(clause, roll, Votes(yes - n, no, 0)).carried
        assert decide(clause, roll, Votes(yes - n + 1, no, 0)).carried
    elif base == CAST and n <= no:
        assert decide(clause, roll, Votes(yes + n, no - n, 0)).carried
        assert not decide(clause, roll, Votes(yes + n - 1, no - n + 1, 0)).carried
    elif base != CAST and yes + n <= 29:
        assert decide(clause, roll, Votes(yes + n, 0, 0)).carried
        assert not decide(clause, roll, Votes(yes + n - 1, 0, 0)).carried
