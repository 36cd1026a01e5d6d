"""问卷: the list, one with its counts, writing, opening, issuing sheets, entering what came back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel.rounding import ratio_text
from linli.places import api as places
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day, span_words

from ..actions import surveying
from ..forms import more
from ..forms import notices as forms
from ..queries import surveys as found
from ..queries.surveys import Counted, SurveyPage
from ..rules import codes
from ..rules import surveys as rules
from .common import actor_of, asked, links, public_url, today, verb_of

_DRAFT = "notices.draft"
STATES = {"draft": "hand", "open": "done", "closed": "ended"}


def _page(key: int) -> str:
    return reverse("notices:survey", args=[key])


@accounts.needs("notices.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every questionnaire, latest first."""
    actor, (_at, _on) = actor_of(request), today()
    address = Address.of(request.GET)
    rows, total = found.listing(actor, start=address.start, count=address.size)
    table = Table(
        [Column("title", _("Title"), phone="title"), Column("start", _("First day"), "day", phone="first"), Column("last", _("Last day"), "day", phone="first"),
         Column("issued", _("Issued"), "number", phone="second"), Column("returned", _("Returned"), "number", phone="second"),
         Column("rate", _("Rate of return")), Column("state", _("State"), "status", phone="second")],
        [Row({"title": one.title, "start": one.start, "last": one.last, "issued": one.issued, "returned": one.returned,
              "rate": ratio_text(one.returned, one.issued), "state": State(STATES[one.state], codes.word(codes.SURVEY_STATES, one.state), quiet=one.state != "draft")},
             _page(one.id), str(one.id)) for one in rows],
        address, total, caption=_("{n} questionnaires").format(n=number_words(total)), empty=_("No questionnaire yet. Write the first one."),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Questionnaires"), "table": table, "verb": _("Write a questionnaire"),
        "verb_url": reverse("notices:survey_new") if accounts.may(actor, _DRAFT) else "",
    })  # fmt: skip


@accounts.needs("notices.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One with its counts."""
    actor, (_at, on) = actor_of(request), today()
    page, go = found.page(actor, key), verb_of(key)
    row = page.row
    verbs = {
        "draft": [(_DRAFT, _("Open"), go("survey_open")), (_DRAFT, _("Change"), go("survey_change"))],
        "open": [(_DRAFT, _("Enter a sheet"), go("survey_return")), (_DRAFT, _("Issue sheets"), go("survey_issue"))],
        "closed": [],
    }[row.state]  # fmt: skip
    more_links = (
        [(_DRAFT, _("Print sheets"), go("survey_sheets")), (_DRAFT, _("Close"), go("survey_close"))]
        if row.state == "open"
        else []
    )
    facts: list[tuple[str, object, str]] = [
        (_("From and to"), span_words(row.start, row.end, on), ""), (_("Issued"), row.issued, ""), (_("Returned"), row.returned, ""),
        (_("Rate of return"), ratio_text(row.returned, row.issued), ""), (_("Filled in on the page"), row.by_page, ""),
    ]  # fmt: skip
    url = public_url(request, actor, key, on, name="board:survey") if row.state != "draft" else ""
    facts += [(_("Public page"), url.partition("://")[2], url)] if url else []
    return render(request, "ui/record.html", {
        "title": row.title, "back_url": reverse("notices:surveys"), "words": _sentence(page), "verbs": links(actor, *verbs),
        "links": links(actor, *more_links), "texts": [(_("What it is for"), row.text)], "groups": [(f"{one.place}. {one.text}", table(one)) for one in page.questions],
        "facts_of": facts,
    })  # fmt: skip


def _sentence(page: SurveyPage) -> str:
    row = page.row
    word = codes.word(codes.SURVEY_STATES, row.state)
    if row.state == "draft":
        return _("Draft; nobody sees it yet")
    return f"{word} · {_('{n} issued, {m} returned').format(n=row.issued, m=row.returned)}"


def table(one: Counted) -> Table:
    """A question with its counts."""
    if one.kind == "words":
        return Table(
            [Column("words", _("Answers in words"), phone="title")],
            [Row({"words": text}) for text in one.words],
            empty=_("No answer yet."),
        )
    return Table(
        [Column("option", _("Answer"), phone="title"), Column("count", _("Sheets"), "number", phone="first"), Column("share", _("Share"), phone="first")],
        [Row({"option": word, "count": count, "share": ratio_text(count, one.answered)}) for word, count in zip(one.options, one.counts, strict=True)],
    )  # fmt: skip


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Write a questionnaire."""
    actor, (at, on) = actor_of(request), today()
    form = more.SurveyForm(request.POST or None, on=on, initial={"start": on})

    def deed(_typed: dict[str, Any]) -> int:
        return surveying.write(actor=actor, at=at, **form.parts)

    return asked(
        request,
        form,
        deed,
        reverse("notices:surveys"),
        to=_page,
        title=_("Write a questionnaire"),
        about=_("Questionnaires"),
    )


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change a draft."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    row = page.row
    text = rules.written([rules.Asked(one.kind, one.text, one.options) for one in page.questions])
    initial = {
        "title": row.title,
        "text": row.text,
        "start": row.start,
        "last": row.last,
        "questions": text,
        "version": row.version,
    }
    form = more.SurveyForm(request.POST or None, on=on, initial=initial)

    def deed(typed: dict[str, Any]) -> None:
        surveying.change(actor=actor, at=at, questionnaire=key, version=typed["version"], **form.parts)

    return asked(request, form, deed, _page(key), title=_("Change the draft"), about=row.title)


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def open_it(request: HttpRequest, key: int) -> HttpResponse:
    """Sheets may come back."""
    return _plain(
        request,
        key,
        surveying.open_it,
        _("Open"),
        _("The questions stay as they are from now on. Sheets are issued next."),
    )


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """No sheet comes back any more."""
    return _plain(
        request,
        key,
        surveying.close,
        _("Close"),
        _("No sheet is taken any more; the counts are shown on the public page."),
    )


def _plain(request: HttpRequest, key: int, deed: Callable[..., Any], verb: str, words: str) -> HttpResponse:
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key).row
    form = forms.PlainForm(request.POST or None, on=on, initial={"version": row.version})

    def done(typed: dict[str, Any]) -> None:
        deed(actor=actor, at=at, questionnaire=key, version=typed["version"])

    return asked(request, form, done, _page(key), title=verb, about=row.title, save=verb, hint=words)


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def issue(request: HttpRequest, key: int) -> HttpResponse:
    """More sheets with number and code."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key).row
    form = more.IssueForm(request.POST or None, on=on)

    def deed(typed: dict[str, Any]) -> tuple[int, int]:
        return surveying.issue(actor=actor, at=at, questionnaire=key, count=typed["count"], on=on)

    return asked(
        request, form, deed, _page(key), to=lambda done: f"{reverse('notices:survey_sheets', args=[key])}?first={done[0]}&last={done[1]}",
        title=_("Issue sheets"), about=row.title, save=_("Issue sheets"), hint=_("Each sheet has a number and a code; nobody is written down as who has it."),
    )  # fmt: skip


@accounts.needs(_DRAFT)
@require_http_methods(["GET", "POST"])
@submit_once
def give_back(request: HttpRequest, key: int) -> HttpResponse:
    """A paper sheet came back."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    first = page.waiting[0] if page.waiting else None
    form = more.SheetForm(
        request.POST or None, on=on, questions=page.questions, coded=False, initial={"number": first}
    )

    def deed(typed: dict[str, Any]) -> None:
        surveying.give_back(
            actor=actor, at=at, questionnaire=key, number=typed["number"], said=form.said, on=on
        )

    return asked(
        request, form, deed, _page(key), to=lambda _done: reverse("notices:survey_return", args=[key]), title=_("Enter a sheet"), about=page.row.title,
        save=_("Enter and go on"), hint=_("{n} sheets are still out.").format(n=len(page.waiting)),
    )  # fmt: skip


@accounts.needs(_DRAFT)
@require_GET
def sheets(request: HttpRequest, key: int) -> HttpResponse:
    """The sheets to print: questions, number, code, until when and where they come back."""
    actor, (_at, on) = actor_of(request), today()
    page = found.page(actor, key)

    def bound(name: str, otherwise: int) -> int:
        typed = request.GET.get(name, "")
        return int(typed) if typed.isdecimal() and len(typed) < 6 else otherwise

    first, last = bound("first", 1), bound("last", rules.SHEETS_MOST)
    numbers = [one for one in page.waiting if first <= one <= last][:100]
    return render(request, "notices/survey_sheets.html", {
        "title": page.row.title, "page": page, "sheets": [(one, found.code_of(key, one)) for one in numbers], "slip": True,
        "area": places.name_of(actor.community or 0, on), "last": short_day(page.row.last, on), "back_url": _page(key),
        "link": public_url(request, actor, key, on, name="board:survey").partition("://")[2],
    })  # fmt: skip
