"""Vacancies: the list, the post, relayed, corrected, closed; referrals and their results."""

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
from linli.ui.fields import AskedForm
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..actions import posts
from ..actions.posts import Post
from ..forms import records as forms
from ..forms.filters import VacanciesForm
from ..queries import posts as found
from ..rules import codes
from ..rules.sight import may_read
from .common import actor_of, asked, keeps, links, pay_words, today, verb_of
from .seekers import referrals

_FIELDS = (
    "unit",
    "trade",
    "section",
    "wanted",
    "asks",
    "offers",
    "pay_from",
    "pay_to",
    "place",
    "shift",
    "contact",
    "phone",
    "source",
)


def _page(key: int) -> str:
    return reverse("jobs:vacancy", args=[key])


@accounts.needs("jobs.posts")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Posts open today."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = VacanciesForm(request.GET or None)
    rows, total = found.listing(
        actor,
        form.filter(),
        on=on,
        order=address.order(found.ORDERS),
        start=address.start,
        count=address.size,
    )
    columns = [
        Column("trade", _("Post or trade"), phone="title"), Column("unit", _("Employer"), sort=True, phone="first"),
        Column("wanted", _("Wanted"), "number", unit=_("people")), Column("pay", _("Pay a month"), phone="second", unit=_("yuan")),
        Column("place", _("Where the work is"), phone="second"), Column("last", _("Open until"), "day", phone="first"),
        Column("referred", _("Referred"), "number"), Column("hired", _("Hired"), "number"),
    ]  # fmt: skip
    new = reverse("jobs:vacancy_new") if keeps(actor) else ""
    table = Table(
        columns,
        [Row({"trade": one.trade, "unit": one.unit, "wanted": one.wanted, "pay": pay_words(one.pay_from, one.pay_to), "place": one.place or "—",
              "last": one.last, "referred": one.referred, "hired": one.hired}, _page(one.id), str(one.id)) for one in rows],
        address, total, caption=_("{n} posts").format(n=number_words(total)),
        empty=_("No post fits. Clear a filter.") if request.GET else _("No post is open today."),
        empty_url=new if not request.GET else "", empty_action=_("Relay a post"),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Posts relayed"), "form": form, "table": table, "verb": _("Relay a post"), "verb_url": new,
        "sentence": _("The community relays public posts only and takes no fee."),
    })  # fmt: skip


@accounts.needs("jobs.posts")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One post as published, with who was referred."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    row, go = page.row, verb_of(key)
    journal.read(actor, "jobseeker", [one.seeker for one in page.referrals], at=at, purpose="record")
    is_open = row.start <= on < row.end
    words = (
        _("Open until {day}").format(day=short_day(row.last, on)) if is_open
        else _("No longer open since {day}").format(day=short_day(row.end, on)) if on >= row.end
        else _("Open from {day}").format(day=short_day(row.start, on))
    )  # fmt: skip
    texts = [
        (head, text)
        for head, text in ((_("What the post asks for"), page.asks), (_("What is offered"), page.offers))
        if text
    ]
    groups = [(_("Referrals"), referrals(actor, page.referrals, of_person=False))] if may_read(actor) else []
    return render(request, "ui/record.html", {
        "title": f"{row.trade} {row.unit}", "back_url": reverse("jobs:vacancies"), "words": words, "texts": texts, "groups": groups,
        "verbs": links(actor, *([(_("Correct"), go("vacancy_correct"))] if row.end > on else [])),
        "links": links(actor, *([(_("Close the post"), go("vacancy_close"))] if is_open else [])),
        "facts_of": [
            (_("Employer"), row.unit, ""), (_("Post or trade"), row.trade, ""), (_("Section of industry"), codes.word(codes.SECTIONS, row.section), ""),
            (_("How many are wanted"), str(row.wanted), ""), (_("Pay a month"), pay_words(row.pay_from, row.pay_to), ""),
            (_("Where the work is"), row.place or "—", ""), (_("Shift"), codes.word(codes.SHIFTS, row.shift), ""),
            (_("The unit's contact"), " ".join(one for one in (page.contact, page.phone) if one) or "—", ""),
            (_("Where it was published"), codes.word(codes.SOURCES, page.source), ""),
            (_("Open since"), short_day(row.start, on), ""), (_("Last day"), short_day(row.last, on), ""),
        ],
    })  # fmt: skip


def _parts(typed: dict[str, Any]) -> Post:
    fields: dict[str, Any] = {name: typed[name] for name in _FIELDS}
    return Post(until=typed["until"], **fields)


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """招聘信息发布登记."""
    actor, (at, on) = actor_of(request), today()
    form = forms.VacancyForm(request.POST or None, on=on, initial={"on": on})
    return asked(
        request, form, lambda typed: posts.post(actor=actor, at=at, on=typed["on"], today=on, parts=_parts(typed)),
        reverse("jobs:vacancies"), to=_page, title=_("Relay a post"), save=_("Relay"), about=_("Posts relayed"),
        hint=_("Type the posting as the unit published it. An unlawful condition is named and the post is not relayed."),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """The unit changed its posting."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    row = page.row
    held = {name: getattr(row, name, None) for name in _FIELDS} | {
        "asks": page.asks, "offers": page.offers, "contact": page.contact, "phone": page.phone, "source": page.source, "until": row.last,
        "version": row.version, "on": row.start,
    }  # fmt: skip
    form = forms.VacancyForm(request.POST or None, on=on, initial=held)
    del form.fields["on"]
    return asked(
        request, form, lambda typed: posts.correct(actor=actor, at=at, vacancy=key, parts=_parts(typed), version=typed["version"]),
        _page(key), title=_("Correct the post"), about=f"{row.trade} {row.unit}",
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Filled, or taken back."""
    actor, (at, on) = actor_of(request), today()
    row = found.page(actor, key, on=on).row
    form = forms.CloseForm(request.POST or None, on=on, initial={"on": on, "version": row.version})
    return asked(
        request, form,
        lambda typed: posts.close(actor=actor, at=at, vacancy=key, on=typed["on"], today=on, version=typed["version"]),
        _page(key), title=_("Close the post"), save=_("Close the post"), danger=True, about=f"{row.trade} {row.unit}",
        question=_("Close the post {trade} of {unit}?").format(trade=row.trade, unit=row.unit),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_GET
def referral(request: HttpRequest, key: int) -> HttpResponse:
    """One referral and what may become of it."""
    actor, (at, on) = actor_of(request), today()
    one = found.referral(actor, key, on=on)
    journal.read(actor, "jobseeker", [one.seeker], at=at, purpose="record")
    go = verb_of(key)
    is_open = one.state in codes.OPEN_RESULTS
    verbs = [(_("Hired"), go("hire")), (_("Not hired"), go("turn_down"))] if is_open else []
    more = [(_("Enter an interview"), go("invite"))] if is_open else []
    if one.state != "hired":
        more.append((_("Entered by mistake"), go("strike")))
    return render(request, "ui/record.html", {
        "title": f"{one.name} → {one.unit}", "back_url": reverse("jobs:seeker", args=[one.seeker]),
        "words": codes.word(codes.RESULTS, one.state), "verbs": links(actor, *verbs), "links": links(actor, *more), "groups": [],
        "texts": [(_("In words"), one.note)] if one.note else [],
        "facts_of": [
            (_("Jobseeker"), one.name, reverse("jobs:seeker", args=[one.seeker])),
            (_("Employer"), one.unit, reverse("jobs:vacancy", args=[one.vacancy]) if one.vacancy else ""), (_("Post or trade"), one.trade or "—", ""),
            (_("Route to the post"), codes.word(codes.ROUTES, one.route), ""), (_("Who recommended them"), one.by or "—", ""),
            (_("Referred on"), short_day(one.on, on), ""),
            (_("Day of the interview"), short_day(one.interview_on, on) if one.interview_on else "—", ""),
            (_("Result on"), short_day(one.result_on, on) if one.result_on else "—", ""),
            (_("Reason"), codes.word(codes.REFUSALS, one.reason) if one.reason else "—", ""),
        ],
    })  # fmt: skip


def _of(key: int) -> str:
    return reverse("jobs:referral", args=[key])


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def invite(request: HttpRequest, key: int) -> HttpResponse:
    """面试."""
    actor, (at, on) = actor_of(request), today()
    one = found.referral(actor, key, on=on)
    form = forms.InviteForm(request.POST or None, on=on, initial={"version": one.version})
    return asked(
        request, form, lambda typed: posts.invite(actor=actor, at=at, referral=key, on=typed["on"], version=typed["version"]),
        _of(key), title=_("Enter an interview"), save=_("Enter"), about=f"{one.name} {one.unit}",
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def turn_down(request: HttpRequest, key: int) -> HttpResponse:
    """未录用."""
    actor, (at, on) = actor_of(request), today()
    one = found.referral(actor, key, on=on)
    form = forms.TurnDownForm(request.POST or None, on=on, initial={"on": on, "version": one.version})
    return asked(
        request, form,
        lambda typed: posts.turn_down(
            actor=actor, at=at, referral=key, on=typed["on"], today=on, reason=typed["reason"], note=typed["note"], version=typed["version"]
        ),
        reverse("jobs:seeker", args=[one.seeker]), title=_("Not hired"), save=_("Enter the result"), about=f"{one.name} {one.unit}",
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hire(request: HttpRequest, key: int) -> HttpResponse:
    """录用: the registration ends, the employment begins."""
    actor, (at, on) = actor_of(request), today()
    one = found.referral(actor, key, on=on)
    form = forms.HireForm(request.POST or None, on=on, initial={"on": on, "version": one.version})
    if one.vacancy is None:
        form.fields["section"].required = True
        form.fields["section"].choices = [("", _("Choose")), *list(codes.SECTIONS.items())]  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> int:
        names = ("on", "section", "kind", "entry", "entered_on", "version")
        return posts.hire(actor=actor, at=at, referral=key, today=on, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, _of(key), to=lambda done: reverse("jobs:placement", args=[done]), title=_("Hired"), save=_("Enter the result"),
        about=f"{one.name} {one.unit}", hint=_("The registration ends with the first day of work. Follow-ups are due after three and six months."),
    )  # fmt: skip


@accounts.needs("jobs.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def strike(request: HttpRequest, key: int) -> HttpResponse:
    """A referral that was none."""
    actor, (at, on) = actor_of(request), today()
    one = found.referral(actor, key, on=on)
    return asked(
        request, AskedForm(request.POST or None, on=on), lambda typed: posts.strike_referral(actor=actor, at=at, referral=key),
        _of(key), to=lambda done: reverse("jobs:seeker", args=[done]), title=_("Take the referral out"), save=_("Take it out"), danger=True,
        question=_("Take the referral of {name} to {unit} out?").format(name=one.name, unit=one.unit), about=f"{one.name} {one.unit}",
    )  # fmt: skip
