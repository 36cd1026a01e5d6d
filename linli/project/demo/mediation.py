"""A year of people's mediation: sixteen disputes, fifteen agreed, one ended with advice. All names are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.mediation.actions import accepting, agreeing, committee, ending, following, registering, talking
from linli.mediation.actions.registering import Who
from linli.mediation.actions.talking import Record
from linli.mediation.queries import reach

_DAY = dt.timedelta(days=1)
ELECTED = dt.date(2016, 12, 18)
PLACE = "社区调解室"
#: Name, sex, account by user name, whether in the chair.
SEATS = (
    ("王书记", "1", "shuji", True),
    ("吴调解", "1", "tiaojie", False),
    ("陈委员", "2", "liangwei", False),
    ("高老师", "2", "", False),
    ("龙律师", "1", "", False),
)
OPEN, TO_REVISIT, DONE, FAILED = "open", "to_revisit", "done", "failed"


@dataclass(frozen=True)
class Quarrel:
    """One dispute of the year: when it was found, over what, between whom, what was agreed and how far it came."""

    found: dt.date
    category: str
    source: str
    sides: tuple[str, str]
    brief: str
    claim: str
    content: str
    form: str = "written"
    ends: str = DONE
    sessions: int = 1
    inquiry: str = ""
    by: dt.date | None = None


def _on(month: int, day: int) -> dt.date:
    return dt.date(2018, month, day)


YEAR = (
    Quarrel(_on(1, 15), "neighbours", "application", ("万桂芳", "常永福"), "楼上卫生间漏水，楼下天花板起皮发霉，双方为维修费多次争吵。",
            "修好漏水，赔偿天花板粉刷费。", "一、常永福在10日内修好卫生间防水；二、赔偿粉刷费800元，当场付清。", inquiry="到现场查看，漏点在楼上地漏接口处。"),
    Quarrel(_on(2, 5), "neighbours", "initiative", ("田素华", "涂光明"), "田家反映楼上孩子夜里跑跳，影响老人休息，双方在楼道争吵。",
            "晚上10点后不要跑跳。", "一、涂家在孩子房间铺地垫；二、晚上9点半以后不做跑跳游戏；三、双方互留电话，有事先打招呼。", "oral"),
    Quarrel(_on(3, 12), "parking", "application", ("游建军", "席小平"), "电动车在楼道充电，邻居担心着火，要求搬走，双方发生推搡。",
            "不在楼道充电，赔礼道歉。", "一、席小平把电动车停到院内充电棚；二、双方互相道歉，今后不再提。", sessions=2),
    Quarrel(_on(4, 2), "property", "application", ("凌志强", "锦苑物业服务部"), "物业认为住户拖欠一年物业费，住户说门禁坏了半年没人修。",
            "修好门禁，减免部分物业费。", "一、物业在4月30日前修好门禁；二、住户在修好后7日内补交物业费，物业减免两个月。", sessions=2),
    Quarrel(_on(4, 23), "marriage", "application", ("欧阳秀兰", "欧阳建国"), "母亲年近八十，兄妹为轮流照料和医药费分担意见不一。",
            "说清楚谁照料、医药费怎么分。", "一、兄妹按月轮流照料；二、医药费各半，凭票据每季结一次；三、母亲愿意住哪家由她自己定。"),
    Quarrel(_on(5, 14), "consumer", "initiative", ("水玉梅", "惠民干洗店"), "羽绒服干洗后变色，店主只愿退洗衣费。", "赔偿羽绒服。",
            "店主退还洗衣费，另赔偿300元，当场付清。", "oral"),
    Quarrel(_on(5, 28), "neighbours", "initiative", ("伏正祥", "仲大勇"), "一楼住户在公共绿地种菜，邻居要求恢复绿地。", "恢复绿地。",
            "一、菜收完后在6月20日前恢复绿地；二、想种菜的到社区共享菜园认领一块。"),
    Quarrel(_on(6, 11), "damage", "police", ("鲜丽君", "明小虎"), "孩子踢球打碎一楼窗玻璃，两家家长争执，派出所移交。", "换玻璃。",
            "家长当天换好玻璃，孩子当面道歉。", "oral"),
    Quarrel(_on(7, 9), "housing", "application", ("阳春生", "苟德全"), "租客提前退租，房东不退押金。", "退还押金1500元。",
            "房东扣除损坏的门锁200元，退还押金1300元，当场付清。"),
    Quarrel(_on(7, 30), "property", "application", ("车晓燕", "锦苑物业服务部"), "车辆在小区停车位被刮，物业说监控坏了查不到。", "赔偿修车费。",
            "", ends=FAILED, sessions=2, inquiry="查看监控记录，当晚设备停电，没有录像。"),
    Quarrel(_on(8, 20), "neighbours", "initiative", ("桂银华", "褚桂香"), "坝坝舞音响声音大，临街住户投诉多次。", "降低音量，早点结束。",
            "一、音响朝院内放，音量不超过60分贝；二、晚上9点前结束；三、高考中考期间不放音响。"),
    Quarrel(_on(9, 10), "labour", "application", ("覃小刚", "川味小馆"), "打工两个月，老板拖欠一个月工资。", "付清工资2800元。",
            "老板分两次付清：9月30日1400元，10月15日1400元。", by=_on(10, 15)),
    Quarrel(_on(10, 8), "contract", "application", ("蒲兴旺", "安居装饰部"), "装修延期一个月，业主拒付尾款。", "赔偿延期损失。",
            "一、装饰部在10月25日前完工；二、尾款减少1200元，验收后付清。", sessions=2),
    Quarrel(_on(10, 29), "neighbours", "application", ("敬明珠", "银世安"), "空调外机正对邻居窗户，热风和噪声影响休息。", "移机或者加挡板。",
            "银世安在11月15日前加装导风板和减震垫，费用自理。", ends=TO_REVISIT),
    Quarrel(_on(11, 19), "marriage", "initiative", ("虎秀英", "税明亮"), "离婚后对孩子探望时间意见不一，多次在学校门口争吵。", "定下探望时间。",
            "每月第二、第四个周六上午9点到下午5点由父亲探望，接送都在社区门口。", ends=OPEN),
    Quarrel(_on(12, 3), "neighbours", "application", ("羊玉兰", "勾建华"), "楼上装修打穿楼板，楼下客厅漏水，地板泡坏。", "修复地板，赔偿损失。",
            "一、勾建华在2019年1月20日前换好地板；二、另赔偿2000元，签协议当天先付1000元，其余修好后付清。", ends=OPEN, sessions=2, inquiry="三方到现场查看，地板泡坏约6平方米。", by=dt.date(2019, 1, 20)),
)  # fmt: skip
#: The smaller community: one asked for consent, one in talks.
BESIDE = (
    Quarrel(
        _on(12, 12),
        "neighbours",
        "application",
        ("尚文才", "乐春梅"),
        "楼道堆放杂物，挡住邻居进出。",
        "搬走杂物。",
        "",
    ),
    Quarrel(_on(12, 24), "parking", "initiative", ("农世荣", "晏小红"), "两家为门口车位争吵。", "", ""),
)


def play(workers: dict[str, int], suffix: str, now: dt.datetime) -> None:
    """Live the year up to `now`. `workers` are the accounts by user name; the community is in scope."""
    on = clock.day_of(now)
    mediator, lead = (accounts.actor(workers[name + suffix], on) for name in ("tiaojie", "shuji"))
    seats = [
        committee.elect(
            actor=lead, at=_at(dt.date(2018, 1, 2)), today=dt.date(2018, 1, 2), name=name, sex=sex, start=ELECTED, chair=chair,
            account=workers.get(user + suffix) if user else None,
        )
        for name, sex, user, chair in SEATS
    ]  # fmt: skip
    if suffix:
        first, second = BESIDE
        _talks(mediator, first, seats, _begin(mediator, first, seats))
        _enter(mediator, second)
        return
    for one in YEAR:
        _live(mediator, lead, one, seats)


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 2, 30, tzinfo=dt.UTC)


def _enter(mediator: Actor, one: Quarrel) -> int:
    applicant, respondent = one.sides
    who = tuple(
        Who(side, name, phone, about="", identity="identity")
        for side, name, phone in (
            ("applicant", applicant, "19200007101"),
            ("respondent", respondent, "19200007202"),
        )
    )
    if "部" in respondent or "店" in respondent or "馆" in respondent:
        who = (who[0], replace(who[1], identity="licence"))
    return registering.register(
        actor=mediator, at=_at(one.found), today=one.found, source=one.source, category=one.category, brief=one.brief,
        claim=one.claim, found=one.found, who=who,
    )  # fmt: skip


def _begin(mediator: Actor, one: Quarrel, seats: list[int]) -> int:
    """Consent of both, accepted on the next day, told of their rights."""
    key, day = _enter(mediator, one), one.found + _DAY
    common: dict[str, Any] = {"actor": mediator, "at": _at(day), "today": day, "dispute": key, "on": day}
    for party in [each.pk for each in reach.parties(key)]:
        registering.consent(party=party, agrees=True, **common)
    accepting.accept(mediators=seats[1 : 2 + one.sessions], how="accepted", **common)
    accepting.tell_rights(**common)
    return key


def _talks(mediator: Actor, one: Quarrel, seats: list[int], key: int) -> dt.date:
    """The inquiry and the sessions; the day of the last."""
    day = one.found + 2 * _DAY
    if one.inquiry:
        record = Record(
            day, "现场", seats[1:2], one.inquiry, present="双方当事人", recorder="陈委员", signed=True
        )
        talking.talk(actor=mediator, at=_at(day), today=day, dispute=key, kind="inquiry", record=record)
    for turn in range(one.sessions):
        day = one.found + (4 + 5 * turn) * _DAY
        last = turn + 1 == one.sessions
        result = (
            ("未达成协议" if one.ends == FAILED else "达成协议" if one.content else "约定再谈")
            if last
            else "约定再谈"
        )
        words = f"双方各自讲了经过和要求：{one.brief}调解员讲明有关法律，听双方意见。"
        record = Record(
            day,
            PLACE,
            seats[1 : 2 + one.sessions],
            words,
            result,
            recorder="陈委员",
            start=dt.time(14, 30),
            signed=True,
        )
        talking.talk(actor=mediator, at=_at(day), today=day, dispute=key, kind="session", record=record)
    return day


def _live(mediator: Actor, lead: Actor, one: Quarrel, seats: list[int]) -> None:
    key = _begin(mediator, one, seats)
    day = _talks(mediator, one, seats, key)
    if one.ends == FAILED:
        ending.fail(
            actor=mediator, at=_at(day), today=day, dispute=key, on=day, ways=["court"],
            why="双方对有没有保管责任意见不一，物业不同意赔偿。已告知可以向人民法院起诉。",
        )  # fmt: skip
        _close(mediator, key, day + 3 * _DAY)
        return
    common: dict[str, Any] = {"actor": mediator, "at": _at(day), "today": day, "dispute": key}
    agreeing.agree(
        form=one.form,
        reached=day,
        content=one.content,
        facts=one.brief,
        manner="当事人自行履行",
        perform_by=one.by or (None if one.ends == OPEN else day + 15 * _DAY),
        **common,
    )
    if one.form == "written":
        agreeing.sign(
            parties=[each.pk for each in reach.parties(key)], way="signature", mediator=True, on=day, **common
        )
        agreeing.seal(actor=lead, at=_at(day), today=day, dispute=key, on=day)
    if one.ends == OPEN:
        return
    day = max(one.by or day, day + 8 * _DAY)
    following.perform(
        actor=mediator,
        at=_at(day),
        today=day,
        dispute=key,
        kind="done",
        on=day,
        note="已按协议履行，双方确认。",
    )
    if one.ends == DONE:
        day += 12 * _DAY
        following.revisit(
            actor=mediator,
            at=_at(day),
            today=day,
            dispute=key,
            on=day,
            kept=True,
            content="content",
            note="双方没有再争吵。",
        )
        _close(mediator, key, day + 2 * _DAY)


def _close(mediator: Actor, key: int, day: dt.date) -> None:
    ending.close(actor=mediator, at=_at(day), today=day, dispute=key, on=day)
