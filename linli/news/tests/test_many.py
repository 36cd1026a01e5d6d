"""Many messages in one statement, and what goes when its term has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.news import actions, api, queries
from linli.news.models import Letter, Message, Preference
from linli.news.rules import delivery, quiet

from .factories import AT, PHONE, letter, row

pytestmark = pytest.mark.django_db


def test_five_thousand_are_told_in_one_statement(here: int, django_assert_num_queries: Any) -> None:
    found = [(n, say("Due: {n}.", n=n), f"/appeals/{n}/", f"due-{n}") for n in range(5000)]
    with community_scope(here), django_assert_num_queries(1 + 4 + 2):  # savepoints and the scope around it
        assert api.tell_many(here, found, AT) == 5000
    assert api.tell_many(here, found, AT) == 0
    assert api.tell_many(here, [], AT) == 0
    with community_scope(here):
        one = Message.objects.get(user=7)
        assert (one.msgid, one.values, one.url) == ("Due: {n}.", {"n": 7}, "/appeals/7/")


def test_one_statement_with_the_same_message_twice_tells_it_once(here: int) -> None:
    assert api.tell_many(here, [(1, say("A."), "/", "a"), (1, say("A."), "/", "a"), (2, say("A."), "/", "a")], AT) == 2  # fmt: skip


def test_after_a_year_words_go_and_after_three_the_line(here: int, actor: Actor) -> None:
    made = letter(actor)
    fresh = letter(actor, AT + dt.timedelta(days=300))
    api.tell(here, 1, say("Old."), "/", AT)
    with community_scope(here):
        api.prefer_resident(actor, PHONE, "slip", "在窗口说的", AT)
        system = Actor.system("the term of retention has passed", here)
        assert actions.forget_old(actor=system, at=AT + dt.timedelta(days=366)) == 2
        assert actions.forget_old(actor=system, at=AT + dt.timedelta(days=366)) == 0
        held = row(here, made)
        assert (held.name, held.address, held.text, held.tail, held.digest) == ("", None, None, "", None)
        assert row(here, fresh).name == "周桂芳"
        assert Message.objects.count() == 0
        actions.forget_old(actor=system, at=AT + dt.timedelta(days=3 * 366))
        assert not Letter.objects.filter(pk=made).exists()
        assert not Preference.objects.exists()
        assert len(queries.letters.outbox(actor)[0]) == 1


def test_a_resident_chooses_and_says_where(here: int, actor: Actor) -> None:
    with community_scope(here):
        for channel, source, phone in (
            ("email", "窗口", PHONE),
            ("sms", " ", PHONE),
            ("sms", "窗口", ""),
            ("sms", "窗口", "12"),
        ):
            with pytest.raises(Refused):
                api.prefer_resident(actor, phone, channel, source, AT)
        assert not Preference.objects.exists()
        api.prefer_resident(actor, PHONE, "slip", "窗口", AT)
        api.prefer_resident(actor, PHONE, "", "窗口", AT)
        assert Preference.objects.get().channel == ""


@pytest.mark.parametrize("verb", ["choose", "resident", "forget"])
def test_a_failing_journal_takes_the_choice_back(
    here: int, actor: Actor, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = letter(actor)

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(journal, "write", fail)
    deeds: dict[str, Callable[[], Any]] = {
        "choose": lambda: actions.choose(actor=actor, muted=["a"], quiet_from=None, quiet_to=None, at=AT),
        "resident": lambda: api.prefer_resident(actor, PHONE, "slip", "窗口", AT),
        "forget": lambda: actions.forget_old(actor=actor, at=AT + dt.timedelta(days=400)),
    }
    with community_scope(here):
        with pytest.raises(RuntimeError):
            deeds[verb]()
        assert not Preference.objects.exists()
        assert row(here, made).name == "周桂芳"


@pytest.mark.parametrize(
    ("clock", "until"),
    [("20:59", "20:59"), ("21:00", "08:00"), ("07:59", "08:00"), ("08:00", "08:00"), ("12:30", "14:00"), ("14:00", "14:00")],
)  # fmt: skip
def test_quiet_hours_end_when_the_term_says(clock: str, until: str) -> None:
    hour, minute = (int(one) for one in clock.split(":"))
    moment = dt.datetime(2018, 12, 28, hour, minute, tzinfo=quiet.SHANGHAI)
    found = quiet.allowed_from(moment, quiet.spans_of(quiet.DEFAULT, "call")).astimezone(quiet.SHANGHAI)
    assert f"{found:%H:%M}" == until
    assert dt.timedelta(0) <= found - moment < dt.timedelta(hours=12)


def test_waiting_doubles_up_to_half_an_hour() -> None:
    assert [delivery.wait(one).total_seconds() / 60 for one in (1, 2, 3, 5, 6, 99)] == [1, 2, 4, 16, 30, 30]


@pytest.mark.parametrize(
    ("status", "verb"),
    [(200, "send"), (202, "send"), (302, "postpone"), (400, "fail"), (404, "fail"), (408, "postpone"), (429, "postpone"), (500, "postpone"), (503, "postpone")],
)  # fmt: skip
def test_an_answer_has_one_meaning(status: int, verb: str) -> None:
    assert delivery.meaning(status)[0] == verb
