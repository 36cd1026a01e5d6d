"""A year of the notice board: the three disclosures by their rhythm, a project with objections, what is open at the year's end."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.appeals.actions import answer, revisit
from linli.base import clock
from linli.notices.actions import disclosing, drafting, objecting, pledging, showing, surveying, theming
from linli.notices.actions.surveying import Said, read_questions
from linli.notices.queries import catalogue, listing, themes

_DAY = dt.timedelta(days=1)
#: Objections to the project of the gate: words, name, answer.
OBJECTIONS = (
    ("门禁坏了多次，应先问清原公司为什么修不好，再花钱更换。", "温先生", "已请原公司出具检测意见，主板停产，更换比维修省 3,200 元，材料可到服务站查看。"),
    ("二期的门禁更旧，为什么先换三期？", "", "按 6 月报修次数排序，三期 31 次、二期 12 次；二期列入下一年项目。"),
)  # fmt: skip

QUARTERLY = {
    "fund": ("保障资金使用进度公开", "finance"), "affairs": ("居务办理情况公开", "affairs"), "benefits": ("惠民政策和补贴办理公开", "affairs"),
    "party_work": ("党务工作和党费收缴公开", "party"),
}  # fmt: skip
#: Who, name, promise, measure, last day, what was done (month, words), how it ended.
PLEDGES = (
    ("worker", "韩网格员", "每周二、周五晚上 7 点在院落公示栏前听意见", "有到场记录，意见当天登记", dt.date(2018, 12, 20),
     ((5, "到场 9 次，登记意见 14 条"), (9, "到场 17 次，登记意见 26 条"), (12, "全年到场 78 次，意见全部登记")), "kept"),
    ("branch", "第三党支部", "年内为 20 位独自照料家人的居民代办事项", "代办登记满 20 人次", dt.date(2018, 11, 30),
     ((6, "已代办 11 人次"), (11, "代办 23 人次，已完成")), "kept"),
    ("unit", "文家小学", "暑期开放操场和图书室 20 天", "开放登记表", dt.date(2018, 8, 31), ((8, "开放 16 天，因维修少 4 天"),), "partly"),
    ("committee", "社区居委会", "年底前公布 2019 年院落修缮项目清单", "清单上公示栏", dt.date(2018, 12, 31), ((12, "清单已经议事会表决，正在公示"),), ""),
    ("member", "党员唐师傅", "义务检修单元门闭门器 60 个", "检修记录，住户签字", dt.date(2018, 12, 15), ((7, "已检修 41 个"),), ""),
)  # fmt: skip
QUESTIONS = "您最想参加哪类课程？ | 智能手机 | 书画 | 健康养生 | 育儿\n* 什么时间方便？ | 工作日上午 | 工作日下午 | 晚上 | 周末\n还有什么建议？"
WISHES = ("", "老师讲慢一点", "", "", "希望开到三期来上课", "", "", "课前发个通知")


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
        disclosing.lay_out(
            actor=self.desk, at=_at(dt.date(2018, 1, 3), 10), year=2018, on=dt.date(2018, 1, 3)
        )
        due = {(one.item, one.start.month): one.id for one in catalogue.of_year(self.desk, 2018, on=self.on)}
        for month in range(1, 11):
            self._accounts(month, due["accounts", month])
        for item, (title, category) in QUARTERLY.items():
            for quarter in (1, 2, 3):
                self._quarter(due[item, quarter * 3 - 2], f"2018年第{quarter}季度{title}", category, quarter)
        self._take_down()
        if whole:
            project = self._project()
            self._pledges()
            self._survey()
            self._open()
            self._themes(project)

    def _take_down(self) -> None:
        """The paper of what the council showed comes down on its last day."""
        found, _total = listing.listing(self.desk, listing.Filter(phase="ended"), on=self.on, count=200)
        for one in found:
            if one.paper == "late":
                showing.paper_down(actor=self.desk, at=_at(one.window.last, 17), notice=one.id)

    def _accounts(self, month: int, due: int) -> int:
        """The month's income and expenses, on the board by the tenth of the next; that of July came late, November is a gap."""
        first = dt.date(2018, month + 1, 22 if month == 7 else 8)
        return self.shown(
            first, 10, kind="announcement", category="finance", title=f"2018年{month}月财务收支公开",
            text=f"2018年{month}月收入、支出明细已经监委会审核，原始凭证可在服务站查阅。", basis="村民委员会组织法第三十条", due=due,
        )  # fmt: skip

    def _quarter(self, due: int, title: str, category: str, quarter: int) -> None:
        first = dt.date(2018, quarter * 3 + 1, 12)
        self.shown(first, 10, kind="announcement", category=category, title=title, due=due, basis="村民委员会组织法第三十条",
                   text=f"{title}已经居民代表和监委会核对，明细可在服务站查阅，有疑问请到服务站询问。")  # fmt: skip

    def _pledges(self) -> None:
        for number, (maker, who, text, measure, last, done, state) in enumerate(PLEDGES):
            at = _at(dt.date(2018, 3, 5), 10)
            key = pledging.promise(
                actor=self.desk, at=at, maker=maker, who=who, text=text, measure=measure, start=dt.date(2018, 3, 5), end=last + _DAY
            )  # fmt: skip
            for month, words in done:
                day = dt.date(2018, month, 18)
                pledging.follow_up(
                    actor=self.desk, at=_at(day, 17), pledge=key, on=day, text=words, today=day
                )
            if state:
                day = last - _DAY
                pledging.settle(
                    actor=self.lead, at=_at(day, 16), pledge=key, state=state, outcome=done[-1][1], on=day
                )
                pledging.rate(
                    actor=self.desk,
                    at=_at(day + 7 * _DAY, 16),
                    pledge=key,
                    good=44 + number,
                    fair=4,
                    poor=2 - number % 2,
                    on=day + 7 * _DAY,
                )

    def _survey(self) -> None:
        """60 sheets on community courses: 48 back, a third of them on the page."""
        first, last = dt.date(2018, 9, 3), dt.date(2018, 9, 21)
        key = surveying.write(actor=self.desk, at=_at(first, 9), title="社区课程需求问卷", text="用于安排下半年社区课程，不记姓名。", start=first,
                              end=last + _DAY, questions=read_questions(QUESTIONS))  # fmt: skip
        surveying.open_it(actor=self.desk, at=_at(first, 10), questionnaire=key)
        surveying.issue(actor=self.desk, at=_at(first, 11), questionnaire=key, count=60, on=first)
        for number in range(1, 49):
            day = first + (number % 17) * _DAY
            said = {
                1: Said((number % 5 % 4,)),
                2: Said((number % 3, 3)),
                3: Said((), WISHES[number % len(WISHES)]),
            }
            surveying.give_back(actor=self.desk, at=_at(day, 16), questionnaire=key, number=number, said=said, on=day,
                                way="page" if number % 3 == 0 else "paper")  # fmt: skip
        surveying.close(actor=self.desk, at=_at(last + _DAY, 9), questionnaire=key)

    def _themes(self, project: int) -> None:
        """Notices and appeals of the year under the six themes."""
        theming.tag(
            actor=self.lead, at=self.now, theme="serve", subject="notices.notice", key=project, on=self.on
        )
        for theme, text in (
            ("ease", "充电棚"),
            ("secure", "声控灯"),
            ("educate", "课堂"),
            ("delight", "健身器材"),
        ):
            for one in list(themes.records(self.lead, "council.project", None, on=self.on, text=text))[:1]:
                theming.tag(
                    actor=self.lead, at=self.now, theme=theme, subject="council.project", key=one, on=self.on
                )
        for theme, words in (
            ("secure", "消防"),
            ("ease", "灯"),
            ("delight", "健身"),
            ("educate", "课"),
            ("enrich", "就业"),
        ):
            for brief in appeals.latest(self.lead, words, on=self.on, limit=6):
                theming.tag(
                    actor=self.lead,
                    at=self.now,
                    theme=theme,
                    subject="appeals.appeal",
                    key=brief.id,
                    on=self.on,
                )
        for one in list(themes.records(self.lead, "party.meeting", None, on=self.on, text="学习"))[:6]:
            theming.tag(
                actor=self.lead, at=self.now, theme="educate", subject="party.meeting", key=one, on=self.on
            )

    def _project(self) -> int:
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
        return key

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
        self,
        first: dt.date,
        days: int,
        *,
        submit: bool = False,
        paper: bool = True,
        due: int | None = None,
        **parts: Any,
    ) -> int:
        at = min(_at(first - 2 * _DAY, 9), self.now - dt.timedelta(hours=18))
        make = partial(disclosing.disclose, disclosure=due) if due else drafting.draft
        key = make(
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
