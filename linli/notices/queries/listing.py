"""Notices as workers read them: the list by phase, one whole with its objections, the ledger of disclosures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.files import api as files
from linli.kernel import Actor, Period
from linli.places import api as places

from ..models import Audience, Notice, Objection
from ..rules import codes
from ..rules.showing import Window, phase
from . import reach

#: Tabs of the list, in their order; the rest (given up) stands under all.
TABS = ("draft", "submitted", "coming", "shown", "ended", "taken_down")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notices are listed; `period`: shown on some day of it."""

    text: str = ""
    phase: str = ""
    kind: str = ""
    category: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice in a list; `state` is its phase of the day asked for."""

    id: int
    version: int
    kind: str
    category: str
    title: str
    state: str
    window: Window
    forms: tuple[str, ...]
    objections: int
    open_objections: int
    drafter: str
    paper: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection: the appeal that it became; number, state and address for those who may open it."""

    on: dt.date
    number: str
    state: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice whole."""

    row: NoticeRow
    held: Notice
    names: dict[int, str]
    audience: list[str] = field(default_factory=list)
    buildings: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    objections: list[ObjectionRow] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)

    def name(self, user: int | None) -> str:
        """Who did it."""
        return self.names.get(user, "—") if user is not None else "—"


ORDERS = {"title": ("title", "pk"), "start": ("start", "pk"), "last": ("end", "pk")}


def in_phase(code: str, on: dt.date) -> Q:
    """Rows in a phase on a day (rules.showing.phase as a condition)."""
    found = {
        "coming": Q(state="approved", start__gt=on), "shown": Q(state="approved", start__lte=on, end__gt=on),
        "ended": Q(state="approved", end__lte=on),
    }  # fmt: skip
    return found.get(code, Q(state=code))


def listing(
    actor: Actor, where: Filter, *, on: dt.date, order: list[str] | None = None, start: int = 0, count: int = 50
) -> tuple[list[NoticeRow], int]:  # fmt: skip
    """One page of notices, latest first, and how many there are in all. Three statements."""
    rows = _filtered(reach.notices(actor), where)
    if where.phase:
        rows = rows.filter(in_phase(where.phase, on))
    total = rows.count()
    found = list(reach.counted(rows).order_by(*(order or ("-start", "-pk")))[start : start + count])
    names = accounts.names({one.drafted_by for one in found})
    return [_row(one, on, names) for one in found], total


def tally(actor: Actor, where: Filter, *, on: dt.date) -> dict[str, int]:
    """How many notices each tab has with these filters. One statement."""
    rows = _filtered(reach.notices(actor), where)
    return rows.aggregate(**{code: Count("pk", filter=in_phase(code, on)) for code in TABS})


def page(actor: Actor, key: int, *, on: dt.date) -> NoticePage:
    """One notice whole. NotFound outside the actor's sight."""
    one: Notice = reach.found(reach.counted(reach.notices(actor)), key)
    names = accounts.names({one.drafted_by, one.approved_by, one.paper_down_by})
    meant = list(Audience.objects.filter(notice=key).order_by("pk").values_list("building", "cell"))
    buildings, cells = [b for b, _c in meant if b], [c for _b, c in meant if c]
    return NoticePage(
        _row(one, on, names), one, names, audience_words(one.community_id, buildings, cells, on), buildings, cells,
        _objections(actor, key, on), [(x.id, x.name) for x in files.files_of(actor, reach.OWNER, key)],
    )  # fmt: skip


def audience_words(community: int, buildings: Iterable[int], cells: Iterable[int], on: dt.date) -> list[str]:
    """For whom it is meant, by name; nothing for everybody."""
    every = {*buildings}, {*cells}
    found: list[str] = []
    if every[0]:
        whole = Actor.system("for whom a notice is meant", community)
        found += [one.title for one in places.buildings(whole, on) if one.id in every[0]]
    if every[1]:
        for scheme in ("grid", "compound"):
            found += [one.name for one in places.cells(community, scheme, on) if one.id in every[1]]
    return found


def disclosed(
    actor: Actor, period: Period, *, on: dt.date, start: int = 0, count: int | None = None
) -> tuple[list[NoticeRow], int]:
    """The ledger of disclosures (domain §18.12): what was shown on some day of a period, by first day. Three statements."""
    rows = _filtered(reach.notices(actor), Filter(period=period)).filter(state__in=("approved", "taken_down"))
    rows = rows.filter(start__lte=on)
    total = rows.count()
    found = reach.counted(rows).order_by("start", "pk")[start : start + count if count else None]
    every = list(found)
    names = accounts.names({one.drafted_by for one in every})
    return [_row(one, on, names) for one in every], total


def _filtered(rows: QuerySet[Notice], where: Filter) -> QuerySet[Notice]:
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(Q(title__contains=text) | Q(text__contains=text))
    for name, value in (("kind", where.kind), ("category", where.category)):
        if value:
            rows = rows.filter(**{name: value})
    if where.period:
        rows = rows.filter(start__lt=where.period.end, end__gt=where.period.start)
        rows = rows.filter(
            Q(taken_on__isnull=True) | Q(taken_on__gt=where.period.start) | Q(taken_on=F("start"))
        )
    return rows


def _objections(actor: Actor, key: int, on: dt.date) -> list[ObjectionRow]:
    """What came in: whoever may not find the appeal reads the day alone."""
    held = list(
        Objection.objects.filter(notice=key, appeal__void=False)
        .order_by("on", "pk")
        .values_list("on", "appeal")
    )
    briefs = appeals.briefs(actor, [appeal for _day, appeal in held], on=on) if held else {}
    found = []
    for day, appeal in held:
        one = briefs.get(appeal)
        found.append(
            ObjectionRow(day, one.number, str(one.state_words), one.title, one.url) if one else ObjectionRow(day, "", "", "", "")
        )  # fmt: skip
    return found


def _row(one: Notice, on: dt.date, names: dict[int, str]) -> NoticeRow:
    held, days = vars(one), reach.window(one)
    return NoticeRow(
        one.pk, one.version, one.kind, one.category, one.title, phase(one.state, days, on), days,
        tuple(code for code in codes.FORMS if code in one.forms), held["objection_count"], held["open_count"],
        names.get(one.drafted_by, "—") if one.drafted_by is not None else "—", paper_state(one, days, on),
    )  # fmt: skip


def paper_state(one: Notice, days: Window, on: dt.date) -> str:
    """ "" without paper or before it hangs, hangs, due (to be taken down today), late, down."""
    if (
        not set(one.forms) & set(codes.PAPER)
        or one.state not in ("approved", "taken_down")
        or on < days.start
    ):
        return ""
    if one.paper_down_on is not None:
        return "down"
    last = days.last if one.state == "approved" else (one.taken_on or days.last)
    return "hangs" if on < last else "due" if on == last else "late"
