"""The limiter: terms, waits, rolled-back requests, many at once; and the proof of public forms."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
import threading
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import RequestFactory
from django.utils.translation import override

from linli.base import limits, proof
from linli.base.models import Limit
from linli.kernel import Refused, say

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


def take(key: str = "k", at: dt.datetime = AT, name: str = "try") -> limits.Taken:
    return limits.take(name, key, limit=3, per=HOUR, at=at)


def room(at: dt.datetime = AT) -> bool:
    return bool(limits.room("try", "k", limit=3, per=HOUR, at=at))


def test_three_fit_into_a_term_and_the_fourth_is_told_how_long_to_wait() -> None:
    assert [bool(take(at=AT + n * MINUTE)) for n in range(3)] == [True, True, True]
    fourth = take(at=AT + 20 * MINUTE)
    assert not fourth
    assert fourth.wait == 40 * MINUTE
    assert not room(AT + 59 * MINUTE)
    with override("en"), pytest.raises(Refused, match="Try again in 40 minutes"):
        fourth.demand()


def test_a_new_term_begins_when_the_old_one_ended_however_often_was_tried() -> None:
    for n in range(50):
        take(at=AT + n * MINUTE)
    assert room(AT + HOUR)
    assert take(at=AT + HOUR)
    assert Limit.objects.get().count == 1


def test_keys_and_names_are_counted_apart_and_stand_nowhere() -> None:
    for _ in range(4):
        take("10.0.0.1")
    assert take("10.0.0.2")
    assert take("10.0.0.1", name="other")
    assert b"10.0.0.1" not in b"".join(bytes(one) for one in Limit.objects.values_list("key", flat=True))


def test_a_clock_that_was_moved_back_locks_nobody_out_for_years() -> None:
    for _ in range(4):
        take(at=AT + dt.timedelta(days=3000))
    assert room()
    assert take()


def test_forgetting_begins_anew_and_the_sweep_removes_ended_terms() -> None:
    for _ in range(4):
        take()
    limits.forget("try", "k")
    assert take()
    assert limits.forget_old(AT + HOUR) == 0
    assert limits.forget_old(AT + HOUR + MINUTE) == 1


def test_what_a_rolled_back_request_took_stays_taken() -> None:
    def refused() -> None:
        with transaction.atomic():
            take()
            take()
            raise Refused(say("No."))

    with limits.kept(), pytest.raises(Refused):
        refused()
    assert Limit.objects.get().count == 2


def test_what_is_committed_is_counted_once() -> None:
    with limits.kept(), transaction.atomic():
        take()
    assert Limit.objects.get().count == 1


@pytest.mark.django_db(transaction=True)
def test_of_thirty_at_once_three_get_through() -> None:
    ready = threading.Barrier(6)
    won: list[bool] = []

    def go() -> None:
        try:
            ready.wait()
            won.extend(bool(take()) for _ in range(5))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(won) == 3
    assert Limit.objects.get().count == 30


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("no address", "10.0.0.1", False),
    ],
)
def test_a_source_is_one_address_or_one_network_of_version_six(one: str, other: str, same: bool) -> None:
    def source(address: str) -> str:
        return limits.source(RequestFactory().get("/", REMOTE_ADDR=address))

    assert (source(one) == source(other)) is same
    assert one not in source(one)


def test_behind_a_proxy_the_address_that_the_proxy_wrote_counts(settings: Any) -> None:
    def source(forwarded: str) -> str:
        return limits.source(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded))

    assert source("1.1.1.1, 10.0.0.1") == source("10.0.0.2")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert source("1.1.1.1, 10.0.0.1") == source("10.0.0.1") != source("10.0.0.2")


def filled(purpose: str = "report", at: dt.datetime = AT, **more: str) -> dict[str, str]:
    html = proof.fields(purpose, at=at)
    found = re.search(r'name="proof_ticket" value="([^"]+)"', html)
    assert found is not None
    return {proof.TICKET: found.group(1), proof.WORK: "", proof.EMPTY: "", **more}


def work(ticket: str) -> str:
    for n in itertools.count():
        if hashlib.sha256(f"{ticket}:{n}".encode()).hexdigest() < "0004":
            return str(n)
    raise AssertionError


def demand(
    sent: dict[str, str], at: dt.datetime = AT + MINUTE, purpose: str = "report", source: str = "s"
) -> None:
    proof.demand(sent, purpose, source=source, at=at)


@pytest.mark.parametrize(
    ("more", "at", "purpose", "why"),
    [
        ({}, AT + dt.timedelta(seconds=1), "report", "very quick"),
        ({}, AT + dt.timedelta(hours=25), "report", "too long"),
        ({}, AT + MINUTE, "rate", "too long"),
        ({proof.TICKET: "forged"}, AT + MINUTE, "report", "too long"),
        ({proof.TICKET: ""}, AT + MINUTE, "report", "too long"),
        ({proof.EMPTY: "https://"}, AT + MINUTE, "report", "nobody sees"),
    ],
)
def test_a_form_that_no_person_sent_is_refused_with_a_way_on(
    more: dict[str, str], at: dt.datetime, purpose: str, why: str
) -> None:
    with pytest.raises(Refused) as refused:
        demand(filled() | more, at, purpose)
    assert why in refused.value.reason.msgid


def test_without_script_twelve_forms_an_hour_and_with_its_work_sixty() -> None:
    for _ in range(proof.WITHOUT):
        demand(filled())
    with pytest.raises(Refused) as refused:
        demand(filled())
    assert "Try again" in refused.value.reason.msgid
    one = filled()
    demand(one | {proof.WORK: work(one[proof.TICKET])})
    demand(filled(), source="another")
    demand(filled(), at=AT + 2 * HOUR)


def test_one_ticket_is_sent_five_times_at_most() -> None:
    sent = filled()
    for n in range(5):
        demand(sent, source=f"s{n}")
    with pytest.raises(Refused) as refused:
        demand(sent, source="s5")
    assert "sent already" in refused.value.reason.msgid


def test_the_work_belongs_to_its_ticket() -> None:
    one, other = filled(), filled()
    done = work(one[proof.TICKET])
    assert proof.worked(one[proof.TICKET], done)
    assert not proof.worked(other[proof.TICKET], "x" * 21)
    assert not proof.worked(one[proof.TICKET], "")


def test_a_form_shown_again_keeps_its_ticket_so_that_nobody_waits_anew() -> None:
    sent = filled()
    assert sent[proof.TICKET] in proof.fields("report", at=AT + MINUTE, sent=sent)
    assert sent[proof.TICKET] not in proof.fields("report", at=AT + dt.timedelta(days=2), sent=sent)
