"""Pages: what they cost, what they say, and what a refused form keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.jobs.models import Placement, Seeker, Vacancy
from linli.jobs.queries import board
from linli.kernel.actor import GRID_WORKER, SECRETARY, SOCIAL_WORKER

from . import factories
from .factories import ON, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(here: int) -> Client:
    """The social worker's browser."""
    client = Client()
    accounts.sign_in(client, accounts.user("易就业", SOCIAL_WORKER, here, username="yi"))
    return client


def _get(desk: Client, name: str, *keys: int, **query: str) -> str:
    answer = desk.get(reverse(f"jobs:{name}", args=keys), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_lists_ask_as_much_for_many_as_for_few(
    here: int, desk: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        one = factories.seeker(here)
        factories.referral(here, one)
        factories.placement(here)
    for name in (
        "seekers",
        "vacancies",
        "placements",
        "follow_ups",
        "surplus",
        "trainings",
        "exports",
        "ledger",
    ):
        with django_assert_max_num_queries(22):
            _get(desk, name)


def test_from_the_search_to_the_registration_the_referral_and_the_employment(here: int, desk: Client) -> None:
    who = factories.person(here, name="欧阳建国")
    where = factories.vacancy(here, on=dt.date(2018, 12, 1))
    found = _get(desk, "who", **{"for": "seeker", "q": "欧阳"})
    assert f"{reverse('jobs:seeker_new')}?person={who}" in found
    on = clock.today()
    registered = desk.post(
        f"{reverse('jobs:seeker_new')}?person={who}",
        {"kind": "jobless", "on": on.isoformat(), "trade": "普工", "shift": "any"},
    )
    one = Seeker.objects.get(person=who)
    assert registered["Location"] == reverse("jobs:seeker", args=[one.pk])
    Vacancy.objects.filter(pk=where).update(end=on + dt.timedelta(days=30))
    refused = desk.post(
        reverse("jobs:refer", args=[one.pk]),
        {"route": "recommended", "vacancy": where, "on": on.isoformat(), "by": ""},
    )
    assert refused.status_code == 422
    assert "请填写推荐人" in refused.content.decode()
    desk.post(
        reverse("jobs:refer", args=[one.pk]),
        {"route": "recommended", "vacancy": where, "on": on.isoformat(), "by": "唐师傅"},
    )
    referral = Seeker.objects.get(pk=one.pk).referrals.get()
    hired = desk.post(reverse("jobs:hire", args=[referral.pk]), {"on": on.isoformat(), "kind": "unit"})
    work = Placement.objects.get(person=who)
    assert hired["Location"] == reverse("jobs:placement", args=[work.pk])
    assert "唐师傅" in _get(desk, "seeker", one.pk)
    assert "还没跟踪" in _get(desk, "placement", work.pk)


def test_an_unlawful_posting_is_refused_beside_its_field_and_kept_as_typed(here: int, desk: Client) -> None:
    typed = {
        "unit": "文家电子厂", "trade": "普工", "section": "C", "wanted": "5", "asks": "限女性，18-35岁", "on": "2018-12-01", "until": "2019-01-31",
        "shift": "any", "source": "unit",
    }  # fmt: skip
    answer = desk.post(reverse("jobs:vacancy_new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "限女性，18-35岁" in page
    assert "就业促进法" in page
    assert not Vacancy.objects.exists()


def test_a_number_typed_twice_is_a_conflict_of_versions_not_a_second_write(here: int, desk: Client) -> None:
    one = factories.seeker(here)
    url = reverse("jobs:seeker_correct", args=[one])
    typed = {"trade": "保洁", "shift": "any", "version": "1"}
    assert desk.post(url, typed).status_code == 302
    assert desk.post(url, {**typed, "trade": "厨工"}).status_code == 409
    assert Seeker.objects.get(pk=one).trade == "保洁"


def test_a_grid_worker_reads_posts_and_no_jobseekers(here: int) -> None:
    where = factories.vacancy(here)
    factories.referral(here, factories.seeker(here, factories.person(here, name="欧阳建国")), vacancy=where)
    client = Client()
    accounts.sign_in(client, accounts.user("韩网格", GRID_WORKER, here, username="han"))
    page = client.get(reverse("jobs:vacancy", args=[where])).content.decode()
    assert "文家电子厂" in page
    assert "欧阳" not in page
    assert client.get(reverse("jobs:seekers")).status_code == 403


def test_the_board_says_what_is_due_and_the_story_what_happened(here: int) -> None:
    who = factories.person(here)
    one = factories.seeker(here, who)
    factories.referral(here, one, on=dt.date(2018, 12, 1))
    factories.placement(here, on=dt.date(2018, 9, 28))
    at = dt.datetime(2018, 12, 28, 2, tzinfo=dt.UTC)
    rows = board.rows(actor(here), at)
    assert [(row.group, str(row.verb)) for row in rows] == [("today", "登记跟踪"), ("waiting", "登记结果")]
    assert board.rows(actor(here, SECRETARY), at) == []
    entries = board.story(actor(here, SECRETARY), who, at)
    assert [entry.at.date() for entry in entries] == [factories.SINCE]
    assert board.story(actor(here, GRID_WORKER), who, at) == []
    assert dt.date(2018, 12, 28) == ON
