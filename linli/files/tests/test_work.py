"""Work that goes on: begun, told of, finished, failed, found dead, taken up again; exports."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from linli.accounts.models import Post
from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.files import actions, api, registry, tasks
from linli.files.models import File, Work
from linli.kernel import Actor, NotFound, Refused, say
from linli.news.models import Message
from linli.places.tests.factories import community

from . import factories
from .factories import AT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("vault")]


@pytest.fixture(autouse=True)
def rows() -> Iterator[None]:
    registry.register_export(
        "test.rows", lambda actor, *, first: [[first, "=1+1", actor.name], [first + 1, "b", "c"]]
    )
    yield
    registry.exports.pop("test.rows")


@pytest.fixture
def here() -> int:
    return community()


@pytest.fixture
def actor(here: int) -> Actor:
    return accounts.actor("social_worker", here)


def start(actor: Actor) -> int:
    columns = [("号", "number"), ("式", "text"), ("名", "text")]
    return api.export_list(actor, "名单", columns, "test.rows", AT, first=7)


def test_an_export_is_made_by_its_job_offered_and_told(here: int, actor: Actor, client: Client) -> None:
    with community_scope(here):
        work_id = start(actor)
        queued = Work.objects.get(pk=work_id).job
    assert queued is not None
    tasks.export(community=here, work=work_id)
    with community_scope(here):
        done = api.work(actor, work_id)
        told = Message.objects.get(user=actor.user_id or 0)
        content = api.open(actor, done.file_id or 0)
    assert (done.state, told.url) == ("done", f"/work/{work_id}/")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[-2][2] == "王敏"
    assert not str(sheet[-2][1]).startswith("="), "formula-like text is made harmless"


def test_a_job_that_runs_twice_makes_one_file(here: int, actor: Actor) -> None:
    with community_scope(here):
        work_id = start(actor)
    tasks.export(community=here, work=work_id)
    tasks.export(community=here, work=work_id)
    with community_scope(here):
        assert File.objects.count() == 1


def test_an_export_outlives_no_office(here: int, actor: Actor) -> None:
    with community_scope(here):
        work_id = start(actor)
    Post.objects.filter(user=actor.user_id or 0).update(start=dt.date(2010, 1, 1), end=dt.date(2011, 1, 1))
    tasks.export(community=here, work=work_id)
    with community_scope(here):
        assert api.work(actor, work_id).state == "failed"
        assert not File.objects.exists()


def test_a_refusal_is_the_sentence_on_the_page(here: int, actor: Actor) -> None:
    def body(work: api.WorkRef) -> api.Outcome:
        raise Refused(say("Sheet {name} is empty.", name="一"))

    with community_scope(here):
        work_id = api.start_work(actor, "test.kind", None, AT)
    api.run_work(here, work_id, body)
    with community_scope(here):
        found = api.work(actor, work_id)
    assert (found.state, found.facts["fault"]) == ("failed", ["Sheet {name} is empty.", {"name": "一"}])


def test_after_a_crash_in_the_middle_nothing_half_stands(here: int, actor: Actor) -> None:
    def body(work: api.WorkRef) -> api.Outcome:
        api.store(actor, "a.txt", b"half", owner="files.work", key=work.id, at=AT)
        raise ZeroDivisionError

    with community_scope(here):
        work_id = api.start_work(actor, "test.kind", None, AT)
    with pytest.raises(ZeroDivisionError):
        api.run_work(here, work_id, body)
    with community_scope(here):
        assert api.work(actor, work_id).state == "failed"
        assert not File.objects.exists()


def test_progress_is_seen_while_the_work_is_not_committed(here: int, actor: Actor) -> None:
    seen: list[Any] = []

    def body(work: api.WorkRef) -> api.Outcome:
        api.progress(work.id, 40, 100)
        side = connection.copy()
        with side.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("select set_config('linli.communities', %s, true)", [f"{{{here}}}"])
            cursor.execute("select done, total, state from files_work where id = %s", [work.id])
            seen.extend(cursor.fetchall())
            cursor.execute("commit")
        side.close()
        return api.Outcome()

    with community_scope(here):
        work_id = api.start_work(actor, "test.kind", None, AT)
    api.run_work(here, work_id, body)
    assert seen == [(40, 100, "running")]


def test_work_whose_worker_died_is_found_and_can_be_started_again(here: int, actor: Actor) -> None:
    with community_scope(here):
        work_id = start(actor)
        long_ago = clock.real_now() - dt.timedelta(minutes=10)
        actions.begin(community=here, work_id=work_id, real=long_ago)
    assert tasks.stalled_everywhere() == [work_id]
    assert tasks.stalled_everywhere() == []
    with community_scope(here):
        assert api.work(actor, work_id).facts["stalled"] is True
        actions.resume(actor=actor, work_id=work_id, at=AT)
        assert api.work(actor, work_id).state == "waiting"
        with pytest.raises(Refused):
            actions.resume(actor=actor, work_id=work_id, at=AT)
    tasks.export(community=here, work=work_id)
    with community_scope(here):
        assert api.work(actor, work_id).state == "done"


def test_work_that_gives_signs_of_life_is_left_alone(here: int, actor: Actor) -> None:
    with community_scope(here):
        work_id = api.start_work(actor, "test.kind", None, AT)
        actions.begin(community=here, work_id=work_id, real=clock.real_now())
    assert tasks.stalled_everywhere() == []


def test_anothers_work_is_not_found(here: int, actor: Actor, client: Client) -> None:
    with community_scope(here):
        work_id = start(actor)
        with pytest.raises(NotFound):
            api.work(accounts.actor("secretary", here), work_id)
    colleague = accounts.user("同事", "secretary", here)
    accounts.sign_in(client, colleague)
    for name in ("files:work", "files:progress"):
        assert client.get(reverse(name, args=[work_id])).status_code == 404
    assert client.post(reverse("files:resume", args=[work_id])).status_code == 404


def test_the_page_of_work_says_every_state(here: int, client: Client) -> None:
    user = accounts.user("王敏", "social_worker", here)
    accounts.sign_in(client, user)
    with community_scope(here):
        made = {
            state: factories.work(here, user.pk, state=state, total=100, done=40).pk
            for state in ("waiting", "running", "done", "failed")
        }
        Work.objects.filter(pk=made["failed"]).update(facts={"title": "名单", "fault": ["It broke.", {}]})
    for state, work_id in made.items():
        page = client.get(reverse("files:work", args=[work_id])).content.decode()
        assert ("hx-get" in page.split("</main>")[0].split("<main")[1]) is (
            state in {"waiting", "running"}
        ), state
        assert ("It broke." in page) is (state == "failed")
        assert client.get(reverse("files:progress", args=[work_id])).status_code == 200
    assert client.get(reverse("files:works")).status_code == 200
    assert client.post(reverse("files:resume", args=[made["failed"]])).status_code == 302


def test_an_unregistered_export_is_a_fault_of_ours(actor: Actor) -> None:
    with pytest.raises(KeyError):
        api.export_list(actor, "名单", [], "nothing", AT)
