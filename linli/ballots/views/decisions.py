"""Decisions for those who work here: the list, one with its result, its roll."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.places import api as places
from linli.ui.asking import verb_of
from linli.ui.parts import Link
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import moment_words, number_words

from ..actions import casting as actions
from ..forms.decisions import DecisionFilter
from ..queries import named, results, roll
from ..queries.results import DecisionPage
from ..rules import codes
from ..rules.decisions import may_cast, may_mark, money
from ..rules.pack import may_publish
from . import casting, telling
from .common import actor_of, keeps, sentence, state_of, today


@accounts.needs("ballots.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Votes, newest first."""
    actor, (at, _on) = actor_of(request), today()
    address = Address.of(request.GET)
    form = DecisionFilter(request.GET or None)
    rows, total = results.listing(
        actor, state=form.value("state"), text=form.value("q"), start=address.start, count=address.size
    )
    columns = [
        Column("title", _("What is voted on"), phone="title"), Column("state", _("State"), "status", phone="first"),
        Column("secret", _("How it is voted"), phone="first"), Column("kind", _("Ballot"), optional=True),
        Column("until", _("Voting until"), phone="second", whole=True),
        Column("roll", _("On the roll"), "number"), Column("voted", _("Took part"), "number"),
    ]  # fmt: skip
    lines = [
        Row(
            {
                "title": one.title, "state": state_of(one, quiet=one.state == codes.CLOSED and one.decided),
                "secret": _("secret") if one.secret else _("by name"), "kind": codes.word(codes.KINDS, one.kind),
                "until": moment_words(until, at) if until else "—", "roll": one.n_roll or None, "voted": one.n_voted,
            },
            one.url, str(one.decision),
        )
        for one, until in rows
    ]  # fmt: skip
    empty = (_("Nothing fits. Clear a filter."),) if request.GET else (_("No votes here yet."),)
    table = Table(
        columns, lines, address, total, caption=_("{n} votes held").format(n=number_words(total)), empty=empty[0],
        empty_url=reverse("ballots:new") if keeps(actor) else "", empty_action=_("Draft the first"),
    )  # fmt: skip
    mine = [
        Link(_("Vote: {title}").format(title=title), reverse("ballots:vote", args=[key]))
        for key, title, _line, voted in roll.own(actor)
        if not voted
    ]
    return render(request, "ui/listing.html", {
        "title": _("Votes"), "form": form, "table": table, "verb": _("Draft a vote"),
        "verb_url": reverse("ballots:new") if keeps(actor) else "", "links": mine,
    })  # fmt: skip


@accounts.needs("ballots.read")
@require_GET
def record(request: HttpRequest, key: int) -> HttpResponse:
    """One vote: its state, how it was counted, why each option won or lost."""
    actor, (at, _on) = actor_of(request), today()
    page = results.page(actor, key)
    ways = roll.ways(key)
    booths = roll.booths(actor, key) if page.counted.secret else []
    marked = sum(ways.values())
    verbs, more = _verbs(request, page, actor, over=bool(page.until and at >= page.until))
    line = roll.line_of(actor, key)
    context = {
        "title": page.counted.title, "back_url": reverse("ballots:decisions"), "page": page, "verbs": verbs, "links": more,
        "state": state_of(page.counted), "sentence": sentence(page.counted, page.until, marked, at),
        "told": telling.told(page), "lines": telling.lines(page), "booths": booths, "ways": _ways(ways, page),
        "may_vote": line is not None and not line.voted and not line.recused
        and bool(may_cast(page.counted.state, page.counted.secret, bool(page.until and at >= page.until))),
        "grid": _grid(actor, page) if not page.counted.secret else None,
        "differences": named.differing(key) if not page.counted.secret and page.counted.state == codes.OPEN else [],
        "facts_of": _facts(page, at), "override_by": _name(page.override_by),
        "public_url": _public_url(page, actor), "roll_url": reverse("ballots:roll", args=[key]),
        "may_list": page.counted.state == codes.CLOSED and page.counted.secret and bool(may_publish(page.ballots)),
        "why_not": may_publish(page.ballots).reason, "rule_told": page.stated is None,
    }  # fmt: skip
    return render(request, "ballots/decision.html", context)


@accounts.needs("ballots.read")
@require_GET
def roll_page(request: HttpRequest, key: int) -> HttpResponse:
    """Who may vote, and who has; never what."""
    actor, (at, _on) = actor_of(request), today()
    page = results.page(actor, key)
    address = Address.of(request.GET)
    voted = {"yes": "yes", "no": "no"}.get(request.GET.get("voted", ""), "")
    rows, total = roll.roll_page(
        actor, key, text=request.GET.get("q", ""), voted=voted, start=address.start, count=address.size
    )
    journal.read(actor, "ballot voter", [one.id for one in rows], at=at, purpose="roll")
    table = Table(
        [Column("ref", _("Number"), phone="second"), Column("name", _("Full name"), phone="title"),
         Column("state", _("Voted"), phone="first")],
        [Row({"ref": one.ref, "name": one.name, "state": _mark(one, page)}, _slip(one, page, keeps(actor))) for one in rows], address, total,
        caption=_("{n} on the roll").format(n=number_words(total)), empty=_("Nobody fits."),
    )  # fmt: skip
    return render(request, "ballots/roll.html", {
        "title": _("Roll: {title}").format(title=page.counted.title), "table": table, "page": page,
        "query": request.GET.get("q", "")[:60], "voted": voted, "back_url": page.counted.url,
    })  # fmt: skip


@accounts.needs("desk.open")
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, key: int) -> HttpResponse:
    """Vote signed in, in two steps; who is not on the roll finds nothing here. A second sending finds the receipt."""
    actor, (at, _on) = actor_of(request), today()
    line = roll.line_of(actor, key)
    if line is None:
        raise NotFound("decision")
    wrong = None
    if request.POST.get(casting.STEP) == casting.CAST:
        try:
            with transaction.atomic():
                receipt = actions.cast(
                    actor=actor, at=at, voter=line.id, way=codes.SIGNED_IN, read=lambda asked: casting.read(request, asked)
                )  # fmt: skip
            return casting.done(reverse("ballots:receipt", args=[key]), receipt)
        except Refused as refused:
            wrong = refused
    page = results.page(actor, key)
    around = {"back_url": reverse("ballots:decisions"), "voter": line.name}
    over = bool(page.until and at >= page.until)
    for verdict in (
        may_cast(page.counted.state, page.counted.secret, over),
        may_mark(line.recused, line.voted, line.twice),
    ):
        if verdict.reason is not None:
            shut = {
                "title": page.counted.title,
                "page": page,
                "shut": str(verdict.reason),
                "voted": line.voted,
                **around,
            }
            return render(request, "ballots/vote.html", shut, status=422 if request.method == "POST" else 200)
    return casting.ballot(request, page, casting.Frame("ballots/vote.html", around), wrong)


@accounts.needs("desk.open")
@require_GET
def receipt(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt of one's own vote."""
    actor = actor_of(request)
    line = roll.line_of(actor, key)
    if line is None or not line.voted or line.way == codes.PAPER:
        raise NotFound("receipt")
    title = results.result(actor, key).title
    return render(request, "ballots/receipt.html", {
        "title": _("Receipt of a vote"), "fresh": roll.receipt_text(line.id), "of": title, "back_url": reverse("ballots:decisions"),
    })  # fmt: skip


def _slip(one: roll.VoterRow, page: DecisionPage, keeper: bool) -> str:
    """Where a new code is handed out, for those who may still vote."""
    open_ = page.counted.state == codes.OPEN and page.counted.secret and not one.voted and not one.recused
    return reverse("ballots:slip", args=[one.id]) if keeper and open_ else ""


def _mark(one: roll.VoterRow, page: DecisionPage) -> str:
    if one.twice:
        return _("stands there twice")
    if one.recused:
        return _("recused")
    if not page.counted.secret:
        return "—"
    return (
        codes.word(codes.WAYS, one.way)
        if one.voted
        else _("not yet")
        if page.counted.state == codes.OPEN
        else _("no")
    )


def _verbs(
    request: HttpRequest, page: DecisionPage, actor: Any, *, over: bool
) -> tuple[list[Link], list[Link]]:
    go, one = verb_of("ballots", page.id), page.counted
    if not keeps(actor):
        return [], []
    out = Link(_("Withdraw the vote"), go("withdraw"))
    if one.state == codes.DRAFT:
        return [Link(_("Open voting"), go("open"))], [out]
    if one.state == codes.OPEN and one.secret:
        if over:
            return [Link(_("Count the votes"), go("close"))], [out]
        names = (
            ("paper", _("Print ballot papers")),
            ("booth_new", _("Add a booth")),
            ("end", _("End voting")),
        )
        return [Link(_("Print slips with codes"), go("slips"))], [
            *(Link(word, go(name)) for name, word in names),
            out,
        ]
    if one.state == codes.OPEN:
        return [Link(_("Enter votes"), go("named")), Link(_("Count the votes"), go("close"))], [out]
    if one.state == codes.COUNTING:
        return [Link(_("Count the votes"), go("close"))], [out]
    if one.state == codes.CLOSED:
        lot = [] if one.decided else [Link(_("Enter the lot"), go("lot"))]
        return lot, [Link(_("Decide otherwise"), go("override"))] if accounts.may(
            actor, "ballots.override"
        ) else []
    return [], []


def _ways(ways: dict[str, int], page: DecisionPage) -> list[tuple[str, int]]:
    """Subtotals by channel."""
    if not page.counted.secret or page.counted.state == codes.DRAFT:
        return []
    return [(str(word), ways.get(way, 0)) for way, word in codes.WAYS.items()]


def _grid(actor: Any, page: DecisionPage) -> dict[str, Any] | None:
    rows = named.grid(actor, page.id)
    if not rows:
        return None
    return {"heads": [one.name for one in page.asked.options], "rows": [
        (row.name, [codes.word(codes.ANSWERS, row.answers.get(one.key, codes.RECUSED if row.recused else codes.ABSENT)) for one in page.asked.options]) for row in rows
    ], "checked": all(row.checked for row in rows)}  # fmt: skip


def _facts(page: DecisionPage, at: Any) -> list[tuple[str, str, str]]:
    one = page.counted
    found = [
        (_("How it is voted"), _("Secret ballot") if one.secret else _("By name"), ""),
        (_("Ballot"), codes.word(codes.KINDS, one.kind), ""),
        (
            _("On the roll"),
            str(one.n_roll or "—"),
            reverse("ballots:roll", args=[page.id]) if one.n_roll else "",
        ),
    ]
    if page.asked.most and one.kind not in (codes.ANSWER, codes.ONE):
        found.append((_("Most on a ballot"), str(page.asked.most), ""))
    if page.asked.budget:
        found.append((_("Budget"), _("{n} yuan").format(n=money(page.asked.budget)), ""))
    for label, moment in (
        (_("Opened"), page.opened),
        (_("Voting until"), page.until),
        (_("Counted at"), page.closed),
    ):
        if moment:
            found.append((label, moment_words(moment, at), ""))
    return found


def _name(user: int | None) -> str:
    return accounts.names([user]).get(user, "") if user is not None else ""


def _public_url(page: DecisionPage, actor: Any) -> str:
    if not page.counted.secret or page.counted.state in (codes.DRAFT, codes.VOID):
        return ""
    code = places.community(actor.community, today()[1]).code
    return reverse("voting:decision", args=[code, page.id]) if code else ""
