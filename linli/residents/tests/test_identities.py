"""One identity in two communities; the term of retention; the board."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY
from linli.residents import tasks
from linli.residents.actions import doubts, identities, residences, retention
from linli.residents.models import Identity, Person
from linli.residents.queries import board
from linli.residents.queries.identities import counted_twice, doubles_here, lives_elsewhere
from linli.residents.queries.numbers import digest_of

from . import factories
from .factories import AT, ON

pytestmark = pytest.mark.django_db


def test_elsewhere_is_answered_with_yes_or_no_only() -> None:
    one, two = factories.community(), factories.community()
    number = factories.number()
    digest = digest_of(number)
    factories.resident(one, number=number)
    assert not lives_elsewhere(digest, one)
    assert lives_elsewhere(digest, two)
    assert not lives_elsewhere(None, two)


def test_an_identity_in_two_communities_waits_in_both_until_one_closes() -> None:
    one, two = factories.community(), factories.community()
    number = factories.number()
    first = factories.resident(one, name="王小明", number=number)
    factories.resident(two, name="王小明", number=number)
    for here in (one, two):
        with community_scope(here):
            assert len(doubles_here(factories.actor(here))) == 1
            assert any("王小明" in row.title for row in board.rows(factories.actor(here), AT))
    assert counted_twice([one, two]) == 1
    assert counted_twice([one]) == 0
    with community_scope(one):
        residences.close(
            actor=factories.actor(one),
            at=AT,
            residence=first.residence,
            on=dt.date(2018, 6, 1),
            reason="moved_out",
        )
    assert counted_twice([one, two]) == 0
    assert not Identity.objects.filter(lives_in=one).exists()
    with community_scope(two):
        assert doubles_here(factories.actor(two)) == []


def test_living_elsewhere_while_registered_here_is_no_double() -> None:
    one, two = factories.community(), factories.community()
    number = factories.number()
    factories.resident(one, number=number, kind="outflow")
    factories.resident(two, number=number)
    assert counted_twice([one, two]) == 0


def test_identities_registered_at_the_same_moment_are_found_by_the_recount() -> None:
    digest = b"0123456789abcdef"
    Identity.objects.bulk_create([Identity(digest=digest, lives_in=1), Identity(digest=digest, lives_in=2)])
    assert identities.recount() == 2
    assert identities.recount() == 0


def test_the_secretary_is_told_once() -> None:
    from linli.accounts.models import Post, User
    from linli.news.models import Message

    one, two = factories.community(), factories.community()
    user = User.objects.make("shuji", "周书记", None)
    Post.objects.create(user=user, role=SECRETARY, area_id=one, start=dt.date(2018, 1, 1))
    number = factories.number()
    factories.resident(one, number=number)
    factories.resident(two, number=number)
    tasks.tell_doubles()
    tasks.tell_doubles()
    with community_scope(one):
        assert Message.objects.filter(user=user.pk).count() == 1


def test_whoever_left_longer_ago_than_the_term_is_hidden_in_table_and_history(here: int) -> None:
    old = factories.resident(here, name="王小明", phone="13800000123", start=dt.date(2015, 1, 1))
    recent = factories.resident(here, name="李建国")
    registered = factories.resident(here, name="陈秀英", kind="hukou_here", start=dt.date(2015, 1, 1))
    worker = factories.actor(here)
    for made, day in (
        (old, dt.date(2016, 6, 1)),
        (recent, dt.date(2018, 6, 1)),
        (registered, dt.date(2016, 6, 1)),
    ):
        residences.close(actor=worker, at=AT, residence=made.residence, on=day, reason="moved_out")
    system = Actor.system("retention", here)
    assert retention.hide_past_retention(actor=system, at=AT, on=dt.date(2018, 5, 31)) == 0
    assert retention.hide_past_retention(actor=system, at=AT, on=dt.date(2018, 6, 1)) == 1
    assert retention.hide_past_retention(actor=system, at=AT, on=dt.date(2018, 6, 1)) == 0
    hidden = Person.objects.get(pk=old.person)
    assert (hidden.name, hidden.number, hidden.phone, hidden.born) == (
        "已到期隐去",
        None,
        "",
        dt.date(1980, 1, 1),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from residents_personevent where pgh_obj_id = %s and (name = '王小明' or number is not null or phone <> '')",
            [old.person],
        )
        assert cursor.fetchone() == (0,)


def test_the_board_shows_what_waits_to_those_who_do_it(here: int) -> None:
    made = factories.resident(here, name="王小明", verified=False)
    other = factories.resident(here, name="李建国")
    worker = factories.actor(here)
    residences.request_close(
        actor=worker, at=AT, residence=other.residence, on=dt.date(2018, 6, 1), reason="left_city"
    )
    doubts.mark(actor=worker, at=AT, kept=made.person, other=other.person)
    titles = [row.title for row in board.rows(worker, AT)]
    assert len(titles) == 4
    assert board.rows(factories.actor(None), AT) == []
    assert [entry.at for entry in board.story(worker, made.person, AT)] == [AT, AT]
    assert [hit.title for hit in board.hits(worker, "王明", ON, 5)] == ["王小明"]
