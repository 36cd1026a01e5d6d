"""Lists of the department compared person by person; surplus labour and courses; the ledger on page and workbook."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.jobs.actions import exports, others, placements
from linli.jobs.models import Match, Placement
from linli.jobs.queries import exports as found
from linli.jobs.queries import ledger
from linli.jobs.queries import others as found_others
from linli.kernel import Period, Refused
from linli.kernel.actor import SOCIAL_WORKER
from linli.residents.models import Person

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db
YEAR = dt.date(2018, 1, 1)
HEADS = ("姓名", "身份证号", "单位名称", "就业时间", "就业登记号")


def workbook(rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> bytes:
    """A list as the department exports it: a title, heads, lines."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, len(heads) - 1, "城镇新增就业实名制信息")
    sheet.write_row(1, 0, heads)
    for at, row in enumerate(rows, 2):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def _number(person: int) -> str:
    number: str | None = Person.objects.get(pk=person).number
    assert number is not None
    return number


def test_a_list_is_compared_person_by_person_and_brings_its_numbers(here: int) -> None:
    both, moved, ours = (factories.person(here, name=name) for name in ("王一", "李二", "张三"))
    for who, day in ((both, dt.date(2018, 6, 1)), (moved, dt.date(2018, 7, 1)), (ours, dt.date(2018, 8, 1))):
        factories.placement(here, who, on=day)
    lines = [
        ("王一", _number(both), "文家电子厂", "2018-06-01", "CD001"), ("李二", _number(moved), "文家电子厂", "20180705", "CD002"),
        ("赵四", "990101198505019990", "餐馆", "2018-06-01", "CD003"),
    ]  # fmt: skip
    me = actor(here)
    key = exports.take_in(
        actor=me,
        at=AT,
        kind="placements",
        name="名单.xlsx",
        content=workbook(lines),
        start=YEAR,
        last=ON,
        on=ON,
    )
    page = found.page(me, key, on=ON)
    row = page.row
    assert (row.both, row.differs, row.here, row.there, row.open) == (1, 1, 1, 1, 3)
    assert [(one.outcome, one.name) for one in page.lines] == [
        ("differs", "李二"), ("here", "张三"), ("there", "赵四"), ("both", "王一"),
    ]  # fmt: skip
    assert page.lines[0].differing == {"start": ("2018-07-01", "2018-07-05")}
    assert page.missing == 1
    assert exports.take_numbers(actor=me, at=AT, export=key, today=ON) == 1
    held = Placement.objects.get(person=both)
    assert (held.entry, held.entered_on) == ("CD001", ON)
    exports.settle(actor=me, at=AT, match=page.lines[2].id, text="外社区居民", on=ON)
    assert found.page(me, key, on=ON).row.open == 2
    with pytest.raises(Refused):
        exports.settle(actor=me, at=AT, match=page.lines[3].id, text="x", on=ON)


def test_what_the_list_said_rests_sealed_and_its_identity_numbers_are_not_kept(here: int) -> None:
    from django.db import connection

    exports.take_in(
        actor=actor(here), at=AT, kind="placements", name="名单.xlsx", content=workbook([("赵四", "990101198505019990", "餐馆", "", "")]),
        start=YEAR, last=ON, on=ON,
    )  # fmt: skip
    assert "990101198505019990" not in (Match.objects.get().said or "")
    with connection.cursor() as cursor:
        cursor.execute("select said from jobs_match")
        assert "赵四".encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "content",
    [
        b"no workbook",
        workbook([("王一", "x")], heads=("人", "号")),
        workbook([("王一", "", "", "", "")]),
        workbook([]),
    ],
)
def test_what_is_no_list_of_people_is_refused(here: int, content: bytes) -> None:
    with pytest.raises(Refused):
        exports.take_in(
            actor=actor(here),
            at=AT,
            kind="placements",
            name="x.xlsx",
            content=content,
            start=YEAR,
            last=ON,
            on=ON,
        )


def test_surplus_labour_is_registered_here_and_moves_to_work_outside_farming(here: int) -> None:
    me = actor(here)
    who = factories.person(here, kind="hukou_here")
    with pytest.raises(Refused):
        others.identify(actor=me, at=AT, person=factories.person(here), basis="调查", on=SINCE, today=ON)
    others.identify(actor=me, at=AT, person=who, basis="调查", on=SINCE, today=ON)
    with pytest.raises(Refused):
        others.identify(actor=me, at=AT, person=who, basis="调查", on=ON, today=ON)
    factories.placement(here, who, unit="合作社", section="A", on=dt.date(2018, 6, 1))
    assert found_others.moved(me, on=ON) == (0, 1)
    factories.placement(here, who, unit="物流园", section="G", on=dt.date(2018, 7, 1))
    assert found_others.moved(me, on=ON) == (1, 1)
    assert found_others.surplus(me, on=ON)[0][0].unit == "物流园"
    late = factories.person(here, kind="hukou_here")
    factories.placement(here, late, section="G", on=dt.date(2018, 4, 1))
    with pytest.raises(Refused):
        others.identify(actor=me, at=AT, person=late, basis="调查", on=SINCE, today=ON)


def test_a_course_is_completed_after_its_last_day_only(here: int) -> None:
    me = actor(here)
    course = others.lay_on(
        actor=me,
        at=AT,
        title="电商",
        organiser="社保所",
        place="",
        hours=24,
        start=SINCE,
        last=dt.date(2019, 1, 4),
    )
    line = others.enrol(actor=me, at=AT, training=course, person=factories.person(here), on=ON)
    with pytest.raises(Refused):
        others.mark_trainee(actor=me, at=AT, trainee=line, result="completed", today=ON)
    others.mark_trainee(actor=me, at=AT, trainee=line, result="dropped", today=ON)
    assert found_others.training(me, course, on=ON).people[0][3] == "dropped"
    with pytest.raises(Refused):
        others.lay_on(actor=me, at=AT, title="x", organiser="y", place="", hours=1, start=ON, last=SINCE)


def test_the_ledger_has_a_line_for_each_referral_and_what_had_none(
    here: int, django_assert_num_queries: Any
) -> None:
    one = factories.seeker(here, factories.person(here, name="欧阳建国"))
    factories.referral(here, one)
    factories.seeker(here)
    factories.placement(here)
    me = actor(here)
    with django_assert_num_queries(8):
        lines, total = ledger.lines(me, Period.year(2018), on=ON)
    assert total == 3
    assert [(x.url_of[0], x.name[-1], x.route, x.result) for x in lines] == [
        ("seeker", "*", "community", "referred"), ("placement", "*", "", "hired"), ("seeker", "*", "", ""),
    ]  # fmt: skip
    pieces = [
        line for at in range(3) for line in ledger.lines(me, Period.year(2018), on=ON, start=at, count=1)[0]
    ]
    assert pieces == lines
    assert ledger.lines(me, Period.year(2017), on=ON) == ([], 0)


def test_the_workbook_of_the_ledger_opens_and_shows_no_full_name(here: int) -> None:
    one = factories.seeker(here, factories.person(here, name="欧阳建国"))
    factories.referral(here, one)
    client = Client()
    accounts.sign_in(client, accounts.user("易就业", SOCIAL_WORKER, here, username="yi"))
    answer = client.get(reverse("jobs:ledger_excel"), {"period": "2018"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [str(cell.value or "") for row in book.active.iter_rows() for cell in row]
    assert "文家电子厂" in cells
    assert not any("欧阳建国" in cell for cell in cells)
    assert client.get(reverse("jobs:ledger_excel"), {"period": "x"}).status_code == 404
    assert client.get(reverse("jobs:ledger"), {"period": "x"}).status_code == 422


def test_who_left_since_is_found_for_the_department_too(here: int) -> None:
    from linli.residents.actions import residences
    from linli.residents.tests import factories as residents

    lives = residents.resident(here, start=dt.date(2017, 1, 1))
    work = factories.placement(here, lives.person)
    residences.close(
        actor=residents.actor(here),
        at=AT,
        residence=lives.residence,
        on=dt.date(2018, 12, 1),
        reason="moved_out",
    )
    key = exports.take_in(
        actor=actor(here), at=AT, kind="placements", name="x.xlsx",
        content=workbook([("某", _number(lives.person), "文家电子厂", "2018-06-01", "N1")]), start=YEAR, last=ON, on=ON,
    )  # fmt: skip
    line = found.page(actor(here), key, on=ON).lines[0]
    assert (line.placement, line.outcome) == (work, "differs")
    assert set(line.differing) == {"name"}
    placements.end_employment(actor=actor(here), at=AT, placement=work, ending="left", on=ON, today=ON)
