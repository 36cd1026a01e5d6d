"""Public recruitment: one application a phone, chosen together after the last day, everybody answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from linli.accounts.tests import factories as accounts
from linli.contact.actions import recruitments
from linli.contact.actions.recruitments import applicant
from linli.contact.models import Candidate, Messenger, Recruitment
from linli.contact.queries import messengers
from linli.contact.queries import recruitments as found
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.actor import GRID_WORKER, SOCIAL_WORKER
from linli.notices import api as notices

from . import peopling
from .peopling import AT, DAY, ON

pytestmark = pytest.mark.django_db
LATER = AT + 10 * DAY


def test_a_phone_applies_once_and_rests_sealed(divided: int) -> None:
    me, guest = peopling.secretary(divided), applicant(divided)
    key = peopling.call(me)
    first = recruitments.apply(actor=guest, at=AT, recruitment=key, name="温玉兰", phone="19200000555")
    again = recruitments.apply(actor=me, at=AT, recruitment=key, name="别人", phone="19200000555")
    assert (first.new, again.new, again.id) == (True, False, first.id)
    assert found.page(me, key).candidates[0].phone.endswith("0555")
    with connection.cursor() as cursor:
        cursor.execute("select encode(phone, 'escape') from contact_candidate")
        assert "19200000555" not in cursor.fetchone()[0]
    recruitments.withdraw(actor=me, at=AT, candidate=first.id)
    assert recruitments.apply(actor=guest, at=AT, recruitment=key, name="温玉兰", phone="19200000555").new


def test_choosing_waits_for_the_last_day_fills_seats_and_answers_everybody(divided: int) -> None:
    me = peopling.secretary(divided)
    key = peopling.call(me)
    one, other, third = (peopling.candidate(me, key, name) for name in ("温玉兰", "柯志强", "庞秀英"))
    with pytest.raises(Refused):
        recruitments.choose(actor=me, at=AT, candidate=one)
    made = recruitments.choose(actor=me, at=LATER, candidate=one)
    row = messengers.messenger(me, made, ON)
    assert (row.name, row.start, row.recruitment) == ("温玉兰", ON + 30 * DAY, key)
    with pytest.raises(Refused) as full:
        recruitments.choose(actor=me, at=LATER, candidate=other)
    assert "1" in str(full.value)
    with pytest.raises(Refused) as why:
        recruitments.refuse(actor=me, at=LATER, candidate=other, reason=" ")
    assert why.value.field == "reason"
    recruitments.refuse(actor=me, at=LATER, candidate=other, reason="名额已满")
    with pytest.raises(Refused) as waiting:
        recruitments.close(actor=me, at=LATER, recruitment=key)
    assert "1" in str(waiting.value)
    recruitments.withdraw(actor=me, at=LATER, candidate=third, reason="搬家")
    recruitments.close(actor=me, at=LATER, recruitment=key)
    assert found.listing(me)[0][0].call.state == "closed"
    with pytest.raises(Refused):
        recruitments.refuse(actor=me, at=LATER, candidate=other, reason="再说")


def test_a_draft_is_nobodys_and_a_published_call_stays_as_it_is(divided: int) -> None:
    me = peopling.secretary(divided)
    key = peopling.call(me, published=False)
    with pytest.raises(NotFound):
        found.public(divided, key)
    with pytest.raises(Refused):
        peopling.candidate(me, key)
    recruitments.publish(actor=me, at=AT, recruitment=key)
    assert found.public(divided, key).title == "招募民情信使"
    assert [one.id for one in found.open_calls(divided, ON)] == [key]
    assert found.open_calls(divided, ON + 7 * DAY) == []
    one = Recruitment.objects.get(pk=key)
    parts = recruitments.Parts(one.title, "改了", 2, one.start, one.end, one.term_start, one.term_end)
    for deed in (
        lambda: recruitments.correct(actor=me, at=AT, recruitment=key, parts=parts),
        lambda: recruitments.publish(actor=me, at=AT, recruitment=key),
        lambda: recruitments.apply(actor=me, at=LATER, recruitment=key, name="晚了", phone="19200000556"),
        lambda: recruitments.publish(actor=me, at=LATER, recruitment=peopling.call(me, published=False)),
    ):
        with pytest.raises(Refused):
            deed()
    recruitments.drop(actor=me, at=AT, recruitment=key)
    assert found.open_calls(divided, ON) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"seats": 0}, "seats"), ({"end": ON}, "end"), ({"term_start": ON}, "term_start"), ({"term_end": ON + 30 * DAY}, "term_end"), ({"title": " "}, "title")],
)  # fmt: skip
def test_a_call_that_cannot_be_is_refused_at_its_field(
    divided: int, fields: dict[str, Any], field: str
) -> None:
    me = peopling.secretary(divided)
    values: dict[str, Any] = {
        "title": "招募", "text": "自愿", "seats": 1, "start": ON, "end": ON + 7 * DAY, "term_start": ON + 30 * DAY,
        "term_end": ON + 90 * DAY,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        recruitments.draft(actor=me, at=AT, parts=recruitments.Parts(**values | fields))
    assert refused.value.field == field


def test_others_neither_keep_nor_see_who_applied(divided: int) -> None:
    me = peopling.secretary(divided)
    key = peopling.call(me)
    walker = accounts.actor(GRID_WORKER, divided)
    with pytest.raises(NotFound):
        found.page(walker, key)
    with pytest.raises(Refused):
        peopling.candidate(walker, key)


DEEDS: dict[str, Callable[[Any, int, int, int], object]] = {
    "draft": lambda me, draft, call, who: peopling.call(me, published=False),
    "publish": lambda me, draft, call, who: recruitments.publish(actor=me, at=AT, recruitment=draft),
    "drop": lambda me, draft, call, who: recruitments.drop(actor=me, at=AT, recruitment=call),
    "apply": lambda me, draft, call, who: peopling.candidate(me, call),
    "choose": lambda me, draft, call, who: recruitments.choose(actor=me, at=LATER, candidate=who),
    "refuse": lambda me, draft, call, who: recruitments.refuse(
        actor=me, at=LATER, candidate=who, reason="满"
    ),
    "withdraw": lambda me, draft, call, who: recruitments.withdraw(actor=me, at=LATER, candidate=who),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_stays_when_the_journal_fails(
    divided: int, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = peopling.secretary(divided)
    draft, call = peopling.call(me, published=False), peopling.call(me)
    who = peopling.candidate(me, call)
    tables = (Recruitment, Candidate, Messenger)
    held = [list(table.objects.order_by("pk").values()) for table in tables]

    def broken(*_args: object, **_fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        DEEDS[deed](me, draft, call, who)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == held


def test_the_day_after_the_last_is_not_open(divided: int) -> None:
    me = peopling.secretary(divided)
    key = peopling.call(me, days=1)
    evening = dt.datetime(2018, 12, 28, 15, 59, tzinfo=dt.UTC)
    assert recruitments.apply(actor=me, at=evening, recruitment=key, name="温玉兰", phone="19200000557").new
    with pytest.raises(Refused):
        recruitments.apply(
            actor=me,
            at=evening + dt.timedelta(minutes=1),
            recruitment=key,
            name="柯志强",
            phone="19200000558",
        )


def test_a_published_call_is_a_public_notice_until_its_last_day(divided: int) -> None:
    me = peopling.secretary(divided)
    key = peopling.call(me)
    one = notices.of_subject(divided, "contact.recruitment", [key], ON)[key]
    held = Recruitment.objects.get(pk=key)
    assert (held.notice, one.state, one.kind, one.ends) == (one.id, "shown", "recruitment", held.end)
    recruitments.drop(actor=me, at=AT, recruitment=key)
    assert notices.of_subject(divided, "contact.recruitment", [key], ON)[key].state == "taken_down"


def test_who_may_not_approve_publishes_a_notice_that_waits(divided: int) -> None:
    desk = Actor(7, "社工", divided, frozenset({SOCIAL_WORKER}))
    key = peopling.call(desk)
    assert notices.of_subject(divided, "contact.recruitment", [key], ON)[key].state == "submitted"
    recruitments.drop(actor=desk, at=AT, recruitment=key)
    assert notices.of_subject(divided, "contact.recruitment", [key], ON) == {}


def test_a_call_with_a_private_number_is_not_published(divided: int) -> None:
    me = peopling.secretary(divided)
    key = peopling.call(me, published=False)
    Recruitment.objects.filter(pk=key).update(text="报名电话13800000123")
    with pytest.raises(Refused) as refused:
        recruitments.publish(actor=me, at=AT, recruitment=key)
    assert refused.value.field == "text"
    assert Recruitment.objects.get(pk=key).state == "draft"
