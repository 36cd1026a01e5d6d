"""What residents read without an account: the board of a day, one notice, the archive of what was shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from linli.base.clock import day_of
from linli.kernel import NotFound

from ..models import Notice
from ..rules.showing import Window, phase, takes_objections
from .reach import counted, on_show, window
from .refs import for_building

#: Lines of one page of the archive.
SIZE = 30


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """One notice for everybody. What is not shown any more keeps title, days and result; its text is gone."""

    id: int
    kind: str
    category: str
    title: str
    text: str
    basis: str
    state: str
    window: Window
    takes: bool
    objections: int
    answered: int
    corrected_on: dt.date | None
    correction: str
    result: str
    result_on: dt.date | None


def board(community: int, on: dt.date, building: int | None = None) -> list[PublicNotice]:
    """What stands on a day, what ends first on top. Needs the scope. One query."""
    rows = for_building(Notice.objects.filter(on_show(on), community_id=community), building, on)
    return [_plain(one, on) for one in counted(rows).order_by("end", "pk")]


def archive(community: int, on: dt.date, *, text: str = "", page: int = 1) -> tuple[list[PublicNotice], bool]:
    """What was shown until its last day, latest first, and whether more follow. Needs the scope. One query."""
    rows = _over(community, on)
    if text.strip():
        rows = rows.filter(title__contains=text.strip()[:60].replace("\0", ""))
    start = (max(page, 1) - 1) * SIZE
    found = list(counted(rows).order_by("-end", "-pk")[start : start + SIZE + 1])
    return [_plain(one, on) for one in found[:SIZE]], len(found) > SIZE


def one(community: int, key: int, on: dt.date) -> PublicNotice:
    """One notice that is or was shown to residents. NotFound for every other, taken down ones too. Needs the scope."""
    rows = Notice.objects.filter(
        community_id=community, pk=key, state="approved", readers="residents", start__lte=on
    )
    found = counted(rows).first()
    if found is None:
        raise NotFound("notice")
    return _plain(found, on)


def taken_down(community: int, key: int) -> bool:
    """Whether residents were shown it until it was taken down early."""
    return Notice.objects.filter(
        community_id=community, pk=key, state="taken_down", readers="residents"
    ).exists()


def _over(community: int, on: dt.date) -> QuerySet[Notice]:
    return Notice.objects.filter(community_id=community, state="approved", readers="residents", end__lte=on)


def _plain(row: Notice, on: dt.date) -> PublicNotice:
    held, days = vars(row), window(row)
    state = phase(row.state, days, on)
    shown = state == "shown"
    count, waiting = held["objection_count"], held["open_count"]
    return PublicNotice(
        row.pk, row.kind, row.category, row.title, row.text if shown else "", row.basis if shown else "", state, days,
        bool(takes_objections(row.state, days, on)), count, count - waiting,
        day_of(row.corrected_at) if row.corrected_at else None, row.correction, row.result,
        day_of(row.result_at) if row.result_at else None,
    )  # fmt: skip
