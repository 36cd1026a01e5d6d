"""What its term of retention has passed goes: contents, work, messages, readings, keys of forms."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.files import api, registry, tasks
from linli.files.models import File, Work
from linli.files.tests import factories
from linli.journal import tasks as journal_tasks
from linli.journal.models import Line, Read
from linli.kernel import NotFound
from linli.news import tasks as news_tasks
from linli.news.models import Message
from linli.project import tasks as project_tasks


@pytest.fixture
def here() -> int:
    return accounts.community()


def ago(days: int) -> dt.datetime:
    return clock.now() - dt.timedelta(days=days)


@pytest.mark.django_db(transaction=True)
def test_a_roster_goes_after_two_years_and_its_line_stays(here: int, vault: Path) -> None:
    actor = accounts.actor("social_worker", here)
    with community_scope(here):
        old, new = (
            api.store(actor, "名册.xlsx", b"content", owner="residents.import", key=1, at=ago(days))
            for days in (731, 729)
        )
    tasks.sweep(0)
    with community_scope(here):
        gone = dict(File.objects.values_list("pk", "gone_at"))
        assert gone[old] is not None
        assert gone[new] is None
        assert Line.objects.filter(verb="forget_old", facts__contents=1).count() == 1
        with pytest.raises(NotFound):
            api.open(actor, old)
    assert len([one for one in vault.rglob("*") if one.is_file()]) == 1
    tasks.sweep(0)
    with community_scope(here):
        assert Line.objects.filter(verb="forget_old").count() == 1


@pytest.mark.django_db(transaction=True)
def test_work_that_ended_a_month_ago_goes(here: int, vault: Path) -> None:
    with community_scope(here):
        factories.work(here, started=ago(40), ended=ago(31), state="done")
        kept = factories.work(here, started=ago(40), ended=ago(29), state="done")
        running = factories.work(here, started=ago(40))
    tasks.sweep(0)
    with community_scope(here):
        assert set(Work.objects.values_list("pk", flat=True)) == {kept.pk, running.pk}


@pytest.mark.django_db(transaction=True)
def test_messages_go_after_a_year_and_readings_after_three(here: int) -> None:
    with community_scope(here):
        for days in (364, 366):
            Message.objects.create(community_id=here, user=1, at=ago(days), msgid="x")
        for days in (3 * 365 - 1, 3 * 365 + 1):
            Read.objects.create(
                community_id=here, at=ago(days), who="王敏", purpose="list", subject="person", keys=[1]
            )
    news_tasks.forget_old(0)
    journal_tasks.forget_old(0)
    with community_scope(here):
        assert Message.objects.count() == 1
        assert Read.objects.count() == 1
        assert Line.objects.get(verb="forget_old").facts == {"reads": 1, "lines": 0}


@pytest.mark.django_db
def test_keys_of_forms_go_after_two_days() -> None:
    from linli.base.models import SubmitKey

    for hours in (47, 49):
        SubmitKey.objects.create(at=clock.real_now() - dt.timedelta(hours=hours))
    project_tasks.sweep(0)
    assert SubmitKey.objects.count() == 1


def test_an_owner_without_a_term_keeps_its_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(registry, "owners", dict(registry.owners))
    monkeypatch.setattr(registry, "keeping", kept)
    registry.register_owner("test.kept", lambda actor, key: True)
    assert kept == {}
