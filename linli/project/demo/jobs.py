"""A year of the employment ledger: who registered, who was put forward and found work, follow-ups, surplus labour, a list of
the department compared. People are those of the register; every number is counted from what playing leaves behind.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from linli.accounts import api as accounts
from linli.base import clock
from linli.jobs import api as jobs
from linli.kernel import Actor
from linli.residents import api as residents

from .world import Human, World

_DAY = dt.timedelta(days=1)
_YEAR = dt.date(2018, 1, 1)
#: Registered as unemployed in the year, at work by the three routes and without one, surplus labour.
REGISTERED = 314
ROUTES = (("self", 61), ("recommended", 38), ("community", 57), ("", 28))
SURPLUS = 12
TRADES = (
    "普工",
    "包装工",
    "仓库管理",
    "保洁",
    "收银员",
    "厨工",
    "驾驶员",
    "质检员",
    "家政服务",
    "保安",
    "文员",
    "电工",
)
UNITS = (
    ("文家电子厂", "C"), ("成飞配套产业园机加工厂", "C"), ("快活物流园", "G"), ("青羊工业总部基地物业", "K"), ("文家超市", "F"),
    ("邻里餐馆", "H"), ("青羊家政服务公司", "O"), ("青羊环卫所", "N"), ("快活幼儿园", "P"), ("西城建筑劳务公司", "E"),
)  # fmt: skip
#: Posts open on the morning on which the demonstration opens: unit, trade, wanted, asks, pay, days open before and after.
POSTS = (
    ("文家电子厂", "普工", 20, "能适应倒班，性别不限，年满18周岁", (3800, 5200), "C", 12, 20),
    ("快活物流园", "分拣员", 12, "会使用扫码枪，无经验可培训", (3600, 4800), "G", 9, 24),
    ("文家超市", "收银员", 3, "会用电脑收款，有健康证", (3000, 3500), "F", 20, 12),
    ("青羊家政服务公司", "家政服务员", 8, "有家政培训证优先", (4000, 6000), "O", 5, 30),
    ("成飞配套产业园机加工厂", "数控操作工", 4, "持数控操作证或两年以上经验", (5000, 7500), "C", 16, 45),
)  # fmt: skip
COURSES = (
    ("家政服务员初级培训", "青羊区就业服务管理局", 40, dt.date(2018, 4, 9), dt.date(2018, 4, 20), 24, 21),
    ("电子商务入门", "文家街道社保所", 24, dt.date(2018, 9, 10), dt.date(2018, 9, 14), 18, 16),
)  # fmt: skip


def play(workers: dict[str, int], world: World, suffix: str, now: dt.datetime, *, share: float = 1.0) -> None:
    """Live the year up to `now`; the community is in scope. `share` makes a smaller community smaller."""
    Year(accounts.actor(workers["shegong" + suffix], now.date()), world, now, share).run()


@dataclass(frozen=True)
class Chosen:
    """Somebody of the register with their key."""

    key: int
    human: Human


class Year:
    """What the months need to know of each other."""

    def __init__(self, desk: Actor, world: World, now: dt.datetime, share: float) -> None:
        self.desk, self.now, self.on = desk, now, clock.day_of(now)
        self.rng = random.Random(314)  # noqa: S311 - invented people, not secrets
        self.share = share
        self.pool = self._pool(world)
        self.taken = 0
        self.serial = 0
        self.entered: list[jobs.Line] = []

    def run(self) -> None:
        """Registrations month by month, employments, follow-ups; surplus labour; courses; what is open today."""
        registered = [self._next() for _ in range(self._of(REGISTERED))]
        days = sorted(self._day(_YEAR, dt.date(2018, 12, 20)) for _ in registered)
        keys = jobs.register_many(
            actor=self.desk, at=self.now, today=self.on,
            rows=[(one.key, day, self._parts(one, day)) for one, day in zip(registered, days, strict=True)],
        )  # fmt: skip
        surplus = self._surplus()
        at_work = self._employ(list(zip(registered, days, strict=True)), surplus)
        self._follow_up()
        self._ended(surplus)
        self._courses(registered)
        self._open(
            [
                (key, day)
                for key, one, day in zip(keys, registered, days, strict=True)
                if one.key not in at_work
            ]
        )
        if self.share == 1:
            self._compare()

    def _of(self, count: int) -> int:
        return count if self.share == 1 else max(1, round(count * self.share))

    def _pool(self, world: World) -> list[Chosen]:
        """People of working age who stay, in an order of chance, with their keys."""
        fit = [
            one for one in world.people
            if one.number and not one.gone and one.kind in ("hukou_here", "inflow") and one.start < _YEAR
            and 1965 <= one.born.year <= (1998 if one.sex == "1" else 1997) and not (one.sex == "2" and one.born.year < 1971)
        ]  # fmt: skip
        wanted = self.rng.sample(fit, min(len(fit), self._of(REGISTERED) + 40 + SURPLUS * 8))
        known = residents.of_numbers(self.desk, [one.number for one in wanted], on=self.on)
        return [Chosen(known[one.number], one) for one in wanted if one.number in known]

    def _next(self, kind: str = "") -> Chosen:
        at = next(at for at, one in enumerate(self.pool) if not kind or one.human.kind == kind)
        return self.pool.pop(at)

    def _day(self, first: dt.date, last: dt.date) -> dt.date:
        day = first + self.rng.randrange((last - first).days + 1) * _DAY
        return min(
            day - max(0, day.weekday() - 4) * _DAY if day.weekday() > 4 and day - 2 * _DAY >= first else day,
            last,
        )

    def _parts(self, one: Chosen, day: dt.date) -> jobs.Parts:
        rng = self.rng
        return jobs.Parts(
            number=f"SY2018{self._count():05d}", lost_on=day - rng.randrange(10, 420) * _DAY,
            cause=rng.choice(("contract", "resigned", "dismissed", "closed", "land", "business_closed")), trade=rng.choice(TRADES),
            pay=rng.choice((2800, 3000, 3500, 4000, 4500)), place=rng.choice(("文家街道", "青羊区内", "地铁沿线", "")),
            skills=rng.choice(("", "", "会开叉车", "会做家常菜", "会用办公软件", "持电工证")),
        )  # fmt: skip

    def _count(self) -> int:
        self.serial += 1
        return self.serial

    def _surplus(self) -> list[Chosen]:
        found = [self._next("hukou_here") for _ in range(self._of(SURPLUS))]
        for one in found:
            jobs.identify(
                actor=self.desk,
                at=self.now,
                person=one.key,
                basis="2018年2月农村劳动力摸底调查",
                on=dt.date(2018, 2, 26),
                today=self.on,
            )
        return found

    def _employ(self, registered: list[tuple[Chosen, dt.date]], surplus: list[Chosen]) -> set[int]:
        """196 people begin to work: by the three routes, without a referral, and the surplus labour."""
        early = [(one, day) for one, day in registered if day < dt.date(2018, 12, 10)]
        self.rng.shuffle(early)
        rows = []
        for route, count in ROUTES:
            for _ in range(self._of(count)):
                one, since = early.pop() if route or len(early) > 20 else (self._next(), _YEAR)
                rows.append(self._work(one, self._day(since + 8 * _DAY, self.on - 2 * _DAY), route))
        rows += [
            self._work(one, self._day(dt.date(2018, 3, 5), dt.date(2018, 11, 30)), "") for one in surplus
        ]
        jobs.employ_many(
            actor=self.desk, at=self.now, rows=sorted(rows, key=lambda one: one.on), today=self.on
        )
        return {one.person for one in rows}

    def _work(self, one: Chosen, on: dt.date, route: str) -> jobs.Work:
        unit, section = self.rng.choice(UNITS)
        trade = self.rng.choice(TRADES)
        kind = "unit" if route or self.rng.random() < 0.6 else self.rng.choice(("flexible", "own"))
        if kind != "unit":
            unit, section = self.rng.choice((("自营小吃店", "H"), ("零工", "O"), ("网约配送", "G")))
        entry = f"CD2018XZJY{self._count():05d}"
        self.entered.append(
            jobs.Line(len(self.entered) + 2, one.human.name, one.human.number, unit, on, entry)
        )
        entered = min(on + self.rng.randrange(1, 12) * _DAY, self.on)
        return jobs.Work(one.key, on, unit, section, trade, kind, route, entry, entered)

    def _follow_up(self) -> None:
        """What fell due was asked within some days; the last ones wait on the board."""
        due = jobs.keys_due(self.desk, until=self.on)
        left = self._of(4)
        rows = {
            key: (min(day + self.rng.randrange(0, 4) * _DAY, self.on), self.rng.choice(("phone", "phone", "unit", "door")),
                  "not_reached" if self.rng.random() < 0.03 else "working")
            for key, day in due[:-left]
        }  # fmt: skip
        if rows:
            jobs.follow_up_many(actor=self.desk, at=self.now, rows=rows, today=self.on)

    def _courses(self, registered: list[Chosen]) -> None:
        for title, organiser, hours, first, last, people, done in COURSES[: 2 if self.share == 1 else 1]:
            course = jobs.lay_on(
                actor=self.desk,
                at=self.now,
                title=title,
                organiser=organiser,
                place="社区会议室",
                hours=hours,
                start=first,
                last=last,
            )
            there = self.rng.sample(registered, self._of(people))
            results = {
                one.key: "certificate" if at < self._of(done) else "dropped" for at, one in enumerate(there)
            }
            jobs.enrol_many(actor=self.desk, at=self.now, training=course, results=results, on=self.on)

    def _open(self, waiting: list[tuple[int, dt.date]]) -> None:
        """What lies open on the morning: posts, people put forward for them, hardship, registrations that ended otherwise."""
        posts = [
            jobs.post(
                actor=self.desk, at=self.now, on=self.on - before * _DAY, today=self.on,
                parts=jobs.Post(unit, trade, section, self.on + after * _DAY, wanted, asks, pay_from=pay[0], pay_to=pay[1], place="文家街道"),
            )
            for unit, trade, wanted, asks, pay, section, before, after in POSTS
        ]  # fmt: skip
        for at, (seeker, since) in enumerate(waiting[: self._of(20)]):
            on = max(since, self.on - (20 - at % 5) * _DAY)
            jobs.help_with(
                actor=self.desk, at=self.now, seeker=seeker, on=on, today=self.on, way=self.rng.choice(("phone", "counter")),
                text=self.rng.choice(("介绍近期岗位", "讲解就业援助政策", "约定参加招聘会", "了解求职意向")),
            )  # fmt: skip
        for at, ((seeker, _since), post) in enumerate(zip(waiting, posts, strict=False)):
            referral = jobs.refer(
                actor=self.desk, at=self.now, seeker=seeker, on=self.on - (3 - at % 3) * _DAY, today=self.on, vacancy=post,
                route=("community", "self", "recommended")[at % 3], by="唐师傅" if at % 3 == 2 else "",
            )  # fmt: skip
            if at == 1:
                jobs.invite(actor=self.desk, at=self.now, referral=referral, on=self.on)
        rest = waiting[self._of(20) :]
        for seeker, since in rest[: self._of(12)]:
            kind, evidence = self.rng.choice(
                (("landless", "征地安置协议"), ("low_income", "低保证"), ("zero_household", "入户核实记录"))
            )
            jobs.call_hard(
                actor=self.desk,
                at=self.now,
                seeker=seeker,
                kind=kind,
                evidence=evidence,
                on=max(since, self.on - 30 * _DAY),
                today=self.on,
            )
        for at, (seeker, since) in enumerate(rest[self._of(12) : self._of(18)]):
            ending = ("withdrawn", "moved", "business", "withdrawn", "school", "service")[at % 6]
            jobs.end(
                actor=self.desk,
                at=self.now,
                seeker=seeker,
                ending=ending,
                on=max(since + 3 * _DAY, self.on - 9 * at * _DAY),
                today=self.on,
            )

    def _ended(self, surplus: list[Chosen]) -> None:
        """Some of the employments did not last; nobody of the surplus labour."""
        moved = {one.key for one in surplus}
        works = [
            one
            for one in jobs.employments(self.desk, on=self.on, count=200)
            if one.person not in moved and one.end is None
        ]
        for at, one in enumerate(self.rng.sample(works, self._of(9))):
            if (day := one.start + 20 * _DAY) <= self.on:
                jobs.end_employment(
                    actor=self.desk,
                    at=self.now,
                    placement=one.id,
                    ending=("resigned", "contract", "left")[at % 3],
                    on=day,
                    today=self.on,
                )

    def _compare(self) -> None:
        """The department's list of the year: everybody in both."""
        jobs.reconcile(
            actor=self.desk, at=self.now, kind="placements", name="2018年城镇新增就业实名导出表.xlsx", lines=self.entered, start=_YEAR,
            last=self.on, on=self.on,
        )  # fmt: skip
