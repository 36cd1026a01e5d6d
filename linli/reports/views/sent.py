"""报送记录: sending a table, what was sent, and what has changed since."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, NotFound, Refused
from linli.reports import actions, engine
from linli.reports.forms import SealForm
from linli.reports.queries import amendments, sealed
from linli.reports.rules.tables import TABLES
from linli.ui.tables import Column, Row, Table

from . import asking, tables


@accounts.needs("reports.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every table the community sent, newest first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    columns = [
        Column("table", _("Table"), phone="title"),
        Column("period", _("Period"), phone="first"),
        Column("area", _("Area")),
        Column("receiver", _("Sent to")),
        Column("at", _("Sent on"), phone="first"),
        Column("by", _("Sent by"), phone="second"),
        Column("kind", "", phone="second"),
    ]
    rows = [
        Row(
            {
                "table": str(TABLES[one.table].title) if one.table in TABLES else one.table,
                "period": asking.short_period(sealed.lens_of(actor, one).period),
                "area": one.area_name,
                "receiver": one.receiver,
                "at": one.at,
                "by": one.by_name,
                "kind": _("Amendment") if one.amends_id else "",
            },
            reverse("reports:sealed", args=[one.pk]),
        )
        for one in sealed.all_sent(actor)
    ]
    table = Table(
        columns,
        rows,
        empty=_("No tables sent yet."),
        empty_url=reverse("reports:tables"),
        empty_action=_("Choose a table"),
    )
    return render(request, "reports/sent.html", asking.page(request, _("Reports sent"), table=table))


@accounts.needs("reports.read")
@require_safe
def one(request: HttpRequest, key: int) -> HttpResponse:
    """One sent table as it was sent, and what would be another number today."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = sealed.one(actor, key)
    rows = sealed.figures_of(found)
    known = engine.catalog().figures
    parts = list(dict.fromkeys((row.part, row.part_name) for row in rows if row.part != -1))
    numbers: dict[str, dict[int, Any]] = {}
    for row in rows:
        numbers.setdefault(row.figure, {})[row.part] = sealed.amount(row)
    lines = [
        (
            known[name].label if name in known else name,
            [held.get(part) for part in (-1, *(part for part, _name in parts))],
        )
        for name, held in numbers.items()
    ]
    changes = sealed.changes(actor, found)
    context = asking.page(
        request,
        str(TABLES[found.table].title) if found.table in TABLES else found.table,
        sealed=found,
        period=asking.short_period(sealed.lens_of(actor, found).period),
        parts=[name for _part, name in parts],
        lines=lines,
        changes=amendments.told(actor, found, changes, clock.now()),
        may_amend=bool(accounts.may(actor, "reports.seal")) and bool(changes),
        form=SealForm(initial={"receiver": found.receiver}),
        amended=found.amends,
    )
    return render(request, "reports/sealed.html", context)


@accounts.needs("reports.seal")
@require_http_methods(["GET", "POST"])
@submit_once
def seal(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask once more, then keep the table as it stands."""
    table = TABLES.get(code)
    question = asking.asked(request)
    if table is None or question.lens is None:
        raise NotFound(code)
    form = SealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor: Actor = request.actor  # type: ignore[attr-defined]
        try:
            key = actions.seal(
                actor=actor, table=table, lens=question.lens, at=clock.now(), on=clock.today(),
                receiver=form.cleaned_data["receiver"],
            )  # fmt: skip
            return HttpResponseRedirect(reverse("reports:sealed", args=[key]))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = asking.page(
        request,
        _("Send {table}").format(table=table.title),
        table=table,
        form=form,
        sheet=tables.make(table, question.lens),
        area=asking.where(request.actor, question.period.last),  # type: ignore[attr-defined]
        period=asking.short_period(question.period),
        query=question.query,
        back_url=f"{reverse(f'reports:{code}')}?{question.query}",
    )
    return render(request, "reports/seal.html", context)


@accounts.needs("reports.seal")
@require_http_methods(["POST"])
@submit_once
def amend(request: HttpRequest, key: int) -> HttpResponseBase:
    """Send the table again as it stands now, saying what was corrected."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = sealed.one(actor, key)
    form = SealForm(request.POST)
    table = TABLES.get(found.table)
    if table is None or not form.is_valid():
        raise NotFound("amend")
    new = actions.seal(
        actor=actor, table=table, lens=sealed.lens_of(actor, found), at=clock.now(), on=clock.today(),
        receiver=form.cleaned_data["receiver"], amends=found, why=form.cleaned_data["why"],
    )  # fmt: skip
    return HttpResponseRedirect(reverse("reports:sealed", args=[new]))
