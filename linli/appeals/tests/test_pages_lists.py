"""Lists, reception book, guide, standard texts and homes: who reads what, filters in the address, few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.urls import reverse

from linli.appeals.models import Appeal, Guide, Reception, StandardText
from linli.appeals.queries import listing
from linli.base import clock
from linli.base.scope import community_scope

from . import factories
from .pages import get, post, queries_of, signed_in, words

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def here() -> Iterator[int]:
    clock.move_to(factories.AT)
    community = factories.community(name="快活社区")
    with community_scope(community):
        yield community
    clock.forget()


def test_an_empty_list_says_so_and_offers_the_first_action(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    page = words(get(client, "appeals"))
    assert "这里还没有诉求" in page
    assert "登记第一件" in page


def test_the_address_filters_and_keeps_its_filter(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    factories.appeal(here, text="电梯一直抖", category="lift")
    late = factories.appeal(here, text="下水道堵了", at=factories.AT - 3 * DAY)
    assert late.due_at is not None
    page = words(get(client, "appeals", show="late"))
    assert "下水道堵了" in page
    assert "电梯一直抖" not in page
    assert "没有符合的诉求" in words(get(client, "appeals", state="closed"))


def test_a_list_is_turned_by_marks_and_back(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    for n in range(55):
        factories.appeal(here, text=f"第{n}件", at=factories.AT - n * dt.timedelta(minutes=1))
    first = words(get(client, "appeals"))
    assert "第0件" in first
    assert "第54件" not in first
    assert "after=" in first
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = words(client.get(reverse("appeals:appeals") + address))
    assert "第54件" in second
    assert "第0件" not in second


def test_a_list_takes_ten_statements(here: int) -> None:
    client, who = signed_in("social_worker", here)
    for n in range(5):
        factories.appeal(here, reporter={"name": f"王{n}"}, handler=who.pk)
    get(client, "appeals")
    asked = [
        sql
        for sql in queries_of(client, reverse("appeals:appeals"))
        if "appeals_" in sql or "accounts_user" in sql
    ]
    assert len(asked) <= 10, "\n".join(asked)


def test_back_and_on_keep_the_list_one_came_from(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    rows = [factories.appeal(here, at=factories.AT - n * dt.timedelta(minutes=1)) for n in range(3)]
    get(client, "appeals", state="registered")
    page = words(get(client, "appeal", rows[1].pk))
    assert f"/appeals/{rows[0].pk}/" in page
    assert f"/appeals/{rows[2].pk}/" in page
    assert "state=registered" in page


def test_what_waits_for_a_revisit_has_its_tab(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    factories.appeal(here, text="灯已换好", state="to_revisit")
    factories.appeal(here, text="还在登记")
    page = words(get(client, "revisits"))
    assert "灯已换好" in page
    assert "还在登记" not in page


def test_a_captain_finds_the_own_ones_only(here: int) -> None:
    client, who = signed_in("captain", here)
    factories.appeal(here, text="别人登记的")
    factories.appeal(here, text="本人报的", entered_by=who.pk, first_contact=who.pk)
    page = words(get(client, "appeals"))
    assert "本人报的" in page
    assert "别人登记的" not in page
    assert "上报街道</a>" not in page


def test_an_export_is_made_in_the_background(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    factories.appeal(here)
    assert client.post(reverse("appeals:export") + "?state=open").status_code == 302


def test_the_reception_book_is_kept_and_becomes_an_appeal(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    wrong = post(client, "reception_new", text="问高龄津贴", way="counter", result="referred")
    assert wrong.status_code == 422
    assert "问高龄津贴" in words(wrong)
    sent = post(
        client, "reception_new", text="楼道灯坏了", name="王桂芳", way="counter", result="open", next="1"
    )
    line = Reception.objects.get()
    intake = client.get(client.get(sent["Location"])["Location"])
    assert "楼道灯坏了" in words(intake)
    post(client, "register", channel="counter", text="楼道灯坏了", name="王桂芳", reception=line.pk)
    assert Reception.objects.get().appeal_id == Appeal.objects.get().pk
    assert "王桂芳" in words(get(client, "receptions"))
    assert get(client, "reception", line.pk).status_code == 200


def test_a_grid_worker_notes_receptions_but_keeps_no_guide(here: int) -> None:
    client, _who = signed_in("grid_worker", here)
    assert get(client, "receptions").status_code == 200
    assert get(client, "guide_new").status_code == 403
    assert get(client, "guides").status_code == 200


def test_the_guide_is_kept_and_taken_out(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    post(
        client,
        "guide_new",
        matter="居住登记",
        papers="身份证\n租房合同",
        who="周社工",
        phone="02887310012",
        rank="1",
        public="on",
    )
    held = Guide.objects.get()
    assert held.papers == ["身份证", "租房合同"]
    assert "身份证、租房合同" in words(get(client, "guides"))
    stale = post(client, "guide", held.pk, matter="居住登记", version="1")
    assert stale.status_code in (302, 409)
    post(client, "guide_drop", held.pk)
    assert "居住登记" not in words(get(client, "guides"))


def test_a_standard_text_stands_in_the_form_it_is_for(here: int) -> None:
    client, who = signed_in("social_worker", here)
    post(client, "text_new", title="灯已修", text="路灯已修好，请看一看。", verb="answer")
    assert StandardText.objects.count() == 1
    row = factories.appeal(here, state="accepted", handler=who.pk)
    assert "路灯已修好" in words(get(client, "answer", row.pk))
    assert "路灯已修好" not in words(get(client, "hold", row.pk))
    assert get(client, "text", StandardText.objects.get().pk).status_code == 200


def test_the_workbench_says_what_is_due_and_opens_forms_in_rows(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    factories.appeal(here, text="楼道灯坏了")
    page = words(client.get("/"))
    assert "今天要答复" in page
    assert "hx-get" in page
    assert "登记诉求" in page
    assert client.get("/done/").status_code == 200


def test_the_secretary_keeps_an_eye_on_what_is_late_and_unsatisfied(here: int) -> None:
    client, _who = signed_in("secretary", here)
    factories.appeal(here, text="早就该办", at=factories.AT - 5 * DAY)
    factories.appeal(here, text="没修好", state="redo", rating="not")
    page = words(client.get("/"))
    assert "要盯的事" in page
    assert "回访不满意" in page


def test_plus_leads_to_the_right_choice(here: int) -> None:
    worker, _who = signed_in("social_worker", here)
    assert "登记新住户" in words(worker.get("/plus/"))
    captain, _other = signed_in("captain", here)
    assert "替人反映" in words(captain.get("/plus/"))


def test_a_page_of_the_list_takes_at_most_ten_statements_however_it_is_narrowed(here: int) -> None:
    client, who = signed_in("social_worker", here)
    for n in range(3):
        asking = {"name": "王芳", "phone": "13800138000"}
        factories.appeal(here, text=f"第{n}件：楼道灯不亮", reporter=asking, handler=who.pk)
    address = reverse("appeals:appeals")
    client.get(address)
    for asked in ("", "?state=open&category=other", "?q=楼道灯", "?q=20181228", "?show=mine"):
        found = queries_of(client, address + asked)
        assert len(found) <= 10, "\n".join([asked, *found])


def test_where_not_all_are_counted_the_foot_says_so_too(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _who = signed_in("social_worker", here)
    for _one in range(54):
        factories.appeal(here)
    monkeypatch.setattr(listing, "AHEAD", 3)
    shown = words(get(client, "appeals"))
    assert "53 件以上诉求" in shown
    assert "共 53 条以上" in shown
