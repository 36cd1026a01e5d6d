"""Bodies: the list, one with its rule and seats, founding, seating, ending."""

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
from linli.kernel import Actor, Refused, say
from linli.residents import api as residents
from linli.ui.fields import AskedForm
from linli.ui.tables import Column, Row, Table
from linli.ui.words import short_day

from ..actions import bodies
from ..actions.bodies import Sitting
from ..forms import bodies as forms
from ..queries import bodies as found
from ..queries.bodies import BodyPage, SeatRow
from ..rules import codes
from .common import actor_of, asked, keeps, links, today, verb_of


@accounts.needs("council.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Bodies of today, and those that ended."""
    actor, (_at, on) = actor_of(request), today()
    heads = [
        Column("name", _("Body"), phone="title"), Column("kind", _("Kind of body"), phone="first"), Column("size", _("Seats"), "number"),
        Column("seats", _("Members"), "number", phone="second"), Column("women", _("Women"), "number"), Column("met", _("Met last"), "day", phone="second"),
    ]  # fmt: skip
    here, gone = found.listing(actor, on=on), found.listing(actor, on=on, gone=True)

    def rows(these: list[found.BodyRow]) -> list[Row]:
        return [
            Row(
                {
                    "name": one.name, "kind": codes.word(codes.BODIES, one.kind), "size": one.size,
                    "seats": None if one.counted else one.seats, "women": None if one.counted else one.women, "met": one.met,
                },
                reverse("council:body", args=[one.id]),
            )
            for one in these
        ]  # fmt: skip

    new = reverse("council:body_new") if keeps(actor) else ""
    table = Table(heads, rows(here), empty=_("There is no body yet. Enter the first one."), empty_url=new, empty_action=_("Enter a body"))  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Bodies"), "table": table, "verb": _("Enter a body"), "verb_url": new,
        "links": [{"label": _("Meetings"), "url": reverse("council:meetings")}],
        "second": Table(heads, rows(gone)) if gone else None, "second_title": _("Bodies that ended"),
    })  # fmt: skip


@accounts.needs("council.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One body: its rule of today, who sits in it, who sat."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on)
    row, go = page.row, verb_of(key)
    journal.read(
        actor, "council seat", [one.id for one in (*page.seats, *page.former)], at=at, purpose="record"
    )
    here = row.end is None
    verbs = [(_("Call a meeting"), f"{reverse('council:meeting_new')}?body={key}")] if here else []
    if here and not row.counted:
        verbs.append((_("Enter a member"), go("body_seat")))
    more = ((_("Correct"), go("body_correct")), (_("Dissolve"), go("body_dissolve"))) if here else ()
    groups = [(_("Members"), _seats(page.seats, keeps(actor)))] if page.seats else []
    if page.former:
        groups.append((_("Former members"), _former(page.former)))
    return render(request, "ui/record.html", {
        "title": row.name, "back_url": reverse("council:bodies"), "words": _sentence(page, on), "verbs": links(actor, *verbs),
        "links": links(actor, *more), "groups": groups, "texts": _rule(page),
        "facts_of": [
            (_("Kind of body"), codes.word(codes.BODIES, row.kind), ""), (_("Since"), row.start.isoformat(), ""),
            (_("Seats"), row.size if row.size is not None else "—", ""),
            (_("Met last"), short_day(row.met, on) if row.met else "—", ""),
            (_("Meetings"), _("Open the list"), f"{reverse('council:meetings')}?body={key}"),
        ],
    })  # fmt: skip


def _sentence(page: BodyPage, on: dt.date) -> str:
    row = page.row
    if row.end is not None and row.end <= on:
        return _("Ended on {day}").format(day=row.end.isoformat())
    if row.counted:
        return _("Who attends is counted at the door")
    if row.size and row.size > row.seats:
        return _("{n} members, {women} of them women; {free} of {size} seats are free").format(
            n=row.seats, women=row.women, free=row.size - row.seats, size=row.size
        )
    return _("{n} members, {women} of them women").format(n=row.seats, women=row.women)


def _rule(page: BodyPage) -> list[tuple[str, str]]:
    rule = page.rule
    said = "\n".join(str(one) for one in rule.said)
    basis = rule.basis if rule.confirmed else _("{basis} (to be confirmed)").format(basis=rule.basis)
    return [(_("How it meets and decides"), said), (_("Legal basis"), basis)]


def _seats(rows: list[SeatRow], may: bool) -> Table:
    heads = [
        Column("name", _("Full name"), phone="title"), Column("office", _("Post held"), phone="first"), Column("sex", _("Sex")),
        Column("began", _("How the seat began"), phone="second"), Column("start", _("In office from"), "day", phone="second"),
    ]  # fmt: skip
    return Table(
        heads,
        [
            Row(
                {
                    "name": one.name, "office": codes.word(codes.OFFICES, one.office), "sex": codes.word(codes.SEX, one.sex),
                    "began": codes.word(codes.BEGAN, one.began), "start": one.start,
                },
                reverse("council:seat", args=[one.id]) if may else "",
            )
            for one in rows
        ],
    )  # fmt: skip


def _former(rows: list[SeatRow]) -> Table:
    heads = [
        Column("name", _("Full name"), phone="title"), Column("office", _("Post held"), phone="first"),
        Column("start", _("In office from"), "day", phone="second"), Column("end", _("Until"), "day", phone="second"),
        Column("ended", _("Why it ended")), Column("note", _("Note")),
    ]  # fmt: skip
    return Table(
        heads,
        [
            Row({"name": one.name, "office": codes.word(codes.OFFICES, one.office), "start": one.start, "end": one.end,
                 "ended": codes.word(codes.ENDED, one.ended), "note": one.note or "—"})
            for one in rows
        ],
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A body exists from a day on."""
    actor, (at, on) = actor_of(request), today()
    form = forms.NewBodyForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        return bodies.found_body(
            actor=actor, at=at, **{name: typed[name] for name in ("kind", "name", "on", "size", "note")}
        )

    return asked(
        request, form, deed, reverse("council:bodies"), to=_page, about=_("Bodies"), title=_("Enter a body"), save=_("Enter")
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Name, seats, note."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on).row
    initial = {"name": row.name, "size": row.size, "note": row.note, "version": row.version}
    form = forms.BodyForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("name", "size", "note", "version")
        bodies.correct_body(actor=actor, at=at, body=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Correct"), about=row.name)


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def dissolve(request: HttpRequest, key: int) -> HttpResponse:
    """It ends on a day, and its seats with it."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on).row
    form = forms.DissolveForm(request.POST or None, on=on, initial={"on": on, "version": row.version})
    return asked(
        request, form, lambda typed: bodies.dissolve(actor=actor, at=at, body=key, on=typed["on"], version=typed["version"]), _page(key),
        to=lambda done: _page(key), title=_("Dissolve"), about=row.name, save=_("Dissolve"), danger=True,
        question=_("Dissolve {name}? The seats of its {n} members end with it.").format(name=row.name, n=row.seats),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def seat(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody sits in a body."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on)
    form = forms.NewSeatForm(
        request.POST or None, on=on, choices={"user": accounts.colleagues(actor, on)}, initial={"start": on}
    )
    if page.row.kind != codes.SUPERVISION:
        del form.fields["no_kin"]

    def deed(typed: dict[str, Any]) -> int:
        person = _person(actor, typed["name"], typed["door"], on)
        return bodies.seat(
            actor=actor, at=at, body=key, who=_sitting(typed, person), start=typed["start"], no_kin=bool(typed.get("no_kin"))
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Enter a member"), about=page.row.name, save=_("Enter"),
        hint=_("A resident is found by name; without a record in the register the name alone is kept."),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_GET
def seat_record(request: HttpRequest, key: int) -> HttpResponse:
    """One seat."""
    actor, (at, _on) = actor_of(request), today()
    one = found.seat(actor, key)
    journal.read(actor, "council seat", [key], at=at, purpose="record")
    go, here = verb_of(key), one.end is None
    person = (
        reverse("residents:person", args=[one.person])
        if one.person and accounts.may(actor, "residents.read")
        else ""
    )
    words = f"{one.body_name} · {codes.word(codes.OFFICES, one.office)}"
    until = (
        _("until {day}, {why}").format(day=one.end.isoformat(), why=codes.word(codes.ENDED, one.ended))
        if one.end
        else ""
    )
    return render(request, "ui/record.html", {
        "title": one.name, "back_url": _page(one.body), "words": f"{words}，{until}" if until else words,
        "verbs": links(actor, (_("Correct"), go("seat_correct")), (_("End the seat"), go("seat_end"))) if here else [],
        "links": links(actor, (_("Take out"), go("seat_void"))),
        "facts_of": [
            (_("Full name"), one.name, person), (_("Sex"), codes.word(codes.SEX, one.sex), ""), (_("Body"), one.body_name, _page(one.body)),
            (_("In office from"), one.start.isoformat(), ""), (_("How the seat began"), codes.word(codes.BEGAN, one.began), ""),
            (_("Note"), one.note or "—", ""),
        ],
    })  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def seat_correct(request: HttpRequest, key: int) -> HttpResponse:
    """Mend what is noted of a seat."""
    actor, (at, on) = actor_of(request), today()
    one = found.seat(actor, key)
    initial = {
        "name": one.name, "sex": one.sex, "office": one.office, "began": one.began, "user": one.user, "note": one.note, "version": one.version,
    }  # fmt: skip
    form = forms.SeatForm(
        request.POST or None, on=on, choices={"user": accounts.colleagues(actor, on)}, initial=initial
    )

    def deed(typed: dict[str, Any]) -> None:
        bodies.correct_seat(
            actor=actor, at=at, seat=key, who=_sitting(typed, one.person), version=typed["version"]
        )

    return asked(request, form, deed, reverse("council:seat", args=[key]), title=_("Correct"), about=one.name)


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def seat_end(request: HttpRequest, key: int) -> HttpResponse:
    """A seat ends, with the reason."""
    actor, (at, on) = actor_of(request), today()
    one = found.seat(actor, key)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on, "version": one.version})

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "ended", "note", "version")
        return bodies.unseat(actor=actor, at=at, seat=key, **{name: typed[name] for name in names})

    return asked(
        request,
        form,
        deed,
        reverse("council:seat", args=[key]),
        to=_page,
        title=_("End the seat"),
        about=one.name,
    )


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def seat_void(request: HttpRequest, key: int) -> HttpResponse:
    """Take out a seat that was entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    one = found.seat(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": one.version})
    return asked(
        request, form, lambda typed: bodies.void_seat(actor=actor, at=at, seat=key, version=typed["version"]),
        reverse("council:seat", args=[key]), to=_page, title=_("Take out"), about=one.name, save=_("Take out"), danger=True,
        question=_("Take out the seat of {name}? It was entered by mistake.").format(name=one.name),
    )  # fmt: skip


def _page(key: int) -> str:
    return reverse("council:body", args=[key])


def _sitting(typed: dict[str, Any], person: int | None) -> Sitting:
    return Sitting(
        typed["name"], typed["sex"], person, typed.get("user"), typed["office"], typed["began"], typed["note"]
    )


def _person(actor: Actor, name: str, door: str, on: dt.date) -> int | None:
    """The resident of this name (behind this door); None for nobody. Refused when several have it."""
    there = [one for one in residents.find(actor, name.strip(), on=on, limit=20) if one.name == name.strip()]
    if door.strip():
        there = [one for one in there if door.strip() in one.door]
        if not there:
            raise Refused(say("Nobody of this name lives behind this door."), "door")
    if len(there) > 1:
        doors = "、".join(one.door for one in there[:5])
        raise Refused(
            say("{n} residents have this name: {doors}. Write the door.", n=len(there), doors=doors), "door"
        )
    return there[0].id if there else None
