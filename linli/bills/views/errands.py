"""代办: the list, one errand, 接 → 办 → 交, the slip."""

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
from linli.residents import api as residents
from linli.ui.fields import AskedForm
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from .. import workflow
from ..actions import errands as deeds
from ..forms import errands as forms
from ..queries import errands as found
from ..queries.errands import ErrandRow
from ..rules import codes
from .common import actor_of, asked, choose, links, listed, slip, today, verb_of, whole


@accounts.needs("bills.errand")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Errands that wait, or others."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.ErrandsForm(request.GET or None)
    rows, total = found.listing(
        actor,
        text=form.value("q"),
        kind=form.value("kind"),
        state=form.value("state", "open"),
        start=address.start,
        count=address.size,
    )
    journal.read(actor, "errand", [one.id for one in rows], at=at, purpose="list")
    table = Table(
        [Column("number", _("Slip no."), phone="title", whole=True), Column("name", _("Full name"), phone="first"), Column("place", _("Address"), phone="second"),
         Column("kind", _("Kind"), phone="first"), Column("what", _("What is to be done"), phone="second"), Column("due", _("Needed by"), "day", phone="first"),
         Column("state", _("State"), "status", phone="first"), Column("by", _("Taken on by"))],
        [Row({"number": one.number, "name": one.name, "place": one.place, "kind": codes.word(codes.ERRANDS, one.kind), "what": one.what, "due": one.due,
              "state": _tint(one, on), "by": one.taken_by}, reverse("bills:errand", args=[one.id]), str(one.id)) for one in rows],
        address, total, empty=_("No errand fits. Clear a filter.") if request.GET else _("No errand waits. Take one on."),
    )  # fmt: skip
    return listed(
        request, actor, "errands", title=_("Errands"), form=form, table=table, verb=_("Take an errand on"), verb_url=reverse("bills:errand_new"),
        sentence=_("{n} errands").format(n=number_words(total)),
    )  # fmt: skip


def _tint(one: ErrandRow, on: dt.date) -> State:
    late = one.state in codes.ERRANDS_OPEN and one.due is not None and one.due < on
    tint = "late" if late else {"taken": "hand", "doing": "hand", "done": "today"}.get(one.state, "done")
    return State(tint, codes.ERRAND_STATES[one.state], quiet=one.state not in codes.ERRANDS_OPEN)


@accounts.needs("bills.errand")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One errand."""
    actor, (at, on) = actor_of(request), today()
    one = found.errand(actor, key)
    journal.read(actor, "errand", [key], at=at, purpose="record")
    go = verb_of(key)
    known = (
        ("finish", _("Finish"), "errand_finish"), ("hand_over", _("Hand over"), "errand_hand_over"), ("begin", _("Begin"), "errand_begin"),
    )  # fmt: skip
    verbs = [
        (word, go(view)) for verb, word, view in known if workflow.allows(workflow.ERRANDS, one.state, verb)
    ]
    more = [(_("Print"), go("errand_slip"))]
    if workflow.allows(workflow.ERRANDS, one.state, "drop"):
        more.append((_("Not possible"), go("errand_drop")))
    return render(request, "ui/record.html", {
        "title": one.what, "back_url": reverse("bills:errands"), "words": _sentence(one, on),
        "verbs": links(actor, *verbs, power="bills.errand"), "links": links(actor, *more, power="bills.errand"),
        "texts": [(_("What came of it"), one.result)] if one.result else [], "facts_of": _facts(actor, one),
    })  # fmt: skip


def _sentence(one: ErrandRow, on: dt.date) -> str:
    word = codes.word(codes.ERRAND_STATES, one.state)
    if one.state in codes.ERRANDS_OPEN and one.due:
        return _("{state}; needed by {day}.").format(state=word, day=short_day(one.due, on))
    return _("{state}.").format(state=word)


def _facts(actor: Any, one: ErrandRow) -> list[tuple[str, object, str]]:
    person = (
        reverse("residents:person", args=[one.person])
        if one.person and accounts.may(actor, "residents.read")
        else ""
    )
    return [
        (_("Slip no."), one.number, ""), (_("Resident"), one.name, person), (_("Address"), one.place or "—", ""),
        (_("Kind"), codes.word(codes.ERRANDS, one.kind), ""), (_("Papers and money handed in"), one.papers or _("none"), ""),
        (_("Taken on"), f"{one.on.isoformat()} {one.taken_by}", ""),
        (_("Finished"), f"{one.done_on.isoformat()} {one.done_by}" if one.done_on else "—", ""),
        (_("Given to"), f"{one.handed_on.isoformat()} {one.received_by} {one.relation}".strip() if one.handed_on else "—", ""),
        (_("Fee"), _("none"), ""),
    ]  # fmt: skip


def _page(key: int) -> str:
    return reverse("bills:errand", args=[key])


@accounts.needs("bills.errand")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """接, for a resident who was found first."""
    actor, (at, on) = actor_of(request), today()
    person = whole(request.GET.get("person"))
    if person is None:
        return choose(request, _("Take an errand on"), reverse("bills:errands"), "errands")
    page = residents.person_for(actor, person, on=on)
    form = forms.ErrandForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        names = ("kind", "what", "papers", "due", "on")
        return deeds.take_on(
            actor=actor, at=at, today=on, person=person, **{name: typed[name] for name in names}
        )

    return asked(
        request, form, deed, reverse("bills:errands"), to=_page, title=_("Take an errand on"), save=_("Take on"), about=_("Errands"),
        hint=_("{name}, {door}. No fee is asked.").format(name=page.name, door=page.here.door if page.here else ""),
    )  # fmt: skip


@accounts.needs("bills.errand")
@require_http_methods(["GET", "POST"])
@submit_once
def begin(request: HttpRequest, key: int) -> HttpResponse:
    """办: somebody is on the way."""
    actor, (at, on) = actor_of(request), today()
    one = found.errand(actor, key)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: deeds.begin(actor=actor, at=at, errand=key), _page(key),
        title=_("Begin"), about=one.number, hint=one.what, save=_("Begin"),
    )  # fmt: skip


@accounts.needs("bills.errand")
@require_http_methods(["GET", "POST"])
@submit_once
def finish(request: HttpRequest, key: int) -> HttpResponse:
    """Done."""
    actor, (at, on) = actor_of(request), today()
    one = found.errand(actor, key)
    form = forms.FinishForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form, lambda typed: deeds.finish(actor=actor, at=at, errand=key, today=on, on=typed["on"], result=typed["result"]), _page(key),
        title=_("Finish"), about=one.number, hint=one.what, save=_("Finish"),
    )  # fmt: skip


@accounts.needs("bills.errand")
@require_http_methods(["GET", "POST"])
@submit_once
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """交."""
    actor, (at, on) = actor_of(request), today()
    one = found.errand(actor, key)
    form = forms.HandErrandForm(request.POST or None, on=on, initial={"on": on, "received_by": one.name})

    def deed(typed: dict[str, Any]) -> None:
        names = ("on", "received_by", "relation")
        deeds.hand_over(actor=actor, at=at, errand=key, today=on, **{name: typed[name] for name in names})

    return asked(
        request,
        form,
        deed,
        _page(key),
        title=_("Hand over"),
        about=one.number,
        hint=one.result,
        save=_("Hand over"),
    )


@accounts.needs("bills.errand")
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """It cannot be done."""
    actor, (at, on) = actor_of(request), today()
    one = found.errand(actor, key)
    form = forms.DropForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form, lambda typed: deeds.drop(actor=actor, at=at, errand=key, today=on, on=typed["on"], reason=typed["reason"]), _page(key),
        title=_("Not possible"), about=one.number, hint=one.what, save=_("Tell and close"), danger=True,
        question=_("This errand is closed undone; papers handed in go back."),
    )  # fmt: skip


@accounts.needs("bills.errand")
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The slip of an errand: what was taken on with which papers, what came of it, who signed."""
    actor, (at, _on) = actor_of(request), today()
    one = found.errand(actor, key)
    journal.read(actor, "errand", [key], at=at, purpose="slip")
    lines = [
        _("No. {number}").format(number=one.number), _("For {name}, {place}").format(name=one.name, place=one.place or "—"),
        _("{kind}: {what}").format(kind=codes.word(codes.ERRANDS, one.kind), what=one.what),
        _("Papers and money handed in: {papers}").format(papers=one.papers or _("none")),
        _("Taken on {day} by {who}").format(day=one.on.isoformat(), who=one.taken_by),
        *([_("Finished {day}: {result}").format(day=one.done_on.isoformat(), result=one.result)] if one.done_on else []),
        *([_("Handed over {day} to {who}").format(day=one.handed_on.isoformat(), who=one.received_by)] if one.handed_on else []),
        _("No fee is asked. Keep this slip; ask about it at the community at any time."), _("Signature:"),
    ]  # fmt: skip
    return slip(actor, _("Slip of an errand"), lines, at=at, on=one.on, name=f"errand-{one.number}")
