"""三公开目录: what is due by its rhythm, what is shown, where the gaps are; a notice fills a gap."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.ui.parts import Link, State
from linli.ui.tables import Column, Row, Table
from linli.ui.tags import inline

from ..actions import disclosing
from ..forms import more
from ..forms import notices as forms
from ..queries import catalogue as found
from ..queries.catalogue import DueRow
from ..rules import codes
from .common import actor_of, asked, audience_choices, today

STATES = {"gap": "late", "due": "today", "coming": "ended", "on_time": "done", "late": "ended"}
_SIX = dt.timedelta(days=6)


@accounts.needs("notices.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The catalogue of a year, gaps on top."""
    actor, (_at, on) = actor_of(request), today()
    form = more.YearForm(request.GET or None)
    year = int(form.value("year", on.year))
    rows = found.of_year(actor, year, on=on, state=form.value("state"))
    drafts = bool(accounts.may(actor, "notices.draft"))
    table = Table(
        [Column("what", _("Matter"), phone="title"), Column("category", _("Category"), phone="first"), Column("rhythm", _("How often"), phone="first"),
         Column("period", _("Period"), phone="first", whole=True), Column("last", _("To be shown by"), "day", phone="second"),
         Column("shown", _("Shown on"), "day", phone="second"), Column("state", _("State"), "status", phone="second"), Column("verb", "", "verb", phone="second")],
        [Row(_cells(one, drafts=drafts), reverse("notices:notice", args=[one.notice]) if one.notice else "", str(one.id)) for one in rows],
        total=len(rows), empty=_("Nothing is laid out for this year yet."),
    )  # fmt: skip
    gaps = sum(1 for one in rows if one.state == "gap")
    counted = [one for one in rows if one.state in ("gap", "on_time", "late")]
    return render(request, "notices/disclosures.html", {
        "title": _("Three disclosures"), "form": form, "table": table, "year": year,
        "sentence": _("{year}: {n} of {m} shown in time, {gaps} gaps").format(
            year=year, n=sum(1 for one in counted if one.state == "on_time"), m=len(counted), gaps=gaps
        ),
        "missing": found.missing(actor, year, on=on) if drafts else 0, "lay_out_url": f"{reverse('notices:lay_out')}?year={year}",
        "verb_url": reverse("notices:matter") if drafts else "", "links": [Link(_("Catalogue of disclosures"), reverse("notices:ledger"))],
    })  # fmt: skip


def _cells(one: DueRow, *, drafts: bool) -> dict[str, object]:
    url = reverse("notices:disclose", args=[one.id])
    open_it = drafts and one.notice is None and one.state in ("gap", "due")
    return {
        "what": one.what, "category": codes.word(codes.CATEGORIES, one.category), "rhythm": codes.word(codes.RHYTHMS, one.rhythm),
        "period": one.period, "last": one.last, "shown": one.shown_on,
        "state": State(STATES[one.state], codes.word(codes.DUE_STATES, one.state), quiet=one.state not in ("gap", "due")),
        "verb": inline.button(_("Draft a notice"), url) if open_it else "",
    }  # fmt: skip


@accounts.needs("notices.draft")
@require_POST
@submit_once
def lay_out(request: HttpRequest) -> HttpResponseRedirect:
    """Write the year's matters down by their rhythm."""
    actor, (at, on) = actor_of(request), today()
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else on.year
    made = disclosing.lay_out(actor=actor, at=at, year=min(year, on.year + 1), on=on)
    messages.success(request, _("{n} matters laid out.").format(n=made))
    return redirect(f"{reverse('notices:disclosures')}?year={year}")


@accounts.needs("notices.draft")
@require_http_methods(["GET", "POST"])
@submit_once
def matter(request: HttpRequest) -> HttpResponse:
    """Something happened that is shown at once."""
    actor, (at, on) = actor_of(request), today()
    pairs = [(one.code, one.name) for one in found.items(actor.community or 0, on) if one.rhythm == "once"]
    form = more.MatterForm(request.POST or None, on=on, choices={"item": pairs}, initial={"happened": on})

    def deed(typed: dict[str, Any]) -> int:
        return disclosing.note_matter(
            actor=actor, at=at, item=typed["item"], title=typed["title"], happened=typed["happened"], on=on
        )

    back = reverse("notices:disclosures")
    return asked(
        request, form, deed, back, to=lambda done: reverse("notices:disclose", args=[done]), title=_("Note a matter"), about=_("Three disclosures"),
        hint=_("It is to be shown within the days that the catalogue gives. Next comes the notice."), save=_("Note"),
    )  # fmt: skip


@accounts.needs("notices.draft")
@require_http_methods(["GET", "POST"])
@submit_once
def disclose(request: HttpRequest, key: int) -> HttpResponse:
    """The notice that shows a matter: title and category stand there already."""
    actor, (at, on) = actor_of(request), today()
    one = found.one(actor, key, on=on)
    cells, buildings = audience_choices(actor, on)
    initial = {
        "kind": "announcement", "category": one.category, "title": one.what if one.title else f"{one.period} {one.name}", "start": on,
        "last": on + _SIX, "ways": ["board"], "version": one.version,
    }  # fmt: skip
    form = forms.NoticeForm(request.POST or None, on=on, cells=cells, buildings=buildings, initial=initial)

    def deed(typed: dict[str, Any]) -> int:
        return disclosing.disclose(actor=actor, at=at, disclosure=key, version=typed["version"], **form.parts)

    return asked(
        request, form, deed, reverse("notices:disclosures"), to=lambda done: reverse("notices:notice", args=[done]), title=_("Draft a notice"),
        about=_("Three disclosures"), save=_("Save the draft"), hint=_("{what}, to be shown by {day}").format(what=one.what, day=one.last.isoformat()),
    )  # fmt: skip
