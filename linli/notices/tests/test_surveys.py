"""Questionnaires: issued and returned, once each, by number and code; counted without names."""

from __future__ import annotations

import datetime as dt

import pytest

from linli.kernel import NotFound, Refused
from linli.notices.actions import objecting, surveying
from linli.notices.models import Answer, Sheet
from linli.notices.queries import surveys as found
from linli.notices.rules import surveys
from linli.notices.rules.surveys import Asked, Said
from linli.notices.tests import factories as some

pytestmark = pytest.mark.django_db
SAID = {1: Said((1,)), 2: Said((0, 2)), 3: Said((), "晚上开课")}


def test_a_sheet_comes_back_once_on_paper_or_on_the_page(here: int) -> None:
    key, me, guest = some.survey(here), some.drafter(here), objecting.resident(here)
    surveying.give_back(actor=me, at=some.AT, questionnaire=key, number=1, said=SAID, on=some.ON)
    code = found.code_of(key, 2)
    with pytest.raises(Refused):
        surveying.give_back(
            actor=guest,
            at=some.AT,
            questionnaire=key,
            number=2,
            said=SAID,
            on=some.ON,
            way="page",
            code="0000 0000",
        )
    surveying.give_back(
        actor=guest, at=some.AT, questionnaire=key, number=2, said=SAID, on=some.ON, way="page", code=code
    )
    for number in (1, 2):
        with pytest.raises(Refused) as twice:
            surveying.give_back(actor=me, at=some.AT, questionnaire=key, number=number, said=SAID, on=some.ON)
        assert twice.value.field == "number"
    page = found.page(me, key)
    assert (page.row.issued, page.row.returned, page.row.by_page, page.waiting) == (3, 2, 1, [3])
    assert [one.counts for one in page.questions] == [(0, 2), (2, 0, 2), ()]
    assert page.questions[2].words == ("晚上开课", "晚上开课")
    assert found.public(here, key, some.ON).questions[2].words == ()


def test_an_empty_sheet_and_two_answers_to_one_are_refused(here: int) -> None:
    key, me = some.survey(here), some.drafter(here)
    for said in ({}, {1: Said((0, 1))}, {1: Said((7,))}):
        with pytest.raises(Refused):
            surveying.give_back(actor=me, at=some.AT, questionnaire=key, number=1, said=said, on=some.ON)
    assert Answer.objects.count() == 0
    assert Sheet.objects.filter(returned_on__isnull=False).count() == 0


def test_after_it_is_closed_no_sheet_comes_back(here: int) -> None:
    key, me = some.survey(here), some.drafter(here)
    surveying.close(actor=me, at=some.AT, questionnaire=key)
    with pytest.raises(Refused):
        surveying.give_back(actor=me, at=some.AT, questionnaire=key, number=1, said=SAID, on=some.ON)
    with pytest.raises(Refused):
        surveying.issue(actor=me, at=some.AT, questionnaire=key, count=1, on=some.ON)


def test_on_the_page_its_days_count(here: int) -> None:
    key, guest = some.survey(here), objecting.resident(here)
    late = found.page(some.drafter(here), key).row.end
    with pytest.raises(Refused):
        surveying.give_back(
            actor=guest,
            at=some.AT,
            questionnaire=key,
            number=1,
            said=SAID,
            on=late,
            way="page",
            code=found.code_of(key, 1),
        )


def test_a_draft_is_nobodys(here: int) -> None:
    key = surveying.write(
        actor=some.drafter(here),
        at=some.AT,
        title="题",
        text="用途",
        start=some.ON,
        end=some.AFTER,
        questions=[Asked("words", "？")],
    )
    with pytest.raises(NotFound):
        found.public(here, key, some.ON)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "问 | 一",
        "* 问",
        "x" * 201,
        "问 | " + " | ".join(str(n) for n in range(21)),
        "问 | " + "长" * 61 + " | 二",
    ],
)
def test_questions_that_cannot_be_asked_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        surveys.read_questions(text)
    assert refused.value.field == "questions"


def test_questions_are_read_as_they_are_written() -> None:
    text = "想学什么？ | 书画 | 手机\n* 何时？ | 上午 | 下午\n建议？"
    asked = surveys.read_questions(text)
    assert [one.kind for one in asked] == ["one", "many", "words"]
    assert surveys.written(asked) == text


def test_a_code_is_the_same_whenever_it_is_printed_and_another_for_each_sheet(here: int) -> None:
    codes = {found.code_of(1, number) for number in range(200)}
    assert len(codes) == 200
    assert found.code_fits(
        1,
        7,
        found.code_of(1, 7).replace(" ", "－").translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    )
    assert not found.code_fits(1, 7, found.code_of(1, 8))
    assert dt.date(2018, 1, 1) < some.ON
