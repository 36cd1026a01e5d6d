"""消息设置: which messages, and when not."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import NotFound, Refused
from linli.news import actions, events, queries
from linli.news.forms import PreferenceForm

from .common import actor_of


@login_required
@require_http_methods(["GET", "POST"])
@submit_once
def preferences(request: HttpRequest) -> HttpResponse:
    """One's own choice; what has to be done stays on the board whatever is switched off."""
    actor = actor_of(request)
    if actor.community is None:
        raise NotFound("community")
    held = queries.preferences.own(actor)
    initial = {
        "wanted": [one for one in events.KINDS if one not in held.muted],
        "quiet_from": held.quiet_from,
        "quiet_to": held.quiet_to,
    }
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(
                actor=actor, muted=form.muted, quiet_from=form.cleaned_data["quiet_from"],
                quiet_to=form.cleaned_data["quiet_to"], at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("news:preferences")
    context = {"title": _("Message settings"), "form": form}
    return render(request, "news/preferences.html", context, status=422 if form.errors else 200)
