"""Visit records: the list with its export, and the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import clock, keys
from linli.base.board import Entry
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, say
from linli.places import api as places
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import day_words, number_words, short_day

from ..forms.visits import VisitsFilter
from ..queries import visit_pages
from ..queries.visit_pages import Filter, VisitPage, VisitRow
from ..rules import visits as rules
from .common import actor_of, today, verb_of

_AT_ONCE = 500


@accounts.needs("contact.record")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Visits that the reader may see, newest first."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = VisitsFilter(request.GET or None, cells=_grids(actor))
    found, total = visit_pages.listing(
        actor, filter_of(form), on=on, order=address.order(visit_pages.SORTS), start=address.start, count=address.size
    )  # fmt: skip
    journal.read(actor, "visit", [one.id for one in found], at=at, purpose="list")
    full = rules.visits_in_full(actor)
    table = Table(
        columns(), [Row(cells(one), reverse("contact:visit", args=[one.id]), str(one.id)) for one in found], address, total,
        caption=_("{n} visits").format(n=number_words(total)),
        empty=_("No visit fits. Clear a filter, or write one down."), empty_url=reverse("contact:visit_new"), empty_action=_("Write a visit down"),
        export_url=f"{reverse('contact:visits_export')}?{request.GET.urlencode()}" if full else "", export_by_job=True,
    )  # fmt: skip
    more = [Link(_("Enter a paper list"), reverse("contact:visit_paper"))] if full else []
    return render(request, "ui/listing.html", {
        "title": _("Visit records"), "form": form, "table": table, "verb": _("Write a visit down"),
        "verb_url": reverse("contact:visit_new"), "links": more,
    })  # fmt: skip


@accounts.needs("contact.visit")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """走访记录表 of the filtered list, written to a file in the background."""
    heads = [(str(head), kind) for head, kind in LEDGER]
    sealed = keys.seal(request.GET.urlencode()).hex()
    at, _on = today()
    work = files.export_list(
        actor_of(request), _("Visit record sheet"), heads, "contact.visits", at, sealed=sealed
    )
    return redirect("files:work", work)


def export_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the export as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, "contact.visit").demand()
    at, on = today()
    where = filter_of(VisitsFilter(QueryDict(keys.unseal(bytes.fromhex(sealed))), cells=_grids(actor)))
    start, total = 0, 1
    while start < total:
        found, total = visit_pages.listing(
            actor, where, on=on, order=("went", "at", "pk"), start=start, count=_AT_ONCE
        )
        journal.read(actor, "visit", [one.id for one in found], at=at, purpose="export")
        for number, one in enumerate(found, start=start + 1):
            yield ledger_cells(number, one)
        start += _AT_ONCE


#: 走访记录表 (domain 18.2): heads with their kind.
LEDGER = (
    (say("No."), "number"), (say("Time"), "day"), (say("Person visited"), "text"), (say("Kind of household"), "text"),
    (say("Address"), "text"), (say("Household situation"), "text"), (say("Visited by"), "text"),
    (say("Problems and suggestions"), "text"), (say("Measures"), "text"), (say("Result of handling"), "text"),
)  # fmt: skip


def ledger_cells(number: int, one: VisitRow) -> list[object]:
    """A line of 走访记录表."""
    return [
        number, one.went, one.met, str(one.who_words), one.door, one.situation, one.visitors, one.said,
        one.measures, one.outcome or ("" if one.result == "met" else str(one.result_words)),
    ]  # fmt: skip


def filter_of(form: VisitsFilter) -> Filter:
    """What the query takes."""
    start, end = form.days()
    cell = form.value("cell")
    return Filter(
        form.value("q"), start, end, int(cell) if cell else None, None, form.value("way"), form.value("result"), "",
        form.value("reason"), form.value("household", None),
    )  # fmt: skip


def columns() -> list[Column]:
    """Of the list."""
    return [
        Column("door", _("Door"), phone="title", sort=True), Column("went", _("Day"), "day", sort=True, phone="first"),
        Column("result", _("How it went"), phone="first", whole=True), Column("met", _("Spoke with"), whole=True), Column("said", _("What they said"), phone="second"),
        Column("needs", _("Appeals"), "number"), Column("visitors", _("Visited by"), phone="first"), Column("way", _("Where you met"), optional=True),
        Column("return_on", _("Return promised for"), "day", optional=True), Column("measures", _("What was done about it"), optional=True),
    ]  # fmt: skip


def cells(one: VisitRow) -> dict[str, object]:
    """A row in plain words."""
    return {
        "door": one.door or one.met or "—", "went": one.went, "result": str(one.result_words), "met": one.met or "—",
        "said": _short(one.said), "needs": one.needs, "visitors": one.visitors, "way": str(one.way_words),
        "return_on": one.return_on or "", "measures": _short(one.measures),
    }  # fmt: skip


@accounts.needs("contact.record")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One visit: who said what, what became of it."""
    actor, (at, on) = actor_of(request), today()
    page = visit_pages.page(actor, key, on=on)
    row = page.row
    journal.read(actor, "visit", [key], at=at, purpose="record")
    go = verb_of(key)
    may = bool(rules.may_change(actor, row.user)) and not row.void
    asks_clock = may and "clock" in row.remarks
    verbs = [Link(_("Correct"), go("visit_correct"))] if may and not asks_clock else []
    verbs = [Link(_("Confirm the day"), go("visit_clock")), *verbs] if asks_clock else verbs
    more = [Link(_("Take back"), go("visit_void"))] if may else []
    if may and asks_clock:
        more.insert(0, Link(_("Correct"), go("visit_correct")))
    if may and rules.visits_in_full(actor) and len(row.photos) < rules.PHOTOS_MOST:
        more.insert(0, Link(_("Add a photo"), go("visit_picture")))
    return render(request, "contact/visit.html", {
        "title": row.door or row.met or _("Visit"), "page": page, "row": row, "back_url": reverse("contact:visits"), "words": sentence(row, on),
        "verbs": verbs, "links": more, "entries": story(page), "facts_of": _facts(actor, row, on), "asks_clock": asks_clock,
        "clock_words": clock_words(row), "copy": three_lines(page, on), "route_url": "",
    })  # fmt: skip


def sentence(row: VisitRow, on: Any) -> str:
    """How it stands, as a sentence."""
    if row.void:
        return _("Taken back: {reason}").format(reason=row.void_reason)
    parts = [str(row.result_words)]
    if row.return_on and not row.returned:
        parts.append(_("return promised for {day}").format(day=day_words(row.return_on, on)))
    elif row.return_on:
        parts.append(_("the promised return was kept"))
    return " · ".join(parts)


def clock_words(row: VisitRow) -> str:
    """By how much the phone's clock was off, in whole days or hours."""
    hours = round(abs(row.clock_off) / 3600)
    amount = _("{n} days").format(n=round(hours / 24)) if hours >= 48 else _("{n} hours").format(n=hours)
    return (_("{amount} ahead") if row.clock_off > 0 else _("{amount} behind")).format(amount=amount)


def story(page: VisitPage) -> list[Entry]:
    """What was said, what became of it, what was done with the record; newest first."""
    row = page.row
    entries = []
    for one in page.events:
        if one.verb == "correct":
            entries.append(Entry(one.at, one.who, say("Corrected"), quote=one.why))
        elif one.verb == "void":
            entries.append(Entry(one.at, one.who, say("Taken back"), quote=one.why))
        elif one.verb == "picture":
            entries.append(Entry(one.at, one.who, say("Photo added")))
    for brief in page.needs:
        entries.append(
            Entry(row.at, row.visitor, say("Became appeal {number}: {state}", number=brief.number, state=brief.state_words),
                  url=brief.url, quote=brief.title)
        )  # fmt: skip
    for words, text in (
        (say("How it was settled"), row.outcome), (say("What was done about it"), row.measures), (say("What they said"), row.said)
    ):  # fmt: skip
        if text:
            entries.append(Entry(row.at, row.visitor if words.msgid != "What they said" else row.met or row.visitor, words, quote=text))  # fmt: skip
    entries.append(Entry(row.at, row.visitors, row.result_words))
    return entries


def three_lines(page: VisitPage, on: Any) -> str:
    """Three plain lines fit for a group chat: no name, no phone."""
    row = page.row
    numbers = "、".join(one.number for one in page.needs)
    return "\n".join(
        one for one in (
            f"{row.door} {short_day(row.went, on)} {row.result_words}", _short(row.said, 60),
            _("Appeals: {numbers}").format(numbers=numbers) if numbers else "",
        ) if one
    )  # fmt: skip


def _facts(actor: Actor, row: VisitRow, on: Any) -> list[tuple[str, object, str]]:
    reads = bool(accounts.may(actor, "residents.read"))
    person = reverse("residents:person", args=[row.person]) if row.person and row.person_name else ""
    facts: list[tuple[str, object, str]] = [
        (_("Spoke with"), row.met or "—", person if reads else ""),
        (_("Where"), row.door or "—", reverse("places:room", args=[row.room]) if row.room and reads else ""),
        (_("Day"), day_words(row.went, on), ""),
        (_("Where you met"), row.way_words, ""),
        (_("Kind of household"), row.who_words, ""),
        (_("Visited by"), row.visitors or "—", ""),
    ]
    if row.situation:
        facts.append((_("Household situation"), row.situation, ""))
    if row.household and rules.visits_in_full(actor):
        facts.append((_("Household sheet"), _("Open"), reverse("contact:sheet", args=[row.household])))
    return facts


def _short(text: str, most: int = 40) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _grids(actor: Actor) -> list[tuple[int, str]]:
    found = places.cells(actor.community or 0, "grid", clock.today())
    return [(one.id, one.name) for one in found if actor.whole_community or one.id in actor.cells]
