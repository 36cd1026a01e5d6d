"""Notices in one line each: for records elsewhere, for the pages of residents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Audience, Notice
from ..rules.showing import Window, phase, takes_objections
from .reach import counted, on_show, window

PAGE = "/notices/{key}/"


@dataclass(frozen=True, slots=True)
class NoticeRef:
    """One notice; `state` is its phase of the day asked for (rules.codes.PHASES), days are half-open."""

    id: int
    title: str
    state: str
    starts: dt.date
    ends: dt.date
    url: str
    objections: int
    open_objections: int
    kind: str = ""
    takes: bool = False
    corrected: bool = False

    @property
    def last(self) -> dt.date:
        """The last day on which it is shown."""
        return self.ends - dt.timedelta(days=1)


def of_subject(community: int, subject: str, keys: Iterable[int], on: dt.date) -> dict[int, NoticeRef]:
    """Key of the record → its latest notice that was not given up. Needs the scope. One query."""
    rows = counted(
        Notice.objects.filter(community_id=community, subject=subject, key__in=list(keys)).exclude(state="dropped")
    ).order_by("pk")  # fmt: skip
    return {one.key: ref(one, on) for one in rows if one.key is not None}


def shown(community: int, on: dt.date, building: int | None = None) -> list[NoticeRef]:
    """What residents see on a day, what ends first on top; for one building what concerns it. Needs the scope. One query."""
    rows = counted(for_building(Notice.objects.filter(on_show(on), community_id=community), building, on))
    return [ref(one, on) for one in rows.order_by("end", "pk")]


def for_building(rows: QuerySet[Notice], building: int | None, on: dt.date) -> QuerySet[Notice]:
    """Without a building all; else those for everybody, for the building or for a cell in which it lies."""
    if building is None:
        return rows
    audience = Audience.objects.filter(notice=OuterRef("pk"))
    lies = Q(
        cell__memberships__unit__building=building, cell__memberships__start__lte=on,
    ) & (Q(cell__memberships__end__isnull=True) | Q(cell__memberships__end__gt=on))  # fmt: skip
    return rows.filter(~Exists(audience) | Exists(audience.filter(Q(building=building) | lies)))


def ref(one: Notice, on: dt.date) -> NoticeRef:
    """The line of a counted notice."""
    held, days = vars(one), window(one)
    return NoticeRef(
        one.pk, one.title, phase(one.state, days, on), one.start, one.end, PAGE.format(key=one.pk), held["objection_count"],
        held["open_count"], one.kind, bool(takes_objections(one.state, days, on)), one.corrected_at is not None,
    )  # fmt: skip


__all__ = ["NoticeRef", "Window", "for_building", "of_subject", "ref", "shown"]
