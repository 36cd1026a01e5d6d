"""The workbench, the command box and the first page of each role."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.accounts import api as accounts
from linli.base import clock, slots
from linli.base.board import Hit
from linli.kernel import Actor
from linli.kernel.actor import AUDITOR, TECH_ADMIN
from linli.residents import api as residents

from . import board, navigation

_FOUND = 8


def health(request: HttpRequest) -> HttpResponse:
    """Whether pages answer: the request went through its transaction and its scope."""
    return HttpResponse("ok", content_type="text/plain")


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What to do now, for whoever is signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.area and not actor.community:
        return redirect("reports:population")
    if actor.holds(AUDITOR):
        return redirect("journal:log")
    if actor.holds(TECH_ADMIN) and not actor.community:
        return redirect("accounts:people")
    at = clock.now()
    context = {**_day(actor, at), **_board(actor, at), "shortcuts": _shortcuts(actor)}
    if actor.community and not accounts.may(actor, "residents.read"):
        context["doors"] = residents.doors_for_captain(actor, on=clock.day_of(at))
    return render(request, "project/home.html", context)


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """The command box: people, addresses, matters, figures, pages; a part for htmx, a page without script."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:60]
    hits = _hits(actor, text) if actor.community and text else []
    part = request.headers.get("HX-Request") or request.GET.get("part")
    template = "project/found_part.html" if part else "project/find.html"
    return render(request, template, {"title": _("Search"), "hits": hits, "query": text})


def _hits(actor: Actor, text: str) -> list[Hit]:
    found: list[Hit] = slots.find.gather(actor=actor, text=text, on=clock.today(), limit=_FOUND)
    lowered = text.lower()
    pages = [
        Hit("go", tab.label, entry.label, tab.url)
        for entry in navigation.entries(actor, "")
        for tab in entry.tabs
        if lowered in tab.label.lower()
    ]
    return found + pages[:_FOUND]


def _day(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    duty = accounts.duty_now(actor.community, at) if actor.community else None
    return {"duty": duty, "at": at}


def _board(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    groups = board.groups_of(actor, at)
    return {"title": _sentence(groups), "groups": [(_heading(one.code), one) for one in groups]}


def _sentence(groups: list[board.Group]) -> str:
    counts = {group.code: len(group.rows) for group in groups}
    parts = []
    if n := counts.get("today"):
        parts.append(ngettext("%(n)s to finish today", "%(n)s to finish today", n) % {"n": n})
    if n := counts.get("late"):
        parts.append(ngettext("%(n)s overdue", "%(n)s overdue", n) % {"n": n})
    if n := counts.get("accept"):
        parts.append(ngettext("%(n)s to look at", "%(n)s to look at", n) % {"n": n})
    if not parts:
        return _("Nothing is waiting for you today.")
    return _("Today: %(parts)s.") % {"parts": _(", ").join(parts)}


def _heading(code: str) -> str:
    return {
        "late": _("Overdue"),
        "today": _("Due today"),
        "accept": _("To look at"),
        "waiting": _("Waiting for others"),
        "revisit": _("To revisit"),
        "done": _("Done today"),
    }[code]


def _shortcuts(actor: Actor) -> list[tuple[str, str]]:
    """(words, address) of what is registered most."""
    found = []
    for words, view, power in (
        (_("Register a new resident"), "residents:register", "residents.edit"),
        (_("Check a home"), "residents:checks", "residents.edit"),
        (_("Import a roster"), "residents:imports", "import.apply"),
        (_("Population table"), "reports:population", "figures.read"),
    ):
        if accounts.may(actor, power):
            found.append((words, reverse(view)))
    return found
