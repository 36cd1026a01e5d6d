"""The JSON interface under /api/ for those who are signed in; its description at /api/openapi.json.

Each app brings its router. The views run like every other one of Linli: one transaction, one scope, refusals
noted in the journal.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.security import APIKeyCookie

from linli.appeals.urls import router as appeals
from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.reports.urls import router as reports


class Session(APIKeyCookie):
    """The session of somebody who signed in on the page."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The actor in the post they work in; None for nobody: 401."""
        return getattr(request, "actor", None)


api = NinjaAPI(
    title="Linli 邻里", version="1", docs_url=None, openapi_url=None, auth=Session(), urls_namespace="api"
)
api.add_router("", appeals)
api.add_router("", reports)


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, denied: PermissionDenied) -> HttpResponse:
    """Who may not read it is told why, and the journal knows."""
    why = str(denied.args[0]) if denied.args else ""
    match = request.resolver_match
    if match is not None:
        journal.refused_page(request.actor, match.view_name, match.kwargs, why)  # type: ignore[attr-defined]
    return api.create_response(request, {"detail": why}, status=403)


@api.exception_handler(NotFound)
def _not_found(request: HttpRequest, _fault: NotFound) -> HttpResponse:
    """Nothing, or nothing that the reader may find."""
    return api.create_response(request, {"detail": "Not found"}, status=404)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    """What was asked for cannot be."""
    return api.create_response(request, {"detail": str(refused)}, status=422)


def scoped(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of the interface as one of ours, which the scope's middleware runs."""

    def ours(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return functools.update_wrapper(ours, view, assigned=(), updated=("__dict__",))


def description(request: HttpRequest) -> JsonResponse:
    """The interface in words of OpenAPI."""
    return JsonResponse(
        api.get_openapi_schema(path_prefix="/api/"), json_dumps_params={"ensure_ascii": False}
    )


def addresses() -> list[URLPattern]:
    """Those of the routers and of the description; no page of the package's own."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    ours = [path(str(one.pattern), scoped(one.callback), name=one.name) for one in found]
    return [path("openapi.json", description, name="description"), *ours]
