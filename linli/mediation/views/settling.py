"""What is done about a dispute from the agreement on: signatures, seal, court, performance, revisit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once

from ..actions import agreeing, following
from ..forms import steps
from ..rules import codes
from .common import asked, today
from .verbs import HANDLE, SEAL, address, ask, opened


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def agree(request: HttpRequest, key: int) -> HttpResponse:
    """Write the agreement down."""
    _actor, on, page = opened(request, key)
    form = steps.AgreeForm(
        request.POST or None,
        on=on,
        initial={"reached": on, "facts": page.one.brief, "version": page.one.version},
    )
    names = ("form", "reached", "content", "facts", "manner", "perform_by", "version")
    return ask(request, page, form, agreeing.agree, *names, title=_("Note an agreement"), save=_("Record"))


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def sign(request: HttpRequest, key: int) -> HttpResponse:
    """Who signed."""
    _actor, on, page = opened(request, key)
    left = [
        (one.pk, f"{one.name}（{codes.word(codes.SIDES, one.side)}）")
        for one in page.parties
        if one.signed is None
    ]
    form = steps.SignForm(request.POST or None, on=on, parties=left, initial={"on": on})

    def deed(*, parties: list[int] = [], **parts: Any) -> None:  # noqa: B006 -- read only
        agreeing.sign(parties=parties, **parts)

    return ask(
        request,
        page,
        form,
        deed,
        "parties",
        "way",
        "mediator",
        "on",
        title=_("Note signatures"),
        save=_("Record"),
    )


@accounts.needs(SEAL)
@require_http_methods(["GET", "POST"])
@submit_once
def seal(request: HttpRequest, key: int) -> HttpResponse:
    """The committee's seal."""
    _actor, on, page = opened(request, key)
    form = steps.DayForm(request.POST or None, on=on, initial={"on": on, "version": page.one.version})
    hint = _("From the day of the seal the agreement is in effect; each party gets one copy.")
    return ask(request, page, form, agreeing.seal, "on", "version", title=_("Seal"), hint=hint)


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def redraw(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody does not sign."""
    actor, on, page = opened(request, key)
    at = today()[0]
    form = steps.PlainForm(request.POST or None, on=on, initial={"version": page.one.version})

    def deed(typed: dict[str, Any]) -> None:
        agreeing.redraw(actor=actor, at=at, dispute=key, version=typed["version"])

    hint = _("The draft and the signatures under it no longer count; the talks go on.")
    return asked(
        request,
        form,
        deed,
        address(key),
        title=_("Draw up anew"),
        about=page.title,
        save=_("Draw up anew"),
        hint=hint,
        danger=True,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def apply(request: HttpRequest, key: int) -> HttpResponse:
    """Joint application for judicial confirmation."""
    _actor, on, page = opened(request, key)
    form = steps.ApplyForm(request.POST or None, on=on, initial={"on": on})
    return ask(
        request,
        page,
        form,
        agreeing.apply,
        "court",
        "on",
        "together",
        "of_status",
        title=_("Apply for confirmation"),
        save=_("Record"),
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def rule(request: HttpRequest, key: int) -> HttpResponse:
    """What the court decided."""
    _actor, on, page = opened(request, key)
    form = steps.RuleForm(request.POST or None, on=on, initial={"on": on, "confirmed": "yes"})
    return ask(
        request,
        page,
        form,
        agreeing.rule,
        "confirmed",
        "number",
        "on",
        title=_("Note the court's decision"),
        save=_("Record"),
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def perform(request: HttpRequest, key: int) -> HttpResponse:
    """What was seen of the performance."""
    _actor, on, page = opened(request, key)
    form = steps.PerformForm(request.POST or None, on=on, initial={"on": on})
    return ask(
        request,
        page,
        form,
        following.perform,
        "kind",
        "on",
        "note",
        title=_("Note performance"),
        save=_("Record"),
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def revisit(request: HttpRequest, key: int) -> HttpResponse:
    """A revisit."""
    _actor, on, page = opened(request, key)
    form = steps.RevisitForm(request.POST or None, on=on, initial={"on": on, "kept": "yes"})
    return ask(
        request,
        page,
        form,
        following.revisit,
        "on",
        "kept",
        "content",
        "flares",
        "note",
        title=_("Revisit"),
        save=_("Record"),
    )
