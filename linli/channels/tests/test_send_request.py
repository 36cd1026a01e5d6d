"""Sending a request: what it becomes, who may, what is refused, what is written once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import xmltodict
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from linli.accounts.tests import factories as accounts
from linli.appeals.models import Appeal, Deed, Photo, Reporter
from linli.base.scope import community_scope
from linli.channels.actions import keys
from linli.channels.models import Client as Program
from linli.kernel import Actor

from . import factories

pytestmark = pytest.mark.django_db
URL = "/open311/v2/requests.json"


@pytest.fixture
def program(here: int) -> tuple[int, str]:
    """The id and key of a program that may send."""
    return factories.client(here)


def send(key: str, expected: int = 200, /, **fields: Any) -> Any:
    given = {
        "api_key": key,
        "service_code": "lighting",
        "description": "楼道灯坏了",
        "address_string": "1栋",
        **fields,
    }
    headers = {"Idempotency-Key": given.pop("once")} if "once" in given else {}
    response = Client().post(
        URL, {name: value for name, value in given.items() if value is not None}, headers=headers
    )
    assert response.status_code == expected, response.content
    return response.json()[0]


def appeals(here: int) -> list[Appeal]:
    with community_scope(here):
        return list(Appeal.objects.filter(community=here).order_by("pk"))


def test_what_is_sent_becomes_an_appeal_of_the_worker_on_duty(here: int, program: tuple[int, str]) -> None:
    boss = accounts.user("书记", "secretary", here)
    building = factories.building(here)
    found = send(
        program[1], address_id=building.code, lat="30.7", long="104.05", first_name="波", last_name="王", phone="19200000001",
        email="a@example.org", device_id="7", account_id="9",
        **{"attribute[consent]": "yes", "attribute[wish]": "早点修好"},
    )  # fmt: skip
    [row] = appeals(here)
    assert found["service_request_id"] == row.number
    assert row.number in found["service_notice"]
    assert "token" not in found
    assert (row.channel, row.category, row.naming, row.consents, row.wish) == (
        "open311",
        "lighting",
        "named",
        True,
        "早点修好",
    )
    assert (row.first_contact, row.handler, row.building_id, row.longitude) == (
        boss.pk,
        boss.pk,
        building.pk,
        104.05,
    )
    with community_scope(here):
        asked = Reporter.objects.get(community=here)
        assert (asked.name, asked.phone) == ("王波", "19200000001")
        assert "example.org" not in str(list(Deed.objects.filter(community=here).values()))
        assert Program.objects.get(community=here).used_on == dt.date(2018, 12, 28)
    assert Client().get(f"/open311/v2/requests/{row.number}.json").status_code == 404, "it was not released"


def test_nobody_named_is_registered_without_a_name(here: int, program: tuple[int, str]) -> None:
    send(program[1], description=None)
    send(program[1], first_name="Ann", last_name="Lee", **{"attribute[naming]": "confidential"})
    first, second = appeals(here)
    assert (first.naming, first.text) == ("anonymous", "照明")
    assert second.naming == "confidential"


def test_pictures_come_cleaned_with_it(here: int, program: tuple[int, str]) -> None:
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"
    picture = SimpleUploadedFile("灯.jpg", factories.picture(exif=exif), "image/jpeg")
    send(program[1], media=picture, media_url="https://example.org/a.jpg")
    with community_scope(here):
        [photo] = Photo.objects.filter(community=here)
        assert not photo.public
        assert Deed.objects.filter(community=here, text__contains="https://example.org/a.jpg").count() == 1


@pytest.mark.parametrize(
    "content", [b"no picture", b"", b"GIF89a<script>alert(1)</script>", factories.picture()[:60]]
)
def test_what_is_no_picture_leaves_nothing_behind(
    here: int, program: tuple[int, str], content: bytes
) -> None:
    fault = send(program[1], 400, media=SimpleUploadedFile("x.jpg", content, "image/jpeg"))
    assert fault["code"] == 400
    assert appeals(here) == []


def test_a_key_is_needed_and_a_wrong_one_is_told_nothing(here: int, program: tuple[int, str]) -> None:
    missing, wrong = send("", 403), send("wrong" * 30, 403)
    assert missing["code"] == wrong["code"] == 403
    there = factories.client(factories.community(code="510105901002"))
    send(there[1], 403, jurisdiction_id="510105901001")
    response = Client().post("/open311/v2/requests.xml?jurisdiction_id=510105901001", {"api_key": "x"})
    assert response.status_code == 403
    assert xmltodict.parse(response.content)["errors"]["error"]["code"] == "403"


def test_a_guesser_of_keys_has_to_wait(here: int, program: tuple[int, str]) -> None:
    for _ in range(30):
        send("guess", 403)
    client = Client()
    response = client.post(URL, {"api_key": program[1]})
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_a_key_sends_so_many_an_hour(
    here: int, program: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.channels.kinds.open311.sending.APPEALS_AN_HOUR", 2)
    send(program[1])
    send(program[1], 400, service_code="")
    assert send(program[1], 429)["code"] == 429
    assert len(appeals(here)) == 1


def test_a_revoked_key_opens_nothing(here: int, program: tuple[int, str]) -> None:
    with community_scope(here):
        keys.revoke(actor=Actor.system("a test", here), at=factories.AT, community=here, client=program[0])
    send(program[1], 403)


def test_a_key_without_the_right_to_pictures_sends_none(here: int) -> None:
    _, key = factories.client(here, "report")
    picture = SimpleUploadedFile("x.jpg", factories.picture(), "image/jpeg")
    send(key, 403, media=picture)
    send(key)
    assert len(appeals(here)) == 1


def test_what_is_sent_twice_under_one_token_is_written_once(here: int, program: tuple[int, str]) -> None:
    first = send(program[1], once="a-1")
    again = send(program[1], once="a-1")
    assert again["service_request_id"] == first["service_request_id"]
    assert len(appeals(here)) == 1
    other = factories.client(here)
    assert send(other[1], token="a-1")["service_request_id"] != first["service_request_id"]
    found = Client().get("/open311/v2/tokens/a-1.json", {"api_key": program[1]})
    assert found.json() == [{"service_request_id": first["service_request_id"], "token": "a-1"}]
    in_xml = Client().get("/open311/v2/tokens/a-1.xml", {"api_key": program[1]})
    assert xmltodict.parse(in_xml.content)["service_requests"]["request"]["token"] == "a-1"
    assert Client().get("/open311/v2/tokens/a-1.json").status_code == 404
    assert Client().get("/open311/v2/tokens/a-2.json", {"api_key": program[1]}).status_code == 404


def test_a_refused_sending_gives_its_token_back(here: int, program: tuple[int, str]) -> None:
    send(program[1], 400, once="b", description="x" * 4001)
    send(program[1], once="b")
    assert len(appeals(here)) == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"service_code": ""}, 400), ({"service_code": "none"}, 404), ({"jurisdiction_id": "123"}, 404), ({"address_string": ""}, 400),
        ({"lat": "1"}, 400), ({"lat": "x", "long": "1"}, 400), ({"lat": "nan", "long": "1"}, 400), ({"lat": "91", "long": "1"}, 400),
        ({"lat": "1e400", "long": "1"}, 400), ({"address_id": "nowhere"}, 400), ({"address_id": "x" * 3000}, 400),
        ({"address_string": "长" * 121}, 400), ({"description": "字" * 4001}, 400), ({"description": "\x00"}, 400), ({"phone": "12"}, 400),
        ({"attribute[consent]": "perhaps"}, 400), ({"attribute[other]": "1"}, 400), ({"attribute[naming]": "named"}, 400),
        ({"media_url": "file:///etc/passwd"}, 400), ({"media_url": "http://[x"}, 400), ({"media_url": "javascript:1"}, 400),
        ({"once": "x" * 201}, 400), ({"first_name": "名" * 61}, 400),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why_and_writes_nothing(
    here: int, program: tuple[int, str], fields: dict[str, str], expected: int
) -> None:
    found = send(program[1], expected, **fields)
    assert found["code"] == expected
    assert found["description"]
    assert appeals(here) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"), (b"a=1", "multipart/form-data"), (b"{}", "application/json"),
        (b"\xff\xfe=%ff", "application/x-www-form-urlencoded"), (b"a=1", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"), (b"a=1&" * 6000, "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_answered_in_its_form(here: int, body: bytes, kind: str) -> None:
    response = Client().generic("POST", "/open311/v2/requests.xml", body, kind)
    assert response.status_code in (400, 403)
    assert xmltodict.parse(response.content)["errors"]["error"]["description"]


def test_a_second_language_does_not_change_what_is_kept(here: int, program: tuple[int, str]) -> None:
    with translation.override("en"):
        send(program[1])
    assert appeals(here)[0].category == "lighting"
