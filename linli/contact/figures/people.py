"""Captains by building, messengers in office, the hours of a week in which somebody answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.figures import FLOW, AnyFigure, Declared, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Period, Saying, say
from linli.kernel.rota import Shift as Hours

from ..models import Captain, Messenger, Shift
from ..queries import roster
from ..queries.areas import lies, on_day
from ..rules import codes
from ..rules.roster import DUTY, HOURS, MESSENGER, NOBODY, told, week_of

PEOPLE, BUILDINGS, SHIFTS, HOUR = say("people"), say("buildings"), say("shifts"), say("hours")


def _captains(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Captain.objects.filter(pk__in=pks).values_list("pk", "name", "cell__name", "kind", "start")
    return {
        pk: Listed(
            pk, {"name": name, "place": place, "kind": str(codes.CAPTAINS[kind]), "start": start},
            reverse("contact:captain", args=[pk]),
        )
        for pk, name, place, kind, start in rows
    }  # fmt: skip


def _messengers(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Messenger.objects.filter(pk__in=pks).values_list("pk", "name", "start", "end")
    return {
        pk: Listed(
            pk,
            {"name": name, "start": start, "end": end.isoformat() if end else ""},
            reverse("contact:messenger", args=[pk]),
        )
        for pk, name, start, end in rows
    }


def _shifts(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Shift.objects.filter(pk__in=pks).values_list("pk", "messenger__name", "starts", "ends")
    return {
        pk: Listed(
            pk, {"name": name, "hours": told(Hours(starts, ends))}, reverse("contact:shift", args=[pk])
        )
        for pk, name, starts, ends in rows
    }


def _shift_rows() -> QuerySet[Shift]:
    """Shifts with the day here on which they begin."""
    return Shift.objects.filter(void=False).annotate(day=TruncDate("starts", tzinfo=clock.SHANGHAI))


def _reads(actor: Actor) -> bool:
    return bool(accounts.may(actor, "contact.read"))


def _named(*columns: str) -> Callable[[str], Q]:
    def typed(text: str) -> Q:
        plain, found = text.strip()[:60].replace("\0", ""), Q()
        for column in columns:
            found |= Q(**{f"{column}__contains": plain})
        return found

    return typed


def led(day: dt.date) -> Q:
    """Buildings with homes of which a primary captain has at least one such unit."""
    unit = "cell__memberships__unit__"
    held = Captain.objects.filter(on_day(day), lies(day, "cell__memberships__"), kind=codes.PRIMARY)
    homes = Q(**{f"{unit}rooms__use": "home"}) & lies(day, f"{unit}rooms__")
    return Q(pk__in=held.filter(homes).values(f"{unit}building"))


def _of_week(kinds: Sequence[str]) -> Callable[[Iterable[int], Period], Mapping[int, tuple[str, str]]]:
    """community → hours of the week around the period's last day that these kinds answer."""

    def read(communities: Iterable[int], period: Period) -> Mapping[int, tuple[str, str]]:
        found = {}
        for community in communities:
            hours = roster.week_of(community, week_of(period.last)).hours
            found[community] = (str(sum(hours[kind] for kind in kinds)), "")
        return found

    return read


def _all_hours(communities: Iterable[int], period: Period) -> Mapping[int, tuple[str, str]]:
    return {community: (str(HOURS), "") for community in communities}


def _hours(name: str, label: Saying, meaning: Saying, *kinds: str) -> Declared:
    return Declared(name, label, HOUR, meaning, _of_week(kinds), by_hand=False)


SPINES: list[Spine] = [
    Spine(
        "contact_captain", lambda: Captain.objects.filter(void=False), key="pk", starts="start", ends="end",
        listing=Listing(
            "building captain",
            (("name", say("Full name")), ("place", say("Building no.")), ("kind", say("Kind")), ("start", say("Since"))),
            ("cell__code", "-kind", "pk"), _captains, _named("name", "cell__name"), _reads,
        ),
    ),
    Spine(
        "contact_messenger", lambda: Messenger.objects.filter(void=False), key="pk", starts="start", ends="end",
        listing=Listing(
            "messenger", (("name", say("Full name")), ("start", say("Since")), ("end", say("Until"))), ("name", "pk"), _messengers,
            _named("name"), _reads,
        ),
    ),
    Spine(
        "contact_shift", _shift_rows, key="pk", starts="day",
        listing=Listing(
            "", (("name", say("Messenger")), ("hours", say("Hours"))), ("starts", "pk"), _shifts, _named("messenger__name"), _reads,
        ),
    ),
]  # fmt: skip

FIGURES: list[AnyFigure] = [
    Figure("contact_captains", say("Building captains"), PEOPLE, say("Primary captains in office on the day."), "contact_captain", condition=Q(kind=codes.PRIMARY)),
    Figure("contact_deputies", say("Deputy captains"), PEOPLE, say("Deputies in office on the day."), "contact_captain", condition=Q(kind=codes.DEPUTY)),
    Figure("contact_led_buildings", say("Buildings with a captain"), BUILDINGS, say("Buildings with homes of which a primary captain has at least one unit on the day."), "building", condition=led),
    Ratio("contact_captain_coverage", say("Share of buildings with a captain"), say("Buildings with a captain of the buildings with homes."), "contact_led_buildings", "home_buildings"),
    Figure("contact_messengers", say("Messengers in office"), PEOPLE, say("Messengers whose term of office holds on the day."), "contact_messenger"),
    Figure("contact_shifts", say("Shifts of messengers"), SHIFTS, say("Shifts on the messengers' roster that begin in the period."), "contact_shift", FLOW),
    Declared("contact_hours", say("Hours of a week"), HOUR, say("Seven days of 24 hours."), _all_hours, by_hand=False),
    _hours("contact_hours_messenger", say("Hours answered by messengers"), say("Hours of the week around the last day in which a messenger answers, as the roster stands; whole hours only."), MESSENGER),
    _hours("contact_hours_duty", say("Hours answered by the duty phone"), say("Hours of the week around the last day in which the duty phone answers and no messenger, as the rosters stand; whole hours only."), DUTY),
    _hours("contact_hours_nobody", say("Hours that nobody answers"), say("Hours of the week around the last day that neither roster covers wholly."), NOBODY),
    _hours("contact_hours_answered", say("Hours in which somebody answers"), say("Hours of the week around the last day in which a messenger or the duty phone answers, as the rosters stand; whole hours only."), MESSENGER, DUTY),
    Ratio("contact_hours_covered", say("Share of the week in which somebody answers"), say("Hours in which a messenger or the duty phone answers of the 168 hours of the week around the last day."), "contact_hours_answered", "contact_hours"),
]  # fmt: skip
