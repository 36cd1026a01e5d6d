"""Sample values of the gallery: every state of every piece. All people and numbers are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.safestring import mark_safe

from linli.base.board import Entry, Hit, Row
from linli.kernel.say import say
from linli.ui import parts, tables
from linli.ui.fields import DatedForm, DayField, IdentityField, PhoneField

PAGES = {
    "record": "ui/gallery_record.html",
    "board": "ui/gallery_board.html",
    "public": "ui/gallery_public.html",
    "print": "ui/gallery_print.html",
    "alone": "ui/gallery_alone.html",
    "fault": "ui/500.html",
    "lost": "ui/503.html",
    "missing": "ui/404.html",
    "forbidden": "ui/403.html",
    "unreadable": "ui/400.html",
    "clash": "ui/409.html",
}
"""Other frames by the last word of /gallery/<kind>/."""


class SampleForm(DatedForm):
    """One field of each kind."""

    name = forms.CharField(label="姓名", max_length=50)
    sex = forms.ChoiceField(label="性别", choices=[("1", "男"), ("2", "女"), ("9", "未说明")])
    identity = IdentityField(label="证件号码", help_text="身份证、居住证或外国人永久居留证")
    phone = PhoneField(label="手机", required=False)
    since = DayField(label="哪天住进来", help_text="写 20181205、12.5 或 今天")
    grid = forms.ChoiceField(label="网格", choices=[(str(n), f"第{n}网格") for n in range(1, 13)])
    people = forms.IntegerField(label="同住人数", required=False)
    needs = forms.MultipleChoiceField(
        label="需要什么",
        required=False,
        choices=[("a", "代办"), ("b", "送餐"), ("c", "陪同就医"), ("d", "上门理发")],
    )
    words = forms.CharField(label="原话", widget=forms.Textarea, max_length=500)
    picture = forms.FileField(label="照片", required=False)
    may_call = forms.BooleanField(label="可以打电话联系", required=False, help_text="工作时间内")


def sample_form(on: dt.date, *, faulty: bool = False) -> SampleForm:
    """An empty form, or one with faults."""
    if not faulty:
        return SampleForm(on=on, initial={"sex": "2", "needs": ["b"]})
    typed = {
        "name": "",
        "sex": "1",
        "phone": "1380000012",
        "since": "2月30日",
        "identity": "51010519281203002x",
    }
    form = SampleForm(typed, on=on)
    form.add_error(None, "3栋2单元501 已有 3 人登记居住。")
    return form


def board_rows(now: dt.datetime) -> list[Row]:
    """Rows of today's board in their states."""
    today = now.date()
    return [
        Row("late", now - dt.timedelta(hours=26), "三单元楼道灯坏了，晚上老人不敢下楼", "3栋2单元", "王某芳", "电话", "2018-1207",
            "李网格员", say("Answer"), "#answer", "#page", say("The last day must not be before the first day.")),
        Row("today", now + dt.timedelta(minutes=40), "问高龄津贴什么时候发，上个月没有收到短信，存折上也没有看到，想请社区帮忙问一下街道", "5栋1单元302",
            "周某珍", "来访", "2018-1211", "陈社工", say("Answer"), "#answer", "#page"),
        Row("today", today, "院落门禁卡补办", "快活苑", "", "网格员", "2018-1213", "", say("Accept"), "#accept", "#page"),
        Row("waiting", now + dt.timedelta(days=3), "下水井盖破损，等城管回复", "黄田坝横街", "何某", "随手拍", "2018-1198", "李网格员", None, "", "#page"),
    ]  # fmt: skip


def events(now: dt.datetime) -> list[Entry]:
    """A story with its kinds of entries, newest first."""
    answer = "灯已经换好，用的是声控灯。楼上两层的开关也一起检查过。"
    return [
        Entry(now - dt.timedelta(minutes=20), "陈社工", say("Answer"), quote=answer),
        Entry(now - dt.timedelta(hours=3), "李网格员", say("Edit"), [("地点", "3栋", "3栋2单元"), ("电话", "", "138····0123")]),
        Entry(now - dt.timedelta(days=1), "李网格员", say("Accept"), internal=True),
        Entry(now - dt.timedelta(days=400), "王某芳", say("Register"), url="#first"),
    ]  # fmt: skip


def population(now: dt.datetime) -> tables.Table:
    """A table of figures: merged heads, units, a total, zero, unknown, declared and ratio."""
    kinds = ("number",) * 7
    labels = ("合计", "男", "女", "80–89岁", "90岁以上", "核对率", "面积")
    keys = ("all", "men", "women", "old", "oldest", "checked", "area")
    groups = ("", "户籍人口", "户籍人口", "高龄", "高龄", "", "")
    units = ("人", "人", "人", "人", "人", "", "km²")
    columns = [tables.Column("cell", "网格", sort=True)] + [
        tables.Column(
            key, label, kind, sort=key == "all", group=group, unit=unit, phone="first" if key == "all" else ""
        )
        for key, label, kind, group, unit in zip(keys, labels, kinds, groups, units, strict=True)
    ]
    rows = [
        _figures("合计", 12345, 48, 6, 15, 16, "1.5", total=True),
        _figures("第一网格", 2310, 11, 2, 3, 4, "0.4"),
    ]
    rows += [_figures("第二网格", 1987, 0, 0, 4, 4, None), _figures("第三网格", 8048, 37, 4, 8, 8, "0.6")]
    address = tables.Address(sort="-all")
    return tables.Table(
        columns,
        rows,
        address,
        caption="人口情况表",
        note="截至 2018-12-31",
        grouped=True,
        wide=True,
        export_url="#export",
    )


def _figures(
    cell: str, all_: int, old: int, oldest: int, n: int, m: int, area: str | None, *, total: bool = False
) -> tables.Row:
    opens = parts.Figure
    cells = {
        "cell": cell,
        "all": opens(all_, "#all"),
        "men": opens(all_ // 2, "#men"),
        "women": opens(all_ - all_ // 2, "#women"),
        "old": opens(old, "#old"),
        "oldest": opens(oldest, "#oldest"),
        "checked": opens(None, "#checked", numerator=n, denominator=m),
        "area": opens(area, declared="约", by_hand=True) if area else None,
    }
    return tables.Row(cells, "#cell", total=total)


def people(now: dt.datetime) -> tables.Table:
    """A list of people with sort, choice of columns, a status word and paging."""
    columns = [
        tables.Column("name", "姓名", sort=True, phone="title"),
        tables.Column("age", "年龄", "number", sort=True, unit="岁", phone="first"),
        tables.Column("door", "住处", sort=True, phone="first"),
        tables.Column("phone", "电话"),
        tables.Column("since", "住进日期", "day", sort=True, phone="second"),
        tables.Column("state", "居住登记", phone="second"),
        tables.Column("source", "来源", optional=True),
    ]
    named = [
        ("王某芳", 82, "3栋2单元501"),
        ("周某珍", 91, "5栋1单元302"),
        ("䶮某", 34, "12栋3单元1804"),
        ("何某", 8, "快活苑 2栋"),
    ]
    states = [
        parts.State("done", "在住", quiet=True),
        parts.State("done", "在住", quiet=True),
        parts.State("today", "待核实"),
    ]
    states.append(parts.State("ended", "已注销"))
    rows = [
        tables.Row(
            {
                "name": name,
                "age": age,
                "door": door,
                "phone": mark_safe('<span class="masked">138····0123</span>'),
                "since": now.date() - dt.timedelta(days=age * 40),
                "state": state,
                "source": "名册",
            },
            "#person",
        )
        for (name, age, door), state in zip(named, states, strict=True)
    ]
    address = tables.Address(sort="door", page=2, filters=(("grid", "3"),))
    return tables.Table(columns, rows, address, total=9941, caption="居民", export_url="#export")


MENU = (
    ("工作台", "今日待办 待签批 我经手的 日历"),
    ("居民房屋", "居民 住户 楼栋房屋 居住登记 信息核实 导入"),
    ("民情诉求", "诉求 接待登记 待回访 上报街道 矛盾调解 平安巡防"),
    ("走访联系", "走访计划 走访记录 责任片区 联系卡 楼栋长 民情信使"),
    ("民生服务", "惠民申请 就业 代办代缴 活动课程 文体队伍 志愿服务"),
    ("议事公开", "意见征集 项目 议事会 表决 资金 公示公开 公开承诺"),
    ("党建共建", "党员 党支部 三会一课 双报到 驻区单位 三张清单 评选"),
    ("台账报表", "填报任务 台账 统计表 数字 报送记录 年度总结"),
)


def bar() -> dict[str, Any]:
    """The bar with all eight entries, as the worker with most rights would see it."""
    entries = [
        parts.Entry(
            label,
            "#",
            label == "工作台",
            [parts.Tab(t, "#", i == 0, 3 if i == 1 else None) for i, t in enumerate(tabs.split())],
        )
        for label, tabs in MENU
    ]
    thumbs = [("今天", "today"), ("走访", "visit"), ("登记", "plus"), ("找人", "find"), ("我的", "person")]
    return {
        "navigation": entries,
        "bottom": [parts.Link(label, "#", icon=icon, current=icon == "today") for label, icon in thumbs],
        "search_url": "/find/",
        "community_name": "快活社区",
        "account": {
            "name": "陈社工",
            "role": "社区工作者（分管社保）",
            "links": [parts.Link("我的设置", "#me"), parts.Link("社区设置", "#community")],
            "sign_out_url": "#out",
        },
    }


def context(request: HttpRequest, *, at: dt.datetime) -> dict[str, Any]:
    """All samples of the gallery, as of `at`."""
    now = at.astimezone()
    return {
        "title": "Gallery",
        **bar(),
        "rows": board_rows(now),
        "events": events(now),
        "population": population(now),
        "people": people(now),
        "nobody": tables.Table([], [], empty="这里还没有居民。", empty_url="#new", empty_action="登记第一个"),
        "form": sample_form(now.date()),
        "faulty": sample_form(now.date(), faulty=True),
        "tabs": [parts.Tab("居民信息", "#a", True), parts.Tab("服务记录", "#b", count=12), parts.Tab("历史", "#c", count=0)],
        "jobs": [
            parts.Job("/gallery/still/", "导入 新入住名册.xlsx", 4120, 10000, "行"),
            parts.Job("/gallery/still/", "导出 居民", 312, None, "行"),
            parts.Job("/gallery/still/", "导出 居民", 941, 941, "行", finished=True, result_url="#file", result="下载 居民.xlsx"),
            parts.Job("/gallery/still/", "导入 旧名册.xls", failed="文件有密码。去掉密码再上传。"),
        ],
        "stale": [
            parts.Differing("电话", "13900000456", "13900000123", "13800000123"),
            parts.Differing("备注", "", "周三在家"),
        ],
        "hits": [
            Hit("people", "王某芳", "82 岁 · 3栋2单元501", "#1"),
            Hit("people", "王某强", "41 岁 · 3栋2单元501", "#2"),
            Hit("places", "3栋2单元501", "住 3 人", "#3"),
            Hit("figures", "80岁以上人数", "48 人", "#4"),
            Hit("go", "居住登记", "居民房屋", "#5"),
        ],
        "line": "今天要答复 {due} 件，已超期 {late} 件，待受理 {new} 件。",
        "counts": {"due": parts.Figure(5, "#due"), "late": parts.Figure(1, "#late"), "new": parts.Figure(0, "#new")},
        "chosen": [
            parts.Figure(9941, "#all", label="常住人口", last_year=9702),
            parts.Figure(48, "#old", label="80岁以上", unit="人", last_year=45),
            parts.Figure(None, "#r", label="网格员到岗", numerator=15, denominator=16),
            parts.Figure(872, "#closed", label="本年注销", cumulative=872),
        ],
        "three_lines": "80岁以上老人 48 人（上年同期 45 人）\n截至 2018-12-31\n快活社区",
        "reasons": ["核对证件", "代办手续", "联系家属"],
        "moments": [now, now - dt.timedelta(days=1), now + dt.timedelta(days=4), now - dt.timedelta(days=300)],
        "soon": now + dt.timedelta(minutes=40),
        "past": now - dt.timedelta(days=1, hours=2),
        "year": (dt.date(now.year, 1, 1), dt.date(now.year + 1, 1, 1)),
        "today_long": now.date(),
        "status_words": [
            ("late", "已超期"), ("today", "今天到期"), ("waiting", "等城管回复"),
            ("hand", "办理中"), ("done", "已办结"), ("ended", "暂缓"),
        ],
    }  # fmt: skip


def page_context(kind: str) -> dict[str, Any]:
    """What one of the other frames needs beside the samples."""
    if kind == "public":
        return {
            "title": "查进度",
            "back_url": "/gallery/",
            "call": parts.Link("028-0000 0000", "tel:02800000000"),
        }
    if kind == "print":
        return {
            "title": "2018年人口情况表",
            "unit_line": "单位：人",
            "org": "快活社区",
            "back_url": "/gallery/",
        }
    titles = {"record": "三单元楼道灯坏了，晚上老人不敢下楼", "board": "工作台", "alone": "登录"}
    codes = {"fault": 500, "lost": 503, "missing": 404, "forbidden": 403, "unreadable": 400, "clash": 409}
    return {"title": titles[kind]} if kind in titles else {"code": codes[kind]}
