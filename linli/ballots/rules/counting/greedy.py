"""Projects under a budget, by their scores: the highest that fits is taken, and so on (knapsack voting, PB greedy).

over       SKIP: one that no longer fits is passed over; STOP: the first that does not fit ends the count
threshold  who has less than this score cannot win
group      of projects with the same group at most one wins
Equal scores are parted only where their order changes who wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linli.kernel import Refused, Saying, say

from .results import LOST, OPEN, WON, Line, Result
from .ties import Breaker, Tie, Undecided
from .values import Exact, Project, shown

SKIP, STOP = "skip", "stop"
#: Why a project was not taken.
_LOW, _GROUP, _DEAR, _STOPPED, _NOBODY = "low", "group", "dear", "stopped", "nobody"


@dataclass(slots=True)
class _Walk:
    """How far the count has come."""

    left: Exact
    over: str
    stopped: str = ""
    groups: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    why: dict[str, tuple[str, Exact]] = field(default_factory=dict)

    def fits(self, projects: Sequence[Project]) -> bool:
        """Whether all of these could be taken together."""
        named = [one.group for one in projects if one.group]
        return sum((one.cost for one in projects), 0) <= self.left and len(set(named)) == len(named)

    def blocked(self, project: Project) -> bool:
        return bool(project.group) and project.group in self.groups

    def take(self, project: Project) -> None:
        """Take it, or note why not."""
        self.order.append(project.key)
        if self.stopped:
            self.why[project.key] = (_STOPPED, self.left)
        elif self.blocked(project):
            self.why[project.key] = (_GROUP, self.left)
        elif project.cost > self.left:
            self.why[project.key] = (_DEAR, self.left)
            if self.over == STOP:
                self.stopped = project.key
        else:
            self.why[project.key] = (WON, self.left)
            self.left -= project.cost
            if project.group:
                self.groups[project.group] = project.key

    def matters(self, equals: Sequence[Project]) -> bool:
        """Whether the order of equals changes who wins."""
        able = [] if self.stopped else [one for one in equals if not self.blocked(one)]
        fitting = [one for one in able if one.cost <= self.left]
        if len(able) < 2 or not fitting or self.fits(able):
            return False
        return self.over == STOP or not self.fits(fitting)


def fill(
    rule: str,
    projects: Sequence[Project],
    scores: Mapping[str, Exact],
    supporters: Mapping[str, int],
    voters: int,
    budget: Exact,
    breaker: Breaker,
    stated: Saying,
    over: str = SKIP,
    threshold: Exact = 0,
) -> Result:
    """Fill the budget by falling score."""
    if over not in (SKIP, STOP):
        raise Refused(
            say("What does not fit is skipped or stops the count; “{word}” is neither.", word=over), "over"
        )
    if budget < 0:
        raise Refused(say("A budget cannot be below zero."), "budget")
    walk, tied = _Walk(budget, over), None
    able = [one for one in projects if scores[one.key] > 0 and scores[one.key] >= threshold]
    try:
        for score in sorted({scores[one.key] for one in able}, reverse=True):
            _take_equals(walk, [one for one in able if scores[one.key] == score], breaker)
    except Undecided as undecided:
        tied = undecided.tie
    told = _Told({one.key: one for one in projects}, scores, threshold, walk, budget, tied)
    lines = tuple(
        Line(one, scores[one.key], supporters[one.key], told.state(one), told.why(one))
        for one in _ordered(projects, scores, walk)
    )
    taken = budget - walk.left
    whole = say(
        "{voters} ballots; of {budget} the winners take {spent}, {left} stay.",
        voters=voters, budget=shown(budget), spent=shown(taken), left=shown(walk.left),
    )  # fmt: skip
    facts: dict[str, Exact] = {"budget": budget, "left": walk.left}
    return Result(rule, voters, lines, stated, (whole,), tuple(breaker.broken), tied, facts)


def _take_equals(walk: _Walk, equals: Sequence[Project], breaker: Breaker) -> None:
    if not walk.matters(equals):
        return _take_all(walk, equals)
    by_key = {one.key: one for one in equals}
    for tier in breaker.tiers(list(by_key)):
        together = [by_key[key] for key in tier]
        if walk.matters(together):
            together = [by_key[key] for key in breaker.drawn(tier)]
        _take_all(walk, together)
    return None


def _take_all(walk: _Walk, together: Sequence[Project]) -> None:
    for one in together:
        walk.take(one)


def _ordered(projects: Sequence[Project], scores: Mapping[str, Exact], walk: _Walk) -> list[Project]:
    """As the count took them; then the rest by score."""
    places = {key: place for place, key in enumerate(walk.order)}
    return sorted(projects, key=lambda one: (places.get(one.key, len(places)), -scores[one.key]))


@dataclass(slots=True)
class _Told:
    """Why each project won or lost, and what would have changed it."""

    projects: Mapping[str, Project]
    scores: Mapping[str, Exact]
    threshold: Exact
    walk: _Walk
    budget: Exact
    tied: Tie | None

    def state(self, project: Project) -> str:
        """WON, LOST, or OPEN from the undecided tie on."""
        if project.key in self.walk.why:
            return WON if self.walk.why[project.key][0] == WON else LOST
        low = self.scores[project.key] < self.threshold or self.scores[project.key] <= 0
        return LOST if low or self.tied is None else OPEN

    def why(self, project: Project) -> tuple[Saying, ...]:
        """The arithmetic, then what would have changed it."""
        score, key = self.scores[project.key], project.key
        if key not in self.walk.why:
            return (self._never(project, score),)
        reason, left = self.walk.why[key]
        facts = {"score": shown(score), "cost": shown(project.cost), "left": shown(left)}
        if reason == WON:
            rest = shown(left - project.cost)
            return (
                say("{score}: cost {cost} of {left} that were left; {rest} stay.", **facts, rest=rest),
                *self._lower(project),
            )
        if reason == _GROUP:
            other = self.projects[self.walk.groups[project.group]].title
            first = say(
                "{score}: {other} of the same group had won already.", score=shown(score), other=other
            )
        elif reason == _STOPPED:
            other = self.projects[self.walk.stopped].title
            first = say(
                "{score}: the count had ended at {other}, which did not fit.", score=shown(score), other=other
            )
        else:
            short = shown(project.cost - left)
            first = say("{score}: cost {cost}, {left} were left, {short} short.", **facts, short=short)
        return (first, *self._cheaper(reason, left), *self._higher(project))

    def _never(self, project: Project, score: Exact) -> Saying:
        if score <= 0:
            return say("Nobody chose it.")
        if score < self.threshold:
            return say(
                "{score}: at least {threshold} were needed, {n} are missing.",
                score=shown(score), threshold=shown(self.threshold), n=shown(self.threshold - score),
            )  # fmt: skip
        return say("{score}: open until the tie is decided.", score=shown(score))

    @staticmethod
    def _cheaper(reason: str, left: Exact) -> list[Saying]:
        if reason != _DEAR or left <= 0:
            return []
        return [say("At a cost of {left} or less it would have won.", left=shown(left))]

    def _higher(self, project: Project) -> list[Saying]:
        """The nearest place further up at which it would have won, everything else as it is."""
        if self.tied:
            return []
        place, before = self.walk.order.index(project.key), None
        for other, wins in self._places(project):
            if wins and self.walk.order.index(other) < place:
                before = self.projects[other]
        if before is None:
            return []
        more = self.scores[before.key] - self.scores[project.key]
        if not more:
            return [say("It stood equal with {other}; the tie rule decided.", other=before.title)]
        return [
            say(
                "With more than {n} more, before {other}, it would have won.",
                n=shown(more), other=before.title,
            )
        ]  # fmt: skip

    def _lower(self, project: Project) -> list[Saying]:
        """The first place further down at which it would have lost, everything else as it is."""
        if self.tied:
            return []
        after = self._behind(project)
        spare = self.scores[project.key] - self.threshold
        if after is None or self.scores[after.key] < self.threshold:
            if self.threshold > 0:
                return [say("With more than {n} fewer it would have missed the threshold.", n=shown(spare))]
            return [say("It would have won at every place in the order.")]
        fewer = self.scores[project.key] - self.scores[after.key]
        if not fewer:
            return [say("It stood equal with {other}; the tie rule decided.", other=after.title)]
        return [
            say(
                "With more than {n} fewer, behind {other}, it would have lost.",
                n=shown(fewer), other=after.title,
            )
        ]  # fmt: skip

    def _behind(self, project: Project) -> Project | None:
        """The nearest project further down behind which it would have lost."""
        place, previous = self.walk.order.index(project.key), ""
        for other, wins in [*self._places(project), ("", self._last(project))]:
            if not wins and previous and self.walk.order.index(previous) > place:
                return self.projects[previous]
            previous = other
        return None

    def _places(self, project: Project) -> list[tuple[str, bool]]:
        """Of each other project in order: whether `project` would have won right before it."""
        walk, found = _Walk(self.budget, self.walk.over), []
        for key in self.walk.order:
            if key != project.key:
                found.append((key, self._wins(walk, project)))
                walk.take(self.projects[key])
        return found

    def _last(self, project: Project) -> bool:
        walk = _Walk(self.budget, self.walk.over)
        for key in self.walk.order:
            if key != project.key:
                walk.take(self.projects[key])
        return self._wins(walk, project)

    @staticmethod
    def _wins(walk: _Walk, project: Project) -> bool:
        return not walk.stopped and not walk.blocked(project) and project.cost <= walk.left
