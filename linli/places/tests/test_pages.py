"""Pages of places: who opens what, foreign records, hostile input, two submits of one form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import submit
from linli.base.scope import community_scope
from linli.places.models import Building, Cell, Facility, Room

from . import factories as f

pytestmark = pytest.mark.django_db
KEPT = (
    "building_new", "buildings_export", "buildings", "map", "schemes", "facilities", "facts", "terms", "facility_new",
    "facts_declare", "facts_outline",
)  # fmt: skip
HOSTILE = ["<script>alert(1)</script>", "王\u202e敏", "a\x00b", "%", "_", "'", "㛃𬭩䶮𠅤", "9" * 60, "=1+1"]


@pytest.fixture
def home() -> int:
    """Without a scope: pages open their own."""
    return f.community("快活社区", "510105012009")


def _client(role: str, community: int | None, cell: int = 0) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user(role=role, community=community, password=None, cell=cell))
    return client


def _post(client: Client, url: str, **values: Any) -> Any:
    return client.post(url, {submit.FIELD: submit.new_key(), **values})


def _building(home: int, name: str = "3栋") -> Building:
    return f.building(home, name, units=2, compound="英国小镇")


@pytest.mark.parametrize("name", KEPT)
def test_nobody_signed_in_is_sent_to_sign_in(name: str) -> None:
    response = Client().get(reverse(f"places:{name}"))
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={reverse(f'places:{name}')}")


@pytest.mark.parametrize("name", KEPT)
def test_the_secretary_opens_every_page(name: str, home: int) -> None:
    _building(home)
    assert _client("secretary", home).get(reverse(f"places:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("social_worker", 200),
        ("committee", 200),
        ("grid_worker", 403),
        ("captain", 403),
        ("auditor", 403),
        ("tech_admin", 403),
    ],
)
def test_only_keepers_register_buildings(role: str, status: int, home: int) -> None:
    assert _client(role, home).get(reverse("places:building_new")).status_code == status


@pytest.mark.parametrize("role", ["council", "volunteer", "unit_contact", "auditor"])
def test_helpers_of_other_kinds_read_facts_but_no_addresses(role: str, home: int) -> None:
    client = _client(role, home)
    assert client.get(reverse("places:facts")).status_code == 200
    assert client.get(reverse("places:terms")).status_code == 200
    assert client.get(reverse("places:buildings")).status_code == 403


def test_a_subdistrict_sees_the_communities_under_it_and_no_record() -> None:
    street = f.area("subdistrict", "文家街道", "510105014")
    f.building(f.community("快活社区", "510105014013", street), "3栋")
    client = _client("subdistrict", street.pk)
    page = client.get(reverse("places:facts"))
    assert "快活社区" in page.content.decode()
    assert client.get(reverse("places:buildings")).status_code == 403
    assert client.get(reverse("places:facilities")).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("building", "building"), ("building_correct", "building"), ("building_close", "building"),
        ("building_unit", "building"), ("building_rooms", "building"), ("room", "room"), ("room_correct", "room"),
        ("room_close", "room"), ("cell", "cell"), ("cell_correct", "cell"), ("cell_units", "cell"),
        ("cell_end", "cell"), ("building_reopen", "building"), ("room_reopen", "room"), ("facility_correct", "facility"), ("facility_close", "facility"),
    ],
)  # fmt: skip
def test_a_foreign_record_is_not_found(name: str, kind: str, home: int) -> None:
    building = _building(home)
    keys = {
        "building": building.pk, "room": f.rooms(building)[0].pk,
        "cell": f.cell(home, buildings=[building]).pk, "facility": f.facility(home).pk,
    }  # fmt: skip
    own, other = _client("secretary", home), _client("secretary", f.community("别处"))
    url = reverse(f"places:{name}", args=[keys[kind]])
    assert own.get(url).status_code == 200
    assert other.get(url).status_code == 404
    assert _post(other, url, end="2018-12-01", start="2018-12-01", name="x", version="1").status_code in (
        404,
        405,
    )
    assert own.get(reverse(f"places:{name}", args=[987654321012345])).status_code == 404


def test_a_grid_worker_opens_the_own_cell_only(home: int) -> None:
    mine, other = f.building(home, "1栋"), f.building(home, "2栋")
    cell = f.cell(home, buildings=[mine])
    client = _client("grid_worker", home, cell.pk)
    assert client.get(reverse("places:building", args=[mine.pk])).status_code == 200
    assert client.get(reverse("places:building", args=[other.pk])).status_code == 404
    assert client.get(reverse("places:room", args=[f.rooms(other)[0].pk])).status_code == 404
    assert "2栋" not in client.get(reverse("places:buildings")).content.decode()


def test_a_building_is_looked_at_before_it_is_made(home: int) -> None:
    client, url = _client("social_worker", home), reverse("places:building_new")
    typed = {
        "name": "7",
        "compound": "英国小镇",
        "use": "home",
        "units": 2,
        "floors": 3,
        "per_floor": 2,
        "start": "20180301",
    }
    preview = _post(client, url, **typed)
    assert "英国小镇7栋2单元302" in preview.content.decode()
    with community_scope(home):
        assert not Building.objects.exists()
    saved = _post(client, url, **typed, confirmed="1")
    with community_scope(home):
        assert saved["Location"] == reverse("places:building", args=[Building.objects.get().pk])
        assert Room.objects.count() == 12


def test_a_form_sent_twice_makes_one_record(home: int) -> None:
    client, url = _client("social_worker", home), reverse("places:cell_new", args=["grid"])
    typed = {submit.FIELD: submit.new_key(), "code": "01", "name": "第1网格", "start": "2018-01-01"}
    first, second = client.post(url, typed), client.post(url, typed)
    assert first["Location"] == second["Location"]
    with community_scope(home):
        assert Cell.objects.count() == 1


def test_a_stale_form_is_a_conflict(home: int) -> None:
    building = _building(home)
    client, url = _client("social_worker", home), reverse("places:building_correct", args=[building.pk])
    typed = {"name": "3栋", "compound": "英国小镇", "use": "home", "version": "1"}
    assert _post(client, url, **typed, address="一号").status_code == 302
    assert _post(client, url, **typed, address="二号").status_code == 409
    assert _post(client, url, **{**typed, "version": "x"}, address="三号").status_code == 409


@pytest.mark.parametrize("day", ["2018-02-30", "20181301", "明年", "0001-01-01", "9999-12-31", "1899-12-31"])
def test_an_impossible_day_is_said_at_its_field(day: str, home: int) -> None:
    building = _building(home)
    url = reverse("places:building_close", args=[building.pk])
    response = _post(_client("social_worker", home), url, end=day, version="1")
    assert response.status_code == 422
    assert "id_end_error" in response.content.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_searched_for_and_shown_as_text(text: str, home: int) -> None:
    _building(home)
    client = _client("social_worker", home)
    response = client.get(
        reverse("places:buildings"), {"q": text, "cell": text, "use": text, "page": text, "sort": text}
    )
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_refused_or_kept_whole(text: str, home: int) -> None:
    client, url = _client("social_worker", home), reverse("places:facility_new")
    response = _post(client, url, name=text, start="2018-01-01")
    with community_scope(home):
        kept = list(Facility.objects.values_list("name", flat=True))
    if response.status_code == 302:
        assert kept == [text]
        assert "<script>alert" not in client.get(reverse("places:facilities")).content.decode()
    else:
        assert response.status_code == 422
        assert kept == []


def test_units_are_put_in_after_a_preview(home: int) -> None:
    building = _building(home)
    cell = f.cell(home, "第1网格")
    client, url = _client("committee", home), reverse("places:cell_units", args=[cell.pk])
    typed = {"building": building.pk, "start": "2018-03-01"}
    preview = _post(client, url, **typed).content.decode()
    assert "英国小镇3栋2单元" in preview
    assert _post(client, url, **typed, confirmed="1").status_code == 302
    assert "英国小镇3栋" in client.get(reverse("places:cell", args=[cell.pk])).content.decode()
    assert _post(client, url, start="2018-03-01", unit="x").status_code == 404
    assert _post(client, url, start="2018-03-01", unit="987654").status_code == 404


def test_the_outline_of_a_cell_is_drawn(home: int) -> None:
    client = _client("secretary", home)
    ring = [[103.95, 30.69], [103.96, 30.69], [103.96, 30.70], [103.95, 30.69]]
    outline = json.dumps({"type": "Polygon", "coordinates": [ring]})
    typed = {"code": "01", "name": "第1网格", "start": "2018-01-01"}
    url = reverse("places:cell_new", args=["grid"])
    assert _post(client, url, **typed, outline='{"type": "Point"}').status_code == 422
    assert _post(client, url, **typed, outline=outline).status_code == 302
    drawn = client.get(reverse("places:map")).content.decode()
    assert '<path class="map-cell" d="M' in drawn


def test_unknown_schemes_kinds_and_terms_are_not_found(home: int) -> None:
    client = _client("secretary", home)
    for url in (
        reverse("places:scheme", args=["street"]), reverse("places:cell_new", args=["street"]),
        reverse("places:facts_change", args=["colour"]), reverse("places:term", args=["nothing"]),
    ):  # fmt: skip
        assert client.get(url).status_code == 404


def test_a_community_is_recoded_on_its_page(home: int) -> None:
    client, url = _client("secretary", home), reverse("places:facts_change", args=["code"])
    assert _post(client, url, value="123", start="2020-01-01").status_code == 422
    assert _post(client, url, value="510105012010", start="2020-01-01").status_code == 302
    page = client.get(reverse("places:facts")).content.decode()
    assert "510105012009" in page
    assert "510105012010" in page


@pytest.mark.parametrize("name", ["name", "code", "parent"])
def test_only_the_secretary_changes_the_community(name: str, home: int) -> None:
    url = reverse("places:facts_change", args=[name])
    assert _client("secretary", home).get(url).status_code == 200
    assert _client("social_worker", home).get(url).status_code == 403


def test_the_list_of_buildings_asks_few_questions(home: int, django_assert_max_num_queries: Any) -> None:
    for number in range(1, 41):
        f.building(home, f"{number}栋", units=2)
    client = _client("social_worker", home)
    url = reverse("places:buildings")
    client.get(url)
    own = _own_queries(client, url)
    assert len(own) <= 8, own


def test_a_building_page_asks_few_questions(home: int) -> None:
    building = f.building(home, "3栋", units=4, floors=30, per_floor=4)
    f.cell(home, buildings=[building])
    client = _client("social_worker", home)
    own = _own_queries(client, reverse("places:building", args=[building.pk]))
    assert len(own) <= 10, own


def _own_queries(client: Client, url: str) -> list[str]:
    """Statements about the tables of places."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as held:
        assert client.get(url).status_code == 200
    return [one["sql"] for one in held if "places_" in one["sql"]]


def test_a_workbook_of_the_list_is_given_out(home: int) -> None:
    _building(home)
    response = _client("social_worker", home).get(reverse("places:buildings_export"), {"q": "3栋"})
    assert response.status_code == 200
    assert response.content[:2] == b"PK"
