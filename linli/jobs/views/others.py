"""Surplus labour, courses."""

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
from linli.kernel import NotFound
from linli.kernel.rounding import ratio_text
from linli.residents import api as residents
from linli.ui.fields import AskedForm
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, span_words

from ..actions import others
from ..forms import records as forms
from ..queries import others as found
from ..rules import codes
from .common import actor_of, asked, keeps, links, person_of, redirect, tabs, today, verb_of, who_url


@accounts.needs("jobs.read")
@require_GET
def surplus(request: HttpRequest) -> HttpResponse:
    """农村富余劳动力: who is identified and what they do today."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    rows, total = found.surplus(actor, on=on, start=address.start, count=address.size)
    journal.read(actor, "surplus labour", [one.id for one in rows], at=at, purpose="list")
    keep = keeps(actor)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("basis", _("By what it is known"), phone="second"), Column("start", _("From"), "day"),
         Column("unit", _("Works outside farming for"), phone="first"), Column("section", _("Section of industry"), phone="second")],
        [Row({"name": one.name, "basis": one.basis, "start": one.start, "unit": one.unit or _("not moved yet"),
              "section": codes.word(codes.SECTIONS, one.section) if one.section else "—"},
             reverse("jobs:surplus_end", args=[one.id]) if keep else "", str(one.id)) for one in rows],
        address, total, caption=_("{n} people").format(n=number_words(total)),
        empty=_("Nobody is identified here yet."), empty_url=who_url("surplus") if keep else "", empty_action=_("Identify surplus labour"),
    )  # fmt: skip
    moved, all_of_them = found.moved(actor, on=on)
    return render(request, "jobs/listing.html", {"tabs": tabs("surplus"),
        "title": _("Surplus rural labour"), "table": table, "verb": _("Identify surplus labour"), "verb_url": who_url("surplus") if keep else "",
        "sentence": _("At work outside farming: {share}").format(share=ratio_text(moved, all_of_them) if all_of_them else "—"),
    })  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def surplus_new(request: HttpRequest) -> HttpResponse:
    """认定."""
    actor, (at, on) = actor_of(request), today()
    person = person_of(request)
    if person is None:
        return redirect(who_url("surplus"))
    who = residents.traits(actor, [person], on=on).get(person)
    if who is None:
        raise NotFound("person")
    form = forms.SurplusForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form, lambda typed: others.identify(actor=actor, at=at, person=person, basis=typed["basis"], on=typed["on"], today=on),
        reverse("jobs:surplus"), title=_("Identify surplus labour"), save=_("Enter"), about=_("Surplus rural labour"), hint=who.name,
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def surplus_end(request: HttpRequest, key: int) -> HttpResponse:
    """No longer counted."""
    actor, (at, on) = actor_of(request), today()
    row = found.one_surplus(actor, key, on=on)
    form = forms.EndHardshipForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form,
        lambda typed: others.end_surplus(actor=actor, at=at, surplus=key, on=typed["on"], today=on, mistake=typed["mistake"]),
        reverse("jobs:surplus"), title=_("No longer surplus labour"), save=_("End it"), danger=True, about=_("Surplus rural labour"), hint=row.name,
        question=_("{name} is no longer counted as surplus labour?").format(name=row.name),
    )  # fmt: skip


@accounts.needs("jobs.read")
@require_GET
def trainings(request: HttpRequest) -> HttpResponse:
    """培训登记."""
    actor, (_at, on) = actor_of(request), today()
    rows = found.trainings(actor)
    new = reverse("jobs:training_new") if keeps(actor) else ""
    table = Table(
        [Column("title", _("Course"), phone="title"), Column("organiser", _("Organiser"), phone="first"), Column("span", _("From and to"), phone="second", whole=True),
         Column("hours", _("Class hours"), "number"), Column("people", _("Take part"), "number"), Column("completed", _("Completed"), "number")],
        [Row({"title": one.title, "organiser": one.organiser, "span": span_words(one.start, one.end, on), "hours": one.hours, "people": one.people,
              "completed": one.completed}, reverse("jobs:training", args=[one.id]), str(one.id)) for one in rows],
        empty=_("There is no course yet. Enter the first one."), empty_url=new, empty_action=_("Enter a course"),
    )  # fmt: skip
    return render(
        request,
        "jobs/listing.html",
        {
            "tabs": tabs("trainings"),
            "title": _("Training"),
            "table": table,
            "verb": _("Enter a course"),
            "verb_url": new,
        },
    )


@accounts.needs("jobs.read")
@require_GET
def training(request: HttpRequest, key: int) -> HttpResponse:
    """One course with its people."""
    actor, (at, on) = actor_of(request), today()
    page = found.training(actor, key, on=on)
    journal.read(
        actor, "person", [person for _line, person, _name, _result in page.people], at=at, purpose="list"
    )
    row, go, keep = page.row, verb_of(key), keeps(actor)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("result", _("Result"), phone="first")],
        [Row({"name": name, "result": codes.word(codes.TRAINED, result)}, reverse("jobs:trainee", args=[line]) if keep else "")
         for line, _person, name, result in page.people], empty=_("Nobody takes part yet."),
    )  # fmt: skip
    return render(request, "ui/record.html", {
        "title": row.title, "back_url": reverse("jobs:trainings"), "words": span_words(row.start, row.end, on),
        "verbs": links(actor, (_("Enter somebody who takes part"), go("enrol"))), "groups": [(_("Take part"), table)],
        "facts_of": [(_("Organiser"), row.organiser, ""), (_("Place"), row.place or "—", ""), (_("Class hours"), str(row.hours), ""),
                     (_("Completed"), ratio_text(row.completed, row.people) if row.people else "—", "")],
    })  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def training_new(request: HttpRequest) -> HttpResponse:
    """A course is laid on."""
    actor, (at, on) = actor_of(request), today()
    form = forms.TrainingForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        names = ("title", "organiser", "place", "hours", "start", "last")
        return others.lay_on(actor=actor, at=at, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, reverse("jobs:trainings"), to=lambda done: reverse("jobs:training", args=[done]), title=_("Enter a course"),
        save=_("Enter"), about=_("Training"),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def enrol(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody takes part."""
    actor, (at, on) = actor_of(request), today()
    page = found.training(actor, key, on=on)
    person = person_of(request)
    if person is None:
        return redirect(who_url("course", key))
    who = residents.traits(actor, [person], on=on).get(person)
    if who is None:
        raise NotFound("person")
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: others.enrol(actor=actor, at=at, training=key, person=person, on=on),
        reverse("jobs:training", args=[key]), title=_("Enter somebody who takes part"), save=_("Enter"), about=page.row.title, hint=who.name,
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def trainee(request: HttpRequest, key: int) -> HttpResponse:
    """How it ended for somebody."""
    actor, (at, on) = actor_of(request), today()
    course, name, result = found.trainee(actor, key, on=on)
    form = forms.TraineeForm(request.POST or None, on=on, initial={"result": result})
    return asked(
        request, form, lambda typed: others.mark_trainee(actor=actor, at=at, trainee=key, result=typed["result"], today=on),
        reverse("jobs:training", args=[course]), title=_("Result of the course"), about=_("Back"), hint=name,
    )  # fmt: skip
