"""Lists of people: ids first, in order, then one fetch of the rows that are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Window

from linli.base import planner
from linli.kernel import Actor
from linli.kernel.phones import hide_phone
from linli.places import api as places

from ..models import Person
from ..rules.ages import age_on, born_between
from ..rules.codes import OF_GROUP
from ..rules.sight import status_kinds
from . import marks, search, sight
from .shapes import Page, PeopleFilter, PersonRow

#: Order of a list by its name in the address; every order ends unambiguously.
SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("sort", "id"),
    "door": (
        "r__room__unit__building__compound", "r__room__unit__building__name_sort", "r__room__unit__number",
        "r__room__floor", "r__room__number", "sort", "id",
    ),
    "age": (F("born").desc(nulls_last=True), "id"),
    "-age": (F("born").asc(nulls_last=True), "id"),
    "start": (F("r__start").asc(nulls_last=True), "id"),
    "-start": (F("r__start").desc(nulls_last=True), "id"),
}  # fmt: skip
_ROW = (
    "id", "name", "sex", "born", "phone", "called", "r__id", "r__kind", "r__state", "r__start", "r__room_id",
    "r__room__door", "r__room__unit__building_id", "m__household_id", "m__relation", "m__head",
)  # fmt: skip


def listing(
    actor: Actor, where: PeopleFilter, *, on: dt.date, sort: str = "name", page: int = 1, size: int = 50
) -> Page[PersonRow]:
    """One page of the people whom `where` leaves of those whom the actor may see.

    Keys and their count come in one statement from two indexes that hold all it asks. A search leaves
    few people, who are looked up at once with all that is shown of them.
    """
    found = narrowed(actor, where, on)
    ordered = found.order_by(*SORTS.get(sort, SORTS["name"])).annotate(total=Window(Count("pk")))
    if where.text.strip() or where.keys is not None:
        shown = ordered.annotate(m=sight.joined(actor, on, "memberships")).values(*_ROW, "total")
        number, held = _page(found, shown, page, size)
        return Page([_row(one, on) for one in held], number, size, held[0]["total"] if held else 0)
    with planner.told(planner.ONE):
        number, held = _page(found, ordered.values("pk", "total"), page, size)
    return Page(rows([one["pk"] for one in held], on), number, size, held[0]["total"] if held else 0)


def _page(
    found: QuerySet[Person], picked: QuerySet[Any, Any], page: int, size: int
) -> tuple[int, list[dict[str, Any]]]:
    """The asked page, or the last one where there are not so many."""
    number = max(1, page)
    held = list(picked[(number - 1) * size : number * size])
    if not held and number > 1:
        number = max(1, -(-found.count() // size))
        held = list(picked[(number - 1) * size : number * size])
    return number, held


def narrowed(actor: Actor, where: PeopleFilter, on: dt.date) -> QuerySet[Person]:
    """The people of a filter, with the episode that holds on the day joined as `r`.

    Everything asked of the episode stands in one filter: a second one would join it anew.
    """
    found = sight.people(actor, on).annotate(r=sight.joined(actor, on, "residences"))
    asked = Q()
    if where.state == "gone":
        asked &= Q(r__isnull=True)
    elif where.state != "any":
        asked &= Q(r__isnull=False)
    if where.state in ("to_verify", "open", "to_close"):
        asked &= Q(r__state=where.state)
    if where.group in OF_GROUP:
        asked &= Q(r__kind__in=OF_GROUP[where.group])
    if where.kind:
        asked &= Q(r__kind=where.kind)
    if where.building is not None:
        asked &= Q(r__room__unit__building=where.building)
    if where.cell is not None and actor.community is not None:
        asked &= Q(r__room__unit__in=places.cell_units(actor.community, [where.cell], on))
    return _about_the_person(found.filter(asked), actor, where, on)


def _about_the_person(
    found: QuerySet[Person], actor: Actor, where: PeopleFilter, on: dt.date
) -> QuerySet[Person]:
    after, latest = born_between(on, *where.ages)
    if after is not None:
        found = found.filter(born__gt=after)
    if latest is not None:
        found = found.filter(born__lte=latest)
    if where.sex:
        found = found.filter(sex=where.sex)
    if where.keys is not None:
        found = found.filter(pk__in=where.keys)
    if where.status:
        found = (
            found.filter(marks.holds(where.status, on))
            if where.status in status_kinds(actor)
            else found.none()
        )
    if where.text.strip():
        found = found.filter(pk__in=search.ids(actor, where.text, on=on))
    return found


def rows(ids: Sequence[int], on: dt.date) -> list[PersonRow]:
    """The rows of these people in this order, in one query; ids must be permitted already."""
    if not ids:
        return []
    found = (
        Person.objects.filter(pk__in=ids)
        .annotate(
            r=FilteredRelation("residences", condition=sight.on_day(on, "residences__")),
            m=FilteredRelation("memberships", condition=sight.on_day(on, "memberships__")),
        )
        .values(*_ROW)
    )
    by_id = {one["id"]: _row(one, on) for one in found}
    return [by_id[key] for key in ids if key in by_id]


def _row(one: dict[str, Any], on: dt.date) -> PersonRow:
    return PersonRow(
        id=one["id"], name=one["name"], sex=one["sex"], age=age_on(one["born"], on), phone=hidden_phone(one["phone"]),
        door=one["r__room__door"] or "", room_id=one["r__room_id"], building_id=one["r__room__unit__building_id"],
        kind=one["r__kind"] or "", state=one["r__state"] or "gone", start=one["r__start"], residence_id=one["r__id"],
        household_id=one["m__household_id"], relation=one["m__relation"] or "", head=bool(one["m__head"]),
        called=one["called"],
    )  # fmt: skip


def hidden_phone(number: str) -> str:
    """138····0123, or nothing where no phone is known."""
    return hide_phone(number) if number else ""


def names(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """Names of those of `ids` whom the actor may see."""
    return dict(sight.people(actor, on).filter(pk__in=list(ids)).values_list("pk", "name"))


def keys_seen(actor: Actor, ids: Iterable[int], *, on: dt.date) -> list[int]:
    """Those of `ids` whom the actor may see, in ascending order."""
    return list(
        sight.people(actor, on).filter(Q(pk__in=list(ids))).order_by("pk").values_list("pk", flat=True)
    )


def households(actor: Actor, ids: Iterable[int], *, on: dt.date) -> dict[int, tuple[str, int | None]]:
    """Key → (name, household on the day) of those of `ids` whom the actor may see. One query, two for a grid worker."""
    found = sight.people(actor, on).filter(pk__in=list(ids))
    held = found.annotate(m=sight.joined(actor, on, "memberships")).values_list(
        "pk", "name", "m__household_id"
    )
    return {key: (name, household) for key, name, household in held}


def kept_records(actor: Actor, ids: Iterable[int]) -> dict[int, int]:
    """Key → key of the record that holds that person now, for records of the actor's community; merged ones lead on.

    Says nothing about anybody: what it leads to is looked up within the actor's sight. At most 5 queries.
    """
    now = {key: key for key in ids}
    known: dict[int, int | None] = {}
    for _ in range(5):
        wanted = set(now.values()) - set(known)
        if not wanted:
            break
        found = Person.objects.filter(community_id=actor.community, pk__in=wanted)
        known |= dict.fromkeys(wanted, -1) | dict(found.values_list("pk", "merged_into"))
        now = {key: held if (held := known[at]) and held > 0 else at for key, at in now.items()}
    return {key: at for key, at in now.items() if known.get(at, -1) != -1}
