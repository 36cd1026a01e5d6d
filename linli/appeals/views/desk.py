"""Beside intake: the reception book (接待登记), the guide (办事指南), standard texts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel.phones import hide_phone
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..actions import guides as guide_book
from ..actions import receptions as book
from ..actions import texts as text_book
from ..forms.desk import RESULTS, SEXES, WAYS, GuideForm, ReceptionForm, TextForm
from ..forms.filters import GuidesForm, ReceptionsForm
from ..queries import desk as queries
from ..rules import codes
from ..workflow import VERBS
from . import words
from .common import actor_of, status_of, tried

#: What the intake takes over of a line of the reception book.
_CARRIED = {"text": "text", "name": "name", "address": "place", "category": "category"}


@accounts.needs("appeals.reception")
@require_GET
def receptions(request: HttpRequest) -> HttpResponse:
    """接待登记: who came, what was asked, what was answered."""
    actor, at = actor_of(request), clock.now()
    address = Address.of(request.GET)
    form = ReceptionsForm(request.GET or None, on=clock.day_of(at), results=list(RESULTS.items()))
    since, until = form.value("since", None), form.value("until", None)
    found = queries.receptions(
        actor, text=form.value("q"), result=form.value("result"), since=_start(since),
        until=_start(until + dt.timedelta(days=1)) if until else None, page=address.page, size=address.size,
    )  # fmt: skip
    journal.read(actor, "reception", [one.id for one in found.rows], at=at, purpose="list")
    columns = [
        Column("text", _("What was asked"), phone="title"), Column("at", _("When"), "day", phone="first"),
        Column("name", _("Full name"), phone="first"), Column("way", _("Came by"), optional=True), Column("phone", _("Phone")),
        Column("address", _("Address"), optional=True), Column("reply", _("What was answered"), phone="second"),
        Column("by", _("Received by")), Column("result", _("Result"), phone="second"),
    ]  # fmt: skip
    rows = [
        Row(
            {
                "text": words.short(one.text, 40), "at": one.at, "name": one.name or "—", "way": codes.word(WAYS, one.way),
                "phone": format_html('<span class="masked">{}</span>', hide_phone(one.phone)) if one.phone else "—", "address": one.address or "—", "reply": words.short(one.reply, 30) or "—",
                "by": one.by_name, "result": codes.word(RESULTS, one.result),
            },
            reverse("appeals:reception", args=[one.id]), str(one.id),
        )
        for one in found.rows
    ]  # fmt: skip
    table = Table(
        columns, rows, address, found.total, caption=_("{n} receptions").format(n=number_words(found.total)),
        empty=_("Nobody is in the reception book yet."), empty_url=reverse("appeals:reception_new"), empty_action=_("Note the first"),
    )  # fmt: skip
    return render(
        request, "appeals/receptions.html", {"title": _("Receptions"), "table": table, "form": form}
    )


@accounts.needs("appeals.reception")
@require_http_methods(["GET", "POST"])
@submit_once
def reception_new(request: HttpRequest) -> HttpResponse:
    """One line of the book; 登记并转为诉求 opens the intake with its words."""
    actor, at = actor_of(request), clock.now()
    form = ReceptionForm(request.POST or None, on=clock.day_of(at), categories=words.flat(actor, at))

    def deed(values: dict[str, Any]) -> Any:
        return book.note(actor=actor, at=at, **values)

    if request.method == "POST":
        key = tried(form, deed)
        if key is not None:
            if request.POST.get("next"):
                return redirect("appeals:reception_appeal", key)
            messages.success(request, _("The reception is noted."))
            return redirect("appeals:receptions")
    return _form(request, form, "reception", _("Note a reception"), reverse("appeals:receptions"), save=_("Note it down"),
                 also=_("Note and register as an appeal"))  # fmt: skip


@accounts.needs("appeals.reception")
@require_http_methods(["GET", "POST"])
@submit_once
def reception(request: HttpRequest, key: int) -> HttpResponse:
    """One line of the book, to read and to correct."""
    actor, at = actor_of(request), clock.now()
    held = queries.reception(actor, key)
    journal.read(actor, "reception", [key], at=at, purpose="page")
    initial = {name: getattr(held, name) for name in ReceptionForm.base_fields if hasattr(held, name)}
    form = ReceptionForm(
        request.POST or None, on=clock.day_of(at), categories=words.flat(actor, at), initial=initial
    )

    if held.result == "appeal":
        form.fields["result"].choices = [("appeal", RESULTS["appeal"])]  # type: ignore[attr-defined]

    def deed(values: dict[str, Any]) -> Any:
        return book.correct(actor=actor, at=at, reception=key, version=held.version, **values)

    if request.method == "POST" and tried(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("appeals:receptions")
    context = {"held": held, "sex": codes.word(SEXES, held.sex)}
    return _form(request, form, "reception", _("Reception"), reverse("appeals:receptions"), save=_("Save"),
                 version=held.version, **context)  # fmt: skip


@accounts.needs("appeals.reception")
@require_GET
def reception_appeal(request: HttpRequest, key: int) -> HttpResponse:
    """转为诉求: the intake opens with what the book says."""
    held = queries.reception(actor_of(request), key)
    if held.appeal:
        return redirect("appeals:appeal", held.appeal)
    return redirect(reverse("appeals:register") + "?" + urlencode({"reception": key}))


@accounts.needs("appeals.read")
@require_GET
def guides(request: HttpRequest) -> HttpResponse:
    """办事指南: which matter, which papers, who, when."""
    actor, at = actor_of(request), clock.now()
    form = GuidesForm(request.GET or None, on=clock.day_of(at))
    may = bool(accounts.may(actor, "appeals.guide"))
    found = queries.guides(actor.community or 0, text=form.value("q"))
    return render(
        request, "appeals/guides.html", {"title": _("Guide"), "guides": found, "form": form, "may_edit": may}
    )


@accounts.needs("appeals.guide")
@require_http_methods(["GET", "POST"])
@submit_once
def guide(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """Enter or correct one matter of the guide."""
    actor, at = actor_of(request), clock.now()
    held = queries.guide(actor, key) if key else None
    initial = {name: getattr(held, name) for name in GuideForm.base_fields} if held else {}
    if held:
        initial["papers"] = "\n".join(held.papers)
    form = GuideForm(
        request.POST or None, on=clock.day_of(at), categories=words.flat(actor, at), initial=initial
    )

    def deed(values: dict[str, Any]) -> Any:
        return guide_book.keep(
            actor=actor, at=at, guide=key, version=held.version if held else None, **values
        )

    if request.method == "POST" and tried(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("appeals:guides")
    drop = reverse("appeals:guide_drop", args=[key]) if key else ""
    return _form(request, form, "plain", held.matter if held else _("New matter"), reverse("appeals:guides"), save=_("Save"),
                 version=held.version if held else None, drop_url=drop)  # fmt: skip


@accounts.needs("appeals.texts")
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """Standard texts, by verb and category."""
    actor, at = actor_of(request), clock.now()
    named = dict(words.flat(actor, at))
    rows = [
        Row(
            {
                "title": one.title, "verb": str(VERBS[one.verb]) if one.verb in VERBS else _("All"),
                "category": str(named.get(one.category, one.category)) or _("All"), "text": words.short(one.text, 60),
            },
            reverse("appeals:text", args=[one.id]), str(one.id),
        )
        for one in queries.texts(actor)
    ]  # fmt: skip
    columns = [Column("title", _("Title"), phone="title"), Column("verb", _("For"), phone="first"),
               Column("category", _("Category"), phone="first"), Column("text", _("Text"), phone="second")]  # fmt: skip
    table = Table(columns, rows, caption=_("{n} texts").format(n=len(rows)), empty=_("There is no standard text yet."),
                  empty_url=reverse("appeals:text_new"), empty_action=_("Write the first"))  # fmt: skip
    return render(request, "appeals/texts.html", {"title": _("Standard texts"), "table": table})


@accounts.needs("appeals.texts")
@require_http_methods(["GET", "POST"])
@submit_once
def text(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """Write or change one standard text."""
    actor, at = actor_of(request), clock.now()
    held = queries.text(actor, key) if key else None
    initial = {name: getattr(held, name) for name in TextForm.base_fields} if held else {}
    form = TextForm(
        request.POST or None, on=clock.day_of(at), categories=words.flat(actor, at), initial=initial
    )

    def deed(values: dict[str, Any]) -> Any:
        return text_book.keep(
            actor=actor, at=at, text_id=key, version=held.version if held else None, **values
        )

    if request.method == "POST" and tried(form, deed) is not None:
        messages.success(request, _("Saved."))
        return redirect("appeals:texts")
    drop = reverse("appeals:text_drop", args=[key]) if key else ""
    return _form(request, form, "plain", held.title if held else _("New standard text"), reverse("appeals:texts"), save=_("Save"),
                 version=held.version if held else None, drop_url=drop)  # fmt: skip


@accounts.needs("appeals.guide")
@require_POST
def guide_drop(request: HttpRequest, key: int) -> HttpResponse:
    """Take a matter out of the guide; its history stays."""
    guide_book.void(actor=actor_of(request), at=clock.now(), guide=key)
    messages.success(request, _("Taken out."))
    return redirect("appeals:guides")


@accounts.needs("appeals.texts")
@require_POST
def text_drop(request: HttpRequest, key: int) -> HttpResponse:
    """Take a standard text out."""
    text_book.void(actor=actor_of(request), at=clock.now(), text_id=key)
    messages.success(request, _("Taken out."))
    return redirect("appeals:texts")


def _form(
    request: HttpRequest, form: forms.Form, kind: str, title: str, back: str, **context: Any
) -> HttpResponse:
    """The page of one form; 422 with its faults, 409 with both versions."""
    context = {
        "title": title,
        "form": form,
        "cancel_url": back,
        "stale": getattr(form, "stale", None),
        **context,
    }
    return render(request, f"appeals/{kind}_form.html", context, status=status_of(form))


def _start(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), clock.SHANGHAI) if day else None
