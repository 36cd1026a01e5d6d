"""残疾人: certificate holders with what they receive, and the yearly survey 量体裁衣."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.journal import api as journal
from linli.residents import api as residents
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import ratio_words

from ..actions import surveying
from ..actions.surveying import Answers
from ..forms import verbs as forms
from ..forms.filters import HoldersForm
from ..queries import schemes as terms
from ..queries import surveys as found
from ..queries.surveys import HolderRow, SurveyPage
from ..rules import codes
from .common import actor_of, asked, day, links, today

_TINTS = {"": "hand", "visited": "hand", "planned": "waiting", "entered": "done"}
_CATEGORIES = dict(residents.STATUSES["disability"].categories)


@accounts.needs("care.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody with a certificate, and how far the survey of the year is: entered n/m."""
    actor, (at, on) = actor_of(request), today()
    form, address = HoldersForm(request.GET or None), Address.of(request.GET)
    every = found.holders(actor, on=on, year=on.year)
    wanted = form.value("survey")
    rows = [one for one in every if wanted in ("", one.survey_state or "none")]
    shown = rows[address.start : address.start + address.size]
    journal.read(actor, "person", [one.person for one in shown], at=at, purpose="list")
    entered = sum(1 for one in every if one.survey_state == "entered")
    table = Table(
        [Column("name", _("Full name"), phone="title"), Column("door", _("Address"), phone="first"), Column("kind", _("Category and level"), phone="first"),
         Column("until", _("Certificate until"), "day", optional=True), Column("helped", _("Benefits of the year"), phone="second"),
         Column("survey", _("Survey of the year"), "status", phone="second")],
        [Row(_cells(one), reverse("care:survey", args=[one.survey]) if one.survey else reverse("care:survey_new", args=[one.person]), str(one.person)) for one in shown],
        address, len(rows), empty=_("Nobody with a certificate is on record. It is entered under Residents."),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Certificate holders"), "form": form, "table": table,
        "sentence": _("Survey of {year}: entered {ratio}").format(year=on.year, ratio=ratio_words(entered, len(every))),
        "links": [Link(_("Schemes of help"), reverse("care:schemes")), Link(_("Prompts"), reverse("care:prompts"))],
    })  # fmt: skip


def _cells(one: HolderRow) -> dict[str, object]:
    state = codes.word(codes.SURVEY_STATES, one.survey_state) if one.survey_state else _("not visited yet")
    return {
        "name": one.name, "door": one.door or "—", "kind": kind_words(one.category, one.level), "until": one.until,
        "helped": "、".join(one.helped) or "—", "survey": State(_TINTS[one.survey_state], state, quiet=one.survey_state == "entered"),
    }  # fmt: skip


def kind_words(category: str, level: str) -> str:
    """Category and level of a certificate in words; its number never."""
    return (
        " ".join(
            str(table[code])
            for table, code in ((_CATEGORIES, category), (terms.WORDS.levels, level))
            if code in table
        )
        or "—"
    )


@accounts.needs("care.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def survey_new(request: HttpRequest, key: int) -> HttpResponse:
    """At the door: who answers, what they can do, what is needed."""
    actor, (at, on) = actor_of(request), today()
    who = terms.person(actor, key, on=on)
    journal.read(actor, "person", [key], at=at, purpose="page")
    form = forms.SurveyForm(request.POST or None, on=on, initial={"day": on})

    def deed(typed: dict[str, Any]) -> int:
        needs = tuple((kind, typed["wish"].strip()) for kind in typed["needs"])
        if typed["wish"].strip() and not needs:
            needs = (("other", typed["wish"].strip()),)
        answers = Answers(typed["answered"], typed["home"], typed["can"], needs)
        return surveying.survey_person(
            actor=actor, at=at, on=on, person=key, day=typed["day"], answers=answers
        )

    return asked(
        request, form, deed, reverse("care:holders"), to=lambda made: reverse("care:survey", args=[made]), title=_("Yearly survey"),
        about=_("Certificate holders"), save=_("Enter"), hint=f"{who.name} · {who.door}",
    )  # fmt: skip


@accounts.needs("care.read")
@require_GET
def survey(request: HttpRequest, key: int) -> HttpResponse:
    """One survey: what was said, the plan, the services, the entry elsewhere."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    journal.read(actor, "person", [page.person], at=at, purpose="page")
    deeds = [
        (
            "care.keep",
            _("Make the plan") if page.state == "visited" else _("Change the plan"),
            reverse("care:survey_plan", args=[key]),
        )
    ]
    if page.state == "planned":
        deeds.insert(0, ("care.keep", _("Enter the receipt"), reverse("care:survey_enter", args=[key])))
    facts = page.facts
    texts = [
        (head, facts[name])
        for head, name in (
            (_("How the family lives"), "home"),
            (_("What the person can do"), "can"),
            (_("Personal plan"), "plan"),
        )
        if facts.get(name)
    ]
    return render(request, "ui/record.html", {
        "title": f"{page.name} · {page.year}", "back_url": reverse("care:holders"), "words": codes.word(codes.SURVEY_STATES, page.state),
        "verbs": links(actor, *deeds), "texts": texts, "groups": _groups(page),
        "facts_of": [(_("Full name"), page.name, reverse("residents:person", args=[page.person])), (_("Day at the door"), day(page.on, on), ""),
                     (_("Who answered"), facts.get("answered", "—"), ""), (_("Entered on"), day(page.entered_on, on), ""),
                     (_("Receipt of the other system"), facts.get("receipt", "—"), "")],
    })  # fmt: skip


def _groups(page: SurveyPage) -> list[tuple[str, Table]]:
    needs, services = page.facts.get("needs", []), page.facts.get("services", [])
    return [
        (_("Where help is needed"), Table([Column("kind", _("Kind"), phone="title"), Column("text", _("In words"), phone="first")],
                                          [Row({"kind": codes.word(codes.NEEDS, kind), "text": text or "—"}) for kind, text in needs], empty=_("No need was named."))),
        (_("Services given"), Table([Column("day", _("Day"), phone="title"), Column("text", _("What was done"), phone="first"), Column("by", _("By whom"), phone="second")],
                                    [Row({"day": when, "text": text, "by": by or "—"}) for when, text, by in services], empty=_("Nothing was given yet."))),
    ]  # fmt: skip


@accounts.needs("care.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def survey_plan(request: HttpRequest, key: int) -> HttpResponse:
    """The personal plan, and what was done of it."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    lines = "\n".join("，".join(part for part in one if part) for one in page.facts.get("services", []))
    form = forms.PlanForm(
        request.POST or None,
        on=on,
        initial={"plan": page.facts.get("plan", ""), "services": lines, "version": page.version},
    )

    def deed(typed: dict[str, Any]) -> None:
        surveying.plan_services(
            actor=actor, at=at, survey=key, plan=typed["plan"], services=read_services(typed["services"]), version=typed["version"]
        )  # fmt: skip

    return asked(
        request, form, deed, reverse("care:survey", args=[key]), title=_("Make the plan"), about=page.name
    )


def read_services(text: str) -> list[tuple[str, str, str]]:
    """Lines as day, what, by whom; what is left out stays empty."""
    found_ = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.replace(",", "，").split("，", 2)]
        if any(parts):
            found_.append((parts[0], parts[1] if len(parts) > 1 else "", parts[2] if len(parts) > 2 else ""))
    return found_


@accounts.needs("care.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def survey_enter(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt of the other system."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key)
    form = forms.EnterForm(request.POST or None, on=on, initial={"day": on, "version": page.version})

    def deed(typed: dict[str, Any]) -> None:
        surveying.enter(
            actor=actor,
            at=at,
            on=on,
            survey=key,
            day=typed["day"],
            receipt=typed["receipt"],
            version=typed["version"],
        )

    return asked(
        request,
        form,
        deed,
        reverse("care:survey", args=[key]),
        title=_("Enter the receipt"),
        about=page.name,
        save=_("Enter"),
    )
