"""What is done about a meeting: one question, one form, one action each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.ui.fields import AskedForm
from linli.ui.words import short_day

from ..actions import meetings, motions
from ..actions.meetings import Call
from ..forms import meetings as forms
from ..forms.motions import ItemForm
from ..queries import bodies
from ..queries import meetings as found
from ..queries.meetings import MeetingPage
from .common import actor_of, asked, today, whole


def _page(key: int) -> str:
    return reverse("council:meeting", args=[key])


def _about(page: MeetingPage, on: dt.date) -> str:
    return f"{page.row.body_name} {short_day(page.row.on, on)}"


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A meeting is called; or called again where the first lacked its quorum."""
    actor, (at, on) = actor_of(request), today()
    second = whole(request.GET.get("second_of"))
    first = found.page(actor, second) if second else None
    initial = {
        "notice_on": on,
        "body": whole(request.GET.get("body")),
        "place": first.row.place if first else "",
    }
    form = forms.CallForm(
        request.POST or None, on=on, choices={"body": bodies.choices(actor, on=on)}, initial=initial
    )

    def deed(typed: dict[str, Any]) -> int:
        told = Call(
            typed["notice_on"],
            typed["notice_way"],
            typed["called_by"],
            typed["demanded"],
            typed["demanded_of"],
        )
        return meetings.call(
            actor=actor, at=at, body=typed["body"], on=typed["on"], told=told, begins=typed["begins"], place=typed["place"],
            topics=typed["topics"], second_of=second,
        )  # fmt: skip

    hint = ""
    if first is not None:
        hint = _("Second call: what {body} could not decide on {day} comes again.").format(
            body=first.row.body_name, day=short_day(first.row.on, on)
        )
    return asked(
        request, form, deed, _page(second) if second else reverse("council:meetings"), to=_page, about=_("Council meetings"),
        title=_("Call it again") if first else _("Call a meeting"), save=_("Arrange"), hint=hint,
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def reschedule(request: HttpRequest, key: int) -> HttpResponse:
    """Another day, time or place."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    row = page.row
    initial = {
        "on": row.on,
        "begins": row.begins,
        "place": row.place,
        "notice_on": on,
        "version": row.version,
    }
    form = forms.RescheduleForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("on", "begins", "place", "notice_on", "version")
        meetings.reschedule(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Reschedule"), about=_about(page, on))


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hold(request: HttpRequest, key: int) -> HttpResponse:
    """Who attended, by the seats of the meeting's day; or how many, where a body has no seats."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    row = page.row
    said: dict[str, object] = {"chair": page.chair, "recorder": page.recorder, "version": row.version}
    if row.counted:
        counted = forms.CountForm(
            request.POST or None, on=on,
            initial={"should": row.should or None, "present": row.present or None, "women": row.women, **said},
        )  # fmt: skip

        def deed_counted(typed: dict[str, Any]) -> None:
            names = ("should", "present", "women", "chair", "recorder", "version")
            meetings.hold_counted(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

        return asked(request, counted, deed_counted, _page(key), to=lambda done: _page(key), title=_("Write down attendance"), about=_about(page, on))  # fmt: skip
    roll = bodies.roll(row.body, row.on)
    for one in page.attendances:
        said |= {f"presence_{one.seat}": one.presence, f"reason_{one.seat}": one.reason}
    form = forms.HoldForm(
        request.POST or None, on=on, roster=[(one.id, one.name) for one in roll], initial=said
    )

    def deed(typed: dict[str, Any]) -> None:
        meetings.hold(
            actor=actor, at=at, meeting=key, away=form.away(), chair=typed["chair"], recorder=typed["recorder"], version=typed["version"]
        )  # fmt: skip

    hint = _("{n} should attend by the roll of {day}. Change only those who were not there.").format(
        n=len(roll), day=short_day(row.on, on)
    )
    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), template="ui/roll.html", title=_("Write down attendance"),
        about=_about(page, on), hint=hint, chair=form["chair"], recorder=form["recorder"],
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def put(request: HttpRequest, key: int) -> HttpResponse:
    """An item of the agenda."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = ItemForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> int:
        return motions.put(
            actor=actor, at=at, meeting=key, **{name: typed[name] for name in ("title", "text", "kind")}
        )

    return asked(request, form, deed, _page(key), to=lambda done: _page(key), title=_("Add an item"), about=_about(page, on), save=_("Add"))  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def write(request: HttpRequest, key: int) -> HttpResponse:
    """Topics and minutes."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    initial = {"topics": page.row.topics, "minutes": page.minutes, "version": page.row.version}
    form = forms.MinutesForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("topics", "minutes", "version")
        meetings.write(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Write minutes"), about=_about(page, on))


@accounts.needs("council.keep")
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
            actor=actor,
            at=at,
            meeting=key,
            name=sent.name or "",
            content=sent.read(),
            kind=sent.content_type or "",
        )

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Add a paper"), about=_about(page, on), save=_("Add"),
        hint=_("Minutes with signatures, attendance sheets, pictures: PDF, Word, Excel or photographs."),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def follow(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody does something until a day."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    choices = {
        "user": accounts.colleagues(actor, on), "motion": [(one.id, f"{one.number}. {one.title}"[:60]) for one in page.motions],
    }  # fmt: skip
    form = forms.FollowForm(request.POST or None, on=on, choices=choices)

    def deed(typed: dict[str, Any]) -> int:
        return meetings.follow(
            actor=actor, at=at, meeting=key, text=typed["text"], who=typed["who"], until=typed["until"], motion=typed.get("motion"),
            user=typed.get("user"),
        )  # fmt: skip

    return asked(request, form, deed, _page(key), to=lambda done: _page(key), title=_("Note what is to be done"), about=_about(page, on))  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def finish(request: HttpRequest, key: int) -> HttpResponse:
    """It was done."""
    actor, (at, on) = actor_of(request), today()
    one = found.follow_up(actor, key)
    form = forms.FinishForm(request.POST or None, on=on, initial={"on": on, "version": one.version})

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "outcome", "version")
        return meetings.finish(actor=actor, at=at, follow_up=key, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, _page(one.meeting), to=_page, title=_("Write what came of it"), about=one.body_name,
        hint=f"{one.text} · {one.who}",
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Not held, or entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": page.row.version})
    return asked(
        request, form, lambda typed: meetings.cancel(actor=actor, at=at, meeting=key, version=typed["version"]), _page(key),
        to=lambda done: reverse("council:meetings"), title=_("Cancel the meeting"), about=_about(page, on), save=_("Cancel the meeting"),
        danger=True, question=_("Cancel the meeting of {body} on {day}?").format(body=page.row.body_name, day=short_day(page.row.on, on)),
    )  # fmt: skip
