"""日结 · 月对账: closed days with their sheets on page, paper and as a workbook; months against the utility's list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel.money import yuan
from linli.office.heads import Head
from linli.office.layout import TableSheet, usual_foot
from linli.office.sheets import Value
from linli.places import api as places
from linli.ui import papers
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import read_day, short_day

from ..actions import closings as deeds
from ..forms import money as forms
from ..queries import closings as found
from ..queries.closings import ClosingRow, LineRow, Move, Sheet
from ..rules import codes
from .common import actor_of, asked, listed, today, verb_of


def _kinds() -> dict[str, str]:
    return {
        "receive": _("received"), "counter": _("counter-entry"), "cancelled": _("cancelled"), "pay": _("paid on"),
        "refund": _("given back by the utility"), "change": _("change given back"),
    }  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Closed days, and those that wait."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.PeriodForm(request.GET or None)
    first, after = form.span()
    rows, total = found.listing(actor, first=first, after=after, start=address.start, count=address.size)
    table = Table(
        [Column("on", _("Day"), "day", phone="title"), Column("opening", _("Brought forward"), "number", unit=_("yuan")),
         Column("received", _("Received"), "number", unit=_("yuan"), phone="first"), Column("paid", _("Paid to the utility"), "number", unit=_("yuan"), phone="first"),
         Column("returned", _("Given back"), "number", unit=_("yuan")), Column("counted", _("In hand"), "number", unit=_("yuan"), phone="second"),
         Column("difference", _("Difference"), "number", unit=_("yuan"), phone="second"), Column("why", _("Explanation")), Column("by", _("Closed by"))],
        [Row(_cells(one), reverse("bills:closing", args=[one.id]), str(one.id)) for one in rows], address, total,
        empty=_("No day was closed in this period."),
    )  # fmt: skip
    waiting = found.waiting(actor, on)
    says = _("{n} days wait to be closed: {days}.").format(
        n=len(waiting), days="、".join(short_day(one, on) for one in waiting[:5])
    )
    return listed(
        request, actor, "closings", title=_("Closed days"), form=form, table=table, verb=_("Close the day"),
        verb_url=f"{reverse('bills:closing_new')}?on={waiting[0]}" if waiting and accounts.may(actor, "bills.keep") else "",
        sentence=says if waiting else _("Every day on which money moved is closed."),
    )  # fmt: skip


def _cells(one: ClosingRow) -> dict[str, object]:
    return {
        "on": one.on, "opening": yuan(one.day.opening), "received": yuan(one.day.received), "paid": yuan(one.day.paid),
        "returned": yuan(one.day.returned), "counted": yuan(one.counted), "why": one.explanation, "by": one.by,
        "difference": State("today", yuan(one.difference)) if one.difference else yuan(0),
    }  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Count and close a day: the earliest that waits, or the one of the address."""
    actor, (at, on) = actor_of(request), today()
    waiting = found.waiting(actor, on)
    day = read_day(request.GET.get("on", ""), on) or (waiting[0] if waiting else on)
    sheet = found.sheet(actor, day)
    form = forms.CloseForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        return deeds.close(
            actor=actor, at=at, today=on, on=day, counted=typed["counted"], explanation=typed["explanation"]
        )

    return asked(
        request, form, deed, reverse("bills:closings"), to=lambda key: reverse("bills:closing", args=[key]), template="bills/close.html",
        title=_("Close {day}").format(day=short_day(day, on)), save=_("Close the day"), about=_("Closed days"), table=_moves(sheet),
        hint=_("Brought forward {opening} + received {received} − paid on {paid} − given back {returned} = {expected} yuan in hand.").format(
            opening=yuan(sheet.day.opening), received=yuan(sheet.day.received), paid=yuan(sheet.day.paid),
            returned=yuan(sheet.day.returned), expected=yuan(sheet.day.expected)),
    )  # fmt: skip


def _moves(sheet: Sheet) -> Table:
    words = _kinds()
    return Table(
        [Column("kind", _("What"), phone="title"), Column("number", _("Receipt no."), phone="first", whole=True), Column("who", _("Full name"), phone="first"),
         Column("what", _("Details"), phone="second"), Column("amount", _("Amount"), "number", unit=_("yuan"), phone="second"), Column("by", _("Dealt with by"))],
        [Row({"kind": words[one.kind], "number": one.number, "who": one.who, "what": _details(one), "amount": yuan(one.amount), "by": one.by})
         for one in sheet.moves], empty=_("No money moved on this day."),
    )  # fmt: skip


def _details(one: Move) -> str:
    return one.what if one.cash else f"{one.what} {_('not in cash')}".strip()


@accounts.needs("bills.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """日结单 of a closed day."""
    actor, (at, _on) = actor_of(request), today()
    sheet = found.sheet(actor, found.sheet_day(actor, key))
    journal.read(actor, "bill closing", [key], at=at, purpose="record")
    closed, go = sheet.closed, verb_of(key)
    counted = closed.counted if closed else 0
    difference = closed.difference if closed else 0
    return render(request, "ui/record.html", {
        "title": _("Closing sheet of {day}").format(day=sheet.on.isoformat()), "back_url": reverse("bills:closings"),
        "words": _("Closed: the count agrees.") if not difference
        else _("Closed with a difference of {difference} yuan: {why}").format(difference=yuan(difference), why=closed.explanation if closed else ""),
        "verbs": [Link(_("Print"), go("closing_paper")), Link(_("Export to Excel"), go("closing_excel"))], "links": [],
        "groups": [(_("What moved"), _moves(sheet))],
        "facts_of": [
            (_("Day"), sheet.on.isoformat(), ""), (_("Brought forward, yuan"), yuan(sheet.day.opening), ""),
            (_("Received, yuan"), yuan(sheet.day.received), ""), (_("Paid, yuan"), yuan(sheet.day.paid), ""),
            (_("Given back, yuan"), yuan(sheet.day.returned), ""), (_("Must be in hand, yuan"), yuan(sheet.day.expected), ""),
            (_("Counted, yuan"), yuan(counted), ""), (_("Difference, yuan"), yuan(difference), ""),
            (_("Closed by"), closed.by if closed else "—", ""),
        ],
    })  # fmt: skip


@accounts.needs("bills.read")
@require_safe
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """日结单 on A4."""
    actor, (at, _on) = actor_of(request), today()
    sheet = found.sheet(actor, found.sheet_day(actor, key))
    return papers.paper(_book(actor.community, actor.name, sheet), f"closing-{sheet.on}", at)


@accounts.needs("bills.read")
@require_safe
def excel(request: HttpRequest, key: int) -> HttpResponse:
    """日结单 as a workbook."""
    actor = actor_of(request)
    sheet = found.sheet(actor, found.sheet_day(actor, key))
    return papers.workbook(_book(actor.community, actor.name, sheet), f"{_('Closing sheet')}_{sheet.on}")


def _book(community: int | None, filler: str, sheet: Sheet) -> TableSheet:
    words, area = _kinds(), places.name_of(community or 0, sheet.on)
    rows: list[list[Value]] = [
        [at, words[one.kind], one.number, one.who, _details(one), yuan(one.amount), one.by]
        for at, one in enumerate(sheet.moves, 1)
    ]
    closed, foot = sheet.closed, usual_foot(area)
    notes = [
        _("Brought forward {opening} + received {received} − paid on {paid} − given back {returned} = {expected} yuan in hand.").format(
            opening=yuan(sheet.day.opening), received=yuan(sheet.day.received), paid=yuan(sheet.day.paid),
            returned=yuan(sheet.day.returned), expected=yuan(sheet.day.expected)),
    ]  # fmt: skip
    if closed:
        notes.append(_("Counted {counted}, difference {difference}. {why}").format(
            counted=yuan(closed.counted), difference=yuan(closed.difference), why=closed.explanation))  # fmt: skip
    heads = (
        _("No."),
        _("What"),
        _("Receipt no."),
        _("Full name"),
        _("Details"),
        _("Amount, yuan"),
        _("Dealt with by"),
    )
    widths = (6.0, 12.0, 12.0, 10.0, 24.0, 12.0, 10.0)
    return TableSheet(
        title=f"{area}{_('Closing sheet')}", name=_("Closing sheet"), reporter=area, period=sheet.on.isoformat(), unit=_("yuan"),
        head=tuple(Head(text, kind="number" if at in (0, 5) else "text", width=widths[at]) for at, text in enumerate(heads)), rows=rows,
        foot=(*foot[:1], f"{foot[1]}{filler}", *foot[2:]), notes=tuple(notes),
    )  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def months(request: HttpRequest) -> HttpResponse:
    """Months compared with the lists of the utilities, and those that wait."""
    actor, (_at, on) = actor_of(request), today()
    rows = found.months(actor)
    table = Table(
        [Column("month", _("Month"), phone="title", whole=True), Column("utility", _("Utility"), phone="first"), Column("name", _("List"), phone="second"),
         Column("both", _("In both"), "number"), Column("differs", _("Differs"), "number", phone="second"), Column("here", _("Only here"), "number"),
         Column("there", _("Only on the list"), "number"), Column("open", _("To be explained"), "number", phone="first"), Column("by", _("Compared by"))],
        [Row({"month": f"{one.month:%Y-%m}", "utility": codes.word(codes.UTILITIES, one.utility), "name": one.name, "both": one.both, "differs": one.differs,
              "here": one.here, "there": one.there, "open": one.open, "by": one.by}, reverse("bills:reconciliation", args=[one.id]), str(one.id))
         for one in rows], empty=_("No month was compared yet. Read the list of a utility."),
    )  # fmt: skip
    waiting = found.months_to_compare(actor, on)
    says = "、".join(
        f"{month:%Y-%m} {codes.word(codes.UTILITIES, utility)}" for utility, month in waiting[:6]
    )
    return listed(
        request, actor, "reconciliations", title=_("Monthly comparison"), table=table, verb=_("Compare a list"),
        verb_url=reverse("bills:reconciliation_new") if accounts.may(actor, "bills.keep") else "",
        sentence=_("Not compared yet: {months}.").format(months=says) if waiting else _("Every month with payments is compared."),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def compare(request: HttpRequest) -> HttpResponse:
    """Read a utility's list and compare it."""
    actor, (at, on) = actor_of(request), today()
    wanted = request.GET.get("utility", "")
    month = request.GET.get("month", "") or f"{(on.replace(day=1) - dt.timedelta(days=1)):%Y-%m}"
    form = forms.CompareForm(
        request.POST or None, request.FILES or None, on=on,
        initial={"utility": wanted if wanted in codes.UTILITIES else "", "month": month},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> int:
        sent = typed["file"]
        lines = forms.read_list(sent.read(), sent.name or "")
        return deeds.reconcile(
            actor=actor,
            at=at,
            on=on,
            utility=typed["utility"],
            month=typed["month"],
            name=sent.name or "",
            lines=lines,
        )

    return asked(
        request, form, deed, reverse("bills:reconciliations"), to=_month, title=_("Compare a list"), save=_("Compare"),
        about=_("Monthly comparison"),
    )  # fmt: skip


def _month(key: int) -> str:
    return reverse("bills:reconciliation", args=[key])


@accounts.needs("bills.read")
@require_GET
def month(request: HttpRequest, key: int) -> HttpResponse:
    """One month: both, only here, only on the list, differs."""
    actor, (at, _on) = actor_of(request), today()
    row, lines = found.month(actor, key)
    journal.read(actor, "bill reconciliation", [key], at=at, purpose="record")
    table = Table(
        [Column("kind", _("Comparison"), "status", phone="first"), Column("who", _("Full name"), phone="title"),
         Column("account", _("Account number"), phone="second", whole=True), Column("ours", _("Here"), "number", unit=_("yuan")),
         Column("theirs", _("On the list"), "number", unit=_("yuan"), phone="first"), Column("voucher", _("Voucher number"), phone="second"),
         Column("remark", _("What was found out"))],
        [_line(one) for one in lines], caption=_("{n} lines").format(n=len(lines)),
    )  # fmt: skip
    keeps = bool(accounts.may(actor, "bills.keep"))
    return listed(
        request, actor, "reconciliations", title=f"{codes.word(codes.UTILITIES, row.utility)} {row.month:%Y-%m}", table=table,
        links=[Link(_("Print"), reverse("bills:reconciliation_paper", args=[key])), Link(_("Export to Excel"), reverse("bills:reconciliation_excel", args=[key])),
               *([Link(_("Read a newer list"), f"{reverse('bills:reconciliation_new')}?utility={row.utility}&month={row.month:%Y-%m}")] if keeps else [])],
        sentence=_("{both} in both, {differs} differ, {here} only here, {there} only on the list; {open} still to be explained.").format(
            both=row.both, differs=row.differs, here=row.here, there=row.there, open=row.open),
    )  # fmt: skip


def _line(one: LineRow) -> Row:
    tint = "done" if one.kind == "both" else "waiting" if one.remark else "late"
    return Row({
        "kind": State(tint, codes.PAIRS[one.kind], quiet=one.kind == "both"), "who": one.who or "—", "account": one.shown,
        "ours": "—" if one.ours is None else yuan(one.ours), "theirs": "—" if one.theirs is None else yuan(one.theirs), "voucher": one.voucher,
        "remark": one.remark,
    }, reverse("bills:explain", args=[one.id]) if one.kind != "both" else reverse("bills:receipt", args=[one.receipt]) if one.receipt else "")  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def explain(request: HttpRequest, key: int) -> HttpResponse:
    """What was found out about a difference."""
    actor, (at, on) = actor_of(request), today()
    reconciliation, remark = found.line(actor, key)
    form = forms.RemarkForm(request.POST or None, on=on, initial={"remark": remark})
    return asked(
        request, form, lambda typed: deeds.explain(actor=actor, at=at, line=key, remark=typed["remark"]), _month(reconciliation), to=_month,
        title=_("What was found out"), save=_("Save"), about=_("Monthly comparison"),
    )  # fmt: skip


@accounts.needs("bills.read")
@require_safe
def month_paper(request: HttpRequest, key: int) -> HttpResponse:
    """月对账表 on A4."""
    actor, (at, on) = actor_of(request), today()
    return papers.paper(_month_book(actor, key, on), f"comparison-{key}", at)


@accounts.needs("bills.read")
@require_safe
def month_excel(request: HttpRequest, key: int) -> HttpResponse:
    """月对账表 as a workbook."""
    actor, (_at, on) = actor_of(request), today()
    book = _month_book(actor, key, on)
    return papers.workbook(book, f"{book.name}_{book.period}")


def _month_book(actor: Any, key: int, on: dt.date) -> TableSheet:
    row, lines = found.month(actor, key)
    area = places.name_of(actor.community or 0, on)
    heads = (
        _("No."),
        _("Comparison"),
        _("Account number"),
        _("Here"),
        _("On the list"),
        _("Voucher number"),
        _("What was found out"),
    )
    rows: list[list[Value]] = [
        [at, codes.word(codes.PAIRS, one.kind), one.shown, "" if one.ours is None else yuan(one.ours),
         "" if one.theirs is None else yuan(one.theirs), one.voucher, one.remark]
        for at, one in enumerate(lines, 1)
    ]  # fmt: skip
    ours, theirs = sum(one.ours or 0 for one in lines), sum(one.theirs or 0 for one in lines)
    foot = usual_foot(area)
    return TableSheet(
        title=f"{area}{_('Monthly comparison')}（{codes.word(codes.UTILITIES, row.utility)}）", name=_("Monthly comparison"), reporter=area,
        period=f"{row.month:%Y-%m}", unit=_("yuan"),
        head=tuple(Head(text, kind="number" if at in (0, 3, 4) else "text", width=(6.0, 12.0, 14.0, 12.0, 12.0, 18.0, 24.0)[at]) for at, text in enumerate(heads)),
        rows=rows, total=[_("Total"), "", "", yuan(ours), yuan(theirs), "", ""], foot=(*foot[:1], f"{foot[1]}{actor.name}", *foot[2:]),
    )  # fmt: skip
