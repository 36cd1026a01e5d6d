"""What care counts: applications by the day on which they were handed in, surveys by the day of their entry.

Who applied counts as a person; an application counts as such. Nothing is typed in.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Condition, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Saying, say
from linli.residents import api as residents

from .models import Application, Survey
from .queries import reach
from .queries.schemes import WORDS
from .rules import codes, sight

PEOPLE, CASES = say("people"), say("applications")
SEVERE = ("1", "2")


def _applications(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = reach.applications(actor).filter(pk__in=pks).select_related("person").defer("person__number")
    found = {}
    for one in rows:
        facts = json.loads(one.facts)
        level = WORDS.levels.get(facts.get("level", ""))
        found[one.pk] = Listed(
            one.person_id,
            {
                "name": one.person.name, "scheme": facts["name"], "year": one.benefit_year, "level": str(level) if level else "",
                "on": one.submitted_on, "state": codes.word(codes.STATES, one.state), "paid": one.paid_on,
            },
            reverse("care:application", args=[one.pk]),
        )  # fmt: skip
    return found


def _surveys(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = (
        reach.surveys(actor)
        .filter(pk__in=pks)
        .values_list("pk", "person_id", "person__name", "year", "on", "entered_on")
    )
    return {
        pk: Listed(person, {"name": name, "year": year, "on": day, "entered": entered}, reverse("care:survey", args=[pk]))
        for pk, person, name, year, day, entered in rows
    }  # fmt: skip


def _named(text: str) -> Q:
    return Q(person__name__contains=text.strip()[:60].replace("\0", ""))


def _holding(day: dt.date) -> Q:
    """Applications whose person holds a certificate on the day."""
    held = Application.objects.filter(
        Q(person__statuses__end__isnull=True) | Q(person__statuses__end__gt=day), person__statuses__void=False,
        person__statuses__mark=residents.status_mark("disability"), person__statuses__start__lte=day,
    )  # fmt: skip
    return Q(pk__in=held.values("pk"))


def _of(scheme: str, *, offset: int = 0, levels: Sequence[str] = (), holders: bool = False) -> Condition:
    def condition(day: dt.date) -> Q:
        found = Q(mark=reach.mark(scheme), benefit_year=day.year + offset)
        if levels:
            found &= Q(submark__in=[reach.submark(scheme, one) for one in levels])
        return found & _holding(day) if holders else found

    return condition


def _insured(day: dt.date) -> Q:
    return Q(mark__in=[reach.mark("medical"), reach.mark("illness")], benefit_year=day.year + 1)


_NAME, _ON = ("name", say("Full name")), ("on", say("Handed in on"))
SPINES: list[Spine] = [
    Spine(
        "care_application", lambda: Application.objects.filter(void=False, submitted_on__isnull=False).exclude(state="withdrawn"),
        key="person_id", starts="submitted_on",
        listing=Listing("person", (_NAME, ("scheme", say("Scheme")), ("year", say("Benefit year")), ("level", say("Level of the certificate")), _ON,
                                   ("state", say("State")), ("paid", say("First payment"))),
                        ("-submitted_on", "-pk"), _applications, _named, sight.may_read),
    ),
    Spine(
        "care_receipt", lambda: Application.objects.filter(void=False, paid_on__isnull=False), key="person_id", starts="paid_on",
        ends="ended_on",
        listing=Listing("person", (_NAME, ("scheme", say("Scheme")), ("year", say("Benefit year")), ("paid", say("First payment"))),
                        ("-paid_on", "-pk"), _applications, _named, sight.may_read),
    ),
    Spine(
        "care_survey", lambda: Survey.objects.filter(void=False), key="person_id", starts="on",
        listing=Listing("person", (_NAME, ("year", say("Year of the survey")), ("on", say("At the door on")), ("entered", say("Entered on"))),
                        ("-on", "-pk"), _surveys, _named, lambda actor: "disability" in sight.lines(actor)),
    ),
]  # fmt: skip


def _people(name: str, label: Saying, meaning: Saying, condition: Q | Condition) -> Figure:
    return Figure(
        name,
        label,
        PEOPLE,
        meaning,
        "care_application",
        FLOW,
        condition,
        distinct="person_id",
        sensitive=True,
    )


def _cases(name: str, label: Saying, meaning: Saying, condition: Q | Condition, starts: str = "") -> Figure:
    return Figure(
        name, label, CASES, meaning, "care_application", FLOW, condition, sensitive=True, starts=starts
    )


FIGURES: list[AnyFigure] = [
    _cases("care_applications", say("Benefit applications"), say("Applications for benefits handed in during the period, without withdrawn ones."), Q()),
    _cases("care_granted", say("Benefit applications granted"), say("Applications that the authority granted in the period, by the day of its decision."), Q(approved=True), "decided_on"),
    _cases("care_first_paid", say("Benefits first paid"), say("Applications whose first payment lies in the period."), Q(), "paid_on"),
    _people("care_insurance_people", say("Insurance of the next year, people"), say("People who applied in the period for medical insurance or its supplement of the following year; one person counts once."), _insured),
    _cases("care_insurance_applications", say("Insurance of the next year, applications"), say("Applications in the period for medical insurance or its supplement of the following year; one person may have made two."), _insured),
    _people("care_severe_applicants", say("Applicants for the severe-care subsidy"), say("People who applied in the period for the care subsidy of the year for severe disability; applied, not granted."), _of("severe_care")),
    _people("care_severe_levels", say("Severe-care applicants of level 1 or 2"), say("Of these applicants those whose certificate said level 1 or 2 on the day of application."), _of("severe_care", levels=SEVERE)),
    Ratio("care_severe_share", say("Severe-care applicants of level 1 or 2, share"), say("Applicants for the severe-care subsidy with level 1 or 2 of all applicants for it; anything below 100% is to be looked at."), "care_severe_levels", "care_severe_applicants"),
    _people("care_one_off_applicants", say("Applicants for the one-off subsidy"), say("People who applied in the period for the one-off living subsidy of the year."), _of("one_off")),
    _people("care_one_off_holders", say("Certificate holders with the one-off subsidy"), say("Of these applicants those who hold a disability certificate on the last day of the period."), _of("one_off", holders=True)),
    Ratio("care_one_off_uptake", say("Uptake of the one-off subsidy"), say("Certificate holders who applied for the one-off subsidy of the year, of all holders on the last day."), "care_one_off_holders", "disability_certificates"),
    Figure("care_in_receipt", say("In receipt of a benefit"), PEOPLE, say("People in receipt of a benefit that the community helped with, on the day; one person counts once."), "care_receipt", distinct="person_id", sensitive=True),
    Figure("care_surveyed", say("Tailor-made survey, asked"), PEOPLE, say("Certificate holders asked at the door in the period for the yearly survey."), "care_survey", FLOW, distinct="person_id"),
    Figure("care_surveys_entered", say("Tailor-made survey, entered"), PEOPLE, say("Surveys entered in the federation's system in the period, by the day of entry; one person counts once."), "care_survey", FLOW, Q(entered_on__isnull=False), distinct="person_id", starts="entered_on"),
    Ratio("care_survey_entered_share", say("Tailor-made survey, share entered"), say("Surveys entered in the period, of all certificate holders on the last day."), "care_surveys_entered", "disability_certificates"),
]  # fmt: skip
