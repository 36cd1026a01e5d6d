"""What residents see of votes without an account: secret votes that were opened, never a roll."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from linli.kernel import NotFound

from ..models import Decision, Voter
from ..rules import codes
from ..rules.pack import may_publish
from . import results
from .results import Counted, DecisionPage
from .roll import VoterRow

HOUR = dt.timedelta(hours=1)
_SEEN = (codes.OPEN, codes.COUNTING, codes.CLOSED)


def votes(community: int, *, most: int = 50) -> list[tuple[Counted, dt.datetime | None, int]]:
    """(vote, until, how many voted), running ones first, then by closing. Two queries."""
    rows = list(
        Decision.objects.filter(community_id=community, secret=True, state__in=_SEEN).order_by("-pk")[:most]
    )
    marks = dict(
        Voter.objects.filter(decision__in=[one.pk for one in rows if one.n_voted is None], voted=True)
        .values_list("decision").annotate(n=Count("pk"))
    )  # fmt: skip
    found = [(results.counted(one), one.until, marks.get(one.pk, one.n_voted or 0)) for one in rows]
    return sorted(found, key=lambda one: one[0].state == codes.CLOSED)


def page(community: int, key: int) -> DecisionPage:
    """One vote. Raises NotFound."""
    return results.page_of(_one(community, key))


def published(community: int, key: int) -> Decision:
    """A closed vote whose ballots may be listed. Raises NotFound."""
    one = _one(community, key)
    if one.state != codes.CLOSED or not may_publish(one.told.get("voters", 0)):
        raise NotFound("ballots")
    return one


def marked(key: int) -> int:
    """How many voted. One query."""
    return Voter.objects.filter(decision=key, voted=True).count()


def line(community: int, voter: int) -> tuple[VoterRow, DecisionPage]:
    """A line of a roll with its decision, for the bearer of its code. Raises NotFound. One query."""
    row = Voter.objects.select_related("decision").filter(Q(community_id=community), pk=voter).first()
    if row is None:
        raise NotFound("voter")
    one = VoterRow(
        row.pk, row.ref, row.name, row.person_id, row.user, row.recused, row.voted, row.way, row.twice
    )
    return one, results.page_of(row.decision)


def _one(community: int, key: int) -> Decision:
    found = Decision.objects.filter(community_id=community, pk=key, secret=True, state__in=_SEEN).first()
    if found is None:
        raise NotFound("decision")
    return found


def running(community: int) -> list[tuple[int, str]]:
    """(decision, title) of secret votes that are open, newest first. One query."""
    rows = Decision.objects.filter(community_id=community, secret=True, state=codes.OPEN).order_by("-pk")
    return list(rows.values_list("pk", "title")[:10])
