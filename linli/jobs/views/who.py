"""Who is meant: found in the register before a form about them is opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.residents import api as residents
from linli.ui.tables import Column, Row, Table

from ..forms.filters import WhoForm
from .common import actor_of, today, whole

_MOST = 20
#: Purpose → name of the page that asks the rest.
PURPOSES = {
    "seeker": "jobs:seeker_new",
    "placement": "jobs:placement_new",
    "surplus": "jobs:surplus_new",
    "course": "jobs:enrol",
}


@accounts.needs("jobs.keep")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Search, then choose."""
    actor, (at, on) = actor_of(request), today()
    purpose = request.GET.get("for", "seeker")
    if purpose not in PURPOSES:
        raise NotFound("purpose")
    course = whole(request.GET.get("course"))
    target = reverse(PURPOSES[purpose], args=[course] if purpose == "course" else [])
    form = WhoForm(request.GET)
    text = form.value("q")
    hits = residents.find(actor, text, on=on, limit=_MOST) if text else []
    journal.read(actor, "person", [one.id for one in hits], at=at, purpose="search")
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("age", _("Age"), "number", phone="first"), Column("door", _("Door"), phone="first"),
         Column("phone", _("Phone"), phone="second")],
        [Row({"name": one.name, "age": one.age, "door": one.door or "—", "phone": one.phone or "—"}, f"{target}?person={one.id}")
         for one in hits],
        empty=_("Nobody fits. Try the phone number, or enter the resident first.") if text else _("Type a name, a phone number or an identity number."),
    )  # fmt: skip
    return render(request, "jobs/who.html", {
        "title": _("Who is it?"), "form": form, "table": table, "purpose": purpose, "course": course or "",
        "titles": {"seeker": _("Register a jobseeker"), "placement": _("Enter an employment"), "surplus": _("Identify surplus labour"),
                   "course": _("Enter somebody who takes part")}[purpose],
    })  # fmt: skip
