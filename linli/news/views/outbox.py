"""发送记录: everything that was told outside, and what did not arrive."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.news import actions, connected, queries
from linli.news.forms import OutboxForm
from linli.news.queries.letters import LetterRef
from linli.news.rules import ways
from linli.news.workflow import word
from linli.office.layout import ListColumn, write_list
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from .common import actor_of, tried

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EXPORTED = 20_000
_TINTS = {"failed": "late", "given_up": "late"}


@accounts.needs("news.outbox")
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """The list, newest first; the address keeps filter and page."""
    actor, address = actor_of(request), Address.of(request.GET)
    form = OutboxForm(request.GET)
    found, total = queries.letters.outbox(actor, **form.asked(), start=address.start, count=address.size)
    journal.read(actor, "letter", [one.id for one in found], at=clock.now(), purpose="list")
    columns = [
        Column("who", _("To whom"), phone="title"), Column("number", _("About"), phone="first"),
        Column("way", _("Way"), phone="first"), Column("at", _("Entered"), phone="first"),
        Column("state", _("State"), "status", phone="second"), Column("result", _("What became of it")),
        Column("settled", _("When")), Column("verb", _("Next"), "verb", phone="second"),
    ]  # fmt: skip
    table = Table(
        columns, [_row(request, one) for one in found], address, total,
        caption=_("{n} letters").format(n=number_words(total)), empty=_empty(request),
        export_url=reverse("news:outbox_export") + "?" + request.GET.urlencode(), export_by_job=True,
    )  # fmt: skip
    return render(request, "news/outbox.html", {
        "title": _("Outbox"), "form": form, "table": table, "connected": connected.receivers(),
        "silences": [(_receiver(one), since, until) for one, since, until in queries.letters.silences()],
    })  # fmt: skip


@accounts.needs("news.outbox")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as a workbook, without addresses; one line of the journal."""
    actor, at = actor_of(request), clock.now()
    found, _total = queries.letters.outbox(actor, **OutboxForm(request.GET).asked(), count=_EXPORTED)
    heads = (_("Entered"), _("To whom"), _("Last four"), _("About"), _("Way"), _("State"), _("What became of it"), _("When"))  # fmt: skip
    rows = [
        [_minute(one.at), one.name, one.tail, one.number, str(ways.WORDS[one.channel]), str(word(one.state, by_hand=one.channel in ways.BY_HAND)),
         _result(one), _minute(one.settled_at)]
        for one in found
    ]  # fmt: skip
    actions.note_export(actor=actor, count=len(rows), at=at)
    journal.read(actor, "letter", [one.id for one in found], at=at, purpose="export", shown="export")
    content = write_list(_("Outbox"), [ListColumn(one, "text") for one in heads], rows)
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="outbox-{clock.day_of(at):%Y%m%d}.xlsx"'
    return response


@accounts.needs("news.outbox")
@require_POST
def retry(request: HttpRequest, key: int) -> HttpResponse:
    """重新发送."""
    tried(request, lambda: actions.retry(actor=actor_of(request), letter_id=key, at=clock.now()), _("It is sent again."))  # fmt: skip
    return redirect(reverse("news:outbox") + f"?{request.GET.urlencode()}")


@accounts.needs("news.outbox")
@require_POST
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """取消."""
    tried(request, lambda: actions.cancel(actor=actor_of(request), letter_id=key, at=clock.now()), _("Cancelled."))  # fmt: skip
    return redirect(reverse("news:outbox") + f"?{request.GET.urlencode()}")


def _row(request: HttpRequest, one: LetterRef) -> Row:
    who: Any = one.name or "—"
    if one.tail:
        who = format_html('{} <span class="masked">{}</span>', one.name, queries.letters.masked(one))
    about: Any = one.number or "—"
    if one.page.startswith("/") and not one.page.startswith("//"):
        about = format_html('<a href="{}">{}</a>', one.page, one.number or _("Open"))
    said = str(word(one.state, by_hand=one.channel in ways.BY_HAND))
    return Row(
        {
            "at": one.at, "who": who, "number": about, "way": str(ways.WORDS[one.channel]),
            "state": State(_TINTS[one.state], said) if one.state in _TINTS else State("ended", said, quiet=True),
            "result": _result(one), "settled": one.settled_at, "verb": _verbs(request, one),
        },
        key=str(one.id),
    )  # fmt: skip


def _result(one: LetterRef) -> str:
    said = str(ways.RESULTS.get(one.result, one.result))
    if one.result == "missed":
        return _("{said} ({n} times)").format(said=said, n=one.tries)
    return said


def _verbs(request: HttpRequest, one: LetterRef) -> SafeString:
    """The verbs that the state allows, each a form of one button."""
    verbs = (
        ("retry", "news:outbox_retry", _("Send again")),
        ("cancel", "news:outbox_cancel", _("Cancel")),
    )
    token, query = get_token(request), request.GET.urlencode()
    allowed = [each for each in verbs if queries.letters.allows(one, each[0])]
    if not allowed:
        return format_html("{}", "—")
    return format_html_join(
        " ",
        '<form method="post" action="{}" class="inline-form"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="plain-link">{}</button></form>',
        ((reverse(view, args=[one.id]) + f"?{query}", token, label) for _verb, view, label in allowed),
    )


def _receiver(code: str) -> str:
    return _("The mail server") if code == ways.EMAIL else _("The receiver of texts and WeChat")


def _empty(request: HttpRequest) -> str:
    if request.GET:
        return _("No letter fits. Clear a filter.")
    return _("Nothing was told yet. What residents are called about stands here.")


def _minute(moment: Any) -> str:
    return f"{moment.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if moment else ""
