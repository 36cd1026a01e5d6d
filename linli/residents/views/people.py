"""The list of people, a person's page, and what may be opened there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import clock, keys, slots, typed
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.kernel.text import without_controls
from linli.places import api as places
from linli.ui import turns
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from .. import queries
from ..forms import PeopleForm
from ..queries import PersonPage, PersonRow, addresses
from . import portrait
from .common import actor_of, masked, row_words, sex_of, state_of


@accounts.needs("residents.read")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who lives here, as far as the reader's duty reaches."""
    actor, on = actor_of(request), clock.today()
    address = Address.of(request.GET)
    form = PeopleForm(request.GET or None, cells=_cells(actor.community, on))
    found = queries.people.listing(
        actor, form.filter(), on=on, sort=address.sort or "name", page=address.page, size=address.size
    )
    journal.read(actor, "person", [one.id for one in found.rows], at=clock.now(), purpose="list")
    turns.keep(request, "person", [one.id for one in found.rows], address, found.total)
    columns = _columns()
    table = Table(
        columns, [_row(one, columns) for one in found.rows], address, found.total,
        caption=_("{n} people").format(n=number_words(found.total)),
        export_url=_export_url(request, actor), export_by_job=True,
        empty=_("Nobody fits. Clear a filter, or register the first."),
        empty_url=reverse("residents:register"), empty_action=_("Register a new resident"),
    )  # fmt: skip
    return render(
        request,
        "residents/people.html",
        {
            "title": _("Residents"),
            "table": table,
            "form": form,
            "may_edit": bool(accounts.may(actor, "residents.edit")),
        },
    )


@accounts.needs("residents.read")
@require_GET
def person(request: HttpRequest, key: int) -> HttpResponse:
    """One person, limited to the reader's duties."""
    actor, at = actor_of(request), clock.now()
    page = queries.person.person_for(actor, key, on=clock.day_of(at))
    journal.read(actor, "person", [page.id], at=at, purpose="page")
    entries = portrait.entries_of(
        page, [*queries.board.done_to(actor, page.id), *slots.story.gather(actor=actor, person=key, at=at)]
    )
    context = {
        "title": page.name, "page": page, "entries": entries, "actor": actor, "sex": sex_of(page.sex),
        "turns": turns.beside(request, "person", key, "residents:person", reverse("residents:people")),
        "reasons": reveal_reasons(), "copy": _three_lines(page), **portrait.of(page),
    }  # fmt: skip
    return render(request, "residents/person.html", context)


@accounts.needs("residents.read")
@require_GET
def services(request: HttpRequest, key: int) -> HttpResponse:
    """What the lines of service did for a person: a part of their page that comes after it, or a page of its own."""
    actor, at = actor_of(request), clock.now()
    name = queries.people.names(actor, [key], on=clock.day_of(at)).get(key)
    if name is None:
        raise NotFound("person")
    entries = slots.service.gather(actor=actor, person=key, at=at)
    entries.sort(key=lambda one: one.at, reverse=True)
    journal.read(actor, "person", [key] if entries else [], at=at, purpose="services")
    context = {"title": name, "entries": entries, "back_url": reverse("residents:person", args=[key])}
    part = request.headers.get("HX-Request")
    return render(request, f"residents/{'parts/' if part else ''}services.html", context)


@accounts.needs("residents.reveal")
@require_POST
def reveal(request: HttpRequest, key: int, what: str) -> HttpResponse:
    """Show a whole number or phone for sixty seconds, with a reason that is noted."""
    actor, at = actor_of(request), clock.now()
    reason = without_controls(request.POST.get("reason", "")).strip()[:100]
    value = queries.person.reveal(actor, key, what, on=clock.day_of(at))
    journal.reveal(actor, "person", key, what, reason, at)
    return render(request, "ui/parts/revealed.html", {"value": value, "seconds": 60})


class Dialled(HttpResponseRedirect):
    """To the dial pad of whoever asked."""

    allowed_schemes = ["tel"]


@accounts.needs("residents.reveal")
@require_GET
def call(request: HttpRequest, key: int) -> HttpResponse:
    """拨打: the number goes to the dial pad and the reading is noted; nobody copies it from a list."""
    actor, at = actor_of(request), clock.now()
    field = "phone2" if request.GET.get("second") else "phone"
    number = queries.person.reveal(actor, key, field, on=clock.day_of(at))
    if not number:
        raise NotFound("phone")
    journal.read(actor, "person", [key], at=at, purpose="call", shown=field)
    return Dialled(f"tel:{number}")


@accounts.needs("residents.extract")
@require_GET
def extract(request: HttpRequest, key: int) -> HttpResponse:
    """我的信息: what is held, where it came from and who read it, as a page to hand over."""
    actor, at = actor_of(request), clock.now()
    held = queries.person.extract(actor, key, on=clock.day_of(at))
    journal.read(actor, "person", [key], at=at, purpose="my information", shown="number")
    return render(
        request,
        "residents/extract.html",
        {
            "title": _("My information"),
            "extract": held,
            "held": portrait.told(held),
            "at": at,
            "residences": [portrait.episode(one) for one in held.person.residences],
            "statuses": [portrait.status_words(one) for one in held.statuses],
            "back_url": reverse("residents:person", args=[key]),
        },
    )


@accounts.needs("residents.export")
@require_POST
def export(request: HttpRequest) -> HttpResponseRedirect:
    """Write the filtered list to a file in the background; without identity numbers.

    What was searched for may be an identity number: the filters wait sealed for the job.
    """
    actor = actor_of(request)
    heads = [
        (str(column.label), {"number": "number", "day": "day"}.get(column.kind, "text"))
        for column in _columns()
    ]
    work = files.export_list(
        actor,
        _("Residents"),
        heads,
        "residents.people",
        clock.now(),
        sealed=keys.seal(typed.told(request.GET)).hex(),
    )
    return redirect("files:work", work)


def reveal_reasons() -> list[str]:
    """Reasons that are offered; another may be typed."""
    return [
        _("Filling in an application with the person"),
        _("Checking against a document"),
        _("Calling the person"),
    ]


def _cells(community: int | None, on: object) -> list[tuple[int, str]]:
    return [(cell.id, cell.name) for cell in places.cells(community, "grid", on)] if community else []  # type: ignore[arg-type]


def _columns() -> list[Column]:
    return [
        Column("name", _("Full name"), sort=True, phone="title"),
        Column("sex", _("Sex"), phone="first"),
        Column("age", _("Age"), "number", sort=True, phone="first"),
        Column("door", _("Door"), sort=True, phone="first"),
        Column("relation", _("Relation to the head"), optional=True),
        Column("kind", _("Kind of residence"), phone="second"),
        Column("start", _("Here since"), "day", sort=True),
        Column("phone", _("Phone"), phone="second"),
        Column("state", _("State"), "status", phone="second"),
    ]


def _row(one: PersonRow, columns: list[Column]) -> Row:
    cells = dict(zip((column.key for column in columns), row_words(one), strict=True))
    return Row(
        {**cells, "phone": masked(one.phone), "state": state_of(one.state)},
        url=addresses.person(one.id),
        key=str(one.id),
    )


def _export_url(request: HttpRequest, actor: object) -> str:
    if not accounts.may(actor, "residents.export"):  # type: ignore[arg-type]
        return ""
    return reverse("residents:export") + "?" + request.GET.urlencode()


def _three_lines(page: PersonPage) -> str:
    """Three plain lines fit for a group chat: masked name, building, state."""
    door = page.here.door if page.here else _("not living here")
    return "\n".join((f"{page.called or page.name[0] + '*' * (len(page.name) - 1)}", door, page.phone or "—"))
