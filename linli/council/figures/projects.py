"""Opinions issued, returned, merged; projects submitted, passed, completed, accepted; money; satisfaction; days to acceptance.

A sheet counts on the day it was given and, returned, on the day it came back; an opinion on the day it was said; a project on
the day it reached the stage. What was split stands as its parts, what was merged in stands in the other project.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db.models import F, Func, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Figure, Listed, Listing, Median, Ratio, Spine
from linli.kernel import Actor, Saying, say
from linli.kernel.money import yuan

from ..models import BudgetLine, Opinion, Payment, Project, RatingSheet, Sheet
from ..rules import project_codes as codes
from ..rules.projects import may_read

SHEETS, OPINIONS, PROJECTS, DAYS, PAYMENTS = (
    say("sheets"), say("opinions"), say("projects"), say("days"), say("payments"),
)  # fmt: skip


def _projects_rows() -> QuerySet[Project]:
    """Projects with the days from their first opinion to acceptance."""
    first = (
        Opinion.objects.filter(links__project=OuterRef("pk"), links__void=False)
        .order_by().values("links__project").annotate(first=Min("on")).values("first")
    )  # fmt: skip
    since = Coalesce(Subquery(first), F("collected_on"))
    waited = Func(
        F("accepted_on"), since, arg_joiner=" - ", template="(%(expressions)s)", output_field=IntegerField()
    )
    return Project.objects.exclude(state="merged").annotate(waited=waited)


def _sheets(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Sheet.objects.filter(pk__in=pks).values_list(
        "pk", "number", "door", "issued", "returned", "collection_id"
    )
    return {
        pk: Listed(
            pk, {"number": number, "door": door, "issued": issued, "returned": returned}, reverse("council:collection", args=[held])
        )
        for pk, number, door, issued, returned, held in rows
    }  # fmt: skip


def _opinions(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Opinion.objects.filter(pk__in=pks).values_list("pk", "text", "channel", "on", "state")
    return {
        pk: Listed(
            pk, {"text": text[:60], "channel": codes.word(codes.CHANNELS, channel), "on": day, "state": codes.word(codes.OPINION_STATES, state)},
            reverse("council:opinion", args=[pk]),
        )
        for pk, text, channel, day, state in rows
    }  # fmt: skip


def _projects(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Project.objects.filter(pk__in=pks).values_list(
        "pk", "number", "title", "state", "submitted_on", "accepted_on"
    )
    return {
        pk: Listed(
            pk, {"title": title, "number": number, "state": codes.word(codes.STATES, state), "submitted": submitted, "accepted": accepted},
            reverse("council:project", args=[pk]),
        )
        for pk, number, title, state, submitted, accepted in rows
    }  # fmt: skip


def _payments(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Payment.objects.filter(pk__in=pks).values_list("pk", "payee", "project__title", "amount", "paid")
    return {
        pk: Listed(pk, {"payee": payee, "project": title, "amount": yuan(amount), "paid": paid}, reverse("council:payment", args=[pk]))
        for pk, payee, title, amount, paid in rows
    }  # fmt: skip


def _lines(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = BudgetLine.objects.filter(pk__in=pks).values_list(
        "pk", "name", "project__title", "total", "project_id"
    )
    return {
        pk: Listed(pk, {"name": name, "project": title, "total": yuan(total)}, reverse("council:project", args=[key]))
        for pk, name, title, total, key in rows
    }  # fmt: skip


def _ratings(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = RatingSheet.objects.filter(pk__in=pks).values_list(
        "pk", "number", "project__title", "issued", "returned", "rating", "project_id"
    )
    return {
        pk: Listed(
            pk, {"project": title, "number": number, "issued": issued, "returned": returned, "rating": codes.word(codes.RATINGS, rating) or "—"},
            reverse("council:project", args=[key]),
        )
        for pk, number, title, issued, returned, rating, key in rows
    }  # fmt: skip


def _typed(*columns: str) -> Callable[[str], Q]:
    def typed(text: str) -> Q:
        plain, found = text.strip()[:60].replace("\0", ""), Q()
        for column in columns:
            found |= Q(**{f"{column}__contains": plain})
        return found

    return typed


_ON, _PROJECT = ("on", say("Day")), ("project", say("Project"))
_TITLE, _NUMBER = ("title", say("Project")), ("number", say("Number"))
SPINES: list[Spine] = [
    Spine(
        "council_sheet", lambda: Sheet.objects.filter(void=False), key="pk", starts="issued",
        listing=Listing("council sheet", (_NUMBER, ("door", say("Door")), ("issued", say("Issued")), ("returned", say("Came back"))),
                        ("collection_id", "number", "pk"), _sheets, _typed("door"), may_read),
    ),
    Spine(
        "council_opinion", lambda: Opinion.objects.filter(void=False).exclude(state="split"), key="pk", starts="on",
        listing=Listing("council opinion", (("text", say("Opinion")), ("channel", say("How it came")), _ON, ("state", say("State"))),
                        ("-on", "pk"), _opinions, _typed("text"), may_read),
    ),
    Spine(
        "council_project", _projects_rows, key="pk", starts="collected_on",
        listing=Listing("", (_TITLE, _NUMBER, ("state", say("State")), ("submitted", say("Put before the council")), ("accepted", say("Works accepted on"))),
                        ("-year", "number", "pk"), _projects, _typed("title"), may_read),
    ),
    Spine(
        "council_budget_line", lambda: BudgetLine.objects.filter(void=False, project__budgeted_on__isnull=False), key="pk",
        starts="project__budgeted_on",
        listing=Listing("", (("name", say("What is bought")), _PROJECT, ("total", say("Sum, yuan"))), ("project__number", "pk"), _lines,
                        _typed("name"), may_read),
    ),
    Spine(
        "council_payment", lambda: Payment.objects.filter(state="paid"), key="pk", starts="paid",
        listing=Listing("", (("payee", say("Paid to")), _PROJECT, ("amount", say("Amount, yuan")), ("paid", say("Paid on"))),
                        ("-paid", "pk"), _payments, _typed("payee"), may_read),
    ),
    Spine(
        "council_rating", lambda: RatingSheet.objects.all(), key="pk", starts="issued",
        listing=Listing("", (_PROJECT, _NUMBER, ("issued", say("Issued")), ("returned", say("Came back")), ("rating", say("Rating"))),
                        ("project__number", "number", "pk"), _ratings, _typed("project__title"), may_read),
    ),
]  # fmt: skip


def _stage(name: str, label: Saying, meaning: Saying, column: str, condition: Q | None = None) -> Figure:
    return Figure(
        name, label, PROJECTS, meaning, "council_project", FLOW, (condition or Q()) & Q(**{f"{column}__isnull": False}), starts=column
    )  # fmt: skip


FIGURES: list[AnyFigure] = [
    Figure("council_sheets_issued", say("Opinion sheets issued"), SHEETS, say("Sheets given to households, by the day on which they were given."), "council_sheet", FLOW),
    Figure("council_sheets_returned", say("Opinion sheets returned"), SHEETS, say("Sheets that came back signed, by the day on which they came back."), "council_sheet", FLOW, Q(returned__isnull=False), starts="returned"),
    Figure("council_sheets_back", say("Issued opinion sheets that came back"), SHEETS, say("Of the sheets given in the period those that came back, whenever."), "council_sheet", FLOW, Q(returned__isnull=False)),
    Ratio("council_sheets_share", say("Opinion sheets returned of issued"), say("Of the sheets given in the period, how many came back."), "council_sheets_back", "council_sheets_issued"),
    Figure("council_opinions", say("Opinions collected"), OPINIONS, say("What residents asked for, by sheet, page, meeting and appeal; what was split counts as its parts."), "council_opinion", FLOW),
    Figure("council_opinions_sheets", say("Opinions on household sheets"), OPINIONS, say("Opinions that stood on household sheets that came back in the period."), "council_opinion", FLOW, Q(channel="sheet")),
    Figure("council_opinions_merged", say("Opinions in projects"), OPINIONS, say("Opinions of the period that became part of a project."), "council_opinion", FLOW, Q(state="merged")),
    Ratio("council_opinions_share", say("Opinions that became projects"), say("Opinions of the period that became part of a project, of all opinions of the period."), "council_opinions_merged", "council_opinions"),
    _stage("council_projects", say("Projects put together"), say("Projects that grew from opinions in the period; merged ones stand in the other project."), "collected_on"),
    _stage("council_projects_reviewed", say("Projects passed by the lists"), say("Projects that passed the positive and negative list in the period."), "reviewed_on"),
    _stage("council_projects_submitted", say("Projects put before the council"), say("Projects first put before the council in the period."), "submitted_on"),
    _stage("council_projects_carried", say("Projects carried by the council"), say("Projects that the council carried in the period."), "carried_on"),
    _stage("council_projects_accepted", say("Projects accepted"), say("Projects whose works were accepted in the period."), "accepted_on"),
    _stage("council_projects_completed", say("Projects completed"), say("Projects whose result was shown in the period: accepted, paid and disclosed."), "result_shown_on"),
    Figure("council_projects_submitted_done", say("Submitted projects that are completed"), PROJECTS, say("Of the projects put before the council in the period those that are completed, whenever."), "council_project", FLOW, Q(submitted_on__isnull=False, result_shown_on__isnull=False), starts="submitted_on"),
    Ratio("council_completion", say("Completion of projects"), say("Of the projects put before the council in the period, how many are completed: accepted, paid and disclosed."), "council_projects_submitted_done", "council_projects_submitted"),
    Figure("council_budget_lines", say("Budget lines"), say("lines"), say("Lines of budgets that were closed in the period."), "council_budget_line", FLOW),
    Figure("council_payments", say("Payments made"), PAYMENTS, say("Payments that the bank made in the period."), "council_payment", FLOW),
    Figure("council_ratings_issued", say("Rating sheets issued"), SHEETS, say("Sheets handed out for the rating of projects, by the day on which they were given."), "council_rating", FLOW),
    Figure("council_ratings", say("Rating sheets returned"), SHEETS, say("Rating sheets that came back, by the day on which they came back."), "council_rating", FLOW, Q(returned__isnull=False), starts="returned"),
    Figure("council_satisfied", say("Satisfied with projects"), SHEETS, say("Rating sheets of the period that say satisfied or very satisfied."), "council_rating", FLOW, Q(rating__in=codes.SATISFIED), starts="returned"),
    Ratio("council_satisfaction", say("Satisfaction with projects"), say("Satisfied of the rating sheets that came back in the period."), "council_satisfied", "council_ratings"),
    Median("council_days", say("Days from opinion to acceptance"), DAYS, say("Middle of the days from a project's first opinion to the acceptance of its works, over the projects accepted in the period."), "council_projects_accepted", "waited"),
]  # fmt: skip
