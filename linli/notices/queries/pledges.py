"""Pledges: the list, one with its follow-up, what residents read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound

from ..models import FollowUp, Pledge

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One pledge; `follow_ups` (day, words) latest first where it is shown whole."""

    id: int
    version: int
    maker: str
    who: str
    text: str
    measure: str
    start: dt.date
    end: dt.date
    state: str
    closed_on: dt.date | None
    outcome: str
    rated: tuple[int, int, int] | None
    done: int
    follow_ups: list[tuple[dt.date, str]] = field(default_factory=list)

    @property
    def last(self) -> dt.date:
        """The promised day."""
        return self.end - _DAY

    def late(self, on: dt.date) -> bool:
        """Whether its day is over and nobody has settled it."""
        return self.state == "open" and on >= self.end


ORDERS = {"last": ("end", "pk"), "who": ("who", "pk"), "start": ("start", "pk")}


def listing(
    actor: Actor,
    *,
    text: str = "",
    state: str = "",
    order: list[str] | None = None,
    start: int = 0,
    count: int = 50,
) -> tuple[list[PledgeRow], int]:
    """One page, open ones first by their day, and how many there are. Two queries."""
    rows = _seen(actor)
    words = text.strip()[:60].replace("\0", "")
    if words:
        rows = rows.filter(Q(who__contains=words) | Q(text__contains=words))
    if state:
        rows = rows.filter(state=state)
    total = rows.count()
    found = _counted(rows).order_by(*(order or ("-open_first", "end", "pk")))
    return [_row(one) for one in found[start : start + count]], total


def page(actor: Actor, key: int) -> PledgeRow:
    """One whole. NotFound outside the actor's sight. Two queries."""
    return _whole(_counted(_seen(actor)), key)


def public(community: int) -> list[PledgeRow]:
    """What everybody reads: all that is open, and what was settled, latest first. Needs the scope. Two queries."""
    rows = _counted(Pledge.objects.filter(community_id=community, void=False)).order_by(
        "-open_first", "end", "pk"
    )
    held: dict[int, list[tuple[dt.date, str]]] = {}
    every = list(rows[:200])
    for pledge, on, text in (
        FollowUp.objects.filter(pledge__in=[one.pk for one in every])
        .order_by("-on", "-pk")
        .values_list("pledge", "on", "text")
    ):
        held.setdefault(pledge, []).append((on, text))
    return [_row(one, held.get(one.pk, [])) for one in every]


def _whole(rows: QuerySet[Any], key: int) -> PledgeRow:
    one = rows.filter(pk=key).first()
    if one is None:
        raise NotFound("pledge")
    done = FollowUp.objects.filter(pledge=key).order_by("-on", "-pk").values_list("on", "text")
    return _row(one, list(done))


def _seen(actor: Actor) -> QuerySet[Pledge]:
    rows = Pledge.objects.filter(community_id=actor.community, void=False)
    return rows if accounts.may(actor, "notices.read") else rows.none()


def _counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    first = Case(When(state="open", then=Value(1)), default=Value(0), output_field=IntegerField())
    found: QuerySet[Any] = rows.annotate(done=Count("follow_ups"), open_first=first)
    return found


def _row(one: Pledge, done: list[tuple[dt.date, str]] | None = None) -> PledgeRow:
    rated = (one.good or 0, one.fair or 0, one.poor or 0) if one.rated_on else None
    return PledgeRow(
        one.pk, one.version, one.maker, one.who, one.text, one.measure, one.start, one.end, one.state, one.closed_on, one.outcome,
        rated, vars(one)["done"], done or [],
    )  # fmt: skip
