"""What is sent arrives once, in order, whatever the receiver does meanwhile."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from linli.base import slots
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor
from linli.news import actions, api, queries, running, tasks
from linli.news.models import Letter, Message, Pause
from linli.news.rules import delivery

from .factories import AT, letter, row
from .receivers import Hook, Post, listening, mailing

pytestmark = pytest.mark.django_db
SECRET = "a-secret-that-the-receiver-knows-too"
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def hook(settings: Any) -> Iterator[Hook]:
    with listening(Hook()) as found:
        connect(settings, found)
        yield found


def connect(settings: Any, hook: Hook) -> None:
    settings.LINLI_WEBHOOK_URL, settings.LINLI_WEBHOOK_SECRET = hook.url, SECRET
    settings.LINLI_WEBHOOK_TIMEOUT = 0.3


def sms(actor: Actor, number: int, at: dt.datetime = AT, **other: Any) -> int:
    words = {"text": f"第{number}条"} | other
    return letter(actor, at, prefer="sms", phone=f"1920000{number:04d}", **words)


def run(community: int, at: dt.datetime = AT) -> int:
    return running.deliver(community, "webhook", at)


def minutes_of(community: int, begin: dt.datetime, end: dt.datetime) -> None:
    """The sweeps in which a receiver that is left alone is tried again, and one each half hour beside them."""
    at = begin
    while at < end:
        run(community, at)
        paused = (
            Pause.objects.filter(receiver="webhook", until__gt=at).values_list("until", flat=True).first()
        )
        at = paused or at + HOUR / 2


def states(community: int) -> list[tuple[str, str]]:
    with community_scope(community):
        return list(Letter.objects.order_by("pk").values_list("channel", "state"))


def test_a_letter_is_signed_and_says_what_is_needed(here: int, actor: Actor, hook: Hook) -> None:
    made = sms(actor, 1, title="楼道灯")
    assert run(here) == 1
    [(headers, body)] = hook.posts
    token = str(row(here, made).token)
    told = json.loads(body)
    assert told == {"id": token, "channel": "sms", "to": "19200000001", "text": "第1条", "title": "楼道灯",
                    "at": "2018-12-28T01:00:00+00:00"}  # fmt: skip
    signed = f"{headers['X-Linli-Timestamp']}.{token}.".encode() + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Linli-Signature"] == f"v1={expected}"
    assert headers["X-Linli-Id"] == token
    assert (row(here, made).state, row(here, made).result) == ("sent", "accepted")
    assert run(here, AT + HOUR) == 0


def test_a_receiver_that_is_down_for_a_day_gets_everything_once_and_in_order(
    here: int, actor: Actor, settings: Any
) -> None:
    hook = Hook()
    with listening(hook):
        port = hook.port
    connect(settings, hook)
    for number in range(6):
        sms(actor, number, AT + number * HOUR)
    minutes_of(here, AT, AT + DAY)
    assert {state for _, state in states(here)} == {"waiting"}
    with listening(hook, port):
        minutes_of(here, AT + DAY, AT + DAY + HOUR)
    assert hook.texts() == [f"第{number}条" for number in range(6)]
    assert len(hook.posts) == 6
    assert {state for _, state in states(here)} == {"sent"}
    assert not Pause.objects.filter(failures__gt=0).exists()


def test_a_receiver_with_a_fault_for_a_day_keeps_the_order_too(here: int, actor: Actor, hook: Hook) -> None:
    hook.always = 500
    for number in range(5):
        sms(actor, number)
    minutes_of(here, AT, AT + DAY)
    assert hook.taken == []
    assert len(hook.posts) < 300
    hook.always = 0
    minutes_of(here, AT + DAY, AT + DAY + HOUR)
    assert hook.texts() == [f"第{number}条" for number in range(5)]


def test_a_letter_that_alone_meets_a_fault_holds_up_nobody_but_its_own_address(
    here: int, actor: Actor, hook: Hook
) -> None:
    hook.refuse = {"第1条": 500}
    sms(actor, 1)
    sms(actor, 1, text="后一条")
    sms(actor, 2)
    run(here)
    assert hook.texts() == ["第2条"]
    assert not queries.letters.paused("webhook", AT)
    hook.refuse = {}
    minutes_of(here, AT + MINUTE, AT + HOUR)
    assert hook.texts() == ["第2条", "第1条", "后一条"]


def test_a_receiver_that_hangs_is_not_waited_for(here: int, actor: Actor, hook: Hook) -> None:
    hook.hanging.clear()
    made = sms(actor, 1)
    assert run(here) == 0
    assert (row(here, made).state, row(here, made).result) == ("waiting", "no_answer")
    hook.hanging.set()
    assert run(here, AT + HOUR) == 1
    assert hook.texts() == ["第1条"]


def test_an_answer_that_is_lost_does_not_make_two_letters(here: int, actor: Actor, hook: Hook) -> None:
    hook.lost = True
    made = sms(actor, 1)
    run(here)
    assert row(here, made).state == "waiting"
    hook.lost = False
    run(here, AT + HOUR)
    assert len(hook.posts) == 2
    assert hook.texts() == ["第1条"]
    assert row(here, made).state == "sent"


def test_a_worker_that_dies_between_sending_and_noting_sends_under_the_same_id(
    here: int, actor: Actor, hook: Hook
) -> None:
    made = sms(actor, 1)
    system = Actor.system("sending", here)
    with community_scope(here):
        parcel = actions.claim(actor=system, letter_id=made, at=AT)
        assert actions.claim(actor=system, letter_id=made, at=AT) is None
    assert parcel is not None
    running.send(parcel)
    run(here, AT + MINUTE)
    assert row(here, made).state == "sending"
    assert run(here, AT + delivery.CLAIM) == 1
    assert len(hook.posts) == 2
    assert hook.texts() == ["第1条"]


def test_who_is_busy_is_asked_again_and_who_refuses_is_not(here: int, actor: Actor, hook: Hook) -> None:
    hook.answers = [429, 404]
    made = sms(actor, 1)
    run(here)
    assert (row(here, made).state, row(here, made).result) == ("waiting", "busy")
    run(here, AT + HOUR)
    assert (row(here, made).state, row(here, made).result) == ("failed", "refused")
    run(here, AT + 2 * HOUR)
    assert len(hook.posts) == 2


def test_no_redirect_is_followed(here: int, actor: Actor, hook: Hook) -> None:
    hook.answers = [302]
    sms(actor, 1)
    run(here)
    assert len(hook.posts) == 1
    assert hook.taken == []


def test_what_was_refused_becomes_a_call_and_the_worker_reads_it(
    here: int, actor: Actor, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[dict[str, Any]] = []
    monkeypatch.setattr(slots.told, "_answers", {"here": lambda **fact: heard.append(fact)})
    hook.answers = [400]
    sms(actor, 1, once="only")
    run(here)
    assert states(here) == [("sms", "failed"), ("call", "waiting")]
    assert [(one["how"], one["reached"]) for one in heard] == [("sms", False)]
    with community_scope(here):
        assert Message.objects.get().user == actor.user_id
        assert len(queries.board.rows(actor, AT)) == 2


def test_after_three_days_it_is_given_up_with_what_waited_behind_it(
    here: int, actor: Actor, hook: Hook
) -> None:
    hook.always = 503
    for number in range(3):
        sms(actor, number)
    late = sms(actor, 7, AT + 2 * DAY)
    minutes_of(here, AT, AT + 3 * DAY + HOUR)
    with community_scope(here):
        assert [one.state for one in Letter.objects.filter(channel="sms").order_by("pk")] == [*["given_up"] * 3, "waiting"]  # fmt: skip
        assert Letter.objects.filter(channel="call").count() == 3
    assert row(here, late).state == "waiting"


def test_what_was_given_up_can_be_sent_again(here: int, actor: Actor, hook: Hook) -> None:
    hook.answers = [400]
    made = sms(actor, 1)
    run(here)
    with community_scope(here):
        actions.retry(actor=actor, letter_id=made, at=AT + HOUR)
    assert run(here, AT + HOUR) == 1
    assert row(here, made).state == "sent"
    assert hook.posts[0][0]["X-Linli-Id"] == hook.posts[1][0]["X-Linli-Id"]


def test_a_listener_with_a_fault_does_not_undo_the_sending(
    here: int, actor: Actor, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**fact: Any) -> None:
        raise RuntimeError("listener")

    monkeypatch.setattr(slots.told, "_answers", {"here": fail})
    made = sms(actor, 1)
    run(here)
    assert row(here, made).state == "sent"


def test_at_night_texts_wait_for_the_morning(here: int, actor: Actor, hook: Hook) -> None:
    night = dt.datetime(2018, 12, 28, 14, 0, tzinfo=dt.UTC)  # 22:00 in Shanghai
    sms(actor, 1, night)
    assert run(here, night) == 0
    assert hook.posts == []
    assert run(here, dt.datetime(2018, 12, 29, 0, 0, tzinfo=dt.UTC)) == 1


def test_the_sweep_sends_what_waits_anywhere(here: int, actor: Actor, hook: Hook, settings: Any) -> None:
    made = letter(actor, prefer="sms")
    webhook = api.tell_office
    with community_scope(here):
        office = webhook(actor, here, "appeals.appeal", 1, "街道办", "street", "转交", "请接收。", AT, "office-1", channel="webhook")  # fmt: skip
    tasks.sweep(0)
    assert row(here, office).state == "sent"
    assert row(here, made).state in ("sent", "waiting")  # by the machine's clock it may be night


def test_a_failing_journal_leaves_the_letter_as_it_was(
    here: int, actor: Actor, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sms(actor, 1)
    system = Actor.system("sending", here)
    with community_scope(here):
        actions.claim(actor=system, letter_id=made, at=AT)

        def fail(*args: Any, **facts: Any) -> None:
            raise RuntimeError("journal")

        monkeypatch.setattr(journal, "write", fail)
        with pytest.raises(RuntimeError):
            actions.note_outcome(actor=system, letter_id=made, verb="send", result="accepted", at=AT)
    assert row(here, made).state == "sending"


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    with mailing(Post()) as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "desk@kuaihuo.example"
        yield found


def mail(actor: Actor, once: str = "mail-1") -> int:
    community = actor.community or 0
    with community_scope(community):
        return api.tell_office(actor, community, "appeals.appeal", 1, "街道办", "office@street.example", "转交\n诉求",
                               "请接收。", AT, once)  # fmt: skip


def test_an_office_gets_a_mail(here: int, actor: Actor, post: Post) -> None:
    made = mail(actor)
    assert mail(actor) == made
    assert running.deliver(here, "email", AT) == 1
    [text] = post.taken
    assert f"Message-ID: <{row(here, made).token}@kuaihuo.example>" in text
    assert "To: office@street.example" in text
    assert row(here, made).state == "sent"


def test_a_mail_address_that_is_refused_is_said_so_and_a_full_one_is_tried_again(
    here: int, actor: Actor, post: Post
) -> None:
    post.rcpt = "550 no such user"
    first = mail(actor)
    running.deliver(here, "email", AT)
    assert (row(here, first).state, row(here, first).result) == ("failed", "address")
    post.rcpt = "452 full"
    second = mail(actor, "mail-2")
    running.deliver(here, "email", AT + HOUR)
    assert row(here, second).state == "waiting"
    post.rcpt = "250 ok"
    assert running.deliver(here, "email", AT + 2 * HOUR) == 1


def test_a_mail_server_that_is_away_is_left_alone(here: int, actor: Actor, post: Post, settings: Any) -> None:
    settings.EMAIL_PORT = 9
    made = mail(actor)
    running.deliver(here, "email", AT)
    assert (row(here, made).state, row(here, made).result) == ("waiting", "unreachable")
    assert queries.letters.paused("email", AT)
    with community_scope(here):
        assert [one for one, *_ in queries.letters.silences()] == ["email"]
