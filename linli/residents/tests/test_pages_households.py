"""Households and doubtful pairs, as pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base import clock
from linli.base.scope import community_scope
from linli.residents.actions.people import Registered
from linli.residents.models import Doubt, Household, Member, Person

from . import factories
from .factories import AT
from .pages import get, post, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


def family(here: int, *names: str) -> list[Registered]:
    """A household of these people behind a fresh door; the first is its head."""
    room = factories.rooms(here)[0]
    head = factories.resident(here, room, name=names[0])
    others = [
        factories.resident(here, room, name=name, household=head.household, relation="20")
        for name in names[1:]
    ]
    return [head, *others]


def members(here: int, household: int | None) -> int:
    with community_scope(here):
        return Member.objects.filter(household=household, end__isnull=True, void=False).count()


def test_a_household_shows_its_members_and_a_foreign_one_is_not_found(here: int) -> None:
    one = family(here, "王甲", "王乙")[0]
    stranger = factories.resident(factories.community())
    client = signed_in("secretary", here)
    assert "户主王甲" in words(get(client, "household", one.household))
    assert get(client, "household", stranger.household).status_code == 404
    worker = signed_in("social_worker", here)
    for name in ("split", "head", "join"):
        assert get(client, name, one.household).status_code == 403
        assert get(worker, name, stranger.household).status_code == 404


def test_a_household_is_split_and_joined_again(here: int) -> None:
    head, son, guest = family(here, "王甲", "王乙", "王丙")
    client = signed_in("social_worker", here)
    empty = post(client, "split", head.household, on="2018-12-20")
    assert empty.status_code == 422
    made = post(
        client, "split", head.household, people=[son.person, guest.person], head=son.person, on="2018-12-20"
    )
    assert made.status_code == 302
    assert members(here, head.household) == 1
    with community_scope(here):
        fresh = Household.objects.order_by("-pk").first()
        assert fresh is not None
    with community_scope(here):
        door = fresh.room.door
    assert post(client, "join", fresh.pk, into=door, relation="20", on="2018-12-28").status_code == 302
    assert members(here, head.household) == 3


def test_another_member_becomes_the_head(here: int) -> None:
    head, son = family(here, "王甲", "王乙")
    client = signed_in("social_worker", here)
    assert post(client, "head", head.household, head=son.person, on="2018-12-20").status_code == 302
    assert "户主王乙" in words(get(client, "household", head.household))


def test_somebody_founds_a_household_and_several_of_one_name_are_told_apart(here: int) -> None:
    head, son = family(here, "王甲", "王乙")
    rooms = factories.rooms(here)
    factories.resident(here, rooms[1], name="王乙")
    client = signed_in("social_worker", here)
    typed = {"door": rooms[0].door, "kind": "family", "tenancy": "rent", "start": "2018-12-20"}
    page = post(client, "found", who="王乙", **typed)
    assert page.status_code == 422
    assert rooms[1].door in words(page)
    nobody = post(client, "found", who="没有人", **typed)
    assert nobody.status_code == 422
    assert post(client, "found", who="王甲", **typed).status_code == 302
    assert members(here, head.household) == 1


def test_two_records_are_marked_merged_side_by_side_and_taken_apart(here: int) -> None:
    one = factories.resident(here, name="王波")
    other = factories.resident(here, name="王波", number="")
    client = signed_in("social_worker", here)
    assert str(other.person) in words(get(client, "mark", one.person))
    assert post(client, "mark", one.person, chosen=other.person, why="同名").status_code == 302
    with community_scope(here):
        doubt = Doubt.objects.get()
    assert "同名" in words(get(client, "doubt", doubt.pk))
    assert get(signed_in("grid_worker", here), "doubt", doubt.pk).status_code == 403
    assert post(client, "merge", doubt.pk, take_phone="other", version=doubt.version).status_code == 302
    with community_scope(here):
        assert Person.objects.get(pk=other.person).merged_into_id == one.person
    assert get(client, "person", other.person).status_code == 404
    assert post(client, "unmerge", doubt.pk).status_code == 302
    assert get(client, "person", other.person).status_code == 200


def test_a_stale_decision_about_a_pair_is_a_conflict(here: int) -> None:
    one, other = factories.resident(here, name="王波"), factories.resident(here, name="王波")
    client = signed_in("social_worker", here)
    post(client, "mark", one.person, chosen=other.person, why="")
    with community_scope(here):
        doubt = Doubt.objects.get()
    assert post(client, "different", doubt.pk, version=doubt.version).status_code == 302
    assert post(client, "merge", doubt.pk, version=doubt.version).status_code == 409


@pytest.mark.parametrize("name", ["households", "residences", "checks"])
def test_lists_open_empty_and_say_so(here: int, name: str) -> None:
    page = get(signed_in("social_worker", here), name, q="没有")
    assert page.status_code == 200
    assert 'class="empty"' in words(page)
