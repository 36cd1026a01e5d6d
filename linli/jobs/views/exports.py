"""对账: lists of the employment department compared with ours, person by person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.ui.fields import AskedForm
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, span_words

from ..actions import exports
from ..forms import records as forms
from ..queries import exports as found
from ..queries.exports import ExportRow, MatchRow
from ..rules import codes
from .common import actor_of, asked, keeps, links, tabs, today, verb_of


def _page(key: int) -> str:
    return reverse("jobs:export", args=[key])


@accounts.needs("jobs.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Comparisons, newest first."""
    actor, (_at, on) = actor_of(request), today()
    new = reverse("jobs:export_new") if keeps(actor) else ""
    table = Table(
        [Column("name", _("List compared"), phone="title"), Column("kind", _("What the list holds"), phone="first"), Column("span", _("Period"), phone="second", whole=True),
         Column("both", _("in both"), "number"), Column("differs", _("differs"), "number"), Column("here", _("only here"), "number"),
         Column("there", _("only there"), "number"), Column("open", _("To clear up"), "number", phone="first")],
        [Row({"name": one.name, "kind": codes.word(codes.EXPORTS, one.kind), "span": span_words(one.start, one.end, on), "both": one.both,
              "differs": one.differs, "here": one.here, "there": one.there, "open": one.open}, _page(one.id), str(one.id))
         for one in found.listing(actor)],
        empty=_("No list was compared yet. Take the department's export as it is."), empty_url=new, empty_action=_("Compare a list"),
    )  # fmt: skip
    return render(
        request,
        "jobs/listing.html",
        {
            "tabs": tabs("exports"),
            "title": _("Lists of the department"),
            "table": table,
            "verb": _("Compare a list"),
            "verb_url": new,
        },
    )


@accounts.needs("jobs.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One comparison, person by person: what needs clearing up first."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    outcome = request.GET.get("outcome", "")
    page = found.page(
        actor,
        key,
        on=on,
        outcome=outcome if outcome in codes.OUTCOMES else "",
        start=address.start,
        count=address.size,
    )
    journal.read(actor, "department list", [one.id for one in page.lines], at=at, purpose="list")
    row, go = page.row, verb_of(key)
    keep = keeps(actor)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("outcome", _("Comparison"), phone="first"), Column("unit", _("Employer")),
         Column("start", _("From"), "day"), Column("entry", _("Registration number")), Column("differing", _("What differs (ours → theirs)"), phone="second"),
         Column("settled", _("Cleared up"), phone="second")],
        [Row(_cells(one), reverse("jobs:match", args=[one.id]) if keep and one.outcome != "both" and not one.settled else _ours(one), str(one.id))
         for one in page.lines],
        address, page.total, empty=_("Nobody fits. Clear a filter."),
    )  # fmt: skip
    outcomes = [{"label": _("All"), "url": _page(key), "current": not outcome}] + [
        {"label": str(word), "url": f"{_page(key)}?outcome={code}", "current": outcome == code} for code, word in codes.OUTCOMES.items()
    ]  # fmt: skip
    return render(request, "jobs/export.html", {
        "title": row.name, "row": row, "table": table, "span": span_words(row.start, row.end, on), "kind": codes.word(codes.EXPORTS, row.kind),
        "tabs": outcomes, "sentence": _sentence(row),
        "verbs": links(actor, *([(_("Take over {n} numbers").format(n=page.missing), go("export_numbers"))] if page.missing else [])),
        "links": links(actor, (_("Wrong list"), go("export_strike"))),
    })  # fmt: skip


def _sentence(row: ExportRow) -> str:
    return _("In both {both}, differs {differs}, only here {here}, only there {there}; to clear up {open}.").format(
        both=number_words(row.both), differs=number_words(row.differs), here=number_words(row.here), there=number_words(row.there),
        open=number_words(row.open),
    )  # fmt: skip


def _cells(one: MatchRow) -> dict[str, object]:
    differing = "；".join(
        f"{codes.word(codes.COMPARED, name)} {ours} → {theirs}"
        for name, (ours, theirs) in one.differing.items()
    )
    return {
        "name": one.name, "outcome": codes.word(codes.OUTCOMES, one.outcome), "unit": one.unit or "—", "start": one.start,
        "entry": one.entry or "—", "differing": differing or "—", "settled": one.settled or "—",
    }  # fmt: skip


def _ours(one: MatchRow) -> str:
    if one.placement:
        return reverse("jobs:placement", args=[one.placement])
    return reverse("jobs:seeker", args=[one.seeker]) if one.seeker else ""


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Compare a list."""
    actor, (at, on) = actor_of(request), today()
    first = on.replace(month=1, day=1)
    form = forms.ExportForm(
        request.POST or None, request.FILES or None, on=on, initial={"start": first, "last": on, "on": on}
    )

    def deed(typed: dict[str, Any]) -> int:
        file = typed["file"]
        return exports.take_in(
            actor=actor, at=at, kind=typed["kind"], name=file.name, content=file.read(), start=typed["start"], last=typed["last"], on=typed["on"]
        )  # fmt: skip

    return asked(
        request, form, deed, reverse("jobs:exports"), to=_page, title=_("Compare a list"), save=_("Compare"), about=_("Lists of the department"),
        hint=_("People are found by their identity numbers. Neither the file nor the numbers are kept."),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def numbers(request: HttpRequest, key: int) -> HttpResponse:
    """The department's numbers are written on our records."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on, count=0)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: exports.take_numbers(actor=actor, at=at, export=key, today=on),
        _page(key), title=_("Take over the numbers"), save=_("Write the numbers"), about=page.row.name,
        hint=_("{n} employments that are in both and have no number yet get the department's.").format(n=number_words(page.missing)),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def match(request: HttpRequest, key: int) -> HttpResponse:
    """How a line that is not in both was cleared up."""
    actor, (at, on) = actor_of(request), today()
    export, line = found.line(actor, key, on=on)
    form = forms.SettleForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: exports.settle(actor=actor, at=at, match=key, text=typed["text"], on=on), _page(export), title=_("Clear up"),
        save=_("Save"), about=_("Back"), hint=f"{line.name} · {codes.word(codes.OUTCOMES, line.outcome)} · {_cells(line)['differing']}",
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def strike(request: HttpRequest, key: int) -> HttpResponse:
    """The wrong list."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on, count=0).row
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: exports.strike(actor=actor, at=at, export=key),
        _page(key), to=lambda done: reverse("jobs:exports"), title=_("Take the list out"), save=_("Take it out"), danger=True, about=row.name,
        question=_("Take the comparison with {name} out?").format(name=row.name),
    )  # fmt: skip
