"""我的设置, and choosing the post worked in."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from linli.accounts import actions, forms, queries, rules
from linli.accounts.middleware import PHONE
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, NotFound
from linli.places import api as places
from linli.ui import look


@login_required
@submit_once
def me(request: HttpRequest) -> HttpResponse:
    """Name, phone, language, keys; password, second factor and size of print lead on."""
    actor = _actor(request)
    user = queries.profile(actor)
    initial = {
        "name": user.name,
        "phone": user.phone,
        "keys_on": user.keys_on,
        "language": user.language or request.LANGUAGE_CODE,
    }
    form = forms.ProfileForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(actor=actor, **form.cleaned_data, at=clock.now())
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        response = redirect("accounts:me")
        look.keep(response, settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"])
        return response
    today = clock.today()
    posts = [
        {"role": rules.role_name(one.role), "where": places.name_of(one.area_id, today), "start": one.start}
        for one in queries.posts_of(actor.user_id or 0, on=today)
    ]
    context = {
        "title": _("My settings"),
        "form": form,
        "username": user.username,
        "posts": posts,
        "factor": is_mfa_enabled(request.user),
        "phones": queries.phones_of(actor.user_id or 0, now=clock.real_now()),
        "this_phone": (request.session.get(PHONE) or {}).get("id"),
        "messages_url": _messages_url(actor),
    }
    return render(request, "accounts/me.html", context)


@login_required
@require_POST
def choose_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Work in another of one's posts from now on."""
    actions.choose_post(actor=_actor(request), post_id=post_id, on=clock.today(), at=clock.now())
    return redirect("/")


@login_required
@require_POST
def release_own_phone(request: HttpRequest, phone_id: int) -> HttpResponse:
    """One's own phone signs nobody in any more; on that phone itself this is the last page."""
    actor = _actor(request)
    if phone_id not in [one.id for one in queries.phones_of(actor.user_id or 0, now=clock.real_now())]:
        raise NotFound("phone")
    actions.release_phone(actor=actor, phone_id=phone_id, at=clock.now(), now=clock.real_now())
    here = (request.session.get(PHONE) or {}).get("id") == phone_id
    if here:
        auth.logout(request)
    messages.success(request, _("The phone is released. It signs nobody in any more."))
    return redirect("account_login" if here else "accounts:me")


def _messages_url(actor: Actor) -> str:
    """Where messages are chosen, for those who work in a community; nothing where no app offers it."""
    try:
        return reverse("news:preferences") if actor.community is not None else ""
    except NoReverseMatch:
        return ""


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
