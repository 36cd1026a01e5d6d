"""A visit is written down once, with what it heard; nothing that was written is lost."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest

from linli.appeals.models import Appeal, Reporter
from linli.base.scope import community_scope
from linli.contact.actions import paper_visits, visits
from linli.contact.actions.paper_visits import Faulty, PaperLine
from linli.contact.models import Visit, VisitNeed
from linli.contact.queries import visit_pages
from linli.contact.queries.visits import visited
from linli.contact.rules.visits import VisitParts
from linli.kernel import NotFound, Period, Refused, Stale
from linli.residents import actions as residents
from linli.residents.tests.factories import actor as registrar

from .visiting import AT, ON, Street, need, street, visit

pytestmark = pytest.mark.django_db
QUARTER = Period.quarter(2018, 4)
DAY = dt.timedelta(days=1)


@pytest.fixture
def here(db: None) -> Iterator[Street]:
    """A street with its scope open."""
    made = street()
    with community_scope(made.community):
        yield made


def row(made: visits.Recorded) -> Visit:
    return Visit.objects.get(pk=made.id)


def test_a_visit_counts_for_its_household_and_its_day(here: Street) -> None:
    made = row(visit(here.walker, here.homes[0], day=ON - DAY))
    assert (made.household_id, made.room_id, made.went) == (here.homes[0], here.rooms[0], ON - DAY)
    assert set(visited([here.community], QUARTER)) == {here.homes[0]}


def test_nobody_at_home_and_a_call_are_no_visit_at_the_door(here: Street) -> None:
    visit(here.walker, here.homes[0], result="absent", said="")
    visit(here.walker, here.homes[1], way="phone")
    assert list(visited([here.community], QUARTER)) == []
    assert list(visited([here.community], QUARTER, ("phone",))) == [here.homes[1]]


def test_the_same_key_again_makes_one_record_and_the_same_answer(here: Street) -> None:
    key, heard = uuid.uuid4(), need()
    first = visit(here.walker, here.homes[0], key=key, needs=[heard])
    again = visit(here.walker, here.homes[0], key=key, needs=[heard], said="另一句")
    assert (first.new, again.new, again.id, again.appeals) == (True, False, first.id, first.appeals)
    assert (Visit.objects.count(), Appeal.objects.count()) == (1, 1)


def test_anothers_key_opens_nothing(here: Street) -> None:
    key = uuid.uuid4()
    visit(here.walker, here.homes[0], key=key)
    with pytest.raises(Refused):
        visit(here.worker, here.homes[1], key=key)


def test_each_need_becomes_an_appeal_linked_both_ways(here: Street) -> None:
    made = visit(here.walker, here.homes[0], spoke="王阿姨", needs=[need(), need("水管漏水", urgent=True)])
    assert len(made.appeals) == 2
    page = visit_pages.page(here.walker, made.id, on=ON)
    assert [one.number for one in page.needs] == [number for _key, number in made.appeals]
    assert [one.id for one in visit_pages.of_appeals(here.walker, made.appeals[0][0], ON)] == [made.id]
    told = Appeal.objects.get(pk=made.appeals[1][0])
    assert (told.channel, told.room_id, told.urgent) == ("door", here.rooms[0], True)
    assert Reporter.objects.get(appeal=told).name == "王阿姨"


def test_what_stands_there_already_is_added_to(here: Street) -> None:
    first = visit(here.walker, here.homes[0], needs=[need()])
    again = visit(here.walker, here.homes[1], needs=[need("还是没亮", same_as=first.appeals[0][0])])
    assert again.appeals == first.appeals
    assert Appeal.objects.count() == 1
    assert VisitNeed.objects.filter(appeal=first.appeals[0][0]).count() == 2


def test_a_fault_in_a_need_leaves_nothing_behind(here: Street) -> None:
    with pytest.raises(Refused) as refused:
        visit(here.walker, here.homes[0], needs=[need(), need("水管漏水", category="no such kind")])
    assert refused.value.field == "needs-1-category"
    assert not Visit.objects.exists()
    assert not Appeal.objects.exists()


def test_a_household_that_had_left_is_recorded_at_its_door(here: Street) -> None:
    residents.leave(actor=registrar(here.community), at=AT, household=here.homes[0], person=here.people[0], on=ON - 2 * DAY)  # fmt: skip
    made = row(visit(here.walker, here.homes[0], day=ON))
    assert (made.household_id, made.room_id, made.remarks) == (None, here.rooms[0], ["ended"])
    before = row(visit(here.walker, here.homes[0], day=ON - 3 * DAY))
    assert before.household_id == here.homes[0]


def test_a_visit_of_a_merged_person_follows_to_the_record_that_is_kept(here: Street) -> None:
    held = row(visit(here.walker, person=here.people[1]))
    me = registrar(here.community)
    doubt = residents.mark_doubt(actor=me, at=AT, kept=here.people[0], other=here.people[1])
    residents.merge(actor=me, at=AT, doubt=doubt)
    late = row(visit(here.worker, person=here.people[1], room=here.rooms[1]))
    assert (late.person_id, late.remarks[0]) == (here.people[0], "merged")
    held.refresh_from_db()
    assert (held.person_id, held.room_id) == (here.people[0], here.rooms[1])


def test_a_visit_of_somebody_who_moved_away_stays_at_the_door(here: Street) -> None:
    me = registrar(here.community)
    from linli.residents.models import Residence

    episode = Residence.objects.get(person=here.people[0])
    residents.close(actor=me, at=AT, residence=episode.pk, on=ON - DAY, reason="left_city")
    made = row(visit(here.walker, person=here.people[0], room=here.rooms[0]))
    assert (made.person_id, made.room_id) == (None, here.rooms[0])
    assert "moved" in made.remarks


@pytest.mark.parametrize("ahead", [-3, 3])
def test_a_wrong_clock_is_counted_back_kept_and_asked(here: Street, ahead: int) -> None:
    off = ahead * 86400
    wrote = AT + ahead * DAY - dt.timedelta(hours=2)
    made = row(visit(here.walker, here.homes[0], wrote_at=wrote, clock_off=off))
    assert (made.went, made.clock_off, made.remarks) == (ON, off, ["clock"])
    visits.correct(actor=here.walker, at=AT, visit=made.pk, version=made.version, went=ON - DAY)
    made.refresh_from_db()
    assert (made.went, made.remarks) == (ON - DAY, [])


def test_a_day_to_come_is_refused_where_no_clock_explains_it(here: Street) -> None:
    with pytest.raises(Refused) as refused:
        visit(here.walker, here.homes[0], day=ON + DAY)
    assert refused.value.field == "went"
    assert row(visit(here.walker, here.homes[0], wrote_at=AT + 900 * DAY, clock_off=86401)).went == ON


def test_a_promise_is_kept_by_the_next_visit_in_whatever_order_they_arrive(here: Street) -> None:
    kept = visit(here.walker, here.homes[0], day=ON - 5 * DAY, return_on=ON)
    assert [one.id for one in visit_pages.promised(here.walker, ON, until=ON)] == [kept.id]
    visit(here.walker, here.homes[0], day=ON - 2 * DAY, result="absent", said="")
    assert not row(kept).returned
    later = visit(here.walker, here.homes[0], day=ON - DAY)
    assert row(kept).returned
    visits.void(actor=here.walker, at=AT, visit=later.id, version=1, reason="记错了户")
    assert not row(kept).returned
    visit(here.walker, here.homes[1], day=ON)
    before = visit(here.walker, here.homes[1], day=ON - 4 * DAY, return_on=ON)
    assert row(before).returned


def test_captains_write_the_short_form_for_doors_of_their_own_cell(here: Street) -> None:
    made = visit(here.captain, room=here.rooms[0], said="三楼灯不亮", needs=[need()])
    assert Appeal.objects.get(pk=made.appeals[0][0]).channel == "messenger"
    with pytest.raises(Refused):
        visit(here.captain, room=here.rooms[0], situation="独居")
    with pytest.raises(NotFound):
        visit(replace(here.captain, cells=here.stranger.cells), room=here.rooms[0])
    assert visit_pages.listing(here.captain, visit_pages.Filter(), on=ON)[1] == 1
    visit(here.worker, here.homes[0])
    assert visit_pages.listing(here.captain, visit_pages.Filter(), on=ON)[1] == 1


def test_a_grid_worker_reads_and_writes_the_doors_of_the_own_grid(here: Street) -> None:
    made = visit(here.worker, here.homes[0])
    assert visit_pages.page(here.walker, made.id, on=ON).row.id == made.id
    with pytest.raises(NotFound):
        visit_pages.page(here.stranger, made.id, on=ON)
    with pytest.raises(NotFound):
        visit(here.stranger, here.homes[0])


def test_a_correction_that_comes_second_sees_both_versions(here: Street) -> None:
    made = visit(here.walker, here.homes[0])
    visits.correct(actor=here.worker, at=AT, visit=made.id, version=1, said="水压低")
    with pytest.raises(Stale) as stale:
        visits.correct(actor=here.walker, at=AT, visit=made.id, version=1, said="都好，谢谢")
    assert stale.value.changes == [("said", "水压低", "都好，谢谢")]
    with pytest.raises(Refused):
        visits.correct(actor=here.captain, at=AT, visit=visit(here.captain, room=here.rooms[0]).id, went=ON + DAY)  # fmt: skip


def test_a_visit_taken_back_counts_no_more_and_its_appeals_stay(here: Street) -> None:
    made = visit(here.walker, here.homes[0], needs=[need()])
    with pytest.raises(Refused):
        visits.void(actor=here.walker, at=AT, visit=made.id, version=1, reason=" ")
    visits.void(actor=here.walker, at=AT, visit=made.id, version=1, reason="记错了户")
    assert list(visited([here.community], QUARTER)) == []
    assert Appeal.objects.filter(void=False).count() == 1
    assert visit_pages.page(here.walker, made.id, on=ON).row.void_reason == "记错了户"


def test_a_paper_list_is_taken_over_once_and_whole_or_not_at_all(here: Street) -> None:
    lines = [
        PaperLine(uuid.uuid4(), home, AT - n * DAY, VisitParts("door", "met", said="都好"))
        for n, home in enumerate(here.homes)
    ]
    assert len(paper_visits.take_over(actor=here.worker, at=AT, lines=lines)) == 4
    assert paper_visits.take_over(actor=here.worker, at=AT, lines=lines) == []
    assert Visit.objects.count() == 4
    assert set(visited([here.community], QUARTER)) == set(here.homes)
    bad = [replace(lines[0], key=uuid.uuid4()), replace(lines[1], key=uuid.uuid4(), at=AT + DAY)]
    with pytest.raises(Faulty) as faulty:
        paper_visits.take_over(actor=here.worker, at=AT, lines=bad)
    assert list(faulty.value.faults) == [2]
    assert Visit.objects.count() == 4


def test_a_list_of_visits_takes_at_most_eight_queries_a_record_twelve(
    here: Street, django_assert_max_num_queries: object
) -> None:
    made = [visit(here.walker, home, person=here.people[n], needs=[need()]) for n, home in enumerate(here.homes)]  # fmt: skip
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        rows, total = visit_pages.listing(here.walker, visit_pages.Filter(text="都好", cell=here.cell), on=ON)
    assert (len(rows), total) == (4, 4)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        visit_pages.page(here.walker, made[0].id, on=ON)
