"""In-app messages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, say
from linli.news import actions, api
from linli.news.models import Message
from linli.places.tests.factories import community

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)


@pytest.fixture
def here() -> int:
    return community()


@pytest.fixture
def actor(here: int) -> Actor:
    return accounts.actor("social_worker", here)


def tell(actor: Actor, **other: Any) -> bool:
    return api.tell(
        actor.community or 0, actor.user_id or 0, say("Import {n} is ready.", n=7), "/work/7/", AT, **other
    )


def test_a_message_reads_in_the_readers_language(here: int, actor: Actor) -> None:
    tell(actor)
    with community_scope(here):
        [one], total = api.messages(actor)
    assert (str(one.text), one.url, one.read, total) == ("Import 7 is ready.", "/work/7/", False, 1)


def test_a_sentence_inside_a_sentence_is_kept_as_one(here: int, actor: Actor) -> None:
    api.tell(here, actor.user_id or 0, say("{what}: the file is ready", what=say("Export")), "/", AT)
    with community_scope(here):
        [one], _total = api.messages(actor)
    assert dict(one.text.values)["what"] == say("Export")


def test_nothing_is_told_twice_under_one_key(here: int, actor: Actor) -> None:
    assert tell(actor, once="import-7")
    assert not tell(actor, once="import-7")
    assert tell(actor, once="import-8")
    with community_scope(here):
        assert api.unread(actor) == 2


def test_a_message_that_was_read_no_longer_counts(
    here: int, actor: Actor, django_assert_num_queries: Any
) -> None:
    tell(actor)
    tell(actor)
    with community_scope(here):
        first = Message.objects.order_by("pk")[0]
        assert actions.mark_read(actor=actor, message_id=first.pk, at=AT) == "/work/7/"
        with django_assert_num_queries(1):
            assert api.unread(actor) == 1
        assert actions.mark_all_read(actor=actor, at=AT) == 1
        assert api.unread(actor) == 0


def test_anothers_message_is_not_found(here: int, actor: Actor) -> None:
    tell(actor)
    colleague = accounts.actor("secretary", here)
    with community_scope(here):
        assert api.messages(colleague) == ([], 0)
        with pytest.raises(NotFound):
            actions.mark_read(actor=colleague, message_id=Message.objects.get().pk, at=AT)


def test_messages_stay_in_the_community_they_were_told_in(here: int, actor: Actor) -> None:
    there = community()
    api.tell(there, actor.user_id or 0, say("Elsewhere."), "/", AT)
    with community_scope(here):
        assert api.unread(actor) == 0
        assert not Message.objects.exists()


def test_a_message_told_in_a_deed_that_fails_is_not_told(here: int, actor: Actor) -> None:
    with transaction.atomic():
        tell(actor)
        transaction.set_rollback(True)
    with community_scope(here):
        assert api.unread(actor) == 0


def test_somebody_outside_any_community_has_none() -> None:
    nobody = Actor(1, "管理员", None)
    assert api.unread(nobody) == 0
    assert api.unread(None) == 0
    assert api.messages(nobody) == ([], 0)


def test_the_page_lists_and_opens_messages_and_never_leads_elsewhere(client: Client, here: int) -> None:
    user = accounts.user("王敏", "social_worker", here)
    accounts.sign_in(client, user)
    api.tell(here, user.pk, say("One."), "/me/", AT)
    api.tell(here, user.pk, say("Two."), "//example.com/", AT)
    assert "One." in client.get(reverse("news:messages")).content.decode()
    with community_scope(here):
        first, second = Message.objects.order_by("pk").values_list("pk", flat=True)
    assert client.post(reverse("news:message", args=[first]))["Location"] == "/me/"
    assert client.post(reverse("news:message", args=[second]))["Location"] == reverse("news:messages")
    assert client.post(reverse("news:message", args=[second + 1])).status_code == 404
    assert client.post(reverse("news:read_all")).status_code == 302
