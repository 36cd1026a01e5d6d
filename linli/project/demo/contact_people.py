"""Captains, messengers and their roster in 2018: a captain for every building, four messengers chosen out of twelve.

Messengers answer by day from April on, the duty phone at night; at weekends a few hours stay open, so that the page of the
week has something to say. Captains with an account see the doors of their own building from the last day on.
"""

from __future__ import annotations

import datetime as dt
import random

from linli.accounts import api as accounts
from linli.base import clock
from linli.contact.actions import captains, exchanges, messengers, recruitments, shifts
from linli.contact.actions.captains import Parts
from linli.contact.actions.recruitments import Parts as Call
from linli.contact.queries import recruitments as calls
from linli.contact.queries import roster
from linli.kernel import Actor
from linli.kernel.rota import spread
from linli.places import api as places

from .world import Human, World

ELECTED = dt.date(2018, 1, 5)
DRAFTED, OPENED, CLOSED = dt.date(2018, 3, 1), dt.date(2018, 3, 5), dt.date(2018, 3, 19)
TERM, TERM_END = dt.date(2018, 4, 1), dt.date(2019, 4, 1)
#: Shifts from the first Monday of the term to the first Sunday of the next year.
FIRST, LAST = dt.date(2018, 4, 2), dt.date(2019, 1, 6)
#: The week from which the whole day of the duty phone stands on the roster already.
WHOLE = dt.date(2018, 12, 24)
#: Who answers when: account or "", name, hours, weekdays (0 is Monday).
PATTERN = (
    ("xinshi", "赵信使", (7, 11), range(7)), ("xinshi4", "唐信使", (11, 15), range(6)),
    ("", "谢小琴", (15, 19), (0, 1, 2, 3, 4, 6)), ("", "邹建平", (19, 22), range(7)),
)  # fmt: skip
_HOURS = ("早上", "上午", "中午", "下午", "晚上", "周末")
_WORDS = ("退休教师，熟悉院落", "在院里住了十年", "会电脑，能记录", "做过居民小组长", "想为邻居出点力", "")
_REASONS = ("本次名额已满，下次招募优先联系", "时间与值守时段不合", "已是文体队伍负责人，精力有限")
TEXT = (
    "社区招募民情信使4名，聘期一年。每天7点到22点轮流接听居民来电，记录诉求并转社区办理；夜间由值班电话接听。"
    "自愿、无偿，每周不超过28小时。凡年满18周岁、在本社区居住的居民均可报名。"
)


def play(secretary: Actor, workers: dict[str, int], world: World, suffix: str, now: dt.datetime) -> None:
    """Enter captains and live the year of the messengers. `workers` are the accounts by user name."""
    rng = random.Random(168)  # noqa: S311 - invented people, not secrets
    _captains(secretary, workers, world, suffix, now, rng)
    if not suffix:
        _nights(secretary, workers, now)
        held = _recruit(secretary, workers, rng)
        _roster(secretary, held)
        _exchanges(secretary, held)


def _captains(
    secretary: Actor, workers: dict[str, int], world: World, suffix: str, now: dt.datetime, rng: random.Random
) -> None:
    """Somebody between 50 and 75 who lives there; where a captain has an account, the account's name."""
    at, today = _at(ELECTED, 15), now.astimezone(clock.SHANGHAI).date()
    living: dict[str, list[Human]] = {}
    for one in world.people:
        if one.kind == "hukou_here" and not one.gone and 1943 <= one.born.year <= 1968:
            living.setdefault(f"{one.home.compound}{one.home.building}", []).append(one)
    grids = {f"{home.compound}{home.building}": home.grid for home in world.homes}
    signing = {
        (int(name.removesuffix(suffix).removeprefix("louzhang") or 1)): (name, user)
        for name, user in workers.items()
        if name.startswith("louzhang")
    }
    names = accounts.names([user for _name, user in signing.values()])
    liaisons = [workers[name + suffix] for name in ("liangwei", "shegong") if name + suffix in workers]
    for place, building in enumerate(one for one in places.buildings(secretary, ELECTED) if one.homes):
        own = signing.pop(grids.get(building.title, 0), None)
        neighbour = rng.choice(living[building.title]) if living.get(building.title) else None
        name = names[own[1]] if own else neighbour.name if neighbour else f"{rng.choice('周吴郑冯褚蒋')}阿姨"
        key = captains.appoint(
            actor=secretary, at=at, building=building.id, start=ELECTED,
            parts=Parts(
                name, sex=neighbour.sex if neighbour and not own else "2",
                born=f"{neighbour.born:%Y-%m}" if neighbour else "", politics="01" if place % 3 == 0 else "13",
                home=neighbour.home.door if neighbour else "", phone=f"1920000{7000 + place + (500 if suffix else 0)}",
                liaison=liaisons[place % len(liaisons)],
            ),
        )  # fmt: skip
        if own:
            captains.sign_in(actor=secretary, at=now, captain=key, user=own[1], on=today)


def _nights(secretary: Actor, workers: dict[str, int], now: dt.datetime) -> None:
    """The duty phone at night for the weeks before those in which it is on the roster all day."""
    turn = [user for name, user in workers.items() if name.startswith(("shegong", "wangge", "liangwei"))]
    nights = spread(FIRST, WHOLE - dt.timedelta(days=1), range(7), dt.time(22), dt.time(7), most=366)
    for index, user in enumerate(turn):
        accounts.enter_shifts(
            actor=secretary, user_id=user, phone="028-87310012", shifts=nights[index :: len(turn)],
            on=clock.day_of(now), at=_at(dt.date(2018, 3, 28), 10),
        )  # fmt: skip


def _recruit(secretary: Actor, workers: dict[str, int], rng: random.Random) -> list[int]:
    """A call in March with a dozen applications, four chosen; the messengers in the order of PATTERN."""
    call = recruitments.draft(
        actor=secretary, at=_at(DRAFTED, 10),
        parts=Call("招募民情信使", TEXT, 4, OPENED, CLOSED, TERM, TERM_END),
    )  # fmt: skip
    recruitments.publish(actor=secretary, at=_at(DRAFTED, 16), recruitment=call)
    names = [one[1] for one in PATTERN] + [
        "温玉兰",
        "柯志强",
        "庞秀英",
        "阮国华",
        "邱丽",
        "聂明",
        "单桂芳",
        "龙海",
    ]
    applicant = recruitments.applicant(secretary.community or 0)
    for number, name in enumerate(names):
        recruitments.apply(
            actor=applicant if number % 3 else secretary, at=_at(OPENED + dt.timedelta(days=number), 9 + number % 8),
            recruitment=call, name=name, phone=f"1920000{8100 + number}", words=rng.choice(_WORDS), hours=rng.choice(_HOURS),
        )  # fmt: skip
    waiting = [
        one.id for one in sorted(calls.page(secretary, call).candidates, key=lambda one: (one.at, one.id))
    ]
    at, chosen = _at(dt.date(2018, 3, 22), 15), []
    for number, candidate in enumerate(waiting):
        if number < len(PATTERN):
            chosen.append(recruitments.choose(actor=secretary, at=at, candidate=candidate))
        elif number == len(waiting) - 1:
            recruitments.withdraw(actor=secretary, at=at, candidate=candidate, reason="搬家")
        else:
            reason = _REASONS[number % len(_REASONS)]
            recruitments.refuse(actor=secretary, at=at, candidate=candidate, reason=reason)
    recruitments.close(actor=secretary, at=at, recruitment=call)
    for key, (username, name, _hours, _days) in zip(chosen, PATTERN, strict=True):
        if username in workers:
            messengers.correct(actor=secretary, at=at, messenger=key, name=name, user=workers[username])
    return chosen


def _roster(secretary: Actor, held: list[int]) -> None:
    """The year by pattern, entered at once."""
    at = _at(dt.date(2018, 3, 29), 11)
    for key, (_username, _name, (begin, close), weekdays) in zip(held, PATTERN, strict=True):
        wanted = spread(FIRST, LAST, weekdays, dt.time(begin), dt.time(close), most=366)
        shifts.enter(actor=secretary, at=at, messenger=key, shifts=wanted)


def _exchanges(secretary: Actor, held: list[int]) -> None:
    """One that was taken in October, and one that is asked for the coming Sunday."""
    first, _second, _third, fourth = held
    at = _at(dt.date(2018, 10, 8), 9)
    asked = exchanges.ask(
        actor=secretary, at=at, shift=_shift(secretary, first, dt.date(2018, 10, 10)), to=fourth, why="体检"
    )
    exchanges.take(actor=secretary, at=at + dt.timedelta(hours=3), exchange=asked, messenger=fourth)
    shift = _shift(secretary, first, dt.date(2018, 12, 30))
    exchanges.ask(actor=secretary, at=_at(dt.date(2018, 12, 27), 19), shift=shift, why="去看外孙")


def _shift(secretary: Actor, messenger: int, day: dt.date) -> int:
    ahead = roster.ahead(secretary, dt.datetime.combine(day, dt.time(), clock.SHANGHAI), messenger, count=1)
    return ahead[0].id


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.SHANGHAI).astimezone(dt.UTC)
