"""Opinions become projects, projects go their way: steps in order, union kept, money within bounds, two people for a payment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from linli.council.actions import closing, gathering, opinions, payments, stages, works
from linli.council.actions.opinions import Returned, Words
from linli.council.models import Commitment, Link, Opinion, Payment, Project, Sheet, Support
from linli.council.queries import opinions as said
from linli.council.queries import projects as found
from linli.kernel import Actor, NotFound, Refused, Stale
from linli.places.tests import factories as places

from . import meeting, projecting
from .projecting import DAY, FIRST, PASSES, PEOPLE, at, desk, lead, secretary, watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(here: int) -> int:
    """A community with the terms of projects."""
    projecting.terms()
    places.term("working_hours", {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"]]})
    return here


def test_a_sheet_comes_back_once_with_its_opinions(town: int) -> None:
    key = opinions.open_round(
        actor=desk(town), at=at(FIRST), title="征集", year=2018, start=FIRST, end=FIRST + 20 * DAY
    )
    row = {"community_id": town, "changed_at": at(FIRST)}
    Sheet.objects.bulk_create(
        Sheet(collection_id=key, number=n, door=f"1栋{n}", issued=FIRST, **row) for n in (1, 2, 3)
    )
    back = Returned(1, "王大妈", [Words("修灯"), Words("修路")])
    made = opinions.take_back(actor=desk(town), at=at(FIRST), collection=key, on=FIRST + DAY, sheets=[back])
    assert [one.author for one in Opinion.objects.filter(pk__in=made)] == ["王大妈", "王大妈"]
    line = said.round_row(desk(town), key)
    assert (line.issued, line.returned, line.opinions, line.back) == (3, 1, 2, "33.3%（1/3）")
    for wrong in (back, Returned(9, "李"), Returned(2, " ")):
        with pytest.raises(Refused):
            opinions.take_back(actor=desk(town), at=at(FIRST), collection=key, on=FIRST + DAY, sheets=[wrong])
    with pytest.raises(Refused):
        opinions.take_back(
            actor=desk(town), at=at(FIRST), collection=key, on=FIRST - DAY, sheets=[Returned(2, "李")]
        )
    with pytest.raises(Refused):
        opinions.issue(actor=desk(town), at=at(FIRST), collection=key, on=FIRST)


def test_merging_keeps_everybody_and_parting_gives_each_back_also_after_support(town: int) -> None:
    shared = projecting.opinion(town, author="王大妈")
    opinions.support(actor=desk(town), at=at(FIRST), opinion=shared, on=FIRST, name="赵师傅")
    one = projecting.project(town, "长椅", [shared])
    other = projecting.project(
        town,
        "凉亭",
        [projecting.opinion(town, "想有凉亭", "钱老师"), projecting.opinion(town, "凉亭", "王大妈")],
    )
    day = FIRST + 2 * DAY
    gathering.merge(actor=desk(town), at=at(day), on=day, project_key=one, into=other)
    gathering.back(actor=desk(town), at=at(day), project_key=other, on=day, name="孙阿姨")
    assert {each.name for each in found.voices(desk(town), other)} == {"王大妈", "赵师傅", "钱老师", "孙阿姨"}
    assert found.one_row(desk(town), other).opinions == 3
    with pytest.raises(Refused):
        gathering.back(actor=desk(town), at=at(day), project_key=other, on=day, name="孙阿姨")
    gathering.part(actor=desk(town), at=at(day), on=day, project_key=one)
    assert {each.name for each in found.voices(desk(town), one)} == {"王大妈", "赵师傅"}
    assert {each.name for each in found.voices(desk(town), other)} == {"王大妈", "钱老师", "孙阿姨"}
    assert Project.objects.get(pk=one).state == "collected"
    with pytest.raises(Refused):
        gathering.merge(actor=desk(town), at=at(day), on=day, project_key=one, into=one)


def test_opinions_go_out_and_projects_are_split(town: int) -> None:
    heard = [projecting.opinion(town, text) for text in ("长椅", "凉亭", "遮阳")]
    one = projecting.project(town, heard=heard)
    made = gathering.split(
        actor=desk(town),
        at=at(FIRST),
        on=FIRST + DAY,
        project_key=one,
        opinions=heard[1:],
        title="凉亭",
        summary="建凉亭。",
    )
    assert found.one_row(desk(town), one).opinions == 1
    assert found.one_row(desk(town), made).opinions == 2
    gathering.take_out(actor=desk(town), at=at(FIRST), project_key=made, opinion=heard[2])
    assert Opinion.objects.get(pk=heard[2]).state == "open"
    gathering.take_in(actor=desk(town), at=at(FIRST), project_key=one, on=FIRST + DAY, opinions=[heard[2]])
    with pytest.raises(Refused):
        gathering.take_in(
            actor=desk(town), at=at(FIRST), project_key=made, on=FIRST + DAY, opinions=[heard[2]]
        )
    with pytest.raises(Refused):
        gathering.take_out(actor=desk(town), at=at(FIRST), project_key=made, opinion=heard[1])
    assert Link.objects.filter(opinion=heard[2], void=False).count() == 1


def test_an_opinion_is_split_with_author_and_supporters(town: int) -> None:
    key = projecting.opinion(town, "长椅和路灯")
    opinions.support(actor=desk(town), at=at(FIRST), opinion=key, on=FIRST, name="赵师傅")
    parts = opinions.split(actor=desk(town), at=at(FIRST), opinion=key, parts=[Words("长椅"), Words("路灯")])
    assert Support.objects.filter(opinion__in=parts, name="赵师傅").count() == 2
    rows, total = said.listing(desk(town), said.Filter())
    assert total == 2
    assert {one.author for one in rows} == {"王大妈"}
    opinions.set_aside(actor=desk(town), at=at(FIRST), opinion=parts[0], reason="转物业")
    assert said.page(desk(town), parts[0], on=FIRST).aside == "转物业"


def test_a_public_text_with_a_phone_is_refused(town: int) -> None:
    with pytest.raises(Refused) as refused:
        gathering.found(
            actor=desk(town), at=at(FIRST), on=FIRST, year=2018, title="长椅", summary="联系 13812345678", kind="environment",
            opinions=[projecting.opinion(town)],
        )  # fmt: skip
    assert refused.value.field == "summary"


def test_no_step_is_skipped(town: int) -> None:
    key = projecting.project(town)
    day = FIRST + 30 * DAY
    a: dict[str, Any] = {"at": at(day), "project_key": key}
    skipped: list[Callable[[], Any]] = [
        lambda: stages.submit(actor=desk(town), on=day, **a),
        lambda: stages.review(actor=lead(town), on=day, answers=PASSES, **a),
        lambda: stages.decide(actor=desk(town), **a),
        lambda: stages.file(actor=lead(town), on=day, number="1", **a),
        lambda: stages.budget_line(
            actor=desk(town), name="椅", amount=100, unit="张", price=1, basis="询价", **a
        ),
        lambda: works.start(actor=desk(town), on=day, **a),
        lambda: works.accept(actor=desk(town), on=day, text="好", people=PEOPLE, **a),
        lambda: works.supervise(actor=watch(town), on=day, finding="fine", text="好", **a),
        lambda: payments.settle(actor=desk(town), on=day, **a),
        lambda: closing.rate(actor=desk(town), on=day, **a),
        lambda: stages.archive(actor=desk(town), on=day, **a),
    ]
    for deed in skipped:
        with pytest.raises(Refused):
            deed()
    assert projecting.stage(key) == "collected"
    projecting.shown(town, key)
    with pytest.raises(Refused):  # the notice still stands
        stages.review(
            actor=lead(town), at=at(FIRST + 5 * DAY), project_key=key, on=FIRST + 5 * DAY, answers=PASSES
        )
    with pytest.raises(Refused):  # a reason is missing
        stages.review(
            actor=lead(town), at=at(day), project_key=key, on=day, answers={**PASSES, "private": (False, " ")}
        )
    assert not stages.review(
        actor=lead(town),
        at=at(day),
        project_key=key,
        on=day,
        answers={**PASSES, "private": (True, "是私人领域")},
    )
    assert projecting.stage(key) == "rejected"
    assert Project.objects.get(pk=key).reason == "是私人领域"


def test_the_councils_vote_decides(town: int) -> None:
    key = projecting.project(town)
    projecting.submitted(town, key)
    with pytest.raises(Refused):
        stages.decide(actor=desk(town), at=at(FIRST + 20 * DAY), project_key=key)
    projecting.voted(town, key, yes=2)
    assert stages.decide(actor=desk(town), at=at(FIRST + 20 * DAY), project_key=key) == "rejected"
    assert stages.decide(actor=desk(town), at=at(FIRST + 20 * DAY), project_key=key) == "rejected"
    assert Project.objects.get(pk=key).ended_on == FIRST + 20 * DAY


def test_a_budget_stays_within_the_fund_and_a_contract_within_the_budget(town: int) -> None:
    key = projecting.project(town)
    projecting.carried(town, key)
    small = projecting.fund(town, 500_000)
    on = FIRST + 25 * DAY
    stages.budget_line(
        actor=desk(town),
        at=at(on),
        project_key=key,
        name="椅",
        amount=2000,
        unit="张",
        price=50_000,
        basis="询价",
    )
    with pytest.raises(Refused) as refused:
        stages.close_budget(
            actor=lead(town), at=at(on), project_key=key, on=on, fund=small, procurement="比选"
        )
    assert refused.value.reason.facts["over"] == "5,000.00"
    assert not Commitment.objects.exists()
    other = projecting.project(town, "凉亭", [projecting.opinion(town, "凉亭")])
    payments.set_quota(
        actor=lead(town), at=at(on), year=2018, on=on, source="raised", quota=5_000_000, basis="居民自筹"
    )
    projecting.in_works(town, other)
    with pytest.raises(Refused):
        works.sign(
            actor=lead(town), at=at(on), project_key=other, number="HT-2", contractor="乙", chosen="比选", signed=FIRST + 41 * DAY,
            amount=20_000, start=FIRST + 41 * DAY, finish=FIRST + 42 * DAY,
        )  # fmt: skip


def test_acceptance_needs_works_two_residents_and_mended_defects(town: int) -> None:
    key = projecting.project(town)
    projecting.in_works(town, key)
    on = FIRST + 55 * DAY
    a: dict[str, Any] = {"actor": desk(town), "at": at(on), "project_key": key, "on": on, "text": "看过"}
    with pytest.raises(Refused):  # nobody watched, nothing is done
        works.accept(**a, people=PEOPLE)
    works.supervise(actor=watch(town), at=at(on), project_key=key, on=on, finding="fine", text="好")
    with pytest.raises(Refused):  # not reported as done
        works.accept(**a, people=PEOPLE)
    works.report(actor=desk(town), at=at(on), project_key=key, on=on, percent=100, text="完工")
    with pytest.raises(Refused):
        works.accept(**a, people=PEOPLE[1:])
    works.accept(**a, people=PEOPLE, defects=[("松动", on + 5 * DAY)])
    assert projecting.stage(key) == "defects"
    with pytest.raises(Refused):  # not mended yet
        works.accept(**a, people=PEOPLE)
    defect = found.page(desk(town), key).acceptances[0]["defects"][0]["id"]
    works.mend(actor=desk(town), at=at(on), defect=defect, on=on + 3 * DAY, note="已紧固")
    works.accept(**(a | {"on": on + 4 * DAY}), people=PEOPLE)
    page = found.page(desk(town), key)
    assert (page.row.state, [one["round"] for one in page.acceptances]) == ("accepted", [1, 2])


def test_a_change_that_costs_more_goes_back_to_the_council(town: int) -> None:
    key = projecting.project(town)
    projecting.in_works(town, key)
    on = FIRST + 45 * DAY
    minor = works.change(actor=desk(town), at=at(on), project_key=key, on=on, what="换颜色", reason="缺货")
    asked = works.change(
        actor=desk(town), at=at(on), project_key=key, on=on, what="多两张", reason="居民要求", cost=100_000
    )
    states = {one["id"]: one["state"] for one in found.page(desk(town), key).changes}
    assert states == {minor: "minor", asked: "asked"}
    with pytest.raises(Refused):
        works.answer_change(actor=lead(town), at=at(on), change_key=asked, on=on, agreed=True, answer="")
    projecting.voted(town, key, on=on + DAY)
    works.answer_change(
        actor=lead(town), at=at(on), change_key=asked, on=on + DAY, agreed=True, answer="同意"
    )
    assert Commitment.objects.get(project=key, void=False).amount == 1_100_000


def test_a_budget_of_two_sources_keeps_each_its_part(town: int) -> None:
    key = projecting.project(town)
    projecting.carried(town, key)
    on = FIRST + 25 * DAY
    a: dict[str, Any] = {"actor": lead(town), "at": at(on)}
    raised = projecting.fund(town, 600_000)
    operator = payments.set_quota(**a, year=2018, on=on, source="incentive", quota=300_000, basis="街道通知")
    line: dict[str, Any] = {"project_key": key, "unit": "张", "price": 50_000, "basis": "询价"}
    stages.budget_line(**a, **line, name="长椅", amount=1000)
    stages.budget_line(**a, **line, name="凉亭", amount=800, fund=operator)
    with pytest.raises(Refused) as refused:
        stages.close_budget(**a, project_key=key, on=on, fund=raised, procurement="比选")
    assert refused.value.reason.facts["over"] == "1,000.00"
    payments.set_quota(**a, year=2018, on=on, source="incentive", quota=500_000, basis="街道通知")
    assert stages.close_budget(**a, project_key=key, on=on, fund=raised, procurement="比选") == 900_000
    kept = dict(Commitment.objects.filter(project=key).values_list("fund", "amount"))
    assert kept == {raised: 500_000, operator: 400_000}


def test_payments_stay_within_the_budget_and_need_two_people_and_an_invoice(town: int) -> None:
    key = projecting.project(town)
    source, contract = projecting.finished(town, key)
    on = FIRST + 56 * DAY
    a: dict[str, Any] = {
        "at": at(on), "project_key": key, "on": on, "fund": source, "contract": contract, "payee": "顺和园林", "purpose": "款",
    }  # fmt: skip
    with pytest.raises(Refused) as refused:  # before acceptance only with a reason
        payments.propose(actor=desk(town), amount=100, **a)
    assert refused.value.field == "early"
    works.accept(actor=desk(town), at=at(on), project_key=key, on=on, text="好", people=PEOPLE)
    with pytest.raises(Refused) as refused:
        payments.propose(actor=desk(town), amount=1_000_001, **a)
    assert refused.value.field == "amount"
    one = payments.propose(actor=lead(town), amount=600_000, **a)
    with pytest.raises(Refused):
        payments.propose(actor=lead(town), amount=600_000, **a)
    with pytest.raises(Refused):  # no invoice
        payments.approve(actor=secretary(town), at=at(on), payment=one, on=on)
    Payment.objects.filter(pk=one).update(invoice="0510")
    payments.attach(actor=desk(town), at=at(on), payment=one, kind="invoice", name="a.txt", content=b"1")
    both = Actor(2, "陈", town, frozenset({"secretary", "committee"}))
    with pytest.raises(Refused):  # who proposed does not approve
        payments.approve(actor=both, at=at(on), payment=one, on=on)
    with pytest.raises(Refused):  # nor does anybody but the secretary
        payments.approve(actor=desk(town), at=at(on), payment=one, on=on)
    with pytest.raises(Refused):  # not approved yet
        payments.pay(actor=desk(town), at=at(on), payment=one, on=on, reference="B")
    payments.approve(actor=secretary(town), at=at(on), payment=one, on=on)
    with pytest.raises(Refused):  # a payment is not finished
        payments.settle(actor=desk(town), at=at(on), project_key=key, on=on)
    payments.pay(actor=desk(town), at=at(on), payment=one, on=on, reference="B1")
    assert payments.settle(actor=desk(town), at=at(on), project_key=key, on=on) == 600_000
    assert Commitment.objects.get(project=key, void=False).amount == 600_000


def test_a_project_is_rated_on_sheets_and_archived(town: int) -> None:
    key = projecting.project(town)
    projecting.result_shown(town, key)
    on = FIRST + 70 * DAY
    assert closing.follow(actor=desk(town), at=at(on), on=on, project_key=key, phone="13900000001")
    assert not closing.follow(actor=desk(town), at=at(on), on=on, project_key=key, phone="13900000001")
    closing.issue_ratings(actor=desk(town), at=at(on), project_key=key, on=on, sheets=4)
    with pytest.raises(Refused):
        closing.rate(actor=desk(town), at=at(on), project_key=key, on=on)
    closing.take_ratings(
        actor=desk(town),
        at=at(on),
        project_key=key,
        on=on,
        ratings=[(1, "very", ""), (2, "satisfied", ""), (4, "not", "太少")],
    )
    with pytest.raises(Refused):
        closing.take_ratings(actor=desk(town), at=at(on), project_key=key, on=on, ratings=[(1, "very", "")])
    row = found.one_row(desk(town), key)
    assert (row.issued, row.returned, row.rating) == (4, 3, "66.7%（2/3）")
    closing.rate(actor=desk(town), at=at(on), project_key=key, on=on)
    stages.archive(actor=desk(town), at=at(on), project_key=key, on=on)
    assert not Project.objects.get(pk=key).followers.exists()


def test_two_people_saving_one_project_are_told(town: int) -> None:
    key = projecting.project(town)
    a: dict[str, Any] = {
        "at": at(FIRST),
        "project_key": key,
        "summary": "增设。",
        "kind": "environment",
        "version": 1,
    }
    gathering.correct(actor=desk(town), title="长椅一", **a)
    with pytest.raises(Stale):
        gathering.correct(actor=lead(town), title="长椅二", **a)


def test_a_stopped_project_gives_its_money_back(town: int) -> None:
    key = projecting.project(town)
    source = projecting.filed(town, key)
    on = FIRST + 26 * DAY
    with pytest.raises(Refused):
        stages.stop(actor=desk(town), at=at(on), project_key=key, on=on, reason="不做了")
    stages.stop(actor=lead(town), at=at(on), project_key=key, on=on, reason="场地被占用")
    assert stages.left_of(Project.objects.get(pk=key).commitments.get().fund) == 5_000_000
    assert source == Project.objects.get(pk=key).commitments.get().fund_id


def test_nobody_else_finds_a_project(town: int) -> None:
    key = projecting.project(town)
    for actor in (desk(town + 1), meeting.actor(town, "captain")):
        with pytest.raises(NotFound):
            found.page(actor, key)
    with pytest.raises(Refused):
        gathering.back(
            actor=meeting.actor(town, "auditor"), at=at(FIRST), project_key=key, on=FIRST, name="甲"
        )
    assert dt.date(2018, 3, 1) == FIRST
