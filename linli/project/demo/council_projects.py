"""What residents asked for in 2018 and what became of it: sheets, opinions, projects, money, works, ratings.

How many came back, passed, were decided, paid and rated is counted from the records that playing leaves behind.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linli.accounts import api as accounts
from linli.base import clock
from linli.council.actions import closing, gathering, opinions, payments, stages, works
from linli.council.actions.opinions import Returned, Words
from linli.council.actions.works import Named
from linli.council.queries import projects
from linli.kernel import Actor
from linli.residents import api as residents

from . import council_meetings, council_proof
from .council_meetings import House

_MATTERS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "council_matters.json").read_text(encoding="utf-8")
)
#: Issued, returned, opinions on the returned ones; of the smaller community too.
SHEETS, SMALL = (300, 214, 340), (40, 26, 36)
#: Opinions of the sheets that fit no project of the year.
LEFT = 18
_ASIDE = "不属于资金使用范围，已转物业办理并答复本人。"
_OTHER = ("希望地铁口增加公交班次", "楼下早餐店油烟大", "快递柜放不下", "门口红绿灯时间太短", "想要个菜市场")
#: Rating sheets handed out and returned for each project, and the share that is satisfied.
RATED, BACK, CONTENT = 24, 21, 0.93
#: The project (place among those that passed) whose dossier lacks its contract's paper and the picture of before.
BARE = 10


@dataclass
class Crew:
    """Who does what."""

    desk: Actor
    committee: Actor
    secretary: Actor
    watch: Actor


def play(house: House, workers: dict[str, int], suffix: str, now: dt.datetime) -> None:
    """Live the year of projects. Needs the bodies, and the community in scope."""
    crew = Crew(
        *(
            accounts.actor(workers[name + suffix], now.date())
            for name in ("shegong", "liangwei", "shuji", "jianwei")
        )
    )
    rng = random.Random(340 + house.small)  # noqa: S311 - invented words, not secrets
    matters = _MATTERS[:4] + _MATTERS[16:17] if house.small else _MATTERS
    taken = _collect(rng, crew, matters, SMALL if house.small else SHEETS, small=house.small)
    keys = _projects(rng, crew, matters, taken)
    passed = [(matter, key) for matter, key in keys if "fails" not in matter]
    council_meetings.decide_projects(house, [(key, matter["title"]) for matter, key in passed])
    for _matter, key in passed:
        stages.decide(actor=crew.desk, at=_at(dt.date(2018, 4, 20)), project_key=key)
    council_proof.decided(crew.desk, crew.secretary, dt.date(2018, 4, 19))
    fund = payments.set_quota(
        actor=crew.committee,
        at=_at(dt.date(2018, 5, 8)),
        year=2018,
        on=dt.date(2018, 5, 8),
        source="guarantee",
    )
    _budgets(crew, passed, fund)
    for number, (matter, key) in enumerate(passed):
        Works(rng, crew, matter, key, fund, number, house.small).run()
    council_proof.bank(crew.desk, fund)
    _next_year(crew, rng, small=house.small)


def _collect(
    rng: random.Random, crew: Crew, matters: list[dict[str, Any]], sizes: tuple[int, int, int], *, small: bool
) -> dict[str, list[int]]:
    """Sheets go out and come back; title of the matter ("" for none) → opinions."""
    issued, returned, said = sizes
    begins = dt.date(2018, 3, 1)
    made = opinions.open_round(
        actor=crew.desk,
        at=_at(begins),
        title="2018 年居民意见征集",
        year=2018,
        start=begins,
        end=dt.date(2018, 3, 26),
    )
    opinions.issue(actor=crew.desk, at=_at(begins), collection=made, on=begins, most=issued)
    people = residents.listing(
        crew.desk, residents.PeopleFilter(group="living", ages=(30, 85)), on=begins, size=20000
    ).rows
    signs: dict[str, tuple[str, int]] = {}
    for one in people:
        signs.setdefault(one.door, (one.name, one.id))
    from linli.council.queries.opinions import sheets as issued_sheets

    rows, _total = issued_sheets(crew.desk, made, count=issued)
    back = sorted(
        rng.sample([row for row in rows if row.door in signs], min(returned, len(rows))),
        key=lambda row: row.number,
    )
    counts = [1] * len(back)
    for _each in range(said - len(back)):
        counts[rng.choice([at for at, n in enumerate(counts) if n < 4])] += 1
    wanted = _wanted(rng, matters, said)
    held: dict[str, list[int]] = {"": [], **{str(matter["title"]): [] for matter in matters}}
    for part in range(4):
        on = dt.date(2018, 3, 6 + 6 * part)
        batch, titles = [], []
        for at, row in enumerate(back):
            if at % 4 != part:
                continue
            mine = [wanted.pop() for _each in range(counts[at])]
            titles += [title for title, _words in mine]
            name, person = signs[row.door]
            batch.append(Returned(row.number, name, [words for _title, words in mine], person))
        keys = opinions.take_back(actor=crew.desk, at=_at(on), collection=made, on=on, sheets=batch)
        for title, key in zip(titles, keys, strict=True):
            held[title].append(key)
    _heard(crew, matters, made, held)
    for key in held[""][: 4 if small else LEFT - 2]:
        opinions.set_aside(actor=crew.desk, at=_at(dt.date(2018, 3, 27)), opinion=key, reason=_ASIDE)
    return held


def _wanted(rng: random.Random, matters: list[dict[str, Any]], said: int) -> list[tuple[str, Words]]:
    """As many opinions as come back, on matters by turns; some on none."""
    left = LEFT if said > 100 else 6
    found = [
        (matter["title"], Words(rng.choice(matter["words"]), matter["kind"], matter["place"]))
        for at in range(said - left)
        for matter in [matters[at % len(matters)]]
    ]
    found += [("", Words(rng.choice(_OTHER), "other")) for _each in range(left)]
    rng.shuffle(found)
    return found


def _heard(crew: Crew, matters: list[dict[str, Any]], made: int, held: dict[str, list[int]]) -> None:
    """Some were said at a meeting, and one opinion has supporters."""
    on = dt.date(2018, 3, 15)
    for matter in matters[:3]:
        words = Words(matter["words"][0], matter["kind"], matter["place"])
        held[matter["title"]].append(
            opinions.hear(
                actor=crew.desk,
                at=_at(on),
                channel="meeting",
                on=on,
                words=words,
                author="院落坝坝会",
                collection=made,
            )
        )
    council_proof.of_appeal(crew.desk, matters, held, dt.date(2018, 3, 26))
    for name in ("赵大妈", "钱师傅", "孙老师"):
        opinions.support(actor=crew.desk, at=_at(on), opinion=held[matters[0]["title"]][0], on=on, name=name)


def _projects(
    rng: random.Random, crew: Crew, matters: list[dict[str, Any]], taken: dict[str, list[int]]
) -> list[tuple[dict[str, Any], int]]:
    """Opinions become projects, stand a week in public, pass the lists, go before the council."""
    on = dt.date(2018, 3, 28)
    keys = [
        (matter, gathering.found(
            actor=crew.desk, at=_at(on), on=on, year=2018, title=matter["title"], summary=matter["summary"], kind=matter["kind"],
            opinions=taken[matter["title"]], place=matter["place"],
        ))
        for matter in matters
    ]  # fmt: skip
    for _matter, key in keys:
        stages.sort(actor=crew.desk, at=_at(on), project_key=key, on=on)
    lines = "".join(
        f"\n{at}. {matter['title']}：{matter['summary']}" for at, (matter, _key) in enumerate(keys, 1)
    )
    shown = dt.date(2018, 3, 30)
    stages.show(
        actor=crew.committee, at=_at(shown), projects=[key for _matter, key in keys], on=shown, starts=dt.date(2018, 3, 31),
        ends=dt.date(2018, 4, 7), title="2018 年居民意见梳理结果公示", text=f"居民意见梳理为以下项目，公示七天，欢迎提出异议。{lines}",
    )  # fmt: skip
    asked = dt.date(2018, 4, 8)
    for matter, key in keys:
        stages.review(
            actor=crew.committee, at=_at(asked), project_key=key, on=asked, answers=_answers(matter)
        )
        if "fails" not in matter:
            stages.submit(actor=crew.desk, at=_at(asked), project_key=key, on=dt.date(2018, 4, 9))
    return keys


def _answers(matter: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    positive = {
        "party_service": "党组织服务群众", "learning": "居民素质提升", "volunteers": "志愿服务", "environment": "公共环境", "building": "社区营造",
    }  # fmt: skip
    fits = {"safety": "environment", "old_young": "party_service"}.get(matter["kind"], matter["kind"])
    found = {
        code: (code == fits, f"{'符合' if code == fits else '不属于'}{word}")
        for code, word in positive.items()
    }
    for code, word in (("private", "私人领域"), ("liable", "责任单位事项"), ("duty", "政府职责")):
        wrong = matter.get("fails") == code
        found[code] = (wrong, f"属于{word}，不得使用资金" if wrong else f"不是{word}")
    return found


def _budgets(crew: Crew, passed: list[tuple[dict[str, Any], int]], fund: int) -> None:
    """Budget lines, filing, and the decision seven days in public."""
    made, filed, shown = dt.date(2018, 5, 10), dt.date(2018, 5, 14), dt.date(2018, 5, 15)
    for number, (matter, key) in enumerate(passed, 1):
        for name, amount, unit, price, basis in matter["lines"]:
            stages.budget_line(
                actor=crew.desk,
                at=_at(made),
                project_key=key,
                name=name,
                amount=amount,
                unit=unit,
                price=price,
                basis=basis,
            )
        stages.close_budget(
            actor=crew.committee,
            at=_at(made),
            project_key=key,
            on=made,
            fund=fund,
            procurement="三家比选，议事会成员参加",
        )
        stages.file(
            actor=crew.committee, at=_at(filed), project_key=key, on=filed, number=f"文家备〔2018〕{number}号"
        )
    lines = "".join(f"\n{at}. {matter['title']}" for at, (matter, _key) in enumerate(passed, 1))
    notice = stages.show_decision(
        actor=crew.committee, at=_at(shown), projects=[key for _matter, key in passed], on=shown, starts=dt.date(2018, 5, 16),
        ends=dt.date(2018, 5, 23), title="2018 年保障资金项目议决结果公示", text=f"居民议事会逐项票决通过以下项目，公示七天。{lines}",
    )  # fmt: skip
    council_proof.object_to(crew.desk, crew.committee, crew.secretary, notice, dt.date(2018, 5, 16))


class Works:
    """One project from contract to rating."""

    def __init__(
        self,
        rng: random.Random,
        crew: Crew,
        matter: dict[str, Any],
        key: int,
        fund: int,
        number: int,
        small: bool,
    ) -> None:
        self.rng, self.crew, self.matter, self.key, self.fund, self.number = (
            rng,
            crew,
            matter,
            key,
            fund,
            number,
        )
        self.total = sum(
            (amount * price + 50) // 100 for _name, amount, _unit, price, _basis in matter["lines"]
        )
        self.begins = dt.date(2018, 6, 4) + dt.timedelta(days=5 * number)
        self.ends = self.begins + dt.timedelta(days=35 + 4 * (number % 6))
        self.drawing = random.Random(number)  # noqa: S311 - drawn walls, not secrets
        self.with_defect = number == (1 if small else 5)

    def run(self) -> None:
        """Sign, build, watch, accept, pay, show, rate."""
        desk, committee = self.crew.desk, self.crew.committee
        signed = self.begins - dt.timedelta(days=4)
        price = self.total * (100 - self.number % 4) // 100
        number = f"KH2018-{self.number + 1:02d}"
        contract = works.sign(
            actor=committee, at=_at(signed), project_key=self.key, number=number, contractor=self.matter["who"],
            chosen="三家比选，议事会成员参加", signed=signed, amount=price, start=self.begins, finish=self.ends,
        )  # fmt: skip
        works.start(actor=desk, at=_at(self.begins), project_key=self.key, on=self.begins)
        if self.number != BARE:
            council_proof.signed_paper(desk, contract, self.matter, number, price, signed)
            council_proof.picture(self.drawing, desk, self.key, "before", self.begins)
        middle = self.begins + dt.timedelta(days=18)
        works.supervise(
            actor=self.crew.watch,
            at=_at(middle),
            project_key=self.key,
            on=middle,
            finding="fine",
            text="材料与清单一致，现场有围挡和提示。",
        )
        if self.number == 6:
            works.change(
                actor=desk,
                at=_at(middle),
                project_key=self.key,
                on=middle,
                what="花苗品种由月季改为绣球",
                reason="苗圃缺货，价格相同",
                cost=0,
            )
        works.report(
            actor=desk,
            at=_at(self.ends),
            project_key=self.key,
            on=self.ends,
            percent=100,
            text="全部完成，等待验收。",
        )
        council_proof.picture(self.drawing, desk, self.key, "after", self.ends)
        early = self._advance(contract, price, middle) if self.number == 8 else 0
        accepted = self._accept()
        self._pay(contract, price - early, accepted)
        self._close(accepted)

    def _accept(self) -> dt.date:
        on = self.ends + dt.timedelta(days=3)
        people = [
            Named("冯议事", "resident"),
            Named("居民代表", "resident"),
            Named("郑监委", "supervisor"),
            Named("陈委员", "committee"),
        ]
        defects = [("两处地垫翘边，需重新固定", on + dt.timedelta(days=10))] if self.with_defect else []
        works.accept(
            actor=self.crew.desk, at=_at(on), project_key=self.key, on=on, text="逐项核对数量和质量。" if not defects else "数量相符，有一处要整改。",
            people=people, defects=defects,
        )  # fmt: skip
        if not defects:
            return on
        held = projects.page(self.crew.desk, self.key).acceptances[-1]["defects"][0]["id"]
        mended, again = on + dt.timedelta(days=6), on + dt.timedelta(days=8)
        works.mend(actor=self.crew.desk, at=_at(mended), defect=held, on=mended, note="已重新固定并压边。")
        works.accept(
            actor=self.crew.desk,
            at=_at(again),
            project_key=self.key,
            on=again,
            text="复验合格。",
            people=people,
        )
        return again

    def _pay(self, contract: int, price: int, accepted: dt.date) -> None:
        asked, signed, paid = (accepted + dt.timedelta(days=days) for days in (5, 7, 10))
        self._paid(contract, price, asked, signed, paid, "项目款", "", "B")
        payments.settle(actor=self.crew.desk, at=_at(paid), project_key=self.key, on=paid)

    def _paid(
        self, contract: int, price: int, asked: dt.date, signed: dt.date, paid: dt.date, what: str, early: str, series: str
    ) -> None:  # fmt: skip
        """Proposed by the desk, signed by the secretary, paid by the bank."""
        desk = self.crew.desk
        key = payments.propose(
            actor=desk, at=_at(asked), project_key=self.key, on=asked, fund=self.fund, contract=contract, payee=self.matter["who"],
            purpose=f"{self.matter['title']}{what}", amount=price, invoice=f"{series}0510{self.number + 18_0000:06d}", invoiced=asked,
            early=early,
        )  # fmt: skip
        content = f"发票（演示） {self.matter['who']} {price // 100} 元".encode()
        payments.attach(
            actor=desk,
            at=_at(asked),
            payment=key,
            kind="invoice",
            name="发票.txt",
            content=content,
            media="text/plain",
        )
        payments.approve(actor=self.crew.secretary, at=_at(signed), payment=key, on=signed)
        payments.pay(
            actor=desk, at=_at(paid), payment=key, on=paid, reference=f"{series}2018{self.number + 1:06d}"
        )

    def _advance(self, contract: int, price: int, on: dt.date) -> int:
        """A third is paid before the acceptance, with its reason: the auditor reads it."""
        part = price // 3
        self._paid(
            contract,
            part,
            on,
            on + dt.timedelta(days=1),
            on + dt.timedelta(days=2),
            "预付款",
            "厂家要求先付定金才排产",
            "A",
        )
        return part

    def _close(self, accepted: dt.date) -> None:
        shown = accepted + dt.timedelta(days=12)
        closing.show_result(
            actor=self.crew.committee, at=_at(shown), project_key=self.key, on=shown, beneficiaries=self.matter["serves"],
            result=f"{self.matter['title']}已完成，验收合格并付清款项。", starts=shown, ends=shown + dt.timedelta(days=7),
            title=f"实施结果公示：{self.matter['title']}",
            text=f"{self.matter['title']}已完成并通过验收。预算 {self.total // 100} 元，受益 {self.matter['serves']} 人。",
        )  # fmt: skip
        closing.issue_ratings(
            actor=self.crew.desk, at=_at(shown), project_key=self.key, on=shown, sheets=RATED
        )
        back = shown + dt.timedelta(days=9)
        numbers = self.rng.sample(range(1, RATED + 1), BACK)
        ratings = [
            (
                number,
                ("very" if self.rng.random() < 0.45 else "satisfied")
                if self.rng.random() < CONTENT
                else self.rng.choice(("fair", "fair", "not")),
                "",
            )
            for number in sorted(numbers)
        ]
        closing.take_ratings(
            actor=self.crew.desk, at=_at(back), project_key=self.key, on=back, ratings=ratings
        )
        closing.rate(actor=self.crew.desk, at=_at(back), project_key=self.key, on=back)


def _next_year(crew: Crew, rng: random.Random, *, small: bool) -> None:
    """December: the round for 2019 has begun, sheets are out, the first opinions wait to be sorted."""
    begins = dt.date(2018, 12, 20)
    made = opinions.open_round(
        actor=crew.desk,
        at=_at(begins),
        title="2019 年居民意见征集",
        year=2019,
        start=begins,
        end=dt.date(2019, 1, 16),
    )
    opinions.issue(actor=crew.desk, at=_at(begins), collection=made, on=begins, most=20 if small else 120)
    on = dt.date(2018, 12, 26)
    for text, kind, place in (
        ("门口台阶加个扶手", "old_young", "英国小镇"),
        ("旧衣回收箱满了没人收", "environment", "快活新居"),
        ("想办个图书角", "learning", "青年公寓"),
    ):
        opinions.hear(
            actor=crew.desk,
            at=_at(on),
            channel="meeting",
            on=on,
            words=Words(text, kind, place),
            author="院落坝坝会",
            collection=made,
        )


def _at(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(16), clock.SHANGHAI).astimezone(dt.UTC)
