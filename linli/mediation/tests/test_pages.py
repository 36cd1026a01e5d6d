"""Pages of mediation as a browser gets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.appeals.tests import factories as appeals
from linli.base import clock
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.mediation.models import Dispute
from linli.mediation.tests import factories as some

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> int:
    return appeals.community(name="快活社区", code="510105014013")


def signed_in(role: str, area: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", role, area, password=None, username=f"as-{role}"))
    return client


def post(client: Client, url: str, **typed: object) -> Any:
    return client.post(url, {FIELD: new_key(), **typed})


def test_from_the_application_to_the_sealed_agreement_by_pages(here: int) -> None:
    worker, lead = signed_in("mediator", here), signed_in("secretary", here)
    on = clock.today().isoformat()
    with community_scope(here):
        seat = some.seat(here)
    typed: dict[str, object] = {
        "source": "application",
        "category": "neighbours",
        "brief": "楼上漏水",
        "applicant": "欧阳秀兰",
        "respondent": "常永福",
        "found": on,
    }
    made = post(worker, reverse("mediation:new"), **typed)
    assert made.status_code == 302, made.content.decode()[-2000:]
    url = made["Location"]
    with community_scope(here):
        parties = some.parties(Dispute.objects.get().pk)
    for party in parties:
        assert post(worker, f"{url}party/{party}/consent/", agrees="yes", on=on).status_code == 302
    steps: list[tuple[str, dict[str, object]]] = [
        ("accept", {"mediators": [seat], "how": "accepted", "on": on}), ("rights", {"on": on}),
        ("session", {"on": on, "place": "调解室", "led_by": [seat], "words": "双方讲了经过", "signed": "on"}),
        ("agree", {"form": "written", "reached": on, "content": "修好漏水"}),
        ("sign", {"parties": parties, "way": "signature", "mediator": "on", "on": on}),
    ]  # fmt: skip
    for verb, typed in steps:
        answer = post(worker, f"{url}{verb}/", **typed)
        assert answer.status_code == 302, (verb, answer.content.decode()[-2000:])
    assert post(worker, f"{url}seal/", on=on).status_code == 403
    assert post(lead, f"{url}seal/", on=on).status_code == 302
    page = lead.get(url).content.decode()
    assert "协议" in page
    assert "人调字第1号" in page
    for kind in ("registration", "rights", "session-1", "agreement", "cover"):
        assert worker.get(f"{url}form/{kind}/").content[:4] == b"%PDF"
        assert worker.get(f"{url}form/{kind}/?as=docx").content[:2] == b"PK"
    refused = post(worker, f"{url}close/", on=on)
    assert refused.status_code == 422


def test_who_found_a_dispute_reports_it_and_reads_no_further(here: int) -> None:
    client = signed_in("grid_worker", here)
    typed = {"category": "neighbours", "brief": "两家为楼道杂物争吵", "found": clock.today().isoformat()}
    assert post(client, reverse("mediation:report"), **typed).status_code == 302
    with community_scope(here):
        key = Dispute.objects.get().pk
    assert client.get(reverse("mediation:dispute", args=[key])).status_code == 403
    assert client.get(reverse("mediation:disputes")).status_code == 403


def test_counts_are_shown_without_names_to_those_who_watch(here: int) -> None:
    with community_scope(here):
        some.closed(here)
    client = signed_in("auditor", here)
    page = client.get(reverse("mediation:month"), {"period": "2018"}).content.decode()
    assert "欧阳" not in page
    assert "/mediation/?part" not in page
    assert "100.0%（1/1）" in page
    assert client.get(reverse("mediation:month_print"), {"period": "2018"}).content[:4] == b"%PDF"
    assert client.get(reverse("mediation:month_excel"), {"period": "2018"}).content[:2] == b"PK"
    assert client.get(reverse("mediation:month"), {"period": "abc"}).status_code == 422
    words = client.get(reverse("mediation:ratios"), {"period": "2018", "typed": "93.7%"}).content.decode()
    assert "93.7%" in words


def test_no_public_page_knows_a_party(here: int) -> None:
    with community_scope(here):
        some.closed(here)
    client = Client()
    for url in ("/c/510105014013/notices/", "/c/510105014013/", "/"):
        assert "欧阳" not in client.get(url, follow=True).content.decode()


def test_a_record_costs_few_statements(here: int, django_assert_max_num_queries: Any) -> None:
    with community_scope(here):
        key = some.closed(here)
    client = signed_in("mediator", here)
    url = reverse("mediation:dispute", args=[key])
    client.get(url)
    with django_assert_max_num_queries(45):
        assert client.get(url).status_code == 200
