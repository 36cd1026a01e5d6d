"""A notice's life: what is refused, who does what, how objections are counted, what it costs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.appeals.actions import answer
from linli.appeals.models import Appeal
from linli.appeals.tests import factories as appeals
from linli.base.scope import community_scope
from linli.kernel import NotFound, Period, Refused, Stale
from linli.kernel.actor import AUDITOR, CAPTAIN, GRID_WORKER, SOCIAL_WORKER
from linli.notices.actions import drafting, objecting, showing
from linli.notices.models import Notice, Objection
from linli.notices.queries import board, listing, public
from linli.notices.tests import factories as some
from linli.places.tests import factories as places

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("field", "text"),
    [("text", "联系人王某，电话 138 0000 0123"), ("title", "公示电话13800000123"), ("basis", "见 tel13800000123"),
     ("text", "账号6222020000000000000")],
)  # fmt: skip
def test_a_private_number_is_refused_with_its_place(here: int, field: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        some.draft(here, at=some.AT, **{field: text})
    assert refused.value.field == field
    assert "13800000123" not in str(refused.value)
    assert Notice.objects.count() == 0


def test_a_private_number_is_refused_in_corrections_and_results_too(here: int) -> None:
    key, lead = some.approved(here), some.secretary(here)
    with pytest.raises(Refused):
        showing.correct(
            actor=lead, at=some.AT, notice=key, title="题", text="电话13800000123", correction="电话"
        )
    with pytest.raises(Refused):
        showing.conclude(actor=lead, at=some.AT, notice=key, result="已回复13800000123")


def test_a_window_outside_the_display_is_refused(here: int) -> None:
    with pytest.raises(Refused) as refused:
        some.draft(here, closes=some.AFTER + DAY)
    assert refused.value.field == "last_objection"


def test_a_window_shorter_than_the_term_is_refused_with_the_day_from_which_it_fits(here: int) -> None:
    places.term("notice_objections", {"public_notice": {"amount": 7, "unit": "day"}})
    key = some.draft(here, closes=some.ON + 5 * DAY)
    with pytest.raises(Refused) as refused:
        drafting.submit(actor=some.drafter(here), at=some.AT, notice=key)
    assert (refused.value.field, refused.value.reason.facts["day"]) == ("last_objection", "2018-12-09")


def test_an_objection_is_an_appeal_that_is_answered_there_and_counted_here(here: int) -> None:
    key, guest = some.approved(here), objecting.resident(here)
    made = objecting.object_to(actor=guest, at=some.AT, notice=key, text="路灯位置不对", name="佟秀兰")
    assert made.code
    assert "院落修缮" in Appeal.objects.get(pk=made.id).text
    one = public.one(here, key, some.ON)
    assert (one.objections, one.answered) == (1, 0)
    with pytest.raises(Refused) as waiting:
        showing.conclude(actor=some.secretary(here), at=some.AT, notice=key, result="无")
    assert waiting.value.reason.facts["n"] == 1
    desk = some.drafter(here, SOCIAL_WORKER, user_id=7)
    answer.solve(actor=desk, at=some.AT, appeal=made.id, text="已改到东侧。", told="本人")
    showing.conclude(actor=some.secretary(here), at=some.AT, notice=key, result="已改。")
    one = public.one(here, key, some.ON)
    assert (one.answered, one.result) == (1, "已改。")


@pytest.mark.parametrize("day", [-1, 7, 30])
def test_an_objection_before_or_after_the_window_is_refused(here: int, day: int) -> None:
    key = some.approved(here)
    with pytest.raises(Refused):
        objecting.object_to(actor=objecting.resident(here), at=some.AT + day * DAY, notice=key, text="不同意")
    assert Objection.objects.count() == 0


def test_on_its_last_day_the_text_is_there_and_on_the_next_it_is_gone_without_a_job(here: int) -> None:
    key = some.approved(here)
    assert public.one(here, key, some.LAST).text
    gone = public.one(here, key, some.AFTER)
    assert (gone.text, gone.basis, gone.title) == ("", "", "院落修缮项目公示")
    assert [one.id for one in public.archive(here, some.AFTER)[0]] == [key]
    assert public.board(here, some.AFTER) == []


def test_what_was_taken_down_is_on_no_page(here: int) -> None:
    key = some.approved(here)
    showing.take_down(actor=some.secretary(here), at=some.AT, notice=key, reason="写错")
    with pytest.raises(NotFound):
        public.one(here, key, some.ON)
    assert public.archive(here, some.AFTER)[0] == []


def test_two_people_save_one_draft_and_the_second_sees_what_changed(here: int) -> None:
    key = some.draft(here)
    days: dict[str, Any] = {"starts": some.ON, "ends": some.AFTER, "kind": "announcement"}
    drafting.change(
        actor=some.drafter(here), at=some.AT, notice=key, title="甲", text="一", version=1, **days
    )
    with pytest.raises(Stale) as stale:
        drafting.change(
            actor=some.drafter(here), at=some.AT, notice=key, title="乙", text="二", version=1, **days
        )
    assert ("title", "甲", "乙") in stale.value.changes


def test_workers_draft_and_only_the_committee_and_the_secretary_approve(here: int) -> None:
    key = some.submitted(here)
    with pytest.raises(Refused):
        showing.approve(actor=some.drafter(here), at=some.AT, notice=key)
    with pytest.raises(Refused):
        drafting.draft(actor=some.drafter(here, CAPTAIN), at=some.AT, kind="announcement", title="题", text="文", starts=some.ON, ends=some.AFTER)  # fmt: skip
    watcher = some.drafter(here, AUDITOR)
    assert listing.listing(watcher, listing.Filter(), on=some.ON)[1] == 0
    showing.approve(actor=some.secretary(here), at=some.AT, notice=key)
    assert listing.listing(watcher, listing.Filter(), on=some.ON)[1] == 1


def test_another_communitys_notice_is_not_found(here: int) -> None:
    key, other = some.draft(here), appeals.community()
    with community_scope(other), pytest.raises(NotFound):
        listing.page(some.secretary(other), key, on=some.ON)


def test_the_workbench_says_what_waits(here: int) -> None:
    lead, me = some.secretary(here), some.drafter(here)
    waiting, hung = (
        some.submitted(here, title="待批"),
        some.approved(here, title="纸质", forms=("board",), objections=False),
    )
    back = some.submitted(here, title="退回")
    showing.send_back(actor=lead, at=some.AT, notice=back, reason="日期")
    last = some.AT + 6 * DAY
    assert [(one.page, one.group) for one in board.rows(lead, last)] == [
        (f"/notices/{waiting}/", "accept"), (f"/notices/{hung}/", "today")
    ]  # fmt: skip
    assert f"/notices/{back}/change/" in [one.url for one in board.rows(me, last)]
    showing.paper_down(actor=me, at=last, notice=hung)
    assert [one.page for one in board.rows(lead, last)] == [f"/notices/{waiting}/"]


def test_lists_cost_the_same_for_many(here: int, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        key = some.approved(here)
        objecting.object_to(actor=objecting.resident(here), at=some.AT, notice=key, text="不同意")
    lead = some.secretary(here)
    with django_assert_max_num_queries(4):
        listing.listing(lead, listing.Filter(period=Period.year(2018)), on=some.ON)
        listing.tally(lead, listing.Filter(), on=some.ON)
    with django_assert_max_num_queries(1):
        public.board(here, some.ON)
    with django_assert_max_num_queries(3):
        board.rows(lead, some.AT)
    with django_assert_max_num_queries(7):
        listing.page(lead, key, on=some.ON)


def test_the_ledger_lists_what_was_shown_in_the_period(here: int) -> None:
    first = some.approved(here)
    some.draft(here)
    lead = some.drafter(here, GRID_WORKER)
    rows, total = listing.disclosed(lead, Period.month(2018, 12), on=some.ON)
    assert ([one.id for one in rows], total) == ([first], 1)
    assert listing.disclosed(lead, Period.month(2018, 11), on=some.ON)[1] == 0
