"""What happens to a member: one question, one form, one action each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Actor

from ..actions import facts, members
from ..forms import members as forms
from ..queries import members as found
from ..queries import organisations
from ..rules import codes
from .common import actor_of, asked, today

_WHO = ("name", "number", "sex", "born", "phone", "education", "employment", "joined")


def _branches(actor: Actor, on: dt.date) -> dict[str, Any]:
    return {
        "branch": organisations.choices(actor, on=on, kinds=codes.BRANCHES),
        "group": organisations.choices(actor, on=on, kinds=("group",)),
    }


def _page(key: int) -> str:
    return reverse("party:member", args=[key])


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """A member comes onto the roster."""
    actor, (at, on) = actor_of(request), today()
    form = forms.NewMemberForm(
        request.POST or None,
        on=on,
        choices=_branches(actor, on),
        initial={"on": on, "branch": request.GET.get("branch", "")},
    )

    def deed(typed: dict[str, Any]) -> int:
        return members.register(
            actor=actor, at=at, on=typed["on"], today=on, parts=members.Parts(**{name: typed[name] for name in _WHO}),
            branch=typed["branch"], group=typed.get("group"), standing=typed["standing"], formal_since=typed["formal_since"],
            way_in=typed["way_in"], came_from=typed["came_from"],
        )  # fmt: skip

    return asked(
        request,
        form,
        deed,
        reverse("party:members"),
        to=_page,
        about=_("Party members"),
        title=_("Register a member of the Party"),
        save=_("Register"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Correct what was typed."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    row = page.row
    initial = {
        "name": row.name, "sex": row.sex, "born": page.born, "education": row.education, "employment": row.employment,
        "joined": row.joined, "version": page.version,
    }  # fmt: skip
    form = forms.CorrectMemberForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        values = {name: typed[name] for name in _WHO if typed[name] or name not in ("number", "phone")}
        members.correct(actor=actor, at=at, today=on, member=key, values=values, version=typed["version"])

    return asked(request, form, deed, _page(key), title=_("Correct"), about=row.name)


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def confirm(request: HttpRequest, key: int) -> HttpResponse:
    """转正."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.ConfirmForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> None:
        members.confirm(actor=actor, at=at, member=key, on=typed["on"], today=on)

    return asked(
        request, form, deed, _page(key), title=_("Make formal"), about=page.row.name, save=_("Make formal")
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def move(request: HttpRequest, key: int) -> HttpResponse:
    """To another branch of this community."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.MoveForm(request.POST or None, on=on, choices=_branches(actor, on), initial={"on": on})

    def deed(typed: dict[str, Any]) -> None:
        members.move(
            actor=actor,
            at=at,
            member=key,
            branch=typed["branch"],
            group=typed.get("group"),
            on=typed["on"],
            today=on,
        )

    return asked(
        request,
        form,
        deed,
        _page(key),
        title=_("Move to another branch"),
        about=page.row.name,
        save=_("Move to the branch"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def join(request: HttpRequest, key: int) -> HttpResponse:
    """Transferred in again."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    choices = {"branch": _branches(actor, on)["branch"]}
    form = forms.JoinForm(request.POST or None, on=on, choices=choices, initial={"on": on})

    def deed(typed: dict[str, Any]) -> None:
        members.join(
            actor=actor,
            at=at,
            member=key,
            branch=typed["branch"],
            on=typed["on"],
            today=on,
            came_from=typed["came_from"],
        )

    return asked(
        request,
        form,
        deed,
        _page(key),
        title=_("Transfer in again"),
        about=page.row.name,
        save=_("Transfer in"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """No longer here."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.LeaveForm(request.POST or None, on=on, initial={"on": on})
    gone = reverse("party:members")

    def deed(typed: dict[str, Any]) -> str:
        members.leave(
            actor=actor,
            at=at,
            member=key,
            on=typed["on"],
            today=on,
            way=typed["way"],
            went_to=typed["went_to"],
        )
        return gone if typed["way"] == "entry_error" else _page(key)

    return asked(
        request,
        form,
        deed,
        _page(key),
        to=str,
        title=_("Transfer out"),
        about=page.row.name,
        save=_("Transfer out"),
        danger=True,
        question=_("{name} no longer belongs to {branch}?").format(
            name=page.row.name, branch=page.row.branch
        ),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def note(request: HttpRequest, key: int) -> HttpResponse:
    """A dated fact."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.FactForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        return facts.note(
            actor=actor, at=at, member=key, kind=typed["kind"], text=typed["text"], on=typed["on"]
        )

    return asked(
        request,
        form,
        deed,
        _page(key),
        title=_("Note hardship or a skill"),
        about=page.row.name,
        save=_("Enter"),
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def fact_end(request: HttpRequest, key: int) -> HttpResponse:
    """It no longer holds."""
    actor, (at, on) = actor_of(request), today()
    member, text, version = found.member_of_fact(actor, key)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on, "version": version})

    def deed(typed: dict[str, Any]) -> int:
        return facts.end_fact(
            actor=actor, at=at, fact=key, on=typed["on"], mistake=typed["mistake"], version=typed["version"]
        )

    return asked(
        request, form, deed, _page(member), to=_page, title=_("It no longer holds"), about=_("Back to the member"),
        hint=text, save=_("Save"),
    )  # fmt: skip


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def appoint(request: HttpRequest, key: int) -> HttpResponse:
    """An office."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    every = organisations.choices(actor, on=on, kinds=tuple(codes.ORGANISATIONS))
    form = forms.OfficeForm(request.POST or None, on=on, choices={"organisation": every}, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        return facts.appoint(
            actor=actor, at=at, member=key, kind=typed["kind"], on=typed["on"], organisation=typed["organisation"],
            duties=typed["duties"],
        )  # fmt: skip

    return asked(
        request, form, deed, _page(key), title=_("Enter an office"), about=page.row.name, save=_("Enter")
    )


@accounts.needs("party.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def office_end(request: HttpRequest, key: int) -> HttpResponse:
    """The office ends."""
    actor, (at, on) = actor_of(request), today()
    member, text, version = found.member_of_office(actor, key)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on, "version": version})

    def deed(typed: dict[str, Any]) -> int:
        return facts.end_office(
            actor=actor, at=at, office=key, on=typed["on"], mistake=typed["mistake"], version=typed["version"]
        )

    return asked(
        request, form, deed, _page(member), to=_page, title=_("End the office"), about=_("Back to the member"),
        hint=text, save=_("Save"),
    )  # fmt: skip
