"""三会一课: the list with what is still to be held, and the record of a meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..forms.filters import MeetingsForm
from ..queries import meetings as found
from ..queries import organisations
from ..queries.meetings import MeetingPage, MeetingRow
from ..rules import codes
from ..rules.meetings import DECIDING
from ..rules.sight import may_keep
from .common import actor_of, links, today, verb_of


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
         Column("missing", _("Still to be held"), "number"), Column("last", _("Until the day"), "day", phone="second")],
        [Row({"name": one.name, "kind": codes.word(codes.MEETINGS, one.kind), "missing": one.missing, "last": one.last},
             f"{reverse('party:meeting_new')}?organisation={one.organisation}&kind={one.kind}" if keeps else "") for one in due],
    )  # fmt: skip
    return render(request, "ui/listing.html", {
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
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One meeting: who attended, what was resolved, minutes and papers."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "party member", [one.member for one in page.attendances], at=at, purpose="record")
    row = page.row
    go = verb_of(key)
    held = row.state == "held"
    minutes = (_("Write minutes"), go("meeting_write"))
    if held:
        verbs = (
            [(_("Write down a resolution"), go("meeting_resolve")), minutes]
            if row.kind in DECIDING
            else [minutes]
        )
        more = [(_("Correct attendance"), go("meeting_hold")), (_("Add a paper"), go("meeting_attach"))]
    else:
        verbs = [
            (_("Write down attendance"), go("meeting_hold")),
            (_("Reschedule"), go("meeting_reschedule")),
        ]
        more = [minutes, (_("Add a paper"), go("meeting_attach"))]
    return render(request, "ui/record.html", {
        "title": f"{row.organisation_name} {codes.word(codes.MEETINGS, row.kind)}", "back_url": reverse("party:meetings"),
        "words": _sentence(row), "verbs": links(actor, *verbs),
        "links": links(actor, *more, (_("Cancel the meeting"), go("meeting_cancel"))),
        "groups": _groups(page, bool(may_keep(actor))), "papers": page.files,
        "texts": [(head, text) for head, text in ((_("Topics"), row.topics), (_("Minutes"), page.minutes)) if text],
        "facts_of": [
            (_("Party organisation"), row.organisation_name, reverse("party:organisation", args=[row.organisation])),
            (_("Day"), short_day(row.on, on) + (f" {row.begins:%H:%M}" if row.begins else ""), ""), (_("Place"), row.place or "—", ""),
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
            Column("told", _("Count of the votes"), phone="second"),
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
                 "presence": codes.word(codes.PRESENCE, one.presence), "reason": one.reason},
                reverse("party:member", args=[one.member]))
            for one in sorted(page.attendances, key=lambda one: one.presence == "present")
        ]  # fmt: skip
        groups.append((_("Attendance"), Table(heads, rows)))
    return groups
