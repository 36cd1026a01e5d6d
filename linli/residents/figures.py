"""What the register counts: residence episodes, households, information checks.

An episode is one person behind one door from day to day, and at most one holds at any instant,
so counting episodes of a day counts persons. Days are half-open: an episode closed with `end`
counts as closed on that day, so that yesterday's stock + opened − closed = today's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Condition, Figure, Listed, Listing, Spine
from linli.kernel import Actor, Saying, say
from linli.kernel.phones import hide_phone

from .models import Check, Household, Identity, Member, Residence, Status
from .queries import marks
from .queries.sight import on_day
from .rules import codes, sight
from .rules.ages import age_on, born_between

PEOPLE = say("people")
HOUSEHOLDS = say("households")
TIMES = say("times")

SHORT = (
    ("name", say("Full name")),
    ("sex", say("Sex")),
    ("age", say("Age")),
    ("door", say("Door")),
    ("kind", say("Kind")),
)
ROSTER = (
    ("name", say("Full name")), ("sex", say("Sex")), ("born", say("Day of birth")), ("ethnic", say("Ethnic group")),
    ("hukou_place", say("Registered at")), ("door", say("Door")), ("kind", say("Kind")), ("start", say("Since")),
    ("workplace", say("Place of work")), ("phone", say("Phone")),
)  # fmt: skip
_FETCHED = (
    "pk", "person_id", "person__name", "person__sex", "person__born", "person__ethnic", "person__hukou_place",
    "person__workplace", "person__phone", "room__door", "kind", "start",
)  # fmt: skip


def _residents(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    found = Residence.objects.filter(pk__in=pks).values_list(*_FETCHED)
    shown = {}
    for pk, person, name, sex, born, ethnic, hukou, work, phone, door, kind, start in found:
        cells = {
            "name": name, "sex": codes.word(codes.SEX, sex), "age": age_on(born, on), "born": born, "door": door or "",
            "kind": codes.word(codes.KINDS, kind), "start": start, "ethnic": codes.word(codes.ETHNIC, ethnic),
            "hukou_place": hukou, "workplace": work, "phone": hide_phone(phone),
        }  # fmt: skip
        shown[pk] = Listed(person, cells, reverse("residents:person", args=[person]))
    return shown


def _typed(text: str, person: str = "person", door: str = "room__door") -> Q:
    """Name, pinyin or door with the typed text inside."""
    typed = text.strip()[:60].replace("\0", "")
    return (
        Q(**{f"{person}__name__contains": typed})
        | Q(**{f"{person}__letters__contains": f" {typed.lower()}"})
        | Q(**{f"{door}__contains": typed})
    )


def _checked(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    found = Check.objects.filter(pk__in=pks).values_list(
        "pk", "person_id", "person__name", "person__sex", "person__born", "residence__room__door", "on", "way", "outcome", "by_name"
    )  # fmt: skip
    return {
        pk: Listed(
            person,
            {
                "name": name, "sex": codes.word(codes.SEX, sex), "age": age_on(born, on), "door": door or "", "on": day,
                "way": codes.word(codes.WAYS, way), "outcome": codes.word(codes.OUTCOMES, outcome), "by": by,
            },
            reverse("residents:person", args=[person]),
        )
        for pk, person, name, sex, born, door, day, way, outcome, by in found
    }  # fmt: skip


def _kept(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    found = Household.objects.filter(pk__in=pks).values_list(
        "pk", "number", "room__door", "tenancy", "kind", "start"
    )
    heads = dict(
        Member.objects.filter(on_day(on), household__in=pks, head=True).values_list(
            "household_id", "person__name"
        )
    )
    return {
        pk: Listed(
            pk,
            {
                "door": door, "head": heads.get(pk, ""), "number": number, "start": start,
                "tenancy": codes.word(codes.TENANCY, tenancy), "kind": codes.word(codes.HOUSEHOLD_KINDS, kind),
            },
            reverse("residents:household", args=[pk]),
        )
        for pk, number, door, tenancy, kind, start in found
    }  # fmt: skip


def _by_door(text: str) -> Q:
    typed = text.strip()[:60].replace("\0", "")
    return Q(room__door__contains=typed) | Q(number__contains=typed.upper())


RESIDENTS = Listing(
    "person", SHORT, ("person__sort",), _residents, _typed, sight.sees_register, lambda actor: ROSTER
)
CHECKS = Listing(
    "person",
    (*SHORT[:4], ("on", say("Checked on")), ("way", say("Way")), ("outcome", say("Outcome")), ("by", say("By"))),
    ("-on", "-pk"), _checked, lambda text: _typed(text, door="residence__room__door"), sight.sees_register,
)  # fmt: skip
KEPT = Listing(
    "household",
    (("door", say("Door")), ("head", say("Head")), ("tenancy", say("Tenancy")), ("kind", say("Kind")), ("start", say("Since"))),
    ("room__unit__building__compound", "room__unit__building__name_sort", "room__unit__number", "room__number"),
    _kept, _by_door, sight.sees_register,
)  # fmt: skip


def _twins() -> QuerySet[Any, Any]:
    """Identities that count in several communities, as the register keeps them beside the walls."""
    return Identity.objects.filter(twice=True).values("digest")


SPINES: list[Spine] = [
    Spine(
        "residence", lambda: Residence.objects.filter(void=False), key="person_id", starts="start", ends="end",
        unit="room__unit", identity="person__digest", twins=_twins, listing=RESIDENTS,
    ),
    Spine(
        "household", lambda: Household.objects.filter(void=False), key="pk", starts="start", ends="end",
        unit="room__unit", listing=KEPT,
    ),
    Spine(
        "check", lambda: Check.objects.filter(void=False), key="person_id", starts="on",
        unit="residence__room__unit", identity="person__digest", twins=_twins, listing=CHECKS,
    ),
]  # fmt: skip

LIVING = Q(kind__in=codes.LIVING)
FLOATING = Q(kind__in=codes.FLOATING)
#: An opening that is an arrival: no birth, no move from another door of the community.
ARRIVAL = Q(born_here=False, moved_within=False)
#: A closing that is a departure: neither a move to another door nor a mistake taken back.
DEPARTURE = ~Q(reason__in=("", "moved_within", "entry_error"))


def people(name: str, label: Saying, meaning: Saying, condition: Q | Condition) -> Figure:
    """Persons as of a day."""
    return Figure(name, label, PEOPLE, meaning, "residence", condition=condition)


def aged(from_age: int | None, below: int | None, also: Q = LIVING) -> Condition:
    """Persons in the half-open band of ages [from_age, below) on the day asked."""

    def condition(day: dt.date) -> Q:
        after, latest = born_between(day, from_age, below)
        found = also
        if after is not None:
            found &= Q(person__born__gt=after)
        if latest is not None:
            found &= Q(person__born__lte=latest)
        return found & Q(person__born__lte=day)

    return condition


def band(name: str, label: Saying, from_age: int, below: int | None) -> Figure:
    """One age band of those who live here."""
    if below is None:
        meaning = say(
            "People living here who have completed {age} years on the day, {age} itself included.",
            age=from_age,
        )
    else:
        meaning = say(
            "People living here from the day they completed {age} years up to the day before they complete {below}.",
            age=from_age, below=below,
        )  # fmt: skip
    return Figure(name, label, PEOPLE, meaning, "residence", condition=aged(from_age, below))


def opens_to(kind: str) -> Callable[[Actor], bool]:
    """Rows of holders of a status open to those whose duty it is."""
    return lambda actor: kind in sight.status_kinds(actor)


def status(name: str, kind: str, label: Saying, meaning: Saying) -> Figure:
    """Persons of the register who hold a status on the day."""

    def condition(day: dt.date) -> Q:
        held = Status.objects.filter(on_day(day), mark=marks.mark(kind))
        return Q(person__in=held.values("person_id"))

    return Figure(
        name,
        label,
        PEOPLE,
        meaning,
        "residence",
        condition=condition,
        sensitive=True,
        may_open=opens_to(kind),
    )


def closed(name: str, reason: str, label: Saying) -> Figure:
    """Floating residents' episodes closed for one reason."""
    meaning = say("Residence episodes of floating residents closed in the period for this reason.")
    return Figure(name, label, TIMES, meaning, "residence", FLOW, FLOATING & Q(reason=reason), starts="end")


def with_registered_head(day: dt.date) -> Q:
    """Households whose head is registered here on the day."""
    registered = Residence.objects.filter(on_day(day), kind__in=codes.REGISTERED)
    heads = Member.objects.filter(on_day(day), head=True, person__in=registered.values("person_id"))
    return Q(pk__in=heads.values("household_id"))


FIGURES: list[AnyFigure] = [
    people("population", say("People living here"), say("Registered here and living here, arrived from elsewhere, and residents from abroad, on the day."), LIVING),
    people("male", say("Male"), say("People living here whose sex is recorded as male."), LIVING & Q(person__sex="1")),
    people("female", say("Female"), say("People living here whose sex is recorded as female."), LIVING & Q(person__sex="2")),
    people("registered", say("Registered population"), say("Everybody whose household registration is here: living here, living elsewhere, or without a dwelling here."), Q(kind__in=codes.REGISTERED)),
    people("registered_living", say("Registered and living here"), say("Household registration here and living here, on the day."), Q(kind="hukou_here")),
    people("registered_away", say("Registered, living elsewhere"), say("Household registration here, living elsewhere, on the day."), Q(kind="outflow")),
    people("registered_absent", say("Registered without a dwelling"), say("Household registration here without a dwelling here, on the day."), Q(kind="absent")),
    people("floating", say("Floating population"), say("People living here whose household registration is elsewhere in the country, on the day."), FLOATING),
    people("overseas", say("From abroad"), say("People from Hong Kong, Macao, Taiwan or abroad living here, on the day."), Q(kind="overseas")),
    Figure("households", say("Households"), HOUSEHOLDS, say("Households kept behind a door of the community on the day."), "household"),
    Figure("households_registered", say("Registered households"), HOUSEHOLDS, say("Households whose head's household registration is here, on the day."), "household", condition=with_registered_head),
    Figure("households_renting", say("Renting households"), HOUSEHOLDS, say("Households that rent their home, on the day."), "household", condition=Q(tenancy="rent")),
    band("aged_0_to_3", say("Aged 0 to 3"), 0, 4),
    band("aged_4_to_17", say("Aged 4 to 17"), 4, 18),
    band("aged_18_to_59", say("Aged 18 to 59"), 18, 60),
    band("aged_60_to_69", say("Aged 60 to 69"), 60, 70),
    band("aged_70_to_79", say("Aged 70 to 79"), 70, 80),
    band("aged_80_to_89", say("Aged 80 to 89"), 80, 90),
    band("aged_90_or_over", say("Aged 90 or over"), 90, None),
    people("age_unknown", say("Age unknown"), say("People living here without a recorded day of birth."), LIVING & Q(person__born__isnull=True)),
    band("aged_60_or_over", say("Aged 60 or over"), 60, None),
    band("aged_80_or_over", say("Aged 80 or over"), 80, None),
    Figure("women_15_to_49", say("Women aged 15 to 49"), PEOPLE, say("Women living here who have completed 15 but not 50 years on the day."), "residence", condition=aged(15, 50, LIVING & Q(person__sex="2"))),
    status("disability_certificates", "disability", say("Holders of a disability certificate"), say("People living or registered here with a disability certificate valid on the day.")),
    status("low_income", "low_income", say("Subsistence allowance"), say("People living or registered here who receive the subsistence allowance on the day.")),
    status("destitute", "destitute", say("Extreme hardship support"), say("People living or registered here with extreme hardship support on the day.")),
    status("living_alone", "living_alone", say("Old and living alone"), say("People recorded for welfare visits as old and living alone, on the day.")),
    status("veterans", "veteran", say("Veterans"), say("People living or registered here recorded as veterans, on the day.")),
    status("residence_permits", "residence_permit", say("Residence permits"), say("People living here with a residence permit valid on the day.")),
    Figure("entered", say("Newly entered"), PEOPLE, say("People with a residence episode opened in the period; births and moves within the community are not counted, one person counts once."), "residence", FLOW, ARRIVAL, distinct="person_id"),
    Figure("born", say("Births"), PEOPLE, say("Residence episodes opened by a birth in the period."), "residence", FLOW, Q(born_here=True)),
    Figure("floating_opened", say("Floating residents registered"), TIMES, say("Residence episodes of floating residents opened in the period, without moves within the community."), "residence", FLOW, FLOATING & Q(moved_within=False)),
    Figure("floating_closed", say("Floating residents closed"), TIMES, say("Residence episodes of floating residents closed in the period with a reason, without moves within the community and mistakes taken back."), "residence", FLOW, FLOATING & DEPARTURE, starts="end"),
    closed("closed_moved_out", "moved_out", say("Moved out of the area")),
    closed("closed_left_city", "left_city", say("Left the city")),
    closed("closed_returned_home", "returned_home", say("Returned home")),
    closed("closed_died", "died", say("Died")),
    closed("closed_enlisted", "enlisted", say("Enlisted")),
    closed("closed_other_lawful", "other_lawful", say("Other lawful reason")),
    closed("closed_became_registered", "became_registered", say("Became registered here")),
    closed("closed_duplicate", "duplicate", say("Registered twice")),
    closed("closed_not_found", "not_found", say("Not found")),
    Figure("floating_moved_in", say("Moved in from another door"), TIMES, say("Episodes of floating residents opened in the period by a move within the community."), "residence", FLOW, FLOATING & Q(moved_within=True)),
    Figure("floating_moved_away", say("Moved to another door"), TIMES, say("Episodes of floating residents closed in the period by a move within the community or taken back as a mistake."), "residence", FLOW, FLOATING & Q(reason__in=("moved_within", "entry_error")), starts="end"),
    Figure("persons_checked", say("Persons checked"), PEOPLE, say("Persons with at least one information check in the period that met somebody, changed or unchanged; one person counts once."), "check", FLOW, ~Q(outcome="not_met"), distinct="person_id"),
    Figure("checks_made", say("Checks made"), TIMES, say("Information checks in the period that met somebody, changed or unchanged; every check counts."), "check", FLOW, ~Q(outcome="not_met")),
    Figure("corrections_made", say("Corrections made"), TIMES, say("Information checks in the period that changed something."), "check", FLOW, Q(outcome="changed")),
    Figure("floating_persons_checked", say("Floating persons checked"), PEOPLE, say("Floating residents with at least one information check in the period; one person counts once."), "check", FLOW, ~Q(outcome="not_met") & Q(residence__kind="inflow"), distinct="person_id"),
    Figure("floating_checks_made", say("Checks of floating persons"), TIMES, say("Information checks of floating residents in the period; every check counts."), "check", FLOW, ~Q(outcome="not_met") & Q(residence__kind="inflow")),
]  # fmt: skip
