"""双报到: the list with the need list, the record, and what is done."""

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
from linli.kernel import Period
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..actions import checkins
from ..forms import verbs as forms
from ..forms.filters import CheckInsForm
from ..queries import checkins as found
from ..queries.checkins import CheckInRow, NeedRow
from ..rules import codes
from ..rules.sight import may_keep
from .common import actor_of, asked, links, today, verb_of
from .members import last


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
        Column("name", _("Full name"), phone="title"), Column("unit", _("Unit"), phone="first"), Column("kind", _("Who reports")),
        Column("post", _("Post"), phone="second"), Column("start", _("Reported on"), "day"), Column("times", _("Services"), "number"),
        Column("minutes", _("Minutes spent"), "number"),
    ]  # fmt: skip
    table = Table(columns, [Row(_cells(one), reverse("party:check_in", args=[one.id]), str(one.id)) for one in rows], address, total,
                  caption=_("{n} reports").format(n=number_words(total)), empty=_("Nobody fits. Clear a filter."))  # fmt: skip
    keeps = may_keep(actor)
    wanted = found.needs(actor)
    return render(request, "party/list.html", {
        "title": _("Double check-in"), "form": form, "table": table, "verb": _("Enter a report"),
        "verb_url": reverse("party:check_in_new") if keeps else "",
        "links": links(actor, (_("Add a need"), reverse("party:need_new"))),
        "second": _needs(wanted, bool(keeps)) if wanted else None, "second_title": _("Need list"),
    })  # fmt: skip


def _cells(one: CheckInRow) -> dict[str, object]:
    return {
        "name": one.name, "unit": one.unit, "kind": codes.word(codes.CHECK_INS, one.kind), "post": one.post or "—",
        "start": one.start, "times": one.times, "minutes": one.minutes,
    }  # fmt: skip


def _needs(rows: list[NeedRow], keeps: bool) -> Table:
    heads = [
        Column("text", _("What is needed"), phone="title"), Column("people", _("How many people"), "number"),
        Column("start", _("From"), "day"), Column("state", _("State"), phone="first"), Column("by", _("Taken up by"), phone="second"),
    ]  # fmt: skip
    return Table(heads, [
        Row({"text": one.text, "people": one.people, "start": one.start, "state": codes.word(codes.NEEDS, one.state), "by": one.taken_by or "—"},
            reverse("party:need_take", args=[one.id]) if keeps and one.state == "open" else "")
        for one in rows
    ])  # fmt: skip


@accounts.needs("party.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """一单一表一卡 of one who reported."""
    actor, (at, _on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "party check-in", [key], at=at, purpose="record")
    row = page.row
    go = verb_of(key)
    services = Table(
        [Column("text", _("What was done"), phone="title"), Column("on", _("Day"), "day", phone="first"),
         Column("minutes", _("Minutes spent"), "number"), Column("rating", _("Rating"), phone="second"), Column("signed", _("Signed by"))],
        [Row({"text": one.text, "on": one.on, "minutes": one.minutes, "rating": codes.word(codes.RATINGS, one.rating),
              "signed": one.signed_by or "—"}) for one in page.services], empty=_("Nothing is on the service card yet."),
    )  # fmt: skip
    told = Table(
        [Column("quarter", _("Quarter"), phone="title"), Column("text", _("What the unit was told"), phone="first"), Column("on", _("Day"), "day", phone="second")],
        [Row({"quarter": _("Q{n} {year}").format(n=(quarter.month + 2) // 3, year=quarter.year), "text": text, "on": day})
         for quarter, text, day in page.feedbacks], empty=_("The unit was not told of any quarter yet."),
    )  # fmt: skip
    groups = [(_("Service card"), services), (_("Quarterly feedback"), told)]
    if page.needs:
        groups.append((_("Need list"), _needs(page.needs, False)))
    here = row.end is None
    verbs = (
        ((_("Write down a service"), go("check_in_serve")), (_("Feed back"), go("check_in_feedback")))
        if here
        else ((_("Feed back"), go("check_in_feedback")),)
    )
    return render(request, "party/record.html", {
        "title": f"{row.unit} {row.name}", "back_url": reverse("party:check_ins"),
        "words": _("Serves here since {day}").format(day=row.start.isoformat()) if here else _("ended"),
        "verbs": links(actor, *verbs), "links": links(actor, *([(_("End"), go("check_in_end"))] if here else [])), "groups": groups,
        "facts_of": [
            (_("Who reports"), codes.word(codes.CHECK_INS, row.kind), ""), (_("Unit"), row.unit, ""), (_("Phone"), page.phone or "—", ""),
            (_("Post"), row.post or "—", ""), (_("How the post was found"), codes.word(codes.POSTS, row.chosen), ""),
            (_("Reported on"), row.start.isoformat(), ""), (_("Until"), str(last(row.end)), ""),
            (_("Minutes spent"), str(row.minutes), ""),
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
        request, form, deed, reverse("party:check_ins"), to=_page, title=_("Enter a report"), save=_("Enter")
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
        reverse("party:check_ins"), title=_("Add a need"), save=_("Add"),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def need_take(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody takes a need up."""
    actor, (at, on) = actor_of(request), today()
    text = found.need(actor, key)
    there = [(one.id, f"{one.unit} {one.name}") for one in found.listing(actor, on=on, count=200)[0]]
    form = forms.TakeForm(request.POST or None, on=on, choices={"check_in": there})
    return asked(
        request, form, lambda typed: checkins.take(actor=actor, at=at, need=key, check_in=typed["check_in"]), reverse("party:check_ins"),
        title=_("Take up a need"), hint=text, save=_("Take up"),
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

    return asked(request, form, deed, _page(key), title=_("Write down a service"), about=page.row.name)


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def feedback(request: HttpRequest, key: int) -> HttpResponse:
    """季度反馈."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    quarter = Period.quarter(on.year, (on.month + 2) // 3)
    served = [one for one in page.services if one.on in quarter]
    text = _("{n} services, {minutes} minutes in {quarter}.").format(
        n=len(served),
        minutes=sum(x.minutes for x in served),
        quarter=_("Q{n} {year}").format(n=(on.month + 2) // 3, year=on.year),
    )
    form = forms.FeedbackForm(request.POST or None, on=on, initial={"day": on, "text": text})
    return asked(
        request, form, lambda typed: checkins.feed_back(actor=actor, at=at, check_in=key, day=typed["day"], text=typed["text"], on=on),
        _page(key), title=_("Feed back"), about=page.row.unit, save=_("Feed back"),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """They no longer serve here."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key).row
    form = forms.OnForm(request.POST or None, on=on, initial={"on": on, "version": row.version})
    return asked(
        request, form, lambda typed: checkins.end_check_in(actor=actor, at=at, check_in=key, on=typed["on"], version=typed["version"]),
        _page(key), title=_("End"), about=row.name, save=_("End"), danger=True,
    )  # fmt: skip
