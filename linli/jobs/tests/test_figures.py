"""Numbers: counted by hand, as of any day, and never one population divided by another."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.base.figures import Ratio
from linli.jobs import figures
from linli.jobs.actions import placements, seekers
from linli.kernel import Period
from linli.kernel.actor import SECRETARY
from linli.reports import engine

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db


def _count(here: int, *names: str, period: Period | None = None) -> dict[str, object]:
    lens = engine.community_lens(actor(here, SECRETARY), period or Period.year(2018))
    answer = engine.ask(list(names), lens)
    return {name: answer.amount(name).value for name in names}


def test_stock_and_flow_of_the_unemployed_are_two_named_numbers(here: int) -> None:
    again = factories.person(here)
    first = factories.seeker(here, again, on=dt.date(2018, 2, 1), lost_on=None)
    seekers.end(actor=actor(here), at=AT, seeker=first, ending="withdrawn", on=dt.date(2018, 3, 1), today=ON)
    factories.seeker(here, again, on=dt.date(2018, 9, 1))
    factories.seeker(here, on=dt.date(2018, 5, 2))
    factories.seeker(here, kind="seeking")
    names = ("jobs_unemployed_flow", "jobs_unemployed_stock", "jobs_unemployed_ended", "jobs_seeking")
    assert list(_count(here, *names).values()) == [2, 2, 1, 1]
    assert list(_count(here, *names, period=Period.month(2018, 6)).values()) == [0, 1, 0, 1]


def test_new_employment_counts_people_once_without_farming_and_what_is_entered_by_the_day(here: int) -> None:
    who = factories.person(here)
    factories.placement(here, who, on=dt.date(2018, 6, 1), entry="A", entered_on=dt.date(2018, 7, 10))
    factories.placement(here, who, on=dt.date(2018, 9, 1), unit="超市")
    factories.placement(here, unit="合作社", section="A")
    ended = factories.placement(here, unit="餐馆", section="H", route="community")
    placements.end_employment(
        actor=actor(here), at=AT, placement=ended, ending="retired", on=dt.date(2018, 8, 1), today=ON
    )
    names = ("jobs_new_employment", "jobs_new_entered", "jobs_attrition", "jobs_placed_community")
    assert list(_count(here, *names).values()) == [2, 1, 1, 1]
    assert list(_count(here, *names, period=Period.month(2018, 6)).values()) == [2, 0, 0, 1]


def test_hardship_counts_where_it_held_when_the_work_began(here: int) -> None:
    who = factories.person(here)
    one = factories.seeker(here, who)
    seekers.call_hard(
        actor=actor(here), at=AT, seeker=one, kind="landless", evidence="协议", on=SINCE, today=ON
    )
    factories.placement(here, who)
    factories.placement(here)
    assert list(_count(here, "jobs_hardship_employed", "jobs_reemployed").values()) == [1, 1]


def test_a_ratio_without_anybody_has_no_value(here: int) -> None:
    assert list(_count(here, "jobs_surplus_share", "jobs_new_entered_share").values()) == [None, None]


def test_no_ratio_divides_new_employment_by_the_unemployed() -> None:
    spine_of = {one.name: one.spine for one in figures.FIGURES if not isinstance(one, Ratio)}  # type: ignore[union-attr]
    ratios = [one for one in figures.FIGURES if isinstance(one, Ratio)]
    assert len(ratios) == 3
    assert all(spine_of[one.numerator] == spine_of[one.denominator] for one in ratios)
