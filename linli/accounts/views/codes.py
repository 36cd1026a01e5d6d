"""Codes at the counter: handing one out to a colleague or helper, the slip, revoking, releasing a phone."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.accounts import actions, forms, queries
from linli.accounts.guards import needs
from linli.accounts.rules import codes
from linli.base import clock, keys
from linli.base.submit import submit_once
from linli.kernel import Actor, Refused
from linli.office import pdf, qr
from linli.places import api as places
from linli.ui.words import moment_words

_SHOWN = "one_time_code"
#: How long the code can be seen and printed again by whoever handed it out.
_SEEN_FOR = dt.timedelta(minutes=10)


@needs("settings.people")
@submit_once
def hand_out(request: HttpRequest, user_id: int) -> HttpResponse:
    """A code for somebody's account, to set a password or to bind a phone."""
    actor = _actor(request)
    account = queries.account(actor, user_id)
    form = forms.HandOutForm(request.POST or None, initial={"purpose": codes.BIND, "days": 3})
    if request.method == "POST" and form.is_valid():
        try:
            handed = actions.hand_out_code(
                actor=actor, purpose=form.cleaned_data["purpose"], subject="account", key=user_id,
                community=_community(actor, account), at=clock.now(), valid=dt.timedelta(days=form.cleaned_data["days"]),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            until = clock.real_now() + _SEEN_FOR
            request.session[_SHOWN] = [
                user_id, keys.seal(handed.plain).hex(), form.cleaned_data["purpose"],
                handed.valid_until.isoformat(), until.isoformat(),
            ]  # fmt: skip
            return redirect("accounts:person_code_shown", user_id)
    context = {
        "title": _("One-time code: {name}").format(name=account.name),
        "form": form,
        "person": account,
    }
    return render(request, "accounts/hand_out_code.html", context)


@needs("settings.people")
@never_cache
@require_safe
def code_shown(request: HttpRequest, user_id: int) -> HttpResponse:
    """The code in large digits with its QR, for ten minutes, to whoever handed it out."""
    account = queries.account(_actor(request), user_id)
    shown = _shown(request, user_id)
    title = _("One-time code: {name}").format(name=account.name)
    context = {"title": title, "person": account, "code": ""}
    if shown is not None:
        plain, purpose, until = shown
        context |= {
            "code": codes.grouped(plain),
            "purpose": codes.PURPOSES[purpose],
            "qr": qr.svg(_link(request, plain), title=_("Code")),
            "until": moment_words(until, clock.now()),
        }
    return render(request, "accounts/code_shown.html", context)


@needs("settings.people")
@never_cache
@require_safe
def code_slip(request: HttpRequest, user_id: int) -> HttpResponse:
    """The slip that the person takes along."""
    actor = _actor(request)
    account = queries.account(actor, user_id)
    shown = _shown(request, user_id)
    if shown is None:
        return redirect("accounts:person_code_shown", user_id)
    plain, purpose, until = shown
    on = clock.today()
    lines = [
        _("For: {name}").format(name=account.name),
        _("Code: {code}").format(code=codes.grouped(plain)),
        _("What for: {purpose}").format(purpose=codes.PURPOSES[purpose]),
        _("Scan the picture with the phone, or open {address} and type the code.").format(
            address=request.build_absolute_uri(reverse("accounts:code"))
        ),
        _("It opens once, until {until}. Show it to nobody; whoever asks for it by phone is not from the community.")
        .format(until=moment_words(until, clock.now())),
    ]  # fmt: skip
    content = pdf.slip(
        _("One-time code"),
        lines,
        link=_link(request, plain),
        signed=places.name_of(_community(actor, account), on),
        day=f"{on:%Y-%m-%d}",
        demo=settings.DEMO,
        at=clock.now().replace(microsecond=0),
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="code.pdf"'
    return response


@needs("settings.people")
@require_POST
def revoke_code(request: HttpRequest, code_id: int) -> HttpResponse:
    """A code opens nothing any more."""
    user_id = queries.code_account(_actor(request), code_id)
    actions.revoke_code(actor=_actor(request), id=code_id, at=clock.now())
    messages.success(request, _("The code is revoked."))
    return redirect("accounts:person", user_id)


@needs("settings.people")
@require_POST
def release_phone(request: HttpRequest, phone_id: int) -> HttpResponse:
    """A phone signs nobody in any more."""
    user_id = actions.release_phone(
        actor=_actor(request), phone_id=phone_id, at=clock.now(), now=clock.real_now()
    )
    messages.success(request, _("The phone is released. It signs nobody in any more."))
    return redirect("accounts:person", user_id)


def _shown(request: HttpRequest, user_id: int) -> tuple[str, str, dt.datetime] | None:
    """(code, purpose, valid until) while it may still be seen."""
    kept = request.session.get(_SHOWN)
    if not kept or kept[0] != user_id or dt.datetime.fromisoformat(kept[4]) < clock.real_now():
        request.session.pop(_SHOWN, None)
        return None
    return keys.unseal(bytes.fromhex(kept[1])), kept[2], dt.datetime.fromisoformat(kept[3])


def _link(request: HttpRequest, plain: str) -> str:
    return request.build_absolute_uri(reverse("accounts:code_open", args=[plain]))


def _community(actor: Actor, account: queries.AccountRef) -> int:
    """Where the code belongs: the actor's community, for the technical administrator that of the account's post."""
    if actor.community is not None:
        return actor.community
    for post in account.posts:
        if post.level == "community":
            return post.area
    return account.posts[0].area if account.posts else actor.area or 0


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
