"""Opinions and rounds of collection: lists and records."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.ui.asking import actor_of, today
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words, short_day

from ..forms.opinions import OpinionsForm, SheetsForm
from ..queries import opinions as found
from ..queries.opinions import OpinionPage, OpinionRow
from ..rules import project_codes as codes
from ..rules.projects import may_keep, may_opine


@accounts.needs("council.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Opinions, newest first, with filters; rounds stand under them."""
    actor = actor_of(request)
    address = Address.of(request.GET)
    form = OpinionsForm(request.GET or None)
    rows, total = found.listing(
        actor, form.filter(), order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    keeps = bool(may_keep(actor))
    table = Table(
        columns(), [Row({**cells(one), "state": state_of(one)}, reverse("council:opinion", args=[one.id]), str(one.id)) for one in rows],
        address, total, caption=_("{n} opinions").format(n=number_words(total)), empty=_("No opinion fits. Clear a filter."),
        export_url=f"{reverse('council:opinions_export')}?{request.GET.urlencode()}" if keeps else "", export_by_job=True,
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Opinions"), "form": form, "table": table, "verb": _("Write an opinion down"),
        "verb_url": reverse("council:opinion_new") if may_opine(actor) else "",
        "links": [Link(_("Rounds and sheets"), reverse("council:collections"))]
        + ([Link(_("Make a project"), reverse("council:project_new"))] if keeps else []),
    })  # fmt: skip


def columns() -> list[Column]:
    """Of the list and of its export."""
    return [
        Column("text", _("Opinion"), phone="title"), Column("kind", _("Kind of project"), sort=True),
        Column("channel", _("How it came"), phone="first", whole=True), Column("on", _("Day"), "day", sort=True, phone="second"),
        Column("supports", _("Support"), "number", sort=True), Column("author", _("Said by"), optional=True),
        Column("place", _("Where"), optional=True), Column("project", _("Project")), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: OpinionRow) -> dict[str, object]:
    """A row in plain words."""
    return {
        "text": one.text[:60], "kind": codes.word(codes.KINDS, one.kind), "channel": codes.word(codes.CHANNELS, one.channel),
        "on": one.on, "supports": one.supports, "author": one.author or "—", "place": one.place or "—", "project": one.project_title or "—",
        "state": codes.word(codes.OPINION_STATES, one.state),
    }  # fmt: skip


def state_of(one: OpinionRow) -> State:
    """Only what is not sorted yet has a colour."""
    word = codes.word(codes.OPINION_STATES, one.state)
    return State("waiting", word) if one.state == "open" else State("ended", word, quiet=True)


@accounts.needs("council.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One opinion: who said it, who supports it, what became of it."""
    actor, (_at, on) = actor_of(request), today()
    page = found.page(actor, key, on=on)
    row = page.row

    def go(name: str) -> str:
        return reverse(f"council:{name}", args=[key])

    verbs, more = [], []
    if may_opine(actor):
        verbs.append(Link(_("Note a supporter"), go("opinion_support")))
    if may_keep(actor) and row.state in ("open", "aside"):
        more.append(Link(_("Set aside") if row.state == "open" else _("Take up again"), go("opinion_aside")))
        more.append(Link(_("Entered by mistake"), go("opinion_void")))
    if may_keep(actor) and row.state == "open":
        verbs.insert(0, Link(_("Make a project"), f"{reverse('council:project_new')}?opinion={key}"))
        more.insert(0, Link(_("Split"), go("opinion_split")))
    return render(request, "ui/record.html", {
        "title": row.text[:40], "back_url": reverse("council:opinions"), "words": _sentence(page), "verbs": verbs, "links": more,
        "texts": [(_("In their own words"), row.text)], "groups": _groups(page),
        "facts_of": [
            (_("Kind of project"), codes.word(codes.KINDS, row.kind), ""), (_("How it came"), codes.word(codes.CHANNELS, row.channel), ""),
            (_("Day"), short_day(row.on, on), ""), (_("Said by"), row.author or "—", ""), (_("Where"), row.place or "—", ""),
            *([(_("Sheet"), f"{page.collection} · {page.sheet}", "")] if page.sheet else []),
            *([(_("Appeal"), page.appeal.number, page.appeal.url)] if page.appeal else []),
            *([(_("Project"), row.project_title, reverse("council:project", args=[row.project]))] if row.project else []),
        ],
    })  # fmt: skip


def _sentence(page: OpinionPage) -> str:
    row = page.row
    if row.state == "merged":
        return _("Became part of the project “{title}”").format(title=row.project_title)
    if row.state == "aside":
        return _("Set aside: {reason}").format(reason=page.aside)
    if row.state == "split":
        return _("Split into {n} parts").format(n=len(page.parts))
    return _("Not sorted yet; {n} support it").format(n=row.supports)


def _groups(page: OpinionPage) -> list[tuple[str, Table]]:
    groups = []
    if page.parts or page.part_of:
        heads = [Column("text", _("Opinion"), phone="title")]
        parts = page.parts or ([page.part_of] if page.part_of else [])
        rows = [Row({"text": text[:80]}, reverse("council:opinion", args=[key])) for key, text in parts]
        groups.append((_("Parts") if page.parts else _("Part of"), Table(heads, rows)))
    if page.supports:
        heads = [Column("name", _("Full name"), phone="title"), Column("on", _("Day"), "day", phone="first")]
        groups.append(
            (_("Support"), Table(heads, [Row({"name": name, "on": on}) for name, on in page.supports]))
        )
    return groups


@accounts.needs("council.read")
@require_GET
def collections(request: HttpRequest) -> HttpResponse:
    """Rounds with what was issued and came back."""
    actor = actor_of(request)
    rows = found.rounds(actor)
    table = Table(
        [
            Column("title", _("Round"), phone="title"), Column("start", _("First day"), "day", phone="second"), Column("last", _("Last day"), "day"),
            Column("issued", _("Issued"), "number"), Column("returned", _("Came back"), "number", phone="first"), Column("back", _("Came back of issued")),
            Column("opinions", _("Number of opinions"), "number", phone="first"), Column("merged", _("In projects"), "number"),
        ],
        [
            Row({"title": one.title, "start": one.start, "last": one.last, "issued": one.issued, "returned": one.returned, "back": one.back,
                 "opinions": one.opinions, "merged": one.merged}, reverse("council:collection", args=[one.id]))
            for one in rows
        ],
        empty=_("No round yet. Begin the first."),
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Rounds and sheets"), "table": table, "verb": _("Begin a round"),
        "verb_url": reverse("council:collection_new") if may_keep(actor) else "",
        "links": [Link(_("Opinions"), reverse("council:opinions"))],
    })  # fmt: skip


@accounts.needs("council.read")
@require_GET
def collection(request: HttpRequest, key: int) -> HttpResponse:
    """One round: its sheets."""
    actor, (_at, on) = actor_of(request), today()
    one = found.round_row(actor, key)
    address, form = Address.of(request.GET), SheetsForm(request.GET or None)
    rows, total = found.sheets(
        actor, key, state=form.value("state"), text=form.value("q"), start=address.start, count=address.size
    )
    table = Table(
        [
            Column("number", _("Number"), phone="title"), Column("door", _("Door"), phone="first"), Column("issued", _("Issued"), "day"),
            Column("returned", _("Came back"), "day", phone="second"), Column("signed", _("Signed by")), Column("opinions", _("Number of opinions"), "number"),
        ],
        [
            Row({"number": str(each.number), "door": each.door, "issued": each.issued, "returned": each.returned, "signed": each.signed or "—",
                 "opinions": each.opinions})
            for each in rows
        ],
        address, total, caption=_("{n} sheets").format(n=number_words(total)), empty=_("No sheet was handed out yet."),
    )  # fmt: skip
    sentence = _(
        "{start} to {last}. {back} sheets came back, {n} opinions, {merged} of them in projects."
    ).format(
        start=short_day(one.start, on),
        last=short_day(one.last, on),
        back=one.back,
        n=one.opinions,
        merged=one.merged,
    )
    keeps, links = may_keep(actor), [Link(_("Rounds and sheets"), reverse("council:collections"))]
    if keeps:
        links.insert(0, Link(_("Hand out sheets"), reverse("council:collection_issue", args=[key])))
    return render(request, "ui/listing.html", {
        "title": one.title, "form": form, "table": table, "sentence": sentence, "verb": _("A sheet came back"),
        "verb_url": reverse("council:collection_return", args=[key]) if may_opine(actor) else "", "links": links,
    })  # fmt: skip
