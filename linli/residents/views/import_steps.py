"""What a worker does with an uploaded roster: say what columns mean, mend, confirm, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.office.refs import column_letters
from linli.ui.tables import Column, Row, Table

from ..actions import imports as actions
from ..forms import AboutForm, ColumnsForm, MendedForm
from ..importing.fields import LABELS
from ..queries import imports as queries
from ..queries import undoing
from ..queries.imports import ImportRow
from .common import actor_of, tried, version_of, whole

#: Cells that are typed over on one page; a larger form is not ours.
_MOST = 500


@accounts.needs("import.apply")
@require_http_methods(["GET", "POST"])
@submit_once
def columns(request: HttpRequest, key: int) -> HttpResponse:
    """Which column means what; remembered for whoever gave the file."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    bound = queries.bound(actor, key)
    heads, shown = _heads(held, bound)
    choices = [("", _("Leave aside")), *((name, str(label)) for name, label in LABELS.items())]
    form = ColumnsForm(request.POST or None, heads=heads, choices=choices)

    def deed(values: dict[str, Any]) -> None:
        said = {head: values[name] for name, head, meant in heads if values[name] != meant}
        actions.teach(actor=actor, at=clock.now(), key=key, version=version_of(request), heads=said)

    if request.method == "POST" and tried(form, deed):
        return redirect("residents:import", key)
    tables = [(table, [(form[name], example) for name, example in rows]) for table, rows in shown]
    return render(request, "residents/import_columns.html", {
        "title": _("What the columns mean"), "held": held, "form": form, "tables": tables, "lacking": held.tally.get("unbound", 0),
        "forbidden": held.tally.get("forbidden", []),
    })  # fmt: skip


@accounts.needs("import.apply")
@require_http_methods(["GET", "POST"])
@submit_once
def about(request: HttpRequest, key: int) -> HttpResponse:
    """Say otherwise what the file lists."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    form = (
        AboutForm(request.POST, on=held.on)
        if request.method == "POST"
        else AboutForm.of(held.options, held.on)
    )

    def deed(values: dict[str, Any]) -> None:
        actions.say_again(
            actor=actor, at=clock.now(), key=key, version=version_of(request), options=form.options()
        )

    if request.method == "POST" and tried(form, deed):
        return redirect("residents:import", key)
    return _form(request, form, held, _("About the file"), _("Check again"))


@accounts.needs("import.apply")
@require_POST
@submit_once
def cells(request: HttpRequest, key: int) -> HttpResponse:
    """Texts typed in place of faulty cells; empty fields stay as they are."""
    actor = actor_of(request)
    queries.one(actor, key)
    typed = []
    for name, text in list(request.POST.items())[:_MOST]:
        parts = name.split("-")
        if parts[0] == "cell" and len(parts) == 4 and str(text).strip():
            place = [whole(part) for part in parts[1:]]
            if place[0] is None or place[1] is None or place[2] is None:
                raise NotFound("cell")
            typed.append((place[0], place[1], place[2], str(text)))
    if typed:
        actions.type_cells(actor=actor, at=clock.now(), key=key, version=version_of(request), cells=typed)
    return redirect("residents:import", key)


@accounts.needs("import.apply")
@require_http_methods(["GET", "POST"])
@submit_once
def mended(request: HttpRequest, key: int) -> HttpResponse:
    """The workbook with its faults mended, in place of the one before."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    sent = request.method == "POST"
    form = MendedForm(request.POST if sent else None, request.FILES if sent else None)

    def deed(values: dict[str, Any]) -> None:
        content = Path(values["file"].temporary_file_path())
        actions.replace(
            actor=actor,
            at=clock.now(),
            key=key,
            version=version_of(request),
            name=str(values["file"].name),
            content=content,
        )

    if sent and tried(form, deed):
        return redirect("residents:import", key)
    return _form(request, form, held, _("Upload the mended file"), _("Upload"), upload=True)


@accounts.needs("import.apply")
@require_http_methods(["GET", "POST"])
@submit_once
def apply(request: HttpRequest, key: int) -> HttpResponse:
    """The question with its consequence; then a job takes the file over."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    skip = bool(held.tally.get("refused"))
    if request.method == "POST":
        actions.request_apply(
            actor=actor,
            at=clock.now(),
            key=key,
            version=version_of(request),
            skip=request.POST.get("skip") == "1",
        )
        return redirect("residents:import", key)
    tally = {name: held.tally.get(name, 0) for name in ("new", "changed", "refused")}
    question = _("Register {new} people and change {changed}?").format(**tally)
    if skip:
        question += " " + _("{refused} rows with faults stay out.").format(**tally)
    return render(request, "residents/import_apply.html", {
        "title": _("Take over the rows without faults") if skip else _("Take over"), "held": held, "question": question, "skip": skip,
        "missing": held.tally.get("missing", 0), "cancel_url": reverse("residents:import", args=[key]),
    })  # fmt: skip


@accounts.needs("import.undo")
@require_http_methods(["GET", "POST"])
@submit_once
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """What undoing does, or what stands in its way."""
    actor, at = actor_of(request), clock.now()
    held = queries.one(actor, key)
    if request.method == "POST":
        actions.request_undo(actor=actor, at=at, key=key, version=version_of(request))
        return redirect("residents:import", key)
    newer = undoing.newer(actor, queries.record(actor, key)) if held.state == "applied" else []
    columns = [
        Column("name", _("Full name"), phone="title"),
        Column("what", _("Newer entry"), phone="first"),
        Column("at", _("When"), phone="second"),
    ]
    rows = [
        Row(
            {"name": one.name, "what": str(one.what), "at": one.at},
            reverse("residents:person", args=[one.person]),
        )
        for one in newer[:200]
    ]
    if newer:
        journal.read(actor, "person", [one.person for one in newer[:200]], at=at, purpose="import")
    return render(request, "residents/import_undo.html", {
        "title": _("Undo the import"), "held": held, "newer": Table(columns, rows, total=len(newer)) if newer else None,
        "question": _("Take back {title}? {new} people registered by it end as entered by mistake, {changed} get their values back.").format(
            title=held.title, new=held.tally.get("new", 0), changed=held.tally.get("changed", 0)),
        "cancel_url": reverse("residents:import", args=[key]),
    })  # fmt: skip


@accounts.needs("import.apply")
@require_POST
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Start again what did not finish."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    if held.state == "applying":
        skip = bool(held.tally.get("refused"))
        actions.request_apply(actor=actor, at=clock.now(), key=key, skip=skip)
    elif held.state == "applied":
        actions.request_undo(actor=actor, at=clock.now(), key=key)
    else:
        actions.say_again(actor=actor, at=clock.now(), key=key, options=held.options)
        messages.success(request, _("The file is read once more."))
    return redirect("residents:import", key)


@accounts.needs("import.read")
@require_GET
def marked(request: HttpRequest, key: int) -> HttpResponseBase:
    """The same workbook with the faulty cells marked."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    if held.marked_id is None:
        raise NotFound("file")
    journal.read(actor, "import", [key], at=clock.now(), purpose="import")
    return files.serve(request, actor, held.marked_id)


@accounts.needs("import.read")
@require_GET
def file(request: HttpRequest, key: int) -> HttpResponseBase:
    """The file as it was given."""
    actor = actor_of(request)
    held = queries.one(actor, key)
    journal.read(actor, "import", [key], at=clock.now(), purpose="import")
    return files.serve(request, actor, held.file_id)


def _form(
    request: HttpRequest, form: forms.Form, held: ImportRow, title: str, save: str, *, upload: bool = False
) -> HttpResponse:
    return render(request, "residents/import_form.html", {
        "title": title, "form": form, "held": held, "save": save, "upload": upload,
        "cancel_url": reverse("residents:import", args=[held.id]),
    }, status=422 if form.errors else 200)  # fmt: skip


def _heads(
    held: ImportRow, bound: dict[str, dict[str, str]]
) -> tuple[list[tuple[str, str, str]], list[tuple[dict[str, Any], list[tuple[str, str]]]]]:
    """(form field, head, field bound now) of every distinct head, and per table the form fields with their place."""
    heads: list[tuple[str, str, str]] = []
    shown: list[tuple[dict[str, Any], list[tuple[str, str]]]] = []
    seen: set[str] = set()
    for number, table in enumerate(held.tables):
        rows = []
        for index, column, text in table["heads"]:
            if not text or text in seen or text in held.tally.get("forbidden", []):
                continue
            seen.add(text)
            name = f"head-{number}-{index}"
            heads.append((name, text, bound.get(str(number), {}).get(str(index), "")))
            rows.append((name, _("column {letters}").format(letters=column_letters(column))))
        if rows:
            shown.append((table, rows))
    return heads, shown
