"""Small votes for tests: written down, and drawn by hypothesis."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import ModuleType
from typing import Any

from hypothesis import strategies as some

from linli.ballots.rules.counting import (
    APPROVAL,
    POINTS,
    RANKED,
    Exact,
    Profile,
    Project,
    Result,
    Rule,
    count,
)
from linli.ballots.rules.pack import RECOUNT, build

Ballots = list[tuple[list[str], list[Exact]]]


def projects(costs: Mapping[str, Exact], groups: dict[str, str] | None = None) -> tuple[Project, ...]:
    """Projects by their costs."""
    return tuple(Project(key, cost, group=(groups or {}).get(key, "")) for key, cost in costs.items())


def profile(kind: str, ballots: Ballots, known: Sequence[Project]) -> Profile:
    """Ballots as they are counted."""
    return Profile.of(kind, ballots, {one.key: one for one in known})


def approvals(text: str) -> Ballots:
    """Ballots from "ab*3 bc c": letters are projects, *n says how many of these."""
    found: Ballots = []
    for part in text.split():
        letters, _, times = part.partition("*")
        found += [(list(letters.replace("-", "")), [])] * int(times or 1)
    return found


def counted(rule: Rule, costs: Mapping[str, Exact], text: str, kind: str = APPROVAL) -> Result:
    """A vote written down, counted."""
    known = projects(costs)
    return count(rule, known, profile(kind, approvals(text), known))


def recount() -> ModuleType:
    """The plain file that recounts packs, as a module: a second, independent writing of the rules."""
    spec = importlib.util.spec_from_file_location("recount", RECOUNT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(
    rule: Rule, known: Sequence[Project], kind: str, ballots: Ballots
) -> tuple[dict[str, Any], Result]:
    """The pack of a vote as it is read from its file, and the result."""
    result = count(rule, known, profile(kind, ballots, known))
    rows = ((f"{place:04x}", vote, points) for place, (vote, points) in enumerate(ballots))
    return json.loads(json.dumps(build({"title": "Test"}, rule, known, kind, rows, result))), result


#: Half of the cents have no end as a binary fraction: what floats get wrong.
amounts = some.one_of(some.integers(1, 30), some.integers(1, 3000).map(lambda n: Fraction(n, 100)))


POINTS_GIVEN: list[Exact] = [0, 1, 2, 3, 5, Fraction(1, 2)]


@some.composite
def elections(draw: some.DrawFn, kinds: Sequence[str]) -> tuple[tuple[Project, ...], str, Ballots]:
    """A few projects and ballots; equal costs and equal ballots are likely, so are ties."""
    keys = [f"p{place}" for place in range(draw(some.integers(1, 5)))]
    cost = some.sampled_from([2, 3, 5, 10]) if draw(some.booleans()) else amounts
    groups = draw(some.booleans())
    known = tuple(
        Project(key, draw(cost), group=draw(some.sampled_from(["", "", "g"])) if groups else "")
        for key in keys
    )
    kind = draw(some.sampled_from(kinds))
    ballots: Ballots = []
    for _ in range(draw(some.integers(1, 9))):
        vote = draw(some.lists(some.sampled_from(keys), unique=True, max_size=len(keys)))
        given: list[Exact] = []
        if kind == POINTS:
            given = [draw(some.sampled_from(POINTS_GIVEN)) for _ in vote]
        ballots.append((vote, given))
    return known, kind, ballots


ANY = (APPROVAL, RANKED, POINTS)
