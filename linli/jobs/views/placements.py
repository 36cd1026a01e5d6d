"""Employments: the list, the record, follow-ups."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.residents import api as residents
from linli.ui.fields import AskedForm
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day, span_words

from ..actions import placements
from ..forms import records as forms
from ..forms.filters import PlacementsForm
from ..queries import placements as found
from ..queries.placements import PlacementPage
from ..rules import codes
from .common import actor_of, asked, keeps, links, person_of, redirect, tabs, today, verb_of, who_url

SUBJECT = "placement"
#: Days ahead shown in the list of follow-ups.
AHEAD = 30


def _page(key: int) -> str:
    return reverse("jobs:placement", args=[key])


@accounts.needs("jobs.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """新增就业实名表: employments begun in a period."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = PlacementsForm(request.GET or None)
    where = form.filter(on)
    rows, total = found.listing(
        actor, where, on=on, order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    journal.read(actor, SUBJECT, [one.id for one in rows], at=at, purpose="list")
    columns = [
        Column("name", _("Full name"), phone="title", sort=True), Column("unit", _("Employer"), sort=True, phone="first"),
        Column("trade", _("Post or trade"), phone="first"), Column("start", _("From"), "day", sort=True, phone="second"), Column("route", _("Route to the post")),
        Column("kind", _("Kind of employment"), optional=True), Column("section", _("Section of industry"), optional=True),
        Column("entry", _("Registration number"), phone="second"), Column("end", _("Last day"), "day", optional=True),
    ]  # fmt: skip
    new = who_url("placement") if keeps(actor) else ""
    table = Table(
        columns,
        [Row({"name": one.name, "unit": one.unit, "trade": one.trade or "—", "start": one.start, "route": codes.word(codes.ROUTES_OR_NONE, one.route),
              "kind": codes.word(codes.EMPLOYMENTS, one.kind), "section": codes.word(codes.SECTIONS, one.section), "entry": one.entry or "—",
              "end": one.end - dt.timedelta(days=1) if one.end else ""}, _page(one.id), str(one.id)) for one in rows],
        address, total, caption=_("{n} employments").format(n=number_words(total)), empty=_("No employment began in this period."),
    )  # fmt: skip
    span = where.period
    return render(request, "jobs/listing.html", {"tabs": tabs("placements"),
        "title": _("New employment by name"), "form": form, "table": table, "verb": _("Enter an employment"), "verb_url": new,
        "sentence": span_words(span.start, span.end, on) if span else "",
    })  # fmt: skip


@accounts.needs("jobs.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One employment with its follow-ups."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    journal.read(actor, SUBJECT, [key], at=at, purpose="record")
    row, go = page.row, verb_of(key)
    verbs = [(_("Enter the number"), go("entry"))] if not row.entry else []
    more = [(_("End the employment"), go("placement_end"))] if row.end is None else []
    if row.entry:
        more.append((_("Correct the number"), go("entry")))
    more.append((_("Entered by mistake"), go("placement_void")))
    words = (
        _("Works there since {day}").format(day=short_day(row.start, on)) if row.end is None
        else _("Worked there until {day}: {why}").format(
            day=short_day(row.end - dt.timedelta(days=1), on), why=codes.word(codes.EMPLOYMENT_ENDS, row.ending))
    )  # fmt: skip
    return render(request, "ui/record.html", {
        "title": f"{row.name} {row.unit}", "back_url": reverse("jobs:placements"), "words": words, "verbs": links(actor, *verbs),
        "links": links(actor, *more), "groups": [(_("Follow-ups"), _follow_ups(page, keeps(actor)))],
        "facts_of": [
            (_("Resident record"), row.name, reverse("residents:person", args=[row.person])), (_("Employer"), row.unit, ""),
            (_("Post or trade"), row.trade or "—", ""), (_("Section of industry"), codes.word(codes.SECTIONS, row.section), ""),
            (_("Kind of employment"), codes.word(codes.EMPLOYMENTS, row.kind), ""), (_("Route to the post"), codes.word(codes.ROUTES_OR_NONE, row.route), ""),
            (_("Registration"), _("ended with this employment"), reverse("jobs:seeker", args=[row.seeker])) if row.seeker
            else (_("Registration"), _("was not registered"), ""),
            (_("Number in the department's system"), row.entry or "—", ""),
            (_("Entered there on"), short_day(row.entered_on, on) if row.entered_on else "—", ""),
        ],
    })  # fmt: skip


def _follow_ups(page: PlacementPage, keep: bool) -> Table:
    return Table(
        [Column("months", _("After"), phone="title"), Column("due", _("Due"), "day", phone="first"), Column("on", _("Asked on"), "day", phone="first"),
         Column("outcome", _("What was heard"), phone="second"), Column("note", _("In words"), phone="second")],
        [Row({"months": _("{n} months").format(n=one.months), "due": one.due, "on": one.on or "",
              "outcome": codes.word(codes.FOLLOW_UPS, one.outcome) if one.outcome else _("not followed up yet"), "note": one.note},
             reverse("jobs:follow_up", args=[one.id]) if keep and one.outcome in ("", "not_reached") else "") for one in page.follow_ups], empty=_("No follow-up is left: the work ended before."),
    )  # fmt: skip


@accounts.needs("jobs.read")
@require_GET
def follow_ups(request: HttpRequest) -> HttpResponse:
    """就业跟踪: what is due by the end of the next month and not made."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    rows, total = found.due(
        actor, until=on + dt.timedelta(days=AHEAD), on=on, start=address.start, count=address.size
    )
    journal.read(actor, SUBJECT, [one.placement for one in rows], at=at, purpose="list")
    keep = keeps(actor)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("unit", _("Employer"), phone="first"), Column("months", _("After"), phone="second"),
         Column("due", _("Due"), "day", phone="second")],
        [Row({"name": one.name, "unit": one.unit, "months": _("{n} months").format(n=one.months), "due": one.due},
             reverse("jobs:follow_up", args=[one.id]) if keep else _page(one.placement), str(one.id)) for one in rows],
        address, total, caption=_("{n} follow-ups").format(n=number_words(total)), empty=_("No follow-up is due in the next 30 days."),
    )  # fmt: skip
    return render(
        request,
        "jobs/listing.html",
        {
            "tabs": tabs("follow_ups"),
            "title": _("Follow-ups"),
            "table": table,
            "sentence": _("Three and six months after the first day of work."),
        },
    )


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def follow_up(request: HttpRequest, key: int) -> HttpResponse:
    """What was heard."""
    actor, (at, on) = actor_of(request), today()
    one = found.follow_up(actor, key, on=on)
    form = forms.FollowUpForm(request.POST or None, on=on, initial={"on": on, "outcome": "working"})

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "way", "outcome", "note", "ended_on")
        return placements.follow_up(
            actor=actor, at=at, follow_up=key, today=on, **{name: typed[name] for name in names}
        )

    return asked(
        request, form, deed, _page(one.placement), to=_page, title=_("Enter the follow-up"), save=_("Enter"), about=f"{one.name} {one.unit}",
        hint=_("{n} months after the first day of work, due on {day}.").format(n=one.months, day=short_day(one.due, on)),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """An employment without a referral of ours."""
    actor, (at, on) = actor_of(request), today()
    person = person_of(request)
    if person is None:
        return redirect(who_url("placement"))
    who = residents.traits(actor, [person], on=on).get(person)
    if who is None:
        raise NotFound("person")
    form = forms.PlacementForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        names = ("unit", "trade", "section", "kind", "on", "entry", "entered_on")
        return placements.employ(
            actor=actor, at=at, person=person, today=on, **{name: typed[name] for name in names}
        )

    return asked(
        request, form, deed, reverse("jobs:placements"), to=_page, title=_("Enter an employment"), save=_("Enter"), about=_("New employment by name"),
        hint=who.name,
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def entry(request: HttpRequest, key: int) -> HttpResponse:
    """网络录入."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.EntryForm(
        request.POST or None,
        on=on,
        initial={"on": row.entered_on or on, "entry": row.entry, "version": row.version},
    )
    return asked(
        request, form,
        lambda typed: placements.enter_outside(
            actor=actor, at=at, placement=key, entry=typed["entry"], on=typed["on"], today=on, version=typed["version"]
        ),
        _page(key), title=_("Enter the number"), save=_("Enter"), about=f"{row.name} {row.unit}",
        hint=_("The number that the department's system gave. It is entered there first, then here."),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """No longer at work there."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.EndPlacementForm(request.POST or None, on=on, initial={"on": on, "version": row.version})
    return asked(
        request, form,
        lambda typed: placements.end_employment(
            actor=actor, at=at, placement=key, ending=typed["ending"], on=typed["on"], today=on, version=typed["version"]
        ),
        _page(key), title=_("End the employment"), save=_("End the employment"), danger=True, about=f"{row.name} {row.unit}",
        question=_("{name} no longer works for {unit}?").format(name=row.name, unit=row.unit),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def void(request: HttpRequest, key: int) -> HttpResponse:
    """Entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = AskedForm(request.POST or None, on=on, initial={"version": row.version})
    return asked(
        request, form, lambda typed: placements.void(actor=actor, at=at, placement=key, version=typed["version"]),
        _page(key), to=lambda done: reverse("jobs:placements"), title=_("Take the employment out"), save=_("Take it out"), danger=True,
        question=_("Take the employment of {name} at {unit} out? It counts no longer, and the registration that it ended goes on.").format(
            name=row.name, unit=row.unit),
        about=f"{row.name} {row.unit}",
    )  # fmt: skip
