"""Figures of care against a hand count; each opens to the rows that it counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q

from linli.base.figures import Figure, Ratio
from linli.care.actions import applying, deciding, surveying
from linli.care.actions.surveying import Answers
from linli.care.figures import FIGURES, SPINES
from linli.kernel import Period

from . import factories
from .factories import desk, moment

pytestmark = pytest.mark.django_db
YEAR, DAY = Period.year(2018), dt.date(2018, 12, 3)


def count(here: int, name: str, period: Period = YEAR) -> int:
    """What the engine counts for the community: the spine's rows of the day, or with their day in the period."""
    figure = next(one for one in FIGURES if one.name == name)
    assert isinstance(figure, Figure)
    spine = next(one for one in SPINES if one.name == figure.spine)
    rows = spine.rows().filter(figure.where(period.last), community=here)
    if figure.kind == "flow":
        column = figure.starts or spine.starts
        rows = rows.filter(**{f"{column}__gte": period.start, f"{column}__lt": period.end})
    else:
        rows = rows.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=period.last), **{f"{spine.starts}__lte": period.last}
        )
    found = rows.values_list(figure.distinct or "pk", flat=True)
    return len(set(found))


def test_people_and_applications_of_next_years_insurance_are_two_numbers(here: int) -> None:
    people = [factories.holder(here, "1"), factories.holder(here, "2")]
    factories.applied(here, people, "medical")
    factories.applied(here, people[:1], "illness")
    assert count(here, "care_insurance_people") == 2
    assert count(here, "care_insurance_applications") == 3
    assert count(here, "care_insurance_people", Period.year(2019)) == 0


def test_applied_is_not_granted_and_levels_are_checked(here: int) -> None:
    keys = factories.applied(here, [factories.holder(here, "1"), factories.holder(here, "2")], "severe_care")
    factories.applied(here, [factories.holder(here, "3")], "severe_care", despite="换证中")
    assert count(here, "care_severe_applicants") == 3
    assert count(here, "care_severe_levels") == 2
    assert count(here, "care_granted") == 0
    applying.withdraw(actor=desk(here), at=moment(DAY), on=DAY, application=keys[0], reason="撤回")
    assert count(here, "care_severe_applicants") == 2


def test_the_uptake_counts_holders_within_holders(here: int) -> None:
    people = factories.holders(here, 3)
    factories.applied(here, people[:2])
    factories.applied(here, [factories.person(here)], despite="证件办理中")
    assert count(here, "care_one_off_applicants") == 3
    assert count(here, "care_one_off_holders") == 2
    uptake = next(one for one in FIGURES if one.name == "care_one_off_uptake")
    assert isinstance(uptake, Ratio)
    assert (uptake.numerator, uptake.denominator) == ("care_one_off_holders", "disability_certificates")


def test_in_receipt_begins_with_the_first_payment_and_ends_with_the_stop(here: int) -> None:
    (key,) = factories.forwarded(here, [factories.holder(here)])
    on = dt.date(2018, 12, 20)
    deciding.decide(
        actor=desk(here), at=moment(on), on=on, applications=[key], granted=True, number="1号", day=on
    )
    assert count(here, "care_in_receipt") == 0
    deciding.pay(actor=desk(here), at=moment(on), on=on, applications=[key], day=on, fen=60_000)
    assert count(here, "care_in_receipt") == 1
    assert count(here, "care_first_paid") == 1
    deciding.stop(
        actor=factories.lead(here),
        at=moment(on),
        on=on,
        application=key,
        day=on + dt.timedelta(days=5),
        reason="迁出",
    )
    assert count(here, "care_in_receipt") == 0


def test_surveys_count_by_the_day_of_their_entry(here: int) -> None:
    who = factories.holder(here)
    key = surveying.survey_person(
        actor=desk(here), at=moment(DAY), on=DAY, person=who, day=DAY, answers=Answers("本人")
    )
    assert (count(here, "care_surveyed"), count(here, "care_surveys_entered")) == (1, 0)
    surveying.plan_services(actor=desk(here), at=moment(DAY), survey=key, plan="康复")
    later = dt.date(2019, 1, 3)
    surveying.enter(actor=desk(here), at=moment(later), on=later, survey=key, day=later, receipt="1")
    assert count(here, "care_surveys_entered") == 0
    assert count(here, "care_surveys_entered", Period.year(2019)) == 1


def test_every_figure_opens_and_no_name_is_used_twice(here: int) -> None:
    assert len({one.name for one in FIGURES}) == len(FIGURES)
    (key,) = factories.applied(here, [factories.holder(here)])
    spine = next(one for one in SPINES if one.name == "care_application")
    assert spine.listing is not None
    shown = spine.listing.show(desk(here), [key], DAY)
    assert shown[key].cells["scheme"] == "残疾人一次性生活补贴"
    assert spine.listing.show(desk(here, "committee"), [key], DAY) == {}
