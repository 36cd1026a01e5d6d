"""The reader's choices of look, the error pages, and the gallery of pieces."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from linli.base import clock
from linli.kernel import Saying
from linli.ui import faults, look
from linli.ui import gallery as samples


def _back(request: HttpRequest) -> HttpResponse:
    """The page that the choice was made on; never another site."""
    target = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None) or not target.startswith("/"):
        target = "/"
    return HttpResponseRedirect(target)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English; kept in the cookie that the language middleware reads."""
    asked = request.POST.get("language", "")
    response = _back(request)
    if asked in dict(settings.LANGUAGES):
        look.keep(response, settings.LANGUAGE_COOKIE_NAME, asked)
    return response


@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Large print: 20, 24 or 30 px, or 0 for the usual page."""
    asked = request.POST.get("size", "")
    response = _back(request)
    if asked in {str(size) for size in look.SIZES}:
        look.keep(response, look.ELDER, asked)
    return response


@require_POST
def compact(request: HttpRequest) -> HttpResponse:
    """Tables with rows of 32 instead of 40."""
    response = _back(request)
    look.keep(response, look.COMPACT, "1" if request.POST.get("on") == "1" else "0")
    return response


def _may_see_gallery(request: HttpRequest) -> bool:
    """The gallery is for those who build pages: development, the demo, and the technical administrator."""
    user = getattr(request, "user", None)
    return (
        settings.DEBUG
        or bool(getattr(settings, "LINLI_DEMO", False))
        or bool(getattr(user, "is_staff", False))
    )


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every piece with all its states."""
    if not _may_see_gallery(request):
        raise Http404
    return render(request, "ui/gallery.html", samples.context(request, at=clock.now()))


@require_safe
def gallery_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The other frames: a resident's page, a printed table, a sign-in page, the error pages, a record."""
    if not _may_see_gallery(request):
        raise Http404
    if kind == "still":  # asked by the sample of a running job: no news, so htmx leaves the piece alone
        return HttpResponse(status=204)
    template = samples.PAGES.get(kind)
    if template is None:
        raise Http404
    return render(request, template, samples.context(request, at=clock.now()) | samples.page_context(kind))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return faults.answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this reader; says who can, where the rule that refused knows."""
    why = exception.args[0] if exception is not None and exception.args else ""
    return faults.answer(request, 403, why if isinstance(why, Saying) else "")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none for this reader; which of the two is never said."""
    return faults.answer(request, 404)


def conflict(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """409: two wrote at the same moment."""
    return faults.answer(request, 409)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return faults.answer(request, 500)


def unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """503: the database does not answer just now."""
    return faults.answer(request, 503)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere: 403 with the way back to it (CSRF_FAILURE_VIEW)."""
    return faults.answer(request, 403)
