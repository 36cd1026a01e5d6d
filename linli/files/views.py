"""Serving files by their owner's rule; the page of work that goes on, with its progress."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.base import clock
from linli.files import actions, queries, registry, serving
from linli.files.queries import WorkRef
from linli.kernel import Actor, Saying
from linli.ui.parts import Job, State


@login_required
@require_safe
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """One file, if its owner's rule lets it; else it is not found."""
    return serving.serve(request, _actor(request), file_id)


@login_required
@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """Everything one has started, newest first."""
    found = [
        {"work": one, "title": title(one), "state": _state(one)} for one in queries.works(_actor(request))
    ]
    return render(request, "files/works.html", {"title": _("Started by me"), "found": found})


@login_required
@require_safe
def work(request: HttpRequest, work_id: int) -> HttpResponse:
    """One piece of work: how far it is, its file when done, why it failed and how to go on."""
    return render(request, "files/work.html", _context(request, work_id))


@login_required
@require_safe
def progress(request: HttpRequest, work_id: int) -> HttpResponse:
    """The progress piece alone, asked every second by htmx."""
    return render(request, "files/progress.html", _context(request, work_id))


@login_required
@require_POST
def resume(request: HttpRequest, work_id: int) -> HttpResponse:
    """Start failed work again."""
    actions.resume(actor=_actor(request), work_id=work_id, at=clock.now())
    return redirect("files:work", work_id)


def title(one: WorkRef) -> str:
    """What the work is called."""
    kind = registry.kinds.get(one.kind)
    return str(one.facts.get("title") or (kind.label if kind else one.kind))


def _context(request: HttpRequest, work_id: int) -> dict[str, Any]:
    one = queries.work_ref(queries.work(_actor(request), work_id))
    return {"title": title(one), "work": one, "job": job(one), "can_resume": one.state == "failed"}


def job(one: WorkRef) -> Job:
    """The work as the progress piece wants it."""
    kind = registry.kinds.get(one.kind)
    page = kind.url(one.key, one.id) if kind and kind.url and one.state == "done" else ""
    own = reverse("files:file", args=[one.file_id]) if one.file_id else ""
    fault = one.facts.get("fault")
    return Job(
        url=reverse("files:progress", args=[one.id]),
        label=title(one) if one.state != "waiting" else _("{what}, waiting to begin").format(what=title(one)),
        done=one.done,
        total=one.total or None,
        unit=kind.unit if kind and kind.unit else "",
        finished=one.state == "done",
        failed=Saying(fault[0], tuple(fault[1].items())) if one.state == "failed" and fault else "",
        result_url=(own or page) if one.state == "done" else "",
        result=_("Download") if own else _("Open"),
    )


def _state(one: WorkRef) -> State:
    words = {
        "waiting": ("waiting", _("waiting")),
        "running": ("hand", _("going on")),
        "done": ("done", _("done")),
        "failed": ("late", _("did not finish")),
    }
    kind, word = words[one.state]
    return State(kind, word, quiet=one.state == "done")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
