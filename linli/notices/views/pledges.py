"""公开承诺: the list, one with its follow-up, what is done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel.rounding import ratio_text
from linli.places import api as places
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day, span_words

from ..actions import pledging
from ..forms import more
from ..forms import notices as forms
from ..queries import pledges as found
from ..queries.pledges import PledgeRow
from ..rules import codes
from .common import actor_of, asked, links, today, verb_of

_DRAFT, _APPROVE = "notices.draft", "notices.approve"


def _page(key: int) -> str:
    return reverse("notices:pledge", args=[key])


@accounts.needs("notices.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Open ones first, by their day."""
    actor, (_at, on) = actor_of(request), today()
    address, form = Address.of(request.GET), more.PledgesForm(request.GET or None)
    rows, total = found.listing(
        actor, text=form.value("q"), state=form.value("state"), order=address.order(found.ORDERS) or None, start=address.start, count=address.size
    )  # fmt: skip
    table = Table(
        [Column("text", _("What is promised"), phone="title"), Column("who", _("Pledged by"), sort=True, phone="first", whole=True),
         Column("maker", _("Who promises"), phone="first"), Column("last", _("Promised day"), "day", sort=True, phone="second"),
         Column("done", _("Followed up"), "number"), Column("rated", _("Rated good")), Column("state", _("State"), "status", phone="second")],
        [Row({"text": one.text, "who": one.who, "maker": codes.word(codes.MAKERS, one.maker), "last": one.last, "done": one.done,
              "rated": rated_words(one) or "—", "state": state_of(one, on)}, _page(one.id), str(one.id)) for one in rows],
        address, total, caption=_("{n} pledges").format(n=number_words(total)), empty=_("No pledge fits. Clear a filter."),
    )  # fmt: skip
    code = places.community(actor.community or 0, on).code
    return render(request, "ui/listing.html", {
        "title": _("Public pledges"), "form": form, "table": table, "verb": _("Enter a pledge"),
        "verb_url": reverse("notices:pledge_new") if accounts.may(actor, _DRAFT) else "",
        "links": [Link(_("Public page"), reverse("board:pledges", args=[code]))] if code else [],
    })  # fmt: skip


def state_of(one: PledgeRow, on: dt.date) -> State:
    """Overdue, under way, or how it ended."""
    if one.late(on):
        return State("late", _("its day is over"))
    return State(
        "hand" if one.state == "open" else "ended",
        codes.word(codes.PLEDGE_STATES, one.state),
        quiet=one.state != "open",
    )


def rated_words(one: PledgeRow) -> str:
    """92.0%（46/50）, "" before it is rated."""
    return ratio_text(one.rated[0], sum(one.rated)) if one.rated else ""


@accounts.needs("notices.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One pledge: what, measured how, until when, what was done."""
    actor, (_at, on) = actor_of(request), today()
    one, go = found.page(actor, key), verb_of(key)
    if one.state == "open":
        verbs = [
            (_DRAFT, _("Follow up"), go("pledge_follow_up")),
            (_APPROVE, _("Settle"), go("pledge_settle")),
        ]
    else:
        verbs = [(_DRAFT, _("Enter the rating"), go("pledge_rate"))]
    table = Table(
        [Column("on", _("Day"), "day", phone="title"), Column("text", _("What was done"), phone="first")],
        [Row({"on": day, "text": text}) for day, text in one.follow_ups], empty=_("Nothing is written down yet."),
    )  # fmt: skip
    facts: list[tuple[str, object, str]] = [
        (_("Pledged by"), one.who, ""), (_("Who promises"), codes.word(codes.MAKERS, one.maker), ""), (_("Measured by"), one.measure, ""),
        (_("From and to"), span_words(one.start, one.end, on), ""),
    ]  # fmt: skip
    if one.rated:
        good, fair, poor = one.rated
        facts.append(
            (
                _("Rated"),
                _("good {good}, fair {fair}, poor {poor}").format(good=good, fair=fair, poor=poor),
                "",
            )
        )
    return render(request, "ui/record.html", {
        "title": one.text, "back_url": reverse("notices:pledges"), "words": _sentence(one, on), "verbs": links(actor, *verbs),
        "links": links(actor, (_APPROVE, _("Take the pledge out"), go("pledge_withdraw"))), "groups": [(_("Follow-up"), table)],
        "texts": [(_("What came of it"), one.outcome)] if one.outcome else [], "facts_of": facts,
    })  # fmt: skip


def _sentence(one: PledgeRow, on: dt.date) -> str:
    day = short_day(one.last, on)
    if one.late(on):
        return _("Promised until {day}; that day is over").format(day=day)
    if one.state == "open":
        return _("Promised until {day}").format(day=day)
    rated = rated_words(one)
    told = codes.word(codes.PLEDGE_STATES, one.state)
    return f"{told} · {_('rated good')} {rated}" if rated else told


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A pledge is made public."""
    actor, (at, on) = actor_of(request), today()
    form = more.PledgeForm(request.POST or None, on=on, initial={"start": on, "maker": "member"})

    def deed(_typed: dict[str, Any]) -> int:
        return pledging.promise(actor=actor, at=at, **form.parts)

    return asked(
        request, form, deed, reverse("notices:pledges"), to=_page, title=_("Enter a pledge"), about=_("Public pledges"),
        hint=_("Residents read it at once, with the name, until it is settled and afterwards."), save=_("Make public"),
    )  # fmt: skip


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def follow_up(request: HttpRequest, key: int) -> HttpResponse:
    """What was done."""
    on = today()[1]
    return _asked(
        request,
        key,
        more.FollowUpForm,
        pledging.follow_up,
        _("Follow up"),
        "on",
        "text",
        initial={"on": on},
        fixed={"today": on},
    )


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """Kept or not."""
    return _asked(
        request,
        key,
        more.SettleForm,
        pledging.settle,
        _("Settle"),
        "state",
        "outcome",
        "version",
        fixed={"on": today()[1]},
    )


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def rate(request: HttpRequest, key: int) -> HttpResponse:
    """How residents rated it."""
    return _asked(
        request,
        key,
        more.RateForm,
        pledging.rate,
        _("Enter the rating"),
        "good",
        "fair",
        "poor",
        "version",
        fixed={"on": today()[1]},
    )


@accounts.needs(_APPROVE)
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Entered by mistake."""
    return _asked(
        request,
        key,
        forms.ReasonForm,
        pledging.withdraw,
        _("Take the pledge out"),
        "reason",
        "version",
        danger=True,
        to_list=True,
    )


def _asked(
    request: HttpRequest, key: int, kind: Callable[..., Any], deed: Callable[..., Any], verb: str, *names: str,
    initial: dict[str, Any] | None = None, fixed: dict[str, Any] | None = None, danger: bool = False, to_list: bool = False,
) -> HttpResponse:  # fmt: skip
    actor, (at, on) = actor_of(request), today()
    one = found.page(actor, key)
    form = kind(request.POST or None, on=on, initial={"version": one.version, **(initial or {})})

    def done(typed: dict[str, Any]) -> None:
        deed(actor=actor, at=at, pledge=key, **{name: typed[name] for name in names}, **(fixed or {}))

    back = _page(key)
    return asked(
        request, form, done, back, to=(lambda _done: reverse("notices:pledges")) if to_list else None, title=verb, about=one.text, save=verb,
        danger=danger,
    )  # fmt: skip
