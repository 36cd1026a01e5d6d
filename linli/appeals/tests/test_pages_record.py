"""A record's page and its verbs: who reads what, two versions side by side, what may not go out, the row of the board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.appeals.actions import accept, answer, hold
from linli.appeals.models import Appeal
from linli.base import clock
from linli.base.scope import community_scope

from . import factories
from .pages import get, in_row, post, queries_of, signed_in, words

pytestmark = pytest.mark.django_db
NAMED = {"name": "王桂芳", "phone": "13800001234"}


@pytest.fixture(autouse=True)
def here() -> Iterator[int]:
    clock.move_to(factories.AT)
    community = factories.community(name="快活社区")
    with community_scope(community):
        yield community
    clock.forget()


def test_a_record_says_its_state_who_asks_and_how_the_deadline_was_counted(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED, urgent=True)
    page = words(get(client, "appeal", row.pk))
    assert "已登记，等受理" in page
    assert "王桂芳" in page
    assert "138····1234" in page
    assert "13800001234" not in page
    assert 'class="why-text"' in page
    assert page.count('class="button is-main"') == 1


def test_a_confidential_appeal_shows_who_asked_to_nobody_else(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(
        here, naming="confidential", reporter={"sealed": '{"name": "王桂芳", "phone": "13800001234"}'}
    )
    page = words(get(client, "appeal", row.pk))
    assert "王桂芳" not in page
    assert "1234" not in page
    assert get(client, "call", row.pk).status_code == 404


def test_who_reads_only_finds_no_name_and_no_verb(here: int) -> None:
    client, _who = signed_in("auditor", here)
    page = words(get(client, "appeal", factories.appeal(here, reporter=NAMED).pk))
    assert "王桂芳" not in page
    assert "/accept/" not in page


def test_calling_leads_to_the_dial_pad(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED)
    assert get(client, "call", row.pk)["Location"] == "tel:13800001234"


def test_an_appeal_of_another_community_is_not_found(here: int) -> None:
    other = factories.community()
    row = factories.appeal(other)
    client, _who = signed_in("secretary", here)
    assert get(client, "appeal", row.pk).status_code == 404
    assert get(client, "accept", row.pk).status_code == 404


@pytest.mark.parametrize("verb", ["accept", "refuse", "solve", "promise", "answer", "assign", "hold", "merge", "send_up", "split", "note", "correct", "withdraw", "picture"])  # fmt: skip
def test_every_verb_has_its_form(here: int, verb: str) -> None:
    client, _who = signed_in("secretary", here)
    row = factories.appeal(here, reporter=NAMED)
    assert get(client, verb, row.pk).status_code == 200


def test_an_explicit_answer_needs_its_five_parts_and_keeps_those_that_were_typed(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED)
    page = post(
        client,
        "promise",
        row.pk,
        reason="要等配件",
        doer="",
        promised_on="+3",
        way="phone",
        told="本人",
        version=row.version,
    )
    assert page.status_code == 422
    assert "要等配件" in words(page)
    sent = post(client, "promise", row.pk, reason="要等配件", doer="物业老陈换灯", promised_on="+3", way="phone", told="本人", version=row.version)  # fmt: skip
    assert sent.status_code == 302
    page = words(get(client, "appeal", row.pk))
    assert "物业老陈换灯" in page


def test_who_was_slower_reads_both_versions_and_keeps_the_words(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED)
    old = row.version
    accept.accept(actor=factories.worker(here, "secretary"), at=factories.AT, appeal=row.pk)
    page = post(client, "correct", row.pk, text="四单元楼道灯坏了", category="other", version=old)
    assert page.status_code == 409
    assert 'class="conflict"' in words(page)
    assert "四单元楼道灯坏了" in words(page)


def test_an_answer_with_a_name_or_a_phone_is_looked_at_once_more(here: int) -> None:
    client, who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED, handler=who.pk, state="accepted")
    typed = {"text": "已请 13912345678 的师傅到王桂芳家", "outcome": "solved", "version": row.version}
    page = words(post(client, "answer", row.pk, **typed))
    assert "里面有电话号码" in page
    assert "里面有姓名“王桂芳”" in page
    assert "13912345678" in page
    assert post(client, "answer", row.pk, **typed, sure="1").status_code == 302
    assert "里面有电话号码" in words(post(client, "watch", row.pk, text="13912345678"))


def test_a_row_of_the_board_goes_with_a_line_at_the_top(here: int) -> None:
    client, who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED, handler=who.pk, state="accepted")
    part = client.get(reverse("appeals:hold", args=[row.pk]), headers={"HX-Request": "true"})
    assert "hx-post" in words(part)
    assert "<html" not in words(part)
    done = in_row(client, "hold", row.pk, reason="等物业", version=row.version)
    assert done["HX-Trigger"] == "todo-done"
    undo = reverse("appeals:undo", args=[row.pk, "hold"])
    assert undo in words(done)
    client.post(undo)
    assert Appeal.objects.get(pk=row.pk).state == "accepted"


def test_the_handler_reads_who_revisits_instead(here: int) -> None:
    client, who = signed_in("social_worker", here)
    row = factories.appeal(here, handler=who.pk, state="to_revisit", answered_by=who.pk)
    page = words(get(client, "appeal", row.pk))
    assert f"/appeals/{row.pk}/revisit/" not in page
    assert post(client, "revisit", row.pk, solved="yes", rating="satisfied", way="phone").status_code == 422


def test_who_else_is_looking_is_said(here: int) -> None:
    row = factories.appeal(here)
    first, _one = signed_in("social_worker", here)
    second, _two = signed_in("secretary", here)
    assert words(post(first, "looking", row.pk)).strip() == ""
    assert "也在看这一件" in words(post(second, "looking", row.pk))


def test_an_internal_note_stands_apart(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(here)
    post(client, "note", row.pk, text="户主腿脚不便")
    page = words(get(client, "appeal", row.pk))
    assert "is-internal" in page
    assert "户主腿脚不便" in page


def test_an_appeal_is_split_into_parts(here: int) -> None:
    client, who = signed_in("secretary", here)
    row = factories.appeal(here, state="accepted", handler=who.pk)
    sent = post(client, "split", row.pk, version=row.version, **{"part1-text": "换灯", "part1-category": "other", "part2-text": "清垃圾", "part2-category": "other"})  # fmt: skip
    assert sent.status_code == 302
    assert Appeal.objects.filter(part_of=row).count() == 2


def test_merging_asks_for_a_number_that_is_there(here: int) -> None:
    client, _who = signed_in("secretary", here)
    row, into = factories.appeal(here), factories.appeal(here)
    assert post(client, "merge", row.pk, into="20000101-001", version=row.version).status_code == 422
    assert post(client, "merge", row.pk, into=into.number, version=row.version).status_code == 302
    assert into.number in words(get(client, "appeal", row.pk))


def test_a_subdistrict_finds_what_was_sent_to_it_and_answers(here: int) -> None:
    from linli.places.tests import factories as places

    subdistrict = places.area("subdistrict", "文家街道")
    community = places.community("快活社区", "510105903001", subdistrict)
    with community_scope(community):
        row = factories.appeal(community, state="accepted")
        lead = accounts.user("书记", "secretary", community, password=None)
        from linli.appeals.actions import whistle

        whistle.send_up(
            actor=factories.actor(community, "secretary", user_id=lead.pk),
            at=factories.AT,
            appeal=row.pk,
            reason="要城管来",
        )
    client, _who = signed_in("subdistrict", subdistrict)
    home = words(client.get("/"))
    assert "社区上报 1 件待街道处理" in home
    assert row.text in home
    assert get(client, "appeal", row.pk).status_code == 200
    assert post(client, "send_back", row.pk, result="城管已清理").status_code == 302


def test_what_is_released_is_masked_before_it_is_read(here: int) -> None:
    client, _who = signed_in("social_worker", here)
    row = factories.appeal(
        here,
        state="closed",
        consents=True,
        reporter=NAMED,
        text="灯坏了，电话 13912345678",
        place="3栋2单元501",
    )
    page = words(get(client, "release", row.pk))
    assert "13912345678</textarea>" not in page
    assert 'value="3栋"' in page
    typed = {"text": "灯坏了", "answer": "已换好", "place": "3栋", "version": row.version}
    assert post(client, "release", row.pk, **{**typed, "text": "王桂芳家灯坏了"}, sure="1").status_code == 422
    assert post(client, "release", row.pk, **typed).status_code == 302
    assert Appeal.objects.get(pk=row.pk).released_at is not None


def test_a_record_is_read_in_fifteen_statements(here: int) -> None:
    client, who = signed_in("social_worker", here)
    row = factories.appeal(here, reporter=NAMED)
    actor = factories.actor(here, user_id=who.pk)
    answer.promise(actor=actor, at=factories.AT, appeal=row.pk, reason="要等配件", doer="物业", promised_on=clock.day_of(factories.AT), way="phone", told="本人")  # fmt: skip
    hold.hold(actor=actor, at=factories.AT, appeal=row.pk, reason="等物业")
    get(client, "appeal", row.pk)
    asked = [sql for sql in queries_of(client, reverse("appeals:appeal", args=[row.pk])) if "appeals_" in sql]
    assert len(asked) <= 15, "\n".join(asked)
