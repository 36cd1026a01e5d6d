"""Bodies of a demonstration community and what they decided in 2018: seats held by residents, meetings, votes, four steps."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from linli.accounts import api as accounts
from linli.council import api as council
from linli.kernel import Actor
from linli.residents import api as residents
from linli.residents.api import PersonRow

ELECTED = dt.date(2017, 3, 20)
BEFORE = dt.date(2017, 12, 31)
PLACE = "社区议事厅"
_REASONS = ("出差", "生病", "照顾家人", "外地探亲")
#: Kind, name, seats, founded.
_BODIES = (
    ("assembly", "居民会议", None, dt.date(2009, 6, 1)),
    ("representatives", "居民代表会议", 60, dt.date(2009, 6, 1)),
    ("council", "居民议事会", 24, dt.date(2012, 9, 1)),
    ("committee", "社区两委", 9, dt.date(2009, 6, 1)),
    ("party", "社区党员大会", None, dt.date(2009, 6, 1)),
    ("supervision", "居务监督委员会", 7, dt.date(2012, 9, 1)),
)
#: Seats of accounts of the house: body and place → user name, name, sex.
_KNOWN = {
    ("committee", 0): ("shuji", "王书记", "1"), ("committee", 1): ("liangwei", "陈委员", "1"), ("council", 0): ("yishi", "冯议事", "1"),
    ("supervision", 0): ("jianwei", "郑监委", "2"),
}  # fmt: skip


@dataclass
class House:
    """The bodies of a community, and who enters what they do: `first` at the desk, `second` reads votes again."""

    first: Actor
    second: Actor
    small: bool
    rng: random.Random
    bodies: dict[str, int] = field(default_factory=dict)


def bodies(workers: dict[str, int], suffix: str, at: dt.datetime) -> House:
    """Found the bodies and seat residents in them. Needs the community in scope."""
    first, second = (accounts.actor(workers[name + suffix], at.date()) for name in ("shegong", "liangwei"))
    house = House(first, second, bool(suffix), random.Random(24))  # noqa: S311 - invented people, not secrets
    everybody = residents.listing(
        first, residents.PeopleFilter(kind="hukou_here", ages=(32, 78)), on=BEFORE, size=1000
    ).rows
    heads = _one_of_each_home(house.rng, list(everybody))
    for kind, name, size, founded in _BODIES:
        seats = _share(size, small=house.small)
        house.bodies[kind] = council.found_body(
            actor=first, at=_noon(BEFORE), kind=kind, name=name, on=founded, size=seats
        )
        if seats is None:
            continue
        council.seat_all(
            actor=first, at=_noon(BEFORE), body=house.bodies[kind], start=ELECTED, no_kin=True,
            who=[_sitting(kind, heads.pop(), number, workers, suffix) for number in range(seats)],
        )  # fmt: skip
    if not house.small:
        _changes(house, heads)
    return house


def meetings(house: House) -> None:
    """The year's meetings apart from that on the projects."""
    _assembly(house)
    for month, day, away in ((3, 22, 9), (6, 21, 12), (9, 27, 10), (12, 18, 14)):
        _representatives(house, dt.date(2018, month, day), away)
    _council(house)
    for on in (dt.date(2018, 6, 12), dt.date(2018, 10, 16)):
        key = _held(house, "supervision", on, on.month == 10)
        motion = _put(house, key, on, "半年监督情况", "核对项目资金和验收记录")
        _show(house, key, motion, on)
    _parking(house)


def decide_projects(
    house: House, projects: Sequence[tuple[int, str]], *, lost: Collection[int] = (), deferred: Collection[int] = ()
) -> dict[int, int]:  # fmt: skip
    """The council votes item by item on projects (key, title), 20 of 24 there and one recused; project → motion.

    Before that the Party committee proposed the list, both committees consulted and the Party members reviewed it; every
    carried project has taken these four steps.
    """
    consulted, reviewed = _list_of_projects(house)
    on = dt.date(2018, 4, 19)
    missing = 1 if house.small else 4
    meeting = _held(house, "council", on, 4, topics="2018 年保障资金项目逐项票决")
    motions = {
        key: council.put(actor=house.first, at=_at(on, 9), meeting=meeting, title=title, subject="council.project", key=key)
        for key, title in projects
    }  # fmt: skip
    roll = [one.id for one in council.roll(house.bodies["council"], on)]
    there = roll[: len(roll) - missing]
    first_project = projects[0][0]
    council.recuse(
        actor=house.first, at=_at(on, 9), motion=motions[first_project], seat=there[3], reason="本人经营的门店在项目范围内"
    )  # fmt: skip
    for key in deferred:
        council.defer(
            actor=house.first, at=_at(on, 11), motion=motions[key], reason="方案和报价还不清楚，补充后再议"
        )
    voted = [key for key, _title in projects if key not in deferred]
    answers = {}
    for key in voted:
        voters = [seat for number, seat in enumerate(there) if key != first_project or number != 3]
        answers[motions[key]] = _answers(house.rng, voters, against=key in lost)
    council.enter(actor=house.first, at=_at(on, 15), meeting=meeting, answers=answers)
    council.check(actor=house.second, at=_at(on, 16), meeting=meeting, answers=answers)
    council.write(
        actor=house.first, at=_at(on, 17), meeting=meeting, topics="2018 年保障资金项目逐项票决",
        minutes="主持人说明项目来源和预算，成员逐项发言后记名表决。一名成员与第一个项目有利害关系，回避该项表决。计票由两人核对。",
    )  # fmt: skip
    for key, title in projects:
        if key not in lost and key not in deferred:
            _four_steps(house, key, title, consulted, reviewed, motions[key])
    for key in voted:
        if key not in lost:
            council.resolve(
                actor=house.first,
                at=_at(on, 17),
                motion=motions[key],
                text=f"同意实施“{dict(projects)[key]}”。",
            )
    task = council.follow(
        actor=house.first, at=_at(on, 17), meeting=meeting, text="项目清单报街道备案", who="周社工", until=dt.date(2018, 4, 27)
    )  # fmt: skip
    filed = dt.date(2018, 4, 26)
    council.finish(actor=house.first, at=_noon(filed), follow_up=task, on=filed, outcome="已报街道，收到回执")
    return motions


def _list_of_projects(house: House) -> tuple[int, int]:
    """Both committees on 10 April, the Party members on 16 April; their motions."""
    on = dt.date(2018, 4, 10)
    key = _held(house, "committee", on, 0)
    consulted = _put(house, key, on, "商议 2018 年保障资金项目清单", "对照正负面清单逐项核对")
    _show(house, key, consulted, on)
    on = dt.date(2018, 4, 16)
    should, present, women = (145, 118, 49) if not house.small else (10, 9, 4)
    key = _called(house, "party", on)
    council.hold_counted(
        actor=house.first, at=_at(on, 12), meeting=key, should=should, present=present, women=women, chair="王书记", recorder="卫党务"
    )  # fmt: skip
    reviewed = _put(house, key, on, "审议 2018 年保障资金项目清单", "")
    _show(house, key, reviewed, on, present)
    return consulted, reviewed


def _four_steps(house: House, key: int, title: str, consulted: int, reviewed: int, decided: int) -> None:
    at = _at(dt.date(2018, 4, 19), 18)
    way = council.begin(
        actor=house.first, at=at, title=title, start=dt.date(2018, 4, 8), subject="council.project", key=key
    )
    council.take(
        actor=house.first, at=at, process=way, kind="propose", on=dt.date(2018, 4, 8), who="社区党委", text="提议列入 2018 年项目清单"
    )  # fmt: skip
    for kind, motion in (("consult", consulted), ("review", reviewed), ("decide", decided)):
        council.take(actor=house.first, at=at, process=way, kind=kind, motion=motion)


def _assembly(house: House) -> None:
    """居民会议: a counted meeting of one from each household."""
    on = dt.date(2018, 1, 20)
    should, present, women = (1180, 642, 371) if not house.small else (90, 52, 30)
    key = _called(house, "assembly", on, "修订居民公约")
    council.hold_counted(
        actor=house.first, at=_at(on, 12), meeting=key, should=should, present=present, women=women, chair="王书记", recorder="周社工"
    )  # fmt: skip
    motion = _put(house, key, on, "修订《居民公约》", "增加楼道不堆物、文明养犬两条")
    _show(house, key, motion, on, present)
    council.resolve(
        actor=house.first,
        at=_at(on, 14),
        motion=motion,
        text="通过修订后的《居民公约》，自 2018 年 2 月 1 日起施行。",
    )


def _representatives(house: House, on: dt.date, away: int) -> None:
    key = _held(house, "representatives", on, away)
    quarter = (on.month + 2) // 3
    report = council.put(
        actor=house.first, at=_at(on, 9), meeting=key, title=f"第 {quarter} 季度居务财务情况", kind="report"
    )
    council.hear(actor=house.first, at=_at(on, 11), motion=report)
    motion = _put(house, key, on, f"通过第 {quarter} 季度居务公开内容", "")
    _show(house, key, motion, on)
    council.write(
        actor=house.first,
        at=_at(on, 17),
        meeting=key,
        minutes="听取居务、财务情况，代表提问并得到答复，逐项表决。",
        topics="",
    )


def _council(house: House) -> None:
    """议事会 in spring, in autumn, and without a quorum in December: called again for January."""
    for on, away, title in (
        (dt.date(2018, 3, 15), 2, "2018 年议事会工作计划"),
        (dt.date(2018, 9, 20), 3, "增设晾衣架项目变更的意见"),
    ):
        key = _held(house, "council", on, away)
        motion = _put(house, key, on, title, "")
        _show(house, key, motion, on)
        council.write(
            actor=house.first,
            at=_at(on, 17),
            meeting=key,
            minutes="成员逐个发言，举手表决，两人计票。",
            topics="",
        )
    on = dt.date(2018, 12, 20)
    key = _held(house, "council", on, 9, topics="2019 年项目征集办法")
    _put(house, key, on, "2019 年项目意见征集办法", "每户一表，2019 年 1 月发放")
    council.follow(
        actor=house.first, at=_at(on, 17), meeting=key, text="逐个通知请假成员第二次召集的时间", who="周社工", until=dt.date(2018, 12, 28)
    )  # fmt: skip
    if not house.small:
        council.call(
            actor=house.first, at=_at(dt.date(2018, 12, 27), 10), body=house.bodies["council"], on=dt.date(2019, 1, 3), begins=dt.time(14, 30),
            place=PLACE, told=council.Call(dt.date(2018, 12, 27)), second_of=key, topics="第二次召集：2019 年项目征集办法",
        )  # fmt: skip


def _parking(house: House) -> None:
    """A matter that is on its way: proposed, not yet consulted."""
    at = _at(dt.date(2018, 12, 19), 10)
    way = council.begin(
        actor=house.first, at=at, title="快活新居地面停车位重新划线", start=dt.date(2018, 12, 19)
    )
    council.take(
        actor=house.first, at=at, process=way, kind="propose", on=dt.date(2018, 12, 19), who="快活新居党支部", text="居民反映多次，提议列入议事"
    )  # fmt: skip


def _called(house: House, kind: str, on: dt.date, topics: str = "") -> int:
    told = on - dt.timedelta(days=5)
    return council.call(
        actor=house.first, at=_at(told, 10), body=house.bodies[kind], on=on, begins=dt.time(14, 30), place=PLACE, told=council.Call(told),
        topics=topics,
    )  # fmt: skip


def _held(house: House, kind: str, on: dt.date, away: int, topics: str = "") -> int:
    """A meeting with its attendance; the last `away` of the roll were not there."""
    key = _called(house, kind, on, topics)
    roll = [one.id for one in council.roll(house.bodies[kind], on)]
    away = away // 4 if house.small else away
    missing = roll[len(roll) - away :]
    council.hold(
        actor=house.first, at=_at(on, 15), meeting=key, away={one: ("leave", house.rng.choice(_REASONS)) for one in missing},
        chair="冯议事" if kind == "council" else "王书记", recorder="周社工",
    )  # fmt: skip
    return key


def _put(house: House, meeting: int, on: dt.date, title: str, text: str) -> int:
    return council.put(actor=house.first, at=_at(on, 9), meeting=meeting, title=title, text=text)


def _show(house: House, meeting: int, motion: int, on: dt.date, present: int | None = None) -> None:
    """A show of hands: some against, some abstain."""
    if present is None:
        present = council.attended(house.first, meeting)
    no, abstain = present // 20, present // 12
    council.count(
        actor=house.first, at=_at(on, 16), motion=motion, yes=present - no - abstain, no=no, abstain=abstain, tellers=("周社工", "林社工")
    )  # fmt: skip


def _answers(rng: random.Random, voters: list[int], *, against: bool) -> dict[int, str]:
    """Everybody's answer: some against and some abstain, or too few in favour."""
    shuffled = rng.sample(voters, len(voters))
    few = len(voters) // 6
    yes = len(voters) // 3 if against else len(voters) - rng.randint(0, few) - rng.randint(0, few)
    no = yes + (len(voters) - yes) * 2 // 3
    return {
        seat: "yes" if number < yes else "no" if number < no else "abstain"
        for number, seat in enumerate(shuffled)
    }


def _sitting(kind: str, who: PersonRow, number: int, workers: dict[str, int], suffix: str) -> council.Sitting:
    """One seat; accounts of the house sit where their post says so, under their own name."""
    office = ("chair", "deputy")[number] if number < 2 else "member"
    known = _KNOWN.get((kind, number))
    if known is None:
        return council.Sitting(who.name, who.sex, who.id, office=office)
    return council.Sitting(known[1], known[2], None, workers[known[0] + suffix], office)


def _changes(house: House, spare: list[PersonRow]) -> None:
    """A representative moved away in May; another was elected to fill the gap in June."""
    new, on = spare.pop(), dt.date(2018, 5, 14)
    gone = council.roll(house.bodies["representatives"], on)[-1].id
    council.unseat(actor=house.first, at=_noon(on), seat=gone, on=on, ended="moved")
    since = dt.date(2018, 6, 4)
    council.seat(
        actor=house.first, at=_noon(since), body=house.bodies["representatives"], start=since,
        who=council.Sitting(new.name, new.sex, new.id, began="coopted"),
    )  # fmt: skip


def _one_of_each_home(rng: random.Random, people: list[PersonRow]) -> list[PersonRow]:
    """Residents of different households and different names, so that no close relatives sit in bodies together."""
    rng.shuffle(people)
    homes: dict[int, PersonRow] = {}
    names: set[str] = set()
    for one in people:
        if one.household_id and one.household_id not in homes and one.name not in names:
            homes[one.household_id] = one
            names.add(one.name)
    return list(homes.values())


def _share(size: int | None, *, small: bool) -> int | None:
    """A smaller community has smaller bodies."""
    return size if size is None or not small else max(3, size // 4)


def _noon(on: dt.date) -> dt.datetime:
    return _at(on, 12)


def _at(on: dt.date, hour: int) -> dt.datetime:
    """An hour of Chengdu."""
    return dt.datetime.combine(on, dt.time(hour - 8 if hour >= 8 else 0), dt.UTC)
