"""What the pages without an account ask beside the record of a code: its promise, its pictures, those on the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import NotFound, Saying
from linli.kernel.say import told
from linli.places import api as places

from ..models import Appeal, Clock, Photo

#: Where a resident who reports about a worker or the committee was sent to; what everybody reads is the office's.
OPEN_TO_ALL = "office"


@dataclass(frozen=True, slots=True)
class Promise:
    """By when an answer was promised, with the sentence that derives it."""

    due: dt.datetime
    why: Saying
    provisional: bool


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers the phone now, and by which number; the name is "" where only the office's number is known."""

    name: str
    phone: str
    until: dt.datetime | None = None


def answering(community: int, at: dt.datetime, fallback: str = "") -> Answering | None:
    """Who is on duty; else the number of the house, else one of a facility. Needs the scope. At most 4 statements."""
    duty = accounts.duty_now(community, at)
    if duty is not None and duty.phone:
        return Answering(duty.name, duty.phone, duty.ends)
    if fallback:
        return Answering("", fallback)
    filled = [one.facility for one in places.facility_slots(community, clock.day_of(at)) if one.facility]
    return next((Answering("", one.phone) for one in filled if one.phone), None)


def promise(community: int, key: int) -> Promise | None:
    """The promise of the today rule; None where no clock was begun. Needs the scope. One statement."""
    found = (
        Clock.objects.filter(community=community, appeal=key, kind="today").order_by("started", "pk").last()
    )
    return None if found is None else Promise(found.due, told(found.why), found.provisional)


def picture(community: int, key: int, photo: int) -> int:
    """The file of a picture of the one appeal whose code was given. Raises NotFound. Needs the scope."""
    found = (
        Photo.objects.filter(community=community, appeal=key, pk=photo).values_list("file", flat=True).first()
    )
    if found is None:
        raise NotFound("picture")
    return found


def released_picture(community: int, photo: int) -> tuple[int, int]:
    """(appeal, file) of a picture that was released with its appeal. Raises NotFound. Needs the scope."""
    found = (
        Photo.objects.filter(
            community=community, pk=photo, public=True, appeal__released_at__isnull=False, appeal__void=False,
            appeal__audience=OPEN_TO_ALL,
        )
        .values_list("appeal", "file")
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound("picture")
    return found


def released_pictures(community: int, appeals: Iterable[int]) -> dict[int, list[int]]:
    """Appeal → its released pictures, for the rows of one page of the board. One statement."""
    held: dict[int, list[int]] = {}
    found = Photo.objects.filter(community=community, public=True, appeal__in=list(appeals)).order_by(
        "at", "pk"
    )
    for appeal, photo in found.values_list("appeal", "pk"):
        held.setdefault(appeal, []).append(photo)
    return held


def exists(community: int, key: int) -> bool:
    """Whether the appeal of a code is still there."""
    return Appeal.objects.filter(community=community, pk=key, void=False).exists()


__all__ = [
    "Answering",
    "Promise",
    "answering",
    "exists",
    "picture",
    "promise",
    "released_picture",
    "released_pictures",
]
