"""What is done about a decision: one question, one form, one action each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.residents import api as residents
from linli.ui.fields import AskedForm

from ..actions import closing, drafting
from ..forms import decisions as forms
from ..forms.ballot import titled
from ..queries import results
from ..rules.decisions import Voter
from .common import actor_of, asked, today

#: So many lines the roll of a community has at most.
_MOST = 200_000
_ADULT = 18


def _page(key: int) -> str:
    return reverse("ballots:decision", args=[key])


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A decision is drafted."""
    actor, (at, on) = actor_of(request), today()
    form = forms.DraftForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        return drafting.draft(
            actor=actor, at=at, title=typed["title"], question=typed["question"], secret=typed["secret"], kind=typed["kind"],
            options=typed["options"], rule=typed["declared"], limit=typed["limit"], budget=typed["fen"],
            ties=(typed["ties"],) if typed["ties"] else (),
        )  # fmt: skip

    return asked(
        request, form, deed, reverse("ballots:decisions"), to=_page, title=_("Draft a vote"), about=_("Votes"),
        save=_("Save the draft"), hint=_("What is asked and how it is counted is fixed from opening on."),
    )  # fmt: skip


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def open_(request: HttpRequest, key: int) -> HttpResponse:
    """The roll is fixed and voting begins."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    form = forms.OpenForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> None:
        drafting.open_vote(
            actor=actor, at=at, decision=key, roll=_roll(actor, typed["source"], typed["lines"], on),
            until=_end(typed["until"], typed["hour"]), booths=typed["booths"],
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), title=_("Open voting"), about=page.counted.title, save=_("Open voting"),
        question=_("Fix the roll and open “{title}”? Afterwards neither roll nor question can be changed.").format(title=page.counted.title),
    )  # fmt: skip


def _roll(actor: Actor, source: str, typed: list[Voter], on: dt.date) -> list[Voter]:
    """The roll as it was asked for; a typed list stands as it is."""
    if source == forms.TYPED:
        return typed
    if source == "council":
        held = accounts.holders(actor.community or 0, source, on)
        return [Voter(str(place), one.name, user=one.user_id) for place, one in enumerate(held, 1)]
    where = residents.PeopleFilter(group="living", ages=(_ADULT, None))
    people = residents.listing(actor, where, on=on, sort="door", size=_MOST).rows
    if source == forms.HOUSEHOLDS:
        people = [one for one in people if one.head]
    return [Voter(f"{place:05d}", one.name, person=one.id) for place, one in enumerate(people, 1)]


def _end(day: dt.date | None, hour: dt.time | None) -> dt.datetime | None:
    """The moment at which voting ends: the hour, or the end of the day."""
    if day is None:
        return None
    if hour is None:
        return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.SHANGHAI)
    return dt.datetime.combine(day, hour, clock.SHANGHAI)


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """No vote is taken any more."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: closing.end_voting(actor=actor, at=at, decision=key),
        _page(key), title=_("End voting"), about=page.counted.title, save=_("End voting"),
        question=_("End voting on “{title}”? Nobody can vote afterwards; sheets of paper are still typed in.").format(
            title=page.counted.title
        ),
    )  # fmt: skip


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """The votes are counted."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: closing.close(actor=actor, at=at, decision=key),
        _page(key), title=_("Count the votes"), about=page.counted.title, save=_("Count the votes"),
        question=_("Close “{title}” and count by the declared rule? The result stays.").format(title=page.counted.title),
    )  # fmt: skip


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The vote is not held, or not finished."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    return asked(
        request, forms.ReasonForm(request.POST or None, on=on),
        lambda typed: drafting.withdraw(actor=actor, at=at, decision=key, reason=typed["reason"]), _page(key),
        title=_("Withdraw the vote"), about=page.counted.title, save=_("Withdraw the vote"), danger=True,
        question=_("Withdraw “{title}”? Nothing is counted, ballots are destroyed unread.").format(title=page.counted.title),
    )  # fmt: skip


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def lot(request: HttpRequest, key: int) -> HttpResponse:
    """The lot was drawn."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    tied = [(one, page.counted.lines[one].name) for one in page.open]
    form = forms.LotForm(request.POST or None, on=on, tied=tied)
    return asked(
        request, form,
        lambda typed: closing.draw_lot(actor=actor, at=at, decision=key, order=form.order(), note=typed["note"]),
        _page(key), title=_("Enter the lot"), about=page.counted.title,
        hint=_("These stand equal and the declared rule does not part them. The lot is drawn in public and written down here."),
    )  # fmt: skip


@accounts.needs("ballots.override")
@require_http_methods(["GET", "POST"])
@submit_once
def override(request: HttpRequest, key: int) -> HttpResponse:
    """People decide otherwise than was computed."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    form = forms.OverrideForm(
        request.POST or None, on=on, options=[(one.key, titled(one)) for one in page.asked.options],
        initial={"winners": list(page.counted.overridden or page.counted.winners), "reason": page.override_reason},
    )  # fmt: skip
    return asked(
        request, form,
        lambda typed: closing.override(actor=actor, at=at, decision=key, winners=typed["winners"], reason=typed["reason"]),
        _page(key), title=_("Decide otherwise"), about=page.counted.title,
        hint=_("The computed result stays and is shown; what you choose stands beside it with your name and reason."),
    )  # fmt: skip


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def booth_new(request: HttpRequest, key: int) -> HttpResponse:
    """A further booth."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    return asked(
        request, forms.BoothForm(request.POST or None, on=on),
        lambda typed: drafting.add_booth(actor=actor, at=at, decision=key, name=typed["name"]), _page(key),
        to=lambda booth: reverse("ballots:booth", args=[booth]), title=_("Add a booth"), about=page.counted.title,
    )  # fmt: skip
