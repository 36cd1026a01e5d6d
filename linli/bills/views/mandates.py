"""委托: the list, one mandate, signing, accounts, ending; a whole account number opens with a reason for 60 s."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Refused
from linli.kernel.text import without_controls
from linli.residents import api as residents
from linli.ui.fields import AskedForm
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..actions import mandates as deeds
from ..actions.mandates import AccountParts
from ..forms import money as forms
from ..queries import mandates as found
from ..queries.mandates import AccountRow, MandatePage
from ..queries.receipts import ReceiptRow
from ..rules import codes
from .common import actor_of, asked, choose, links, listed, slip, today, verb_of, whole


@accounts.needs("bills.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Who lets bills be paid."""
    actor, (at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = forms.MandatesForm(request.GET or None)
    rows, total = found.listing(
        actor, text=form.value("q"), utility=form.value("utility"), state=form.value("state", "here"), on=on, start=address.start,
        count=address.size,
    )  # fmt: skip
    journal.read(actor, "bill mandate", [one.id for one in rows], at=at, purpose="list")
    holding, homes = found.counts(actor, on)
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("place", _("Address"), phone="first"), Column("for", _("For"), phone="second"),
         Column("start", _("Valid from"), "day"), Column("end", _("Valid until"), "day"), Column("last", _("Last receipt"), "day", phone="second")],
        [Row({"name": one.name, "place": one.place, "for": _words(one.utilities), "start": one.start, "end": one.end, "last": one.last},
             reverse("bills:mandate", args=[one.id]), str(one.id)) for one in rows],
        address, total, empty=_("Nobody fits. Clear a filter.") if request.GET else _("There is no mandate yet. Enter the first one."),
    )  # fmt: skip
    return listed(
        request, actor, "mandates", title=_("Mandates"), form=form, table=table, verb=_("Enter a mandate"),
        verb_url=reverse("bills:mandate_new") if accounts.may(actor, "bills.keep") else "",
        sentence=_("{n} mandates hold today, of {homes} households.").format(n=number_words(holding), homes=number_words(homes)),
    )  # fmt: skip


def _words(utilities: tuple[str, ...]) -> str:
    return "、".join(codes.word(codes.UTILITIES, one) for one in utilities)


@accounts.needs("bills.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One mandate: accounts by their last digits, receipts."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "bill mandate", [key], at=at, purpose="record")
    go, holds = verb_of(key), page.end is None or page.end > on
    verbs = [(_("Receive money"), go("receive")), (_("Add an account"), go("account_new"))] if holds else []
    more = [(_("Print"), go("mandate_slip")), *([(_("End the mandate"), go("mandate_end"))] if holds else [])]
    return render(request, "ui/record.html", {
        "title": page.name, "back_url": reverse("bills:mandates"), "words": _state(page, holds, on), "verbs": links(actor, *verbs),
        "links": links(actor, *more),
        "groups": [(_("Accounts"), _accounts(request, page.accounts)), (_("Money received"), receipts_table(page.receipts))],
        "facts_of": _facts(actor, page, on),
    })  # fmt: skip


def _state(page: MandatePage, holds: bool, on: Any) -> str:
    if holds:
        return _("Bills are paid for them since {day}.").format(day=short_day(page.start, on))
    return _("Ended on {day}: {why}").format(
        day=page.end.isoformat() if page.end else "", why=page.why_ended or "—"
    )


def _facts(actor: Any, page: MandatePage, on: Any) -> list[tuple[str, object, str]]:
    person = (
        reverse("residents:person", args=[page.person])
        if page.person and accounts.may(actor, "residents.read")
        else ""
    )
    facts: list[tuple[str, object, str]] = [
        (_("Full name"), page.name, person), (_("Address"), page.place or "—", ""), (_("Valid from"), page.start.isoformat(), ""),
        (_("Valid until"), page.end.isoformat() if page.end else _("until it is ended"), ""),
        (_("How it was signed"), codes.word(codes.SIGNATURES, page.signed), ""), (_("Fee"), _("none"), ""),
    ]  # fmt: skip
    if page.signer:
        facts.append((_("Witness or agent"), f"{page.signer} {page.relation}".strip(), ""))
    if page.note:
        facts.append((_("Note"), page.note, ""))
    return facts


def _accounts(request: HttpRequest, rows: list[AccountRow]) -> Table:
    return Table(
        [Column("utility", _("Utility"), phone="title"), Column("number", _("Account number"), phone="first"), Column("company", _("Company"), phone="second"),
         Column("verb", _("No longer paid"), phone="second")],
        [Row({"utility": codes.word(codes.UTILITIES, one.utility), "number": _reveal(request, one), "company": one.company or "—",
              "verb": _drop(one)}) for one in rows],
        empty=_("No account is left. Add one."),
    )  # fmt: skip


def _reveal(request: HttpRequest, one: AccountRow) -> SafeString:
    reasons = [_("Paying at the counter"), _("Checking against the bill"), _("Asking the company")]
    url = reverse("bills:account_show", args=[one.id])
    return render_to_string(
        "ui/parts/reveal.html", {"url": url, "masked": one.shown, "reasons": reasons}, request
    )


def _drop(one: AccountRow) -> SafeString:
    return render_to_string("bills/drop.html", {"url": reverse("bills:account_drop", args=[one.id])})


def receipts_table(rows: list[ReceiptRow]) -> Table:
    """Receipts of one mandate."""
    from .receipts import cells, columns

    return Table(
        [one for one in columns() if one.key not in ("name", "place")],
        [Row(cells(one), reverse("bills:receipt", args=[one.id]), str(one.id)) for one in rows], empty=_("No money was received yet."),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """委托书, for a resident who was found first."""
    actor, (at, on) = actor_of(request), today()
    person = whole(request.GET.get("person"))
    if person is None:
        return choose(request, _("Enter a mandate"), reverse("bills:mandates"), "mandates")
    page = residents.person_for(actor, person, on=on)
    form = forms.MandateForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        numbers = [AccountParts(utility, typed[utility]) for utility in codes.UTILITIES if typed[utility]]
        names = ("on", "end", "signed", "signer", "relation", "note")
        return deeds.sign(
            actor=actor,
            at=at,
            today=on,
            person=person,
            accounts=numbers,
            **{name: typed[name] for name in names},
        )

    door = page.here.door if page.here else ""
    return asked(
        request, form, deed, reverse("bills:mandates"), to=_page, title=_("Enter a mandate"), save=_("Enter"), about=_("Mandates"),
        hint=_("{name}, {door}. No fee is asked; the community keeps the ledger only.").format(name=page.name, door=door),
    )  # fmt: skip


def _page(key: int) -> str:
    return reverse("bills:mandate", args=[key])


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def account_new(request: HttpRequest, key: int) -> HttpResponse:
    """A further account."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.AccountForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        parts = AccountParts(typed["utility"], typed["number"], typed["company"])
        try:
            return deeds.add_account(actor=actor, at=at, today=on, mandate=key, parts=parts)
        except Refused as refused:
            raise Refused(
                refused.reason, "number" if refused.field in codes.UTILITIES else refused.field
            ) from None

    return asked(
        request,
        form,
        deed,
        _page(key),
        to=lambda done: _page(key),
        title=_("Add an account"),
        save=_("Add"),
        about=page.name,
    )


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def account_drop(request: HttpRequest, key: int) -> HttpResponse:
    """An account is no longer paid for."""
    actor, (at, on) = actor_of(request), today()
    mandate, utility, _number, name = found.account(actor, key)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: deeds.drop_account(actor=actor, at=at, account=key), _page(mandate),
        to=_page, title=_("Take the account out"), about=name, danger=True, save=_("Stop paying"),
        question=_("Take the account for {utility} of {name} out? What was paid for it stays.").format(
            utility=codes.word(codes.UTILITIES, utility), name=name),
    )  # fmt: skip


@accounts.needs("bills.keep")
@require_POST
def account_show(request: HttpRequest, key: int) -> HttpResponse:
    """The whole number of an account for sixty seconds, with a reason that is noted."""
    actor, (at, _on) = actor_of(request), today()
    reason = without_controls(request.POST.get("reason", "")).strip()[:100]
    mandate, _utility, number, _name = found.account(actor, key)
    journal.reveal(actor, "bill mandate", mandate, "account", reason, at)
    return render(request, "ui/parts/revealed.html", {"value": number, "seconds": 60})


@accounts.needs("bills.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """The mandate ends."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on, "version": page.version})
    return asked(
        request, form,
        lambda typed: deeds.end(actor=actor, at=at, mandate=key, on=typed["on"], why=typed["why"], version=typed["version"]), _page(key),
        title=_("End the mandate"), about=page.name, save=_("End the mandate"), danger=True,
        question=_("No more bills are paid for {name}?").format(name=page.name),
    )  # fmt: skip


@accounts.needs("bills.read")
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """委托书 to sign: no account number stands in full."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "bill mandate", [key], at=at, purpose="slip")
    numbers = "；".join(f"{codes.word(codes.UTILITIES, one.utility)} {one.shown}" for one in page.accounts)
    lines = [
        _("I, {name}, {place}, let the community pay these bills for me: {accounts}.").format(name=page.name, place=page.place, accounts=numbers),
        _("From {day} on, until I end it. No fee is asked. Money is received by two people against a numbered receipt; vouchers and change come back to me and I sign for them.")
        .format(day=page.start.isoformat()),
        _("How it was signed: {how} {who}").format(how=codes.word(codes.SIGNATURES, page.signed), who=page.signer),
        _("Signature:"),
    ]  # fmt: skip
    return slip(actor, _("Mandate to pay bills"), lines, at=at, on=on, name=f"mandate-{key}")
