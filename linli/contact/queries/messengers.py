"""Messengers in office: the list, one of them, whom they look after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.kernel import Actor, NotFound
from linli.kernel.phones import hide_phone

from ..models import Messenger, MessengerArea
from .areas import on_day


@dataclass(frozen=True, slots=True)
class AreaOf:
    """A part of the community that a messenger looks after."""

    id: int
    cell: int
    name: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class MessengerRow:
    """One messenger; the phone shows the last four."""

    id: int
    name: str
    phone: str
    dial: str
    start: dt.date
    end: dt.date | None
    user: int | None
    recruitment: int | None
    version: int
    areas: list[AreaOf] = field(default_factory=list)

    @property
    def last(self) -> dt.date | None:
        """The last day of the term."""
        return self.end - dt.timedelta(days=1) if self.end else None


def rows(actor: Actor) -> QuerySet[Messenger]:
    """Messengers that the actor may see. NotFound for those who may see none."""
    if actor.community is None or not accounts.may(actor, "contact.roster"):
        raise NotFound("community")
    return Messenger.objects.filter(community_id=actor.community, void=False)


def in_office(actor: Actor, on: dt.date) -> list[MessengerRow]:
    """Who is messenger on a day, by name, with their areas. Two queries."""
    return _shaped(
        list(rows(actor).filter(on_day(on)).select_related("candidate").order_by("name", "pk")), on
    )


def all_of(actor: Actor, on: dt.date) -> list[MessengerRow]:
    """Everybody who is, was or will be messenger, the latest term first. Two queries."""
    return _shaped(list(rows(actor).select_related("candidate").order_by("-start", "name", "pk")[:200]), on)


def messenger(actor: Actor, key: int, on: dt.date) -> MessengerRow:
    """One messenger. NotFound outside the actor's sight. Two queries."""
    one = rows(actor).select_related("candidate").filter(pk=key).first()
    if one is None:
        raise NotFound("messenger")
    return _shaped([one], on)[0]


def own(actor: Actor, on: dt.date) -> int | None:
    """The messenger whose account the actor signs in with; None for everybody else. One query."""
    if actor.user_id is None or actor.community is None:
        return None
    found = Messenger.objects.filter(on_day(on), community_id=actor.community, user=actor.user_id)
    return found.values_list("pk", flat=True).first()


def area(actor: Actor, key: int) -> tuple[int, str]:
    """(messenger, what is looked after) of one entry. NotFound outside the actor's sight."""
    found = MessengerArea.objects.filter(messenger__in=rows(actor), pk=key, void=False)
    row = found.values_list("messenger_id", "cell__name").first()
    if row is None:
        raise NotFound("area")
    return row


def _shaped(found: list[Messenger], on: dt.date) -> list[MessengerRow]:
    areas: dict[int, list[AreaOf]] = {}
    held = MessengerArea.objects.filter(on_day(on), messenger__in=found).order_by(
        "cell__scheme", "cell__code"
    )
    for key, owner, cell, name, start, end in held.values_list(
        "pk", "messenger_id", "cell_id", "cell__name", "start", "end"
    ):
        areas.setdefault(owner, []).append(AreaOf(key, cell, name, start, end))
    return [
        MessengerRow(
            one.pk, one.name, hide_phone(one.phone) if one.phone else "", one.phone or "", one.start, one.end, one.user,
            one.candidate.recruitment_id if one.candidate else None, one.version, areas.get(one.pk, []),
        )
        for one in found
    ]  # fmt: skip
