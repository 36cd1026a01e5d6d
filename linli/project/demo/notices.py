"""A year of the notice board: the three disclosures by their rhythm, a project with objections, what is open at the year's end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.accounts import api as accounts
from linli.appeals.actions import answer, revisit
from linli.base import clock

from linli.notices.actions import drafting, objecting, showing

_DAY = dt.timedelta(days=1)
#: Objections to the project of the gate: words, name, answer.
OBJECTIONS = (
    ("门禁坏了多次，应先问清原公司为什么修不好，再花钱更换。", "温先生", "已请原公司出具检测意见，主板停产，更换比维修省 3,200 元，材料可到服务站查看。"),
    ("二期的门禁更旧，为什么先换三期？", "", "按 6 月报修次数排序，三期 31 次、二期 12 次；二期列入下一年项目。"),
)  # fmt: skip


def play(workers: dict[str, int], suffix: str, now: dt.datetime) -> None:
    """Live the year up to `now`. `workers` are the accounts by user name; the community is in scope."""
    Year(workers, suffix, now).run(whole=not suffix)


class Year:
    """Who does what; every day is a day of 2018."""

    def __init__(self, workers: dict[str, int], suffix: str, now: dt.datetime) -> None:
        self.now, self.on = now, clock.day_of(now)
        self.desk, self.lead, self.committee = (
            accounts.actor(workers[name + suffix], self.on) for name in ("shegong", "shuji", "liangwei")
        )

    def run(self, *, whole: bool) -> None:
        """The rhythm of disclosures; in the larger community also what was objected to and what is open."""
        for month in range(1, 12):
            if month != 11:
                self._accounts(month)
        if whole:
            self._project()
            self._open()

    def _accounts(self, month: int) -> int:
        """The month's income and expenses, on the board by the tenth of the next; that of July came late."""
        first = dt.date(2018, month + 1, 22 if month == 7 else 8)
        return self.shown(
            first, 10, kind="announcement", category="finance", title=f"2018年{month}月财务收支公开",
            text=f"2018年{month}月收入、支出明细已经监委会审核，原始凭证可在服务站查阅。", basis="村民委员会组织法第三十条",
        )  # fmt: skip

    def _project(self) -> None:
        first = dt.date(2018, 7, 2)
        key = self.shown(
            first, 7, kind="public_notice", title="三期门禁更换项目公示", objections=True, basis="四议两公开工作法",
            text="经议事会表决，拟更换三期门禁 6 套，预算 38,900 元，从保障资金列支，由监委会监督实施。",
        )  # fmt: skip
        for number, (words, name, told) in enumerate(OBJECTIONS):
            at = _at(first + (number + 1) * _DAY, 10)
            made = objecting.object_to(
                actor=self.desk if name else objecting.resident(self.desk.community or 0), at=at, notice=key, text=words,
                name=name, channel="counter" if name else "web",
            )  # fmt: skip
            answer.solve(
                actor=self.desk, at=_at(clock.day_of(at), 15), appeal=made.id, text=told, told=name or "本人", way="face" if name else "page",
                outcome="explained",
            )  # fmt: skip
            revisit.revisit(
                actor=self.committee,
                at=_at(clock.day_of(at) + 2 * _DAY, 11),
                appeal=made.id,
                solved=True,
                rating="mostly",
            )
        showing.conclude(
            actor=self.lead, at=_at(first + 7 * _DAY, 16), notice=key,
            result="公示期内收到异议 2 件，均已答复，异议人认可。项目按方案实施。",
        )  # fmt: skip

    def _open(self) -> None:
        """What lies open on the morning on which the demonstration opens."""
        self.shown(
            self.on - 9 * _DAY, 10, kind="announcement", title="元旦、春节期间垃圾清运安排",
            text="12月30日至1月1日垃圾每天清运两次，大件垃圾请提前一天电话预约。",
        )  # fmt: skip
        key = self.shown(
            self.on - 3 * _DAY, 7, kind="public_notice", title="2019年院落修缮项目公示", objections=True, basis="四议两公开工作法",
            text="议事会表决通过 2019 年第一批院落修缮项目 4 个：一期路灯、二期门禁、三期雨棚、英国小镇坡道。预算合计 126,500 元。",
        )  # fmt: skip
        objecting.object_to(
            actor=objecting.resident(self.desk.community or 0), at=self.now - dt.timedelta(hours=15), notice=key,
            text="英国小镇坡道的位置正对车库出口，建议换到东侧。",
        )  # fmt: skip
        self._draft(self.on + 4 * _DAY, 7, kind="public_notice", title="2019年居民代表补选公示", objections=True, basis="居民委员会组织法第十条",
                    text="第5居民小组补选居民代表 1 名，候选人张*、李*。", submit=True)  # fmt: skip
        waiting = self._draft(
            self.on + _DAY,
            7,
            kind="announcement",
            title="春节文体活动安排",
            text="正月初三游园，初五秧歌巡游。",
            submit=True,
        )
        showing.send_back(
            actor=self.lead, at=self.now - dt.timedelta(hours=17), notice=waiting, reason="时间要和街道核对"
        )

    def _draft(
        self, first: dt.date, days: int, *, submit: bool = False, paper: bool = True, **parts: Any
    ) -> int:
        at = min(_at(first - 2 * _DAY, 9), self.now - dt.timedelta(hours=18))
        key = drafting.draft(
            actor=self.desk, at=at, starts=first, ends=first + days * _DAY, forms=("web", "board") if paper else ("web", "group"), **parts
        )  # fmt: skip
        if submit:
            drafting.submit(actor=self.desk, at=at + dt.timedelta(minutes=20), notice=key)
        return key

    def shown(self, first: dt.date, days: int, **parts: Any) -> int:
        """Drafted, approved the day before, hung, and taken down on its last day where that has come."""
        key = self._draft(first, days, submit=True, **parts)
        showing.approve(actor=self.lead, at=min(_at(first - _DAY, 16), self.now), notice=key)
        last = first + (days - 1) * _DAY
        if parts.get("paper", True) and last < self.on:
            showing.paper_down(actor=self.desk, at=_at(last, 17), notice=key)
        return key


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
