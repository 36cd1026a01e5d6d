"""How an appeal goes: each life does one thing and yields the moment of the next.

Nobody is better here than people are: some answers come late, some residents are not satisfied,
some matters are nobody's but the subdistrict's, some are told twice.
"""

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
_REASONS = ("超出社区职责，需要部门到场", "要执法才能制止", "涉及几个单位，社区协调不动", "多次劝说无效")
_DEPARTMENTS = ("综合执法队", "市政维护队", "环保专员", "派出所", "拆迁办", "市场监管所")
_RESULTS = (
    "部门已到现场处理，当事人当场整改。", "执法队下达整改通知，到期复查合格。", "市政已排进本周维修，现已完成。",
    "已约谈企业，整改后复测达标。", "派出所已立案，进展由民警直接告知。",
)  # fmt: skip


def same_day(case: Case, by: str) -> Life:
    """Heard and done the same day."""
    at = yield None
    case.hear(at, by)
    if not case.keeper:
        at = yield case.crew.before(at, case.due)
        case.accept(at, "shegong")
    at = yield case.crew.before(at, case.due)
    explained = case.has("ex") and case.chance(0.12)
    case.solve(at, "explained" if explained else "solved")
    yield from ended(case, at)


def promised(case: Case, by: str, *, late: float = 0.1) -> Life:
    """An explicit answer the same day, the work later; sometimes later than promised."""
    at = yield None
    case.hear(at, by)
    if not case.keeper or case.chance(0.25):
        at = yield case.crew.before(at, case.due)
        case.accept(at, case.keeper or "shegong")
    at = yield case.crew.before(at, case.due)
    if case.chance(0.1) and case.keeper in ("shegong", "shegong2", "liangwei"):
        to = case.crew.grid_worker(case.home.grid)
        case.offer(at, to, "地点在你网格，请到现场看一下")
        at = yield case.crew.before(at, case.due)
        case.take_over(at, to)
        at = yield case.crew.before(at, case.due)
    yield from worked(case, at, late)


def answered_late(case: Case, by: str) -> Life:
    """The day went by without a word; the answer came one to three working days after."""
    at = yield None
    case.hear(at, by)
    at = yield case.crew.days_on(at, 1 if case.chance(0.8) else 2)
    if case.state(at) == "sent_up":
        at = yield from above(case, at, called=False)
        yield from finished(case, at)
        return
    if not case.keeper:
        case.seize(at)
        at = yield case.crew.after(at, 5, 60)
    if case.chance(0.5):
        case.solve(at)
        yield from ended(case, at)
    else:
        yield from worked(case, at, 0.2)


def sent_up(case: Case, by: str, *, kind: str = "general") -> Life:
    """Beyond the community: sent up the same day, or after it was tried."""
    at = yield None
    case.hear(at, by)
    at = yield case.crew.before(at, case.due)
    if not case.keeper:
        case.accept(at, "shegong")
        at = yield case.crew.before(at, case.due)
    if case.chance(0.55):
        case.promise(at, _day(case, at, 5))
        at = yield case.crew.days_on(at, 1)
        if case.state(at) != "promised":
            return
    elif case.state(at) == "registered":
        case.accept(at, case.keeper)
        at = yield case.crew.before(at, case.due)
    case.send_up(at, "liangwei" if case.chance(0.6) else "shegong", case.crew.rng.choice(_REASONS), kind)
    at = yield from above(case, at)
    yield from finished(case, at)


def climbed(case: Case, by: str) -> Life:
    """Nobody took it in hand in time: the clock carries it up the ladder."""
    at = yield None
    case.hear(at, by)
    at = yield case.crew.days_on(at, 4 if case.level == "community" else 5)
    if case.state(at) == "sent_up":
        at = yield from above(case, at, called=False)
    yield from finished(case, at)


def from_hotline(case: Case, by: str) -> Life:
    """12345: accepted with its grid as evidence, rejected with its basis, given back, extended, or told twice."""
    at = yield None
    case.hear(at, by)
    at = yield case.crew.before(at, case.due)
    draw = case.crew.rng.random()
    if draw < 0.13:
        case.item(at, "reject", basis="地点不在本社区范围，属相邻社区第2网格，附地图。")
        case.live.pop(case.id, None)
        return
    case.item(at, "accept")
    if draw < 0.19:
        at = yield case.crew.before(at, case.due)
        case.item(at, "give_back", basis="路段为市政道路，按权责清单由区住建交通部门负责。")
        case.live.pop(case.id, None)
        return
    if draw < 0.25:
        case.item(at, "report_twice", number=f"CD{clock.day_of(at):%Y%m%d}{case.crew.rng.randint(100, 900)}")
    at = yield case.crew.before(at, case.due)
    if draw < 0.5:
        case.solve(at)
        yield from ended(case, at)
        return
    if draw < 0.6:
        case.promise(at, _day(case, at, 6))
        at = yield case.crew.days_on(at, 2)
        case.item(
            at,
            "extend",
            by="liangwei",
            to=clock.day_of(case.crew.days_on(at, 6)),
            reason="配件要从厂家调，已向来电人说明",
        )
        at = yield case.crew.days_on(at, 3)
        yield from finished(case, at)
        return
    yield from worked(case, at, 0.08)


def told_again(case: Case, by: str) -> Life:
    """The same matter again: put under the open one, where there is one."""
    at = yield None
    case.hear(at, by)
    same = [
        other
        for key, (what, other) in case.live.items()
        if key != case.id
        and what == f"{case.room.building_id}{case.matter['c']}"
        and other.audience == "office"
    ]
    at = yield case.crew.before(at, case.due)
    main = next((one for one in reversed(same) if one.state(at) != "merged" and one.id in one.live), None)
    if main is not None:
        case.merge(at, main)
        return
    if not case.keeper:
        case.accept(at, "shegong2")
        at = yield case.crew.before(at, case.due)
    case.solve(at)
    yield from ended(case, at)


def refused(case: Case, by: str) -> Life:
    """Not ours: with the reason and the right channel."""
    at = yield None
    case.hear(at, by)
    at = yield case.crew.before(at, case.due)
    reason, channel = case.crew.rng.choice((
        ("已进入法院诉讼程序，社区不能再处理", "青羊区人民法院立案庭，028-87310101"),
        ("属个人经济纠纷，不属于社区受理范围", "可到区法律援助中心咨询，12348"),
        ("事发地不在本社区", "相邻社区党群服务中心，已帮忙打电话转告"),
        ("治安案件由公安机关办理", "文家派出所，110"),
    ))  # fmt: skip
    case.refuse(at, "shegong" if case.chance(0.6) else "liangwei", reason, channel)


def withdrawn(case: Case, by: str) -> Life:
    """The resident no longer wants it."""
    at = yield None
    case.hear(at, by)
    at = yield case.crew.before(at, case.due)
    case.withdraw(
        at, case.crew.rng.choice(("自己已经和邻居说好", "物业已先来修了，不用再办", "记错了，是隔壁小区的事"))
    )


def past_the_office(case: Case, by: str) -> Life:
    """About a worker: looked into by the supervision committee or the subdistrict, as the resident chose."""
    desk = "jianwei" if case.audience == "supervision" else "jiedao"
    at = yield None
    case.hear(at, by, case.crew.rng.choice((
        "网格员上门态度差，话没听完就走了。", "打了两次电话，那个工作人员都说不归他管，也不说归哪个。",
        "窗口的人让我跑了三趟，每次少一样材料，为啥不一次说清。", "约好上午来量房，等到下午都没来，也不打个电话。",
        "把我登记的电话给了装修公司的，我要个说法。",
    )) + case.crew.rng.choice(("", "希望好好查一下。", "我不想闹大，改了就行。", "请给个答复。")))  # fmt: skip
    at = yield case.crew.before(at, case.due)
    case.accept(at, desk)
    at = yield case.crew.before(at, case.due)
    case.matter = case.matter | {
        "r": ["要找当事人和在场的人核实"], "who": ["监委会" if desk == "jianwei" else "街道党建办"],
        "done": ["已核实并批评，当事人上门致歉。", "查明是排班衔接问题，已改为两人值守，并向反映人说明。"], "ex": [], "fits": [],
    }  # fmt: skip
    case.promise(at, _day(case, at, 6))
    at = yield case.crew.days_on(at, case.crew.rng.randint(2, 5))
    case.answer(at)
    at = yield case.crew.after(at, 10, 200)
    case.carry(at, desk)
    at = yield case.crew.days_on(at, 1)
    case.rate(at, case.crew.rng.choice(("satisfied", "mostly", "mostly")), "")


def worked(case: Case, at: dt.datetime, late: float) -> Part:
    """The explicit answer now, then the work until it is done."""
    low, high = case.matter["n"]
    most = 6 if case.level == "compound" else 26
    days = min(case.crew.rng.randint(low, max(low, min(high, most) * 2 // 3)), most)
    day = _day(case, at, days)
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
        until = _working(case, clock.day_of(at) + dt.timedelta(days=case.crew.rng.randint(2, 5)))
        case.hold(at, case.crew.rng.choice(_WAITING), until)
        at = yield case.crew.days_on(at, case.crew.rng.randint(2, 4))
        if case.state(at) == "on_hold":
            case.resume(at)
        return at
    at = yield case.crew.days_on(at, 2)
    if case.state(at) == "in_hand" and case.keeper != "liangwei":
        later = _working(case, day + dt.timedelta(days=case.crew.rng.randint(3, 8)))
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


def _working(case: Case, day: dt.date) -> dt.date:
    """The day itself or the next working day."""
    while not is_working_day(case.crew.calendar, day):
        day += dt.timedelta(days=1)
    return day


def _day(case: Case, at: dt.datetime, ahead: int) -> dt.date:
    """A working day about so many days ahead, never farther."""
    first = clock.day_of(at)
    day = first + dt.timedelta(days=ahead)
    while day > first and not is_working_day(case.crew.calendar, day):
        day -= dt.timedelta(days=1)
    return day
