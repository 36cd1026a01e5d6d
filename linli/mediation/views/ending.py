"""How a dispute ends without agreement, the closing of its dossier, and the papers in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once

from ..actions import ending, papers
from ..forms import steps
from ..queries import record as found
from .common import asked, today
from .verbs import HANDLE, address, ask, opened


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def fail(request: HttpRequest, key: int) -> HttpResponse:
    """No agreement."""
    _actor, on, page = opened(request, key)
    form = steps.FailForm(request.POST or None, on=on, initial={"on": on, "version": page.one.version})
    return ask(
        request,
        page,
        form,
        ending.fail,
        "why",
        "ways",
        "on",
        "version",
        title=_("No agreement reached"),
        save=_("End the mediation"),
        danger=True,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def reconcile(request: HttpRequest, key: int) -> HttpResponse:
    """The parties settled it themselves."""
    _actor, on, page = opened(request, key)
    form = steps.EndForm(request.POST or None, on=on, initial={"on": on, "version": page.one.version})
    return ask(
        request,
        page,
        form,
        ending.reconcile,
        "why",
        "on",
        "version",
        title=_("Settled by themselves"),
        save=_("Record"),
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The application was taken back."""
    _actor, on, page = opened(request, key)
    form = steps.EndForm(request.POST or None, on=on, initial={"on": on, "version": page.one.version})
    return ask(
        request,
        page,
        form,
        ending.withdraw,
        "why",
        "on",
        "version",
        title=_("Application withdrawn"),
        save=_("End the mediation"),
        danger=True,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def transfer(request: HttpRequest, key: int) -> HttpResponse:
    """To another authority."""
    _actor, on, page = opened(request, key)
    form = steps.TransferForm(request.POST or None, on=on, initial={"on": on, "version": page.one.version})
    return ask(
        request,
        page,
        form,
        ending.transfer,
        "receiver",
        "why",
        "resolved",
        "on",
        "version",
        title=_("Hand over (dispute)"),
        save=_("Hand over (dispute)"),
        danger=True,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close the dossier."""
    _actor, on, page = opened(request, key)
    form = steps.CloseForm(
        request.POST or None,
        on=on,
        initial={"on": on, "note": page.one.case_note, "version": page.one.version},
    )
    gaps = "、".join(f"{one.item} {one.name}" for one in page.missing)
    hint = (
        _("Missing in the dossier: {items}.").format(items=gaps)
        if gaps
        else _("All items that this case needs are there.")
    )
    return ask(
        request,
        page,
        form,
        ending.close,
        "note",
        "on",
        "version",
        title=_("Close the dossier"),
        save=_("Close the dossier"),
        hint=hint,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """A paper under its item."""
    actor, on, page = opened(request, key)
    at = today()[0]
    form = steps.AttachForm(request.POST or None, request.FILES or None, on=on)

    def deed(typed: dict[str, Any]) -> None:
        sent = typed["file"]
        papers.attach(
            actor=actor,
            at=at,
            dispute=key,
            item=typed["item"],
            name=sent.name or "",
            content=sent.read(),
            kind=sent.content_type or "",
        )

    hint = _("Kept encrypted; only who may open this dispute opens it.")
    return asked(
        request, form, deed, address(key), title=_("Add a paper"), about=page.title, save=_("Add"), hint=hint
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def take_out(request: HttpRequest, key: int, paper: int) -> HttpResponse:
    """A paper put in by mistake."""
    actor, on, page = opened(request, key)
    at, held = today()[0], found.paper(page, paper)
    form = steps.TakeOutForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> None:
        papers.take_out(actor=actor, at=at, dispute=key, paper=paper, reason=typed["reason"])

    return asked(
        request,
        form,
        deed,
        address(key),
        title=_("Take {name} out?").format(name=held.name),
        about=page.title,
        save=_("Take it out"),
        danger=True,
    )
