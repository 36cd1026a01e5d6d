"""三会一课: the list, the record, and what is done with a meeting; the statistics of a period."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel.rounding import ratio_text
from linli.ui.parts import Figure, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..actions import meetings
from ..forms import verbs as forms
from ..forms.filters import MeetingsForm, PeriodForm
from ..queries import meetings as found
from ..queries import members, organisations
from ..queries.meetings import MeetingPage, MeetingRow
from ..rules import codes
from ..rules.sight import may_keep
from .common import actor_of, asked, links, today, verb_of, whole


@accounts.needs("party.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Meetings, newest first; what is still due stands under them."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    every = organisations.choices(actor, on=on, kinds=tuple(codes.ORGANISATIONS))
    form = MeetingsForm(request.GET or None, organisations=every)
    rows, total = found.listing(
        actor, form.filter(), order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    keeps = may_keep(actor)
    table = Table(
        columns(), [Row({**cells(one), "state": _state(one)}, reverse("party:meeting", args=[one.id]), str(one.id)) for one in rows],
        address, total, caption=_("{n} meetings").format(n=number_words(total)), empty=_("No meeting fits. Clear a filter."),
        export_url=f"{reverse('party:meetings_export')}?{request.GET.urlencode()}" if keeps else "", export_by_job=True,
    )  # fmt: skip
    due = [] if request.GET else found.due(actor, on=on)
    second = Table(
        [Column("name", _("Party organisation"), phone="title"), Column("kind", _("Kind"), phone="first"),
         Column("missing", _("Still to be held"), "number", phone="second"), Column("last", _("Until"), "day", phone="second")],
        [Row({"name": one.name, "kind": codes.word(codes.MEETINGS, one.kind), "missing": one.missing, "last": one.last},
             f"{reverse('party:meeting_new')}?organisation={one.organisation}&kind={one.kind}" if keeps else "") for one in due],
    )  # fmt: skip
    return render(request, "party/list.html", {
        "title": _("Three meetings, one class"), "form": form, "table": table, "verb": _("Call a meeting"),
        "verb_url": reverse("party:meeting_new") if keeps else "", "second": second if due else None,
        "second_title": _("Still to be held"), "links": [{"label": _("Statistics"), "url": reverse("party:statistics")}],
    })  # fmt: skip


def columns() -> list[Column]:
    """Of the list and of its export."""
    return [
        Column("kind", _("Kind"), phone="title"), Column("organisation", _("Party organisation"), sort=True, phone="first"),
        Column("on", _("Day"), "day", sort=True, phone="second"), Column("place", _("Place"), optional=True),
        Column("topics", _("Topics")), Column("should", _("Should attend"), "number"), Column("present", _("Attended"), "number"),
        Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: MeetingRow) -> dict[str, object]:
    """A row in plain words."""
    held = one.state == "held"
    return {
        "kind": codes.word(codes.MEETINGS, one.kind), "organisation": one.organisation_name, "on": one.on,
        "place": one.place or "—", "topics": one.topics[:60] or "—", "should": one.should if held else None,
        "present": one.present if held else None, "state": codes.word(codes.MEETING_STATES, one.state),
    }  # fmt: skip


def _state(one: MeetingRow) -> State:
    word = codes.word(codes.MEETING_STATES, one.state)
    return State("ended", word, quiet=True) if one.state == "held" else State("waiting", word)


@accounts.needs("party.read")
@require_GET
def statistics(request: HttpRequest) -> HttpResponse:
    """三会一课统计 by branch; every number opens its meetings."""
    actor, (_at, on) = actor_of(request), today()
    form = PeriodForm(request.GET or None)
    period = form.around(on)
    kinds = [kind for kind in codes.MEETINGS if kind != "organised_life"]
    lines = found.statistics(actor, period)
    list_url = reverse("party:meetings")
    rows = [
        Row({
            "name": one.name, "members": Figure(one.members, f"{reverse('party:members')}?branch={one.organisation}"),
            **{kind: Figure(one.held.get(kind, 0), f"{list_url}?organisation={one.organisation}&kind={kind}&state=held&period={period}"
                            if one.held.get(kind) and kind != "group_meeting" else "") for kind in kinds},
            "attendance": one.attendance,
        }, reverse("party:organisation", args=[one.organisation]))
        for one in lines
    ]  # fmt: skip
    total = Row({
        "name": _("Total"), "members": sum(one.members for one in lines),
        **{kind: sum(one.held.get(kind, 0) for one in lines) for kind in kinds},
        "attendance": ratio_text(sum(one.present for one in lines), sum(one.should for one in lines)),
    }, total=True)  # fmt: skip
    heads = [
        Column("name", _("Party branch"), phone="title"), Column("members", _("Members"), "number"),
        *(Column(kind, codes.word(codes.MEETINGS, kind), "number") for kind in kinds), Column("attendance", _("Average attendance")),
    ]  # fmt: skip
    table = Table(heads, [total, *rows], caption=str(period), wide=True)
    return render(request, "party/list.html", {
        "title": _("Three meetings, one class: statistics"), "form": form, "table": table,
        "sentence": _("Meetings held in {period}; members as of {day}.").format(period=period, day=period.last.isoformat()),
    })  # fmt: skip


@accounts.needs("party.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One meeting: who attended, what was resolved, minutes and papers."""
    actor, (at, _on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "party member", [one.member for one in page.attendances], at=at, purpose="record")
    row = page.row
    go = verb_of(key)
    held = row.state == "held"
    verbs = (
        [(_("Write down a resolution"), go("meeting_resolve"))]
        if held
        else [(_("Write down attendance"), go("meeting_hold"))]
    )
    more = [(_("Add a paper"), go("meeting_attach")), (_("Take out the meeting"), go("meeting_cancel"))]
    if held:
        more.insert(0, (_("Correct attendance"), go("meeting_hold")))
    return render(request, "party/record.html", {
        "title": f"{row.organisation_name} {codes.word(codes.MEETINGS, row.kind)}", "back_url": reverse("party:meetings"),
        "words": _sentence(row), "verbs": links(actor, *verbs, (_("Write minutes"), go("meeting_write"))),
        "links": links(actor, *more), "groups": _groups(page, bool(may_keep(actor))), "papers": page.files,
        "texts": [(head, text) for head, text in ((_("Topics"), row.topics), (_("Minutes"), page.minutes)) if text],
        "facts_of": [
            (_("Party organisation"), row.organisation_name, reverse("party:organisation", args=[row.organisation])),
            (_("Day"), row.on.isoformat() + (f" {row.begins:%H:%M}" if row.begins else ""), ""), (_("Place"), row.place or "—", ""),
            (_("Chair"), page.chair or "—", ""), (_("Minutes taken by"), page.recorder or "—", ""),
        ],
    })  # fmt: skip


def _sentence(row: MeetingRow) -> str:
    if row.state != "held":
        return _("To be held; attendance is not written down yet")
    return _("Held; {should} should attend, {present} attended").format(
        should=row.should, present=row.present
    )


def _groups(page: MeetingPage, keeps: bool) -> list[tuple[str, Table]]:
    groups = []
    if page.resolutions:
        heads = [
            Column("text", _("Resolution"), phone="title"),
            Column("state", _("Outcome"), "status", phone="first"),
            Column("told", _("How it was counted"), phone="second"),
        ]
        rows = [
            Row(
                {
                    "text": one.text, "told": str(one.told),
                    "state": State("done", _("carried")) if one.carried else State("ended", _("not carried")),
                },
                reverse("party:resolution_withdraw", args=[one.id]) if keeps else "",
            )
            for one in page.resolutions
        ]  # fmt: skip
        groups.append((_("Resolutions"), Table(heads, rows)))
    if page.attendances:
        heads = [Column("name", _("Full name"), phone="title"), Column("voting", _("Has a vote")),
                 Column("presence", _("Attendance"), phone="first"), Column("reason", _("Reason"), phone="second")]  # fmt: skip
        rows = [
            Row({"name": one.name, "voting": _("yes") if one.voting else _("no"),
                 "presence": codes.word(codes.PRESENCE, one.presence), "reason": one.reason or "—"},
                reverse("party:member", args=[one.member]))
            for one in page.attendances
        ]  # fmt: skip
        groups.append((_("Attendance"), Table(heads, rows)))
    return groups


def _page(key: int) -> str:
    return reverse("party:meeting", args=[key])


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
        request, form, deed, reverse("party:meetings"), to=_page, title=_("Call a meeting"), save=_("Call")
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hold(request: HttpRequest, key: int) -> HttpResponse:
    """Who attended, by the roster of the meeting's day."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    row = page.row
    names = dict(
        members.names(
            actor, [m for m, _v in members.roster(row.organisation, row.organisation_kind, row.kind, row.on)]
        )
    )
    before = {f"away_{one.member}": one.reason for one in page.attendances}
    form = forms.HoldForm(
        request.POST or None, on=on, roster=list(names.items()),
        initial={**before, "chair": page.chair, "recorder": page.recorder, "version": row.version},
    )  # fmt: skip

    def deed(typed: dict[str, Any]) -> None:
        meetings.hold(
            actor=actor, at=at, meeting=key, today=on, away=form.away(), chair=typed["chair"], recorder=typed["recorder"],
            version=typed["version"],
        )  # fmt: skip

    hint = _("{n} should attend by the roster of {day}. Leave the field empty for who attended.").format(
        n=len(names), day=row.on.isoformat()
    )
    return asked(
        request,
        form,
        deed,
        _page(key),
        title=_("Write down attendance"),
        about=row.organisation_name,
        hint=hint,
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def resolve(request: HttpRequest, key: int) -> HttpResponse:
    """A resolution is counted."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    voters = [(one.member, one.name) for one in page.attendances if one.voting]
    form = forms.ResolveForm(request.POST or None, on=on, choices={})
    form.fields["recused"].choices = voters  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> Any:
        names = ("kind", "text", "yes", "no", "abstain", "recused")
        return meetings.resolve(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    there = sum(1 for one in page.attendances if one.voting and one.presence == "present")
    hint = _("{n} with a vote should attend, {m} are present.").format(n=len(voters), m=there)
    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Write down a resolution"),
        about=page.row.organisation_name, hint=hint,
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take out a resolution counted by mistake."""
    actor, (at, on) = actor_of(request), today()
    meeting, text = found.resolution(actor, key)
    form = forms.PartyForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: meetings.withdraw(actor=actor, at=at, resolution=key), _page(meeting),
        title=_("Take out the resolution"), hint=text, save=_("Take out"), danger=True,
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def write(request: HttpRequest, key: int) -> HttpResponse:
    """Topics and minutes."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    initial = {
        "topics": page.row.topics,
        "minutes": page.minutes,
        "place": page.row.place,
        "version": page.row.version,
    }
    form = forms.MinutesForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("topics", "minutes", "place", "version")
        meetings.write(actor=actor, at=at, meeting=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Write minutes"), about=page.row.organisation_name)


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
            actor=actor,
            at=at,
            meeting=key,
            name=sent.name or "",
            content=sent.read(),
            kind=sent.content_type or "",
        )

    return asked(
        request,
        form,
        deed,
        _page(key),
        title=_("Add a paper"),
        about=page.row.organisation_name,
        save=_("Add"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Not held, or entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.PartyForm(request.POST or None, on=on, initial={"version": page.row.version})
    return asked(
        request, form, lambda typed: meetings.cancel(actor=actor, at=at, meeting=key, version=typed["version"]), _page(key),
        to=lambda done: reverse("party:meetings"), title=_("Take out the meeting"), about=page.row.organisation_name,
        save=_("Take out"), danger=True,
    )  # fmt: skip
