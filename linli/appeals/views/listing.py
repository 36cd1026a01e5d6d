"""The list of appeals, those to revisit, those sent up; the export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.accounts import api as accounts
from linli.base import clock, keys
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor
from linli.places import api as places
from linli.ui.parts import State
from linli.ui.tables import Address, Column, Row, Table
from linli.ui.words import deadline_words, number_words

from ..forms.filters import AppealsForm
from ..queries import house, listing
from ..queries.listing import AppealRow, Filter, Page
from ..rules import codes
from ..rules.categories import Tree
from . import around, words
from .common import actor_of, state_of

#: Names in the address that say how far the list was turned, beside those of every table.
_TURNED = ("after", "before")


@dataclass(frozen=True)
class Turned(Table):
    """A table that goes on from the mark of its last row, so that page 1,000 is as quick as page 1."""

    after: str = ""
    before: str = ""

    @property
    def next_url(self) -> str:
        """The page after, or nothing."""
        return self._turn("after", self.after, 1) if self.after else ""

    @property
    def back_url(self) -> str:
        """The page before, or nothing."""
        if self.address.page <= 2:
            return self.address.link(sort=self.address.sort) if self.address.page == 2 else ""
        return self._turn("before", self.before, -1) if self.before else ""

    def _turn(self, name: str, mark: str, by: int) -> str:
        return f"{self.address.link(sort=self.address.sort, page=self.address.page + by)}&{name}={mark}"


@accounts.needs("appeals.read")
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    """All that the reader may find, newest first; a captain or messenger reads what they entered or handle."""
    actor, at = actor_of(request), clock.now()
    form = _form(request.GET or None, actor, at)
    found, table = _table(request, actor, at, filter_of(form, at), sort="newest", names=dict(form.people))
    caption = _("More than {n} appeals").format(n=number_words(found.total)) if found.more else _count(found)
    table = replace(
        table,
        caption=caption,
        export_url=_export_url(request, actor),
        export_by_job=True,
        empty=_("No appeal fits. Clear a filter.") if request.GET else _("There are no appeals yet."),
    )
    if not request.GET and accounts.may(actor, "appeals.register"):
        table = replace(
            table, empty_url=reverse("appeals:register"), empty_action=_("Register the first appeal")
        )
    return _page(request, actor, _("Appeals"), table, form)


@accounts.needs("appeals.revisit")
@require_GET
def revisits(request: HttpRequest) -> HttpResponse:
    """待回访: answered, and nobody has asked yet whether it is solved. Who handled it does not ask."""
    actor, at = actor_of(request), clock.now()
    found, table = _table(request, actor, at, Filter(state="to_revisit"), sort="due")
    table = replace(table, caption=_count(found), empty=_("Nothing waits for a revisit."))
    sentence = _("By another person than the handler; soonest first.")
    return _page(request, actor, _("To revisit"), table, sentence=sentence)


@accounts.needs("appeals.sent")
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """上报街道: what waits for the subdistrict; for the subdistrict what the communities sent up."""
    actor, at = actor_of(request), clock.now()
    found, table = _table(request, actor, at, Filter(state="sent_up"), sort="due")
    table = replace(table, caption=_count(found), empty=_("Nothing waits for the subdistrict."))
    return _page(request, actor, _("Sent up to the subdistrict"), table)


@accounts.needs("appeals.export")
@require_POST
def export(request: HttpRequest) -> HttpResponseRedirect:
    """Write the filtered list to a file in the background; names masked, without phones."""
    actor, at = actor_of(request), clock.now()
    heads = [(str(column.label), "day" if column.kind == "day" else "text") for column in _columns()]
    sealed = keys.seal(request.GET.urlencode()).hex()
    work = files.export_list(actor, _("Appeals"), heads, "appeals.appeals", at, sealed=sealed)
    return redirect("files:work", work)


def export_rows(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """The rows of an export, as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, "appeals.export").demand()
    at = clock.now()
    form = _form(QueryDict(keys.unseal(bytes.fromhex(sealed))), actor, at)
    tree = words.tree(actor, at)
    read: list[int] = []
    for one in listing.everything(actor, filter_of(form, at), at=at):
        read.append(one.id)
        plain = _cells(one, tree, at)
        yield [plain[column.key] for column in _columns()]
    journal.read(actor, "appeal", read, at=at, purpose="export")


def filter_of(form: AppealsForm, at: dt.datetime) -> Filter:
    """What the address asks for, as the query takes it."""
    state, show, until = form.value("state"), form.value("show"), form.value("until", None)
    group = state if state in listing.STATE_GROUPS else ""
    published = {"yes": True, "no": False}.get(form.value("published"))
    return Filter(
        state_group=group, state="" if group else state, category=form.value("category"), channel=form.value("channel"),
        level=form.value("level"), handler=form.value("handler", None), cell=form.value("cell", None), text=form.value("q"),
        since=form.value("since", None), until=until + dt.timedelta(days=1) if until else None, late=show == "late",
        mine=show == "mine", rating=form.value("rating"), published=published,
    )  # fmt: skip


def _form(data: QueryDict | None, actor: Actor, at: dt.datetime) -> AppealsForm:
    on = clock.day_of(at)
    return AppealsForm(
        data, on=on, categories=words.flat(actor, at), people=words.colleagues(actor, at),
        cells=house.grids(actor.community, on),
    )  # fmt: skip


def _table(
    request: HttpRequest, actor: Actor, at: dt.datetime, where: Filter, *, sort: str,
    names: dict[int, str] | None = None,
) -> tuple[Page[AppealRow], Turned]:  # fmt: skip
    """The page of the list that the address asks for."""
    plain = request.GET.copy()
    after, before = (str(plain.pop(name, [""])[0]) for name in _TURNED)
    address = Address.of(plain)
    found = listing.listing(
        actor, where, at=at, sort=_SORTS.get(address.sort, sort), page=address.page, size=address.size, after=after, before=before,
        names=names,
    )  # fmt: skip
    if actor.community is not None:
        journal.read(actor, "appeal", [one.id for one in found.rows if one.reporter], at=at, purpose="list")
    around.remember(request, [one.id for one in found.rows])
    tree = words.tree(actor, at)
    rows = [_row(one, tree, at) for one in found.rows]
    columns = _columns() if actor.community is not None else [_community(), *_columns()]
    if actor.community is None:
        rows = [_with_community(row, one, at) for row, one in zip(rows, found.rows, strict=True)]
        columns = [columns[1], columns[0], *columns[2:]]
    return found, Turned(
        columns, rows, address, found.total, more=found.more, after=found.after, before=found.before
    )


_SORTS = {"received": "received_at", "-received": "newest", "due": "due"}


def _columns() -> list[Column]:
    return [
        Column("title", _("Matter"), phone="title"),
        Column("due", _("Deadline"), sort=True, phone="first", whole=True),
        Column("place", _("Where"), phone="first"),
        Column("who", _("Who"), optional=True),
        Column("category", _("Category"), whole=True),
        Column("state", _("State"), "status", phone="second"),
        Column("handler", _("Handler"), phone="second", whole=True),
        Column("received", _("Received"), "day", sort=True),
        Column("number", _("Number"), whole=True),
        Column("channel", _("How it came"), optional=True),
        Column("level", _("Handled at"), optional=True),
        Column("rating", _("Rating"), optional=True),
    ]


def _community() -> Column:
    return Column("community", _("Community"), phone="first")


def _with_community(row: Row, one: AppealRow, at: dt.datetime) -> Row:
    name = places.name_of(one.community, clock.day_of(at))
    return Row({**row.cells, "community": name}, row.url, row.key)


def _row(one: AppealRow, tree: Tree, at: dt.datetime) -> Row:
    first, second = deadline_words(one.due_at, at) if one.due_at else ("", "")
    due = (
        State("late", first)
        if one.late
        else format_html("{} <span class='note'>{}</span>", first, second)
        if first
        else ""
    )
    state = state_of(one.state, due=one.due_at, now=at)
    title = (
        format_html("{} <span class='status is-late'>{}</span>", one.title, _("Urgent"))
        if one.urgent
        else one.title
    )
    cells = {**_cells(one, tree, at), "title": title, "due": due or "—", "state": state}
    return Row(cells, reverse("appeals:appeal", args=[one.id]), str(one.id))


def _cells(one: AppealRow, tree: Tree, at: dt.datetime) -> dict[str, object]:
    """A row in plain words."""
    naming = "" if one.naming == "named" else codes.word(codes.NAMING, one.naming)
    return {
        "title": one.title, "due": f"{clock.day_of(one.due_at)}" if one.due_at else "", "place": one.place or "—",
        "who": one.reporter or naming or "—", "category": tree.word(one.category), "state": codes.word(codes.STATES, one.state),
        "handler": one.handler_name or "—", "received": clock.day_of(one.received_at), "number": one.number,
        "channel": codes.word(codes.CHANNELS, one.channel), "level": codes.word(codes.LEVELS, one.level),
        "rating": codes.word(codes.RATINGS, one.rating) if one.rating else "—",
    }  # fmt: skip


def _count(found: Page[AppealRow]) -> str:
    if found.total == 1:
        return _("1 appeal")
    return _("{n} appeals").format(n=number_words(found.total))


def _export_url(request: HttpRequest, actor: Actor) -> str:
    if not accounts.may(actor, "appeals.export"):
        return ""
    return reverse("appeals:export") + "?" + request.GET.urlencode()


def _page(
    request: HttpRequest,
    actor: Actor,
    title: str,
    table: Table,
    form: AppealsForm | None = None,
    sentence: str = "",
) -> HttpResponse:
    may = accounts.may(actor, "appeals.register")
    context = {
        "title": title, "table": table, "form": form, "sentence": sentence,
        "register_url": reverse("appeals:register") if may else "",
    }  # fmt: skip
    return render(request, "appeals/list.html", context)
