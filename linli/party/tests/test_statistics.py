"""三会一课统计 and the roster by branch: columns in their order, sums, and every number opens to what it counted."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse
from python_calamine import CalamineWorkbook

from linli.base.figures import Figure
from linli.kernel import Period
from linli.party.actions import facts, members, organisations
from linli.party.figures import FIGURES, SPINES, by_branch
from linli.party.queries import meetings

from . import factories
from .factories import AT, ON, actor
from .test_pages import signed_in

pytestmark = pytest.mark.django_db
YEAR = Period.year(2018)


def _world(here: int) -> list[int]:
    """Two branches, a group under the first, somebody transferred in and somebody out this year."""
    me = actor(here)
    one, people = factories.filled(here, 4)
    other, _more = factories.filled(here, 3, "第二党支部")
    factories.member(here, other, "杨女士", sex="2", born=dt.date(1950, 1, 1), on=dt.date(2018, 5, 1))
    group = factories.branch(here, "第一党小组", "group", one)
    members.move(actor=me, at=AT, member=people[1], branch=one, group=group, on=dt.date(2018, 2, 1), today=ON)
    members.leave(
        actor=me,
        at=AT,
        member=people[3],
        on=dt.date(2018, 11, 1),
        today=ON,
        way="transferred",
        went_to="苏坡街道",
    )
    facts.note(actor=me, at=AT, member=people[0], kind="hardship", text="重病", on=dt.date(2018, 3, 1))
    factories.held(here, one, {people[0]: ("absent", "无故")})
    factories.held(here, group, kind="group_meeting")
    factories.held(here, other, kind="party_class", on=dt.date(2018, 3, 9))
    return [one, other]


def _figure(here: int, figure: Figure, period: Period) -> int:
    """What the engine counts for the community: the spine's rows of the day, or with their day in the period."""
    spine = next(one for one in SPINES if one.name == figure.spine)
    rows = spine.rows().filter(figure.where(period.last), community=here)
    if figure.kind == "flow":
        column = figure.starts or spine.starts
        return rows.filter(**{f"{column}__gte": period.start, f"{column}__lt": period.end}).count()
    return rows.filter(Q(end__isnull=True) | Q(end__gt=period.last), start__lte=period.last).count()


def test_the_sum_over_branches_is_the_figure_and_every_number_lists_what_it_counts(here: int) -> None:
    branches, me = _world(here), actor(here)
    for period in (YEAR, Period.month(2018, 10), Period.quarter(2018, 4)):
        counted = by_branch.counts(me, period)
        for name in by_branch.NAMES:
            figure = by_branch.known(name)
            assert isinstance(figure, Figure)
            assert sum(one.get(name, 0) for one in counted.values()) == _figure(here, figure, period), (
                name,
                period,
            )
            for branch in branches:
                rows = by_branch.behind(me, name, period, branch)
                assert rows.count() == counted.get(branch, {}).get(name, 0), (name, branch)
    assert by_branch.counts(actor(here, "grid_worker"), YEAR) == {}
    assert {one.name for one in FIGURES} >= set(by_branch.NAMES)


def test_the_numbers_are_those_counted_by_hand(here: int) -> None:
    one, other = _world(here)
    counted = by_branch.counts(actor(here), YEAR)
    first, second = counted[one], counted[other]
    assert (first["party_members"], second["party_members"]) == (3, 4)
    assert (first["party_hardship"], first["party_transferred_out"]) == (1, 1)
    assert (second["party_female"], second["party_aged_60_to_69"], second["party_transferred_in"]) == (
        1,
        1,
        1,
    )
    rows = {row.name: row for row in meetings.statistics(actor(here), YEAR)}
    assert rows["第一党支部"].held == {"general_meeting": 1, "group_meeting": 1}
    assert (rows["第一党支部"].present, rows["第一党支部"].should) == (3, 4)
    assert rows["第二党支部"].attendance == "100.0%（3/3）"


def test_a_dissolved_branch_keeps_its_line_in_the_periods_in_which_it_existed(here: int) -> None:
    me = actor(here)
    where = factories.branch(here, "第三党支部")
    key = factories.member(here, where)
    factories.held(here, where, on=dt.date(2018, 2, 5))
    members.leave(actor=me, at=AT, member=key, on=dt.date(2018, 3, 1), today=ON, way="died")
    organisations.dissolve(actor=me, at=AT, organisation=where, on=dt.date(2018, 3, 2))
    assert [row.held for row in meetings.statistics(me, YEAR)] == [{"general_meeting": 1}]
    assert meetings.statistics(me, Period.quarter(2018, 2)) == []


def test_every_number_of_the_page_opens_to_as_many_rows(here: int) -> None:
    _world(here)
    client = signed_in("party_affairs", here)
    opened = 0
    for name in ("statistics", "member_statistics"):
        page = client.get(reverse(f"party:{name}"), {"period": "2018"}).content.decode()
        for url, value in re.findall(r'<a class="number opens" href="([^"]+)"[^>]*>(\d+)</a>', page):
            listed = client.get(url.replace("&amp;", "&")).content.decode()
            assert listed.count("<tr data-key=") == int(value), url
            opened += 1
    assert opened > 30


def test_the_workbook_has_the_columns_of_the_layout_and_the_total_last(here: int) -> None:
    _world(here)
    client = signed_in("committee", here)
    answer = client.get(reverse("party:statistics_excel"), {"period": "2018Q4"})
    assert answer.status_code == 200
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if row[0] == "党支部")
    assert head[:8] == [
        "党支部",
        "党员数",
        "党员大会",
        "支委会",
        "党小组会",
        "党课",
        "主题党日",
        "平均到会率",
    ]
    body = [row for row in rows[rows.index(head) + 1 :] if row[0] in ("第一党支部", "第二党支部", "合计")]
    assert [row[0] for row in body] == ["第一党支部", "第二党支部", "合计"]
    assert body[-1][1:7] == [7, 1, 0, 1, 0, 0]
    roster = client.get(reverse("party:member_statistics_excel"), {"period": "2018-10"})
    assert "党员" in str(
        CalamineWorkbook.from_filelike(io.BytesIO(roster.content)).get_sheet_by_index(0).to_python()
    )


def test_on_paper_the_total_stands_last_and_the_foot_is_there_to_sign(here: int) -> None:
    _world(here)
    client = signed_in("secretary", here)
    for name in ("statistics_print", "member_statistics_print"):
        page = client.get(reverse(f"party:{name}"), {"period": "2018"}).content.decode()
        assert page.index("第二党支部") < page.index("合计") < page.index("填报人")


def test_a_period_that_is_none_is_said_and_nothing_is_printed(here: int) -> None:
    client = signed_in("party_affairs", here)
    wrong = client.get(reverse("party:statistics"), {"period": "前年"})
    assert wrong.status_code == 422
    assert "2018Q1" in wrong.content.decode()
    assert "前年" in wrong.content.decode()
    assert client.get(reverse("party:statistics_excel"), {"period": "前年"}).status_code == 404
    assert client.get(reverse("party:members"), {"figure": "no_such", "as_of": "x"}).status_code == 200


def test_the_statistics_cost_the_same_with_more_branches(here: int, django_assert_num_queries: Any) -> None:
    _world(here)
    with django_assert_num_queries(3):
        meetings.statistics(actor(here), YEAR)
    with django_assert_num_queries(3):
        by_branch.counts(actor(here), YEAR)
