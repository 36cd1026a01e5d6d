"""One dispute: its state as a sentence, who quarrels, what was said, agreed and kept, the dossier; its papers."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.office.formal import write_pdf
from linli.office.formal_docx import write_docx
from linli.ui.papers import served
from linli.ui.words import day_words, short_day

from .. import workflow
from ..queries import papers, reach
from ..queries import record as found
from ..queries.record import RecordPage
from ..rules import codes
from . import portrait
from .common import actor_of, links, today, verb_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_H, _S = "mediation.handle", "mediation.seal"


@accounts.needs("mediation.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """The page of a dispute. Opening it is a line of the read log."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    journal.read(actor, reach.SUBJECT, [key], at=at, purpose="mediation")
    main, rest = _verbs(page)
    one = page.one
    return render(request, "mediation/record.html", {
        "title": page.title, "back_url": reverse("mediation:disputes"), "words": sentence(page, on), "notes": _notes(page, on),
        "verbs": links(actor, main), "links": links(actor, rest),
        "texts": [(head, text) for head, text in (
            (_("What the dispute is about"), one.brief), (_("What is asked for (dispute)"), one.claim), (_("What was agreed"), page.agreement.content if page.agreement else None), (_("Why it ended so"), one.ended_note),
            (_("Note on the dossier"), one.case_note)) if text],
        "groups": [(_("Parties of the dispute"), portrait.parties(actor, page)), *portrait.talks(page), *portrait.after(page)],
        "dossier": portrait.dossier(actor, page), "cover": reverse("mediation:form", args=[key, "cover"]) if one.accepted else "",
        "missing": [f"{item.item} {item.name}" for item in page.missing] if one.settled and not one.closed else [],
        "entries": found.story(actor, page), "facts_of": portrait.facts(page, on),
    })  # fmt: skip


def sentence(page: RecordPage, on: dt.date) -> str:
    """The state as a sentence."""
    one, held = page.one, page.agreement
    if one.state == "found":
        asked = sum(1 for each in page.parties if each.consent is not None)
        return (
            _("Consent asked of {n} of {m} parties").format(n=asked, m=len(page.parties))
            if page.parties
            else _("Enter the parties and ask for consent")
        )
    if one.state in workflow.RUNNING and one.due is not None:
        words = _("over the month since {day}") if one.due < on else _("to be settled by {day}")
        return f"{codes.word(codes.STATES, one.state)} · {words.format(day=short_day(one.due, on))}"
    if one.state == "agreed" and held is not None and held.effective is not None:
        by = (
            _("to be performed by {day}").format(day=short_day(held.perform_by, on))
            if held.perform_by
            else _("to be performed at once")
        )
        return _("Agreement in effect since {day}").format(day=short_day(held.effective, on)) + f" · {by}"
    if one.state == "closed" and one.closed is not None:
        return (
            _("Dossier closed on {day}").format(day=short_day(one.closed, on))
            + f" · {codes.word(codes.OUTCOMES, one.outcome)}"
        )
    return codes.word(codes.STATES, one.state)


def _notes(page: RecordPage, on: dt.date) -> list[str]:
    one, held, notes = page.one, page.agreement, []
    if one.state == "signing" and held is not None:
        unsigned = sum(1 for each in page.parties if each.signed is None) + (held.mediator_signed is None)
        notes.append(
            _("{n} signatures are missing.").format(n=unsigned)
            if unsigned
            else _("All have signed; the secretary seals it.")
        )
    if (
        held is not None
        and held.effective
        and not held.confirmation
        and held.confirm_last
        and on <= held.confirm_last
        and one.state != "closed"
    ):
        notes.append(
            _("Both parties may apply to the court for confirmation until {day}.").format(
                day=day_words(held.confirm_last, on)
            )
        )
    if one.outcome == "failed" and one.told is not None:
        ways = "、".join(codes.word(codes.WAYS, way) for way in one.ways)
        notes.append(_("The parties were told of the ways that remain: {ways}.").format(ways=ways))
    return notes


def _verbs(page: RecordPage) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """At most two verbs, the rest under 更多."""
    one, go, may = page.one, verb_of(page.one.pk), workflow.verbs(page.one.state)
    held = page.agreement
    untold = any(each.rights_told is None for each in page.parties)
    ready = (
        held is not None and held.mediator_signed is not None and all(each.signed for each in page.parties)
    )
    wanted: list[tuple[bool, str, str, str]] = [
        ("party" in may and len({each.side for each in page.parties}) < 2, _H, _("Add a party"), "party"),
        ("accept" in may, _H, _("Accept"), "accept"),
        ("rights" in may and untold, _H, _("Tell of rights"), "rights"),
        ("sign" in may and not ready, _H, _("Note signatures"), "sign"),
        ("seal" in may and ready, _S, _("Seal"), "seal"),
        ("session" in may and one.state != "signing", _H, _("Record a session"), "session"),
        ("agree_written" in may, _H, _("Note an agreement"), "agree"),
        ("perform_done" in may, _H, _("Note performance"), "perform"),
        ("close" in may and not page.missing, _H, _("Close the dossier"), "close"),
        ("revisit" in may and one.state != "failed", _H, _("Revisit"), "revisit"),
        ("apply" in may and held is not None and not held.confirmation, _H, _("Apply for confirmation"), "apply"),
        ("rule" in may and held is not None and held.confirmation == "applied", _H, _("Note the court's decision"), "rule"),
        ("inquire" in may, _H, _("Record an inquiry"), "inquiry"),
        ("party" in may and len({each.side for each in page.parties}) > 1, _H, _("Add a party"), "party"),
        ("charge" in may, _H, _("Charge a mediator"), "charge"), ("recuse" in may, _H, _("A mediator stands aside"), "recuse"),
        ("extend" in may and one.extended is None, _H, _("Extend the time"), "extend"),
        ("redraw" in may, _H, _("Draw up anew"), "redraw"), ("change" in may, _H, _("Correct"), "change"),
        ("paper" in may, _H, _("Add a paper"), "attach"),
        ("close" in may and bool(page.missing), _H, _("Close the dossier"), "close"),
        ("fail" in may and one.state != "accepted", _H, _("No agreement reached"), "fail"),
        ("reconcile" in may, _H, _("Settled by themselves"), "reconcile"), ("transfer" in may, _H, _("Hand over (dispute)"), "transfer"),
        ("withdraw" in may, _H, _("Application withdrawn"), "withdraw"),
    ]  # fmt: skip
    shown = [(power, label, go(name)) for holds, power, label, name in wanted if holds]
    return shown[:2], shown[2:]


@accounts.needs("mediation.read")
@require_GET
def form(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """One paper of the dossier, as PDF or with ?as=docx as a document to be changed."""
    actor, (at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    made = papers.paper(page, kind)
    journal.read(actor, reach.SUBJECT, [key], at=at, purpose="mediation", shown="paper")
    number = str(page.number or key)
    if request.GET.get("as") == "docx":
        note = _("Demonstration data, all people are invented") if settings.DEMO else ""
        return served(write_docx(made, note=note), DOCX, f"{number} {made.title}.docx", download=True)
    content = write_pdf(made, demo=settings.DEMO, at=at.replace(microsecond=0))
    return served(content, "application/pdf", f"{number} {made.title}.pdf", download=False)
