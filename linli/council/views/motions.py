"""Motions: one with its arithmetic and votes by name, and what is done about it; the grid that two people read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.ui.deeds import tried
from linli.ui.fields import AskedForm
from linli.ui.tables import Column, Row, Table
from linli.ui.words import short_day

from ..actions import motions
from ..forms import motions as forms
from ..queries import meetings
from ..queries import motions as found
from ..queries.meetings import MeetingPage
from ..queries.motions import Grid, MotionRow
from ..rules import codes
from .common import actor_of, asked, links, today, verb_of
from .meetings import arithmetic, outcome


def _page(key: int) -> str:
    return reverse("council:motion", args=[key])


def _meeting(key: int) -> str:
    return reverse("council:meeting", args=[key])


def _whole(actor: Actor, key: int) -> tuple[MotionRow, MeetingPage]:
    _held, meeting = found.one(actor, key)
    page = meetings.page(actor, meeting.pk)
    return next(one for one in page.motions if one.id == key), page


@accounts.needs("council.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One motion: what was decided, by which arithmetic, who was recused, who voted how."""
    actor, (at, on) = actor_of(request), today()
    row, page = _whole(actor, key)
    journal.read(actor, "council motion", [key], at=at, purpose="record")
    texts = (
        [(_("Resolution {number}").format(number=row.resolution), _resolution_text(actor, row))]
        if row.resolution
        else []
    )
    if row.text:
        texts.append((_("Explanation"), row.text))
    return render(request, "council/motion.html", {
        "title": row.title, "back_url": _meeting(row.meeting), "words": outcome(row).word, "state": outcome(row), "arithmetic": arithmetic(row),
        "verbs": _verbs(actor, row, page), "links": _more(actor, row), "texts": texts, "groups": _groups(actor, row, page),
        "facts_of": [
            (_("Meeting"), f"{page.row.body_name} {short_day(page.row.on, on)}", _meeting(row.meeting)),
            (_("Kind"), codes.word(codes.MOTIONS, row.kind), ""), (_("Way of voting"), codes.word(codes.WAYS, row.way) if row.way else "—", ""),
            (_("Should attend"), page.row.should or "—", ""), (_("Attended"), page.row.present or "—", ""), (_("Recused"), len(row.recusals), ""),
            *(((_("Yes"), row.yes, ""), (_("No"), row.no, ""), (_("Abstained"), row.abstain, ""), (_("Yes votes needed"), f"{row.needed}/{row.base}", ""))
              if row.state in codes.VOTED else ()),
            *([(_("Counted by"), row.tellers, "")] if row.tellers else []),
            (_("Legal basis"), page.rule.basis if page.rule.confirmed else _("{basis} (to be confirmed)").format(basis=page.rule.basis), ""),
        ],
    })  # fmt: skip


def _resolution_text(actor: Actor, row: MotionRow) -> str:
    return found.resolution_text(actor, row.resolution_id or 0)


def _verbs(actor: Actor, row: MotionRow, page: MeetingPage) -> list[Any]:
    go = verb_of(row.id)
    if row.state == "carried" and not row.resolution:
        return links(actor, (_("Write the resolution"), go("motion_resolve")))
    if row.state != "open" or page.row.state != "held":
        return []
    if row.kind == "report":
        return links(actor, (_("Heard"), go("motion_hear")))
    if not page.row.quorate:
        return []
    pairs = [(_("Count a show of hands"), go("motion_count"))]
    if not page.row.counted:
        pairs.append((_("Votes by name"), reverse("council:meeting_votes", args=[row.meeting])))
    return links(actor, *pairs)


def _more(actor: Actor, row: MotionRow) -> list[Any]:
    go = verb_of(row.id)
    if row.state == "open" and not row.way:
        return links(
            actor, (_("Recuse a member"), go("motion_recuse")), (_("Put off"), go("motion_defer")), (_("Correct"), go("motion_correct")),
            (_("Take off the agenda"), go("motion_drop")),
        )  # fmt: skip
    found_links = []
    if row.resolution_id:
        found_links.append(
            (_("Take out the resolution"), reverse("council:resolution_withdraw", args=[row.resolution_id]))
        )
    return links(actor, *found_links, (_("Take the count back"), go("motion_take_back")))


def _groups(actor: Actor, row: MotionRow, page: MeetingPage) -> list[tuple[str, Table]]:
    groups = []
    if row.recusals:
        heads = [Column("name", _("Full name"), phone="title"), Column("reason", _("Reason"), phone="first")]
        groups.append(
            (
                _("Recused"),
                Table(heads, [Row({"name": name, "reason": reason}) for name, reason in row.recusals]),
            )
        )
    if row.way == "named":
        sheet = found.grid(actor, row.meeting, {row.id})
        heads = [Column("name", _("Full name"), phone="title"), Column("answer", _("Vote"), phone="first")]
        rows = [
            Row({"name": name, "answer": _answer(sheet, row.id, seat)}) for seat, name in sheet.seats
        ]  # fmt: skip
        groups.append((_("Votes by name"), Table(heads, rows)))
    return groups


def _answer(sheet: Grid, motion: int, seat: int) -> str:
    if (motion, seat) in sheet.recused:
        return str(codes.RECUSED)
    if seat not in sheet.present:
        return str(codes.PRESENCE["absent"])
    return codes.word(codes.ANSWERS, sheet.first.get((motion, seat), ""))


@accounts.needs("council.check")
@require_http_methods(["GET", "POST"])
@submit_once
def votes(request: HttpRequest, key: int) -> HttpResponse:
    """The members × motions grid: entered by one person, read again by another without seeing the first reading."""
    actor, (at, on) = actor_of(request), today()
    sheet = found.grid(actor, key)
    sheet = found.grid(actor, key, {one.id for one in sheet.motions if one.state == "open"})
    if not sheet.motions or not sheet.seats:
        raise NotFound("council motion")
    checking = sheet.entered_by is not None and sheet.entered_by != actor.user_id
    if not checking:
        accounts.may(actor, "council.keep").demand()
    form = forms.GridForm(request.POST or None, on=on, grid=sheet, blind=checking)
    if request.method == "POST":
        if checking:
            differing = tried(
                form, lambda typed: [motions.check(actor=actor, at=at, meeting=key, answers=form.answers())]
            )
            if differing is not None:
                if differing[0]:
                    messages.warning(
                        request,
                        _("{n} votes differ. Look at the sheet and enter them again.").format(
                            n=len(differing[0])
                        ),
                    )
                    return redirect("council:meeting_votes", key=key)
                messages.success(request, _("Both readings agree; the votes are counted."))
                return redirect(_meeting(key))
        elif (
            tried(form, lambda typed: motions.enter(actor=actor, at=at, meeting=key, answers=form.answers()))
            is not None
        ):
            messages.success(request, _("Entered. Another person checks it now."))
            return redirect(_meeting(key))
    names = dict(sheet.seats)
    titles = {one.id: f"{one.number}. {one.title}" for one in sheet.motions}
    return render(request, "council/votes.html", {
        "title": _("Check votes by name") if checking else _("Enter votes by name"), "cancel_url": _meeting(key), "form": form,
        "motions": sheet.motions, "save": _("Check") if checking else _("Enter"), "version": "",
        "differing": [
            (names.get(one.seat, ""), titles[one.motion], codes.word(codes.ANSWERS, one.first), codes.word(codes.ANSWERS, one.second))
            for one in sheet.differing
        ],
        "hint": _("Read the votes from the sheet; the first reading is not shown. An empty cell takes what stands under “the rest”.")
        if checking else _("A row for each member. Choose under “the rest” what most votes were, and only what differs in the cells."),
    }, status=422 if form.errors else 200)  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def count(request: HttpRequest, key: int) -> HttpResponse:
    """A show of hands."""
    actor, (at, on) = actor_of(request), today()
    row, _page_of = _whole(actor, key)
    form = forms.ShowForm(request.POST or None, on=on, initial={"version": row.version})

    def deed(typed: dict[str, Any]) -> object:
        return motions.count(
            actor=actor, at=at, motion=key, yes=typed["yes"], no=typed["no"], abstain=typed["abstain"],
            tellers=(typed["tellers"], typed["other"]), announced=typed["announced"] == "carried", version=typed["version"],
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Count a show of hands"), about=row.title, hint=arithmetic(row)
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def recuse(request: HttpRequest, key: int) -> HttpResponse:
    """Who may not decide on it."""
    actor, (at, on) = actor_of(request), today()
    row, page = _whole(actor, key)
    out = {name for name, _reason in row.recusals}
    roll = [(one.seat, one.name) for one in page.attendances if one.name not in out]
    form = forms.RecuseForm(request.POST or None, on=on, choices={"seat": roll})

    def deed(typed: dict[str, Any]) -> None:
        motions.recuse(actor=actor, at=at, motion=key, seat=typed["seat"], reason=typed["reason"])

    return asked(
        request, form, deed, _page(key), title=_("Recuse a member"), about=row.title,
        hint=_("A recused member has no vote on this motion; by the rule the base becomes smaller by one."),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Title, explanation, kind."""
    actor, (at, on) = actor_of(request), today()
    row, _page_of = _whole(actor, key)
    initial = {"title": row.title, "text": row.text, "kind": row.kind, "version": row.version}
    form = forms.ItemForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        names = ("title", "text", "kind", "version")
        motions.correct(actor=actor, at=at, motion=key, **{name: typed[name] for name in names})

    return asked(request, form, deed, _page(key), title=_("Correct"), about=row.title)


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Off the agenda."""
    actor, (at, on) = actor_of(request), today()
    row, _page_of = _whole(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": row.version})
    return asked(
        request, form, lambda typed: motions.drop(actor=actor, at=at, motion=key, version=typed["version"]), _page(key), to=_meeting,
        title=_("Take off the agenda"), about=row.title, save=_("Take off the agenda"), danger=True,
        question=_("Take “{title}” off the agenda?").format(title=row.title),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def defer(request: HttpRequest, key: int) -> HttpResponse:
    """Put off, with the reason."""
    return _with_reason(request, key, motions.defer, _("Put off"))


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """The count was a mistake."""
    return _with_reason(request, key, motions.take_back, _("Take the count back"))


def _with_reason(request: HttpRequest, key: int, action: Any, title: str) -> HttpResponse:
    actor, (at, on) = actor_of(request), today()
    row, _page_of = _whole(actor, key)
    form = forms.ReasonForm(request.POST or None, on=on, initial={"version": row.version})

    def deed(typed: dict[str, Any]) -> object:
        return action(actor=actor, at=at, motion=key, reason=typed["reason"], version=typed["version"])

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=title, about=row.title, save=title
    )


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hear(request: HttpRequest, key: int) -> HttpResponse:
    """A report was heard."""
    actor, (at, on) = actor_of(request), today()
    row, _page_of = _whole(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": row.version})
    return asked(
        request, form, lambda typed: motions.hear(actor=actor, at=at, motion=key, version=typed["version"]), _page(key), to=_meeting,
        title=_("Heard"), about=row.title, save=_("Heard"), hint=row.title,
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def resolve(request: HttpRequest, key: int) -> HttpResponse:
    """What was decided, with its number."""
    actor, (at, on) = actor_of(request), today()
    row, _page_of = _whole(actor, key)
    form = forms.ResolveForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: motions.resolve(actor=actor, at=at, motion=key, text=typed["text"]), _page(key),
        to=lambda done: _page(key), title=_("Write the resolution"), about=row.title, hint=arithmetic(row),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take out a resolution that was written by mistake."""
    actor, (at, on) = actor_of(request), today()
    meeting, number, text, version = found.resolution(actor, key)
    form = AskedForm(request.POST or None, on=on, initial={"version": version})
    return asked(
        request, form, lambda typed: motions.withdraw(actor=actor, at=at, resolution=key, version=typed["version"]), _meeting(meeting),
        to=_meeting, title=_("Take out the resolution"), hint=text, save=_("Take out the resolution"), danger=True, about=_("Back to the meeting"),
        question=_("Take out resolution {number}? Its number is not used again.").format(number=number),
    )  # fmt: skip
