"""四议两公开: matters on their way, one step by step, and taking the next one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.files import api as files
from linli.kernel import Actor
from linli.ui.fields import AskedForm
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..actions import steps
from ..actions.steps import Counted
from ..forms import motions as forms
from ..forms.meetings import AttachForm
from ..queries import motions
from ..queries import steps as found
from ..queries.meetings import STEP_OWNER
from ..queries.steps import StepRow, Steps
from ..rules import codes
from .common import actor_of, asked, keeps, links, today, verb_of


def _page(key: int) -> str:
    return reverse("council:process", args=[key])


@accounts.needs("council.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Matters and how far they have come."""
    actor, (_at, _on) = actor_of(request), today()
    address = Address.of(request.GET)
    rows, total = found.listing(actor, start=address.start, count=address.size)
    heads = [
        Column("title", _("Matter"), phone="title"), Column("start", _("Begun on"), "day", phone="second"),
        Column("taken", _("Steps taken"), "number", phone="second"), Column("last", _("Last step"), "day"),
        Column("state", _("Comes now"), "status", phone="first"),
    ]  # fmt: skip
    new = reverse("council:process_new") if keeps(actor) else ""
    table = Table(
        heads,
        [Row({"title": one.title, "start": one.start, "taken": f"{len(one.taken)}/6", "last": one.last, "state": _state(one)}, _page(one.id))
         for one in rows],
        address, total, caption=_("{n} matters").format(n=number_words(total)),
        empty=_("No matter is on its way yet. Begin the first one."), empty_url=new, empty_action=_("Begin a matter"),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Four steps, two disclosures"), "table": table, "verb": _("Begin a matter"), "verb_url": new,
        "links": [{"label": _("Meetings"), "url": reverse("council:meetings")}],
    })  # fmt: skip


def _state(one: Steps) -> State:
    if one.complete:
        return State("done", _("all six steps taken"), quiet=True)
    return State("hand", codes.word(codes.STEPS, one.next))


@accounts.needs("council.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One matter: the steps in order, taken and to come."""
    actor, (_at, on) = actor_of(request), today()
    one = found.one(actor, key)
    go = verb_of(key)
    verbs = (
        []
        if one.complete
        else [(_("Take the step: {step}").format(step=codes.word(codes.STEPS, one.next)), go("process_take"))]
    )
    more = [(_("Add a paper to the last step"), go("process_attach")), (_("Take the last step back"), go("process_back"))] if one.taken else [
        (_("Take out"), go("process_drop"))
    ]  # fmt: skip
    return render(request, "council/process.html", {
        "title": one.title, "back_url": reverse("council:processes"),
        "words": _("All six steps are taken") if one.complete else _("{n} of six steps are taken; now: {step}").format(
            n=len(one.taken), step=codes.word(codes.STEPS, one.next)),
        "verbs": links(actor, *verbs), "links": links(actor, *more),
        "lines": [(step.number, codes.STEPS[step.kind], short_day(step.on, on), _line(step, on), _papers(actor, step),
                   reverse("council:motion", args=[step.motion]) if step.motion else "") for step in one.taken],
        "ahead": [(number, codes.STEPS[kind]) for number, kind in enumerate(one.ahead, len(one.taken) + 1)],
        "facts_of": [(_("Begun on"), short_day(one.start, on), ""), (_("Steps taken"), f"{len(one.taken)}/6", "")],
    })  # fmt: skip


def _line(step: StepRow, on: dt.date) -> list[str]:
    """Who took it, how many were there and how they voted, what was said."""
    found_words = [step.who] if step.who else []
    if step.should is not None:
        found_words.append(
            _("{should} should attend, {present} attended").format(should=step.should, present=step.present)
        )
    if step.yes is not None:
        found_words.append(
            _("yes {yes}, no {no}, abstained {abstain}").format(
                yes=step.yes, no=step.no or 0, abstain=step.abstain or 0
            )
        )
    if step.until is not None:
        found_words.append(_("shown until {day}").format(day=short_day(step.until, on)))
    if step.text:
        found_words.append(step.text)
    return found_words


def _papers(actor: Actor, step: StepRow) -> list[tuple[int, str]]:
    return [(x.id, x.name) for x in files.files_of(actor, STEP_OWNER, step.id)] if step.files else []


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A matter begins its way."""
    actor, (at, on) = actor_of(request), today()
    form = forms.ProcessForm(request.POST or None, on=on, initial={"start": on})
    return asked(
        request, form, lambda typed: steps.begin(actor=actor, at=at, title=typed["title"], start=typed["start"]), reverse("council:processes"),
        to=_page, title=_("Begin a matter"), about=_("Four steps, two disclosures"), save=_("Begin"),
        hint=_("Party organisation proposes → both committees consult → Party members review → council or representatives decide → resolution made public → result made public."),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def take(request: HttpRequest, key: int) -> HttpResponse:
    """The step that comes now."""
    actor, (at, on) = actor_of(request), today()
    one = found.one(actor, key)
    kind = one.next or "result"
    form: AskedForm
    if kind in codes.DISCLOSED:
        form = forms.DisclosureForm(request.POST or None, on=on, initial={"on": on, "version": one.version})
    else:
        choices = {
            "motion": motions.voted(actor, found.bodies_of(kind), since=one.last or one.start), "party_meeting": motions.party_meetings(actor, kind, on),
        }  # fmt: skip
        form = forms.StepForm(request.POST or None, on=on, choices=choices, initial={"version": one.version})

    def deed(typed: dict[str, Any]) -> int:
        votes = Counted(*(typed.get(name) for name in ("should", "present", "yes", "no", "abstain")))
        return steps.take(
            actor=actor, at=at, process=key, kind=kind, on=typed["on"], who=typed.get("who", ""), text=typed["text"], motion=typed.get("motion"),
            party_meeting=typed.get("party_meeting"), counted=votes, until=typed.get("until"), version=typed["version"],
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=codes.word(codes.STEPS, kind), about=one.title, save=_("Write down")
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def back(request: HttpRequest, key: int) -> HttpResponse:
    """The last step was entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    one = found.one(actor, key)
    form = forms.ReasonForm(request.POST or None, on=on, initial={"version": one.version})
    last = codes.word(codes.STEPS, one.taken[-1].kind) if one.taken else ""
    return asked(
        request, form, lambda typed: steps.take_back(actor=actor, at=at, process=key, reason=typed["reason"], version=typed["version"]),
        _page(key), to=lambda done: _page(key), title=_("Take the last step back"), about=one.title, save=_("Take back"), hint=last,
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """A paper of the last step."""
    actor, (at, on) = actor_of(request), today()
    one = found.one(actor, key)
    form = AttachForm(request.POST or None, request.FILES or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        sent = typed["file"]
        return steps.attach(
            actor=actor, at=at, step=one.taken[-1].id if one.taken else 0, name=sent.name or "", content=sent.read(),
            kind=sent.content_type or "",
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Add a paper to the last step"), about=one.title, save=_("Add")
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Begun by mistake."""
    actor, (at, on) = actor_of(request), today()
    one = found.one(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": one.version})
    return asked(
        request, form, lambda typed: steps.drop(actor=actor, at=at, process=key, version=typed["version"]), _page(key),
        to=lambda done: reverse("council:processes"), title=_("Take out"), about=one.title, save=_("Take out"), danger=True,
        question=_("Take out “{title}”? It was begun by mistake.").format(title=one.title),
    )  # fmt: skip
