"""民情登记卡: what the household told us; several people may write it, none over another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.ui.deeds import tried
from linli.ui.parts import Differing, Link
from linli.ui.words import moment_words

from ..actions import sheets as actions
from ..forms.visits import SheetForm
from ..queries import sheets, visit_pages
from ..queries.visit_pages import Filter
from ..rules.sheets import FIELDS
from . import visits as visit_views
from .common import actor_of, today


@accounts.needs("contact.visit")
@require_GET
def page(request: HttpRequest, key: int) -> HttpResponse:
    """The sheet of a household, and its visits."""
    actor, (at, on) = actor_of(request), today()
    sheet = sheets.page(actor, key, on)
    journal.read(actor, "household", [key], at=at, purpose="household sheet")
    found, total = visit_pages.listing(actor, Filter(household=key), on=on, count=20)
    said = (
        _("Last written by {who}, {when}").format(who=sheet.changed_by, when=moment_words(sheet.changed_at, at))
        if sheet.changed_at
        else _("Nothing is written yet.")
    )  # fmt: skip
    return render(request, "contact/sheet.html", {
        "title": _("Household sheet of {door}").format(door=sheet.door), "sheet": sheet, "words": said,
        "back_url": reverse("residents:household", args=[key]) if accounts.may(actor, "residents.read") else reverse("contact:visits"),
        "fields": [(word, sheet.fields[name]) for name, (_most, word) in FIELDS.items()],
        "verbs": [Link(_("Edit"), reverse("contact:sheet_edit", args=[key])), Link(_("Write a visit down"), f"{reverse('contact:visit_new')}?household={key}")],
        "visits": [(one, visit_views.sentence(one, on)) for one in found], "total": total,
    })  # fmt: skip


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Write fields; what a colleague wrote meanwhile is shown beside, field by field."""
    actor, (at, on) = actor_of(request), today()
    sheet = sheets.page(actor, key, on)
    now = {**sheet.fields, **{f"before_{name}": text for name, text in sheet.fields.items()}}
    form = SheetForm(request.POST or None, on=on, initial=now)

    def deed(values: dict[str, Any]) -> actions.Edited:
        return actions.edit(
            actor=actor, at=at, household=key, before={name: values[f"before_{name}"] for name in FIELDS},
            fields={name: values[name] for name in FIELDS},
        )  # fmt: skip

    done: actions.Edited | None = tried(form, deed) if request.method == "POST" else None
    if done is not None and not done.clashes:
        messages.success(request, _("Saved."))
        return redirect("contact:sheet", key)
    clashes = []
    if done is not None:
        clashes = [Differing(FIELDS[one.field][1], one.theirs, one.mine, one.before) for one in done.clashes]
        fresh = sheets.page(actor, key, on)
        values = {name: form.cleaned_data[name] for name in FIELDS} | {
            f"before_{name}": fresh.fields[name] for name in FIELDS
        }
        form = SheetForm(on=on, initial=values)
        sheet = fresh
    status = 409 if clashes else 422 if form.errors else 200
    return render(request, "contact/sheet_edit.html", {
        "title": _("Household sheet of {door}").format(door=sheet.door), "form": form, "clashes": clashes, "sheet": sheet,
        "shown": [form[name] for name in FIELDS], "cancel_url": reverse("contact:sheet", args=[key]),
    }, status=status)  # fmt: skip
