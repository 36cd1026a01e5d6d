"""Lists of appeals: ids first, in order, from the index alone; then one fetch of the rows that are shown.

A page is asked by its number or, quicker far back, by `after` or `before`: the mark of the row beside it, which every
page brings along. Counting stops at COUNTED: nobody reads an exact number of ten thousands, and it would cost the
more the longer the list is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import F, Q, QuerySet

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
    "COUNTED",
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
#: Lists longer than this are "more than so many".
COUNTED = 10_000
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

    total        how many rows there are; at least so many where `more` says so
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
    after: str = "", before: str = "",
) -> Page[AppealRow]:  # fmt: skip
    """One page of the appeals that `where` leaves of those the actor may find. At most 7 statements.

    sort   newest, received_at (oldest first), due (what has no deadline last)
    after  the mark of another page's last row: the page that follows it; `before` likewise
    """
    size = max(1, min(size, 1000))
    with sight.reach(actor, clock.day_of(at)) as communities:
        found = narrowed(actor, where, at=at, communities=communities)
        column, down = SORTS.get(sort, SORTS["newest"])
        marked = _beyond(found, column, down, after or before, back=bool(before and not after))
        start = 0 if after or before else (max(page, 1) - 1) * size
        ids = [*marked.values_list("pk", column)[start : start + size + 1]]
        further = len(ids) > size
        ids = ids[:size]
        if before and not after:
            ids.reverse()
        total, more = _total(found, start, len(ids), further, known=not (after or before))
        shown = rows(actor, [key for key, _ in ids], at, communities)
    first, last = (_mark(ids[0]), _mark(ids[-1])) if ids else ("", "")
    back = bool(before and not after)
    return Page(
        shown, page, size, total, more,
        after=last if (further or back) else "",
        before=first if ids and (start > 0 or after or (back and further)) else "",
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


def rows(actor: Actor, ids: Sequence[int], at: dt.datetime, communities: Sequence[int]) -> list[AppealRow]:
    """The rows of these appeals in this order, in three statements; ids must be permitted already."""
    if not ids:
        return []
    held = {one.pk: one for one in Appeal.objects.filter(community__in=communities, pk__in=ids)}
    opened = [
        one.pk for one in held.values() if one.naming == "named" and sees_reporter(actor, sight.standing(one))
    ]
    asked = {
        key: (name, phone)
        for key, name, phone in Reporter.objects.filter(
            community__in=communities, appeal__in=opened
        ).values_list("appeal_id", "name", "phone")
    }
    names = accounts.names({one.handler for one in held.values()})
    return [_row(held[key], asked.get(key, ("", "")), names, at) for key in ids if key in held]


def _row(one: Appeal, asked: tuple[str, str], names: dict[int, str], at: dt.datetime) -> AppealRow:
    line = next((part.strip() for part in one.text.splitlines() if part.strip()), "")
    name, phone = asked
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


def _beyond(found: QuerySet[Appeal], column: str, down: bool, mark: str, *, back: bool) -> QuerySet[Appeal]:
    """The rows in order, those beyond a mark only; backwards from it with `back`."""
    toward = down != back
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


def _total(
    found: QuerySet[Appeal], start: int, shown: int, further: bool, *, known: bool
) -> tuple[int, bool]:
    """(how many rows there are, whether there are more than counted)."""
    if known and not further and (shown or not start):
        return start + shown, False
    counted = _count(found)
    if counted <= COUNTED:
        return counted, False
    return max(COUNTED, start + shown + further), True


def _count(found: QuerySet[Appeal]) -> int:
    """How many, up to one more than COUNTED."""
    return found.order_by().values("pk")[: COUNTED + 1].count()


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
