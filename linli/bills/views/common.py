"""What the pages of bills share: the tabs of the tab, verbs for those who keep it, choosing a resident."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor
from linli.office import pdf
from linli.places import api as places
from linli.residents import api as residents
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.asking import verb_of as verb_of_app
from linli.ui.papers import served
from linli.ui.parts import Link, Tab
from linli.ui.tables import Column, Row, Table

from ..forms.money import FindForm
from ..rules.sight import may_keep

__all__ = ["actor_of", "asked", "choose", "links", "slip", "tabs", "today", "verb_of", "whole"]

verb_of: Callable[[int], Callable[[str], str]] = functools.partial(verb_of_app, "bills")
#: Whom a search shows at most.
MOST = 20


@accounts.needs("bills.errand")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Money for the desk, errands for who goes to doors."""
    return redirect("bills:receipts" if may_keep(actor_of(request)) else "bills:errands")


def tabs(actor: Actor, current: str) -> list[Tab]:
    """Bills, mandates, closed days … within the one tab of the menu; a grid worker has the errands alone."""
    known = (
        ("receipts", _("Money received")), ("to_pay", _("To be paid on")), ("mandates", _("Mandates")), ("closings", _("Closed days")),
        ("reconciliations", _("Monthly comparison")), ("errands", _("Errands")), ("seal_uses", _("Papers stamped")),
        ("refusals", _("Certificates refused")),
    )  # fmt: skip
    shown = known if may_keep(actor) else [one for one in known if one[0] == "errands"]
    return [Tab(label, reverse(f"bills:{name}"), name == current) for name, label in shown]


def links(actor: Actor, *pairs: tuple[str, str], power: str = "bills.keep") -> list[Link]:
    """Links to verbs for those who hold the power; none for others."""
    return [Link(label, url) for label, url in pairs] if accounts.may(actor, power) else []


def colleagues(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """Everybody with a post here, but oneself: for the second person."""
    return [one for one in accounts.colleagues(actor, on) if one[0] != actor.user_id]


def choose(request: HttpRequest, title: str, back: str, tab: str) -> HttpResponse:
    """Whom it is for: a search whose hits lead on to the same page with ?person=."""
    actor, (at, on) = actor_of(request), today()
    form = FindForm(request.GET or None)
    text = form.value("q")
    hits = residents.find(actor, text, on=on, limit=MOST) if text else []
    if hits:
        journal.read(actor, "person", [one.id for one in hits], at=at, purpose="register")
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("door", _("Address"), phone="first"), Column("age", _("Age"), "number")],
        [Row({"name": one.name, "door": one.door, "age": one.age}, f"?person={one.id}", str(one.id)) for one in hits],
        empty=_("Nobody fits. Type another name or an address.") if text else _("Find the resident first: name, pinyin, address or phone."),
    )  # fmt: skip
    return render(request, "bills/list.html", {
        "title": title, "form": form, "table": table, "tabs": tabs(actor, tab), "links": [Link(_("Back"), back)],
    })  # fmt: skip


def slip(
    actor: Actor, title: str, lines: list[str], *, at: dt.datetime, on: dt.date, name: str
) -> HttpResponse:
    """A slip to hand over, in 16 pt on A4."""
    content = pdf.slip(
        title,
        lines,
        signed=places.name_of(actor.community or 0, on),
        day=on.isoformat(),
        demo=settings.DEMO,
        at=at.replace(microsecond=0),
    )
    return served(content, "application/pdf", f"{name}.pdf", download=False)


def listed(request: HttpRequest, actor: Actor, tab: str, **page: Any) -> HttpResponse:
    """A list below the tabs."""
    return render(request, "bills/list.html", {"tabs": tabs(actor, tab), **page})
