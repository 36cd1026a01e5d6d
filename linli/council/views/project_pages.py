"""Projects: the list and the record with its way, money, works and what can be done next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.kernel.money import yuan
from linli.notices import api as notices
from linli.ui.asking import actor_of, today
from linli.ui.parts import Link, State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import number_words

from .. import workflow
from ..forms.projects import ProjectsForm
from ..queries import motions, steps
from ..queries import projects as found
from ..queries.projects import ProjectPage, ProjectRow, Voice
from ..rules import codes as bodies
from ..rules import project_codes as codes
from .project_verbs import MORE, VERBS, next_verbs

#: Columns of a few signs, which never break.
SHORT = {
    "state",
    "outcome",
    "verb",
    "by",
    "finding",
    "fits",
    "side",
    "how",
    "paper",
    "many",
    "body",
    "channel",
    "author",
}
_HOW = {"author": "Opinion", "supporter": "Support", "backer": "Backs the project"}


@accounts.needs("council.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Projects of a year with opinions, money and rating."""
    actor, (_at, on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = ProjectsForm(request.GET or None, years=range(on.year + 1, on.year - 4, -1))
    rows, total = found.listing(
        actor, form.filter(), order=address.order(found.ORDERS), start=address.start, count=address.size
    )
    keeps = bool(accounts.may(actor, "council.keep"))
    table = Table(
        columns(), [Row({**cells(one), "state": state_of(one)}, reverse("council:project", args=[one.id]), str(one.id)) for one in rows],
        address, total, caption=_("{n} projects").format(n=number_words(total)), empty=_("No project fits. Clear a filter."),
        export_url=f"{reverse('council:projects_export')}?{request.GET.urlencode()}" if keeps else "", export_by_job=True,
    )  # fmt: skip
    return render(request, "ui/listing.html", {
        "title": _("Projects"), "form": form, "table": table, "verb": _("Make a project"),
        "verb_url": reverse("council:project_new") if keeps else "",
        "links": [Link(_("Project ledger"), reverse("council:project_ledger"))],
    })  # fmt: skip


def columns() -> list[Column]:
    """Of the list and of its export."""
    return [
        Column("title", _("Project"), sort=True, phone="title"), Column("number", _("Number"), sort=True, whole=True),
        Column("kind", _("Kind of project"), optional=True), Column("opinions", _("Number of opinions"), "number", sort=True),
        Column("budget", _("Budget"), "number", sort=True, unit=_("yuan"), phone="first"), Column("paid", _("Paid"), "number", unit=_("yuan")),
        Column("rating", _("Residents satisfied"), whole=True), Column("state", _("State"), "status", phone="second"),
    ]  # fmt: skip


def cells(one: ProjectRow) -> dict[str, object]:
    """A row in plain words."""
    return {
        "title": one.title, "number": one.number, "kind": codes.word(codes.KINDS, one.kind), "opinions": one.opinions,
        "budget": yuan(one.budget) if one.budget is not None else None, "paid": yuan(one.paid) if one.paid else None,
        "rating": one.rating, "state": codes.word(codes.STATES, one.state),
    }  # fmt: skip


def state_of(one: ProjectRow) -> State:
    """What needs somebody has a colour, what is done is grey."""
    word = codes.word(codes.STATES, one.state)
    if one.state in ("defects",):
        return State("late", word)
    if one.state in (*codes.ENDED, "rated"):
        return State("ended", word, quiet=True)
    if one.state in ("shown", "submitted", "filed", "decision_shown"):
        return State("waiting", word)
    return State("hand", word)


@accounts.needs("council.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One project whole."""
    actor = actor_of(request)
    page = found.page(actor, key)
    row = page.row

    def go(name: str) -> str:
        return reverse(f"council:project_{name}", args=[key])

    nexts = [Link(VERBS[name].title, go(name)) for name in next_verbs(actor, row.state)]
    more = [
        Link(VERBS[name].title, go(name))
        for name, states in MORE.items()
        if row.state in states and accounts.may(actor, VERBS[name].power)
    ]
    if accounts.may(actor, "council.audit") or accounts.may(actor, "council.keep"):
        more.append(Link(_("Dossier"), go("dossier")))
    if accounts.may(actor, "notices.draft") and row.state != "merged":
        more.append(
            Link(_("Put under a theme"), f"{reverse('notices:theme_tag')}?subject={found.SUBJECT}&key={key}")
        )
    voices = found.voices(actor, key)
    return render(request, "council/project.html", {
        "title": row.title, "back_url": reverse("council:projects"), "words": _sentence(page), "verbs": nexts[:2], "links": [*nexts[2:], *more],
        "notes": [row.summary], "groups": _groups(actor, page, voices), "way": way(page), "photos": page.photos,
        "facts_of": [*_facts(page, voices), *_themes(actor, key)], "papers": _contract_papers(page),
    })  # fmt: skip


def _themes(actor: Actor, key: int) -> list[tuple[str, object, str]]:
    """Under which themes it stands."""
    words = notices.themes_of(actor, found.SUBJECT, key)
    return [(_("Themes"), "、".join(map(str, words)), reverse("notices:themes"))] if words else []


def way(page: ProjectPage) -> list[dict[str, Any]]:
    """The stages of the way with their days; `now` marks where it stands."""
    state = page.row.state
    return [
        {
            "word": codes.word(codes.STATES, one),
            "day": page.days[one],
            "now": one == state,
            "done": page.days[one] is not None,
        }
        for one in codes.WAY
    ]


def _sentence(page: ProjectPage) -> str:
    row = page.row
    if page.into:
        return _("Merged into “{title}”").format(title=page.into[1])
    word = codes.word(codes.STATES, row.state)
    if row.state in ("rejected", "stopped", "deferred") and row.reason:
        return f"{word}: {row.reason}"
    onward = [
        str(workflow.VERBS[one])
        for one in workflow.steps_from(row.state)
        if one not in ("stop", "merge", "part")
    ]
    return (
        _("{state}; next: {verbs}").format(state=word, verbs=str(_(" or ")).join(onward)) if onward else word
    )


def _contract_papers(page: ProjectPage) -> list[tuple[int, str]]:
    """Signed papers with the number of their contract."""
    return [
        (file, _("Contract {number}, page {n}").format(number=one["number"], n=n))
        for one in page.contracts
        for n, file in enumerate(one["files"], 1)
    ]


def _facts(page: ProjectPage, voices: list[Voice]) -> list[tuple[str, object, str]]:
    row = page.row
    return [
        (_("Number"), row.number, ""), (_("Kind of project"), codes.word(codes.KINDS, row.kind), ""), (_("Where"), row.place or "—", ""),
        (_("Number of opinions"), _("{n} opinions").format(n=row.opinions), f"{reverse('council:opinions')}?project={row.id}"),
        (_("Who asked for it"), _("{n} people").format(n=len(voices)), ""),
        (_("Budget"), f"{yuan(row.budget)} {_('yuan')}" if row.budget is not None else "—", ""),
        (_("Paid"), f"{yuan(row.paid)} {_('yuan')}" if row.paid else "—", f"{reverse('council:payments')}?q={row.title}" if row.paid else ""),
        (_("How it is bought"), page.procurement or "—", ""), (_("Filing"), page.filed or "—", ""),
        (_("People whom it serves"), number_words(row.beneficiaries), ""), (_("Residents satisfied"), row.rating, ""),
    ]  # fmt: skip


def _groups(actor: Any, page: ProjectPage, voices: list[Voice]) -> list[tuple[str, Table]]:
    key = page.row.id
    keeps = bool(accounts.may(actor, "council.keep"))
    groups: list[tuple[str, Table]] = []

    def go(name: str) -> str:
        return reverse(f"council:project_{name}", args=[key])

    def group(title: str, heads: list[tuple[str, str, str]], rows: list[Row]) -> None:
        if rows:
            phones = ("title", "first", "second")
            columns = [
                Column(name, label, kind, phone=phones[at] if at < 3 else "", whole=name in SHORT)
                for at, (name, label, kind) in enumerate(heads)
            ]
            groups.append((title, Table(columns, rows)))

    refs = motions.of_subject(actor, "council.project", [key]).get(key, [])
    group(_("Decided by"), [("body", _("Body"), "text"), ("state", _("Outcome"), "text"), ("told", _("Count of the votes"), "text"), ("on", _("Day"), "day")], [
        Row({"body": one.body_name, "state": codes.word(bodies.OUTCOMES, one.state), "told": str(one.told or "—"), "on": one.meeting_on}, one.url) for one in refs
    ])  # fmt: skip
    taken = steps.steps_of(actor, "council.project", [key]).get(key)
    if taken is not None:
        group(_("Four steps, two disclosures"), [("name", _("Step"), "text"), ("words", _("What was done"), "text"), ("on", _("Day"), "day")], [
            Row({"name": codes.word(bodies.STEPS, one.kind), "words": f"{one.who} {one.text}".strip() or "—", "on": one.on}) for one in taken.taken
        ])  # fmt: skip
    group(_("Defects"), [("text", _("Defect"), "text"), ("due", _("Until the day"), "day"), ("mended", _("Mended on"), "day"), ("note", _("What was done"), "text")], [
        Row({"text": one["text"], "due": one["due"], "mended": one["mended"], "note": one["note"] or "—"},
            reverse("council:work_mend", args=[one["id"]]) if keeps and not one["mended"] else "")
        for acceptance in page.acceptances for one in acceptance["defects"]
    ])  # fmt: skip
    group(_("Acceptance"), [("outcome", _("Outcome"), "text"), ("people", _("Who accepts"), "text"), ("text", _("What was seen"), "text"), ("on", _("Day"), "day")], [
        Row({"outcome": codes.word(codes.ACCEPTANCE, one["outcome"]), "text": one["text"], "on": one["on"],
             "people": "、".join(f"{name}（{codes.word(codes.SEATS, seat)}）" for name, seat, _agrees in one["people"])})
        for one in page.acceptances
    ])  # fmt: skip
    group(_("Supervision"), [("finding", _("Finding"), "text"), ("text", _("What was seen"), "text"), ("by", _("Noted by"), "text"), ("on", _("Day"), "day")], [
        Row({"finding": codes.word(codes.FINDINGS, one["finding"]), "text": one["text"], "by": one["by"], "on": one["on"]})
        for one in page.inspections
    ])  # fmt: skip
    group(_("Changes"), [("what", _("What changes"), "text"), ("state", _("State"), "text"), ("cost", _("Costs more, yuan"), "number"), ("on", _("Day"), "day")], [
        Row({"what": one["what"], "state": codes.word(codes.CHANGE_STATES, one["state"]), "cost": yuan(one["cost"]), "on": one["on"]},
            reverse("council:work_change", args=[one["id"]]) if one["state"] == "asked" and accounts.may(actor, "council.project") else "")
        for one in page.changes
    ])  # fmt: skip
    group(_("Progress"), [("text", _("What was done"), "text"), ("percent", _("Done, percent"), "number"), ("on", _("Day"), "day")], [
        Row({"text": one["text"], "percent": one["percent"], "on": one["on"]}) for one in page.progress
    ])  # fmt: skip
    group(_("Contracts"), [("contractor", _("Contractor"), "text"), ("amount", _("Amount, yuan"), "number"), ("number", _("Number"), "text"), ("chosen", _("How chosen"), "text"), ("signed", _("Signed on"), "day"), ("paper", _("Signed paper"), "text")], [
        Row({"contractor": one["contractor"], "amount": yuan(one["amount"]), "number": one["number"], "chosen": one["chosen"], "signed": one["signed"],
             "paper": _("{n} pages").format(n=len(one["files"])) if one["files"] else _("missing")},
            go("contract_paper") if keeps and not one["files"] else "")
        for one in page.contracts
    ])  # fmt: skip
    group(_("Payments"), [("payee", _("Paid to"), "text"), ("amount", _("Amount, yuan"), "number"), ("state", _("State"), "text"), ("purpose", _("What for"), "text"), ("paid", _("Paid on"), "day")], [
        Row({"payee": one["payee"], "amount": yuan(one["amount"]), "state": codes.word(codes.PAYMENT_STATES, one["state"]), "purpose": one["purpose"],
             "paid": one["paid"]}, reverse("council:payment", args=[one["id"]]))
        for one in page.payments
    ])  # fmt: skip
    several = any(one["fund__source"] for one in page.lines)
    group(_("Budget lines"), [("name", _("What is bought"), "text"), ("total", _("Sum, yuan"), "number"), ("many", _("How many"), "text"), ("price", _("Price of one, yuan"), "number"), ("basis", _("Price basis"), "text"), *([("fund", _("Source"), "text")] if several else [])], [
        Row({"name": one["name"], "total": yuan(one["total"]), "many": f"{one['amount'] / 100:g} {one['unit']}", "price": yuan(one["price"]),
             "basis": one["basis"], "fund": codes.word(codes.SOURCES, one["fund__source"]) if one["fund__source"] else "—"},
            reverse("council:project_line_strike", args=[one["id"]]) if keeps and page.row.state == "carried" else "")
        for one in page.lines
    ])  # fmt: skip
    group(_("Lists of the fund"), [("text", _("Line"), "text"), ("fits", _("Fits"), "text"), ("reason", _("Reason"), "text"), ("side", _("Which list"), "text")], [
        Row({"text": one["text"], "fits": _("yes") if one["fits"] else _("no"), "reason": one["reason"], "side": codes.word(codes.SIDES, one["side"])})
        for one in page.checks
    ])  # fmt: skip
    group(_("From whose words it came"), [("text", _("Opinion"), "text"), ("author", _("Said by"), "text"), ("channel", _("How it came"), "text"), ("on", _("Day"), "day")], [
        Row({"text": one["text"][:60], "author": one["author"] or "—", "channel": codes.word(codes.CHANNELS, one["channel"]), "on": one["on"]},
            reverse("council:opinion", args=[one["id"]]))
        for one in page.opinions[:60]
    ])  # fmt: skip
    others = [one for one in voices if one.how != "author"]
    group(_("Supporters"), [("name", _("Full name"), "text"), ("how", _("How"), "text"), ("on", _("Day"), "day")], [
        Row({"name": one.name, "how": _(_HOW[one.how]), "on": one.on}) for one in others[:60]
    ])  # fmt: skip
    names = accounts.names([one.by for one in page.stages if one.by is not None])
    group(_("Way of the project"), [("verb", _("Step"), "text"), ("on", _("Day"), "day"), ("by", _("Noted by"), "text"), ("note", _("Remark"), "text")], [
        Row({"verb": str(workflow.VERBS.get(one.verb, one.verb)), "on": one.on, "by": names.get(one.by or 0, "—"), "note": one.note[:80] or "—"})
        for one in page.stages
    ])  # fmt: skip
    return groups
