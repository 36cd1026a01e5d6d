"""Opening personal data, and the log of it."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.journal import api, queries
from linli.journal.models import Grant, Line, Read
from linli.kernel import Actor, NotFound, Refused
from linli.kernel.identity import synthetic_number
from linli.places.tests.factories import community

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def here() -> int:
    return community()


@pytest.fixture
def actor(here: int) -> Actor:
    return accounts.actor("social_worker", here)


def test_one_value_stands_for_sixty_seconds_with_one_line(here: int, actor: Actor) -> None:
    with community_scope(here):
        until = api.reveal(actor, "person", 7, "identity", "办理社保", AT)
        assert until == AT + 60 * SECOND
        assert api.revealed(actor, "person", 7, "identity", AT + 59 * SECOND)
        assert not api.revealed(actor, "person", 7, "identity", AT + 60 * SECOND)
        assert not api.revealed(actor, "person", 7, "phone", AT)
        assert not api.revealed(actor, "person", 8, "identity", AT)
        assert api.readers_of(actor, "person", 7) == [(AT, "王敏", "办理社保", "identity")]


def test_what_one_was_shown_another_was_not(here: int, actor: Actor) -> None:
    with community_scope(here):
        api.reveal(actor, "person", 7, "identity", "办理社保", AT)
        assert not api.revealed(accounts.actor("secretary", here), "person", 7, "identity", AT)


def test_a_number_typed_into_a_reason_is_not_kept(here: int, actor: Actor) -> None:
    number = synthetic_number(7, dt.date(1980, 5, 1), "1")
    with community_scope(here):
        api.reveal(actor, "person", 7, "identity", f"核对 {number}", AT)
        api.open_task(actor, "person", [7], f"电话核实 {number}", AT)
        api.write(actor, "void", "person", key=7, at=AT, why=f"重复 {number}" + "长" * 200)
        kept = [
            *Read.objects.values_list("purpose", flat=True),
            *Grant.objects.values_list("purpose", flat=True),
        ]
        kept += Line.objects.values_list("why", flat=True)
    assert len(kept) == 4
    assert not any(number in one for one in kept)
    assert kept[-1].startswith("重复")


@pytest.mark.parametrize("reason", ["", "  ", "x", "长" * 201])
def test_without_a_fit_reason_nothing_is_shown(here: int, actor: Actor, reason: str) -> None:
    with community_scope(here):
        with pytest.raises(Refused) as refused:
            api.reveal(actor, "person", 7, "identity", reason, AT)
        assert not Read.objects.exists()
    assert refused.value.field == "reason"


def test_a_task_opens_its_records_until_done_or_days_end(
    here: int, actor: Actor, django_assert_num_queries: Any
) -> None:
    with community_scope(here):
        task = api.open_task(actor, "person", [7, 8, 7], "电话核实", AT, what="phone")
        assert Read.objects.get().keys == [7, 8]
        with django_assert_num_queries(1):
            assert api.open_keys(actor, "person", [6, 7, 8], AT, "phone") == {7, 8}
        midnight = dt.datetime(2018, 12, 28, 16, 0, tzinfo=dt.UTC)
        assert api.open_keys(actor, "person", [7], midnight - SECOND, "phone") == {7}
        assert api.open_keys(actor, "person", [7], midnight, "phone") == set()
        assert api.open_keys(accounts.actor("secretary", here), "person", [7], AT, "phone") == set()
        api.close_task(actor, task, AT)
        assert api.open_keys(actor, "person", [7], AT, "phone") == set()


def test_anothers_task_cannot_be_closed_and_an_empty_one_not_opened(here: int, actor: Actor) -> None:
    with community_scope(here):
        task = api.open_task(actor, "person", [7], "电话核实", AT)
        with pytest.raises(NotFound):
            api.close_task(accounts.actor("secretary", here), task, AT)
        with pytest.raises(Refused):
            api.open_task(actor, "person", [], "电话核实", AT)


def test_when_the_line_of_a_task_fails_nothing_is_open(
    here: int, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Grant.objects, "create", fail)
    with community_scope(here):
        with pytest.raises(RuntimeError):
            api.open_task(actor, "person", [7], "电话核实", AT)
        assert not Read.objects.exists()


def read(actor: Actor, at: dt.datetime, keys: list[int], shown: str = "") -> None:
    api.read(actor, "person", keys, at=at, purpose="查询", shown=shown)


def unusual(actor: Actor) -> set[tuple[str, int]]:
    span = {"start": AT - dt.timedelta(days=2), "end": AT + dt.timedelta(days=2)}
    return {(one.code, one.count) for one in queries.unusual(actor, **span)}


def test_more_than_two_hundred_persons_in_a_day_are_unusual(here: int, actor: Actor) -> None:
    with community_scope(here):
        read(actor, AT, list(range(150)))
        read(actor, AT, list(range(100, 200)))
        assert unusual(actor) == set()
        read(actor, AT, [200])
        assert unusual(actor) == {("many", 201)}


def test_an_export_task_does_not_count_as_reading_much(here: int, actor: Actor) -> None:
    with community_scope(here):
        read(actor, AT, list(range(500)), "export")
        assert unusual(actor) == set()


def test_reading_at_night_is_unusual(here: int, actor: Actor) -> None:
    with community_scope(here):
        read(actor, dt.datetime(2018, 12, 28, 14, 0, tzinfo=dt.UTC), [1])
        read(actor, dt.datetime(2018, 12, 27, 21, 59, tzinfo=dt.UTC), [1])
        read(actor, dt.datetime(2018, 12, 27, 22, 0, tzinfo=dt.UTC), [1])
        assert unusual(actor) == {("night", 2)}


def test_many_single_reveals_are_unusual(here: int, actor: Actor) -> None:
    with community_scope(here):
        for key in range(31):
            api.reveal(actor, "person", key, "identity", "办理社保", AT)
        assert unusual(actor) == {("reveals", 31)}


def sign_in(client: Client, role: str, here: int) -> Actor:
    user = accounts.user("周审计", role, here)
    accounts.sign_in(client, user)
    return accounts.actor(role, here, user_id=user.pk, name=user.name)


def test_the_auditor_reads_the_log_by_day_person_and_verb(client: Client, here: int, actor: Actor) -> None:
    sign_in(client, "auditor", here)
    now = clock.now()
    with community_scope(here):
        api.write(actor, "register", "person", key=7, at=now)
        api.write(actor, "close", "residence", key=8, at=now)
        api.write(actor, "close", "residence", key=9, at=now - dt.timedelta(days=30))
        read(actor, now, [1, 2, 3])
    page = client.get(reverse("journal:log"))
    assert page.context["total"] == 2
    assert client.get(reverse("journal:log"), {"verb": "close"}).context["total"] == 1
    assert client.get(reverse("journal:log"), {"who": "无此人"}).context["total"] == 0
    assert client.get(reverse("journal:log"), {"first": "2018-02-30", "page": "x"}).status_code == 200
    for far in ("0001-01-01", "9999-12-31"):
        assert client.get(reverse("journal:log"), {"last": far}).status_code == 200
    reads = client.get(reverse("journal:reads"))
    assert [one.count for one in reads.context["found"]] == [3]


def test_the_secretary_sees_unusual_readings_only(client: Client, here: int, actor: Actor) -> None:
    sign_in(client, "secretary", here)
    assert client.get(reverse("journal:log"))["Location"] == reverse("journal:unusual")
    assert client.get(reverse("journal:unusual")).status_code == 200
    for name in ("reads", "export"):
        assert client.get(reverse(f"journal:{name}")).status_code == 403


@pytest.mark.parametrize("role", ["social_worker", "committee", "supervisor", "captain"])
def test_others_see_nothing_of_it(client: Client, here: int, role: str) -> None:
    sign_in(client, role, here)
    for name in ("log", "reads", "unusual", "export"):
        assert client.get(reverse(f"journal:{name}")).status_code == 403


def test_the_log_of_another_community_is_not_seen(client: Client, here: int, actor: Actor) -> None:
    there = community()
    with community_scope(there):
        api.write(accounts.actor("secretary", there), "register", "person", key=7, at=clock.now())
    sign_in(client, "auditor", here)
    assert client.get(reverse("journal:log")).context["total"] == 0


@pytest.mark.parametrize("what", ["lines", "reads"])
def test_the_export_is_a_line_of_its_own(client: Client, here: int, actor: Actor, what: str) -> None:
    sign_in(client, "auditor", here)
    with community_scope(here):
        api.write(actor, "register", "person", key=7, at=clock.now())
        read(actor, clock.now(), [1])
    answer = client.get(reverse("journal:export"), {"what": what})
    assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    with community_scope(here):
        assert Line.objects.filter(verb="export", subject="journal").count() == 1


def test_a_refusal_stays_when_the_deed_is_undone(here: int, actor: Actor) -> None:
    api.refuse(actor, "reveal", "person", key=7, at=AT, why="not allowed")
    with community_scope(here):
        assert Line.objects.get().refused
