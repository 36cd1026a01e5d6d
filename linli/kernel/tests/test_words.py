from __future__ import annotations

import pytest

from linli.kernel import ALLOWED, Actor, Refused, refuse, say
from linli.kernel.actor import GRID_WORKER, SECRETARY


def test_a_saying_is_equal_by_its_words_and_values() -> None:
    assert say("{n} out of {m}", n=1, m=2) == say("{n} out of {m}", n=1, m=2)
    assert say("{n} out of {m}", n=1, m=2) != say("{n} out of {m}", n=2, m=2)
    assert str(say("{n} out of {m}", n=1, m=2)) == "1 out of 2"


def test_a_saying_without_values_may_hold_braces() -> None:
    assert str(say("{left} as it is")) == "{left} as it is"


def test_a_verdict_is_true_or_has_a_reason() -> None:
    assert ALLOWED
    ALLOWED.demand()
    no = refuse(say("Only the secretary signs."))
    assert not no
    with pytest.raises(Refused) as refused:
        no.demand("signature")
    assert refused.value.field == "signature"


def test_a_grid_worker_sees_cells_and_a_secretary_the_whole() -> None:
    grid = Actor(1, "李", 7, frozenset({GRID_WORKER}), frozenset({3}))
    assert not grid.whole_community
    assert Actor(2, "王", 7, frozenset({SECRETARY})).whole_community
    assert grid.holds(SECRETARY, GRID_WORKER)


def test_the_system_says_why() -> None:
    assert Actor.system("nightly retention", 7).why == "nightly retention"
