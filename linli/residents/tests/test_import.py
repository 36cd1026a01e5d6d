"""A file becomes rows of the register: planned against it, applied once, told cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as pace
from hypothesis import strategies as st

from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Refused
from linli.places.models import Room
from linli.residents import queries
from linli.residents.actions import people as people_actions
from linli.residents.models import Household, Import, Member, Person, Residence, Status
from linli.residents.queries import history
from linli.residents.queries import imports as imported

from . import factories
from .files import AT, HEADS, ON, balanced, homes, number, person, take, workbook


@pytest.fixture(autouse=True)
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test numbers of region 99 are accepted."""
    monkeypatch.setattr(settings, "DEMO", True)


@pytest.fixture
def town(here: int) -> int:
    homes(here)
    return here


def reasons(found: Any) -> list[str]:
    return [one.reason.msgid for one in found.faults]


def test_people_of_a_file_are_registered_with_residence_and_household(town: int) -> None:
    found = take(town, workbook(person(1), person(2, relation="妻子"), person(3, "2-1-201")))
    assert (found.state, found.tally["new"], found.faults) == ("applied", 3, [])
    assert balanced(found)
    assert Residence.objects.filter(community_id=town, source_import=found.key).count() == 3
    assert Household.objects.filter(community_id=town).count() == 2
    head = Member.objects.get(head=True, person__name=person(1)[0])
    assert Member.objects.filter(household=head.household_id).count() == 2


def test_the_same_file_again_changes_nothing(town: int) -> None:
    content = workbook(person(1), person(2, relation="妻子"), person(3, "2-1-201"))
    take(town, content)
    before = list(Person.objects.order_by("pk").values_list("pk", "version"))
    again = take(town, content)
    assert (again.state, again.tally["same"], again.tally["changed"], again.tally["new"]) == (
        "unchanged",
        3,
        0,
        0,
    )
    assert again.tally["cells"]["applied"] == 0
    assert list(Person.objects.order_by("pk").values_list("pk", "version")) == before


def test_numbers_above_a_table_or_among_its_heads_rest_nowhere_in_the_clear(town: int) -> None:
    teller = number(77)
    content = workbook([*person(1), "x"], heads=(*HEADS, f"备注 {teller}"), title=f"填表人 {teller}")
    found = take(town, content)
    held = Import.objects.get(pk=found.key)
    assert held.tables[0]["titles"][0].startswith("填表人")
    assert teller not in f"{held.tables} {held.tally}"


def test_an_import_is_one_journal_line(town: int) -> None:
    found = take(town, workbook(person(1), person(2)))
    assert Line.objects.filter(subject="import", key=found.key, verb="apply").count() == 1
    assert not Line.objects.filter(verb__endswith="_many").exists()


def test_what_differs_is_changed_cell_by_cell_and_says_where_it_came_from(town: int) -> None:
    take(town, workbook(person(1)))
    found = take(town, workbook(person(1, phone="19299999999")), name="更新.xlsx")
    held = imported.plan(factories.actor(town), found.key)
    assert [cell[:2] for cell in held.changes[0].cells] == [["phone", "19200000001"], ["phone2", ""]]
    record = Person.objects.get(community_id=town)
    assert (record.phone, record.phone2, record.version) == ("19299999999", "19200000001", 2)
    source = history.sources_of(factories.actor(town), record.pk, on=ON)
    assert (source["phone"].title, source["phone"].sheet, source["phone"].row) == ("更新.xlsx", "名册", 3)
    assert source["name"].title == "名册.xlsx"


def test_a_person_is_found_by_15_digits_of_the_same_number(town: int) -> None:
    whole = number(5)
    take(town, workbook(person(5)))
    old = whole[:6] + whole[8:17]
    found = take(town, workbook(person(5, number=old)))
    assert (found.state, found.tally["same"]) == ("unchanged", 1)


def test_somebody_without_a_number_is_found_by_name_and_birthday(town: int) -> None:
    heads = (*HEADS, "出生日期")
    take(town, workbook([*person(6, number=None), "1990.3.7"], heads=heads))
    found = take(town, workbook([*person(6, number=None), "1990年3月7日"], heads=heads))
    assert found.state == "unchanged"
    with_number = take(town, workbook(person(6)))
    assert (with_number.tally["new"], with_number.tally["changed"]) == (0, 1)
    assert Person.objects.get(community_id=town).number == number(6)


def test_a_cut_number_is_healed_where_one_person_fits(town: int) -> None:
    take(town, workbook(person(7)))
    found = take(town, workbook(person(7, number=float(number(7)[:15] + "000"))))
    assert (found.state, found.tally["same"]) == ("unchanged", 1)


def test_a_cut_number_that_nobody_fits_is_marked_and_never_guessed(town: int) -> None:
    found = take(town, workbook(person(8, number=float(number(8)[:15] + "000"))))
    assert (found.state, found.tally["refused"]) == ("planned", 1)
    assert found.faults[0].field == "number"
    assert "nobody of this name" in found.faults[0].reason.msgid


def test_a_cut_number_that_several_fit_is_marked(town: int) -> None:
    twins = [number(490 * 9), number(490 * 9 + 1)]
    assert twins[0][:14] == twins[1][:14]
    same = [person(1, name="王同名", number=one, start="2018-03-01") for one in twins]
    take(town, workbook(*same))
    cut = twins[0][:14] + "0"
    found = take(town, workbook(person(1, name="王同名", number=f"{cut[0]}.{cut[1:14]}E+17")))
    assert found.tally["refused"] == 1


def test_somebody_twice_in_a_file_is_refused_once(town: int) -> None:
    found = take(town, workbook(person(1), person(2), person(1)))
    assert (found.tally["refused"], found.tally["new"], found.state) == (1, 2, "planned")
    assert Person.objects.filter(community_id=town).count() == 0
    assert balanced(found)


def test_rows_without_faults_are_taken_over_by_explicit_choice(town: int) -> None:
    found = take(town, workbook(person(1), person(2, door="9-1-101")), skip=True)
    assert (found.state, found.tally["new"], found.tally["skipped"]) == ("applied", 1, 1)
    assert [one.reason.msgid for one in found.faults] == ["The register has no door {door}."]


def test_a_missing_door_is_made_by_choice(town: int) -> None:
    found = take(town, workbook(person(1, door="9栋1单元101")), make_rooms=True)
    assert found.state == "applied"
    assert Residence.objects.get(community_id=town).room.door_key == "9-1-101"


def test_somebody_behind_another_door_moves_on_the_files_day(town: int) -> None:
    take(town, workbook(person(1)))
    found = take(town, workbook(person(1, door="2-1-201", start="2018-06-01")))
    assert (found.state, found.tally["changed"]) == ("applied", 1)
    old, new = Residence.objects.filter(community_id=town).order_by("start")
    assert (old.end, old.reason, new.room.door_key, new.moved_within) == (
        dt.date(2018, 6, 1),
        "moved_within",
        "2-1-201",
        True,
    )
    assert Member.objects.get(end__isnull=True, void=False).household.room_id == new.room_id


def test_another_door_without_a_later_day_is_a_fault(town: int) -> None:
    take(town, workbook(person(1)))
    found = take(town, workbook(person(1, door="2-1-201")))
    assert reasons(found) == ["By the register {name} lives at {door} since {day}."]


def test_a_number_of_somebody_of_another_name_is_a_fault(town: int) -> None:
    take(town, workbook(person(1)))
    found = take(town, workbook(person(1, name="欧阳修")))
    assert reasons(found) == ["This identity number belongs to {name} in the register."]


def test_who_is_not_in_a_roster_is_shown_and_left_alone(town: int) -> None:
    take(town, workbook(person(1), person(2, "1-1-102"), person(3, "2-1-201")))
    found = take(town, workbook(person(1)), rows="roster")
    missing = imported.plan(factories.actor(town), found.key).missing
    assert [one.name for one in missing] == [person(2)[0]]
    assert Residence.objects.filter(end__isnull=True).count() == 3


def test_certificates_are_granted_and_the_list_again_changes_nothing(town: int) -> None:
    take(town, workbook(person(1), person(2)))
    heads = ("姓名", "身份证号", "残疾人证号", "残疾类别", "残疾等级")
    content = workbook(
        [person(1)[0], number(1), number(1) + "43", "肢体", "三级"], heads=heads, title="残疾人证持有人"
    )
    found = take(town, content, rows="certificates")
    assert (found.state, found.tally["changed"]) == ("applied", 1)
    assert Status.objects.get(community_id=town).source_import == found.key
    again = take(town, content, rows="certificates")
    assert (again.state, again.tally["same"]) == ("unchanged", 1)
    assert balanced(again)


def test_columns_without_purpose_are_named_and_never_stored(town: int) -> None:
    found = take(town, workbook([*person(1), "佛教", "AB"], heads=(*HEADS, "宗教信仰", "血型")))
    assert found.tally["forbidden"] == ["宗教信仰", "血型"]
    assert found.state == "applied"
    held = imported.plan(factories.actor(town), found.key)
    assert "佛教" not in str([one.values for one in held.new])


def test_rare_characters_come_through_whole(town: int) -> None:
    names = ["李㛃", "王𬭩", "䶮山", "陈𠅤"]
    take(town, workbook(*(person(at, name=name) for at, name in enumerate(names))))
    assert sorted(Person.objects.values_list("name", flat=True)) == sorted(names)


def test_a_formula_is_its_saved_value(town: int) -> None:
    from io import BytesIO

    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("名册")
        page.write_row(0, 0, HEADS)
        page.write_row(1, 0, person(1))
        page.write_formula(1, 2, '=HYPERLINK("http://example.org","x")', None, "1-1-102")
    found = take(town, out.getvalue())
    assert found.state == "applied"
    assert Residence.objects.get(community_id=town).room.door_key == "1-1-102"


def test_a_senders_columns_are_remembered(town: int) -> None:
    from linli.residents.actions import imports as actions

    heads = ("谁", "号码", "住址", "居住类型", "入住日期")
    rows = workbook([person(1)[0], number(1), "1-1-101", "流入", "2018-03-01"], heads=heads)
    first = take(town, rows)
    assert first.state == "read"
    actions.teach(actor=factories.actor(town), at=AT, key=first.key, heads={"谁": "name", "号码": "number"})
    assert take(town, rows).state == "applied"
    assert take(town, rows, sender="别人").state == "read"


def test_who_left_is_not_brought_back_by_an_old_list(town: int) -> None:
    from linli.residents.actions import close

    take(town, workbook(person(1)))
    residence = Residence.objects.get(community_id=town)
    close(
        actor=factories.actor(town), at=AT, residence=residence.pk, on=dt.date(2018, 9, 1), reason="left_city"
    )
    found = take(town, workbook(person(1)))
    assert reasons(found) == ["By the register {name} lived here until {day}."]
    back = take(town, workbook(person(1, start="2018-10-01")))
    assert (back.state, back.tally["new"]) == ("applied", 1)
    assert Person.objects.filter(community_id=town).count() == 1
    assert balanced(back)


def test_the_plan_and_the_file_rest_sealed(town: int) -> None:
    from pathlib import Path

    found = take(town, workbook(person(1)))
    assert imported.plan(factories.actor(town), found.key).new
    for stored in Path(settings.LINLI_FILES).rglob("*"):
        if stored.is_file():
            content = stored.read_bytes()
            assert number(1).encode() not in content
            assert not content.startswith((b"PK", b"LLP1"))


def test_nothing_is_written_when_the_journal_fails(town: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from linli.residents.actions.imports import applying

    planned = take(town, workbook(person(1)), apply=False)

    def fails(*args: Any, **facts: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(journal, "write", fails)
    with pytest.raises(RuntimeError):
        applying.apply(actor=factories.actor(town), at=AT, key=planned.key)
    assert not Person.objects.filter(community_id=town).exists()
    assert Import.objects.get(pk=planned.key).state == "planned"


def test_a_plan_is_refused_when_the_register_changed_since(town: int) -> None:
    from linli.residents.actions import imports as actions

    take(town, workbook(person(1)))
    planned = take(town, workbook(person(1, phone="19288888888")), apply=False)
    key = Person.objects.get(community_id=town).pk
    people_actions.correct(
        actor=factories.actor(town), at=AT, person=key, version=None, values={"phone": "19277777777"}
    )
    done = actions.confirm(actor=factories.actor(town), at=AT, key=planned.key, skip=False)
    held = Import.objects.get(pk=planned.key)
    assert (done, held.state, held.tally["stale"]) == (False, "planned", True)
    assert Person.objects.get(pk=key).phone == "19277777777"
    assert actions.confirm(actor=factories.actor(town), at=AT, key=planned.key, skip=False)
    assert Person.objects.get(pk=key).phone == "19288888888"


def test_a_plan_is_refused_when_the_number_was_registered_since(town: int) -> None:
    from linli.residents.actions import imports as actions

    planned = take(town, workbook(person(1)), apply=False)
    room = Room.objects.filter(community_id=town).latest("pk")
    factories.resident(town, room, name=person(1)[0], number=number(1), born=None, sex="")
    assert not actions.confirm(actor=factories.actor(town), at=AT, key=planned.key, skip=False)
    assert Person.objects.filter(community_id=town).count() == 1


def test_only_the_social_workers_of_the_register_import(town: int) -> None:
    with pytest.raises(Refused):
        take(town, workbook(person(1)), actor=factories.actor(town, "grid_worker", cells=frozenset({1})))


def test_planning_asks_few_questions_however_many_rows(town: int, django_assert_max_num_queries: Any) -> None:
    rows = [person(at, f"{1 + at % 2}-1-{1 + at % 3}01", relation="其他") for at in range(60)]
    with django_assert_max_num_queries(95):
        found = take(town, workbook(*rows), rows="roster")
    assert found.tally["new"] == 60
    with django_assert_max_num_queries(55):
        assert take(town, workbook(*rows), rows="roster").state == "unchanged"


_CELLS = {
    "name": st.sampled_from(["张伟", "李芳", "", "空置", "x" * 70]),
    "number": st.sampled_from(
        [number(1), number(2), number(3), number(1)[:-1], "", "无", 990000199003070000.0]
    ),
    "door": st.sampled_from(["1-1-101", "1栋1单元102", "9-9-999", "", "没有"]),
    "kind": st.sampled_from(["流入", "户籍在住", "", "不知道"]),
    "start": st.sampled_from(["2018-03-01", "2018.2.30", "", 43160, "2031-01-01"]),
    "phone": st.sampled_from(["19200000001", "19200000001、02887312222", "123", ""]),
    "relation": st.sampled_from(["户主", "妻子", "", "二姨夫的"]),
}


@given(
    st.lists(st.fixed_dictionaries(_CELLS), min_size=1, max_size=8),
    st.sampled_from(["roster", "arrivals", "certificates"]),
)
@pace(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_cell_goes_somewhere(town: int, rows: list[dict[str, Any]], kind: str) -> None:
    found = take(
        town,
        workbook(*([value if value != "" else None for value in row.values()] for row in rows)),
        rows=kind,
        skip=True,
    )
    assert balanced(found)
    plan = imported.plan(factories.actor(town), found.key)
    cells = found.tally["cells"]
    assert len(plan.new) + len(plan.changes) + len(plan.same) == cells["rows_held"]
    assert plan.refused_rows == cells["rows_refused"]


def test_search_finds_who_was_imported(town: int) -> None:
    take(town, workbook(person(1, name="欧阳春晓")))
    found = queries.search.find(factories.actor(town), "ouyang", on=ON)
    assert [one.name for one in found] == ["欧阳春晓"]
