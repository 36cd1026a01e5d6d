"""The life of a case, and what is refused on its way."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from linli.care.actions import applying, deciding, handling, prompting, surveying
from linli.care.actions.applying import Agent
from linli.care.actions.surveying import Answers
from linli.care.models import Application, Step, Survey
from linli.care.queries import prompts, record
from linli.care.queries import schemes as found
from linli.kernel import NotFound, Refused, Stale
from linli.kernel.actor import COMMITTEE, GRID_WORKER, SOCIAL_WORKER
from linli.kernel.identity import synthetic_number
from linli.notices.actions import objecting, showing
from linli.notices.models import Notice
from linli.places.models import Term
from linli.residents.actions import residences, statuses
from linli.residents.models import Person

from . import factories
from .factories import AT, ON, desk, lead, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = dt.timedelta(days=1)
AFTER = ON + 8 * DAY


def keep(here: int, on: dt.date = ON) -> dict[str, Any]:
    return {"actor": desk(here), "at": moment(on), "on": on}


def state(key: int) -> str:
    return Application.objects.get(pk=key).state


def test_a_case_goes_from_the_table_to_the_payment(here: int) -> None:
    (key,) = factories.applied(here, [factories.holder(here, "1")], "severe_care")
    handling.accept(**keep(here), applications=[key], opinion="同意")
    with pytest.raises(Refused, match="visit at home"):
        handling.show(**keep(here), applications=[key])
    handling.survey(**keep(here), applications=[key], day=ON, people="周社工", result="属实")
    notice = factories.shown(here, [key])
    with pytest.raises(Refused, match="still stands"):
        handling.forward(actor=lead(here), at=moment(ON + 2 * DAY), on=ON + 2 * DAY, applications=[key])
    sign: dict[str, Any] = {"actor": lead(here), "at": moment(AFTER), "on": AFTER}
    handling.forward(**sign, applications=[key], opinion="同意上报")
    with pytest.raises(Refused, match="no decision"):
        deciding.pay(**keep(here, AFTER), applications=[key], day=AFTER, fen=100)
    deciding.decide(**keep(here, AFTER), applications=[key], granted=True, number="青民残1号", day=AFTER)
    deciding.pay(**keep(here, AFTER), applications=[key], day=AFTER, fen=20_000)
    deciding.pay(**keep(here, AFTER + 30 * DAY), applications=[key], day=AFTER + 30 * DAY, fen=20_000)
    deciding.change(**keep(here, AFTER), application=key, fen=25_000, reason="标准调整")
    with pytest.raises(Refused, match="Stop the payment"):
        deciding.archive(**keep(here, AFTER), applications=[key])
    deciding.stop(**sign, application=key, day=AFTER + 60 * DAY, reason="迁出")
    deciding.recover(**keep(here, AFTER), application=key, fen=20_000, reason="多发一个月")
    deciding.archive(**keep(here, AFTER), applications=[key])
    held = Application.objects.get(pk=key)
    assert (held.state, held.paid_on, held.ended_on) == ("archived", AFTER, AFTER + 60 * DAY)
    assert Step.objects.filter(application=key).count() == 12
    page = record.page(desk(here), key, on=AFTER)
    assert page.notice is not None
    assert page.notice.id == notice
    assert [one.verb for one in page.steps][:3] == ["apply", "accept", "survey"]


def test_what_somebody_applies_for_rests_sealed(here: int) -> None:
    (key,) = factories.applied(here, [factories.holder(here)])
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select * from care_application where id = %s", [key])
        row = " ".join(str(bytes(one) if isinstance(one, memoryview) else one) for one in cursor.fetchone())
        cursor.execute("select facts from care_applicationevent where pgh_obj_id = %s", [key])
        assert b"one_off" not in bytes(cursor.fetchone()[0])
    assert "one_off" not in row
    assert "补贴" not in row


def test_nobody_applies_twice_in_a_benefit_year(here: int) -> None:
    who = factories.holder(here)
    (key,) = factories.applied(here, [who])
    with pytest.raises(Refused, match="already"):
        factories.applied(here, [who])
    applying.withdraw(**keep(here), application=key, reason="本人撤回")
    assert factories.applied(here, [who])


def test_who_is_in_receipt_does_not_apply_again_next_year(here: int) -> None:
    who = factories.holder(here, "1")
    factories.applied(here, [who], "severe_care")
    with pytest.raises(Refused, match="in receipt"):
        factories.applied(here, [who], "severe_care", on=dt.date(2019, 1, 7))


def test_the_check_is_advice_but_wants_a_reason(here: int) -> None:
    who = factories.person(here)
    with pytest.raises(Refused, match="every condition"):
        factories.applied(here, [who], "severe_care")
    (key,) = factories.applied(here, [who], "severe_care", despite="证件换发中")
    page = record.page(desk(here), key, on=ON)
    assert [holds for _asked, holds, _fact, _source in page.checks] == [False, True, True]


def test_an_agent_needs_relation_and_mandate(here: int) -> None:
    who = factories.holder(here)
    for agent in (Agent("王小明"), Agent("王小明", "儿子")):
        with pytest.raises(Refused):
            factories.applied(here, [who], agent=agent)
    (key,) = factories.applied(here, [who], agent=Agent("王小明", "儿子", "委托书"))
    assert json.loads(Application.objects.get(pk=key).facts)["relation"] == "儿子"


def test_papers_are_asked_for_once_with_the_whole_list(here: int) -> None:
    (key,) = factories.applied(here, [factories.holder(here)], received=["身份证复印件"])
    with pytest.raises(Refused, match="残疾人证复印件、银行卡复印件"):
        handling.accept(**keep(here), applications=[key])
    applying.ask_supplement(
        **keep(here), application=key, lacking=["残疾人证复印件", "银行卡复印件"], due=ON + 5 * DAY
    )
    assert state(key) == "supplement"
    applying.supplement(**keep(here), application=key)
    with pytest.raises(Refused, match="once already"):
        applying.ask_supplement(**keep(here), application=key, lacking=["户口簿"], due=ON + 5 * DAY)
    handling.accept(**keep(here), applications=[key])
    assert state(key) == "accepted"


def test_a_certificate_number_has_to_be_that_of_the_person(here: int) -> None:
    who = factories.person(here)
    own = Person.objects.get(pk=who).number or ""
    other = synthetic_number(987_654, dt.date(1970, 5, 1), "1")
    give: dict[str, Any] = {
        "actor": desk(here),
        "at": AT,
        "on": ON,
        "person": who,
        "kind": "disability",
        "source": "区残联",
    }
    with pytest.raises(Refused, match="another identity number"):
        statuses.grant(**give, number=f"{other}42")
    with pytest.raises(Refused, match="differ"):
        statuses.grant(**give, number=f"{own}42", level="3", category="4")
    assert statuses.grant(**give, number=f"{own}42")


def test_a_notice_names_nobody_whole_and_an_objection_holds_the_case(here: int) -> None:
    people = [factories.holder(here, name="欧阳小明"), factories.holder(here, name="张三")]
    keys = factories.accepted(here, people)
    notice = factories.shown(here, keys)
    text = Notice.objects.get(pk=notice).text
    assert "张*" in text
    assert "张三" not in text
    assert "小明" not in text
    assert "残疾" not in Notice.objects.get(pk=notice).title
    objecting.object_to(
        actor=objecting.resident(here),
        at=moment(ON + 2 * DAY),
        notice=notice,
        text="名单有人已迁出",
    )
    with pytest.raises(Refused, match="not answered"):
        handling.forward(actor=lead(here), at=moment(AFTER), on=AFTER, applications=keys)
    with pytest.raises(Refused):
        objecting.object_to(actor=objecting.resident(here), at=moment(AFTER), notice=notice, text="太晚了")


def test_a_notice_that_was_taken_down_is_shown_again(here: int) -> None:
    keys = factories.accepted(here, [factories.holder(here)])
    notice = factories.shown(here, keys)
    with pytest.raises(Refused, match="stands"):
        handling.show(**keep(here), applications=keys)
    showing.take_down(actor=lead(here), at=moment(ON + DAY), notice=notice, reason="名单有误")
    with pytest.raises(Refused, match="Show it again"):
        handling.forward(actor=lead(here), at=moment(AFTER), on=AFTER, applications=keys)
    assert handling.show(**keep(here, ON + DAY), applications=keys) != notice


def test_a_refusal_has_its_reason_and_the_person_may_apply_again(here: int) -> None:
    who = factories.holder(here)
    (key,) = factories.forwarded(here, [who])
    decided: dict[str, Any] = {
        **keep(here, AFTER),
        "applications": [key],
        "granted": False,
        "number": "青残1号",
        "day": AFTER,
    }
    with pytest.raises(Refused, match="reason"):
        deciding.decide(**decided)
    deciding.decide(**decided, reason="材料不符")
    assert state(key) == "rejected"
    assert factories.applied(here, [who], on=AFTER)


def test_a_case_keeps_the_terms_of_its_day_and_says_so(here: int) -> None:
    (key,) = factories.applied(here, [factories.holder(here)])
    held = Term.objects.get(key="care_schemes")
    later = ON + 10 * DAY
    value = [{**one, "materials": ["新申请表"]} if one["code"] == "one_off" else one for one in held.value]
    Term.objects.filter(pk=held.pk).update(end=later)
    Term.objects.create(key="care_schemes", value=value, jurisdiction="", start=later, legal_basis="新政策")
    assert record.page(desk(here), key, on=ON).changed is None
    page = record.page(desk(here), key, on=later)
    assert "changed" in str(page.changed)
    assert page.scheme.materials == ("身份证复印件", "残疾人证复印件", "银行卡复印件")
    handling.accept(**keep(here, later), applications=[key])
    assert state(key) == "accepted"


def test_who_moved_away_in_mid_case_is_said_and_prompted(here: int) -> None:
    who = factories.holder(here)
    (key,) = factories.applied(here, [who])
    episode = Person.objects.get(pk=who).residences.get()
    residences.close(
        actor=desk(here), at=moment(ON + DAY), residence=episode.pk, on=ON + DAY, reason="moved_out"
    )
    page = record.page(desk(here), key, on=ON + 2 * DAY)
    assert page.gone == (ON + DAY, "moved_out")
    assert [(one.kind, one.case) for one in prompts.prompts(desk(here), on=ON + 2 * DAY)] == [("gone", key)]


def test_prompts_say_why_and_stay_closed(here: int) -> None:
    severe, old = factories.holder(here, "1"), factories.person(here, born=dt.date(1939, 1, 10))
    there = {(one.kind, one.scheme, one.person) for one in prompts.prompts(desk(here), on=ON)}
    assert {
        ("unclaimed", "one_off", severe),
        ("unclaimed", "severe_care", severe),
        ("season", "medical", severe),
        ("turning", "old_age", old),
    } <= there
    prompting.close_prompt(
        **keep(here), person=severe, kind="unclaimed", scheme="severe_care", year=2018, reason="本人不愿"
    )
    now = {(one.kind, one.scheme, one.person) for one in prompts.prompts(desk(here), on=ON)}
    assert there - now == {("unclaimed", "severe_care", severe)}
    with pytest.raises(Refused, match="closed"):
        prompting.close_prompt(
            **keep(here), person=severe, kind="unclaimed", scheme="severe_care", year=2018, reason="再关"
        )


def test_a_certificate_that_ends_is_prompted(here: int) -> None:
    who = factories.person(here)
    factories.certified(here, who, "4", review_on=ON + 30 * DAY)
    assert ("certificate", who) in {(one.kind, one.person) for one in prompts.prompts(desk(here), on=ON)}


def test_cases_are_open_to_their_line_only(here: int) -> None:
    (key,) = factories.applied(here, [factories.holder(here)])
    other = desk(here, SOCIAL_WORKER, lines=frozenset({"civil_affairs"}))
    with pytest.raises(NotFound):
        record.page(other, key, on=ON)
    for role in (COMMITTEE, GRID_WORKER):
        with pytest.raises((NotFound, Refused)):
            handling.accept(actor=desk(here, role), at=AT, on=ON, applications=[key])
        assert prompts.prompts(desk(here, role), on=ON) == []
    with pytest.raises(Refused, match="secretary"):
        handling.forward(**keep(here), applications=[key])


def test_somebody_who_saved_meanwhile_is_noticed(here: int) -> None:
    (key,) = factories.applied(here, [factories.holder(here)])
    handling.accept(**keep(here), applications=[key])
    with pytest.raises(Stale):
        applying.withdraw(**keep(here), application=key, reason="撤回", version=1)


def test_a_batch_is_whole_or_not_at_all(here: int) -> None:
    keys = factories.applied(here, factories.holders(here, 3))
    applying.withdraw(**keep(here), application=keys[1], reason="撤回")
    with pytest.raises(Refused):
        handling.accept(**keep(here), applications=keys)
    assert {state(keys[0]), state(keys[2])} == {"submitted"}


def test_a_batch_needs_as_many_questions_for_many_as_for_one(
    here: int, django_assert_max_num_queries: Any
) -> None:
    people = factories.holders(here, 12)
    with django_assert_max_num_queries(14):
        keys = factories.applied(here, people)
    with django_assert_max_num_queries(9):
        handling.accept(**keep(here), applications=keys)
    assert Application.objects.filter(state="accepted").count() == 12


def test_the_survey_of_a_year_is_asked_planned_and_entered_once(here: int) -> None:
    who = factories.holder(here)
    asked: dict[str, Any] = {
        **keep(here),
        "person": who,
        "day": ON,
        "answers": Answers("本人", needs=(("recovery", "轮椅"),)),
    }
    key = surveying.survey_person(**asked)
    with pytest.raises(Refused, match="this year"):
        surveying.survey_person(**asked)
    with pytest.raises(Refused, match="plan first"):
        surveying.enter(**keep(here), survey=key, day=ON, receipt="1")
    surveying.plan_services(
        actor=desk(here), at=AT, survey=key, plan="申请轮椅", services=[("2018-12-03", "轮椅", "残联")]
    )
    surveying.enter(**keep(here), survey=key, day=ON, receipt="LTCY1")
    assert Survey.objects.get(pk=key).state == "entered"
    with pytest.raises(Refused, match="certificate"):
        surveying.survey_person(**{**asked, "person": factories.person(here)})


def test_all_schemes_are_checked_with_three_questions(here: int, django_assert_num_queries: Any) -> None:
    factories.holders(here, 5)
    own = found.own(desk(here), ON)
    with django_assert_num_queries(3):
        fitting = found.fitting(desk(here), own.values(), on=ON)
    assert len(fitting["one_off"]) == 5


def test_who_is_paid_every_month_is_confirmed_once_a_year(here: int) -> None:
    who = factories.person(here, born=dt.date(1930, 1, 1))
    (key,) = factories.accepted(here, [who], "old_age")
    handling.forward(actor=lead(here), at=moment(ON), on=ON, applications=[key])
    deciding.decide(**keep(here), applications=[key], granted=True, number="1号", day=ON)
    deciding.pay(**keep(here), applications=[key], day=ON, fen=10_000)
    later = ON + 400 * DAY
    due = [(one.kind, one.case) for one in prompts.prompts(desk(here), on=later)]
    assert ("confirm", key) in due
    deciding.confirm(**keep(here, later), applications=[key], day=later, way="phone")
    assert ("confirm", key) not in [(one.kind, one.case) for one in prompts.prompts(desk(here), on=later)]
    with pytest.raises(Refused):
        deciding.confirm(**keep(here, later), applications=[key], day=later, way="summons")
