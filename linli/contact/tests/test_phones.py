"""Phones: enabled by their worker, locked when lost, released; the keys that their records are closed to; what goes with time."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base import boxes, keys
from linli.base.scope import community_scope
from linli.contact.actions import devices as actions
from linli.contact.actions import phone_retention, settle, sheets
from linli.contact.models import Chunk, Clash, Device, Sent
from linli.contact.queries import board_phones, clashes
from linli.contact.queries import devices as queries
from linli.contact.rules import devices as rules
from linli.contact.rules import operations
from linli.contact.tests.phones import AT, ON, Phone, Street, enrolled, street
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Stale

SECOND = dt.timedelta(seconds=1)
EARLY, LATE = (dt.datetime(year, 1, 1) for year in (1990, 2100))  # noqa: DTZ001 - hypothesis wants them bare


def broken(*_args: Any, **_fields: Any) -> None:
    raise RuntimeError("the journal is full")


# -- boxes


@given(st.binary(max_size=300), st.text(max_size=20))
def test_a_box_opens_for_what_it_was_closed_for_and_for_nothing_else(content: bytes, about: str) -> None:
    box = boxes.close_box(content, about, *boxes.public_key())
    assert boxes.open_box(box, about) == content
    with pytest.raises(boxes.NotOpened):
        boxes.open_box(box, about + "x")


@pytest.mark.parametrize(
    "box", [{}, {"k": 1}, {"k": 1, "e": "AA==", "i": "AA==", "c": "AA=="}, {"k": "x", "e": 1, "i": 2, "c": 3}]
)
def test_what_is_no_box_does_not_open(box: dict[str, Any]) -> None:
    with pytest.raises(boxes.NotOpened):
        boxes.open_box(box, "")


def test_a_new_key_leaves_the_ring_and_the_older_boxes_as_they_were() -> None:
    keys.ring()  # in a fresh folder nothing has asked for it yet
    before = json.loads(keys.ring_path().read_text())
    old = boxes.close_box(b"x", "a", *boxes.public_key())
    number = boxes.renew()
    after = json.loads(keys.ring_path().read_text())
    assert (after["keys"], after["hashing"]) == (before["keys"], before["hashing"])
    assert boxes.public_key()[0] == number
    assert str(number) in after["phones"]
    assert boxes.open_box(old, "a") == b"x"
    assert keys.ring_path().stat().st_mode & 0o077 == 0


# -- rules


@given(
    st.datetimes(timezones=st.just(dt.UTC), min_value=EARLY, max_value=LATE),
    st.integers(-(2**31) + 1, 2**31 - 1),
)
def test_the_counted_moment_is_never_in_the_future_and_never_without_sense(
    written: dt.datetime, off: int
) -> None:
    at = AT + dt.timedelta(days=1)
    found = rules.corrected(written, rules.fair_off(written, off, at, AT), at)
    assert AT - dt.timedelta(hours=1) <= found <= at


def test_a_clock_that_was_right_enough_is_not_spoken_of() -> None:
    assert rules.clock_words(60) is None
    assert str(rules.clock_words(-600))
    assert str(rules.clock_words(90 * 86400))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda one: (
            st.lists(one, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "key",
                        "text",
                        "household",
                        "fields",
                        "before",
                        "needs",
                        "result",
                        "prev",
                        "call_at",
                        "visit",
                    ]
                ),
                one,
                max_size=4,
            )
        ),
        max_leaves=8,
    )
)
def test_whatever_a_phone_sends_is_read_or_refused(held: Any) -> None:
    for read in (operations.visit, operations.sheet, operations.photo, operations.stop, operations.card):
        try:
            read(held if isinstance(held, dict) else {})
        except Refused:
            continue


# -- phones


@pytest.mark.django_db
def test_a_phone_is_known_by_its_token_and_by_nothing_else() -> None:
    here = street()
    with community_scope(here.community):
        made = actions.enrol(actor=here.worker, at=AT, name=" 周网格  红米 ")
        assert queries.named(here.community, made.key, made.token)
        assert queries.named(here.community, made.key, made.token + "x") is None
        assert queries.named(here.community, uuid.uuid4(), made.token) is None
        row = queries.devices(here.worker)[0]
        assert (row.name, row.mine, row.state, row.may_lock) == ("周网格 红米", True, "active", True)
        assert made.token.encode() not in bytes(Device.objects.get().token)


@pytest.mark.django_db
def test_a_worker_sees_the_own_phones_and_the_secretary_all() -> None:
    here = street()
    phone, other = enrolled(here.worker), enrolled(here.colleague(), "别人的")
    with community_scope(here.community):
        assert [one.id for one in queries.devices(here.worker)] == [phone.device.id]
        assert len(queries.devices(here.secretary)) == 2
        with pytest.raises(NotFound):
            actions.lock(actor=here.worker, at=AT, device=other.device.id)


@pytest.mark.django_db
def test_a_phone_without_a_name_and_a_fourth_one_are_refused() -> None:
    here = street()
    with community_scope(here.community):
        with pytest.raises(Refused):
            actions.enrol(actor=here.worker, at=AT, name="  ")
        for _ in range(rules.MOST_PHONES):
            actions.enrol(actor=here.worker, at=AT, name="红米")
        with pytest.raises(Refused):
            actions.enrol(actor=here.worker, at=AT, name="红米")


@pytest.mark.django_db
def test_a_locked_phone_hears_of_it_and_says_that_it_erased() -> None:
    here = street()
    phone = enrolled(here.worker)
    with community_scope(here.community):
        version = queries.device(here.secretary, phone.device.id).version
        actions.lock(actor=here.secretary, at=AT, device=phone.device.id, version=version)
        with pytest.raises(Stale):
            actions.release(actor=here.secretary, at=AT, device=phone.device.id, version=version)
        with pytest.raises(Refused):
            actions.lock(actor=here.secretary, at=AT, device=phone.device.id)
        actions.seen(device=phone.device, at=AT + SECOND, clock_off=90, wiped=True)
        actions.seen(device=phone.device, at=AT + 2 * SECOND, clock_off=0, wiped=True)
        row = queries.device(here.secretary, phone.device.id)
        assert (row.state, row.wiped_at, row.seen_at) == ("locked", AT + SECOND, AT + 2 * SECOND)
        assert (
            len([one for one in journal.lines_of(here.secretary, "device", row.id) if one.verb == "wipe"])
            == 1
        )
        actions.release(actor=here.secretary, at=AT, device=phone.device.id)
        with pytest.raises(Refused):
            actions.release(actor=here.secretary, at=AT, device=phone.device.id)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["enrol", "lock", "release", "seen"])
def test_nothing_of_a_phone_changes_when_the_journal_fails(
    verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = street()
    phone = enrolled(here.worker)
    deeds: dict[str, Callable[[], object]] = {
        "enrol": lambda: actions.enrol(actor=here.worker, at=AT, name="第二部"),
        "lock": lambda: actions.lock(actor=here.secretary, at=AT, device=phone.device.id),
        "release": lambda: actions.release(actor=here.secretary, at=AT, device=phone.device.id),
        "seen": lambda: actions.seen(device=phone.device, at=AT + SECOND, clock_off=5, wiped=True),
    }
    monkeypatch.setattr(journal, "write", broken)
    with community_scope(here.community):
        before = list(Device.objects.values_list())
        with pytest.raises(RuntimeError):
            deeds[verb]()
        assert list(Device.objects.values_list()) == before


# -- settling


def clashing(count: int = 1) -> tuple[Street, Phone]:
    here = street()
    phone = enrolled(here.worker)
    for house in here.households[:count]:
        phone.edit(house, AT, call_at="下班以后")
        with community_scope(here.community):
            sheets.edit(actor=here.secretary, at=AT, household=house, before={}, fields={"call_at": "周末"})
    phone.send(AT + SECOND)
    return here, phone


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["下班以后", "周末", "都行"])
def test_a_clash_is_settled_by_a_choice_or_by_typing(value: str) -> None:
    here, _phone = clashing()
    with community_scope(here.community):
        assert [one.verb for one in board_phones.rows(here.worker, AT)]
        assert board_phones.rows(here.colleague(), AT) == []
        one = clashes.clashes(here.secretary, on=ON)[0]
        settle.settle(
            actor=here.secretary, at=AT, clash=one.id, value=value, seen=one.now, version=one.version
        )
        assert clashes.clash(here.secretary, one.id, on=ON).now == value
        assert Sent.objects.get().state == "settled"
        assert clashes.clashes(here.secretary, on=ON) == [] == board_phones.rows(here.secretary, AT)
        with pytest.raises(Refused):
            settle.settle(actor=here.secretary, at=AT, clash=one.id, value=value, seen=value)


@pytest.mark.django_db
def test_settling_upon_a_third_value_says_what_stands_there_now() -> None:
    here, _phone = clashing()
    with community_scope(here.community):
        one = clashes.clashes(here.secretary, on=ON)[0]
        sheets.edit(
            actor=here.worker,
            at=AT,
            household=one.household,
            before={"call_at": "周末"},
            fields={"call_at": "中午"},
        )
        with pytest.raises(Stale) as stale:
            settle.settle(actor=here.secretary, at=AT, clash=one.id, value="下班以后", seen=one.now)
        assert stale.value.changes == [("call_at", "中午", "下班以后")]


@pytest.mark.django_db
def test_a_later_clash_of_the_same_phone_takes_the_place_of_the_first() -> None:
    here, phone = clashing()
    house = here.households[0]
    phone.mine[house] = {"call_at": "下班以后"}
    phone.edit(house, AT, call_at="早上")
    phone.send(AT + 2 * SECOND)
    with community_scope(here.community):
        assert [one.mine for one in clashes.clashes(here.secretary, on=ON)] == ["早上"]


@pytest.mark.django_db
def test_what_was_not_taken_over_is_shown_until_somebody_dealt_with_it() -> None:
    here = street()
    phone = enrolled(here.worker)
    phone.visit(987_654, AT, said="门口说的话")
    phone.send(AT + SECOND)
    with community_scope(here.community):
        row = clashes.refused(here.worker)[0]
        assert ("said", "门口说的话") in row.words
        assert row.why
        assert clashes.refused(here.colleague()) == []
        assert len(board_phones.rows(here.secretary, AT)) == 1
        settle.looked_at(actor=here.secretary, at=AT, sent=row.id)
        assert clashes.refused(here.secretary) == []
        with pytest.raises(NotFound):
            settle.looked_at(actor=here.secretary, at=AT, sent=row.id)


@pytest.mark.django_db
def test_nothing_is_settled_when_the_journal_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    here, phone = clashing()
    phone.visit(987_654, AT)
    phone.send(AT + SECOND)
    with community_scope(here.community):
        one, sent = clashes.clashes(here.secretary, on=ON)[0], clashes.refused(here.secretary)[0]
        monkeypatch.setattr(journal, "write", broken)
        deeds: tuple[Callable[[], object], ...] = (
            lambda: settle.settle(actor=here.secretary, at=AT, clash=one.id, value="都行", seen=one.now),
            lambda: settle.looked_at(actor=here.secretary, at=AT, sent=sent.id),
        )
        for deed in deeds:
            with pytest.raises(RuntimeError):
                deed()
        assert clashes.clash(here.secretary, one.id, on=ON) == one
        assert clashes.refused(here.secretary)[0] == sent


@pytest.mark.django_db
def test_the_pages_of_clashes_and_the_board_keep_to_their_queries(django_assert_max_num_queries: Any) -> None:
    here, _phone = clashing(4)
    with community_scope(here.community):
        with django_assert_max_num_queries(8):
            assert len(clashes.clashes(here.secretary, on=ON)) == 4
        with django_assert_max_num_queries(9):
            assert len(board_phones.rows(here.secretary, AT)) == 4
        with django_assert_max_num_queries(2):
            assert len(queries.devices(here.secretary)) == 1


# -- time


@pytest.mark.django_db
def test_what_phones_sent_goes_after_ninety_days_but_open_clashes_stay() -> None:
    here, phone = clashing()
    phone.visit(here.households[1], AT)
    phone.send(AT + SECOND)
    with community_scope(here.community):
        Chunk.objects.create(
            community_id=here.community,
            key=uuid.uuid4(),
            device_id=phone.device.id,
            start=0,
            size=1,
            content=b"x",
            came_at=AT,
        )
        late, system = AT + dt.timedelta(days=91), Actor.system("a test", here.community)
        assert phone_retention.forget_old(actor=system, at=AT + dt.timedelta(days=8)) == 0
        assert not Chunk.objects.exists()
        assert phone_retention.forget_old(actor=system, at=late) == 1
        assert Sent.objects.get().kind == "sheet"
        one = Clash.objects.get()
        settle.settle(actor=here.secretary, at=late, clash=one.pk, value="都行", seen="周末")
        actions.release(actor=here.secretary, at=AT, device=phone.device.id)
        assert phone_retention.forget_old(actor=system, at=late) == 1
        assert not (Sent.objects.exists())
        assert not (Clash.objects.exists())
        assert not (Device.objects.exists())
        assert replace(phone.device).key == phone.device.key


@pytest.mark.django_db
def test_nothing_is_forgotten_when_the_journal_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    here = street()
    phone = enrolled(here.worker)
    phone.visit(here.households[0], AT)
    phone.send(AT + SECOND)
    monkeypatch.setattr(journal, "write", broken)
    with community_scope(here.community), pytest.raises(RuntimeError):
        phone_retention.forget_old(
            actor=Actor.system("a test", here.community), at=AT + dt.timedelta(days=91)
        )
    with community_scope(here.community):
        assert Sent.objects.count() == 1
