"""What stands beside the projects of 2018: an opinion heard as an appeal, an objection answered, signed papers, the bank's lines."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from linli.appeals import api as appeals
from linli.appeals.actions import answer, revisit
from linli.base import clock
from linli.council import api as council
from linli.council.actions import contract_papers, opinions, payments, works
from linli.council.queries import funds
from linli.kernel import Actor
from linli.kernel.money import plain_yuan
from linli.notices.actions import disclosing, drafting, objecting, showing
from linli.notices.queries import catalogue
from linli.office import pdf

from . import appeal_pictures

_DAY = dt.timedelta(days=1)
#: Words of appeals and the project (place among the matters) to which one of them speaks.
_HEARD = (("路灯", 1, "safety"), ("灯", 1, "safety"), ("健身", 5, "environment"), ("积水", 11, "environment"))
#: Months of the bank's statement.
_FIRST, _LAST = dt.date(2018, 7, 1), dt.date(2018, 9, 30)
_OBJECTION = (
    "充电棚紧挨北侧一楼住户的窗子，晚上充电有响声，请换个位置。",
    "付先生",
    "已和您一起到现场看过：充电棚向东移 12 米，离最近的窗子 15 米，22 点后断电，图纸贴在单元门口。",
)


def of_appeal(desk: Actor, matters: list[dict[str, Any]], held: dict[str, list[int]], ends: dt.date) -> None:
    """One appeal of the weeks of the round asks for what a project does: its words are taken over."""
    for words, at, kind in _HEARD:
        if at >= len(matters):
            continue
        briefs = appeals.latest(desk, words, on=ends, limit=200)
        one = next((brief for brief in briefs if ends - 25 * _DAY <= brief.on < ends - _DAY), None)
        if one is None:
            continue
        on = one.on + _DAY
        made = opinions.from_appeal(actor=desk, at=_at(on, 10), on=on, appeal=one.id, kind=kind)
        held[matters[at]["title"]].append(made)
        return


def decided(desk: Actor, secretary: Actor, on: dt.date) -> None:
    """What the council carried is shown within the week, before budgets are made."""
    first = on + 5 * _DAY
    for due in catalogue.of_year(desk, on.year, on=first):
        if due.item == "resolutions" and due.notice is None:
            notice = disclosing.disclose(
                actor=desk, at=_at(on + 4 * _DAY, 9), disclosure=due.id, kind="announcement", starts=first, ends=first + 10 * _DAY,
                forms=("web", "group"), title=f"居民议事会{on.month}月{on.day}日议决结果公开", basis="村民委员会组织法第三十条",
                text="居民议事会逐项票决2018年保障资金项目，通过的项目和票数可在服务站查阅，预算备案后另行公示。",
            )  # fmt: skip
            drafting.submit(actor=desk, at=_at(on + 4 * _DAY, 10), notice=notice)
            showing.approve(actor=secretary, at=_at(on + 4 * _DAY, 16), notice=notice)


def object_to(desk: Actor, committee: Actor, secretary: Actor, notice: int, first: dt.date) -> None:
    """A resident objects to what was decided, is answered at the place and agrees; what came of it stands on the notice."""
    words, name, told = _OBJECTION
    made = objecting.object_to(
        actor=desk, at=_at(first + _DAY, 10), notice=notice, text=words, name=name, channel="counter"
    )
    answer.solve(
        actor=desk, at=_at(first + 2 * _DAY, 11), appeal=made.id, text=told, told=name, way="face", outcome="explained"
    )  # fmt: skip
    revisit.revisit(
        actor=committee, at=_at(first + 5 * _DAY, 11), appeal=made.id, solved=True, rating="mostly"
    )
    showing.conclude(
        actor=secretary, at=_at(first + 7 * _DAY, 16), notice=notice,
        result="公示期内收到异议 1 件，已到现场答复，异议人认可，充电棚东移 12 米。其他项目按方案实施。",
    )  # fmt: skip


def signed_paper(
    desk: Actor, contract: int, matter: dict[str, Any], number: str, price: int, signed: dt.date
) -> None:
    """The contract with its stamps, as it lies in the folder."""
    lines = [
        f"合同编号：{number}", f"甲方：社区居民委员会　　乙方：{matter['who']}", f"项目：{matter['title']}（{matter['place']}）",
        f"内容：{matter['summary']}", f"合同金额：{plain_yuan(price)} 元，验收合格后支付。", "双方签字盖章（演示）",
    ]  # fmt: skip
    content = pdf.slip("项目实施合同", lines, signed=str(matter["who"]), day=signed.isoformat(), demo=True)
    contract_papers.attach_contract(
        actor=desk, at=_at(signed, 16), contract=contract, name=f"合同{number}.pdf", content=content, media="application/pdf"
    )  # fmt: skip


def picture(rng: random.Random, desk: Actor, project: int, phase: str, on: dt.date) -> None:
    """The place before or after the works."""
    works.picture(
        actor=desk, at=_at(on, 16), project_key=project, on=on, phase=phase, name="现场.jpg",
        content=appeal_pictures.drawn(rng, "environment", after=phase == "after"), caption="改造前" if phase == "before" else "改造后",
    )  # fmt: skip


def bank(desk: Actor, fund: int) -> None:
    """The bank's lines of a summer beside ours: all agree but its own fee."""
    held, _total = funds.payments(desk, state="paid", fund=fund, count=100)
    lines = sorted(
        (one.paid, one.payee, plain_yuan(one.amount), one.reference)
        for one in held
        if one.paid is not None and _FIRST <= one.paid <= _LAST
    )
    if not lines:
        return
    lines.append((_LAST, "银行账户管理费", "30.00", "F2018093001"))
    head = "交易日期,对方户名,借方发生额,交易流水号"
    text = "\n".join([head, *(f"{day},{payee},{amount},{number}" for day, payee, amount, number in lines)])
    name, content = "保障资金专户2018年三季度流水.csv", text.encode()
    payments.take_statement(
        actor=desk, at=_at(dt.date(2018, 10, 8), 10), fund=fund, name=name, content=content, lines=council.read_statement(content, name)
    )  # fmt: skip


def _at(on: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
