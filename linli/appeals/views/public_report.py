"""我要反映 without an account, and the paper that comes of it: number, code, by when."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.accounts import api as accounts
from linli.base import limits, proof
from linli.base.submit import submit_once
from linli.kernel import NotFound, Refused
from linli.office import qr
from linli.places import api as places
from linli.ui import receipts
from linli.ui.words import moment_words

from ..actions import intake
from ..forms.public import ReportForm
from ..queries import categories, published, record
from ..queries import public as queries
from ..rules.intake import PLACE_MOST, PlaceParts, ReporterParts, first_level
from .common import status_of, tried
from .public import Here, at_home, follow, page

PURPOSE = "report"


@require_http_methods(["GET", "HEAD", "POST"])
@at_home
@submit_once
def report(request: HttpRequest, here: Here) -> HttpResponseBase:
    """One short form; what is wrong is said beside its field and nothing typed is lost."""
    form = ReportForm(request.POST if request.method == "POST" else None, categories=_categories(here))
    if request.method == "POST" and form.is_valid() and _by_a_person(request, here, form):
        made = tried(form, lambda values: _register(here, values))
        if made is not None:
            faults = add_pictures(request, here, made.id)
            response = redirect(here.url("reported"))
            receipts.keep(response, here.community, here.code, made.id, made.code, faults)
            return follow(response, here, made.id)
    context = {
        "form": form, "proof": proof.fields(PURPOSE, at=here.at, sent=request.POST or None),
        "pictures_again": bool(request.FILES), "before": _before(request, here),
    }  # fmt: skip
    return page(request, here, "report", _("Tell us what is the matter"), context, status=status_of(form))


@require_safe
@at_home
def reported(request: HttpRequest, here: Here) -> HttpResponse:
    """Number and code in large digits, what happens next, by when; to print, to copy, to scan."""
    held = _kept(request, here)
    if held is None:
        return page(request, here, "reported_before", _("We have it"), {})
    key, code, faults = held
    try:
        one = record.public_record(here.community, key, here.at)
    except NotFound:
        return page(request, here, "reported_before", _("We have it"), {})
    promise = queries.promise(here.community, key)
    link = address(request, here, one.number, code)
    until = moment_words(promise.due, here.at) if promise else ""
    told = _("{community}, number {number}, code {code}").format(
        community=here.name, number=one.number, code=code
    )
    context = {
        "one": one, "code": code, "promise": promise, "until": until, "faults": faults, "link": link,
        "qr": mark_safe(qr.svg(link, size_mm=22, title=_("Scan to follow"))),  # noqa: S308 -- drawn by us
        "copy": f"{told}\n{_('You hear from us by {moment}.').format(moment=until)}\n{link}" if until else f"{told}\n{link}",
        "alike": _alike(here, one.text),
    }  # fmt: skip
    return page(request, here, "reported", _("We have it"), context)


def _before(request: HttpRequest, here: Here) -> str:
    """The number of what this phone reported lately: who wants to add to it need not report anew. Never a bar."""
    held = _kept(request, here)
    if held is None:
        return ""
    try:
        return record.public_record(here.community, held[0], here.at).number
    except NotFound:
        return ""


def address(request: HttpRequest, here: Here, number: str, code: str) -> str:
    """Where number and code open the appeal; both stand behind the #, which no server is sent."""
    plain = code.replace(" ", "")
    path = request.build_absolute_uri(reverse("public:follow", args=[here.code]))
    return f"{path}#{urlencode({'number': number, 'code': plain})}"


def add_pictures(request: HttpRequest, here: Here, key: int) -> list[str]:
    """Keep the pictures that came with a form; why some were not kept, a sentence each."""
    faults = []
    for place, sent in enumerate(request.FILES.getlist("pictures"), 1):
        try:
            intake.picture(actor=here.actor, at=here.at, appeal=key, content=sent.read(), name=_("photo"))
        except Refused as refused:
            faults.append(_("Picture {n} is not added: {why}").format(n=place, why=refused))
    return faults


def _by_a_person(request: HttpRequest, here: Here, form: ReportForm) -> bool:
    """Whether a person may have sent it; else the form says what to do."""
    try:
        proof.demand(request.POST, PURPOSE, source=limits.source(request), at=here.at)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _register(here: Here, values: dict[str, Any]) -> intake.Registered:
    who = ReporterParts(
        name=values["name"], phone=values["phone"], for_other=values["for_other"], relation=values["relation"]
    )
    naming = values["naming"] or "named"
    if who.nobody or naming == "anonymous":
        naming, reporter = "anonymous", None
    else:
        reporter = who
    about, category = values["about"] or "matter", values["category"] or "other"
    return intake.register(
        actor=here.actor, at=here.at, channel="web", text=values["text"], category=category, naming=naming, reporter=reporter,
        place=_place(here, values["place"], naming), about=about, consents=values["consents"],
        audience=values["audience"] if about != "matter" else "office", level=first_level(category, naming, about, at_building=here.building is not None),
    )  # fmt: skip


def _place(here: Here, typed: str, naming: str) -> PlaceParts:
    """The door that the words name, the building of the QR, or the words; whoever stays unknown names no door."""
    words = f"{here.title}{typed}" if here.building else typed
    door = places.find_room(here.actor, words, here.on) if words and naming == "named" else None
    building = here.building.id if here.building else None
    if door is not None and building in (None, door.building_id):
        return PlaceParts(room=door.id, building=door.building_id, text=words[:PLACE_MOST])
    return PlaceParts(building=building, text=words[:PLACE_MOST])


def _categories(here: Here) -> list[tuple[str, str]]:
    tree = categories.tree(here.community, here.on)
    return [(one.code, one.word) for one in tree.tops if one.code != "other"]


def _alike(here: Here, text: str) -> list[published.PublicRow]:
    """What was answered in public and may be of use; nothing else of other people's appeals is looked at."""
    words = text.strip()[:4]
    return published.published(here.community, size=3, text=words).rows if len(words) > 1 else []


def _kept(request: HttpRequest, here: Here) -> tuple[int, str, list[str]] | None:
    held = receipts.kept(request, here.community)
    return None if held is None else (held[0], accounts.grouped_code(held[1].replace(" ", "")), held[2])
