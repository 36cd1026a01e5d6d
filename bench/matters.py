"""Appeals to fill a community with: what people ask for, at their doors, in years; the same in every run."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator

from django.db import connection

import bench.start  # noqa: F401
from bench.lines import tell
from bench.pages import AT, signed_in
from linli.accounts import api as accounts
from linli.accounts.models import User
from linli.appeals.actions import bulk
from linli.appeals.actions.bulk import NewAppeal
from linli.appeals.models import Appeal
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY, SOCIAL_WORKER
from linli.places import api as places
from linli.places.models import Room
from linli.residents.models import Household, Residence

_WHAT = (
    ("facilities", "楼道的声控灯"), ("facilities", "单元门的门禁"), ("facilities", "健身器材"), ("facilities", "院里的长椅"),
    ("environment", "垃圾桶"), ("environment", "化粪池"), ("environment", "雨水沟的盖板"), ("environment", "花台里的树枝"),
    ("parking", "消防通道上的面包车"), ("parking", "电动车充电桩"), ("noise", "楼下烧烤店的抽油烟机"), ("noise", "楼上的空调外机"),
    ("property", "电梯的按钮"), ("property", "二次供水的水泵"), ("neighbours", "邻居家的花盆"), ("neighbours", "楼上的水管"),
    ("safety", "裸露的电线"), ("safety", "外墙的瓷砖"), ("order", "收废品的三轮车"), ("livelihood", "自来水的水压"),
)  # fmt: skip
_HOW = (
    "坏了三天没人修", "晚上一直响到十二点", "漏到墙上一大片", "松了快掉下来", "堵住了走不过去", "味道很大窗户开不了", "老人差点绊倒",
    "一碰就断电", "锁不上谁都能进", "被人拆走一半", "冬天以来时好时坏", "下雨就淹到门口",
)  # fmt: skip
_WISH = (
    "请派人来看",
    "希望月底前弄好",
    "能不能换个新的",
    "请先围起来",
    "麻烦给个说法",
    "请通知物业",
    "想装个挡板",
    "请劝一劝",
)
_WHERE = (
    "靠东边花台旁",
    "进门左手边",
    "三楼转角",
    "地下车库入口",
    "后门铁栏杆处",
    "岗亭背后",
    "晾衣台上面",
    "水表箱旁边",
    "小花园中间",
    "围墙缺口处",
)
_ENDED = (("closed", 75), ("archived", 20), ("refused", 5))
_OPEN = (
    ("registered", 15),
    ("in_hand", 35),
    ("promised", 15),
    ("to_revisit", 15),
    ("answered", 10),
    ("closed", 10),
)
_CHANNELS = ("counter", "phone", "door", "messenger", "web")
_CHUNK = 20_000


def rows(
    community: int, count: int, handlers: list[int], *, first: dt.datetime, last: dt.datetime, state: str = "",
    begun: int = 0,
) -> Iterator[NewAppeal]:  # fmt: skip
    """`count` appeals received evenly between two moments; in any state, or all in one. Needs the scope."""
    rooms = list(
        Room.objects.filter(community_id=community).values_list("pk", "unit__building_id", "unit_id", "door")
    )
    living = {
        room: (person, name, phone)
        for room, person, name, phone in Residence.objects.filter(
            community_id=community, end=None
        ).values_list("room_id", "person_id", "person__name", "person__phone")
    }
    households = dict(Household.objects.filter(community_id=community, end=None).values_list("room_id", "pk"))
    step = (last - first) / max(count, 1)
    for number in range(count):
        chance = random.Random(begun + number)  # noqa: S311
        category, what = chance.choice(_WHAT)
        room, building, unit, door = chance.choice(rooms)
        person, name, phone = living.get(room, (None, "", ""))
        named = chance.random() < 0.9 and bool(name)
        at = first + number * step
        text = f"{chance.choice(_WHERE)}{what}{chance.choice(_HOW)}，{chance.choice(_WHERE)}也有，{chance.choice(_WISH)}。"
        weights = _OPEN if at > AT - dt.timedelta(days=30) else _ENDED
        now = state or chance.choices([one for one, _ in weights], [weight for _, weight in weights])[0]
        handler = chance.choice(handlers)
        columns: dict[str, object] = {"state": now, "handler": handler, "level": "community"}
        if now in ("closed", "archived"):
            columns |= {"closed_at": at + dt.timedelta(days=3), "closed_level": "community", "outcome": "solved",
                        "rating": chance.choice(("satisfied", "satisfied", "mostly")), "answered_by": handler}  # fmt: skip
        yield NewAppeal(
            text, at, chance.choice(_CHANNELS), category, name if named else "", phone if named else "",
            person if named else None, households.get(room) if named else None, room, building, unit, door, columns=columns,
        )  # fmt: skip


def staff(community: int) -> list[Actor]:
    """A secretary and two social workers of the community, made when there are none yet."""
    signed_in(community)
    system = Actor.system("benchmark")
    found = []
    with community_scope(community):
        for number, role in enumerate((SECRETARY, SOCIAL_WORKER, SOCIAL_WORKER)):
            username = f"bench{community}" if number == 0 else f"bench{community}w{number}"
            user = User.objects.filter(username=username).first()
            if user is None:
                made = accounts.make_account(
                    actor=system,
                    username=username,
                    name=f"测试{number}",
                    password="measured only here",
                    at=AT,
                )
                accounts.appoint(
                    actor=system, user_id=made.user_id, role=role, area=community, start=dt.date(2016, 1, 1), at=AT, known=False
                )  # fmt: skip
                user = User.objects.get(username=username)
            found.append(Actor(user.pk, user.name, community, frozenset({role})))
    return found


def fill(community: int, count: int, *, state: str = "", first: dt.datetime, last: dt.datetime) -> int:
    """Fill up to `count` appeals; how many there are."""
    boss, one, two = staff(community)
    with community_scope(community):
        there = Appeal.objects.filter(community_id=community).count()
    step = (last - first) / max(count, 1)
    while there < count:
        wanted = min(_CHUNK, count - there)
        begin = first + there * step
        with community_scope(community):
            made = rows(
                community, wanted, [boss.user_id or 0, one.user_id or 0, two.user_id or 0], first=begin,
                last=begin + wanted * step, state=state, begun=there,
            )  # fmt: skip
            there += len(bulk.register_many(actor=boss, at=AT, rows=made))
        tell(f"  {there:,} appeals")
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return there


def main() -> None:
    """`python -m bench.matters CODE COUNT [open]`: five years of appeals, or so many that are open and begun today."""
    community = places.area_by_code(sys.argv[1], dt.date(2018, 12, 28))
    assert community is not None
    count = int(sys.argv[2])
    if sys.argv[3:] == ["open"]:
        late = count // 20
        old = dt.datetime(2018, 12, 10, 1, tzinfo=dt.UTC)
        fill(community.id, late, state="in_hand", first=old, last=old + dt.timedelta(hours=8))
        fill(community.id, count, state="in_hand", first=AT - dt.timedelta(hours=1), last=AT)
        return
    fill(community.id, count, first=AT - dt.timedelta(days=5 * 365), last=AT - dt.timedelta(minutes=1))


if __name__ == "__main__":
    main()
