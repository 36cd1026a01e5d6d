"""What is done about opinions and rounds: one question, one form, one action each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.base.submit import submit_once
from linli.kernel import NotFound
from linli.places import api as places
from linli.ui.asking import actor_of, asked, today
from linli.ui.fields import AskedForm

from ..actions import opinions
from ..actions.opinions import Returned, Words
from ..forms import opinions as forms
from ..queries import opinions as found


def _page(key: int) -> str:
    return reverse("council:opinion", args=[key])


@accounts.needs("council.opine")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Somebody said it at a meeting, or to a worker."""
    actor, (at, on) = actor_of(request), today()
    form = forms.HearForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> int:
        words = Words(typed["text"], typed["kind"], typed["place"])
        return opinions.hear(
            actor=actor, at=at, channel=typed["channel"], on=typed["on"], words=words, author=typed["author"]
        )

    back = reverse("council:opinions")
    reads = bool(accounts.may(actor, "council.read"))
    return asked(
        request, form, deed, back if reads else reverse("project:home"), to=(_page if reads else lambda key: reverse("project:home")),
        title=_("Write an opinion down"), about=_("Opinions") if reads else _("Back"),
    )  # fmt: skip


@accounts.needs("council.opine")
@require_http_methods(["GET", "POST"])
@submit_once
def support(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody wants the same."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.SupportForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: opinions.support(actor=actor, at=at, opinion=key, on=on, name=typed["name"]), _page(key),
        title=_("Note a supporter"), hint=page.row.text, to=lambda done: _page(key),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def aside(request: HttpRequest, key: int) -> HttpResponse:
    """It becomes no project."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.AsideForm(
        request.POST or None, on=on, initial={"reason": page.aside, "version": page.row.version}
    )

    def deed(typed: dict[str, Any]) -> None:
        opinions.set_aside(actor=actor, at=at, opinion=key, reason=typed["reason"], version=typed["version"])

    return asked(request, form, deed, _page(key), title=_("Set aside"), hint=page.row.text)


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def split(request: HttpRequest, key: int) -> HttpResponse:
    """It asks for several things."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = forms.SplitForm(
        request.POST or None,
        on=on,
        initial={"parts": page.row.text, "kind": page.row.kind, "version": page.row.version},
    )

    def deed(typed: dict[str, Any]) -> list[int]:
        return opinions.split(
            actor=actor, at=at, opinion=key, parts=form.opinions(), version=typed["version"]
        )

    return asked(
        request, form, deed, _page(key), to=lambda done: _page(key), title=_("Split"), hint=_("Author and supporters go with each part.")
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def void(request: HttpRequest, key: int) -> HttpResponse:
    """Entered by mistake."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    form = AskedForm(request.POST or None, on=on, initial={"version": page.row.version})
    return asked(
        request, form, lambda typed: opinions.void(actor=actor, at=at, opinion=key, version=typed["version"]), _page(key),
        to=lambda done: reverse("council:opinions"), title=_("Entered by mistake"), save=_("Take out"), danger=True, hint=page.row.text,
        question=_("Take this opinion out? It stands in the log alone afterwards."),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def of_appeal(request: HttpRequest, key: int) -> HttpResponse:
    """An appeal becomes an opinion."""
    actor, (at, on) = actor_of(request), today()
    brief = appeals.briefs(actor, [key], on=on).get(key)
    if brief is None:
        raise NotFound("appeal")
    form = forms.OfAppealForm(request.POST or None, on=on)
    return asked(
        request, form, lambda typed: opinions.from_appeal(actor=actor, at=at, on=on, appeal=key, kind=typed["kind"]), brief.url, to=_page,
        title=_("Take over as an opinion"), hint=brief.title, about=brief.number, save=_("Take over"),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def round_new(request: HttpRequest) -> HttpResponse:
    """A round begins."""
    actor, (at, on) = actor_of(request), today()
    form = forms.RoundForm(request.POST or None, on=on, initial={"year": on.year, "start": on})

    def deed(typed: dict[str, Any]) -> int:
        end = typed["last"] + dt.timedelta(days=1)
        return opinions.open_round(
            actor=actor, at=at, title=typed["title"], year=typed["year"], start=typed["start"], end=end
        )

    return asked(
        request, form, deed, reverse("council:collections"), to=lambda key: reverse("council:collection", args=[key]),
        title=_("Begin a round"), about=_("Rounds and sheets"), save=_("Begin"),
    )  # fmt: skip


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def issue(request: HttpRequest, key: int) -> HttpResponse:
    """Sheets for every household of some buildings."""
    actor, (at, on) = actor_of(request), today()
    one = found.round_row(actor, key)
    form = forms.IssueForm(request.POST or None, on=on, initial={"on": on})
    form.fields["buildings"].choices = [(each.id, each.title) for each in places.buildings(actor, on)]  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> int:
        return opinions.issue(
            actor=actor, at=at, collection=key, on=typed["on"], buildings=typed["buildings"]
        )

    return asked(
        request, form, deed, reverse("council:collection", args=[key]), title=_("Hand out sheets"), about=one.title, save=_("Hand out"),
        hint=_("One sheet for each household that lives there and has none yet; nothing chosen means everywhere."),
        to=lambda done: reverse("council:collection", args=[key]),
    )  # fmt: skip


@accounts.needs("council.opine")
@require_http_methods(["GET", "POST"])
@submit_once
def give_back(request: HttpRequest, key: int) -> HttpResponse:
    """A sheet came back; the next one is asked for at once."""
    actor, (at, on) = actor_of(request), today()
    one = found.round_row(actor, key)
    form = forms.ReturnForm(request.POST or None, on=on, initial={"on": on})

    def deed(typed: dict[str, Any]) -> list[int]:
        sheet = Returned(typed["number"], typed["signed"], form.opinions())
        return opinions.take_back(actor=actor, at=at, collection=key, on=typed["on"], sheets=[sheet])

    here = reverse("council:collection_return", args=[key])
    return asked(
        request, form, deed, reverse("council:collection", args=[key]), title=_("A sheet came back"), about=one.title,
        to=lambda done: here, said=_("Saved. The next sheet."),
    )  # fmt: skip
