"""One transaction and one scope per request, the view rendered inside it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.module_loading import import_string

from linli.kernel import NotFound, Refused, Saying, Stale

from . import limits
from .scope import community_scope

log = logging.getLogger("linli.requests")
#: What PostgreSQL says when a row is there already (unique) or overlaps another (exclusion). Actions answer the
#: clashes that they foresee with a sentence; what is left is somebody who was quicker, and says so.
TWO_AT_ONCE = frozenset({"23505", "23P01"})


class ScopeMiddleware:
    """Last of all: runs every view of linli in its transaction with the actor's scope.

    `settings.LINLI_ACTOR` names the function request → Actor (or None for nobody signed in),
    `settings.LINLI_REFUSED` the one that notes a refusal in a transaction of its own, after the
    refused one has been undone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not view.__module__.startswith("linli."):
            return None
        try:
            with limits.kept():
                return _run(request, view, args, kwargs)
        except NotFound:
            raise Http404 from None
        except PermissionDenied as denied:
            _note(request, _kept(denied.args[0]) if denied.args else "")
            raise
        except Stale as stale:
            return _answer(request, "ui/conflict.html", 409, {"stale": stale})
        except Refused as refused:
            _note(request, _kept(Saying(refused.reason.msgid)))
            return _answer(request, "ui/refused.html", 422, {"refused": refused})
        except IntegrityError as fault:
            diag = getattr(fault.__cause__, "diag", None)
            if getattr(diag, "sqlstate", None) not in TWO_AT_ONCE:
                raise
            log.error("two wrote at the same moment: %s", getattr(diag, "constraint_name", ""))
            return answer_fault(request, 409)
        except (OperationalError, InterfaceError) as fault:
            log.error("the database did not answer: %s", type(fault).__name__)
            return answer_fault(request, 503)


def _run(
    request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    with transaction.atomic():
        request.actor = actor = _actor_of()(request)  # type: ignore[attr-defined]
        last = not connection.savepoint_ids
        with community_scope(actor.community if actor else None, last=last):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            if getattr(response, "rolls_back", False):
                transaction.set_rollback(True)
    return response  # type: ignore[no-any-return]


def _answer(request: HttpRequest, template: str, status: int, context: dict[str, Any]) -> HttpResponse:
    actor = getattr(request, "actor", None)
    with community_scope(actor.community if actor else None):
        return render(request, template, context, status=status)


def answer_fault(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a fault (`settings.LINLI_FAULT`), without the database; Retry-After tells a client to come back."""
    response: HttpResponse = import_string(settings.LINLI_FAULT)(request, status)
    if status == 503:
        response["Retry-After"] = "5"
    return response


@lru_cache(maxsize=1)
def _actor_of() -> Callable[[HttpRequest], Any]:
    return import_string(settings.LINLI_ACTOR)  # type: ignore[no-any-return]


def _kept(why: object) -> str:
    """A reason as the journal keeps it: in the house's language, whoever reads, holes for what is not kept."""
    with translation.override(settings.LANGUAGE_CODE):
        return re.sub(r"\{\w+\}", "…", str(why))


def _note(request: HttpRequest, why: str) -> None:
    """Write the refusal down; a reader who is not signed in leaves no line."""
    actor = getattr(request, "actor", None)
    match = request.resolver_match
    if actor is not None and match is not None:
        _refused()(actor, match.view_name, match.kwargs, why)


@lru_cache(maxsize=1)
def _refused() -> Callable[..., None]:
    return import_string(settings.LINLI_REFUSED)  # type: ignore[no-any-return]
