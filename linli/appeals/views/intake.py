"""登记诉求: one screen; who and where are found while typing, what may be a duplicate is shown in time; the receipt."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.accounts import api as accounts
from linli.base import clock, keys
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.kernel.actor import CAPTAIN, GRID_WORKER, MESSENGER
from linli.kernel.text import without_controls

from ..actions import intake as actions
from ..actions import receptions
from ..actions.intake import HotlineParts, PlaceParts, Registered, ReporterParts
from ..forms.register import BY_HAND, RegisterForm
from ..queries import desk
from . import finding, follow, prepare, words
from .common import actor_of, status_of, tried, whole
from .record import add_pictures

#: The code waits here, sealed, for the one page that shows it.
_SHOWN = "appeals.code"


@accounts.needs("appeals.register")
@require_http_methods(["GET", "POST"])
@submit_once
def register(request: HttpRequest) -> HttpResponse:
    """The words, who, where; 登记并继续下一个 keeps channel and place; 并入 adds to what is there already."""
    actor, at = actor_of(request), clock.now()
    form = _form(request, actor, at)
    into = whole(request.POST.get("into"))
    if request.method == "POST" and not request.POST.get("look"):
        done = tried(
            form, lambda values: _link(actor, at, into, values) if into else _register(actor, at, values)
        )
        if done is not None:
            return _done(request, done, into, form)
    return render(
        request, "appeals/register.html", _context(request, form, actor, at), status=status_of(form)
    )


@accounts.needs("appeals.register")
@require_POST
def who(request: HttpRequest) -> HttpResponse:
    """Who may be meant by the name, phone or door typed so far."""
    actor, at = actor_of(request), clock.now()
    return render(request, "appeals/who.html", {"people": finding.people(actor, request.POST, at)})


@accounts.needs("appeals.register")
@require_POST
def where(request: HttpRequest) -> HttpResponse:
    """Which door or building the typed place means."""
    actor, at = actor_of(request), clock.now()
    rooms = finding.rooms(actor, request.POST, at)
    return render(
        request, "appeals/where.html", {"rooms": rooms, "place_note": finding.note(request.POST, rooms)}
    )


@accounts.needs("appeals.register")
@require_POST
def likely(request: HttpRequest) -> HttpResponse:
    """Appeals that may be the same as what is being typed."""
    actor, at = actor_of(request), clock.now()
    return render(request, "appeals/likely.html", {"likely": finding.likely(actor, request.POST, at)})


@accounts.needs("appeals.register")
@never_cache
@require_safe
def receipt(request: HttpRequest, key: int) -> HttpResponse:
    """Number, code and QR; the code is shown here, once, and as long as this page was not left."""
    actor, at = actor_of(request), clock.now()
    held = prepare.hold(actor, key, at)
    context = {
        "title": _("The appeal is registered"),
        **_receipt(request, held, at),
        "picture_faults": request.session.pop("appeals.faults", []),
    }
    return render(request, "appeals/receipt.html", context)


@accounts.needs("appeals.register")
@never_cache
@require_safe
def slip(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt on paper, 16 pt, with its QR."""
    actor, at = actor_of(request), clock.now()
    held = prepare.hold(actor, key, at)
    context = {"title": _("Receipt"), "slip": True, "back_url": held.url, **_receipt(request, held, at)}
    return render(request, "appeals/slip.html", context)


@accounts.needs("appeals.register")
@require_POST
def new_code(request: HttpRequest, key: int) -> HttpResponse:
    """A new code for a receipt that was lost; shown once."""
    actor, at = actor_of(request), clock.now()
    code = follow.new_code(actor, prepare.hold(actor, key, at).record, at)
    _show_once(request, key, code)
    return redirect("appeals:receipt", key)


def _form(request: HttpRequest, actor: Actor, at: dt.datetime) -> RegisterForm:
    return RegisterForm(
        request.POST or None, on=clock.day_of(at), categories=words.flat(actor, at), people=words.colleagues(actor, at),
        channels=_channels(actor, request.POST.get("channel") or request.GET.get("channel", "")), initial=_initial(request, actor),
    )  # fmt: skip


def _channels(actor: Actor, asked: str) -> tuple[str, ...]:
    """What a desk enters by hand; who walks meets people at the door, captains and messengers report."""
    if actor.holds(CAPTAIN, MESSENGER) and not actor.whole_community:
        return ("messenger",)
    if actor.holds(GRID_WORKER) and not actor.whole_community:
        return ("door", "phone", "group_chat")
    return BY_HAND


def _initial(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """What is known already: the channel, the place of the building's page or of the one before, words of the book."""
    get = request.GET
    initial: dict[str, Any] = {
        "channel": get.get("channel") or _channels(actor, "")[0], "naming": "", "about": "matter", "audience": "office", "category": "other",
        "place": without_controls(get.get("place", ""))[:120], "text": without_controls(get.get("text", ""))[:400],
        "building": whole(get.get("building")), "room": whole(get.get("room")), "person": whole(get.get("person")),
    }  # fmt: skip
    if get.get("for") == "self":
        initial |= {"name": actor.name, "naming": "named"}
    if key := whole(get.get("reception")):
        held = desk.reception(actor, key)
        initial |= {
            "text": held.text, "name": held.name, "phone": held.phone, "place": held.address, "category": held.category,
            "channel": held.way if held.way in ("counter", "phone") else "counter",
        }  # fmt: skip
    return initial


def _context(request: HttpRequest, form: RegisterForm, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    looked = request.POST if request.method == "POST" else {}
    rooms = finding.rooms(actor, looked, at) if looked else []
    helper = form.fields["channel"].choices and len(form.fields["channel"].choices) == 1  # type: ignore[attr-defined]
    by_other = (request.GET.get("for") or request.POST.get("for")) == "other"
    return {
        "title": (_("Speak for somebody") if by_other else _("Report a problem")) if helper else _("Register an appeal"), "form": form, "channels_shown": not helper,
        "groups": words.branches(words.tree(actor, at), str(form["category"].value() or "")),
        "people": finding.people(actor, looked, at) if looked else [], "rooms": rooms,
        "place_note": finding.note(looked, rooms) if looked else "", "likely": finding.likely(actor, looked, at) if looked else [],
        "cancel_url": reverse("project:home"), "may_choose": not helper,
        "own": helper and not by_other, "text_label": _("What is the matter") if helper else "",
        "name_hint": _("Name, or leave empty"), "naming_hint": _("Without name and phone nobody can be called back."),
        "reception": whole(request.POST.get("reception") or request.GET.get("reception")) or "",
        "picture_error": _("Choose the pictures once more.") if request.FILES else "",
    }  # fmt: skip


def _register(actor: Actor, at: dt.datetime, values: dict[str, Any]) -> Registered:
    who = _reporter(values)
    return actions.register(
        actor=actor, at=at, channel=values["channel"], text=values["text"], category=values["category"] or "other",
        naming=_naming(values, who), reporter=who, place=_place(values), wish=values["wish"], urgent=values["urgent"],
        about=values["about"] or "matter", about_user=values["about_user"] if values["about"] == "worker" else None,
        audience=_audience(values), consents=values["consents"], first_contact=values["first_contact"], outside=_outside(values),
        level="compound" if values["channel"] == "messenger" else "community",
    )  # fmt: skip


def _link(actor: Actor, at: dt.datetime, into: int | None, values: dict[str, Any]) -> str:
    who = _reporter(values)
    return actions.link_duplicate(
        actor=actor, at=at, appeal=into or 0, channel=values["channel"], text=values["text"], naming=_naming(values, who), reporter=who
    )  # fmt: skip


def _reporter(values: dict[str, Any]) -> ReporterParts | None:
    found = ReporterParts(
        values["name"],
        values["phone"],
        values["person"],
        values["household"],
        values["for_other"],
        values["relation"],
    )
    return None if found.nobody else found


def _naming(values: dict[str, Any], who: ReporterParts | None) -> str:
    """As chosen; who left name and phone empty stays unknown."""
    if who is None:
        return "anonymous"
    return values["naming"] or "named"


def _audience(values: dict[str, Any]) -> str:
    """What is about a worker or the committee goes past the office, to the supervision committee unless chosen."""
    if values["about"] in ("", "matter"):
        return "office"
    return values["audience"] if values["audience"] not in ("", "office") else "supervision"


def _place(values: dict[str, Any]) -> PlaceParts:
    return PlaceParts(room=values["room"], building=values["building"], text=values["place"])


def _outside(values: dict[str, Any]) -> HotlineParts | None:
    if values["channel"] != "hotline":
        return None
    received, due = values["outside_received"], values["outside_due"]
    return HotlineParts(
        number=values["outside_number"],
        received_at=_moment(received, dt.time(9)),
        due=_moment(due, dt.time(18)),
    )


def _moment(day: dt.date | None, hour: dt.time) -> dt.datetime | None:
    return dt.datetime.combine(day, hour, clock.SHANGHAI) if day else None


def _done(request: HttpRequest, done: Registered | str, into: int | None, form: RegisterForm) -> HttpResponse:
    if isinstance(done, str):
        add_pictures(request, into or 0)
        messages.success(request, _("Added to {number}.").format(number=done))
        return redirect("appeals:appeal", into or 0)
    faults = add_pictures(request, done.id)
    if key := whole(request.POST.get("reception")):
        receptions.link(actor=actor_of(request), at=clock.now(), reception=key, appeal=done.id)
    _show_once(request, done.id, done.code, str(done.why))
    if faults:
        request.session["appeals.faults"] = faults
    if request.POST.get("next"):
        messages.success(
            request, _("{number} is registered. Code {code}").format(number=done.number, code=done.code)
        )
        return redirect(reverse("appeals:register") + f"?again=1&channel={form.cleaned_data['channel']}")
    return redirect("appeals:receipt", done.id)


def _show_once(request: HttpRequest, key: int, code: str, why: str = "") -> None:
    request.session[_SHOWN] = [key, keys.seal(code).hex(), why]


def _receipt(request: HttpRequest, held: prepare.Held, at: dt.datetime) -> dict[str, Any]:
    kept = request.session.get(_SHOWN)
    code = keys.unseal(bytes.fromhex(kept[1])) if kept and kept[0] == held.id else ""
    one = held.record
    address = follow.address(request, one, code, clock.day_of(at))
    return {
        "held": held, "code": code, "today_due": one.today_due, "why": kept[2] if kept and kept[0] == held.id and len(kept) > 2 else "",
        "first_contact": one.name(one.first_contact), "qr": follow.qr(address) if address else "",
        "slip_url": reverse("appeals:slip", args=[held.id]) if code else "", "sentence": held.title,
        "copy": _("Appeal {number}, code {code}").format(number=held.number, code=code) + f"\n{address}" if code else "",
        "new_code_url": reverse("appeals:new_code", args=[held.id]) if not code else "", "received_at": one.received_at,
        "duty": accounts.duty_now(one.community, at),
    }  # fmt: skip
