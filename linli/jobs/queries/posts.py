"""Vacancies with how many were referred and hired; referrals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Referral, Vacancy
from ..rules.sight import may_read
from . import reach


@dataclass(frozen=True, slots=True)
class Filter:
    """Which vacancies: open (on the day), over, any; a section of industry; words."""

    text: str = ""
    section: str = ""
    state: str = "open"


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One post. end is the first day on which it is no longer open."""

    id: int
    version: int
    unit: str
    trade: str
    wanted: int
    section: str
    pay_from: int | None
    pay_to: int | None
    place: str
    shift: str
    start: dt.date
    end: dt.date
    referred: int = 0
    hired: int = 0

    @property
    def last(self) -> dt.date:
        """The last day on which it is open."""
        return self.end - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral; name "" where the reader asked for one person's own."""

    id: int
    version: int
    seeker: int
    name: str
    vacancy: int | None
    unit: str
    trade: str
    route: str
    by: str
    on: dt.date
    state: str
    interview_on: dt.date | None
    result_on: dt.date | None
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """A post whole; referrals only for readers of jobseekers."""

    row: VacancyRow
    asks: str
    offers: str
    contact: str
    phone: str
    source: str
    referrals: list[ReferralRow] = field(default_factory=list)


ORDERS = {"start": ("start", "pk"), "end": ("end", "pk"), "unit": ("unit", "pk")}


def listing(
    actor: Actor,
    where: Filter,
    *,
    on: dt.date,
    order: list[str] | None = None,
    start: int = 0,
    count: int = 50,
) -> tuple[list[VacancyRow], int]:
    """One page of posts and how many there are. Two statements."""
    rows = reach.vacancies(actor)
    if where.state == "open":
        rows = rows.filter(start__lte=on, end__gt=on)
    elif where.state == "over":
        rows = rows.filter(end__lte=on)
    if where.section:
        rows = rows.filter(section=where.section)
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(Q(unit__contains=text) | Q(trade__contains=text) | Q(place__contains=text))
    total = rows.count()
    found = _counted(rows).order_by(*(order or ("end", "pk")))[start : start + count]
    return [_row(one) for one in found], total


def page(actor: Actor, key: int, *, on: dt.date) -> VacancyPage:
    """A post whole. NotFound outside the actor's sight."""
    one: Any = reach.found(_counted(reach.vacancies(actor)), key, "vacancy")
    referred = _named(actor, reach.referrals(actor).filter(vacancy=key), on) if may_read(actor) else []
    return VacancyPage(_row(one), one.asks, one.offers, one.contact, one.phone, one.source, referred)


def open_posts(actor: Actor, *, on: dt.date) -> list[tuple[int, str]]:
    """(key, unit and post) of what is open on a day, for forms."""
    rows = reach.vacancies(actor).filter(start__lte=on, end__gt=on).order_by("unit", "trade", "pk")
    return [(key, f"{unit} {trade}") for key, unit, trade in rows.values_list("pk", "unit", "trade")[:300]]


def referrals_of(actor: Actor, seeker: int) -> list[ReferralRow]:
    """The referrals of one registration, newest first. One statement."""
    rows = reach.referrals(actor).filter(seeker=seeker).order_by("-on", "-pk")
    return [_referral(one, "") for one in rows]


def referral(actor: Actor, key: int, *, on: dt.date) -> ReferralRow:
    """One referral with the name. NotFound outside the actor's sight."""
    reach.found(reach.referrals(actor), key, "referral")
    return _named(actor, reach.referrals(actor).filter(pk=key), on)[0]


def waiting(actor: Actor, *, on: dt.date, days: int) -> list[ReferralRow]:
    """Referrals of which nothing was heard for so many days, or whose interview day has come. Two statements."""
    before = on - dt.timedelta(days=days)
    rows = reach.referrals(actor).filter(
        Q(state="referred", on__lte=before) | Q(state="interview", interview_on__lte=on)
    )
    return _named(actor, rows, on)


def _named(actor: Actor, rows: QuerySet[Referral], on: dt.date) -> list[ReferralRow]:
    found = list(rows.select_related("seeker").order_by("-on", "-pk")[:200])
    names = residents.person_names(actor, {one.seeker.person_id for one in found}, on=on)
    return [_referral(one, names.get(one.seeker.person_id, "—")) for one in found]


def _referral(one: Referral, name: str) -> ReferralRow:
    return ReferralRow(
        one.pk, one.version, one.seeker_id, name, one.vacancy_id, one.unit, one.trade, one.route, one.by, one.on, one.state,
        one.interview_on, one.result_on, one.reason, one.note,
    )  # fmt: skip


def _counted(rows: QuerySet[Vacancy]) -> QuerySet[Any]:
    alive = Q(referrals__void=False)
    return rows.annotate(
        referred=Count("referrals", filter=alive),
        hired=Count("referrals", filter=alive & Q(referrals__state="hired")),
    )


def _row(one: Any) -> VacancyRow:
    return VacancyRow(
        one.pk, one.version, one.unit, one.trade, one.wanted, one.section, one.pay_from, one.pay_to, one.place, one.shift, one.start,
        one.end, one.referred, one.hired,
    )  # fmt: skip
