"""A small catalogue over the register's tables, so that the engine is tested by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from linli.base.figures import FLOW, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, say
from linli.reports.engine import Catalog
from linli.residents.models import Check, Residence


def _show(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    found = Residence.objects.filter(pk__in=pks).select_related("person")
    return {one.pk: Listed(one.person_id, {"name": one.person.name}) for one in found}


NAMES = Listing("person", (("name", say("Name")),), ("person__sort",), _show)

RESIDENCE = Spine(
    "residence", lambda: Residence.objects.filter(void=False), key="person_id", starts="start", ends="end",
    unit="room__unit", identity="person__digest", listing=NAMES,
)  # fmt: skip
CHECK = Spine(
    "check",
    lambda: Check.objects.filter(void=False),
    key="person_id",
    starts="on",
    unit="residence__room__unit",
    listing=NAMES,
)


def aged(years: int) -> object:
    """Eighty today is eighty: born on or before the day `years` earlier."""

    def condition(day: dt.date) -> Q:
        year = day.year - years
        born = dt.date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
        return Q(person__born__lte=born)

    return condition


def _figure(name: str, spine: str = "residence", **options: object) -> Figure:
    return Figure(name, say(name), say("people"), say(name), spine, **options)  # type: ignore[arg-type]


FIGURES = (
    _figure("people"),
    _figure("men", condition=Q(person__sex="1")),
    _figure("inflow", condition=Q(kind="inflow"), sensitive=True),
    _figure("aged_80", condition=aged(80)),
    _figure("opened", kind=FLOW),
    _figure("arrived", kind=FLOW, distinct="person_id"),
    _figure("closed", kind=FLOW, starts="end", condition=~Q(reason="")),
    _figure("checks", "check", kind=FLOW),
    _figure("checked", "check", kind=FLOW, distinct="person_id"),
    Ratio("share_of_men", say("men"), say("men among people"), "men", "people"),
)

KNOWN = Catalog.of([RESIDENCE, CHECK, *FIGURES])
COUNTED = [figure.name for figure in FIGURES if isinstance(figure, Figure)]
