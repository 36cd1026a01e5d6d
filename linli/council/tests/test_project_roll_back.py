"""When the journal fails nothing of an action on opinions, projects and money is written: proved for every action there is."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction

from linli.appeals.tests import factories as appeals
from linli.council import models
from linli.council.actions import (
    closing,
    contract_papers,
    gathering,
    opinions,
    payments,
    project_merging,
    retention_opinions,
    stages,
    works,
)
from linli.council.actions.opinions import Returned, Words
from linli.council.models import Defect, Sheet
from linli.council.rules.matching import Entry
from linli.journal import api as journal
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import projecting
from .projecting import DAY, FIRST, PASSES, PEOPLE, at, desk, lead, secretary, watch

pytestmark = pytest.mark.django_db
ACTIONS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (closing, contract_papers, gathering, opinions, payments, retention_opinions, stages, works)
}
#: What moves no journal line of its own: parts of other actions.
HELPERS = {"stages.disclose", "stages.left_of", "stages.put_up", "works.committed"}
NAMES = sorted(
    {
        f"{name}.{deed}"
        for name, module in ACTIONS.items()
        for deed, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not deed.startswith("_")
    }
    - HELPERS
)


@pytest.fixture
def town(here: int) -> int:
    """A community with the terms of projects and hours of work."""
    projecting.terms()
    places.term("working_hours", {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"]]})
    return here


def _deed(town: int, name: str) -> Callable[[], Any]:
    """The action, ready to be done, with only what it needs before it."""
    on = FIRST + 80 * DAY
    a: dict[str, Any] = {"at": at(on)}
    d, c = desk(town), lead(town)

    def rounded() -> int:
        return opinions.open_round(
            actor=d, at=at(FIRST), title="征集", year=2018, start=FIRST, end=FIRST + 20 * DAY
        )

    def sheeted() -> int:
        key = rounded()
        Sheet.objects.create(
            collection_id=key, number=1, door="1栋1", issued=FIRST, community_id=town, changed_at=at(FIRST)
        )
        return key

    def at_stage(reach: Callable[[int, int], Any]) -> int:
        key = projecting.project(town)
        reach(town, key)
        return key

    def nothing(community: int, key: int) -> None:
        return None

    def with_line(community: int, key: int) -> None:
        projecting.carried(community, key)
        stages.budget_line(
            actor=d, project_key=key, name="椅", amount=100, unit="张", price=100, basis="询价", **a
        )

    def bill(paid: str) -> int:
        key = projecting.project(town)
        one = projecting.proposed(town, key, *projecting.accepted(town, key))
        if paid == "approved":
            payments.approve(actor=secretary(town), payment=one, on=on, **a)
        return one

    def changed() -> int:
        key = at_stage(projecting.in_works)
        made = works.change(
            actor=d,
            project_key=key,
            on=FIRST + 45 * DAY,
            what="多两张",
            reason="要",
            cost=100,
            at=at(FIRST + 45 * DAY),
        )
        projecting.voted(town, key, on=FIRST + 46 * DAY)
        return made

    def broken() -> int:
        key = at_stage(projecting.finished)
        works.accept(actor=d, project_key=key, on=on, text="看", people=PEOPLE, defects=[("松", on)], **a)
        return Defect.objects.get().pk

    key: Any
    match name:
        case "opinions.open_round":
            return rounded
        case "opinions.issue":
            key = rounded()
            residents.resident(town, places.rooms(places.building(town, "1栋", 1, 1, 1))[0])
            return lambda: opinions.issue(actor=d, at=at(FIRST), collection=key, on=FIRST)
        case "opinions.take_back":
            key = sheeted()
            return lambda: opinions.take_back(
                actor=d, at=at(FIRST), collection=key, on=FIRST, sheets=[Returned(1, "王", [Words("灯")])]
            )
        case "opinions.hear":
            return lambda: projecting.opinion(town)
        case "opinions.leave":
            return lambda: opinions.leave(actor=d, on=on, words=Words("灯"), author="", code="ABC", **a)
        case "opinions.from_appeal":
            key = appeals.appeal(town, text="路灯坏了").pk
            return lambda: opinions.from_appeal(actor=d, on=on, appeal=key, **a)
        case "opinions.support" | "opinions.set_aside" | "opinions.void" | "opinions.split":
            key = projecting.opinion(town)
            deeds: dict[str, Callable[[], Any]] = {
                "opinions.support": lambda: opinions.support(actor=d, opinion=key, on=on, name="赵", **a),
                "opinions.set_aside": lambda: opinions.set_aside(actor=d, opinion=key, reason="转", **a),
                "opinions.void": lambda: opinions.void(actor=d, opinion=key, **a),
                "opinions.split": lambda: opinions.split(
                    actor=d, opinion=key, parts=[Words("甲"), Words("乙")], **a
                ),
            }
            return deeds[name]
        case "gathering.found":
            heard = [projecting.opinion(town)]
            return lambda: projecting.project(town, heard=heard)
        case "gathering.correct" | "gathering.back" | "stages.sort":
            key = at_stage(nothing)
            deeds = {
                "gathering.correct": lambda: gathering.correct(
                    actor=d, project_key=key, title="新", summary="新", kind="safety", **a
                ),
                "gathering.back": lambda: gathering.back(actor=d, project_key=key, on=on, name="赵", **a),
                "stages.sort": lambda: stages.sort(actor=d, project_key=key, on=on, **a),
            }
            return deeds[name]
        case "gathering.take_in":
            key, heard = at_stage(nothing), [projecting.opinion(town, "新")]
            return lambda: gathering.take_in(actor=d, project_key=key, on=on, opinions=heard, **a)
        case "gathering.take_out" | "gathering.split":
            heard = [projecting.opinion(town), projecting.opinion(town, "二")]
            key = projecting.project(town, heard=heard)
            if name == "gathering.take_out":
                return lambda: gathering.take_out(actor=d, project_key=key, opinion=heard[0], **a)
            return lambda: gathering.split(
                actor=d, project_key=key, on=on, opinions=heard[:1], title="新", summary="新", **a
            )
        case "gathering.merge" | "gathering.part":
            key, other = at_stage(nothing), at_stage(nothing)
            if name == "gathering.merge":
                return lambda: gathering.merge(actor=d, project_key=key, into=other, on=on, **a)
            gathering.merge(actor=d, project_key=key, into=other, on=on, **a)
            return lambda: gathering.part(actor=d, project_key=key, on=on, **a)
        case "stages.show":
            key = at_stage(nothing)
            stages.sort(actor=d, project_key=key, on=on, **a)
            return lambda: stages.show(
                actor=c, projects=[key], on=on, starts=on, ends=on + 7 * DAY, title="公示", text="公示", **a
            )
        case "stages.review":
            key = at_stage(projecting.shown)
            return lambda: stages.review(actor=c, project_key=key, on=on, answers=PASSES, **a)
        case "stages.submit":
            key = at_stage(projecting.shown)
            stages.review(actor=c, project_key=key, on=on, answers=PASSES, **a)
            return lambda: stages.submit(actor=d, project_key=key, on=on, **a)
        case "stages.decide":
            key = at_stage(projecting.submitted)
            projecting.voted(town, key)
            return lambda: stages.decide(actor=d, project_key=key, **a)
        case "stages.budget_line":
            key = at_stage(projecting.carried)
            return lambda: stages.budget_line(
                actor=d, project_key=key, name="椅", amount=100, unit="张", price=100, basis="询价", **a
            )
        case "stages.strike_line" | "stages.close_budget":
            key = at_stage(with_line)
            line, source = models.BudgetLine.objects.get().pk, projecting.fund(town)
            if name == "stages.strike_line":
                return lambda: stages.strike_line(actor=d, line=line, **a)
            return lambda: stages.close_budget(
                actor=c, project_key=key, on=on, fund=source, procurement="比选", **a
            )
        case "stages.file":
            key = at_stage(with_line)
            stages.close_budget(
                actor=c, project_key=key, on=on, fund=projecting.fund(town), procurement="比选", **a
            )
            return lambda: stages.file(actor=c, project_key=key, on=on, number="1", **a)
        case "stages.show_decision" | "stages.stop":
            key = at_stage(projecting.filed)
            if name == "stages.stop":
                return lambda: stages.stop(actor=c, project_key=key, on=on, reason="不做", **a)
            return lambda: stages.show_decision(
                actor=c, projects=[key], on=on, starts=on, ends=on + 7 * DAY, title="公示", text="公示", **a
            )
        case "works.sign" | "works.start":
            key = at_stage(projecting.filed)
            stages.show_decision(
                actor=c, at=at(FIRST + 26 * DAY), projects=[key], on=FIRST + 26 * DAY, starts=FIRST + 26 * DAY, ends=FIRST + 33 * DAY,
                title="公示", text="公示",
            )  # fmt: skip

            def sign() -> int:
                return works.sign(
                    actor=c,
                    project_key=key,
                    number="1",
                    contractor="甲",
                    chosen="比选",
                    signed=on,
                    amount=100,
                    start=on,
                    finish=on,
                    **a,
                )

            if name == "works.sign":
                return sign
            sign()
            return lambda: works.start(actor=d, project_key=key, on=on, **a)
        case "works.report" | "works.picture" | "works.change" | "works.supervise":
            key = at_stage(projecting.in_works)
            deeds = {
                "works.report": lambda: works.report(
                    actor=d, project_key=key, on=on, percent=100, text="完", **a
                ),
                "works.picture": lambda: works.picture(
                    actor=d,
                    project_key=key,
                    on=on,
                    phase="before",
                    content=projecting.picture(),
                    name="a.jpg",
                    **a,
                ),
                "works.change": lambda: works.change(
                    actor=d, project_key=key, on=on, what="色", reason="缺", **a
                ),
                "works.supervise": lambda: works.supervise(
                    actor=watch(town), project_key=key, on=on, finding="fine", text="好", **a
                ),
            }
            return deeds[name]
        case "contract_papers.attach_contract":
            _source, contract = projecting.in_works(town, projecting.project(town))
            return lambda: contract_papers.attach_contract(
                actor=d, contract=contract, name="合同.pdf", content=b"%PDF-1.4", **a
            )
        case "works.answer_change":
            key = changed()
            return lambda: works.answer_change(actor=c, change_key=key, on=on, agreed=True, answer="好", **a)
        case "works.accept":
            key = at_stage(projecting.finished)
            return lambda: works.accept(actor=d, project_key=key, on=on, text="好", people=PEOPLE, **a)
        case "works.mend":
            key = broken()
            return lambda: works.mend(actor=d, defect=key, on=on, note="好", **a)
        case "payments.set_quota":
            return lambda: projecting.fund(town)
        case "payments.propose":
            key = projecting.project(town)
            held = projecting.accepted(town, key)
            return lambda: projecting.proposed(town, key, *held)
        case "payments.attach" | "payments.approve" | "payments.send_back":
            key = bill("proposed")
            deeds = {
                "payments.attach": lambda: payments.attach(
                    actor=d, payment=key, kind="other", name="a", content=b"1", **a
                ),
                "payments.approve": lambda: payments.approve(actor=secretary(town), payment=key, on=on, **a),
                "payments.send_back": lambda: payments.send_back(
                    actor=secretary(town), payment=key, reason="补", **a
                ),
            }
            return deeds[name]
        case "payments.pay" | "payments.settle":
            one = bill("approved")
            if name == "payments.pay":
                return lambda: payments.pay(actor=d, payment=one, on=on, reference="B", **a)
            payments.pay(actor=d, payment=one, on=on, reference="B", **a)
            key = models.Project.objects.get().pk
            return lambda: payments.settle(actor=d, project_key=key, on=on, **a)
        case "payments.take_statement":
            key = projecting.fund(town)
            return lambda: payments.take_statement(
                actor=d, fund=key, name="a.csv", content=b"1", lines=[Entry(2, on, 100, "甲", "")], **a
            )
        case "closing.show_result":
            key = at_stage(projecting.paid)
            return lambda: closing.show_result(
                actor=c,
                project_key=key,
                on=on,
                beneficiaries=1,
                result="好",
                starts=on,
                ends=on + 7 * DAY,
                title="果",
                text="果",
                **a,
            )
        case "closing.follow" | "closing.unfollow" | "closing.issue_ratings":
            key = at_stage(projecting.result_shown)
            if name == "closing.issue_ratings":
                return lambda: closing.issue_ratings(actor=d, project_key=key, on=on, sheets=2, **a)
            if name == "closing.follow":
                return lambda: closing.follow(actor=d, project_key=key, on=on, phone="13900000001", **a)
            closing.follow(actor=d, project_key=key, on=on, phone="13900000001", **a)
            return lambda: closing.unfollow(actor=d, project_key=key, phone="13900000001", **a)
        case "closing.take_ratings" | "closing.rate" | "stages.archive":
            key = at_stage(projecting.result_shown)
            closing.issue_ratings(actor=d, project_key=key, on=on, sheets=2, **a)

            def take() -> int:
                return closing.take_ratings(actor=d, project_key=key, on=on, ratings=[(1, "very", "")], **a)

            if name == "closing.take_ratings":
                return take
            take()
            if name == "closing.rate":
                return lambda: closing.rate(actor=d, project_key=key, on=on, **a)
            closing.rate(actor=d, project_key=key, on=on, **a)
            return lambda: stages.archive(actor=d, project_key=key, on=on, **a)
        case "retention_opinions.hide_authors":
            projecting.opinion(town)
            late = FIRST.replace(year=2030)
            return lambda: retention_opinions.hide_authors(actor=d, at=at(late), on=late)
    raise AssertionError(f"{name} has no proof")


def _rows() -> dict[str, list[Any]]:
    return {name: list(getattr(models, name).objects.order_by("pk").values()) for name in models.__all__}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_when_the_journal_fails(
    town: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = _deed(town, name)
    before = _rows()

    def fails(*_args: Any, **_facts: Any) -> None:
        raise RuntimeError("no journal")

    with monkeypatch.context() as broken:
        broken.setattr(journal, "write", fails)
        with pytest.raises(RuntimeError), transaction.atomic():
            deed()
    assert _rows() == before
    deed()
    assert _rows() != before


def test_two_records_that_became_one_keep_one_support(town: int) -> None:
    rooms = places.rooms(places.building(town, "1栋", 1, 1, 2))
    kept, gone = (residents.resident(town, room).person for room in rooms[:2])
    key = projecting.opinion(town, person=gone)
    for who in (kept, gone):
        opinions.support(actor=desk(town), at=at(FIRST), opinion=key, on=FIRST, name="赵", person=who)
    project_merging.merged(community=town, kept=kept, gone=gone, at=at(FIRST))
    assert models.Opinion.objects.get(pk=key).person_id == kept
    assert models.Support.objects.filter(opinion=key, void=False).count() == 1
