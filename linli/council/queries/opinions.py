"""Opinions: the list, one whole, rounds with what was issued and came back, sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from linli.appeals import api as appeals
from linli.base import keys
from linli.kernel import Actor
from linli.kernel.rounding import ratio_text

from ..models import Link, Opinion, Sheet, Support
from . import project_reach as reach


@dataclass(frozen=True, slots=True)
class Filter:
    """Which opinions are listed."""

    text: str = ""
    state: str = ""
    channel: str = ""
    kind: str = ""
    collection: int | None = None
    project: int | None = None


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One opinion in a list."""

    id: int
    version: int
    text: str
    kind: str
    channel: str
    place: str
    on: dt.date
    author: str
    state: str
    supports: int
    project: int | None
    project_title: str


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """One opinion whole: who supports it, the parts it was split into, the appeal it came from."""

    row: OpinionRow
    person: int | None
    aside: str
    sheet: int | None
    collection: str
    appeal: appeals.Brief | None
    part_of: tuple[int, str] | None
    supports: list[tuple[str, dt.date]] = field(default_factory=list)
    parts: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round: sheets issued and returned, opinions and how many of them became part of a project."""

    id: int
    version: int
    title: str
    year: int
    start: dt.date
    end: dt.date
    issued: int
    returned: int
    opinions: int
    merged: int

    @property
    def back(self) -> str:
        """71.3%（214/300）."""
        return ratio_text(self.returned, self.issued)

    @property
    def last(self) -> dt.date:
        """The last day of the round."""
        return self.end - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet: for which door, given and back on which day, how many opinions stand on it."""

    id: int
    number: int
    door: str
    issued: dt.date
    returned: dt.date | None
    signed: str
    opinions: int


ORDERS = {"on": ("on", "pk"), "kind": ("kind", "-pk"), "supports": ("n_supports", "-pk")}


def listing(
    actor: Actor, where: Filter, *, order: list[str] | None = None, start: int = 0, count: int = 50
) -> tuple[list[OpinionRow], int]:
    """One page of opinions, newest first, and how many in all. Two statements."""
    rows = narrowed(actor, where)
    total = rows.count()
    found = _whole(rows).order_by(*(order or ("-on", "-pk")))[start : start + count]
    return [_row(one) for one in found], total


def narrowed(actor: Actor, where: Filter) -> QuerySet[Opinion]:
    """Opinions that fit; what was split stands as its parts unless it is asked for."""
    rows = reach.opinions(actor)
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(Q(text__contains=text) | Q(place__contains=text) | Q(author__contains=text))
    for name, value in (("channel", where.channel), ("kind", where.kind), ("collection", where.collection)):
        if value:
            rows = rows.filter(**{name: value})
    rows = rows.filter(state=where.state) if where.state else rows.exclude(state="split")
    if where.project:
        of = Q(project=where.project) | Q(project__into=where.project)
        rows = rows.filter(Exists(Link.objects.filter(of, opinion=OuterRef("pk"), void=False)))
    return rows


def page(actor: Actor, key: int, *, on: dt.date) -> OpinionPage:
    """One opinion whole. NotFound outside the actor's sight."""
    one: Opinion = reach.found(
        _whole(reach.opinions(actor)).select_related("collection", "sheet", "part_of"), key, "opinion"
    )
    brief = appeals.briefs(actor, [one.appeal_id], on=on).get(one.appeal_id) if one.appeal_id else None
    return OpinionPage(
        _row(one), one.person_id, one.aside, one.sheet.number if one.sheet else None, one.collection.title if one.collection else "",
        brief, (one.part_of.pk, one.part_of.text) if one.part_of else None,
        list(Support.objects.filter(opinion=key, void=False).order_by("on", "pk").values_list("name", "on")),
        list(Opinion.objects.filter(part_of=key, void=False).order_by("pk").values_list("pk", "text")),
    )  # fmt: skip


def choices(actor: Actor, *, kind: str = "", most: int = 400) -> list[tuple[int, str]]:
    """Opinions that belong to no project yet, those of a kind first."""
    rows = reach.opinions(actor).filter(state="open").values_list("pk", "text", "kind")[:most]
    return [
        (pk, text[:60]) for pk, text, of in sorted(rows, key=lambda row: (row[2] != kind, row[1], row[0]))
    ]


def rounds(actor: Actor, keys_: Iterable[int] | None = None) -> list[RoundRow]:
    """Rounds, newest first. Three statements."""
    rows = reach.collections(actor).order_by("-start", "-pk")
    if keys_ is not None:
        rows = rows.filter(pk__in=list(keys_))
    held = list(rows)
    sheets = {
        key: (issued, back)
        for key, issued, back in Sheet.objects.filter(collection__in=held, void=False)
        .values_list("collection")
        .annotate(issued=Count("pk"), back=Count("pk", filter=Q(returned__isnull=False)))
    }
    said = {
        key: (n, merged)
        for key, n, merged in Opinion.objects.filter(collection__in=held, void=False)
        .exclude(state="split")
        .values_list("collection")
        .annotate(n=Count("pk"), merged=Count("pk", filter=Q(state="merged")))
    }
    return [
        RoundRow(
            one.pk, one.version, one.title, one.year, one.start, one.end, *sheets.get(one.pk, (0, 0)), *said.get(one.pk, (0, 0))
        )
        for one in held
    ]  # fmt: skip


def round_row(actor: Actor, key: int) -> RoundRow:
    """One round. NotFound outside the actor's sight."""
    reach.found(reach.collections(actor), key, "collection")
    return rounds(actor, [key])[0]


def sheets(
    actor: Actor, collection: int, *, state: str = "", text: str = "", start: int = 0, count: int = 50
) -> tuple[list[SheetRow], int]:
    """One page of a round's sheets by number, and how many. state: back, out or all. Two statements."""
    rows = reach.sheets(actor).filter(collection=collection)
    if state in ("back", "out"):
        rows = rows.filter(returned__isnull=state == "out")
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(
            Q(door__contains=plain)
            | (Q(number=int(plain)) if plain.isdecimal() and len(plain) < 9 else Q(pk=None))
        )
    said = Count("opinions", filter=Q(opinions__void=False) & ~Q(opinions__state="split"))
    found = rows.annotate(n=said).order_by("number")[start : start + count]
    return [
        SheetRow(one.pk, one.number, one.door, one.issued, one.returned, one.signed, vars(one)["n"])
        for one in found
    ], rows.count()


def by_code(community: int, code: str) -> tuple[Opinion, int | None, str, str] | None:
    """What became of the opinion of a receipt: (opinion, project, its title, its state); None for an unknown code."""
    one = _whole(
        Opinion.objects.filter(community_id=community, void=False, mark=keys.digest(code, "council opinion"))
    ).first()
    if one is None:
        return None
    row = _row(one)
    link = Link.objects.filter(opinion=one, void=False).select_related("project").first()
    return one, row.project, row.project_title, link.project.state if link else ""


def of_person(actor: Actor, person: int) -> list[tuple[dt.date, int, str, int | None, str]]:
    """(day, opinion, text, project, its title) of what a person said; for the story of their page. One query."""
    rows = _whole(reach.opinions(actor).filter(person=person)).order_by("-on")[:50]
    return [(one.on, one.pk, one.text, row.project, row.project_title) for one in rows for row in [_row(one)]]


def _whole(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    live = Link.objects.filter(opinion=OuterRef("pk"), void=False)
    return rows.annotate(
        n_supports=Count("supports", filter=Q(supports__void=False)),
        of_project=Subquery(live.values("project")[:1]), of_title=Subquery(live.values("project__title")[:1]),
    )  # fmt: skip


def _row(one: Opinion) -> OpinionRow:
    held = vars(one)
    return OpinionRow(
        one.pk, one.version, one.text, one.kind, one.channel, one.place, one.on, one.author, one.state, held["n_supports"],
        held["of_project"], held["of_title"] or "",
    )  # fmt: skip
