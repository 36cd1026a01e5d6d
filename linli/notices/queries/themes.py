"""Themes: what stands under each, counted and by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.base import slots
from linli.base.board import Named
from linli.kernel import Actor, NotFound, Period, Saying

from ..models import Notice, Tag
from ..rules import codes
from . import reach

#: Records offered when a theme is chosen for one.
MOST = 30


@dataclass(frozen=True, slots=True)
class TagRow:
    """One record under a theme; without title and address where the reader may not open it."""

    id: int
    theme: str
    subject: str
    on: dt.date
    title: str
    url: str


def tags(actor: Actor) -> QuerySet[Tag]:
    """Tags of the community, for those who read notices."""
    rows = Tag.objects.filter(community_id=actor.community, void=False)
    return rows if accounts.may(actor, "notices.read") else rows.none()


def counts(actor: Actor, period: Period) -> dict[str, dict[str, int]]:
    """Theme → kind of record → how many of the period. One query."""
    found: dict[str, dict[str, int]] = {theme: dict.fromkeys(codes.SUBJECTS, 0) for theme in codes.THEMES}
    rows = tags(actor).filter(on__gte=period.start, on__lt=period.end).values_list("theme", "subject")
    for theme, subject, count in rows.annotate(n=Count("pk")).order_by("theme", "subject"):
        found[theme][subject] = count
    return found


def listing(
    actor: Actor, *, theme: str, subject: str, period: Period, on: dt.date, start: int = 0, count: int = 50
) -> tuple[list[TagRow], int]:  # fmt: skip
    """One page of what stands under a theme in a period, latest first, and how many there are in all."""
    rows = tags(actor).filter(on__gte=period.start, on__lt=period.end)
    for name, value in (("theme", theme), ("subject", subject)):
        if value:
            rows = rows.filter(**{name: value})
    total = rows.count()
    held = list(rows.order_by("-on", "-pk")[start : start + count])
    named: dict[tuple[str, int], Named] = {}
    for kind in {one.subject for one in held}:
        for key, one in records(actor, kind, [x.key for x in held if x.subject == kind], on=on).items():
            named[kind, key] = one
    return [_row(one, named.get((one.subject, one.key))) for one in held], total


def _row(one: Tag, named: Named | None) -> TagRow:
    return TagRow(
        one.pk, one.theme, one.subject, one.on, named.title if named else "", named.url if named else ""
    )


def records(
    actor: Actor, subject: str, keys: Collection[int] | None, *, on: dt.date, text: str = ""
) -> dict[int, Named]:
    """Records of a kind that the actor may see: these keys, or the latest that fit a text."""
    every = slots.named.gather(actor=actor, subject=subject, keys=keys, text=text, on=on)
    return {one.key: one for one in every}


def named(actor: Actor, subject: str, keys: Collection[int] | None, text: str, on: dt.date) -> list[Named]:
    """The notices' and the appeals' answer to the slot."""
    if subject == "appeals.appeal":
        return _appeals(actor, keys, text, on)
    if subject != "notices.notice":
        return []
    rows = reach.notices(actor).filter(state__in=("approved", "taken_down"))
    rows = rows.filter(pk__in=keys) if keys is not None else _fitting(rows, text)
    return [
        Named(subject, key, start, title, f"/notices/{key}/")
        for key, start, title in rows.order_by("-start", "-pk").values_list("pk", "start", "title")[: MOST if keys is None else None]
    ]  # fmt: skip


def _fitting(rows: QuerySet[Notice], text: str) -> QuerySet[Notice]:
    words = text.strip()[:60].replace("\0", "")
    return rows.filter(title__contains=words) if words else rows


def _appeals(actor: Actor, keys: Collection[int] | None, text: str, on: dt.date) -> list[Named]:
    if keys is None:
        return [
            Named("appeals.appeal", one.id, one.on, f"{one.number} {one.title}", one.url)
            for one in appeals.latest(actor, text, on=on, limit=MOST)
        ]
    return [
        Named("appeals.appeal", one.id, one.on, f"{one.number} {one.title}", one.url)
        for one in appeals.briefs(actor, keys, on=on).values()
    ]


def themes_of(actor: Actor, subject: str, key: int) -> list[Saying]:
    """The themes under which one record stands, in their order. One query."""
    held = set(tags(actor).filter(subject=subject, key=key).values_list("theme", flat=True))
    return [word for code, word in codes.THEMES.items() if code in held]


def tag(actor: Actor, key: int) -> str:
    """The theme of one tag. NotFound outside the actor's sight."""
    found = tags(actor).filter(pk=key).values_list("theme", flat=True).first()
    if found is None:
        raise NotFound("theme")
    return found
