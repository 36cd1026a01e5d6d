"""The highest sums win so many places: plurality (one place), approval, score, points, ranked by points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linli.kernel import Refused, Saying, say

from .results import LOST, OPEN, WON, Line, Result
from .ties import Breaker, Tie, Undecided
from .values import Exact, Project, shown


def elect(
    rule: str,
    projects: Sequence[Project],
    scores: Mapping[str, Exact],
    supporters: Mapping[str, int],
    voters: int,
    seats: int,
    breaker: Breaker,
    stated: Saying,
    threshold: Exact = 0,
) -> Result:
    """Give `seats` places to the highest scores of at least `threshold`; who has no score at all never wins."""
    if seats < 1:
        raise Refused(say("At least one place must be filled."), "seats")
    order = sorted(projects, key=lambda project: -scores[project.key])
    able = [project.key for project in order if scores[project.key] >= threshold and scores[project.key] > 0]
    won, tied, last, next_ = _top(able, scores, seats, breaker)
    lines = []
    for place, project in enumerate(order, 1):
        key = project.key
        state = WON if key in won else OPEN if tied and key in tied.keys else LOST
        facts = {"score": shown(scores[key]), "place": place, "seats": seats}
        why = (
            say("{score}, place {place}; {seats} win.", **facts),
            _change(scores[key], state, threshold, last, next_),
        )
        lines.append(Line(project, scores[key], supporters[key], state, why))
    whole = say(
        "{voters} ballots; {won} of {seats} places are filled.", voters=voters, won=len(won), seats=seats
    )
    return Result(rule, voters, tuple(lines), stated, (whole,), tuple(breaker.broken), tied)


def _top(
    able: Sequence[str], scores: Mapping[str, Exact], seats: int, breaker: Breaker
) -> tuple[set[str], Tie | None, Exact | None, Exact | None]:
    """Who won, the tie that is left open, the lowest score that wins and the highest that does not."""
    if len(able) <= seats:
        return set(able), None, None, None
    edge, beyond = scores[able[seats - 1]], scores[able[seats]]
    clear = {key for key in able if scores[key] > edge}
    if beyond < edge:
        return set(able[:seats]), None, edge, beyond
    equals = [key for key in able if scores[key] == edge]
    try:
        return clear | set(breaker.chosen(equals, seats - len(clear))), None, edge, edge
    except Undecided as open_:
        sure = _sure(breaker, equals, open_.tie)
        return clear | sure, open_.tie, edge, edge


def _sure(breaker: Breaker, equals: Sequence[str], open_: Tie) -> set[str]:
    """Of the equals, those whom the declared words put before the ones that stay undecided."""
    sure: set[str] = set()
    for tier in breaker.tiers(equals):
        if set(tier) & set(open_.keys):
            break
        sure |= set(tier)
    return sure


def _change(score: Exact, state: str, threshold: Exact, last: Exact | None, next_: Exact | None) -> Saying:
    """What would have changed the outcome, all other projects as they are."""
    if state == OPEN:
        return say("One more would have been enough, one fewer too few.")
    if state == WON:
        if next_ is None and threshold <= 0:
            return say("No more were able to win than there are places.")
        if next_ is None or next_ < threshold:
            return say(
                "With more than {n} fewer it would have missed the threshold.", n=shown(score - threshold)
            )
        if score == next_:
            return say("It stood equal with one that lost; the tie rule decided.")
        return say("With more than {n} fewer it would have lost.", n=shown(score - next_))
    if score <= 0:
        return say("Nobody chose it.")
    if score < threshold:
        return say(
            "At least {threshold} were needed, {n} are missing.",
            threshold=shown(threshold), n=shown(threshold - score),
        )  # fmt: skip
    assert last is not None
    if score == last:
        return say("It stood equal with one that won; the tie rule decided.")
    return say("With more than {n} more it would have won.", n=shown(last - score))
