"""One messenger: term, areas, shifts ahead; taken on, corrected, ended."""

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
from linli.kernel import Actor
from linli.kernel.actor import MESSENGER
from linli.places import api as places
from linli.ui.tables import Column, Row, Table
from linli.ui.tags import inline

from ..actions import messengers
from ..forms import people as forms
from ..queries import messengers as found
from ..queries import roster
from ..queries.messengers import MessengerRow
from ..rules.roster import told
from .common import actor_of, asked, links, today, verb_of

#: Parts of a community that a messenger may look after.
_SCHEMES = ("grid", "compound")


@accounts.needs("contact.roster")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One messenger; the phone only for those who keep the roster."""
    actor, (at, on) = actor_of(request), today()
    one = found.messenger(actor, key, on)
    keeps = bool(accounts.may(actor, "contact.keep"))
    journal.read(actor, "messenger", [key], at=at, purpose="record")
    ahead = roster.ahead(actor, at, key)
    shifts = Table(
        [Column("hours", _("Hours"), phone="title"), Column("state", _("State"), phone="first")],
        [Row({"hours": told(x.hours), "state": _("exchange asked") if x.asked else "—"}, reverse("contact:shift", args=[x.id])) for x in ahead],
        empty=_("No shifts are entered."),
    )  # fmt: skip
    go, here = verb_of(key), one.end is None or one.end > on
    enter = f"{reverse('contact:shift_enter')}?messenger={key}"
    return render(request, "ui/record.html", {
        "title": one.name, "back_url": reverse("contact:messengers"), "words": _state(one),
        "verbs": links(actor, (_("Enter shifts"), enter), (_("Correct"), go("messenger_correct"))) if here else [],
        "links": links(actor, (_("Look after an area"), go("messenger_area")), (_("End the term"), go("messenger_end"))) if here else [],
        "groups": [(_("Shifts ahead"), shifts), (_("Areas looked after"), _areas(actor, one))], "facts_of": _facts(actor, one, keeps),
    })  # fmt: skip


def _state(one: MessengerRow) -> str:
    if one.last is not None:
        return _("Messenger from {start} to {last}").format(
            start=one.start.isoformat(), last=one.last.isoformat()
        )
    return _("Messenger since {start}").format(start=one.start.isoformat())


def _areas(actor: Actor, one: MessengerRow) -> Table:
    keeps = bool(accounts.may(actor, "contact.keep"))
    return Table(
        [Column("name", _("Part of the community"), phone="title"), Column("start", _("From"), "day", phone="first"), Column("verb", "", "verb", phone="second")],
        [Row({"name": x.name, "start": x.start,
              "verb": inline.button(_("End the term"), reverse("contact:messenger_leave", args=[x.id])) if keeps else ""}) for x in one.areas],
        empty=_("Looks after the whole community."),
    )  # fmt: skip


def _facts(actor: Actor, one: MessengerRow, keeps: bool) -> list[tuple[str, object, str]]:
    facts: list[tuple[str, object, str]] = [(_("Full name"), one.name, "")]
    if keeps:
        facts.append((_("Phone"), inline.phone(one.phone, f"tel:{one.dial}") if one.dial else "—", ""))
        if one.recruitment:
            call = reverse("contact:recruitment", args=[one.recruitment])
            facts.append((_("How taken on"), _("public recruitment"), call))
        facts.append((_("Signs in as"), accounts.names([one.user]).get(one.user or 0, "—"), ""))
    return [
        *facts,
        (_("From"), one.start.isoformat(), ""),
        (_("Last day of the term"), one.last.isoformat() if one.last else "—", ""),
    ]


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Taken on without a recruitment, as for somebody who was messenger before."""
    actor, (at, on) = actor_of(request), today()
    form = forms.NewMessengerForm(
        request.POST or None, on=on, choices={"user": _accounts(actor, on)}, initial={"start": on}
    )

    def deed(typed: dict[str, Any]) -> int:
        return messengers.appoint(
            actor=actor,
            at=at,
            name=typed["name"],
            phone=typed["phone"],
            user=typed.get("user"),
            start=typed["start"],
            end=form.end,
        )

    return asked(
        request,
        form,
        deed,
        reverse("contact:messengers"),
        to=_page,
        title=_("Enter a messenger"),
        save=_("Enter"),
    )


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Mend what is noted."""
    actor, (at, on) = actor_of(request), today()
    one = found.messenger(actor, key, on)
    people = dict(_accounts(actor, on)) | accounts.names([one.user])
    form = forms.CorrectMessengerForm(
        request.POST or None,
        on=on,
        choices={"user": list(people.items())},
        initial={"name": one.name, "user": one.user, "version": one.version},
    )

    def deed(typed: dict[str, Any]) -> None:
        messengers.correct(
            actor=actor, at=at, messenger=key, name=typed["name"], phone=typed["phone"], user=typed.get("user", one.user),
            version=typed["version"],
        )  # fmt: skip

    return asked(request, form, deed, _page(key), title=_("Correct"), about=one.name)


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def end(request: HttpRequest, key: int) -> HttpResponse:
    """The term ends; later shifts go off the roster."""
    actor, (at, on) = actor_of(request), today()
    one = found.messenger(actor, key, on)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on, "version": one.version})
    return asked(
        request, form, lambda typed: messengers.end(actor=actor, at=at, messenger=key, on=typed["on"], version=typed["version"]),
        _page(key), title=_("End the term"), about=one.name, save=_("End the term"), danger=True, to=lambda _dropped: _page(key),
        question=_("Shifts of {name} from that day on go off the roster.").format(name=one.name),
    )  # fmt: skip


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def area(request: HttpRequest, key: int) -> HttpResponse:
    """Look after a part of the community."""
    actor, (at, on) = actor_of(request), today()
    one = found.messenger(actor, key, on)
    cells = [(x.id, x.name) for scheme in _SCHEMES for x in places.cells(actor.community or 0, scheme, on)]
    form = forms.AreaForm(request.POST or None, on=on, choices={"cell": cells}, initial={"start": on})

    def deed(typed: dict[str, Any]) -> int:
        return messengers.look_after(
            actor=actor, at=at, messenger=key, cell=typed["cell"], start=typed["start"]
        )

    return asked(request, form, deed, _page(key), title=_("Look after an area"), about=one.name)


@accounts.needs("contact.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """That part no longer."""
    actor, (at, on) = actor_of(request), today()
    owner, name = found.area(actor, key)
    form = forms.EndForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form, lambda typed: messengers.leave_area(actor=actor, at=at, area=key, on=typed["on"]), _page(owner), title=_("End the term"),
        about=name, save=_("End the term"), danger=True,
    )  # fmt: skip


def _accounts(actor: Actor, on: Any) -> list[tuple[int, str]]:
    """Accounts with the post of messenger: others are given one by the secretary first."""
    return [(one.user_id, one.name) for one in accounts.holders(actor.community or 0, MESSENGER, on)]


def _page(key: int) -> str:
    return reverse("contact:messenger", args=[key])
