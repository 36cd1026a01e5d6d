"""A year of help with benefits: the one-off subsidy in one sitting, care subsidies, insurance, old age, the yearly survey.

Who fits is asked of the register on the day; how many there are is counted from the cases that playing leaves behind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.accounts import api as accounts
from linli.base import clock
from linli.care import api as care
from linli.notices.actions import showing
from linli.notices.queries import listing as found
from linli.residents.api import Circumstances

_DAY = dt.timedelta(days=1)
#: One certificate holder is left who has not applied for the one-off subsidy.
LEFT = 1
#: Days on which people apply for the care subsidy, and how many.
CARE = ((dt.date(2018, 4, 9), 4), (dt.date(2018, 8, 6), 5), (dt.date(2018, 12, 17), 1))
INSURED = 6
#: Certificate holders not asked yet, asked but not entered yet.
UNASKED, UNENTERED = 2, 3
_REASONS = (
    "本人表示由子女照料，不申请",
    "正在住院，家属出院后再办",
    "本人不愿申请，已告知政策",
    "户籍准备迁出，迁入地办理",
)
_HOMES = ("与老伴同住", "与子女同住", "独自居住，女儿每周来两次", "与父母同住")
_CAN = ("能自己做饭、洗衣", "能走动，拿重物要人帮", "会用手机，能看电视听广播", "能做手工，想在家接活")
_NEEDS = (
    (("recovery", "需要轮椅"),), (("access", "卫生间要装扶手"), ("recovery", "想做康复训练")), (("learning", "想学缝纫，在家就业"),),
    (("security", "想问养老保险怎么交"),), (("other", "希望有人陪着去医院"),),
)  # fmt: skip
_SERVICES = ("轮椅一辆", "卫生间扶手两处", "康复训练10次", "养老保险政策讲解", "陪同就医1次")


def play(workers: dict[str, int], now: dt.datetime) -> None:
    """Live the year up to `now`. `workers` are the accounts by user name; the community is in scope."""
    Year(workers, now).run()


class Year:
    """Who does what; every day is a day of 2018."""

    def __init__(self, workers: dict[str, int], now: dt.datetime) -> None:
        self.on = clock.day_of(now)
        self.desk, self.lead = (accounts.actor(workers[name], self.on) for name in ("shegong", "shuji"))

    def run(self) -> None:
        """One scheme after the other, then the survey."""
        self._old_age()
        self._one_off()
        self._care()
        self._insurance()
        self._allowance()
        self._survey()

    def _fitting(self, scheme: str, on: dt.date) -> list[Circumstances]:
        own = care.own(self.desk, on)
        return care.fitting(self.desk, [own[scheme]], on=on, everybody=False)[scheme]

    def _old_age(self) -> None:
        """Who is eighty in February applies in one sitting; in September who has turned eighty meanwhile."""
        first, later = dt.date(2018, 2, 5), dt.date(2018, 9, 10)
        early = [one.id for one in self._fitting("old_age", first)]
        since = [one.id for one in self._fitting("old_age", later) if one.id not in early]
        for day, people, number in (
            (first, early, "文家街老〔2018〕2号"),
            (later, since[:-1], "文家街老〔2018〕9号"),
        ):
            if people:
                keys = self._taken("old_age", people, day, "together")
                self._on(keys, day + 2 * _DAY)
                self._decided(keys, day + 20 * _DAY, number, fen=10_000)
                if day == first:
                    care.confirm(
                        actor=self.desk,
                        at=_at(later, 16),
                        on=later,
                        applications=keys[::2],
                        day=later,
                        way="visit",
                    )

    def _one_off(self) -> None:
        """Everybody with a certificate but one, in one sitting."""
        day = dt.date(2018, 3, 12)
        people = [one.id for one in self._fitting("one_off", day)]
        keys = self._taken("one_off", people[:-LEFT], day, "together")
        self._shown(keys, day + 3 * _DAY)
        self._on(keys, day + 10 * _DAY)
        self._decided(keys, dt.date(2018, 4, 16), "青残联〔2018〕18号", fen=60_000)
        care.archive(
            actor=self.desk, at=_at(dt.date(2018, 5, 31), 10), on=dt.date(2018, 5, 31), applications=keys
        )

    def _care(self) -> None:
        """Ten of level 1 or 2; the last one's notice still stands. Some do not want to apply, the others are prompted."""
        people = [one.id for one in self._fitting("severe_care", CARE[0][0])]
        for number, (day, count) in enumerate(CARE):
            mine, people = people[:count], people[count:]
            keys = self._taken("severe_care", mine, day, "home")
            for key in keys:
                care.survey(
                    actor=self.desk, at=_at(day + 2 * _DAY, 16), on=day + 2 * _DAY, applications=[key], day=day + 2 * _DAY,
                    people="周社工、林社工", result="情况属实，生活需要家人照料。",
                )  # fmt: skip
            self._shown(keys, day + 5 * _DAY)
            if day + 12 * _DAY < self.on:
                self._on(keys, day + 12 * _DAY)
                self._decided(keys, day + 40 * _DAY, f"青民残〔2018〕{31 + number}号", fen=20_000)
        for who, reason in zip(people, _REASONS, strict=False):
            care.close_prompt(
                actor=self.desk, at=_at(dt.date(2018, 9, 20), 15), on=dt.date(2018, 9, 20), person=who, kind="unclaimed",
                scheme="severe_care", year=2018, reason=reason,
            )  # fmt: skip

    def _insurance(self) -> None:
        """Six people, medical insurance and its supplement of 2019, applied for in October."""
        day = dt.date(2018, 10, 15)
        people = [one.id for one in self._fitting("medical", day)][:INSURED]
        for scheme in ("medical", "illness"):
            keys = self._taken(scheme, people, day, "counter")
            self._on(keys, day + 3 * _DAY)
            self._decided(keys, day + 35 * _DAY, "青医保〔2018〕112号", fen=None)
            care.archive(actor=self.desk, at=_at(day + 60 * _DAY, 10), on=day + 60 * _DAY, applications=keys)
        for who in self._fitting("medical", day)[INSURED : INSURED + 7]:
            for scheme in ("medical", "illness"):
                care.close_prompt(
                    actor=self.desk, at=_at(day + 40 * _DAY, 15), on=day + 40 * _DAY, person=who.id, kind="season", scheme=scheme,
                    year=2019, reason="已参加职工医保，不需要",
                )  # fmt: skip

    def _allowance(self) -> None:
        """Two families ask for the subsistence allowance: one refused with the reason, one still lacks papers."""
        day = dt.date(2018, 6, 4)
        own = care.own(self.desk, day)
        people = [
            one.id
            for one in care.fitting(self.desk, [own["low_income"]], on=day)["low_income"]
            if one.born and one.born.year < 1975
        ][40:42]
        (refused,) = care.apply(
            actor=self.desk, at=_at(day, 10), on=day, scheme="low_income", persons=people[:1]
        )
        care.accept(
            actor=self.desk, at=_at(day + _DAY, 9), on=day + _DAY, applications=[refused], opinion="材料齐全"
        )
        care.survey(
            actor=self.desk, at=_at(day + 3 * _DAY, 16), on=day + 3 * _DAY, applications=[refused], day=day + 3 * _DAY,
            people="周社工、陈委员", result="两口人，一人打零工，收入不稳定。",
        )  # fmt: skip
        care.hear(
            actor=self.desk, at=_at(day + 7 * _DAY, 16), on=day + 7 * _DAY, applications=[refused], day=day + 7 * _DAY, should=11, agree=8,
            against=2,
        )  # fmt: skip
        self._shown([refused], day + 9 * _DAY)
        self._on([refused], day + 21 * _DAY)
        day = dt.date(2018, 7, 23)
        care.decide(
            actor=self.desk, at=_at(day, 15), on=day, applications=[refused], granted=False, number="青民救〔2018〕207号", day=day - _DAY,
            reason="家庭人均收入高于低保标准",
        )  # fmt: skip
        day = dt.date(2018, 12, 20)
        (lacking,) = care.apply(
            actor=self.desk, at=_at(day, 10), on=day, scheme="low_income", persons=people[1:], received=["申请书", "家庭成员身份证和户口簿复印件"]
        )  # fmt: skip
        care.ask_supplement(
            actor=self.desk, at=_at(day, 11), on=day, application=lacking, lacking=["收入证明", "财产申报和查询授权书"], due=self.on + _DAY
        )  # fmt: skip

    def _survey(self) -> None:
        """Door by door from May to November; what was planned is entered in the federation's system two weeks later."""
        people = self._fitting("one_off", self.on)
        for number, who in enumerate(people[:-UNASKED]):
            day = dt.date(2018, 5, 7) + dt.timedelta(days=number * 3)
            answers = care.Answers(
                "本人" if number % 3 else "家属代答", _HOMES[number % len(_HOMES)], _CAN[number % len(_CAN)], _NEEDS[number % len(_NEEDS)]
            )  # fmt: skip
            key = care.survey_person(
                actor=self.desk, at=_at(day, 16), on=day, person=who.id, day=day, answers=answers
            )
            care.plan_services(
                actor=self.desk, at=_at(day + 7 * _DAY, 10), survey=key, plan=f"协调{_SERVICES[number % len(_SERVICES)]}，年内回访一次。",
                services=[((day + 10 * _DAY).isoformat(), _SERVICES[number % len(_SERVICES)], "区残联")] if number % 2 else [],
            )  # fmt: skip
            if number < len(people) - UNASKED - UNENTERED:
                entered = day + 14 * _DAY
                care.enter(
                    actor=self.desk,
                    at=_at(entered, 15),
                    on=entered,
                    survey=key,
                    day=entered,
                    receipt=f"LTCY2018{number + 1:04d}",
                )

    def _taken(self, scheme: str, people: Sequence[int], day: dt.date, channel: str) -> list[int]:
        keys = care.apply(
            actor=self.desk, at=_at(day, 10), on=day, scheme=scheme, persons=people, channel=channel
        )
        care.accept(
            actor=self.desk,
            at=_at(day + _DAY, 9),
            on=day + _DAY,
            applications=keys,
            opinion="材料齐全，同意受理",
        )
        return keys

    def _shown(self, keys: Sequence[int], first: dt.date) -> None:
        """The notice is approved the day before, and the paper comes down on its last day."""
        notice = care.show(
            actor=self.desk, at=_at(first - 2 * _DAY, 9), on=first - 2 * _DAY, applications=keys, start=first
        )
        showing.approve(actor=self.lead, at=_at(first - _DAY, 16), notice=notice)
        last = found.page(self.desk, notice, on=self.on).row.window.last
        if last < self.on:
            showing.paper_down(actor=self.desk, at=_at(last, 17), notice=notice)

    def _on(self, keys: Sequence[int], day: dt.date) -> None:
        care.forward(
            actor=self.lead, at=_at(day, 15), on=day, applications=keys, opinion="情况属实，同意上报"
        )

    def _decided(self, keys: Sequence[int], day: dt.date, number: str, *, fen: int | None) -> None:
        care.decide(
            actor=self.desk,
            at=_at(day + 2 * _DAY, 10),
            on=day + 2 * _DAY,
            applications=keys,
            granted=True,
            number=number,
            day=day,
        )
        if fen:
            paid = day + 24 * _DAY
            care.pay(actor=self.desk, at=_at(paid, 10), on=paid, applications=keys, day=paid, fen=fen)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
