"""A vote: the line of the roll is locked, marked, and the ballot falls into the box. One transaction, few statements.

The statements are written out: at thousands of votes an hour the making of each one would cost more than its running.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Booth
from ..queries import roll
from ..rules import codes, decisions
from ..rules.decisions import Asked
from .parts import keeper

VOTER = "ballot voter"
Read = Callable[[Asked], tuple[Sequence[str], Sequence[int]]]

_LINE = """
select v.name, v.recused, v.voted, v.twice, d.id, d.state, d.secret, d.until, d.kind, d.options::text, d.most, d.budget
from ballots_voter v join ballots_decision d on d.id = v.decision_id
where v.community_id = %s and v.id = %s for update of v
"""
_MARK = "update ballots_voter set voted = true, way = %s, booth_id = %s where id = %s"
_BOX = "insert into ballots_ballot (key, community_id, decision_id, vote, points) values (%s, %s, %s, %s::varchar[], %s::int[])"
_RECEIPT = "insert into ballots_receipt (community_id, voter_id, digest) values (%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Line:
    """A locked line of a roll and what its decision asks."""

    name: str
    recused: bool
    voted: bool
    twice: bool
    decision: int
    state: str
    secret: bool
    until: dt.datetime | None
    asked: Asked


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
    _demand_open(line, at)
    decisions.may_mark(line.recused, line.voted, line.twice).demand()
    given, numbers = read(line.asked) if read else (vote, points)
    decisions.demand_ballot(line.asked, given, numbers)
    text = roll.receipt_text(voter)
    with _ended(), connection.cursor() as cursor:
        cursor.execute(_MARK, [way, None, voter])
        cursor.execute(_BOX, _ballot(actor.community, line.decision, line.asked.kind, given, numbers))
        cursor.execute(_RECEIPT, [actor.community, voter, roll.receipt_digest(text)])
    journal.write(actor, "voted", VOTER, key=voter, at=at, way=way)
    return text


@transaction.atomic
def mark_paper(*, actor: Actor, at: dt.datetime, booth: int, voter: int) -> None:
    """A voter was given a sheet at a booth: their line is marked, their code is spent. What they write nobody sees."""
    keeper(actor)
    place = Booth.objects.filter(community_id=actor.community, pk=booth).first()
    if place is None:
        raise NotFound("booth")
    line = _line(actor, voter)
    if line.decision != place.decision_id:
        raise NotFound("voter")
    _demand_open(line, at)
    if line.twice:
        raise Refused(say("{name} stands on the roll twice; mark the other line.", name=line.name), "voter")
    if line.recused:
        raise Refused(say("{name} is recused and does not vote.", name=line.name), "voter")
    if line.voted:
        raise Refused(say("{name} has voted already.", name=line.name), "voter")
    with _ended(), connection.cursor() as cursor:
        cursor.execute(_MARK, [codes.PAPER, booth, voter])
    journal.write(actor, "voted", VOTER, key=voter, at=at, way=codes.PAPER)


def put(community: int, decision: int, kind: str, vote: Sequence[str], points: Sequence[int]) -> None:
    """Drop one ballot into the box; its ticket was given in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_BOX, _ballot(community, decision, kind, vote, points))


def _ballot(
    community: int | None, decision: int, kind: str, vote: Sequence[str], points: Sequence[int]
) -> list[Any]:
    """A row of the box. The order of a ballot's options tells nothing unless it is a ranking."""
    pairs = list(zip(vote, points, strict=False)) if points else [(one, 0) for one in vote]
    if kind != codes.RANKED:
        pairs.sort()
    return [
        secrets.token_hex(16), community, decision, [one for one, _ in pairs],
        [number for _, number in pairs] if points else [],
    ]  # fmt: skip


@contextmanager
def _ended() -> Iterator[None]:
    """Voting was closed since the line was read: the database took neither mark nor ballot."""
    try:
        yield
    except IntegrityError as fault:
        if getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") == "ballots_voter_open":
            decisions.may_cast(codes.CLOSED, True, False).demand()
        raise


def _demand_open(line: Line, at: dt.datetime) -> None:
    over = line.until is not None and at >= line.until
    decisions.may_cast(line.state, line.secret, over).demand()


def _line(actor: Actor, voter: int) -> Line:
    with connection.cursor() as cursor:
        cursor.execute(_LINE, [actor.community or 0, voter])
        row = cursor.fetchone()
    if row is None:
        raise NotFound("voter")
    name, recused, voted, twice, decision, state, secret, until, kind, options, most, budget = row
    return Line(
        name, recused, voted, twice, decision, state, secret, until, _asked(kind, options, most, budget)
    )


@lru_cache(maxsize=32)
def _asked(kind: str, options: str, most: int | None, budget: int | None) -> Asked:
    """What is asked, read once: it does not change while votes are cast."""
    return Asked(kind, decisions.options_of(json.loads(options)), most, budget)
