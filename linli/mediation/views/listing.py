"""矛盾调解: the list in tabs, a new dispute, the short report of who found one, the committee."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.ui.parts import State, Tab
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..actions import committee, registering
from ..forms import disputes as forms
from ..queries import listing as found
from ..queries import record as held
from ..queries.listing import TABS, DisputeRow
from ..rules import codes
from ..rules import committee as law
from .common import actor_of, asked, buildings, categories, links, today

TINTS = {
    "found": "waiting", "accepted": "hand", "mediating": "hand", "signing": "waiting", "agreed": "hand", "performed": "hand",
    "unperformed": "hand", "closed": "ended",
}  # fmt: skip


@accounts.needs("mediation.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every dispute that the reader may open, latest first."""
    actor, (_at, on) = actor_of(request), today()
    names = categories(actor, on)
    address, form = Address.of(request.GET), forms.DisputesForm(request.GET or None, categories=names)
    where = form.filter()
    rows, total = found.listing(
        actor, where, order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    table = Table(
        columns(), [Row({**cells(one, names), "state": _state(one, on)}, reverse("mediation:dispute", args=[one.id]), str(one.id)) for one in rows],
        address, total, caption=_("{n} disputes").format(n=number_words(total)), empty=_("No dispute fits. Clear a filter."),
    )  # fmt: skip
    more = links(actor, [
        ("mediation.count", _("Month table of disputes"), reverse("mediation:month")), ("mediation.count", _("Three ratios"), reverse("mediation:ratios")),
        ("mediation.read", _("Mediation committee"), reverse("mediation:committee")),
    ])  # fmt: skip
    return render(request, "mediation/list.html", {
        "title": _("Mediation of disputes"), "form": form, "table": table, "tabs": _tabs(actor, request, where),
        "verb": _("Register a dispute"), "verb_url": reverse("mediation:new") if accounts.may(actor, "mediation.handle") else "", "links": more,
    })  # fmt: skip


def _tabs(actor: Actor, request: HttpRequest, where: found.Filter) -> list[Tab]:
    counts = found.tally(actor, where)
    kept = {key: value for key, value in request.GET.items() if key not in ("tab", "page") and value}
    labels = {
        "found": _("Consent to ask"), "running": _("In mediation"), "agreed": _("To be performed"), "to_close": _("To be closed (disputes)"),
        "closed": _("Closed (disputes)"),
    }  # fmt: skip

    def url(code: str) -> str:
        return f"?{urlencode({**kept, **({'tab': code} if code else {})})}"

    return [
        Tab(_("All"), url(""), not where.tab),
        *(Tab(labels[code], url(code), where.tab == code, counts[code]) for code in TABS),
    ]


def columns() -> list[Column]:
    """Of the list."""
    return [
        Column("number", _("Number of the dossier"), sort=True, phone="title", whole=True), Column("category", _("Category"), phone="first"),
        Column("parties", _("Parties of the dispute"), phone="first"), Column("found", _("Found (day)"), "day", sort=True),
        Column("due", _("To be settled by"), "day", sort=True, phone="second"), Column("settled", _("Settled (day)"), "day", sort=True),
        Column("mediators", _("Mediators")), Column("source", _("Source"), optional=True), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: DisputeRow, names: dict[str, str]) -> dict[str, object]:
    """A row in plain words."""
    return {
        "number": str(one.number) if one.number else _("no number yet") if one.state == "found" else _("without a number"),
        "category": names.get(one.category, one.category), "parties": one.parties or "—", "found": one.found,
        "due": one.due if one.settled is None else None, "settled": one.settled, "mediators": one.mediators or "—",
        "source": codes.word(codes.SOURCES, one.source),
    }  # fmt: skip


def _state(one: DisputeRow, on: dt.date) -> State:
    if one.settled is None and one.due is not None and one.due < on:
        return State("late", _("over the month"))
    ended = one.state == "closed" and one.outcome
    word = codes.word(codes.OUTCOMES, one.outcome) if ended else codes.word(codes.STATES, one.state)
    return State(TINTS.get(one.state, "ended"), word, quiet=one.state not in ("found", "signing"))


@accounts.needs("mediation.handle")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A mediator registers a dispute."""
    actor, (at, on) = actor_of(request), today()
    form = forms.NewForm(request.POST or None, on=on, choices=_choices(actor, on), initial={"found": on})

    def deed(typed: dict[str, Any]) -> int:
        return registering.register(
            actor=actor, at=at, today=on, source=typed["source"], category=typed["category"], brief=typed["brief"],
            claim=typed["claim"], found=typed["found"], building=typed.get("building"), who=form.who(),
        )  # fmt: skip

    return asked(
        request, form, deed, reverse("mediation:disputes"), to=lambda key: reverse("mediation:dispute", args=[key]),
        title=_("Register a dispute"), about=_("Mediation of disputes"), save=_("Register"),
    )  # fmt: skip


@accounts.needs("mediation.report")
@require_http_methods(["GET", "POST"])
@submit_once
def report(request: HttpRequest) -> HttpResponse:
    """Whoever found a dispute hands it to the mediators and reads no further."""
    actor, (at, on) = actor_of(request), today()
    form = forms.ReportForm(request.POST or None, on=on, choices=_choices(actor, on), initial={"found": on})

    def deed(typed: dict[str, Any]) -> int:
        return registering.register(
            actor=actor, at=at, today=on, source="initiative", category=typed["category"], brief=typed["brief"],
            found=typed["found"], building=typed.get("building"), who=form.who(), power=registering.REPORT,
        )  # fmt: skip

    return asked(
        request, form, deed, reverse("project:home"), to=lambda key: reverse("project:home"), title=_("Report a dispute"),
        save=_("Hand to the mediators"), said=_("Handed to the mediators."), about=_("Workbench"),
        hint=_("The mediators ask both sides whether they want mediation. Who reports reads no further."),
    )  # fmt: skip


def _choices(actor: Actor, on: dt.date) -> dict[str, Any]:
    return {"category": list(categories(actor, on).items()), "building": buildings(actor, on)}


@accounts.needs("mediation.read")
@require_GET
def committee_page(request: HttpRequest) -> HttpResponse:
    """Who sits on the people's mediation committee, and whether it is made up as the law asks."""
    actor, (_at, on) = actor_of(request), today()
    seats = held.committee(actor, on)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("sex", _("Sex"), phone="first"), Column("office", _("Office (mediators)"), phone="first"),
         Column("start", _("Elected on (mediator)"), "day", phone="second"), Column("account", _("Works with the software"))],
        [Row(
            {"name": one.name, "sex": codes.word(codes.SEX, one.sex), "office": _("chair of the committee") if one.chair else _("member of the committee"),
             "start": one.start, "account": _("yes") if one.account else _("no")},
            reverse("mediation:leave", args=[one.pk]) if accounts.may(actor, "mediation.seal") else "",
        ) for one in seats],
        empty=_("Nobody is entered yet."),
    )  # fmt: skip
    faults = law.faults([law.Seat(one.sex == "2", one.start) for one in seats], on)
    return render(request, "mediation/committee.html", {
        "title": _("Mediation committee"), "table": table, "faults": [str(one) for one in faults], "verb": _("Enter a member"),
        "verb_url": reverse("mediation:elect") if accounts.may(actor, "mediation.seal") else "",
    })  # fmt: skip


@accounts.needs("mediation.seal")
@require_http_methods(["GET", "POST"])
@submit_once
def elect(request: HttpRequest) -> HttpResponse:
    """A member was elected."""
    actor, (at, on) = actor_of(request), today()
    form = forms.ElectForm(
        request.POST or None,
        on=on,
        choices={"account": accounts.colleagues(actor, on)},
        initial={"start": on},
    )

    def deed(typed: dict[str, Any]) -> int:
        return committee.elect(
            actor=actor, at=at, today=on, name=typed["name"], sex=typed["sex"], start=typed["start"], account=typed.get("account"),
            chair=typed["chair"],
        )  # fmt: skip

    back = reverse("mediation:committee")
    return asked(
        request,
        form,
        deed,
        back,
        to=lambda key: back,
        title=_("Enter a member"),
        about=_("Mediation committee"),
        save=_("Enter"),
    )


@accounts.needs("mediation.seal")
@require_http_methods(["GET", "POST"])
@submit_once
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """A member leaves."""
    actor, (at, on) = actor_of(request), today()
    seat = held.seat(actor, key, on)
    form = forms.LeaveForm(request.POST or None, on=on, initial={"end": on})

    def deed(typed: dict[str, Any]) -> None:
        committee.leave(actor=actor, at=at, today=on, mediator=key, end=typed["end"])

    return asked(
        request, form, deed, reverse("mediation:committee"), title=_("{name} leaves the committee").format(name=seat.name),
        about=_("Mediation committee"), save=_("End the office"), danger=True,
    )  # fmt: skip
