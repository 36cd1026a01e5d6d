"""What is counted: projects with their costs, and ballots, identical ones merged into piles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from linli.kernel import Refused, say

Exact = int | Fraction

#: What a ballot says: the projects it names, the projects in order, or projects with points.
APPROVAL, RANKED, POINTS = "approval", "ranked", "points"
KINDS = (APPROVAL, RANKED, POINTS)


@dataclass(frozen=True, slots=True)
class Project:
    """What can be chosen.

    key    as ballots name it; name  as people know it
    cost   in currency units, exact; 0 where nothing is paid
    group  at most one project of a group can win under a rule that says so; "" stands alone
    """

    key: str
    cost: Exact = 0
    name: str = ""
    group: str = ""

    @property
    def title(self) -> str:
        """The name; the key where it has none."""
        return self.name or self.key


class Pile(NamedTuple):
    """Ballots that say the same.

    vote    the projects, for RANKED best first
    points  for POINTS one number for each project of `vote`, otherwise empty
    times   how many ballots
    """

    vote: tuple[str, ...]
    points: tuple[Exact, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """All ballots of one count; blank ones too, for their voters took part."""

    kind: str
    piles: tuple[Pile, ...]

    @classmethod
    def of(
        cls, kind: str, ballots: Iterable[tuple[Sequence[str], Sequence[Exact]]], known: Mapping[str, object]
    ) -> Profile:
        """Merge ballots (vote, points). Raises Refused for an unknown project or points that do not pair."""
        if kind not in KINDS:
            raise ValueError(f"{kind}: no kind of ballot")
        merged: Counter[tuple[tuple[str, ...], tuple[Exact, ...]]] = Counter()
        for vote, points in ballots:
            merged[_ordered(kind, tuple(vote), tuple(points))] += 1
        for vote, points in merged:
            _demand_sound(kind, vote, points, known)
        return cls(kind, tuple(Pile(vote, points, count) for (vote, points), count in merged.items()))

    @property
    def voters(self) -> int:
        """How many ballots there are."""
        return sum(pile.times for pile in self.piles)


def _ordered(
    kind: str, vote: tuple[str, ...], points: tuple[Exact, ...]
) -> tuple[tuple[str, ...], tuple[Exact, ...]]:
    """One writing for ballots that say the same; only a ranking keeps its order."""
    if kind == RANKED or len(vote) < 2:
        return vote, points
    if kind == APPROVAL or len(vote) != len(points):
        return tuple(sorted(vote)), points
    pairs = sorted(zip(vote, points, strict=True), key=lambda pair: pair[0])
    return tuple(name for name, _ in pairs), tuple(number for _, number in pairs)


def _demand_sound(
    kind: str, vote: Sequence[str], points: Sequence[Exact], known: Mapping[str, object]
) -> None:
    for name in vote:
        if name not in known:
            raise Refused(say("A ballot names “{project}”, which is no project here.", project=name), "vote")
    if len(set(vote)) != len(vote):
        raise Refused(say("A ballot names a project twice: {vote}.", vote=", ".join(vote)), "vote")
    if len(points) != (len(vote) if kind == POINTS else 0):
        raise Refused(
            say(
                "A ballot has {points} points for {projects} projects.",
                points=len(points),
                projects=len(vote),
            ),
            "points",
        )


def supporters(profile: Profile, projects: Sequence[Project]) -> dict[str, int]:
    """How many ballots name each project; for points, give it more than zero."""
    found = dict.fromkeys((project.key for project in projects), 0)
    for vote, points, count in profile.piles:
        for place, name in enumerate(vote):
            if not points or points[place] > 0:
                found[name] += count
    return found


def shown(number: Exact) -> str:
    """A number for a sentence: whole ones plain, finite decimals as such, others as a fraction."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    twos = fives = 0
    rest = exact.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > 6:
        return f"{exact.numerator}/{exact.denominator}"
    sign, scaled = "-" if exact < 0 else "", abs(exact.numerator) * 10**places // exact.denominator
    return f"{sign}{scaled // 10**places:,}.{scaled % 10**places:0{places}d}"


def rounded(number: Exact) -> str:
    """A number for a sentence with two decimals at most, half up; ≈ where it was rounded."""
    exact = Fraction(number)
    if exact.denominator == 1 or 100 % exact.denominator == 0:
        return shown(exact)
    cents = (abs(exact) * 100 * 2 + 1) // 2
    sign = "-" if exact < 0 and cents else ""
    return f"≈{sign}{cents // 100:,}.{cents % 100:02d}"


def lowered(number: Exact) -> str:
    """A number for "… or less": two decimals at most, never more than it is."""
    return shown(Fraction(Fraction(number) * 100 // 1, 100))
