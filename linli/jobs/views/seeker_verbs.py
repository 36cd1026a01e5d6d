"""What is done with a registration: begun, corrected, helped, hardship, ended; referred."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import NotFound
from linli.residents import api as residents

from ..actions import posts, seekers
from ..forms import records as forms
from ..queries import posts as found_posts
from ..queries import seekers as found
from ..rules import codes
from .common import actor_of, asked, person_of, redirect, today, who_url


def _page(key: int) -> str:
    return reverse("jobs:seeker", args=[key])


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """求职登记、失业登记."""
    actor, (at, on) = actor_of(request), today()
    person = person_of(request)
    if person is None:
        return redirect(who_url("seeker"))
    who = residents.traits(actor, [person], on=on).get(person)
    if who is None:
        raise NotFound("person")
    form = forms.SeekerForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        parts = seekers.Parts(
            kind=typed["kind"], **{name: typed[name] or _empty(name) for name in seekers.FIELDS}
        )
        return seekers.register(actor=actor, at=at, person=person, on=typed["on"], today=on, parts=parts)

    return asked(
        request, form, deed, reverse("jobs:seekers"), to=_page, title=_("Register a jobseeker"), save=_("Register"),
        about=_("Jobseekers"), hint=_("{name}, {age} years old").format(name=who.name, age=who.age if who.age is not None else "—"),
    )  # fmt: skip


def _empty(name: str) -> Any:
    return None if name in ("lost_on", "pay") else "any" if name == "shift" else ""


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """What is looked for and why changed, or was typed wrongly."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    row = page.row
    held = {
        "category": page.category, "number": page.number, "lost_on": row.lost_on, "cause": page.cause, "trade": row.trade, "pay": row.pay,
        "place": page.place, "shift": page.shift, "skills": page.skills, "version": row.version,
    }  # fmt: skip
    form = forms.CorrectSeekerForm(request.POST or None, on=on, initial=held)

    def deed(typed: dict[str, Any]) -> None:
        values = {name: typed[name] or _empty(name) for name in seekers.FIELDS}
        values["category"] = values["category"] or page.category
        seekers.correct(actor=actor, at=at, seeker=key, values=values, version=typed["version"])

    return asked(request, form, deed, _page(key), title=_("Correct the registration"), about=row.name)


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def help_with(request: HttpRequest, key: int) -> HttpResponse:
    """就业援助."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.HelpForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form,
        lambda typed: seekers.help_with(actor=actor, at=at, seeker=key, on=typed["on"], today=on, way=typed["way"], text=typed["text"]),
        _page(key), title=_("Write down help"), save=_("Enter"), about=row.name,
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hardship_new(request: HttpRequest, key: int) -> HttpResponse:
    """就业困难认定."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.HardshipForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form,
        lambda typed: seekers.call_hard(actor=actor, at=at, seeker=key, kind=typed["kind"], evidence=typed["evidence"], on=typed["on"], today=on),
        _page(key), to=lambda done: _page(key), title=_("Enter a hardship"), save=_("Enter"), about=row.name,
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hardship_end(request: HttpRequest, key: int) -> HttpResponse:
    """It no longer holds."""
    actor, (at, on) = actor_of(request), today()
    seeker, held = found.hardship(actor, key)
    form = forms.EndHardshipForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form,
        lambda typed: seekers.end_hardship(actor=actor, at=at, hardship=key, on=typed["on"], today=on, mistake=typed["mistake"]),
        _page(seeker), to=_page, title=_("End the hardship"), save=_("End it"), danger=True,
        question=_("End the hardship “{kind}”?").format(kind=codes.word(codes.HARDSHIPS, held.kind)), about=_("Back"),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """注销登记."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.EndSeekerForm(request.POST or None, on=on, initial={"on": on, "version": row.version})
    return asked(
        request, form,
        lambda typed: seekers.end(actor=actor, at=at, seeker=key, ending=typed["ending"], on=typed["on"], today=on, version=typed["version"]),
        _page(key), title=_("End the registration"), save=_("End the registration"), danger=True, about=row.name,
        question=_("End the registration of {name}?").format(name=row.name),
        hint=_("Who found work is entered as an employment; the registration then ends by itself."),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def refer(request: HttpRequest, key: int) -> HttpResponse:
    """推荐: for a post of the list or elsewhere."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.ReferForm(
        request.POST or None, on=on, choices={"vacancy": found_posts.open_posts(actor, on=on)},
        initial={"on": on, "vacancy": request.GET.get("vacancy", "")},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> int:
        names = ("route", "by", "on", "unit", "trade")
        return posts.refer(
            actor=actor,
            at=at,
            seeker=key,
            today=on,
            vacancy=typed.get("vacancy"),
            **{name: typed[name] for name in names},
        )

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Refer"), save=_("Refer"), about=row.name,
        hint=_("Looks for: {trade}").format(trade=row.trade) if row.trade else "",
    )  # fmt: skip
