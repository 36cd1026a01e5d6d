"""招募: the calls, one call with everybody who applied, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.places import api as places
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.tags import inline
from linli.ui.words import number_words

from ..actions import recruitments
from ..actions.recruitments import Parts
from ..forms import recruitments as forms
from ..forms.people import PlainForm
from ..queries import recruitments as found
from ..queries.recruitments import CandidateRow, RecruitmentRow
from ..rules import codes
from .common import actor_of, asked, links, today, verb_of

_KEEP = "contact.keep"


@accounts.needs(_KEEP)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every call, newest first."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    rows, total = found.listing(actor, start=address.start, count=address.size)
    table = Table(
        [Column("title", _("Title"), phone="title"), Column("state", _("State"), phone="first"), Column("seats", _("Seats"), "number"),
         Column("applied", _("Applied"), "number", phone="second"), Column("chosen", _("Chosen"), "number", phone="second"),
         Column("start", _("Applications from"), "day"), Column("last", _("Last day of applications"), "day")],
        [Row({"title": x.title, "state": codes.RECRUITMENTS[x.call.phase(on)], "seats": x.call.seats, "applied": x.applied,
              "chosen": x.call.chosen, "start": x.call.start, "last": x.call.last}, _page(x.id), str(x.id)) for x in rows],
        address, total, caption=_("{n} recruitments").format(n=number_words(total)),
        empty=_("No recruitment yet. Draft the first one."),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Recruitments"), "table": table, "verb": _("Draft a recruitment"), "verb_url": reverse("contact:recruitment_new"),
        "links": [Link(_("Roster"), reverse("contact:messengers"))],
    })  # fmt: skip


@accounts.needs(_KEEP)
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One call: what it says, who applied, what comes next."""
    actor, (at, on) = actor_of(request), today()
    one = found.page(actor, key)
    journal.read(actor, "candidate", [x.id for x in one.candidates], at=at, purpose="record")
    phase, go = one.call.phase(on), verb_of(key)
    verbs = {
        "draft": ((_("Publish"), go("recruitment_publish")), (_("Correct"), go("recruitment_correct"))),
        "open": ((_("Note an application"), go("recruitment_apply")),),
        "choosing": ((_("Close the recruitment"), go("recruitment_close")),),
    }.get(phase, ())
    return render(request, "ui/record.html", {
        "title": one.title, "back_url": reverse("contact:recruitments"), "words": _state(one, phase), "verbs": links(actor, *verbs),
        "links": links(actor, (_("Drop"), go("recruitment_drop"))) if phase in ("draft", "open") else [],
        "texts": [(_("Text"), one.text)], "groups": [(_("Who applied"), _candidates(one, phase))], "facts_of": _facts(actor, one, on, request),
    })  # fmt: skip


def _state(one: RecruitmentRow, phase: str) -> str:
    if phase == "open":
        return _("Applications open until {day}; {n} applied").format(
            day=one.call.last.isoformat(), n=one.applied
        )
    if phase == "choosing":
        return _("{n} applied, {m} of {seats} seats taken, {k} without an answer").format(
            n=one.applied, m=one.call.chosen, seats=one.call.seats, k=one.call.waiting
        )
    return str(codes.RECRUITMENTS[phase])


def _candidates(one: RecruitmentRow, phase: str) -> Table:
    return Table(
        [Column("name", _("Full name"), phone="title", whole=True), Column("phone", _("Phone"), phone="first", whole=True),
         Column("hours", _("When could they answer"), phone="second"), Column("words", _("In their own words")), Column("state", _("State"), phone="second"),
         Column("verb", "", "verb", phone="second")],
        [Row({"name": x.name, "phone": inline.phone(x.phone, f"tel:{x.dial}"), "hours": x.hours or "—", "words": x.words or "—",
              "state": _told(x), "verb": _choose(x, phase)}) for x in one.candidates],
        empty=_("Nobody has applied yet."),
    )  # fmt: skip


def _told(one: CandidateRow) -> str:
    word = str(codes.CANDIDATES[one.state])
    return f"{word}：{one.reason}" if one.reason else word


def _choose(one: CandidateRow, phase: str) -> object:
    if one.state != "applied":
        return ""
    go = verb_of(one.id)
    if phase == "choosing":
        return inline.button(_("Choose this candidate"), go("candidate_choose")) + inline.button(
            _("Do not choose"), go("candidate_refuse")
        )
    return inline.button(_("Withdraw the application"), go("candidate_withdraw"))


def _facts(actor: Actor, one: RecruitmentRow, on: Any, request: HttpRequest) -> list[tuple[str, object, str]]:
    call = one.call
    facts: list[tuple[str, object, str]] = [
        (_("Seats"), call.seats, ""), (_("Applications from"), call.start.isoformat(), ""),
        (_("Last day of applications"), call.last.isoformat(), ""), (_("Term from"), one.term_start.isoformat(), ""),
        (_("Last day of the term"), one.term_last.isoformat(), ""),
    ]  # fmt: skip
    if call.state == "open":
        code = places.community(actor.community or 0, on).code
        url = reverse("calling:call", args=[code, one.id])
        facts.append((_("Page to apply on"), request.build_absolute_uri(url), url))
    return facts


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Draft a call."""
    actor, (at, on) = actor_of(request), today()
    form = forms.RecruitmentForm(request.POST or None, on=on, initial={"start": on})

    def deed(_typed: dict[str, Any]) -> int:
        return recruitments.draft(actor=actor, at=at, parts=Parts(**form.columns))

    return asked(
        request, form, deed, reverse("contact:recruitments"), to=_page, title=_("Draft a recruitment")
    )


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Change a draft."""
    actor, (at, on) = actor_of(request), today()
    one = found.page(actor, key)
    form = forms.RecruitmentForm(request.POST or None, on=on, initial={
        "title": one.title, "text": one.text, "seats": one.call.seats, "start": one.call.start, "last": one.call.last,
        "term_start": one.term_start, "term_last": one.term_last, "version": one.version,
    })  # fmt: skip

    def deed(typed: dict[str, Any]) -> None:
        recruitments.correct(
            actor=actor, at=at, recruitment=key, parts=Parts(**form.columns), version=typed["version"]
        )

    return asked(request, form, deed, _page(key), title=_("Correct"), about=one.title)


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """Open applications."""
    words = _("Residents read it and apply from {start} to {last}; what it says stays.")
    return _plain(request, key, recruitments.publish, _("Publish"), words)


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """All who applied have an answer."""
    return _plain(
        request,
        key,
        recruitments.close,
        _("Close the recruitment"),
        _("Everybody who applied has an answer."),
    )


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """It comes to nothing."""
    return _plain(request, key, recruitments.drop, _("Drop"), _("Nobody can apply any more."), danger=True)


def _plain(
    request: HttpRequest, key: int, deed: Callable[..., Any], verb: str, words: str, *, danger: bool = False
) -> HttpResponse:
    actor, (at, on) = actor_of(request), today()
    one = found.page(actor, key)
    form = PlainForm(request.POST or None, on=on, initial={"version": one.version})

    def done(typed: dict[str, Any]) -> None:
        deed(actor=actor, at=at, recruitment=key, version=typed["version"])

    hint = words.format(start=one.call.start.isoformat(), last=one.call.last.isoformat())
    return asked(
        request, form, done, _page(key), title=verb, about=one.title, save=verb, danger=danger, hint=hint
    )


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def apply(request: HttpRequest, key: int) -> HttpResponse:
    """An application at the counter."""
    actor, (at, on) = actor_of(request), today()
    one = found.page(actor, key)
    form = forms.ApplyForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> None:
        made = recruitments.apply(
            actor=actor,
            at=at,
            recruitment=key,
            **{name: typed[name] for name in ("name", "phone", "words", "hours")},
        )
        if not made.new:
            raise Refused(say("This phone has applied already."), "phone")

    return asked(
        request, form, deed, _page(key), title=_("Note an application"), about=one.title, save=_("Enter")
    )


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Chosen."""
    return _answer(request, key, recruitments.choose, forms.AnswerForm, _("Choose this candidate"))


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def refuse(request: HttpRequest, key: int) -> HttpResponse:
    """Not chosen."""
    return _answer(request, key, recruitments.refuse, forms.RefuseForm, _("Do not choose"))


@accounts.needs(_KEEP)
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The candidate took it back."""
    return _answer(request, key, recruitments.withdraw, forms.AnswerForm, _("Withdraw the application"))


def _answer(
    request: HttpRequest, key: int, deed: Callable[..., Any], kind: Callable[..., Any], verb: str
) -> HttpResponse:
    actor, (at, on) = actor_of(request), today()
    one, call = found.candidate(actor, key)
    form = kind(request.POST or None, on=on, initial={"version": one.version})

    def done(typed: dict[str, Any]) -> None:
        deed(actor=actor, at=at, candidate=key, reason=typed["reason"], version=typed["version"])

    return asked(
        request,
        form,
        done,
        _page(call),
        title=f"{verb} {one.name}",
        about=_("Back to the list"),
        save=verb,
        hint=one.words,
    )


def _page(key: int) -> str:
    return reverse("contact:recruitment", args=[key])
