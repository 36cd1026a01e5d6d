"""Messengers and their roster: shifts for weeks, one answer an hour, the cap, exchanges, who answers now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.accounts.tests import factories as accounts
from linli.contact.actions import consents, exchanges, messengers, shifts
from linli.contact.models import Exchange, Messenger, MessengerArea, Shift
from linli.contact.queries import board_people, roster
from linli.contact.queries import messengers as found
from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.kernel.actor import GRID_WORKER, MESSENGER
from linli.kernel.rota import spread
from linli.news.models import Message
from linli.places.tests import factories as places

from . import peopling
from .peopling import AT, DAY, MONDAY, ON, hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(divided: int) -> int:
    places.term("contact_messenger_day", {"from": "07:00", "to": "22:00"})
    places.term("contact_messenger_hours", 12)
    return divided


def test_a_week_shows_messenger_duty_phone_and_nobody(here: int, django_assert_max_num_queries: Any) -> None:
    me = peopling.secretary(here)
    one = peopling.messenger(me)
    wanted = spread(MONDAY, MONDAY + 2 * DAY, (0, 1, 2), dt.time(8), dt.time(12))
    shifts.enter(actor=me, at=AT, messenger=one, shifts=wanted)
    night = hours(MONDAY, 22, 31)
    accounts.duty(here, night.starts, night.ends, name="周社工")
    with django_assert_max_num_queries(2):
        week = roster.week(me, MONDAY)
    assert week.hours == {"messenger": 12, "duty": 9, "nobody": 147}
    assert [(x.first, x.until, x.answer.name) for x in week.days[0].spans] == [
        (0, 8, ""), (8, 12, "赵信使"), (12, 22, ""), (22, 24, "周社工"),
    ]  # fmt: skip


def test_overlaps_nights_and_hours_beyond_the_cap_are_refused_with_the_arithmetic(here: int) -> None:
    me = peopling.secretary(here)
    one, other = peopling.messenger(me), peopling.messenger(me, "唐信使")
    peopling.shift(me, one, MONDAY, 9, 12)

    def refused(whose: int, *wanted: Any, **fields: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            shifts.enter(actor=me, at=AT, messenger=whose, shifts=list(wanted), **fields)
        return caught.value

    assert "赵信使" in str(refused(other, hours(MONDAY, 11, 13)))
    assert "3" in str(refused(one, hours(MONDAY + DAY, 8, 18)))
    assert "13" in str(refused(one, hours(MONDAY + DAY, 8, 18)))
    assert refused(other, hours(MONDAY, 22, 26)).field == "night"
    assert refused(other, hours(dt.date(2018, 12, 20), 9, 10)).field == "first"
    assert refused(other, hours(dt.date(2019, 4, 1), 9, 10)).field == "last"
    shifts.enter(actor=me, at=AT, messenger=other, shifts=[hours(MONDAY, 22, 26)], night_agreed=True)
    assert Shift.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(
            community_id=here, messenger_id=other, starts=hours(MONDAY, 9, 10).starts,
            ends=hours(MONDAY, 9, 10).ends, changed_at=AT,
        )  # fmt: skip


def test_a_shift_is_exchanged_with_one_who_is_asked(here: int) -> None:
    me = peopling.secretary(here)
    asker, taker, third = (
        accounts.actor(MESSENGER, here, name=name) for name in ("赵信使", "唐信使", "谢信使")
    )
    one, other, _rest = (peopling.messenger(me, x.name, x.user_id) for x in (asker, taker, third))
    key = peopling.shift(me, one)
    with pytest.raises(Refused):
        exchanges.ask(actor=third, at=AT, shift=key)
    asked = exchanges.ask(actor=asker, at=AT, shift=key, to=other, why="看病")
    assert Message.objects.get(user=taker.user_id or 0).url == f"/contact/exchanges/{asked}/"
    with pytest.raises(Refused):
        exchanges.ask(actor=asker, at=AT, shift=key)
    with pytest.raises(Refused):
        exchanges.take(actor=third, at=AT, exchange=asked)
    assert [row.verb is not None for row in board_people.rows(taker, AT)] == [True]
    assert board_people.rows(third, AT) == []
    exchanges.take(actor=taker, at=AT, exchange=asked)
    assert Shift.objects.get(pk=key).messenger_id == other
    assert roster.exchange(me, asked).taker_name == "唐信使"
    assert Message.objects.filter(user=asker.user_id or 0).count() == 1
    with pytest.raises(Refused):
        exchanges.withdraw(actor=asker, at=AT, exchange=asked)


def test_an_exchange_is_refused_withdrawn_or_asked_of_all_and_the_cap_still_holds(here: int) -> None:
    me = peopling.secretary(here)
    asker, taker = (accounts.actor(MESSENGER, here, name=name) for name in ("赵信使", "唐信使"))
    one, other = (peopling.messenger(me, x.name, x.user_id) for x in (asker, taker))
    key = peopling.shift(me, one, MONDAY, 9, 12)
    asked = exchanges.ask(actor=asker, at=AT, shift=key, to=other)
    exchanges.refuse(actor=taker, at=AT, exchange=asked)
    assert Shift.objects.get(pk=key).messenger_id == one
    again = exchanges.ask(actor=asker, at=AT, shift=key)
    with pytest.raises(Refused):
        exchanges.refuse(actor=taker, at=AT, exchange=again)
    with pytest.raises(Refused):
        exchanges.take(actor=asker, at=AT, exchange=again)
    shifts.enter(actor=me, at=AT, messenger=other, shifts=[hours(MONDAY + DAY, 7, 17)])
    with pytest.raises(Refused) as refused:
        exchanges.take(actor=taker, at=AT, exchange=again)
    assert all(part in str(refused.value) for part in ("10", "3", "13", "12"))
    exchanges.withdraw(actor=asker, at=AT, exchange=again)
    assert set(Exchange.objects.values_list("state", flat=True)) == {"refused", "withdrawn"}
    begun = hours(MONDAY, 10, 11).starts
    with pytest.raises(Refused):
        exchanges.ask(actor=asker, at=begun, shift=key)


def test_who_answers_is_the_messenger_then_the_duty_phone_then_the_house(here: int) -> None:
    me = peopling.secretary(here)
    at = hours(ON, 10, 11).starts
    assert roster.answering(here, at) is None
    house = roster.answering(here, at, "028-1")
    assert (house.name, house.phone) == ("", "028-1") if house else False
    duty = hours(ON, 9, 33)
    accounts.duty(here, duty.starts, duty.ends, name="周社工", phone="028-2")
    on_duty = roster.answering(here, at, "028-1")
    assert (on_duty.kind, on_duty.phone) == ("duty", "028-2") if on_duty else False
    one = peopling.messenger(me)
    peopling.shift(me, one, ON, 10, 12)
    answer = roster.answering(here, at)
    assert (answer.kind, answer.name, answer.phone) == ("messenger", "赵信使", "028-2") if answer else False
    consents.give(actor=me, at=AT, owner="messenger", key=one, phone="19200000777")
    own = roster.answering(here, at)
    assert own is not None
    assert own.phone == "19200000777"


def test_the_end_of_a_term_takes_later_shifts_off(here: int) -> None:
    me = peopling.secretary(here)
    one = peopling.messenger(me)
    cell = places.cell(here, "第1网格")
    messengers.look_after(actor=me, at=AT, messenger=one, cell=cell.pk, start=ON)
    with pytest.raises(Refused):
        messengers.look_after(actor=me, at=AT, messenger=one, cell=cell.pk, start=ON)
    with pytest.raises(NotFound):
        messengers.look_after(actor=me, at=AT, messenger=one, cell=999_999, start=ON)
    first, second = peopling.shift(me, one, MONDAY), peopling.shift(me, one, MONDAY + DAY)
    exchanges.ask(actor=me, at=AT, shift=second)
    assert messengers.end(actor=me, at=AT, messenger=one, on=MONDAY + DAY) == 1
    assert set(Shift.objects.filter(void=False).values_list("pk", flat=True)) == {first}
    assert Exchange.objects.get().state == "withdrawn"
    assert [x.id for x in found.in_office(me, ON)] == [one]
    assert found.in_office(me, MONDAY + DAY) == []


def test_shifts_are_dropped_while_they_are_not_over(here: int) -> None:
    me = peopling.secretary(here)
    key = peopling.shift(me, peopling.messenger(me))
    with pytest.raises(Refused):
        shifts.drop(actor=accounts.actor(GRID_WORKER, here), at=AT, shift=key)
    with pytest.raises(Refused):
        shifts.drop(actor=me, at=hours(MONDAY, 13, 14).starts, shift=key)
    shifts.drop(actor=me, at=AT, shift=key)
    assert roster.week(me, MONDAY).hours["messenger"] == 0
    with pytest.raises(NotFound):
        roster.shift(me, key)


DEEDS: dict[str, Callable[[Any, dict[str, int]], object]] = {
    "appoint": lambda me, keys: peopling.messenger(me, "谢信使"),
    "correct": lambda me, keys: messengers.correct(actor=me, at=AT, messenger=keys["messenger"], name="赵姐"),
    "end": lambda me, keys: messengers.end(actor=me, at=AT, messenger=keys["messenger"], on=MONDAY),
    "look_after": lambda me, keys: messengers.look_after(actor=me, at=AT, messenger=keys["other"], cell=keys["cell"], start=ON),
    "leave_area": lambda me, keys: messengers.leave_area(actor=me, at=AT, area=keys["area"], on=MONDAY),
    "enter": lambda me, keys: peopling.shift(me, keys["messenger"], MONDAY + 3 * DAY),
    "drop": lambda me, keys: shifts.drop(actor=me, at=AT, shift=keys["shift"]),
    "ask": lambda me, keys: exchanges.ask(actor=me, at=AT, shift=keys["shift"]),
    "take": lambda me, keys: exchanges.take(actor=me, at=AT, exchange=keys["exchange"], messenger=keys["other"]),
    "refuse": lambda me, keys: exchanges.refuse(actor=me, at=AT, exchange=keys["exchange"]),
    "withdraw": lambda me, keys: exchanges.withdraw(actor=me, at=AT, exchange=keys["exchange"]),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_stays_when_the_journal_fails(here: int, deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    me = peopling.secretary(here)
    one, other, cell = peopling.messenger(me), peopling.messenger(me, "唐信使"), places.cell(here, "第1网格")
    asked = exchanges.ask(actor=me, at=AT, shift=peopling.shift(me, one, MONDAY + DAY), to=other)
    area = messengers.look_after(actor=me, at=AT, messenger=one, cell=cell.pk, start=ON)
    keys = {
        "messenger": one, "other": other, "cell": cell.pk, "area": area, "shift": peopling.shift(me, one), "exchange": asked,
    }  # fmt: skip
    tables = (Messenger, MessengerArea, Shift, Exchange)
    held = [list(table.objects.order_by("pk").values()) for table in tables]

    def broken(*_args: object, **_fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        DEEDS[deed](me, keys)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == held
