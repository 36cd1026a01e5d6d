"""The call list, the outbox and the message settings as pages."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.journal.models import Read
from linli.kernel import Actor, say
from linli.news import actions, api, events
from linli.news.models import Letter, Message, Preference
from linli.news.queries import board

from .factories import AT, PHONE, letter, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(here: int) -> Any:
    return accounts.user("王敏", "social_worker", here)


@pytest.fixture
def desk(client: Client, worker: Any) -> Client:
    """A worker's browser at nine in the morning of a working day."""
    clock.move_to(AT)
    accounts.sign_in(client, worker)
    return client


@pytest.fixture(autouse=True)
def _own_clock() -> Any:
    yield
    clock.forget()


def body(client: Client, name: str, **query: str) -> str:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_will_stand_there(desk: Client) -> None:
    assert "Answers to residents come here by themselves" in english(desk, "news:calls")
    assert "Nothing was told yet" in english(desk, "news:outbox")


def english(client: Client, name: str, **query: str) -> str:
    client.cookies["django_language"] = "en"
    return body(client, name, **query)


def test_phone_and_words_stand_closed_until_calling_begins(desk: Client, actor: Actor) -> None:
    made = letter(actor)
    page = body(desk, "news:calls")
    assert "周桂芳" in page
    assert "1234" in page
    assert "楼道灯" not in page
    assert "19200001234" not in page
    assert desk.get(reverse("news:dial", args=[made])).status_code == 422
    desk.post(reverse("news:calls_open"))
    page = body(desk, "news:calls")
    assert "楼道灯" in page
    assert "19200001234" not in page
    assert desk.get(reverse("news:dial", args=[made]))["Location"] == "tel:19200001234"


def test_nobody_is_dialled_in_quiet_hours_but_may_be_told_when_met(
    here: int, desk: Client, actor: Actor
) -> None:
    made = letter(actor)
    desk.post(reverse("news:calls_open"))
    clock.move_to(dt.datetime(2018, 12, 28, 5, 0, tzinfo=dt.UTC))  # 13:00 in Shanghai
    assert reverse("news:dial", args=[made]) not in body(desk, "news:calls")
    assert desk.get(reverse("news:dial", args=[made])).status_code == 422
    desk.post(reverse("news:told", args=[made]), {"how": "visit"})
    assert row(here, made).result == "visit"


def test_one_tap_each(here: int, desk: Client, actor: Actor) -> None:
    one, other = letter(actor), letter(actor)
    desk.post(reverse("news:told", args=[one]))
    desk.post(reverse("news:missed", args=[other]))
    desk.post(reverse("news:to_slip", args=[other]))
    assert row(here, one).state == "done"
    assert row(here, other).result == "to_slip"
    answer = desk.post(reverse("news:told", args=[one]), follow=True)
    assert answer.status_code == 200
    with community_scope(here):
        assert Letter.objects.filter(channel="slip", state="waiting").count() == 1


def test_a_slip_is_a_paper_with_its_code(here: int, desk: Client, actor: Actor) -> None:
    made = letter(actor, phone="", url="https://example.org/f/AB12", title="诉求办理告知单")
    answer = desk.get(reverse("news:paper", args=[made]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"


def test_the_outbox_is_filtered_exported_and_mended(here: int, desk: Client, actor: Actor) -> None:
    made = letter(actor, name="周桂芳")
    failed = letter(actor, name="吴敏")
    with community_scope(here):
        Letter.objects.filter(pk=failed).update(state="failed", channel="sms", result="refused")
    page = body(desk, "news:outbox", state="problem")
    assert "吴敏" in page
    assert "周桂芳" not in page
    assert "吴敏" not in body(desk, "news:outbox", channel="call")
    answer = desk.post(reverse("news:outbox_export") + "?state=problem")
    assert answer.content.startswith(b"PK")
    back = desk.post(reverse("news:outbox_retry", args=[failed]) + "?state=problem")
    assert back["Location"].endswith("?state=problem")
    desk.post(reverse("news:outbox_cancel", args=[made]))
    assert (row(here, failed).state, row(here, made).state) == ("waiting", "cancelled")
    desk.post(reverse("news:outbox_retry", args=[made]))
    assert row(here, made).state == "waiting"


def test_pages_take_few_queries_however_long_the_list(
    desk: Client, actor: Actor, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        letter(actor)
    body(desk, "news:calls")
    with django_assert_max_num_queries(32):
        body(desk, "news:calls")
    with django_assert_max_num_queries(28):
        body(desk, "news:outbox")


def test_a_worker_chooses_messages_and_quiet_hours(
    here: int, worker: Any, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "KINDS", {"due": say("Due soon"), "new": say("New matters")})
    bad = desk.post(reverse("news:preferences"), {"wanted": ["due"], "quiet_from": "25:99"})
    assert bad.status_code == 422
    half = desk.post(reverse("news:preferences"), {"wanted": ["due"], "quiet_from": "21:00"})
    assert half.status_code == 422
    good = desk.post(reverse("news:preferences"), {"wanted": ["due"], "quiet_from": "21:00", "quiet_to": "8"})
    assert good.status_code == 302
    with community_scope(here):
        held = Preference.objects.get(user=worker.pk)
        assert (held.muted, held.quiet_to) == (["new"], dt.time(8))
    assert not api.tell(here, worker.pk, say("One."), "/", AT, kind="new")
    assert api.tell(here, worker.pk, say("Two."), "/", AT, kind="due")
    night = dt.datetime(2018, 12, 28, 14, 0, tzinfo=dt.UTC)
    early = dt.datetime(2018, 12, 28, 22, 0, tzinfo=dt.UTC)
    api.tell(here, worker.pk, say("Three."), "/", night)
    api.tell(here, worker.pk, say("Four."), "/", early)
    morning = dt.datetime(2018, 12, 29, 0, 0, tzinfo=dt.UTC)
    with community_scope(here):
        assert list(Message.objects.order_by("pk").values_list("shown_at", flat=True)) == [None, morning, morning]  # fmt: skip


@pytest.mark.parametrize("role", ["captain", "messenger", "grid_worker"])
def test_helpers_call_those_given_to_them_and_find_no_others(
    here: int, client: Client, actor: Actor, role: str
) -> None:
    clock.move_to(AT)
    helper = accounts.user("罗队长", role, here)
    mine = letter(actor, name="周桂芳", caller=helper.pk, private=True)
    others, sealed = (
        letter(actor, name="吴敏"),
        letter(actor, name="郑兰", caller=actor.user_id, private=True),
    )
    failed = letter(actor, name="刘洪", caller=helper.pk)
    with community_scope(here):
        Letter.objects.filter(pk=failed).update(state="failed", channel="sms", result="refused")
    accounts.sign_in(client, helper)
    page = body(client, "news:calls")
    assert "周桂芳" in page
    assert not [one for one in ("吴敏", "郑兰", "刘洪") if one in page]
    client.post(reverse("news:calls_open"))
    assert client.get(reverse("news:dial", args=[mine]))["Location"] == f"tel:{PHONE}"
    for view in ("news:dial", "news:paper"):
        assert client.get(reverse(view, args=[others])).status_code == 404
    for one in (others, sealed):
        assert client.post(reverse("news:told", args=[one])).status_code == 404
    assert client.get(reverse("news:outbox")).status_code == 403
    assert _on_the_board(helper, role, here) == ["/calls/"]
    client.post(reverse("news:told", args=[mine]))
    assert (row(here, mine).state, row(here, mine).by) == ("done", helper.pk)
    assert row(here, others).state == "waiting"
    assert _on_the_board(helper, role, here) == []


def _on_the_board(user: Any, role: str, here: int) -> list[str]:
    with community_scope(here):
        return [one.url for one in board.rows(Actor(user.pk, user.name, here, frozenset({role})), AT)]


def test_all_slips_that_wait_are_printed_at_once_two_on_a_page(here: int, desk: Client, actor: Actor) -> None:
    assert desk.get(reverse("news:papers"))["Location"] == reverse("news:calls")
    made = [letter(actor, phone="", name=name, title="诉求办理告知单") for name in ("周桂芳", "吴敏", "郑兰")]
    letter(actor, phone="", name="刘洪", private=True, caller=(actor.user_id or 0) + 1)
    letter(actor, name="陈华")
    assert reverse("news:papers") in body(desk, "news:calls")
    answer = desk.get(reverse("news:papers"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]
    assert [
        [name for name in ("周桂芳", "吴敏", "郑兰", "刘洪", "陈华") if name in page] for page in pages
    ] == [
        ["周桂芳", "吴敏"],
        ["郑兰"],
    ]
    with community_scope(here):
        assert Read.objects.filter(purpose="slip").latest("pk").keys == made


def test_slips_are_not_printed_when_the_look_cannot_be_noted(
    here: int, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(actor, phone="")

    def broken(*given: object, **more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "read", broken)
    with community_scope(here), pytest.raises(RuntimeError):
        actions.print_slips(actor=actor, at=AT)
    with community_scope(here):
        assert not Read.objects.exists()
