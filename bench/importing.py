"""How fast a messy workbook becomes rows of the register, measured against a floor in the same run.

    DATABASE_URL=postgresql://…/scratch LINLI_DATA=/some/folder .venv/bin/python -m bench.importing [rows] [folder]

The floor is what no import can go below: python-calamine reads the sheet and COPY writes its cells as text into one
table without index. Ours is the whole way: guard, find the table, bind columns, check every row, compare
with the register, store the plan sealed, confirm once; then rows encrypted, historised, searchable, committed. The
unchanged file again is the way to a plan that says that nothing differs. Best of three each; a fresh community each time.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

import bench.start  # noqa: F401
from bench.lines import Line, say_lines
from bench.plain import flatten
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.identity import synthetic_number
from linli.places import api as places
from linli.places.models import Area
from linli.residents import api as residents

ON = dt.date(2018, 12, 28)
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ROUNDS = 3
HEADS = (
    "序号", "姓名", "性别", "公民身份号码", "民族", "与户主关系", "户号", "居住类型", "入住日期", "户籍地址", "文化程度", "婚姻状况",
    "政治面貌", "就业状况", "工作单位", "联系电话", "曾用名", "称呼", "租住情况", "备注", "宗教信仰", "小区", "楼栋", "单元", "房号",
)  # fmt: skip
_GIVEN = "伟强芳娜敏静丽军杰娟涛超霞平刚英华玉萍红文波辉勇艳秀兰"
_SURNAMES = "李王张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"


def homes(rows: int) -> list[tuple[str, int, int, str]]:
    """(building, entrance, floor, room number) of as many homes as the rows need, two and a half people each."""
    found = []
    for building in range(1, 200):
        for unit in (1, 2, 3):
            for floor in range(1, 12):
                for door in (1, 2):
                    found.append((f"{building}栋", unit, floor, f"{floor}{door:02d}"))
                    if len(found) * 5 >= rows * 2:
                        return found
    raise ValueError(rows)


def write_roster(path: Path, rows: int) -> None:
    """A roster as communities keep it: title, merged two-row head, buildings merged downwards, days in four spellings."""
    rng = random.Random(2018)  # noqa: S311 - invented people
    doors = homes(rows)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, 24, "社区居民基本情况登记表")
        sheet.write(1, 23, "单位：人")
        for column, head in enumerate(HEADS[:21]):
            sheet.merge_range(2, column, 3, column, head)
        sheet.merge_range(2, 21, 2, 24, "现住址")
        sheet.write_row(3, 21, HEADS[21:])
        merged: dict[str, list[int]] = {}
        for row in range(rows):
            door = doors[row * 2 // 5]
            merged.setdefault(door[0], []).append(row + 4)
            _write(sheet, row, door, rng)
        for building, lines in merged.items():
            if len(lines) > 1:
                sheet.merge_range(lines[0], 22, lines[-1], 22, building)
            else:
                sheet.write(lines[0], 22, building)
        sheet.write(rows + 5, 0, "注：本表由网格员入户核实填写。")
        sheet.write(rows + 6, 0, "填报人：        审核人：")


def _write(sheet: Any, row: int, door: tuple[str, int, int, str], rng: random.Random) -> None:
    head = row % 5 in (0, 3)
    sex = rng.choice("12")
    born = dt.date(1950, 1, 1) + dt.timedelta(days=rng.randrange(22_000))
    start = dt.date(2012, 1, 1) + dt.timedelta(days=rng.randrange(2_200))
    spelled = (
        start.isoformat(), f"{start.year}.{start.month}.{start.day}", f"{start.year}年{start.month}月{start.day}日", f"{start:%Y%m%d}",
    )  # fmt: skip
    phone = f"192{row:08d}"
    name = rng.choice(_SURNAMES) + rng.choice(_GIVEN) + rng.choice(_GIVEN)
    values: list[Any] = [
        row + 1, name, "男" if sex == "1" else "女", synthetic_number(row, born, sex), "汉族", "户主" if head else "其他亲属",
        f"H{row * 2 // 5:06d}", "户籍在住" if row % 3 else "流入", spelled[row % 4], "四川省成都市青羊区文家街道", ("本科", "大专", "高中", "初中")[row % 4],
        ("已婚", "未婚")[row % 2], "群众", "在业" if row % 5 else "无业", f"成飞配套产业园{row % 300}号厂", f"{phone}、028-8731{row % 10000:04d}" if row % 7 == 3 else phone,
        "", f"{name[0]}师傅", "自有" if row * 2 // 5 % 2 else "租住", "", "无", "英国小镇", None, door[1], int(door[3]),
    ]  # fmt: skip
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(row + 4, column, value)
        else:
            sheet.write_number(row + 4, column, value)


def floor(path: Path) -> None:
    """Read the cells and COPY them as text."""
    cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    with transaction.atomic(), connection.cursor() as cursor:
        columns = ", ".join(f"c{n} text" for n in range(len(cells[0])))
        cursor.execute(f"create table bench_floor ({columns})")
        with cursor.copy("copy bench_floor from stdin") as copy:
            for line in cells:
                copy.write_row([str(cell) for cell in line])
    with connection.cursor() as cursor:
        cursor.execute("drop table bench_floor")


def community(rows: int) -> Actor:
    """A fresh community with the homes of the roster."""
    with transaction.atomic():
        actor = Actor.system(
            "benchmark", Area.objects.create(level="community", start=dt.date(2010, 1, 1)).pk
        )
        with community_scope(actor.community):
            wanted = [
                places.DoorParts("英国小镇", building, unit, number)
                for building, unit, _, number in homes(rows)
            ]
            places.make_rooms(actor, wanted, AT, start=dt.date(2010, 1, 1))
    return actor


def ours(path: Path, actor: Actor, expected: str) -> None:
    """The whole way of the file in one process."""
    with community_scope(actor.community):
        found = residents.import_file(
            actor,
            path,
            sender="网格员",
            at=AT,
            on=ON,
            options=residents.ImportOptions(rows="roster", start=ON),
        )
    if found.state != expected:
        raise SystemExit(f"{found.state}: {[str(one.reason) for one in found.faults[:5]]}")


def best(work: Callable[[], None]) -> tuple[float, float]:
    """(seconds, processor seconds of us and of our database process) of the quickest of some rounds each."""
    times, worked = [], []
    for _ in range(ROUNDS):
        begin, spent = time.perf_counter(), time.process_time() + served()
        work()
        times.append(time.perf_counter() - begin)
        worked.append(time.process_time() + served() - spent)
    return min(times), min(worked)


def served() -> float:
    """Processor seconds that our connection's process of a server on this machine has used; 0 for one elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "花名册.xlsx"
        write_roster(path, rows)
        if len(sys.argv) > 2:
            flatten(str(path), f"{sys.argv[2]}/plain.xlsx")
        lowest = best(lambda: floor(path))
        actors = [community(rows) for _ in range(ROUNDS)]
        fresh = iter(actors)
        whole = best(lambda: ours(path, next(fresh), "applied"))
        again = best(lambda: ours(path, actors[0], "unchanged"))
    for name, (took, spent) in (("floor", lowest), ("applied", whole), ("again", again)):
        print(f"{name:<8} {took:6.2f} s, processor {spent:6.2f} s", file=sys.stderr)
    say_lines([Line("floor", lowest[1], "s"), Line("applied", whole[1], "s"), Line("again", again[1], "s")])


if __name__ == "__main__":
    main()
