"""Reception book, guide and standard texts: kept by the office, put right, taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from linli.appeals.actions import guides, receptions, texts
from linli.appeals.models import Guide, Reception, StandardText
from linli.appeals.queries import desk
from linli.base.scope import community_scope
from linli.journal.models import Line
from linli.kernel import NotFound, Refused, Stale
from linli.kernel import actor as roles

from . import factories
from .test_register import put

AT = factories.AT
LATER = AT + dt.timedelta(hours=1)


def test_who_came_is_noted_and_read_in_the_book(here: int) -> None:
    me = factories.worker(here)
    key = receptions.note(
        actor=me, at=AT, text="老年卡怎么办", name="张秀英", age=72, sex="2", phone="13800138000"
    )
    row = desk.reception(me, key)
    assert (row.name, row.age, row.by_name, row.result) == ("张秀英", 72, me.name, "answered")
    assert receptions.correct(actor=me, at=LATER, reception=key, version=1, reply="带身份证到窗口") == [
        "reply"
    ]
    assert Line.objects.filter(subject="reception", key=key).count() == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": " "}, "text"), ({"text": "字" * 2001}, "text"), ({"age": 131}, "age"), ({"phone": "12"}, "phone"),
        ({"result": "referred"}, "referred_to"), ({"way": "dream"}, "way"), ({"category": "weather"}, "category"),
        ({"sex": "3"}, "sex"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_book_is_refused_at_its_field(
    here: int, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as told:
        receptions.note(actor=factories.worker(here), at=AT, **({"text": "问路"} | fields))
    assert told.value.field == field


def test_a_line_that_became_an_appeal_leads_to_it(here: int) -> None:
    me = factories.worker(here)
    key, done = receptions.note(actor=me, at=AT, text="楼道灯坏了"), put(me)
    receptions.link(actor=me, at=LATER, reception=key, appeal=done.id)
    held = Reception.objects.get(pk=key)
    assert (held.appeal_id, held.result) == (done.id, "appeal")
    with pytest.raises(NotFound):
        receptions.link(actor=me, at=LATER, reception=key, appeal=done.id + 99)


def test_a_matter_of_the_guide_is_kept_and_put_right(here: int) -> None:
    me = factories.worker(here)
    key = guides.keep(
        actor=me, at=AT, matter="居住证", papers=["身份证", " ", "租房合同"], phone="028-87312345"
    )
    assert desk.guides(here)[0].papers == ("身份证", "租房合同")
    guides.keep(actor=me, at=LATER, guide=key, version=1, matter="办理居住证", public=False)
    assert desk.guides(here)[0].matter == "办理居住证"
    assert desk.guides(here, public=True) == []
    with pytest.raises(Stale):
        guides.keep(actor=me, at=LATER, guide=key, version=1, matter="又改")
    guides.void(actor=me, at=LATER, guide=key)
    assert desk.guides(here) == []


def test_a_standard_text_is_offered_by_verb_and_category(here: int) -> None:
    me = factories.worker(here)
    key = texts.keep(
        actor=me, at=AT, title="停电", text="已联系供电所，今天恢复。", verb="promise", category="utilities"
    )
    texts.keep(actor=me, at=AT, title="通用", text="谢谢您的反映。")
    assert [one.title for one in desk.texts(me, verb="promise", category="utilities")] == ["通用", "停电"]
    assert [one.title for one in desk.texts(me, verb="answer")] == ["通用"]
    with pytest.raises(Refused):
        texts.keep(actor=me, at=AT, title="坏的", text="没有这个", verb="fly")
    texts.void(actor=me, at=LATER, text_id=key)
    with pytest.raises(NotFound):
        desk.text(me, key)


@pytest.mark.parametrize("role", [roles.GRID_WORKER, roles.CAPTAIN, roles.AUDITOR])
def test_only_the_office_keeps_them(here: int, role: str) -> None:
    other = factories.actor(here, role)
    acts: list[Callable[[], object]] = [
        lambda: receptions.note(actor=other, at=AT, text="问路"),
        lambda: guides.keep(actor=other, at=AT, matter="居住证"),
        lambda: texts.keep(actor=other, at=AT, title="好", text="好的"),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_what_belongs_to_another_community_is_not_found(here: int) -> None:
    there = factories.community()
    me = factories.worker(there)
    with community_scope(there):
        keys = [
            receptions.note(actor=me, at=AT, text="问路"), guides.keep(actor=me, at=AT, matter="居住证"),
            texts.keep(actor=me, at=AT, title="好", text="好的"),
        ]  # fmt: skip
    mine = factories.worker(here)
    with community_scope(here):
        with pytest.raises(NotFound):
            receptions.void(actor=mine, at=AT, reception=keys[0])
        with pytest.raises(NotFound):
            guides.void(actor=mine, at=AT, guide=keys[1])
        with pytest.raises(NotFound):
            texts.void(actor=mine, at=AT, text_id=keys[2])


def test_when_the_journal_fails_nothing_is_kept(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    me = factories.worker(here)
    key = receptions.note(actor=me, at=AT, text="问路")
    guide = guides.keep(actor=me, at=AT, matter="居住证")
    text = texts.keep(actor=me, at=AT, title="好", text="好的")

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr("linli.journal.api.write", fails)
    for act in (
        lambda: receptions.note(actor=me, at=AT, text="又来问路"),
        lambda: receptions.correct(actor=me, at=AT, reception=key, text="改一改"),
        lambda: receptions.void(actor=me, at=AT, reception=key),
        lambda: guides.keep(actor=me, at=AT, matter="老年卡"),
        lambda: guides.void(actor=me, at=AT, guide=guide),
        lambda: texts.keep(actor=me, at=AT, title="二", text="第二个"),
        lambda: texts.void(actor=me, at=AT, text_id=text),
    ):
        with pytest.raises(RuntimeError):
            act()
    held = [list(model.objects.values_list("void", flat=True)) for model in (Reception, Guide, StandardText)]
    assert held == [[False]] * 3
    assert Reception.objects.get().text == "问路"
