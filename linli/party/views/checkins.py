"""双报到: the list with the need list, the record, and what is done."""

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
from linli.kernel import Period
from linli.ui.fields import AskedForm
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.tags.inline import phone
from linli.ui.words import number_words, short_day

from ..actions import checkins
from ..forms import checkins as forms
from ..forms.filters import CheckInsForm
from ..queries import checkins as found
from ..queries.checkins import CheckInPage, CheckInRow, NeedRow
from ..rules import codes
from ..rules.meetings import period_of
from ..rules.sight import may_keep
from .common import actor_of, asked, links, today, verb_of
from .members import dialled


@accounts.needs("party.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Who reported, and what the community asks of them."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = CheckInsForm(request.GET or None)
    rows, total = found.listing(
        actor, text=form.value("q"), kind=form.value("kind"), state=form.value("state", "here"), on=on, start=address.start,
        count=address.size,
    )  # fmt: skip
    journal.read(actor, "party check-in", [one.id for one in rows], at=at, purpose="list")
    columns = [
        Column("name", _("Full name"), phone="title"), Column("unit", _("Their unit"), phone="first"), Column("kind", _("Who reports")),
        Column("post", _("Post"), phone="second"), Column("start", _("Reported on"), "day"), Column("times", _("Times served"), "number"),
        Column("minutes", _("Time spent (minutes)"), "number"),
    ]  # fmt: skip
    table = Table(columns, [Row(_cells(one), reverse("party:check_in", args=[one.id]), str(one.id)) for one in rows], address, total,
                  caption=_("{n} reports").format(n=number_words(total)), empty=_("Nobody fits. Clear a filter."))  # fmt: skip
    keeps = may_keep(actor)
    wanted = found.needs(actor)
    return render(request, "ui/listing.html", {
        "title": _("Double check-in"), "form": form, "table": table, "verb": _("Enter a report"),
        "verb_url": reverse("party:check_in_new") if keeps else "",
        "links": links(actor, (_("Add a need"), reverse("party:need_new"))),
        "second": _needs(wanted, bool(keeps)) if wanted else None, "second_title": _("Need list"),
    })  # fmt: skip


def _cells(one: CheckInRow) -> dict[str, object]:
    return {
        "name": one.name, "unit": one.unit, "kind": codes.word(codes.CHECK_INS, one.kind), "post": one.post,
        "start": one.start, "times": one.times, "minutes": one.minutes,
    }  # fmt: skip


def _needs(rows: list[NeedRow], keeps: bool) -> Table:
    heads = [
        Column("text", _("What is needed"), phone="title"), Column("people", _("How many people"), "number"),
        Column("start", _("From"), "day"), Column("state", _("State"), phone="first"), Column("by", _("Taken up by"), phone="second"),
    ]  # fmt: skip
    return Table(heads, [
        Row({"text": one.text, "people": one.people, "start": one.start, "state": codes.word(codes.NEEDS, one.state), "by": one.taken_by},
            reverse("party:need_take", args=[one.id]) if keeps and one.state == "open" else "")
        for one in rows
    ])  # fmt: skip


@accounts.needs("party.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """一单一表一卡 of one who reported."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "party check-in", [key], at=at, purpose="record")
    row = page.row
    go, keeps = verb_of(key), bool(may_keep(actor))
    services = Table(
        [Column("text", _("Service done"), phone="title"), Column("on", _("Day"), "day", phone="first"),
         Column("minutes", _("Time spent (minutes)"), "number"), Column("rating", _("Assessment"), phone="second"), Column("signed", _("Signed by"))],
        [Row({"text": one.text, "on": one.on, "minutes": one.minutes, "rating": codes.word(codes.RATINGS, one.rating),
              "signed": one.signed_by},
             reverse("party:service_strike", args=[one.id]) if keeps else "") for one in page.services], empty=_("Nothing is on the service card yet."),
    )  # fmt: skip
    told = Table(
        [Column("quarter", _("Quarter"), phone="title"), Column("text", _("What the unit was told"), phone="first"), Column("on", _("Day"), "day", phone="second")],
        [Row({"quarter": _quarter(period_of("quarter", quarter)), "text": text, "on": day})
         for quarter, text, day in page.feedbacks], empty=_("The unit was not told of any quarter yet."),
    )  # fmt: skip
    groups = [(_("Service card"), services), (_("Quarterly feedback"), told)]
    if page.needs:
        groups.append((_("Need list"), _needs(page.needs, False)))
    verbs = (
        (
            (_("Write down a service"), go("check_in_serve")),
            (_("Quarterly feedback"), go("check_in_feedback")),
        )
        if row.end is None
        else ((_("Quarterly feedback"), go("check_in_feedback")),)
    )
    return render(request, "ui/record.html", {
        "title": f"{row.unit} {row.name}", "back_url": reverse("party:check_ins"),
        "words": _("Serves here since {day}").format(day=short_day(row.start, on)) if row.end is None
        else _("Served here until {day}").format(day=short_day(row.end - dt.timedelta(days=1), on)),
        "verbs": links(actor, *verbs), "links": links(actor, *([(_("End the check-in"), go("check_in_end"))] if row.end is None else [])), "groups": groups,
        "facts_of": [
            (_("Who reports"), codes.word(codes.CHECK_INS, row.kind), ""), (_("Their unit"), row.unit, ""), (_("Phone"), phone(page.phone, go("check_in_call") if keeps else "") if page.phone else "—", ""),
            (_("Post"), row.post or "—", ""), (_("How the post was found"), codes.word(codes.POSTS, row.chosen), ""),
            (_("Reported on"), short_day(row.start, on), ""),
            (_("Times served"), str(row.times), ""), (_("Time spent (minutes)"), str(row.minutes), ""),
        ],
    })  # fmt: skip


def _page(key: int) -> str:
    return reverse("party:check_in", args=[key])


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """报到单."""
    actor, (at, on) = actor_of(request), today()
    form = forms.CheckInForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        names = ("kind", "unit", "name", "phone", "post", "chosen", "on")
        return checkins.check_in(actor=actor, at=at, **{name: typed[name] for name in names})

    return asked(
        request,
        form,
        deed,
        reverse("party:check_ins"),
        to=_page,
        title=_("Enter a report"),
        save=_("Enter"),
        about=_("Double check-in"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def need_new(request: HttpRequest) -> HttpResponse:
    """服务需求表: one line."""
    actor, (at, on) = actor_of(request), today()
    form = forms.NeedForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form, lambda typed: checkins.ask(actor=actor, at=at, text=typed["text"], on=typed["on"], people=typed["people"]),
        reverse("party:check_ins"), title=_("Add a need"), save=_("Enter"), about=_("Double check-in"),
    )  # fmt: skip


#: Stands for nobody in the choice of who takes a need up: the community asks for it no longer.
NOBODY = 0


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def need_take(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody takes a need up, or nobody needs it any more."""
    actor, (at, on) = actor_of(request), today()
    text = found.need(actor, key)
    there = [(one.id, f"{one.unit} {one.name}") for one in found.listing(actor, on=on, count=200)[0]]
    form = forms.TakeForm(
        request.POST or None, on=on, choices={"check_in": [*there, (NOBODY, _("No longer needed"))]}
    )

    def deed(typed: dict[str, Any]) -> None:
        if typed["check_in"] == NOBODY:
            checkins.drop(actor=actor, at=at, need=key)
        else:
            checkins.take(actor=actor, at=at, need=key, check_in=typed["check_in"])

    return asked(
        request, form, deed, reverse("party:check_ins"), title=_("Take up a need"), hint=text, save=_("Save"),
        about=_("Double check-in"),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def serve(request: HttpRequest, key: int) -> HttpResponse:
    """服务登记卡: one line."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    wanted = [
        (one.id, one.text) for one in (*page.needs, *found.needs(actor, only_open=True)) if one.state != "met"
    ]
    form = forms.ServiceForm(request.POST or None, on=on, choices={"need": wanted}, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "text", "minutes", "rating", "signed_by", "need")
        return checkins.serve(
            actor=actor, at=at, check_in=key, today=on, **{name: typed[name] for name in names}
        )

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Write down a service"),
        about=f"{page.row.unit} {page.row.name}", save=_("Enter"),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def service_strike(request: HttpRequest, key: int) -> HttpResponse:
    """A line of the service card was entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    check_in, text = found.service(actor, key)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: checkins.strike_service(actor=actor, at=at, service=key),
        _page(check_in), to=_page, title=_("Take the service off the card"), hint=text, danger=True, about=_("Service card"),
        save=_("Take off the card"), question=_("Take this service off the card? It was entered by mistake and counts no longer."),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def feedback(request: HttpRequest, key: int) -> HttpResponse:
    """季度反馈."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    quarters = found.quarters_to_tell(page, on)
    form = forms.FeedbackForm(
        request.POST or None, on=on, initial={"quarter": str(quarters[0]) if quarters else ""}
    )
    form.fields["quarter"].choices = [(str(one), _quarter(one)) for one in quarters]  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> int:
        quarter = Period.read(typed["quarter"])
        return checkins.feed_back(
            actor=actor,
            at=at,
            check_in=key,
            day=quarter.start,
            text=typed["text"] or _told(page, quarter),
            on=on,
        )

    hint = _told(page, quarters[0]) if quarters else _("The unit was told of every quarter already.")
    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Quarterly feedback"), about=f"{page.row.unit} {page.row.name}",
        save=_("Feed back"), hint=hint,
    )  # fmt: skip


def _quarter(one: Period) -> str:
    return _("Q{n} {year}").format(n=(one.start.month + 2) // 3, year=one.start.year)


def _told(page: CheckInPage, quarter: Period) -> str:
    served = [one for one in page.services if one.on in quarter]
    return _("{n} services, {minutes} minutes in {quarter}.").format(
        n=len(served), minutes=sum(one.minutes for one in served), quarter=_quarter(quarter)
    )


@accounts.needs("party.keep")
@require_GET
def call(request: HttpRequest, key: int) -> HttpResponse:
    """拨打: the number goes to the dial pad and the reading is noted."""
    return dialled(request, "party check-in", key, found.phone)


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """They no longer serve here."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key).row
    form = forms.EndCheckInForm(request.POST or None, on=on, initial={"on": on, "version": row.version})
    return asked(
        request, form, lambda typed: checkins.end_check_in(actor=actor, at=at, check_in=key, on=typed["on"], version=typed["version"]),
        _page(key), title=_("End the check-in"), about=f"{row.unit} {row.name}", save=_("End the check-in"), danger=True,
        question=_("{name} no longer serves here?").format(name=row.name),
    )  # fmt: skip
