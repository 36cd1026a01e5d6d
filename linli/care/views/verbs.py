"""What is done with one case, or with many of one scheme: one question, one form, one action each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.ui.fields import AskedForm

from ..forms.verbs import BatchForm
from ..queries import listing as found
from ..queries import record as records
from ..queries import schemes as terms
from ..rules import codes
from .common import actor_of, asked, today
from .spec import MANY, SPEC, initial_of, values_of

View = Callable[..., HttpResponseBase]
#: As many as one action takes.
MOST = 500


def _single(verb: str) -> View:
    spec = SPEC[verb]

    @accounts.needs(spec.power)
    @require_http_methods(["GET", "POST"])
    @submit_once
    def view(request: HttpRequest, key: int) -> HttpResponse:
        actor, (at, on) = actor_of(request), today()
        page = records.page(actor, key, on=on)
        choices = {}
        if verb == "ask_supplement":
            received = page.facts.get("received", [])
            choices = {"lacking": [(one, one) for one in page.scheme.materials if one not in received]}
        form = spec.form(
            request.POST or None, on=on, initial={**initial_of(verb, on), "version": page.version}
        )
        for name, pairs in choices.items():
            _fill(form, name, pairs)

        def deed(typed: dict[str, Any]) -> None:
            which = {"applications": [key]} if spec.many else {"application": key}
            spec.deed(actor=actor, at=at, on=on, version=typed["version"], **which, **values_of(verb, typed))

        return asked(
            request, form, deed, reverse("care:application", args=[key]), title=spec.title, about=f"{page.name} · {page.scheme.name}",
            save=spec.title, danger=spec.danger, hint=spec.hint,
        )  # fmt: skip

    view.__name__, view.__doc__ = f"application_{verb}", f"{verb} one case."
    return view


def _fill(form: AskedForm, name: str, pairs: list[tuple[str, str]]) -> None:
    field: Any = form.fields[name]
    if pairs:
        field.choices = pairs
    else:
        del form.fields[name]
        form.fields[name] = django_forms.MultipleChoiceField(
            required=False, widget=django_forms.MultipleHiddenInput
        )


def _several(verb: str) -> View:
    spec = SPEC[verb]

    class Form(BatchForm, spec.form):  # type: ignore[name-defined,misc]
        field_order = (*spec.form.base_fields, "chosen")

    @accounts.needs(spec.power)
    @require_http_methods(["GET", "POST"])
    @submit_once
    def view(request: HttpRequest) -> HttpResponse:
        actor, (at, on) = actor_of(request), today()
        code, state = request.GET.get("scheme", ""), request.GET.get("state", "")
        scheme = terms.own(actor, on).get(code)
        if scheme is None or state not in codes.STATES:
            raise NotFound("scheme")
        rows, _total = found.listing(
            actor, found.Filter(scheme=code, state=state), order=found.ORDERS["name"], count=MOST
        )
        journal.read(actor, "person", [one.person for one in rows], at=at, purpose="list")
        pairs = [
            (
                str(one.id),
                one.name
                if len({each.benefit_year for each in rows}) == 1
                else f"{one.name} {one.benefit_year}",
            )
            for one in rows
        ]
        form = Form(
            request.POST or None,
            on=on,
            initial={**initial_of(verb, on), "chosen": [key for key, _name in pairs]},
        )
        field: Any = form.fields["chosen"]
        field.choices = pairs

        def deed(typed: dict[str, Any]) -> None:
            spec.deed(actor=actor, at=at, on=on, applications=typed["chosen"], **values_of(verb, typed))

        return asked(
            request, form, deed, f"{reverse('care:applications')}?scheme={code}", title=spec.title, about=_("Benefit applications"),
            save=spec.title, hint=_("{scheme}: {n} cases, all are chosen. Take out whom it does not concern.").format(scheme=scheme.name, n=len(rows)),
            template="care/batch.html",
        )  # fmt: skip

    view.__name__, view.__doc__ = f"batch_{verb}", f"{verb} many cases of one scheme in one action."
    return view


SINGLE: dict[str, View] = {verb: _single(verb) for verb in SPEC}
SEVERAL: dict[str, View] = {verb: _several(verb) for verb in MANY}
