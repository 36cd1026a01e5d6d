"""三公开: what is due in a year, what is shown, where the gaps are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.places import api as places

from ..models import Disclosure
from ..rules import catalogue


@dataclass(frozen=True, slots=True)
class DueRow:
    """One matter of a period; `state` as of the day asked for (rules.catalogue.state)."""

    id: int
    version: int
    item: str
    name: str
    title: str
    category: str
    rhythm: str
    period: str
    start: dt.date
    last: dt.date
    state: str
    notice: int | None
    shown_on: dt.date | None

    @property
    def what(self) -> str:
        """What is shown: the matter, and what happened where it has no rhythm."""
        return f"{self.name}：{self.title}" if self.title else self.name


def of_year(actor: Actor, year: int, *, on: dt.date, state: str = "") -> list[DueRow]:
    """What is due in a year, gaps first, then by day. One query."""
    rows = Disclosure.objects.filter(community_id=actor.community, start__year=year).order_by(
        "last", "item", "pk"
    )
    if not accounts.may(actor, "notices.read"):
        rows = rows.none()
    found = [_row(one, on) for one in rows]
    rank = {"gap": 0, "due": 1}
    kept = [one for one in found if not state or one.state == state]
    return sorted(kept, key=lambda one: (rank.get(one.state, 2), one.last, one.id))


def one(actor: Actor, key: int, *, on: dt.date) -> DueRow:
    """One matter. NotFound outside the actor's sight."""
    found = Disclosure.objects.filter(community_id=actor.community, pk=key).first()
    if found is None or not accounts.may(actor, "notices.read"):
        raise NotFound("disclosure")
    return _row(found, on)


def missing(actor: Actor, year: int, *, on: dt.date) -> int:
    """How many periods of a year the rhythm asks for that are not laid out yet."""
    held = set(
        Disclosure.objects.filter(community_id=actor.community, start__year=year).values_list("item", "start")
    )
    return sum(
        1
        for due in catalogue.of_year(items(actor.community or 0, on), year)
        if (due.item.code, due.start) not in held
    )


def items(community: int, on: dt.date) -> list[catalogue.Item]:
    """The matters of the catalogue on a day; none where no term names them."""
    try:
        return catalogue.items(places.term(catalogue.TERM, community, on).value)
    except LookupError:
        return []


def _row(found: Disclosure, on: dt.date) -> DueRow:
    return DueRow(
        found.pk, found.version, found.item, found.name, found.title, found.category, found.rhythm,
        catalogue.words(found.rhythm, found.start), found.start, found.last, catalogue.state(found.last, found.shown_on, found.end, on),
        found.notice_id, found.shown_on,
    )  # fmt: skip
