"""What was released for everybody, as other systems read it (channels): never a word that was not released.

A point, an address code or a picture is shown only where the released place names the building: who took it out of
the text did not mean it to be read from a number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from ..models import Appeal, Photo
from ..rules import codes


@dataclass(frozen=True, slots=True)
class Released:
    """One released appeal: masked words, place to the building.

    updated_at  when it was closed, else when anything of it changed last
    building    public code of the building, "" where the released place names none; likewise longitude, latitude
    photos      keys of the pictures released with it, oldest first
    """

    number: str
    text: str
    answer: str
    place: str
    category: str
    state: str
    level: str
    outcome: str
    received_at: dt.datetime
    updated_at: dt.datetime
    answered_at: dt.datetime | None
    closed_at: dt.datetime | None
    released_at: dt.datetime
    promised_on: dt.date | None
    building: str = ""
    longitude: float | None = None
    latitude: float | None = None
    photos: tuple[int, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in codes.OPEN

    @property
    def state_word(self) -> str:
        """The state in the reader's language."""
        return codes.word(codes.STATES, self.state)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; None does not narrow. Bounds belong to the range.

    numbers     exactly these appeals
    categories  exactly these codes
    open        whether somebody still has something to do
    """

    numbers: Collection[str] | None = None
    categories: Collection[str] | None = None
    open: bool | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    updated_since: dt.datetime | None = None
    updated_until: dt.datetime | None = None


EVERYTHING = Wanted()


def released(
    community: int, where: Wanted = EVERYTHING, *, start: int = 0, count: int = 50
) -> list[Released]:
    """Released appeals, the latest received first. Needs the community's scope. Two statements."""
    found = _narrowed(_public(community), where).select_related("building")
    rows = list(found.order_by("-received_at", "-pk")[start : start + count])
    shown: dict[int, list[int]] = {}
    if rows:
        photos = Photo.objects.filter(community=community, public=True, appeal__in=[one.pk for one in rows])
        for appeal, key in photos.order_by("at", "pk").values_list("appeal_id", "pk"):
            shown.setdefault(appeal, []).append(key)
    return [_plain(one, tuple(shown.get(one.pk, ()))) for one in rows]


def released_photo(community: int, number: str, photo: int) -> int | None:
    """The file (files.File) of a released picture of a released appeal; None for every other. Needs the scope."""
    found = Photo.objects.filter(
        community=community, pk=photo, public=True, appeal__in=_public(community, number)
    )
    return found.values_list("file", flat=True).first()


def _public(community: int, number: str | None = None) -> QuerySet[Appeal]:
    found = Appeal.objects.filter(
        community=community, released_at__isnull=False, void=False, audience="office"
    )
    return found if number is None else found.filter(number=number)


def _narrowed(found: QuerySet[Appeal], where: Wanted) -> QuerySet[Appeal]:
    if where.numbers is not None:
        found = found.filter(number__in=set(where.numbers))
    if where.categories is not None:
        found = found.filter(category__in=set(where.categories))
    if where.open is not None:
        found = found.filter(Q(state__in=codes.OPEN) if where.open else Q(state__in=codes.ENDED))
    if where.since is not None:
        found = found.filter(received_at__gte=where.since)
    if where.until is not None:
        found = found.filter(received_at__lte=where.until)
    if where.updated_since is not None or where.updated_until is not None:
        ended = When(state__in=codes.ENDED, then=Coalesce(F("closed_at"), F("changed_at")))
        found = found.alias(updated=Case(ended, default=F("changed_at")))
        if where.updated_since is not None:
            found = found.filter(updated__gte=where.updated_since)
        if where.updated_until is not None:
            found = found.filter(updated__lte=where.updated_until)
    return found


def _plain(one: Appeal, photos: tuple[int, ...]) -> Released:
    building = one.building
    named = building is not None and building.name in one.public_place
    closed = one.closed_at if one.state in codes.ENDED else None
    return Released(
        number=one.number, text=one.public_text, answer=one.public_answer, place=one.public_place, category=one.category,
        state=one.state, level=one.level, outcome=one.outcome, received_at=one.received_at,
        updated_at=closed or one.changed_at, answered_at=one.answered_at, closed_at=closed,
        released_at=one.released_at or one.received_at, promised_on=one.promised_on,
        building=building.code if building is not None and named else "",
        longitude=building.longitude if building is not None and named else None,
        latitude=building.latitude if building is not None and named else None, photos=photos,
    )  # fmt: skip
