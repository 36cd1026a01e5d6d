"""Projects: the list with money and opinions, one whole with everything that belongs to it, who asked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from linli.base.board import Named
from linli.kernel import Actor
from linli.kernel.rounding import ratio_text

from ..models import (
    Backing,
    BudgetLine,
    Change,
    Contract,
    Defect,
    Link,
    Opinion,
    Payment,
    Project,
    RatingSheet,
    Stage,
    Support,
)
from ..rules import project_codes as codes
from . import project_reach as reach

#: How other apps name a project; so many of the newest are offered where one is looked for.
SUBJECT, NAMED_MOST = "council.project", 30


@dataclass(frozen=True, slots=True)
class Filter:
    """Which projects are listed."""

    text: str = ""
    year: int | None = None
    state: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in a list; money in fen, None before a budget was made."""

    id: int
    version: int
    number: str
    year: int
    title: str
    summary: str
    kind: str
    place: str
    state: str
    opinions: int
    budget: int | None
    contract: int | None
    paid: int
    issued: int
    returned: int
    satisfied: int
    collected_on: dt.date
    accepted_on: dt.date | None
    beneficiaries: int | None
    reason: str

    @property
    def rating(self) -> str:
        """91.7%（22/24） of the sheets that came back; — without."""
        return ratio_text(self.satisfied, self.returned)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who asked for a project: by an opinion, by supporting one, by backing the project."""

    name: str
    how: str
    on: dt.date
    text: str = ""
    opinion: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A step on the way."""

    verb: str
    state: str
    on: dt.date
    at: dt.datetime
    by: int | None
    note: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project whole. Rows of models' values are plain dictionaries."""

    row: ProjectRow
    days: dict[str, dt.date | None]
    filed: str
    procurement: str
    result: str
    motion: int | None
    keys: dict[str, int | None]
    into: tuple[int, str] | None
    taken_in: list[tuple[int, str]]
    opinions: list[dict[str, Any]] = field(default_factory=list)
    stages: list[StageRow] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    commitments: list[dict[str, Any]] = field(default_factory=list)
    contracts: list[dict[str, Any]] = field(default_factory=list)
    progress: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    inspections: list[dict[str, Any]] = field(default_factory=list)
    acceptances: list[dict[str, Any]] = field(default_factory=list)
    payments: list[dict[str, Any]] = field(default_factory=list)
    photos: list[dict[str, Any]] = field(default_factory=list)


ORDERS = {
    "number": ("number",),
    "title": ("title", "pk"),
    "budget": ("n_budget", "pk"),
    "opinions": ("n_opinions", "pk"),
}


def listing(
    actor: Actor, where: Filter, *, order: list[str] | None = None, start: int = 0, count: int = 50
) -> tuple[list[ProjectRow], int]:
    """One page of projects, newest year first, and how many. Two statements."""
    rows = narrowed(reach.projects(actor), where)
    found = counted(rows).order_by(*(order or ("-year", "number")))[start : start + count]
    return [row(one) for one in found], rows.count()


def narrowed(rows: QuerySet[Project], where: Filter) -> QuerySet[Project]:
    """Projects that fit; those merged into others stand only where they are asked for."""
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(
            Q(title__contains=text) | Q(summary__contains=text) | Q(number=text) | Q(place__contains=text)
        )
    if where.year:
        rows = rows.filter(year=where.year)
    if where.kind:
        rows = rows.filter(kind=where.kind)
    return rows.filter(state=where.state) if where.state else rows.exclude(state="merged")


def counted(rows: QuerySet[Project]) -> QuerySet[Project]:
    """With opinions (of the merged ones too), money and ratings, as columns of one statement."""
    mine = Q(project=OuterRef("pk")) | Q(project__into=OuterRef("pk"))
    sheets = RatingSheet.objects.filter(project=OuterRef("pk"))
    return rows.annotate(
        n_opinions=_count(Link.objects.filter(mine, void=False, community=OuterRef("community"))),
        n_budget=_sum(
            BudgetLine.objects.filter(project=OuterRef("pk"), void=False, project__budgeted_on__isnull=False),
            "total",
        ),
        n_contract=_sum(Contract.objects.filter(project=OuterRef("pk"), void=False)),
        n_paid=Coalesce(_sum(Payment.objects.filter(project=OuterRef("pk"), state="paid")), Value(0)),
        n_issued=_count(sheets),
        n_returned=_count(sheets.filter(returned__isnull=False)),
        n_satisfied=_count(sheets.filter(rating__in=codes.SATISFIED)),
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    one = rows.order_by().annotate(whole=Value(1)).values("whole").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one, output_field=IntegerField()), Value(0))


def _sum(rows: QuerySet[Any], column: str = "amount") -> Subquery:
    return Subquery(
        rows.order_by().annotate(whole=Value(1)).values("whole").annotate(n=Sum(column)).values("n")
    )


def row(one: Project) -> ProjectRow:
    """The line of a counted project."""
    held = vars(one)
    return ProjectRow(
        one.pk, one.version, one.number, one.year, one.title, one.summary, one.kind, one.place, one.state, held["n_opinions"],
        held["n_budget"], held["n_contract"], held["n_paid"], held["n_issued"], held["n_returned"], held["n_satisfied"],
        one.collected_on, one.accepted_on, one.beneficiaries, one.reason,
    )  # fmt: skip


def one_row(actor: Actor, key: int) -> ProjectRow:
    """One project in a line. NotFound outside the actor's sight."""
    return row(reach.found(counted(reach.projects(actor)), key, "project"))


def page(actor: Actor, key: int) -> ProjectPage:
    """One project whole. NotFound outside the actor's sight. Seventeen statements at most."""
    one: Project = reach.found(counted(reach.projects(actor)).select_related("into"), key, "project")
    taken = list(Project.objects.filter(into=key).order_by("pk").values_list("pk", "title"))
    whose = [key, *(pk for pk, _title in taken)]
    acceptances = [
        {
            "id": each.pk, "round": each.round, "on": each.on, "outcome": each.outcome, "text": each.text,
            "people": [(who.name, who.seat, who.agrees) for who in each.acceptors.all()],
            "defects": [
                {"id": it.pk, "text": it.text, "due": it.due, "mended": it.mended, "note": it.note} for it in each.defects.all()
            ],
        }
        for each in one.acceptances.order_by("round").prefetch_related("acceptors", "defects")
    ]  # fmt: skip
    return ProjectPage(
        row(one), {state: getattr(one, f"{state}_on", None) for state in codes.WAY}, one.filed_number, one.procurement, one.result,
        one.motion, {"shown": one.shown_key, "decision": one.decision_key, "result": one.result_key},
        (one.into.pk, one.into.title) if one.into else None, taken,
        opinions=_plain(
            Opinion.objects.filter(links__project__in=whose, links__void=False).order_by("on", "pk")
            .values("id", "text", "author", "channel", "on", "place")
        ),
        stages=[
            StageRow(*each)
            for each in Stage.objects.filter(project=key).order_by("-on", "-pk").values_list("verb", "state", "on", "at", "by", "note")
        ],
        checks=_plain(one.list_checks.order_by("side", "pk").values("line", "side", "text", "fits", "reason")),
        lines=_plain(one.budget_lines.filter(void=False).order_by("pk").values("id", "name", "amount", "unit", "price", "total", "basis", "fund__source")),
        commitments=_plain(one.commitments.filter(void=False).values("fund", "fund__source", "fund__year", "amount", "on")),
        contracts=_plain(
            one.contracts.filter(void=False).order_by("pk")
            .values("id", "number", "contractor", "chosen", "signed", "amount", "start", "finish", "started", "finished", "files")
        ),
        progress=_plain(one.progress.order_by("-on", "-pk").values("on", "percent", "text")),
        changes=_plain(one.changes.order_by("-on", "-pk").values("id", "on", "what", "reason", "cost", "state", "answer", "decided")),
        inspections=_plain(one.inspections.order_by("-on", "-pk").values("on", "by", "finding", "text")),
        acceptances=acceptances,
        payments=_plain(
            one.payments.order_by("pk")
            .values("id", "payee", "purpose", "amount", "state", "invoice", "proposed_on", "approved_on", "paid", "reference", "early")
        ),
        photos=_plain(one.photos.filter(void=False).order_by("on", "pk").values("id", "phase", "file", "caption", "on")),
    )  # fmt: skip


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of values as dictionaries."""
    return [dict(one) for one in rows]


def voices(actor: Actor, key: int) -> list[Voice]:
    """Who asked for a project, each person once: the union over its opinions, those merged in, and backing. Four statements."""
    reach.found(reach.projects(actor), key, "project")
    return union([key, *Project.objects.filter(into=key).values_list("pk", flat=True)])


def union(projects: Iterable[int]) -> list[Voice]:
    """Authors, supporters and backers of these projects, each person (or, without a record, each name) once."""
    whose = list(projects)
    linked = Q(links__project__in=whose, links__void=False)
    said = [
        Voice(author, "author", on, text, pk, person)
        for pk, author, person, on, text in Opinion.objects.filter(linked).order_by("on", "pk")
        .values_list("pk", "author", "person_id", "on", "text")
    ]  # fmt: skip
    opinions = [one.opinion for one in said]
    said += [
        Voice(name, "supporter", on, "", opinion, person)
        for name, person, on, opinion in Support.objects.filter(opinion__in=opinions, void=False).order_by("on", "pk")
        .values_list("name", "person_id", "on", "opinion_id")
    ]  # fmt: skip
    said += [
        Voice(name, "backer", on, "", None, person)
        for name, person, on in Backing.objects.filter(project__in=whose, void=False).order_by("on", "pk")
        .values_list("name", "person_id", "on")
    ]  # fmt: skip
    once: dict[object, Voice] = {}
    for number, one in enumerate(said):
        once.setdefault(one.person or one.name or ("", number), one)
    return list(once.values())


def choices(actor: Actor, *, states: Iterable[str], without: int = 0) -> list[tuple[int, str]]:
    """(id, number and title) of projects in these states, but one."""
    rows = reach.projects(actor).filter(state__in=list(states)).exclude(pk=without)
    return [
        (pk, f"{number} {title}")
        for pk, number, title in rows.order_by("-year", "number").values_list("pk", "number", "title")
    ]


def defect(actor: Actor, key: int) -> tuple[int, str]:
    """(project, words) of a defect. NotFound outside the actor's sight."""
    rows = Defect.objects.filter(acceptance__project__in=reach.projects(actor)).select_related("acceptance")
    one: Defect = reach.found(rows, key, "defect")
    return one.acceptance.project_id, one.text


def change(actor: Actor, key: int) -> tuple[int, str]:
    """(project, words) of a change. NotFound outside the actor's sight."""
    one: Change = reach.found(Change.objects.filter(project__in=reach.projects(actor)), key, "change")
    return one.project_id, one.what


def budget_line(actor: Actor, key: int) -> tuple[int, str]:
    """(project, words) of a budget line. NotFound outside the actor's sight."""
    one: BudgetLine = reach.found(
        BudgetLine.objects.filter(project__in=reach.projects(actor), void=False), key, "budget line"
    )
    return one.project_id, one.name


def named(actor: Actor, subject: str, keys: Collection[int] | None, text: str, on: dt.date) -> list[Named]:
    """Projects in one line each, for themes that point at them; their day is that of the result, else of the decision or beginning."""
    if subject != SUBJECT:
        return []
    rows = reach.projects(actor).exclude(state="merged")
    plain = text.strip()[:60].replace("\0", "")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    elif plain:
        rows = rows.filter(Q(title__contains=plain) | Q(number=plain))
    found = rows.order_by("-year", "number")[: None if keys is not None else NAMED_MOST]
    return [
        Named(
            SUBJECT, one.pk, one.result_shown_on or one.carried_on or one.collected_on, f"{one.number} {one.title}",
            f"/council/projects/{one.pk}/",
        )
        for one in found
    ]  # fmt: skip


def may_open_file(actor: Actor, key: int | None) -> bool:
    """Whether pictures and papers of this project open to the actor: what residents see opens to everybody of the scope."""
    if key is None:
        return False
    if reach.projects(actor).filter(pk=key).exists():
        return True
    return actor.community is not None and reach.public_projects(actor.community).filter(pk=key).exists()
