"""A household's page and what happens to it; checking everybody behind a door."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.places import api as places
from linli.ui import turns
from linli.ui.tables import Column, Row, Table

from .. import actions, queries
from ..forms import CheckDoorForm, FoundForm, HeadForm, JoinForm, SplitForm
from ..queries import HouseholdPage, MemberRow
from ..rules import codes
from .changes import asked, form_page
from .common import actor_of, masked, sex_of, tried, version_of, whole
from .portrait import Link, days_of
from .register import room_of


@accounts.needs("residents.read")
@require_GET
def household(request: HttpRequest, key: int) -> HttpResponse:
    """Who keeps house together behind a door, now and before."""
    actor, at = actor_of(request), clock.now()
    page = queries.person.household_for(actor, key, on=clock.day_of(at))
    journal.read(
        actor, "person", [one.person_id for one in (*page.members, *page.former)], at=at, purpose="household"
    )
    head = next((one.name for one in page.members if one.head), "")
    context = {
        "turns": turns.beside(request, "household", key, "residents:household", reverse("residents:households")),
        "title": page.door, "page": page, "may_edit": "edit" in page.may and page.end is None,
        "words": " · ".join(part for part in (head and _("head {name}").format(name=head), days_of(page.start, page.end)) if part),
        "kind": codes.word(codes.HOUSEHOLD_KINDS, page.kind), "tenancy": codes.word(codes.TENANCY, page.tenancy),
        "members": _members(page.members), "former": _members(page.former), "links": _links(page),
        "check_url": reverse("residents:check_door", args=[page.room_id]),
        "register_url": reverse("residents:register") + f"?door={page.door}",
    }  # fmt: skip
    return render(request, "residents/household.html", context)


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def found(request: HttpRequest) -> HttpResponse:
    """Somebody in the register founds a household; others are registered or moved into it."""
    actor, at = actor_of(request), clock.now()
    form = FoundForm(
        request.POST or None,
        on=clock.day_of(at),
        initial={"start": clock.day_of(at), "kind": "family", "tenancy": "unknown",
                 "version": queries.belonging.seen(), **_founder(request, actor, at)},
    )  # fmt: skip

    def deed(values: dict[str, Any]) -> Any:
        head = meant(actor, values["who"], at, whole(request.GET.get("person")))
        return actions.found(actor=actor, at=at, on=values["start"], room=room_of(actor, values["door"]), members=[(head, "02", True)],
                             tenancy=values["tenancy"], kind=values["kind"], number=values["number"], since=values["version"])  # fmt: skip

    back = reverse("residents:households")
    return asked(request, form, deed, back, to=_page, title=_("Found a household"), save=_("Found"))


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def split(request: HttpRequest, key: int) -> HttpResponse:
    """Some members form a household of their own."""
    actor, at, page = _page_of(request, key)
    _demand_fresh(request, page, actor, at, members=_keys(request, "people"), head=_keys(request, "head"))
    form = SplitForm(
        request.POST or None, on=clock.day_of(at), members=_choices(page),
        initial={"on": clock.day_of(at), "version": page.version},
    )  # fmt: skip

    def deed(values: dict[str, Any]) -> Any:
        return actions.split(
            actor=actor, at=at, household=key, persons=values["people"], head=values["head"], on=values["on"],
            version=values["version"],
        )  # fmt: skip

    return asked(request, form, deed, _page(key), said=_("The new household is founded."), to=_page,
                 title=_("Split the household"), about=page.door, save=_("Split"))  # fmt: skip


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def head(request: HttpRequest, key: int) -> HttpResponse:
    """Another member becomes the head."""
    actor, at, page = _page_of(request, key)
    _demand_fresh(request, page, actor, at, head=_keys(request, "head"))
    form = HeadForm(
        request.POST or None, on=clock.day_of(at), members=_choices(page),
        initial={"on": clock.day_of(at), "version": page.version},
    )  # fmt: skip

    def deed(values: dict[str, Any]) -> Any:
        return actions.change_head(
            actor=actor,
            at=at,
            household=key,
            person=values["head"],
            on=values["on"],
            version=values["version"],
        )

    return asked(
        request,
        form,
        deed,
        _page(key),
        said=_("Saved."),
        title=_("Change the head"),
        about=page.door,
        save=_("Save"),
    )


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def join(request: HttpRequest, key: int) -> HttpResponse:
    """All members join the household behind another door, or another one behind this door."""
    actor, at, page = _page_of(request, key)
    _demand_fresh(request, page, actor, at, members="", address=request.POST.get("into", "")[:100])
    form = JoinForm(
        request.POST or None, on=clock.day_of(at), initial={"on": clock.day_of(at), "into": page.door, "version": page.version},
    )  # fmt: skip

    def deed(values: dict[str, Any]) -> Any:
        others = [
            one
            for one in queries.households.at_room(
                actor, room_of(actor, values["into"], "into"), on=values["on"]
            )
            if one.id != key
        ]
        if not others:
            raise Refused(say("No other household lives behind this door."), "into")
        into = others[0].id
        actions.join_all(
            actor=actor, at=at, household=key, into=into, relation=values["relation"], on=values["on"],
            version=values["version"],
        )  # fmt: skip
        return into

    return asked(request, form, deed, _page(key), said=_("The households are joined."), to=_page,
                 title=_("Join another household"), about=page.door, save=_("Join"))  # fmt: skip


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def check_door(request: HttpRequest, key: int) -> HttpResponse:
    """Everybody behind a door in one go: who is there is unchecked first, the outcome is one touch."""
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    room = places.room(actor, key)
    people = queries.residences.people_at(actor, key, on=on)
    words = (
        (one.id, f"{one.name} {sex_of(one.sex)} {'' if one.age is None else one.age}".strip())
        for one in people
    )
    back = reverse("residents:checks") if actor.whole_community else "/"
    form = CheckDoorForm(request.POST or None, people=list(words),
                         initial={"way": "door", "outcome": "unchanged", "people": [one.id for one in people]})  # fmt: skip

    def deed(values: dict[str, Any]) -> Any:
        return actions.check_many(
            actor=actor, at=at, on=on, people=values["people"], way=values["way"], outcome=values["outcome"]
        )

    if request.method == "POST" and (count := tried(form, deed)) is not None:
        messages.success(
            request, ngettext("%(n)s check is noted.", "%(n)s checks are noted.", count) % {"n": count}
        )
        return redirect(back)
    journal.read(actor, "person", [one.id for one in people], at=at, purpose="check")
    return form_page(request, form, back, title=_("Check {door}").format(door=room.door), save=_("Note the check"),
                     hint=_("Something changed? Open the person and check them alone."))  # fmt: skip


def _founder(request: HttpRequest, actor: Actor, at: dt.datetime) -> dict[str, str]:
    """Name and door of ?person=, to confirm."""
    key = whole(request.GET.get("person"))
    if key is None:
        return {}
    page = queries.person.person_for(actor, key, on=clock.day_of(at))
    return {"who": page.name, "door": page.here.door if page.here else ""}


def meant(actor: Actor, text: str, at: dt.datetime, likely: int | None = None) -> int:
    """The one person a typed name, number or door means; of several the `likely` one. Raises Refused."""
    found = queries.search.find(actor, text, on=clock.day_of(at), limit=20)
    named = [one for one in found if one.name == text.strip()] or found
    keys = [one.id for one in named]
    if likely in keys and likely is not None:
        return likely
    if len(keys) == 1:
        return keys[0]
    if not keys:
        raise Refused(say("Nobody in the register fits. Register the person first."), "who")
    doors = str(say(", ")).join(f"{one.name} {one.door}".strip() for one in named[:5])
    raise Refused(say("Several people fit: {people}. Write the number or the door.", people=doors), "who")


def _page_of(request: HttpRequest, key: int) -> tuple[Any, Any, HouseholdPage]:
    actor, at = actor_of(request), clock.now()
    return actor, at, queries.person.household_for(actor, key, on=clock.day_of(at))


def _demand_fresh(
    request: HttpRequest, page: HouseholdPage, actor: Actor, at: dt.datetime, **wanted: list[int] | str
) -> None:
    """Both versions side by side before any field is looked at: who left meanwhile is no choice any more."""
    if request.method == "POST":
        queries.belonging.demand_fresh(
            actor, page.id, version_of(request), on=clock.day_of(at), wanted=wanted
        )


def _keys(request: HttpRequest, name: str) -> list[int]:
    """The keys of people that a form was sent with."""
    return [key for text in request.POST.getlist(name)[:200] if (key := whole(text)) is not None]


def _page(key: int) -> str:
    return reverse("residents:household", args=[key])


def _choices(page: HouseholdPage) -> list[tuple[int, str]]:
    return [(one.person_id, one.name) for one in page.members]


def _members(rows: list[MemberRow]) -> Table:
    columns = [
        Column("name", _("Full name"), phone="title"), Column("relation", _("Relation to the head"), phone="first"), Column("sex", _("Sex")),
        Column("age", _("Age"), "number", phone="second"), Column("days", _("Days")), Column("phone", _("Phone"), phone="second"),
    ]  # fmt: skip
    return Table(columns, [
        Row({"name": one.name, "relation": codes.word(codes.RELATIONS, "02" if one.head else one.relation), "sex": sex_of(one.sex),
             "age": one.age, "days": days_of(one.start, one.end), "phone": masked(one.phone)}, reverse("residents:person", args=[one.person_id]))
        for one in rows
    ], empty=_("Nobody is in this household."))  # fmt: skip


def _links(page: HouseholdPage) -> list[Link]:
    if len(page.members) < 1:
        return []
    links = [Link(_("Join another household"), reverse("residents:join", args=[page.id]))]
    if len(page.members) > 1:
        links = [Link(_("Split the household"), reverse("residents:split", args=[page.id])),
                 Link(_("Change the head"), reverse("residents:head", args=[page.id])), *links]  # fmt: skip
    return links
