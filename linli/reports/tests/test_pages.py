"""The pages of 台账报表 as their readers open them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.journal.models import Read
from linli.kernel import Period
from linli.places.tests import factories as places
from linli.reports import engine
from linli.residents.models import Person, Status
from linli.residents.queries import marks

from . import factories
from .factories import Ground

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2018, 12, 28, 4, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _the_day() -> Any:
    clock.move_to(NOON)
    yield
    clock.forget()


def signed_in(role: str, area: int, *, cell: int = 0) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", role, area, cell=cell, password=None))
    return client


def old_people(here: Ground, count: int, room: int = 0) -> list[Person]:
    """People who turned 80 in 2018, behind one door."""
    people = [factories.person(here, born=dt.date(1938, 6, 1)) for _ in range(count)]
    for one in people:
        factories.residence(here, one, room=room, start=dt.date(2010, 1, 1))
    return people


def ask(client: Client, name: str, *args: object, **query: str | int) -> Any:
    return client.get(reverse(name, args=args), query)


def test_the_number_of_the_table_opens_to_as_many_people() -> None:
    here = factories.ground("快活社区")
    people = old_people(here, 3)
    client = signed_in("secretary", here.community)
    page = ask(client, "reports:population", period="2018")
    address = f"{reverse('reports:open')}?figure=aged_80_or_over&amp;area={here.community}&amp;period=2018"
    assert f'href="{address}"' in page.content.decode()
    listed = client.get(address.replace("&amp;", "&")).content.decode()
    assert "3 人 = 表中数字" in listed
    assert all(one.name in listed for one in people)


def test_opening_a_list_is_noted_in_the_read_log_of_those_shown() -> None:
    here = factories.ground()
    people = old_people(here, 2)
    ask(signed_in("secretary", here.community), "reports:open", figure="aged_80_or_over", period="2018")
    with community_scope(here.community):
        line = Read.objects.get()
    assert sorted(line.keys) == sorted(one.pk for one in people)
    assert line.subject == "person"


def test_a_list_can_be_searched_and_still_says_the_number() -> None:
    here = factories.ground()
    people = old_people(here, 3)
    client = signed_in("secretary", here.community)
    listed = ask(
        client, "reports:open", figure="aged_80_or_over", period="2018", q=people[0].name
    ).content.decode()
    assert people[0].name in listed
    assert people[1].name not in listed
    assert "3 人 = 表中数字" in listed


@pytest.mark.parametrize(
    "query",
    [
        {"figure": "nothing", "period": "2018"},
        {"figure": "population", "period": "2018-02-30"},
        {"figure": "population", "period": ""},
        {"figure": "population", "period": "2018", "by": "grid", "cell": "999999999"},
        {"figure": "population", "period": "2018", "by": "grid", "cell": "x"},
        {"figure": "population", "period": "2018", "by": "street", "cell": "1"},
        {"figure": "population", "period": "2018", "area": "1"},
        {"figure": "area", "period": "2018"},
        {"figure": "facilities", "period": "2018", "by": "grid", "cell": "0"},
    ],
)
def test_what_is_unknown_is_not_found(query: dict[str, str]) -> None:
    here = factories.ground()
    assert ask(signed_in("secretary", here.community), "reports:open", **query).status_code == 404


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2018-02-30", "不是日期"),
        ("1849-12-31", "1850"),
        ("2200-01-01", "2199"),
        ("9999-12-31", "2199"),
        ("x", "不是日期"),
    ],
)
def test_the_day_of_the_areas_is_one_that_can_be(day: str, said: str) -> None:
    here = factories.ground()
    page = ask(
        signed_in("secretary", here.community), "reports:open", figure="population", period="2018", areas=day
    )
    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_foreign_cell_and_a_foreign_community_are_not_found() -> None:
    here, there = factories.ground(), factories.ground()
    client = signed_in("secretary", here.community)
    foreign_cell = ask(
        client, "reports:open", figure="population", period="2018", by="grid", cell=there.grids[0]
    )
    foreign_area = ask(client, "reports:open", figure="population", period="2018", area=there.community)
    assert foreign_cell.status_code == foreign_area.status_code == 404


def test_a_grid_worker_sees_only_their_own_cells() -> None:
    here = factories.ground()
    mine, others = old_people(here, 2, room=0), old_people(here, 3, room=1)
    client = signed_in("grid_worker", here.community, cell=here.grids[0])
    listed = ask(client, "reports:open", figure="aged_80_or_over", period="2018").content.decode()
    assert "2 人 = 表中数字" in listed
    assert mine[0].name in listed
    assert others[0].name not in listed
    other_cell = ask(
        client, "reports:open", figure="aged_80_or_over", period="2018", by="grid", cell=here.grids[1]
    )
    assert other_cell.status_code == 404
    table = ask(client, "reports:population", period="2018").content.decode()
    assert "第1网格" in table
    assert "第2网格" not in table


def test_the_supervision_committee_reads_numbers_and_opens_no_list() -> None:
    here = factories.ground()
    old_people(here, 2)
    client = signed_in("supervisor", here.community)
    table = ask(client, "reports:population", period="2018")
    assert table.status_code == 200
    assert "figure=aged_80_or_over" not in table.content.decode()
    assert ask(client, "reports:open", figure="aged_80_or_over", period="2018").status_code == 403


def test_holders_of_a_status_open_only_to_the_duty_of_its_line() -> None:
    here = factories.ground()
    one = old_people(here, 1)[0]
    with community_scope(here.community):
        Status.objects.create(
            community_id=here.community, person=one, mark=marks.mark("disability"), facts="{}", purpose="p",
            source="s", start=dt.date(2017, 1, 1), changed_at=factories.AT,
        )  # fmt: skip
    query = {"figure": "disability_certificates", "period": "2018"}
    assert (
        "1 人 = 表中数字"
        in ask(signed_in("secretary", here.community), "reports:open", **query).content.decode()
    )
    assert ask(signed_in("committee", here.community), "reports:open", **query).status_code == 404
    assert (
        ask(signed_in("grid_worker", here.community, cell=here.grids[0]), "reports:open", **query).status_code
        == 404
    )


def test_a_resident_role_without_figures_reads_who_can() -> None:
    here = factories.ground()
    assert ask(signed_in("captain", here.community), "reports:population").status_code == 403
    assert Client().get(reverse("reports:population")).status_code == 302


def test_a_subdistrict_reads_counts_of_its_communities_and_opens_nothing() -> None:
    street = places.area("subdistrict", "文家街道")
    here, there = (
        factories.ground("快活社区", "510105014013", street),
        factories.ground("红碾社区", "510105014012", street),
    )
    old_people(here, 3)
    old_people(there, 2)
    client = signed_in("subdistrict", street.pk)
    table = ask(client, "reports:population", period="2018").content.decode()
    assert "快活社区" in table
    assert "红碾社区" in table
    assert "reports/open" not in table
    assert ask(client, "reports:open", figure="population", period="2018").status_code in (403, 404)


def test_pages_read_in_english_and_bad_periods_say_what_can_be_typed() -> None:
    here = factories.ground()
    client = signed_in("secretary", here.community)
    client.cookies["django_language"] = "en"
    assert "Population table" in ask(client, "reports:population", period="2018").content.decode()
    wrong = ask(client, "reports:population", period="2018-02-30")
    assert wrong.status_code == 422
    assert "is no period" in wrong.content.decode()


@pytest.mark.parametrize("name", ["tables", "population", "floating", "ledgers", "figures", "sent"])
@pytest.mark.parametrize("role", ["secretary", "social_worker", "grid_worker", "supervisor"])
def test_every_page_opens_for_its_readers(name: str, role: str) -> None:
    here = factories.ground()
    old_people(here, 1)
    client = signed_in(role, here.community, cell=here.grids[0] if role == "grid_worker" else 0)
    assert ask(client, f"reports:{name}").status_code == 200


def test_the_same_number_stands_on_the_page_on_paper_and_in_the_workbook() -> None:
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    here = factories.ground("快活社区")
    old_people(here, 4)
    client = signed_in("secretary", here.community)
    paper = ask(client, "reports:print", "population", period="2018").content.decode()
    assert "<td>80岁以上</td>" in paper or "80" in paper
    book = ask(client, "reports:excel", "population", period="2018")
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    label = str(engine.catalog().figure("aged_80_or_over").label)
    line = next(row for row in rows if label in row)
    assert 4 in [value for value in line if isinstance(value, int | float)]
    assert "快活社区" in str(rows[0][0])


def test_the_floating_table_balances() -> None:
    here = factories.ground()
    factories.residence(here, kind="inflow", start=dt.date(2017, 5, 1))
    factories.residence(here, kind="inflow", start=dt.date(2017, 5, 1), end=dt.date(2018, 3, 1))
    factories.residence(here, kind="inflow", start=dt.date(2018, 5, 1), room=1)
    with community_scope(here.community):
        from linli.reports.queries import sheets
        from linli.reports.rules.tables import FLOATING

        sheet = sheets.across(FLOATING, engine.community_lens(here.actor(), Period.year(2018), scheme="grid"))
    closing = sheets.closing_at(FLOATING)
    for row in sheet.rows:
        values = [cell.amount.value or 0 for cell in row.cells]
        opened, within, closed, away = values[1], values[2], values[3], values[closing - 1]
        assert values[0] + opened + within - closed - away == values[closing]


def test_the_table_takes_at_most_twelve_queries(django_assert_max_num_queries: Any) -> None:
    here = factories.ground()
    old_people(here, 2)
    from linli.reports.queries import sheets
    from linli.reports.rules.tables import POPULATION

    with community_scope(here.community):
        lens = engine.community_lens(here.actor(), Period.year(2018), scheme="grid")
        with django_assert_max_num_queries(12):
            sheets.down(POPULATION, lens)
        with django_assert_max_num_queries(15):  # what was stated is read again for last year's day
            sheets.down(POPULATION, lens, frozenset({"last", "sum"}))
