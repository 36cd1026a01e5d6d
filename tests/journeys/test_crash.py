"""The worker of the queue is killed in the middle of an import: it is found out, nothing half stands, it goes on."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
import xlsxwriter
from playwright.sync_api import expect

from linli.kernel.identity import synthetic_number
from tests.demo import Served, address
from tests.walker import Walker

from . import roster

pytestmark = pytest.mark.journey

Somebody = Callable[..., Walker]
PEOPLE = 3000
PATIENCE = 120
WORKER = "linli.project.command.jobs"
ALL = "SELECT set_config('linli.communities', (SELECT array_agg(id)::text FROM places_area WHERE level = 'community'), false)"


def write(folder: Path) -> Path:
    """A roster long enough that a kill meets its middle."""
    path = folder / "园区花名册.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("花名册")
        sheet.write_row(0, 0, roster.HEADS)
        for at in range(PEOPLE):
            number = synthetic_number(900_000 + at, dt.date(1985, 1, 1) + dt.timedelta(days=at), "1")
            sheet.write_row(
                at + 1, 0, (at + 1, "钟" + "一二三四五六七八九十"[at % 10] + "甲乙丙丁戊己庚辛壬癸"[at // 10 % 10], "男", number,
                            f"快活新居{3 + at % 2}栋2单元1701", "四川省巴中市", "", "流入", "2018.12.3"),
            )  # fmt: skip
    return path


class Kept:
    """The database of a served demonstration, read from outside."""

    def __init__(self, demo: Served) -> None:
        self.connection = psycopg.connect(address(demo.database), autocommit=True)
        self.connection.execute(ALL.encode())

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_why: object) -> None:
        self.connection.close()

    def one(self, query: str, *values: Any) -> Any:
        """The first value of the first row; None without a row."""
        row = self.connection.execute(query.encode(), values).fetchone()
        return row[0] if row else None

    def until(self, query: str, wanted: Callable[[Any], bool], pause: float = 0.01) -> Any:
        """Ask until the answer is as wanted."""
        end = time.monotonic() + PATIENCE
        while not wanted(answer := self.one(query)):
            assert time.monotonic() < end, f"{query}: {answer}"
            time.sleep(pause)
        return answer


def kill_worker(demo: Served) -> None:
    """SIGKILL for the worker of this demonstration alone, as power failure and the system's memory guard do."""
    assert demo.process is not None
    mine = [
        one for one in psutil.Process(demo.process.pid).children(recursive=True) if WORKER in one.cmdline()
    ]
    assert mine, "the worker runs"
    for one in mine:
        os.kill(one.pid, signal.SIGKILL)


def test_a_killed_import_is_found_leaves_nothing_half_and_goes_on(
    somebody: Somebody, demo: Served, tmp_path: Path
) -> None:
    worker = somebody("shegong")
    with Kept(demo) as kept:
        _killed(worker, demo, kept, tmp_path)


def _killed(worker: Walker, demo: Served, kept: Kept, tmp_path: Path) -> None:
    worker.go("/residents/imports/")
    if worker.page.locator("details#upload[open]").count() == 0:
        worker.page.locator("details#upload > summary").click()
    worker.page.set_input_files("input[type=file]", write(tmp_path))
    worker.choose("rows", "arrivals")
    worker.fill(sender="产业园人事")
    worker.press("上传")
    expect(worker.page.locator(".state")).to_contain_text("没有问题", timeout=120_000)
    page = worker.path
    before = (
        kept.one("SELECT count(*) FROM residents_person"),
        kept.one("SELECT count(*) FROM residents_residence"),
    )

    worker.press("导入")
    worker.send()
    work = (
        "SELECT id FROM files_work WHERE kind = 'residents.apply_import' AND state = 'running' AND done > 0"
    )
    key = kept.until(work, lambda answer: answer is not None)
    kill_worker(demo)
    assert kept.one("SELECT state FROM files_work WHERE id = %s", key) == "running", (
        "it was killed in the middle"
    )
    after = (
        kept.one("SELECT count(*) FROM residents_person"),
        kept.one("SELECT count(*) FROM residents_residence"),
    )
    assert after == before

    # The worker's last sign of life grows old: a minute for a program, a moment here.
    kept.one("UPDATE files_work SET beat = beat - interval '3 minutes' WHERE id = %s RETURNING id", key)
    kept.connection.execute(
        "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '3 minutes'"
    )
    kept.until(f"SELECT state FROM files_work WHERE id = {key}", lambda state: state == "failed", 0.5)
    # The page looks for itself how far the work is.
    expect(worker.page.locator("main")).to_contain_text("未留下半截数据")
    assert worker.path == page
    worker.press("重新开始")
    expect(worker.page.locator(".state")).to_contain_text("已导入", timeout=120_000)
    assert kept.one("SELECT count(*) FROM residents_person") == before[0] + PEOPLE
    assert kept.one("SELECT count(*) FROM residents_residence") == before[1] + PEOPLE
