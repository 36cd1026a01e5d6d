"""Voting in two steps, choose and confirm; without script. What is chosen travels in the form, never in an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.kernel import Refused

from ..forms.ballot import BallotForm, told
from ..queries.results import DecisionPage
from ..rules.decisions import demand_ballot

#: The cookie that carries the receipt's text to the page that shows it, for ten minutes.
RECEIPT = "ballot_receipt"
STEP, CHECK, CAST, BACK = "step", "check", "cast", "back"

Cast = Callable[[list[str], list[int]], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Around the ballot: its template, where the receipt is shown, further context and hidden fields."""

    template: str
    receipt_url: str
    context: dict[str, Any] = field(default_factory=dict)
    hidden: tuple[tuple[str, str], ...] = ()


def ballot(request: HttpRequest, page: DecisionPage, frame: Frame, cast: Cast) -> HttpResponse:
    """The ballot paper, its confirmation, or the way to the receipt."""
    sent = request.POST if request.POST.get(STEP) in (CHECK, CAST, BACK) else None
    form = BallotForm(sent, asked=page.asked)
    if sent is None or request.POST[STEP] == BACK or not form.is_valid():
        return _paper(request, page, frame, form)
    vote, points = form.ballot()
    try:
        demand_ballot(page.asked, vote, points)
        if request.POST[STEP] == CAST:
            return _done(frame, cast(vote, points))
    except Refused as refused:
        form.add_error("choice" if "choice" in form.fields else None, str(refused))
        return _paper(request, page, frame, form)
    return _confirm(request, page, frame, form, told(page.asked, vote, points))


def _paper(request: HttpRequest, page: DecisionPage, frame: Frame, form: BallotForm) -> HttpResponse:
    context = {
        "title": page.counted.title, "page": page, "form": form, "hidden": frame.hidden, "next": CHECK,
        **frame.context,
    }  # fmt: skip
    return render(request, frame.template, context, status=422 if form.errors else 200)


def _confirm(
    request: HttpRequest, page: DecisionPage, frame: Frame, form: BallotForm, lines: list[str]
) -> HttpResponse:
    kept = [
        (bound.html_name, value)
        for bound in form.ballot_fields
        for value in (bound.value() if isinstance(bound.value(), list) else [bound.value()])
        if value not in (None, "")
    ]
    context = {
        "title": _("Is this your vote?"), "page": page, "form": form, "hidden": (*frame.hidden, *kept), "confirm": True,
        "lines": lines, "next": CAST, **frame.context,
    }  # fmt: skip
    return render(request, frame.template, context)


def _done(frame: Frame, receipt: str) -> HttpResponse:
    response = redirect(frame.receipt_url)
    response.set_signed_cookie(RECEIPT, receipt, max_age=600, httponly=True, samesite="Lax")
    return response
