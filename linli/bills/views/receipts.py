"""收款 · 缴费 · 交付: the list, one receipt, what is to be paid on, and what is done with money."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor
from linli.kernel.money import yuan
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from .. import workflow
from ..actions import receipts as deeds
from ..forms import money as forms
from ..queries import closings, mandates
from ..queries import receipts as found
from ..queries.receipts import ReceiptPage, ReceiptRow, ToPay
from ..rules import codes
from .common import actor_of, asked, colleagues, links, listed, slip, tabs, today, verb_of

#: How a state looks in a list: only what waits is coloured.
TINTS = {"received": "hand", "paid": "waiting", "exception": "late"}


@accounts.needs("bills.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Receipts, newest first, every number of the year."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.ReceiptsForm(request.GET or None)
    first, after = form.span()
    rows, total, sum_ = found.listing(
        actor,
        text=form.value("q"),
        state=form.value("state"),
        first=first,
        after=after,
        start=address.start,
        count=address.size,
    )
    journal.read(actor, "bill receipt", [one.id for one in rows], at=at, purpose="list")
    table = Table(
        columns(), [Row(cells(one), reverse("bills:receipt", args=[one.id]), str(one.id)) for one in rows], address, total,
        empty=_("No receipt fits. Clear a filter.") if request.GET else _("No money was received yet. Open a mandate to receive some."),
    )  # fmt: skip
    waiting = closings.waiting(actor, on)
    return listed(
        request, actor, "receipts", title=_("Bills and errands"), form=form, table=table, verb=_("Receive money"),
        verb_url=reverse("bills:mandates") if accounts.may(actor, "bills.keep") else "",
        links=links(actor, (_("Close {day}").format(day=short_day(waiting[0], on)), f"{reverse('bills:closing_new')}?on={waiting[0]}")) if waiting else [],
        sentence=_("{n} receipts, {amount} yuan received.").format(n=number_words(total), amount=yuan(sum_)),
    )  # fmt: skip


def columns() -> list[Column]:
    """Of lists of receipts."""
    return [
        Column("number", _("Slip no."), phone="title", whole=True), Column("on", _("Day"), "day", phone="first"), Column("name", _("Full name"), phone="first"),
        Column("place", _("Address"), phone="second"), Column("amount", _("Received"), "number", unit=_("yuan"), phone="second"),
        Column("paid", _("Paid to the utility"), "number", unit=_("yuan")), Column("returned", _("Given back"), "number", unit=_("yuan")),
        Column("left", _("Left"), "number", unit=_("yuan")), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: ReceiptRow) -> dict[str, object]:
    """A row in plain words."""
    return {
        "number": one.number, "on": one.on, "name": one.name, "place": one.place, "amount": yuan(one.amount), "paid": yuan(one.paid),
        "returned": yuan(one.returned), "left": yuan(one.left), "state": state_of(one),
    }  # fmt: skip


def state_of(one: ReceiptRow) -> State:
    """The state as a word; quiet once nothing waits."""
    word = codes.FAULTS[one.fault] if one.fault else codes.RECEIPTS[one.state]
    return State(TINTS.get(one.state, "done"), word, quiet=one.state not in codes.OPEN)


@accounts.needs("bills.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One receipt: who took it with whom, what was paid, what came back."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "bill receipt", [key], at=at, purpose="record")
    closed = closings.closed_until(actor)
    return render(request, "ui/record.html", {
        "title": _("Receipt {number}").format(number=page.row.number), "back_url": reverse("bills:receipts"), "words": _sentence(page),
        "notes": _notes(page, closed), "verbs": links(actor, *_verbs(page)), "links": links(actor, *_more(page, closed)),
        "groups": [(_("Payments to utilities"), _payments(page, closed)), (_("Vouchers and change handed over"), _hand_overs(page))], "facts_of": _facts(page, on),
    })  # fmt: skip


def _sentence(page: ReceiptPage) -> str:
    row = page.row
    word = codes.word(codes.RECEIPTS, row.state)
    if row.fault:
        word = f"{word}：{codes.word(codes.FAULTS, row.fault)}"
    if row.state in codes.OPEN and row.left:
        return _("{state}; {left} yuan are in hand.").format(state=word, left=yuan(row.left))
    return _("{state}.").format(state=word)


def _notes(page: ReceiptPage, closed: dt.date | None) -> list[str]:
    notes = []
    if page.reason:
        notes.append(_("Reason: {text}").format(text=page.reason))
    if page.counters:
        notes.append(_("Takes receipt {number} back.").format(number=page.counters[1]))
    if page.countered_by:
        notes.append(_("Taken back by receipt {number}.").format(number=page.countered_by[1]))
    if closed is not None and page.row.on <= closed and page.row.state in codes.OPEN:
        notes.append(_("Its day is closed: what is wrong is set right by a counter-entry."))
    return notes


def _verbs(page: ReceiptPage) -> list[tuple[str, str]]:
    go, row, found_ = verb_of(page.row.id), page.row, []
    if row.left > 0 and workflow.allows(workflow.RECEIPTS, row.state, "pay"):
        found_.append((_("Pay on"), go("pay")))
    if workflow.allows(workflow.RECEIPTS, row.state, "hand_over"):
        found_.append((_("Hand over"), go("hand_over")))
    return found_[::-1] if row.state == "paid" else found_


def _more(page: ReceiptPage, closed: dt.date | None) -> list[tuple[str, str]]:
    go, row = verb_of(page.row.id), page.row
    more = [(_("Print"), go("receipt_slip"))]
    if (
        row.left == row.amount
        and page.counters is None
        and workflow.allows(workflow.RECEIPTS, row.state, "cancel")
    ):
        over = closed is not None and row.on <= closed
        more.append((_("Counter-entry"), go("counter")) if over else (_("Cancel"), go("cancel")))
    return more


def _payments(page: ReceiptPage, closed: dt.date | None) -> Table:
    rows = []
    for one in page.payments:
        over = closed is not None and one.on <= closed
        name = "" if one.is_refund or one.refunded else "refund" if over else "take_back"
        rows.append(Row({
            "utility": codes.word(codes.UTILITIES, one.utility), "account": one.shown, "month": f"{one.month:%Y-%m}", "amount": yuan(one.amount),
            "voucher": one.voucher, "on": one.on, "by": one.by, "state": _("given back") if one.refunded else _("refund") if one.is_refund else "",
        }, reverse(f"bills:{name}", args=[one.id]) if name else ""))  # fmt: skip
    heads = [
        Column("utility", _("Utility"), phone="title"), Column("account", _("Account number"), phone="first", whole=True),
        Column("month", _("Month billed"), phone="first"), Column("amount", _("Paid to the utility"), "number", unit=_("yuan"), phone="second"),
        Column("voucher", _("Voucher number"), phone="second"), Column("on", _("Day"), "day"), Column("by", _("Paid by")), Column("state", _("Note")),
    ]  # fmt: skip
    return Table(heads, rows, empty=_("Nothing was paid on yet."))


def _hand_overs(page: ReceiptPage) -> Table:
    heads = [
        Column("by", _("Received and signed by"), phone="title"), Column("on", _("Day"), "day", phone="first"),
        Column("vouchers", _("Vouchers"), "number", phone="first"), Column("change", _("Change"), "number", unit=_("yuan"), phone="second"),
        Column("given", _("Given by")),
    ]  # fmt: skip
    return Table(heads, [
        Row({"by": f"{one.received_by} {one.relation}".strip(), "on": one.on, "vouchers": one.vouchers, "change": yuan(one.change), "given": one.by})
        for one in page.hand_overs
    ], empty=_("Nothing was handed over yet."))  # fmt: skip


def _facts(page: ReceiptPage, on: dt.date) -> list[tuple[str, object, str]]:
    row = page.row
    return [
        (_("Resident"), row.name, reverse("bills:mandate", args=[row.mandate])), (_("Address"), row.place or "—", ""), (_("Day"), row.on.isoformat(), ""),
        (_("Received, yuan"), yuan(row.amount), ""), (_("Paid, yuan"), yuan(row.paid), ""), (_("Given back, yuan"), yuan(row.returned), ""),
        (_("In hand, yuan"), yuan(row.left), ""), (_("How it was paid in"), codes.word(codes.METHODS, row.method), ""),
        (_("Taken by"), page.taken_by or "—", ""), (_("Second person"), page.witness or "—", ""),
    ]  # fmt: skip


def _page(key: int) -> str:
    return reverse("bills:receipt", args=[key])


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def receive(request: HttpRequest, key: int) -> HttpResponse:
    """收款单 of a mandate."""
    actor, (at, on) = actor_of(request), today()
    page = mandates.page(actor, key)
    form = forms.ReceiveForm(
        request.POST or None, on=on, choices={"witness": colleagues(actor, on)}, initial={"on": on}
    )

    def deed(typed: dict[str, Any]) -> int:
        names = ("amount", "method", "on")
        return deeds.receive(
            actor=actor,
            at=at,
            today=on,
            mandate=key,
            witness=typed.get("witness"),
            **{name: typed[name] for name in names},
        )

    return asked(
        request, form, deed, reverse("bills:mandate", args=[key]), to=_page, title=_("Receive money"), about=page.name, save=_("Receive"),
        hint=_("{name}, {place}: {utilities}. Two people count cash together.").format(
            name=page.name, place=page.place, utilities="、".join(codes.word(codes.UTILITIES, one.utility) for one in page.accounts)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def pay(request: HttpRequest, key: int) -> HttpResponse:
    """缴费单."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    choices = [
        (one.id, f"{codes.word(codes.UTILITIES, one.utility)} {one.shown}")
        for one in mandates.accounts(actor, page.row.mandate)
    ]
    paid = {one.shown for one in page.payments if not one.refunded}
    free = next(
        (one for one, word in choices if word.split(" ")[-1] not in paid), choices[0][0] if choices else ""
    )
    last = (on.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    form = forms.PayForm(
        request.POST or None,
        on=on,
        choices={"account": choices},
        initial={"on": on, "month": last, "account": free},
    )

    def deed(typed: dict[str, Any]) -> int:
        names = ("account", "month", "amount", "voucher", "on", "again")
        return deeds.pay(actor=actor, at=at, today=on, receipt=key, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Pay on"), save=_("Enter the payment"),
        about=_("Receipt {number}").format(number=page.row.number),
        hint=_("{name}: {left} yuan of {amount} are left.").format(name=page.row.name, left=yuan(page.row.left), amount=yuan(page.row.amount)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """交接: vouchers and change."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.HandForm(request.POST or None, on=on, initial={"on": on, "received_by": page.row.name})

    def deed(typed: dict[str, Any]) -> int:
        names = ("change", "received_by", "relation", "on")
        return deeds.hand_over(
            actor=actor, at=at, today=on, receipt=key, **{name: typed[name] for name in names}
        )

    live = [one for one in page.payments if not one.refunded and not one.is_refund]
    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Hand over"), save=_("Hand over"),
        about=_("Receipt {number}").format(number=page.row.number),
        hint=_("{name}: {n} vouchers and {left} yuan of change.").format(name=page.row.name, n=len(live), left=yuan(page.row.left)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """A payment was typed wrongly today."""
    actor, (at, on) = actor_of(request), today()
    receipt, utility, amount, _day = found.payment(actor, key)
    form = forms.ReasonForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: deeds.take_back(actor=actor, at=at, payment=key, reason=typed["reason"]), _page(receipt), to=_page,
        title=_("Take the payment out"), save=_("Take the payment out"), danger=True, about=_("Back"),
        question=_("Take the payment of {amount} yuan for {utility} out? It was typed wrongly.").format(
            amount=yuan(amount), utility=codes.word(codes.UTILITIES, utility)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def refund(request: HttpRequest, key: int) -> HttpResponse:
    """The utility gave a payment back."""
    actor, (at, on) = actor_of(request), today()
    receipt, utility, amount, _day = found.payment(actor, key)
    form = forms.RefundForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        return deeds.refund(
            actor=actor,
            at=at,
            today=on,
            payment=key,
            voucher=typed["voucher"],
            reason=typed["reason"],
            on=typed["on"],
        )

    return asked(
        request, form, deed, _page(receipt), to=_page, title=_("Given back by the utility"), save=_("Enter"), about=_("Back"),
        hint=_("{utility}, {amount} yuan: an entry of today takes it back; what was closed stays as it is.").format(
            utility=codes.word(codes.UTILITIES, utility), amount=yuan(amount)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """A receipt was written wrongly, and its day is open."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.ReasonForm(request.POST or None, on=on, initial={"version": page.version})
    return asked(
        request, form, lambda typed: deeds.cancel(actor=actor, at=at, receipt=key, reason=typed["reason"], version=typed["version"]),
        _page(key), title=_("Cancel"), save=_("Cancel the receipt"), danger=True, about=_("Receipt {number}").format(number=page.row.number),
        question=_("Cancel receipt {number} over {amount} yuan? Its number stays used.").format(number=page.row.number, amount=yuan(page.row.amount)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def counter(request: HttpRequest, key: int) -> HttpResponse:
    """冲正 of a receipt whose day is closed."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.CounterForm(request.POST or None, on=on, choices={"witness": colleagues(actor, on)})

    def deed(typed: dict[str, Any]) -> int:
        return deeds.counter(
            actor=actor, at=at, today=on, receipt=key, reason=typed["reason"], witness=typed.get("witness")
        )

    return asked(
        request, form, deed, _page(key), to=_page, title=_("Counter-entry"), save=_("Counter-entry"), danger=True,
        about=_("Receipt {number}").format(number=page.row.number),
        question=_("Take {amount} yuan of receipt {number} back with a receipt of its own today? The closed day stays as it is.").format(
            amount=yuan(page.row.amount), number=page.row.number),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_GET
def to_pay(request: HttpRequest) -> HttpResponse:
    """What is to be paid on, by utility: the list one takes to the counter."""
    actor, (at, _on) = actor_of(request), today()
    rows = found.to_pay(actor)
    journal.read(actor, "bill receipt", sorted({one.receipt for one in rows}), at=at, purpose="list")
    return _to_pay(request, actor, rows, opened=False)


@accounts.needs("bills.keep")
@require_POST
def numbers(request: HttpRequest) -> HttpResponse:
    """The same with whole account numbers: opened once for the way to the counter, one line in the log."""
    actor, (at, _on) = actor_of(request), today()
    rows = found.to_pay(actor, whole=True)
    journal.read(
        actor, "bill receipt", sorted({one.receipt for one in rows}), at=at, purpose="pay on", shown="account"
    )
    return _to_pay(request, actor, rows, opened=True)


def _to_pay(request: HttpRequest, actor: Actor, rows: list[ToPay], *, opened: bool) -> HttpResponse:
    heads = [
        Column("name", _("Full name"), phone="title"), Column("utility", _("Utility"), phone="first"), Column("company", _("Company")),
        Column("number", _("Account number"), phone="first", whole=True), Column("slip", _("Receipt no."), phone="second", whole=True),
        Column("left", _("In hand"), "number", unit=_("yuan"), phone="second"),
    ]  # fmt: skip
    table = Table(heads, [
        Row({"name": one.name, "utility": codes.word(codes.UTILITIES, one.utility), "company": one.company or "—", "number": one.number,
             "slip": one.slip, "left": yuan(one.left)}, reverse("bills:pay", args=[one.receipt]))
        for one in rows
    ], empty=_("Nothing is to be paid on."))  # fmt: skip
    n = len({one.receipt for one in rows})
    return render(request, "bills/to_pay.html", {
        "title": _("To be paid on"), "tabs": tabs(actor, "to_pay"), "table": table, "opened": opened, "links": [],
        "sentence": _("{n} receipts wait to be paid on.").format(n=n), "rows": bool(rows),
    })  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt to hand over: number, amount, who took it, what was paid and came back."""
    actor, (at, _on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "bill receipt", [key], at=at, purpose="slip")
    row = page.row
    lines = [
        _("No. {number}").format(number=row.number),
        _("Received from {name}, {place}: {amount} yuan for bills, {how}.").format(
            name=row.name, place=row.place, amount=yuan(row.amount), how=codes.word(codes.METHODS, row.method)),
        *(_("{utility}, {month}: {amount} yuan paid on {day}, voucher {voucher}.").format(
            utility=codes.word(codes.UTILITIES, one.utility), month=f"{one.month:%Y-%m}", amount=yuan(one.amount), day=one.on.isoformat(),
            voucher=one.voucher) for one in page.payments),
        *(_("{change} yuan of change and {n} vouchers handed over on {day}.").format(change=yuan(one.change), n=one.vouchers, day=one.on.isoformat())
          for one in page.hand_overs),
        _("Taken by: {one}; second person: {two}").format(one=page.taken_by, two=page.witness or "—"),
        _("No fee is asked. Keep this slip; ask about it at the community at any time."),
        _("Signature:"),
    ]  # fmt: skip
    return slip(actor, _("Receipt for bills"), lines, at=at, on=row.on, name=f"receipt-{row.number}")
