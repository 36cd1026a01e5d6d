"""What happens to somebody in the register: one question, one form, one action each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.kernel.period import DAY

from .. import actions, queries
from ..forms import CheckForm, CloseForm, CorrectForm, KeepForm, MoveForm
from ..queries import ResidenceRow
from ..rules import codes
from .common import actor_of, tried
from .register import room_of

View = Callable[..., HttpResponseBase]


def form_page(request: HttpRequest, form: forms.Form, back: str, **context: Any) -> HttpResponse:
    """The one page for a question with its form; 422 with its faults."""
    seldom = [form[name] for name in getattr(form, "seldom", ())]
    context = {
        "form": form, "cancel_url": back, "about": _("Back"), "seldom": seldom,
        "first": [one for one in form.visible_fields() if one.name not in getattr(form, "seldom", ())],
        "seldom_label": getattr(form, "seldom_label", ""), "unfolded": bool(form.errors), **context,
    }  # fmt: skip
    return render(request, "residents/form.html", context, status=422 if form.errors else 200)


def asked(
    request: HttpRequest, form: forms.Form, deed: Callable[[dict[str, Any]], Any], back: str, *,
    said: str = "", to: Callable[[Any], str] | None = None, **page: Any,
) -> HttpResponse:  # fmt: skip
    """What every question does: show its form, do the deed once it is answered, say so, and lead on.

    to    where what the deed answered is seen; without it the way leads `back`
    page  words of the page: title, save, about, question, danger, hint
    """
    if request.method == "POST" and (done := tried(form, deed)) is not None:
        if said:
            messages.success(request, said)
        return redirect(to(done) if to else back)
    return form_page(request, form, back, **page)


def _back(key: int) -> str:
    return reverse("residents:person", args=[key])


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Change what a person's record says; the identity number stays hidden unless it is typed anew."""
    actor, at = actor_of(request), clock.now()
    version, held = queries.person.form_of(actor, key, on=clock.day_of(at))
    form = CorrectForm(
        request.POST or None, on=clock.day_of(at), initial={**held, "number": "", "version": version},
        number=str(held["number"]),
    )  # fmt: skip

    def deed(values: dict[str, Any]) -> Any:
        return actions.correct(
            actor=actor, at=at, person=key, values=form.wanted(), version=values["version"]
        )

    return asked(
        request,
        form,
        deed,
        _back(key),
        said=_("Saved."),
        title=_("Correct"),
        about=held["name"],
        save=_("Save"),
    )


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def check(request: HttpRequest, key: int) -> HttpResponse:
    """信息核实: look whether the record is right; what changed is written in the same go."""
    actor, at = actor_of(request), clock.now()
    on = clock.day_of(at)
    page = queries.person.person_for(actor, key, on=on)
    form = CheckForm(
        request.POST or None, on=on, initial={"way": "door", "outcome": "unchanged", "version": page.version}
    )

    def deed(values: dict[str, Any]) -> Any:
        return actions.check(actor=actor, at=at, on=on, person=key, way=values["way"], outcome=values["outcome"],
                             values=form.changes() or None, version=values["version"])  # fmt: skip

    return asked(
        request,
        form,
        deed,
        _back(key),
        said=_("The check is noted."),
        title=_("Check the information"),
        about=page.name,
        save=_("Note the check"),
    )


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Move behind another door of the community, alone or with the household."""
    actor, at, held = _held(request, key)
    form = MoveForm(
        request.POST or None, on=clock.day_of(at), initial={"on": clock.day_of(at), "version": held.version}
    )

    def deed(values: dict[str, Any]) -> Any:
        return actions.move_within(actor=actor, at=at, residence=key, room=room_of(actor, values["door"]), on=values["on"],
                                   version=values["version"], whole_household=values["whole"])  # fmt: skip

    return asked(
        request,
        form,
        deed,
        _back(held.person_id),
        said=_("{name} moved.").format(name=held.name),
        title=_("Move within the community"),
        about=f"{held.name} {held.door}",
        save=_("Move"),
    )


@accounts.needs("residents.edit")
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """办理注销; a grid worker asks for it, the community confirms."""
    actor, at, held = _held(request, key)
    form = CloseForm(
        request.POST or None,
        on=clock.day_of(at),
        initial={"on": clock.day_of(at) - DAY, "version": held.version},
    )
    ask = not accounts.may(actor, "residents.verify")
    act = actions.request_close if ask else actions.close

    def deed(values: dict[str, Any]) -> Any:
        return act(
            actor=actor,
            at=at,
            residence=key,
            on=values["on"] + DAY,
            reason=values["reason"],
            note=values["note"],
            version=values["version"],
        )

    said = _("Asked for; the community confirms it.") if ask else _("The residence is closed.")
    return asked(request, form, deed, _back(held.person_id), said=said, title=_("Ask for closing") if ask else _("Close the residence"),
        about=held.name, save=_("Ask for closing") if ask else _("Close"),
        question=_asked("Close the residence of {name} at {door}?", held), danger=True,
    )  # fmt: skip


def _asked(question: str, held: ResidenceRow) -> str:
    """A question about an episode; a closing that waits says its reason and day."""
    text = _(question).format(name=held.name, door=held.door or "—")
    if held.closing_on is None:
        return text
    reason, day = codes.word(codes.REASONS, held.closing_reason), (held.closing_on - DAY).isoformat()
    return text + " " + _("Asked for: {reason}, last day here {day}.").format(reason=reason, day=day)


def _bare(
    title: str,
    save: str,
    power: str,
    act: Callable[..., Any],
    said: str,
    question: str,
    *,
    why: bool = False,
    danger: bool = False,
) -> View:
    """A view that asks one question about an episode and does one thing."""

    @accounts.needs(power)
    @require_http_methods(["GET", "POST"])
    @submit_once
    def view(request: HttpRequest, key: int) -> HttpResponse:
        actor, at, held = _held(request, key)
        form = KeepForm(request.POST or None, initial={"version": held.version})
        if not why:
            form.fields.pop("why")

        def deed(values: dict[str, Any]) -> Any:
            more = {"why": values["why"]} if why else {}
            return act(actor=actor, at=at, residence=key, version=values["version"], **more)

        return asked(
            request,
            form,
            deed,
            _back(held.person_id),
            said=_(said),
            title=_(title),
            about=held.name,
            save=_(save),
            question=_asked(question, held),
            danger=danger,
        )

    view.__module__ = __name__
    return view


verify = _bare(
    gettext_noop("Verify the residence"),
    gettext_noop("Verify"),
    "residents.edit",
    actions.verify,
    gettext_noop("Verified."),
    gettext_noop("Verify the residence of {name} at {door}?"),
)
keep = _bare(
    gettext_noop("Keep the residence open"),
    gettext_noop("Keep open"),
    "residents.verify",
    actions.keep,
    gettext_noop("The residence stays open."),
    gettext_noop("Keep the residence of {name} at {door} open?"),
)
confirm_close = _bare(
    gettext_noop("Confirm closing"),
    gettext_noop("Close"),
    "residents.verify",
    actions.confirm_close,
    gettext_noop("The residence is closed."),
    gettext_noop("Close the residence of {name} at {door}?"),
    danger=True,
)
reopen = _bare(
    gettext_noop("Reopen the residence"),
    gettext_noop("Reopen"),
    "residents.merge",
    actions.reopen,
    gettext_noop("The residence is open again."),
    gettext_noop("Reopen the residence of {name} at {door}?"),
)
void = _bare(
    gettext_noop("Entered by mistake"),
    gettext_noop("Take out of the register"),
    "residents.verify",
    actions.void_entry,
    gettext_noop("Taken out; it stays in the history."),
    gettext_noop("Take the residence of {name} at {door} out as entered by mistake?"),
    why=True,
    danger=True,
)


def _held(request: HttpRequest, key: int) -> tuple[Actor, Any, ResidenceRow]:
    """Who asks, when, and the episode they may see."""
    actor, at = actor_of(request), clock.now()
    return actor, at, queries.residences.residence(actor, key, on=clock.day_of(at))
