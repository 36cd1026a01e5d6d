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
from linli.kernel import Actor
from linli.kernel.masking import masked
from linli.office.formal import write_pdf
from linli.office.formal_docx import write_docx
from linli.ui.papers import served
from linli.ui.parts import State
from linli.ui.tables import Column, Row, Table
from linli.ui.words import day_words, short_day

from .. import workflow
from ..queries import papers, reach
from ..queries import record as found
from ..queries.record import RecordPage
from ..rules import codes
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
            (_("What the dispute is about"), one.brief), (_("What is asked for (dispute)"), one.claim), (_("Why it ended so"), one.ended_note),
            (_("Note on the dossier"), one.case_note)) if text],
        "groups": [(_("Parties of the dispute"), _parties(actor, page)), *_agreed(page, on), *_talks(page), *_after(page)], "dossier": _dossier(actor, page),
        "missing": [f"{item.item} {item.name}" for item in page.missing] if one.settled and not one.closed else [],
        "forms": [(title, verb_of(key)("dispute") + f"form/{kind}/") for kind, title, _item in papers.kinds(page)],
        "entries": found.story(actor, page), "facts_of": _facts(page, on),
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


def _parties(actor: Actor, page: RecordPage) -> Table:
    handles = bool(accounts.may(actor, _H))
    open_yet = "party" in workflow.verbs(page.one.state)
    rows = []
    for one in page.parties:
        said = {
            None: State("waiting", _("not asked yet")),
            True: State("done", _("agrees"), quiet=True),
            False: State("late", _("refuses")),
        }[one.consent]
        name = "consent" if open_yet and one.consent is None else "party_correct"
        rows.append(Row({
            "name": one.name, "side": codes.word(codes.SIDES, one.side), "phone": masked(one.phone, "phone") if one.phone else "—", "address": one.address or "—",
            "consent": said, "identity": codes.word(codes.PROOFS, one.identity) if one.identity else "—", "signed": one.signed,
        }, reverse(f"mediation:{name}", args=[page.one.pk, one.pk]) if handles and page.one.closed is None else ""))  # fmt: skip
    return Table(
        [Column("name", _("Full name"), phone="title"), Column("side", _("Side of the dispute"), phone="first"), Column("phone", _("Phone"), phone="first"),
         Column("address", _("Address"), phone="second"), Column("consent", _("Consent to mediation"), "status", phone="second"),
         Column("identity", _("Proof of identity")), Column("signed", _("Signed on (party)"), "day")],
        rows, empty=_("Nobody is entered yet."),
    )  # fmt: skip


def _talks(page: RecordPage) -> list[tuple[str, Table]]:
    if not page.talks:
        return []
    rows = [
        Row({"what": f"{codes.word(codes.TALKS, one.kind)} {one.serial}", "on": one.on, "place": one.place,
             "led": "、".join(page.led_by.get(one.pk, [])), "result": one.result or "—"},
            reverse("mediation:form", args=[page.one.pk, f"{one.kind}-{one.serial}"]))
        for one in reversed(page.talks)
    ]  # fmt: skip
    return [(_("Inquiries and sessions"), Table(
        [Column("what", _("Record"), phone="title", whole=True), Column("on", _("Day"), "day", phone="first"), Column("place", _("Place"), phone="first"),
         Column("led", _("Led by")), Column("result", _("Result"), phone="second")], rows,
    ))]  # fmt: skip


def _agreed(page: RecordPage, on: dt.date) -> list[tuple[str, Table]]:
    held = page.agreement
    if held is None:
        return []
    pairs: list[tuple[str, object]] = [
        (_("Form of the agreement"), codes.word(codes.FORMS, held.form)), (_("Reached on"), day_words(held.reached, on)),
        (_("What was agreed"), held.content or "—"), (_("Manner and place of performance"), held.manner or "—"),
        (_("To be performed by"), day_words(held.perform_by, on) if held.perform_by else "—"),
        (_("In effect since"), day_words(held.effective, on) if held.effective else _("not in effect yet")),
    ]  # fmt: skip
    if held.confirmation:
        word = codes.word(codes.CONFIRMATIONS, held.confirmation)
        pairs.append(
            (_("Judicial confirmation"), "，".join(part for part in (word, held.court, held.ruling) if part))
        )
    table = Table(
        [
            Column("what", _("Agreement (mediation)"), phone="title", whole=True),
            Column("value", "", phone="first"),
        ],
        [Row({"what": what, "value": value}) for what, value in pairs],
    )
    return [(_("Agreement (mediation)"), table)]


def _after(page: RecordPage) -> list[tuple[str, Table]]:
    lines = [(one.on, codes.word(codes.PERFORMANCES, one.kind), one.note or "—") for one in page.steps]
    for one in page.revisits:
        words = [
            codes.word(codes.CONTENT, one.content),
            *([_("the quarrel flares up again")] if one.flares else []),
        ]
        lines.append((one.on, _("Revisit: {words}").format(words="，".join(words)), one.note or "—"))
    if not lines:
        return []
    return [(_("Performance and revisit"), Table(
        [Column("what", _("What"), phone="title"), Column("on", _("Day"), "day", phone="first"), Column("note", _("What was seen"), phone="second")],
        [Row({"what": what, "on": day, "note": note}) for day, what, note in sorted(lines, reverse=True)],
    ))]  # fmt: skip


def _dossier(actor: Actor, page: RecordPage) -> Table:
    """The thirteen items: what each holds, and what is missing."""
    kinds = papers.kinds(page)
    rows = []
    for item in page.items:
        made = [
            (title, reverse("mediation:form", args=[page.one.pk, kind]))
            for kind, title, number in kinds
            if number == item.item
        ]
        scans = [
            (one.name, reverse("files:file", args=[one.file])) for one in page.papers if one.item == item.item
        ]
        state = (
            State("late", _("missing"))
            if item.missing
            else State("done", _("there (item)"), quiet=True)
            if item.count
            else State("ended", _("on demand (item)"), quiet=True)
        )
        rows.append(
            Row(
                {
                    "item": item.item,
                    "name": str(item.name),
                    "count": item.count,
                    "state": state,
                    "papers": [*made, *scans],
                }
            )
        )
    return Table(
        [Column("item", _("No."), "number"), Column("name", _("Contents (dossier)"), phone="title"), Column("count", _("Pieces (dossier)"), "number", phone="first"),
         Column("state", _("State"), "status", phone="first")], rows,
    )  # fmt: skip


def _facts(page: RecordPage, on: dt.date) -> list[tuple[str, object, str]]:
    one, held = page.one, page.agreement
    facts: list[tuple[str, object, str]] = [
        (_("Number of the dossier"), str(page.number) if page.number else "—", ""), (_("Category"), page.category, ""),
        (_("Source"), codes.word(codes.SOURCES, one.source), ""), (_("Found (day)"), day_words(one.found, on), ""),
    ]  # fmt: skip
    if one.accepted is not None:
        facts.append((_("Accepted on"), day_words(one.accepted, on), ""))
    if one.due is not None and one.settled is None:
        facts.append((_("To be settled by"), f"{day_words(one.due, on)}（{page.derivation}）", ""))
    if page.mediators:
        facts.append((_("Mediators"), "、".join(page.mediators), ""))
    aside = [each.mediator.name for each in page.charges if each.recused is not None]
    if aside:
        facts.append((_("Stood aside"), "、".join(aside), ""))
    facts.append((_("Talks"), _("open to others") if one.open_talks else _("closed to others"), ""))
    if page.place:
        facts.append((_("Building where it arose"), page.place, ""))
    if one.settled is not None:
        facts.append((_("Settled (day)"), day_words(one.settled, on), ""))
    if one.transferred_to:
        facts.append((_("Handed to (authority)"), codes.word(codes.RECEIVERS, one.transferred_to), ""))
    if held is not None and held.confirm_last is not None and not held.confirmation:
        facts.append((_("Confirmation possible until"), day_words(held.confirm_last, on), ""))
    facts.append((_("Registered by"), page.name(one.entered_by), ""))
    return facts


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
