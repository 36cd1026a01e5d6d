"""One transaction and one scope per request."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from linli.base import clock, scope, submit
from linli.base.middleware import ScopeMiddleware
from linli.base.models import ClockShift, SubmitKey
from linli.kernel import NotFound

pytestmark = pytest.mark.django_db


def ask(view: Any, request: HttpRequest) -> Any:
    view.__module__ = "linli.anything.views"
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    return ScopeMiddleware(lambda _: HttpResponse()).process_view(request, view, (), {})


def test_a_view_always_has_a_scope() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        assert scope.in_scope()
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('linli.communities')")
            return HttpResponse(cursor.fetchone()[0])

    assert ask(view, RequestFactory().get("/")).content == b"{}"


def test_views_of_other_packages_are_left_alone() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise AssertionError

    request = RequestFactory().get("/")
    view.__module__ = "allauth.account.views"
    assert ScopeMiddleware(lambda _: HttpResponse()).process_view(request, view, (), {}) is None


def test_what_a_failing_view_wrote_is_undone() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        SubmitKey.objects.create(at=clock.real_now())
        raise NotFound

    with pytest.raises(Http404):
        ask(view, RequestFactory().get("/"))
    assert SubmitKey.objects.count() == 0


def test_a_database_that_went_away_is_answered_with_a_page() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise OperationalError("server closed the connection")

    response = ask(view, RequestFactory().get("/"))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert re.search(r"503-\d{4}-[0-9a-f]{4}", response.content.decode())


def test_two_who_write_one_row_at_the_same_moment_read_that_it_was_so() -> None:
    key = SubmitKey.objects.create(at=clock.real_now()).key

    def view(request: HttpRequest) -> HttpResponse:
        SubmitKey.objects.create(at=clock.real_now())
        SubmitKey.objects.bulk_create([SubmitKey(key=key, at=clock.real_now())])
        raise AssertionError

    answer = ask(view, RequestFactory().get("/"))
    assert answer.status_code == 409
    assert re.search(r"409-\d{4}-[0-9a-f]{4}", answer.content.decode())
    assert SubmitKey.objects.count() == 1


def test_a_row_without_what_it_needs_is_a_fault_of_ours() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        SubmitKey.objects.bulk_create([SubmitKey(at=None)])  # type: ignore[misc]
        raise AssertionError

    with pytest.raises(IntegrityError):
        ask(view, RequestFactory().get("/"))


class Sendings:
    """Counts how often a form was worked."""

    def __init__(self, answer: HttpResponse) -> None:
        self.worked = 0
        self.answer = answer

    def view(self, request: HttpRequest) -> HttpResponse:
        self.worked += 1
        return self.answer


def test_the_same_form_sent_twice_writes_once() -> None:
    sent = Sendings(HttpResponseRedirect("/done/"))
    view = submit.submit_once(sent.view)
    form = {submit.FIELD: str(uuid.uuid4())}
    assert view(RequestFactory().post("/", form))["Location"] == "/done/"
    assert view(RequestFactory().post("/", form))["Location"] == "/done/"
    assert sent.worked == 1


def test_a_form_with_a_fault_may_be_sent_again() -> None:
    sent = Sendings(HttpResponse("少 1 位", status=422))
    view = submit.submit_once(sent.view)
    form = {submit.FIELD: str(uuid.uuid4())}
    view(RequestFactory().post("/", form))
    view(RequestFactory().post("/", form))
    assert sent.worked == 2
    assert SubmitKey.objects.count() == 0


def test_a_key_that_is_none_is_ignored() -> None:
    sent = Sendings(HttpResponseRedirect("/done/"))
    view = submit.submit_once(sent.view)
    view(RequestFactory().post("/", {submit.FIELD: "x' or 1=1"}))
    assert sent.worked == 1


def test_the_demo_clock_runs_on_from_where_it_was_put() -> None:
    import datetime as dt

    clock.move_to(dt.datetime(2018, 12, 28, 1, tzinfo=dt.UTC))
    assert clock.today() == dt.date(2018, 12, 28)
    assert abs(clock.now() - dt.datetime(2018, 12, 28, 1, tzinfo=dt.UTC)) < dt.timedelta(seconds=30)
    assert clock.real_now().year >= 2026
    ClockShift.objects.all().delete()
    clock.forget()
    assert clock.now().year >= 2026


def test_days_are_counted_in_shanghai() -> None:
    import datetime as dt

    assert clock.day_of(dt.datetime(2018, 12, 31, 16, tzinfo=dt.UTC)) == dt.date(2019, 1, 1)


def test_a_reason_is_kept_in_the_language_of_the_house() -> None:
    """A colleague who reads in English leaves a line that the auditor reads in Chinese."""
    from django.utils import translation

    from linli.base.middleware import _kept
    from linli.kernel import Saying, say

    with translation.override("en"):
        assert _kept(say("There is no such page")) == "没有这一页"
        assert _kept(Saying("{n} out of {m}")) == "… out of …"
