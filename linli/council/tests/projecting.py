"""Opinions and projects for tests, led through their stages by the actions themselves."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from PIL import Image

from linli.base.scope import community_scope
from linli.council.actions import closing, gathering, opinions, payments, stages, works
from linli.council.actions.opinions import Words
from linli.council.actions.works import Named
from linli.council.models import (
    Acceptance,
    BankLine,
    BudgetLine,
    Change,
    Defect,
    Fund,
    Photo,
    Project,
    Statement,
)
from linli.kernel import Actor
from linli.kernel.actor import COMMITTEE, SECRETARY, SOCIAL_WORKER, SUPERVISOR
from linli.places.models import Term
from linli.places.tests import factories as places

from . import meeting

AT = dt.datetime(2018, 12, 27, 1, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
#: The day on which the first opinion was said; every stage lies some days later.
FIRST = dt.date(2018, 3, 1)
LISTS = [
    {"code": "environment", "side": "positive", "name": "公共环境整治"},
    {"code": "private", "side": "negative", "name": "私人领域"},
]
TERMS: dict[str, Any] = {
    "council_lists": LISTS,
    "council_fund_quota": {"base": 10_000_000, "each": 150_000, "per": 100},
    "council_exceptions": {"split_below": 2_000_000, "split_days": 30, "contractor_times": 2},
    "council_calendar": [{"code": "clear", "month": 5, "day": 31, "year": 1, "name": "清算"}],
    "retention.opinion_years": 5,
}
PASSES = {"environment": (True, "公共环境"), "private": (False, "不是私人领域")}
PEOPLE = [Named("冯议事", "resident"), Named("秦居民", "resident"), Named("郑监委", "supervisor")]


def terms() -> None:
    """The dated terms that projects ask for."""
    for key, value in TERMS.items():
        places.term(key, value)


def desk(community: int | None) -> Actor:
    """A social worker."""
    return Actor(1, "周社工", community, frozenset({SOCIAL_WORKER}))


def lead(community: int | None) -> Actor:
    """A member of the committee."""
    return Actor(2, "陈委员", community, frozenset({COMMITTEE}))


def secretary(community: int | None) -> Actor:
    """The secretary."""
    return Actor(3, "王书记", community, frozenset({SECRETARY}))


def watch(community: int | None) -> Actor:
    """Somebody of the supervision committee."""
    return Actor(4, "郑监委", community, frozenset({SUPERVISOR}))


def at(on: dt.date) -> dt.datetime:
    """Nine in the morning of a day."""
    return dt.datetime.combine(on, dt.time(1), dt.UTC)


def opinion(community: int, text: str = "希望院坝多设几张长椅", author: str = "王大妈", **fields: Any) -> int:
    """Somebody said something at a meeting."""
    with community_scope(community):
        return opinions.hear(
            actor=desk(community), at=at(FIRST), channel="meeting", on=FIRST, words=Words(text, "environment"), author=author, **fields
        )  # fmt: skip


def project(community: int, title: str = "院落长椅", heard: list[int] | None = None) -> int:
    """A project of two opinions."""
    with community_scope(community):
        keys = heard or [opinion(community), opinion(community, "老人散步没地方坐", "李师傅")]
        return gathering.found(
            actor=desk(community), at=at(FIRST + DAY), on=FIRST + DAY, year=2018, title=title, summary="增设长椅。", kind="environment",
            opinions=keys,
        )  # fmt: skip


def shown(community: int, key: int) -> None:
    """Sorted and shown for seven days."""
    on = FIRST + 2 * DAY
    stages.sort(actor=desk(community), at=at(on), project_key=key, on=on)
    stages.show(
        actor=lead(community),
        at=at(on),
        projects=[key],
        on=on,
        starts=on,
        ends=on + 7 * DAY,
        title="意见公示",
        text="公示七天。",
    )


def submitted(community: int, key: int) -> None:
    """Passed by the lists and put before the council."""
    shown(community, key)
    on = FIRST + 10 * DAY
    stages.review(actor=lead(community), at=at(on), project_key=key, on=on, answers=PASSES)
    stages.submit(actor=desk(community), at=at(on), project_key=key, on=on)


def voted(community: int, key: int, yes: int = 6, on: dt.date = FIRST + 20 * DAY) -> None:
    """The council of six votes on it by show of hands."""
    where, _seats = meeting.seated(community, 6, name=f"议事会{key}{on}")
    held = meeting.held(community, where, on=on)
    item = meeting.motion(community, held, subject=stages.MOTION, key=key)
    meeting.counted(community, item, yes, 6 - yes)


def carried(community: int, key: int) -> None:
    """Carried by the council."""
    submitted(community, key)
    voted(community, key)
    stages.decide(actor=desk(community), at=at(FIRST + 20 * DAY), project_key=key)


def fund(community: int, fen: int = 5_000_000) -> int:
    """Money of a paper, so that no register is needed."""
    held = Fund.objects.filter(community_id=community, source="raised", year=2018).first()
    if held is not None:
        return held.pk
    return payments.set_quota(
        actor=lead(community), at=AT, year=2018, on=FIRST, source="raised", quota=fen, basis="居民自筹"
    )


def filed(community: int, key: int) -> int:
    """With a budget of 10,000 yuan, filed; the fund."""
    carried(community, key)
    on = FIRST + 25 * DAY
    stages.budget_line(
        actor=desk(community),
        at=at(on),
        project_key=key,
        name="长椅",
        amount=2000,
        unit="张",
        price=50_000,
        basis="三家询价",
    )
    source = fund(community)
    stages.close_budget(
        actor=lead(community), at=at(on), project_key=key, on=on, fund=source, procurement="三家比选"
    )
    stages.file(actor=lead(community), at=at(on), project_key=key, on=on, number="备〔2018〕1号")
    return source


def in_works(community: int, key: int) -> tuple[int, int]:
    """Decision shown, contract signed, begun; (fund, contract)."""
    source = filed(community, key)
    on = FIRST + 26 * DAY
    stages.show_decision(
        actor=lead(community),
        at=at(on),
        projects=[key],
        on=on,
        starts=on,
        ends=on + 7 * DAY,
        title="决议公示",
        text="公示七天。",
    )
    signed = FIRST + 40 * DAY
    contract = works.sign(
        actor=lead(community), at=at(signed), project_key=key, number="HT-1", contractor="顺和园林", chosen="三家比选", signed=signed,
        amount=990_000, start=signed, finish=signed + 20 * DAY,
    )  # fmt: skip
    works.start(actor=desk(community), at=at(signed), project_key=key, on=signed)
    return source, contract


def finished(community: int, key: int) -> tuple[int, int]:
    """Watched and reported as done; (fund, contract)."""
    held = in_works(community, key)
    on = FIRST + 50 * DAY
    works.supervise(
        actor=watch(community), at=at(on), project_key=key, on=on, finding="fine", text="与清单一致。"
    )
    works.report(actor=desk(community), at=at(on), project_key=key, on=on, percent=100, text="完工。")
    return held


def accepted(community: int, key: int) -> tuple[int, int]:
    """Accepted; (fund, contract)."""
    held = finished(community, key)
    on = FIRST + 55 * DAY
    works.accept(actor=desk(community), at=at(on), project_key=key, on=on, text="合格。", people=PEOPLE)
    return held


def proposed(community: int, key: int, source: int, contract: int, fen: int = 990_000) -> int:
    """A payment with its invoice."""
    on = FIRST + 60 * DAY
    one = payments.propose(
        actor=desk(community), at=at(on), project_key=key, on=on, fund=source, contract=contract, payee="顺和园林", purpose="长椅款",
        amount=fen, invoice="05100001", invoiced=on,
    )  # fmt: skip
    payments.attach(
        actor=desk(community),
        at=at(on),
        payment=one,
        kind="invoice",
        name="发票.txt",
        content="发票".encode(),
    )
    return one


def paid(community: int, key: int) -> int:
    """Approved by the secretary, paid and settled; the payment."""
    one = proposed(community, key, *accepted(community, key))
    on = FIRST + 62 * DAY
    payments.approve(actor=secretary(community), at=at(on), payment=one, on=on)
    payments.pay(actor=desk(community), at=at(on), payment=one, on=on, reference="B1")
    payments.settle(actor=desk(community), at=at(on), project_key=key, on=on)
    return one


def result_shown(community: int, key: int) -> int:
    """The result shown; the payment."""
    one = paid(community, key)
    on = FIRST + 64 * DAY
    closing.show_result(
        actor=lead(community), at=at(on), project_key=key, on=on, beneficiaries=120, result="长椅已安装。", starts=on, ends=on + 7 * DAY,
        title="结果公示", text="支付 9900 元，受益 120 人。",
    )  # fmt: skip
    return one


def picture() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (32, 24), (180, 190, 170)).save(out, "JPEG")
    return out.getvalue()


def world(community: int, household: int = 0) -> dict[str, int]:
    """One record of each kind that an address may name."""
    if not _has_terms():
        terms()
    with community_scope(community):
        me = desk(community)
        held = opinions.open_round(
            actor=me, at=at(FIRST), title="2018 年征集", year=2018, start=FIRST, end=FIRST + 20 * DAY
        )
        still, key = opinion(community), project(community)
        source, contract = finished(community, key)
        photo = works.picture(
            actor=me,
            at=at(FIRST + 50 * DAY),
            project_key=key,
            on=FIRST + 50 * DAY,
            phase="before",
            content=picture(),
            name="a.jpg",
        )
        change = works.change(
            actor=me,
            at=at(FIRST + 50 * DAY),
            project_key=key,
            on=FIRST + 50 * DAY,
            what="换地点",
            reason="居民要求",
            other=True,
        )
        Change.objects.filter(pk=change).update(state="minor")
        works.accept(
            actor=me, at=at(FIRST + 55 * DAY), project_key=key, on=FIRST + 55 * DAY, text="一处要整改。", people=PEOPLE,
            defects=[("螺丝松动", FIRST + 60 * DAY)],
        )  # fmt: skip
        Change.objects.filter(pk=change).update(state="asked")
        one = payments.propose(
            actor=me, at=AT, project_key=key, on=FIRST + 56 * DAY, fund=source, contract=contract, payee="顺和园林", purpose="预付",
            amount=100_000, early="定金",
        )  # fmt: skip
        statement = Statement.objects.create(
            community_id=community, fund_id=source, name="流水.csv", first=FIRST, last=FIRST, changed_at=AT
        )
        BankLine.objects.create(
            community_id=community,
            statement=statement,
            row=2,
            on=FIRST,
            amount=100,
            payee="甲",
            changed_at=AT,
        )
        defect = Defect.objects.get(acceptance__in=Acceptance.objects.filter(project=key)).pk
        return {
            "council collection": held, "council opinion": still, "council project": key, "council change": change, "council defect": defect,
            "council budget line": BudgetLine.objects.filter(project=key)[0].pk, "council payment": one, "council statement": statement.pk,
            "shown project": key, "shown photo": Photo.objects.get(pk=photo).pk,
        }  # fmt: skip


def stage(key: int) -> str:
    """Where a project stands."""
    return Project.objects.get(pk=key).state


def _has_terms() -> bool:
    return Term.objects.filter(key="council_lists").exists()
