"""The Party organisation of a demonstration community and its year: 9 branches, 145 members, meetings month by month.

Members are people of the register. How many there are is counted from the branch memberships that playing leaves behind.
"""

from __future__ import annotations

import datetime as dt
import random

from linli.base import clock
from linli.kernel import Actor
from linli.party import api as party

from .world import Human, World

#: Members of each branch at the close of the year; a smaller community has the last two.
SIZES = (17, 16, 16, 16, 16, 16, 16, 16, 16)
NAMES = ("第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九")
ELECTED = dt.date(2016, 9, 1)
_REASONS = ("出差", "生病", "照顾老人", "外出探亲")
_TOPICS = {
    "general_meeting": "通报工作，讨论本季度服务居民的安排", "committee_meeting": "研究当月工作", "party_class": "学习党章党规",
    "party_day": "入户走访、打扫楼道", "organised_life": "开展批评和自我批评",
}  # fmt: skip


def play(account: Actor, world: World, *, small: bool = False) -> None:
    """Found the branches, enter the members, live the year. `account` is the party affairs worker."""
    Year(account, world, small).run()


class Year:
    """What the months need to know of each other."""

    def __init__(self, account: Actor, world: World, small: bool) -> None:
        self.actor = account
        self.rng = random.Random(145)  # noqa: S311 - invented people, not secrets
        self.sizes = (5, 5) if small else SIZES
        fitting = [
            one
            for one in world.people
            if one.kind == "hukou_here" and not one.gone and 1933 <= one.born.year <= 1990 and one.number
        ]
        self.people = self.rng.sample(fitting, sum(self.sizes))
        self.rosters: dict[int, list[int]] = {}
        self.names: dict[int, str] = {}

    def run(self) -> None:
        """Organisation, roster, meetings, double check-in."""
        before = _noon(dt.date(2017, 12, 31))
        committee = party.found(
            actor=self.actor, at=before, kind="committee", name="社区党委", on=dt.date(2009, 6, 1)
        )
        party.elect(actor=self.actor, at=before, organisation=committee, on=ELECTED)
        for place, size in enumerate(self.sizes):
            self._branch(committee, place, size, before)
        self._secretary(committee, before)
        for month in range(1, 13):
            for place, branch in enumerate(self.rosters):
                self._meetings(branch, place, month)
        self._planned()
        self._check_ins()

    def _planned(self) -> None:
        """The second branch elects anew in January: its term ends."""
        branch = list(self.rosters)[1]
        party.plan(
            actor=self.actor, at=_noon(dt.date(2018, 12, 27)), organisation=branch, kind="general_meeting", on=dt.date(2019, 1, 9),
            begins=dt.time(14, 30), place="社区会议室", topics="支部换届选举",
        )  # fmt: skip

    def _branch(self, committee: int, place: int, size: int, at: dt.datetime) -> None:
        branch = party.found(
            actor=self.actor, at=at, kind="branch", name=f"{NAMES[place]}党支部", on=dt.date(2010, 7, 1), above=committee,
            rank=place + 1,
        )  # fmt: skip
        elected = dt.date(2014, 1, 20) if place == 1 else ELECTED + dt.timedelta(days=7 * place)
        party.elect(actor=self.actor, at=at, organisation=branch, on=elected)
        taken = [self.people.pop() for _ in range(size)]
        self.rosters[branch] = [
            self._member(one, branch, at, place, number) for number, one in enumerate(taken)
        ]
        for member, office in zip(
            self.rosters[branch], ("secretary", "organisation", "publicity"), strict=False
        ):
            party.appoint(
                actor=self.actor, at=at, member=member, kind=office, on=elected, organisation=branch
            )

    def _member(self, one: Human, branch: int, at: dt.datetime, place: int, number: int) -> int:
        """The last of a branch came this year, that of every third branch is in the probation."""
        new = number == len(SIZES) + 1 and place % 3 == 0
        transferred = number == len(SIZES) + 2 and place % 2 == 0
        joined = dt.date(2018, 7, 1) if new else dt.date(max(1955, one.born.year + 24), 7, 1)
        since = (
            joined
            if new
            else dt.date(2018, 2 + place, 12)
            if transferred
            else max(joined, dt.date(2012, 1, 1))
        )
        made = party.register(
            actor=self.actor, at=_noon(since) if since.year == 2018 else at, on=since, today=max(since, dt.date(2017, 12, 31)),
            parts=party.Parts(
                one.name, one.number, phone=one.phone, education=one.education or self.rng.choice(("20", "30", "60", "70")),
                employment="retired" if one.born.year < 1960 else "working", joined=joined,
            ),
            branch=branch, standing="probationary" if new else "formal",
            way_in="admitted" if new else "transferred" if transferred else "founding",
            came_from="光华街道" if transferred else "",
        )  # fmt: skip
        self.names[made] = one.name
        if number % 5 == 4:
            kind, text = (("skill", "水电维修"), ("skill", "书法"), ("hardship", "家庭困难"))[
                (place + number) % 3
            ]
            party.note(actor=self.actor, at=at, member=made, kind=kind, text=text, on=since)
        return made

    def _secretary(self, committee: int, at: dt.datetime) -> None:
        """Eleven years in community work, the third calendar year as secretary."""
        first = next(iter(self.rosters.values()))[-1]
        party.appoint(actor=self.actor, at=at, member=first, kind="community_work", on=dt.date(2007, 11, 1))
        party.appoint(
            actor=self.actor, at=at, member=first, kind="secretary", on=ELECTED, organisation=committee
        )

    def _meetings(self, branch: int, place: int, month: int) -> None:
        """Monthly the committee and the Party day, quarterly all members and a class; one day in December is still to come."""
        kinds = ["committee_meeting", "party_day"]
        if month % 3 == 0:
            kinds += ["general_meeting", "party_class"]
        if month == 12:
            kinds.append("organised_life")
        for number, kind in enumerate(kinds):
            if month == 12 and kind == "party_day" and place == 2:
                continue
            self._meeting(branch, kind, dt.date(2018, month, 5 + 4 * number + place % 4))

    def _meeting(self, branch: int, kind: str, on: dt.date) -> None:
        at = _noon(on)
        key = party.plan(
            actor=self.actor, at=at, organisation=branch, kind=kind, on=on, begins=dt.time(14, 30), place="社区会议室",
            topics=_TOPICS[kind],
        )  # fmt: skip
        seated = self.rosters[branch][: 3 if kind == "committee_meeting" else 8]
        missing = [] if kind == "committee_meeting" else self.rng.sample(seated[3:], min(1, len(seated[3:])))
        party.hold(
            actor=self.actor, at=at, meeting=key, today=on, away={one: ("leave", self.rng.choice(_REASONS)) for one in missing},
            chair=self.names[self.rosters[branch][0]], recorder=self.names[self.rosters[branch][1]],
        )  # fmt: skip
        if kind == "general_meeting" and on.month == 12:
            voters = len(seated) - len(missing) if len(self.rosters[branch]) < 9 else 10
            party.resolve(
                actor=self.actor,
                at=at,
                meeting=key,
                kind="resolution",
                text="同意下一年度服务居民计划",
                yes=min(voters, 10),
            )

    def _check_ins(self) -> None:
        day = dt.date(2018, 3, 12)
        party.ask(actor=self.actor, at=_noon(day), text="楼道灯具检修", on=day, people=2)
        for name, unit, post in (
            ("李工", "成飞", "设备检修"),
            ("张老师", "文家小学", "课后辅导"),
            ("赵医生", "区医院", "健康咨询"),
        ):
            key = party.check_in(
                actor=self.actor,
                at=_noon(day),
                kind="member",
                unit=unit,
                name=name,
                on=day,
                post=post,
                chosen="claimed",
            )
            for month in (4, 7, 10):
                on = dt.date(2018, month, 14)
                party.serve(
                    actor=self.actor,
                    at=_noon(on),
                    check_in=key,
                    on=on,
                    today=on,
                    text=post,
                    minutes=90,
                    rating="good",
                    signed_by="周社工",
                )
                told = dt.date(2018, month + 2, 20)
                if month < 10:
                    party.feed_back(
                        actor=self.actor,
                        at=_noon(told),
                        check_in=key,
                        day=told,
                        text=f"本季度参加{post}1次，90分钟。",
                        on=told,
                    )


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(17), clock.SHANGHAI).astimezone(dt.UTC)
