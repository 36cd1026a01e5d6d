"""Voting in two steps, choose and confirm; without script. What is chosen travels in the form, never in an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.kernel import Refused, say

from ..forms.ballot import BallotForm, told
from ..queries.results import DecisionPage
from ..rules.decisions import Asked, demand_ballot

#: The cookie that carries the receipt's text to the page that shows it, for ten minutes.
RECEIPT = "ballot_receipt"
STEP, CHECK, CAST, BACK = "step", "check", "cast", "back"


@dataclass(frozen=True, slots=True)
class Frame:
    """Around the ballot: its template, further context and hidden fields."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    hidden: tuple[tuple[str, str], ...] = ()


def read(request: HttpRequest, asked: Asked) -> tuple[list[str], list[int]]:
    """What was sent as a ballot. Raises Refused where it is none."""
    form = BallotForm(request.POST, asked=asked)
    if not form.is_valid():
        raise Refused(say("The ballot is not filled in as it should be."))
    return form.ballot()


def ballot(
    request: HttpRequest, page: DecisionPage, frame: Frame, wrong: Refused | None = None
) -> HttpResponse:
    """The ballot paper or its confirmation; wrong: why the ballot was not taken."""
    sent = request.POST if request.POST.get(STEP) in (CHECK, CAST, BACK) else None
    form = BallotForm(sent, asked=page.asked)
    if sent is None or request.POST[STEP] == BACK or not form.is_valid():
        return _paper(request, page, frame, form)
    vote, points = form.ballot()
    try:
        if wrong is not None:
            raise wrong
        demand_ballot(page.asked, vote, points)
    except Refused as refused:
        form.add_error("choice" if "choice" in form.fields else None, str(refused))
        return _paper(request, page, frame, form)
    return _confirm(request, page, frame, form, told(page.asked, vote, points))


def done(url: str, receipt: str) -> HttpResponse:
    """The vote lies in the box: on to the receipt, whose text travels in a cookie for ten minutes."""
    response = redirect(url)
    response.set_signed_cookie(RECEIPT, receipt, max_age=600, httponly=True, samesite="Lax")
    return response


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
