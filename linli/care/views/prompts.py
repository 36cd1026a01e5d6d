"""Prompts: who may be entitled, whose season or certificate ends, who has gone; each opens or is closed with a reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.kernel import NotFound
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..actions import prompting
from ..forms.filters import PromptsForm
from ..forms.verbs import ReasonForm
from ..queries import prompts as found
from ..queries import schemes as terms
from ..queries.prompts import Prompt
from ..rules import codes
from .common import actor_of, asked, today, whole


@accounts.needs("care.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """All prompts of the reader's lines."""
    actor, (at, on) = actor_of(request), today()
    form = PromptsForm(
        request.GET or None, schemes=[(code, one.name) for code, one in terms.own(actor, on).items()]
    )
    kind, scheme = form.value("kind"), form.value("scheme")
    rows = [
        one for one in found.prompts(actor, on=on) if kind in ("", one.kind) and scheme in ("", one.scheme)
    ]
    address = Address.of(request.GET)
    shown = rows[address.start : address.start + address.size]
    journal.read(actor, "person", [one.person for one in shown], at=at, purpose="list")
    may = accounts.may(actor, "care.keep")
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("kind", _("Prompt"), phone="first"), Column("scheme", _("Scheme"), phone="first"),
         Column("why", _("Reason"), phone="second"), Column("due", _("Deadline of the prompt"), "day", phone="second"), Column("close", "", "verb", phone="second")],
        [Row({"name": one.name, "kind": codes.word(codes.PROMPTS, one.kind), "scheme": one.scheme_name, "why": str(one.why), "due": one.due,
              "close": format_html('<a href="{}">{}</a>', closing(one), _("Prompt no longer")) if may else ""}, opening(one)) for one in shown],
        address, len(rows), caption=_("{n} prompts").format(n=number_words(len(rows))), empty=_("Nothing is prompted."),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Prompts"), "form": form, "table": table,
        "sentence": _("By the register as of today. A prompt is closed with a reason and does not come back for that year."),
    })  # fmt: skip


def opening(one: Prompt) -> str:
    """Where a prompt leads: the case that is concerned, or the check of the person."""
    return (
        reverse("care:application", args=[one.case]) if one.case else reverse("care:check", args=[one.person])
    )


def closing(one: Prompt) -> str:
    """The form that closes a prompt."""
    query = urlencode({"kind": one.kind, "scheme": one.scheme, "year": one.year})
    return f"{reverse('care:prompt_close', args=[one.person])}?{query}"


@accounts.needs("care.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close one with a reason."""
    actor, (at, on) = actor_of(request), today()
    kind, scheme, year = (
        request.GET.get("kind", ""),
        request.GET.get("scheme", ""),
        whole(request.GET.get("year")),
    )
    who = terms.person(actor, key, on=on)
    if not kind:  # an address that was cut: the list says what there is to close
        return redirect("care:prompts")
    if kind not in codes.PROMPTS or year is None:
        raise NotFound("prompt")
    own = terms.own(actor, on)
    if scheme and scheme not in own:
        raise NotFound("prompt")
    form = ReasonForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> None:
        prompting.close_prompt(
            actor=actor, at=at, on=on, person=key, kind=kind, scheme=scheme, year=year, reason=typed["reason"]
        )

    name = own[scheme].name if scheme else str(terms.WORDS.statuses["disability"])
    return asked(
        request, form, deed, reverse("care:prompts"), title=_("Prompt no longer"), about=_("Prompts"), save=_("Prompt no longer"),
        hint=f"{who.name} · {name} · {codes.word(codes.PROMPTS, kind)}",
    )  # fmt: skip
