"""Pages of care as a browser gets them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.submit import FIELD, new_key
from linli.care.actions import deciding
from linli.care.models import Application, Closing, Survey
from linli.notices.models import Notice

from . import factories
from .factories import desk, moment

pytestmark = pytest.mark.django_db


def signed_in(role: str, area: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("周社工", role, area, password=None))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(f"care:{name}", args=args), query)
    assert response.status_code == 200, name
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, query: str = "", **typed: object) -> Any:
    return client.post(reverse(f"care:{name}", args=args) + query, {FIELD: new_key(), **typed})


@pytest.fixture
def on() -> dt.date:
    return clock.today()


def test_a_case_is_taken_at_the_table_and_goes_on_by_forms(here: int, on: dt.date) -> None:
    who = factories.holder(here, "1", name="张小明")
    client = signed_in("social_worker", here)
    assert "张小明" in get(client, "find", q="张小明")
    page = get(client, "check", who)
    assert "重度残疾人护理补贴" in page
    assert "符合" in page
    assert "一级" in page
    assert "护理补贴" in get(client, "apply", who, "severe_care")
    papers = ["申请表", "身份证和户口簿复印件", "残疾人证复印件"]
    short = post(client, "apply", who, "severe_care", received=papers, channel="home", agent="张大明")
    assert short.status_code == 422
    assert "关系" in short.content.decode()
    done = post(
        client,
        "apply",
        who,
        "severe_care",
        received=papers,
        channel="home",
        agent="张大明",
        relation="父亲",
        mandate="监护人",
    )
    assert done.status_code == 302
    key = Application.objects.get().pk
    refused = post(client, "application_accept", key, opinion="同意")
    assert refused.status_code == 422
    assert "银行卡复印件" in refused.content.decode()
    later = (on + dt.timedelta(days=5)).isoformat()
    assert (
        post(client, "application_ask_supplement", key, lacking=["银行卡复印件"], due=later).status_code
        == 302
    )
    assert "银行卡复印件" in get(client, "application", key)
    assert post(client, "application_supplement", key).status_code == 302
    assert post(client, "application_accept", key, opinion="同意").status_code == 302
    assert (
        post(client, "application_survey", key, day=on, people="周社工、林社工", result="属实").status_code
        == 302
    )
    assert post(client, "application_show", key, start=later).status_code == 302
    page = get(client, "application", key)
    assert "公示稿等审批" in page
    assert "张大明" in page
    assert reverse("care:application_forward", args=[key]) not in page
    assert "张小明" not in Notice.objects.get().text


def test_the_secretary_signs_and_the_worker_does_not(here: int) -> None:
    (key,) = factories.accepted(here, [factories.holder(here)])
    worker, lead = signed_in("social_worker", here), signed_in("secretary", here)
    assert worker.get(reverse("care:application_forward", args=[key])).status_code == 403
    short = post(lead, "application_forward", key)
    assert short.status_code == 422
    assert "公示" in short.content.decode()


def test_nobody_else_opens_a_page_of_care(here: int) -> None:
    for role in ("committee", "grid_worker", "captain", "auditor"):
        assert signed_in(role, here).get(reverse("care:applications")).status_code == 403


def test_many_are_taken_and_moved_by_one_form_each(here: int, on: dt.date) -> None:
    people = factories.holders(here, 4)
    client = signed_in("social_worker", here)
    page = get(client, "batch_apply", "one_off")
    assert page.count('name="chosen"') == 4
    assert post(client, "batch_apply", "one_off", chosen=people[:3]).status_code == 302
    assert reverse("care:batch_accept") in get(client, "applications", scheme="one_off", state="submitted")
    keys = list(Application.objects.values_list("pk", flat=True))
    query = "?scheme=one_off&state=submitted"
    assert post(client, "batch_accept", query=query, chosen=keys).status_code == 302
    first = (on + dt.timedelta(days=1)).isoformat()
    assert (
        post(
            client, "batch_show", query="?scheme=one_off&state=accepted", chosen=keys, start=first
        ).status_code
        == 302
    )
    assert Notice.objects.count() == 1
    assert set(Application.objects.values_list("state", flat=True)) == {"shown"}


def test_a_decision_and_a_payment_are_entered_by_forms(here: int) -> None:
    (key,) = factories.forwarded(here, [factories.holder(here)], on=dt.date(2018, 12, 3))
    client = signed_in("social_worker", here)
    short = post(client, "application_decide", key, granted="no", number="青残1号", day="2018-12-20")
    assert short.status_code == 422
    assert (
        post(client, "application_decide", key, granted="yes", number="青残1号", day="2018-12-20").status_code
        == 302
    )
    assert post(client, "application_pay", key, fen="很多", day="2018-12-21").status_code == 422
    assert post(client, "application_pay", key, fen="600.50", day="2018-12-21").status_code == 302
    page = get(client, "application", key)
    assert "600.50" in page
    assert "青残1号" in page


def test_prompts_open_and_are_closed_with_a_reason(here: int, on: dt.date) -> None:
    who = factories.holder(here, "1", name="李小红")
    client = signed_in("social_worker", here)
    page = get(client, "prompts", kind="unclaimed")
    assert "李小红" in page
    assert reverse("care:check", args=[who]) in page
    query = f"?kind=unclaimed&scheme=severe_care&year={on.year}"
    assert "李小红" in client.get(reverse("care:prompt_close", args=[who]) + query).content.decode()
    assert post(client, "prompt_close", who, query=query, reason="本人不愿").status_code == 302
    assert Closing.objects.count() == 1
    assert client.get(reverse("care:prompt_close", args=[who]) + "?kind=magic").status_code == 404


def test_the_survey_is_entered_by_forms_and_counted(here: int, on: dt.date) -> None:
    who = factories.holder(here, name="李小红")
    factories.holder(here)
    client = signed_in("social_worker", here)
    assert "—（0/2）" in get(client, "holders") or "0.0%（0/2）" in get(client, "holders")
    assert (
        post(client, "survey_new", who, day=on, answered="本人", needs=["recovery"], wish="轮椅").status_code
        == 302
    )
    key = Survey.objects.get().pk
    assert (
        post(
            client, "survey_plan", key, plan="申请轮椅", services="2018-12-03，轮椅，残联", version=1
        ).status_code
        == 302
    )
    assert post(client, "survey_enter", key, day=on, receipt="LTCY1", version=2).status_code == 302
    page = get(client, "survey", key)
    assert "轮椅" in page
    assert "LTCY1" in page
    assert "50.0%（1/2）" in get(client, "holders")


def test_a_number_of_a_certificate_never_stands_on_a_page(here: int) -> None:
    from linli.residents.models import Person

    who = factories.person(here, name="李小红")
    number = Person.objects.get(pk=who).number or "?"
    factories.certified(here, who, "2", number=f"{number}42")
    (key,) = factories.applied(here, [who])
    client = signed_in("social_worker", here)
    for page in (
        get(client, "application", key),
        get(client, "check", who),
        get(client, "holders"),
        get(client, "prompts"),
    ):
        assert number not in page


def test_the_ledger_masks_names_and_its_workbook_is_read_again(here: int) -> None:
    from python_calamine import CalamineWorkbook

    keys = factories.forwarded(here, [factories.holder(here, name="李小红")], on=dt.date(2018, 11, 5))
    deciding.decide(
        actor=desk(here),
        at=moment(dt.date(2018, 12, 1)),
        on=dt.date(2018, 12, 1),
        applications=keys,
        granted=True,
        number="1号",
        day=dt.date(2018, 12, 1),
    )
    deciding.pay(
        actor=desk(here),
        at=moment(dt.date(2018, 12, 3)),
        on=dt.date(2018, 12, 3),
        applications=keys,
        day=dt.date(2018, 12, 3),
        fen=60_000,
    )
    client = signed_in("social_worker", here)
    for name in ("ledger", "ledger_print"):
        page = get(client, name, period="2018")
        assert "李*" in page
        assert "李小红" not in page
        assert "600.00" in page
    book = client.get(reverse("care:ledger_excel"), {"period": "2018"}).content
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    (line,) = [row for row in rows if "残疾人一次性生活补贴" in row]
    assert {"李**", "肢体残疾 二级", "2018-11-05", "批准", "600.00"} <= {str(cell) for cell in line}
    assert client.get(reverse("care:ledger_excel"), {"period": "x"}).status_code == 404


def test_lists_ask_the_same_number_of_questions_however_long(
    here: int, django_assert_max_num_queries: Any
) -> None:
    factories.applied(here, factories.holders(here, 12))
    client = signed_in("social_worker", here)
    get(client, "applications")
    with django_assert_max_num_queries(22):
        get(client, "applications")
    with django_assert_max_num_queries(26):
        get(client, "prompts")
    with django_assert_max_num_queries(26):
        get(client, "holders")


def test_the_board_says_what_waits(here: int, on: dt.date) -> None:
    from linli.care.queries import board

    keys = factories.accepted(here, factories.holders(here, 2))
    factories.shown(here, keys)
    later = dt.date(2018, 12, 12)
    rows = board.rows(desk(here), moment(later))
    assert any(row.group == "today" and "2" in row.title and "state=shown" in row.url for row in rows)
    assert board.rows(desk(here, "committee"), moment(later)) == []
