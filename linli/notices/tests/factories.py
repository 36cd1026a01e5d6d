"""Notices for tests, made by the actions themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.base import clock
from linli.kernel import Actor
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.notices.actions import disclosing, drafting, pledging, showing, surveying, theming
from linli.notices.rules import surveys
from linli.places.models import Term
from linli.places.tests import factories as places

AT = dt.datetime(2018, 12, 3, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 3)
LAST = dt.date(2018, 12, 9)
AFTER = dt.date(2018, 12, 10)


def drafter(community: int | None, *roles: str, **fields: Any) -> Actor:
    """A grid worker, or the holder of other roles."""
    return Actor(fields.pop("user_id", 1), "王网格", community, frozenset(roles or (GRID_WORKER,)), **fields)


def secretary(community: int | None) -> Actor:
    """Who approves."""
    return Actor(2, "书记", community, frozenset({SECRETARY}))


def draft(community: int, at: dt.datetime = AT, **parts: Any) -> int:
    """A public notice of seven days with objections."""
    whole: dict[str, Any] = {
        "kind": "public_notice", "title": "院落修缮项目公示", "text": "拟更换三期门禁，经费来自保障资金。", "starts": ON,
        "ends": AFTER, "objections": True, **parts,
    }  # fmt: skip
    return drafting.draft(actor=drafter(community), at=at, **whole)


def submitted(community: int, **parts: Any) -> int:
    """One that waits for approval."""
    key = draft(community, **parts)
    drafting.submit(actor=drafter(community), at=AT, notice=key)
    return key


def approved(community: int, **parts: Any) -> int:
    """One that residents see on its days."""
    key = submitted(community, **parts)
    showing.approve(actor=secretary(community), at=AT, notice=key)
    return key


def world(community: int) -> dict[str, Any]:
    """One of each record that an address of notices may name, for the walk over every address."""
    on = clock.today()
    shown = approved(community, starts=on, ends=on + dt.timedelta(days=7), forms=("web", "board"))
    lead = secretary(community)
    catalogue()
    due = disclosing.note_matter(actor=lead, at=AT, item="relief", title="水灾救助", happened=ON, on=ON)
    tag = theming.tag(actor=lead, at=AT, theme="serve", subject="notices.notice", key=shown, on=on)
    return {
        "notice": shown,
        "disclosure": due,
        "pledge": pledge(community),
        "theme tag": tag,
        "questionnaire": survey(community),
    }


CATALOGUE = [
    {"code": "accounts", "name": "财务收支", "category": "finance", "rhythm": "month", "within": 15},
    {"code": "affairs", "name": "居务办理", "category": "affairs", "rhythm": "quarter", "within": 20},
    {"code": "relief", "name": "救助款物", "category": "finance", "rhythm": "once", "within": 7},
]


def catalogue() -> None:
    """The term of the catalogue, once."""
    if not Term.objects.filter(key="disclosure_catalogue", jurisdiction="").exists():
        places.term("disclosure_catalogue", CATALOGUE)


def pledge(community: int, **parts: Any) -> int:
    """A pledge until the middle of December."""
    whole: dict[str, Any] = {
        "maker": "member", "who": "党员唐师傅", "text": "检修闭门器 60 个", "measure": "检修记录", "start": dt.date(2018, 3, 5),
        "end": dt.date(2018, 12, 16), **parts,
    }  # fmt: skip
    return pledging.promise(actor=drafter(community), at=AT, **whole)


def survey(community: int, *, sheets: int = 3) -> int:
    """A questionnaire that is under way, with sheets out."""
    me, on = drafter(community), clock.today()
    key = surveying.write(
        actor=me, at=AT, title="课程问卷", text="安排课程", start=ON, end=on + dt.timedelta(days=30),
        questions=surveys.read_questions("想学什么？ | 书画 | 手机\n* 何时？ | 上午 | 下午 | 晚上\n建议？"),
    )  # fmt: skip
    surveying.open_it(actor=me, at=AT, questionnaire=key)
    if sheets:
        surveying.issue(actor=me, at=AT, questionnaire=key, count=sheets, on=ON)
    return key
