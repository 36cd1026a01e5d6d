"""Visits, and households visited over occupied households (走访覆盖 C); needs heard and members' part in them.

Counted are households and visits, never who visited how often: nobody is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, say
from linli.residents import api as residents

from ..models import Visit, VisitNeed
from ..queries.visits import completed
from ..rules import codes
from ..rules.planning import quarter_of
from ..rules.visits import visits_in_full

HOUSEHOLDS = say("households")
TIMES = say("times")
MATTERS = say("matters")
PEOPLE = say("people")
ELSEWHERE = tuple(code for code in codes.WAYS if code != codes.AT_HOME)


def _visits(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Visit.objects.filter(pk__in=pks).values_list("pk", "room__door", "went", "way", "result", "spoke")
    return {
        pk: Listed(
            pk,
            {
                "door": door or "—", "on": went, "way": str(codes.WAYS[way]), "result": str(codes.RESULTS[result]), "spoke": spoke or "—",
            },
            reverse("contact:visit", args=[pk]),
        )
        for pk, door, went, way, result, spoke in rows
    }  # fmt: skip


def _needs(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = VisitNeed.objects.filter(pk__in=pks).values_list("pk", "visit_id", "visit__room__door", "visit__went", "visit__by_member")  # fmt: skip
    return {
        pk: Listed(
            visit, {"door": door or "—", "on": went, "by": str(say("a Party member") if member else say("others"))},
            reverse("contact:visit", args=[visit]),
        )
        for pk, visit, door, went, member in rows
    }  # fmt: skip


def _by_door(text: str) -> Q:
    return Q(room__door__contains=text.strip()[:60].replace("\0", ""))


def _need_by_door(text: str) -> Q:
    return Q(visit__room__door__contains=text.strip()[:60].replace("\0", ""))


def _visited_since(first: dt.date, day: dt.date) -> Q:
    rows = Visit.objects.filter(completed(), household__isnull=False, went__gte=first, went__lte=day)
    return residents.lived_in(day) & Q(pk__in=rows.values("household_id"))


def in_quarter(day: dt.date) -> Q:
    """Occupied households visited at the door in the quarter of the day."""
    return _visited_since(quarter_of(day), day)


def in_year(day: dt.date) -> Q:
    """Occupied households visited at the door in the year of the day."""
    return _visited_since(dt.date(day.year, 1, 1), day)


SPINES: list[Spine] = [
    Spine(
        "contact_visit", lambda: Visit.objects.filter(void=False), key="pk", starts="went", unit="room__unit",
        listing=Listing(
            "visit",
            (("door", say("Door")), ("on", say("Day")), ("way", say("Where you met")), ("result", say("How it went")), ("spoke", say("Spoke with"))),
            ("-went", "-pk"), _visits, _by_door, visits_in_full,
        ),
    ),
    Spine(
        "contact_need", lambda: VisitNeed.objects.filter(visit__void=False), key="pk", starts="visit__went", unit="visit__room__unit",
        listing=Listing(
            "visit", (("door", say("Door")), ("on", say("Day")), ("by", say("Heard by"))),
            ("-visit__went", "-pk"), _needs, _need_by_door, visits_in_full,
        ),
    ),
]  # fmt: skip

FIGURES: list[AnyFigure] = [
    Figure("contact_visited_quarter", say("Households visited this quarter"), HOUSEHOLDS, say("Occupied households at whose door somebody was spoken with in the quarter of the day; calls and meetings elsewhere are not counted."), "household", condition=in_quarter),
    Figure("contact_visited_year", say("Households visited this year"), HOUSEHOLDS, say("Occupied households at whose door somebody was spoken with in the year of the day."), "household", condition=in_year),
    Ratio("contact_visit_coverage_quarter", say("Coverage by visit, this quarter"), say("Occupied households visited in the quarter of the day of all occupied households."), "contact_visited_quarter", "contact_occupied"),
    Ratio("contact_visit_coverage_year", say("Coverage by visit, this year"), say("Occupied households visited in the year of the day of all occupied households."), "contact_visited_year", "contact_occupied"),
    Figure("contact_visits", say("Visits and calls"), TIMES, say("Visits, calls and meetings of the period at which somebody was spoken with."), "contact_visit", FLOW, condition=Q(result="met")),
    Figure("contact_visits_at_home", say("Visits at home"), HOUSEHOLDS, say("Households at whose door somebody was spoken with in the period, each once."), "contact_visit", FLOW, condition=completed() & Q(household__isnull=False), distinct="household_id"),
    Figure("contact_visits_elsewhere", say("Visits elsewhere"), HOUSEHOLDS, say("Households spoken with by phone, at the office or outdoors in the period, each once."), "contact_visit", FLOW, condition=completed(ELSEWHERE) & Q(household__isnull=False), distinct="household_id"),
    Figure("contact_visits_nobody", say("Nobody at home"), TIMES, say("Visits of the period at which nobody was at home."), "contact_visit", FLOW, condition=Q(result="absent")),
    Figure("contact_people_in_teams", say("People in teams"), PEOPLE, say("Accounts that visited households at the door in the period, each once; how many of them, never how often."), "contact_visit", FLOW, condition=completed() & Q(user__isnull=False), distinct="user"),
    Figure("contact_returns_promised", say("Returns promised"), TIMES, say("Visits on which a return was promised for a day of the period."), "contact_visit", FLOW, condition=Q(return_on__isnull=False), starts="return_on"),
    Figure("contact_returns_kept", say("Promised returns kept"), TIMES, say("Of those promised for the period, the ones after which somebody was met again."), "contact_visit", FLOW, condition=Q(return_on__isnull=False, returned=True), starts="return_on"),
    Ratio("contact_returns_rate", say("Share of promised returns kept"), say("Promised returns kept among those promised for the period."), "contact_returns_kept", "contact_returns_promised"),
    Figure("contact_needs", say("Needs heard on visits"), MATTERS, say("Needs of visits of the period; each became an appeal or was added to one."), "contact_need", FLOW),
    Figure("contact_needs_by_members", say("Needs heard by Party members"), MATTERS, say("Of those, the ones written down by somebody who was responsible for a Party area that day."), "contact_need", FLOW, condition=Q(visit__by_member=True)),
    Ratio("contact_needs_share", say("Members' part in needs heard"), say("Needs heard by Party members among those heard on visits."), "contact_needs_by_members", "contact_needs"),
]  # fmt: skip
