"""The spines of jobs and how the rows behind their numbers are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import Listed, Listing, Spine
from linli.kernel import Actor, Saying, say
from linli.residents import api as residents

from ..models import FollowUp, Placement, Referral, Seeker, Surplus, Trainee, Vacancy
from ..rules import codes, sight

_NAME, _UNIT, _TRADE, _ON = (
    ("name", say("Full name")), ("unit", say("Employer")), ("trade", say("Post or trade")), ("on", say("Day")),
)  # fmt: skip
_SINCE = ("start", say("From"))
Names = dict[int, str]


def _names(actor: Actor, keys: Iterable[int], on: dt.date) -> Names:
    return residents.person_names(actor, keys, on=on)


def _typed(*columns: str) -> Callable[[str], Q]:
    def search(text: str) -> Q:
        plain, found = text.strip()[:60].replace("\0", ""), Q()
        for column in columns:
            found |= Q(**{f"{column}__contains": plain})
        return found

    return search


def _registrations(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = list(
        Seeker.objects.filter(pk__in=pks).values_list("pk", "person_id", "kind", "start", "trade", "state")
    )
    names = _names(actor, [one[1] for one in rows], on)
    return {
        pk: Listed(
            pk, {"name": names.get(person, "—"), "kind": codes.word(codes.REGISTRATIONS, kind), "start": start, "trade": trade,
                 "state": codes.word(codes.STATES, state)},
            reverse("jobs:seeker", args=[pk]),
        )
        for pk, person, kind, start, trade, state in rows
    }  # fmt: skip


def _placements(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    fields = ("pk", "person_id", "unit", "trade", "start", "route", "entry")
    rows = list(Placement.objects.filter(pk__in=pks).values_list(*fields))
    names = _names(actor, [one[1] for one in rows], on)
    return {
        pk: Listed(
            pk, {"name": names.get(person, "—"), "unit": unit, "trade": trade, "start": start,
                 "route": codes.word(codes.ROUTES_OR_NONE, route), "entry": entry or "—"},
            reverse("jobs:placement", args=[pk]),
        )
        for pk, person, unit, trade, start, route, entry in rows
    }  # fmt: skip


def _referrals(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    fields = ("pk", "seeker__person_id", "seeker_id", "unit", "trade", "on", "route", "state")
    rows = list(Referral.objects.filter(pk__in=pks).values_list(*fields))
    names = _names(actor, [one[1] for one in rows], on)
    return {
        pk: Listed(
            seeker, {"name": names.get(person, "—"), "unit": unit, "trade": trade, "on": day, "route": codes.word(codes.ROUTES, route),
                     "state": codes.word(codes.RESULTS, state)},
            reverse("jobs:seeker", args=[seeker]),
        )
        for pk, person, seeker, unit, trade, day, route, state in rows
    }  # fmt: skip


def _vacancies(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Vacancy.objects.filter(pk__in=pks).values_list("pk", "unit", "trade", "wanted", "start")
    return {
        pk: Listed(
            pk,
            {"unit": unit, "trade": trade, "wanted": wanted, "start": start},
            reverse("jobs:vacancy", args=[pk]),
        )
        for pk, unit, trade, wanted, start in rows
    }


def _surplus(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = list(Surplus.objects.filter(pk__in=pks).values_list("pk", "person_id", "basis", "start"))
    names = _names(actor, [one[1] for one in rows], on)
    return {
        pk: Listed(
            pk, {"name": names.get(person, "—"), "basis": basis, "start": start}, reverse("jobs:surplus")
        )
        for pk, person, basis, start in rows
    }


def _follow_ups(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    fields = (
        "pk",
        "placement__person_id",
        "placement_id",
        "placement__unit",
        "months",
        "due",
        "on",
        "outcome",
    )
    rows = list(FollowUp.objects.filter(pk__in=pks).values_list(*fields))
    names = _names(actor, [one[1] for one in rows], on)
    return {
        pk: Listed(
            placement, {"name": names.get(person, "—"), "unit": unit, "months": months, "due": due, "on": day,
                        "outcome": codes.word(codes.FOLLOW_UPS, outcome) if outcome else "—"},
            reverse("jobs:placement", args=[placement]),
        )
        for pk, person, placement, unit, months, due, day, outcome in rows
    }  # fmt: skip


def _trainees(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = list(
        Trainee.objects.filter(pk__in=pks).values_list(
            "pk", "person_id", "training_id", "training__title", "result"
        )
    )
    names = _names(actor, [one[1] for one in rows], on)
    return {
        pk: Listed(
            training, {"name": names.get(person, "—"), "title": title, "result": codes.word(codes.TRAINED, result)},
            reverse("jobs:training", args=[training]),
        )
        for pk, person, training, title, result in rows
    }  # fmt: skip


def _listing(
    subject: str, columns: Sequence[tuple[str, Saying]], order: Sequence[str], show: Any, *searched: str,
    may_open: Callable[[Actor], bool] = sight.may_read,
) -> Listing:  # fmt: skip
    """The columns are also those that the keepers may take out."""
    return Listing(
        subject,
        columns,
        order,
        show,
        _typed(*searched),
        may_open,
        lambda actor: columns if sight.may_keep(actor) else (),
    )


SPINES: list[Spine] = [
    Spine(
        "jobs_registration", lambda: Seeker.objects.filter(void=False), key="person_id", starts="start", ends="end",
        listing=_listing("jobseeker", (_NAME, ("kind", say("Registration")), _SINCE, _TRADE, ("state", say("State"))),
                         ("person__sort", "pk"), _registrations, "person__name"),
    ),
    Spine(
        "jobs_placement", lambda: Placement.objects.filter(void=False), key="person_id", starts="start", ends="end",
        listing=_listing("placement", (_NAME, _UNIT, _TRADE, _SINCE, ("route", say("Route to the post")), ("entry", say("Registration number"))),
                         ("person__sort", "pk"), _placements, "person__name", "unit"),
    ),
    Spine(
        "jobs_referral", lambda: Referral.objects.filter(void=False, seeker__void=False), key="pk", starts="on",
        listing=_listing("jobseeker", (_NAME, _UNIT, _TRADE, _ON, ("route", say("Route to the post")), ("state", say("Result"))),
                         ("-on", "pk"), _referrals, "seeker__person__name", "unit"),
    ),
    Spine(
        "jobs_vacancy", lambda: Vacancy.objects.filter(void=False), key="pk", starts="start",
        listing=_listing("", (_UNIT, _TRADE, ("wanted", say("How many are wanted")), _SINCE), ("-start", "pk"), _vacancies, "unit", "trade",
                         may_open=sight.may_read_posts),
    ),
    Spine(
        "jobs_surplus", lambda: Surplus.objects.filter(void=False), key="person_id", starts="start", ends="end",
        listing=_listing("surplus labour", (_NAME, ("basis", say("By what it is known")), _SINCE), ("person__sort", "pk"), _surplus, "person__name"),
    ),
    Spine(
        "jobs_follow_up", lambda: FollowUp.objects.filter(void=False, placement__void=False), key="pk", starts="due",
        listing=_listing("placement", (_NAME, _UNIT, ("months", say("Months after")), ("due", say("Due")), ("on", say("Asked on")), ("outcome", say("What was heard"))),
                         ("due", "pk"), _follow_ups, "placement__person__name", "placement__unit"),
    ),
    Spine(
        "jobs_trainee", lambda: Trainee.objects.filter(void=False, training__void=False), key="pk",
        starts="training__start",
        listing=_listing("training", (_NAME, ("title", say("Course")), ("result", say("Result"))), ("person__sort", "pk"), _trainees, "person__name"),
    ),
]  # fmt: skip
