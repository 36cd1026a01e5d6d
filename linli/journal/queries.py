"""Reads of the journal: the auditor's log, unusual readings, and what is open to whom just now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from linli.kernel import Actor, Saying

from . import rules
from .models import Grant, Line, Read


@dataclass(frozen=True, slots=True)
class LineRef:
    """One line of the log as plain values: a deed, or a refusal."""

    at: dt.datetime
    who: str
    verb: str
    subject: str
    key: int | None
    facts: dict[str, Any]
    why: str
    refused: bool


@dataclass(frozen=True, slots=True)
class ReadRef:
    """One page of personal data that was read; how many records, never whose."""

    at: dt.datetime
    who: str
    purpose: str
    subject: str
    count: int
    shown: str


@dataclass(frozen=True, slots=True)
class Case:
    """One reader's unusual day."""

    day: dt.date
    who: str
    label: Saying
    code: str
    count: int


def revealed(actor: Actor, subject: str, key: int, what: str, *, at: dt.datetime) -> bool:
    """Whether the actor was shown this value less than 60 seconds ago."""
    found = Read.objects.filter(
        community=actor.community, user=actor.user_id or 0, at__gt=at - rules.LOOK, at__lte=at
    )
    return found.filter(subject=subject, shown=what, keys__contains=[key]).exists()


def open_keys(actor: Actor, subject: str, keys: Iterable[int], *, what: str, at: dt.datetime) -> set[int]:
    """Which of `keys` an open task of the actor holds; one query."""
    found = Grant.objects.filter(
        community=actor.community,
        user=actor.user_id or 0,
        subject=subject,
        what=what,
        until__gt=at,
        ended__isnull=True,
    )
    held = {key for one in found.values_list("keys", flat=True) for key in one}
    return held & set(keys)


def lines(
    actor: Actor,
    *,
    start: dt.datetime,
    end: dt.datetime,
    who: str = "",
    verb: str = "",
    first: int = 0,
    count: int = 100,
) -> tuple[list[LineRef], int]:
    """Deeds and refusals of a span, newest first, and how many."""
    found = _spanned(Line.objects.all(), actor, start, end, who)
    if verb:
        found = found.filter(Q(verb=verb) | Q(verb__icontains=verb))
    page = found.order_by("-at", "-id")[first : first + count]
    return [
        LineRef(one.at, one.who, one.verb, one.subject, one.key, one.facts, one.why, one.refused)
        for one in page
    ], found.count()


def reads(
    actor: Actor, *, start: dt.datetime, end: dt.datetime, who: str = "", first: int = 0, count: int = 100
) -> tuple[list[ReadRef], int]:
    """Readings of a span, newest first, and how many."""
    found = _spanned(Read.objects.all(), actor, start, end, who)
    page = found.order_by("-at", "-id")[first : first + count]
    return [
        ReadRef(one.at, one.who, one.purpose, one.subject, len(one.keys), one.shown) for one in page
    ], found.count()


def own_since(actor: Actor, since: dt.datetime) -> list[tuple[str, int]]:
    """(verb, how often) of the actor's own deeds since a moment, the most frequent first."""
    if actor.user_id is None:
        return []
    mine = Line.objects.filter(community=actor.community, user=actor.user_id, at__gte=since, refused=False)
    return list(mine.values_list("verb").annotate(n=Count("pk")).order_by("-n", "verb"))


def verbs(actor: Actor) -> list[str]:
    """The verbs that stand in the log, by name."""
    found = Line.objects.filter(community=actor.community)
    return list(found.order_by("verb").values_list("verb", flat=True).distinct())


def unusual(actor: Actor, *, start: dt.datetime, end: dt.datetime) -> list[Case]:
    """Every unusual day of every reader in a span, newest first."""
    cases = [case for rule in rules.UNUSUAL for case in _cases(actor, rule, start, end)]
    return sorted(cases, key=lambda case: (case.day, case.count), reverse=True)


_DAY = "(r.at at time zone 'Asia/Shanghai')"
_MEASURES = {
    "persons": ("count(distinct (r.subject, k))", ", unnest(r.keys) as k", "true"),
    "reveals": ("count(*)", "", "r.shown <> '' and cardinality(r.keys) = 1"),
    "night": (
        "count(*)",
        "",
        f"(extract(hour from {_DAY}) >= %(first)s or extract(hour from {_DAY}) < %(last)s)",
    ),
}


def _cases(actor: Actor, rule: rules.Unusual, start: dt.datetime, end: dt.datetime) -> list[Case]:
    measure, source, condition = _MEASURES[rule.measure]
    statement = (
        f"select {_DAY}::date as day, min(r.who), {measure} as n from journal_read r{source}"
        f" where r.community_id = %(community)s and r.at >= %(start)s and r.at < %(end)s and r.shown <> 'export'"
        f' and {condition} group by day, r."user" having {measure} > %(above)s order by day desc limit 500'
    )
    values = {
        "community": actor.community, "start": start, "end": end, "above": rule.above, "first": rule.first, "last": rule.last,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Case(day, who, rule.label, rule.code, n) for day, who, n in cursor.fetchall()]


def _spanned(
    found: QuerySet[Any], actor: Actor, start: dt.datetime, end: dt.datetime, who: str
) -> QuerySet[Any]:
    found = found.filter(community=actor.community, at__gte=start, at__lt=end)
    return found.filter(who__icontains=who) if who else found
