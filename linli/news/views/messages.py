"""消息: what the software told this person."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.base import clock
from linli.kernel import Actor
from linli.news import actions, queries
from linli.ui.tables import Address, Table


@login_required
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """One's messages, newest first; unread ones stand out."""
    actor = _actor(request)
    address = Address.of(request.GET)
    found, total = queries.messages.messages(actor, start=address.start, count=address.size)
    pages = Table((), found, address, total)  # type: ignore[arg-type]
    context = {
        "title": _("Messages"),
        "found": found,
        "pages": pages,
        "unread": queries.messages.unread(actor, clock.now()),
    }
    return render(request, "news/messages.html", context)


@login_required
@require_POST
def open_message(request: HttpRequest, message_id: int) -> HttpResponse:
    """Mark a message read and go where it leads."""
    url = actions.mark_read(actor=_actor(request), message_id=message_id, at=clock.now())
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return redirect("news:messages")
    return redirect(url)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all messages read."""
    actions.mark_all_read(actor=_actor(request), at=clock.now())
    return redirect("news:messages")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
