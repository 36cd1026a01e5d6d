"""Pages of notices as a browser gets them, a worker's and a resident's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.appeals.models import Appeal
from linli.appeals.tests import factories as appeals
from linli.base import clock, proof
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.notices.models import Notice
from linli.notices.tests import factories as some
from linli.places import api as places

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> int:
    """A community whose code stands in public addresses."""
    return appeals.community(name="快活社区", code="510105014013")


def signed_in(role: str, area: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", role, area, password=None))
    return client


def post(client: Client, url: str, **typed: object) -> Any:
    return client.post(url, {FIELD: new_key(), **typed})


def typed_draft(**parts: object) -> dict[str, object]:
    day = clock.today()
    return {
        "kind": "public_notice", "category": "affairs", "title": "门禁项目公示", "text": "拟更换门禁。", "start": day.isoformat(),
        "last": (day + dt.timedelta(days=7)).isoformat(), "objections": "on", "ways": ["board"], "readers": "residents", **parts,
    }  # fmt: skip


def test_from_the_draft_to_the_board_of_residents(here: int) -> None:
    worker, lead = signed_in("grid_worker", here), signed_in("secretary", here)
    made = post(worker, reverse("notices:new"), **typed_draft())
    assert made.status_code == 302, made.content.decode()[-3000:]
    url = made["Location"]
    assert post(worker, f"{url}submit/").status_code == 302
    assert post(worker, f"{url}approve/").status_code == 403
    assert post(lead, f"{url}approve/").status_code == 302
    assert "公示中" in lead.get(reverse("notices:notices")).content.decode()
    page = lead.get(url).content.decode()
    assert "提异议" in page or "登记异议" in page
    paper = lead.get(f"{url}sheet/").content.decode()
    assert "<svg" in paper
    assert "撤下日期" in paper


def test_a_private_number_keeps_what_was_typed_and_says_where(here: int) -> None:
    answer = post(
        signed_in("social_worker", here),
        reverse("notices:new"),
        **typed_draft(text="电话13800000123，请来电"),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "138····0123" in page
    assert "门禁项目公示" in page


def test_a_stale_change_shows_both_versions(here: int) -> None:
    with community_scope(here):
        key = some.draft(here)
    client = signed_in("social_worker", here)
    url = reverse("notices:change", args=[key])
    assert post(client, url, **typed_draft(title="甲"), version=1).status_code == 302
    answer = post(client, url, **typed_draft(title="乙"), version=1)
    assert answer.status_code == 409
    assert "甲" in answer.content.decode()


def test_a_resident_reads_and_objects_without_an_account(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "demand", lambda *_args, **_more: None)
    day = clock.today()
    with community_scope(here):
        key = some.approved(here, starts=day, ends=day + dt.timedelta(days=7))
        area = places.community(here, day).code
    client = Client()
    assert "院落修缮项目公示" in client.get(reverse("board:board", args=[area])).content.decode()
    page = client.get(reverse("board:notice", args=[area, key]))
    assert page.status_code == 200
    sent = post(client, reverse("board:object", args=[area, key]), text="位置不对", name="", phone="")
    assert sent.status_code == 302
    receipt = client.get(sent["Location"]).content.decode()
    with community_scope(here):
        appeal = Appeal.objects.get()
        assert appeal.number in receipt
        assert appeal.naming == "anonymous"
    assert "收到 1 件" in client.get(reverse("board:notice", args=[area, key])).content.decode()


def test_drafts_and_foreign_notices_are_on_no_public_page(here: int) -> None:
    day = clock.today()
    with community_scope(here):
        drafted = some.draft(here, starts=day, ends=day + dt.timedelta(days=7))
        inside = some.approved(
            here, starts=day, ends=day + dt.timedelta(days=7), readers="workers", objections=False
        )
        area = places.community(here, day).code
    client = Client()
    for key in (drafted, inside, 999_999):
        assert client.get(reverse("board:notice", args=[area, key])).status_code == 404
        assert client.get(reverse("board:object", args=[area, key])).status_code == 404


def test_taken_down_says_so_and_shows_nothing(here: int) -> None:
    from linli.notices.actions import showing

    at, day = clock.now(), clock.today()
    with community_scope(here):
        key = some.approved(here, starts=day, ends=day + dt.timedelta(days=7))
        showing.take_down(actor=some.secretary(here), at=at, notice=key, reason="写错了名单")
        area = places.community(here, day).code
    answer = Client().get(reverse("board:notice", args=[area, key]))
    assert answer.status_code == 410
    assert "写错了名单" not in answer.content.decode()
    assert "院落修缮" not in answer.content.decode()


def test_the_ledger_on_page_paper_and_as_a_workbook(here: int) -> None:
    with community_scope(here):
        some.approved(here)
        assert Notice.objects.count() == 1
    client = signed_in("auditor", here)
    for name in ("ledger", "ledger_print"):
        assert (
            "院落修缮项目公示" in client.get(reverse(f"notices:{name}"), {"period": "2018"}).content.decode()
        )
    book = client.get(reverse("notices:ledger_excel"), {"period": "2018"})
    assert book.content[:2] == b"PK"
    assert client.get(reverse("notices:ledger"), {"period": "abc"}).status_code == 422


def test_names_are_masked_and_a_door_is_refused(here: int) -> None:
    client = signed_in("social_worker", here)
    made = post(
        client,
        reverse("notices:new"),
        **typed_draft(text="补助对象：张三丰（3栋）、李四", names="张三丰 李四"),
    )
    assert made.status_code == 302
    with community_scope(here):
        assert Notice.objects.get().text == "补助对象：张**（3栋）、李*"
    answer = post(client, reverse("notices:new"), **typed_draft(text="张*家住3栋2单元501"))
    assert answer.status_code == 422
    assert "3栋" in answer.content.decode()


def test_a_record_is_put_under_a_theme_from_its_own_page(here: int) -> None:
    with community_scope(here):
        key, drafted = some.approved(here), some.draft(here)
    client = signed_in("secretary", here)
    page = client.get(reverse("notices:notice", args=[key])).content.decode()
    url = f"{reverse('notices:theme_tag')}?subject=notices.notice&key={key}"
    assert url.replace("&", "&amp;") in page
    assert 'name="q"' not in client.get(url).content.decode().partition("<main")[2]
    done = post(client, url, theme="ease", key=key)
    assert done["Location"] == reverse("notices:notice", args=[key])
    assert "便民" in client.get(reverse("notices:notice", args=[key])).content.decode()
    assert "归入主题" not in client.get(reverse("notices:notice", args=[drafted])).content.decode()


def test_the_draft_has_room_for_its_text(here: int) -> None:
    page = signed_in("secretary", here).get(reverse("notices:new")).content.decode()
    assert 'rows="12"' in page
