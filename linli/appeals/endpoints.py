"""Appeals as JSON, for those who are signed in: the same list as on the page, without who asked."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import BaseModel

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor
from linli.kernel.masking import find_private

from .queries import listing
from .queries.listing import AppealRow, Filter

router = Router(tags=["appeals"])

_Word = Annotated[str, Field(max_length=60, pattern="^[^\x00]*$")]
_Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
_Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2200, 1, 1))]


class Asked(Schema):
    """What the list is narrowed to, and which page of it. An empty value does not narrow.

    state     a state, or a group of them: open, working, new, waiting, to_tell, to_revisit, ended
    until     the last day that belongs to it
    after, before  the mark of a page beside this one, as that page gave it: as quick on page 1,000 as on page 1
    """

    state: _Word = ""
    category: _Word = ""
    channel: _Word = ""
    level: _Word = ""
    rating: _Word = ""
    handler: _Key | None = None
    cell: _Key | None = None
    q: _Word = ""
    since: _Day | None = None
    until: _Day | None = None
    late: bool = False
    mine: bool = False
    published: bool | None = None
    sort: Literal["newest", "received_at", "due"] = "newest"
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    size: Annotated[int, Field(ge=1, le=200)] = 50
    after: _Word = ""
    before: _Word = ""


class AppealOut(BaseModel):
    """One appeal of the list; codes as they are kept, moments in UTC.

    A plain model: Ninja's own looks into every field of every row for managers and files, a fifth of the answer's time.
    """

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
    late: bool
    handler: int | None
    handler_name: str
    urgent: bool
    rating: str
    promised_on: dt.date | None
    closed_at: dt.datetime | None
    released: bool
    redone: int


class AppealsOut(Schema):
    """One page; `more` says that there are at least so many as `total`."""

    rows: list[AppealOut]
    page: int
    size: int
    total: int
    more: bool
    after: str
    before: str


@router.get("/appeals", response=AppealsOut, url_name="appeals", summary="The appeals one may find")
def appeals(request: HttpRequest, asked: Query[Asked]) -> dict[str, object]:
    """One page of the appeals that the reader may find."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    verdict = accounts.may(actor, "appeals.read")
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if find_private(asked.q):
        raise HttpError(422, "A private number does not belong into an address.")
    found = listing.listing(
        actor, _filter(asked), at=clock.now(), sort=asked.sort, page=asked.page, size=asked.size, after=asked.after,
        before=asked.before,
    )  # fmt: skip
    return {
        "rows": [_row(one) for one in found.rows], "page": found.number, "size": found.size, "total": found.total,
        "more": found.more, "after": found.after, "before": found.before,
    }  # fmt: skip


def _filter(asked: Asked) -> Filter:
    group = asked.state if asked.state in listing.STATE_GROUPS else ""
    return Filter(
        state_group=group, state="" if group else asked.state, category=asked.category, channel=asked.channel, level=asked.level,
        handler=asked.handler, cell=asked.cell, text=asked.q, since=asked.since,
        until=asked.until + dt.timedelta(days=1) if asked.until else None, late=asked.late, mine=asked.mine, rating=asked.rating,
        published=asked.published,
    )  # fmt: skip


def _row(one: AppealRow) -> dict[str, object]:
    return {name: getattr(one, name) for name in AppealOut.model_fields}
