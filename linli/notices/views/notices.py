"""公示公开: the list in tabs, one notice, its print sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import keys
from linli.files import api as files
from linli.kernel import Actor, Refused
from linli.office import qr
from linli.places import api as places
from linli.ui.parts import Link, State, Tab
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day, span_words

from ..forms.notices import NoticesForm
from ..queries import listing as found
from ..queries import themes as notice_themes
from ..queries.listing import TABS, NoticePage, NoticeRow
from ..rules import codes
from .common import actor_of, links, public_url, today, verb_of

_AT_ONCE = 500
#: What was shown may stand under a theme.
TAGGED = ("coming", "shown", "ended", "taken_down")
STATES = {"draft": "hand", "submitted": "waiting", "coming": "waiting", "shown": "done", "ended": "ended",
          "taken_down": "ended", "dropped": "ended"}  # fmt: skip


@accounts.needs("notices.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every notice that the reader may see, latest first, by phase."""
    actor, (_at, on) = actor_of(request), today()
    address, form = Address.of(request.GET), NoticesForm(request.GET or None)
    where = form.filter()
    rows, total = found.listing(
        actor, where, on=on, order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    table = Table(
        columns(), [Row({**cells(one), "state": _state(one)}, reverse("notices:notice", args=[one.id]), str(one.id)) for one in rows],
        address, total, caption=_("{n} notices").format(n=number_words(total)), empty=_("No notice fits. Clear a filter."),
        export_url=f"{reverse('notices:export')}?{request.GET.urlencode()}", export_by_job=True,
    )  # fmt: skip
    more = [
        Link(_("Three disclosures"), reverse("notices:disclosures")),
        Link(_("Questionnaires"), reverse("notices:surveys")),
        Link(_("Themes"), reverse("notices:themes")),
    ]
    return render(request, "notices/list.html", {
        "title": _("Notices"), "form": form, "table": table, "tabs": _tabs(actor, request, where, on),
        "verb": _("Draft a notice"), "verb_url": reverse("notices:new") if accounts.may(actor, "notices.draft") else "", "links": more,
    })  # fmt: skip


def _tabs(actor: Actor, request: HttpRequest, where: found.Filter, on: dt.date) -> list[Tab]:
    counts = found.tally(actor, where, on=on)
    kept = {key: value for key, value in request.GET.items() if key not in ("phase", "page") and value}

    def url(code: str) -> str:
        return f"?{urlencode({**kept, **({'phase': code} if code else {})})}"

    shown = [Tab(codes.word(codes.PHASES, code), url(code), where.phase == code, counts[code]) for code in TABS
             if counts[code] or code in ("submitted", "shown", "ended")]  # fmt: skip
    return [Tab(_("All"), url(""), not where.phase), *shown]


def columns() -> list[Column]:
    """Of the list and of its export."""
    return [
        Column("title", _("Title"), sort=True, phone="title"), Column("kind", _("Kind"), phone="first"),
        Column("category", _("Category"), optional=True), Column("start", _("First day"), "day", sort=True),
        Column("last", _("Last day"), "day", sort=True, phone="first"), Column("until", _("Objections until"), "day"),
        Column("objections", _("Objections"), "number"), Column("open", _("Not answered"), "number"),
        Column("paper", _("Paper")), Column("drafter", _("Drafted by"), optional=True),
        Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: NoticeRow) -> dict[str, object]:
    """A row in plain words."""
    takes = one.window.opens is not None
    return {
        "title": one.title, "kind": codes.word(codes.KINDS, one.kind), "category": codes.word(codes.CATEGORIES, one.category),
        "start": one.window.start, "last": one.window.last, "until": one.window.last_objection,
        "objections": one.objections if takes else None, "open": one.open_objections if takes else None,
        "paper": paper_word(one.paper), "drafter": one.drafter, "state": codes.word(codes.PHASES, one.state),
    }  # fmt: skip


def paper_word(code: str) -> str:
    """Whether the paper hangs."""
    return codes.word(codes.PAPER_STATES, code) if code else "—"


def _state(one: NoticeRow) -> State:
    return State(
        STATES[one.state], codes.word(codes.PHASES, one.state), quiet=one.state not in ("draft", "submitted")
    )


@accounts.needs("notices.read")
@require_POST
def export(request: HttpRequest) -> HttpResponseRedirect:
    """The filtered list as a workbook, made by a job."""
    heads = [(str(one.label), one.kind if one.kind in ("day", "number") else "text") for one in columns()]
    sealed, (at, _on) = keys.seal(request.GET.urlencode()).hex(), today()
    return redirect(
        "files:work",
        files.export_list(actor_of(request), _("Notices"), heads, "notices.notices", at, sealed=sealed),
    )


def export_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """Rows of the list as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, "notices.read").demand()
    on, where = today()[1], NoticesForm(QueryDict(keys.unseal(bytes.fromhex(sealed)))).filter()
    shown, start, total = [one.key for one in columns()], 0, 1
    while start < total:
        rows, total = found.listing(actor, where, on=on, start=start, count=_AT_ONCE)
        for one in rows:
            plain = cells(one)
            yield [plain[key] for key in shown]
        start += _AT_ONCE


@accounts.needs("notices.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One notice: what stands, for whom, until when, what was objected."""
    actor, (_at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    verbs, more = _verbs(actor, page)
    if page.row.state in TAGGED and accounts.may(actor, "notices.draft"):
        more.append(
            Link(_("Put under a theme"), f"{reverse('notices:theme_tag')}?subject=notices.notice&key={key}")
        )
    return render(request, "ui/record.html", {
        "title": page.row.title, "back_url": reverse("notices:notices"), "words": sentence(page, on), "notes": _notes(page, on),
        "verbs": verbs, "links": more, "texts": _texts(page), "groups": _groups(page), "papers": page.files,
        "facts_of": _facts(request, actor, page, on),
    })  # fmt: skip


def _verbs(actor: Actor, page: NoticePage) -> tuple[list[Link], list[Link]]:
    """At most two verbs, the rest under 更多."""
    row, go = page.row, verb_of(page.row.id)
    draft, approve = "notices.draft", "notices.approve"
    takes, told = row.window.opens is not None, bool(page.held.result)
    paper = (draft, _("Paper taken down"), go("paper"))
    conclude = (approve, _("Conclude"), go("conclude"))
    objection = (draft, _("Enter an objection"), go("object"))
    sheet = ("notices.read", _("Print sheet"), go("sheet"))
    correct, down = (approve, _("Correct"), go("correct")), (approve, _("Take down"), go("take_down"))
    first: dict[str, list[tuple[str, str, str]]] = {
        "draft": [(draft, _("Submit"), go("submit")), (draft, _("Change"), go("change"))],
        "submitted": [(approve, _("Approve"), go("approve")), (approve, _("Send back"), go("send_back"))],
        "coming": [sheet], "shown": [objection, sheet] if takes else [sheet], "ended": [], "taken_down": [], "dropped": [],
    }  # fmt: skip
    more: dict[str, list[tuple[str, str, str]]] = {
        "draft": [(draft, _("Add a paper"), go("attach")), (draft, _("Give up"), go("drop"))],
        "submitted": [(draft, _("Give up"), go("drop"))],
        "coming": [correct, down], "shown": [correct, down], "ended": [], "taken_down": [], "dropped": [],
    }  # fmt: skip
    main, rest = first[row.state], more[row.state]
    if row.paper in ("due", "late") or row.paper == "hangs" and row.state == "taken_down":
        main = [paper, *main]
    if takes and not told and row.state in ("shown", "ended", "taken_down") and row.objections:
        main = [*main, conclude]
    if row.state in ("ended", "taken_down"):
        rest = [sheet] if row.state == "ended" else []
    return links(actor, *main[:2]), links(actor, *main[2:], *rest)


def sentence(page: NoticePage, on: dt.date) -> str:
    """The state as a sentence."""
    row, day = page.row, on
    last = short_day(row.window.last, day)
    words = {
        "draft": _("Draft; nobody sees it yet"), "submitted": _("Waits for approval"),
        "coming": _("Approved; shown from {day}").format(day=short_day(row.window.start, day)),
        "shown": _("Shown until {day}").format(day=last), "ended": _("Was shown until {day}").format(day=last),
        "taken_down": _("Taken down early: {why}").format(why=page.held.taken_reason), "dropped": _("Given up"),
    }[row.state]  # fmt: skip
    if row.window.opens and row.state in ("shown", "ended", "taken_down"):
        counts = _("{n} objections, {m} not answered").format(n=row.objections, m=row.open_objections)
        return f"{words} · {counts}"
    return words


def _notes(page: NoticePage, on: dt.date) -> list[str]:
    held, notes, day = page.held, [], on
    if held.state == "draft" and held.sent_back:
        notes.append(_("Sent back: {why}").format(why=held.sent_back))
    if held.corrected_at:
        notes.append(_("Corrected: {what}").format(what=held.correction))
    if page.row.paper in ("due", "late"):
        notes.append(_("The paper has to come down: {day}").format(day=short_day(page.row.window.last, day)))
    return notes


def _texts(page: NoticePage) -> list[tuple[str, str]]:
    held = page.held
    return [
        (head, text)
        for head, text in ((_("Text"), held.text), (_("What came of the objections"), held.result))
        if text
    ]


def _groups(page: NoticePage) -> list[tuple[str, Table]]:
    if page.row.window.opens is None:
        return []
    table = Table(
        [Column("number", _("Number"), phone="title", whole=True), Column("on", _("Day"), "day", phone="first"),
         Column("title", _("Objection"), phone="first"), Column("state", _("State"), phone="second")],
        [Row({"number": one.number or "—", "on": one.on, "title": one.title or "—", "state": one.state or "—"}, one.url) for one in page.objections],
        empty=_("Nobody has objected."),
    )  # fmt: skip
    return [(_("Objections"), table)]


def _facts(
    request: HttpRequest, actor: Actor, page: NoticePage, on: dt.date
) -> list[tuple[str, object, str]]:
    row, held, day = page.row, page.held, on
    window = row.window
    facts: list[tuple[str, object, str]] = [
        (_("Kind"), codes.word(codes.KINDS, row.kind), ""), (_("Category"), codes.word(codes.CATEGORIES, row.category), ""),
        (_("Shown"), span_words(window.start, window.end, day), ""),
    ]  # fmt: skip
    if window.opens and window.closes:
        facts.append((_("Objections"), span_words(window.opens, window.closes, day), ""))
    facts += [
        (_("For whom"), "、".join(page.audience) or _("the whole community"), ""),
        (_("Ways of showing"), "、".join(codes.word(codes.FORMS, code) for code in row.forms), ""),
        (_("Legal basis"), held.basis or "—", ""), (_("Drafted by"), page.name(held.drafted_by), ""),
    ]  # fmt: skip
    if held.approved_by:
        facts.append((_("Approved by"), page.name(held.approved_by), ""))
    if row.paper:
        facts.append((_("Paper"), paper_word(row.paper), ""))
    if themes := notice_themes.themes_of(actor, "notices.notice", row.id):
        facts.append((_("Themes"), "、".join(map(str, themes)), reverse("notices:themes")))
    if held.readers == "workers":
        facts.append((_("Who may read it"), codes.word(codes.READERS, held.readers), ""))
    elif row.state in ("shown", "ended"):
        url = public_url(request, actor, row.id, day)
        facts += [(_("Public page"), url.partition("://")[2], url)] if url else []
    return facts


@accounts.needs("notices.read")
@require_GET
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """A4 for the wall: 16 pt, QR to its page, and the day on which it comes down."""
    actor, (_at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    if page.row.state not in ("coming", "shown"):
        raise Refused(codes.NO_SHEET)
    link = public_url(request, actor, key, on)
    return render(request, "notices/sheet.html", {
        "title": page.row.title, "slip": True, "one": page.held, "row": page.row, "window": page.row.window,
        "kind": codes.word(codes.KINDS, page.row.kind), "back_url": reverse("notices:notice", args=[key]),
        "area": places.name_of(actor.community or 0, on), "audience": page.audience,
        "qr": mark_safe(qr.svg(link, size_mm=22, title=_("Scan to read it and to object"))) if link else "",  # noqa: S308 -- drawn by us
        "link": link.partition("://")[2].strip("/").split("/") if link else [],
    })  # fmt: skip
