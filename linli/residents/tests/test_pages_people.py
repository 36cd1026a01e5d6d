"""The list of people and a person's page, as their readers open them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from linli.base import clock, slots
from linli.base.board import Entry
from linli.base.scope import community_scope
from linli.files.models import Work
from linli.journal import api as journal
from linli.journal.models import Read
from linli.kernel import say
from linli.places.tests import factories as places
from linli.residents.models import Check, Person
from linli.residents.queries import identities
from linli.residents.views.common import export_people

from . import factories
from .factories import AT
from .pages import get, post, queries_of, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    clock.move_to(AT)
    yield
    clock.forget()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("social_worker", 200), ("secretary", 200), ("grid_worker", 200), ("captain", 403), ("auditor", 403), ("subdistrict", 403),
    ],
)  # fmt: skip
def test_the_list_opens_to_those_who_serve_residents(here: int, role: str, status: int) -> None:
    assert get(signed_in(role, here), "people").status_code == status


def test_who_may_not_open_the_list_reads_who_can(here: int) -> None:
    page = get(signed_in("captain", here), "people")
    assert "社区工作者" in words(page)


def test_a_person_of_another_community_is_not_found(here: int) -> None:
    stranger = factories.resident(factories.community(), name="邻区人")
    client = signed_in("secretary", here)
    for name in ("person", "correct", "check", "extract", "mark", "call", "grant"):
        expected = 403 if name in ("correct", "check", "mark", "grant") else 404
        assert get(client, name, stranger.person).status_code == expected, name
    worker = signed_in("social_worker", here)
    for name in ("person", "correct", "check", "extract", "mark", "call", "grant"):
        assert get(worker, name, stranger.person).status_code == 404, name


def test_a_grid_worker_does_not_find_somebody_of_another_grid(here: int) -> None:
    mine, theirs = places.building(here), places.building(here)
    cell = places.cell(here, buildings=[mine])
    neighbour = factories.resident(here, places.rooms(mine)[0], name="本格人")
    other = factories.resident(here, places.rooms(theirs)[0], name="外格人")
    client = signed_in("grid_worker", here, cell=cell.pk)
    assert "外格人" not in words(get(client, "people"))
    assert get(client, "person", neighbour.person).status_code == 200
    assert get(client, "person", other.person).status_code == 404


def test_a_list_shows_no_identity_number_and_hides_phones(here: int) -> None:
    number = factories.number()
    factories.resident(here, name="王波", number=number, phone="13812340123")
    text = words(get(signed_in("social_worker", here), "people"))
    assert number not in text
    assert "13812340123" not in text
    assert "138····0123" in text


def test_the_list_and_the_search_take_at_most_ten_queries(here: int) -> None:
    rooms = factories.rooms(here, floors=5)
    for index in range(10):
        factories.resident(here, rooms[index], name=f"王{'一二三四五六七八九十'[index]}")
    client = signed_in("social_worker", here)
    for query in ("", "?q=王一", "?q=wangy", "?q=101", "?group=living&sort=door"):
        client.get(f"/residents/{query}")
        assert len(queries_of(client, f"/residents/{query}")) <= 10
        client.get(f"/find/{query}")
        # the box asks contact and the council as well, once each
        assert len(queries_of(client, f"/find/{query}")) <= 12


def test_a_persons_page_takes_at_most_ten_queries(here: int) -> None:
    made = factories.resident(here, name="王波", phone="13812340123")
    client = signed_in("social_worker", here)
    get(client, "person", made.person)
    assert len(queries_of(client, f"/residents/{made.person}/")) <= 10


def test_what_the_lines_of_service_did_comes_after_the_page(
    here: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factories.resident(here, name="王波")
    client, where = signed_in("social_worker", here), reverse("residents:services", args=[made.person])
    part = {"HX-Request": "true"}
    assert where in get(client, "person", made.person).content.decode()
    assert client.get(where, headers=part).content.decode().strip() == "", "nothing was done"
    assert "还没有" in words(client.get(where))
    entry = Entry(AT, "李社工", say("Helped with finding work"), quote="陪同面试")
    monkeypatch.setattr(slots.service, "_answers", {"test": lambda **asked: [entry]})
    assert "陪同面试" in words(client.get(where, headers=part))
    seen = journal.readers_of(factories.actor(here), "person", made.person)
    assert [purpose for _at, _who, purpose, _shown in seen] == ["services", "page"]
    assert client.get(reverse("residents:services", args=[made.person + 999])).status_code == 404


def test_a_list_is_paged_and_a_page_beyond_the_end_is_the_last_one(here: int) -> None:
    room = factories.rooms(here)[0]
    for _ in range(51):
        factories.resident(here, room)
    client = signed_in("social_worker", here)
    assert words(get(client, "people")).count('<th scope="row"') == 50
    assert words(get(client, "people", page=2)).count('<th scope="row"') == 1
    assert words(get(client, "people", page=999)).count('<th scope="row"') == 1


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"age": "1;drop"}, {"cell": "99999"}, {"q": "\u202e<script>"}, {"sort": "-none"}]
)
def test_a_bad_address_shows_the_list_all_the_same(here: int, query: dict[str, str]) -> None:
    page = get(signed_in("social_worker", here), "people", **query)
    assert page.status_code == 200
    assert "<script>" not in words(page).split("<main", 1)[1]


def test_a_number_opens_with_a_reason_only_and_the_reading_is_noted(here: int) -> None:
    number = factories.number()
    made = factories.resident(here, name="王波", number=number)
    client = signed_in("social_worker", here)
    assert number not in words(get(client, "person", made.person))
    assert number not in words(post(client, "reveal", made.person, "number"))
    shown = post(client, "reveal", made.person, "number", reason="核对证件")
    assert number in words(shown)
    with community_scope(here):
        assert Read.objects.filter(keys__contains=[made.person], shown="number").exists()


def test_a_number_searched_for_rests_nowhere_in_the_clear(here: int) -> None:
    number = factories.number()
    client = signed_in("social_worker", here)
    assert (
        client.get(reverse("residents:people"), {"q": number, "kind": "inflow"}, follow=True).status_code
        == 200
    )
    kept = client.session["turns"]["person"]["query"]
    assert number not in str(dict(client.session.items()))
    assert "kind=inflow" in kept
    assert get(client, "export").status_code == 405, "asking for a file is no reading"
    assert client.post(f"{reverse('residents:export')}?{kept.split('?')[1]}&cell=x").status_code == 302
    with community_scope(here):
        facts = Work.objects.get().facts
    assert number not in str(facts)
    with community_scope(here):
        assert len(list(export_people(factories.actor(here, "social_worker"), **facts["ids"]))) == 0


def test_a_call_goes_to_the_dial_pad_and_is_noted(here: int) -> None:
    made = factories.resident(here, phone="13812340123")
    page = get(signed_in("social_worker", here), "call", made.person)
    assert page["Location"] == "tel:13812340123"
    with community_scope(here):
        assert Read.objects.filter(purpose="call", shown="phone").count() == 1


def test_somebody_without_a_phone_cannot_be_called(here: int) -> None:
    made = factories.resident(here, phone="")
    assert get(signed_in("social_worker", here), "call", made.person).status_code == 404


def test_the_service_record_names_what_changed_and_hides_the_phones(here: int) -> None:
    made = factories.resident(here, name="王波", phone="13812340123")
    client = signed_in("social_worker", here)
    typed = {"way": "door", "outcome": "changed", "phone": "13912345678"}
    assert post(client, "check", made.person, **typed).status_code == 302
    text = words(get(client, "person", made.person))
    assert "信息有变化（入户）" in text
    assert "139····5678" in text
    assert "13912345678" not in text
    with community_scope(here):
        assert Check.objects.get(person=made.person).outcome == "changed"


def test_the_extract_says_what_is_held_and_who_read_it(here: int) -> None:
    number = factories.number()
    made = factories.resident(here, name="王波", number=number)
    client = signed_in("social_worker", here)
    get(client, "person", made.person)
    text = words(get(client, "extract", made.person))
    assert number in text
    assert "居民页面" in text
    assert "王敏" in text


def test_somebody_who_left_says_so_and_offers_to_register_again(here: int) -> None:
    made = factories.resident(here, name="王波")
    client = signed_in("social_worker", here)
    closed = post(client, "close", made.residence, reason="left_city", on="2018-12-20", note="")
    assert closed.status_code == 302
    text = words(get(client, "person", made.person))
    assert "现在不住这里" in text
    assert f"?person={made.person}" in text


def test_statuses_are_hinted_at_to_nobody_but_their_line(here: int) -> None:
    made = factories.resident(here, name="王波")
    client = signed_in("social_worker", here)
    granted = post(client, "grant", made.person, kind="living_alone", source="入户了解", start="2018-12-01")
    assert granted.status_code == 302
    assert "独居老人" in words(get(client, "person", made.person))
    other = signed_in("social_worker", here, lines=["party"])
    assert "独居老人" not in words(get(other, "person", made.person))
    assert get(signed_in("grid_worker", here), "grant", made.person).status_code == 403


def test_the_message_about_a_double_names_nobody(here: int) -> None:
    elsewhere = factories.community()
    number = factories.number()
    factories.resident(elsewhere, name="王两处", number=number)
    made = factories.resident(here, name="王两处", number=number)
    worker = signed_in("social_worker", here)
    from linli.news.models import Message
    from linli.residents import tasks

    identities_found = identities.doubles_here(factories.actor(here))
    assert [key for key, _ in identities_found] == [made.person]
    tasks.tell_doubles()
    with community_scope(here):
        said = [str(one.__dict__) for one in Message.objects.all()]
    assert said
    assert not any("王两处" in one for one in said)
    with community_scope(here):
        assert Person.objects.filter(name="王两处").count() == 1
    assert worker.get("/").status_code == 200
