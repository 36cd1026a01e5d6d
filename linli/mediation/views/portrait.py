"""The parts of a dispute's page: parties, talks, what came after, the dossier's items, facts."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.kernel.masking import masked
from linli.ui.parts import State
from linli.ui.tables import Column, Row, Table
from linli.ui.words import day_words

from .. import workflow
from ..queries import papers
from ..queries.record import RecordPage
from ..rules import codes

HANDLE = "mediation.handle"


def parties(actor: Actor, page: RecordPage) -> Table:
    """Who quarrels; a name leads to the question of consent, later to what was typed."""
    handles = bool(accounts.may(actor, HANDLE))
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


def talks(page: RecordPage) -> list[tuple[str, Table]]:
    """Inquiries and sessions, latest first; each opens its paper."""
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


def after(page: RecordPage) -> list[tuple[str, Table]]:
    """Performance and revisits, latest first."""
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


def dossier(actor: Actor, page: RecordPage) -> Table:
    """The thirteen items: what each holds, and what is missing."""
    kinds = papers.kinds(page)
    handles = bool(accounts.may(actor, HANDLE)) and page.one.closed is None
    rows = [
        Row({"item": item.item, "name": str(item.name), "papers": _papers(page, item.item, kinds, handles),
             "state": State("late", _("missing")) if item.missing else State("done", str(item.count) if item.count else "—", quiet=True)})
        for item in page.items
    ]  # fmt: skip
    return Table(
        [Column("name", _("Contents (dossier)"), phone="title"), Column("papers", _("Papers"), phone="first"),
         Column("state", _("Pieces (dossier)"), "status", phone="second")],
        [Row({**row.cells, "name": f"{row.cells['item']} {row.cells['name']}"}) for row in rows],
    )  # fmt: skip


def _papers(
    page: RecordPage, item: int, kinds: list[tuple[str, str, int]], handles: bool
) -> SafeString | str:
    """The forms of an item as PDF and Word, and what was scanned."""
    key = page.one.pk
    made = [
        format_html(
            '{} <a href="{}">PDF</a> <a href="{}?as=docx">Word</a>', title, *[reverse("mediation:form", args=[key, kind])] * 2
        )
        for kind, title, number in kinds
        if number == item
    ]  # fmt: skip
    for one in page.papers:
        if one.item != item:
            continue
        scan = format_html('<a href="{}">{}</a>', reverse("files:file", args=[one.file]), one.name)
        if handles:
            out = reverse("mediation:take_out", args=[key, one.pk])
            scan = format_html('{} <a href="{}">{}</a>', scan, out, _("Take it out"))
        made.append(scan)
    if not made:
        return "—"
    return format_html(
        '<ul class="plain-list">{}</ul>', format_html_join("", "<li>{}</li>", ((one,) for one in made))
    )


def facts(page: RecordPage, on: dt.date) -> list[tuple[str, object, str]]:
    """Pairs at the right side."""
    one = page.one
    found: list[tuple[str, object, str]] = [
        (_("Number of the dossier"), str(page.number) if page.number else "—", ""), (_("Category"), page.category, ""),
        (_("Source"), codes.word(codes.SOURCES, one.source), ""), (_("Found (day)"), day_words(one.found, on), ""),
    ]  # fmt: skip
    if one.accepted is not None:
        found.append((_("Accepted on"), day_words(one.accepted, on), ""))
    if one.due is not None and one.settled is None:
        found.append((_("To be settled by"), f"{day_words(one.due, on)}（{page.derivation}）", ""))
    if page.mediators:
        found.append((_("Mediators"), "、".join(page.mediators), ""))
    aside = [each.mediator.name for each in page.charges if each.recused is not None]
    if aside:
        found.append((_("Stood aside"), "、".join(aside), ""))
    found.append((_("Talks"), _("open to others") if one.open_talks else _("closed to others"), ""))
    if page.place:
        found.append((_("Building where it arose"), page.place, ""))
    if one.settled is not None:
        found.append((_("Settled (day)"), day_words(one.settled, on), ""))
    if one.transferred_to:
        found.append((_("Handed to (authority)"), codes.word(codes.RECEIVERS, one.transferred_to), ""))
    found += _of_agreement(page, on)
    found.append((_("Registered by"), page.name(one.entered_by), ""))
    return found


def _of_agreement(page: RecordPage, on: dt.date) -> list[tuple[str, object, str]]:
    held = page.agreement
    if held is None:
        return []
    found: list[tuple[str, object, str]] = [
        (_("Form of the agreement"), codes.word(codes.FORMS, held.form), ""),
        (
            _("In effect since"),
            day_words(held.effective, on) if held.effective else _("not in effect yet"),
            "",
        ),
    ]
    if held.manner:
        found.append((_("Manner and place of performance"), held.manner, ""))
    if held.perform_by:
        found.append((_("To be performed by"), day_words(held.perform_by, on), ""))
    if held.confirmation:
        words = (codes.word(codes.CONFIRMATIONS, held.confirmation), held.court, held.ruling)
        found.append((_("Judicial confirmation"), "，".join(part for part in words if part), ""))
    elif held.confirm_last:
        found.append((_("Confirmation possible until"), day_words(held.confirm_last, on), ""))
    return found
