"""用章登记 · 不予出具告知: the register of what was stamped, refusals with their slip."""

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
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..actions import registers as deeds
from ..forms import errands as forms
from ..forms.money import ReasonForm, read_period
from ..queries import errands as found
from ..rules import certificates, codes
from .common import actor_of, asked, colleagues, links, listed, slip, today


@accounts.needs("bills.read")
@require_GET
def seal_uses(request: HttpRequest) -> HttpResponse:
    """What was stamped, on whose authority."""
    actor, (at, _on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.SealsForm(request.GET or None)
    period = read_period(form.value("period"))
    rows, total = found.seal_uses(
        actor, text=form.value("q"), seal=form.value("seal"), first=period.start if period else None, after=period.end if period else None,
        start=address.start, count=address.size,
    )  # fmt: skip
    journal.read(actor, "seal use", [one.id for one in rows], at=at, purpose="list")
    keeps = bool(accounts.may(actor, "bills.keep"))
    table = Table(
        [Column("paper", _("What was stamped"), phone="title"), Column("number", _("Slip no."), whole=True), Column("on", _("Day"), "day", phone="first"),
         Column("seal", _("Seal used")), Column("copies", _("Copies"), "number"), Column("who", _("Applicant"), phone="first"), Column("for", _("What it is used for")),
         Column("authorised", _("Authorised by"), phone="second"), Column("stamped", _("Stamped by"), phone="second"), Column("state", _("Note"), "status")],
        [Row({"paper": one.paper, "number": one.number, "on": one.on, "seal": codes.word(codes.SEALS, one.seal), "copies": one.copies, "who": one.applicant,
              "for": one.used_for, "authorised": one.authorised_by, "stamped": one.stamped_by,
              "state": State("ended", _("struck: {why}").format(why=one.reason)) if one.void else ""},
             reverse("bills:seal_strike", args=[one.id]) if keeps and not one.void else "", str(one.id)) for one in rows],
        address, total, empty=_("Nothing was stamped yet. Enter the first line."),
    )  # fmt: skip
    return listed(
        request, actor, "seal_uses", title=_("Papers stamped"), form=form, table=table, verb=_("Enter a stamped paper"),
        verb_url=reverse("bills:seal_new") if keeps else "", sentence=_("{n} lines").format(n=number_words(total)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def seal_new(request: HttpRequest) -> HttpResponse:
    """One line of the register."""
    actor, (at, on) = actor_of(request), today()
    form = forms.SealForm(
        request.POST or None, on=on, choices={"authorised_by": colleagues(actor, on)}, initial={"on": on}
    )

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "seal", "paper", "copies", "applicant", "used_for", "authorised_by")
        return deeds.stamp_paper(actor=actor, at=at, today=on, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, reverse("bills:seal_uses"), title=_("Enter a stamped paper"), save=_("Enter"), about=_("Papers stamped"),
        hint=_("One of the twenty certificates is not stamped: hand out the refusal slip."),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def seal_strike(request: HttpRequest, key: int) -> HttpResponse:
    """A line was entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    number, paper = found.seal_use(actor, key)
    return asked(
        request, ReasonForm(request.POST or None, on=on), lambda typed: deeds.strike(actor=actor, at=at, seal_use=key, reason=typed["reason"]),
        reverse("bills:seal_uses"), title=_("Strike out"), hint=f"{number} {paper}", about=_("Papers stamped"), save=_("Strike out"), danger=True,
        question=_("Strike line {number} out? Its number stays used.").format(number=number),
    )  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def refusals(request: HttpRequest) -> HttpResponse:
    """Certificates that were asked for and may not be issued."""
    actor, (at, _on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.RefusalsForm(request.GET or None)
    rows, total = found.refusals(
        actor, text=form.value("q"), kind=form.value("kind"), start=address.start, count=address.size
    )
    journal.read(actor, "certificate refusal", [one.id for one in rows], at=at, purpose="list")
    table = Table(
        [Column("kind", _("Certificate"), phone="title"), Column("number", _("Slip no."), whole=True), Column("on", _("Day"), "day", phone="first"),
         Column("who", _("Applicant"), phone="first"), Column("office", _("Which office wants it"), phone="second"), Column("by", _("Told by"))],
        [Row({"kind": codes.word(certificates.KINDS, one.kind), "number": one.number, "on": one.on, "who": one.applicant, "office": one.asked_by or "—",
              "by": one.told_by}, reverse("bills:refusal", args=[one.id]), str(one.id)) for one in rows],
        address, total, empty=_("No certificate was refused yet."),
    )  # fmt: skip
    return listed(
        request, actor, "refusals", title=_("Certificates refused"), form=form, table=table, verb=_("Hand out a refusal slip"),
        verb_url=reverse("bills:refusal_new") if accounts.may(actor, "bills.keep") else "",
        sentence=_("{n} slips").format(n=number_words(total)),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def refusal_new(request: HttpRequest) -> HttpResponse:
    """不予出具告知单."""
    actor, (at, on) = actor_of(request), today()
    form = forms.RefusalForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "kind", "applicant", "asked_by")
        return deeds.refuse_certificate(actor=actor, at=at, today=on, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, reverse("bills:refusals"), to=lambda key: reverse("bills:refusal", args=[key]), title=_("Hand out a refusal slip"),
        save=_("Enter"), about=_("Certificates refused"),
    )  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def refusal(request: HttpRequest, key: int) -> HttpResponse:
    """One slip: what is said and where the certificate is had."""
    actor, (at, _on) = actor_of(request), today()
    one = found.refusal(actor, key)
    journal.read(actor, "certificate refusal", [key], at=at, purpose="record")
    return render(request, "ui/record.html", {
        "title": codes.word(certificates.KINDS, one.kind), "back_url": reverse("bills:refusals"),
        "words": _("The residents' committee does not issue this certificate."), "verbs": [Link(_("Print"), reverse("bills:refusal_slip", args=[key]))],
        "links": links(actor), "texts": [(_("Where it is had"), str(certificates.WHERE[one.kind])), (_("Basis"), one.basis)],
        "facts_of": [(_("Slip no."), one.number, ""), (_("Day"), one.on.isoformat(), ""), (_("Applicant"), one.applicant, ""),
                     (_("Which office wants it"), one.asked_by or "—", ""), (_("Told by"), one.told_by or "—", "")],
    })  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def refusal_paper(request: HttpRequest, key: int) -> HttpResponse:
    """The slip, for the resident and for the office that asked."""
    actor, (at, _on) = actor_of(request), today()
    one = found.refusal(actor, key)
    journal.read(actor, "certificate refusal", [key], at=at, purpose="slip")
    lines = [
        _("No. {number}").format(number=one.number),
        _("{name} asked for: {kind}.").format(name=one.applicant, kind=codes.word(certificates.KINDS, one.kind)),
        *([_("Wanted by: {office}").format(office=one.asked_by)] if one.asked_by else []),
        _("The residents' committee does not issue this certificate. Basis: {basis}").format(basis=one.basis),
        _("Where it is had: {where}").format(where=str(certificates.WHERE[one.kind])),
        _("If the office insists, ask it to write to the community with the law it rests on."),
    ]  # fmt: skip
    return slip(
        actor, _("Notice: certificate not issued"), lines, at=at, on=one.on, name=f"refusal-{one.number}"
    )
