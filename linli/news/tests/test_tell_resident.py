"""A resident is told by a person first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.accounts.tests import factories as accounts
from linli.base import slots
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused
from linli.news import actions, api, queries
from linli.news.models import Letter
from linli.places.tests.factories import community

from .factories import AT, PHONE, letter, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the app of the record learns."""
    said: list[dict[str, Any]] = []
    monkeypatch.setattr(slots.told, "_answers", {"here": lambda **fact: said.append(fact)})
    return said


def connect(settings: Any) -> None:
    settings.LINLI_WEBHOOK_URL, settings.LINLI_WEBHOOK_SECRET = "http://127.0.0.1:9/", "s" * 40


def test_a_resident_with_a_phone_is_called(here: int, actor: Actor) -> None:
    made = letter(actor)
    found = row(here, made)
    assert (found.channel, found.state, found.tail, found.address) == ("call", "waiting", "1234", PHONE)
    with community_scope(here):
        [one] = queries.letters.calls(actor, AT)
    assert (one.name, one.tail, one.open, one.text) == ("周桂芳", "1234", False, "")


def test_a_resident_without_a_phone_gets_a_slip(here: int, actor: Actor) -> None:
    assert row(here, letter(actor, phone="")).channel == "slip"


def test_nothing_is_told_twice_even_on_another_way(here: int, actor: Actor) -> None:
    made = letter(actor, once="x")
    assert letter(actor, once="x") == made
    assert letter(actor, once="x", prefer="slip") == made
    with community_scope(here):
        assert Letter.objects.count() == 1


def test_the_database_itself_refuses_the_same_telling(here: int, actor: Actor) -> None:
    one = row(here, letter(actor, once="x"))
    with community_scope(here), pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.bulk_create([Letter(community_id=here, subject="a", key=1, recipient="resident", channel="call",
                                           at=AT, since=AT, next_at=AT, once=one.once)])  # fmt: skip


def test_a_text_message_goes_to_those_who_asked_for_one(here: int, actor: Actor, settings: Any) -> None:
    connect(settings)
    assert row(here, letter(actor)).channel == "call"
    with community_scope(here):
        api.prefer_resident(actor, PHONE, "sms", "在窗口说的", AT)
    assert row(here, letter(actor)).channel == "sms"
    assert row(here, letter(actor, phone="19200009999")).channel == "call"
    assert row(here, letter(actor, phone="19200009999", prefer="wechat")).channel == "wechat"


def test_without_a_receiver_who_asked_for_a_text_is_called(here: int, actor: Actor) -> None:
    assert row(here, letter(actor, prefer="sms")).channel == "call"


def test_what_is_no_phone_is_refused(actor: Actor) -> None:
    with pytest.raises(Refused):
        letter(actor, phone="12345")


def test_entering_takes_four_queries(here: int, actor: Actor, django_assert_num_queries: Any) -> None:
    with community_scope(here), django_assert_num_queries(4 + 4):  # two savepoints
        api.tell_resident(actor, here, "appeals.appeal", 1, "周桂芳", PHONE, "好了。", AT, "once-1")


def test_a_confidential_matter_is_seen_by_its_caller_alone(here: int, actor: Actor) -> None:
    caller = accounts.actor("social_worker", here)
    made = letter(actor, private=True, caller=caller.user_id)
    with community_scope(here):
        assert queries.letters.calls(actor, AT) == []
        assert queries.letters.outbox(actor)[0] == []
        assert [one.id for one in queries.letters.calls(caller, AT)] == [made]
        with pytest.raises(NotFound):
            actions.tell_by_hand(actor=actor, letter_id=made, how="call", at=AT)
    with pytest.raises(Refused):
        letter(actor, private=True)


def test_a_grid_worker_calls_those_given_to_them(here: int, actor: Actor) -> None:
    grid = accounts.actor("grid_worker", here)
    mine = letter(actor, caller=grid.user_id)
    letter(actor)
    with community_scope(here):
        assert [one.id for one in queries.letters.calls(grid, AT)] == [mine]
        assert len(queries.letters.calls(actor, AT)) == 2


def test_who_does_not_call_sees_no_list(here: int, actor: Actor) -> None:
    letter(actor)
    other = accounts.actor("supervisor", here)
    with community_scope(here):
        assert queries.letters.calls(other, AT) == []
        assert queries.board.rows(other, AT) == []


def test_a_foreign_letter_is_not_found(actor: Actor) -> None:
    elsewhere = accounts.actor("social_worker", community())
    made = letter(elsewhere)
    with community_scope(actor.community), pytest.raises(NotFound):
        actions.tell_by_hand(actor=actor, letter_id=made, how="call", at=AT)


def test_told_ends_it_and_the_record_learns(here: int, actor: Actor, heard: list[dict[str, Any]]) -> None:
    made = letter(actor, key=7)
    with community_scope(here):
        actions.tell_by_hand(actor=actor, letter_id=made, how="visit", at=AT)
        with pytest.raises(Refused):
            actions.tell_by_hand(actor=actor, letter_id=made, how="call", at=AT)
        assert queries.letters.calls(actor, AT) == []
    found = row(here, made)
    assert (found.state, found.result, found.by) == ("done", "visit", actor.user_id)
    assert heard == [
        {"community": here, "subject": "appeals.appeal", "key": 7, "how": "visit", "reached": True, "at": AT, "actor": actor}
    ]  # fmt: skip


def test_the_third_call_in_vain_suggests_another_way(
    here: int, actor: Actor, heard: list[dict[str, Any]]
) -> None:
    made = letter(actor)
    with community_scope(here):
        assert [actions.miss(actor=actor, letter_id=made, at=AT) for _ in range(3)] == [1, 2, 3]
        slip = actions.turn_into_slip(actor=actor, letter_id=made, at=AT)
        assert [one.id for one in queries.letters.slips(actor)] == [slip]
        actions.tell_by_hand(actor=actor, letter_id=slip, how="slip", at=AT)
    assert row(here, made).state == "cancelled"
    assert row(here, slip).state == "done"
    assert row(here, slip).text == "3单元的楼道灯已经换好。"
    assert [one["reached"] for one in heard] == [False, False, False, True]


def test_a_missed_call_comes_again_after_two_hours(here: int, actor: Actor) -> None:
    made = letter(actor)
    with community_scope(here):
        actions.miss(actor=actor, letter_id=made, at=AT)
    assert row(here, made).next_at == AT + dt.timedelta(hours=2)


def test_phones_open_once_for_the_calls_of_the_day(here: int, actor: Actor) -> None:
    one, other = letter(actor), letter(actor, phone="028-87312345")
    with community_scope(here):
        with pytest.raises(Refused):
            queries.letters.phone(actor, one, AT)
        assert actions.open_calls(actor=actor, at=AT) == 2
        assert actions.open_calls(actor=actor, at=AT) == 0
        assert queries.letters.phone(actor, one, AT) == PHONE
        assert queries.letters.phone(actor, other, AT) == "028-87312345"
        assert len(journal.readers_of(actor, "letter", one)) == 1
        with pytest.raises(Refused):
            queries.letters.phone(actor, one, AT + dt.timedelta(days=1))


def test_what_was_undone_is_not_told(here: int, actor: Actor) -> None:
    made = letter(actor, key=9)
    with community_scope(here):
        assert api.withdraw(actor, "appeals.appeal", 9, AT) == 1
        assert api.withdraw(actor, "appeals.appeal", 9, AT) == 0
    assert row(here, made).state == "cancelled"


def test_lists_take_few_queries(here: int, actor: Actor, django_assert_num_queries: Any) -> None:
    for _ in range(5):
        letter(actor)
    with community_scope(here):
        with django_assert_num_queries(2):
            assert len(queries.letters.calls(actor, AT)) == 5
        with django_assert_num_queries(2):
            assert queries.letters.outbox(actor, text="1234")[1] == 5
        with django_assert_num_queries(1):
            assert len(queries.board.rows(actor, AT)) == 1
        with django_assert_num_queries(1):
            assert len(api.letters_of(actor, "appeals.appeal", list(range(1000)))) == 5


def test_the_outbox_is_found_by_name_number_and_phone(here: int, actor: Actor) -> None:
    letter(actor, name="周桂芳", number="2018-7001")
    letter(actor, name="吴敏", phone="19200005555")
    with community_scope(here):
        for text in ("周", "2018-7001", "1234", PHONE):
            assert [one.name for one in queries.letters.outbox(actor, text=text)[0]] == ["周桂芳"], text
        assert queries.letters.outbox(actor, state="problem")[1] == 0
        assert queries.letters.outbox(actor, state="waiting", channel="call")[1] == 2


@pytest.mark.parametrize("verb", ["enter", "tell", "miss", "turn", "cancel", "withdraw"])
def test_a_failing_journal_takes_the_deed_back(
    here: int, actor: Actor, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = letter(actor, key=5)

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(journal, "write", fail)
    monkeypatch.setattr(journal, "write_many", fail)
    deeds: dict[str, Callable[[], Any]] = {
        "enter": lambda: letter(actor),
        "tell": lambda: actions.tell_by_hand(actor=actor, letter_id=made, how="call", at=AT),
        "miss": lambda: actions.miss(actor=actor, letter_id=made, at=AT),
        "turn": lambda: actions.turn_into_slip(actor=actor, letter_id=made, at=AT),
        "cancel": lambda: actions.cancel(actor=actor, letter_id=made, at=AT),
        "withdraw": lambda: api.withdraw(actor, "appeals.appeal", 5, AT),
    }
    with community_scope(here):
        with pytest.raises(RuntimeError):
            deeds[verb]()
        assert [(one.state, one.tries) for one in Letter.objects.all()] == [("waiting", 0)]


def test_calls_go_to_whoever_takes_over(here: int, actor: Actor) -> None:
    colleague = accounts.actor("social_worker", here)
    made = letter(actor, caller=actor.user_id, private=True)
    moved: dict[str, Any] = {
        "actor": actor,
        "old": actor.user_id or 0,
        "new": colleague.user_id or 0,
        "at": AT,
    }
    with community_scope(here):
        assert len(actions.hand_over(**moved, dry=True)) == 1
        assert row(here, made).caller == actor.user_id
        assert len(actions.hand_over(**moved)) == 1
        assert actions.hand_over(**moved) == []
    assert row(here, made).caller == colleague.user_id
