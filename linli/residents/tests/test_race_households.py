"""Two people who change one household at the same time: the second sees both versions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Stale
from linli.residents.actions import households as acting
from linli.residents.models import Household, Member
from linli.residents.queries import belonging

from . import factories
from .factories import AT, ON
from .pages import get, post, signed_in, words


@pytest.fixture
def day(db: None) -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


def family(community: int) -> list[Any]:
    """王甲, 王乙 and 王丙 behind one door."""
    room = factories.rooms(community)[0]
    head = factories.resident(community, room, name="王甲")
    others = [
        factories.resident(community, room, name=name, household=head.household, relation="20")
        for name in ("王乙", "王丙")
    ]
    return [head, *others]


def version_in(page: Any) -> str:
    """The hidden version of a form that was opened."""
    return words(page).split('name="version" value="')[1].split('"')[0]


@pytest.mark.usefixtures("day")
def test_the_second_of_two_splits_gets_both_versions(here: int) -> None:
    head, son, guest = family(here)
    client, other = signed_in("social_worker", here), signed_in("social_worker", here)
    first, second = (version_in(get(one, "split", head.household)) for one in (client, other))
    made = post(
        client, "split", head.household, people=[son.person], head=son.person, on="2018-12-20", version=first
    )
    assert made.status_code == 302
    late = post(
        other, "split", head.household, people=[son.person, guest.person], head=son.person, on="2018-12-20",
        version=second,
    )  # fmt: skip
    assert late.status_code == 409
    assert "王甲 · 王丙" in words(late)
    assert "王乙 · 王丙" in words(late)
    assert Household.objects.filter(end__isnull=True, void=False).count() == 2


@pytest.mark.usefixtures("day")
def test_a_head_chosen_meanwhile_is_a_conflict_and_a_fresh_form_is_taken(here: int) -> None:
    head, son, guest = family(here)
    client = signed_in("social_worker", here)
    old = version_in(get(client, "head", head.household))
    sent = {"head": son.person, "on": "2018-12-20"}
    assert post(client, "head", head.household, **sent, version=old).status_code == 302
    late = post(client, "head", head.household, head=guest.person, on="2018-12-20", version=old)
    assert late.status_code == 409
    assert "王乙" in words(late)
    fresh = version_in(get(client, "head", head.household))
    again = post(client, "head", head.household, head=guest.person, on="2018-12-21", version=fresh)
    assert again.status_code == 302


@pytest.mark.usefixtures("day")
def test_a_household_that_was_joined_meanwhile_is_not_joined_again(here: int) -> None:
    head, *_ = family(here)
    one, two = (factories.resident(here, room) for room in factories.rooms(here)[:2])
    client = signed_in("social_worker", here)
    old = version_in(get(client, "join", head.household))
    doors = [
        Household.objects.select_related("room").get(pk=who.household or 0).room.door for who in (one, two)
    ]
    typed = {"relation": "20", "on": "2018-12-20", "version": old}
    assert post(client, "join", head.household, into=doors[0], **typed).status_code == 302
    late = post(client, "join", head.household, into=doors[1], **typed)
    assert late.status_code == 409
    assert doors[1] in words(late)


@pytest.mark.usefixtures("day")
def test_somebody_is_not_made_the_head_of_two_households_at_once(here: int) -> None:
    _, son, _ = family(here)
    one, two = factories.rooms(here)[:2]
    client = signed_in("social_worker", here)
    old = version_in(get(client, "found"))
    typed = {"who": "王乙", "kind": "family", "tenancy": "rent", "start": "2018-12-20", "version": old}
    assert post(client, "found", door=one.door, **typed).status_code == 302
    late = post(client, "found", door=two.door, **typed)
    assert late.status_code == 409
    assert one.door in words(late)
    assert two.door in words(late)
    assert Member.objects.filter(person=son.person, end__isnull=True, void=False).count() == 1


@pytest.fixture
def there(transactional_db: None) -> int:
    """A community that other connections see."""
    with transaction.atomic():
        return factories.community()


def test_of_two_at_the_same_moment_one_is_told_of_the_other(there: int) -> None:
    head, son, guest = family(there)
    with community_scope(there):
        version = belonging.version_of(factories.actor(there), head.household, on=ON)
    same: dict[str, Any] = {
        "actor": factories.actor(there), "at": AT, "household": head.household, "on": ON, "version": version,
    }  # fmt: skip
    answers = at_once(
        there,
        lambda: acting.split(**same, persons=[son.person], head=son.person),
        lambda: acting.change_head(**same, person=guest.person),
    )
    assert sorted(answers) == ["done", "stale"]


def test_one_founder_of_two_households_at_the_same_moment_founds_one(there: int) -> None:
    _, son, _ = family(there)
    with community_scope(there):
        rooms = [one.pk for one in factories.rooms(there)[:2]]
        since = belonging.seen()
    same: dict[str, Any] = {
        "actor": factories.actor(there), "at": AT, "on": ON, "since": since,
        "members": [(son.person, "02", True)],
    }  # fmt: skip
    answers = at_once(
        there, lambda: acting.found(**same, room=rooms[0]), lambda: acting.found(**same, room=rooms[1])
    )
    assert sorted(answers) == ["done", "stale"]


def at_once(community: int, *deeds: Callable[[], object]) -> list[str]:
    """What each deed ended with, each on a connection of its own."""
    start, answers = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            start.wait(10)
            with community_scope(community):
                deed()
            answers.append("done")
        except Stale:
            answers.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return answers
