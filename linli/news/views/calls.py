"""电话告知: whom to call, and which slips to hand over."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused
from linli.news import actions, queries, running
from linli.news.rules import sight, ways
from linli.office import pdf
from linli.places import api as places

from .common import actor_of, tried


class Dialled(HttpResponseRedirect):
    """To the dial pad of whoever asked."""

    allowed_schemes = ["tel"]


@accounts.needs("news.call")
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """Whom to call, one's own first; then the slips. Phones open once for the calls of the day."""
    actor, at = actor_of(request), clock.now()
    found = queries.letters.calls(actor, at)
    slips = queries.letters.slips(actor)
    journal.read(actor, "letter", [one.id for one in (*found, *slips)], at=at, purpose="list")
    closed = [one for one in found if not one.open]
    return render(request, "news/calls.html", {
        "title": _("Calls to make"), "now_due": [one for one in found if one.next_at <= at],
        "later": [one for one in found if one.next_at > at], "slips": slips, "closed": len(closed), "found": found,
        "names": accounts.names([one.caller for one in found]), "mine": actor.user_id, "most": ways.CALLS,
        "quiet": _quiet(request, at),
    })  # fmt: skip


@accounts.needs("news.call")
@require_POST
def open_calls(request: HttpRequest) -> HttpResponse:
    """开始拨打: the phones and words of the list open until day's end; one line of the viewing log."""
    actions.open_calls(actor=actor_of(request), at=clock.now())
    return redirect("news:calls")


@accounts.needs("news.call")
@require_GET
def dial(request: HttpRequest, key: int) -> HttpResponse:
    """拨打: the number goes to the dial pad, outside quiet hours, for calls that were opened."""
    actor, at = actor_of(request), clock.now()
    number = queries.letters.phone(actor, key, at)
    sight.fit_to_call(_quiet(request, at)).demand()
    if not number:
        raise NotFound("phone")
    return Dialled(f"tel:{number}")


@accounts.needs("news.call")
@require_POST
def told(request: HttpRequest, key: int) -> HttpResponse:
    """已告知."""
    how = request.POST.get("how", ways.CALL)
    tried(request, lambda: actions.tell_by_hand(actor=actor_of(request), letter_id=key, how=how, at=clock.now()), _("Noted: told."))  # fmt: skip
    return redirect("news:calls")


@accounts.needs("news.call")
@require_POST
def missed(request: HttpRequest, key: int) -> HttpResponse:
    """没接通."""
    tried(request, lambda: actions.miss(actor=actor_of(request), letter_id=key, at=clock.now()), _("Noted: nobody answered. It comes again in two hours."))  # fmt: skip
    return redirect("news:calls")


@accounts.needs("news.call")
@require_POST
def to_slip(request: HttpRequest, key: int) -> HttpResponse:
    """改为告知单."""
    tried(request, lambda: actions.turn_into_slip(actor=actor_of(request), letter_id=key, at=clock.now()), _("A slip waits to be printed."))  # fmt: skip
    return redirect("news:calls")


@accounts.needs("news.call")
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The slip in large type, to hand over or to put into the letter box."""
    actor, at = actor_of(request), clock.now()
    one = _slip(actions.print_slip(actor=actor, letter_id=key, at=at), actor)
    content = pdf.slip(
        one.title, one.lines, link=one.link, signed=one.signed, day=one.day, demo=settings.DEMO,
        at=at.replace(microsecond=0),
    )  # fmt: skip
    return _printed(content, f"slip-{key}")


@accounts.needs("news.call")
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """All slips that wait, two on a page to be cut."""
    actor, at = actor_of(request), clock.now()
    try:
        found = [_slip(one, actor) for one in actions.print_slips(actor=actor, at=at)]
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("news:calls")
    content = pdf.slips(_("Slips to hand over"), found, demo=settings.DEMO, at=at.replace(microsecond=0))
    return _printed(content, f"slips-{clock.day_of(at):%Y%m%d}")


def _slip(held: queries.letters.Paper, actor: Actor) -> pdf.Slip:
    """A slip in the words of the reader, signed by the community."""
    day = clock.day_of(held.at)
    lines = [_("{name}:").format(name=held.name)] if held.name else []
    lines += [one for one in held.text.splitlines() if one.strip()]
    if held.number:
        lines.append(_("Number: {number}").format(number=held.number))
    written = _("{year}-{month}-{day}").format(year=day.year, month=day.month, day=day.day)
    signed = places.name_of(actor.community or 0, day)
    return pdf.Slip(held.title or _("Notice"), lines, held.url, signed, written)


def _printed(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _quiet(request: HttpRequest, at: dt.datetime) -> str:
    """The end of the quiet hours of calls that `at` lies in ("14:00"), or nothing."""
    until = running.quiet_until(actor_of(request).community or 0, ways.CALL, at)
    return f"{until.astimezone(clock.SHANGHAI):%H:%M}" if until else ""
