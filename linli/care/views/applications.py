"""惠民申请: the list by state, and one application whole."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor
from linli.kernel.money import yuan
from linli.residents import api as residents
from linli.ui.parts import Link, Tab
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from ..forms.filters import ApplicationsForm
from ..queries import listing as found
from ..queries import record as records
from ..queries import schemes as terms
from ..queries.listing import ApplicationRow, Filter
from ..queries.record import ApplicationPage, StepView
from ..rules import codes
from .common import actor_of, day, links, state_of, today, verb_of
from .spec import BATCH, SPEC

#: States that have a tab of their own whenever somebody is in them; the others stand under 全部.
TABS = (
    "submitted",
    "supplement",
    "accepted",
    "surveyed",
    "heard",
    "shown",
    "forwarded",
    "approved",
    "receiving",
)


@accounts.needs("care.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Applications of the reader's lines, the newest first."""
    actor, (at, on) = actor_of(request), today()
    address, own = Address.of(request.GET), terms.own(actor, on)
    form = ApplicationsForm(
        request.GET or None, schemes=[(code, one.name) for code, one in own.items()],
        years=[(year, str(year)) for year in range(on.year + 1, on.year - 4, -1)],
    )  # fmt: skip
    where = form.filter()
    rows, total = found.listing(
        actor, where, order=address.order(found.ORDERS, found.NEWEST), start=address.start, count=address.size
    )
    journal.read(actor, "person", [one.person for one in rows], at=at, purpose="list")
    table = Table(
        columns(), [Row(cells(one), reverse("care:application", args=[one.id]), str(one.id)) for one in rows], address, total,
        caption=_("{n} applications").format(n=number_words(total)), empty=_("No application fits. Clear a filter."),
    )  # fmt: skip
    return render(request, "care/list.html", {
        "title": _("Benefit applications"), "form": form, "table": table, "tabs": _tabs(actor, request, where),
        "verb": _("Take an application"), "verb_url": reverse("care:find") if accounts.may(actor, "care.keep") else "",
        "links": [*_batches(actor, where), Link(_("Schemes of help"), reverse("care:schemes")), Link(_("Ledger"), reverse("care:ledger"))],
    })  # fmt: skip


def _tabs(actor: Actor, request: HttpRequest, where: Filter) -> list[Tab]:
    counts = found.tally(actor, where)
    kept = {key: value for key, value in request.GET.items() if key not in ("state", "page") and value}

    def url(code: str) -> str:
        return f"?{urlencode({**kept, **({'state': code} if code else {})})}"

    shown = [
        Tab(codes.word(codes.STATES, code), url(code), where.state == code, counts[code])
        for code in TABS
        if counts.get(code)
    ]
    under_way = sum(counts.get(code, 0) for code in codes.OPEN)
    return [
        Tab(_("All"), url(""), not where.state),
        Tab(_("under way"), url("open"), where.state == "open", under_way),
        *shown,
    ]


def _batches(actor: Actor, where: Filter) -> list[Link]:
    """What may be done with all of one scheme in one state at once."""
    if not where.scheme or not where.state:
        return []
    deeds = [
        (SPEC[verb].power, _("{what} for several").format(what=SPEC[verb].title), f"{reverse('care:batch_' + verb)}?{urlencode({'scheme': where.scheme, 'state': where.state})}")
        for verb in BATCH.get(where.state, ())
    ]  # fmt: skip
    return links(actor, *deeds)


def columns() -> list[Column]:
    """Of the list."""
    return [
        Column("name", _("Full name"), phone="title", sort=True), Column("scheme", _("Scheme"), phone="first"),
        Column("year", _("Benefit year"), "number", sort=True), Column("level", _("Level of the certificate"), optional=True),
        Column("submitted", _("Handed in on"), "day", sort=True, phone="second"), Column("decided", _("Decided on"), "day"),
        Column("paid", _("First payment"), "day"), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: ApplicationRow) -> dict[str, object]:
    """A row in plain words."""
    level = terms.WORDS.levels.get(one.level)
    return {
        "name": one.name, "scheme": one.scheme_name, "year": str(one.benefit_year), "level": str(level) if level else "—",
        "submitted": one.submitted_on, "decided": one.decided_on, "paid": one.paid_on, "state": state_of(one.state),
    }  # fmt: skip


@accounts.needs("care.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One application: where it stands, what held when it was taken, what was done."""
    actor, (at, on) = actor_of(request), today()
    page = records.page(actor, key, on=on)
    journal.read(actor, "person", [page.person], at=at, purpose="page")
    verbs, more = _verbs(actor, page)
    return render(request, "ui/record.html", {
        "title": f"{page.name} · {page.scheme.name}", "back_url": reverse("care:applications"), "words": sentence(page, on),
        "notes": _notes(page), "verbs": verbs, "links": more, "groups": [*_checks(page), (_("What was done"), _steps(page, on))],
        "facts_of": _facts(page, on),
    })  # fmt: skip


def _verbs(actor: Actor, page: ApplicationPage) -> tuple[list[Link], list[Link]]:
    """At most two verbs, the rest under 更多; steps that the scheme does not ask for are left out."""
    go = verb_of(page.id)
    skip = {
        verb
        for verb, step in (("survey", "survey"), ("hear", "hearing"), ("show", "notice"))
        if step not in page.scheme.steps
    }
    if page.notice is not None and page.notice.state != "taken_down":
        skip.add("show")
    names = [
        ("decide" if one == "approve" else one) for one in page.verbs if one not in skip and one != "reject"
    ]
    seldom = {"withdraw", "ask_supplement", "change", "recover", "archive", "stop", "confirm"}
    first = [one for one in names if one not in seldom]
    if {"survey", "hear"} & set(first) and "forward" in first:
        first.remove("forward")
    ordered = [*first, *(one for one in names if one not in first)]
    deeds = [
        (SPEC[one].power, str(SPEC[one].title), go(f"application_{one}")) for one in ordered if one in SPEC
    ]
    main = [one for one in deeds[:2] if one[2].rstrip("/").rpartition("/")[2] not in seldom] or deeds[:1]
    return links(actor, *main), links(actor, *deeds[len(main) :])


def sentence(page: ApplicationPage, on: dt.date) -> str:
    """The state as a sentence."""
    words = codes.word(codes.STATES, page.state)
    if page.state == "supplement":
        return _("Papers to be added by {day}: {what}").format(
            day=page.facts.get("due", ""), what="、".join(page.facts.get("lacking", []))
        )
    if page.state == "shown" and page.notice is not None:
        last = day(page.notice.last, on)
        told = {"submitted": _("the notice waits for approval"), "draft": _("the notice waits for approval"), "coming": _("the notice is shown from {day}").format(day=day(page.notice.starts, on)),
                "shown": _("the notice is shown until {day}").format(day=last), "ended": _("the notice ended on {day}").format(day=last)}.get(page.notice.state, _("the notice was taken down"))  # fmt: skip
        return f"{words} · {told} · {_('{n} objections').format(n=page.notice.objections)}"
    if page.state in ("approved", "receiving", "rejected") and page.decided_on:
        return f"{words} · {_('decided on {day}, {number}').format(day=day(page.decided_on, on), number=page.facts.get('number', ''))}"
    return words


def _notes(page: ApplicationPage) -> list[str]:
    notes = [str(page.changed)] if page.changed else []
    if page.gone and page.state not in ("archived", "withdrawn", "rejected", "stopped"):
        day_, reason = page.gone
        word = codes.word(residents.REASONS, reason) if reason else _("No longer lives here")
        notes.append(_("{name} no longer lives here ({why}, {day}). Check whether the case goes on.").format(name=page.name, why=word, day=day_ or "—"))  # fmt: skip
    if page.facts.get("despite"):
        notes.append(_("Taken although a condition did not hold: {why}").format(why=page.facts["despite"]))
    return notes


def holds_word(holds: bool | None) -> str:
    """Whether a condition holds, in a word."""
    return _("holds") if holds else _("to be asked") if holds is None else _("does not hold")


def check_table(checks: list[Any]) -> Table:
    """Conditions with what holds, the fact used and its source."""
    return Table(
        [Column("asked", _("Condition"), phone="title"), Column("holds", _("Result"), phone="first"),
         Column("fact", _("By the register"), phone="first"), Column("source", _("Known from"), phone="second")],
        [Row({"asked": str(asked), "holds": holds_word(holds), "fact": str(fact), "source": source or "—"}) for asked, holds, fact, source in checks],
    )  # fmt: skip


def _checks(page: ApplicationPage) -> list[tuple[str, Table]]:
    return [(_("Conditions on the day of application"), check_table(page.checks))] if page.checks else []


def _steps(page: ApplicationPage, on: dt.date) -> Table:
    return Table(
        [Column("what", _("Step"), phone="title"), Column("on", _("Day"), "day", phone="first"), Column("said", _("In words"), phone="first"),
         Column("who", _("Signed by"), phone="second")],
        [Row({"what": codes.word(codes.DEEDS, one.verb), "on": one.on, "said": said(one), "who": one.who or "—"}) for one in reversed(page.steps)],
    )  # fmt: skip


def said(one: StepView) -> str:
    """What a step says: opinion, result, votes, number, amount."""
    facts, parts = one.facts, []
    if "should" in facts:
        parts.append(
            _("{n} should attend, {m} agree, {k} against").format(
                n=facts["should"], m=facts["agree"], k=facts["against"]
            )
        )
    if "fen" in facts:
        parts.append(_("{amount} yuan").format(amount=yuan(facts["fen"])))
    if "way" in facts:
        parts.append(codes.word(codes.CONFIRMED, facts["way"]))
    if "lacking" in facts:
        parts.append("、".join(facts["lacking"]))
    if facts.get("day") not in (None, one.on.isoformat()):
        parts.insert(0, facts["day"])
    parts += [
        str(facts[name])
        for name in ("people", "result", "opinion", "number", "reason", "note")
        if facts.get(name)
    ]
    return " · ".join(parts) or "—"


def _facts(page: ApplicationPage, on: dt.date) -> list[tuple[str, object, str]]:
    held = page.facts
    facts: list[tuple[str, object, str]] = [
        (_("Applicant"), page.name, reverse("residents:person", args=[page.person]) if not page.gone else ""),
        (_("Address"), page.door or "—", ""), (_("Scheme"), page.scheme.name, reverse("care:scheme", args=[page.scheme.code]) if page.scheme.authority else ""),
        (_("Benefit year"), str(page.benefit_year), ""), (_("Authority"), page.scheme.authority or "—", ""),
        (_("Handed in on"), day(page.submitted_on, on), ""), (_("Where it is taken"), codes.word(codes.CHANNELS, page.channel), ""),
        (_("Terms of the day"), page.terms_on.isoformat(), ""),
        (_("Papers that are there"), "、".join(held.get("received", [])) or "—", ""),
    ]  # fmt: skip
    if held.get("level"):
        facts.insert(2, (_("Disability certificate"), f"{terms.WORDS.levels[held['level']]}", ""))
    if held.get("agent"):
        facts.append((_("Agent"), f"{held['agent']}（{held['relation']}，{held['mandate']}）", ""))
    if page.notice is not None:
        facts.append((_("Public notice"), page.notice.title, page.notice.url))
    if page.paid_on:
        facts.append((_("First payment"), day(page.paid_on, on), ""))
    if held.get("fen"):
        facts.append((_("Amount in yuan"), yuan(held["fen"]), ""))
    if page.ended_on:
        facts.append((_("Ended on"), day(page.ended_on, on), ""))
    return facts
