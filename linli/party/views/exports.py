"""Exports of the lists, made by a job; names yes, numbers and phones never."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.accounts import api as accounts
from linli.base import keys
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor
from linli.ui.tables import Column

from ..forms.filters import MeetingsForm, MembersForm
from ..queries import meetings, members, organisations
from ..rules import codes
from . import meetings as meeting_pages
from . import members as member_pages
from .common import actor_of, today

_AT_ONCE = 500


@accounts.needs("party.keep")
@require_POST
def members_export(request: HttpRequest) -> HttpResponseRedirect:
    """The filtered roster."""
    return _start(request, _("Roster of Party members"), member_pages.columns(), "party.members")


@accounts.needs("party.keep")
@require_POST
def meetings_export(request: HttpRequest) -> HttpResponseRedirect:
    """The filtered list of meetings."""
    return _start(request, _("Three meetings, one class"), meeting_pages.columns(), "party.meetings")


def member_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the roster as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, "party.keep").demand()
    at, on = today()
    form = MembersForm(
        _query(sealed), branches=organisations.choices(actor, on=on, kinds=("branch", "group"))
    )
    where, on, _said = member_pages.asked_for(actor, form, on)
    shown, start, total = [one.key for one in member_pages.columns()], 0, 1
    while start < total:
        found, total = members.listing(actor, where, on=on, start=start, count=_AT_ONCE)
        journal.read(actor, "party member", [one.id for one in found], at=at, purpose="export")
        for one in found:
            plain = member_pages.cells(one)
            yield [plain[key] for key in shown]
        start += _AT_ONCE


def meeting_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the list of meetings as filtered in its sealed address."""
    accounts.may(actor, "party.keep").demand()
    _at, on = today()
    form = MeetingsForm(
        _query(sealed), organisations=organisations.choices(actor, on=on, kinds=tuple(codes.ORGANISATIONS))
    )
    where = form.filter()
    shown, start, total = [one.key for one in meeting_pages.columns()], 0, 1
    while start < total:
        found, total = meetings.listing(actor, where, start=start, count=_AT_ONCE)
        for one in found:
            plain = meeting_pages.cells(one)
            yield [plain[key] for key in shown]
        start += _AT_ONCE


def _start(request: HttpRequest, title: str, columns: Sequence[Column], rows: str) -> HttpResponseRedirect:
    heads = [(str(one.label), one.kind if one.kind in ("day", "number") else "text") for one in columns]
    sealed = keys.seal(request.GET.urlencode()).hex()
    at, _on = today()
    return redirect("files:work", files.export_list(actor_of(request), title, heads, rows, at, sealed=sealed))


def _query(sealed: str) -> QueryDict:
    return QueryDict(keys.unseal(bytes.fromhex(sealed)))
