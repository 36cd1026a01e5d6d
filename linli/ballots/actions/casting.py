"""A vote: the line of the roll is locked, the ballot falls into the box, the line is marked. One transaction."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Sequence

from django.db import transaction

from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Ballot, Booth, Decision, Receipt, Voter
from ..queries import roll
from ..queries.results import asked_of
from ..rules import codes, decisions
from .parts import keeper

VOTER = "ballot voter"
Read = Callable[[decisions.Asked], tuple[Sequence[str], Sequence[int]]]


@transaction.atomic
def cast(
    *, actor: Actor, at: dt.datetime, voter: int, vote: Sequence[str] = (), points: Sequence[int] = (), way: str,
    read: Read | None = None,
) -> str:  # fmt: skip
    """Vote once. The receipt's text, which is kept nowhere.

    voter  the line of the roll; the caller has made sure that it is the actor's own (account or code)
    read   reads (vote, points) from what was sent once it is known what is asked; instead of `vote`, `points`
    Raises NotFound, and Refused for a recused or marked line, outside the time, over a limit or the budget.
    """
    line = _line(actor, voter)
    decision: Decision = line.decision
    over = decision.until is not None and at >= decision.until
    decisions.may_cast(decision.state, decision.secret, over).demand()
    decisions.may_mark(line.recused, line.voted).demand()
    asked = asked_of(decision)
    given, numbers = read(asked) if read else (vote, points)
    decisions.demand_ballot(asked, given, numbers)
    Voter.objects.filter(pk=line.pk).update(voted=True, way=way)
    put(decision, given, numbers)
    text = roll.receipt_text(line.pk)
    Receipt.objects.bulk_create(
        [Receipt(community_id=line.community_id, voter=line, digest=roll.receipt_digest(text))]
    )
    journal.write(actor, "voted", VOTER, key=line.pk, at=at, way=way)
    return text


@transaction.atomic
def mark_paper(*, actor: Actor, at: dt.datetime, booth: int, voter: int) -> None:
    """A voter was given a sheet at a booth: their line is marked, their code is spent. What they write nobody sees."""
    keeper(actor)
    place = Booth.objects.filter(community_id=actor.community, pk=booth).first()
    if place is None:
        raise NotFound("booth")
    line = _line(actor, voter)
    decision: Decision = line.decision
    if decision.pk != place.decision_id:
        raise NotFound("voter")
    over = decision.until is not None and at >= decision.until
    decisions.may_cast(decision.state, decision.secret, over).demand()
    if line.recused:
        raise Refused(say("{name} is recused and does not vote.", name=line.name), "voter")
    if line.voted:
        raise Refused(say("{name} has voted already.", name=line.name), "voter")
    Voter.objects.filter(pk=line.pk).update(voted=True, way=codes.PAPER, booth=place)
    journal.write(actor, "voted", VOTER, key=line.pk, at=at, way=codes.PAPER)


def put(decision: Decision, vote: Sequence[str], points: Sequence[int]) -> None:
    """Drop one ballot into the box, where the order of a ballot's options tells nothing unless it is a ranking."""
    pairs = list(zip(vote, points, strict=False)) if points else [(one, 0) for one in vote]
    if decision.kind != codes.RANKED:
        pairs.sort()
    Ballot.objects.bulk_create(
        [
            Ballot(
                key=secrets.token_hex(16), community_id=decision.community_id, decision=decision,
                vote=[one for one, _ in pairs], points=[number for _, number in pairs] if points else [],
            )
        ]
    )  # fmt: skip


def _line(actor: Actor, voter: int) -> Voter:
    found = (
        Voter.objects.select_for_update(of=("self",)).select_related("decision")
        .filter(community_id=actor.community or 0, pk=voter).first()
    )  # fmt: skip
    if found is None:
        raise NotFound("voter")
    return found
