"""The list of appeals, those to revisit, those sent up; the export."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts


@accounts.needs("appeals.read")
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    """All that the reader may find."""
    return HttpResponse("")


@accounts.needs("appeals.revisit")
@require_GET
def revisits(request: HttpRequest) -> HttpResponse:
    """待回访."""
    return HttpResponse("")


@accounts.needs("appeals.read")
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """上报街道."""
    return HttpResponse("")


@accounts.needs("appeals.export")
@require_POST
def export(request: HttpRequest) -> HttpResponseRedirect:
    """Export."""
    return HttpResponseRedirect("/")
