"""A year's visits: which households were visited in which quarter is chosen here; every share is counted from the records.

About 71 % of the occupied households are visited in the last quarter. What residents asked for at the door in 2018 is linked
to the visits on which it was heard; some returns are promised for the day on which the demonstration opens.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from linli.accounts import api as accounts
from linli.appeals.queries.listing import Filter, narrowed
from linli.base import clock
from linli.contact.actions import routes, sheets
from linli.contact.actions.paper_visits import PaperLine, VisitParts, take_over
from linli.contact.queries import planning
from linli.kernel import Actor
from linli.kernel.actor import GRID_WORKER
from linli.places import api as places
from linli.residents import api as residents
from linli.residents.api import Home

#: First day, first day outside, share of the occupied households of today that were visited at the door.
QUARTERS = (
    (dt.date(2018, 1, 2), dt.date(2018, 4, 1), 0.57), (dt.date(2018, 4, 1), dt.date(2018, 7, 1), 0.62),
    (dt.date(2018, 7, 1), dt.date(2018, 10, 1), 0.66), (dt.date(2018, 10, 1), dt.date(2018, 12, 28), 0.71),
)  # fmt: skip
#: Further tries at which nobody was at home, and calls, for each visit at the door.
ABSENT, CALLED = 0.09, 0.05
SAID = (
    "", "", "", "家里都好，没有困难。", "孩子在外地工作，老人身体尚可。", "希望院坝多设几张长椅。", "最近水压有点低。", "想了解居住登记怎么办。",
    "楼道堆物较多，盼清理。", "问高龄津贴申领。", "电动车没地方充电。", "感谢社区组织的体检。", "晚上广场舞声音大。", "想参加合唱队。",
    "垃圾桶离单元门太近。", "租客刚搬来，想要联系卡。",
)  # fmt: skip
MEASURES = ("", "", "当场答复。", "记下，转物业。", "留联系卡。", "已告知办理地点和材料。")
HELPERS = ((), (), (), ("党员志愿者",), ("楼栋长",))
SHEETS = (
    {"situation": "三口之家，夫妻都上班", "call_at": "晚上七点后", "note": ""},
    {"situation": "两位老人同住", "call_at": "上午", "call_whom": "女儿", "note": "敲门重一点，老人听力不好"},
    {"situation": "租住，四人合租", "call_at": "周末", "note": "家里有狗"},
    {"situation": "三代同住", "wishes": "想给老人装扶手", "call_at": "下班后"},
)  # fmt: skip
#: Returns promised: day → how many; the first is past its day.
PROMISED = {
    dt.date(2018, 12, 27): 1,
    dt.date(2018, 12, 28): 4,
    dt.date(2018, 12, 29): 2,
    dt.date(2019, 1, 4): 3,
}
_WALKED = 14


def play(desk: Actor, workers: Mapping[str, int], now: dt.datetime) -> None:
    """Live the year. `desk` is the social worker who enters the lists, `workers` the accounts by user name."""
    today = clock.day_of(now)
    rng = random.Random(71)  # noqa: S311 - invented visits, not secrets
    homes = residents.homes(desk, on=today)
    called = residents.salutations(desk, [one.household for one in homes], on=today)
    walkers = _walkers(desk, workers, homes, today)
    heard = _heard(desk, homes)
    for first, end, share in QUARTERS:
        lines = _quarter(rng, homes, first, min(end, today), share, called, walkers, heard)
        if end > today - dt.timedelta(days=7):
            lines = _with_promises(rng, lines)
        at = dt.datetime.combine(min(end, today), dt.time(8, 30), clock.SHANGHAI)
        take_over(actor=desk, at=min(at, now), lines=lines, remark=False)
    _sheets(desk, now, rng, homes)
    _route(workers, now)


def _quarter(
    rng: random.Random, homes: Sequence[Home], first: dt.date, end: dt.date, share: float, called: Mapping[int, str],
    walkers: Mapping[int, int], heard: Mapping[int, list[tuple[dt.datetime, int, str, int | None]]],
) -> list[PaperLine]:  # fmt: skip
    """The visits of a quarter; a household that moved in during it is visited after it came."""
    there = [one for one in homes if one.since < end - dt.timedelta(days=1)]
    lines = [
        PaperLine(
            uuid.UUID(int=rng.getrandbits(128)), home.household, at, VisitParts("door", "met", spoke=called.get(home.household, ""), said=text),
            user, (appeal,),
        )
        for home in there
        for at, appeal, text, user in heard.get(home.household, ())
        if first <= clock.day_of(at) < end and home.since <= clock.day_of(at)
    ]  # fmt: skip
    met = {one.household for one in lines}
    wanted = round(share * len(homes))
    rest = [one for one in there if one.household not in met]
    for home in rng.sample(rest, max(0, min(wanted - len(met), len(rest)))):
        lines.append(_visit(rng, home, _moment(rng, max(first, home.since), end), called, walkers))
    for home in rng.sample(there, round(ABSENT * len(lines))):
        at = _moment(rng, max(first, home.since), end)
        lines.append(replace(_visit(rng, home, at, called, walkers), parts=VisitParts("door", "absent")))
    for home in rng.sample(there, round(CALLED * len(lines))):
        one = _visit(rng, home, _moment(rng, max(first, home.since), end), called, walkers)
        lines.append(
            replace(one, parts=replace(one.parts, way=rng.choice(("phone", "phone", "office", "outdoors"))))
        )
    return sorted(lines, key=lambda one: one.at)


def _visit(
    rng: random.Random, home: Home, at: dt.datetime, called: Mapping[int, str], walkers: Mapping[int, int]
) -> PaperLine:
    said = rng.choice(SAID)
    who = "aged" if home.alone else "new" if (clock.day_of(at) - home.since).days < 60 else "resident"
    parts = VisitParts(
        "door", "met", who, called.get(home.household, ""), "", said, rng.choice(MEASURES) if said else "",
        helpers=rng.choice(HELPERS),
    )  # fmt: skip
    return PaperLine(uuid.UUID(int=rng.getrandbits(128)), home.household, at, parts, walkers.get(home.unit))


def _with_promises(rng: random.Random, lines: list[PaperLine]) -> list[PaperLine]:
    """Returns promised on visits of December after which nobody of that household was met again."""
    last: dict[int, int] = {}
    for place, one in enumerate(lines):
        if one.parts.result == "met":
            last[one.household] = place
    late = [
        place for place in last.values()
        if dt.date(2018, 12, 10) <= clock.day_of(lines[place].at) <= dt.date(2018, 12, 24) and lines[place].parts.said
    ]  # fmt: skip
    days = [day for day, n in PROMISED.items() for _ in range(n)]
    for place, day in zip(rng.sample(late, min(len(days), len(late))), days, strict=False):
        lines[place] = replace(lines[place], parts=replace(lines[place].parts, return_on=day))
    early = [
        place for place, one in enumerate(lines)
        if clock.day_of(one.at) < dt.date(2018, 11, 1) and one.parts.result == "met" and last.get(one.household, 0) > place
    ]  # fmt: skip
    for place in early[:20]:
        kept = clock.day_of(lines[last[lines[place].household]].at)
        if kept > clock.day_of(lines[place].at):
            lines[place] = replace(lines[place], parts=replace(lines[place].parts, return_on=kept))
    return lines


def _walkers(
    desk: Actor, workers: Mapping[str, int], homes: Sequence[Home], today: dt.date
) -> dict[int, int]:
    """Unit → the account of its grid worker."""
    of_cell: dict[int, int] = {}
    for user in workers.values():
        who = accounts.actor(user, today, community=desk.community)
        if who.holds(GRID_WORKER):
            of_cell |= dict.fromkeys(who.cells, user)
    cells = places.cells_of_units(desk.community or 0, "grid", {one.unit for one in homes}, today)
    return {unit: of_cell[cell.id] for unit, cell in cells.items() if cell.id in of_cell}


def _heard(desk: Actor, homes: Sequence[Home]) -> dict[int, list[tuple[dt.datetime, int, str, int | None]]]:
    """Household → (when, appeal, words, who heard it) of what was asked at the door; by its room, else in its entrance."""
    by_room = {one.room: one.household for one in homes}
    by_unit: dict[int, list[Home]] = {}
    for one in homes:
        by_unit.setdefault(one.unit, []).append(one)
    found: dict[int, list[tuple[dt.datetime, int, str, int | None]]] = {}
    rows = narrowed(desk, Filter(channel="door"), at=clock.now()).filter(naming="named", audience="office")
    for key, at, text, user, room, unit in rows.order_by("received_at", "pk").values_list(
        "pk", "received_at", "text", "entered_by", "room_id", "unit_id"
    ):
        near = by_unit.get(unit or 0, [])
        household = by_room.get(room or 0) or (near[key % len(near)].household if near else None)
        if household is not None:
            found.setdefault(household, []).append((at, key, text[:500], user))
    return found


def _sheets(desk: Actor, now: dt.datetime, rng: random.Random, homes: Sequence[Home]) -> None:
    for place, home in enumerate(rng.sample(list(homes), min(40, len(homes)))):
        fields = SHEETS[place % len(SHEETS)]
        sheets.edit(actor=desk, at=now - dt.timedelta(days=30), household=home.household, before={}, fields=fields)  # fmt: skip


def _route(workers: Mapping[str, int], now: dt.datetime) -> None:
    """What the first grid worker goes today: promised returns first, then the nearest doors not visited this quarter."""
    user = next((workers[name] for name in sorted(workers) if name.startswith("wangge")), None)
    if user is None:
        return
    today = clock.day_of(now)
    walker = accounts.actor(user, today)
    due = planning.proposed(walker, today, named=False)
    first = [one for one in due if "promised" in one.needs]
    rest = [one for one in due if one not in first]
    chosen = [*first, *rest][:_WALKED]
    if chosen:
        routes.plan(
            actor=walker, at=now - dt.timedelta(hours=1), user=user, on=today,
            households=[one.household for one in chosen], title="今天的走访",
        )  # fmt: skip


def _moment(rng: random.Random, first: dt.date, end: dt.date) -> dt.datetime:
    """Some working hour between two days, seldom a Sunday."""
    day = first + dt.timedelta(days=rng.randrange(max(1, (end - first).days)))
    if day.weekday() == 6 and day > first:
        day -= dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(rng.randint(9, 18), rng.randrange(0, 60, 5)), clock.SHANGHAI)
