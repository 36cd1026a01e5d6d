"""The hand-over: choose two people, see what would move, move it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.accounts import actions, forms, queries, rules
from linli.accounts.guards import needs
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, Refused


@needs("settings.hand_over")
@submit_once
def hand_over(request: HttpRequest) -> HttpResponse:
    """GET with two people shows what would move; POST moves it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    today = clock.day_of(now)
    form = forms.HandOverForm(
        request.POST if request.method == "POST" else request.GET or None,
        on=today,
        olds=queries.once_colleagues(actor),
        news=queries.colleagues(actor, on=today),
    )
    would = None
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            if request.method == "POST":
                moved = actions.hand_over(
                    actor=actor,
                    from_user=typed["old"],
                    to_user=typed["new"],
                    ends_on=typed["ends_on"],
                    at=now,
                )
                what = rules.listed(moved) or _("nothing was open")
                messages.success(request, _("Handed over: {what}.").format(what=what))
                return redirect("accounts:person", typed["old"])
            would = actions.would_move(actor=actor, from_user=typed["old"], to_user=typed["new"], at=now)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
    names = (
        dict([*queries.once_colleagues(actor), *queries.colleagues(actor, on=today)])
        if would is not None
        else {}
    )
    context = {
        "title": _("Hand over all open work"),
        "form": form,
        "would": would,
        "old_name": names.get(form.cleaned_data["old"]) if would is not None else "",
        "new_name": names.get(form.cleaned_data["new"]) if would is not None else "",
    }
    return render(request, "accounts/hand_over.html", context)
