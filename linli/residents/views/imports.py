"""Rosters on their way into the register: the list with its upload, and the page of one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Saying
from linli.ui.parts import Job, State, Tab
from linli.ui.tables import Address, Column, Row, Table

from ..actions import imports as actions
from ..forms import ImportsForm, MendedForm, UploadForm
from ..queries import imports as queries
from ..queries.imports import ImportRow
from ..rules.imports import ROWS, STATES, Options
from . import import_preview
from .common import actor_of, tried

_TINTS = {
    "read": "today",
    "planned": "today",
    "applying": "hand",
    "uploaded": "hand",
    "refused": "late",
    "failed": "late",
}
#: Work that goes on in a state.
_WORK = {
    "uploaded": "residents.read_import",
    "applying": "residents.apply_import",
    "applied": "residents.undo_import",
}


@accounts.needs("import.read")
@require_http_methods(["GET", "POST"])
@submit_once
def imports(request: HttpRequest) -> HttpResponse:
    """Drop a file, or go on with one that is here."""
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None, on=on)
    if sent and (key := tried(form, lambda values: _upload(actor, at, form, values))):
        return redirect("residents:import", key)
    address, filters = Address.of(request.GET), ImportsForm(request.GET or None)
    found = queries.listing(
        actor, text=filters.value("q"), state=filters.value("state"), page=address.page, size=address.size
    )
    columns = [
        Column("title", _("File"), phone="title"), Column("sender", _("Who gave it"), phone="second"), Column("rows", _("What it lists")),
        Column("counts", _("Result"), phone="first"), Column("at", _("Uploaded"), "day", phone="second"), Column("by", _("Uploaded by")),
        Column("state", _("State"), "status", phone="first"),
    ]  # fmt: skip
    table = Table(columns, [_row(one) for one in found.rows], address, found.total,
                  caption=_("{n} files").format(n=found.total), empty=_("No file has been taken over yet."))  # fmt: skip
    return render(request, "residents/imports.html", {
        "title": _("Import"), "form": form, "filters": filters, "table": table, "senders": queries.senders(actor), "open": not found.total or bool(form.errors),
    }, status=422 if form.errors else 200)  # fmt: skip


@accounts.needs("import.read")
@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """One import: being read, its preview, its report."""
    actor, at = actor_of(request), clock.now()
    held = queries.one(actor, key)
    context: dict[str, Any] = {
        "title": held.title, "held": held, "state": state_of(held.state), "rows": str(ROWS[held.options.rows]),
        "job": _job(actor, held), "cells": held.tally.get("cells", {}), "mended": MendedForm(), "may": _may(held),
    }  # fmt: skip
    if held.state in ("planned", "applied", "undone", "applying") and held.tally:
        address = Address.of(request.GET)
        shown = import_preview.Shown(actor, held, queries.plan(actor, key), address)
        chosen = shown.chosen(request.GET.get("show", ""))
        context |= {
            "tabs": [Tab(label, f"?show={name}", name == chosen, count) for name, label, count in shown.parts()],
            "chosen": chosen, "preview": shown, **shown.table(chosen),
        }  # fmt: skip
        if shown.people:
            journal.read(actor, "person", shown.people, at=at, purpose="import")
    return render(request, "residents/import.html", context)


@accounts.needs("import.read")
@require_GET
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """The bar alone, asked every second; when the work has ended the page is shown anew."""
    actor = actor_of(request)
    job = _job(actor, queries.one(actor, key))
    if job is None or job.finished or job.failed:
        answer = HttpResponse(status=200)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return render(request, "residents/import_progress.html", {"job": job})


def state_of(state: str) -> State:
    """An import's state as a word."""
    return State(_TINTS.get(state, "ended"), STATES[state], quiet=state not in _TINTS)


def counts(held: ImportRow) -> str:
    """新增 12 · 更改 3 · 不变 900 · 有问题 2, what there is of them."""
    words = (
        ("new", _("{n} new")), ("changed", _("{n} changed")), ("same", _("{n} unchanged")), ("refused", _("{n} with faults")),
        ("missing", _("{n} missing")),
    )  # fmt: skip
    return " · ".join(text.format(n=held.tally[name]) for name, text in words if held.tally.get(name))


def source_of(request: HttpRequest) -> tuple[str, Path]:
    """Name and place of the uploaded file; uploads always stand on disk (FILE_UPLOAD_HANDLERS)."""
    sent: Any = request.FILES["file"]
    return str(sent.name), Path(sent.temporary_file_path())


def _upload(actor: Actor, at: dt.datetime, form: UploadForm, values: dict[str, Any]) -> int:
    sent = values["file"]
    options: Options = form.options()
    return actions.upload(
        actor=actor, at=at, on=values["day"] or clock.day_of(at), name=str(sent.name), content=Path(sent.temporary_file_path()),
        sender=values["sender"], options=options,
    )  # fmt: skip


def _row(held: ImportRow) -> Row:
    cells = {
        "title": held.title, "sender": held.sender or "—", "rows": str(ROWS[held.options.rows]), "counts": counts(held) or "—",
        "at": clock.day_of(held.at), "by": held.by or "—", "state": state_of(held.state),
    }  # fmt: skip
    return Row(cells, reverse("residents:import", args=[held.id]), str(held.id))


def _job(actor: Actor, held: ImportRow) -> Job | None:
    """The work that goes on with a file, or that did not finish."""
    kind = _WORK.get(held.state)
    work = files.latest_work(actor, kind, held.id) if kind else None
    if work is None or (held.state == "applied" and work.state == "done"):
        return None
    labels = {
        "uploaded": _("Reading the file"),
        "applying": _("Taking the file over"),
        "applied": _("Undoing the import"),
    }
    fault = work.facts.get("fault")
    return Job(
        reverse("residents:import_progress", args=[held.id]), labels[held.state], work.done, work.total or None, _("rows"),
        finished=work.state == "done", failed=Saying(fault[0], tuple(fault[1].items())) if work.state == "failed" and fault else "",
    )  # fmt: skip


def _may(held: ImportRow) -> dict[str, bool]:
    """Which verbs the state offers."""
    some = bool(held.tally.get("new") or held.tally.get("changed"))
    faulty = bool(held.tally.get("refused"))
    return {
        "apply": held.state == "planned" and some and not faulty, "skip": held.state == "planned" and some and faulty,
        "mend": held.state in ("planned", "read", "refused"), "bind": held.state in ("planned", "read"), "undo": held.state == "applied",
    }  # fmt: skip
