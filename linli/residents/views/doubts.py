"""Two records that may be one: mark, compare, merge, take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel.text import without_controls

from .. import actions, queries
from ..forms import MarkForm
from ..rules import codes
from .common import actor_of, tried, version_of


@accounts.needs("residents.merge")
@require_GET
def doubt(request: HttpRequest, key: int) -> HttpResponse:
    """Both records field by field."""
    actor, at = actor_of(request), clock.now()
    row, differences = queries.doubts.side_by_side(actor, key, on=clock.day_of(at))
    journal.read(actor, "person", [row.kept_id, row.other_id], at=at, purpose="compare")
    state = {
        "marked": _("To decide"),
        "merged": _("Merged"),
        "different": _("Two different people"),
        "undone": _("Taken back"),
    }[row.state]
    told = [(codes.word(codes.FIELDS, one.field), one) for one in differences]
    return render(request, "residents/doubt.html", {
        "title": f"{row.kept_name} · {row.other_name}", "row": row, "differences": told, "state": state,
    })  # fmt: skip


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def mark(request: HttpRequest, key: int) -> HttpResponse:
    """Mark a person as perhaps the same as another one."""
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    page = queries.person.person_for(actor, key, on=on)
    text = without_controls(request.GET.get("q", "")).strip()[:60] or page.name
    found = [one for one in queries.search.find(actor, text, on=on, limit=20) if one.id != key]
    journal.read(actor, "person", [one.id for one in found], at=at, purpose="compare")
    years = (_("{n} years").format(n=one.age) if one.age is not None else "" for one in found)
    others = [
        (one.id, " · ".join(part for part in (one.name, one.door, year) if part))
        for one, year in zip(found, years, strict=True)
    ]
    form = MarkForm(request.POST or None, others=others)

    def deed(values: dict[str, Any]) -> int:
        return actions.mark_doubt(actor=actor, at=at, kept=key, other=values["chosen"], why=values["why"])

    if request.method == "POST" and (made := tried(form, deed)) is not None:
        messages.success(request, _("Marked; a social worker decides."))
        if accounts.may(actor, "residents.merge"):
            return redirect("residents:doubt", made)
        return redirect("residents:person", key)
    context = {
        "title": _("Mark as a duplicate"), "page": page, "form": form, "text": text, "found": found,
        "cancel_url": reverse("residents:person", args=[key]),
    }  # fmt: skip
    return render(request, "residents/mark.html", context, status=422 if form.errors else 200)


@accounts.needs("residents.merge")
@require_POST
@submit_once
def merge(request: HttpRequest, key: int) -> HttpResponse:
    """Make one record of two; the values chosen side by side are kept."""
    chosen = {
        field.removeprefix("take_"): side
        for field, side in request.POST.items()
        if field.startswith("take_") and side in ("kept", "other")
    }
    actions.merge(
        actor=actor_of(request), at=clock.now(), doubt=key, chosen=chosen, version=version_of(request)
    )
    messages.success(request, _("Merged into one record."))
    return redirect("residents:doubt", key)


@accounts.needs("residents.merge")
@require_POST
@submit_once
def unmerge(request: HttpRequest, key: int) -> HttpResponse:
    """Take a merge back: everything returns to the record it came from."""
    actions.unmerge(actor=actor_of(request), at=clock.now(), doubt=key)
    messages.success(request, _("The merge is taken back."))
    return redirect("residents:doubt", key)


@accounts.needs("residents.merge")
@require_POST
@submit_once
def different(request: HttpRequest, key: int) -> HttpResponse:
    """Two different people: they are not held against each other again."""
    actions.find_different(actor=actor_of(request), at=clock.now(), doubt=key, version=version_of(request))
    messages.success(request, _("Noted as two different people."))
    return redirect("residents:doubts")
