"""Pages of opinions, projects and money as a browser gets them; what residents see; numbers that open."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock, keys, proof
from linli.base.figures import Figure
from linli.base.scope import community_scope
from linli.base.submit import FIELD, new_key
from linli.council.actions import closing, opinions
from linli.council.actions.opinions import Words
from linli.council.figures.projects import FIGURES, SPINES
from linli.council.models import BankLine, Contract, Follower, Opinion, Project, RatingSheet
from linli.council.queries import dossier, funds
from linli.council.views import project_ledger
from linli.kernel import Period
from linli.notices.models import Disclosure
from linli.places.tests import factories as places
from linli.reports import api as reports

from . import meeting, projecting
from .projecting import DAY, FIRST, at, desk

pytestmark = pytest.mark.django_db
CODE = "510105901001"


def made() -> int:
    """A community with its code, the terms of meetings and projects, and hours of work."""
    community = places.community("快活社区", CODE)
    meeting.terms()
    projecting.terms()
    places.term("working_hours", {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"]]})
    return community


@pytest.fixture
def town(db: None) -> Iterator[int]:
    """The community with its scope open."""
    community = made()
    with community_scope(community):
        yield community


def signed_in(role: str, area: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("周社工", role, area, password=None, username=f"a-{role}"))
    return client


def get(client: Client, name: str, /, *args: object, **query: Any) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, name
    return str(response.content.decode())


def post(client: Client, name: str, /, *args: object, **typed: object) -> Any:
    return client.post(reverse(name, args=args), {FIELD: new_key(), **typed})


def test_opinions_become_a_project_by_the_forms(town: int) -> None:
    client = signed_in("social_worker", town)
    said = post(
        client,
        "council:opinion_new",
        channel="meeting",
        on="20180301",
        text="院坝多设长椅",
        kind="environment",
        author="王大妈",
    )
    assert said.status_code == 302
    key = Opinion.objects.get().pk
    assert "王大妈" in get(client, "council:opinion", key)
    assert "院坝多设长椅" in get(client, "council:opinions", q="长椅")
    made = post(
        client,
        "council:project_new",
        title="院落长椅",
        summary="增设长椅。",
        kind="environment",
        year=2018,
        opinions=[key],
    )
    project = Project.objects.get()
    assert made["Location"] == reverse("council:project", args=[project.pk])
    page = get(client, "council:project", project.pk)
    assert "院坝多设长椅" in page
    assert post(client, "council:project_sort", project.pk, on="20990101").status_code == 302
    assert projecting.stage(project.pk) == "sorted"
    wrong = post(
        client,
        "council:project_new",
        title="凉亭",
        summary="电话 13812345678",
        kind="environment",
        year=2018,
        opinions=[key],
    )
    assert wrong.status_code == 422


def test_the_pages_of_a_finished_project_open(
    town: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    key = projecting.project(town)
    paid = projecting.result_shown(town, key)
    client = signed_in("secretary", town)
    with django_assert_max_num_queries(60):
        page = get(client, "council:project", key)
    assert "9,900.00" in page
    assert "HT-1" in page
    for name in ("projects", "funds", "payments", "project_ledger", "collections"):
        assert get(client, f"council:{name}")
    assert "9,900.00" in get(client, "council:project_ledger", year=2018)
    assert "发票.txt" in get(client, "council:payment", paid)
    assert "缺" in get(client, "council:project_dossier", key)
    for name in ("project_ledger_excel", "project_ledger_paper"):
        assert client.get(reverse(f"council:{name}"), {"year": 2018}).status_code == 200


def statements(ask: Callable[[], Any]) -> int:
    """How many statements something takes; transactions are none, nor is leaving the scope at the end of a test's own."""
    with CaptureQueriesContext(connection) as held:
        ask()
    own = (
        "BEGIN",
        "COMMIT",
        "SAVEPOINT",
        "RELEASE",
        "ROLLBACK",
        "select set_config('linli.communities', '', true)",
    )
    return sum(1 for one in held.captured_queries if not one["sql"].startswith(own))


def test_the_list_of_twenty_takes_few_queries() -> None:
    community, hour = made(), dt.timedelta(hours=1)
    with community_scope(community):
        for number in range(20):
            projecting.project(community, f"项目{number}", [projecting.opinion(community, f"意见{number}")])
        Project.objects.update(state="shown", shown_on=FIRST)
        accounts.duty(community, clock.now() - hour, clock.now() + hour)
    page = get(Client(), "projects:list", CODE)  # the tables of terms and calendars are read once
    assert page.count("<li>") >= 20
    assert statements(lambda: get(Client(), "projects:list", CODE)) <= 6
    client = signed_in("secretary", community)
    assert get(client, "council:projects").count("<tr data-key=") == 20
    assert statements(lambda: get(client, "projects:list", CODE)) <= 10
    get(client, "council:projects")
    assert statements(lambda: get(client, "council:projects")) <= 10


def test_a_resident_sees_whose_words_what_was_decided_and_where_the_money_went(town: int) -> None:
    key = projecting.project(town)
    projecting.result_shown(town, key)
    page = get(Client(), "projects:project", CODE, key)
    for shown in ("希望院坝多设几张长椅", "王*", "9,900.00", "顺和园林", "120", "同意 6 票"):
        assert shown in page
    assert "王大妈" not in page
    hidden = projecting.project(town, "还没公示", [projecting.opinion(town, "凉亭")])
    assert Client().get(reverse("projects:project", args=[CODE, hidden])).status_code == 404


def test_a_resident_leaves_words_and_finds_what_became_of_them(town: int) -> None:
    key = opinions.leave(
        actor=desk(town),
        at=at(FIRST),
        on=FIRST,
        words=Words("想有凉亭"),
        author="王大妈",
        phone="13900000001",
        code="ABCD2345",
    )
    code = CODE
    assert "想有凉亭" in get(Client(), "projects:said", code, code="abcd2345")
    assert "没有这个回执码" in get(Client(), "projects:said", code, code="ZZZZ9999")
    project = projecting.project(town, "凉亭", [key])
    projecting.shown(town, project)
    assert reverse("projects:project", args=[code, project]) in get(
        Client(), "projects:said", code, code="ABCD2345"
    )
    assert bytes(Opinion.objects.get(pk=key).mark or b"") == keys.digest("ABCD2345", "council opinion")
    refused = post(Client(), "projects:say", code, text="没有验证")
    assert refused.status_code == 422
    assert post(Client(), "projects:project", code, project, phone="13900000002").status_code == 422
    assert not Follower.objects.exists()


def proved() -> dict[str, str]:
    """The fields by which a page without an account knows a person from a machine."""
    shown = str(proof.fields("project", at=clock.now() - dt.timedelta(minutes=1)))
    ticket = shown.split('value="', 1)[1].split('"', 1)[0]
    return {"proof_ticket": ticket, "proof_work": "", "proof_homepage": ""}


def test_a_phone_follows_a_project_and_hears_no_more_of_it_when_it_likes(town: int) -> None:
    key = projecting.project(town)
    projecting.paid(town, key)
    page = get(Client(), "projects:project", CODE, key)
    assert "不再关注" in page
    typed = {"phone": "13900000002", **proved()}
    done = post(Client(), "projects:project", CODE, key, **typed)
    assert done["Location"].endswith("?followed=1")
    assert Follower.objects.count() == 1
    for _time in range(2):  # a phone that follows nothing hears the same words
        gone = post(Client(), "projects:project", CODE, key, leave="1", **typed)
        assert gone["Location"].endswith("?followed=0")
        assert not Follower.objects.exists()
    assert "不会再收到这个项目的消息" in get(Client(), "projects:project", CODE, key, followed="0")


def test_the_signed_contract_closes_its_gap_and_stays_with_the_office(town: int) -> None:
    key = projecting.project(town)
    projecting.accepted(town, key)
    client = signed_in("social_worker", town)
    assert "缺签字件" in get(client, "council:project_dossier", key)
    form = get(client, "council:project_contract_paper", key)
    assert "HT-1" in form
    contract = Contract.objects.get()
    sent = post(
        client, "council:project_contract_paper", key, contract=contract.pk, file=SimpleUploadedFile("合同.pdf", b"%PDF-1.4 x", "application/pdf")
    )  # fmt: skip
    assert sent.status_code == 302
    assert "缺签字件" not in get(client, "council:project_dossier", key)
    (file,) = Contract.objects.get().files
    page = get(client, "council:project", key)
    assert reverse("files:file", args=[file]) in page
    assert client.get(reverse("files:file", args=[file])).status_code == 200
    assert signed_in("volunteer", town).get(reverse("files:file", args=[file])).status_code == 404
    empty = post(client, "council:project_contract_paper", key, contract=contract.pk)
    assert empty.status_code == 422
    other = Contract.objects.create(
        community_id=town, project_id=projecting.project(town, "凉亭", [projecting.opinion(town, "凉亭")]), number="X", contractor="甲",
        chosen="比选", signed=FIRST, amount=1, start=FIRST, finish=FIRST, changed_at=at(FIRST),
    )  # fmt: skip
    strange = post(
        client, "council:project_contract_paper", key, contract=other.pk, file=SimpleUploadedFile("a.pdf", b"%PDF-1.4", "application/pdf")
    )  # fmt: skip
    assert strange.status_code == 422


def test_a_payment_is_asked_for_with_what_the_contract_says(town: int) -> None:
    key = projecting.project(town)
    projecting.accepted(town, key)
    form = get(signed_in("social_worker", town), "council:project_propose", key)
    assert 'value="9900.00"' in form
    assert 'value="顺和园林"' in form


def test_the_bank_is_compared_line_by_line(town: int) -> None:
    key = projecting.project(town)
    projecting.paid(town, key)
    client = signed_in("social_worker", town)
    day = (FIRST + 62 * DAY).isoformat()
    content = f"交易日期,对方户名,借方发生额,交易流水号\n{day},顺和园林,9900.00,B1\n{day},某公司,50.00,B2\n,合计,9950.00,\n".encode()
    sent = post(
        client, "council:bank_new", fund=projecting.fund(town), file=SimpleUploadedFile("流水.csv", content)
    )
    assert sent.status_code == 302
    assert BankLine.objects.count() == 2
    statement, pairs = funds.compared(desk(town), BankLine.objects.all()[0].statement_id)
    assert [one.kind for one in pairs] == ["there", "both"]
    assert "只在银行" in get(client, "council:bank", statement.pk)
    bad = post(
        client,
        "council:bank_new",
        fund=projecting.fund(town),
        file=SimpleUploadedFile("x.csv", b"a,b\n1,2\n"),
    )
    assert bad.status_code == 422


def test_the_archive_is_signed_and_a_changed_file_is_found(town: int) -> None:
    key = projecting.project(town)
    projecting.paid(town, key)
    client = signed_in("auditor", town)
    response = client.get(reverse("council:fund_archive"), {"project": key})
    content = response.content
    assert dossier.genuine(content)
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        names = held.namelist()
        manifest = json.loads(held.read("manifest.json"))
        parts = {name: held.read(name) for name in names}
    assert any("发票" in name for name in manifest["files"])
    forged = io.BytesIO()
    with zipfile.ZipFile(forged, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part + b" " if name.endswith("dossier.json") else part)
    assert not dossier.genuine(forged.getvalue())


def test_what_has_to_be_explained_is_named(town: int) -> None:
    one, two = projecting.project(town), projecting.project(town, "凉亭", [projecting.opinion(town, "凉亭")])
    projecting.paid(town, one)
    projecting.paid(town, two)
    words = [str(each.kind.msgid) for each in funds.explain(desk(town), 2018)]
    assert words == ["one contractor again and again"]
    Project.objects.filter(pk=one).update(accepted_on=FIRST + 90 * DAY)
    assert "paid before acceptance" in [each.kind.msgid for each in funds.explain(desk(town), 2018)]
    ledger = funds.ledger(desk(town))[0]
    assert (ledger.committed, ledger.paid, ledger.left) == (1_980_000, 1_980_000, 3_020_000)
    assert funds.year_days(desk(town), 2018)[0].day.isoformat() == "2019-05-31"


def test_every_number_is_the_rows_that_it_opens(town: int) -> None:
    key = projecting.project(town)
    projecting.result_shown(town, key)
    closing.issue_ratings(
        actor=desk(town), at=at(FIRST + 70 * DAY), project_key=key, on=FIRST + 70 * DAY, sheets=3
    )
    closing.take_ratings(
        actor=desk(town),
        at=at(FIRST + 70 * DAY),
        project_key=key,
        on=FIRST + 70 * DAY,
        ratings=[(1, "very", ""), (2, "not", "")],
    )
    year = Period.year(2018)
    shown = {one.name: one for one in reports.numbers(desk(town), [one.name for one in FIGURES], year)}
    values = {name: one.amount.value for name, one in shown.items()}
    assert values["council_opinions"] == values["council_opinions_merged"] == 2
    for name in (
        "council_projects",
        "council_projects_submitted",
        "council_projects_accepted",
        "council_projects_completed",
        "council_payments",
    ):
        assert values[name] == 1, name
    assert (
        shown["council_satisfaction"].amount.numerator,
        shown["council_satisfaction"].amount.denominator,
    ) == (1, 2)
    assert shown["council_completion"].shown == "100.0%（1/1）"
    assert shown["council_days"].shown == "55"
    spines = {one.name: one for one in SPINES}
    for figure in (one for one in FIGURES if isinstance(one, Figure)):
        spine = spines[figure.spine]
        column = figure.starts or spine.starts
        span = {f"{column}__gte": year.start, f"{column}__lt": year.end}
        rows = spine.rows().filter(figure.where(year.last), community=town, **span)
        assert values[figure.name] == rows.count(), figure.name
        assert spine.listing is not None
        assert set(spine.listing.show(desk(town), [one.pk for one in rows], year.last)) == {
            one.pk for one in rows
        }
    assert RatingSheet.objects.count() == values["council_ratings_issued"] == 3


def test_exports_hold_the_filtered_rows(town: int) -> None:
    projecting.project(town)
    sealed = keys.seal("q=长椅").hex()
    assert len(list(project_ledger.opinion_rows(desk(town), sealed=sealed))) == 1
    assert len(list(project_ledger.project_rows(desk(town), sealed=keys.seal("").hex()))) == 1


def test_a_project_stands_under_a_theme_and_its_decision_is_a_matter_of_the_catalogue(town: int) -> None:
    places.term(
        "disclosure_catalogue", [{"code": "resolutions", "name": "决定", "category": "affairs", "rhythm": "once", "within": 7}]
    )  # fmt: skip
    key = projecting.project(town)
    projecting.carried(town, key)
    due = Disclosure.objects.get()
    assert (due.start, due.notice_id) == (FIRST + 20 * DAY, None)
    other = projecting.project(town, "凉亭", [projecting.opinion(town, "凉亭")])
    projecting.in_works(town, other)
    assert Disclosure.objects.get(pk=due.pk).notice_id is not None
    client = signed_in("secretary", town)
    url = f"{reverse('notices:theme_tag')}?subject=council.project&key={key}"
    assert url.replace("&", "&amp;") in get(client, "council:project", key)
    tagged = client.post(url, {FIELD: new_key(), "theme": "ease", "key": key})
    assert tagged["Location"] == reverse("council:project", args=[key])
    assert "便民" in get(client, "council:project", key)
    assert "院落长椅" in get(client, "notices:themes", year=2018, theme="ease", period="2018")
