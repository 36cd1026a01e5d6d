"""联系卡: what is to be printed, batches and their paper, doors to go to, cards delivered and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base import clock, keys
from linli.base.submit import submit_once
from linli.files import api as files
from linli.kernel import Actor, Refused
from linli.places import api as places
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table

from ..actions import cards as actions
from ..actions import papers
from ..forms.cards import CardsForm, DeliverForm, PrintForm, TakeBackForm
from ..queries import cards as found
from ..queries.cards import BatchRow, CardRow, Filters
from ..rules import codes
from ..rules.charges import SCHEME
from .common import actor_of, asked, links, today, verb_of, whole

KEEP, CARRY = "contact.keep", "contact.deliver"
WORK = "contact.paper_of_cards"
#: A batch of more cards is made by a job, with its progress.
AT_ONCE = 50
#: Doors that stand in one list before a building is to be chosen.
MOST_DOORS = 60


@accounts.needs("contact.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Cards with their state; what is to be printed and what waits for its door stand first."""
    actor, (_at, on) = actor_of(request), today()
    form, address = _form(request, actor), Address.of(request.GET)
    rows, total = found.listing(actor, form.where(), on=on, start=address.start, count=address.size)
    need = found.needed(actor, on)
    keeps = bool(accounts.may(actor, KEEP))
    table = Table(
        columns(), [row(one) for one in rows], address, total, empty=_("No card fits. Clear a filter.") if form.where() != Filters() else _("No card is printed yet."),
        empty_url=reverse("contact:card_print") if keeps and form.where() == Filters() else "", empty_action=_("Print cards"),
        export_url=f"{reverse('contact:cards_export')}?{request.GET.urlencode()}" if keeps else "", export_by_job=True,
    )  # fmt: skip
    waiting = found.waiting(actor, on)
    context = {
        "title": _("Contact cards"), "form": form, "table": table,
        "missing": sum(one.missing for one in need.values()), "outdated": sum(one.outdated for one in need.values()),
        "waiting": waiting, "gone": len(found.stale_waiting(actor, on)) if keeps else 0, "keeps": keeps,
        "missing_url": f"{reverse('contact:coverage_households', args=['card'])}?rest=1",
        "outdated_url": f"{reverse('contact:cards')}?state=outdated",
        "print_verb": links(actor, (_("Print cards"), reverse("contact:card_print"))), "batches_url": reverse("contact:batches"),
    }  # fmt: skip
    return render(request, "contact/cards.html", context)


@accounts.needs(KEEP)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as a workbook made by a job."""
    at, _on = today()
    heads = [(str(one.label), one.kind if one.kind == "day" else "text") for one in columns()]
    sealed = keys.seal(request.GET.urlencode()).hex()
    return redirect(
        "files:work",
        files.export_list(actor_of(request), _("Contact cards"), heads, "contact.cards", at, sealed=sealed),
    )


def card_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the list as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, KEEP).demand()
    on = clock.today()
    where = _read(QueryDict(keys.unseal(bytes.fromhex(sealed))), actor).where()
    start, total = 0, 1
    while start < total:
        rows, total = found.listing(actor, where, on=on, start=start, count=500)
        for one in rows:
            plain = _plain(one)
            yield [plain[column.key] for column in columns()]
        start += 500


@accounts.needs(KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def card_print(request: HttpRequest) -> HttpResponse:
    """Print what an area needs: first cards, and replacements for those out of date."""
    actor, (at, on) = actor_of(request), today()
    need = found.needed(actor, on)
    names = {one.id: one.name for one in places.cells(actor.community or 0, SCHEME, on)}
    offered = [
        (cell, _("{area}: {n} cards").format(area=names[cell], n=need[cell].total))
        for cell in names
        if cell in need
    ]
    total = sum(one.total for one in need.values())
    form = PrintForm(
        request.POST or None, on=on, choices={"cell": offered}, initial={"cell": request.GET.get("cell", "")}
    )

    if len(offered) > 1:
        form.fields["cell"].choices = [("", _("All: {n} cards").format(n=total)), *offered]  # type: ignore[attr-defined]
    elif "cell" in form.fields:
        del form.fields["cell"]

    def deed(typed: dict[str, Any]) -> int:
        return actions.print_cards(actor=actor, at=at, cell=typed.get("cell"))

    hint = _("{missing} households without a card, {outdated} cards out of date.").format(
        missing=sum(one.missing for one in need.values()), outdated=sum(one.outdated for one in need.values())
    )
    return asked(
        request, form, deed, reverse("contact:cards"), to=lambda key: reverse("contact:batch", args=[key]), title=_("Print cards"),
        save=_("Print cards"), hint=hint, said=_("Printed. Now open the paper, then take the cards to the doors."),
    )  # fmt: skip


@accounts.needs("contact.read")
@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """Batches, newest first."""
    actor, address = actor_of(request), Address.of(request.GET)
    rows, total = found.batches(actor, start=address.start, count=address.size)
    table = Table(
        [Column("on", _("Printed on"), "day", phone="title"), Column("title", _("Party area"), phone="first"),
         Column("count", _("Cards"), "number", phone="first"), Column("delivered", _("Delivered"), "number", phone="second"),
         Column("waiting", _("To be delivered"), "number", phone="second")],
        [Row({"on": one.on, "title": one.title or _("Whole community"), "count": one.count, "delivered": one.delivered, "waiting": one.waiting},
             reverse("contact:batch", args=[one.id]), str(one.id)) for one in rows],
        address, total, empty=_("No card is printed yet."),
    )  # fmt: skip
    return render(
        request,
        "ui/listing.html",
        {
            "title": _("Batches of cards"),
            "table": table,
            "links": [Link(_("Cards"), reverse("contact:cards"))],
        },
    )


@accounts.needs("contact.read")
@require_GET
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """One batch: its paper, its cards."""
    actor, (_at, on) = actor_of(request), today()
    one, address = found.batch(actor, key), Address.of(request.GET)
    rows, total = found.listing(actor, Filters(batch=key), on=on, start=address.start, count=address.size)
    table = Table(columns(), [row(each) for each in rows], address, total, empty=_("No card stands here."))
    verbs = (
        [Link(_("Paper to print (PDF)"), reverse("contact:batch_pdf", args=[key]))]
        if accounts.may(actor, KEEP)
        else []
    )
    if one.waiting and accounts.may(actor, CARRY):
        verbs.append(Link(_("Delivery list"), f"{reverse('contact:card_doors')}?batch={key}"))
    return render(request, "ui/record.html", {
        "title": _("Cards of {day}").format(day=one.on.isoformat()), "back_url": reverse("contact:batches"), "words": said(one), "verbs": verbs,
        "groups": [(_("Cards"), table)],
        "facts_of": [(_("Party area"), one.title or _("Whole community"), ""), (_("Cards"), one.count, ""), (_("Delivered"), one.delivered, ""), (_("To be delivered"), one.waiting, "")],
        "notes": [_("Print on both sides, turned over the long edge; cut along the marks: eight cards of 95 × 66 mm a sheet.")],
    })  # fmt: skip


@accounts.needs(KEEP)
@require_GET
def batch_pdf(request: HttpRequest, key: int) -> HttpResponseBase:
    """The A4 sheets of a batch: at once where they are few, else by a job whose progress is shown."""
    actor, (at, _on) = actor_of(request), today()
    one = found.batch(actor, key)
    if one.file:
        return files.serve(request, actor, one.file)
    if one.count > AT_ONCE:
        going = files.latest_work(actor, WORK, key)
        if going is not None and going.state in ("waiting", "running"):
            return redirect("files:work", going.id)
        return redirect(
            "files:work",
            files.start_work(actor, WORK, key, at, total=one.count, base=request.build_absolute_uri("/")),
        )
    content, _count = papers.draw(actor, at, key, link_of(request.build_absolute_uri("/")))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="cards-{one.on:%Y%m%d}-{key}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@accounts.needs(CARRY)
@require_http_methods(["GET", "POST"])
@submit_once
def doors(request: HttpRequest) -> HttpResponse:
    """Doors to go to, building by building: one touch says how the card came there; the desk ticks many."""
    actor, (_at, on) = actor_of(request), today()
    where = Filters(
        batch=whole(request.GET.get("batch")),
        building=whole(request.GET.get("building")),
        cell=whole(request.GET.get("cell")),
    )
    here = f"{reverse('contact:card_doors')}?{request.GET.urlencode()}"
    form = DeliverForm(request.POST or None, on=on, initial={"on": on, "receipt": "handed"})
    if request.method == "POST" and (done := _delivered(request, actor, form, where)) is not None:
        messages.success(request, _("{n} cards delivered.").format(n=done))
        return redirect(here)
    every = found.waiting_by_building(actor, on)
    waiting = sum(n for _key, _name, n in every)
    whole_list = where != Filters() or len(every) == 1 or waiting <= MOST_DOORS
    rows = found.to_deliver(actor, on, where) if whole_list else []
    groups: dict[str, list[CardRow]] = {}
    for one in rows:
        groups.setdefault(one.building, []).append(one)
    keeps = bool(accounts.may(actor, KEEP))
    context = {
        "title": _("Doors to go to with cards"), "form": form, "groups": list(groups.items()), "count": len(rows), "buildings": every,
        "receipts": list(codes.RECEIPTS.items()), "here": here, "gone": found.stale_waiting(actor, on) if keeps else [],
        "back_url": reverse("contact:cards") if accounts.may(actor, "contact.read") else reverse("project:home"), "waiting": waiting,
    }  # fmt: skip
    return render(request, "contact/doors.html", context, status=422 if form.errors else 200)


@accounts.needs(KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """A card is not in use any more."""
    actor, (at, on) = actor_of(request), today()
    one = found.card(actor, key, on)
    form = TakeBackForm(request.POST or None, on=on, initial={"on": on, "version": one.version})

    def deed(typed: dict[str, Any]) -> None:
        actions.take_back(
            actor=actor, at=at, card=key, on=typed["on"], version=typed["version"], why=typed["why"]
        )

    return asked(
        request, form, deed, reverse("contact:card", args=[key]), title=_("Take back the card of {door}").format(door=one.door),
        save=_("Take back"), danger=True, said=_("Taken back."),
    )  # fmt: skip


@accounts.needs(KEEP)
@require_POST
@submit_once
def reissue(request: HttpRequest, key: int) -> HttpResponse:
    """The household lost its card: another one is printed."""
    actor, (at, on) = actor_of(request), today()
    one = found.card(actor, key, on)
    try:
        made = actions.print_cards(actor=actor, at=at, households=[one.household], reason="lost")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("contact:card", key)
    return redirect("contact:batch", made)


@accounts.needs("contact.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One card and those that its household had before."""
    actor, (_at, on) = actor_of(request), today()
    one = found.card(actor, key, on)
    others = [each for each in found.of_household(actor, one.household, on) if each.id != key]
    go = verb_of(key)
    context = {
        "title": one.door, "card": one, "state": _state(one), "others": Table(columns(), [row(each) for each in others]) if others else None,
        "back_url": reverse("contact:cards"), "keeps": bool(accounts.may(actor, KEEP)) and one.state in ("issued", "delivered"),
        "take_url": go("card_take_back"), "again_url": go("card_reissue"), "reason": codes.CARD_REASONS[one.reason],
        "receipt": codes.RECEIPTS.get(one.receipt, ""), "household_url": reverse("residents:household", args=[one.household]) if accounts.may(actor, "residents.read") else "",
    }  # fmt: skip
    return render(request, "contact/card.html", context)


def columns() -> list[Column]:
    """Columns of every list of cards."""
    return [
        Column("door", _("Door"), phone="title"), Column("number", _("Card number"), phone="first"), Column("area", _("Party area"), phone="first"),
        Column("state", _("State"), "status", phone="second"), Column("reason", _("Why printed")), Column("issued", _("Printed on"), "day"),
        Column("delivered", _("Delivered on"), "day", phone="second"), Column("receipt", _("How it was handed over")),
    ]  # fmt: skip


def row(one: CardRow) -> Row:
    """One line of a list."""
    return Row({**_plain(one), "state": _state(one)}, reverse("contact:card", args=[one.id]), str(one.id))


def said(one: BatchRow) -> str:
    """A batch as a sentence."""
    if one.waiting:
        return _("{n} of {m} cards still to be delivered.").format(n=one.waiting, m=one.count)
    return _("All delivered.") if one.delivered else _("None in use.")


def _plain(one: CardRow) -> dict[str, object]:
    return {
        "door": one.door, "number": f"{one.number:05d}", "area": one.area, "state": str(_state(one).word), "reason": str(codes.CARD_REASONS[one.reason]),
        "issued": one.issued_on, "delivered": one.delivered_on or "", "receipt": str(codes.RECEIPTS.get(one.receipt, "")),
    }  # fmt: skip


def _state(one: CardRow) -> State:
    if one.outdated:
        return State("today", _("Out of date: print anew"))
    kind = {"issued": "hand", "delivered": "done"}.get(one.state, "ended")
    return State(kind, codes.CARD_STATES[one.state], quiet=one.state != "issued")


def _delivered(request: HttpRequest, actor: Actor, form: DeliverForm, where: Filters) -> int | None:
    """One door's button, the ticked ones, or all of the list; None when a fault is to be shown."""
    at, on = today()
    button, _colon, receipt = request.POST.get("one", "").partition(":")
    try:
        if button.isdecimal():
            return actions.deliver_many(actor=actor, at=at, cards=[int(button)], on=on, receipt=receipt)
        if not form.is_valid():
            return None
        ticked = [int(one) for one in request.POST.getlist("card") if one.isdecimal()]
        if request.POST.get("every"):
            ticked = [one.id for one in found.to_deliver(actor, on, where)]
        typed = form.cleaned_data
        return actions.deliver_many(
            actor=actor, at=at, cards=ticked, on=typed["on"], receipt=typed["receipt"]
        )
    except Refused as refused:
        form.is_valid()
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None


def _form(request: HttpRequest, actor: Actor) -> CardsForm:
    return _read(request.GET, actor)


def _read(given: Any, actor: Actor) -> CardsForm:
    on = clock.today()
    areas = [(one.id, one.name) for one in places.cells(actor.community or 0, SCHEME, on)]
    buildings = [(one.id, one.title) for one in places.buildings(actor, on)]
    return CardsForm(given or None, areas=areas, buildings=buildings)


def link_of(base: str) -> Callable[[str], str]:
    """Code of a building → the address that its QR opens."""
    return lambda code: f"{base.rstrip('/')}{reverse('project:building', args=[code])}"
