"""社区设置 › 查看记录: the auditor's log, and the unusual readings that the secretary sees as well."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.base import clock
from linli.journal import actions, queries, rules
from linli.journal.forms import SpanForm
from linli.journal.words import SHOWN, SUBJECTS, VERBS
from linli.kernel import Actor, Saying, Verdict
from linli.office.layout import ListColumn, write_list

PAGE = 100
_EXPORTED = 20_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Deeds and refusals of a span; who may see unusual readings only is led there."""
    actor = _actor(request)
    if not rules.may_see_log(actor) and rules.may_see_unusual(actor):
        return redirect("journal:unusual")
    _demand(rules.may_see_log, actor)
    span = _span(request, 7)
    verb = span["form"].cleaned_data.get("verb", "") if span["form"].is_valid() else ""
    found, total = queries.lines(
        actor, **span["between"], who=span["who"], verb=verb, first=span["start"], count=PAGE
    )
    return _page(request, "lines", _("Log: what was done"), found, total, span)


@login_required
@require_safe
def reads(request: HttpRequest) -> HttpResponse:
    """Readings of personal data of a span: who, when, for what, how many; never whose."""
    actor = _actor(request)
    _demand(rules.may_see_log, actor)
    span = _span(request, 7)
    found, total = queries.reads(actor, **span["between"], who=span["who"], first=span["start"], count=PAGE)
    return _page(request, "reads", _("Log: who read"), found, total, span)


@login_required
@require_safe
def unusual(request: HttpRequest) -> HttpResponse:
    """Days on which somebody read unusually much, or at night."""
    actor = _actor(request)
    _demand(rules.may_see_unusual, actor)
    span = _span(request, 30)
    found = queries.unusual(actor, **span["between"])
    if span["who"]:
        found = [one for one in found if span["who"] in one.who]
    return _page(request, "unusual", _("Unusual readings"), found, len(found), span)


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Deeds and readings of a span as a workbook; the export is a line of its own."""
    actor = _actor(request)
    _demand(rules.may_see_log, actor)
    span = _span(request, 7)
    reading = request.GET.get("what") == "reads"
    rows: list[list[Any]]
    if reading:
        found, _total = queries.reads(actor, **span["between"], who=span["who"], count=_EXPORTED)
        rows = [
            [
                _local(one.at),
                one.who,
                one.purpose,
                words(SUBJECTS, one.subject),
                one.count,
                words(SHOWN, one.shown),
            ]
            for one in found
        ]
        heads = [_("When"), _("Who"), _("For what"), _("Kind of record"), _("Records"), _("What was shown")]
    else:
        lines, _total = queries.lines(actor, **span["between"], who=span["who"], count=_EXPORTED)
        rows = [
            [
                _local(one.at),
                one.who,
                words(VERBS, one.verb),
                words(SUBJECTS, one.subject),
                one.key,
                json.dumps(one.facts, ensure_ascii=False),
                one.why,
            ]
            for one in lines
        ]
        heads = [
            _("When"),
            _("Who"),
            _("What was done"),
            _("Kind of record"),
            _("Number"),
            _("Facts"),
            _("Why"),
        ]
    actions.note_export(actor=actor, kind="reads" if reading else "lines", count=len(rows), at=clock.now())
    columns = [
        ListColumn(head, "number" if head in {_("Records"), _("Number")} else "text") for head in heads
    ]
    response = HttpResponse(write_list(_("Viewing log"), columns, rows), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="log-{span["first"]:%Y%m%d}.xlsx"'
    return response


def _page(
    request: HttpRequest, kind: str, title: str, found: list[Any], total: int, span: dict[str, Any]
) -> HttpResponse:
    actor = _actor(request)
    query = request.GET.copy()
    query.pop("page", None)
    page = span["start"] // PAGE + 1
    context = span | {
        "title": title, "kind": kind, "found": found, "total": total, "page": page, "pages": max(1, -(-total // PAGE)),
        "query": query.urlencode(), "whole": bool(rules.may_see_log(actor)),
        "verbs": queries.verbs(actor) if kind == "lines" else [],
    }  # fmt: skip
    return render(request, "journal/log.html", context)


def _span(request: HttpRequest, days: int) -> dict[str, Any]:
    """The span, the reader's words and the page that the address asks for."""
    form = SpanForm(request.GET)
    first, end = form.span(clock.today(), days)
    typed = request.GET.get("page", "1")
    page = int(typed) if typed.isdecimal() and 0 < len(typed) < 6 and int(typed) > 0 else 1
    return {
        "form": form,
        "first": first,
        "last": end - dt.timedelta(days=1),
        "between": {"start": _midnight(first), "end": _midnight(end)},
        "who": form.cleaned_data.get("who", ""),
        "start": (page - 1) * PAGE,
    }


def words(table: dict[str, Saying], code: str) -> str:
    """The word for a code, or the code."""
    return str(table.get(code, code))


def _demand(rule: Callable[[Actor], Verdict], actor: Actor) -> None:
    verdict = rule(actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.SHANGHAI)


def _local(moment: dt.datetime) -> str:
    return f"{moment.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}"


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
