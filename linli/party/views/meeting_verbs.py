"""What is done about a meeting: one question, one form, one action each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.ui import words
from linli.ui.fields import AskedForm

from ..actions import meetings
from ..forms import meetings as forms
from ..queries import meetings as found
from ..queries import members, organisations
from ..queries.meetings import MeetingPage
from ..rules import codes
from .common import actor_of, asked, today, whole


def _page(key: int) -> str:
    return reverse("party:meeting", args=[key])


def _about(page: MeetingPage) -> str:
    return f"{page.row.organisation_name} · {codes.word(codes.MEETINGS, page.row.kind)}"


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A meeting is called."""
    actor, (at, on) = actor_of(request), today()
    every = organisations.choices(actor, on=on, kinds=tuple(codes.ORGANISATIONS))
    kind = request.GET.get("kind", "general_meeting")
    initial = {"on": on, "organisation": whole(request.GET.get("organisation")), "kind": kind}
    form = forms.MeetingForm(request.POST or None, on=on, choices={"organisation": every}, initial=initial)

    def deed(typed: dict[str, Any]) -> int:
        names = ("organisation", "kind", "on", "begins", "place", "topics")
        return meetings.plan(actor=actor, at=at, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, reverse("party:meetings"), to=_page, about=_("Three meetings, one class"),
        title=_("Call a meeting"), save=_("Arrange"),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def reschedule(request: HttpRequest, key: int) -> HttpResponse:
    """Another day, time or place."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    row = page.row
    initial = {"on": row.on, "begins": row.begins, "place": row.place, "version": row.version}
    form = forms.RescheduleForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("on", "begins", "place", "version")
        meetings.reschedule(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Reschedule"), about=_about(page))


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hold(request: HttpRequest, key: int) -> HttpResponse:
    """Who attended, by the roster of the meeting's day."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    row = page.row
    roster = members.roster(row.organisation, row.organisation_kind, row.kind, row.on)
    names = members.names(actor, [member for member, _voting in roster])
    before: dict[str, object] = {}
    for one in page.attendances:
        before |= {f"presence_{one.member}": one.presence, f"reason_{one.member}": one.reason}
    form = forms.HoldForm(
        request.POST or None, on=on, roster=names,
        initial={**before, "chair": page.chair, "recorder": page.recorder, "version": row.version},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> None:
        meetings.hold(
            actor=actor, at=at, meeting=key, today=on, away=form.away(), chair=typed["chair"], recorder=typed["recorder"],
            version=typed["version"],
        )  # fmt: skip

    hint = _("{n} should attend by the roster of {day}. Change only those who were not there.").format(
        n=len(names), day=words.short_day(row.on, on)
    )
    return asked(
        request, form, deed, _page(key), template="ui/roll.html", title=_("Write down attendance"), about=_about(page),
        hint=hint, chair=form["chair"], recorder=form["recorder"],
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def resolve(request: HttpRequest, key: int) -> HttpResponse:
    """A resolution is counted."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    voters = [(one.member, one.name) for one in page.attendances if one.voting]
    form = forms.ResolveForm(request.POST or None, on=on)
    form.fields["recused"].choices = voters  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> Any:
        names = ("kind", "text", "yes", "no", "abstain", "recused")
        return meetings.resolve(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    there = sum(1 for one in page.attendances if one.voting and one.presence == "present")
    hint = [_("{n} with a vote should attend, {m} are present.").format(n=len(voters), m=there)]
    if voters:
        hint += [
            _("{kind}: at least {present} present and {yes} in favour.").format(
                kind=codes.word(codes.RESOLUTIONS, kind), present=present, yes=yes
            )
            for kind, present, yes in found.needed(actor, page)
        ]
    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Write down a resolution"),
        about=_about(page), hint=" ".join(hint),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take out a resolution counted by mistake."""
    actor, (at, on) = actor_of(request), today()
    meeting, text = found.resolution(actor, key)
    form = AskedForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: meetings.withdraw(actor=actor, at=at, resolution=key), _page(meeting),
        title=_("Take out the resolution"), hint=text, save=_("Take out the resolution"), danger=True, about=_("Back to the meeting"),
        question=_("Take out this resolution? It was counted by mistake and stands in the log alone afterwards."),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def write(request: HttpRequest, key: int) -> HttpResponse:
    """Topics and minutes."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    initial = {
        "topics": page.row.topics, "minutes": page.minutes, "place": page.row.place, "version": page.row.version,
    }  # fmt: skip
    form = forms.MinutesForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("topics", "minutes", "place", "version")
        meetings.write(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Write minutes"), about=_about(page))


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """A paper of the meeting."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.AttachForm(request.POST or None, request.FILES or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        sent = typed["file"]
        return meetings.attach(
            actor=actor, at=at, meeting=key, name=sent.name or "", content=sent.read(), kind=sent.content_type or "",
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Add a paper"), about=_about(page), save=_("Add"),
        hint=_("Minutes with signatures, attendance sheets, pictures: PDF, Word, Excel or photographs."),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Not held, or entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": page.row.version})
    day = words.short_day(page.row.on, on)
    return asked(
        request, form, lambda typed: meetings.cancel(actor=actor, at=at, meeting=key, version=typed["version"]), _page(key),
        to=lambda done: reverse("party:meetings"), title=_("Cancel the meeting"), about=_about(page), save=_("Cancel the meeting"),
        danger=True, question=_("Cancel the {kind} of {name} on {day}?").format(
            kind=codes.word(codes.MEETINGS, page.row.kind), name=page.row.organisation_name, day=day
        ),
    )  # fmt: skip
