"""What is known of many people on a day that benefits ask for: age, residence, household, statuses of the reader's lines."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from linli.kernel import Actor

from ..models import Member, Residence, Status
from ..rules.sight import status_kinds
from . import marks, sight


@dataclass(frozen=True, slots=True)
class HeldStatus:
    """One status that holds on the day; `until` is its end or the day of its review, whichever is known."""

    id: int
    kind: str
    category: str
    level: str
    source: str
    start: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One person on a day. kind is that of the residence, "" for somebody who does not live or stand registered here.

    household  what anybody of the household holds
    """

    id: int
    name: str
    sort: str
    sex: str
    born: dt.date | None
    door: str
    kind: str
    household_id: int | None
    statuses: tuple[HeldStatus, ...] = ()
    household: tuple[HeldStatus, ...] = field(default=())


def circumstances(
    actor: Actor, *, on: dt.date, kinds: Collection[str], ids: Iterable[int] | None = None, born_until: dt.date | None = None,
    holding: Collection[str] = (),
) -> dict[int, Circumstances]:  # fmt: skip
    """Key → circumstances of those whom the actor may see: these, or everybody with an episode on the day.

    kinds       statuses that are asked for; those of other lines than the reader's are left out
    born_until, holding   of everybody only who was born by this day or holds a status of these kinds
    Three queries.
    """
    seen = set(kinds) & status_kinds(actor)
    held = _held(actor, on, seen)
    rows = sight.people(actor, on).annotate(
        r=sight.joined(actor, on, "residences"), m=sight.joined(actor, on, "memberships")
    )
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    else:
        narrow = Q()
        if born_until is not None:
            holders = [key for key, of in held.items() if any(one.kind in holding for one in of)]
            narrow = Q(born__lte=born_until) | Q(pk__in=holders)
        rows = rows.filter(narrow, r__isnull=False)
    found = list(
        rows.values_list("pk", "name", "sort", "sex", "born", "r__room__door", "r__kind", "m__household_id")
    )
    beside = _households(actor, on, held)
    return {
        key: Circumstances(
            key, name, sort, sex, born, door or "", kind or "", home, held.get(key, ()), beside.get(home, ()) if home else ()
        )
        for key, name, sort, sex, born, door, kind, home in found
    }  # fmt: skip


def _held(actor: Actor, on: dt.date, kinds: set[str]) -> dict[int, tuple[HeldStatus, ...]]:
    rows = Status.objects.filter(
        sight.on_day(on), community_id=actor.community, mark__in=[marks.mark(one) for one in kinds]
    )
    found: dict[int, tuple[HeldStatus, ...]] = {}
    for key, person, facts, source, start, end, review in rows.values_list(
        "pk", "person_id", "facts", "source", "start", "end", "review_on"
    ):
        plain = json.loads(str(facts))
        one = HeldStatus(
            key,
            plain["kind"],
            plain.get("category", ""),
            plain.get("level", ""),
            source,
            start,
            end or review,
        )
        found[person] = (*found.get(person, ()), one)
    return found


def _households(
    actor: Actor, on: dt.date, held: dict[int, tuple[HeldStatus, ...]]
) -> dict[int, tuple[HeldStatus, ...]]:
    rows = Member.objects.filter(sight.on_day(on), community_id=actor.community, person__in=list(held))
    found: dict[int, tuple[HeldStatus, ...]] = {}
    for home, person in rows.values_list("household_id", "person_id"):
        found[home] = (*found.get(home, ()), *held[person])
    return found


def gone(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, tuple[dt.date | None, str]]:
    """Key → (first day no longer here, reason) of those of these people who have no episode on the day. One query."""
    last: dict[int, tuple[dt.date | None, str]] = {}
    here: set[int] = set()
    rows = Residence.objects.filter(community_id=actor.community, void=False, person__in=list(ids))
    for person, start, end, reason in rows.order_by("start").values_list(
        "person_id", "start", "end", "reason"
    ):
        if start <= on and (end is None or end > on):
            here.add(person)
        last[person] = (end, reason)
    return {key: value for key, value in last.items() if key not in here}
