"""Numbers that were typed into a search stand in no address, history, referrer or log.

A search form posts to the page that it stands on, with the field `asked`. The answer leads to the
same page with what was asked for in its address, so that it can be paged, sorted and sent as a
link; but a text with an identity number, phone or bank card in it rests sealed in the session,
and the address bears a token (`?q=~3fa9c1`) that means nothing to anybody else.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict

from linli.kernel.masking import find_private

from . import keys

#: The hidden field of a form that asks and writes nothing.
ASKED = "asked"
#: So many texts are kept for one who signed in; the oldest goes.
MOST = 30
_PLACE = "typed"
_TOKEN = re.compile(r"~[0-9a-f]{6}")
#: Fields of a form that never belong into an address.
_NOT_ASKED = (ASKED, "csrfmiddlewaretoken")


class Typed(str):
    """A text with a private number in it, and the token that stands for it in addresses."""

    token: str


class Query(QueryDict):
    """The fields of an address, read with the texts and written with their tokens."""

    def urlencode(self, safe: str | None = None) -> str:
        """The address as it may be seen."""
        shown = QueryDict(mutable=True)
        for name, values in self.lists():
            shown.setlist(name, [getattr(value, "token", value) for value in values])
        return shown.urlencode(safe)

    def told(self) -> str:
        """The address with the texts themselves, for what rests sealed."""
        return super().urlencode()


def told(query: QueryDict) -> str:
    """An address with the texts themselves, whether or not there were tokens in it."""
    return query.told() if isinstance(query, Query) else query.urlencode()


class TypedMiddleware:
    """After the session and the CSRF check, before the scope: reads tokens, answers forms that ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "~" in request.META.get("QUERY_STRING", "") or "%7E" in request.META.get("QUERY_STRING", ""):
            request.GET = _read(request)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Lead a form that asks, or an address with a number typed into it by hand, to what may be seen."""
        if getattr(view, "csrf_exempt", False):
            return None  # an interface of machines: no form of ours, and it answers a broken body itself
        if request.method == "POST" and ASKED in request.POST:
            return _lead(request, request.POST, 303)
        text = request.GET.get("q", "")
        bare = request.method == "GET" and not isinstance(text, Typed) and find_private(text)
        if bare and getattr(request, "user", None) is not None and request.user.is_authenticated:
            return _lead(request, request.GET, 302)
        return None


def _lead(request: HttpRequest, fields: QueryDict, status: int) -> HttpResponseBase:
    pairs = [
        (name, _shown(request, value))
        for name, values in fields.lists()
        if name not in _NOT_ASKED
        for value in values
        if value
    ]
    address = f"{request.path}?{urlencode(pairs)}" if pairs else request.path
    return HttpResponseRedirect(address, status=status)


def _shown(request: HttpRequest, text: str) -> str:
    """The text, or the token under which the session keeps it."""
    if isinstance(text, Typed):
        return text.token
    if not find_private(text):
        return text
    kept: dict[str, str] = request.session.get(_PLACE, {})
    for token, sealed in kept.items():
        if keys.unseal(bytes.fromhex(sealed)) == text:
            return token
    token = f"~{secrets.token_hex(3)}"
    fresh = [*kept.items(), (token, keys.seal(text[:200]).hex())]
    request.session[_PLACE] = dict(fresh[-MOST:])
    return token


def _read(request: HttpRequest) -> Query:
    """The fields of the address, each token as its text. A token of another session stays what it is."""
    query = Query(request.META.get("QUERY_STRING", ""), mutable=True, encoding=request.encoding)
    kept: dict[str, str] = {}
    for name, values in query.lists():
        if any(_TOKEN.fullmatch(value) for value in values):
            kept = kept or request.session.get(_PLACE, {})
            query.setlist(name, [_text(kept, value) for value in values])
    query._mutable = False
    return query


def _text(kept: dict[str, str], value: str) -> str:
    sealed = kept.get(value)
    if sealed is None:
        return value
    text = Typed(keys.unseal(bytes.fromhex(sealed)))
    text.token = value
    return text
