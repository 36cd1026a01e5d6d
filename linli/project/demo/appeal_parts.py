"""Parts that lives of appeals share: worked on, waited for, taken up above, finished, ended with the resident's word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator

from linli.base import clock
from linli.kernel.worktime import is_working_day

from .appeal_case import HELPERS, Case

Life = Generator[dt.datetime | None, dt.datetime, None]
Part = Generator[dt.datetime | None, dt.datetime, dt.datetime]

_PLEASED = ("可以，弄好了", "谢谢你们跑这一趟", "比我想的快", "没得问题", "办得可以", "")
_MOSTLY = ("好是好了，就是等得久", "基本可以，看后头会不会又这样", "态度好，速度再快点嘛", "")
_ANGRY = ("过两天又是老样子", "只弄了一半，还在漏", "电话里说好了的，没来", "没人跟我说结果")
_PROGRESS = (
    "材料已经下单，明天到。",
    "师傅来看过，量好了尺寸。",
    "已经约好两家，周末面谈。",
    "正在等厂家回话，有消息马上说。",
)
_WAITING = ("等住户回来开门", "等厂家配件", "等业主代表商量", "等天晴了再补路面")
_DEPARTMENTS = ("综合执法队", "市政维护队", "环保专员", "派出所", "拆迁办", "市场监管所")
_RESULTS = (
    "部门已到现场处理，当事人当场整改。", "执法队下达整改通知，到期复查合格。", "市政已排进本周维修，现已完成。",
    "已约谈企业，整改后复测达标。", "派出所已立案，进展由民警直接告知。",
)  # fmt: skip


def worked(case: Case, at: dt.datetime, late: float) -> Part:
    """The explicit answer now, then the work until it is done."""
    low, high = case.matter["n"]
    most = 6 if case.level == "compound" else 26
    days = min(case.crew.rng.randint(low, max(low, min(high, most) * 2 // 3)), most)
    day = day_ahead(case, at, days)
    case.promise(at, day)
    at = yield case.crew.after(at, 20, 240)
    if case.chance(0.45) and case.state(at) == "promised":
        case.start(at)
    if days > 3 and case.chance(0.35):
        at = yield case.crew.days_on(at, 1)
        case.progress(at, case.crew.rng.choice(_PROGRESS))
    if days > 4 and case.chance(0.16):
        at = yield from waited(case, at, day)
    close = case.crew.close(day) or at
    if case.chance(late):
        at = yield case.crew.days_on(max(at, close), case.crew.rng.randint(1, 3))
    else:
        start = max(
            at, case.crew.opened(close - dt.timedelta(days=case.crew.rng.choice((0, 0, 1, 1, 2, 3)), hours=6))
        )
        at = yield case.crew.before(start, max(close, start + dt.timedelta(minutes=30)))
    return (yield from finished(case, at))


def waited(case: Case, at: dt.datetime, day: dt.date) -> Part:
    """On hold for somebody, then on again; or a later day granted by somebody else."""
    if case.chance(0.6):
        until = working_from(case, clock.day_of(at) + dt.timedelta(days=case.crew.rng.randint(2, 5)))
        case.hold(at, case.crew.rng.choice(_WAITING), until)
        at = yield case.crew.days_on(at, case.crew.rng.randint(2, 4))
        if case.state(at) == "on_hold":
            case.resume(at)
        return at
    at = yield case.crew.days_on(at, 2)
    if case.state(at) == "in_hand" and case.keeper != "liangwei":
        later = working_from(case, day + dt.timedelta(days=case.crew.rng.randint(3, 8)))
        case.extend(at, "liangwei", "promise", later, "工程量比预计大，已向居民说明")
    return at


def above(case: Case, at: dt.datetime, *, called: bool = True) -> Part:
    """At the subdistrict: a department is called, comes, and answers."""
    at = yield case.crew.after(at, 40, 600)
    case.dispatch(at, case.crew.rng.choice(_DEPARTMENTS))
    at = yield case.crew.after(at, 30, 900)
    case.arrive(at)
    at = yield case.crew.days_on(at, case.crew.rng.choice((1, 2, 2, 3, 5)))
    case.send_back(at, case.crew.rng.choice(_RESULTS))
    if called and case.chance(0.5):
        at = yield case.crew.after(at, 20, 200)
        case.rate_department(at, case.crew.rng.choice(("good", "good", "fair", "poor")))
    return (yield case.crew.after(at, 20, 300))


def finished(case: Case, at: dt.datetime) -> Part:
    """The final answer, told by a person; then the revisit."""
    if case.state(at) == "sent_up":
        at = yield from above(case, at, called=False)
    if not case.keeper:
        case.seize(at)
        at = yield case.crew.after(at, 5, 30)
    explained = case.has("ex") and case.chance(0.14)
    outcome = case.crew.rng.choice(("explained", "not_feasible")) if explained else "solved"
    if case.level == "beyond":
        outcome = "transferred"
    case.answer(at, outcome)
    at = yield case.crew.after(at, 8, 260)
    by = case.keeper if case.keeper != "jianwei" else "shegong"
    if case.first.startswith(HELPERS) and case.naming != "anonymous":
        case.carry(at, case.first)
    elif not case.ring(at, case.teller(by)):
        case.carry(at, "shegong2" if case.naming == "anonymous" else by)
    return (yield from ended(case, at))


def ended(case: Case, at: dt.datetime, again: int = 0) -> Part:
    """The resident says whether it is solved; not satisfied is done again."""
    rng = case.crew.rng
    at = yield case.crew.days_on(at, rng.choice((1, 1, 1, 2, 2, 3) if case.chance(0.96) else (5,)))
    by_code = case.chance(0.34 if case.naming == "anonymous" else 0.16)
    by = case.crew.other_of_desk(case.keeper)
    if not by_code and case.chance(0.7 if case.naming == "anonymous" else 0.035):
        for _ in range(3):
            case.miss(at, by)
            at = yield case.crew.days_on(at, 1)
        case.close(at, by)
        return at
    share = (0.06 if case.chance(0.8) else 0.12) if again == 0 else 0.04
    draw = rng.random()
    if draw < share and again < 2:
        case.rate(at, "not", rng.choice(_ANGRY), "" if by_code else by)
        at = yield case.crew.after(at, 30, 200)
        if case.state(at) == "redo":
            case.start(at)
        at = yield case.crew.days_on(at, rng.randint(1, 2))
        if case.state(at) == "sent_up":
            at = yield from above(case, at, called=False)
        case.answer(at)
        at = yield case.crew.after(at, 8, 200)
        if not case.ring(at, case.teller(case.keeper)):
            case.carry(at, "shegong2")
        return (yield from ended(case, at, again + 1))
    if draw < share + 0.2:
        case.rate(at, "mostly", rng.choice(_MOSTLY), "" if by_code else by)
    else:
        case.rate(at, "satisfied", rng.choice(_PLEASED), "" if by_code else by)
    if case.consents and case.reply and case.chance(0.7):
        at = yield case.crew.days_on(at, rng.randint(1, 3))
        case.release(at, "shegong" if case.chance(0.7) else "liangwei")
    return at


def working_from(case: Case, day: dt.date) -> dt.date:
    """The day itself or the next working day."""
    while not is_working_day(case.crew.calendar, day):
        day += dt.timedelta(days=1)
    return day


def day_ahead(case: Case, at: dt.datetime, ahead: int) -> dt.date:
    """A working day about so many days ahead, never farther."""
    first = clock.day_of(at)
    day = first + dt.timedelta(days=ahead)
    while day > first and not is_working_day(case.crew.calendar, day):
        day -= dt.timedelta(days=1)
    return day
