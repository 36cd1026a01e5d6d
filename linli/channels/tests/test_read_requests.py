"""Reading services and requests: the fields, the filters, what stays hidden."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import xmltodict
from django.test import Client
from lxml import etree

from linli.appeals.tests.factories import appeal, at_most

from . import factories

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2"
AT = factories.AT


def get(path: str, expected: int = 200, /, **asked: Any) -> Any:
    """What an address answers, read again: JSON as it is, XML as a tree of dicts."""
    response = Client().get(f"{ROOT}/{path}", asked)
    assert response.status_code == expected, response.content
    if path.endswith("json"):
        assert response["Content-Type"] == "application/json; charset=utf-8"
        return json.loads(response.content)
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b"<?xml")
    assert etree.fromstring(response.content) is not None
    return xmltodict.parse(response.content)


def numbers(**asked: Any) -> list[str]:
    return [one["service_request_id"] for one in get("requests.json", **asked)]


def test_discovery_names_the_endpoint_and_its_forms(here: int) -> None:
    found = json.loads(Client().get("/open311/discovery.json").content)
    assert found["endpoints"][0]["url"] == "http://testserver/open311/v2"
    assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]
    assert get("discovery.xml")["discovery"]["endpoints"]["endpoint"]["formats"]["format"] == [
        "text/xml",
        "application/json",
    ]


def test_services_are_the_categories_and_codes_are_strings(here: int) -> None:
    found = {one["service_code"]: one for one in get("services.json")}
    assert found["pipes"]["service_name"] == "下水排污"
    assert found["pipes"]["group"] == found["environment"]["service_name"]
    assert found["pipes"]["metadata"] is True
    assert found["pipes"]["type"] == "realtime"
    in_xml = get("services.xml")["services"]["service"]
    assert [one["service_code"] for one in in_xml] == list(found)
    assert in_xml[0]["metadata"] == "true"


def test_a_definition_says_what_else_is_asked(here: int) -> None:
    found = get("services/pipes.json")
    assert found["service_code"] == "pipes"
    assert [one["code"] for one in found["attributes"]] == ["consent", "naming", "wish"]
    assert [one["key"] for one in found["attributes"][0]["values"]] == ["yes", "no"]
    in_xml = get("services/pipes.xml")["service_definition"]
    assert [one["order"] for one in in_xml["attributes"]["attribute"]] == ["1", "2", "3"]
    assert get("services/none.json", 404)[0]["code"] == 404
    assert get("services/none.xml", 404)["errors"]["error"]["code"] == "404"


def test_a_request_shows_what_was_released_and_nothing_else(here: int) -> None:
    building = factories.building(here)
    row = factories.released(here, building=building, promised_on=dt.date(2018, 12, 30))
    response = Client().get(f"{ROOT}/requests/{row.number}.json", {"extensions": "true"})
    body = response.content.decode()
    assert "王波" not in body
    assert "192000" not in body
    found = json.loads(body)[0]
    assert found == {
        "service_request_id": row.number, "status": "open", "status_notes": "已修好", "service_name": "下水排污",
        "service_code": "pipes", "description": "楼上漏水", "agency_responsible": found["agency_responsible"],
        "service_notice": found["service_notice"], "requested_datetime": "2018-12-28T09:00:00+08:00",
        "updated_datetime": "2018-12-28T09:00:00+08:00", "expected_datetime": "2018-12-30T23:59:59+08:00", "address": "1栋",
        "address_id": building.code, "zipcode": None, "lat": 30.7, "long": 104.05, "media_url": None,
        "extended_attributes": found["extended_attributes"],
    }  # fmt: skip
    assert found["extended_attributes"]["state"] == "in_hand"
    assert get(f"requests/{row.number}.xml")["service_requests"]["request"]["lat"] == "30.7"
    assert "extended_attributes" not in get(f"requests/{row.number}.json")[0]


def test_the_point_is_hidden_where_the_released_place_names_no_building(here: int) -> None:
    factories.released(
        here, building=factories.building(here), public_place="小区里", longitude=1.0, latitude=2.0
    )
    found = get("requests.json")[0]
    assert (found["lat"], found["long"], found["address_id"]) == (None, None, None)


def test_what_was_not_released_is_in_no_list_and_not_found(here: int) -> None:
    hidden = [
        factories.released(here, released_at=None),
        factories.released(here, void=True),
        factories.released(here, audience="supervision"),
        appeal(here, number="20181228-900"),
    ]
    shown = factories.released(here)
    assert numbers() == [shown.number]
    assert numbers(service_request_id=",".join(one.number for one in hidden)) == []
    for one in hidden:
        assert get(f"requests/{one.number}.json", 404)[0]["code"] == 404
        get(f"requests/{one.pk}.xml", 404)


def test_named_requests_override_every_other_filter(here: int) -> None:
    old = factories.released(here, AT - dt.timedelta(days=300), state="closed")
    new = factories.released(here)
    found = numbers(
        service_request_id=f"{old.number}, {new.number},{old.number},nothing", status="open", service_code="parking",
        start_date="wrong", page="0", updated_after="wrong",
    )  # fmt: skip
    assert found == [new.number, old.number]


def test_a_list_has_the_last_90_days_unless_days_are_given(here: int) -> None:
    old = factories.released(here, AT - dt.timedelta(days=91))
    new = factories.released(here, AT - dt.timedelta(days=89))
    assert numbers() == [new.number]
    assert numbers(start_date="", end_date="", status="", service_code="", page="") == [new.number]
    assert numbers(start_date="2018-09-20T00:00:00Z", end_date="2018-09-29T00:00:00Z") == [old.number]
    assert numbers(start_date="2018-09-20T00:00:00 08:00") == [new.number, old.number]
    assert numbers(end_date="2018-09-29T00:00:00+08:00") == [old.number]


def test_a_list_is_narrowed_by_state_and_service(here: int) -> None:
    done = factories.released(here, state="closed", closed_at=AT, category="lift")
    going = factories.released(here, AT - dt.timedelta(days=1))
    assert numbers(status="closed") == [done.number]
    assert numbers(status="open") == [going.number]
    assert numbers(status="open,closed") == [done.number, going.number]
    assert numbers(service_code="lift,noise") == [done.number]
    assert numbers(service_code="unknown") == []


def test_a_list_is_narrowed_by_the_last_change(here: int) -> None:
    long_ago = AT - dt.timedelta(days=200)
    changed = factories.released(here, long_ago, changed_at=AT)
    closed = factories.released(here, AT - dt.timedelta(days=2), state="closed", closed_at=AT - dt.timedelta(days=1), changed_at=AT)  # fmt: skip
    assert numbers(updated_after="2018-12-27T12:00:00Z") == [changed.number]
    assert numbers(updated_after="2018-12-01T00:00:00Z", updated_before="2018-12-27T12:00:00Z") == [
        closed.number
    ]
    assert get(f"requests/{closed.number}.json")[0]["updated_datetime"] == "2018-12-27T09:00:00+08:00"


def test_pages_follow_one_another(here: int) -> None:
    rows = [factories.released(here, AT - dt.timedelta(minutes=minute)) for minute in range(5)]
    assert numbers(page_size=2) == [one.number for one in rows[:2]]
    assert numbers(page_size=2, page=3) == [rows[4].number]
    assert numbers(page_size=2, page=10**9) == []
    assert len(numbers(page_size=10**9)) == 5


def test_a_picture_opens_while_it_is_released(here: int) -> None:
    row = factories.released(here)
    shown, hidden = factories.photo(row), factories.photo(row, public=False)
    url = get("requests.json", extensions="true")[0]["media_url"].removeprefix("http://testserver")
    response = Client().get(url)
    assert response["Content-Type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert Client().get(url.replace(str(shown.pk), str(hidden.pk))).status_code == 404
    other = factories.released(here)
    assert Client().get(url.replace(row.number, other.number)).status_code == 404
    from linli.appeals.models import Appeal
    from linli.base.scope import community_scope

    with community_scope(here):
        Appeal.objects.filter(pk=row.pk).update(released_at=None)
    assert Client().get(url).status_code == 404


def test_a_list_takes_at_most_six_statements(here: int) -> None:
    for _ in range(3):
        factories.photo(factories.released(here, building=factories.building(here, f"{_}栋")))
    Client().get(f"{ROOT}/requests.json")
    client = Client()
    with at_most(6):
        found = client.get(f"{ROOT}/requests.json", {"jurisdiction_id": "510105901001"})
    assert len(found.json()) == 3


def test_a_jurisdiction_is_needed_where_there_are_several(here: int) -> None:
    row = factories.released(here)
    assert numbers() == [row.number]
    there = factories.released(factories.community(code="510105901002"))
    assert "jurisdiction_id" in get("requests.json", 400)[0]["description"]
    assert get("services.xml", 400)["errors"]["error"]["code"] == "400"
    assert numbers(jurisdiction_id="510105901001") == [row.number]
    assert numbers(jurisdiction_id="510105901002") == [there.number]
    get(f"requests/{there.number}.json", 404, jurisdiction_id="510105901001")
    get("services.json", 404, jurisdiction_id="510105999999")
    get("services.json", 404, jurisdiction_id="x" * 4000)


def test_a_former_code_finds_its_community(here: int) -> None:
    from linli.places.models import AreaCode

    row = factories.released(here)
    AreaCode.objects.filter(area=here).update(end=dt.date(2015, 1, 1))
    AreaCode.objects.create(area_id=here, code="510105902001", start=dt.date(2015, 1, 1))
    factories.community()
    assert numbers(jurisdiction_id="510105901001") == [row.number]
    assert numbers(jurisdiction_id="510105902001") == [row.number]


@pytest.mark.parametrize(
    "asked",
    [
        {"start_date": "2018-12-28"}, {"start_date": "2018-12-28T09:00:00"}, {"start_date": "0000-01-01T00:00:00Z"},
        {"end_date": "0001-01-01T00:00:00+14:00"}, {"end_date": "9999-12-31T23:59:59-12:00"}, {"start_date": "2018-02-30T00:00:00Z"},
        {"start_date": "2018-01-01T00:00:00Z", "end_date": "2018-12-01T00:00:00Z"}, {"status": "done"}, {"page": "0"}, {"page": "-1"},
        {"page": "1e9"}, {"page": "١"}, {"page_size": "many"}, {"page": "9" * 40}, {"status": "open\x00"}, {"service_code": "\x00"},
        {"service_request_id": "\x00"}, {"updated_after": "yesterday"}, {"jurisdiction_id": "\x00"}, {"start_date": "2018" * 3000},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_answered_with_400(here: int, asked: dict[str, str]) -> None:
    assert get("requests.json", 400, **asked)[0]["code"] == 400
    assert get("requests.xml", 400, **asked)["errors"]["error"]["description"]


def test_ten_thousand_numbers_are_one_question(here: int) -> None:
    row = factories.released(here)
    asked = ",".join([f"20171228-{n:05d}" for n in range(10_000)] + [row.number])
    assert numbers(service_request_id=asked) == [row.number]


def test_text_that_xml_cannot_hold_is_left_out(here: int) -> None:
    factories.released(here, public_text="漏水\x0b<b>&amp;]]>\ufffe")
    assert get("requests.xml")["service_requests"]["request"]["description"] == "漏水<b>&amp;]]>"


def test_pages_of_other_houses_may_read(here: int) -> None:
    client = Client()
    assert client.get(f"{ROOT}/services.json")["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{ROOT}/requests/20180101-001.json")["Access-Control-Allow-Origin"] == "*"
    asked = client.options(f"{ROOT}/requests.json")
    assert asked.status_code == 204
    assert "Access-Control-Allow-Origin" not in client.post(f"{ROOT}/requests.json")
    assert client.delete(f"{ROOT}/requests.json").status_code == 405
    assert client.post(f"{ROOT}/services.xml").status_code == 405
    assert client.head(f"{ROOT}/requests.xml").status_code == 200


def test_a_number_that_is_none_is_not_found(here: int) -> None:
    for number in (
        "x",
        "%00",
        "a%2Fb",
        "20181228-00000000000001",
        "1" * 99,
        "%E2%80%AE",
        "..",
        "20181228-001%0a",
    ):
        assert Client().get(f"{ROOT}/requests/{number}.json").status_code == 404
