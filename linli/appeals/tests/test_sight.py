"""Who finds which appeal: the query and the rule for one row say the same, for every kind of actor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from linli.appeals import workflow
from linli.appeals.actions import accept, answer, hold, revisit, told
from linli.appeals.models import Appeal, Clock, Reporter
from linli.appeals.queries import board, pictures, record, sight
from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.actor import (
    AUDITOR,
    CAPTAIN,
    COMMITTEE,
    COUNCIL,
    GRID_WORKER,
    MESSENGER,
    SECRETARY,
    SOCIAL_WORKER,
    SUBDISTRICT,
    SUPERVISOR,
    TECH_ADMIN,
)
from linli.news.models import Letter
from linli.places.tests import factories as places

from . import factories

AT, ON = factories.AT, factories.ON
ME = 4711


@pytest.fixture
def street(db: None) -> tuple[int, int]:
    """(community, its subdistrict)."""
    area = places.area("subdistrict", code="510105001").pk
    return factories.community(parent=area), area


def _all(community: int, area: int) -> tuple[list[Appeal], int]:
    """Appeals of every kind, and the grid in which some lie."""
    building = factories.building(community)
    cell, unit = factories.cell(community, buildings=[building]), building.units.first()
    kinds: list[dict[str, object]] = [
        {}, {"unit": unit}, {"unit": unit, "level": "compound"}, {"unit": unit, "level": "compound", "naming": "confidential"},
        {"level": "compound"}, {"naming": "anonymous"}, {"naming": "confidential"}, {"entered_by": ME}, {"handler": ME},
        {"first_contact": ME}, {"offered_to": ME}, {"assisting": [ME]},
        {"about": "worker", "about_user": ME, "audience": "supervision"}, {"about": "committee", "audience": "supervision"},
        {"about": "committee", "audience": "subdistrict", "sent_to": area}, {"sent_to": area}, {"sent_to": area + 1000},
        {"about": "worker", "about_user": ME + 1, "audience": "subdistrict", "sent_to": area, "entered_by": ME},
    ]  # fmt: skip
    return [factories.appeal(community, **{"level": "community", **one}) for one in kinds], cell.pk  # type: ignore[arg-type]


ROLES = (
    SECRETARY, COMMITTEE, SOCIAL_WORKER, GRID_WORKER, CAPTAIN, MESSENGER, SUPERVISOR, AUDITOR, COUNCIL, TECH_ADMIN, SUBDISTRICT,
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_the_query_finds_what_the_rule_allows(street: tuple[int, int], role: str) -> None:
    community, area = street
    with community_scope(community):
        rows, cell = _all(community, area)
        if role == SUBDISTRICT:
            actor = Actor(ME, "街道", None, frozenset({role}), area=area)
        else:
            cells = frozenset({cell}) if role in (GRID_WORKER, CAPTAIN, MESSENGER) else frozenset()
            actor = Actor(ME, "工", community, frozenset({role}), cells)
        with sight.reach(actor, ON) as communities:
            found = set(sight.appeals(actor, ON, communities).values_list("pk", flat=True))
            allowed = {
                row.pk for row in rows if row.community_id in communities and sight.sees(actor, row, ON)
            }
        assert found == allowed
        if role in (COUNCIL, TECH_ADMIN):
            assert not found


def test_whom_it_is_about_cannot_find_it_anywhere(here: int) -> None:
    concerned = factories.actor(here, SOCIAL_WORKER, user_id=ME)
    row = factories.appeal(
        here,
        about="worker",
        about_user=ME,
        audience="supervision",
        handler=ME,
        entered_by=ME,
        first_contact=ME,
    )
    for look in _looks(concerned, row):
        with pytest.raises(NotFound):
            look()
    assert board.rows(concerned, AT) == []
    assert board.counts(concerned, AT) == {}
    assert board.hits(concerned, row.number, ON, 10) == []
    assert not pictures.may_open(concerned, row.pk)


def test_what_is_about_the_committee_is_the_supervisors_alone(here: int) -> None:
    row = factories.appeal(here, about="committee", audience="supervision", reporter={"name": "王芳"})
    for role in (SECRETARY, COMMITTEE, SOCIAL_WORKER, GRID_WORKER, AUDITOR):
        for look in _looks(factories.actor(here, role), row):
            with pytest.raises(NotFound):
                look()
    supervisor = factories.actor(here, SUPERVISOR)
    answer.solve(actor=supervisor, at=AT, appeal=row.pk, text="已谈话整改", told="本人")
    assert record.record(supervisor, row.pk, AT).reporter is not None
    assert record.record(factories.actor(here, SUPERVISOR), row.pk, AT).reporter is None


def test_what_the_resident_puts_before_the_subdistrict_lives_there_alone(street: tuple[int, int]) -> None:
    community, area = street
    user = Actor(ME, "街道", None, frozenset({SUBDISTRICT}), area=area)
    other = Actor(ME + 1, "街道", None, frozenset({SUBDISTRICT}), area=area)
    with community_scope(community):
        row = factories.appeal(
            community,
            about="committee",
            audience="subdistrict",
            sent_to=area,
            reporter={"name": "王芳", "phone": "13800138000"},
        )
    with community_scope(None):
        assert [one.number for one in board.rows(user, AT)] == [row.number]
        accept.accept(actor=user, at=AT, appeal=row.pk)
        answer.answer(actor=user, at=AT, appeal=row.pk, text="已约谈并公开账目")
        answer.tell(actor=user, at=AT, appeal=row.pk, way="phone", told="本人")
        with pytest.raises(Refused):
            revisit.revisit(actor=user, at=AT, appeal=row.pk, solved=True, rating="satisfied")
        assert revisit.revisit(actor=other, at=AT, appeal=row.pk, solved=True, rating="satisfied") == "closed"
    with community_scope(community):
        assert not Letter.objects.exists()
        assert board.rows(factories.actor(community, SECRETARY), AT) == []


def test_what_is_on_hold_comes_back_on_its_day(here: int) -> None:
    worker = factories.actor(here)
    row = factories.appeal(here, state="in_hand", handler=worker.user_id)
    hold.hold(actor=worker, at=AT, appeal=row.pk, reason="等材料", until=ON + dt.timedelta(days=1))
    Clock.objects.filter(appeal=row, kind="today").update(met_at=AT)
    Appeal.objects.filter(pk=row.pk).update(due_at=None)
    assert [one.group for one in board.rows(worker, AT)] == ["waiting"]
    assert [one.group for one in board.rows(worker, AT + dt.timedelta(days=1))] == ["today"]


def test_a_confidential_reporter_is_open_to_first_contact_and_secretary_only(here: int) -> None:
    row = factories.appeal(here, naming="confidential", first_contact=ME)
    Reporter.objects.create(community_id=here, appeal=row, sealed='{"name": "王芳", "phone": "13800138000"}')
    shown = {
        role: record.record(factories.actor(here, role), row.pk, AT).reporter
        for role in (SECRETARY, COMMITTEE, SOCIAL_WORKER)
    }
    assert shown[COMMITTEE] is shown[SOCIAL_WORKER] is None
    seen = shown[SECRETARY]
    assert seen is not None
    assert seen.phone == "13800138000"
    assert record.record(factories.actor(here, user_id=ME), row.pk, AT).reporter is not None


def test_the_resident_reads_nothing_internal(here: int) -> None:
    worker, row = factories.actor(here, SECRETARY), factories.appeal(here, handler=7, state="in_hand")
    answer.note(actor=worker, at=AT, appeal=row.pk, text="内部看法")
    answer.progress(actor=worker, at=AT, appeal=row.pk, text="灯座已订")
    shown = record.public_record(here, row.pk, AT)
    assert [one.text for one in shown.story] == ["灯座已订"]
    assert shown.may_add
    assert not shown.may_rate


def test_the_board_groups_by_what_is_due_and_says_why(here: int) -> None:
    worker = factories.actor(here)
    early = AT - dt.timedelta(days=10)
    late, today = factories.appeal(here, at=early), factories.appeal(here, state="in_hand", handler=1)
    sent = factories.appeal(
        here, state="sent_up", ticking=False, due_at=AT + dt.timedelta(days=3), due_kind="whistle"
    )
    asked = factories.appeal(here, state="to_revisit", ticking=False, due_at=None, due_kind="", handler=1)
    with factories.at_most(3):
        rows = board.rows(worker, AT)
    assert [(one.group, one.number) for one in rows] == [
        ("late", late.number), ("today", today.number), ("waiting", sent.number), ("revisit", asked.number),
    ]  # fmt: skip
    assert board.counts(worker, AT) == {"late": 1, "today": 1, "waiting": 1, "revisit": 1}
    assert rows[1].reason is not None
    assert rows[1].verb == workflow.VERBS["answer"]


def test_a_grid_worker_sees_what_is_in_turn_on_the_board(here: int) -> None:
    building = factories.building(here)
    cell = factories.cell(here, buildings=[building])
    worker = factories.actor(here, GRID_WORKER, cells=frozenset({cell.pk}))
    fresh = factories.appeal(here, unit=building.units.first())
    factories.appeal(here, unit=building.units.first(), state="in_hand", handler=9)
    factories.appeal(here)
    with factories.at_most(4):
        rows = board.rows(worker, AT)
    assert [one.number for one in rows] == [fresh.number]


def test_a_person_page_shows_appeals_of_ones_own_duty_only(here: int) -> None:
    from linli.residents.tests import factories as residents

    person = residents.resident(here).person
    row = factories.appeal(here, handler=ME, reporter={"name": "王芳", "person_id": person})
    factories.appeal(here, handler=ME, naming="confidential")
    other = factories.actor(here)
    assert board.story(other, person, AT) == []
    found = board.story(factories.actor(here, user_id=ME), person, AT)
    assert [one.url for one in found] == [f"/appeals/{row.pk}/"]


def test_what_the_outbox_told_moves_the_answer_on(here: int) -> None:
    worker = factories.actor(here, SECRETARY)
    row = factories.appeal(
        here, state="in_hand", handler=7, reporter={"name": "王芳", "phone": "13800138000"}
    )
    answer.answer(actor=worker, at=AT, appeal=row.pk, text="灯已修好")
    letter = Letter.objects.get()
    own = {"community": here, "subject": letter.subject, "key": letter.key, "at": AT, "actor": worker}
    told.told(how="call", reached=False, **own)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.state == "answered"
    told.told(how="call", reached=True, **own)  # type: ignore[arg-type]
    told.told(how="call", reached=True, **own)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert (row.state, row.told_at) == ("to_revisit", AT)


def _looks(actor: Actor, row: Appeal) -> list[Callable[[], object]]:
    return [
        lambda: record.record(actor, row.pk, AT),
        lambda: record.by_number(actor, row.number, AT),
        lambda: answer.note(actor=actor, at=AT, appeal=row.pk, text="看一眼"),
    ]
