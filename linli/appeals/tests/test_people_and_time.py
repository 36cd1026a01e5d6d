"""Hand-over, hold, extension, merging and splitting, whistle, 12345, publishing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.appeals.actions import answer, handover, hold, hotline, merge, publish, revisit, whistle
from linli.appeals.models import Appeal, Clock, Hotline, Reporter, Whistle
from linli.appeals.queries import house, record
from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.actor import COMMITTEE, SECRETARY, SUBDISTRICT
from linli.news.models import Letter, Message
from linli.places.tests import factories as places

from . import factories

AT, ON = factories.AT, factories.ON
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def test_a_hand_over_counts_when_it_is_accepted(here: int) -> None:
    old, new = factories.worker(here), factories.worker(here)
    row = factories.appeal(here, state="in_hand", handler=old.user_id)
    handover.offer(actor=old, at=AT, appeal=row.pk, to=new.user_id or 0, why="休假")
    row.refresh_from_db()
    assert (row.handler, row.offered_to) == (old.user_id, new.user_id)
    assert Message.objects.filter(user=new.user_id or 0).count() == 1
    with pytest.raises(Refused):
        handover.take_over(actor=old, at=AT, appeal=row.pk)
    handover.take_over(actor=new, at=AT, appeal=row.pk)
    row.refresh_from_db()
    assert (row.handler, row.offered_to) == (new.user_id, None)


def test_an_offer_that_is_declined_leaves_the_handler(here: int) -> None:
    old, new = factories.worker(here), factories.worker(here)
    row = factories.appeal(here, state="in_hand", handler=old.user_id)
    handover.offer(actor=old, at=AT, appeal=row.pk, to=new.user_id or 0, why="休假")
    handover.decline(actor=new, at=AT, appeal=row.pk, why="手上太多")
    row.refresh_from_db()
    assert (row.handler, row.offered_to) == (old.user_id, None)


def test_work_is_put_to_oneself_at_once_and_to_others_by_their_consent(here: int) -> None:
    one, other = factories.worker(here), factories.worker(here)
    row = factories.appeal(here)
    handover.assign(actor=one, at=AT, appeal=row.pk, handler=other.user_id or 0)
    row.refresh_from_db()
    assert (row.handler, row.offered_to) == (one.user_id, other.user_id)
    handover.assign(actor=other, at=AT, appeal=row.pk, handler=other.user_id or 0)
    row.refresh_from_db()
    assert (row.handler, row.offered_to) == (other.user_id, None)


def test_an_appeal_is_not_put_to_somebody_without_a_post_here(here: int) -> None:
    elsewhere = factories.worker(factories.community())
    row = factories.appeal(here)
    for user in (elsewhere.user_id or 0, 987_654):
        with pytest.raises(Refused):
            handover.assign(actor=factories.actor(here), at=AT, appeal=row.pk, handler=user)


def test_all_open_work_moves_with_a_hand_over_of_the_post(here: int) -> None:
    old, new, boss = factories.worker(here), factories.worker(here), factories.actor(here, SECRETARY)
    mine = factories.appeal(here, state="in_hand", handler=old.user_id)
    offered = factories.appeal(here, state="in_hand", handler=new.user_id, offered_to=old.user_id)
    closed = factories.appeal(here, state="closed", handler=old.user_id)
    about = factories.appeal(here, state="in_hand", handler=old.user_id, about_user=new.user_id)
    sentences = handover.hand_over(actor=boss, old=old.user_id or 0, new=new.user_id or 0, at=AT, dry=True)
    assert [one.facts["n"] for one in sentences] == [2, 1]
    handover.hand_over(actor=boss, old=old.user_id or 0, new=new.user_id or 0, at=AT)
    for row in (mine, offered, closed, about):
        row.refresh_from_db()
    assert mine.handler == offered.handler == new.user_id
    assert offered.offered_to is None
    assert closed.handler == about.handler == old.user_id
    assert mine.version == 2


def test_waiting_for_somebody_stops_the_levels_clock_but_not_the_promise(here: int) -> None:
    worker = factories.actor(here)
    row = factories.appeal(here, state="in_hand", handler=worker.user_id)
    answer.promise(
        actor=worker,
        at=AT,
        appeal=row.pk,
        reason="要等料",
        doer="物业",
        promised_on=ON,
        way="phone",
        told="本人",
    )
    before = factories.running(row)["ladder"].due
    hold.hold(actor=worker, at=AT + HOUR, appeal=row.pk, reason="等施工单位")
    row.refresh_from_db()
    assert (row.state, row.due_kind) == ("on_hold", "promise")
    hold.resume(actor=worker, at=AT + HOUR + 4 * DAY, appeal=row.pk)
    row.refresh_from_db()
    clock = factories.running(row)["ladder"]
    assert row.state == "promised"
    assert clock.due > before
    assert "等施工单位" in str(clock.why)
    assert factories.running(row)["promise"].due == dt.datetime(2018, 12, 28, 10, tzinfo=dt.UTC)


def test_an_extension_is_granted_by_another_than_the_handler(here: int) -> None:
    boss = factories.actor(here, SECRETARY)
    row = factories.appeal(here, state="in_hand", handler=boss.user_id)
    to = ON + 10 * DAY
    for actor in (boss, factories.actor(here)):
        with pytest.raises(Refused):
            hold.extend(actor=actor, at=AT, appeal=row.pk, kind="ladder", to=to, reason="等材料")
    other = factories.actor(here, COMMITTEE)
    with pytest.raises(Refused):
        hold.extend(actor=other, at=AT, appeal=row.pk, kind="today", to=to, reason="等材料")
    hold.extend(actor=other, at=AT, appeal=row.pk, kind="ladder", to=to, reason="等材料")
    assert factories.running(row)["ladder"].due == dt.datetime(2019, 1, 7, 10, tzinfo=dt.UTC)


def test_a_merge_stops_the_clocks_and_parting_lets_them_go_on(here: int) -> None:
    worker = factories.actor(here)
    main, twin = factories.appeal(here), factories.appeal(here, state="in_hand", handler=5)
    before = factories.running(twin)["ladder"].due
    answer.note(actor=worker, at=AT, appeal=twin.pk, text="住户脾气急")
    merge.merge(actor=worker, at=AT + HOUR, appeal=twin.pk, into=main.pk)
    twin.refresh_from_db()
    assert (twin.state, twin.merged_into_id, twin.due_at) == ("merged", main.pk, None)
    assert not factories.running(twin)
    assert [one.number for one in record.record(worker, main.pk, AT).merged] == [twin.number]
    shown = record.record(worker, twin.pk, AT).merged_into
    assert shown is not None
    assert shown.number == main.number
    outside = record.public_record(here, main.pk, AT)
    assert not any("脾气" in one.text for one in outside.story)
    merge.part(actor=worker, at=AT + HOUR + 4 * DAY, appeal=twin.pk)
    twin.refresh_from_db()
    clocks = factories.running(twin)
    assert (twin.state, twin.merged_into_id) == ("in_hand", None)
    assert set(clocks) == {"today", "ladder"}
    assert clocks["ladder"].due > before
    assert clocks["today"].due == twin.today_due == dt.datetime(2019, 1, 2, 10, tzinfo=dt.UTC)


def test_merging_crosswise_or_into_what_is_closed_is_refused(here: int) -> None:
    worker = factories.actor(here)
    one, two, closed = factories.appeal(here), factories.appeal(here), factories.appeal(here, state="closed")
    merge.merge(actor=worker, at=AT, appeal=one.pk, into=two.pk)
    for appeal, into in ((two.pk, one.pk), (two.pk, two.pk), (two.pk, closed.pk)):
        with pytest.raises(Refused):
            merge.merge(actor=worker, at=AT, appeal=appeal, into=into)
    with pytest.raises(NotFound):
        merge.merge(actor=worker, at=AT, appeal=two.pk, into=99_999_999)


def test_whoever_was_merged_is_told_the_answer_too(here: int) -> None:
    worker = factories.actor(here)
    main = factories.appeal(here, reporter={"name": "王芳", "phone": "13800138000"})
    twin = factories.appeal(here, reporter={"name": "李明", "phone": "13900139000"})
    merge.merge(actor=worker, at=AT, appeal=twin.pk, into=main.pk)
    answer.answer(actor=worker, at=AT, appeal=main.pk, text="灯已修好")
    assert set(Letter.objects.values_list("key", flat=True)) == {main.pk, twin.pk}


def test_one_appeal_becomes_several_and_the_parts_keep_who_asked(here: int) -> None:
    worker = factories.worker(here)
    row = factories.appeal(
        here, handler=worker.user_id, first_contact=77, reporter={"name": "王芳", "phone": "13800138000"}
    )
    parts = [merge.PartParts("路灯坏了", "other"), merge.PartParts("垃圾没清", "other")]
    made = merge.split(actor=worker, at=AT, appeal=row.pk, parts=parts)
    found = list(Appeal.objects.filter(pk__in=made).order_by("pk"))
    assert [one.part_of_id for one in found] == [row.pk, row.pk]
    assert {one.first_contact for one in found} == {77}
    assert Reporter.objects.filter(appeal__in=made, name="王芳").count() == 2
    assert len(record.record(worker, row.pk, AT).parts) == 2


@pytest.fixture
def street(db: None) -> tuple[int, int, Actor]:
    """A subdistrict with one community: (community, area, its user)."""
    area = places.area("subdistrict", code="510105001")
    community = factories.community(parent=area)
    return community, area.pk, Actor(501, "街道小赵", None, frozenset({SUBDISTRICT}), area=area.pk)


def test_the_subdistrict_sees_what_was_sent_to_it_answers_and_is_rated(
    street: tuple[int, int, Actor],
) -> None:
    community, area, user = street
    with community_scope(community):
        worker = factories.actor(community)
        row = factories.appeal(community, state="in_hand", handler=worker.user_id)
        kept = factories.appeal(community, state="in_hand")
        whistle.send_up(actor=worker, at=AT, appeal=row.pk, reason="要城管执法", kind="enforcement")
    with community_scope(None):
        assert record.record(user, row.pk, AT).state == "sent_up"
        with pytest.raises(NotFound):
            record.record(user, kept.pk, AT)
        whistle.dispatch(actor=user, at=AT, appeal=row.pk, department="综合执法队")
        whistle.arrive(actor=user, at=AT + HOUR, appeal=row.pk)
        whistle.send_back(actor=user, at=AT + 2 * HOUR, appeal=row.pk, result="已拆除")
    with community_scope(community):
        row.refresh_from_db()
        assert (row.state, row.level, row.sent_to) == ("in_hand", "community", area)
        assert set(factories.running(row)) == {"today", "ladder"}
        whistle.rate(actor=worker, at=AT + DAY, appeal=row.pk, rating="good")
        made = Whistle.objects.get()
        assert (made.department, made.result, made.rating, made.returned) == (
            "综合执法队",
            "已拆除",
            "good",
            False,
        )
        assert Clock.objects.get(appeal=row, kind="whistle").met_at == AT + 2 * HOUR


def test_what_is_not_the_subdistricts_comes_back_and_leaves_its_sight(street: tuple[int, int, Actor]) -> None:
    community, _, user = street
    with community_scope(community):
        worker = factories.actor(community)
        row = factories.appeal(community, state="in_hand", handler=worker.user_id)
        whistle.send_up(actor=worker, at=AT, appeal=row.pk, reason="要城管执法")
        with pytest.raises(Refused):
            whistle.send_back(actor=worker, at=AT, appeal=row.pk, result="已拆除")
    with community_scope(None):
        whistle.send_back(actor=user, at=AT, appeal=row.pk, result="属于物业职责", returned=True)
        with pytest.raises(NotFound):
            record.record(user, row.pk, AT)
    with community_scope(community):
        whistle.send_up(actor=worker, at=AT, appeal=row.pk, reason="物业已撤场")
        whistle.take_back(actor=worker, at=AT, appeal=row.pk, reason="业委会接手了")
        row.refresh_from_db()
        assert (row.state, row.sent_to) == ("in_hand", None)


def test_a_community_without_a_subdistrict_cannot_send_up(here: int) -> None:
    row = factories.appeal(here, state="in_hand")
    with pytest.raises(Refused):
        whistle.send_up(actor=factories.actor(here), at=AT, appeal=row.pk, reason="要城管执法")


def _item(community: int, **fields: Any) -> Appeal:
    row = factories.appeal(community, channel="hotline", **fields)
    Hotline.objects.create(
        community_id=community,
        appeal=row,
        number=f"HX{row.pk}",
        received_at=AT,
        due=AT + 5 * DAY,
        changed_at=AT,
    )
    Clock.objects.create(
        community_id=community, appeal=row, kind="hotline", started=AT, due=AT + 5 * DAY, unit="given"
    )
    return row


def test_an_item_of_12345_is_accepted_with_evidence_of_the_day(here: int) -> None:
    building = factories.building(here)
    cell = factories.cell(here, "二网格", buildings=[building])
    row = _item(here, unit=building.units.first())
    found = hotline.accept(actor=factories.actor(here), at=AT, appeal=row.pk)
    assert (found["name"], found["grid"]) == ("二网格", cell.code)
    assert Hotline.objects.get().evidence["on"] == "2018-12-28"


def test_an_item_that_is_not_ours_is_rejected_with_its_basis_or_returned_later(here: int) -> None:
    worker, early, later = factories.actor(here), _item(here), _item(here, state="in_hand")
    with pytest.raises(Refused):
        hotline.reject(actor=worker, at=AT, appeal=early.pk, basis="")
    hotline.reject(actor=worker, at=AT, appeal=early.pk, basis="不在辖区，属邻社区")
    hotline.give_back(actor=worker, at=AT, appeal=later.pk, basis="属职能部门权责")
    assert list(Hotline.objects.order_by("pk").values_list("state", flat=True)) == ["rejected", "returned"]
    for row in (early, later):
        row.refresh_from_db()
        assert (row.state, row.due_at) == ("refused", None)


def test_the_outside_term_is_extended_by_an_approver_and_twice_reported_items_name_the_first(
    here: int,
) -> None:
    boss, row = factories.actor(here, SECRETARY), _item(here, state="in_hand", handler=5)
    hotline.extend(actor=boss, at=AT, appeal=row.pk, to=ON + 10 * DAY, reason="要等鉴定")
    item = Hotline.objects.get()
    assert (item.state, item.extended_by) == ("extended", boss.user_id)
    assert factories.running(row)["hotline"].due == item.extended_to
    hotline.report_twice(actor=boss, at=AT, appeal=row.pk, number="HX1")
    assert Hotline.objects.get().basis == "HX1"
    assert "hotline" not in factories.running(row)


def test_an_answered_item_says_so(here: int) -> None:
    row = _item(here, state="in_hand")
    answer.answer(actor=factories.actor(here, SECRETARY), at=AT, appeal=row.pk, text="已处理")
    assert Hotline.objects.get().state == "answered"


def test_publishing_needs_consent_and_refuses_what_is_private_with_the_place_marked(here: int) -> None:
    worker = factories.actor(here)
    row = factories.appeal(
        here, state="closed", consents=True, reporter={"name": "王芳", "phone": "13800138000"}
    )
    silent = factories.appeal(here, state="closed")
    with pytest.raises(Refused):
        publish.release(actor=worker, at=AT, appeal=silent.pk, text="路灯", answer="已修")
    for text, marked in (("请打13800138000找我", "【13800138000】"), ("王芳反映路灯坏了", "【王芳】")):
        with pytest.raises(Refused) as refused:
            publish.release(actor=worker, at=AT, appeal=row.pk, text=text, answer="已修")
        assert marked in str(refused.value)
        assert refused.value.field == "text"
    publish.release(
        actor=worker, at=AT, appeal=row.pk, text="楼道灯坏了", answer="已修好", place="3栋2单元501"
    )
    row.refresh_from_db()
    assert (row.public_text, row.public_place, row.released_at) == ("楼道灯坏了", "3栋", AT)
    publish.withhold(actor=worker, at=AT, appeal=row.pk, why="住户改了主意")
    row.refresh_from_db()
    assert row.released_at is None


def test_every_step_keeps_to_ten_statements(street: tuple[int, int, Actor]) -> None:
    here, area, user = street
    house.under(area, ON)
    with community_scope(here):
        one, two, boss = factories.worker(here), factories.worker(here), factories.actor(here, SECRETARY)
        row = factories.appeal(
            here, state="in_hand", handler=one.user_id, consents=True, reporter={"name": "王芳"}
        )
        main = factories.appeal(here)
        record.record(one, row.pk, AT)
        own: dict[str, Any] = {"at": AT, "appeal": row.pk}
        for act in (
            lambda: handover.offer(actor=one, to=two.user_id or 0, why="休假", **own),
            lambda: handover.decline(actor=two, why="太多", **own),
            lambda: handover.offer(actor=one, to=two.user_id or 0, why="休假", **own),
            lambda: handover.take_over(actor=two, **own),
            lambda: handover.assist(actor=two, users=[one.user_id or 0], **own),
            lambda: hold.hold(actor=two, reason="等料", **own),
            lambda: hold.resume(actor=two, **own),
            lambda: hold.extend(actor=boss, kind="ladder", to=ON + 10 * DAY, reason="等料", **own),
            lambda: merge.merge(actor=two, into=main.pk, **own),
            lambda: merge.part(actor=two, **own),
            lambda: whistle.send_up(actor=two, reason="要执法", **own),
            lambda: whistle.dispatch(actor=user, department="执法队", **own),
            lambda: whistle.arrive(actor=user, **own),
            lambda: whistle.send_back(actor=user, result="已拆除", **own),
            lambda: whistle.rate(actor=two, rating="good", **own),
            lambda: answer.answer(actor=two, text="灯已修好", **own),
            lambda: publish.release(actor=one, text="楼道灯坏了", answer="已修好", **own),
            lambda: publish.withhold(actor=one, why="改主意", **own),
            lambda: revisit.redo(actor=boss, why="没修好", **own),
        ):
            outside = "user" in act.__code__.co_freevars
            with factories.at_most(11 if outside else 10):
                act()
        row.refresh_from_db()
        assert row.state == "redo"
