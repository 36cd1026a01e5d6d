"""A year of bills paid for the old: mandates, receipts month by month, closed days, the utilities' lists; errands, seals, refusals.

Where money differs from the list or from the count it is because something happened: a bill paid twice and given back, a
receipt of a wrong amount countered, five yuan of change that turned up the next day.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from linli.accounts import api as accounts
from linli.base import clock
from linli.bills import api as bills
from linli.bills.actions import receipts as further
from linli.residents import api as residents

_DAY = dt.timedelta(days=1)
COMPANIES = {"water": "自来水公司", "power": "供电公司", "gas": "燃气公司"}
#: What a bill comes to, from and to, in fen.
BILLS = {"water": (1800, 5200), "power": (4200, 16800), "gas": (2100, 7800)}
#: The first month of bills and the households, of the larger community and of the smaller one.
FIRST_MONTH, HOUSEHOLDS = (8, 11), (7, 2)

#: Day, kind, what, papers, days until due, what came of it ("" for still open).
ERRANDS = (
    ((1, 15), "fetch", "到区医院代取慢病药", "医保卡1张、处方1张", 2, "药3盒、发票1张，医保卡退还"),
    ((2, 6), "buy", "代购米面油", "现金120元", 1, "米10公斤、油5升，找零13.50元"),
    ((3, 12), "paper", "代办老年优待证年审", "优待证1本、身份证复印件1份", 5, "已年审，证件退还"),
    ((4, 9), "phone", "帮子女设置视频通话", "", 1, "已设置，试通一次"),
    ((5, 21), "form", "代填医疗费用报销表", "发票4张、病历复印件1份", 3, "表已填好，材料交街道窗口"),
    ((7, 3), "fetch", "代取快递（轮椅）", "取件码", 1, "轮椅送到家中"),
    ((8, 14), "paper", "代办有线电视停机", "户名复印件1份", 4, "需本人视频确认，营业厅不受理代办"),
    ((9, 17), "fetch", "到区医院代取慢病药", "医保卡1张", 2, "药2盒、发票1张，医保卡退还"),
    ((11, 8), "buy", "代购取暖器", "现金200元", 3, "取暖器1台、发票1张，找零21元"),
    ((12, 19), "fetch", "到区医院代取慢病药", "医保卡1张、处方1张", 9, ""),
    ((12, 24), "paper", "代办公交卡挂失补办", "身份证复印件1份", 7, ""),
    ((12, 26), "form", "代填老年大学报名表", "一寸照片2张", 5, ""),
)  # fmt: skip
SEALS = (
    ((1, 22), "居民议事会会议纪要", 2, "社区居委会", "存档"), ((3, 19), "场地借用协议", 3, "文家小学", "暑期活动"),
    ((5, 8), "低收入家庭申请材料（社区意见）", 1, "申请家庭", "报街道"), ((6, 20), "残疾人机动轮椅车补贴申请表（社区意见）", 1, "申请人", "报区残联"),
    ((9, 3), "志愿服务证明", 1, "志愿者", "学校社会实践"), ((11, 14), "保障资金项目验收表", 4, "社区居委会", "报街道"),
    ((12, 17), "年度工作总结", 2, "社区居委会", "报街道"),
)  # fmt: skip
REFUSALS = (
    ((2, 27), "alive", "李孃孃", "外省社保经办机构"), ((4, 18), "kinship", "王先生", "某银行支行"), ((6, 12), "no_crime", "陈先生", "某家政公司"),
    ((9, 25), "lost_paper", "刘女士", "某通信营业厅"), ((12, 11), "premises", "周先生", "某平台公司"),
)  # fmt: skip


@dataclass
class Home:
    """A household whose bills are paid: mandate, name, accounts by utility with their numbers."""

    mandate: int
    name: str
    accounts: dict[str, tuple[int, str]] = field(default_factory=dict)


def play(workers: dict[str, int], suffix: str, now: dt.datetime) -> None:
    """Live the year up to `now`. `workers` are the accounts by user name; the community is in scope."""
    Year(workers, suffix, now).run(whole=not suffix)


class Year:
    """Who does what: one social worker takes, the other counts along, the committee member closes."""

    def __init__(self, workers: dict[str, int], suffix: str, now: dt.datetime) -> None:
        self.on = clock.day_of(now)
        self.desk, self.closer = (
            accounts.actor(workers[name + suffix], self.on) for name in ("shegong", "liangwei")
        )
        self.second, self.lead = workers[f"shegong2{suffix}"], workers[f"shuji{suffix}"]
        self.rng = random.Random(17)  # noqa: S311 - invented bills, not secrets
        self.voucher = 0
        self.paid: dict[tuple[str, int], list[bills.Line]] = {}

    def run(self, *, whole: bool) -> None:
        """Mandates, months of bills with their lists, errands, seals, refusals."""
        people = self._people(HOUSEHOLDS[0] if whole else HOUSEHOLDS[1])
        homes = [self._mandate(person, number) for number, (person, _name) in enumerate(people)]
        for month in range(FIRST_MONTH[not whole], 13):
            self._month(homes, month, whole)
        if whole:
            self._open(homes)
            self._errands([person for person, _name in people])
            self._registers()

    def _people(self, count: int) -> list[tuple[int, str]]:
        """Residents of 78 and over, one of each household, who lived here all the year."""
        first = dt.date(2018, 3, 1)
        wanted = residents.PeopleFilter(ages=(78, None))
        there = residents.listing(self.desk, wanted, on=first, size=200).rows
        still = {one.id for one in residents.listing(self.desk, wanted, on=self.on, size=200).rows}
        homes = residents.households_of(self.desk, [one.id for one in there], on=first)
        taken: dict[int, tuple[int, str]] = {}
        for one in there:
            home = homes.get(one.id, ("", None))[1]
            if one.id in still and home is not None:
                taken.setdefault(home, (one.id, one.name))
        return list(taken.values())[:count]

    def _mandate(self, person: int, number: int) -> Home:
        day = _working(dt.date(2018, 3, 5 + number))
        wanted = ("water", "power", "gas") if number % 3 else ("water", "power")
        numbers = {utility: f"{self.rng.randrange(10**9, 10**10)}" for utility in wanted}
        how = (
            ("own_hand", "", ""),
            ("own_hand", "", ""),
            ("fingerprint", "林社工", ""),
            ("agent", "家人", "女儿"),
        )[number % 4]
        key = bills.sign(
            actor=self.desk, at=_at(day, 10), today=day, person=person, on=day, signed=how[0], signer=how[1], relation=how[2],
            accounts=[bills.AccountParts(utility, text, COMPANIES[utility]) for utility, text in numbers.items()],
        )  # fmt: skip
        keys = bills.accounts_of(self.desk, key)
        return Home(key, "", {utility: (keys[utility], text) for utility, text in numbers.items()})

    def _month(self, homes: list[Home], month: int, whole: bool) -> None:
        """Money comes and is paid on the same day; vouchers go back two days later; both days are closed, the lists read."""
        day = _working(dt.date(2018, month, 9))
        back = _working(day + 2 * _DAY)
        wrong = self._wrong(homes[0], day) if whole and month == 8 else None
        held = [(home, self._bills(home, day)) for home in homes]
        twice = self._twice(held[1][0], held[1][1], day) if whole and month == 9 else None
        self._close(day, short=500 if whole and month == 10 else 0)
        for number, (_home, (receipt, left)) in enumerate(held):
            if twice and number == 1:
                continue
            self._hand_over(receipt, left, back)
        if wrong:
            further.counter(
                actor=self.desk,
                at=_at(back, 11),
                today=back,
                receipt=wrong,
                reason="金额写错，实收另开收据",
                witness=self.second,
            )
        if twice:
            payment, receipt, amount, left = twice
            further.refund(
                actor=self.desk,
                at=_at(back, 11),
                today=back,
                payment=payment,
                voucher=self._number("T"),
                reason="同一账期重复缴费，供电公司退回",
            )
            self._hand_over(receipt, left + amount, back, at=_at(back, 15))
        self._close(back, found=500 if whole and month == 10 else 0)
        if month < 12 and (whole or month == 11):
            self._compare(month)

    def _bills(self, home: Home, day: dt.date, *, amount: int = 0) -> tuple[int, int]:
        """Receipt and what is left of it after paying on."""
        sums = {utility: self.rng.randrange(*BILLS[utility]) // 10 * 10 for utility in home.accounts}
        given = amount or -(-sum(sums.values()) // 5000) * 5000
        receipt = bills.receive(
            actor=self.desk,
            at=_at(day, 9),
            today=day,
            mandate=home.mandate,
            amount=given,
            witness=self.second,
        )
        for utility, fen in sums.items():
            self._pay(home, receipt, utility, fen, day)
        return receipt, given - sum(sums.values())

    def _pay(
        self, home: Home, receipt: int, utility: str, fen: int, day: dt.date, *, again: bool = False
    ) -> int:
        account, number = home.accounts[utility]
        voucher = self._number({"water": "S", "power": "D", "gas": "Q"}[utility])
        made = bills.pay(
            actor=self.desk, at=_at(day, 11), today=day, receipt=receipt, account=account, month=(day.replace(day=1) - _DAY).replace(day=1),
            amount=fen, voucher=voucher, again=again,
        )  # fmt: skip
        if not again:
            self.paid.setdefault((utility, day.month), []).append(bills.Line(0, number, fen, voucher))
        return made

    def _wrong(self, home: Home, day: dt.date) -> int:
        """A receipt over 320 yuan that should have said 230: seen only after the day was closed."""
        return bills.receive(
            actor=self.desk,
            at=_at(day, 9),
            today=day,
            mandate=home.mandate,
            amount=32000,
            witness=self.second,
        )

    def _twice(self, home: Home, held: tuple[int, int], day: dt.date) -> tuple[int, int, int, int]:
        """The electricity of one household is paid a second time out of a further receipt; payment, receipt, fen, rest."""
        receipt = bills.receive(
            actor=self.desk,
            at=_at(day, 10),
            today=day,
            mandate=home.mandate,
            amount=10000,
            witness=self.second,
        )
        made = self._pay(home, receipt, "power", 6400, day, again=True)
        self._hand_over(held[0], held[1], day)
        return made, receipt, 6400, 3600

    def _hand_over(self, receipt: int, left: int, day: dt.date, *, at: dt.datetime | None = None) -> None:
        bills.hand_over(
            actor=self.desk,
            at=at or _at(day, 10),
            today=day,
            receipt=receipt,
            change=left,
            received_by="本人",
        )

    def _close(self, day: dt.date, *, short: int = 0, found: int = 0) -> None:
        expected = bills.expected(self.closer, day)
        text = (
            "少5元，当日清点两遍未找到，次日核对"
            if short
            else "找零袋中多出5元，系上次少的5元，已补回"
            if found
            else ""
        )
        bills.close(
            actor=self.closer,
            at=_at(day, 17),
            today=day,
            on=day,
            counted=expected - short + found,
            explanation=text,
        )

    def _compare(self, month: int) -> None:
        """The list of each utility of the month; one line in September says another amount, one in November is missing."""
        on = _working(dt.date(2018, month + 1, 8 if month < 11 else 24))
        for utility in COMPANIES:
            lines = [
                bills.Line(row, one.number, one.amount, one.voucher)
                for row, one in enumerate(self.paid.get((utility, month), []), 2)
            ]
            if not lines:
                continue
            if (utility, month) == ("gas", 9):
                lines[0] = bills.Line(2, lines[0].number, lines[0].amount + 100, lines[0].voucher)
            if (utility, month) == ("water", 11) and len(lines) > 2:
                lines.pop()
            key = bills.reconcile(
                actor=self.closer, at=_at(on, 15), on=on, utility=utility, month=dt.date(2018, month, 1),
                name=f"{COMPANIES[utility]}2018年{month}月缴费清单.xlsx", lines=lines,
            )  # fmt: skip
            if (utility, month) == ("gas", 9):
                line = bills.open_lines(self.closer, key)[0]
                bills.explain(
                    actor=self.closer, at=_at(on, 16), line=line, remark="清单误加1元手续费，燃气公司已更正"
                )

    def _open(self, homes: list[Home]) -> None:
        """What the opening of the demonstration finds: yesterday's money not yet paid on or handed over, the day not closed."""
        day = self.on - _DAY
        bills.receive(
            actor=self.desk,
            at=_at(day, 15),
            today=day,
            mandate=homes[2].mandate,
            amount=20000,
            witness=self.second,
        )
        receipt = bills.receive(
            actor=self.desk,
            at=_at(day, 15),
            today=day,
            mandate=homes[3].mandate,
            amount=10000,
            witness=self.second,
        )
        self._pay(homes[3], receipt, "water", 3460, day, again=True)

    def _errands(self, people: list[int]) -> None:
        for number, ((month, number_of_day), kind, what, papers, days, result) in enumerate(ERRANDS):
            day = dt.date(2018, month, number_of_day)
            person = people[number % len(people)]
            key = bills.take_on(
                actor=self.desk,
                at=_at(day, 9),
                today=day,
                person=person,
                kind=kind,
                what=what,
                papers=papers,
                due=day + days * _DAY,
            )
            if not result:
                continue
            done = day + max(days - 1, 0) * _DAY
            if "不受理" in result:
                bills.drop(actor=self.desk, at=_at(done, 16), errand=key, today=done, on=done, reason=result)
                continue
            bills.finish(actor=self.desk, at=_at(done, 15), errand=key, today=done, on=done, result=result)
            bills.hand_errand_over(
                actor=self.desk, at=_at(done, 17), errand=key, today=done, on=done, received_by="本人"
            )

    def _registers(self) -> None:
        for (month, day), paper, copies, applicant, used_for in SEALS:
            on = dt.date(2018, month, day)
            bills.stamp_paper(
                actor=self.desk, at=_at(on, 10), today=on, on=on, seal="committee", paper=paper, copies=copies, applicant=applicant,
                used_for=used_for, authorised_by=self.lead,
            )  # fmt: skip
        for (month, day), kind, applicant, office in REFUSALS:
            on = dt.date(2018, month, day)
            bills.refuse_certificate(
                actor=self.desk,
                at=_at(on, 11),
                today=on,
                on=on,
                kind=kind,
                applicant=applicant,
                asked_by=office,
            )

    def _number(self, letter: str) -> str:
        self.voucher += 1
        return f"{letter}2018{self.voucher:05d}"


def _working(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day + _DAY * (7 - day.weekday() if day.weekday() > 4 else 0)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
