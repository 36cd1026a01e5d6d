"""Figures of bodies and meetings: against counts by hand, and value = rows listed = what the page opens."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q

from linli.base.figures import Figure, Ratio
from linli.council.actions import meetings, motions
from linli.council.figures.meetings import FIGURES, SPINES
from linli.kernel import Period

from . import meeting as m
from .meeting import AT, ON, actor

pytestmark = pytest.mark.django_db
YEAR = Period.year(2018)
COUNTED = {one.name: one for one in FIGURES if isinstance(one, Figure)}
RATIOS = [one for one in FIGURES if isinstance(one, Ratio)]


def _keys(figure: Figure, period: Period) -> list[int]:
    """Rows that a figure counts, as the engine limits them."""
    spine = next(one for one in SPINES if one.name == figure.spine)
    rows = spine.rows().filter(figure.where(period.last))
    if figure.kind == "flow":
        day = figure.starts or spine.starts
        rows = rows.filter(**{f"{day}__gte": period.start, f"{day}__lt": period.end})
    else:
        open_one = Q(**{f"{spine.ends}__isnull": True}) | Q(**{f"{spine.ends}__gt": period.last})
        rows = rows.filter(open_one, **{f"{spine.starts}__lte": period.last})
    return list(rows.values_list("pk", flat=True))


def _year(here: int) -> None:
    """Two quorate council meetings, one without, one of the representatives."""
    where, _seats = m.seated(here, 6)
    other, _more = m.seated(here, 9, "representatives", "居民代表会议")
    first = m.held(here, where, away=1)
    m.held(here, where, away=3, on=dt.date(2018, 12, 12))
    second = m.held(here, other, away=2, on=dt.date(2018, 11, 20))
    for key, yes, no in ((first, 5, 0), (first, 2, 3), (second, 7, 0)):
        m.counted(here, m.motion(here, key), yes, no)
    late = m.motion(here, first, "缓议一项")
    motions.defer(actor=actor(here), at=AT, motion=late, reason="报价不清楚")
    carried = next(iter(_keys(COUNTED["council_carried"], YEAR)))
    motions.resolve(actor=actor(here), at=AT, motion=carried, text="同意")
    for text in ("报备案", "公示"):
        task = meetings.follow(actor=actor(here), at=AT, meeting=first, text=text, who="周社工", until=ON)
    meetings.finish(actor=actor(here), at=AT, follow_up=task, on=ON, outcome="已公示")


def test_the_numbers_are_those_counted_by_hand(here: int) -> None:
    _year(here)
    assert {name: len(_keys(one, YEAR)) for name, one in COUNTED.items()} == {
        "council_seats_representatives": 9, "council_seats_council": 6, "council_seats_supervision": 0, "council_meetings": 3,
        "council_meetings_assembly": 0, "council_meetings_representatives": 1, "council_meetings_council": 2,
        "council_meetings_committee": 0, "council_meetings_party": 0, "council_meetings_supervision": 0, "council_meetings_group": 0,
        "council_quorate": 2, "council_should_attend": 21, "council_attended": 15, "council_voted": 3, "council_carried": 2,
        "council_lost": 1, "council_deferred": 1, "council_resolutions": 1, "council_follow_ups": 2, "council_follow_ups_done": 1,
    }  # fmt: skip


def test_every_number_opens_to_as_many_rows_as_it_counts(here: int) -> None:
    _year(here)
    for figure in COUNTED.values():
        spine = next(one for one in SPINES if one.name == figure.spine)
        assert spine.listing is not None
        keys = _keys(figure, YEAR)
        shown = spine.listing.show(actor(here), keys, ON)
        assert set(shown) == set(keys), figure.name
        columns = {name for name, _head in spine.listing.columns}
        assert all(columns <= set(one.cells) for one in shown.values()), figure.name


def test_the_parts_make_the_whole(here: int) -> None:
    _year(here)
    kinds = [one for name, one in COUNTED.items() if name.startswith("council_meetings_")]
    assert sum(len(_keys(one, YEAR)) for one in kinds) == len(_keys(COUNTED["council_meetings"], YEAR))
    months = [Period.month(2018, month) for month in range(1, 13)]
    for figure in COUNTED.values():
        if figure.kind == "flow":
            assert sum(len(_keys(figure, month)) for month in months) == len(_keys(figure, YEAR)), figure.name
    voted = len(_keys(COUNTED["council_voted"], YEAR))
    assert voted == sum(len(_keys(COUNTED[name], YEAR)) for name in ("council_carried", "council_lost"))


def test_a_ratio_names_two_figures_that_are_there(here: int) -> None:
    assert {one.name for one in RATIOS} == {
        "council_quorum", "council_attendance", "council_carried_share", "council_followed",
    }  # fmt: skip
    for one in RATIOS:
        assert {one.numerator, one.denominator} <= set(COUNTED)
