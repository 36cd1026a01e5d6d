"""公开承诺 and questionnaires without an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.base import limits, proof
from linli.base.submit import submit_once
from linli.kernel import Refused
from linli.ui.deeds import tried

from ..actions import objecting, surveying
from ..forms.more import SheetForm
from ..queries import pledges as promised
from ..queries import surveys as found
from ..rules import codes
from .pledges import rated_words
from .public import Here, at_home, page

PURPOSE = "questionnaire"


@require_safe
@at_home
def pledges(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Who promised what, what was done, how it ended, how it was rated."""
    rows = [
        {"one": one, "state": codes.word(codes.PLEDGE_STATES, one.state), "maker": codes.word(codes.MAKERS, one.maker), "rated": rated_words(one)}
        for one in promised.public(here.community)
    ]  # fmt: skip
    return page(request, here, "pledges", _("Public pledges"), {"rows": rows}, back=here.url("board:board"))


@require_http_methods(["GET", "HEAD", "POST"])
@at_home
@submit_once
def survey(request: HttpRequest, here: Here, key: int) -> HttpResponseBase:
    """Filled in with number and code of the sheet; after its end the counts."""
    one = found.public(here.community, key, here.on)
    running = one.row.state == "open" and here.on < one.row.end
    form = SheetForm(request.POST or None, on=here.on, questions=one.questions, coded=True)
    sent_it = running and request.method == "POST" and form.is_valid() and _by_a_person(request, here, form)
    if sent_it and tried(form, lambda typed: _return(here, key, form, typed)) is not None:
        return redirect(reverse("board:survey_sent", args=[here.area, key]))
    return page(request, here, "survey", one.row.title, {
        "one": one, "form": form, "running": running, "fields": [form[f"q{each.place}"] for each in one.questions],
        "counts": [(each, list(zip(each.options, each.counts, strict=True))) for each in one.questions if each.options],
        "closed": one.row.state == "closed", "proof": proof.fields(PURPOSE, at=here.at, sent=request.POST or None),
    }, back=here.url("board:board"), status=422 if form.errors else 200)  # fmt: skip


@require_safe
@at_home
def sent(request: HttpRequest, here: Here, key: int) -> HttpResponseBase:
    """We have it."""
    one = found.public(here.community, key, here.on)
    return page(
        request, here, "survey_sent", _("We have your sheet"), {"one": one}, back=here.url("board:board")
    )


def _return(here: Here, key: int, form: SheetForm, typed: dict[str, Any]) -> None:
    surveying.give_back(
        actor=objecting.resident(here.community), at=here.at, questionnaire=key, number=typed["number"], code=typed["code"], said=form.said,
        on=here.on, way="page",
    )  # fmt: skip


def _by_a_person(request: HttpRequest, here: Here, form: SheetForm) -> bool:
    try:
        proof.demand(request.POST, PURPOSE, source=limits.source(request), at=here.at)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
