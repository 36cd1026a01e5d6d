"""Sums that rules compare: votes, points, and points for places in a ranking by a stated scale.

Scales for a ranking of m of the n projects (`places` stands in for n where a ballot paper has fewer lines):
  borda       n−1 for the first, n−2 for the second, …; nothing for those left out
  borda_one   n for the first, n−1 for the second, …; nothing for those left out
  average     as borda, and those left out share evenly what the ballot did not give (Black 1976)
  modified    m for the first, …, 1 for the last that is ranked (Emerson 2013)
  dowdall     1, 1/2, 1/3, … (Nauru)
  a list      such as 5,3,1: these points for the first places, nothing after
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from linli.kernel import Refused, Saying, say

from .values import POINTS, RANKED, Exact, Profile, Project, shown

BORDA, BORDA_ONE, AVERAGE, MODIFIED, DOWDALL = "borda", "borda_one", "average", "modified", "dowdall"
SCALES = (BORDA, BORDA_ONE, AVERAGE, MODIFIED, DOWDALL)


def votes(profile: Profile, projects: Sequence[Project]) -> dict[str, Exact]:
    """Ballots that name each project."""
    found: dict[str, Exact] = dict.fromkeys((project.key for project in projects), 0)
    for vote, _, count in profile.piles:
        for name in vote:
            found[name] += count
    return found


def points(profile: Profile, projects: Sequence[Project], default: Exact = 0) -> dict[str, Exact]:
    """The sum of points of each project; a ballot that leaves it out gives `default`."""
    found: dict[str, Exact] = dict.fromkeys((project.key for project in projects), default * profile.voters)
    for vote, numbers, count in profile.piles:
        for name, number in zip(vote, numbers, strict=True):
            found[name] += (number - default) * count
    return found


def ranked(profile: Profile, projects: Sequence[Project], scale: str, places: int = 0) -> dict[str, Exact]:
    """The sum of points for places, by a stated scale. Raises Refused for a scale that is none."""
    n = len(projects) if scale == AVERAGE else places or len(projects)
    fixed = _list(scale)
    found: dict[str, Exact] = dict.fromkeys((project.key for project in projects), 0)
    for vote, _, count in profile.piles:
        gains = fixed[: len(vote)] if fixed else given(scale, n, len(vote))
        for name, gain in zip(vote, gains, strict=False):
            found[name] += gain * count
        if scale == AVERAGE and len(vote) < n:
            rest = Fraction(n - len(vote) - 1, 2) * count
            for project in projects:
                found[project.key] += 0 if project.key in vote else rest
    return {key: int(value) if value == int(value) else value for key, value in found.items()}


def given(scale: str, n: int, length: int) -> list[Exact]:
    """The points of the first `length` places."""
    if scale in (BORDA, AVERAGE):
        return [max(n - 1 - place, 0) for place in range(length)]
    if scale == BORDA_ONE:
        return [max(n - place, 0) for place in range(length)]
    if scale == MODIFIED:
        return [length - place for place in range(length)]
    return [Fraction(1, place + 1) for place in range(length)]


def _list(scale: str) -> list[Exact]:
    """The points of a written list; empty for a named scale."""
    if scale in SCALES:
        return []
    try:
        fixed: list[Exact] = [Fraction(part.strip()) for part in scale.split(",")]
    except (ValueError, ZeroDivisionError):
        fixed = []
    if not fixed or fixed != sorted(fixed, reverse=True) or fixed[-1] < 0:
        raise Refused(
            say(
                "“{scale}” is no scale. Write one of {words}, or falling points such as 5,3,1.",
                scale=scale[:40],
                words=", ".join(SCALES),
            ),
            "scale",
        )
    return fixed


def told(profile: Profile, scale: str, places: int) -> Saying:
    """What is summed, in one sentence; `places` is the number of lines the scale starts from."""
    if profile.kind == POINTS:
        return say("Each project has the sum of the points that ballots give it.")
    if profile.kind != RANKED:
        return say("Each project has one for every ballot that names it.")
    named = {
        BORDA: say(
            "{first} points for the first place, one less for each further place, none for those left out.",
            first=places - 1,
        ),
        BORDA_ONE: say(
            "{first} points for the first place, one less for each further place, none for those left out.",
            first=places,
        ),
        AVERAGE: say(
            "{first} points for the first place, one less for each further place; those left out share evenly "
            "what is not given.",
            first=places - 1,
        ),
        MODIFIED: say(
            "The last ranked place has one point, each better place one more; who ranks more gives more."
        ),
        DOWDALL: say(
            "One point for the first place, a half for the second, a third for the third, and so on."
        ),
    }
    return named.get(scale) or say(
        "Points for the places in order: {list}; none after.", list=", ".join(map(shown, _list(scale)))
    )
