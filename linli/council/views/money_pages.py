"""Funds, payments, the bank's statement beside ours, what has to be explained, dossiers and the year's archive."""

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
from linli.kernel.money import yuan
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.fields import AskedForm
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..actions import payments
from ..forms import funds as forms
from ..queries import dossier as dossiers
from ..queries import funds as found
from ..queries import projects as project_rows
from ..queries.funds import PaymentPage, PaymentRow
from ..rules import project_codes as codes
from ..rules.matching import Entry, Pair


@accounts.needs("council.read")
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Quota, committed, paid, left; what has to be explained; the days of the fund year."""
    actor, (_at, on) = actor_of(request), today()
    rows = found.ledger(actor)
    year = whole(request.GET.get("year")) or (rows[0].year if rows else on.year)
    unit = _("yuan")
    table = Table(
        [
            Column("source", _("Source"), phone="title"), Column("year", _("Fund year")),
            Column("quota", _("Quota"), "number", unit=unit, phone="first"), Column("committed", _("Committed"), "number", unit=unit),
            Column("paid", _("Paid"), "number", unit=unit), Column("left", _("Left"), "number", unit=unit, phone="second"),
            Column("how", _("How it was reckoned")),
        ],
        [
            Row({"source": codes.word(codes.SOURCES, one.source), "year": str(one.year), "quota": yuan(one.quota), "committed": yuan(one.committed),
                 "paid": yuan(one.paid), "left": yuan(one.left), "how": str(one.derived) if one.derived else one.basis},
                f"{reverse('council:payments')}?fund={one.id}")
            for one in rows
        ],
        empty=_("No source of money yet. Enter the year's quota first."),
    )  # fmt: skip
    explained = Table(
        [
            Column("kind", _("To be explained"), phone="title"),
            Column("words", _("What was found"), phone="first"),
        ],
        [
            Row({"kind": str(one.kind), "words": str(one.words)}, one.url)
            for one in found.explain(actor, year)
        ],
        empty=_("Nothing has to be explained."),
    )
    days = Table(
        [Column("day", _("Day"), "day", phone="title"), Column("text", _("What is due"), phone="first")],
        [Row({"day": one.day, "text": one.text}) for one in found.year_days(actor, year)],
    )
    bank = Table(
        [Column("name", _("Bank statement"), phone="title"), Column("first", _("First day"), "day", phone="first"), Column("last", _("Last day"), "day")],
        [Row({"name": one.name, "first": one.first, "last": one.last}, reverse("council:bank", args=[one.pk])) for one in found.statements(actor)],
    )  # fmt: skip
    links = [Link(_("Payments"), reverse("council:payments"))]
    keeps = accounts.may(actor, "council.keep")
    if keeps:
        links.append(Link(_("Read a bank statement"), reverse("council:bank_new")))
    if accounts.may(actor, "council.audit"):
        links.append(
            Link(_("Archive of {year}").format(year=year), f"{reverse('council:fund_archive')}?year={year}")
        )
    return render(request, "council/funds.html", {
        "title": _("Funds"), "table": table, "links": links, "verb": _("Enter the quota"),
        "verb_url": reverse("council:fund_new") if accounts.may(actor, "council.project") else "",
        "groups": [(_("To be explained, {year}").format(year=year), explained), (_("Bank statements"), bank),
                   (_("Days of the fund year {year}").format(year=year), days)],
    })  # fmt: skip


@accounts.needs("council.project")
@require_http_methods(["GET", "POST"])
@submit_once
def quota(request: HttpRequest) -> HttpResponse:
    """What a source gives for a year."""
    actor, (at, on) = actor_of(request), today()
    form = forms.QuotaForm(request.POST or None, on=on, initial={"year": on.year, "source": "guarantee"})

    def deed(typed: dict[str, Any]) -> int:
        names = ("year", "source", "quota", "basis")
        return payments.set_quota(actor=actor, at=at, on=on, **{name: typed[name] for name in names})

    back = reverse("council:funds")
    return asked(
        request, form, deed, back, to=lambda done: back, title=_("Enter the quota"), about=_("Funds")
    )


@accounts.needs("council.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Payments, newest first."""
    actor = actor_of(request)
    address, form = Address.of(request.GET), forms.PaymentsForm(request.GET or None)
    rows, total = found.payments(
        actor, state=form.value("state"), text=form.value("q"), fund=whole(form.value("fund")), start=address.start, count=address.size
    )  # fmt: skip
    table = Table(
        [
            Column("payee", _("Paid to"), phone="title"), Column("purpose", _("What for")), Column("project", _("Project"), phone="first"),
            Column("amount", _("Amount"), "number", unit=_("yuan"), phone="first"), Column("on", _("Proposed on"), "day"),
            Column("paid", _("Paid on"), "day"), Column("state", _("State"), "status", phone="second"),
        ],
        [
            Row({"payee": one.payee, "purpose": one.purpose, "project": one.project_title, "amount": yuan(one.amount), "on": one.proposed_on,
                 "paid": one.paid, "state": _state(one)}, reverse("council:payment", args=[one.id]), str(one.id))
            for one in rows
        ],
        address, total, caption=_("{n} payments").format(n=number_words(total)), empty=_("No payment fits. Clear a filter."),
    )  # fmt: skip
    links = [Link(_("Funds"), reverse("council:funds"))]
    return render(
        request, "ui/listing.html", {"title": _("Payments"), "form": form, "table": table, "links": links}
    )


def _state(one: PaymentRow) -> State:
    word = codes.word(codes.PAYMENT_STATES, one.state)
    return (
        State("waiting", word) if one.state in ("proposed", "approved") else State("ended", word, quiet=True)
    )


@accounts.needs("council.read")
@require_GET
def payment(request: HttpRequest, key: int) -> HttpResponse:
    """One payment: who proposed, who approved, its vouchers."""
    actor, (_at, on) = actor_of(request), today()
    page = found.payment(actor, key)
    row = page.row

    def go(name: str) -> str:
        return reverse(f"council:payment_{name}", args=[key])

    verbs: list[Link] = []
    if (
        row.state == "proposed"
        and accounts.may(actor, "council.approve")
        and actor.user_id != row.proposed_by
    ):
        verbs = [Link(_("Approve"), go("approve")), Link(_("Send back"), go("send_back"))]
    if row.state in ("proposed", "approved") and accounts.may(actor, "council.pay"):
        verbs += [Link(_("Attach a voucher"), go("attach"))]
        verbs += [Link(_("Note as paid"), go("paid"))] if row.state == "approved" else []
    return render(request, "ui/record.html", {
        "title": f"{row.payee} {yuan(row.amount)} {_('yuan')}", "back_url": reverse("council:payments"), "words": _sentence(page),
        "verbs": verbs, "texts": [(_("Why before acceptance"), row.early)] if row.early else [],
        "papers": [(file, f"{codes.word(codes.VOUCHERS, kind)} {name}") for file, name, kind in page.vouchers],
        "facts_of": [
            (_("What for"), row.purpose, ""), (_("Project"), row.project_title, reverse("council:project", args=[row.project])),
            (_("Fund"), codes.word(codes.SOURCES, row.source), ""), (_("Contract"), page.contract or "—", ""),
            (_("Invoice"), row.invoice or "—", ""),
            (_("Proposed"), f"{page.names.get(row.proposed_by or 0, '—')} {short_day(row.proposed_on, on)}", ""),
            (_("Approved"), f"{page.names.get(row.approved_by or 0, '—')} {short_day(row.approved_on, on)}" if row.approved_on else "—", ""),
            (_("Paid on"), f"{short_day(row.paid, on)} {row.reference}" if row.paid else "—", ""),
        ],
    })  # fmt: skip


def _sentence(page: PaymentPage) -> str:
    row = page.row
    if row.state == "refused":
        return _("Sent back: {reason}").format(reason=row.reason)
    if row.state == "proposed" and not any(kind == "invoice" for _file, _name, kind in page.vouchers):
        return _("Waits for its invoice, then for approval")
    return codes.word(codes.PAYMENT_STATES, row.state)


@accounts.needs("council.approve")
@require_http_methods(["GET", "POST"])
@submit_once
def approve(request: HttpRequest, key: int) -> HttpResponse:
    """The secretary signs."""
    actor, (at, on) = actor_of(request), today()
    row = found.payment(actor, key).row
    form = AskedForm(request.POST or None, on=on, initial={"version": row.version})
    back = reverse("council:payment", args=[key])
    return asked(
        request, form, lambda typed: payments.approve(actor=actor, at=at, payment=key, on=on, version=typed["version"]), back,
        title=_("Approve"), save=_("Approve"), about=row.payee,
        question=_("Pay {amount} yuan to {payee} for {purpose}?").format(amount=yuan(row.amount), payee=row.payee, purpose=row.purpose),
    )  # fmt: skip


@accounts.needs("council.approve")
@require_http_methods(["GET", "POST"])
@submit_once
def send_back(request: HttpRequest, key: int) -> HttpResponse:
    """Not like this."""
    actor, (at, on) = actor_of(request), today()
    row = found.payment(actor, key).row
    form = forms.BackReasonForm(request.POST or None, on=on, initial={"version": row.version})

    def deed(typed: dict[str, Any]) -> None:
        payments.send_back(actor=actor, at=at, payment=key, reason=typed["reason"], version=typed["version"])

    return asked(
        request,
        form,
        deed,
        reverse("council:payment", args=[key]),
        title=_("Send back"),
        about=row.payee,
        save=_("Send back"),
    )


@accounts.needs("council.pay")
@require_http_methods(["GET", "POST"])
@submit_once
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """A paper of the payment."""
    actor, (at, on) = actor_of(request), today()
    row = found.payment(actor, key).row
    form = forms.VoucherForm(request.POST or None, request.FILES or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        sent = typed["file"]
        return payments.attach(
            actor=actor, at=at, payment=key, kind=typed["kind"], name=sent.name or "", content=sent.read(), media=sent.content_type or ""
        )  # fmt: skip

    back = reverse("council:payment", args=[key])
    return asked(
        request,
        form,
        deed,
        back,
        to=lambda done: back,
        title=_("Attach a voucher"),
        about=row.payee,
        save=_("Attach"),
    )


@accounts.needs("council.pay")
@require_http_methods(["GET", "POST"])
@submit_once
def paid(request: HttpRequest, key: int) -> HttpResponse:
    """The bank paid."""
    actor, (at, on) = actor_of(request), today()
    row = found.payment(actor, key).row
    form = forms.PaidForm(request.POST or None, on=on, initial={"on": on, "version": row.version})

    def deed(typed: dict[str, Any]) -> None:
        payments.pay(
            actor=actor,
            at=at,
            payment=key,
            on=typed["on"],
            reference=typed["reference"],
            version=typed["version"],
        )

    return asked(
        request, form, deed, reverse("council:payment", args=[key]), title=_("Note as paid"), about=row.payee
    )


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def bank_new(request: HttpRequest) -> HttpResponse:
    """A statement is read."""
    actor, (at, on) = actor_of(request), today()
    form = forms.StatementForm(
        request.POST or None, request.FILES or None, on=on, choices={"fund": found.choices(actor)}
    )

    def deed(typed: dict[str, Any]) -> int:
        sent = typed["file"]
        content, name = sent.read(), sent.name or ""
        lines = forms.read_statement(content, name)
        return payments.take_statement(
            actor=actor, at=at, fund=typed["fund"], name=name, content=content, lines=lines
        )

    return asked(
        request, form, deed, reverse("council:funds"), to=lambda key: reverse("council:bank", args=[key]),
        title=_("Read a bank statement"), about=_("Funds"), save=_("Read"),
    )  # fmt: skip


@accounts.needs("council.read")
@require_GET
def bank(request: HttpRequest, key: int) -> HttpResponse:
    """Both, only here, only at the bank, differs."""
    actor = actor_of(request)
    held, pairs = found.compared(actor, key)
    table = Table(
        [
            Column("payee", _("Paid to"), phone="title"), Column("kind", _("Comparison"), "status", phone="first"),
            Column("ours", _("Here"), "number", unit=_("yuan")), Column("on", _("Day here"), "day"),
            Column("theirs", _("At the bank"), "number", unit=_("yuan"), phone="first"), Column("their_on", _("Day at the bank"), "day"),
            Column("reference", _("Number of the bank"), phone="second"),
        ],
        [_pair(one) for one in pairs],
        caption=_("{n} lines").format(n=len(pairs)),
    )  # fmt: skip
    same = sum(1 for one in pairs if one.kind == "both")
    return render(request, "ui/listing.html", {
        "title": held.name, "table": table, "links": [Link(_("Funds"), reverse("council:funds"))],
        "sentence": _("{first} to {last}: {same} of {n} lines agree.").format(
            first=held.first.isoformat(), last=held.last.isoformat(), same=same, n=len(pairs)
        ),
    })  # fmt: skip


def _pair(one: Pair) -> Row:
    word = {
        "both": _("both"),
        "here": _("only here"),
        "there": _("only at the bank"),
        "differs": _("differs"),
    }[one.kind]
    ours, theirs = one.ours, one.theirs
    either: Entry | None = ours or theirs
    state = (
        State("ended", word, quiet=True)
        if one.kind == "both"
        else State("late" if one.kind == "differs" else "today", word)
    )
    return Row(
        {
            "kind": state, "payee": either.payee if either else "", "ours": yuan(ours.amount) if ours else None, "on": ours.day if ours else None,
            "theirs": yuan(theirs.amount) if theirs else None, "their_on": theirs.day if theirs else None,
            "reference": theirs.reference if theirs else either.reference if either else "",
        },
        reverse("council:payment", args=[ours.key]) if ours else "",
    )  # fmt: skip


@accounts.needs("council.read")
@require_GET
def dossier(request: HttpRequest, key: int) -> HttpResponse:
    """Decision → contract → acceptance → invoice → payment, gaps named."""
    actor = actor_of(request)
    held = dossiers.dossier(actor, key)
    row = held.page.row
    return render(request, "council/dossier.html", {
        "title": _("Dossier: {title}").format(title=row.title), "back_url": reverse("council:project", args=[key]), "dossier": held, "row": row,
        "money": [(_("Budget"), row.budget), (_("Contract"), row.contract), (_("Paid"), row.paid)],
        "sentence": _("Nothing is missing.") if not held.gaps else _("{n} things are missing.").format(n=held.gaps),
        "archive_url": f"{reverse('council:fund_archive')}?project={key}" if accounts.may(actor, "council.audit") else "",
    })  # fmt: skip


@accounts.needs("council.audit")
@require_GET
def archive(request: HttpRequest) -> HttpResponse:
    """One signed archive of a project or a year."""
    actor, (at, on) = actor_of(request), today()
    key, year = whole(request.GET.get("project")), whole(request.GET.get("year")) or on.year
    if key is not None:
        row = project_rows.one_row(actor, key)
        keys, name = [key], row.number
    else:
        rows, _total = project_rows.listing(actor, project_rows.Filter(year=year), count=500)
        keys, name = [one.id for one in rows], str(year)
    content = dossiers.archive(actor, keys, at)
    journal.write(actor, "export_archive", "council project", key=key, at=at, projects=len(keys))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="projects-{name}-{dt.date.isoformat(on)}.zip"'
    return response
