"""What was written down is corrected; parties are entered, mended, asked for consent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once

from ..actions import registering
from ..forms import disputes as forms
from ..forms import steps
from ..queries import record as found
from ..rules import codes
from .common import asked, buildings, categories, today
from .verbs import HANDLE, address, ask, opened


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Correct what was written down."""
    actor, on, page = opened(request, key)
    at, one = today()[0], page.one
    form = forms.BriefForm(
        request.POST or None, on=on, choices={"category": list(categories(actor, on).items()), "building": buildings(actor, on)},
        initial={"category": one.category, "brief": one.brief, "claim": one.claim, "building": one.building_id, "open_talks": one.open_talks, "version": one.version},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> None:
        registering.change(
            actor=actor, at=at, dispute=key, category=typed["category"], brief=typed["brief"], claim=typed["claim"],
            building=typed.get("building"), open_talks=typed["open_talks"], version=typed["version"],
        )  # fmt: skip

    return asked(request, form, deed, address(key), title=_("Correct"), about=page.title)


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def party(request: HttpRequest, key: int) -> HttpResponse:
    """One more party."""
    actor, on, page = opened(request, key)
    at = today()[0]
    missing = next((side for side in codes.SIDES if not page.of_side(side)), "applicant")
    form = forms.PartyForm(request.POST or None, on=on, initial={"side": missing})

    def deed(_typed: dict[str, Any]) -> None:
        registering.add_party(actor=actor, at=at, dispute=key, who=form.who())

    return asked(request, form, deed, address(key), title=_("Add a party"), about=page.title, save=_("Enter"))


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def party_correct(request: HttpRequest, key: int, party: int) -> HttpResponse:
    """Mend what was typed about a party, or note the paper that was shown."""
    actor, on, page = opened(request, key)
    at, one = today()[0], found.party(page, party)
    names = ("side", "name", "phone", "address", "about", "identity", "agent", "version")
    form = forms.PartyForm(request.POST or None, on=on, initial={name: getattr(one, name) for name in names})

    def deed(typed: dict[str, Any]) -> None:
        registering.correct_party(
            actor=actor, at=at, dispute=key, party=party, who=form.who(), version=typed["version"]
        )

    return asked(request, form, deed, address(key), title=_("Correct a party"), about=page.title)


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def party_drop(request: HttpRequest, key: int, party: int) -> HttpResponse:
    """A party entered by mistake."""
    actor, on, page = opened(request, key)
    at, one = today()[0], found.party(page, party)
    form = steps.PlainForm(request.POST or None, on=on)

    def deed(_typed: dict[str, Any]) -> None:
        registering.drop_party(actor=actor, at=at, dispute=key, party=party)

    return asked(
        request,
        form,
        deed,
        address(key),
        title=_("Take {name} out?").format(name=one.name),
        about=page.title,
        save=_("Take it out"),
        danger=True,
    )


@accounts.needs(HANDLE)
@require_http_methods(["GET", "POST"])
@submit_once
def consent(request: HttpRequest, key: int, party: int) -> HttpResponse:
    """What a party said."""
    _actor, on, page = opened(request, key)
    one = found.party(page, party)
    form = forms.ConsentForm(request.POST or None, on=on, initial={"on": on, "agrees": "yes"})

    def deed(**parts: Any) -> None:
        registering.consent(party=party, **parts)

    return ask(
        request,
        page,
        form,
        deed,
        "agrees",
        "on",
        title=_("Consent of {name}").format(name=one.name),
        save=_("Record"),
    )
