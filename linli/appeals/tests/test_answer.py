"""Accepting, answering, telling, revisiting: the straight way of an appeal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.appeals.actions import accept, answer, intake, revisit, told
from linli.appeals.models import Answer, Appeal, Deed, Revisit
from linli.appeals.queries import record
from linli.appeals.rules import today
from linli.journal.models import Line
from linli.kernel import NotFound, Refused, Stale
from linli.kernel.actor import CAPTAIN, COMMITTEE, GRID_WORKER, MESSENGER, SECRETARY
from linli.news.actions import hand as outbox
from linli.news.models import Letter
from linli.news.queries import letters

from . import factories
from .test_register import put

AT, ON = factories.AT, factories.ON
HOUR = dt.timedelta(hours=1)
EXPLICIT: dict[str, Any] = {
    "reason": "要等电工", "doer": "物业王师傅换灯座", "promised_on": ON + dt.timedelta(days=3), "way": "phone", "told": "本人",
}  # fmt: skip


def test_an_appeal_goes_from_the_counter_to_the_residents_satisfaction(here: int) -> None:
    row = factories.appeal(here, reporter={"name": "王芳", "phone": "13800138000"})
    worker, other = factories.actor(here), factories.actor(here, COMMITTEE)
    accept.accept(actor=worker, at=AT, appeal=row.pk)
    answer.promise(actor=worker, at=AT + HOUR, appeal=row.pk, **EXPLICIT)
    answer.start(actor=worker, at=AT + 2 * HOUR, appeal=row.pk)
    answer.progress(actor=worker, at=AT + 3 * HOUR, appeal=row.pk, text="灯座已经订了")
    answer.answer(actor=worker, at=AT + 4 * HOUR, appeal=row.pk, text="灯已修好")
    answer.tell(actor=worker, at=AT + 5 * HOUR, appeal=row.pk, way="phone", told="本人")
    state = revisit.revisit(actor=other, at=AT + 6 * HOUR, appeal=row.pk, solved=True, rating="satisfied")
    row.refresh_from_db()
    assert state == row.state == "closed"
    assert row.handler == worker.user_id
    assert row.rating == "satisfied"
    assert row.due_at is None
    assert not factories.running(row)
    assert [one.verb for one in Deed.objects.filter(appeal=row).order_by("pk")] == [
        "accept", "promise", "start", "progress", "answer", "tell", "revisit",
    ]  # fmt: skip
    assert Line.objects.filter(subject="appeal", key=row.pk).count() == 7
    assert Letter.objects.filter(subject="appeals.appeal", key=row.pk).count() == 1


@pytest.mark.parametrize("missing", ["reason", "doer", "promised_on", "way", "told"])
def test_an_explicit_answer_needs_all_five_parts(here: int, missing: str) -> None:
    row = factories.appeal(here)
    parts = EXPLICIT | {missing: None if missing == "promised_on" else ""}
    with pytest.raises(Refused) as refused:
        answer.promise(actor=factories.actor(here), at=AT, appeal=row.pk, **parts)
    assert refused.value.field == missing
    row.refresh_from_db()
    assert row.state == "registered"
    assert not Answer.objects.exists()


@pytest.mark.parametrize("days", [-1, 31])
def test_a_promised_day_lies_between_today_and_the_end_of_the_term(here: int, days: int) -> None:
    row = factories.appeal(here)
    with pytest.raises(Refused) as refused:
        answer.promise(
            actor=factories.actor(here), at=AT, appeal=row.pk,
            **EXPLICIT | {"promised_on": ON + dt.timedelta(days=days)},
        )  # fmt: skip
    assert refused.value.field == "promised_on"


def test_an_explicit_answer_today_keeps_the_promise_and_a_late_one_does_not(here: int) -> None:
    worker = factories.actor(here)
    early, late = factories.appeal(here), factories.appeal(here)
    answer.promise(actor=worker, at=AT + 8 * HOUR, appeal=early.pk, **EXPLICIT)
    answer.promise(actor=worker, at=AT + 10 * HOUR, appeal=late.pk, **EXPLICIT)
    after = AT + 24 * HOUR
    assert record.record(worker, early.pk, after).today == today.ANSWERED
    assert record.record(worker, late.pk, after).today == today.MISSED


def test_a_promise_behind_the_levels_deadline_takes_its_place(here: int) -> None:
    worker, near, far = factories.actor(here), factories.appeal(here), factories.appeal(here)
    answer.promise(actor=worker, at=AT, appeal=near.pk, **EXPLICIT | {"promised_on": ON})
    answer.promise(
        actor=worker, at=AT, appeal=far.pk, **EXPLICIT | {"promised_on": ON + dt.timedelta(days=20)}
    )
    assert set(factories.running(near)) == {"ladder", "promise"}
    assert set(factories.running(far)) == {"promise"}


def test_solved_on_the_spot_waits_for_the_revisit_of_another(here: int) -> None:
    row, worker = factories.appeal(here), factories.actor(here)
    answer.solve(actor=worker, at=AT, appeal=row.pk, text="当场换了灯泡", told="本人")
    assert set(factories.running(row)) == {"revisit"}
    with pytest.raises(Refused):
        revisit.revisit(actor=worker, at=AT, appeal=row.pk, solved=True, rating="satisfied")
    assert not Revisit.objects.exists()
    assert record.record(worker, row.pk, AT).today == today.SOLVED


def test_who_wrote_the_answer_does_not_rate_it_though_another_handles_it(here: int) -> None:
    row, secretary = factories.appeal(here, state="in_hand", handler=7), factories.actor(here, SECRETARY)
    answer.answer(actor=secretary, at=AT, appeal=row.pk, text="已处理")
    row.refresh_from_db()
    assert row.handler == 7
    with pytest.raises(Refused):
        revisit.revisit(actor=secretary, at=AT, appeal=row.pk, solved=True, rating="satisfied")


@pytest.mark.parametrize(("solved", "rating"), [(False, "mostly"), (True, "not"), (False, "not")])
def test_not_satisfied_or_not_solved_is_done_again(here: int, solved: bool, rating: str) -> None:
    row, worker = factories.appeal(here), factories.actor(here)
    answer.solve(actor=worker, at=AT, appeal=row.pk, text="当场换了灯泡", told="本人")
    state = revisit.rate_by_code(
        community=here, appeal=row.pk, at=AT + HOUR, solved=solved, rating=rating, words="还是黑的"
    )
    row.refresh_from_db()
    assert state == row.state == "redo"
    assert row.redone == 1
    assert row.solved_at is None
    assert set(factories.running(row)) == {"ladder"}
    assert record.record(worker, row.pk, AT + 24 * HOUR).today == today.MISSED


def test_a_resident_opens_again_within_the_term_and_no_more_often_than_it_allows(here: int) -> None:
    closed = AT - dt.timedelta(days=3)
    row = factories.appeal(here, state="closed", closed_at=closed)
    old = factories.appeal(here, state="closed", closed_at=AT - dt.timedelta(days=16))
    often = factories.appeal(here, state="closed", closed_at=closed, redone=3)
    revisit.reopen_by_code(community=here, appeal=row.pk, at=AT, why="又坏了")
    row.refresh_from_db()
    assert row.state == "redo"
    for one in (old, often):
        with pytest.raises(Refused):
            revisit.reopen_by_code(community=here, appeal=one.pk, at=AT, why="又坏了")


def test_closing_without_a_rating_needs_three_tries(here: int) -> None:
    row, worker = factories.appeal(here, state="to_revisit", handler=7), factories.actor(here)
    for n in (1, 2):
        assert revisit.not_reached(actor=worker, at=AT, appeal=row.pk) == n
    with pytest.raises(Refused):
        revisit.close(actor=worker, at=AT, appeal=row.pk)
    revisit.not_reached(actor=worker, at=AT, appeal=row.pk)
    revisit.close(actor=worker, at=AT, appeal=row.pk)
    row.refresh_from_db()
    assert (row.state, row.rating) == ("closed", "not_reached")


def test_a_refusal_names_the_reason_and_the_right_channel(here: int) -> None:
    row, worker = factories.appeal(here), factories.actor(here)
    for reason, channel in (("", "法院"), ("已起诉", "")):
        with pytest.raises(Refused):
            accept.refuse(actor=worker, at=AT, appeal=row.pk, reason=reason, channel=channel)
    accept.refuse(actor=worker, at=AT, appeal=row.pk, reason="已起诉", channel="区人民法院立案庭")
    row.refresh_from_db()
    assert (row.state, row.outcome, row.due_at) == ("refused", "not_accepted", None)
    assert record.record(worker, row.pk, AT + 48 * HOUR).today == today.ENDED


def test_the_first_contact_never_changes(here: int) -> None:
    row, worker = factories.appeal(here, first_contact=77), factories.actor(here)
    answer.solve(actor=worker, at=AT, appeal=row.pk, text="当场换了灯泡", told="本人")
    row.refresh_from_db()
    assert (row.first_contact, row.handler) == (77, worker.user_id)


@pytest.mark.parametrize("role", [CAPTAIN, MESSENGER])
def test_captains_settle_at_compound_level_what_needs_no_personal_file(here: int, role: str) -> None:
    captain = factories.actor(here, role)
    mine: dict[str, Any] = {"entered_by": captain.user_id}
    small = factories.appeal(here, level="compound", **mine)
    large = factories.appeal(here, level="community", **mine)
    personal = factories.appeal(here, level="compound", naming="confidential", **mine)
    pension = factories.appeal(here, level="compound", category="jobs", **mine)
    answer.solve(actor=captain, at=AT, appeal=small.pk, text="邻居自己清走了", told="本人")
    for one in (large, personal, pension):
        with pytest.raises(Refused):
            answer.solve(actor=captain, at=AT, appeal=one.pk, text="邻居自己清走了")
    with pytest.raises(Refused):
        revisit.revisit(actor=factories.actor(here, role, user_id=captain.user_id), at=AT, appeal=small.pk, solved=True, rating="satisfied")  # fmt: skip
    assert (
        revisit.revisit(actor=factories.actor(here), at=AT, appeal=small.pk, solved=True, rating="mostly")
        == "closed"
    )


def test_a_messenger_carries_the_answer_back(here: int) -> None:
    messenger = factories.actor(here, MESSENGER)
    row = factories.appeal(
        here, state="answered", entered_by=messenger.user_id, handler=7, outcome="explained"
    )
    Answer.objects.create(
        community_id=here, appeal=row, kind="final", at=AT, by=7, by_name="刘芳", text="明年规划"
    )
    answer.tell(actor=messenger, at=AT, appeal=row.pk, way="carried", told="女儿")
    row.refresh_from_db()
    told = Answer.objects.get()
    assert (row.state, row.told_at, row.explicit_at) == ("to_revisit", AT, AT)
    assert (told.way, told.told, told.told_by) == ("carried", "女儿", messenger.user_id)


def test_a_grid_worker_of_another_grid_does_not_find_it(here: int) -> None:
    row = factories.appeal(here)
    with pytest.raises(NotFound):
        answer.solve(actor=factories.actor(here, GRID_WORKER), at=AT, appeal=row.pk, text="好了")


def test_a_form_opened_before_somebody_else_saved_is_answered_with_what_changed(here: int) -> None:
    row, worker = factories.appeal(here, state="accepted"), factories.actor(here)
    answer.promise(actor=worker, at=AT, appeal=row.pk, version=1, **EXPLICIT)
    with pytest.raises(Stale) as stale:
        answer.promise(
            actor=worker, at=AT, appeal=row.pk, version=1, **EXPLICIT | {"promised_on": ON}
        ) if Appeal.objects.filter(pk=row.pk).update(state="in_hand") else None
    assert stale.value.changes == [("promised_on", EXPLICIT["promised_on"], ON)]


def test_every_step_keeps_to_ten_queries(here: int) -> None:
    row = factories.appeal(here, reporter={"name": "王芳", "phone": "13800138000"})
    worker, other = factories.actor(here), factories.actor(here, COMMITTEE)
    record.record(worker, row.pk, AT)
    steps: list[Any] = [
        lambda: accept.accept(actor=worker, at=AT, appeal=row.pk, level="compound"),
        lambda: answer.promise(actor=worker, at=AT, appeal=row.pk, **EXPLICIT),
        lambda: answer.start(actor=worker, at=AT, appeal=row.pk),
        lambda: answer.progress(actor=worker, at=AT, appeal=row.pk, text="灯座已经订了"),
        lambda: answer.note(actor=worker, at=AT, appeal=row.pk, text="内部说明"),
        lambda: answer.answer(actor=worker, at=AT, appeal=row.pk, text="灯已修好"),
        lambda: answer.amend(actor=worker, at=AT, appeal=row.pk, text="灯已修好，换了灯座"),
        lambda: answer.tell(actor=worker, at=AT, appeal=row.pk, way="phone", told="本人"),
        lambda: revisit.not_reached(actor=other, at=AT, appeal=row.pk),
        lambda: revisit.revisit(actor=other, at=AT, appeal=row.pk, solved=False, rating="not"),
        lambda: answer.solve(actor=worker, at=AT, appeal=row.pk, text="又换了", told="本人"),
        lambda: revisit.revisit(actor=other, at=AT, appeal=row.pk, solved=True, rating="satisfied"),
        lambda: revisit.reopen(actor=other, at=AT, appeal=row.pk, why="又坏了"),
        lambda: accept.refuse(actor=worker, at=AT, appeal=factories.appeal(here).pk, reason="已起诉", channel="法院"),
        lambda: record.record(worker, row.pk, AT),
    ]  # fmt: skip
    for number, one in enumerate(steps):
        most = 11 if number == 13 else 17 if number == 14 else 9 if number in (5, 6) else 8
        with factories.at_most(most):
            one()


@pytest.mark.parametrize(
    ("asked", "whom"),
    [
        ({"name": "李芳", "for_other": "李婆婆", "relation": "女儿"}, "女儿"),
        ({"name": "李芳", "for_other": "李婆婆"}, "反映人"),
        ({"name": "李芳"}, "反映人"),
    ],
)
def test_a_call_that_reached_somebody_notes_whom_and_never_guesses(
    here: int, asked: dict[str, Any], whom: str
) -> None:
    worker = factories.worker(here)
    row = factories.appeal(here, state="in_hand", handler=worker.user_id, reporter=asked)
    answer.answer(actor=worker, at=AT, appeal=row.pk, text="换好了")
    told.told(
        community=here,
        subject="appeals.appeal",
        key=row.pk,
        how="call",
        reached=True,
        at=AT + HOUR,
        actor=worker,
    )
    last = Answer.objects.get(appeal=row.pk, kind="final")
    assert (last.told, last.way, last.told_by) == (whom, "phone", worker.user_id)


def test_a_captain_asked_in_confidence_tells_the_answer_and_nobody_else_reads_it(here: int) -> None:
    captain, worker = factories.worker(here, CAPTAIN), factories.worker(here)
    made = put(
        captain, text="楼上半夜搬桌子", naming="confidential", channel="messenger",
        reporter=intake.ReporterParts(name="李芳", phone="13800138000"),
    )  # fmt: skip
    accept.accept(actor=worker, at=AT, appeal=made.id)
    answer.answer(actor=worker, at=AT, appeal=made.id, text="已经上门劝说")
    letter = Letter.objects.get()
    assert (letter.private, letter.caller) == (True, captain.user_id)
    assert [one.id for one in letters.calls(captain, AT)] == [letter.pk]
    assert letters.calls(worker, AT) == []
    outbox.tell_by_hand(actor=captain, letter_id=letter.pk, how="call", at=AT + HOUR)
    row = Appeal.objects.get(pk=made.id)
    assert (row.state, row.told_at) == ("to_revisit", AT + HOUR)
    assert Answer.objects.get(kind="final").told == "反映人"
