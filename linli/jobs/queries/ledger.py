"""就业台账 (domain §18.8): a line for each referral and each registration or employment without one, in a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from linli.kernel import Actor, Period
from linli.kernel.names import mask_name
from linli.residents import api as residents

from ..models import Placement, Referral, Seeker
from . import reach


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line; the name is masked. url_of: (kind, key) of the record that it opens."""

    url_of: tuple[str, int]
    person: int
    name: str
    sex: str
    age: int | None
    education: str
    lost_on: dt.date | None
    wish: str
    route: str
    on: dt.date | None
    unit: str
    result: str
    entry: str
    entered_on: dt.date | None


def lines(
    actor: Actor, period: Period, *, on: dt.date, start: int = 0, count: int | None = None
) -> tuple[list[LedgerLine], int]:
    """Lines of a period, newest first: referrals, employments without one, registrations with neither; total. Seven statements."""
    span = (period.start, period.end)
    referrals = reach.referrals(actor).filter(on__gte=span[0], on__lt=span[1])
    works = reach.placements(actor).filter(start__gte=span[0], start__lt=span[1], referral__isnull=True)
    referred = Referral.objects.filter(seeker=OuterRef("pk"), void=False)
    placed = Placement.objects.filter(seeker=OuterRef("pk"), void=False)
    bare = reach.seekers(actor).filter(
        ~Exists(referred), ~Exists(placed), start__gte=span[0], start__lt=span[1]
    )
    parts = (
        ("referral", referrals.select_related("seeker").prefetch_related("placements").order_by("-on", "-pk"), referrals.count()),
        ("placement", works.select_related("seeker").order_by("-start", "-pk"), works.count()),
        ("seeker", bare.order_by("-start", "-pk"), bare.count()),
    )  # fmt: skip
    total = sum(size for _kind, _rows, size in parts)
    picked = _picked(parts, start, total if count is None else count)
    people = residents.traits(actor, {_person(one) for _kind, one in picked}, on=on)
    return [_line(kind, one, people.get(_person(one))) for kind, one in picked], total


def _picked(
    parts: tuple[tuple[str, QuerySet[Referral] | QuerySet[Placement] | QuerySet[Seeker], int], ...], start: int, count: int
) -> list[tuple[str, Referral | Placement | Seeker]]:  # fmt: skip
    picked: list[tuple[str, Referral | Placement | Seeker]] = []
    for kind, rows, size in parts:
        if start < size and count > 0:
            picked += [(kind, one) for one in rows[start : min(size, start + count)]]
            count -= min(size, start + count) - start
        start = max(0, start - size)
    return picked


def _person(one: Referral | Placement | Seeker) -> int:
    return one.seeker.person_id if isinstance(one, Referral) else one.person_id


def _line(kind: str, one: Referral | Placement | Seeker, who: residents.Trait | None) -> LedgerLine:
    seeker = one if isinstance(one, Seeker) else one.seeker
    work = one if isinstance(one, Placement) else None
    if isinstance(one, Referral):
        work = next((x for x in one.placements.all() if not x.void), None)
    key = ("placement", one.pk) if isinstance(one, Placement) else ("seeker", seeker.pk if seeker else 0)
    return LedgerLine(
        key, _person(one), mask_name(who.name) if who else "—", who.sex if who else "0", who.age if who else None,
        who.education if who else "", seeker.lost_on if seeker else None, seeker.trade if seeker else "",
        "" if isinstance(one, Seeker) else one.route, one.on if isinstance(one, Referral) else None,
        "" if isinstance(one, Seeker) else one.unit,
        one.state if isinstance(one, Referral) else "hired" if work else "", work.entry if work else "", work.entered_on if work else None,
    )  # fmt: skip
