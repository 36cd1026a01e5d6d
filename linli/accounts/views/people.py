"""社区设置 › 人员权限: who holds which post, entering, ending, new accounts, one-time passwords."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from linli.accounts import actions, forms, queries, rules
from linli.accounts.guards import needs
from linli.accounts.queries import AccountRef, PostRef
from linli.accounts.rules.codes import CODE_STATES, PURPOSES
from linli.accounts.views.passwords import show_once
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, Refused
from linli.kernel import actor as roles
from linli.office.layout import ListColumn, write_list
from linli.places import api as places
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table

_COLUMNS = (
    Column("name", gettext_noop("Full name"), phone="title"),
    Column("posts", gettext_noop("Posts"), phone="first"),
    Column("days", gettext_noop("From – until"), phone="second"),
    Column("phone", gettext_noop("Duty phone")),
    Column("username", gettext_noop("User name")),
)
_EXPORTED = 5000


@needs("settings.people")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The list, on a day; with past posts when asked."""
    actor = _actor(request)
    today = clock.today()
    form = forms.SearchForm(request.GET or None, on=today, roles=_roles(actor))
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}
    address = Address.of(request.GET)
    on = typed.get("on_day") or today
    found, total = queries.people(
        actor, on=on, text=typed.get("q", ""), role=typed.get("role", ""), past=bool(typed.get("past")),
        start=address.start, count=address.size,
    )  # fmt: skip
    table = Table(
        columns(), [_row(one, on) for one in found], address, total,
        export_url=f"{reverse('accounts:people_export')}?{request.GET.urlencode()}",
        empty=_("Nobody is found."), unit=_("people"),
    )  # fmt: skip
    return render(
        request,
        "accounts/people.html",
        {"title": _("People and permissions"), "table": table, "form": form, "on": on},
    )


@needs("settings.people")
@require_safe
def people_export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    actor = _actor(request)
    today = clock.today()
    form = forms.SearchForm(request.GET, on=today, roles=_roles(actor))
    typed = form.cleaned_data if form.is_valid() else {}
    on = typed.get("on_day") or today
    found, _total = queries.people(
        actor,
        on=on,
        text=typed.get("q", ""),
        role=typed.get("role", ""),
        past=bool(typed.get("past")),
        count=_EXPORTED,
    )
    rows = [
        [
            one.name,
            one.username,
            one.phone,
            str(rules.role_name(post.role)),
            _where(post, on),
            post.start,
            post.end,
        ]
        for one in found
        for post in one.posts
    ]
    heads = (_("Full name"), _("User name"), _("Duty phone"), _("Post"), _("Area of the post"))
    head = [ListColumn(each, "id" if each == _("Duty phone") else "text") for each in heads]
    head += [ListColumn(_("From"), "day"), ListColumn(_("Until"), "day")]
    actions.note_export(actor=actor, count=len(rows), at=clock.now())
    title = str(_("People and permissions"))
    response = HttpResponse(write_list(title, head, rows), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="people-{on:%Y%m%d}.xlsx"'
    return response


@needs("settings.people")
@require_safe
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account: its posts, past ones too, and what can be done."""
    return _person(request, user_id)


@needs("settings.people")
@submit_once
def new_account(request: HttpRequest) -> HttpResponse:
    """A new account with its first post; the one-time password is shown once."""
    actor, today = _actor(request), clock.today()
    form = forms.NewAccountForm(
        request.POST if request.method == "POST" else None,
        on=today,
        initial={"start": today},
        **_choices(actor, today),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.take_on(
                actor=actor, username=typed["username"], name=typed["name"], phone=typed["phone"], role=typed["role"],
                area=typed["area"], cell=typed.get("cell") or 0, lines=tuple(typed.get("lines", ())),
                full_time=typed["full_time"], start=typed["start"], at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            _blame(form, refused)
        else:
            return show_once(request, made)
    return render(request, "accounts/new_account.html", {"title": _("New account"), "form": form})


@needs("settings.people")
@submit_once
def appoint(request: HttpRequest, user_id: int) -> HttpResponse:
    """One more post for somebody."""
    actor, today = _actor(request), clock.today()
    account = queries.account(actor, user_id)
    form = forms.AppointForm(
        request.POST if request.method == "POST" else None,
        on=today,
        initial={"start": today},
        **_choices(actor, today),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.appoint(
                actor=actor, user_id=user_id, role=typed["role"], area=typed["area"], cell=typed.get("cell") or 0,
                lines=tuple(typed.get("lines", ())), full_time=typed["full_time"], start=typed["start"],
                end=typed["end"], at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            _blame(form, refused)
        else:
            messages.success(request, _("The post is entered."))
            return redirect("accounts:person", user_id)
    context = {"title": _("Enter a post: {name}").format(name=account.name), "form": form, "person": account}
    return render(request, "accounts/appoint.html", context)


@needs("settings.people")
@submit_once
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """End a post from a day."""
    actor, today = _actor(request), clock.today()
    post = queries.post(actor, post_id)
    form = forms.EndForm(request.POST if request.method == "POST" else None, on=today, initial={"day": today})
    account = queries.account(actor, post.user_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_post(actor=actor, post_id=post_id, on=form.cleaned_data["day"], at=clock.now())
        except Refused as refused:
            _blame(form, refused, {"on": "day"})
        else:
            messages.success(request, _("The post ends that day. Its record stays."))
            return redirect("accounts:person", post.user_id)
    words = {"name": account.name, "post": str(rules.role_name(post.role))}
    context = {"title": _("End a post: {name}, {post}").format(**words), "form": form, "person": account}
    return render(
        request,
        "accounts/end_post.html",
        context | {"question": _("End the post {post} of {name}?").format(**words)},
    )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def columns() -> list[Column]:
    """The columns in the reader's language."""
    return [Column(one.key, _(str(one.label)), phone=one.phone) for one in _COLUMNS]


def _person(request: HttpRequest, user_id: int) -> HttpResponse:
    actor, today = _actor(request), clock.today()
    account = queries.account(actor, user_id)
    posts = [
        {
            "post": post,
            "role": rules.role_name(post.role),
            "where": _where(post, today),
            "lines": [rules.LINE_NAMES[line] for line in post.lines if line in rules.LINE_NAMES],
            "held": post.held(today),
            "may_end": bool(rules.may_end(actor, post.role, post.area))
            and (post.end is None or post.end > today),
        }
        for post in account.posts
    ]
    held = [rules.Held(one.role, one.area) for one in account.posts if one.held(today)]
    context = {
        "title": account.name,
        "person": account,
        "posts": posts,
        "may_set_password": bool(rules.may_set_password(actor, user_id, held)),
        "codes": [
            {"code": one, "purpose": PURPOSES[one.purpose], "state": CODE_STATES[one.state]}
            for one in queries.codes_of(actor, "account", user_id, at=clock.now())
        ],
        "phones": queries.phones_of(user_id, now=clock.real_now()),
        "may_close": actor.holds(roles.TECH_ADMIN) and user_id != actor.user_id,
    }
    return render(request, "accounts/person.html", context)


def _row(one: AccountRef, on: dt.date) -> Row:
    days = "、".join(f"{post.start} – {post.end or ''}" for post in one.posts)
    posts = "、".join(f"{rules.role_name(post.role)}{_outside(post, on)}" for post in one.posts)
    cells: dict[str, Any] = {
        "name": one.name,
        "posts": posts or "—",
        "days": days,
        "phone": one.phone,
        "username": one.username,
    }
    if not one.active:
        cells["name"] = f"{one.name}（{_('closed')}）"
    elif one.posts and not any(post.held(on) for post in one.posts):
        cells["posts"] = State("ended", posts, quiet=True)
    return Row(cells, url=reverse("accounts:person", args=[one.id]), key=str(one.id))


def _outside(post: PostRef, on: dt.date) -> str:
    return f"（{places.name_of(post.area, on)}）" if post.level != "community" else ""


def _where(post: PostRef, on: dt.date) -> str:
    area = places.name_of(post.area, on)
    if not post.cell:
        return area
    return f"{area} {_cell_names(post.area, on).get(post.cell, '')}".strip()


def _cell_names(community: int, on: dt.date) -> dict[int, str]:
    return {
        cell.id: cell.name for scheme in ("grid", "compound") for cell in places.cells(community, scheme, on)
    }


def _roles(actor: Actor) -> list[str]:
    """The roles that the actor may enter, in the order of the matrix."""
    house = actor.holds(roles.TECH_ADMIN)
    return [one for one in roles.ROLES if (one in rules.APPOINTED_BY_HOUSE) == house]


def _choices(actor: Actor, on: dt.date) -> dict[str, Any]:
    """Roles, areas and cells that the actor may choose from."""
    areas: Sequence[tuple[int, str]]
    cells: Sequence[tuple[int, str]] = ()
    if actor.community is not None:
        areas = [(actor.community, places.name_of(actor.community, on))]
        cells = list(_cell_names(actor.community, on).items())
    else:
        areas = _areas_of_house(actor, on)
    return {"roles": _roles(actor), "areas": areas, "cells": cells}


def _areas_of_house(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """The technical administrator's own area, the subdistricts and the communities below it."""
    found: dict[int, str] = {}
    for area in {one.area_id for one in queries.posts_of(actor.user_id or 0, on=on)}:
        found[area] = places.name_of(area, on)
        below = places.communities_under(area, on)
        found |= {one.parent_id: one.parent_name for one in below if one.parent_id is not None}
        found |= {one.id: f"{one.parent_name} {one.name}" for one in below}
    return list(found.items())


def _blame(form: Any, refused: Refused, names: dict[str, str] | None = None) -> None:
    """Put a refusal beside its field, or at the head of the form."""
    field = (names or {}).get(refused.field or "", refused.field)
    form.add_error(field if field in form.fields else None, str(refused.reason))


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
