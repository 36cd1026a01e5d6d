"""One-time passwords, shown once; closing and opening accounts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.accounts import actions, forms, queries
from linli.accounts.guards import needs
from linli.base import clock, keys
from linli.base.submit import submit_once
from linli.kernel import Actor

_SHOWN = "one_time_password"


@needs("settings.people")
@submit_once
def one_time(request: HttpRequest, user_id: int) -> HttpResponse:
    """A one-time password for somebody who forgot theirs."""
    actor = _actor(request)
    account = queries.account(actor, user_id)
    form = forms.OneTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.set_one_time_password(
            actor=actor,
            user_id=user_id,
            factors_too=form.cleaned_data["factors_too"],
            on=clock.today(),
            at=clock.now(),
        )
        return show_once(request, made)
    context = {
        "title": _("One-time password: {name}").format(name=account.name),
        "form": form,
        "person": account,
    }
    return render(request, "accounts/one_time.html", context)


@needs("settings.people")
@require_POST
def account_state(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close an account or open it again."""
    actor = _actor(request)
    if request.POST.get("state") == "open":
        actions.open_account(actor=actor, user_id=user_id, at=clock.now())
    else:
        actions.close_account(actor=actor, user_id=user_id, on=clock.today(), at=clock.now())
    return redirect("accounts:person", user_id)


@needs("settings.people")
@never_cache
@require_safe
def password_shown(request: HttpRequest, user_id: int) -> HttpResponse:
    """The one-time password, once; not in a message, an address or a log."""
    account = queries.account(_actor(request), user_id)
    kept = request.session.pop(_SHOWN, None)
    password = keys.unseal(bytes.fromhex(kept[2])) if kept and kept[0] == user_id else ""
    context = {"title": account.name, "person": account, "password": password}
    return render(request, "accounts/password_shown.html", context)


def show_once(request: HttpRequest, made: actions.NewAccount) -> HttpResponse:
    """Show the one-time password on the next page, once; sealed in the session until then."""
    request.session[_SHOWN] = [made.user_id, made.username, keys.seal(made.password).hex()]
    return redirect("accounts:password_shown", made.user_id)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
