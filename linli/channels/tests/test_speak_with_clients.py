"""Published clients of GeoReport v2, as they are, against a running server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from civicbot import Open311Client
from civicbot.http import HttpError, HttpTransport, RateLimiter
from civicbot.registry import Endpoint
from georeport import GeoReport
from requests import HTTPError

from linli.appeals.models import Appeal, Photo
from linli.base import clock
from linli.base.scope import community_scope
from linli.places.tests.factories import area

from . import factories

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "510105901001"


@pytest.fixture
def town(live_server: Any) -> Iterator[SimpleNamespace]:
    """A server with two communities and released appeals in the first."""
    clock.move_to(factories.AT)
    here = factories.community(code=CODE)
    area("community", "另一个社区", "510105901002")
    building = factories.building(here)
    open_ = factories.released(here, building=building)
    closed = factories.released(
        here, factories.AT - dt.timedelta(days=2), state="closed", closed_at=factories.AT, category="lift"
    )
    photo = factories.photo(open_)
    yield SimpleNamespace(
        root=f"{live_server.url}/open311/v2", here=here, open=open_.number, closed=closed.number, photo=photo, key=factories.client(here)[1]
    )  # fmt: skip
    clock.forget()


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_everything(town: SimpleNamespace, form: str) -> None:
    client = GeoReport(town.root, jurisdiction=CODE, output_format=form)
    services = client.get_service_list()
    assert {"pipes", "lift"} <= {one["service_code"] for one in services}
    definition = client.get_service_definition("pipes")
    assert definition["service_code"] == "pipes"
    found = client.get_service_requests()
    assert [one["service_request_id"] for one in found] == [town.open, town.closed]
    assert found[0]["media_url"].startswith(town.root)
    both = client.get_service_requests(service_request_id=f"{town.open},{town.closed}", status="open")
    assert len(both) == 2
    days = client.get_service_requests(
        start_date="2018-12-01T00:00:00Z", end_date="2018-12-31T00:00:00Z", service_code="pipes,lift"
    )
    assert len(days) == 2
    one = client.get_service_request(town.closed)
    assert (one["status"], one["service_code"], one["description"]) == ("closed", "lift", "楼上漏水")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_hears_of_what_there_is_not(town: SimpleNamespace, form: str) -> None:
    with pytest.raises(HTTPError, match="^400 "):
        GeoReport(town.root, output_format=form).get_service_list()
    with pytest.raises(HTTPError, match="^404 "):
        GeoReport(town.root, jurisdiction=CODE, output_format=form).get_service_request("20000101-001")


def test_civicbot_reads_and_sends(town: SimpleNamespace) -> None:
    endpoint = Endpoint(
        **{
            name: value
            for name, value in _endpoint(town.root).items()
            if name in Endpoint.__dataclass_fields__
        }
    )
    client = Open311Client(endpoint, HttpTransport(rate_limiter=RateLimiter(0.0)), jurisdiction_id=CODE)
    assert client.list_services()[0]["metadata"] is True
    assert client.get_service_definition("lift")["attributes"][0]["code"] == "consent"
    assert [one["service_request_id"] for one in client.list_requests(status="closed", page_size=1)] == [
        town.closed
    ]
    assert [one["service_request_id"] for one in client.list_requests(service_request_ids=[town.open])] == [
        town.open
    ]
    shown = client.get_request(town.open)
    assert shown is not None
    assert shown["address"] == "1栋"
    sent = client.create_request(
        "lighting", dry_run=False, confirm="SEND", api_key=town.key, validate_remote=True, lat=30.7, lng=104.05,
        description="楼道灯坏了", first_name="波", last_name="王", attributes={"consent": "yes"}, media_url="https://example.org/a.jpg",
    )  # fmt: skip
    number = sent.response[0]["service_request_id"]
    with community_scope(town.here):
        row = Appeal.objects.get(community=town.here, number=number)
        assert (row.channel, row.category, row.consents) == ("open311", "lighting", True)
        assert Photo.objects.filter(community=town.here, appeal=row).count() == 0
    with pytest.raises(HttpError) as fault:
        client.get_request(number)
    assert fault.value.status == 404
    with pytest.raises(HttpError) as fault:
        client.create_request("lift", dry_run=False, confirm="SEND", api_key="wrong", lat=1.0, lng=1.0)
    assert fault.value.status == 403
    with pytest.raises(HttpError) as fault:
        client.get_token("unknown")
    assert fault.value.status == 404


def _endpoint(root: str) -> dict[str, Any]:
    return {
        "id": "linli", "name": "邻里", "city": "成都", "base_url": root, "write": True, "api_key_required_for_write": True,
        "geo_scoped": False, "country": "CN", "state": "", "notes": "", "lat": 30.7, "lng": 104.05,
    }  # fmt: skip
