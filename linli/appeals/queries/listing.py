"""Lists of appeals: ids first, in order, from the index alone; then one fetch of the rows that are shown.

A page is asked by its number or, quicker far back, by `after` or `before`: the mark of the row beside it, which every
page brings along. What follows is counted AHEAD rows far: a list that goes further says "more than", for counting
all of it would cost the more the longer it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.kernel.names import mask_name
from linli.kernel.phones import hide_phone
from linli.places import api as places

from ..models import Appeal, Reporter
from ..rules import codes
from ..rules.sight import sees_reporter
from . import categories, search, sight
from .published import PublicRow, published

__all__ = [
    "AHEAD",
    "AppealRow",
    "Filter",
    "Page",
    "PublicRow",
    "everything",
    "listing",
    "narrowed",
    "published",
]

T = TypeVar("T")
#: So many rows beyond a page are counted; a list that goes further has "more than so many".
AHEAD = 200
TITLE = 60
STATE_GROUPS: dict[str, tuple[str, ...]] = {
    "open": codes.OPEN,
    "working": codes.WORKING,
    "new": ("registered",),
    "waiting": ("sent_up", "on_hold"),
    "to_tell": ("answered",),
    "to_revisit": ("answered", "to_revisit"),
    "ended": codes.ENDED,
}
#: Order by its name in the address: column, whether downwards. Every order ends by the key.
SORTS: dict[str, tuple[str, bool]] = {
    "newest": ("received_at", True),
    "-received_at": ("received_at", True),
    "received_at": ("received_at", False),
    "due": ("due_at", False),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; an empty value does not narrow.

    state_group  key of STATE_GROUPS
    category     a code, with all that stand under it
    cell         id of a partition cell of any scheme, as of the day
    text         number, or words of text, wish and place
    since, until first day and the day after the last, by receipt
    late         a deadline has run out and the matter is open
    mine         handled by, offered to or first asked of the actor
    published    released for the board, or not
    keys         exactly these (a number that was opened); None does not narrow
    """

    state_group: str = ""
    state: str = ""
    category: str = ""
    channel: str = ""
    level: str = ""
    handler: int | None = None
    cell: int | None = None
    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    late: bool = False
    mine: bool = False
    rating: str = ""
    published: bool | None = None
    building: int | None = None
    keys: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal in a list. `reporter` is a masked name, `phone` the last four, both "" where they are not open."""

    id: int
    number: str
    title: str
    category: str
    channel: str
    state: str
    level: str
    place: str
    received_at: dt.datetime
    today_due: dt.datetime
    due_at: dt.datetime | None
    due_kind: str
    late: bool
    handler: int | None
    handler_name: str
    offered_to: int | None
    naming: str
    reporter: str
    phone: str
    urgent: bool
    rating: str
    promised_on: dt.date | None
    closed_at: dt.datetime | None
    released: bool
    redone: int
    community: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list.

    total        how many rows there are, as far as they were counted; `more` says that there are more
    after, before  marks for the next page and the one before; "" where there is none
    """

    rows: list[T]
    number: int
    size: int
    total: int
    more: bool = False
    after: str = ""
    before: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are at least; never none."""
        return max(1, -(-self.total // self.size))


EVERYTHING = Filter()


def listing(
    actor: Actor, where: Filter = EVERYTHING, *, at: dt.datetime, sort: str = "newest", page: int = 1, size: int = 50,
    after: str = "", before: str = "", names: Mapping[int, str] | None = None,
) -> Page[AppealRow]:  # fmt: skip
    """One page of the appeals that `where` leaves of those the actor may find. At most 6 statements.

    sort   newest, received_at (oldest first), due (what has no deadline last)
    page   its number; one beyond the end shows the last
    after  the mark of another page's last row: the page that follows it, as quick as the first; `before` likewise.
           `page` is its number then, as the link says
    names  of accounts, where the caller knows them already
    """
    size, page = max(1, min(size, 1000)), max(page, 1)
    back = bool(before and not after)
    with sight.reach(actor, clock.day_of(at)) as communities:
        found = narrowed(actor, where, at=at, communities=communities)
        ordered = _ordered(found, sort, after or before, back=back)
        start = 0 if after or before else (page - 1) * size
        ahead = 1 if back else AHEAD
        known = list(ordered[start : start + size + ahead])
        if not known and start:
            last = -(-found.order_by().values("pk")[:start].count() // size)
            page, start = max(last, 1), (max(last, 1) - 1) * size
            known = list(ordered[start : start + size + ahead])
        ids = known[:size][::-1] if back else known[:size]
        shown = rows(actor, [key for key, _ in ids], at, communities, names)
    further = len(known) > size
    return Page(
        shown, page, size, page * size + 1 if back else (page - 1) * size + len(known), back or len(known) == size + ahead,
        after=_mark(ids[-1]) if ids and (further or back) else "",
        before=_mark(ids[0]) if ids and (start or after or (back and further)) else "",
    )  # fmt: skip


def everything(
    actor: Actor, where: Filter = EVERYTHING, *, at: dt.datetime, sort: str = "newest", size: int = 1000
) -> Iterator[AppealRow]:
    """Every row of a list, page after page, for an export."""
    after, first = "", True
    while after or first:
        found = listing(actor, where, at=at, sort=sort, size=size, after=after)
        yield from found.rows
        after, first = found.after, False


def narrowed(
    actor: Actor, where: Filter, *, at: dt.datetime, communities: Sequence[int] | None = None
) -> QuerySet[Appeal]:
    """The appeals of a filter, unordered. A subdistrict's reader needs `sight.reach` open."""
    on = clock.day_of(at)
    found = sight.appeals(actor, on, None if communities is None else list(communities))
    plain = {
        "state": where.state, "channel": where.channel, "level": where.level, "rating": where.rating,
        "handler": where.handler, "building": where.building,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in plain.items() if value not in ("", None)})
    if where.state_group in STATE_GROUPS:
        found = found.filter(state__in=STATE_GROUPS[where.state_group])
    if where.category:
        below = categories.tree(actor.community, on).below(where.category)
        found = found.filter(category__in=below) if len(below) > 1 else found.filter(category=below[0])
    if where.cell is not None:
        units = places.cell_units(actor.community, [where.cell], on) if actor.community is not None else []
        found = found.filter(unit__in=units)
    if where.since is not None:
        found = found.filter(received_at__gte=_midnight(where.since))
    if where.until is not None:
        found = found.filter(received_at__lt=_midnight(where.until))
    if where.late:
        found = found.filter(due_at__lt=at, state__in=codes.OPEN)
    if where.mine:
        me = actor.user_id if actor.user_id is not None else 0
        found = found.filter(Q(handler=me) | Q(offered_to=me) | Q(first_contact=me))
    if where.published is not None:
        found = found.filter(released_at__isnull=not where.published)
    if where.keys is not None:
        found = found.filter(pk__in=where.keys)
    if where.text.strip():
        inside = communities if communities is not None else sight.scope_of(actor, on)
        found = search.meant(found, inside, where.text)
    return found


def rows(
    actor: Actor, ids: Sequence[int], at: dt.datetime, communities: Sequence[int],
    names: Mapping[int, str] | None = None,
) -> list[AppealRow]:  # fmt: skip
    """The rows of these appeals in this order, in two statements; ids must be permitted already.

    names  accounts whose names are known; others are asked
    """
    if not ids:
        return []
    asking = Reporter.objects.filter(community=OuterRef("community"), appeal=OuterRef("pk"))
    kept = (
        Appeal.objects.filter(community__in=communities, pk__in=ids)
        .annotate(asked=Subquery(asking.values(both=Concat("name", Value(_BETWEEN), "phone"))[:1]))
        .values_list(*_COLUMNS, "asked", named=True)
    )
    held: dict[int, Any] = {one.pk: one for one in kept}
    opened = {
        one.pk for one in held.values() if one.naming == "named" and sees_reporter(actor, sight.standing(one))
    }
    called = dict(names or {})
    missing = {one.handler for one in held.values()} - called.keys() - {None}
    called |= accounts.names(missing) if missing else {}
    return [_row(held[key], key in opened, called, at) for key in ids if key in held]


#: Between name and phone of who asked, read by one look into the index.
_BETWEEN = "\x1f"
#: What a row shows, and what decides whether who asked is open.
_COLUMNS = (
    "pk", "number", "text", "category", "channel", "state", "level", "place", "received_at", "today_due", "due_at", "due_kind",
    "handler", "offered_to", "naming", "urgent", "rating", "promised_on", "closed_at", "released_at", "redone", "community_id",
    "audience", "first_contact", "entered_by", "assisting", "about", "about_user", "unit_id", "sent_to", "unreached", "answered_by",
)  # fmt: skip


def _row(one: Any, opened: bool, names: Mapping[int, str], at: dt.datetime) -> AppealRow:
    line = next((part.strip() for part in one.text.splitlines() if part.strip()), "")
    name, _, phone = (one.asked or "").partition(_BETWEEN) if opened else ("", "", "")
    return AppealRow(
        id=one.pk, number=one.number, title=line if len(line) <= TITLE else line[: TITLE - 1] + "…", category=one.category,
        channel=one.channel, state=one.state, level=one.level, place=one.place, received_at=one.received_at,
        today_due=one.today_due, due_at=one.due_at, due_kind=one.due_kind,
        late=one.due_at is not None and one.due_at < at and one.state in codes.OPEN, handler=one.handler,
        handler_name=names.get(one.handler or 0, ""), offered_to=one.offered_to, naming=one.naming,
        reporter=mask_name(name) if name else "",
        phone=hide_phone(phone) if phone else "", urgent=one.urgent, rating=one.rating,
        promised_on=one.promised_on, closed_at=one.closed_at, released=one.released_at is not None, redone=one.redone,
        community=one.community_id,
    )  # fmt: skip


def _ordered(
    found: QuerySet[Appeal], sort: str, mark: str, *, back: bool
) -> QuerySet[Appeal, tuple[int, dt.datetime | None]]:
    """(key, column of the order) in order, those beyond a mark only; backwards from it with `back`."""
    column, down = SORTS.get(sort, SORTS["newest"])
    return _beyond(found, column, down != back, mark, back=back).values_list("pk", column)


def _beyond(found: QuerySet[Appeal], column: str, toward: bool, mark: str, *, back: bool) -> QuerySet[Appeal]:
    nulls: dict[str, bool] = {}
    if column == "due_at":
        # what has no deadline stands last, and first when the list is walked back
        nulls = {"nulls_first": True} if back else {"nulls_last": True}
    order = F(column).desc(**nulls) if toward else F(column).asc(**nulls)
    ordered = found.order_by(order, "-pk" if toward else "pk")
    place = _read(mark)
    if place is None:
        return ordered
    value, key = place
    side, edge = ("lt", "lte") if toward else ("gt", "gte")
    if value is None:
        beyond = Q(**{f"{column}__isnull": True, f"pk__{side}": key})
        return ordered.filter(beyond | Q(**{f"{column}__isnull": False}) if back else beyond)
    beyond = Q(**{f"{column}__{side}": value}) | Q(**{column: value, f"pk__{side}": key})
    if column == "due_at" and not back:
        return ordered.filter(beyond | Q(**{f"{column}__isnull": True}))
    # the edge said once more on its own bounds the walk through the index
    return ordered.filter(beyond, **{f"{column}__{edge}": value})


def _mark(row: tuple[int, dt.datetime | None]) -> str:
    key, value = row
    return f"{'' if value is None else int(value.timestamp() * 1_000_000)}.{key}"


def _read(mark: str) -> tuple[dt.datetime | None, int] | None:
    """What a mark says; None for one that says nothing: an address is typed and cut by people."""
    micros, _, key = mark.partition(".")
    if not mark.isascii() or not key.isdecimal() or len(key) > 18:
        return None
    if micros and not (micros.isdecimal() and len(micros) < 18):
        return None
    if not micros:
        return None, int(key)
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=int(micros)), int(key)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.SHANGHAI)
