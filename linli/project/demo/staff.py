"""Who works here: one demonstration account for each role, grid workers for each grid, the duty roster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.kernel import actor as roles

START = dt.date(2016, 3, 1)


@dataclass(frozen=True)
class Worker:
    """One account to make: user name, name, role, and since when."""

    username: str
    name: str
    role: str
    since: dt.date = START


#: 快活社区. The secretary has worked here since 2007 and is secretary since 2016.
HERE = (
    Worker("shuji", "王书记", roles.SECRETARY, dt.date(2016, 9, 1)),
    Worker("liangwei", "陈委员", roles.COMMITTEE, dt.date(2013, 12, 1)),
    Worker("shegong", "周社工", roles.SOCIAL_WORKER),
    Worker("tiaojie", "吴调解", roles.MEDIATOR),
    Worker("jianwei", "郑监委", roles.SUPERVISOR),
    Worker("yishi", "冯议事", roles.COUNCIL),
    Worker("danwei", "褚联系", roles.UNIT_CONTACT),
    Worker("dangwu", "卫党务", roles.PARTY_AFFAIRS),
    Worker("zhiyuan", "蒋志愿", roles.VOLUNTEER),
    Worker("shenji", "沈审计", roles.AUDITOR),
)
GRID_WORKERS = (
    "李网格员",
    "孙网格员",
    "韩网格员",
    "杨网格员",
    "朱网格员",
    "秦网格员",
    "尤网格员",
    "许网格员",
)
CAPTAINS = ("刘孃孃", "罗叔", "邓师傅", "曾孃孃", "彭老师", "廖大姐", "钟叔")
MESSENGERS = ("谢信使", "唐信使", "邹信使")
ABOVE = Worker("jiedao", "何街道", roles.SUBDISTRICT)
TECHNICIAN = Worker("jishu", "吕技术", roles.TECH_ADMIN)


def appoint_all(
    community: int,
    subdistrict: int,
    grids: dict[int, int],
    captains: dict[int, int],
    at: dt.datetime,
    suffix: str = "",
) -> dict[str, int]:
    """Make the accounts and posts of one community; user name → account id."""
    actor = Actor.system("demonstration", community)
    made = {}
    for one in HERE:
        made[one.username + suffix] = _take_on(
            actor, one.username + suffix, one.name, one.role, community, one.since, at
        )
    for number, cell in grids.items():
        user = f"wangge{number if number > 1 else ''}{suffix}"
        made[user] = _take_on(
            actor, user, GRID_WORKERS[number - 1], roles.GRID_WORKER, community, START, at, cell=cell
        )
    for (user, role), cell in zip(
        (("louzhang", roles.CAPTAIN), ("xinshi", roles.MESSENGER)), captains.values(), strict=False
    ):
        name = "张阿姨" if role == roles.CAPTAIN else "赵信使"
        made[user + suffix] = _take_on(
            actor, user + suffix, name, role, community, START, at, cell=cell, full_time=False
        )
    made[ABOVE.username + suffix] = _take_on(
        actor, ABOVE.username + suffix, ABOVE.name, ABOVE.role, subdistrict, START, at
    )
    return made


def helpers(community: int, grids: dict[int, int], at: dt.datetime, suffix: str = "") -> dict[str, int]:
    """A second social worker, a captain in every second other grid and one more messenger."""
    actor = Actor.system("demonstration", community)
    made = {
        f"shegong2{suffix}": _take_on(
            actor, f"shegong2{suffix}", "林社工", roles.SOCIAL_WORKER, community, START, at
        )
    }
    for number, cell in list(grids.items())[2::2]:
        user = f"louzhang{number}{suffix}"
        name = CAPTAINS[number - 2]
        made[user] = _take_on(
            actor, user, name, roles.CAPTAIN, community, START, at, cell=cell, full_time=False
        )
    for number, cell in list(grids.items())[3:4]:
        user = f"xinshi{number}{suffix}"
        name = MESSENGERS[number % len(MESSENGERS)]
        made[user] = _take_on(actor, user, name, roles.MESSENGER, community, START, at, cell=cell, full_time=False)  # fmt: skip
    return made


def technician(at: dt.datetime, area: int) -> int:
    """The technical administrator of the installation; sees no resident."""
    actor = Actor.system("demonstration")
    return _take_on(actor, TECHNICIAN.username, TECHNICIAN.name, TECHNICIAN.role, area, START, at)


def roster(community: int, workers: dict[str, int], first: dt.date, days: int, at: dt.datetime) -> None:
    """Duty in turn, on the community's duty phone: from nine to nine, at weekends from six in the evening on."""
    actor = Actor.system("demonstration", community)
    turn = [user for name, user in workers.items() if name.startswith(("shegong", "wangge", "liangwei"))]
    for index, user in enumerate(turn):
        shifts = [
            accounts.Shift(_at(day, 18 if day.weekday() > 4 else 9), _at(day + dt.timedelta(days=1), 9))
            for offset in range(index, days, len(turn))
            for day in (first + dt.timedelta(days=offset),)
        ]
        if shifts:
            accounts.enter_shifts(
                actor=actor, user_id=user, phone="028-87310012", shifts=shifts, on=clock.day_of(at), at=at
            )


def _take_on(
    actor: Actor, username: str, name: str, role: str, area: int, start: dt.date, at: dt.datetime,
    cell: int = 0, full_time: bool = True,
) -> int:  # fmt: skip
    made = accounts.make_account(
        actor=actor, username=username, name=name, password=accounts.DEMO_PASSWORD, at=at
    )
    accounts.appoint(
        actor=actor,
        user_id=made.user_id,
        role=role,
        area=area,
        cell=cell,
        start=start,
        at=at,
        full_time=full_time,
        known=False,
    )
    return made.user_id


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
